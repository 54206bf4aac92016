//! Waiting for one's turn, working, stopping when it is over.

use events::ids::ServiceName;
use tokio_util::sync::CancellationToken;

use crate::lease::bucket::{LeaseError, Leases};
use crate::lease::holding::Lease;

impl Leases {
    /// Works whenever this holder has the lease, until told to stop or the work ends by itself.
    ///
    /// `work` is called once for each turn, with the lease and a token that is cancelled when the turn is over or the
    /// process is to stop. Then it has [`LeaseTerms::grace`](crate::lease::LeaseTerms::grace) to end before it is dropped; what
    /// it spawned is its own to stop. When it ended the lease is given back. `None`: told to stop.
    ///
    /// A bucket that cannot be reached is waited for; only terms that differ are final.
    pub async fn hold_while<W, F, T>(
        &self,
        name: &ServiceName,
        holder: &str,
        stop: &CancellationToken,
        mut work: W,
    ) -> Result<Option<T>, LeaseError>
    where
        W: FnMut(Lease, CancellationToken) -> F,
        F: Future<Output = T>,
    {
        while let Some(lease) = stop.run_until_cancelled(self.take(name, holder)).await {
            let lease = lease?;
            tracing::info!(lease = %name, token = lease.fence().token, "it is our turn");
            let over = stop.child_token();
            let mut working = std::pin::pin!(work(lease.clone(), over.clone()));
            let (by_itself, ended) = tokio::select! {
                outcome = &mut working => (true, Some(outcome)),
                () = self.keep(&lease) => (false, None),
                () = stop.cancelled() => (false, None),
            };
            over.cancel();
            let ended = match ended {
                Some(outcome) => Some(outcome),
                None => tokio::time::timeout(self.terms().grace(), working).await.ok(),
            };
            let lost = lease.lost().is_cancelled();
            self.give_back(&lease).await;
            if by_itself && !lost && !stop.is_cancelled() {
                return Ok(ended);
            }
            tracing::info!(lease = %name, finished = ended.is_some(), "our turn is over");
        }
        Ok(None)
    }

    /// Takes the lease as soon as nobody has it.
    async fn take(&self, name: &ServiceName, holder: &str) -> Result<Lease, LeaseError> {
        loop {
            match self.try_take(name, holder).await {
                Ok(Some(lease)) => return Ok(lease),
                Ok(None) => {}
                Err(error @ LeaseError::Unavailable { .. }) => {
                    tracing::warn!(lease = %name, %error, "the lease cannot be had; trying again");
                }
                Err(error @ LeaseError::TermsDiffer { .. }) => return Err(error),
            }
            tokio::time::sleep(self.terms().again()).await;
        }
    }
}
