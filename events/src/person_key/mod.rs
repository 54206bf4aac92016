//! The person key: how two cases of one victim are known for what they are, without anybody's name.
//!
//! Whoever opens a case types a name, a date of birth, a sex and a place of birth. They are brought here into one
//! [spelling](spelling) and one row of bytes ([`IdentifyingData::canonical`]); a service outside this crate puts them
//! through HMAC-SHA-256 with a secret of its own, and keeps nothing but the result, a [`VictimKey`]. Without the secret
//! nobody can try names out against the keys.
//!
//! The spelling leans towards agreement: two people who come out alike are offered as one, and a person confirms or
//! not; two spellings that come out apart are a re-trafficking that nobody notices.
//!
//! What is identifying has no `Display`, no `Serialize` and a `Debug` that says nothing, so that it ends up in no log.

pub mod places;
pub mod spelling;

use std::fmt;
use std::str::FromStr;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::case_data_standard::{AgeGroup, Sex};

/// Begins the bytes. Another scheme needs another beginning, and the keys made with this one stay what they are.
const SCHEME: &str = "focalpoint person key 1";

/// Between the parts; no part can contain it.
const SEPARATOR: char = '\u{1f}';

/// The oldest that somebody can be, in years.
const OLDEST: u32 = 120;

/// A victim's person key: HMAC-SHA-256 over the canonical bytes, as 64 lower-case hexadecimal digits.
///
/// It is a pseudonym (GDPR, article 4(5)): it says nothing to whoever lacks the secret, and is shown to nobody.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^[0-9a-f]{64}$"))]
pub struct VictimKey(String);

/// The text is no person key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no person key: it has 64 digits of 0-9 and a-f")]
pub struct NotAVictimKey;

impl VictimKey {
    /// The key from the bytes that the keyed hash gives.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(hex::encode(bytes))
    }

    /// The digits, to be stored and compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for VictimKey {
    type Err = NotAVictimKey;
    fn from_str(text: &str) -> Result<Self, NotAVictimKey> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for VictimKey {
    type Error = NotAVictimKey;
    fn try_from(text: String) -> Result<Self, NotAVictimKey> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 64 && text.bytes().all(digit) { Ok(Self(text)) } else { Err(NotAVictimKey) }
    }
}

impl From<VictimKey> for String {
    fn from(key: VictimKey) -> Self {
        key.0
    }
}

impl fmt::Debug for VictimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VictimKey(…)")
    }
}

/// Why identifying data make no person key. It never repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdentifyingDataError {
    /// The given name has no letter.
    #[error("the given name is missing: write it in letters")]
    NoGivenName,
    /// The family name has no letter.
    #[error("the family name is missing: write it in letters")]
    NoFamilyName,
    /// The place of birth has no letter.
    #[error("the place of birth is missing: write it in letters")]
    NoBirthplace,
    /// The date of birth is still to come.
    #[error("the date of birth is in the future: check the year")]
    BornInTheFuture,
    /// The date of birth is too long ago.
    #[error("the date of birth is more than {OLDEST} years ago: check the year")]
    BornTooLongAgo,
}

impl IdentifyingDataError {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NoGivenName, Self::NoFamilyName, Self::NoBirthplace, Self::BornInTheFuture, Self::BornTooLongAgo];

    /// The code that texts hang on; it never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoGivenName => "no-given-name",
            Self::NoFamilyName => "no-family-name",
            Self::NoBirthplace => "no-birthplace",
            Self::BornInTheFuture => "born-in-the-future",
            Self::BornTooLongAgo => "born-too-long-ago",
        }
    }
}

/// What a person key is made from, in one spelling. It lives as long as one request.
pub struct IdentifyingData {
    names: [String; 2],
    born: NaiveDate,
    sex: Sex,
    birthplace: String,
}

impl fmt::Debug for IdentifyingData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentifyingData(…)")
    }
}

impl IdentifyingData {
    /// Reads what was typed. `today` is the date in Kosovo.
    pub fn read(
        given_name: &str,
        family_name: &str,
        born: NaiveDate,
        sex: Sex,
        birthplace: &str,
        today: NaiveDate,
    ) -> Result<Self, IdentifyingDataError> {
        use IdentifyingDataError as E;

        let said = |text: String, otherwise| if text.is_empty() { Err(otherwise) } else { Ok(text) };
        let given = said(spelling::plain(given_name), E::NoGivenName)?;
        let family = said(spelling::plain(family_name), E::NoFamilyName)?;
        let birthplace = said(places::plain(birthplace), E::NoBirthplace)?;
        if born > today {
            return Err(E::BornInTheFuture);
        }
        if today.checked_sub_months(Months::new(12 * OLDEST)).is_some_and(|earliest| born < earliest) {
            return Err(E::BornTooLongAgo);
        }
        // Whoever writes the family name first means the same person.
        let mut names = [given, family];
        names.sort_unstable();
        Ok(Self { names, born, sex, birthplace })
    }

    /// The bytes to be hashed: the same for every way to write the same person down.
    pub fn canonical(&self) -> Vec<u8> {
        let [one, other] = &self.names;
        let sex = self.sex.htcds();
        [SCHEME, one, other, &self.born.to_string(), sex, &self.birthplace].join(&SEPARATOR.to_string()).into_bytes()
    }

    /// The age group on a day, all that a case keeps of the date of birth.
    pub fn age_group(&self, today: NaiveDate) -> AgeGroup {
        let years = today.years_since(self.born).unwrap_or(0);
        AgeGroup::of_age(years)
    }
}
