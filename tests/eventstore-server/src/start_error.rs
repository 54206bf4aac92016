//! Why a cluster or a node of it could not be started.

use crate::log::OpenLogError;

/// Why a cluster could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A cluster without nodes.
    #[error("a cluster has at least one node")]
    NoNode,
    /// The log could not be opened.
    #[error("the log cannot be opened: {0}")]
    Log(String),
    /// A port could not be listened on.
    #[error("cannot listen on port {port}: {source}")]
    Port {
        /// The port that it wanted.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
}

impl From<OpenLogError> for StartError {
    fn from(error: OpenLogError) -> Self {
        Self::Log(error.to_string())
    }
}
