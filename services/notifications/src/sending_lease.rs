//! The port to the right to send: who holds it is the only process of a tenant that tells people things by a channel.
//!
//! A message may wait long for its turn at a messenger or a mail server, and what is sent cannot be taken back. So a channel
//! asks right before it hands something over, and sends nothing once the right is lost.

use transport::Lease;

/// The right to send by a channel.
pub trait SendingLease: Send + Sync {
    /// Whether it is certain to be held at this very moment.
    fn is_held(&self) -> bool;
}

/// The right of a process that is the only one, as where everything is in one process on files that only it can open.
#[derive(Debug, Clone, Copy, Default)]
pub struct AlwaysHeld;

impl SendingLease for AlwaysHeld {
    fn is_held(&self) -> bool {
        true
    }
}

impl SendingLease for Lease {
    fn is_held(&self) -> bool {
        Self::is_held(self)
    }
}
