//! Which server.

use std::path::{Path, PathBuf};

use crate::ServerError;

/// Names another place of Debian's server.
pub const DEBIAN: &str = "FOCALPOINT_TEST_NATS_DEBIAN";
/// Names another place of the newer server.
pub const NEWER: &str = "FOCALPOINT_TEST_NATS_NEWER";

/// A server's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binary(PathBuf);

impl Binary {
    /// The server that Debian has: 2.9.
    pub fn debian() -> Result<Self, ServerError> {
        let path = std::env::var_os(DEBIAN).map_or_else(|| PathBuf::from("/usr/sbin/nats-server"), PathBuf::from);
        let found = if path.is_file() { path } else { PathBuf::from("/usr/bin/nats-server") };
        Self::at(found, DEBIAN)
    }

    /// The newer server, which `./test` installs under `target/`.
    pub fn newer() -> Result<Self, ServerError> {
        let installed = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/nats-newer/bin/nats-server");
        Self::at(std::env::var_os(NEWER).map_or_else(installed, PathBuf::from), NEWER)
    }

    /// The program at this place.
    pub fn at(path: PathBuf, variable: &'static str) -> Result<Self, ServerError> {
        if path.is_file() { Ok(Self(path)) } else { Err(ServerError::NoBinary { path, variable }) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}
