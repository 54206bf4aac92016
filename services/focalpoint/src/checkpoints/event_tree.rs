//! The tree of hashes over the events, as RFC 6962 has it: each leaf is the hash that the chain gives an event, which holds
//! its content, its place and every event before it.

use events::ids::Position;
use store::{ReadError, SqliteLogReader};
use tlog_tiles::tlog::{
    Error, Hash, HashReader, RecordProof, TreeProof, prove_record, prove_tree, stored_hashes, tree_hash,
};

/// How many hashes are read at a time.
const PAGE: usize = 4096;

/// Why there is no tree, or no proof.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// The log cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// An event is missing.
    #[error("the log has no event at position {0}")]
    Missing(Position),
    /// Something is asked for that the tree does not have.
    #[error("the tree of events: {0}")]
    Tree(#[from] Error),
}

/// The hashes of a tree, in the order in which they are stored.
struct Hashes(Vec<Hash>);

impl HashReader for Hashes {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let hash = |index: &u64| usize::try_from(*index).ok().and_then(|index| self.0.get(index).copied());
        indexes.iter().map(|index| hash(index).ok_or(Error::IndexesNotInTree)).collect()
    }
}

/// The tree over the first events of a log.
pub struct EventTree {
    hashes: Hashes,
    size: u64,
}

impl EventTree {
    /// The tree over a log's first events, as many as there are or as are wanted.
    pub async fn of(log: &SqliteLogReader, size: Option<u64>) -> Result<Self, TreeError> {
        let mut tree = Self { hashes: Hashes(Vec::new()), size: 0 };
        let size = size.unwrap_or(u64::MAX);
        while tree.size < size {
            let page = log.hashes(Position(tree.size), PAGE).await?;
            if page.is_empty() {
                break;
            }
            for (position, hash) in page.into_iter().take(usize::try_from(size - tree.size).unwrap_or(usize::MAX)) {
                if position != Position(tree.size + 1) {
                    return Err(TreeError::Missing(Position(tree.size + 1)));
                }
                let added = stored_hashes(tree.size, hash.as_bytes(), &tree.hashes)?;
                tree.hashes.0.extend(added);
                tree.size += 1;
            }
        }
        Ok(tree)
    }

    /// How many events it is over.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hash at its root.
    pub fn root(&self) -> Result<Hash, TreeError> {
        Ok(tree_hash(self.size, &self.hashes)?)
    }

    /// The root of the tree over its first events only.
    pub fn root_at(&self, size: u64) -> Result<Hash, TreeError> {
        Ok(tree_hash(size, &self.hashes)?)
    }

    /// The proof that the tree holds the event at this position.
    pub fn inclusion(&self, position: Position) -> Result<RecordProof, TreeError> {
        let leaf = position.0.checked_sub(1).ok_or(TreeError::Missing(position))?;
        Ok(prove_record(self.size, leaf, &self.hashes)?)
    }

    /// The proof that the tree over the first events goes on in this one.
    pub fn consistency(&self, earlier: u64) -> Result<TreeProof, TreeError> {
        // Every tree goes on from the one over nothing.
        if earlier == 0 {
            return Ok(TreeProof::new());
        }
        Ok(prove_tree(self.size, earlier, &self.hashes)?)
    }
}
