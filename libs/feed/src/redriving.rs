//! Re-driving over NATS: `redrive.<tenant>.<consumer>` is a request that is answered with what came of it, as JSON.

use async_nats::Client;
use events::ids::{ServiceName, TenantId};
use futures::StreamExt;
use tokio_util::sync::CancellationToken;
use transport::subjects;

use crate::process::Redriven;

/// The process could not be reached, or did not answer.
#[derive(Debug, thiserror::Error)]
#[error("{consumer} could not be told to try its dead letters again: {reason}; is it running?")]
pub struct RedriveError {
    /// The process whose dead letters they are.
    pub consumer: ServiceName,
    /// What went wrong.
    pub reason: String,
}

/// Answers requests to re-drive a consumer until told to stop. `redrive` has it try again; `None`: it does not run.
pub async fn answer<F: Future<Output = Option<Redriven>>>(
    client: Client,
    tenant: &TenantId,
    consumer: &ServiceName,
    redrive: impl Fn() -> F,
    stop: CancellationToken,
) -> Result<(), RedriveError> {
    let failed = |reason: String| RedriveError { consumer: consumer.clone(), reason };
    let subscribed = client.subscribe(subjects::redrive(tenant, consumer)).await;
    let mut requests = subscribed.map_err(|error| failed(error.to_string()))?;
    while let Some(Some(request)) = stop.run_until_cancelled(requests.next()).await {
        let (Some(reply), Some(redriven)) = (request.reply, redrive().await) else { continue };
        let answer = serde_json::to_vec(&redriven).map_err(|error| failed(error.to_string()))?;
        if let Err(error) = client.publish(reply, answer.into()).await {
            tracing::warn!(%error, "what came of re-driving could not be said");
        }
    }
    Ok(())
}

/// Has a process somewhere try its dead letters again, and waits for what comes of it, as long as requests over this
/// connection may take.
pub async fn ask(client: &Client, tenant: &TenantId, consumer: &ServiceName) -> Result<Redriven, RedriveError> {
    let failed = |reason: String| RedriveError { consumer: consumer.clone(), reason };
    let answer = client.request(subjects::redrive(tenant, consumer), "".into()).await;
    let answer = answer.map_err(|error| failed(error.to_string()))?;
    serde_json::from_slice(&answer.payload).map_err(|error| failed(error.to_string()))
}
