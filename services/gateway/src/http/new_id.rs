//! Ids for what is new: readable, and the same again when the same request comes again.

use events::ids::{CommandId, NotAnId};

use crate::http::idempotency::has_key;

/// The longest part taken from a title, in characters.
const LONGEST_STEM: usize = 48;

const fn plain(letter: char) -> Option<char> {
    match letter {
        'a'..='z' | '0'..='9' => Some(letter),
        'ë' | 'é' | 'è' => Some('e'),
        'ç' | 'č' | 'ć' => Some('c'),
        'š' => Some('s'),
        'ž' => Some('z'),
        'đ' => Some('d'),
        _ => None,
    }
}

/// The words of a title in small letters and hyphens, as an id or a key can have them.
pub(crate) fn stem(title: &str) -> String {
    let mut stem = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(letter) => stem.push(letter),
            None if !stem.is_empty() && !stem.ends_with('-') => stem.push('-'),
            None => {}
        }
        if stem.len() >= LONGEST_STEM {
            break;
        }
    }
    stem.trim_end_matches('-').to_owned()
}

/// How much of a command's id makes an id unique, beside words of a title and alone.
const MARKS: (usize, usize) = (8, 16);

/// An id of what the `n`-th part (from 0) of a command creates: words of its title, then enough of the command's own id
/// to make it unique. Of a request with an idempotency key it has no words: whatever comes under the key is about the same thing,
/// and so is found to be something else.
pub(crate) fn new_id<T>(title: &str, command: CommandId, n: usize) -> Result<T, NotAnId>
where
    T: std::str::FromStr<Err = NotAnId>,
{
    let whole = command.event(n).0.simple().to_string();
    let mark = |letters: usize| whole.chars().take(letters).collect::<String>();
    let stem = if has_key() { String::new() } else { stem(title) };
    if stem.is_empty() { mark(MARKS.1).parse() } else { format!("{stem}-{}", mark(MARKS.0)).parse() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use events::ids::ActionItemId;

    #[test]
    fn an_id_is_made_of_the_titles_words_and_is_the_same_again() {
        let command = CommandId::named("form/1");
        let id: ActionItemId = new_id("Të dhënat për strehimoret, çdo muaj!", command, 0).unwrap();
        assert!(id.as_str().starts_with("te-dhenat-per-strehimoret-cdo-muaj-"), "{id}");
        assert_eq!(id, new_id("Të dhënat për strehimoret, çdo muaj!", command, 0).unwrap());
        assert_ne!(id, new_id("Të dhënat për strehimoret, çdo muaj!", command, 1).unwrap());
    }

    #[test]
    fn a_title_without_plain_letters_still_gives_an_id() {
        assert!(new_id::<ActionItemId>("Шта?", CommandId::named("x"), 0).is_ok());
        assert!(new_id::<ActionItemId>(&"a".repeat(2000), CommandId::named("x"), 0).is_ok());
    }
}
