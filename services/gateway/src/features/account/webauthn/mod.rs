//! What a passkey says, verified: that it was registered at this site, and that it has signed what it was asked to (W3C Web
//! Authentication, level 3, sections 7.1 and 7.2).
//!
//! Pure: it is given what came in and what is known, and asks for no time, no session and no account. What a device is made by is not
//! asked for, so nothing is believed of it (attestation “none”). Only the presence of somebody is wanted: a passkey is the second
//! factor here, beside the way in.

mod authenticator_data;
mod client_data;
mod public_key;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use events::ids::PasskeyId;
use links::LinkFault;
use sha2::{Digest, Sha256};

use self::authenticator_data::AuthenticatorData;
pub(super) use self::client_data::Ceremony;
use self::client_data::ClientData;
use self::public_key::StoredKey;
pub(super) use self::public_key::{ALGORITHMS, credential_of};

/// How many bytes of a credential id's digest are its name here: enough that no two have the same.
const BYTES_OF_ID: usize = 16;

/// Why what a passkey said is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum PasskeyFault {
    /// The browser asked no passkey: it cannot, or runs no script.
    #[error("no passkey was asked")]
    NotAsked,
    /// It cannot be read.
    #[error("what the passkey said cannot be read")]
    Unreadable,
    /// It was said to another site, or on a page of another.
    #[error("what the passkey said is for another site")]
    OtherSite,
    /// The challenge was not made here, for this session, for this.
    #[error("the passkey answers to another challenge")]
    Forged,
    /// The challenge is too old.
    #[error("the challenge is too old")]
    Expired,
    /// The challenge was answered before.
    #[error("the challenge was answered before")]
    Used,
    /// Nobody was there.
    #[error("nobody was at the device")]
    NobodyPresent,
    /// It signs in a way that cannot be verified here.
    #[error("the passkey signs in a way that is not known here")]
    Algorithm,
    /// The signature is not the passkey's.
    #[error("the signature is not the passkey's")]
    Signature,
}

impl PasskeyFault {
    /// Its name in the audit trail, which never changes.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "passkey-not-asked",
            Self::Unreadable => "passkey-unreadable",
            Self::OtherSite => "passkey-of-another-site",
            Self::Forged => "passkey-challenge-forged",
            Self::Expired => "passkey-challenge-expired",
            Self::Used => "passkey-answer-used",
            Self::NobodyPresent => "passkey-nobody-present",
            Self::Algorithm => "passkey-algorithm-unknown",
            Self::Signature => "passkey-signature-wrong",
        }
    }

    /// The text that says it on a page.
    pub(super) const fn text_key(self) -> &'static str {
        match self {
            Self::NotAsked => "page-second-factor-unsupported",
            Self::Expired => "page-second-factor-expired",
            Self::Used => "page-second-factor-used",
            Self::Algorithm => "page-second-factor-algorithm",
            Self::Unreadable | Self::OtherSite | Self::Forged | Self::NobodyPresent | Self::Signature => {
                "page-second-factor-invalid"
            }
        }
    }
}

impl From<LinkFault> for PasskeyFault {
    fn from(fault: LinkFault) -> Self {
        match fault {
            LinkFault::Forged => Self::Forged,
            LinkFault::Expired => Self::Expired,
        }
    }
}

/// The site, as browsers and passkeys call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// The host, to which passkeys are bound.
    pub(super) host: String,
    /// Where its pages come from: `https://hub.example.org`.
    origin: String,
}

impl Site {
    /// The site at an address.
    pub(super) fn at(public_url: &str) -> Self {
        let (scheme, rest) = public_url.split_once("://").unwrap_or(("https", public_url));
        let authority = rest.split('/').next().unwrap_or(rest).to_ascii_lowercase();
        let usual = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(usual).unwrap_or(&authority);
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|letter| letter.is_ascii_digit()) => host,
            Some(_) | None => authority,
        };
        Self { host: host.to_owned(), origin: format!("{scheme}://{authority}") }
    }
}

/// The name of a passkey here: a digest of what its device calls it.
pub(super) fn passkey_id(credential: &[u8]) -> Result<PasskeyId, PasskeyFault> {
    let digest = Sha256::digest(credential);
    let kept = digest.get(..BYTES_OF_ID).unwrap_or_default();
    format!("p-{}", hex::encode(kept)).parse().map_err(|_| PasskeyFault::Unreadable)
}

/// Bytes as a page sends them.
fn bytes(text: &str) -> Result<Vec<u8>, PasskeyFault> {
    if text.is_empty() {
        return Err(PasskeyFault::NotAsked);
    }
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| PasskeyFault::Unreadable)
}

/// A device that asks to be registered.
#[derive(Debug)]
pub(super) struct Registration {
    /// The challenge it answers to, which is not looked at yet.
    pub(super) challenge: String,
    /// Its name here.
    pub(super) id: PasskeyId,
    /// What its signatures are verified by, as it is kept.
    pub(super) key: String,
    /// How often it has signed.
    pub(super) counter: u32,
}

impl Registration {
    /// Reads what a browser was told by the device.
    pub(super) fn read(site: &Site, client_data: &str, attestation: &str) -> Result<Self, PasskeyFault> {
        let client = ClientData::read(&bytes(client_data)?, Ceremony::Register, site)?;
        let data = authenticator_data::in_attestation(&bytes(attestation)?)?;
        let data = AuthenticatorData::read(&data, site)?;
        let (credential, key) = data.registered.ok_or(PasskeyFault::Unreadable)?;
        let id = passkey_id(&credential)?;
        let key = StoredKey::new(&credential, &key)?.written()?;
        Ok(Self { challenge: client.challenge, id, key, counter: data.counter })
    }
}

/// What a registered device has signed.
#[derive(Debug)]
pub(super) struct Assertion {
    /// The challenge it answers to, which is not looked at yet.
    pub(super) challenge: String,
    /// Which it says it is.
    pub(super) id: PasskeyId,
    client_data: Vec<u8>,
    data: Vec<u8>,
    signature: Vec<u8>,
}

impl Assertion {
    /// Reads what a browser was told by the device.
    pub(super) fn read(
        site: &Site,
        [credential, client_data, data, signature]: [&str; 4],
    ) -> Result<Self, PasskeyFault> {
        let client_data = bytes(client_data)?;
        let client = ClientData::read(&client_data, Ceremony::Confirm, site)?;
        Ok(Self {
            challenge: client.challenge,
            id: passkey_id(&bytes(credential)?)?,
            client_data,
            data: bytes(data)?,
            signature: bytes(signature)?,
        })
    }

    /// Verifies the signature by the key that is kept of the device, and says how often it has signed.
    pub(super) fn verify(&self, site: &Site, key: &str) -> Result<u32, PasskeyFault> {
        let data = AuthenticatorData::read(&self.data, site)?;
        let signed = [self.data.as_slice(), Sha256::digest(&self.client_data).as_slice()].concat();
        StoredKey::read(key)?.verify(&signed, &self.signature)?;
        Ok(data.counter)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_its_host_and_where_its_pages_come_from() {
        for (url, host, origin) in [
            ("https://hub.example.org", "hub.example.org", "https://hub.example.org"),
            ("https://Hub.example.org:443/pages", "hub.example.org", "https://hub.example.org"),
            ("http://localhost:8080", "localhost", "http://localhost:8080"),
            ("http://localhost:80", "localhost", "http://localhost"),
        ] {
            assert_eq!(Site::at(url), Site { host: host.to_owned(), origin: origin.to_owned() });
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_fault_and_nothing_worse() {
        let site = Site::at("https://hub.example.org");
        assert_eq!(Registration::read(&site, "", "").unwrap_err(), PasskeyFault::NotAsked);
        for nonsense in ["e30", "AAAA", "!", "bnVsbA"] {
            assert_eq!(Registration::read(&site, nonsense, nonsense).unwrap_err(), PasskeyFault::Unreadable);
            assert_eq!(Assertion::read(&site, [nonsense; 4]).unwrap_err(), PasskeyFault::Unreadable);
        }
        assert_eq!(authenticator_data::in_attestation(&[0xff; 40]).unwrap_err(), PasskeyFault::Unreadable);
        for length in 0..60 {
            assert!(AuthenticatorData::read(&vec![0xff; length], &site).is_err(), "{length}");
        }
    }
}
