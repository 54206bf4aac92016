//! A typed form: what a data request asks of every institution in the same way.
//!
//! “Harmonise data collection” is the assessment's second recommendation: each institution counted its own things in its
//! own way. So a form is defined once, each field has a type and a unit, and an answer that does not fit is refused with
//! what is wrong, field by field and line by line ([`Form::faults`]). Whoever shows a form and whoever decides on an
//! answer ask the same function. What is asked by text or file is read into [`Answers`] outside this crate.

pub mod answers;
pub mod fault;
pub mod plausibility;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use answers::{Answer, Answers};
pub use fault::{AnswerFault, Fault};

use crate::disaggregation::Dimension;
use crate::figure::{Figure, MOST_PLACES, Unit};
use crate::ids::{ChoiceKey, FieldKey};
use crate::language::LocalText;
use crate::non_empty::NonEmpty;

/// The most fields that a form has.
pub const MOST_FIELDS: usize = 100;

/// An option of a field to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ChoiceOption {
    /// Its key, the same in every language and period.
    pub key: ChoiceKey,
    /// What it says.
    pub label: LocalText,
}

/// What kind of answer a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FieldKind {
    /// A number in a unit, within bounds.
    Number {
        /// What is counted or measured.
        unit: Unit,
        /// With how many decimal places at most; 0 for an integer.
        #[serde(default)]
        places: u8,
        /// Not less; nought when not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        least: Option<Figure>,
        /// The largest that is taken; any where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<Figure>,
    },
    /// One of several options.
    Choice {
        /// The options to choose from, in the order in which they are shown.
        options: NonEmpty<ChoiceOption>,
    },
    /// A day, without a time.
    Date {},
    /// A count broken down.
    Breakdown {
        /// What is counted or measured.
        unit: Unit,
        /// What the count is broken down by, at once where these are several.
        by: NonEmpty<Dimension>,
    },
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Field {
    /// Its key, the same in every language and period.
    pub key: FieldKey,
    /// What it asks.
    pub label: LocalText,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: FieldKind,
}

/// A form whose definition makes sense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "NonEmpty<Field>", into = "NonEmpty<Field>")]
pub struct Form(NonEmpty<Field>);

/// Why a definition is no form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Two fields have one key.
    #[error("two fields are called “{0}”: give each a key of its own")]
    FieldTwice(FieldKey),
    /// More than [`MOST_FIELDS`].
    #[error("a form has at most {MOST_FIELDS} fields: divide it")]
    TooManyFields,
    /// Two options have one key.
    #[error("field “{0}” has the same option twice")]
    OptionTwice(FieldKey),
    /// A dimension is named twice.
    #[error("field “{0}” is broken down twice by the same")]
    DimensionTwice(FieldKey),
    /// No number fits.
    #[error("field “{0}” has a least number above its most")]
    BoundsReversed(FieldKey),
    /// More than [`MOST_PLACES`].
    #[error("field “{0}” has more than {MOST_PLACES} decimal places")]
    TooManyPlaces(FieldKey),
}

impl Form {
    /// Its fields, in the order in which they are asked.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.0.iter()
    }

    /// The field of this key.
    pub fn field(&self, key: &FieldKey) -> Option<&Field> {
        self.fields().find(|field| &field.key == key)
    }

    /// Every text that whoever defined it wrote.
    pub fn texts(&self) -> impl Iterator<Item = &LocalText> {
        self.fields().flat_map(|field| std::iter::once(&field.label).chain(field.kind.texts()))
    }

    /// Does something to each of them. Keys stay, so it is still a form.
    pub(crate) fn change_texts(&mut self, change: &mut dyn FnMut(&mut LocalText)) {
        for field in self.0.iter_mut() {
            change(&mut field.label);
            match &mut field.kind {
                FieldKind::Number { unit, .. } | FieldKind::Breakdown { unit, .. } => {
                    if let Unit::Other(words) = unit {
                        change(words);
                    }
                }
                FieldKind::Choice { options } => options.iter_mut().for_each(|option| change(&mut option.label)),
                FieldKind::Date {} => {}
            }
        }
    }
}

impl FieldKind {
    /// The least number that fits.
    pub(crate) fn least(least: Option<Figure>) -> Figure {
        least.unwrap_or(Figure::ZERO)
    }

    fn texts(&self) -> Vec<&LocalText> {
        match self {
            Self::Number { unit, .. } | Self::Breakdown { unit, .. } => unit.words().into_iter().collect(),
            Self::Choice { options } => options.iter().map(|option| &option.label).collect(),
            Self::Date {} => vec![],
        }
    }

    fn sensible(&self, key: &FieldKey) -> Result<(), FormError> {
        match self {
            Self::Number { places, .. } if *places > MOST_PLACES => Err(FormError::TooManyPlaces(key.clone())),
            Self::Number { least, most, .. } if most.is_some_and(|most| Self::least(*least) > most) => {
                Err(FormError::BoundsReversed(key.clone()))
            }
            Self::Choice { options } if !different(options.iter().map(|option| &option.key)) => {
                Err(FormError::OptionTwice(key.clone()))
            }
            Self::Breakdown { by, .. } if !different(by.iter()) => Err(FormError::DimensionTwice(key.clone())),
            Self::Number { .. } | Self::Choice { .. } | Self::Date {} | Self::Breakdown { .. } => Ok(()),
        }
    }
}

fn different<T: Ord>(values: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    values.into_iter().all(|value| seen.insert(value))
}

impl TryFrom<NonEmpty<Field>> for Form {
    type Error = FormError;
    fn try_from(fields: NonEmpty<Field>) -> Result<Self, FormError> {
        if fields.len() > MOST_FIELDS {
            return Err(FormError::TooManyFields);
        }
        let mut keys = BTreeSet::new();
        for field in fields.iter() {
            if !keys.insert(&field.key) {
                return Err(FormError::FieldTwice(field.key.clone()));
            }
            field.kind.sensible(&field.key)?;
        }
        Ok(Self(fields))
    }
}

impl From<Form> for NonEmpty<Field> {
    fn from(form: Form) -> Self {
        form.0
    }
}
