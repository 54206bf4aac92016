//! What a person is going to be told in the days to come: by day and hour, in which quality, and the own only.

use crate::support::TestBot;
use events::Command;
use events::action_item::ActionItemCommand;
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use events::period::Period;
use serde_json::Value;

const BESA: i64 = 71;

fn text(message: &Value) -> &str {
    message["text"].as_str().unwrap()
}

async fn assign(harness: &TestBot, id: &str, owner: &str, due: &str) {
    let title = LocalText::only(Language::En, format!("Count {id}").parse().unwrap());
    let (owner, due, subgroup) = (owner.parse().unwrap(), due.parse().unwrap(), Some("shelter".parse().unwrap()));
    let assign = ActionItemCommand::Assign { title, owner, subgroup, due, raised_by: None };
    harness.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
}

#[tokio::test]
async fn each_day_says_what_will_be_told_at_what_hour_and_why() {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    assign(&harness, "flats", "ms", "2017-07-07").await;
    assign(&harness, "late", "mpms", "2017-07-05").await;
    harness.say("/reminders").await;
    let ahead = harness.hears("What I will tell you in the next seven days").await;
    let expected = [
        "What I will tell you in the next seven days",
        "Tomorrow, Tuesday 4 July at 08:00\n• 1 task due soon: № 3\n• 2 new tasks: № 1, 2\nas you are the focal point",
        "Wednesday 5 July at 08:00\n• 1 task due soon: № 3\nas you are the focal point",
        "Thursday 6 July at 08:00\n• 1 late task to look into: Count late\nas you chair the subgroup Shelter",
        "Friday 7 July at 08:00\n• 1 task due that day: № 3\nas you are the focal point",
        "Monday 10 July at 08:00\n• 1 late task: № 3\nas you are the focal point\n• 1 late task to look into: Count \
         flats\n• the week of the subgroup, if anything was in it: Shelter\nas you chair the subgroup Shelter",
        "So it stands now: what is reported or decided meanwhile changes it. /settings – when, and of what, I write to you",
    ];
    assert_eq!(text(&ahead), expected.join("\n\n"));
    for (language, words) in [
        (Language::Sq, "1 detyrë me afat të afërt: nr. 3\n• 2 detyra të reja: nr. 1, 2\nsepse jeni pika fokale"),
        (Language::Sr, "1 zadatak sa skorim rokom: br. 3\n• 2 nova zadatka: br. 1, 2\njer ste kontakt osoba"),
    ] {
        harness.arta_speaks(language).await;
        harness.say("/reminders").await;
        harness.hears(words).await;
    }
    harness.stop().await;
}

#[tokio::test]
async fn a_deputy_sees_the_days_of_standing_in_and_nobody_sees_anybody_elses() {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    let besa = harness.hire("ms", "besa", true, BESA).await;
    assign(&harness, "flats", "ms", "2017-07-07").await;
    assert!(besa.say_and_hear("/reminders", "I have nothing to tell you", "").await["text"].is_string());
    let absence = Period::new("2017-07-07".parse().unwrap(), "2017-07-10".parse().unwrap()).unwrap();
    let away = InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence };
    harness.give(Command::Institution("ms".parse().unwrap(), away)).await;
    let ahead = besa.say_and_hear("/reminders", "What I will tell you", "").await;
    for words in [
        "Friday 7 July at 08:00\n• 1 task due that day: № 3\nas you stand in for the focal point",
        "if anything was in it: Shelter\nas you stand in for the chair of the subgroup Shelter",
    ] {
        assert!(text(&ahead).contains(words), "{words}: {ahead}");
    }
    assert!(!text(&ahead).contains("4 July"), "{ahead}");
    harness.stop().await;
}

#[tokio::test]
async fn of_many_things_the_first_are_named_and_the_others_counted() {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    for n in 0..7 {
        assign(&harness, &format!("n{n}"), "ms", "2017-08-20").await;
    }
    harness.say("/reminders").await;
    harness.hears("• 9 new tasks: № 1, 2, 3, 4, 5 and 4 more").await;
    harness.stop().await;
}
