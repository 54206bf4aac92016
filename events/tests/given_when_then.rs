//! Given what happened, when this is asked, then this happens or is refused: a table for each aggregate.
//!
//! A table is whole: each command is accepted in some line, each event comes out of some line, and so does each
//! refusal. So a new command, event or refusal fails here until it has its lines.

mod account;
mod action_item;
mod audit;
mod case;
mod data_request;
mod erasure;
mod institution;
mod meeting;
mod milestone;
mod notification;
mod reminder;
mod strategy;
mod subgroup;
mod training;
mod webhook;

use std::collections::BTreeSet;
use std::fmt::Debug;

use chrono::{DateTime, Utc};
use events::Aggregate;
use events::event::fold;
use serde::Serialize;
use serde_json::Value;
use strum::VariantNames;

use crate::values::{moment, noon, occurrence};

/// The day on which the histories happen and, unless a line says otherwise, the commands come.
pub(crate) const TODAY: i64 = 10;

/// One line of a table.
pub(crate) struct Line<A: Aggregate> {
    says: &'static str,
    given: Vec<A::Event>,
    at: DateTime<Utc>,
    when: A::Command,
    then: Result<Vec<A::Event>, A::Refusal>,
}

/// What a line is made from: its name and history.
pub(crate) struct Given<A: Aggregate>(&'static str, Vec<A::Event>);

pub(crate) fn given<A: Aggregate>(says: &'static str, history: impl IntoIterator<Item = A::Event>) -> Given<A> {
    Given(says, history.into_iter().collect())
}

impl<A: Aggregate> Given<A> {
    pub(crate) fn when(self, when: A::Command) -> GivenWhen<A> {
        self.when_at(noon(TODAY), when)
    }

    pub(crate) fn when_at(self, at: DateTime<Utc>, when: A::Command) -> GivenWhen<A> {
        GivenWhen { says: self.0, given: self.1, at, when }
    }
}

pub(crate) struct GivenWhen<A: Aggregate> {
    says: &'static str,
    given: Vec<A::Event>,
    at: DateTime<Utc>,
    when: A::Command,
}

impl<A: Aggregate> GivenWhen<A> {
    fn line(self, then: Result<Vec<A::Event>, A::Refusal>) -> Line<A> {
        Line { says: self.says, given: self.given, at: self.at, when: self.when, then }
    }

    pub(crate) fn then(self, event: A::Event) -> Line<A> {
        self.line(Ok(vec![event]))
    }

    /// Several events come of it.
    pub(crate) fn then_these(self, events: impl IntoIterator<Item = A::Event>) -> Line<A> {
        self.line(Ok(events.into_iter().collect()))
    }

    /// What was asked is so already.
    pub(crate) fn nothing(self) -> Line<A> {
        self.line(Ok(vec![]))
    }

    pub(crate) fn refused(self, refusal: A::Refusal) -> Line<A> {
        self.line(Err(refusal))
    }
}

/// A variant's name as the domain's lists have it.
pub(crate) fn name_of(value: &impl Serialize) -> String {
    let variant = match serde_json::to_value(value).unwrap() {
        Value::String(name) => name,
        Value::Object(fields) => match fields.get("type") {
            Some(Value::String(name)) => name.clone(),
            _ => fields.keys().next().unwrap().clone(),
        },
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) => panic!("{other} is no variant"),
    };
    let mut name = String::new();
    for letter in variant.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// Tries every line, then asks whether the table is whole.
pub(crate) fn holds<A>(id: &A::Id, refusals: &[A::Refusal], table: Vec<Line<A>>)
where
    A: Aggregate<State = A> + Default,
    A::Event: Debug + PartialEq + Serialize + VariantNames,
    A::Command: Serialize + VariantNames,
    A::Refusal: Debug + PartialEq + Copy,
{
    let (mut wrong, mut accepted, mut happened) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let mut refused: Vec<A::Refusal> = Vec::new();
    for Line { says, given, at, when, then } in table {
        let history = given.iter().enumerate().map(|(n, event)| (event, occurrence(n, noon(TODAY))));
        let state: A = fold::<A>(history);
        let command = name_of(&when);
        let found = A::addressed(id, &when).and_then(|()| A::decide(&state, when, &moment(at)));
        match &found {
            Ok(events) if !events.is_empty() => {
                accepted.insert(command);
                happened.extend(events.iter().map(name_of));
            }
            Ok(_) => {}
            Err(refusal) => refused.push(*refusal),
        }
        if found != then {
            wrong.push(format!("{says}:\n  expected {then:?}\n  found    {found:?}"));
        }
    }
    let kind = A::KIND;
    wrong.extend(A::Command::VARIANTS.iter().filter(|name| !accepted.contains(**name)).map(|name| {
        format!("no line of the table has {kind}.{name} accepted: add one to events/tests/given_when_then/")
    }));
    wrong.extend(
        A::Event::VARIANTS.iter().filter(|name| !happened.contains(**name)).map(|name| {
            format!("no line of the table leads to {kind}.{name}: add one to events/tests/given_when_then/")
        }),
    );
    wrong.extend(
        refusals
            .iter()
            .filter(|refusal| !refused.contains(refusal))
            .map(|refusal| format!("no line of the table is refused with {refusal:?}: add one, or remove the refusal")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
