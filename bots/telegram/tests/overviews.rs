//! A chair's week and the Coordinator's month: told once when they are over, and shown to whoever may ask, in three
//! languages.

use crate::support::TestBot;
use events::Command;
use events::action_item::ActionItemCommand;
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::period::Period;
use serde_json::Value;

const VALON: i64 = 61;

async fn on_the_board(harness: &TestBot, item: &str, title: &str, due: &str) {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let (owner, due) = ("mpms".parse().unwrap(), due.parse().unwrap());
    let subgroup = Some("shelter".parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup, due, raised_by: None };
    harness.give(Command::ActionItem(item.parse().unwrap(), assign)).await;
}

async fn complete(harness: &TestBot, item: &str) {
    harness.give(Command::ActionItem(item.parse().unwrap(), ActionItemCommand::Complete)).await;
}

/// Arta chairs the subgroup; in the week from 3 July one task was done, one is late, one is due the week after.
async fn a_week() -> TestBot {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    on_the_board(&harness, "done", "Count the shelters", "2017-07-05").await;
    on_the_board(&harness, "late", "Write the report", "2017-07-06").await;
    on_the_board(&harness, "soon", "Send the letter", "2017-07-12").await;
    harness.clock.set("2017-07-05T08:00:00Z");
    complete(&harness, "done").await;
    harness
}

async fn count(harness: &TestBot, words: &str) -> usize {
    let messages = harness.messages().await;
    messages.iter().filter(|one| one["text"].as_str().is_some_and(|text| text.contains(words))).count()
}

fn text(message: &Value) -> &str {
    message["text"].as_str().unwrap()
}

#[tokio::test]
async fn a_chair_hears_of_the_week_on_monday_morning_once() {
    let mut harness = a_week().await;
    // Sunday evening, and Monday before the hour of the digest.
    for early in ["2017-07-09T18:00:00Z", "2017-07-10T05:30:00Z"] {
        harness.clock.set(early);
        harness.say("/whoami").await;
        harness.hears("Arta Krasniqi").await;
    }
    assert_eq!(count(&harness, "the week from").await, 0);
    harness.clock.set("2017-07-10T06:30:00Z");
    let week = harness.hears("Shelter: the week from Monday 3 July until yesterday, Sunday 9 July").await;
    for words in [
        "Waiting for you to verify (1)\n• Ministry of Labour and Social Welfare: Count the shelters – done Wednesday 5 July",
        "Late (1)\n• Ministry of Labour and Social Welfare: Write the report – due Thursday 6 July",
        "Due in the days to come (1)\n• Ministry of Labour and Social Welfare: Send the letter",
        "3 tasks were assigned.",
    ] {
        assert!(text(&week).contains(words), "{words}: {week}");
    }
    harness.press(&week, "Show the board").await;
    harness.hears("3 open tasks").await;
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.clock.set("2017-07-11T06:30:00Z");
    harness.say("/whoami").await;
    harness.hears("Arta Krasniqi").await;
    assert_eq!(count(&harness, "the week from Monday 3 July").await, 1, "once, whatever restarts");
    harness.stop().await;
}

#[tokio::test]
async fn whoever_stands_in_for_a_chair_who_is_away_hears_of_the_week_and_may_ask_for_it() {
    let harness = a_week().await;
    let besa = harness.hire("ms", "besa", true, VALON + 9).await;
    let absence = Period::new("2017-07-10".parse().unwrap(), "2017-07-11".parse().unwrap()).unwrap();
    let away = InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence };
    harness.give(Command::Institution("ms".parse().unwrap(), away)).await;
    harness.clock.set("2017-07-10T06:30:00Z");
    let week = besa.hears("Shelter: the week from Monday 3 July until yesterday, Sunday 9 July").await;
    assert!(text(&week).contains("Waiting for you to verify (1)"), "{week}");
    besa.press(&week, "Show the board").await;
    besa.hears("3 open tasks").await;
    besa.say("/week").await;
    besa.hears("until today").await;
    assert_eq!(count(&harness, "the week from").await, 0, "the chair who is away hears nothing");
    // Back at work: the week was told, and is told nobody else.
    harness.clock.set("2017-07-12T06:30:00Z");
    harness.say("/whoami").await;
    harness.hears("Arta Krasniqi").await;
    besa.say("/week").await;
    besa.hears("/week is for chairs of subgroups").await;
    assert_eq!(count(&harness, "the week from").await, 0);
    harness.stop().await;
}

#[tokio::test]
async fn a_week_in_which_nothing_was_is_not_told_and_is_shown_to_whoever_asks() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/week").await;
    harness.hears("/week is for chairs of subgroups").await;
    harness.say("/month").await;
    harness.hears("/month is for the Coordinator and the Secretariat").await;
    harness.form_subgroup().await;
    for (language, words) in [
        (Language::En, "nothing happened from"),
        (Language::Sq, "nuk ka ndodhur asgjë"),
        (Language::Sr, "nije bilo promena"),
    ] {
        harness.arta_speaks(language).await;
        harness.say("/week").await;
        harness.hears(words).await;
    }
    harness.clock.set("2017-07-10T08:00:00Z");
    // The morning's own news shows that it was looked.
    on_the_board(&harness, "new", "Write the report", "2017-09-01").await;
    harness.say("/board").await;
    harness.hears("Write the report").await;
    assert_eq!(count(&harness, "nedelja od").await, 0);
    harness.stop().await;
}

/// The Coordinator has a focal point with a phone.
async fn a_coordinator(harness: &TestBot) {
    let of = |command| Command::Institution("coordinator".parse().unwrap(), command);
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Coordinator"))).unwrap();
    let (kind, role) = (InstitutionKind::Coordinator, "role".parse().unwrap());
    harness.give(of(InstitutionCommand::Register { names, kind, role, authority_member: true })).await;
    harness.hire("coordinator", "valon", false, VALON).await;
}

/// The Secretariat has one with a phone as well.
async fn secretariat(harness: &TestBot) {
    let of = |command| Command::Institution("secretariat".parse().unwrap(), command);
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Secretariat"))).unwrap();
    let (kind, role) = (InstitutionKind::Secretariat, "role".parse().unwrap());
    harness.give(of(InstitutionCommand::Register { names, kind, role, authority_member: true })).await;
    harness.hire("secretariat", "teuta", false, VALON + 1).await;
}

#[tokio::test]
async fn the_coordinator_has_the_month_as_a_picture_and_a_document_once() {
    let mut harness = a_week().await;
    a_coordinator(&harness).await;
    let valon = harness.phone_of(VALON);
    secretariat(&harness).await;
    harness.clock.set("2017-08-01T06:30:00Z");
    harness.phone_of(VALON + 1).hears("July 2017 in figures").await;
    let picture = valon.hears("July 2017 in figures").await;
    assert_eq!(picture["kind"], "photo");
    for words in ["Due: 5 – in time 1, late 0, not done 4", "Cases opened: 0", "Assigned: 5."] {
        assert!(text(&picture).contains(words), "{words}: {picture}");
    }
    assert!(text(&picture).chars().count() <= 1024, "what stands below a picture is short");
    let png = harness.download(picture["document"]["href"].as_str().unwrap()).await;
    assert!(png.starts_with(b"\x89PNG"));
    let paper = valon.hears("The month as a document").await;
    let pdf = harness.download(paper["document"]["href"].as_str().unwrap()).await;
    assert!(pdf.starts_with(b"%PDF-") && paper["document"]["name"] == "month-2017-07.pdf", "{paper}");
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.clock.set("2017-08-02T06:30:00Z");
    let valon = harness.phone_of(VALON);
    // Asked for, in the person's own language, also for the month before.
    for (language, words, document) in
        [("sq", "korrik 2017 në shifra", "Muaji si dokument"), ("sr", "jul 2017. u brojkama", "Mesec kao dokument")]
    {
        valon.say(&format!("/language {language}")).await;
        valon.hears(if language == "sq" { "shqip" } else { "srpskom" }).await;
        valon.say("/month").await;
        let month = valon.hears(words).await;
        assert_eq!(month["kind"], "photo");
        valon.hears(document).await;
    }
    assert_eq!(valon.count("July 2017 in figures").await, 1, "told once, whatever restarts");
    let month = valon.hears("jul 2017. u brojkama").await;
    valon.press(&month, "jun 2017.").await;
    valon.hears("jun 2017. u brojkama").await;
    harness.stop().await;
}

#[tokio::test]
async fn what_is_late_is_listed_to_chairs_for_their_subgroup_and_to_the_coordinator_for_all() {
    let harness = a_week().await;
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, "Find the funds"))).unwrap();
    let (owner, due) = ("mpms".parse().unwrap(), "2017-07-05".parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    harness.give(Command::ActionItem("funds".parse().unwrap(), assign)).await;
    a_coordinator(&harness).await;
    harness.clock.set("2017-07-10T10:00:00Z");
    harness.say("/late").await;
    let chairs = harness.hears("One task is late").await;
    assert!(text(&chairs).contains("Ministry of Labour and Social Welfare: Write the report"), "{chairs}");
    assert!(text(&chairs).contains("due Thursday 6 July, 4 days late"), "{chairs}");
    assert!(!text(&chairs).contains("Find the funds"), "a task on no board of theirs: {chairs}");
    assert!(!text(&chairs).contains("who was told"), "the pages are the Secretariat's: {chairs}");
    let valon = harness.phone_of(VALON);
    valon.say("/late").await;
    let all = valon.hears("2 tasks are late").await;
    let (funds, report) = (text(&all).find("Find the funds").unwrap(), text(&all).find("Write the report").unwrap());
    assert!(funds < report && text(&all).contains("5 days late"), "the latest first: {all}");
    assert!(text(&all).contains("The list with what was said last and who was told"), "{all}");
    // The same from the month, and in the person's own language.
    valon.say("/month").await;
    let month = valon.hears("Now late 2").await;
    assert!(
        text(&month).contains("June 2017 in figures") && text(&month).contains("Each number with its list"),
        "{month}"
    );
    valon.say("/language sr").await;
    valon.hears("srpskom").await;
    valon.press(&month, "Late tasks (2)").await;
    valon.hears("2 zadatka kasne").await;
    harness.stop().await;
}

#[tokio::test]
async fn whoever_is_neither_chair_nor_secretariat_is_shown_no_list_of_what_is_late() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/late").await;
    harness.hears("/late is for chairs of subgroups, the Secretariat and the Coordinator").await;
    harness.form_subgroup().await;
    harness.say("/late").await;
    harness.hears("No task is late").await;
    harness.stop().await;
}
