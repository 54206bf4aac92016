//! Names of files: what ends as one, and what names somebody.

use super::lexicon::{GivenNameCertainty, given, meaning as m, meanings_of};
use crate::tokens::tokens;

/// “intake Liridona V.pdf”: the name of a file with a name or a word for victim in it.
pub(super) fn is_named_file(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let Some((name, _)) = word.rsplit_once('.').filter(|_| has_file_ending(word)) else { return false };
    let spaced = name.replace(['_', '-', '.'], " ");
    let tokens = tokens(&spaced);
    let meanings = meanings_of(&tokens);
    tokens.iter().zip(&meanings).any(|(token, means)| {
        (given(&token.plain) == GivenNameCertainty::Yes
            || given(&token.plain) == GivenNameCertainty::Maybe
                && token.written.chars().next().is_some_and(char::is_uppercase))
            && token.plain.len() >= 4
            && means & (m::TIME | m::PLACE | m::FILE) == 0
            || means & (m::VICTIM | m::CHILD | m::UNMASKED) != 0
    })
}

pub(super) fn has_file_ending(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "mp3", "mp4", "zip", "odt", "txt", "csv"];
    word.rsplit_once('.')
        .is_some_and(|(name, ending)| name.len() >= 4 && ENDINGS.contains(&ending.to_lowercase().as_str()))
}
