//! Telling institutions of their meetings: invited, moved, called off, soon, minuted.
//!
//! Reconciled, not timed, as all that the bot tells of its own accord: each look compares what a chat should know by now
//! with what it was told, and tells the rest. So a restart, an outage or a clock that jumps neither doubles nor loses
//! anything, and a reminder whose time has passed is not sent any more.

use std::convert::Infallible;
use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Belgrade;
use events::ids::ChatId;
use events::meeting::InvitationAnswer;
use projections::meetings::{MeetingStage, MeetingView};
use projections::views::{InstitutionView, PersonView};

use super::kept::{Invited, Said};
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::visit::VisitError;

/// How often it looks whether the time or the read models have moved on.
const LOOK: Duration = Duration::from_secs(1);
/// How long before its beginning a meeting is called to mind for the last time.
const AN_HOUR: TimeDelta = TimeDelta::hours(1);
/// The later meetings of a series are announced so many days before, not all at once.
const SERIES_AHEAD: Days = Days::new(14);
/// Minutes and decisions are told when nothing more was written for so long: they come one after the other.
const WRITTEN_FOR: TimeDelta = TimeDelta::minutes(10);
/// For how long minutes are news.
const NEWS_FOR: TimeDelta = TimeDelta::days(7);
/// How long ago a meeting may have been held whose minutes are news; older ones are history that was taken over.
const HELD_WITHIN: Days = Days::new(60);
/// A change of a meeting that is so near is told on a day off as well.
const NEAR: TimeDelta = TimeDelta::days(1);

/// A moment of telling.
#[derive(Clone, Copy)]
pub(crate) struct Now {
    pub(crate) at: DateTime<Utc>,
    pub(crate) today: NaiveDate,
}

/// Whom an institution's word goes to: the focal point, or whoever stands in while that one is away or cannot be reached.
fn addressees(institution: &InstitutionView, today: NaiveDate) -> Vec<(&PersonView, ChatId)> {
    // The messenger gives groups numbers below nought.
    let own = |person: &'_ PersonView| person.chat.filter(|chat| chat.0 > 0);
    let mut reachable: Vec<_> = institution.staff.iter().filter_map(|one| Some((one, own(one)?))).collect();
    reachable.sort_by_key(|(person, _)| person.is_away_on(today));
    reachable
}

impl TelegramBot {
    /// Tells whatever there is to tell of meetings, for ever: when something has changed, and every minute.
    pub(crate) async fn keep_telling_of_meetings(&self) -> Result<Infallible, BotError> {
        let mut progress = self.read_models.progress();
        let mut last = None;
        loop {
            let now = Some((*progress.borrow_and_update(), self.clock.now().format("%F %H:%M").to_string()));
            if now != last {
                last = now;
                match self.tell_of_meetings().await {
                    Ok(()) => {}
                    Err(VisitError::Bot(error)) => return Err(error),
                    Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                        tracing::warn!(%error, "meetings are told of later");
                        last = None;
                    }
                }
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn tell_of_meetings(&self) -> Result<(), VisitError> {
        let moment = self.clock.moment();
        let now = Now { at: moment.now, today: moment.today };
        let book = self.meetings.look(self.read_models.as_ref()).await?;
        let news: Vec<_> = book.all().filter(|meeting| now.may_have_news(meeting)).collect();
        if news.is_empty() {
            return Ok(());
        }
        let institutions = self.read_models.institutions().await?;
        let mut trouble = None;
        for meeting in news {
            match Box::pin(self.post_of_meeting(meeting, now)).await {
                Ok(()) => {}
                Err(VisitError::Bot(error)) => return Err(error.into()),
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => trouble = Some(error),
            }
            for institution in institutions.iter().filter(|one| one.active && meeting.invited.contains(&one.id)) {
                match self.tell_institution(meeting, institution, now).await {
                    Ok(()) => {}
                    Err(VisitError::Bot(error)) => return Err(error.into()),
                    // One institution's trouble does not hold the others up.
                    Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => trouble = Some(error),
                }
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    async fn tell_institution(
        &self,
        meeting: &MeetingView,
        institution: &InstitutionView,
        now: Now,
    ) -> Result<(), VisitError> {
        let refused = format!("meetings/refused/{}", now.today);
        for (person, chat) in addressees(institution, now.today) {
            if self.database.is_told(chat, &refused).await? {
                continue;
            }
            match self.tell_of_meeting(meeting, person, chat, now).await {
                // Whoever does not want to hear from the bot is stood in for, and not asked again and again.
                Err(VisitError::Send(error)) if error.is_final() => {
                    tracing::warn!(%error, "somebody cannot be told of meetings today; whoever is next in post is");
                    self.database.note_told(chat, &refused).await?;
                }
                told => return told,
            }
        }
        Ok(())
    }

    async fn tell_of_meeting(
        &self,
        meeting: &MeetingView,
        person: &PersonView,
        chat: ChatId,
        now: Now,
    ) -> Result<(), VisitError> {
        let institution = &person.institution;
        let given = meeting.answers.get(institution).copied();
        let says = Said::of(meeting, given);
        let invited = self.database.invited(chat, &meeting.id).await?;
        let speech = self.speech(person.language);
        match (meeting.stage, invited) {
            (MeetingStage::Scheduled, None) => {
                if now.is_to_be_announced(meeting) && self.may_be_told(person, now, now.is_near(meeting)) {
                    self.invite("chat-meeting-invitation", meeting, person, chat, now).await?;
                }
            }
            (MeetingStage::Scheduled, Some(before)) if before.said.at != meeting.at => {
                if self.may_be_told(person, now, now.is_near(meeting)) {
                    let moved =
                        Outgoing::text(speech.say("chat-meeting-see-below", &[])).of_meeting(meeting.id.clone());
                    self.put_aside(chat, &before, &moved).await?;
                    self.invite("chat-meeting-moved", meeting, person, chat, now).await?;
                }
            }
            (MeetingStage::Scheduled, Some(before)) => {
                if before.said != says {
                    // An edited message rings no bell, so it may come at any time.
                    let message = speech.invitation("chat-meeting-invitation", meeting, institution);
                    self.put_aside(chat, &before, &message).await?;
                    self.database.note_invited(chat, &meeting.id, before.message, &says).await?;
                }
                self.remind_of_meeting(meeting, person, chat, given, now).await?;
            }
            (MeetingStage::Cancelled, Some(before)) if !before.said.cancelled => {
                if self.may_be_told(person, now, now.is_near(meeting)) {
                    let message = speech.called_off(meeting);
                    self.post.send_once(chat, &message).await?;
                    self.database.note_invited(chat, &meeting.id, before.message, &says).await?;
                    let over = Outgoing::text(speech.say("chat-meeting-see-below", &[])).of_meeting(meeting.id.clone());
                    self.put_aside(chat, &before, &over).await?;
                }
            }
            (MeetingStage::Cancelled, _) => {}
            (MeetingStage::Held, _) => {
                if let Some(account) = &meeting.account {
                    let name = format!("meeting/{}/account/{}", meeting.id, account.version);
                    if self.may_be_told(person, now, false) && !self.database.is_told(chat, &name).await? {
                        self.post.send_once(chat, &speech.account(meeting, institution)).await?;
                        self.database.note_told(chat, &name).await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Puts something in place of an earlier message; that it cannot be edited any more is no matter.
    async fn put_aside(&self, chat: ChatId, before: &Invited, message: &Outgoing) -> Result<(), VisitError> {
        match self.post.edit(chat, before.message, message).await {
            Ok(()) => Ok(()),
            Err(error) if error.is_final() && !error.is_blocked() => {
                tracing::debug!(%error, "an invitation's message stays as it is");
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn invite(
        &self,
        heading: &str,
        meeting: &MeetingView,
        person: &PersonView,
        chat: ChatId,
        now: Now,
    ) -> Result<(), VisitError> {
        let institution = &person.institution;
        let message = self.speech(person.language).invitation(heading, meeting, institution);
        let message = self.post.put(chat, &message).await?;
        let said = Said::of(meeting, meeting.answers.get(institution).copied());
        self.database.note_invited(chat, &meeting.id, message, &said).await?;
        // Whoever hears of it only now need not be reminded a moment later.
        for reminder in [Reminder::TheDayBefore, Reminder::AnHourBefore] {
            if reminder.is_due(meeting, self.day_before(meeting), now) {
                self.database.note_told(chat, &reminder.name(meeting)).await?;
            }
        }
        Ok(())
    }

    /// The last working day before a meeting.
    fn day_before(&self, meeting: &MeetingView) -> NaiveDate {
        let before = meeting.at.date.pred_opt().unwrap_or(meeting.at.date);
        self.data_requests.calendar.working_day_until(before)
    }

    async fn remind_of_meeting(
        &self,
        meeting: &MeetingView,
        person: &PersonView,
        chat: ChatId,
        given: Option<InvitationAnswer>,
        now: Now,
    ) -> Result<(), VisitError> {
        if given == Some(InvitationAnswer::NotAttending) {
            return Ok(());
        }
        for reminder in [Reminder::TheDayBefore, Reminder::AnHourBefore] {
            let name = reminder.name(meeting);
            if !reminder.is_due(meeting, self.day_before(meeting), now)
                || !self.may_be_told(person, now, reminder == Reminder::AnHourBefore)
                || self.database.is_told(chat, &name).await?
            {
                continue;
            }
            let heading = reminder.heading(meeting, now.today);
            let message = self.speech(person.language).invitation(heading, meeting, &person.institution);
            self.post.send_once(chat, &message).await?;
            self.database.note_told(chat, &name).await?;
        }
        Ok(())
    }

    /// Whether somebody may hear of something now: outside quiet hours, and unless it is urgent only at work, from the hour
    /// of the morning's digest on.
    fn may_be_told(&self, person: &PersonView, now: Now, urgent: bool) -> bool {
        let (calendar, ladder) = (&self.data_requests.calendar, &self.data_requests.ladder);
        let time = now.at.with_timezone(&Belgrade).time();
        let chosen = person.digest_hour.and_then(|hour| NaiveTime::from_hms_opt(hour.value().into(), 0, 0));
        let digest_at = chosen.unwrap_or(ladder.digest_at());
        let at_work = calendar.is_working_day(now.today) && time >= digest_at;
        !person.quiet_hours.unwrap_or(ladder.quiet_hours()).cover(time) && (urgent || at_work)
    }
}

/// A reminder of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reminder {
    TheDayBefore,
    AnHourBefore,
}

impl Reminder {
    /// Its name: another one when the meeting is moved.
    fn name(self, meeting: &MeetingView) -> String {
        let which = match self {
            Self::TheDayBefore => "day-before",
            Self::AnHourBefore => "hour-before",
        };
        let time = meeting.at.time.map(|time| time.format("T%H:%M").to_string()).unwrap_or_default();
        format!("meeting/{}/{}{time}/{which}", meeting.id, meeting.at.date)
    }

    /// Whether it is its time, and not too late for it.
    fn is_due(self, meeting: &MeetingView, day_before: NaiveDate, now: Now) -> bool {
        let begin = documents::begins(meeting.at);
        match (self, begin) {
            (Self::TheDayBefore, Some(_)) => day_before <= now.today && now.today < meeting.at.date,
            // Nothing else calls a meeting to mind whose time is not known.
            (Self::TheDayBefore, None) => day_before <= now.today && now.today <= meeting.at.date,
            (Self::AnHourBefore, Some(begin)) => begin - AN_HOUR <= now.at && now.at < begin,
            (Self::AnHourBefore, None) => false,
        }
    }

    fn heading(self, meeting: &MeetingView, today: NaiveDate) -> &'static str {
        match self {
            Self::AnHourBefore => "chat-meeting-soon",
            Self::TheDayBefore if today == meeting.at.date => "chat-meeting-today",
            Self::TheDayBefore => "chat-meeting-tomorrow",
        }
    }
}

impl Now {
    /// Whether there may be anything to tell of a meeting.
    fn may_have_news(self, meeting: &MeetingView) -> bool {
        match (meeting.stage, &meeting.account) {
            (MeetingStage::Scheduled | MeetingStage::Cancelled, _) => !self.has_begun(meeting),
            (MeetingStage::Held, None) => false,
            (MeetingStage::Held, Some(account)) => {
                let since = self.at - account.recorded_at;
                let held_lately = self.today.checked_sub_days(HELD_WITHIN).is_none_or(|day| day <= meeting.at.date);
                WRITTEN_FOR <= since && since <= NEWS_FOR && held_lately
            }
        }
    }

    fn has_begun(self, meeting: &MeetingView) -> bool {
        documents::begins(meeting.at).map_or(meeting.at.date < self.today, |begin| begin <= self.at)
    }

    pub(crate) fn is_to_be_announced(self, meeting: &MeetingView) -> bool {
        let later_in_series = meeting.recurrence.as_ref().is_some_and(|(_, number)| *number > 1);
        let near = self.today.checked_add_days(SERIES_AHEAD).is_none_or(|day| meeting.at.date <= day);
        !later_in_series || near
    }

    pub(crate) fn is_near(self, meeting: &MeetingView) -> bool {
        meeting.at.date - self.today <= NEAR
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use events::institution::{InstitutionKind, Post};
    use events::language::{Language, LocalText};
    use events::period::Period;

    use super::*;

    fn person(id: &str, post: Post, chat: Option<i64>) -> PersonView {
        PersonView {
            person: id.parse().unwrap(),
            institution: "ms".parse().unwrap(),
            post,
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

    fn institution(staff: Vec<PersonView>) -> InstitutionView {
        InstitutionView {
            id: "ms".parse().unwrap(),
            names: LocalText::only(Language::En, "Ministry".parse().unwrap()),
            kind: InstitutionKind::Ministry,
            role: "role".parse().unwrap(),
            authority_member: true,
            active: true,
            staff,
        }
    }

    fn order(staff: Vec<PersonView>, today: &str) -> Vec<String> {
        let institution = institution(staff);
        let addressees = addressees(&institution, today.parse().unwrap());
        addressees.into_iter().map(|(person, _)| person.person.to_string()).collect()
    }

    #[test]
    fn a_deputy_hears_while_the_focal_point_is_away_and_nobody_in_a_group() {
        let absence = Period::new("2017-07-03".parse().unwrap(), "2017-07-07".parse().unwrap()).unwrap();
        let arta = PersonView { absence: Some(absence), ..person("arta", Post::FocalPoint, Some(1)) };
        let staff = || vec![arta.clone(), person("besa", Post::Deputy, Some(2)), person("cen", Post::Deputy, Some(-3))];
        assert_eq!(order(staff(), "2017-07-04"), ["besa", "arta"]);
        assert_eq!(order(staff(), "2017-07-10"), ["arta", "besa"]);
        assert!(order(vec![person("arta", Post::FocalPoint, None)], "2017-07-10").is_empty());
    }
}
