//! Appending to one stream.

use tonic::{Status, Streaming};

use super::{LARGEST_APPEND, name, proposed, size};
use crate::cluster_state::ClusterState;
use crate::log::{Expected, LogError, Written};
use crate::protocol::shared::Empty;
use crate::protocol::streams::append_req::options::ExpectedStreamRevision;
use crate::protocol::streams::append_req::{Content, Options, ProposedMessage};
use crate::protocol::streams::append_resp::success::{CurrentRevisionOption, PositionOption};
use crate::protocol::streams::append_resp::wrong_expected_version::{
    CurrentRevisionOption as Current, CurrentRevisionOption2060 as Current2060, ExpectedRevisionOption as Wanted,
    ExpectedRevisionOption2060 as Wanted2060,
};
use crate::protocol::streams::append_resp::{Position, Result as Outcome, Success, WrongExpectedVersion};
use crate::protocol::streams::{AppendReq, AppendResp};
use crate::refusals;

pub(super) async fn answer(shared: &ClusterState, mut request: Streaming<AppendReq>) -> Result<AppendResp, Status> {
    let Some(AppendReq { content: Some(Content::Options(options)) }) = request.message().await? else {
        return Err(Status::unknown("Exception was thrown by handler."));
    };
    let Options { stream_identifier, expected_stream_revision } = options;
    let stream = name(stream_identifier)?;
    let expected = match expected_stream_revision {
        Some(ExpectedStreamRevision::Revision(revision)) => Expected::Revision(revision),
        Some(ExpectedStreamRevision::NoStream(_)) => Expected::NoStream,
        Some(ExpectedStreamRevision::Any(_)) => Expected::Any,
        Some(ExpectedStreamRevision::StreamExists(_)) => Expected::StreamExists,
        None => return Err(refusals::invalid("an expected revision is required")),
    };
    let mut events = Vec::new();
    let mut total = 0;
    while let Some(AppendReq { content }) = request.message().await? {
        let Some(Content::ProposedMessage(ProposedMessage { id, metadata, custom_metadata, data })) = content else {
            return Err(Status::unknown("Exception was thrown by handler."));
        };
        let event = proposed(id, &metadata, custom_metadata, data)?;
        total += size(&event);
        if total > LARGEST_APPEND {
            return Err(refusals::too_large(LARGEST_APPEND));
        }
        events.push(event);
    }
    let outcome = match shared.log.append(&stream, expected, events).await {
        Ok(written) => Outcome::Success(success(written)),
        Err(LogError::WrongExpectedVersion { current }) => Outcome::WrongExpectedVersion(elsewhere(expected, current)),
        Err(error) => return Err(refusals::of_log(&error, &stream)),
    };
    if shared.loses_answer() {
        return Err(refusals::not_ready());
    }
    Ok(AppendResp { result: Some(outcome) })
}

fn success(written: Written) -> Success {
    Success {
        current_revision_option: Some(match written.revision {
            Some(revision) => CurrentRevisionOption::CurrentRevision(revision),
            None => CurrentRevisionOption::NoStream(Empty {}),
        }),
        position_option: Some(match written.place {
            Some(place) => {
                PositionOption::Position(Position { commit_position: place.commit, prepare_position: place.prepare })
            }
            None => PositionOption::NoPosition(Empty {}),
        }),
    }
}

/// Says it twice, for clients of 20.6.0 and for later ones.
fn elsewhere(expected: Expected, current: Option<u64>) -> WrongExpectedVersion {
    let (wanted, wanted_2060) = match expected {
        Expected::Any => (Wanted::ExpectedAny(Empty {}), Wanted2060::Any2060(Empty {})),
        Expected::StreamExists => (Wanted::ExpectedStreamExists(Empty {}), Wanted2060::StreamExists2060(Empty {})),
        Expected::NoStream => (Wanted::ExpectedNoStream(Empty {}), Wanted2060::ExpectedRevision2060(u64::MAX)),
        Expected::Revision(revision) => {
            (Wanted::ExpectedRevision(revision), Wanted2060::ExpectedRevision2060(revision))
        }
    };
    let (current, current_2060) = match current {
        Some(revision) => (Current::CurrentRevision(revision), Current2060::CurrentRevision2060(revision)),
        None => (Current::CurrentNoStream(Empty {}), Current2060::NoStream2060(Empty {})),
    };
    WrongExpectedVersion {
        current_revision_option: Some(current),
        expected_revision_option: Some(wanted),
        current_revision_option_20_6_0: Some(current_2060),
        expected_revision_option_20_6_0: Some(wanted_2060),
    }
}
