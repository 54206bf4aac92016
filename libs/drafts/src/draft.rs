//! What a draft is, and how it is sealed: XChaCha20-Poly1305 under a key of the hub, bound to its person and to its form, so that
//! what is kept for one of them opens for no other.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, SubsecRound, Utc};
use events::ids::{InstitutionId, PersonId};
use hmac::{Hmac, Mac};
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::port::{KeptDraft, Slot};

/// How many bytes of random number stand before what is sealed.
const NONCE: usize = 24;

/// A form that was not sent yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which form: the path of its page, `#`, its name there.
    pub address: String,
    /// In whose post it was typed; whoever leaves the post leaves it too.
    pub institution: InstitutionId,
    /// When it was typed last, UTC, to the second.
    pub typed_at: DateTime<Utc>,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
}

/// The key that seals drafts. Not printable.
#[derive(Clone)]
pub struct DraftKey {
    sealing: [u8; 32],
    naming: [u8; 32],
}

impl fmt::Debug for DraftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DraftKey(…)")
    }
}

/// The HMAC-SHA-256 of some parts, none of which can pass for a piece of another.
fn mac(key: &[u8], parts: &[&str]) -> [u8; 32] {
    // HMAC takes a key of any length, so there always is one.
    let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(key) else { return [0; 32] };
    for part in parts {
        mac.update(&part.len().to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

impl DraftKey {
    /// The key that a secret of the hub gives; the secret may serve for other things as well.
    pub fn of_secret(secret: &[u8]) -> Self {
        Self { sealing: mac(secret, &["drafts", "sealing"]), naming: mac(secret, &["drafts", "naming"]) }
    }

    /// Where a person's draft of the form at this address is kept.
    pub fn slot(&self, person: &PersonId, address: &str) -> Slot {
        Slot::of_hash(&mac(&self.naming, &[person.as_str(), address]))
    }

    /// Seals a draft for its person. `None`: it cannot be written, which no draft of text is.
    pub fn seal(&self, person: &PersonId, draft: &Draft) -> Option<KeptDraft> {
        let slot = self.slot(person, &draft.address);
        let draft = Draft { typed_at: draft.typed_at.trunc_subsecs(0), ..draft.clone() };
        let words = serde_json::to_vec(&draft).ok()?;
        let nonce: [u8; NONCE] = rand::rng().random();
        let aad = bound_to(person, &slot);
        let payload = Payload { msg: &words, aad: aad.as_bytes() };
        let sealed = self.cipher().encrypt(XNonce::from_slice(&nonce), payload).ok()?;
        Some(KeptDraft { slot, kept_at: draft.typed_at, sealed: [nonce.as_slice(), &sealed].concat() })
    }

    /// Opens a draft of this person. `None`: it is another's, was changed, or was sealed with another key.
    pub fn open(&self, person: &PersonId, kept: &KeptDraft) -> Option<Draft> {
        let (nonce, sealed) = kept.sealed.split_at_checked(NONCE)?;
        let aad = bound_to(person, &kept.slot);
        let payload = Payload { msg: sealed, aad: aad.as_bytes() };
        let words = self.cipher().decrypt(XNonce::from_slice(nonce), payload).ok()?;
        serde_json::from_slice(&words).ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(Key::from_slice(&self.sealing))
    }
}

/// What a sealed draft is bound to.
fn bound_to(person: &PersonId, slot: &Slot) -> String {
    format!("draft/{person}/{}", slot.as_str())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            address: "/meetings/takimi#minutes".to_owned(),
            institution: "ms".parse().unwrap(),
            typed_at: "2026-11-30T09:00:00Z".parse().unwrap(),
            fields: vec![("minutes".to_owned(), "Fjala e parë".to_owned())],
        }
    }

    #[test]
    fn a_draft_opens_for_its_person_under_its_key_and_for_nobody_else() {
        let (arta, teuta): (PersonId, PersonId) = ("arta".parse().unwrap(), "teuta".parse().unwrap());
        let key = DraftKey::of_secret(b"a secret of the hub");
        let kept = key.seal(&arta, &draft()).unwrap();
        assert_eq!(key.open(&arta, &kept), Some(draft()));
        assert_eq!(key.open(&teuta, &kept), None);
        assert_eq!(DraftKey::of_secret(b"another").open(&arta, &kept), None);
        let moved = KeptDraft { slot: key.slot(&arta, "/elsewhere#minutes"), ..kept.clone() };
        assert_eq!(key.open(&arta, &moved), None);
        let mut changed = kept.clone();
        *changed.sealed.last_mut().unwrap() ^= 1;
        assert_eq!(key.open(&arta, &changed), None);
        assert_eq!(key.open(&arta, &KeptDraft { sealed: vec![1, 2], ..kept }), None);
    }

    #[test]
    fn nothing_of_a_draft_can_be_read_where_it_is_kept() {
        let arta: PersonId = "arta".parse().unwrap();
        let kept = DraftKey::of_secret(b"a secret").seal(&arta, &draft()).unwrap();
        let written = format!("{}{}", kept.slot.as_str(), String::from_utf8_lossy(&kept.sealed));
        for word in ["minutes", "takimi", "Fjala"] {
            assert!(!written.contains(word), "{word}");
        }
        let again = DraftKey::of_secret(b"a secret").seal(&arta, &draft()).unwrap();
        assert_ne!(kept.sealed, again.sealed);
        assert_eq!(kept.slot, again.slot);
    }
}
