//! The guard: what looks like the identity of a victim.
//!
//! Every free text passes [`guard`] before it becomes a command, is stored or logged. It answers with the *kinds* of what
//! it found, never with the text. When in doubt it refuses: the sender is told why and can say it otherwise, while an
//! identity once stored stays in the log for ever.
//!
//! Each kind has a detector, a pure function over the tokens of a text. To add a kind: a variant of [`Finding`], its
//! words `guard-kind-…` in the three languages, a detector in `DETECTORS`, rows in `tests/guard.tsv`.
//!
//! Kosovo's personal number has ten digits of which the last is a check digit. The guard does not rely on the check: a
//! mistyped personal number still says who somebody is, so any ten digits standing alone are refused.
//!
//! Before the detectors look, numbers are put into plain digits, however they were written (`spelling.rs`). How often the
//! guard errs is measured on `tests/corpora/guard.tsv`; the figures are in `docs/guard.md`.

mod births;
mod contacts;
mod given_names;
mod named;
mod numbers;
mod spelling;

use events::non_empty::NonEmpty;

use crate::tokens::{Token, tokens};

/// What was found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// A personal number: 10 digits (Kosovo), 13 digits (the former JMBG), or digits called one.
    PersonalNumber,
    /// The number of a passport or an identity card.
    DocumentNumber,
    /// A telephone number.
    PhoneNumber,
    /// An e-mail address.
    EmailAddress,
    /// A date of birth in words.
    DateOfBirth,
    /// A name next to a word for victim.
    NamedVictim,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::PersonalNumber,
        Self::DocumentNumber,
        Self::PhoneNumber,
        Self::EmailAddress,
        Self::DateOfBirth,
        Self::NamedVictim,
    ];

    /// The name of this kind in messages, files and the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonalNumber => "personal-number",
            Self::DocumentNumber => "document-number",
            Self::PhoneNumber => "phone-number",
            Self::EmailAddress => "email-address",
            Self::DateOfBirth => "date-of-birth",
            Self::NamedVictim => "named-victim",
        }
    }

    /// The message that names this kind: `guard-kind-…`.
    pub fn message_key(self) -> String {
        format!("guard-kind-{}", self.code())
    }
}

/// What is to happen with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Pass,
    /// It must not be stored, logged or passed on; these kinds were found, each once.
    Refuse(NonEmpty<Finding>),
}

type Detector = fn(&str, &[Token<'_>]) -> bool;

const DETECTORS: [(Finding, Detector); 6] = [
    (Finding::PersonalNumber, numbers::has_personal_number),
    (Finding::DocumentNumber, numbers::has_document_number),
    (Finding::PhoneNumber, contacts::has_phone_number),
    (Finding::EmailAddress, contacts::has_email_address),
    (Finding::DateOfBirth, births::has_date_of_birth),
    (Finding::NamedVictim, named::has_named_victim),
];

/// Judges a text.
pub fn guard(text: &str) -> Verdict {
    let text = spelling::plain_numbers(text);
    let tokens = tokens(&text);
    let found: Vec<Finding> =
        DETECTORS.iter().filter(|(_, detect)| detect(&text, &tokens)).map(|(finding, _)| *finding).collect();
    NonEmpty::try_from(found).map_or(Verdict::Pass, Verdict::Refuse)
}
