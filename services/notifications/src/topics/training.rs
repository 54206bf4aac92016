//! Training: a trainer who has given nothing for a long time, a session that begins, attendance that nobody took.
//!
//! The trainer is told, and who has no chat through the focal point of the own institution. Only the trainer takes
//! attendance, so nobody else is asked for it. Who was reminded before the ledger had all messages is not reminded again.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use events::ids::{ModuleId, PersonId, SessionId, StreamId};
use events::notification::{Audience, Notice, Occasion};
use events::training::{self, Session, SessionStage};
use readmodels::organisation::InstitutionRecord;
use readmodels::training::idle_occasion;

use crate::calendar::Calendar;
use crate::content::{Content, TrainingContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::hours::instant;
use crate::topics::Topic;

/// Training: sessions to come, attendance, idle trainers.
pub struct Training;

impl Topic for Training {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        // What is told of the idle is about their institutions.
        let mut owed = if facts.institutions_looked_at().is_empty() { vec![] } else { idle(facts) };
        for (module, dossier) in facts.modules_looked_at() {
            for (id, session) in &dossier.state.sessions {
                let Some(step) = step_of(session, facts.today(), facts.calendar) else { continue };
                for trainer in &session.trainers {
                    owed.extend(of_session(step, trainer, (&module, id), facts));
                }
            }
        }
        owed
    }
}

/// How far a session is, as its trainers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It begins on the next working day or before that.
    Ahead,
    /// It begins today.
    Today,
    /// It is over, and nobody has taken attendance.
    AttendanceDue,
}

impl Step {
    const fn urgency(self) -> Urgency {
        match self {
            Self::Ahead | Self::AttendanceDue => Urgency::Morning,
            Self::Today => Urgency::Pressing,
        }
    }
}

/// How far a session is on a day, and since which day.
fn step_of(session: &Session, today: NaiveDate, calendar: &Calendar) -> Option<(Step, NaiveDate)> {
    let (first, last) = (session.days.from(), session.days.until());
    if session.stage != SessionStage::Scheduled {
        return None;
    }
    if last < today {
        return Some((Step::AttendanceDue, last.succ_opt().unwrap_or(last)));
    }
    // The day before, or the last working day before when that is a day off; on the day itself after an outage.
    let told_from = first.pred_opt().map_or(first, |day| calendar.working_day_until(day));
    let step = if today == first { Step::Today } else { Step::Ahead };
    (told_from <= today && today <= first).then_some((step, told_from))
}

fn of_session(
    (step, since): (Step, NaiveDate),
    trainer: &PersonId,
    (module, session): (&ModuleId, &SessionId),
    facts: &Facts<'_>,
) -> Option<Owed> {
    let (of, module_id, session_id) = (trainer.clone(), module.clone(), session.clone());
    let (code, earlier, content, to) = match step {
        Step::Ahead | Step::Today => (
            "session-ahead",
            training::Occasion::SessionAhead { session: session.clone() },
            TrainingContent::SessionAhead { trainer: of, module: module_id, session: session_id },
            told_of(trainer, facts)?,
        ),
        Step::AttendanceDue => (
            "attendance-due",
            training::Occasion::AttendanceDue { session: session.clone() },
            TrainingContent::AttendanceDue { trainer: of, module: module_id, session: session_id },
            Audience::Person(trainer.clone()),
        ),
    };
    if facts.training.reminded_on(trainer, &earlier).is_some() {
        return None;
    }
    let about = StreamId::new("training", module.as_str()).ok()?;
    let owed = owed_on(about, &format!("{code}.{session}.{trainer}"), to, content, since, facts)?;
    Some(Owed { urgency: step.urgency(), ..owed })
}

fn idle(facts: &Facts<'_>) -> Vec<Owed> {
    let idle = facts.training.pool().idle_on(facts.today());
    idle.filter_map(|(trainer, engagement)| of_idle(trainer, engagement.idle_since(), facts)).collect()
}

fn of_idle(trainer: &PersonId, since: NaiveDate, facts: &Facts<'_>) -> Option<Owed> {
    if facts.training.reminded_on(trainer, &training::Occasion::Idle { since }).is_some() {
        return None;
    }
    let institution = &facts.training.participant(trainer)?.institution;
    let about = StreamId::new("institution", institution.as_str()).ok()?;
    let content = TrainingContent::Idle { trainer: trainer.clone(), since };
    owed_on(about, &idle_occasion(trainer, since), told_of(trainer, facts)?, content, facts.today(), facts)
}

/// Who is told of a trainer: the trainer, or where no channel reaches the trainer, the institution's focal point.
fn told_of(trainer: &PersonId, facts: &Facts<'_>) -> Option<Audience> {
    let own = facts.institutions.person(trainer).filter(|(_, person)| facts.can_be_told(person));
    let active = own.and_then(|(id, _)| facts.institutions.institution(id)).is_some_and(InstitutionRecord::is_active);
    if active {
        return Some(Audience::Person(trainer.clone()));
    }
    let institution = facts.training.participant(trainer)?.institution.clone();
    Some(Audience::FocalPoint(institution))
}

/// Nothing, where another was told on the same occasion: the trainer has linked a chat since, or has one no more.
fn owed_on(
    about: StreamId,
    occasion: &str,
    to: Audience,
    content: TrainingContent,
    since: NaiveDate,
    facts: &Facts<'_>,
) -> Option<Owed> {
    let occasion = Occasion::try_from(occasion.to_owned()).ok()?;
    let by_another = facts
        .ledger
        .entries_about(&about)
        .any(|entry| entry.notice.occasion == occasion && entry.notice.to != to && entry.is_settled());
    if by_another {
        return None;
    }
    let notice = Notice { about, occasion, to };
    let since = beginning_of(since).min(facts.moment.now);
    Some(Owed { notice, content: Content::Training(content), urgency: Urgency::Morning, since })
}

/// When a day begins in Kosovo, UTC.
fn beginning_of(day: NaiveDate) -> DateTime<Utc> {
    instant(day, NaiveTime::MIN).unwrap_or(DateTime::<Utc>::MIN_UTC)
}
