//! What the model learns from the parts of a reply about several tasks. It knows how a reply is cut and what the model looks
//! at; neither of them knows it.

use chrono::NaiveDate;

use super::TaskNumber;
use super::analysis::Analysis;
use super::features::{Scope, features_of};
use super::numbered::parts;
use privacy::tokens::tokens;

/// What the model looks at in each part of a reply about several tasks, with the numbers of the tasks that it is about.
pub fn features_of_parts(text: &str, today: NaiveDate) -> Vec<(Vec<u32>, Vec<u32>)> {
    parts(&Analysis::of(text, tokens(text), today), today)
        .into_iter()
        .map(|(tasks, part)| {
            (tasks.into_iter().map(TaskNumber::value).collect(), features_of(&part, Scope::Part, today))
        })
        .collect()
}
