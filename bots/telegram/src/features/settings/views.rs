//! The message of the settings: all that is set on one small page, and a page for each of it, which take each other's place.
//! What is shown is what the directory says; no button holds it.

use chrono::NaiveTime;
use events::institution::{DigestHour, QuietHours};
use events::preferences::{Channels, DigestFrequency, Subject};
use language::catalogue::Value;
use readmodels::views::PersonView;

use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::services::Services;
use crate::core::texts::Texts;
use crate::features::settings::languages::language_buttons;
use crate::features::settings::press::{SettingsPress, SettingsView};

/// The hours offered for the digest.
const HOURS: [u8; 5] = [7, 8, 9, 10, 11];
/// The quiet hours offered: from when to when.
const QUIET: [(u32, u32); 3] = [(20, 7), (18, 8), (17, 9)];

/// What is set of a person, as one of the pages.
pub(super) fn settings_message(
    services: &Services,
    texts: Texts<'_>,
    person: &PersonView,
    view: SettingsView,
) -> Outgoing {
    match view {
        SettingsView::Overview => overview(services, texts, person),
        SettingsView::Morning => morning(texts, person),
        SettingsView::Quiet => quiet(texts, person),
        SettingsView::Subjects => subjects(texts, person),
        SettingsView::Channels => channels(services, texts, person),
    }
}

/// Whether there is anything to choose about channels: the hub sends e-mail, or did when the person chose.
fn offers_channels(services: &Services, person: &PersonView) -> bool {
    services.settings.email || person.channels.has_email() || person.email.is_some()
}

fn overview(services: &Services, texts: Texts<'_>, person: &PersonView) -> Outgoing {
    let mut lines = vec![texts.say("settings-heading", &[]), morning_line(texts, person), quiet_line(texts, person)];
    if !person.muted.is_empty() {
        let subjects: Vec<String> = person.muted.iter().map(|subject| subject_name(texts, *subject)).collect();
        lines.push(texts.say("settings-not-told", &[("subjects", subjects.join(", ").into())]));
    }
    if offers_channels(services, person) {
        lines.push(channels_line(texts, person));
    }
    let away = person.absence.filter(|absence| absence.until() >= texts.today);
    if let Some(absence) = away {
        let args = [("from", texts.date(absence.from())), ("until", texts.date(absence.until()))];
        lines.push(texts.say("settings-away", &args));
    }
    lines.push(texts.say("settings-how", &[]));
    let open = |key: &str, view| vec![(texts.label(key, &[]), SettingsPress::Settings(view).into())];
    let mut buttons = vec![
        [open("button-settings-morning", SettingsView::Morning), open("button-settings-quiet", SettingsView::Quiet)]
            .concat(),
        open("button-settings-subjects", SettingsView::Subjects),
    ];
    if offers_channels(services, person) {
        buttons.push(open("button-settings-channels", SettingsView::Channels));
    }
    buttons.push(vec![match away {
        Some(_) => (texts.label("button-back-at-work", &[]), SettingsPress::Back.into()),
        None => (texts.label("button-away", &[]), SettingsPress::Away(None).into()),
    }]);
    buttons.push(language_buttons(services));
    Outgoing::text(lines.join("\n")).with_buttons(buttons)
}

fn morning_line(texts: Texts<'_>, person: &PersonView) -> String {
    let hour = person.digest_hour.map(|hour| [("hour", on_the_clock(hour.value()))]);
    match (hour, person.frequency) {
        (Some(hour), DigestFrequency::Daily) => texts.say("settings-digest-at", &hour),
        (None, DigestFrequency::Daily) => texts.say("settings-digest-usual", &[]),
        (Some(hour), DigestFrequency::Weekly) => texts.say("settings-weekly-at", &hour),
        (None, DigestFrequency::Weekly) => texts.say("settings-weekly-usual", &[]),
    }
}

fn quiet_line(texts: Texts<'_>, person: &PersonView) -> String {
    match person.quiet_hours {
        Some(QuietHours { from, until }) => {
            let args = [("from", clock_time(from).into()), ("until", clock_time(until).into())];
            texts.say("settings-quiet", &args)
        }
        None => texts.say("settings-quiet-usual", &[]),
    }
}

fn channels_line(texts: Texts<'_>, person: &PersonView) -> String {
    let key = match (person.channels, &person.email) {
        (Channels::Telegram, _) => return texts.say("settings-by-telegram", &[]),
        (Channels::Email | Channels::Both, None) => return texts.say("settings-email-missing", &[]),
        (Channels::Email, Some(_)) => "settings-by-email",
        (Channels::Both, Some(_)) => "settings-by-both",
    };
    let address = person.email.as_ref().map(ToString::to_string).unwrap_or_default();
    texts.say(key, &[("address", address.into())])
}

fn morning(texts: Texts<'_>, person: &PersonView) -> Outgoing {
    let hours = HOURS.into_iter().filter_map(|hour| {
        let hour = DigestHour::try_from(hour).ok()?;
        let label = texts.label("button-hour", &[("hour", on_the_clock(hour.value()))]);
        Some(choice(person.digest_hour == Some(hour), label, SettingsPress::DigestAt(hour)))
    });
    let frequencies = DigestFrequency::ALL.map(|frequency| {
        let key = match frequency {
            DigestFrequency::Daily => "button-each-working-day",
            DigestFrequency::Weekly => "button-once-a-week",
        };
        choice(person.frequency == frequency, texts.label(key, &[]), SettingsPress::DigestEvery(frequency))
    });
    page(texts, "settings-morning", morning_line(texts, person), vec![hours.collect(), frequencies.into()])
}

fn quiet(texts: Texts<'_>, person: &PersonView) -> Outgoing {
    let quiet = QUIET.into_iter().filter_map(|(from, until)| {
        let label = texts.label("button-quiet", &[("from", from.into()), ("until", until.into())]);
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let hours = QuietHours { from: at(from)?, until: at(until)? };
        Some(choice(person.quiet_hours == Some(hours), label, SettingsPress::Quiet(hours)))
    });
    page(texts, "settings-quiet-hours", quiet_line(texts, person), vec![quiet.collect()])
}

fn subjects(texts: Texts<'_>, person: &PersonView) -> Outgoing {
    let rows = Subject::ALL.map(|subject| {
        let is_told = !person.muted.contains(&subject);
        let sign = if is_told { "✅" } else { "▫️" };
        let label = format!("{sign} {}", subject_name(texts, subject));
        // It says how it will be and not that it changes: pressed twice in a hurry, it counts once.
        vec![(label, SettingsPress::TellOf(subject, !is_told).into())]
    });
    let mut buttons = Vec::from(rows);
    buttons.push(back(texts));
    Outgoing::text(texts.say("settings-subjects", &[])).with_buttons(buttons)
}

fn channels(services: &Services, texts: Texts<'_>, person: &PersonView) -> Outgoing {
    let offered = Channels::ALL.into_iter().filter(|channels| services.settings.email || !channels.has_email());
    let row = offered.map(|channels| {
        let key = match channels {
            Channels::Telegram => "button-by-telegram",
            Channels::Email => "button-by-email",
            Channels::Both => "button-by-both",
        };
        choice(person.channels == channels, texts.label(key, &[]), SettingsPress::TellBy(channels))
    });
    let mut rows = vec![row.collect()];
    let give = match person.email {
        Some(_) => "button-address-change",
        None => "button-address-give",
    };
    if services.settings.email {
        rows.push(vec![(texts.label(give, &[]), SettingsPress::AskAddress.into())]);
    }
    if person.email.is_some() {
        rows.push(vec![(texts.label("button-address-forget", &[]), SettingsPress::ForgetAddress.into())]);
    }
    page(texts, "settings-channels", channels_line(texts, person), rows)
}

/// A page: what it is for, how it is, what can be chosen, and the way back.
fn page(texts: Texts<'_>, key: &str, set: String, mut rows: Vec<Vec<(String, Press)>>) -> Outgoing {
    rows.push(back(texts));
    Outgoing::text([texts.say(key, &[]), set].join("\n\n")).with_buttons(rows)
}

fn back(texts: Texts<'_>) -> Vec<(String, Press)> {
    vec![(texts.label("button-back", &[]), SettingsPress::Settings(SettingsView::Overview).into())]
}

/// A button that chooses something, marked where that is chosen.
fn choice(is_chosen: bool, label: String, press: SettingsPress) -> (String, Press) {
    let label = if is_chosen { format!("✓ {label}") } else { label };
    (label, press.into())
}

fn subject_name(texts: Texts<'_>, subject: Subject) -> String {
    texts.label(&format!("told-of-{}", subject.code()), &[])
}

/// An hour as clocks show it: “08”.
fn on_the_clock(hour: u8) -> Value {
    format!("{hour:02}").into()
}

fn clock_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
