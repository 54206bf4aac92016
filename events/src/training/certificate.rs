//! Certificates, and the codes by which whoever is shown one can ask the hub whether it is genuine.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, SessionId};

/// Crockford's base 32: digits and letters, without those that look like another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many digits a code has; they carry 80 bits, too many to guess.
const DIGITS: usize = 16;

/// A certificate's verification code, printed in four groups: `7K3M-2QRD-9XW0-5TFA`.
///
/// It is drawn at random by whoever issues the certificate. In a link or typed by hand small letters, spaces and missing
/// hyphens make no difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$"))]
pub struct CertificateCode(String);

/// The text is no verification code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no verification code: it has 16 letters and digits, in four groups of four")]
pub struct NotACode;

impl CertificateCode {
    /// The code that these random bytes make.
    pub fn from_bytes(bytes: [u8; 10]) -> Self {
        let bits = bytes.iter().fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        let digit = |n: usize| char::from(ALPHABET[(bits >> (5 * (DIGITS - 1 - n)) & 31) as usize]);
        Self((0..DIGITS).map(digit).collect())
    }
}

impl FromStr for CertificateCode {
    type Err = NotACode;
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let typed = text.chars().filter(|letter| !matches!(letter, '-' | ' '));
        let code: String = typed.map(|letter| letter.to_ascii_uppercase()).take(DIGITS + 1).collect();
        let written = code.len() == DIGITS && code.bytes().all(|digit| ALPHABET.contains(&digit));
        if written { Ok(Self(code)) } else { Err(NotACode) }
    }
}

impl TryFrom<String> for CertificateCode {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<CertificateCode> for String {
    fn from(code: CertificateCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for CertificateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = self.0.as_bytes().chunks(4).map(|group| group.iter().copied().map(char::from).collect::<String>());
        f.write_str(&groups.collect::<Vec<_>>().join("-"))
    }
}

/// A certificate of having attended a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Certificate {
    /// By which it is verified.
    pub code: CertificateCode,
    /// Whose it is.
    pub holder: PersonId,
    /// Which session was attended.
    pub session: SessionId,
    /// The last day on which it is valid; none: it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Certificate {
    /// Whether it is valid on a day.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}
