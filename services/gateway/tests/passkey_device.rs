//! A device with a passkey, as its browser would bring what it says to the page.
#![allow(unreachable_pub, reason = "shared by the tests")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minicbor::Encoder;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody is there, and a credential follows or not.
const PRESENT: u8 = 1;
const WITH_CREDENTIAL: u8 = 0x41;

/// The fields of a page's form.
pub type Fields = Vec<(&'static str, String)>;

/// A device. What it says can be made wrong before it says it.
pub struct Device {
    pair: EcdsaKeyPair,
    credential: Vec<u8>,
    /// How often it has signed.
    pub counter: u32,
    /// On a page of which site its browser is.
    pub origin: String,
}

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Device {
    /// A new one whose browser is at this site.
    pub fn at(origin: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        let credential = Sha256::digest(pair.public_key()).to_vec();
        Self { pair, credential, counter: 0, origin: origin.to_owned() }
    }

    fn client_data(&self, kind: &str, question: &Value) -> Vec<u8> {
        let challenge = encoded(question["challenge"].as_str().unwrap());
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string().into()
    }

    fn said_of_itself(&self, flags: u8, question: &Value) -> Vec<u8> {
        let site = Sha256::digest(question["host"].as_str().unwrap());
        [site.as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn key(&self) -> Vec<u8> {
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        let mut encoder = Encoder::new(Vec::new());
        encoder.map(5).unwrap().i64(1).unwrap().i64(2).unwrap().i64(3).unwrap().i64(-7).unwrap();
        encoder.i64(-1).unwrap().i64(1).unwrap().i64(-2).unwrap().bytes(x).unwrap().i64(-3).unwrap().bytes(y).unwrap();
        encoder.into_writer()
    }

    /// What it says when it is to be registered, with the name that somebody types.
    pub fn registers(&mut self, question: &Value, name: &str) -> Fields {
        self.counter += 1;
        let length = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let own = self.said_of_itself(WITH_CREDENTIAL, question);
        let data = [own.as_slice(), &[0; 16], &length, &self.credential, &self.key()].concat();
        let mut encoder = Encoder::new(Vec::new());
        encoder.map(3).unwrap().str("fmt").unwrap().str("none").unwrap().str("attStmt").unwrap().map(0).unwrap();
        encoder.str("authData").unwrap().bytes(&data).unwrap();
        vec![
            ("name", name.to_owned()),
            ("client-data", encoded(self.client_data("webauthn.create", question))),
            ("attestation", encoded(encoder.into_writer())),
        ]
    }

    /// What it says when it is to confirm.
    pub fn signs(&mut self, question: &Value) -> Fields {
        self.counter += 1;
        self.signs_as_often(question)
    }

    /// The same of a device that does not count this time.
    pub fn signs_as_often(&self, question: &Value) -> Fields {
        self.signs_with(PRESENT, question)
    }

    /// The same while nobody is there.
    pub fn signs_by_itself(&self, question: &Value) -> Fields {
        self.signs_with(0, question)
    }

    fn signs_with(&self, flags: u8, question: &Value) -> Fields {
        let (client_data, data) = (self.client_data("webauthn.get", question), self.said_of_itself(flags, question));
        let signed = [data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        vec![
            ("credential", encoded(&self.credential)),
            ("client-data", encoded(client_data)),
            ("authenticator-data", encoded(data)),
            ("signature", encoded(signature)),
        ]
    }
}
