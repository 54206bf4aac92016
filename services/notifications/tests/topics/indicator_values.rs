//! Values of indicators: asked for in the morning, and again after a week.

use events::Command;
use events::figure::Unit;
use events::indicator::{Baseline, Disaggregation, IndicatorDefinition, ReportedValue, Source};
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::notification::{Audience, ChannelKind, Notice, NotificationCommand};
use events::period::Period;
use events::strategy::ObjectiveCommand as C;

use crate::support::{Harness, at, july};
use crate::{answered, planned, said_at};

const NOBODY: [&str; 0] = [];

fn objective(command: C) -> Command {
    Command::Objective("objective".parse().unwrap(), command)
}

async fn strategy() -> Harness {
    let harness = Harness::of(vec![&notifications::topics::indicator_values::IndicatorValues]).await;
    let statement = LocalText::only(Language::En, "Count better".parse().unwrap());
    let owners = NonEmpty::one("ms".parse().unwrap());
    harness.give(objective(C::Set { statement, owners, key_issue: 2 })).await.unwrap();
    harness
}

/// An indicator that lacks nothing, with a baseline at the end of March: in July one quarter is owed.
async fn indicator(harness: &Harness, id: &str, reporter: &str) {
    let definition = IndicatorDefinition {
        title: LocalText::only(Language::En, id.parse().unwrap()),
        unit: Some(Unit::Items),
        due: Some("2018-12-31".parse().unwrap()),
        source: Some(Source::Reported(NonEmpty::one(reporter.parse().unwrap()))),
        disaggregation: Some(Disaggregation::NotApplicable),
    };
    let indicator = || id.parse().unwrap();
    let baseline = Baseline { value: 1_u32.into(), on: "2017-03-31".parse().unwrap() };
    for command in [
        C::DefineIndicator { indicator: indicator(), definition },
        C::SetBaseline { indicator: indicator(), baseline },
        C::SetTarget { indicator: indicator(), value: 90_u32.into() },
    ] {
        harness.give(objective(command)).await.unwrap();
    }
}

fn second_quarter() -> Period {
    Period::new("2017-04-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap()
}

async fn report(harness: &Harness, id: &str) {
    let reported = ReportedValue { value: 4_u32.into(), parts: None };
    let (indicator, institution) = (id.parse().unwrap(), "ms".parse().unwrap());
    let report = C::ReportValue { indicator, institution, period: second_quarter(), reported };
    harness.give(objective(report)).await.unwrap();
}

#[tokio::test]
async fn a_value_is_asked_for_in_the_morning_and_again_after_a_week_while_it_is_owed() {
    let harness = strategy().await;
    indicator(&harness, "forms", "ms").await;
    assert_eq!(said_at(&harness, at(july(3), 7, 59)).await, NOBODY);
    let asked = |on: &str, id: &str| format!("value.2017-04-01.2017-06-30.{on}.{id}");
    let forms = asked("2017-07-03", "forms");
    assert_eq!(said_at(&harness, at(july(3), 8, 0)).await, [format!("arta in the morning: {forms}")]);
    for day in [4, 5, 6] {
        assert_eq!(said_at(&harness, at(july(day), 8, 0)).await, NOBODY, "{day} July");
    }
    // What is owed since has its own week.
    indicator(&harness, "per.cent", "ms").await;
    let per_cent = asked("2017-07-07", "per.cent");
    assert_eq!(said_at(&harness, at(july(7), 8, 0)).await, [format!("arta in the morning: {per_cent}")]);
    let forms = asked("2017-07-10", "forms");
    assert_eq!(said_at(&harness, at(july(10), 8, 0)).await, [format!("arta in the morning: {forms}")]);
    report(&harness, "forms").await;
    assert_eq!(said_at(&harness, at(july(13), 8, 0)).await, NOBODY);
    let per_cent = asked("2017-07-14", "per.cent");
    assert_eq!(said_at(&harness, at(july(14), 8, 0)).await, [format!("arta in the morning: {per_cent}")]);
    report(&harness, "per.cent").await;
    assert_eq!(said_at(&harness, at(july(21), 8, 0)).await, NOBODY, "both are reported");
}

#[tokio::test]
async fn all_values_that_an_institution_owes_are_asked_for_in_one_message() {
    let harness = strategy().await;
    for (id, reporter) in [("forms", "ms"), ("beds", "ms"), ("arrests", "policia")] {
        indicator(&harness, id, reporter).await;
    }
    let asked = |id: &str| format!("value.2017-04-01.2017-06-30.2017-07-03.{id}");
    assert_eq!(
        said_at(&harness, at(july(3), 8, 0)).await,
        [
            format!("arta in the morning: {}, {}", asked("beds"), asked("forms")),
            format!("chair in the morning: {}", asked("arrests")),
        ]
    );
}

#[tokio::test]
async fn a_question_that_waits_for_somebody_to_have_a_chat_is_one_and_its_week_begins_when_it_is_asked() {
    let harness = strategy().await;
    harness.institution("policia", InstitutionCommand::UnlinkChat { person: "chair".parse().unwrap() }).await;
    indicator(&harness, "arrests", "policia").await;
    for day in [3, 4, 5] {
        assert_eq!(said_at(&harness, at(july(day), 8, 0)).await, NOBODY);
    }
    assert_eq!(planned(&harness).await.len(), 1);
    harness.link("policia", "chair", 33).await;
    let first = "chair in the morning: value.2017-04-01.2017-06-30.2017-07-03.arrests";
    assert_eq!(said_at(&harness, at(july(6), 8, 0)).await, [first]);
    assert_eq!(said_at(&harness, at(july(10), 8, 0)).await, NOBODY);
    let again = "chair in the morning: value.2017-04-01.2017-06-30.2017-07-13.arrests";
    assert_eq!(said_at(&harness, at(july(13), 8, 0)).await, [again]);
}

#[tokio::test]
async fn what_was_asked_for_before_there_was_a_ledger_is_asked_for_again_a_week_after_that_day() {
    let harness = strategy().await;
    indicator(&harness, "forms", "ms").await;
    harness.set(at(july(9), 12, 0));
    let notice = Notice {
        about: "strategy/objective".parse().unwrap(),
        occasion: "value.2017-04-01.2017-06-30.2017-07-05.forms".parse().unwrap(),
        to: Audience::FocalPoint("ms".parse().unwrap()),
    };
    let (key, person) = (notice.key(), "arta".parse().unwrap());
    let carry_over = NotificationCommand::CarryOver { notice, person, channel: ChannelKind::Telegram };
    crate::give_as(
        &harness,
        events::authority::Principal::service("reminders".parse().unwrap()),
        Command::Notification(key, carry_over),
    )
    .await;
    assert_eq!(said_at(&harness, at(july(11), 8, 0)).await, NOBODY);
    let again = "arta in the morning: value.2017-04-01.2017-06-30.2017-07-12.forms";
    assert_eq!(said_at(&harness, at(july(12), 8, 0)).await, [again]);
}

#[tokio::test]
async fn the_deputy_is_asked_while_the_focal_point_is_away_and_nobody_who_takes_part_no_more() {
    let harness = strategy().await;
    indicator(&harness, "forms", "ms").await;
    let absence = Period::new(july(3), july(3)).unwrap();
    harness.institution("ms", InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence }).await;
    let asked = "besa in the morning: value.2017-04-01.2017-06-30.2017-07-03.forms";
    assert_eq!(said_at(&harness, at(july(3), 8, 0)).await, [asked]);
    harness.institution("ms", InstitutionCommand::Deactivate { reason: "merged".parse().unwrap() }).await;
    assert_eq!(said_at(&harness, at(july(10), 8, 0)).await, NOBODY);
}

#[tokio::test]
async fn a_value_is_noted_as_the_answer_to_the_last_question_for_it() {
    let harness = strategy().await;
    indicator(&harness, "forms", "ms").await;
    indicator(&harness, "per.cent", "ms").await;
    for day in [3, 10] {
        said_at(&harness, at(july(day), 8, 0)).await;
    }
    report(&harness, "forms").await;
    said_at(&harness, at(july(10), 9, 0)).await;
    assert_eq!(answered(&harness).await, ["value.2017-04-01.2017-06-30.2017-07-10.forms: strategy.value-reported"]);
    said_at(&harness, at(july(11), 8, 0)).await;
    assert_eq!(answered(&harness).await.len(), 1, "once");
}
