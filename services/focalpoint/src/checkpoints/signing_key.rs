//! The key that signs checkpoints: drawn once, kept beside the log in a file that only its owner reads.
//!
//! Whoever has it can sign what they like, and can still not make a history that goes on from a checkpoint that somebody else
//! keeps. A new key is no loss either: what was signed before is judged by the public key that was handed out then.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use events::ids::TenantId;
use signed_note::{StandardSigner, key_id, new_ed25519_verifier_key};

use crate::configuration::permissions::{OpenToOthers, check_secret};
use crate::configuration::random::random_bytes;
use crate::safekeeping::key_archive::write_private;

/// What says of a key that it is one for Ed25519.
const ED25519: u8 = 1;

/// The key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SigningKeyError {
    /// Its file cannot be read or written.
    #[error("the key that signs checkpoints, {path}: {source}")]
    File {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error(
        "{path} has no key that signs checkpoints: put its copy back, or remove it to have another drawn, and hand its public key out anew"
    )]
    NotAKey {
        /// Where the file is.
        path: PathBuf,
    },
    /// Others on this machine can read it.
    #[error(transparent)]
    OpenToOthers(#[from] OpenToOthers),
}

/// A key that signs checkpoints of one authority's log.
pub struct CheckpointKey {
    key: SigningKey,
    name: String,
}

impl CheckpointKey {
    /// The key in a file, drawn if there is none.
    pub fn kept_in(path: &Path, tenant: &TenantId) -> Result<Self, SigningKeyError> {
        let failed = |source| SigningKeyError::File { path: path.to_owned(), source };
        check_secret(path)?;
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let drawn = hex::encode(random_bytes::<32>());
                write_private(path, format!("{drawn}\n").as_bytes()).map_err(failed)?;
                drawn
            }
            Err(source) => return Err(failed(source)),
        };
        let mut seed = [0; 32];
        hex::decode_to_slice(text.trim(), &mut seed).map_err(|_| SigningKeyError::NotAKey { path: path.to_owned() })?;
        Ok(Self { key: SigningKey::from_bytes(&seed), name: origin(tenant) })
    }

    /// What is handed out, so that others can judge: the name, and the public key.
    pub fn public(&self) -> String {
        new_ed25519_verifier_key(&self.name, &self.key.verifying_key())
    }

    /// Whose checkpoints it signs.
    pub fn origin(&self) -> &str {
        &self.name
    }

    /// What signs notes.
    pub(super) fn signer(&self) -> Option<StandardSigner> {
        let public = [&[ED25519], self.key.verifying_key().to_bytes().as_slice()].concat();
        let secret = STANDARD.encode([&[ED25519], self.key.to_bytes().as_slice()].concat());
        let id = key_id(&self.name, &public);
        StandardSigner::new(&format!("PRIVATE+KEY+{}+{id:08x}+{secret}", self.name)).ok()
    }
}

/// What the log of an authority is called in checkpoints.
fn origin(tenant: &TenantId) -> String {
    format!("focalpoint/{tenant}")
}
