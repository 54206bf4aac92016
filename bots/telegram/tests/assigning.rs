//! A chair gives a task: in one line or step by step, in three languages, and what happens to what is wrong with it.

use std::sync::atomic::Ordering;

use crate::support::phones::labels;
use crate::support::{ARTA, TestBot};
use events::Event;
use events::action_item::ActionItemEvent;
use events::ids::{ActionItemId, Position};
use events::institution::InstitutionKind;
use events::language::Language;
use store::EventStore;

/// Every item that was assigned on the subgroup's board: owner, title, due date.
async fn assigned(harness: &TestBot) -> Vec<(ActionItemId, String, String, String)> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap().event);
    let on_a_board = |event| {
        let Event::ActionItem(id, event) = event else { return None };
        let ActionItemEvent::Assigned { title, owner, subgroup: Some(_), due, .. } = event else { return None };
        Some((id, owner.to_string(), title.in_language(Language::En).to_owned(), due.to_string()))
    };
    all.filter_map(on_a_board).collect()
}

async fn at_work() -> TestBot {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    harness
}

#[tokio::test]
async fn a_line_becomes_a_task_once_it_is_confirmed_in_each_language() {
    let harness = at_work().await;
    let arta = harness.arta();
    let (sq, sr, en) = (Language::Sq, Language::Sr, Language::En);
    for (n, (language, line, asks, assign, done, title)) in [
        (
            sq,
            "Detyrë për MPMS: raporti i strehimoreve deri më 14/7",
            "A ju kuptova drejt?",
            "Cakto",
            "U caktua.",
            "raporti i strehimoreve",
        ),
        (sr, "Zadatak za MRSZ: izveštaj do 14. jula", "Da li je ovo tačno?", "Dodeli", "Dodeljeno.", "izveštaj"),
        (sr, "Задатак за МРСЗ: извештај до 14. јула", "Da li je ovo tačno?", "Dodeli", "Dodeljeno.", "извештај"),
        (
            en,
            "Task for MLSW: shelter report by 14 July",
            "Did I understand you?",
            "Assign",
            "Assigned.",
            "shelter report",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        harness.arta_speaks(language).await;
        arta.say(line).await;
        let asked = arta.hears_with(asks, assign).await;
        let text = asked["text"].as_str().unwrap();
        assert!(text.contains(title) && text.contains("14"), "{text}");
        assert_eq!(assigned(&harness).await.len(), n, "nothing is assigned before it is confirmed");
        arta.press(&asked, assign).await;
        let became = async || {
            let messages = arta.messages().await;
            let now = messages.iter().find(|message| message["id"] == asked["id"]).unwrap();
            now["text"].as_str().unwrap().contains(done)
        };
        crate::support::eventually(became, "the question does not become the confirmation").await;
        let all = assigned(&harness).await;
        assert_eq!(all.len(), n + 1);
        let (_, owner, given, due) = &all[n];
        assert_eq!((owner.as_str(), given.as_str(), due.as_str()), ("mpms", title, "2017-07-14"));
    }
    arta.say("/board").await;
    let board = arta.hears("shelter report").await;
    assert!(board["text"].as_str().unwrap().contains("Ministry of Labour"), "{board}");
    harness.stop().await;
}

#[tokio::test]
async fn what_a_line_leaves_open_or_says_in_two_ways_is_asked() {
    let harness = at_work().await;
    let arta = harness.arta();
    // Two institutions can be meant, and the date is missing.
    arta.say("Task for the police: monthly report").await;
    let which = arta.hears("Which institution do you mean?").await;
    assert_eq!(labels(&which).len(), 3, "{which}");
    arta.press(&which, "Protection").await;
    let due = arta.hears("By when?").await;
    arta.say("31 June").await;
    arta.hears("There is no such date as “31 June”").await;
    arta.say("1 July").await;
    arta.hears("That day has passed").await;
    arta.say("whenever you like").await;
    arta.hears("I found no day in that.").await;
    arta.say("13 or 14 July").await;
    let which = arta.hears("Which day is it due?").await;
    assert_ne!(which["id"], due["id"]);
    assert_eq!(labels(&which).len(), 4, "two days and a row to leave: {which}");
    arta.press(&which, "14 July").await;
    let confirm = arta.hears_with("Did I understand you?", "Assign").await;
    arta.press(&confirm, "Change").await;
    let change = arta.hears("What shall be changed?").await;
    arta.press(&change, "What is to be done").await;
    arta.hears("to do? Please write it in one sentence").await;
    arta.say("the report of July").await;
    let confirm = arta.hears_with("the report of July", "Assign").await;
    arta.press(&confirm, "Assign").await;
    arta.hears("Nobody of the institution has a chat or an e-mail address that works").await;
    let all = assigned(&harness).await;
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].1.as_str(), all[0].2.as_str(), all[0].3.as_str()),
        ("policia-dmd", "the report of July", "2017-07-14")
    );
    // A button of what is over does nothing.
    arta.press(&due, "End of the week").await;
    arta.hears("This button no longer counts.").await;
    assert_eq!(assigned(&harness).await.len(), 1);
    harness.stop().await;
}

#[tokio::test]
async fn a_date_that_has_passed_or_is_off_and_an_institution_that_is_none_are_said() {
    let harness = at_work().await;
    let arta = harness.arta();
    arta.say("Task for MLSW: shelter report by 15 June").await;
    let asked = arta.hears("That day has passed").await;
    assert!(asked["text"].as_str().unwrap().contains("By when?"), "{asked}");
    arta.say("Task for MLSW: shelter report by 15 July").await;
    let asked = arta.hears_with("is a day off", "Assign").await;
    arta.press(&asked, "Rather Friday 14 July").await;
    let asked = arta.hears_with("Due Friday 14 July", "Assign").await;
    arta.press(&asked, "Cancel").await;
    arta.hears("Dropped. No task was assigned.").await;
    arta.say("Task for the school: report by 14 July").await;
    let asked = arta.hears("I know no institution “the school” here.").await;
    assert!(labels(&asked).iter().any(|label| label.contains("Labour")), "{asked}");
    arta.say("Task for the Ministry of Justice: report by 14 July").await;
    let asked = arta.hears("is not a member of the subgroup").await;
    arta.say("labour").await;
    let asked_again = arta.hears_with("Did I understand you?", "Assign").await;
    assert_ne!(asked["id"], asked_again["id"]);
    arta.say(&format!("Task for MLSW: {} by 14 July", "long ".repeat(500))).await;
    arta.hears("The text is longer than 2000 characters").await;
    assert!(assigned(&harness).await.is_empty());
    harness.stop().await;
}

#[tokio::test]
async fn whoever_chairs_nothing_gives_no_tasks_and_identities_do_not_enter() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let arta = harness.arta();
    arta.say("/assign").await;
    arta.hears("Tasks are given by the chairs of subgroups").await;
    arta.say("Task for MLSW: shelter report by 14 July").await;
    // It is read as any reply is: there are two tasks, so it is asked which is meant, or not understood.
    let answered = async || arta.messages().await.len() >= 3;
    crate::support::eventually(answered, "no answer").await;
    assert!(assigned(&harness).await.is_empty());
    harness.form_subgroup().await;
    arta.say("Task for MLSW: house the victim Arben Gashi by 14 July").await;
    arta.hears("name").await;
    arta.say("/assign").await;
    let asked = arta.hears("Whose task is it?").await;
    arta.press(&asked, "Labour").await;
    arta.hears("to do? Please write it in one sentence").await;
    arta.say("house the victim Arben Gashi").await;
    let told = async || arta.count("name").await >= 2;
    crate::support::eventually(told, "the guard did not speak").await;
    assert!(!harness.own_messages().await.iter().any(|message| message.to_string().contains("Arben Gashi")));
    assert!(assigned(&harness).await.is_empty());
    harness.stop().await;
}

#[tokio::test]
async fn step_by_step_with_back_and_cancel_over_a_restart() {
    let mut harness = at_work().await;
    harness.subgroup("training", ["Trajnimi", "Obuka", "Training"], &["ms", "md"]).await;
    for (language, where_to, whose, what, by_when, whole) in [
        (
            Language::Sq,
            "Në tabelën e cilit nëngrup",
            "Për cilin institucion",
            "Çfarë duhet të bëjë",
            "Deri kur?",
            "A ju kuptova drejt?",
        ),
        (Language::Sr, "Na čiju tablu", "Za koju instituciju", "Šta treba da uradi", "Do kada?", "Da li je ovo tačno?"),
        (
            Language::En,
            "On which subgroup's board",
            "Whose task is it?",
            "Please write it in one sentence",
            "By when?",
            "Did I understand",
        ),
    ] {
        harness.arta_speaks(language).await;
        let before = assigned(&harness).await.len();
        harness.arta().say("/assign").await;
        let asked = harness.arta().hears(where_to).await;
        let (training, shelter) = (labels(&asked)[1].clone(), labels(&asked)[0].clone());
        harness.arta().press(&asked, &training).await;
        let institutions = harness.arta().hears_with(whose, "‹").await;
        assert_eq!(institutions["id"], asked["id"], "the message asks on");
        harness.arta().press(&institutions, "‹").await;
        let asked = harness.arta().hears_with(where_to, &shelter).await;
        harness.arta().press(&asked, &shelter).await;
        crate::support::eventually(
            async || labels(harness.arta().messages().await.last().unwrap()).len() == 6,
            "the four members of the subgroup, and a row to leave",
        )
        .await;
        harness.arta().say("MPMS").await;
        harness.arta().hears(what).await;
        harness.stop_bot().await;
        harness.start_bot().await;
        harness.arta().say("count the beds").await;
        let asked = harness.arta().hears_with(by_when, "17").await;
        assert!(labels(&asked).iter().any(|label| label.contains('7')), "the end of the week: {asked}");
        harness.arta().press(&asked, "17").await;
        let asked = harness.arta().hears_with(whole, "✅").await;
        assert!(asked["text"].as_str().unwrap().contains("count the beds"), "{asked}");
        harness.arta().press(&asked, "✅").await;
        crate::support::eventually(async || assigned(&harness).await.len() == before + 1, "it was not assigned").await;
    }
    let all = assigned(&harness).await;
    assert!(
        all.iter().all(|(_, owner, title, due)| owner == "mpms" && title == "count the beds" && due == "2017-07-17")
    );
    assert_eq!(harness.phone_of(ARTA).count("/assign").await, 0);
    harness.stop().await;
}

#[tokio::test]
async fn what_is_said_of_a_task_meanwhile_is_no_answer_and_a_task_that_cannot_be_saved_is_assigned_later() {
    let harness = at_work().await;
    let arta = harness.arta();
    arta.say("/assign").await;
    arta.hears("Whose task is it?").await;
    arta.say("1 done").await;
    arta.hears("Marked as done: 1. Count the beds").await;
    arta.say("MLSW").await;
    arta.hears("to do? Please write it in one sentence").await;
    arta.say("shelter report").await;
    arta.hears("By when?").await;
    arta.say("2 blocked: no budget").await;
    arta.hears("Noted as blocked: 2. Count the rooms").await;
    arta.say("14 July").await;
    let asked = arta.hears_with("Did I understand you?", "Assign").await;
    harness.commands.off.store(true, Ordering::SeqCst);
    arta.press(&asked, "Assign").await;
    let waits = arta.hears("not saved yet").await;
    assert_eq!(waits["id"], asked["id"]);
    assert!(assigned(&harness).await.is_empty());
    harness.commands.off.store(false, Ordering::SeqCst);
    let told = arta.hears("Assigned.").await;
    assert_eq!(told["id"], asked["id"]);
    assert_eq!(assigned(&harness).await.len(), 1);
    harness.stop().await;
}

#[tokio::test]
async fn the_secretariat_gives_tasks_on_any_board_and_on_none() {
    let harness = at_work().await;
    let names = ["Sekretariati", "Sekretarijat", "Secretariat"];
    harness.register_as(InstitutionKind::Secretariat, "zknat", names).await;
    let teuta = harness.hire("zknat", "teuta", false, 2_000_004).await;
    teuta.say("Task for the Ministry of Justice: comments on the law by 14 July").await;
    let asked = teuta.hears_with("Board: No board", "Assign").await;
    teuta.press(&asked, "Assign").await;
    teuta.hears("Assigned.").await;
    assert!(assigned(&harness).await.is_empty(), "it is on no board");
    teuta.say("Task for MLSW: shelter report by 14 July").await;
    let asked = teuta.hears("On which subgroup's board").await;
    assert_eq!(labels(&asked), ["Shelter", "No board", "Cancel"]);
    teuta.press(&asked, "Shelter").await;
    let asked = teuta.hears_with("Board: Shelter", "Assign").await;
    teuta.press(&asked, "Assign").await;
    crate::support::eventually(async || assigned(&harness).await.len() == 1, "it was not assigned").await;
    harness.stop().await;
}
