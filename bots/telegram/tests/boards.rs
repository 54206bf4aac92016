//! The chair's board: long ones are turned page by page, and an owner is reminded with one press.

use std::collections::BTreeSet;

use crate::support::phones::labels;
use crate::support::{TestBot, eventually};
use events::Command;
use events::action_item::{ActionItemCommand, ActionItemEvent};
use events::email_address::EmailAddress;
use events::ids::PersonId;
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use events::period::Period;
use events::{Event, RecordedEvent};

const BESA: i64 = 2_000_002;
const DRITON: i64 = 2_000_003;

async fn on_the_board(harness: &TestBot, id: &str, title: &str) {
    let assign = ActionItemCommand::Assign {
        title: LocalText::only(Language::En, title.parse().unwrap()),
        owner: "mpms".parse().unwrap(),
        subgroup: Some("shelter".parse().unwrap()),
        due: "2017-07-20".parse().unwrap(),
        raised_by: None,
    };
    harness.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
}

async fn at_work() -> TestBot {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    harness
}

fn nudges(history: &[RecordedEvent]) -> usize {
    history.iter().filter(|one| matches!(&one.event, Event::ActionItem(_, ActionItemEvent::Nudged { .. }))).count()
}

#[tokio::test]
async fn a_long_board_is_turned_page_by_page_in_one_message() {
    let harness = at_work().await;
    let arta = harness.arta();
    for n in 0..60 {
        // Titles of the greatest length, full of signs that are escaped.
        on_the_board(&harness, &format!("item-{n:02}"), &format!("T{n:02} {}", "<&> ".repeat(490))).await;
    }
    let done = ActionItemCommand::Complete;
    harness.give(Command::ActionItem("item-59".parse().unwrap(), done)).await;
    arta.say("/board").await;
    let mut page = arta.hears("60 open tasks").await;
    let id = page["id"].clone();
    let (mut seen, mut pages) = (BTreeSet::new(), 0);
    loop {
        pages += 1;
        let text = page["text"].as_str().unwrap();
        assert!(text.chars().count() <= 4096 && labels(&page).len() <= 100, "{text}");
        seen.extend((0..60).filter(|n| text.contains(&format!(" T{n:02} "))));
        if !labels(&page).iter().any(|label| label.contains("Next")) {
            break;
        }
        arta.press(&page, "Next").await;
        page = arta.hears(&format!("Page {} of", pages + 1)).await;
        assert_eq!(page["id"], id, "the same message");
    }
    assert_eq!(seen.len(), 60, "every task is on some page");
    assert!(pages > 5, "{pages}");
    arta.press(&page, "Verify").await;
    let page = arta.hears("Verified").await;
    assert_eq!(page["id"], id, "what came of a press is above the same board");
    assert!(labels(&page).iter().all(|label| !label.contains("T59")));
    arta.press(&page, "Previous").await;
    let page = arta.hears(&format!("Page {} of", pages - 1)).await;
    assert_eq!(page["id"], id);
    harness.stop().await;
}

#[tokio::test]
async fn an_owner_is_reminded_now_and_once_a_day() {
    let mut harness = at_work().await;
    on_the_board(&harness, "report", "Write the report").await;
    harness.hire("mpms", "besa", false, BESA).await;
    for (day, language, remind, told, again) in [
        ("03", Language::En, "Remind", "is told now", "was reminded of this task today already"),
        ("04", Language::Sq, "Përkujto", "i dërgohet tani përkujtim", "i është dërguar sot përkujtim për këtë detyrë"),
        ("05", Language::Sr, "Podseti", "sada dobija podsetnik", "je danas već podsećena"),
    ] {
        harness.clock.set(&format!("2017-07-{day}T08:00:00Z"));
        harness.arta_speaks(language).await;
        harness.arta().say("/board").await;
        let board = harness.arta().hears_with("Write the report", remind).await;
        harness.arta().press(&board, remind).await;
        harness.arta().hears(told).await;
        let wanted: usize = day.parse().unwrap();
        let besa = async || harness.phone_of(BESA).count("The chair asks how far this is").await == wanted - 2;
        eventually(besa, "the owner was not told").await;
        harness.arta().press(&board, remind).await;
        harness.arta().hears(again).await;
        assert_eq!(nudges(&harness.history("report").await), wanted - 2);
    }
    harness.arta_speaks(Language::En).await;
    harness.arta().say("/board").await;
    harness.arta().hears("the owner was reminded: today").await;
    // The owner answers the reminder itself; after a restart nobody is reminded again.
    harness.stop_bot().await;
    harness.start_bot().await;
    let besa = harness.phone_of(BESA);
    let reminder = besa.hears("The chair asks how far this is").await;
    besa.reply(&reminder, "50%").await;
    besa.hears("50% noted: 1. Write the report").await;
    assert_eq!(besa.count("The chair asks").await, 3);
    harness.stop().await;
}

#[tokio::test]
async fn in_quiet_hours_the_owner_is_told_at_the_next_working_hour_unless_a_report_comes_first() {
    let harness = at_work().await;
    on_the_board(&harness, "report", "Write the report").await;
    on_the_board(&harness, "list", "Make the list").await;
    let besa = harness.hire("mpms", "besa", false, BESA).await;
    let arta = harness.arta();
    // Friday evening.
    harness.clock.set("2017-07-07T19:00:00Z");
    arta.say("/board").await;
    let board = arta.hears_with("Write the report", "Remind").await;
    arta.press(&board, "Remind · Write").await;
    arta.hears("is told on Monday 10 July at 07:00, in working hours").await;
    arta.press(&board, "Remind · Make").await;
    arta.hears("in working hours: “Make the list”").await;
    besa.say("/tasks").await;
    besa.hears("2 open tasks").await;
    besa.say("2 done").await;
    besa.hears("Marked as done: 2. Make the list").await;
    assert_eq!(besa.count("The chair asks").await, 0);
    harness.clock.set("2017-07-10T05:00:00Z");
    let told = besa.hears("The chair asks how far this is").await;
    assert!(told["text"].as_str().unwrap().contains("Write the report"), "{told}");
    besa.say("/tasks").await;
    besa.hears("1 open task").await;
    assert_eq!(besa.count("The chair asks").await, 1, "a report has overtaken the other");
    harness.stop().await;
}

#[tokio::test]
async fn an_owner_who_uses_e_mail_only_can_be_reminded_where_the_hub_sends_it() {
    let mut harness = at_work().await;
    harness.with_email().await;
    on_the_board(&harness, "report", "Write the report").await;
    let of_ministry = |command| Command::Institution("mpms".parse().unwrap(), command);
    let appointee = harness.somebody("merita", "Merita Gashi");
    harness.give(of_ministry(InstitutionCommand::AppointFocalPoint(appointee))).await;
    let person: PersonId = "merita".parse().unwrap();
    let address = harness.seals.seal(&person, &"merita@mpms.example.org".parse::<EmailAddress>().unwrap());
    harness.give(of_ministry(InstitutionCommand::SetEmailAddress { person, address })).await;
    let arta = harness.arta();
    arta.say("/board").await;
    let board = arta.hears_with("Write the report", "Remind").await;
    arta.press(&board, "Remind").await;
    arta.hears("is told").await;
    assert_eq!(nudges(&harness.history("report").await), 1);
    harness.stop().await;
}

#[tokio::test]
async fn the_deputy_is_told_of_whoever_is_away_or_has_blocked_the_bot_and_the_chair_of_nobody() {
    let harness = at_work().await;
    on_the_board(&harness, "report", "Write the report").await;
    let arta = harness.arta();
    arta.say("/board").await;
    let board = arta.hears_with("Write the report", "Remind").await;
    arta.press(&board, "Remind").await;
    arta.hears("nobody can be reminded of “Write the report”").await;
    assert_eq!(nudges(&harness.history("report").await), 0);
    let besa = harness.hire("mpms", "besa", false, BESA).await;
    let driton = harness.hire("mpms", "driton", true, DRITON).await;
    let absence = Period::new("2017-07-03".parse().unwrap(), "2017-07-03".parse().unwrap()).unwrap();
    let away = InstitutionCommand::AnnounceAbsence { person: "besa".parse().unwrap(), absence };
    harness.give(Command::Institution("mpms".parse().unwrap(), away)).await;
    arta.press(&board, "Remind").await;
    driton.hears("The chair asks how far this is").await;
    assert_eq!(besa.count("The chair asks").await, 0, "she is away");
    harness.clock.set("2017-07-04T08:00:00Z");
    besa.block().await;
    arta.press(&board, "Remind").await;
    let twice = async || driton.count("The chair asks").await == 2;
    eventually(twice, "the deputy was not told").await;
    harness.clock.set("2017-07-05T08:00:00Z");
    driton.block().await;
    arta.press(&board, "Remind").await;
    arta.hears("nobody there takes messages of the bot any more").await;
    harness.stop().await;
}
