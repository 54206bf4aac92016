//! Being away: from today until a day, and back again. Who hears meanwhile is said with it.

use chrono::{Days, NaiveDate};
use events::ids::PersonId;
use events::institution::InstitutionCommand;
use events::notification::Audience;
use events::period::Period;
use language::dates::{DateError, read_date};
use notifications::policy::recipients::{Recipient, recipients};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::features::settings::choices::own_command;
use crate::features::settings::press::{SettingsPress, SettingsQuestion};

/// The spans of absence offered, in days.
const SPANS: [u16; 3] = [3, 7, 14];

/// `/away`, perhaps with the last day in words.
pub(crate) async fn on_away(context: &ChatContext<'_>, until: Option<&str>) -> Result<(), ChatError> {
    let answer = match until {
        Some(words) => match away_in_words(context, words).await? {
            Some(answer) => answer,
            None => ask_how_long(context).await?,
        },
        None => ask_how_long(context).await?,
    };
    context.answer(answer).await
}

/// The last day of an absence in a person's words; `None`: no day is in them.
pub(crate) async fn away_in_words(context: &ChatContext<'_>, words: &str) -> Result<Option<Outgoing>, ChatError> {
    let texts = context.texts();
    Ok(Some(match read_date(words, texts.today) {
        Ok(Some(until)) => away_until(context, until).await?,
        Ok(None) => return Ok(None),
        Err(DateError::NoSuchDate { text }) => Outgoing::text(texts.say("no-such-date", &[("date", text.into())])),
        Err(DateError::TooFar(day)) => Outgoing::text(texts.too_far(day)),
        Err(DateError::Several(days)) => {
            let days = days.iter().map(|day| vec![(texts.day(*day), SettingsPress::Away(Some(*day)).into())]);
            Outgoing::text(texts.say("away-which-day", &[])).with_buttons(days.collect())
        }
    }))
}

async fn ask_how_long(context: &ChatContext<'_>) -> Result<Outgoing, ChatError> {
    context.ask(SettingsQuestion::AwayUntil).await?;
    let texts = context.texts();
    let spans = SPANS.into_iter().filter_map(|days| {
        let until = texts.today.checked_add_days(Days::new(days.into()))?;
        Some((texts.label("button-plus-days", &[("days", days.into())]), SettingsPress::Away(Some(until)).into()))
    });
    let cancel = vec![cancel_button(texts)];
    Ok(Outgoing::text(texts.say("away-ask", &[])).with_buttons(vec![spans.collect(), cancel]))
}

/// A button about an absence: until this day, or to be asked.
pub(crate) async fn on_away_press(
    context: &ChatContext<'_>,
    until: Option<NaiveDate>,
    asked_in: i32,
) -> Result<(), ChatError> {
    let answer = match until {
        Some(until) => away_until(context, until).await?,
        None => ask_how_long(context).await?,
    };
    context.replace(asked_in, answer).await
}

async fn away_until(context: &ChatContext<'_>, until: NaiveDate) -> Result<Outgoing, ChatError> {
    context.forget_question().await?;
    let texts = context.texts();
    let date = || ("date", texts.date(until));
    let Ok(absence) = Period::new(texts.today, until) else {
        return Ok(Outgoing::text(texts.say("date-in-past", &[date()])));
    };
    let text = match stand_in(context).await? {
        Some(other) => {
            let known = context.services.read_models.person(&other).await?.and_then(|person| person.name);
            let name = known.map_or_else(|| texts.label("former-focal-point", &[]), |name| name.to_string());
            texts.say("away-noted", &[date(), ("name", name.into())])
        }
        None => texts.say("away-noted-nobody", &[date()]),
    };
    let command = InstitutionCommand::AnnounceAbsence { person: context.person.person.clone(), absence };
    let back = vec![vec![(texts.label("button-back-at-work", &[]), SettingsPress::Back.into())]];
    let said = OnAcceptance::Say(Outgoing::text(text).with_buttons(back));
    context.carry_out(own_command(context, command), said).await
}

/// Who hears instead of somebody who is away, by whichever channel.
async fn stand_in(context: &ChatContext<'_>) -> Result<Option<PersonId>, ChatError> {
    let facts = context.services.facts().await?;
    let told = recipients(&Audience::FocalPoint(context.person.institution.clone()), &facts).unwrap_or_default();
    let stands_in =
        |one: &&Recipient<'_>| one.member.person != context.person.person && !one.member.is_away_on(facts.today());
    Ok(told.iter().find(stands_in).map(|one| one.member.person.clone()))
}

/// The person is back: in a message of its own, or in place of the one with the button.
pub(crate) async fn on_back(context: &ChatContext<'_>, asked_in: Option<i32>) -> Result<(), ChatError> {
    let command = InstitutionCommand::EndAbsence { person: context.person.person.clone() };
    let said = OnAcceptance::Say(Outgoing::text(context.texts().say("back-noted", &[])));
    let answer = context.carry_out(own_command(context, command), said).await?;
    match asked_in {
        Some(message) => context.replace(message, answer).await,
        None => context.answer(answer).await,
    }
}
