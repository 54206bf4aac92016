//! The public key of a passkey: read from what its device says (COSE, RFC 9053), kept as text, and signatures verified by it.
//!
//! Two algorithms are asked for: ES256, which every device has, and RS256, which is all that some computers have.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minicbor::Decoder;
use minicbor::data::Type;
use ring::signature::{ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use super::PasskeyFault;

/// ES256 and RS256, by their numbers in COSE, the better one first.
pub(crate) const ALGORITHMS: [i64; 2] = [ES256, RS256];

const ES256: i64 = -7;
const RS256: i64 = -257;

/// Kinds of keys and the curve, by their numbers in COSE.
const ELLIPTIC_CURVE: i64 = 2;
const RSA: i64 = 3;
const P256: i64 = 1;

/// What an elliptic curve's point begins with when both its coordinates follow.
const UNCOMPRESSED: u8 = 4;
/// How many bytes a coordinate on the curve has.
const COORDINATE: usize = 32;

/// A public key, as it is kept: what a number is not is base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "algorithm")]
pub(super) enum PublicKey {
    /// ECDSA on the curve P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256 {
        /// Both coordinates of a point on the curve.
        point: String,
    },
    /// RSA with SHA-256 (PKCS #1, version 1.5).
    #[serde(rename = "RS256")]
    Rs256 {
        /// The modulus, the most significant byte first.
        modulus: String,
        /// The exponent, the most significant byte first.
        exponent: String,
    },
}

/// What a COSE key says, as far as it is looked at.
#[derive(Default)]
struct Parameters<'a> {
    kind: Option<i64>,
    algorithm: Option<i64>,
    curve: Option<i64>,
    /// The parameter -1 where it is no number, then -2 and -3.
    values: [Option<&'a [u8]>; 3],
}

fn parameters<'a>(decoder: &mut Decoder<'a>) -> Result<Parameters<'a>, minicbor::decode::Error> {
    let mut found = Parameters::default();
    let entries = decoder.map()?.ok_or_else(|| minicbor::decode::Error::message("a map without an end"))?;
    for _ in 0..entries {
        match decoder.i64()? {
            1 => found.kind = Some(decoder.i64()?),
            3 => found.algorithm = Some(decoder.i64()?),
            -1 if decoder.datatype()? != Type::Bytes => found.curve = Some(decoder.i64()?),
            -1 => found.values[0] = Some(decoder.bytes()?),
            -2 => found.values[1] = Some(decoder.bytes()?),
            -3 => found.values[2] = Some(decoder.bytes()?),
            _ => decoder.skip()?,
        }
    }
    Ok(found)
}

impl PublicKey {
    pub(super) fn read(decoder: &mut Decoder<'_>) -> Result<Self, PasskeyFault> {
        let found = parameters(decoder).map_err(|_| PasskeyFault::Unreadable)?;
        match (found.kind, found.algorithm, found.curve, found.values) {
            (Some(ELLIPTIC_CURVE), Some(ES256), Some(P256), [None, Some(x), Some(y)]) => {
                if x.len() != COORDINATE || y.len() != COORDINATE {
                    return Err(PasskeyFault::Unreadable);
                }
                Ok(Self::Es256 { point: URL_SAFE_NO_PAD.encode([x, y].concat()) })
            }
            (Some(RSA), Some(RS256), None, [Some(modulus), Some(exponent), None]) => {
                Ok(Self::Rs256 { modulus: URL_SAFE_NO_PAD.encode(modulus), exponent: URL_SAFE_NO_PAD.encode(exponent) })
            }
            _ => Err(PasskeyFault::Algorithm),
        }
    }
}

/// What is kept of a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredKey {
    /// What its device calls it, in base64.
    credential: String,
    #[serde(flatten)]
    key: PublicKey,
}

impl StoredKey {
    pub(super) fn new(credential: &[u8], key: &PublicKey) -> Result<Self, PasskeyFault> {
        if credential.is_empty() {
            return Err(PasskeyFault::Unreadable);
        }
        Ok(Self { credential: URL_SAFE_NO_PAD.encode(credential), key: key.clone() })
    }

    pub(super) fn read(text: &str) -> Result<Self, PasskeyFault> {
        serde_json::from_str(text).map_err(|_| PasskeyFault::Unreadable)
    }

    pub(super) fn written(&self) -> Result<String, PasskeyFault> {
        serde_json::to_string(self).map_err(|_| PasskeyFault::Unreadable)
    }

    /// Whether the passkey has signed this.
    pub(super) fn verify(&self, signed: &[u8], signature: &[u8]) -> Result<(), PasskeyFault> {
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| PasskeyFault::Unreadable);
        let outcome = match &self.key {
            PublicKey::Es256 { point } => {
                let point = [[UNCOMPRESSED].as_slice(), &decoded(point)?].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(signed, signature)
            }
            PublicKey::Rs256 { modulus, exponent } => {
                let key = RsaPublicKeyComponents { n: decoded(modulus)?, e: decoded(exponent)? };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
            }
        };
        outcome.map_err(|_| PasskeyFault::Signature)
    }
}

/// What the device calls a passkey of which this is kept, in base64.
pub(crate) fn credential_of(stored: &str) -> Option<String> {
    StoredKey::read(stored).ok().map(|stored| stored.credential)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use minicbor::Encoder;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

    use super::*;

    fn cose(kind: i64, algorithm: i64, write: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
        let mut bytes = vec![];
        let mut encoder = Encoder::new(&mut bytes);
        encoder.map(if kind == ELLIPTIC_CURVE { 5 } else { 4 }).unwrap();
        encoder.i64(1).unwrap().i64(kind).unwrap().i64(3).unwrap().i64(algorithm).unwrap();
        write(&mut encoder);
        bytes
    }

    fn read(bytes: &[u8]) -> Result<PublicKey, PasskeyFault> {
        PublicKey::read(&mut Decoder::new(bytes))
    }

    #[test]
    fn a_key_on_the_curve_verifies_what_was_signed_by_it_and_nothing_else() {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        let (x, y) = pair.public_key().as_ref()[1..].split_at(COORDINATE);
        let bytes = cose(ELLIPTIC_CURVE, ES256, |encoder| {
            encoder.i64(-1).unwrap().i64(P256).unwrap().i64(-2).unwrap().bytes(x).unwrap();
            encoder.i64(-3).unwrap().bytes(y).unwrap();
        });
        let stored = StoredKey::new(&[7; 16], &read(&bytes).unwrap()).unwrap().written().unwrap();
        assert_eq!(credential_of(&stored).as_deref(), Some("BwcHBwcHBwcHBwcHBwcHBw"));
        let key = StoredKey::read(&stored).unwrap();
        let signature = pair.sign(&random, b"signed").unwrap();
        assert_eq!(key.verify(b"signed", signature.as_ref()), Ok(()));
        assert_eq!(key.verify(b"another", signature.as_ref()), Err(PasskeyFault::Signature));
        assert_eq!(key.verify(b"signed", b""), Err(PasskeyFault::Signature));
    }

    #[test]
    fn a_key_of_rsa_is_kept_with_its_modulus_and_exponent() {
        let bytes = cose(RSA, RS256, |encoder| {
            encoder.i64(-1).unwrap().bytes(&[9; 256]).unwrap().i64(-2).unwrap().bytes(&[1, 0, 1]).unwrap();
        });
        let key = read(&bytes).unwrap();
        assert!(matches!(&key, PublicKey::Rs256 { exponent, .. } if exponent == "AQAB"), "{key:?}");
        let stored = StoredKey::new(&[1], &key).unwrap();
        assert_eq!(stored.verify(b"signed", &[0; 256]), Err(PasskeyFault::Signature));
    }

    #[test]
    fn an_algorithm_that_was_not_asked_for_is_refused() {
        let bytes = cose(RSA, -37, |encoder| {
            encoder.i64(-1).unwrap().bytes(&[9; 256]).unwrap().i64(-2).unwrap().bytes(&[1, 0, 1]).unwrap();
        });
        assert_eq!(read(&bytes), Err(PasskeyFault::Algorithm));
        assert_eq!(read(&[0xa1]), Err(PasskeyFault::Unreadable));
    }
}
