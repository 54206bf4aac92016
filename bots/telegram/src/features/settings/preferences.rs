//! What a person may set: when the digest comes, when it is quiet, and who hears while the person is away.

use chrono::{Days, NaiveDate, NaiveTime};
use events::Command;
use events::institution::{DigestHour, InstitutionCommand, QuietHours};
use events::period::Period;
use language::catalogue::Value;
use language::dates::{DateError, read_date};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::features::settings::languages::language_buttons;
use crate::features::settings::press::{SettingsPress, SettingsQuestion};

/// The hours offered for the digest.
const HOURS: [u8; 5] = [7, 8, 9, 10, 11];
/// The quiet hours offered: from when to when.
const QUIET: [(u32, u32); 3] = [(20, 7), (18, 8), (17, 9)];
/// The spans of absence offered, in days.
const SPANS: [u16; 3] = [3, 7, 14];

pub(crate) async fn show_settings(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let message = settings_message(context);
    context.answer(message).await
}

/// What is set, with buttons that change it.
fn settings_message(context: &ChatContext<'_>) -> Outgoing {
    let (texts, person) = (context.texts(), &context.person);
    let mut lines = vec![texts.say("settings-heading", &[])];
    lines.push(match person.digest_hour {
        Some(hour) => texts.say("settings-digest-at", &[("hour", on_the_clock(hour.value()))]),
        None => texts.say("settings-digest-usual", &[]),
    });
    lines.push(match person.quiet_hours {
        Some(QuietHours { from, until }) => {
            let args = [("from", clock_time(from).into()), ("until", clock_time(until).into())];
            texts.say("settings-quiet", &args)
        }
        None => texts.say("settings-quiet-usual", &[]),
    });
    let away = person.absence.filter(|absence| absence.until() >= texts.today);
    if let Some(absence) = away {
        let args = [("from", texts.date(absence.from())), ("until", texts.date(absence.until()))];
        lines.push(texts.say("settings-away", &args));
    }
    lines.push(texts.say("settings-how", &[]));
    let hours = HOURS.into_iter().filter_map(|hour| {
        let label = texts.label("button-hour", &[("hour", on_the_clock(hour))]);
        Some((label, SettingsPress::DigestAt(DigestHour::try_from(hour).ok()?).into()))
    });
    let quiet = QUIET.into_iter().filter_map(|(from, until)| {
        let label = texts.label("button-quiet", &[("from", from.into()), ("until", until.into())]);
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        Some((label, SettingsPress::Quiet(QuietHours { from: at(from)?, until: at(until)? }).into()))
    });
    let presence = match away {
        Some(_) => (texts.label("button-back-at-work", &[]), SettingsPress::Back.into()),
        None => (texts.label("button-away", &[]), SettingsPress::Away(None).into()),
    };
    let buttons = vec![hours.collect(), quiet.collect(), vec![presence], language_buttons(context.services)];
    Outgoing::text(lines.join("\n")).with_buttons(buttons)
}

fn own_command(context: &ChatContext<'_>, command: InstitutionCommand) -> Command {
    Command::Institution(context.person.institution.clone(), command)
}

pub(crate) async fn choose_digest_hour(
    context: &ChatContext<'_>,
    hour: DigestHour,
    asked_in: i32,
) -> Result<(), ChatError> {
    let command = InstitutionCommand::ChooseDigestHour { person: context.person.person.clone(), hour };
    let chosen = Outgoing::text(context.texts().say("digest-hour-chosen", &[("hour", on_the_clock(hour.value()))]));
    let answer = context.carry_out(own_command(context, command), OnAcceptance::Say(chosen)).await?;
    context.replace(asked_in, answer).await
}

pub(crate) async fn set_quiet_hours(
    context: &ChatContext<'_>,
    quiet_hours: QuietHours,
    asked_in: i32,
) -> Result<(), ChatError> {
    let command = InstitutionCommand::SetQuietHours { person: context.person.person.clone(), quiet_hours };
    let args = [("from", clock_time(quiet_hours.from).into()), ("until", clock_time(quiet_hours.until).into())];
    let set = Outgoing::text(context.texts().say("quiet-hours-set", &args));
    let answer = context.carry_out(own_command(context, command), OnAcceptance::Say(set)).await?;
    context.replace(asked_in, answer).await
}

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
    let institution = context.services.read_models.institution(&context.person.institution).await?;
    let stands_in = institution
        .into_iter()
        .flat_map(|institution| institution.staff)
        .find(|other| other.person != context.person.person && other.chat.is_some() && !other.is_away_on(texts.today));
    let text = match stands_in {
        Some(other) => {
            let name = other.name.map_or_else(|| texts.label("former-focal-point", &[]), |name| name.to_string());
            texts.say("away-noted", &[date(), ("name", name.into())])
        }
        None => texts.say("away-noted-nobody", &[date()]),
    };
    let command = InstitutionCommand::AnnounceAbsence { person: context.person.person.clone(), absence };
    let back = vec![vec![(texts.label("button-back-at-work", &[]), SettingsPress::Back.into())]];
    let said = OnAcceptance::Say(Outgoing::text(text).with_buttons(back));
    context.carry_out(own_command(context, command), said).await
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

/// An hour as clocks show it: “08”.
fn on_the_clock(hour: u8) -> Value {
    format!("{hour:02}").into()
}

fn clock_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
