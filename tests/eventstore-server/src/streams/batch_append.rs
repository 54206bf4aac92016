//! Appends to any streams, one after the other over one call, each with its own answer.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures::stream::StreamExt;
use prost::Message;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::metadata::MetadataMap;
use tonic::{Code, Status, Streaming};
use uuid::Uuid;

use super::{Answers, LARGEST_APPEND, id, identifier, name, proposed, size, structured};
use crate::cluster_state::ClusterState;
use crate::log::{Expected, LogError, Proposed, Written};
use crate::protocol::google::rpc;
use crate::protocol::shared::{
    AllStreamPosition, BadRequest, MaximumAppendSizeExceeded, StreamDeleted, Timeout, WrongExpectedVersion,
    wrong_expected_version as detail,
};
use crate::protocol::streams::batch_append_req::options::{DeadlineOption, ExpectedStreamPosition};
use crate::protocol::streams::batch_append_req::{Options, ProposedMessage};
use crate::protocol::streams::batch_append_resp::success::{CurrentRevisionOption, PositionOption};
use crate::protocol::streams::batch_append_resp::{Result as Outcome, Success};
use crate::protocol::streams::{BatchAppendReq, BatchAppendResp};
use crate::refusals;

/// How long a write may take when nobody says how long.
const LONGEST_WRITE: Duration = Duration::from_secs(2);

/// A write of which not everything has come yet.
struct Pending {
    stream: String,
    expected: Expected,
    within: Duration,
    events: Vec<Proposed>,
}

pub(super) fn answers(
    shared: Arc<ClusterState>,
    node: usize,
    asked: MetadataMap,
    mut requests: Streaming<BatchAppendReq>,
) -> Answers<BatchAppendResp> {
    let (say, said) = mpsc::channel(32);
    tokio::spawn(async move {
        let mut pending = HashMap::new();
        loop {
            let Ok(Some(request)) = requests.message().await else { return };
            let answer = match taken(&mut pending, request) {
                Ok(Some((correlation, write))) => match shared.admit_write(node, &asked).await {
                    Ok(_) => carried_out(&shared, correlation, write).await,
                    Err(status) => Err(status),
                },
                Ok(None) => continue,
                Err(status) => Err(status),
            };
            let over = answer.is_err();
            if say.send(answer).await.is_err() || over {
                return;
            }
        }
    });
    ReceiverStream::new(said).boxed()
}

/// Takes in a part of a write; gives the write back once it is whole.
fn taken(pending: &mut HashMap<Uuid, Pending>, request: BatchAppendReq) -> Result<Option<(Uuid, Pending)>, Status> {
    let correlation = id(request.correlation_id)?;
    if let Some(options) = request.options {
        pending.insert(correlation, begun(options)?);
    }
    let Some(write) = pending.get_mut(&correlation) else { return Ok(None) };
    for ProposedMessage { id, metadata, custom_metadata, data } in request.proposed_messages {
        write.events.push(proposed(id, &metadata, custom_metadata, data)?);
    }
    if !request.is_final {
        return Ok(None);
    }
    Ok(pending.remove(&correlation).map(|write| (correlation, write)))
}

fn begun(options: Options) -> Result<Pending, Status> {
    let expected = match options.expected_stream_position {
        Some(ExpectedStreamPosition::StreamPosition(revision)) => Expected::Revision(revision),
        Some(ExpectedStreamPosition::NoStream(())) => Expected::NoStream,
        Some(ExpectedStreamPosition::Any(())) => Expected::Any,
        Some(ExpectedStreamPosition::StreamExists(())) => Expected::StreamExists,
        None => return Err(refusals::invalid("an expected position is required")),
    };
    let within = match options.deadline_option {
        Some(DeadlineOption::Deadline(wanted)) => Duration::try_from(wanted).unwrap_or(Duration::ZERO),
        Some(DeadlineOption::Deadline21100(_)) | None => LONGEST_WRITE,
    };
    Ok(Pending {
        stream: name(options.stream_identifier)?,
        expected,
        within: within.min(LONGEST_WRITE),
        events: Vec::new(),
    })
}

async fn carried_out(shared: &ClusterState, correlation: Uuid, write: Pending) -> Result<BatchAppendResp, Status> {
    let Pending { stream, expected, within, events } = write;
    let outcome = if events.iter().map(size).sum::<usize>() > LARGEST_APPEND {
        let limit = MaximumAppendSizeExceeded { max_append_size: u32::try_from(LARGEST_APPEND).unwrap_or(u32::MAX) };
        Outcome::Error(error(Code::InvalidArgument, "MaximumAppendSizeExceeded", &limit))
    } else {
        match tokio::time::timeout(within, shared.log.append(&stream, expected, events)).await {
            Ok(Ok(written)) => Outcome::Success(success(written)),
            Ok(Err(refusal)) => Outcome::Error(refused(&refusal, &stream, expected)),
            Err(_) => Outcome::Error(error(Code::DeadlineExceeded, "Timeout", &Timeout {})),
        }
    };
    if shared.loses_answer() {
        return Err(refusals::not_ready());
    }
    Ok(BatchAppendResp {
        correlation_id: Some(structured(correlation)),
        stream_identifier: Some(identifier(&stream)),
        expected_stream_position: None,
        result: Some(outcome),
    })
}

fn success(written: Written) -> Success {
    Success {
        current_revision_option: Some(match written.revision {
            Some(revision) => CurrentRevisionOption::CurrentRevision(revision),
            None => CurrentRevisionOption::NoStream(()),
        }),
        position_option: Some(match written.place {
            Some(place) => PositionOption::Position(AllStreamPosition {
                commit_position: place.commit,
                prepare_position: place.prepare,
            }),
            None => PositionOption::NoPosition(()),
        }),
    }
}

fn refused(refusal: &LogError, stream: &str, expected: Expected) -> rpc::Status {
    match refusal {
        LogError::WrongExpectedVersion { current } => {
            let detail = WrongExpectedVersion {
                current_stream_revision_option: Some(match current {
                    Some(revision) => detail::CurrentStreamRevisionOption::CurrentStreamRevision(*revision),
                    None => detail::CurrentStreamRevisionOption::CurrentNoStream(()),
                }),
                expected_stream_position_option: Some(match expected {
                    Expected::Any => detail::ExpectedStreamPositionOption::ExpectedAny(()),
                    Expected::NoStream => detail::ExpectedStreamPositionOption::ExpectedNoStream(()),
                    Expected::StreamExists => detail::ExpectedStreamPositionOption::ExpectedStreamExists(()),
                    Expected::Revision(revision) => {
                        detail::ExpectedStreamPositionOption::ExpectedStreamPosition(revision)
                    }
                }),
            };
            error(Code::AlreadyExists, "WrongExpectedVersion", &detail)
        }
        LogError::StreamDeleted => {
            let detail = StreamDeleted { stream_identifier: Some(identifier(stream)) };
            error(Code::NotFound, "StreamDeleted", &detail)
        }
        LogError::InvalidPosition | LogError::Append(_) | LogError::Read(_) | LogError::Foreign(_) => {
            error(Code::InvalidArgument, "BadRequest", &BadRequest { message: refusal.to_string() })
        }
    }
}

/// An error with its one detail, named as the protocol names it.
fn error(code: Code, name: &str, detail: &impl Message) -> rpc::Status {
    rpc::Status {
        code: code.into(),
        message: name.to_owned(),
        details: Some(prost_types::Any {
            type_url: format!("type.googleapis.com/event_store.client.{name}"),
            value: detail.encode_to_vec(),
        }),
    }
}
