//! Refusing those whose turn is over.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use events::ids::ServiceName;

use crate::lease::bucket::{LeaseError, Leases};
use crate::lease::holding::Fence;

/// Why somebody is not served.
#[derive(Debug, thiserror::Error)]
pub enum FenceError {
    /// The turn is over, or was never begun.
    #[error("this process does not hold the lease “{lease}” any more: it stops and waits for its next turn")]
    Outdone {
        /// The lease's name, that of the service.
        lease: ServiceName,
        /// The newest turn known.
        newest: u64,
    },
    /// It cannot be known whose turn it is.
    #[error(transparent)]
    Unknown(#[from] LeaseError),
}

/// Looks whether whoever asks holds its lease.
///
/// Each time the bucket's leader is asked: whoever held the lease a moment ago may not any more. The newest turn is kept
/// in mind as well, so that a bucket that was lost or set back does not bring an old turn back. What is let through here
/// while its turn ends is decided on a stream's expected version like everything else, so it lands before what the next
/// holder does or is decided again after it.
pub struct Fences {
    leases: Leases,
    newest: Mutex<HashMap<ServiceName, u64>>,
}

impl Fences {
    /// Looks in these leases.
    pub fn new(leases: Leases) -> Self {
        Self { leases, newest: Mutex::default() }
    }

    /// Lets the holder of the lease through.
    pub async fn let_through(&self, fence: &Fence) -> Result<(), FenceError> {
        self.not_older(fence)?;
        let (holding, _) = self.leases.holding(&fence.lease).await?;
        match holding {
            Some(holding) if holding.token == fence.token => {
                // Again: a newer one may have been let through meanwhile.
                self.not_older(fence)?;
                self.saw(&fence.lease, holding.token);
                Ok(())
            }
            Some(holding) => {
                self.saw(&fence.lease, holding.token);
                Err(self.outdone(&fence.lease))
            }
            None => Err(self.outdone(&fence.lease)),
        }
    }

    fn not_older(&self, fence: &Fence) -> Result<(), FenceError> {
        if fence.token < self.newest(&fence.lease) { Err(self.outdone(&fence.lease)) } else { Ok(()) }
    }

    fn outdone(&self, lease: &ServiceName) -> FenceError {
        FenceError::Outdone { lease: lease.clone(), newest: self.newest(lease) }
    }

    fn newest(&self, lease: &ServiceName) -> u64 {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner).get(lease).copied().unwrap_or(0)
    }

    fn saw(&self, lease: &ServiceName, token: u64) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let known = newest.entry(lease.clone()).or_default();
        *known = token.max(*known);
    }
}
