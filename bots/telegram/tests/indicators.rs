//! The values of indicators, asked for and given in chat.

use std::time::Duration;

use crate::support::{PATIENCE, TestBot};
use events::disaggregation::Dimension;
use events::figure::Unit;
use events::ids::{InstitutionId, Position};
use events::indicator::{Baseline, Disaggregation, IndicatorDefinition, ReportedValue, Source};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::strategy::{ObjectiveCommand as C, ObjectiveEvent};
use events::{Command, Event};
use store::EventStore;

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

fn by(dimensions: &[Dimension]) -> Disaggregation {
    Disaggregation::By(NonEmpty::try_from(dimensions.to_vec()).unwrap())
}

/// An indicator that lacks nothing, with a baseline at the end of March: on 3 July one quarter is owed.
pub(crate) async fn indicator(
    harness: &TestBot,
    name: &str,
    unit: Unit,
    disaggregation: Disaggregation,
    reporter: &str,
) {
    let title = LocalText::only(Language::En, name.parse().unwrap());
    let definition = IndicatorDefinition {
        title,
        unit: Some(unit),
        due: Some(id("2018-12-31")),
        source: Some(Source::Reported(NonEmpty::one(id(reporter)))),
        disaggregation: Some(disaggregation),
    };
    let indicator = name.to_lowercase();
    let give = async |command| harness.give(Command::Objective(id("objective"), command)).await;
    give(C::DefineIndicator { indicator: id(&indicator), definition }).await;
    let baseline = Baseline { value: 1_u32.into(), on: id("2017-03-31") };
    give(C::SetBaseline { indicator: id(&indicator), baseline }).await;
    give(C::SetTarget { indicator: id(&indicator), value: 90_u32.into() }).await;
}

pub(crate) async fn objective(harness: &TestBot) {
    let statement = LocalText::only(Language::En, "Count better".parse().unwrap());
    let owners = NonEmpty::one(id("ms"));
    harness.give(Command::Objective(id("objective"), C::Set { statement, owners, key_issue: 2 })).await;
}

/// What was reported, in order: the institution, the value, and the reason of a correction.
async fn reports(harness: &TestBot) -> Vec<(InstitutionId, ReportedValue, Option<String>)> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    all.into_iter()
        .filter_map(|stored| {
            let Event::Objective(_, event) = stored.decode().unwrap().event else { return None };
            if let ObjectiveEvent::ValueReported { institution, reported, .. } = event {
                Some((institution, reported, None))
            } else if let ObjectiveEvent::ValueCorrected { institution, reported, reason, .. } = event {
                Some((institution, reported, Some(reason.to_string())))
            } else {
                None
            }
        })
        .collect()
}

fn value(number: &str) -> ReportedValue {
    ReportedValue { value: id(number), parts: None }
}

#[tokio::test]
async fn the_only_value_that_waits_is_asked_for_and_given_by_a_number() {
    let harness = TestBot::start().await;
    objective(&harness).await;
    indicator(&harness, "Percentage", Unit::Percent, Disaggregation::NotApplicable, "ms").await;
    harness.begin().await;
    let asked = harness.hears("A period has ended").await;
    assert!(asked["text"].as_str().unwrap().contains("Percentage, Q2 2017"), "{asked}");
    harness.say("120").await;
    harness.hears("Per cent go from 0 to 100").await;
    harness.say("a lot").await;
    harness.hears("This is not a number").await;
    harness.say("1 000 000 000 000 000 000 000").await;
    harness.hears("larger than anything").await;
    harness.say("12,5").await;
    let confirm = harness.hears("12.5 %. Record this for Ministry?").await;
    assert_eq!(reports(&harness).await, [], "nothing is recorded before it is confirmed");
    harness.press(&confirm, "Record").await;
    let recorded = harness.hears("Recorded: Percentage, Q2 2017: 12.5 %").await;
    assert_eq!(reports(&harness).await, [(id("ms"), value("12.5"), None)]);

    harness.press(&recorded, "Correct it").await;
    harness.hears("12.5 % was reported").await;
    harness.say("21.5").await;
    harness.hears("21.5 % instead of 12.5 %").await;
    harness.say("two figures were mixed up").await;
    harness.hears("Corrected: Percentage, Q2 2017: 21.5 % instead of 12.5 %").await;
    assert_eq!(reports(&harness).await[1], (id("ms"), value("21.5"), Some("two figures were mixed up".to_owned())));
    harness.stop().await;
}

#[tokio::test]
async fn a_number_that_can_be_two_is_asked_about_and_a_task_is_still_heard_of() {
    let harness = TestBot::start().await;
    objective(&harness).await;
    indicator(&harness, "Forms", Unit::Items, Disaggregation::NotApplicable, "ms").await;
    harness.begin().await;
    harness.hears("A period has ended").await;
    harness.say("1 done").await;
    harness.hears("Marked as done: 1. Count the beds").await;
    harness.say("1.250").await;
    let either = harness.hears("can be read in two ways").await;
    harness.press(&either, "1250").await;
    let confirm = harness.hears("1250 items. Record this").await;
    harness.press(&confirm, "Another number").await;
    harness.hears("What is the value, in items?").await;
    harness.say("12.5").await;
    harness.hears("write a whole number").await;
    harness.say("125").await;
    let confirm = harness.hears("125 items. Record this").await;
    harness.press(&confirm, "Cancel").await;
    harness.hears("Nothing was changed").await;
    assert_eq!(reports(&harness).await, []);
    harness.stop().await;
}

#[tokio::test]
async fn what_is_broken_down_is_asked_for_by_steps_or_sent_to_the_page() {
    let harness = TestBot::start().await;
    objective(&harness).await;
    indicator(&harness, "Trained", Unit::Persons, by(&[Dimension::Sex]), "ms").await;
    indicator(&harness, "Sheltered", Unit::Persons, by(&[Dimension::Sex, Dimension::Nationality]), "ms").await;
    indicator(&harness, "Elsewhere", Unit::Items, Disaggregation::NotApplicable, "mpms").await;
    harness.begin().await;
    let asked = harness.hears("2 values are waiting").await;
    assert!(!asked.to_string().contains("Elsewhere"), "only of the own institution: {asked}");
    harness.press(&asked, "Sheltered").await;
    harness.hears("too many parts").await;
    let still = harness.hears("2 values are waiting").await;
    assert_eq!(still["buttons"], asked["buttons"], "the message goes on asking for the other one");
    harness.say("/indicators").await;
    let list = harness.hears("Indicators that Ministry reports").await;
    harness.press(&list, "Trained").await;
    harness.hears("(1 of 4)").await;
    for (number, next) in [("7", "(2 of 4)"), ("5", "(3 of 4)"), ("0", "(4 of 4)")] {
        harness.say(number).await;
        harness.hears(next).await;
    }
    harness.say("0").await;
    let confirm = harness.hears("12 persons (Female 7, Male 5). Record this").await;
    harness.press(&confirm, "Record").await;
    harness.hears("Recorded: Trained, Q2 2017: 12 persons").await;
    let reported = reports(&harness).await;
    assert_eq!((reported[0].1.value, reported[0].1.parts.as_ref().unwrap().total()), (12_u32.into(), Some(12)));
    harness.stop().await;
}

#[tokio::test]
async fn nobody_is_asked_at_night_or_twice_in_a_week() {
    let harness = TestBot::start().await;
    harness.clock.set("2017-07-03T04:00:00Z");
    objective(&harness).await;
    indicator(&harness, "Forms", Unit::Items, Disaggregation::NotApplicable, "ms").await;
    harness.begin().await;
    harness.say("/indicators").await;
    harness.hears("Waiting for: Q2 2017").await;
    let asked = async || {
        let is = |message: &&serde_json::Value| message["text"].as_str().unwrap().contains("A period has ended");
        harness.messages().await.iter().filter(is).count()
    };
    assert_eq!(asked().await, 0, "it is six in the morning");
    harness.clock.set("2017-07-03T08:00:00Z");
    harness.hears("A period has ended").await;
    harness.clock.set("2017-07-07T08:00:00Z");
    indicator(&harness, "Percentage", Unit::Percent, Disaggregation::NotApplicable, "ms").await;
    let again = async {
        while asked().await < 2 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("the new one is not asked for");
    let last = harness.messages().await.into_iter().rev().find(|m| m["text"].as_str().unwrap().contains("A period"));
    let last = last.unwrap().to_string();
    assert!(last.contains("Percentage") && !last.contains("Forms"), "the other one is not asked for again: {last}");
    harness.stop().await;
}

#[tokio::test]
async fn what_else_there_is_to_say_in_the_morning_is_in_the_same_message_and_stays_there() {
    let harness = TestBot::start().await;
    objective(&harness).await;
    indicator(&harness, "Forms", Unit::Items, Disaggregation::NotApplicable, "ms").await;
    harness.give(crate::data_requests::request("victims-2017", "2017-01-01", "2017-06-30")).await;
    harness.begin().await;
    let morning = harness.hears("A period has ended").await;
    let text = morning["text"].as_str().unwrap();
    assert!(text.contains("Data requests for Ministry") && text.ends_with("Reply with a number."), "{text}");
    assert!(!morning["buttons"].to_string().contains("Cancel"), "nothing takes the data request away: {morning}");
    harness.say("125").await;
    let confirm = harness.hears("125 items. Record this").await;
    harness.press(&confirm, "Record").await;
    harness.hears("Recorded: Forms, Q2 2017: 125 items").await;
    harness.press(&morning, "Victims").await;
    harness.hears("3 questions").await;
    harness.stop().await;
}

#[tokio::test]
async fn whoever_reports_nothing_is_told_so() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/indicators").await;
    harness.hears("reports no indicators").await;
    harness.stop().await;
}
