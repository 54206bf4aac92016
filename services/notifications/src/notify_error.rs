//! Why a look at what people should be told, or at certificates that run out, did not do all there was to do.

use coordination::CommandError;
use feed::FeedError;
use readmodels::AskError;

/// Why a look did not do all there was to do. The next one does the rest.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// The read models cannot be asked.
    #[error(transparent)]
    ReadModels(#[from] AskError),
    /// It is not known where the log ends.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// Something could not be recorded.
    #[error(transparent)]
    Command(#[from] CommandError),
}
