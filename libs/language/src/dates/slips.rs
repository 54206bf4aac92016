//! Names mistyped by one letter.
//!
//! A slip is corrected only where it cannot change the meaning: the word is long and begins as the name does, is itself no
//! word that this crate knows of dates in any of the languages, and one name only is one slip away. “muajit”, of the
//! month, is never “majit”, of May, and “marrjen”, the taking, no “martjen”.

use super::names::{
    BEGINNING, END, LAST, MIDDLE, MONTH_WORDS, MONTHS, NEAR_DAYS, NEVER_CORRECTED, NEXT, UNITS, WEEKDAYS, WEEKEND,
};

/// Shorter names of months are taken as typed.
pub(super) const SHORTEST_MONTH: usize = 6;
/// Shorter names of days of the week are: more words of every day look like them, and no number stands beside them.
pub(super) const SHORTEST_WEEKDAY: usize = 8;

/// Which of these lists has the one name of at least so many letters that a word is a single slip away from.
pub(super) fn corrected<'a>(word: &str, shortest: usize, lists: impl Iterator<Item = &'a [&'a str]>) -> Option<usize> {
    if word.len() < shortest || is_known(word) {
        return None;
    }
    let is_near = |name: &&str| {
        name.len().abs_diff(word.len()) <= 1
            && name.len() >= shortest
            && name.as_bytes().first() == word.as_bytes().first()
            && strsim::osa_distance(name, word) == 1
    };
    let mut near = lists.enumerate().filter(|(_, names)| names.iter().any(is_near));
    match (near.next(), near.next()) {
        (Some((position, _)), None) => Some(position),
        (_, _) => None,
    }
}

fn is_known(word: &str) -> bool {
    [NEXT, LAST, END, MIDDLE, BEGINNING, MONTH_WORDS, WEEKEND, NEVER_CORRECTED]
        .iter()
        .any(|words| words.contains(&word))
        || MONTHS.iter().any(|names| names.contains(&word))
        || WEEKDAYS.iter().any(|(_, names)| names.contains(&word))
        || UNITS.iter().any(|(_, _, names)| names.contains(&word))
        || NEAR_DAYS.iter().any(|(name, _)| name.split(' ').any(|part| part == word))
}
