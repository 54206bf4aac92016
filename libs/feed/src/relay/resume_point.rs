//! Where the relay goes on.

use async_nats::jetstream::message::StreamMessage;
use async_nats::jetstream::stream::{LastRawMessageErrorKind, Stream};
use events::ids::Position;

use super::{IN_FLIGHT, Interruption};
use crate::message;

/// How many messages that are none of ours are passed over in search of one that is.
const STEPS: u64 = 32;
/// How many messages at the stream's end may have others missing among them: those that two relays had on their way.
const UNSURE: u64 = 2 * IN_FLIGHT as u64;

/// Where the relay is.
#[derive(Debug, Clone, Copy)]
pub(super) struct ResumePoint {
    /// Everything up to here is on JetStream.
    pub(super) position: Position,
    /// The stream's last sequence.
    pub(super) sequence: u64,
}

/// Where to go on, by the stream's end and the checkpoint kept.
///
/// The stream ends before the checkpoint: the rest was lost, though it had been acknowledged. It ends behind it: the
/// checkpoint was not kept any more, or is that of a relay that was not at work for long; then only the last messages
/// may have others missing among them, as no relay has more on its way.
pub(super) async fn to_go_on(stream: &Stream, kept: Position) -> Result<ResumePoint, Interruption> {
    let state = stream.get_info().await.map_err(|error| Interruption::Nats(error.to_string()))?.state;
    let resume_at = |position| Ok(ResumePoint { position, sequence: state.last_sequence });
    if state.messages == 0 {
        return resume_at(Position::START);
    }
    let Some(end) = at_or_before(stream, state.last_sequence, state.first_sequence).await? else {
        return resume_at(kept);
    };
    if end <= kept {
        return resume_at(end);
    }
    let sure = state.last_sequence.saturating_sub(UNSURE);
    if sure < state.first_sequence {
        return resume_at(kept);
    }
    let sure = at_or_before(stream, sure, state.first_sequence).await?;
    resume_at(sure.map_or(kept, |sure| sure.max(kept)))
}

/// The position of the last event before a sequence; the log's beginning if there is none.
pub(super) async fn before(stream: &Stream, sequence: u64) -> Result<Position, Interruption> {
    let Some(last) = sequence.checked_sub(1) else { return Ok(Position::START) };
    Ok(at_or_before(stream, last, 1).await?.unwrap_or(Position::START))
}

async fn at_or_before(stream: &Stream, sequence: u64, first: u64) -> Result<Option<Position>, Interruption> {
    let lowest = first.max(sequence.saturating_sub(STEPS)).max(1);
    for sequence in (lowest..=sequence).rev() {
        if let Some(found) = message_at(stream, sequence).await?
            && let Ok(position) = message::position(&found.headers)
        {
            return Ok(Some(position));
        }
    }
    Ok(None)
}

async fn message_at(stream: &Stream, sequence: u64) -> Result<Option<StreamMessage>, Interruption> {
    match stream.get_raw_message(sequence).await {
        Ok(found) => Ok(Some(found)),
        Err(error) => match error.kind() {
            LastRawMessageErrorKind::NoMessageFound => Ok(None),
            LastRawMessageErrorKind::InvalidSubject
            | LastRawMessageErrorKind::JetStream(_)
            | LastRawMessageErrorKind::Other => Err(Interruption::Nats(error.to_string())),
        },
    }
}
