//! What a person sets in chat, and what the bot says it knows and keeps.

use std::sync::atomic::Ordering;

use crate::support::phones::labels;
use crate::support::{TestBot, eventually};
use events::Event;
use events::ids::Position;
use events::institution::{InstitutionCommand, InstitutionEvent, QuietHours};
use events::language::Language;
use events::preferences::{DigestFrequency, Subject};
use events::{Command, RecordedEvent};
use serde_json::Value;
use store::EventStore;

async fn events_of_the_ministry(harness: &TestBot) -> Vec<InstitutionEvent> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap());
    let of_institution = |recorded: RecordedEvent| {
        if let Event::Institution(_, event) = recorded.event { Some(event) } else { None }
    };
    all.filter_map(of_institution).collect()
}

async fn last_of_the_ministry(harness: &TestBot) -> InstitutionEvent {
    events_of_the_ministry(harness).await.pop().unwrap()
}

/// A page of the settings.
async fn page(harness: &TestBot, button: &str, words: &str) -> Value {
    let settings = harness.arta().say_and_hear("/settings", "When I write to you", button).await;
    harness.press(&settings, button).await;
    harness.arta().becomes(&settings, words).await
}

#[tokio::test]
async fn the_digest_has_an_hour_and_the_night_is_quiet() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let morning = page(&harness, "Morning message", "At which hour, and how often").await;
    harness.press(&morning, "9:00").await;
    harness.arta().becomes(&morning, "When I write to you\nThe morning message comes at 09:00.").await;
    let InstitutionEvent::DigestHourChosen { hour, .. } = last_of_the_ministry(&harness).await else { panic!() };
    assert_eq!(hour.value(), 9);
    let morning = page(&harness, "Morning message", "At which hour, and how often").await;
    assert!(labels(&morning).contains(&"✓ ☀️ 09:00".to_owned()), "{morning}");
    harness.press(&morning, "Once a week").await;
    harness.hears("The morning message comes once a week, at 09:00.").await;
    let InstitutionEvent::DigestFrequencyChosen { frequency, .. } = last_of_the_ministry(&harness).await else {
        panic!()
    };
    assert_eq!(frequency, DigestFrequency::Weekly);
    let quiet = page(&harness, "Quiet hours", "When shall I not write?").await;
    harness.press(&quiet, "18–8").await;
    harness.hears("Quiet from 18:00 to 08:00.").await;
    let InstitutionEvent::QuietHoursSet { quiet_hours: QuietHours { from, until }, .. } =
        last_of_the_ministry(&harness).await
    else {
        panic!()
    };
    assert_eq!((from.to_string(), until.to_string()), ("18:00:00".to_owned(), "08:00:00".to_owned()));
    let quiet = page(&harness, "Quiet hours", "When shall I not write?").await;
    harness.press(&quiet, "Back").await;
    harness.arta().hears_with("Quiet from 18:00 to 08:00.", "Morning message").await;
    harness.stop().await;
}

/// Every choice of subjects, the first first.
async fn choices_of_subjects(harness: &TestBot) -> Vec<Vec<&'static str>> {
    let events = events_of_the_ministry(harness).await;
    let chosen = events.into_iter().filter_map(|event| {
        let InstitutionEvent::SubjectsMuted { muted, .. } = event else { return None };
        Some(muted.into_iter().map(Subject::code).collect())
    });
    chosen.collect()
}

#[tokio::test]
async fn subjects_are_marked_one_by_one_and_taps_in_a_row_add_up() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    let subjects = page(&harness, "What I tell you of", "press to change it").await;
    let told = |message: &Value| labels(message).into_iter().filter(|label| label.starts_with('✅')).count();
    assert_eq!(told(&subjects), 5, "all of it, as long as nothing was chosen: {subjects}");
    // The bot is slow: it sees all taps at once. One is tapped twice, as a finger does when nothing happens.
    harness.stop_bot().await;
    for subject in ["meetings", "training", "meetings"] {
        harness.press(&subjects, subject).await;
    }
    harness.start_bot().await;
    let marked = harness.arta().hears_with("press to change it", "▫️ training").await;
    assert_eq!((told(&marked), marked["id"].clone()), (3, subjects["id"].clone()));
    assert_eq!(choices_of_subjects(&harness).await, [vec!["meetings"], vec!["meetings", "training"]]);
    harness.press(&marked, "Back").await;
    harness.hears("Not told of: meetings, training.").await;

    // An older message still has its buttons: they say what they said, and know what was chosen since.
    let old = page(&harness, "What I tell you of", "press to change it").await;
    let new = page(&harness, "What I tell you of", "press to change it").await;
    assert_ne!(old["id"], new["id"]);
    harness.press(&new, "▫️ meetings").await;
    harness.arta().hears_with("press to change it", "✅ meetings").await;
    harness.press(&old, "✅ looks back").await;
    let both = [vec!["training"], vec!["training", "overviews"]];
    eventually(async || choices_of_subjects(&harness).await.ends_with(&both), "what was chosen since is kept").await;
    harness.stop().await;
}

#[tokio::test]
async fn while_something_waits_to_be_saved_no_choice_of_subjects_takes_another_back() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let subjects = page(&harness, "What I tell you of", "press to change it").await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.press(&subjects, "meetings").await;
    harness.hears("not saved yet").await;
    let subjects = harness.arta().say_and_hear("/settings", "When I write to you", "What I tell you of").await;
    harness.press(&subjects, "What I tell you of").await;
    let subjects = harness.arta().hears_with("press to change it", "✅ training").await;
    harness.press(&subjects, "training").await;
    harness.hears("Something else of yours is not saved yet").await;
    harness.commands.off.store(false, Ordering::SeqCst);
    harness.arta().hears_with("press to change it", "▫️ meetings").await;
    assert_eq!(choices_of_subjects(&harness).await, [vec!["meetings"]]);
    harness.press(&subjects, "training").await;
    eventually(
        async || choices_of_subjects(&harness).await.last().is_some_and(|last| *last == ["meetings", "training"]),
        "both are chosen",
    )
    .await;
    harness.stop().await;
}

#[tokio::test]
async fn whoever_goes_away_says_until_when_in_words_or_by_a_button_and_comes_back() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/away until Friday").await;
    let noted = harness.hears("you are away until").await;
    assert!(noted["text"].as_str().unwrap().contains("Nobody stands in for you"), "{noted}");
    let InstitutionEvent::AbsenceAnnounced { absence, .. } = last_of_the_ministry(&harness).await else { panic!() };
    assert_eq!((absence.from().to_string(), absence.until().to_string()), ("2017-07-03".into(), "2017-07-07".into()));
    harness.press(&noted, "I am back").await;
    harness.hears("Welcome back.").await;
    assert!(matches!(last_of_the_ministry(&harness).await, InstitutionEvent::AbsenceEnded { .. }));

    harness.say("/away").await;
    harness.hears("Until when will you be away?").await;
    harness.say("31 June").await;
    harness.hears("31 June").await;
    harness.say("15 July").await;
    harness.hears("you are away until").await;
    let InstitutionEvent::AbsenceAnnounced { absence, .. } = last_of_the_ministry(&harness).await else { panic!() };
    assert_eq!(absence.until().to_string(), "2017-07-15");
    harness.say("/settings").await;
    harness.hears("You are away from").await;
    harness.say("/back").await;
    harness.hears("Welcome back.").await;
    harness.say("/away until 1 July 2017").await;
    harness.hears("That day has passed").await;
    harness.stop().await;
}

#[tokio::test]
async fn everybody_may_ask_what_is_kept_and_whoever_is_linked_who_they_are_taken_for() {
    let harness = TestBot::start().await;
    harness.press_start().await;
    harness.hears("Welcome, Arta Krasniqi").await;
    harness.say("/privacy").await;
    harness.hears("To be forgotten, tell the Secretariat").await;
    harness.say("/whoami").await;
    harness.hears("Arta Krasniqi, focal point of Ministry.").await;
    for (language, kept, who) in [
        (
            Language::Sq,
            "Për fshirjen e të dhënave tuaja njoftoni Sekretariatin",
            "Arta Krasniqi, pika fokale e institucionit Ministry.",
        ),
        (Language::Sr, "Za brisanje Vaših podataka", "Arta Krasniqi, kontakt osoba institucije Ministry."),
    ] {
        let person = "arta".parse().unwrap();
        let choose = InstitutionCommand::ChooseLanguage { person, language };
        harness.give(Command::Institution("ms".parse().unwrap(), choose)).await;
        harness.say("/privacy").await;
        harness.hears(kept).await;
        harness.say("/whoami").await;
        harness.hears(who).await;
    }
    harness.stop().await;
}

#[tokio::test]
async fn the_menu_offers_what_the_person_may_do_in_the_persons_language() {
    let harness = TestBot::start().await;
    let strangers = harness.menu().await;
    assert_eq!(names(&strangers), ["start", "verify", "privacy", "help"]);
    harness.begin().await;
    harness.say("/tasks").await;
    harness.hears("2 open tasks").await;
    let menu = harness.menu().await;
    let wanted = [
        "tasks",
        "meetings",
        "data",
        "referrals",
        "indicators",
        "training",
        "briefing",
        "verify",
        "reminders",
        "settings",
        "away",
        "back",
        "language",
        "web",
        "whoami",
        "privacy",
        "help",
    ];
    assert_eq!(names(&menu), wanted, "no board for whoever chairs nothing");
    assert_eq!(menu[0]["description"], "Open tasks");
    harness.say("/language sq").await;
    harness.hears("shqip").await;
    harness.say("/tasks").await;
    harness.hears("2 detyra").await;
    assert_eq!(harness.menu().await[0]["description"], "Detyrat e hapura");
    harness.stop().await;
}

fn names(menu: &[serde_json::Value]) -> Vec<&str> {
    menu.iter().map(|command| command["command"].as_str().unwrap()).collect()
}
