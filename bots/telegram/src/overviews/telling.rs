//! Telling chairs of their week and the Coordinator of the month when they are over.
//!
//! Reconciled, not timed: each activation compares what a chat should have been told by now with what it was told, and does
//! the rest; so the first working day of a week or month tells, and after an outage a later one does. A week that is long
//! over is not told any more, nor is a month: whoever wants to see it asks.

use std::convert::Infallible;
use std::time::Duration;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Europe::Belgrade;
use events::authority::{View, permit_view};
use events::ids::ChatId;
use events::institution::InstitutionKind;
use events::period::Period;
use projections::views::{InstitutionView, PersonView, SubgroupView};
use projections::weekly;

use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::SendError;
use crate::visit::VisitError;

/// How often it looks whether the time has moved on.
const LOOK: Duration = Duration::from_secs(1);
/// How many looks pass at most between two activations.
const PERIOD: u32 = 60;
/// For how long after its first working day a month's overview is made up for.
const MADE_UP_FOR: TimeDelta = TimeDelta::days(7);

impl TelegramBot {
    /// Tells whatever there is to tell, for ever.
    pub(crate) async fn keep_telling_overviews(&self) -> Result<Infallible, BotError> {
        let mut last = None;
        let mut looks = 0;
        loop {
            // What is told here is due at hours; it does not come sooner because something has happened.
            let now = Some(self.clock.now().with_timezone(&Belgrade).format("%Y-%m-%d %H").to_string());
            if now != last || looks >= PERIOD {
                (last, looks) = (now, 0);
                match self.tell_overviews().await {
                    Ok(()) => {}
                    Err(VisitError::Bot(error)) => return Err(error),
                    Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                        tracing::warn!(%error, "weeks and months are not told of; trying again");
                        last = None;
                    }
                }
            }
            looks += 1;
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn tell_overviews(&self) -> Result<(), VisitError> {
        let today = self.clock.moment().today;
        if !self.data_requests.calendar.is_working_day(today) {
            return Ok(());
        }
        let institutions = self.read_models.institutions().await?;
        let mut trouble = None;
        // One person's trouble does not hold the others up.
        for subgroup in self.read_models.subgroups().await?.iter().filter(|subgroup| !subgroup.dissolved) {
            match self.tell_week(subgroup, &institutions, today).await {
                Err(VisitError::Bot(error)) => return Err(error.into()),
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => trouble = Some(error),
                Ok(()) => {}
            }
        }
        let coordinators = institutions.iter().filter(|one| one.active && one.kind == InstitutionKind::Coordinator);
        for coordinator in coordinators {
            match self.tell_month(coordinator, today).await {
                Err(VisitError::Bot(error)) => return Err(error.into()),
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => trouble = Some(error),
                Ok(()) => {}
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    /// Whether a person may hear of something now: from the hour of the person's digest on, and outside quiet hours.
    fn hears_now(&self, person: &PersonView) -> bool {
        let ladder = &self.data_requests.ladder;
        let time = self.clock.now().with_timezone(&Belgrade).time();
        let chosen = person.digest_hour.and_then(|hour| NaiveTime::from_hms_opt(hour.value().into(), 0, 0));
        let quiet = person.quiet_hours.unwrap_or(ladder.quiet_hours());
        time >= chosen.unwrap_or(ladder.digest_at()) && !quiet.cover(time)
    }

    /// Notes something as told, unless it was not sent and may be another time.
    pub(super) async fn settle(&self, sent: Result<(), SendError>, chat: ChatId, news: &str) -> Result<(), VisitError> {
        match sent {
            Ok(()) => {}
            // Whoever does not want to hear from the bot is not asked each minute.
            Err(error) if error.is_final() => tracing::warn!(%error, "an overview could not be told"),
            Err(error @ (SendError::Messenger(_) | SendError::Database(_))) => return Err(error.into()),
        }
        Ok(self.database.note_told(chat, news).await?)
    }

    async fn tell_week(
        &self,
        subgroup: &SubgroupView,
        institutions: &[InstitutionView],
        today: NaiveDate,
    ) -> Result<(), VisitError> {
        let Some(chair) = &subgroup.chair else { return Ok(()) };
        let of_chair = institutions.iter().filter(|one| one.active && one.id == chair.institution);
        let person = of_chair.flat_map(|one| &one.staff).find(|person| person.person == chair.person);
        let Some((person, chat)) = person.and_then(own_chat) else { return Ok(()) };
        let may_see = permit_view(&person.standing(), &View::Board(subgroup.id.clone())).is_ok();
        let week = weekly::week_before(today);
        let news = format!("week/{}/{}", subgroup.id, week.from());
        if !may_see || !self.hears_now(person) || self.database.is_told(chat, &news).await? {
            return Ok(());
        }
        let told = self.week_of(subgroup, week, today).await?;
        let sent = if told.is_empty() {
            Ok(())
        } else {
            self.post.send_once(chat, &self.speech(person.language).week(&told)).await
        };
        self.settle(sent, chat, &news).await
    }

    async fn tell_month(&self, coordinator: &InstitutionView, today: NaiveDate) -> Result<(), VisitError> {
        let this_month = Period::month_of(today);
        let first = self.data_requests.calendar.working_day_from(this_month.from());
        if today < first || today - first >= MADE_UP_FOR {
            return Ok(());
        }
        let (here, away): (Vec<_>, Vec<_>) =
            coordinator.staff.iter().filter_map(own_chat).partition(|(person, _)| !person.is_away_on(today));
        // Where nobody stands in, whoever is away hears of it all the same.
        let Some((person, chat)) = here.into_iter().chain(away).next() else { return Ok(()) };
        if !self.hears_now(person) {
            return Ok(());
        }
        self.tell_month_to(person, chat, this_month.month_before(), today).await
    }
}

/// A person with the chat of their own; the messenger gives groups numbers below nought.
fn own_chat(person: &PersonView) -> Option<(&PersonView, ChatId)> {
    person.chat.filter(|chat| chat.0 > 0).map(|chat| (person, chat))
}
