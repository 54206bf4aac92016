//! Asking for the values of periods that have ended, without being asked.
//!
//! Reconciled, not timed: whenever something changed, and every few seconds because time passes without telling anybody,
//! what is owed is compared with what was asked for. Whoever owes values is asked in one message, on the morning of a
//! working day and outside their quiet hours, and again after a week while they are still owed. What was asked for is
//! noted after the message has gone, so it may come twice, and never not at all.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

use chrono::TimeDelta;
use chrono_tz::Europe::Belgrade;
use events::Moment;
use projections::views::{InstitutionView, PersonView};
use reminders::{Calendar, Ladder};

use super::{AskedNumber, IndicatorPress, ValueOf};
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::visit::{Cause, Visit, VisitError};

/// How long without a change until it looks again all the same.
const PERIOD: Duration = Duration::from_secs(5);
/// After how many days it asks again for what is still owed.
const AGAIN_AFTER: TimeDelta = TimeDelta::days(7);
/// How many values one message asks for.
const MOST_BUTTONS: usize = 10;

impl TelegramBot {
    /// Asks for values whenever some are owed, for ever.
    pub(crate) async fn keep_asking_for_values(&self) -> Result<Infallible, BotError> {
        let (calendar, ladder) = (Calendar::default(), Ladder::default());
        let mut progress = self.read_models.progress();
        loop {
            match self.ask_for_values(&calendar, &ladder).await {
                Ok(()) => {}
                Err(VisitError::Bot(error)) => return Err(error),
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                    tracing::warn!(%error, "values could not be asked for; trying again");
                }
            }
            // Whatever ends the waiting, it looks again; read models that are gone tell of no change.
            if let Ok(Err(_)) = tokio::time::timeout(PERIOD, progress.changed()).await {
                tokio::time::sleep(PERIOD).await;
            }
        }
    }

    async fn ask_for_values(&self, calendar: &Calendar, ladder: &Ladder) -> Result<(), VisitError> {
        let moment = self.clock.moment();
        let time = moment.now.with_timezone(&Belgrade).time();
        if !calendar.is_working_day(moment.today) || time < ladder.digest_at() {
            return Ok(());
        }
        let book = self.strategy.look(self.read_models.as_ref()).await?;
        let mut institutions: Option<Vec<InstitutionView>> = None;
        let reporters = book.objectives().flat_map(|objective| objective.state.indicators.values());
        let reporters: BTreeSet<_> =
            reporters.flat_map(|indicator| indicator.definition.reporters()).cloned().collect();
        for reporter in reporters {
            let owed: Vec<ValueOf> = book
                .reported_by(&reporter)
                .flat_map(|(objective, id, indicator)| {
                    let of = |period| ValueOf { objective: objective.id.clone(), indicator: id.clone(), period };
                    indicator.owed_by(&reporter, moment.today).into_iter().map(of)
                })
                .collect();
            if owed.is_empty() {
                continue;
            }
            if institutions.is_none() {
                institutions = Some(self.read_models.institutions().await?);
            }
            let found = institutions.iter().flatten().find(|known| known.id == reporter && known.active);
            // Focal points come before deputies.
            let Some(person) = found.and_then(|known| known.staff.iter().find(|one| one.chat.is_some())) else {
                continue;
            };
            let quiet = person.quiet_hours.unwrap_or(ladder.quiet_hours());
            if !quiet.cover(time) {
                self.ask_person(person, owed, &moment).await?;
            }
        }
        Ok(())
    }

    async fn ask_person(&self, person: &PersonView, owed: Vec<ValueOf>, moment: &Moment) -> Result<(), VisitError> {
        let Some(chat) = person.chat else { return Ok(()) };
        let mut waiting = Vec::new();
        for of in owed {
            let asked = self.database.asked_on(&person.person, &of).await?;
            if asked.is_none_or(|day| moment.today - day >= AGAIN_AFTER) {
                waiting.push(of);
            }
        }
        let visit = Visit::new(self, chat, person.clone(), Cause::by_itself());
        let message = match waiting.as_slice() {
            [] => return Ok(()),
            // The only one is asked for at once, unless something else is being talked about.
            [only] if self.database.question(chat).await?.is_none() => {
                let heading = visit.asked_heading(1).await?;
                let asked = AskedNumber { of: only.clone(), given: vec![], correcting: false };
                let question = visit.ask_number(asked).await?;
                Outgoing { text: format!("{heading}\n\n{}", question.text), ..question }
            }
            several => visit.asked_for(several).await?,
        };
        match self.post.send_once(chat, &message).await {
            // Whoever does not want to hear from the bot is asked again in a week.
            Err(error) if error.is_final() => tracing::warn!(%error, "a value could not be asked for"),
            sent => sent?,
        }
        for of in &waiting {
            self.database.note_asked(&person.person, of, moment.today).await?;
        }
        Ok(())
    }
}

impl Visit<'_> {
    async fn asked_heading(&self, count: usize) -> Result<String, VisitError> {
        let name = self.institution_name().await?;
        Ok(self.speech().say("indicators-asked", &[("count", count.into()), ("institution", name.into())]))
    }

    /// Which values are waiting, with a button for each.
    async fn asked_for(&self, waiting: &[ValueOf]) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let mut buttons = Vec::new();
        for of in waiting.iter().take(MOST_BUTTONS) {
            let Some(known) = self.known(of).await? else { continue };
            let asked = AskedNumber { of: of.clone(), given: vec![], correcting: false };
            let label = speech.label("button-indicator-report", &known.args());
            buttons.push(vec![(label, IndicatorPress::Ask(asked).into())]);
        }
        Ok(Outgoing::text(self.asked_heading(waiting.len()).await?).with_buttons(buttons))
    }
}
