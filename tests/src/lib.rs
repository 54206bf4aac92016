//! What the end-to-end tests hold in their hands: the real binary as a process, a phone, a signed-in page, a browser.
//!
//! Everything goes over HTTP and the command line, as its users meet it; nothing here knows the parts' insides. Waiting
//! is always for something to be so, with a generous end after which the test fails and says what it saw last.

pub mod browser;
pub mod chaos;
pub mod form_page;
pub mod inbox;
pub mod mail_servers;
pub mod own_hub;
pub mod page;
pub mod phone;
pub mod process;
pub mod topology;
pub mod virtual_device;

use std::time::Duration;

/// How long anything may take before a test gives up. Long, because it only matters when something is broken.
pub const PATIENCE: Duration = Duration::from_secs(90);
/// How long to wait before looking again, where nothing can wake the test.
pub const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// What went wrong in a test's own hands.
#[derive(Debug, thiserror::Error)]
pub enum TestError {
    /// A process could not be started or talked to.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// An HTTP request failed.
    #[error("{0}")]
    Http(#[from] reqwest::Error),
    /// The browser could not do something.
    #[error("{0}")]
    Browser(#[from] fantoccini::error::CmdError),
    /// The browser could not be started.
    #[error("{0}")]
    NoBrowser(#[from] fantoccini::error::NewSessionError),
    /// What was waited for did not come.
    #[error("waited in vain for {what}; last seen: {seen}")]
    InVain {
        /// What was waited for.
        what: String,
        /// What was there instead.
        seen: String,
    },
    /// Something answered otherwise than it must.
    #[error("{0}")]
    Unexpected(String),
}

/// Looks again and again until `look` finds something; `Err` holds what it saw instead.
pub async fn eventually<T, F>(what: &str, mut look: impl FnMut() -> F) -> Result<T, TestError>
where
    F: Future<Output = Result<T, String>>,
{
    let end = tokio::time::Instant::now() + PATIENCE;
    loop {
        match look().await {
            Ok(found) => return Ok(found),
            Err(seen) if tokio::time::Instant::now() >= end => {
                return Err(TestError::InVain { what: what.to_owned(), seen });
            }
            Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
        }
    }
}
