//! A signed checkpoint: how many events the log has and the root of their tree, as a note that fits on a sheet of paper.

use chrono::{DateTime, SecondsFormat, Utc};
use events::log_mark::LogId;
use signed_note::{Note, StandardVerifier, VerifierList};
use store::SqliteLogReader;
use tlog_tiles::checkpoint::Checkpoint;

use super::event_tree::{EventTree, TreeError};
use super::signing_key::CheckpointKey;

/// Why there is no checkpoint, or it is not believed.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The tree cannot be made.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// It cannot be signed.
    #[error("the checkpoint cannot be signed: {0}")]
    Unsigned(String),
    /// The text is no checkpoint.
    #[error("this is no checkpoint: {0}")]
    NotACheckpoint(String),
    /// The public key is none.
    #[error("“{0}” is no public key: give it as `focalpoint checkpoint` prints it, NAME+ID+KEY")]
    NotAKey(String),
    /// It was not signed with this key.
    #[error("the checkpoint was not signed with this key: {0}")]
    NotSignedBy(String),
    /// The log ends before it.
    #[error("the log was cut off or set back: it has {found} events, and had {size} when the checkpoint was signed")]
    CutOff {
        /// How many it has.
        found: u64,
        /// How many it had.
        size: u64,
    },
    /// The first events are others than they were.
    #[error("the history was written anew: its first {size} events are not those for which the checkpoint was signed")]
    Rewritten {
        /// Over how many events the checkpoint is.
        size: u64,
    },
}

/// A checkpoint that was believed.
#[derive(Debug)]
pub struct SignedCheckpoint {
    /// How many events it is over.
    pub size: u64,
    /// The root of their tree.
    pub root: [u8; 32],
    /// Whose log it is of.
    pub origin: String,
}

/// Signs how the log is now.
pub fn sign(tree: &EventTree, log: LogId, key: &CheckpointKey, now: DateTime<Utc>) -> Result<String, CheckpointError> {
    let unsigned = |error: &dyn std::fmt::Display| CheckpointError::Unsigned(error.to_string());
    let said = format!("log {log}\ntime {}\n", now.to_rfc3339_opts(SecondsFormat::Secs, true));
    let checkpoint =
        Checkpoint::new(key.origin(), tree.size(), tree.root()?, &said).map_err(|error| unsigned(&error))?;
    let mut note = Note::new(&checkpoint.to_bytes(), &[]).map_err(|error| unsigned(&error))?;
    let signer = key.signer().ok_or_else(|| unsigned(&"the key has no name that can sign"))?;
    note.add_sigs(&[&signer]).map_err(|error| unsigned(&error))?;
    String::from_utf8(note.to_bytes()).map_err(|error| unsigned(&error))
}

/// Reads a checkpoint that was signed with a public key.
pub fn read(text: &str, public_key: &str) -> Result<SignedCheckpoint, CheckpointError> {
    let key = StandardVerifier::new(public_key.trim()).map_err(|_| CheckpointError::NotAKey(public_key.to_owned()))?;
    let note = Note::from_bytes(text.as_bytes()).map_err(|error| CheckpointError::NotACheckpoint(error.to_string()))?;
    note.verify(&VerifierList::new(vec![Box::new(key)]))
        .map_err(|error| CheckpointError::NotSignedBy(error.to_string()))?;
    let checkpoint =
        Checkpoint::from_bytes(note.text()).map_err(|error| CheckpointError::NotACheckpoint(error.to_string()))?;
    Ok(SignedCheckpoint { size: checkpoint.size(), root: checkpoint.hash().0, origin: checkpoint.origin().to_owned() })
}

/// Proves that a log goes on from a checkpoint. That its hashes are those of its events is proved by the chain.
pub async fn judge(log: &SqliteLogReader, checkpoint: &SignedCheckpoint) -> Result<(), CheckpointError> {
    let tree = EventTree::of(log, Some(checkpoint.size)).await?;
    if tree.size() < checkpoint.size {
        return Err(CheckpointError::CutOff { found: tree.size(), size: checkpoint.size });
    }
    if tree.root()?.0 == checkpoint.root { Ok(()) } else { Err(CheckpointError::Rewritten { size: checkpoint.size }) }
}
