//! What was recorded in one language, shown to a reader of another.
//!
//! The log keeps a few words of the program itself: why a reminder did not arrive, that a task is not an institution's.
//! [`say_recorded`] says them in the reader's language; what people wrote stays as they wrote it. A title that has no version
//! in the reader's language is marked with the one it has ([`marked`]). Depends on the catalogue and on values of the domain.

use events::language::{Language, LocalText};

use crate::catalogue::Catalogue;

/// Why a reminder did not arrive, as read models tell it. Each has a text `reminder-failed-…`.
pub const DELIVERY_FAILURES: [&str; 4] =
    ["nobody-in-post", "no-chat-linked", "blocked-by-person", "refused-by-messenger"];

/// The key of the words with which a person says that a task is not the institution's. They are kept as what the task is
/// blocked by.
const NOT_OURS: &str = "meaning-not-ours";

/// The same as the texts had it in earlier versions of the program.
const NOT_OURS_BEFORE: [&str; 3] = ["Nuk është e jona", "Nije naše", "Not ours"];

/// Words of the log in the reader's language, where they are the program's own; otherwise as they are.
pub fn say_recorded(catalogue: &Catalogue, language: Language, words: &str) -> String {
    if DELIVERY_FAILURES.contains(&words) {
        return catalogue.say(language, &format!("reminder-failed-{words}"), &[]);
    }
    let now = Language::OFFERED.map(|one| catalogue.say(one, NOT_OURS, &[]));
    let not_ours = now.iter().map(String::as_str).chain(NOT_OURS_BEFORE).find_map(|said| words.strip_prefix(said));
    match not_ours {
        Some(rest) if rest.is_empty() || rest.starts_with(": ") => {
            format!("{}{rest}", catalogue.say(language, NOT_OURS, &[]))
        }
        Some(_) | None => words.to_owned(),
    }
}

/// A title in the reader's language, or in another with that language named: “Menaxhimi i rasteve (na albanskom)”.
pub fn marked(catalogue: &Catalogue, language: Language, title: &LocalText) -> String {
    let shown = title.in_language(language);
    match title.foreign_to(language) {
        Some(other) => format!("{shown} {}", catalogue.say(language, &format!("text-in-{other}"), &[])),
        None => shown.to_owned(),
    }
}
