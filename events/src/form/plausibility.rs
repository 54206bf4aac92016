//! Whether an answer is so far from the last period's that a slip is likelier than news.
//!
//! The rule: a figure is far from the last one when it differs by more than half of it. A whole number must also differ
//! by at least 5, because from 1 case to 3 is chance. Nothing is refused for being far; whoever answers is asked once
//! more, and says so.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figure::Figure;
use crate::form::{Answers, FieldKind, Form};
use crate::ids::FieldKey;

/// From which difference a whole number can be far.
const LEAST_DIFFERENCE: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// An answer far from the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LargeDifference {
    /// The last period's figure.
    pub last: Figure,
    /// This period's figure, which is to be confirmed.
    pub now: Figure,
}

/// The answers that want to be confirmed, held against the last period's figures ([`Answers::figures`]).
pub fn far_from_last(
    form: &Form,
    answers: &Answers,
    last: &BTreeMap<FieldKey, Figure>,
) -> BTreeMap<FieldKey, LargeDifference> {
    let far = form.fields().filter_map(|field| {
        let now = answers.0.get(&field.key)?.figure()?;
        let last = *last.get(&field.key)?;
        let far = is_far(now, last, field.kind.counts());
        far.then(|| (field.key.clone(), LargeDifference { last, now }))
    });
    far.collect()
}

fn is_far(now: Figure, last: Figure, whole: bool) -> bool {
    let (now, last) = (now.number(), last.number());
    let difference = (now - last).abs();
    difference * Decimal::TWO > last.abs() && (!whole || difference >= LEAST_DIFFERENCE)
}

impl FieldKind {
    /// Whether its answers are whole numbers.
    const fn counts(&self) -> bool {
        match self {
            Self::Number { places, .. } => *places == 0,
            Self::Breakdown { .. } => true,
            Self::Choice { .. } | Self::Date {} => false,
        }
    }
}
