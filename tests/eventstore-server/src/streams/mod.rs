//! The service `Streams` of one node.

mod append;
mod batch_append;
mod delete;
mod read;
mod speaker;
mod subscription;

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use futures::Stream;
use prost::bytes::Bytes;
use tonic::{Request, Response, Status, Streaming};
use uuid::Uuid;

use crate::cluster_state::ClusterState;
use crate::log::Proposed;
use crate::protocol::shared::{self, StreamIdentifier};
use crate::protocol::streams::streams_server::Streams;
use crate::protocol::streams::{
    AppendReq, AppendResp, BatchAppendReq, BatchAppendResp, DeleteReq, DeleteResp, ReadReq, ReadResp, TombstoneReq,
    TombstoneResp,
};
use crate::refusals;

/// How large an append may be, all events together: the real server's default.
const LARGEST_APPEND: usize = 1024 * 1024;

pub(crate) struct StreamsOf {
    pub(crate) shared: Arc<ClusterState>,
    pub(crate) node: usize,
}

/// Answers that come one after the other.
type Answers<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

#[tonic::async_trait]
impl Streams for StreamsOf {
    type ReadStream = Answers<ReadResp>;
    type BatchAppendStream = Answers<BatchAppendResp>;

    async fn read(&self, request: Request<ReadReq>) -> Result<Response<Self::ReadStream>, Status> {
        let admitted = self.shared.admit(self.node, request.metadata()).await?;
        read::answer(self.shared.clone(), request.into_inner(), admitted).map(Response::new)
    }

    async fn append(&self, request: Request<Streaming<AppendReq>>) -> Result<Response<AppendResp>, Status> {
        let admitted = self.shared.admit_write(self.node, request.metadata()).await?;
        admitted.within(append::answer(&self.shared, request.into_inner())).await.map(Response::new)
    }

    async fn delete(&self, request: Request<DeleteReq>) -> Result<Response<DeleteResp>, Status> {
        let admitted = self.shared.admit_write(self.node, request.metadata()).await?;
        admitted.within(delete::softly(&self.shared, request.into_inner())).await.map(Response::new)
    }

    async fn tombstone(&self, request: Request<TombstoneReq>) -> Result<Response<TombstoneResp>, Status> {
        let admitted = self.shared.admit_write(self.node, request.metadata()).await?;
        admitted.within(delete::for_good(&self.shared, request.into_inner())).await.map(Response::new)
    }

    async fn batch_append(
        &self,
        request: Request<Streaming<BatchAppendReq>>,
    ) -> Result<Response<Self::BatchAppendStream>, Status> {
        let asked = request.metadata().clone();
        self.shared.admit(self.node, &asked).await?;
        Ok(Response::new(batch_append::answers(self.shared.clone(), self.node, asked, request.into_inner())))
    }
}

/// The stream's name.
fn name(identifier: Option<StreamIdentifier>) -> Result<String, Status> {
    let identifier = identifier.ok_or_else(|| refusals::invalid("a stream identifier is required"))?;
    String::from_utf8(identifier.stream_name.into()).map_err(|error| refusals::invalid(&error.to_string()))
}

fn identifier(stream: &str) -> StreamIdentifier {
    StreamIdentifier { stream_name: Bytes::from(stream.to_owned()) }
}

/// An id, in either of its two shapes.
fn id(id: Option<shared::Uuid>) -> Result<Uuid, Status> {
    use shared::uuid::Value;
    match id.and_then(|id| id.value) {
        Some(Value::Structured(parts)) => {
            let half = |bits: i64| u64::from_be_bytes(bits.to_be_bytes());
            Ok(Uuid::from_u64_pair(half(parts.most_significant_bits), half(parts.least_significant_bits)))
        }
        Some(Value::String(text)) => text.parse().map_err(|_| refusals::invalid("not a UUID")),
        None => Err(refusals::invalid("an id is required")),
    }
}

fn structured(id: Uuid) -> shared::Uuid {
    let (most, least) = id.as_u64_pair();
    let half = |bits: u64| i64::from_be_bytes(bits.to_be_bytes());
    shared::Uuid {
        value: Some(shared::uuid::Value::Structured(shared::uuid::Structured {
            most_significant_bits: half(most),
            least_significant_bits: half(least),
        })),
    }
}

/// An event that somebody proposes.
fn proposed(
    of: Option<shared::Uuid>,
    described: &HashMap<String, String>,
    metadata: Bytes,
    data: Bytes,
) -> Result<Proposed, Status> {
    let property = |name: &str| described.get(name).ok_or_else(|| refusals::metadata_missing(name));
    Ok(Proposed {
        id: id(of)?,
        event_type: property("type")?.clone(),
        json: property("content-type")? == "application/json",
        data,
        metadata,
    })
}

fn size(event: &Proposed) -> usize {
    event.event_type.len() + event.data.len() + event.metadata.len()
}
