//! What was recorded in one language, shown to a reader of another.
//!
//! The log keeps a few words of the program itself: why a reminder did not arrive, to whom a notice went, that a task is not an institution's.
//! [`say_recorded`] says them in the reader's language; what people wrote stays as they wrote it. So it is with the roles of
//! institutions and the forms of training that the files of `data/` bring ([`say_role`], [`say_training_form`]). A title that
//! has no version in the reader's language is marked with the one it has ([`marked`]). Depends on the catalogue and on values of
//! the domain.

use events::language::{Language, LocalText};

use crate::catalogue::{Catalogue, Value};

/// Why a reminder or a notice did not arrive, as read models tell it. Each has a text `reminder-failed-…`.
pub const DELIVERY_FAILURES: [&str; 7] = [
    "nobody-in-post",
    "no-chat-linked",
    "blocked-by-person",
    "refused-by-messenger",
    "no-channel",
    "refused-by-channel",
    "address-bounced",
];

/// To which posts notices go. Each has a text `notice-to-…`.
pub const NOTICE_AUDIENCES: [&str; 7] =
    ["focal-point", "chair", "secretariat", "coordinator", "case-coordinator", "person", "group"];

/// By what notices go. Each has a text `notice-by-…`.
pub const NOTICE_CHANNELS: [&str; 2] = ["telegram", "email"];

/// Stands behind them where it is not certain that a notice arrived.
const UNCERTAIN: &str = "uncertain";

/// The forms of training that the programme of `data/` names.
pub const TRAINING_FORMS: [&str; 2] = ["training-form-mentoring", "training-form-workshop"];

/// The roles that the institutions of `data/` have.
pub const ROLES: [&str; 20] = [
    "role-chairs",
    "role-secretariat",
    "role-host",
    "role-investigation",
    "role-witness-protection",
    "role-justice-policy",
    "role-compensation",
    "role-adults",
    "role-prosecution",
    "role-prosecutorial-policy",
    "role-courts",
    "role-social-protection",
    "role-children",
    "role-health",
    "role-education",
    "role-state-shelter",
    "role-ngo-shelter",
    "role-children-shelter",
    "role-international",
    "role-donors",
];

/// The key of the words with which a person says that a task is not the institution's. They are kept as what the task is
/// blocked by.
const NOT_OURS: &str = "meaning-not-ours";

/// The same as the texts had it in earlier versions of the program.
const NOT_OURS_BEFORE: [&str; 3] = ["Nuk është e jona", "Nije naše", "Not ours"];

/// The key among these whose text, in any language, is these words.
fn key_of<'k>(catalogue: &Catalogue, keys: &[&'k str], words: &str) -> Option<&'k str> {
    let same = |one: String| one.to_lowercase() == words.trim().to_lowercase();
    keys.iter()
        .copied()
        .find(|key| Language::OFFERED.into_iter().any(|language| same(catalogue.say(language, key, &[]))))
}

/// An institution's role in the reader's language; `None`: it is none of those that have a text.
pub fn say_role(catalogue: &Catalogue, language: Language, role: &str) -> Option<String> {
    key_of(catalogue, &ROLES, role).map(|key| catalogue.say(language, key, &[]))
}

/// The form in which a module is taught in the reader's language: one or several, between semicolons. One that has no text is
/// said as it is.
pub fn say_training_form(catalogue: &Catalogue, language: Language, form: &str) -> String {
    let said = form.split(';').map(str::trim).enumerate().map(|(n, one)| {
        let Some(key) = key_of(catalogue, &TRAINING_FORMS, one) else { return one.to_owned() };
        let said = catalogue.say(language, key, &[]);
        if n == 0 { said } else { beginning_small(&said) }
    });
    said.collect::<Vec<_>>().join("; ")
}

fn is_training_form(catalogue: &Catalogue, words: &str) -> bool {
    words.split(';').all(|one| key_of(catalogue, &TRAINING_FORMS, one).is_some())
}

fn beginning_small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// To whom and by what a notice went, and what came of it, as read models tell it: `focal-point telegram`,
/// `chair telegram uncertain`, `focal-point email address-bounced`.
fn say_notice(catalogue: &Catalogue, language: Language, words: &str) -> Option<String> {
    let say = |key: &str, values: &[(&str, Value)]| catalogue.say(language, key, values);
    let mut words = words.split(' ').peekable();
    let to = words.next_if(|word| NOTICE_AUDIENCES.contains(word)).map(|to| say(&format!("notice-to-{to}"), &[]));
    let by = words.next_if(|word| NOTICE_CHANNELS.contains(word)).map(|by| say(&format!("notice-by-{by}"), &[]));
    let why = words.next_if(|word| DELIVERY_FAILURES.contains(word));
    let uncertain = words.next_if_eq(&UNCERTAIN);
    if words.next().is_some() {
        return None;
    }
    let whom = match (to, by) {
        (Some(to), Some(by)) => say("recorded-notice-sent", &[("to", to.into()), ("by", by.into())]),
        (Some(whom), None) | (None, Some(whom)) if why.is_some() => whom,
        // One word by itself may be anybody's.
        (Some(_), None) | (None, Some(_) | None) => return why.map(|why| say(&format!("reminder-failed-{why}"), &[])),
    };
    Some(match (why, uncertain) {
        (Some(why), _) => {
            let why = say(&format!("reminder-failed-{why}"), &[]);
            say("recorded-notice-failed", &[("whom", whom.into()), ("why", why.into())])
        }
        (None, Some(_)) => say("recorded-notice-uncertain", &[("whom", whom.into())]),
        (None, None) => whom,
    })
}

/// Words of the log in the reader's language, where they are the program's own; otherwise as they are.
pub fn say_recorded(catalogue: &Catalogue, language: Language, words: &str) -> String {
    if let Some(said) = say_notice(catalogue, language, words) {
        return said;
    }
    let now = Language::OFFERED.map(|one| catalogue.say(one, NOT_OURS, &[]));
    let not_ours = now.iter().map(String::as_str).chain(NOT_OURS_BEFORE).find_map(|said| words.strip_prefix(said));
    match not_ours {
        Some("") => catalogue.say(language, NOT_OURS, &[]),
        Some(rest) if rest.starts_with(": ") => {
            let words = rest.trim_start_matches(": ");
            catalogue.say(language, "recorded-not-ours-but", &[("words", words.into())])
        }
        Some(_) | None if is_training_form(catalogue, words) => say_training_form(catalogue, language, words),
        Some(_) | None => words.to_owned(),
    }
}

/// A title in the reader's language, or in another with that language named: “Menaxhimi i rasteve (na albanskom)”.
pub fn marked(catalogue: &Catalogue, language: Language, title: &LocalText) -> String {
    let shown = title.in_language(language);
    match title.foreign_to(language) {
        Some(other) => format!("{shown} {}", mark_of(catalogue, language, other)),
        None => shown.to_owned(),
    }
}

/// What tells that a text is in another language: “(na albanskom)”.
pub fn mark_of(catalogue: &Catalogue, language: Language, other: Language) -> String {
    catalogue.say(language, &format!("text-in-{other}"), &[])
}
