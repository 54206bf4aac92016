//! The link that opens one form for one person: a capability, signed with a secret of this deployment.
//!
//! Whoever holds the link is taken for the person it names, for this one request and until it expires; it opens nothing
//! else. So it is short-lived, it goes to the person's own chat, and the page that it opens asks again whether the person
//! still is in post.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeZone, Utc};
use events::ids::{DataRequestId, InstitutionId, PersonId};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The shortest secret, in bytes.
pub const SHORTEST_SECRET: usize = 32;
/// Keeps a signature made here from being one of something else.
const PURPOSE: &[u8] = b"focalpoint/form-link/1\0";
const BETWEEN: char = '|';

/// The secret that signs links. Not printable.
#[derive(Clone)]
pub struct LinkKey(Vec<u8>);

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkKey(…)")
    }
}

/// The secret is too short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret that signs the links to forms has fewer than {SHORTEST_SECRET} characters: make a longer one")]
pub struct TooShort;

/// What a link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLink {
    /// The request whose form it is.
    pub request: DataRequestId,
    /// Whose answers.
    pub institution: InstitutionId,
    /// Who answers.
    pub person: PersonId,
    /// Until when, UTC; whole seconds.
    pub until: DateTime<Utc>,
}

/// Why a link opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkFault {
    /// It was not made here, or was changed.
    #[error("this link is not valid: ask the bot for a new one")]
    Forged,
    /// Its time is over.
    #[error("this link has expired: ask the bot for a new one")]
    Expired,
}

impl LinkKey {
    /// A secret, as it stands in its file.
    pub fn new(secret: impl Into<Vec<u8>>) -> Result<Self, TooShort> {
        let secret = secret.into();
        if secret.len() < SHORTEST_SECRET { Err(TooShort) } else { Ok(Self(secret)) }
    }

    fn mac(&self, words: &str) -> Option<Hmac<Sha256>> {
        // HMAC takes a key of any length, so there always is one.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(PURPOSE);
        mac.update(words.as_bytes());
        Some(mac)
    }

    /// The link's token, which fits into a path.
    pub fn sign(&self, link: &FormLink) -> String {
        let FormLink { request, institution, person, until } = link;
        let words = format!("{request}{BETWEEN}{institution}{BETWEEN}{person}{BETWEEN}{}", until.timestamp());
        let signature = self.mac(&words).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default();
        format!("{}.{}", URL_SAFE_NO_PAD.encode(words), URL_SAFE_NO_PAD.encode(signature))
    }

    /// What a token opens now.
    pub fn open(&self, token: &str, now: DateTime<Utc>) -> Result<FormLink, LinkFault> {
        let link = self.read(token).ok_or(LinkFault::Forged)?;
        if now < link.until { Ok(link) } else { Err(LinkFault::Expired) }
    }

    fn read(&self, token: &str) -> Option<FormLink> {
        let (words, signature) = token.split_once('.')?;
        let words = String::from_utf8(URL_SAFE_NO_PAD.decode(words).ok()?).ok()?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        // Compared in constant time.
        self.mac(&words)?.verify_slice(&signature).ok()?;
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
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
