//! A figure: an exact decimal number as people report it, and its unit.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::language::LocalText;

/// The largest figure, either side of zero. Nothing that is counted here comes near it; a longer number is a slip.
pub const LARGEST_FIGURE: u64 = 1_000_000_000_000;

/// The most decimal places.
pub const MOST_PLACES: u8 = 6;

/// An exact number. Written with a point, without trailing noughts: `1250.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^-?[0-9]+(\.[0-9]{1,6})?$"))]
pub struct Figure(Decimal);

/// Why a number is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum FigureError {
    /// Something other than digits and one point.
    #[error("this is not a number: use digits, with a point before the decimals")]
    NotANumber,
    /// Its size is beyond [`LARGEST_FIGURE`].
    #[error("the number is beyond {LARGEST_FIGURE}: check the digits")]
    TooLarge,
    /// More than [`MOST_PLACES`] decimal places.
    #[error("the number has more than {MOST_PLACES} decimal places: round it")]
    TooManyPlaces,
}

impl Figure {
    /// The figure 0.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A decimal, when it is within bounds.
    pub fn new(number: Decimal) -> Result<Self, FigureError> {
        let number = number.normalize();
        if number.abs() > Decimal::from(LARGEST_FIGURE) {
            return Err(FigureError::TooLarge);
        }
        if number.scale() > u32::from(MOST_PLACES) {
            return Err(FigureError::TooManyPlaces);
        }
        Ok(Self(number))
    }

    /// A computed decimal, rounded to so many places, half to even.
    pub fn rounded(number: Decimal, places: u8) -> Result<Self, FigureError> {
        Self::new(number.round_dp(u32::from(places)))
    }

    /// The number, to reckon with.
    pub const fn number(self) -> Decimal {
        self.0
    }

    /// How many decimal places it has.
    pub fn places(self) -> u8 {
        u8::try_from(self.0.scale()).unwrap_or(MOST_PLACES)
    }
}

impl From<u32> for Figure {
    fn from(number: u32) -> Self {
        Self(Decimal::from(number))
    }
}

impl TryFrom<u64> for Figure {
    type Error = FigureError;
    fn try_from(number: u64) -> Result<Self, FigureError> {
        Self::new(Decimal::from(number))
    }
}

impl FromStr for Figure {
    type Err = FigureError;
    fn from_str(text: &str) -> Result<Self, FigureError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, places) = digits.split_once('.').map_or((digits, None), |(whole, places)| (whole, Some(places)));
        let written = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !written(whole) || !places.is_none_or(written) {
            return Err(FigureError::NotANumber);
        }
        // What has more digits than a decimal can hold is out of bounds on one side of the point.
        let whole_digits = whole.trim_start_matches('0').len();
        let number = Decimal::from_str_exact(text).map_err(|_| match whole_digits {
            0..=13 => FigureError::TooManyPlaces,
            14.. => FigureError::TooLarge,
        })?;
        Self::new(number)
    }
}

impl TryFrom<String> for Figure {
    type Error = FigureError;
    fn try_from(text: String) -> Result<Self, FigureError> {
        text.parse()
    }
}

impl From<Figure> for String {
    fn from(figure: Figure) -> Self {
        figure.to_string()
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a figure counts or measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Persons, each once.
    Persons,
    /// Incidents: a person trafficked twice is two.
    Incidents,
    /// Cases of a court, a prosecutor or the police.
    Cases,
    /// Action items, data requests and other things to do.
    Items,
    /// Sessions of training that were held.
    Sessions,
    /// Per cent, 0 to 100.
    Percent,
    /// Time, in days.
    Days,
    /// Money, in euros.
    Euros,
    /// Another one, in the words of whoever defined it.
    Other(LocalText),
}

impl Unit {
    /// The name that texts hang on.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Incidents => "incidents",
            Self::Cases => "cases",
            Self::Items => "items",
            Self::Sessions => "sessions",
            Self::Percent => "percent",
            Self::Days => "days",
            Self::Euros => "euros",
            Self::Other(_) => "other",
        }
    }

    /// The words of a unit that was named freely.
    pub const fn words(&self) -> Option<&LocalText> {
        match self {
            Self::Other(name) => Some(name),
            Self::Persons
            | Self::Incidents
            | Self::Cases
            | Self::Items
            | Self::Sessions
            | Self::Percent
            | Self::Days
            | Self::Euros => None,
        }
    }
}
