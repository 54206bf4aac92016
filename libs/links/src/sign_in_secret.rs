//! The secret of a link that signs somebody in.
//!
//! Only its fingerprint is kept, in the person's account, where it is issued, spent and runs out. It is worked out from what it
//! was asked for by, so that whoever is to hand it over can work it out again, and the same question twice has one answer.

use chrono::{DateTime, Utc};
use events::ids::PersonId;

use crate::key::LinkKey;

/// What it is signed for.
const PURPOSE: &[u8] = b"sign-in/";

impl LinkKey {
    /// The secret for what caused it, in hexadecimal. The same words have the same secret.
    pub fn sign_in_secret(&self, cause: &str) -> String {
        hex::encode(self.signature(PURPOSE, cause))
    }

    /// The secret of a link that was asked for by an e-mail address: whoever sends the message works it out again from what the
    /// person's account says.
    pub fn mailed_sign_in_secret(&self, person: &PersonId, until: DateTime<Utc>) -> String {
        self.sign_in_secret(&format!("email/{person}/{}", until.to_rfc3339()))
    }
}

/// The address of the page whose button signs in by a secret.
pub fn sign_in_address(public_url: &str, secret: &str) -> String {
    format!("{public_url}/sign-in?token={secret}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use crate::signed_link::tests::key;

    #[test]
    fn each_cause_and_each_key_has_a_secret_of_its_own() {
        let secret = key("a").sign_in_secret("arta 1");
        assert_eq!(secret, key("a").sign_in_secret("arta 1"));
        assert_eq!(secret.len(), 64);
        assert_ne!(secret, key("a").sign_in_secret("arta 2"));
        assert_ne!(secret, key("b").sign_in_secret("arta 1"));
    }
}
