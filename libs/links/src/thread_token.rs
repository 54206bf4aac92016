//! What shows that an e-mail answers one of ours: sixteen letters that only this deployment can work out.
//!
//! They go into an address (`focalpoint+TOKEN@…`), where letters may be made small on the way and 64 is the most, so they
//! are few, small, and without those that are taken for each other. They carry nothing: which person and thread they stand
//! for is kept by whoever sends. The same person and thread always have the same.

use std::fmt;
use std::str::FromStr;

use events::ids::PersonId;

use crate::key::LinkKey;

const PURPOSE: &[u8] = b"focalpoint/mail-thread/1\0";
/// How many letters: 80 bits, five each.
const LENGTH: usize = 16;
/// Base 32 after Crockford, in small letters: no i, l, o, u.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The token of one person's thread of e-mails.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadToken(String);

impl ThreadToken {
    /// Its letters, as they stand in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ThreadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a thread's token is {LENGTH} small letters and digits")]
pub struct NotAToken;

impl FromStr for ThreadToken {
    type Err = NotAToken;
    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let text = text.to_ascii_lowercase();
        let fits = text.len() == LENGTH && text.bytes().all(|letter| LETTERS.contains(&letter));
        if fits { Ok(Self(text)) } else { Err(NotAToken) }
    }
}

impl LinkKey {
    /// The token of a person's thread.
    pub fn thread_token(&self, person: &PersonId, thread: &str) -> ThreadToken {
        let signature = self.signature(PURPOSE, &format!("{person}|{thread}"));
        let bit = |n: usize| signature.get(n / 8).is_some_and(|byte| byte >> (7 - n % 8) & 1 == 1);
        let letter = |n: usize| (0..5).fold(0, |value, k| value * 2 + usize::from(bit(n * 5 + k)));
        let letters = (0..LENGTH).filter_map(|n| LETTERS.get(letter(n)).copied().map(char::from));
        ThreadToken(letters.collect())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn each_person_and_thread_has_a_token_of_its_own_that_reads_in_any_case() {
        let key = LinkKey::new("k".repeat(40)).unwrap();
        let [arta, besim] = ["arta", "besim"].map(|person| person.parse::<PersonId>().unwrap());
        let token = key.thread_token(&arta, "work");
        assert_eq!(token, key.thread_token(&arta, "work"));
        assert_ne!(token, key.thread_token(&besim, "work"));
        assert_ne!(token, key.thread_token(&arta, "meeting"));
        assert_ne!(token, LinkKey::new("l".repeat(40)).unwrap().thread_token(&arta, "work"));
        assert_eq!(token.as_str().to_ascii_uppercase().parse(), Ok(token));
        for wrong in ["", "0123456789abcde", "0123456789abcdeff", "0123456789abcdeu", "0123456789abcd ë"] {
            assert_eq!(wrong.parse::<ThreadToken>(), Err(NotAToken), "{wrong}");
        }
    }
}
