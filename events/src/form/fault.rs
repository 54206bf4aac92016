//! What is wrong with answers: each fault with its field, its line, and what to do.

use std::collections::BTreeSet;

use crate::disaggregation::{BreakdownFault, Categories};
use crate::figure::Figure;
use crate::form::{Answer, Answers, Field, FieldKind, Form};
use crate::ids::FieldKey;

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AnswerFault {
    /// The form has no such field.
    #[error("the form does not ask this: leave it out")]
    NotAsked,
    /// The field is neither answered nor skipped.
    #[error("the answer is missing: give it, or skip the field and say why")]
    Missing,
    /// The field takes another kind of answer.
    #[error("the field takes another kind of answer")]
    OtherKind,
    /// The number is too small.
    #[error("the number must be at least {least}")]
    TooSmall {
        /// The least that fits.
        least: Figure,
    },
    /// The number is too large.
    #[error("the number must be at most {most}")]
    TooLarge {
        /// The most that fits.
        most: Figure,
    },
    /// An integer was asked for.
    #[error("the number must be a whole one")]
    NotWhole,
    /// There are too many decimal places.
    #[error("the number must have at most {places} decimal places")]
    TooManyPlaces {
        /// How many fit.
        places: u8,
    },
    /// There is no such option.
    #[error("this is none of the options: choose one of them")]
    NoSuchOption,
    /// The breakdown does not add up or does not fit.
    #[error(transparent)]
    Breakdown(#[from] BreakdownFault),
}

impl AnswerFault {
    /// The code that texts hang on; it never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::Missing => "missing",
            Self::OtherKind => "other-kind",
            Self::TooSmall { .. } => "too-small",
            Self::TooLarge { .. } => "too-large",
            Self::NotWhole => "not-whole",
            Self::TooManyPlaces { .. } => "too-many-places",
            Self::NoSuchOption => "no-such-option",
            Self::Breakdown(BreakdownFault::ForeignCategory) => "foreign-category",
            Self::Breakdown(BreakdownFault::LineTwice) => "line-twice",
            Self::Breakdown(BreakdownFault::TooLarge) => "count-too-large",
            Self::Breakdown(BreakdownFault::NoTotal) => "no-total",
            Self::Breakdown(BreakdownFault::TotalDiffers { .. }) => "total-differs",
        }
    }

    /// One of each, so that each can be asked for its text.
    pub const EACH: [Self; 13] = [
        Self::NotAsked,
        Self::Missing,
        Self::OtherKind,
        Self::TooSmall { least: Figure::ZERO },
        Self::TooLarge { most: Figure::ZERO },
        Self::NotWhole,
        Self::TooManyPlaces { places: 2 },
        Self::NoSuchOption,
        Self::Breakdown(BreakdownFault::ForeignCategory),
        Self::Breakdown(BreakdownFault::LineTwice),
        Self::Breakdown(BreakdownFault::TooLarge),
        Self::Breakdown(BreakdownFault::NoTotal),
        Self::Breakdown(BreakdownFault::TotalDiffers { stated: 0, sum: 1 }),
    ];
}

/// A fault of some answers, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {wrong}")]
pub struct Fault {
    /// Which field of the form is meant.
    pub field: FieldKey,
    /// The line of the field's breakdown; none for the field as a whole, empty for the breakdown's total.
    pub line: Option<Categories>,
    /// What is wrong.
    pub wrong: AnswerFault,
}

impl Fault {
    fn of(field: &FieldKey, wrong: AnswerFault) -> Self {
        Self { field: field.clone(), line: None, wrong }
    }
}

impl Form {
    /// Everything that is wrong with some answers, in the order of the fields; what the form does not ask comes last.
    pub fn faults(&self, answers: &Answers) -> Vec<Fault> {
        let of_field = |field: &Field| match answers.0.get(&field.key) {
            Some(answer) => field.faults(answer),
            None => vec![Fault::of(&field.key, AnswerFault::Missing)],
        };
        let stray = answers.0.keys().filter(|key| self.field(key).is_none());
        let stray = stray.map(|key| Fault::of(key, AnswerFault::NotAsked));
        self.fields().flat_map(of_field).chain(stray).collect()
    }
}

impl Field {
    /// What is wrong with an answer to this field alone, for whoever asks field by field.
    pub fn faults(&self, answer: &Answer) -> Vec<Fault> {
        let at_most_one =
            |wrong: Option<AnswerFault>| wrong.into_iter().map(|wrong| Fault::of(&self.key, wrong)).collect();
        match (&self.kind, answer) {
            (_, Answer::Skipped(_)) => vec![],
            (FieldKind::Number { places, least, most, .. }, Answer::Number(figure)) => {
                at_most_one(wrong_number(*figure, *places, FieldKind::least(*least), *most))
            }
            (FieldKind::Choice { options }, Answer::Choice(chosen)) => {
                let offered = options.iter().any(|option| &option.key == chosen);
                at_most_one((!offered).then_some(AnswerFault::NoSuchOption))
            }
            (FieldKind::Date {}, Answer::Date(_)) => vec![],
            (FieldKind::Breakdown { by, .. }, Answer::Breakdown(breakdown)) => {
                let by: BTreeSet<_> = by.iter().copied().collect();
                let at = |(line, fault)| Fault {
                    field: self.key.clone(),
                    line: Some(line),
                    wrong: AnswerFault::Breakdown(fault),
                };
                breakdown.faults(&by).into_iter().map(at).collect()
            }
            (
                FieldKind::Number { .. } | FieldKind::Choice { .. } | FieldKind::Date {} | FieldKind::Breakdown { .. },
                Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Breakdown(_),
            ) => at_most_one(Some(AnswerFault::OtherKind)),
        }
    }
}

fn wrong_number(figure: Figure, places: u8, least: Figure, most: Option<Figure>) -> Option<AnswerFault> {
    if figure.places() > places {
        return Some(if places == 0 { AnswerFault::NotWhole } else { AnswerFault::TooManyPlaces { places } });
    }
    if figure < least {
        return Some(AnswerFault::TooSmall { least });
    }
    most.filter(|most| figure > *most).map(|most| AnswerFault::TooLarge { most })
}
