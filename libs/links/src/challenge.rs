//! What a device is asked to sign when somebody shows a second factor: words that only this deployment can have made.
//!
//! Every gateway that has the key knows a challenge of the others, so none keeps any. That it serves once is for whoever takes
//! the answer to see to: a challenge is unlike every other.

use chrono::{DateTime, Utc};

use crate::key::{LinkFault, LinkKey};

/// What it is signed for.
const PURPOSE: &[u8] = b"challenge/";

impl LinkKey {
    /// A challenge for what it is about, with a word that no other has, until an instant, UTC.
    pub fn challenge(&self, about: &str, unique: &str, until: DateTime<Utc>) -> String {
        self.token(PURPOSE, &format!("{}/{unique}/{about}", until.timestamp()))
    }

    /// Whether a challenge was made here for what it should be about, and still serves at an instant, UTC.
    pub fn check_challenge(&self, challenge: &str, about: &str, at: DateTime<Utc>) -> Result<(), LinkFault> {
        let words = self.words(PURPOSE, challenge).ok_or(LinkFault::Forged)?;
        let mut parts = words.splitn(3, '/');
        let (Some(until), Some(_), Some(asked)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(LinkFault::Forged);
        };
        let until: i64 = until.parse().map_err(|_| LinkFault::Forged)?;
        if asked != about {
            return Err(LinkFault::Forged);
        }
        if at.timestamp() < until { Ok(()) } else { Err(LinkFault::Expired) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::signed_link::tests::key;

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-30T{time}Z").parse().unwrap()
    }

    #[test]
    fn a_challenge_serves_what_it_was_made_for_until_its_end_and_with_its_key_only() {
        let challenge = key("a").challenge("confirm/s-1", "7", at("09:05:00"));
        let check = |of: &str, about: &str, time: &str| key(of).check_challenge(&challenge, about, at(time));
        assert_eq!(check("a", "confirm/s-1", "09:04:59"), Ok(()));
        assert_eq!(check("a", "confirm/s-1", "09:05:00"), Err(LinkFault::Expired));
        assert_eq!(check("a", "confirm/s-2", "09:00:00"), Err(LinkFault::Forged));
        assert_eq!(check("a", "register/s-1", "09:00:00"), Err(LinkFault::Forged));
        assert_eq!(check("b", "confirm/s-1", "09:00:00"), Err(LinkFault::Forged));
        assert_eq!(key("a").check_challenge("x", "confirm/s-1", at("09:00:00")), Err(LinkFault::Forged));
    }
}
