//! Names mistyped by one letter.
//!
//! A slip is mended only where it cannot change the meaning: the word is long, is itself no word that this crate knows of
//! dates in any of the languages, and one name only is one slip away. “muajit”, of the month, is never “majit”, of May.

use super::names::{
    BEGINNING, END, LAST, MIDDLE, MONTH_WORDS, MONTHS, NEAR_DAYS, NEVER_MENDED, NEXT, UNITS, WEEKDAYS, WEEKEND,
};

/// Shorter words are taken as typed.
const SHORTEST_MENDED: usize = 6;

/// Which of these lists of names has the one name that a word is a single slip away from.
pub(super) fn mended<'a>(word: &str, lists: impl Iterator<Item = &'a [&'a str]>) -> Option<usize> {
    if word.len() < SHORTEST_MENDED || is_known(word) {
        return None;
    }
    let is_near = |name: &&str| name.len() >= SHORTEST_MENDED && strsim::osa_distance(name, word) <= 1;
    let mut near = lists.enumerate().filter(|(_, names)| names.iter().any(is_near));
    match (near.next(), near.next()) {
        (Some((position, _)), None) => Some(position),
        (_, _) => None,
    }
}

fn is_known(word: &str) -> bool {
    [NEXT, LAST, END, MIDDLE, BEGINNING, MONTH_WORDS, WEEKEND, NEVER_MENDED].iter().any(|words| words.contains(&word))
        || MONTHS.iter().any(|names| names.contains(&word))
        || WEEKDAYS.iter().any(|(_, names)| names.contains(&word))
        || UNITS.iter().any(|(_, _, names)| names.contains(&word))
        || NEAR_DAYS.iter().any(|(name, _)| name.split(' ').any(|part| part == word))
}
