//! The values of indicators, asked for and given in chat.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use std::time::Duration;

use events::disaggregation::Dimension;
use events::figure::Unit;
use events::ids::{InstitutionId, Position};
use events::indicator::{Baseline, Disaggregation, IndicatorDefinition, ReportedValue, Source};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::strategy::{ObjectiveCommand as C, ObjectiveEvent};
use events::{Command, Event};
use held::{Desk, PATIENCE};
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
async fn indicator(desk: &Desk, name: &str, unit: Unit, disaggregation: Disaggregation, reporter: &str) {
    let title = LocalText::only(Language::En, name.parse().unwrap());
    let definition = IndicatorDefinition {
        title,
        unit: Some(unit),
        due: Some(id("2018-12-31")),
        source: Some(Source::Reported(NonEmpty::one(id(reporter)))),
        disaggregation: Some(disaggregation),
    };
    let indicator = name.to_lowercase();
    let give = async |command| desk.give(Command::Objective(id("objective"), command)).await;
    give(C::DefineIndicator { indicator: id(&indicator), definition }).await;
    let baseline = Baseline { value: 1_u32.into(), on: id("2017-03-31") };
    give(C::SetBaseline { indicator: id(&indicator), baseline }).await;
    give(C::SetTarget { indicator: id(&indicator), value: 90_u32.into() }).await;
}

async fn objective(desk: &Desk) {
    let statement = LocalText::only(Language::En, "Count better".parse().unwrap());
    let owners = NonEmpty::one(id("ms"));
    desk.give(Command::Objective(id("objective"), C::Set { statement, owners, key_issue: 2 })).await;
}

/// What was reported, in order: the institution, the value, and the reason of a correction.
async fn reports(desk: &Desk) -> Vec<(InstitutionId, ReportedValue, Option<String>)> {
    let all = desk.store.read_all(Position::START, 1000).await.unwrap();
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
    let desk = Desk::start().await;
    objective(&desk).await;
    indicator(&desk, "Percentage", Unit::Percent, Disaggregation::NotApplicable, "ms").await;
    desk.begin().await;
    let asked = desk.hears("A period has ended").await;
    assert!(asked["text"].as_str().unwrap().contains("Percentage, Q2 2017"), "{asked}");
    desk.say("120").await;
    desk.hears("Per cent go from 0 to 100").await;
    desk.say("a lot").await;
    desk.hears("This is not a number").await;
    desk.say("1 000 000 000 000 000 000 000").await;
    desk.hears("larger than anything").await;
    desk.say("12,5").await;
    let confirm = desk.hears("12.5 %. Record this for Ministry?").await;
    assert_eq!(reports(&desk).await, [], "nothing is recorded before it is confirmed");
    desk.press(&confirm, "Record").await;
    let recorded = desk.hears("Recorded: Percentage, Q2 2017: 12.5 %").await;
    assert_eq!(reports(&desk).await, [(id("ms"), value("12.5"), None)]);

    desk.press(&recorded, "Correct it").await;
    desk.hears("12.5 % was reported").await;
    desk.say("21.5").await;
    desk.hears("21.5 % instead of 12.5 %").await;
    desk.say("two figures were mixed up").await;
    desk.hears("Corrected: Percentage, Q2 2017: 21.5 % instead of 12.5 %").await;
    assert_eq!(reports(&desk).await[1], (id("ms"), value("21.5"), Some("two figures were mixed up".to_owned())));
    desk.stop().await;
}

#[tokio::test]
async fn a_number_that_can_be_two_is_asked_about_and_a_task_is_still_heard_of() {
    let desk = Desk::start().await;
    objective(&desk).await;
    indicator(&desk, "Forms", Unit::Items, Disaggregation::NotApplicable, "ms").await;
    desk.begin().await;
    desk.hears("A period has ended").await;
    desk.say("1 done").await;
    desk.hears("Marked as done: 1. Count the beds").await;
    desk.say("1.250").await;
    let either = desk.hears("can be read in two ways").await;
    desk.press(&either, "1250").await;
    let confirm = desk.hears("1250 items. Record this").await;
    desk.press(&confirm, "Another number").await;
    desk.hears("What is the value, in items?").await;
    desk.say("12.5").await;
    desk.hears("write a whole number").await;
    desk.say("125").await;
    let confirm = desk.hears("125 items. Record this").await;
    desk.press(&confirm, "Cancel").await;
    desk.hears("Nothing was changed").await;
    assert_eq!(reports(&desk).await, []);
    desk.stop().await;
}

#[tokio::test]
async fn what_is_broken_down_is_asked_for_by_steps_or_sent_to_the_page() {
    let desk = Desk::start().await;
    objective(&desk).await;
    indicator(&desk, "Trained", Unit::Persons, by(&[Dimension::Sex]), "ms").await;
    indicator(&desk, "Sheltered", Unit::Persons, by(&[Dimension::Sex, Dimension::Nationality]), "ms").await;
    indicator(&desk, "Elsewhere", Unit::Items, Disaggregation::NotApplicable, "mpms").await;
    desk.begin().await;
    let asked = desk.hears("2 values are waiting").await;
    assert!(!asked.to_string().contains("Elsewhere"), "only of the own institution: {asked}");
    desk.press(&asked, "Sheltered").await;
    desk.hears("too many parts").await;
    desk.say("/indicators").await;
    let list = desk.hears("Indicators that Ministry reports").await;
    desk.press(&list, "Trained").await;
    desk.hears("(1 of 4)").await;
    for (number, next) in [("7", "(2 of 4)"), ("5", "(3 of 4)"), ("0", "(4 of 4)")] {
        desk.say(number).await;
        desk.hears(next).await;
    }
    desk.say("0").await;
    let confirm = desk.hears("12 persons (Female 7, Male 5). Record this").await;
    desk.press(&confirm, "Record").await;
    desk.hears("Recorded: Trained, Q2 2017: 12 persons").await;
    let reported = reports(&desk).await;
    assert_eq!((reported[0].1.value, reported[0].1.parts.as_ref().unwrap().total()), (12_u32.into(), Some(12)));
    desk.stop().await;
}

#[tokio::test]
async fn nobody_is_asked_at_night_or_twice_in_a_week() {
    let desk = Desk::start().await;
    desk.clock.set("2017-07-03T04:00:00Z");
    objective(&desk).await;
    indicator(&desk, "Forms", Unit::Items, Disaggregation::NotApplicable, "ms").await;
    desk.begin().await;
    desk.say("/indicators").await;
    desk.hears("Waiting for: Q2 2017").await;
    let asked = async || {
        let is = |message: &&serde_json::Value| message["text"].as_str().unwrap().contains("A period has ended");
        desk.messages().await.iter().filter(is).count()
    };
    assert_eq!(asked().await, 0, "it is six in the morning");
    desk.clock.set("2017-07-03T08:00:00Z");
    desk.hears("A period has ended").await;
    desk.clock.set("2017-07-07T08:00:00Z");
    indicator(&desk, "Percentage", Unit::Percent, Disaggregation::NotApplicable, "ms").await;
    let again = async {
        while asked().await < 2 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("the new one is not asked for");
    let last = desk.messages().await.into_iter().rev().find(|m| m["text"].as_str().unwrap().contains("A period"));
    let last = last.unwrap().to_string();
    assert!(last.contains("Percentage") && !last.contains("Forms"), "the other one is not asked for again: {last}");
    desk.stop().await;
}

#[tokio::test]
async fn whoever_reports_nothing_is_told_so() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.say("/indicators").await;
    desk.hears("reports no indicators").await;
    desk.stop().await;
}
