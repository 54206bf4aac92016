//! From identifying data to a person key: HMAC-SHA-256 with a secret that only the gateway holds.
//!
//! The data live as long as the request that brought them. Nothing of them is stored, logged or shown again.

use std::fmt;

use events::person_key::{IdentifyingData, VictimKey};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The shortest secret, in characters: as many bits as the hash has are in 64 hexadecimal digits; half of that is the
/// least that resists trying out.
const SHORTEST: usize = 32;

/// The secret of the person keys. Not printable, so that it does not end up in a log.
///
/// Whoever has it can try names out against the keys of cases; without it, and with another one, no re-trafficking is
/// noticed. So it is kept apart from the log, and backed up apart from it.
#[derive(Clone)]
pub struct PersonKeySecret(Hmac<Sha256>);

impl fmt::Debug for PersonKeySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKeySecret(…)")
    }
}

/// The secret is too short to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret of the person keys has fewer than {SHORTEST} characters: make one with “openssl rand -hex 32”")]
pub struct SecretTooShort;

impl PersonKeySecret {
    /// The secret from its file's text.
    pub fn new(text: &str) -> Result<Self, SecretTooShort> {
        if text.len() < SHORTEST {
            return Err(SecretTooShort);
        }
        Hmac::new_from_slice(text.as_bytes()).map(Self).map_err(|_| SecretTooShort)
    }

    /// The key of a person.
    pub(crate) fn key(&self, data: &IdentifyingData) -> VictimKey {
        let bytes = self.0.clone().chain_update(data.canonical()).finalize().into_bytes();
        VictimKey::from_bytes(bytes.into())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::case_data_standard::Sex;

    use super::*;

    fn key(secret: &str, given: &str, family: &str, birthplace: &str) -> VictimKey {
        let day = |text: &str| text.parse().unwrap();
        let (born, today) = (day("2001-02-03"), day("2017-07-03"));
        let data = IdentifyingData::read(given, family, born, Sex::Female, birthplace, today).unwrap();
        PersonKeySecret::new(secret).unwrap().key(&data)
    }

    const ONE: &str = "0123456789abcdef0123456789abcdef";
    const OTHER: &str = "fedcba9876543210fedcba9876543210";

    #[test]
    fn the_key_is_the_keyed_hash_of_the_canonical_bytes() {
        // printf 'focalpoint person key 1\x1f…' | openssl dgst -sha256 -hmac 0123… gives the same.
        let day = |text: &str| text.parse().unwrap();
        let data =
            IdentifyingData::read("Ana", "Hoxha", day("2001-02-03"), Sex::Female, "Pejë", day("2017-07-03")).unwrap();
        let mac = Hmac::<Sha256>::new_from_slice(ONE.as_bytes()).unwrap().chain_update(data.canonical());
        let expected = hex::encode(mac.finalize().into_bytes());
        assert_eq!(key(ONE, "Ana", "Hoxha", "Pejë").as_str(), expected);
    }

    #[test]
    fn the_same_person_has_the_same_key_however_written_and_another_key_under_another_secret() {
        let ana = key(ONE, "Ana", "Hoxha", "Pejë");
        assert_eq!(ana, key(ONE, "Ана", "Хоџа", "Peć"));
        assert_eq!(ana, key(ONE, "HOXHA", "ana", "Peja"));
        assert_ne!(ana, key(ONE, "Ana", "Berisha", "Pejë"));
        assert_ne!(ana, key(OTHER, "Ana", "Hoxha", "Pejë"));
    }

    #[test]
    fn a_short_secret_is_none_and_a_secret_does_not_print_itself() {
        assert_eq!(PersonKeySecret::new("short").unwrap_err(), SecretTooShort);
        assert_eq!(format!("{:?}", PersonKeySecret::new(ONE).unwrap()), "PersonKeySecret(…)");
    }
}
