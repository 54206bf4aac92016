//! The link that opens one form for one person: a capability, signed with a secret of this deployment.
//!
//! Whoever holds the link is taken for the person it names, for this one request and until it expires; it opens nothing
//! else. So it is short-lived, it goes to the person's own chat, and the page that it opens asks again whether the person
//! still is in post.

use chrono::{DateTime, TimeZone, Utc};
use events::ids::{DataRequestId, InstitutionId, PersonId};

use crate::key::{LinkFault, LinkKey};

/// Keeps a signature made here from being one of something else.
const PURPOSE: &[u8] = b"focalpoint/form-link/1\0";
const BETWEEN: char = '|';

/// What a link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLink {
    /// The request whose form it is.
    pub request: DataRequestId,
    /// The institution whose answers it opens.
    pub institution: InstitutionId,
    /// The person who answers by this link.
    pub person: PersonId,
    /// Until when, UTC; whole seconds.
    pub until: DateTime<Utc>,
}

impl LinkKey {
    /// The link's token, which fits into a path.
    pub fn sign(&self, link: &FormLink) -> String {
        let FormLink { request, institution, person, until } = link;
        let words = format!("{request}{BETWEEN}{institution}{BETWEEN}{person}{BETWEEN}{}", until.timestamp());
        self.token(PURPOSE, &words)
    }

    /// What a token opens now.
    pub fn open(&self, token: &str, now: DateTime<Utc>) -> Result<FormLink, LinkFault> {
        let link = self.read(token).ok_or(LinkFault::Forged)?;
        if now < link.until { Ok(link) } else { Err(LinkFault::Expired) }
    }

    fn read(&self, token: &str) -> Option<FormLink> {
        let words = self.words(PURPOSE, token)?;
        let mut parts = words.split(BETWEEN);
        let link = FormLink {
            request: parts.next()?.parse().ok()?,
            institution: parts.next()?.parse().ok()?,
            person: parts.next()?.parse().ok()?,
            until: Utc.timestamp_opt(parts.next()?.parse().ok()?, 0).single()?,
        };
        parts.next().is_none().then_some(link)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::key::SHORTEST_SECRET;

    fn key(letter: &str) -> LinkKey {
        LinkKey::new(letter.repeat(SHORTEST_SECRET)).unwrap()
    }

    fn link() -> FormLink {
        FormLink {
            request: "viktimat-2017-h1".parse().unwrap(),
            institution: "policia".parse().unwrap(),
            person: "policia-1".parse().unwrap(),
            until: Utc.timestamp_opt(1_500_000_000, 0).unwrap(),
        }
    }

    #[test]
    fn a_link_opens_what_it_was_made_for_until_it_expires() {
        let token = key("a").sign(&link());
        let before = link().until - chrono::TimeDelta::seconds(1);
        assert_eq!(key("a").open(&token, before), Ok(link()));
        assert_eq!(key("a").open(&token, link().until), Err(LinkFault::Expired));
        assert_eq!(key("b").open(&token, before), Err(LinkFault::Forged));
        assert!(LinkKey::new("short").is_err());
    }

    proptest! {
        #[test]
        fn a_link_with_any_letter_changed_opens_nothing(at in 0_usize..200, letter in "[A-Za-z0-9_.-]") {
            let token = key("a").sign(&link());
            let at = at % token.len();
            let mut changed = token.clone();
            changed.replace_range(at..=at, &letter);
            let opened = key("a").open(&changed, link().until - chrono::TimeDelta::days(1));
            // The last letter of a part carries bits that mean nothing.
            prop_assert!(changed == token || opened == Err(LinkFault::Forged) || opened == Ok(link()));
        }

        #[test]
        fn any_text_is_taken_for_forged(text in ".{0,80}") {
            prop_assert_eq!(key("a").open(&text, link().until), Err(LinkFault::Forged));
        }
    }
}
