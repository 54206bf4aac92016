//! What a person sets in chat, and what the bot says it knows and keeps.

use crate::support::TestBot;
use events::Event;
use events::ids::Position;
use events::institution::{InstitutionCommand, InstitutionEvent, QuietHours};
use events::language::Language;
use events::{Command, RecordedEvent};
use store::EventStore;

async fn last_of_the_ministry(harness: &TestBot) -> InstitutionEvent {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap());
    let of_institution = |recorded: RecordedEvent| {
        if let Event::Institution(_, event) = recorded.event { Some(event) } else { None }
    };
    all.filter_map(of_institution).next_back().unwrap()
}

#[tokio::test]
async fn the_digest_has_an_hour_and_the_night_is_quiet() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/settings").await;
    let settings = harness.hears("The morning message comes at the usual hour.").await;
    harness.press(&settings, "9:00").await;
    let chosen = harness.hears("The morning message will come at 09:00.").await;
    assert_eq!(chosen["id"], settings["id"], "one message becomes the other");
    let InstitutionEvent::DigestHourChosen { hour, .. } = last_of_the_ministry(&harness).await else { panic!() };
    assert_eq!(hour.value(), 9);
    harness.say("/settings").await;
    let settings = harness.hears("The morning message comes at 09:00.").await;
    harness.press(&settings, "18–8").await;
    harness.hears("Quiet from 18:00 to 08:00.").await;
    let InstitutionEvent::QuietHoursSet { quiet_hours: QuietHours { from, until }, .. } =
        last_of_the_ministry(&harness).await
    else {
        panic!()
    };
    assert_eq!((from.to_string(), until.to_string()), ("18:00:00".to_owned(), "08:00:00".to_owned()));
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
        "settings",
        "away",
        "back",
        "language",
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
