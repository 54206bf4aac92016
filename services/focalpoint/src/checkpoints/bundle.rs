//! A checkpoint with its proofs in one JSON file, for whoever checks without focalpoint and without the log.

use events::ids::Position;
use serde::Serialize;
use store::{EventStore, SqliteLogReader};
use tlog_tiles::tlog::Hash;

use super::checkpoint::{CheckpointError, SignedCheckpoint};
use super::event_tree::{EventTree, TreeError};

/// A checkpoint, what came before it, and what is in it.
#[derive(Debug, Serialize)]
pub struct Bundle {
    /// The public key, for whoever has none yet; whoever has one believes that.
    public_key: String,
    /// The signed checkpoint.
    checkpoint: String,
    /// That an earlier checkpoint goes on in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    consistency: Option<Consistency>,
    /// That events are in it.
    inclusion: Vec<Inclusion>,
}

#[derive(Debug, Serialize)]
struct Consistency {
    /// The earlier one, signed.
    from: String,
    /// Hashes, in base64.
    proof: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Inclusion {
    position: u64,
    /// The hash that the chain gives the event, in hexadecimal.
    event_hash: String,
    /// Hashes, in base64.
    proof: Vec<String>,
}

fn texts(proof: &[Hash]) -> Vec<String> {
    proof.iter().map(ToString::to_string).collect()
}

impl Bundle {
    /// A checkpoint of a tree, with the proofs that are asked for.
    pub async fn of(
        log: &SqliteLogReader,
        tree: &EventTree,
        (checkpoint, public_key): (String, String),
        earlier: Option<(String, SignedCheckpoint)>,
        events: &[u64],
    ) -> Result<Self, CheckpointError> {
        let consistency = match earlier {
            None => None,
            Some((_, earlier)) if earlier.size > tree.size() => {
                return Err(CheckpointError::CutOff { found: tree.size(), size: earlier.size });
            }
            Some((_, earlier)) if tree.root_at(earlier.size)?.0 != earlier.root => {
                return Err(CheckpointError::Rewritten { size: earlier.size });
            }
            Some((from, earlier)) => Some(Consistency { from, proof: texts(&tree.consistency(earlier.size)?) }),
        };
        let mut inclusion = Vec::new();
        for position in events {
            let at = Position(*position);
            let mark = log.mark(at).await.map_err(TreeError::from)?.ok_or(TreeError::Missing(at))?;
            let proof = texts(&tree.inclusion(at)?);
            inclusion.push(Inclusion { position: *position, event_hash: mark.hash.to_string(), proof });
        }
        Ok(Self { public_key, checkpoint, consistency, inclusion })
    }
}
