//! The guard: what looks like the identity of a victim.
//!
//! Every free text passes [`guard`] before it becomes a command, is stored or logged. It answers with the *kinds* of what
//! it found, never with the text. What gives somebody away is refused; a person who is named without an office is asked
//! about, because an identity once stored stays in the log for ever and an official can be named again with the office.
//!
//! In this order: disguises are undone (`letters.rs`, `spelling.rs`), words get their meanings (`lexicon.rs`, with the lists
//! under `data/`), persons are found (`message.rs`) and explained by their offices (`explained.rs`), the detectors weigh what stands together (`persons.rs`, `traces.rs`,
//! `numbers.rs`, `contacts.rs`, `births.rs`), and what they all let pass is compared with messages that gave somebody away
//! (`resemblance.rs`), which can ask but never refuse.
//!
//! To add a kind: a variant of [`Finding`], its words `guard-kind-…` in the three languages, a detector, rows in
//! `tests/guard.tsv`. How often the guard errs is measured on corpora of authors who did not know it: `docs/guard.md`.

mod ages;
mod births;
mod contacts;
mod coordinates;
mod digit_runs;
mod disguises;
mod evidence;
mod explained;
mod file_names;
mod handles;
mod initials;
mod kinds;
pub mod learning;
mod letters;
mod lexicon;
mod mailboxes;
mod message;
mod mobile_digits;
mod numbers;
mod numerals;
mod persons;
mod phones;
mod resemblance;
mod signatures;
mod spelling;
mod traces;
mod wards;

use events::non_empty::NonEmpty;

pub use self::kinds::{Doubt, Finding, Verdict};
pub use self::resemblance::SecondLook;

use self::evidence::Evidence;
use self::message::Message;
use crate::tokens::tokens;

/// The longest text that is judged, in characters: four times what a messenger takes, so that no text takes longer than some
/// hundredths of a second. A longer one is refused and not looked at.
pub const LONGEST_JUDGED: usize = 16 * 1024;

/// Judges a text.
pub fn guard(text: &str) -> Verdict {
    guard_by(SecondLook::shipped(), text)
}

/// Judges a text, what the detectors let pass by this second look.
pub fn guard_by(second_look: &SecondLook, text: &str) -> Verdict {
    if text.chars().nth(LONGEST_JUDGED).is_some() {
        return Verdict::Refuse(NonEmpty::one(Finding::TooLong));
    }
    let undisguised = letters::plain_letters(text);
    let plain = spelling::plain_numbers(&undisguised.text);
    let tokens = tokens(&plain);
    let message = Message::new(&tokens);
    let evidence = weighed(&plain, &message, undisguised.mixed);
    let resembles = evidence.found.is_empty() && evidence.doubts.is_empty() && second_look.resembles(&message);
    let doubts: Vec<Doubt> = evidence.doubts.into_iter().chain(resembles.then_some(Doubt::Resemblance)).collect();
    let asked = || NonEmpty::try_from(doubts).map_or(Verdict::Pass, Verdict::Ask);
    let found: Vec<Finding> = evidence.found.into_iter().collect();
    NonEmpty::try_from(found).map_or_else(|_| asked(), Verdict::Refuse)
}

fn weighed(text: &str, message: &Message<'_>, mixed: bool) -> Evidence {
    let mut evidence = Evidence::default();
    numbers::detect(text, message, &mut evidence);
    contacts::detect(text, message, &mut evidence);
    evidence.find(Finding::DateOfBirth, births::has_date_of_birth(message));
    persons::detect(message, &mut evidence);
    traces::detect(text, message, mixed, &mut evidence);
    evidence
}
