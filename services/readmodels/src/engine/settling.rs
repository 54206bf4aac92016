//! Whether what the tables hold belongs to the log beside them.
//!
//! A log that was restored from a backup, or put there from elsewhere, makes every read model of the log before it one of
//! things that never happened. Such a read model is built anew, by itself and loudly: everything it knows is in the log.
//! Knows the checkpoints and the feed; no projection.

use std::fmt;
use std::sync::Arc;

use events::ids::Position;
use events::log_mark::{LogId, LogMark, Misfit};
use feed::{EventFeed, FeedError, KeptPlace};

use super::checkpoints::checkpoint;
use super::projection::Projection;
use super::read_models::{ReadModelError, ReadModels};

/// Why a read model is built anew.
#[derive(Debug, Clone, Copy)]
enum Doubt {
    /// It is of another log, or of this one before it was set back.
    Misfit(Misfit),
    /// An earlier version did not note down of which log it is.
    Unmarked(Position),
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misfit(misfit) => misfit.fmt(f),
            Self::Unmarked(position) => {
                write!(f, "it had come to position {position} of a log that an earlier version did not note down")
            }
        }
    }
}

impl ReadModels {
    /// Compares what the tables hold with the log, and empties every read model that does not belong to it, to be filled
    /// anew. Gives the log's identity.
    pub async fn settle(&self, feed: &dyn EventFeed) -> Result<LogId, ReadModelError> {
        let log = feed.log().await?;
        let mut judged: Vec<(LogMark, Result<(), Misfit>)> = Vec::new();
        let mut doubtful: Vec<&'static str> = Vec::new();
        for (projection, reached) in self.kept().await? {
            let doubt = match reached {
                KeptPlace::Nowhere => None,
                KeptPlace::Bare(position) => Some(Doubt::Unmarked(position)),
                KeptPlace::Marked(mark) => judge(feed, &mark, &mut judged).await?.err().map(Doubt::Misfit),
            };
            if let Some(doubt) = doubt {
                tracing::error!(projection, %log, "this read model does not belong to the log and is built anew: {doubt}");
                doubtful.push(projection);
            }
        }
        if !doubtful.is_empty() {
            self.reset(move |name| doubtful.contains(&name)).await?;
        }
        Ok(log)
    }

    async fn kept(&self) -> Result<Vec<(&'static str, KeptPlace)>, ReadModelError> {
        let projections = self.0.projections.clone();
        self.read(move |connection| {
            let of = |projection: &Arc<dyn Projection>| {
                let reached = checkpoint(connection, projection.as_ref())?.unwrap_or(KeptPlace::Nowhere);
                Ok((projection.name(), reached))
            };
            projections.iter().map(of).collect()
        })
        .await
    }
}

/// Judges a mark, once for all read models that have come to it.
async fn judge(
    feed: &dyn EventFeed,
    mark: &LogMark,
    judged: &mut Vec<(LogMark, Result<(), Misfit>)>,
) -> Result<Result<(), Misfit>, FeedError> {
    if let Some((_, fits)) = judged.iter().find(|(known, _)| known == mark) {
        return Ok(*fits);
    }
    let fits = feed.judge(mark).await?;
    judged.push((*mark, fits));
    Ok(fits)
}
