//! Free ports, each given to one test only.
//!
//! Between looking for a port and the server's listening on it, seconds go by in which another test could be given the
//! same one. So whoever is given a port locks a file of its name, in a folder that all tests of the machine share, until
//! its process ends.
//!
//! They lie below the range from which the system gives ports to outgoing connections. A port from that range could go
//! to somebody else while its server is down, and a client that tries to reach the server again and again would in the
//! end connect to itself.

use std::fs::{File, OpenOptions};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rand::Rng;

use crate::ServerError;

const OURS: std::ops::Range<u16> = 1400..3400;
const TRIES: usize = 1_000;

/// The ports of one server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ports {
    /// The port that clients connect to.
    pub client: u16,
    /// For the other servers of a cluster.
    pub cluster: u16,
    /// For monitoring over HTTP.
    pub monitoring: u16,
}

/// The locks of the ports that this process was given.
static GIVEN: Mutex<Vec<File>> = Mutex::new(Vec::new());

impl Ports {
    /// Three ports that nobody listens on. Whoever is no test may take one before the server does; then it does not
    /// start, and others are to be tried.
    pub fn free() -> Result<Self, ServerError> {
        Ok(Self { client: free()?, cluster: free()?, monitoring: free()? })
    }
}

/// A port that nobody listens on and no other test is given while this process runs.
pub fn free() -> Result<u16, ServerError> {
    let folder = locks()?;
    let mut random = rand::rng();
    for _ in 0..TRIES {
        let port = random.random_range(OURS);
        let lock = OpenOptions::new().create(true).append(true).open(folder.join(port.to_string()))?;
        if lock.try_lock().is_ok() && TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            GIVEN.lock().unwrap_or_else(PoisonError::into_inner).push(lock);
            return Ok(port);
        }
    }
    Err(ServerError::NoPort)
}

/// Where the locks are; a user's own, so that one user's tests do not stumble over another's files.
fn locks() -> Result<PathBuf, ServerError> {
    let user = std::env::var("USER").unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("focalpoint-test-ports-{user}"));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_port_is_given_twice_while_its_server_does_not_listen_yet() {
        let given: BTreeSet<u16> = (0..400).map(|_| free().unwrap()).collect();

        assert_eq!(given.len(), 400);
    }

    #[test]
    fn a_port_that_another_process_was_given_is_not_given() {
        let port = free().unwrap();
        let again = OpenOptions::new().append(true).open(locks().unwrap().join(port.to_string())).unwrap();

        assert!(again.try_lock().is_err());
    }
}
