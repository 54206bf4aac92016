//! News of cases: a referral is offered to those who may answer it, and what became of it is told to those who follow the
//! case.
//!
//! It is reconciled, not timed: each look compares what people should know by now with what their chats were told, and tells
//! the rest. So an institution whose focal point links a chat only later is offered then what still waits, and a message
//! of which it is not known whether it arrived comes again with the same buttons. Quiet hours hold news back, and days
//! off all but offers, because a referral has a time limit.

use std::convert::Infallible;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Belgrade;
use events::authority::{View, permit_view};
use events::case::{Referral, ReferralAnswer};
use events::ids::{InstitutionId, PersonId, ReferralId};
use events::institution::InstitutionKind;
use events::text::Text;
use projections::cases::{CaseBook, CaseRecord};
use projections::views::{InstitutionView, PersonView};

use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::{Outgoing, SendError};
use crate::referrals::audit;
use crate::requests::RequestSettings;
use crate::visit::VisitError;

/// How long without a change until it looks again: quiet hours end without telling anybody.
const PERIOD: Duration = Duration::from_secs(60);
/// For how long the answer to a referral is news.
const NEWS_FOR: TimeDelta = TimeDelta::days(7);

/// What there is to tell of a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// It waits for an answer.
    Offered,
    /// It was not answered in time.
    Late,
    /// It was taken on.
    Accepted,
    /// It was not taken on.
    Declined,
}

impl What {
    const fn name(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Late => "late",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }
}

/// A piece of news.
struct News<'a> {
    record: &'a CaseRecord,
    referral: &'a ReferralId,
    made: &'a Referral,
    what: What,
}

/// What may be news now.
fn news(book: &CaseBook, now: DateTime<Utc>) -> Vec<News<'_>> {
    let mut found = Vec::new();
    for record in book.all().filter(|record| !record.case.closed) {
        for (referral, made) in &record.case.referrals {
            let answered = record.referrals.get(referral).and_then(|note| note.answered_at);
            let fresh = answered.is_some_and(|at| now - at <= NEWS_FOR);
            let whats: &[What] = match made.answer {
                ReferralAnswer::Awaited { escalated: false } => &[What::Offered],
                ReferralAnswer::Awaited { escalated: true } => &[What::Offered, What::Late],
                ReferralAnswer::Accepted if fresh => &[What::Accepted],
                ReferralAnswer::Declined if fresh => &[What::Declined],
                ReferralAnswer::Accepted | ReferralAnswer::Declined => &[],
            };
            found.extend(whats.iter().map(|what| News { record, referral, made, what: *what }));
        }
    }
    found
}

impl News<'_> {
    /// The same piece of news has the same name.
    fn name(&self) -> String {
        format!("case/{}/{}/{}", self.record.id, self.referral, self.what.name())
    }

    /// Whether somebody is to be told.
    fn concerns(&self, person: &PersonView, of: InstitutionKind) -> bool {
        let case = &self.record.case;
        let coordinates = || {
            let coordinator: Option<&PersonId> = case.coordinator.as_ref().map(|who| &who.person);
            coordinator == Some(&person.person)
        };
        let manages = || {
            let manager: Option<&InstitutionId> = case.case_manager.as_ref().map(|manager| &manager.institution);
            manager == Some(&person.institution)
        };
        let secretariat = || of == InstitutionKind::Secretariat;
        match self.what {
            What::Offered => self.made.receiver == person.institution,
            What::Late => secretariat() || coordinates(),
            What::Declined => secretariat() || coordinates() || manages(),
            What::Accepted => coordinates() || manages(),
        }
    }
}

/// Whether somebody may hear of something now: in a chat of their own, outside quiet hours, and on a day off of offers only.
fn may_be_told_now(
    what: What,
    person: &PersonView,
    now: DateTime<Utc>,
    RequestSettings { calendar, ladder, .. }: &RequestSettings,
) -> bool {
    let local = now.with_timezone(&Belgrade);
    let at_work = what == What::Offered || calendar.is_working_day(local.date_naive());
    let quiet = person.quiet_hours.unwrap_or(ladder.quiet_hours());
    // The messenger gives groups numbers below nought.
    at_work && person.chat.is_some_and(|chat| chat.0 > 0) && !quiet.cover(local.time())
}

impl TelegramBot {
    /// Tells whatever there is to tell, for ever: at each change, and every minute.
    pub(crate) async fn keep_telling_of_cases(&self) -> Result<Infallible, BotError> {
        let mut progress = self.read_models.progress();
        loop {
            match self.tell_of_cases().await {
                Ok(()) => {}
                Err(VisitError::Bot(error)) => return Err(error),
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                    tracing::warn!(%error, "news of cases is told later");
                }
            }
            if let Ok(Err(_)) = tokio::time::timeout(PERIOD, progress.changed()).await {
                tokio::time::sleep(PERIOD).await;
            }
        }
    }

    async fn tell_of_cases(&self) -> Result<(), VisitError> {
        let book = self.cases.look(self.read_models.as_ref()).await?;
        let now = self.clock.now();
        let news = news(&book, now);
        if news.is_empty() {
            return Ok(());
        }
        let institutions = self.read_models.institutions().await?;
        let mut trouble = None;
        for one in &news {
            for institution in &institutions {
                for person in institution.staff.iter().filter(|person| one.concerns(person, institution.kind)) {
                    match self.tell_of_case(one, person, &institutions, now).await {
                        Ok(()) => {}
                        Err(VisitError::Bot(error)) => return Err(error.into()),
                        // One person's trouble does not hold the others up.
                        Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => trouble = Some(error),
                    }
                }
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    async fn tell_of_case(
        &self,
        news: &News<'_>,
        person: &PersonView,
        institutions: &[InstitutionView],
        now: DateTime<Utc>,
    ) -> Result<(), VisitError> {
        let (Some(chat), name) = (person.chat, news.name()) else { return Ok(()) };
        let standing = person.standing();
        let may_see = permit_view(&standing, &View::Case(news.record.case.parties())).is_ok();
        if !may_see
            || !may_be_told_now(news.what, person, now, &self.data_requests)
            || self.database.is_told(chat, &name).await?
        {
            return Ok(());
        }
        audit(&standing, &news.record.id);
        match self.post.send_once(chat, &self.words(news, person, institutions, now)).await {
            Ok(()) => {}
            // Whoever does not want to hear from the bot finds it with /referrals.
            Err(error) if error.is_final() => tracing::warn!(%error, "news of a case cannot be told"),
            Err(SendError::Database(error)) => return Err(error.into()),
            Err(error @ SendError::Messenger(_)) => return Err(error.into()),
        }
        Ok(self.database.note_told(chat, &name).await?)
    }

    fn words(
        &self,
        news: &News<'_>,
        person: &PersonView,
        institutions: &[InstitutionView],
        now: DateTime<Utc>,
    ) -> Outgoing {
        let speech = self.speech(person.language);
        let receiver = institutions.iter().find(|one| one.id == news.made.receiver);
        let receiver = receiver
            .map_or_else(|| news.made.receiver.to_string(), |one| one.names.in_language(person.language).to_owned());
        let mut args = speech.referral(&news.record.id, news.made, receiver.clone());
        match news.what {
            What::Offered => speech.offer(news.record, news.referral, news.made, receiver, now),
            What::Late => Outgoing::text(speech.say("referral-told-late", &args)),
            What::Accepted => Outgoing::text(speech.say("referral-told-accepted", &args)),
            What::Declined => {
                let note = news.record.referrals.get(news.referral);
                let reason = note.and_then(|note| note.reason.as_ref()).map_or("–", Text::as_str);
                args.push(("reason", reason.into()));
                Outgoing::text(speech.say("referral-told-declined", &args))
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use events::ids::ChatId;
    use events::institution::{Post, QuietHours};
    use events::language::Language;
    use reminders::Ladder;
    use reminders::ladder::LadderSettings;

    use super::*;

    fn person(chat: Option<i64>) -> PersonView {
        PersonView {
            person: "arta".parse().unwrap(),
            institution: "ms".parse().unwrap(),
            post: Post::FocalPoint,
            name: None,
            phone: None,
            chat: chat.map(ChatId),
            language: Language::En,
            quiet_hours: None,
            digest_hour: None,
            absence: None,
            invited_until: None,
            chairs: vec![],
            secretariat: false,
        }
    }

    fn at(time: &str) -> DateTime<Utc> {
        format!("2017-07-03T{time}:00Z").parse().unwrap()
    }

    #[test]
    fn news_is_told_in_a_chat_of_ones_own_and_outside_quiet_hours() {
        let settings = RequestSettings::default();
        let may_be_told_now = |person: &PersonView, now| may_be_told_now(What::Late, person, now, &settings);
        assert!(may_be_told_now(&person(Some(7)), at("08:00")));
        assert!(!may_be_told_now(&person(None), at("08:00")));
        assert!(!may_be_told_now(&person(Some(-7)), at("08:00")), "a group");
        assert!(!may_be_told_now(&person(Some(7)), at("19:30")), "half past nine in Kosovo");
        let o_clock = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let none = QuietHours { from: o_clock(0), until: o_clock(0) };
        assert!(may_be_told_now(&PersonView { quiet_hours: Some(none), ..person(Some(7)) }, at("19:30")));
    }

    #[test]
    fn on_a_day_off_offers_are_told_and_nothing_else() {
        let sunday = "2017-07-09T08:00:00Z".parse().unwrap();
        let settings = RequestSettings::default();
        let may_be_told_now = |what| may_be_told_now(what, &person(Some(7)), sunday, &settings);
        assert!(may_be_told_now(What::Offered));
        for what in [What::Late, What::Accepted, What::Declined] {
            assert!(!may_be_told_now(what), "{what:?}");
        }
    }

    #[test]
    fn the_hubs_own_hours_count_for_whoever_has_set_none() {
        let o_clock = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let quiet_hours = QuietHours { from: o_clock(12), until: o_clock(14) };
        let ladder = Ladder::try_from(LadderSettings { quiet_hours, ..LadderSettings::default() }).unwrap();
        let settings = RequestSettings { ladder, ..RequestSettings::default() };
        assert!(!may_be_told_now(What::Late, &person(Some(7)), at("11:00"), &settings), "one o'clock in Kosovo");
        assert!(may_be_told_now(What::Late, &person(Some(7)), at("19:30"), &settings));
    }
}
