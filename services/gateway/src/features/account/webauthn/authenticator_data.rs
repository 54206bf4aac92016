//! What a device says of itself and signs: for which site, whether somebody was there, how often it has signed, and when it is
//! registered its key.

use minicbor::Decoder;
use sha2::{Digest, Sha256};

use super::public_key::PublicKey;
use super::{PasskeyFault, Site};

/// Somebody was there.
const USER_PRESENT: u8 = 0b0000_0001;
/// A credential with its key follows.
const HAS_CREDENTIAL: u8 = 0b0100_0000;
/// How many bytes say which model the device is. It is not looked at.
const MODEL: usize = 16;

/// What a device says of itself.
pub(super) struct AuthenticatorData {
    pub(super) counter: u32,
    /// What it calls the credential, and the credential's key, where it is registered.
    pub(super) registered: Option<(Vec<u8>, PublicKey)>,
}

/// The next bytes, so many.
fn next<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], PasskeyFault> {
    let (taken, left) = rest.split_at_checked(length).ok_or(PasskeyFault::Unreadable)?;
    *rest = left;
    Ok(taken)
}

fn number<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], PasskeyFault> {
    next(rest, N)?.try_into().map_err(|_| PasskeyFault::Unreadable)
}

impl AuthenticatorData {
    pub(super) fn read(bytes: &[u8], site: &Site) -> Result<Self, PasskeyFault> {
        let mut rest = bytes;
        let for_site = next(&mut rest, 32)?;
        let [flags] = number::<1>(&mut rest)?;
        let counter = u32::from_be_bytes(number(&mut rest)?);
        if for_site != Sha256::digest(site.host.as_bytes()).as_slice() {
            return Err(PasskeyFault::OtherSite);
        }
        if flags & USER_PRESENT == 0 {
            return Err(PasskeyFault::NobodyPresent);
        }
        if flags & HAS_CREDENTIAL == 0 {
            return Ok(Self { counter, registered: None });
        }
        next(&mut rest, MODEL)?;
        let length = u16::from_be_bytes(number(&mut rest)?);
        let credential = next(&mut rest, length.into())?.to_vec();
        // What follows the key, extensions, was not asked for.
        let key = PublicKey::read(&mut Decoder::new(rest))?;
        Ok(Self { counter, registered: Some((credential, key)) })
    }
}

/// What a device says of itself, out of what it says when it is registered. What it says of its maker is left alone.
pub(super) fn in_attestation(object: &[u8]) -> Result<Vec<u8>, PasskeyFault> {
    let unreadable = |_| PasskeyFault::Unreadable;
    let mut decoder = Decoder::new(object);
    let entries = decoder.map().map_err(unreadable)?.ok_or(PasskeyFault::Unreadable)?;
    for _ in 0..entries {
        if decoder.str().map_err(unreadable)? == "authData" {
            return Ok(decoder.bytes().map_err(unreadable)?.to_vec());
        }
        decoder.skip().map_err(unreadable)?;
    }
    Err(PasskeyFault::Unreadable)
}
