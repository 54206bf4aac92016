//! Deleting a stream, softly or for good.

use tonic::Status;

use super::name;
use crate::cluster_state::ClusterState;
use crate::log::{Expected, LogError, LogPosition};
use crate::protocol::shared::StreamIdentifier;
use crate::protocol::streams::{
    DeleteReq, DeleteResp, TombstoneReq, TombstoneResp, delete_req, delete_resp, tombstone_req, tombstone_resp,
};
use crate::refusals;

pub(super) async fn softly(shared: &ClusterState, request: DeleteReq) -> Result<DeleteResp, Status> {
    use delete_req::options::ExpectedStreamRevision as Wanted;
    let options = request.options.ok_or_else(|| refusals::invalid("options are required"))?;
    let expected = match options.expected_stream_revision {
        Some(Wanted::Revision(revision)) => Expected::Revision(revision),
        Some(Wanted::NoStream(_)) => Expected::NoStream,
        Some(Wanted::Any(_)) => Expected::Any,
        Some(Wanted::StreamExists(_)) => Expected::StreamExists,
        None => return Err(refusals::invalid("an expected revision is required")),
    };
    let place = delete(shared, options.stream_identifier, expected, false).await?;
    let position = delete_resp::Position { commit_position: place.commit, prepare_position: place.prepare };
    Ok(DeleteResp { position_option: Some(delete_resp::PositionOption::Position(position)) })
}

pub(super) async fn for_good(shared: &ClusterState, request: TombstoneReq) -> Result<TombstoneResp, Status> {
    use tombstone_req::options::ExpectedStreamRevision as Wanted;
    let options = request.options.ok_or_else(|| refusals::invalid("options are required"))?;
    let expected = match options.expected_stream_revision {
        Some(Wanted::Revision(revision)) => Expected::Revision(revision),
        Some(Wanted::NoStream(_)) => Expected::NoStream,
        Some(Wanted::Any(_)) => Expected::Any,
        Some(Wanted::StreamExists(_)) => Expected::StreamExists,
        None => return Err(refusals::invalid("an expected revision is required")),
    };
    let place = delete(shared, options.stream_identifier, expected, true).await?;
    let position = tombstone_resp::Position { commit_position: place.commit, prepare_position: place.prepare };
    Ok(TombstoneResp { position_option: Some(tombstone_resp::PositionOption::Position(position)) })
}

async fn delete(
    shared: &ClusterState,
    stream: Option<StreamIdentifier>,
    expected: Expected,
    for_good: bool,
) -> Result<LogPosition, Status> {
    let stream = name(stream)?;
    shared.log.delete(&stream, expected, for_good).await.map_err(|error| match error {
        LogError::WrongExpectedVersion { current } => {
            let expected = match expected {
                Expected::Any => -2,
                Expected::NoStream => -1,
                Expected::StreamExists => -4,
                Expected::Revision(revision) => i64::try_from(revision).unwrap_or(i64::MAX),
            };
            refusals::wrong_expected_version("Delete stream", &stream, expected, current)
        }
        other @ (LogError::StreamDeleted
        | LogError::InvalidPosition
        | LogError::Append(_)
        | LogError::Read(_)
        | LogError::Foreign(_)) => refusals::of_log(&other, &stream),
    })
}
