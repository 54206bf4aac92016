//! In which languages somebody is answered.

use events::language::Language;
use readmodels::views::PersonView;
use teloxide::types::User;

use crate::core::storage::linked_groups::LinkedGroup;

/// The language of a stranger's own Telegram, where focalpoint speaks it.
fn language_of_messenger(user: Option<&User>) -> Option<Language> {
    let code = user.and_then(|user| user.language_code.as_deref())?.to_ascii_lowercase();
    match code.split('-').next()? {
        "sq" => Some(Language::Sq),
        "sr" if code.contains("cyrl") => Some(Language::SrCyrl),
        "sr" | "hr" | "bs" | "cnr" | "sh" => Some(Language::Sr),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The languages in which somebody is answered: a person in the one chosen, a stranger in that of the messenger, and
/// where that says none of ours in all three.
pub(crate) fn languages_of(person: Option<&PersonView>, user: Option<&User>) -> Vec<Language> {
    match person.map(|person| person.language).or_else(|| language_of_messenger(user)) {
        Some(language) => vec![language],
        None => Language::ALL.to_vec(),
    }
}

/// The languages in which somebody is answered in a group: the group's, when it has one; else as in a private chat.
pub(crate) fn languages_in_group(
    group: Option<&LinkedGroup>,
    person: Option<&PersonView>,
    user: Option<&User>,
) -> Vec<Language> {
    group.map_or_else(|| languages_of(person, user), |group| vec![group.language])
}
