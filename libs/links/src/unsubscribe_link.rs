//! The link by which one person ends the messages by e-mail, without signing in.
//!
//! It stands in every message, also in one that is opened years later, so it does not expire. It gives nothing away and does
//! nothing but this one thing, which the person can take back in the settings.

use events::ids::PersonId;

use crate::key::{LinkFault, LinkKey};

const PURPOSE: &[u8] = b"focalpoint/unsubscribe-link/1\0";

impl LinkKey {
    /// The token of the link that ends a person's messages by e-mail; it fits into a path.
    pub fn sign_unsubscribe(&self, person: &PersonId) -> String {
        self.token(PURPOSE, person.as_str())
    }

    /// Whose messages a token ends.
    pub fn open_unsubscribe(&self, token: &str) -> Result<PersonId, LinkFault> {
        self.words(PURPOSE, token).and_then(|words| words.parse().ok()).ok_or(LinkFault::Forged)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    use super::*;
    use crate::key::SHORTEST_SECRET;
    use crate::{ActionLink, LinkedAction};

    fn key(letter: &str) -> LinkKey {
        LinkKey::new(letter.repeat(SHORTEST_SECRET)).unwrap()
    }

    fn person() -> PersonId {
        "policia-1".parse().unwrap()
    }

    #[test]
    fn a_link_ends_the_messages_of_the_person_for_whom_it_was_made() {
        let token = key("a").sign_unsubscribe(&person());
        assert_eq!(key("a").open_unsubscribe(&token), Ok(person()));
        assert_eq!(key("b").open_unsubscribe(&token), Err(LinkFault::Forged));
        assert_ne!(token, key("a").sign_unsubscribe(&"policia-2".parse().unwrap()));
    }

    #[test]
    fn it_takes_no_step_and_a_step_ends_no_messages() {
        let until = Utc.timestamp_opt(1_500_000_000, 0).unwrap();
        let link =
            ActionLink { person: person(), item: "raporti".parse().unwrap(), action: LinkedAction::Accept, until };
        assert_eq!(key("a").open_unsubscribe(&key("a").sign_action(&link)), Err(LinkFault::Forged));
        let token = key("a").sign_unsubscribe(&person());
        assert_eq!(key("a").open_action(&token, until - chrono::TimeDelta::days(1)), Err(LinkFault::Forged));
        assert_eq!(key("a").open(&token, until - chrono::TimeDelta::days(1)), Err(LinkFault::Forged));
    }

    proptest! {
        #[test]
        fn a_link_with_any_letter_changed_ends_nobody_elses_messages(at in 0_usize..200, letter in "[A-Za-z0-9_.-]") {
            let token = key("a").sign_unsubscribe(&person());
            let at = at % token.len();
            let mut changed = token.clone();
            changed.replace_range(at..=at, &letter);
            let opened = key("a").open_unsubscribe(&changed);
            // The last letter of a part carries bits that mean nothing.
            prop_assert!(opened == Err(LinkFault::Forged) || opened == Ok(person()));
        }

        #[test]
        fn any_text_is_taken_for_forged(text in ".{0,80}") {
            prop_assert_eq!(key("a").open_unsubscribe(&text), Err(LinkFault::Forged));
        }
    }
}
