//! Data requests: each step once, in the morning or at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use events::Command;
use events::data_request::{DataRequestCommand as C, FieldComment};
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::notification::Audience;
use events::period::Period;

use crate::support::{Harness, at, july};
use crate::{answered, planned, said_at};

const NOBODY: [&str; 0] = [];

fn request(command: C) -> Command {
    Command::DataRequest("victims".parse().unwrap(), command)
}

fn words(text: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, text))).unwrap()
}

/// The ministry is asked for one date, at this time, due on that day.
async fn issued(now: DateTime<Utc>, due: NaiveDate) -> Harness {
    let harness = Harness::of(vec![&notifications::topics::data_requests::DataRequests]).await;
    harness.set(now);
    let field = Field { key: "inspected".parse().unwrap(), label: words("Inspected"), kind: FieldKind::Date {} };
    let issue = C::Issue {
        title: words("Victims"),
        form: Form::try_from(NonEmpty::one(field)).unwrap(),
        period: Period::new("2017-01-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap(),
        recipients: NonEmpty::one("ms".parse().unwrap()),
        due,
    };
    harness.give(request(issue)).await.unwrap();
    harness
}

fn submit() -> C {
    let answers = Answers(BTreeMap::from([("inspected".parse().unwrap(), Answer::Date(july(1)))]));
    let (last, confirmed) = (BTreeMap::new(), BTreeSet::new());
    C::Submit { institution: "ms".parse().unwrap(), answers, last, confirmed }
}

fn give_back() -> C {
    let comment = FieldComment { field: "inspected".parse().unwrap(), comment: "is it so?".parse().unwrap() };
    C::Return { institution: "ms".parse().unwrap(), comments: NonEmpty::one(comment) }
}

fn nudge() -> C {
    C::Nudge { institution: "ms".parse().unwrap() }
}

#[tokio::test]
async fn each_step_is_said_once_in_the_morning_and_what_is_late_week_by_week_until_it_is_answered() {
    let harness = issued(at(july(3), 7, 30), july(20)).await;
    for (now, said) in [
        (at(july(3), 7, 45), vec![]),
        (at(july(3), 8, 0), vec!["arta in the morning: issued"]),
        (at(july(4), 8, 0), vec![]),
        (at(july(12), 8, 0), vec![]),
        (at(july(13), 8, 0), vec!["arta in the morning: soon-0"]),
        (at(july(14), 8, 0), vec![]),
        (at(july(20), 8, 0), vec!["arta in the morning: today-0"]),
        (at(july(21), 8, 0), vec!["arta in the morning: late-0-0"]),
        (at(july(24), 8, 0), vec![]),
        (at(july(27), 8, 0), vec!["arta in the morning: late-0-1"]),
        (at(july(28), 8, 0), vec![]),
    ] {
        assert_eq!(said_at(&harness, now).await, said, "{now}");
    }
    harness.give(request(submit())).await.unwrap();
    assert_eq!(said_at(&harness, at(july(31 + 3), 8, 0)).await, NOBODY, "answered");
    let to: BTreeSet<Audience> = planned(&harness).await.into_values().map(|notice| notice.to).collect();
    assert_eq!(to, BTreeSet::from([Audience::FocalPoint("ms".parse().unwrap())]));
}

#[tokio::test]
async fn a_step_of_the_date_that_was_reached_when_a_request_came_is_said_with_it() {
    let harness = issued(at(july(3), 10, 0), july(7)).await;
    assert_eq!(said_at(&harness, at(july(3), 11, 0)).await, ["arta in the morning: issued"]);
    assert_eq!(said_at(&harness, at(july(4), 8, 0)).await, NOBODY, "that it is due soon was said");
    assert_eq!(said_at(&harness, at(july(7), 8, 0)).await, ["arta in the morning: today-0"]);
}

#[tokio::test]
async fn what_comes_back_and_what_is_asked_for_once_more_is_said_at_once() {
    let harness = issued(at(july(3), 10, 0), july(7)).await;
    said_at(&harness, at(july(3), 11, 0)).await;
    harness.give(request(nudge())).await.unwrap();
    let said = said_at(&harness, at(july(3), 11, 30)).await;
    assert!(said.len() == 1 && said[0].starts_with("arta at once: nudged-"), "{said:?}");
    harness.give(request(submit())).await.unwrap();
    harness.set(at(july(7), 12, 0));
    harness.give(request(give_back())).await.unwrap();
    assert_eq!(said_at(&harness, at(july(7), 12, 0)).await, ["arta at once: returned-1"], "with its date");
    assert_eq!(said_at(&harness, at(july(7), 13, 0)).await, NOBODY);
    // The day after is a day off.
    assert_eq!(said_at(&harness, at(july(8), 8, 0)).await, NOBODY);
    assert_eq!(said_at(&harness, at(july(10), 8, 0)).await, ["arta in the morning: late-1-0"]);
    harness.set(at(july(10), 21, 0));
    harness.give(request(nudge())).await.unwrap();
    assert_eq!(said_at(&harness, at(july(10), 21, 30)).await, NOBODY, "in quiet hours");
    let said = said_at(&harness, at(july(11), 7, 0)).await;
    assert!(said.len() == 1 && said[0].starts_with("arta at once: nudged-"), "{said:?}");
}

#[tokio::test]
async fn the_deputy_hears_while_the_focal_point_is_away_and_each_at_the_own_hour() {
    let harness = issued(at(july(3), 7, 0), july(20)).await;
    let absence = Period::new(july(3), july(3)).unwrap();
    harness.institution("ms", InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence }).await;
    let hour = 10.try_into().unwrap();
    harness.institution("ms", InstitutionCommand::ChooseDigestHour { person: "besa".parse().unwrap(), hour }).await;
    assert_eq!(said_at(&harness, at(july(3), 9, 59)).await, NOBODY);
    assert_eq!(said_at(&harness, at(july(3), 10, 0)).await, ["besa in the morning: issued"]);
    assert_eq!(said_at(&harness, at(july(4), 8, 0)).await, NOBODY, "it was said");
}

#[tokio::test]
async fn whoever_takes_part_no_more_is_asked_no_more_and_a_closed_request_asks_nobody() {
    let harness = issued(at(july(3), 7, 0), july(20)).await;
    harness.institution("ms", InstitutionCommand::Deactivate { reason: "merged".parse().unwrap() }).await;
    assert_eq!(said_at(&harness, at(july(4), 8, 0)).await, NOBODY);
    assert!(planned(&harness).await.is_empty(), "nothing is owed");
    let harness = issued(at(july(3), 7, 0), july(20)).await;
    harness.give(request(C::Close)).await.unwrap();
    assert_eq!(said_at(&harness, at(july(4), 8, 0)).await, NOBODY);
}

#[tokio::test]
async fn what_is_submitted_and_corrected_is_noted_as_the_answer_to_what_was_told_last() {
    let harness = issued(at(july(3), 7, 30), july(20)).await;
    said_at(&harness, at(july(3), 8, 0)).await;
    assert_eq!(answered(&harness).await, NOBODY);
    harness.give(request(submit())).await.unwrap();
    said_at(&harness, at(july(3), 9, 0)).await;
    let submitted = "issued: data-request.submitted";
    assert_eq!(answered(&harness).await, [submitted]);
    harness.give(request(give_back())).await.unwrap();
    said_at(&harness, at(july(3), 10, 0)).await;
    assert_eq!(answered(&harness).await, [submitted], "what came back waits for its own answer");
    let C::Submit { institution, mut answers, last, confirmed } = submit() else { panic!("it submits") };
    answers.0.insert("inspected".parse().unwrap(), Answer::Date(july(2)));
    harness.give(request(C::Correct { institution, answers, last, confirmed, note: None })).await.unwrap();
    said_at(&harness, at(july(3), 11, 0)).await;
    assert_eq!(answered(&harness).await, [submitted, "returned-1: data-request.corrected"]);
    said_at(&harness, at(july(4), 8, 0)).await;
    assert_eq!(answered(&harness).await.len(), 2, "once");
}
