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
mod kinds;
mod named;
mod numbers;
mod spelling;

use events::non_empty::NonEmpty;

pub use self::kinds::{Doubt, Finding, Verdict};

use crate::tokens::{Token, tokens};

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
