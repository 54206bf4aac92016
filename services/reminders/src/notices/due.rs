//! What there is to tell now, computed from what is so, without any effect.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::ids::{CaseId, ModuleId, PersonId, SessionId};
use events::institution::Post;
use events::training::{CertificateCode, Occasion, Session, SessionStage};
use projections::views::{InstitutionView, PersonView, SubgroupView, TimelineEntry};
use projections::{Office, TrainingBook};

use super::{Notice, Word};
use crate::calendar::Calendar;

/// A trainer's certificate that has run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOut {
    /// For which module.
    pub module: ModuleId,
    /// Whose.
    pub trainer: PersonId,
    /// Which.
    pub code: CertificateCode,
}

/// A trainer to be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminding {
    /// The module in whose stream it is recorded.
    pub module: ModuleId,
    /// Who.
    pub trainer: PersonId,
    /// On what occasion.
    pub occasion: Occasion,
}

/// The certificates that have run out by a day and have not been ended.
pub fn run_out(book: &TrainingBook, today: NaiveDate) -> Vec<RunOut> {
    let of_module = |(id, dossier): (&ModuleId, &projections::training::ModuleDossier)| {
        let ended = dossier.state.run_out_by(today).filter_map(|trainer| {
            let code = dossier.state.trainers.get(trainer)?.code.clone();
            Some(RunOut { module: id.clone(), trainer: trainer.clone(), code })
        });
        ended.collect::<Vec<_>>()
    };
    book.modules().flat_map(of_module).collect()
}

/// The occasion of a session on a day.
fn occasion_of(id: &SessionId, session: &Session, today: NaiveDate, calendar: &Calendar) -> Option<Occasion> {
    let (first, last) = (session.days.from(), session.days.until());
    if session.stage != SessionStage::Scheduled {
        return None;
    }
    if last < today {
        return Some(Occasion::AttendanceDue { session: id.clone() });
    }
    // The day before, or the last working day before when that is a day off; on the day itself after an outage.
    let told_from = first.pred_opt().map_or(first, |day| calendar.working_day_until(day));
    (told_from <= today && today <= first).then(|| Occasion::SessionAhead { session: id.clone() })
}

/// The trainers to be reminded on a day, those left out who were reminded on the occasion before.
pub fn remindings(book: &TrainingBook, today: NaiveDate, calendar: &Calendar) -> Vec<Reminding> {
    let mut due = Vec::new();
    for (module, _, id, session) in book.sessions() {
        let Some(occasion) = occasion_of(id, session, today, calendar) else { continue };
        for trainer in &session.trainers {
            due.push(Reminding { module: module.clone(), trainer: trainer.clone(), occasion: occasion.clone() });
        }
    }
    for (trainer, engagement) in book.pool().idle_on(today) {
        let valid = |until: &Option<NaiveDate>| until.is_none_or(|until| today <= until);
        let certified = engagement.certified_for.iter().find(|(_, until)| valid(until));
        if let Some((module, _)) = certified {
            let occasion = Occasion::Idle { since: engagement.idle_since() };
            due.push(Reminding { module: module.clone(), trainer: trainer.clone(), occasion });
        }
    }
    due.retain(|reminding| book.reminded_on(&reminding.trainer, &reminding.occasion).is_none());
    due
}

/// Who is told of a trainer: the trainer, or where the trainer has linked no chat, the institution's focal point. Only
/// the trainer takes attendance, so nobody else is asked for it.
pub fn told_of<'a>(
    reminding: &Reminding,
    book: &TrainingBook,
    institutions: &'a [InstitutionView],
) -> Option<&'a PersonView> {
    let staff = || institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff);
    let own = staff().find(|person| person.person == reminding.trainer && person.chat.is_some());
    match reminding.occasion {
        Occasion::AttendanceDue { .. } => own,
        Occasion::Idle { .. } | Occasion::SessionAhead { .. } => own.or_else(|| {
            let institution = &book.participant(&reminding.trainer)?.institution;
            staff().find(|person| &person.institution == institution && person.chat.is_some())
        }),
    }
}

impl Reminding {
    /// The same whenever it is worked out.
    pub fn key(&self) -> String {
        let occasion = match &self.occasion {
            Occasion::Idle { since } => format!("idle/{since}"),
            Occasion::SessionAhead { session } => format!("ahead/{}/{session}", self.module),
            Occasion::AttendanceDue { session } => format!("attendance/{}/{session}", self.module),
        };
        format!("training/{}/{occasion}", self.trainer)
    }

    /// The notice to whoever is told.
    pub fn notice(&self, person: PersonId) -> Notice {
        let trainer = self.trainer.clone();
        let word = match self.occasion.clone() {
            Occasion::Idle { since } => Word::TrainerIdle { trainer, since },
            Occasion::SessionAhead { session } => Word::SessionAhead { trainer, module: self.module.clone(), session },
            Occasion::AttendanceDue { session } => {
                Word::AttendanceDue { trainer, module: self.module.clone(), session }
            }
        };
        Notice { key: self.key(), person, word }
    }
}

/// What the briefings are worked out from.
pub struct Successions<'a> {
    /// What happened in the organisation and to cases of late.
    pub recent: &'a [TimelineEntry],
    /// The subgroups that had a chair before the present one.
    pub chaired_before: &'a BTreeSet<String>,
    /// The coordinator of each case that had another one before.
    pub coordinators: &'a BTreeMap<CaseId, PersonId>,
    /// Everybody.
    pub institutions: &'a [InstitutionView],
    /// Every subgroup.
    pub subgroups: &'a [SubgroupView],
}

impl Successions<'_> {
    /// The briefings that whoever took over is to have, as far as they have linked a chat.
    pub fn briefings(&self) -> Vec<Notice> {
        let mut briefings: BTreeMap<String, Notice> = BTreeMap::new();
        let mut latest: BTreeMap<(&str, &str), &TimelineEntry> = BTreeMap::new();
        for entry in self.recent {
            latest.insert((entry.stream.as_str(), entry.event_type.as_str()), entry);
        }
        for ((stream, event_type), entry) in latest {
            let key = entry.stream.key();
            let successor = match event_type {
                "institution.focal-point-handed-over" => self.focal_point(key),
                "subgroup.chair-appointed" if self.chaired_before.contains(key) => self.chair(key),
                "case.coordinator-appointed" => self.coordinator(key),
                _ => None,
            };
            let Some((person, office)) = successor.filter(|(person, _)| person.chat.is_some()) else { continue };
            let person = person.person.clone();
            // Whoever takes over many cases in a day is briefed once.
            let key = match &office {
                Office::CaseCoordinator(_) => format!("briefing/cases/{person}/{}", entry.on),
                Office::FocalPoint(_) | Office::Chair(_) => format!("briefing/{stream}/{}/{person}", entry.position),
            };
            briefings.insert(key.clone(), Notice { key, person, word: Word::Briefing { office } });
        }
        briefings.into_values().collect()
    }

    fn person(&self, id: &PersonId) -> Option<&PersonView> {
        self.institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff).find(|one| &one.person == id)
    }

    fn focal_point(&self, institution: &str) -> Option<(&PersonView, Office)> {
        let institution = self.institutions.iter().find(|one| one.id.as_str() == institution && one.active)?;
        let focal_point = institution.staff.iter().find(|person| person.post == Post::FocalPoint)?;
        Some((focal_point, Office::FocalPoint(institution.id.clone())))
    }

    fn chair(&self, subgroup: &str) -> Option<(&PersonView, Office)> {
        let subgroup = self.subgroups.iter().find(|one| one.id.as_str() == subgroup && !one.dissolved)?;
        let chair = self.person(&subgroup.chair.as_ref()?.person)?;
        Some((chair, Office::Chair(subgroup.id.clone())))
    }

    fn coordinator(&self, case: &str) -> Option<(&PersonView, Office)> {
        let (_, person) = self.coordinators.iter().find(|(id, _)| id.as_str() == case)?;
        Some((self.person(person)?, Office::CaseCoordinator(person.clone())))
    }
}
