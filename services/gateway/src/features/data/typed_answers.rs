//! What was typed into a form of a data request, by the names of the page's inputs, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use events::form::plausibility::LargeDifference;
use events::form::{Answer, Answers};
use events::ids::FieldKey;
use forms::parts::{dimensions, line_key, part_key};

/// What was typed, and what is wrong with it, by the names of the page's inputs.
#[derive(Default)]
pub(super) struct TypedAnswers {
    pub(super) values: BTreeMap<String, String>,
    pub(super) further: BTreeMap<FieldKey, Vec<(String, String)>>,
    pub(super) confirmed: BTreeSet<FieldKey>,
    pub(super) note: String,
    pub(super) errors: BTreeMap<String, String>,
    pub(super) far: BTreeMap<FieldKey, LargeDifference>,
    pub(super) whole: Option<String>,
    /// The position that the page was as of on which it was begun, where that was another page.
    pub(super) begun: Option<String>,
    /// When it was kept as a draft.
    pub(super) kept_at: Option<DateTime<Utc>>,
    /// What somebody else answered meanwhile.
    pub(super) theirs: BTreeMap<String, String>,
}

pub(super) fn input(key: &str) -> String {
    format!("a.{key}")
}

impl TypedAnswers {
    /// The answers that are there already.
    pub(super) fn known(answers: &Answers, form: &events::form::Form) -> Self {
        let mut typed = Self::default();
        for field in form.fields() {
            let (key, by) = (&field.key, dimensions(field));
            let mut set = |name: String, value: String| typed.values.insert(name, value);
            match answers.0.get(key) {
                Some(Answer::Number(figure)) => drop(set(input(key.as_str()), figure.to_string())),
                Some(Answer::Choice(option)) => drop(set(input(key.as_str()), option.to_string())),
                Some(Answer::Date(date)) => drop(set(input(key.as_str()), date.to_string())),
                Some(Answer::Skipped(reason)) => drop(set(format!("r.{key}"), reason.to_string())),
                Some(Answer::Breakdown(breakdown)) => {
                    for line in &breakdown.lines {
                        if line.of.is_empty() || line.of.len() == by.len() {
                            set(input(&line_key(key, &part_key(&by, &line.of))), line.count.to_string());
                        }
                    }
                }
                None => {}
            }
        }
        typed
    }

    pub(super) fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }

    pub(super) fn wrong(&mut self, name: String, what: String) {
        self.errors.entry(name).or_insert(what);
    }
}
