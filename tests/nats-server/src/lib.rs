//! NATS servers as processes, for tests: one or a cluster, on free ports, each with a folder of its own.
//!
//! - [`binary`]: which server: Debian's, or the newer one that `./test` installs.
//! - [`ports`]: ports that are free, and stay the server's own while it is down.
//! - [`process`]: one server: start, kill, stop, pause, start again on the same ports with the same files.
//! - [`cluster`]: several that know each other.
//!
//! Depends on nothing of ours, so that every crate can have it in its tests. Waiting is always for something to be so,
//! with a generous end after which the error says what the server wrote last.

pub mod binary;
pub mod cluster;
pub mod ports;
pub mod process;

use std::path::PathBuf;
use std::time::Duration;

pub use binary::Binary;
pub use cluster::NatsCluster;
pub use process::{NatsServer, Setup};

/// How long a server may take to be ready before a test gives up. Long, because it only matters when something is
/// broken.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What went wrong with a server.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// A file or a process.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// There is no such binary.
    #[error("there is no NATS server at {path}: run ./test, which installs it, or set {variable}")]
    NoBinary {
        /// Where it was looked for.
        path: PathBuf,
        /// The variable that names another place.
        variable: &'static str,
    },
    /// It ended instead of being ready.
    #[error("the NATS server ended instead of being ready; it wrote:\n{log}")]
    Ended {
        /// The last that it wrote.
        log: String,
    },
    /// It did not become ready.
    #[error("waited in vain for the NATS server to be ready; it wrote:\n{log}")]
    InVain {
        /// The last that it wrote.
        log: String,
    },
    /// No port is free.
    #[error("no port is free")]
    NoPort,
}
