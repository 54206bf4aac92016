//! Errors as the real server sends them: the code, the words, and what stands in the trailers.

use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Status};

use crate::log::LogError;

fn with_trailers(code: Code, message: String, trailers: &[(&'static str, &str)]) -> Status {
    let mut metadata = MetadataMap::new();
    for (name, value) in trailers {
        if let Ok(value) = MetadataValue::try_from(*value) {
            metadata.insert(*name, value);
        }
    }
    Status::with_metadata(code, message, metadata)
}

/// The node is not the leader; another is.
pub(crate) fn not_leader(host: &str, port: u16) -> Status {
    with_trailers(
        Code::NotFound,
        "Leader info available".to_owned(),
        &[("exception", "not-leader"), ("leader-endpoint-host", host), ("leader-endpoint-port", &port.to_string())],
    )
}

/// The node is not the leader, and nobody is.
pub(crate) fn no_leader() -> Status {
    Status::unknown("No leader info available in response")
}

/// The node does not answer questions now.
pub(crate) fn not_ready() -> Status {
    Status::unavailable("Server Is Not Ready")
}

/// The cluster did not get the write done.
pub(crate) fn timed_out(what: &str) -> Status {
    Status::aborted(format!("Operation timed out: {what}"))
}

/// The caller's own deadline has passed.
pub(crate) fn deadline_exceeded() -> Status {
    Status::deadline_exceeded("Deadline Exceeded")
}

/// The caller may not do this.
pub(crate) fn access_denied() -> Status {
    with_trailers(Code::PermissionDenied, "Access Denied".to_owned(), &[("exception", "access-denied")])
}

/// The caller is not who it says.
pub(crate) fn unauthenticated() -> Status {
    Status::unauthenticated("Unauthenticated")
}

/// The subscription's reader does not keep up.
pub(crate) fn consumer_too_slow() -> Status {
    Status::aborted(
        "Operation timed out: Consumer too slow to handle event while live. Client resubscription required.",
    )
}

/// The request makes no sense.
pub(crate) fn invalid(what: &str) -> Status {
    Status::invalid_argument(what)
}

/// An event was proposed without its type or content type.
pub(crate) fn metadata_missing(property: &str) -> Status {
    with_trailers(
        Code::InvalidArgument,
        format!("Required Metadata Property '{property}' is missing"),
        &[("exception", "missing-required-metadata-property"), ("required-metadata-properties", "type,content-type")],
    )
}

/// The write is larger than the server takes.
pub(crate) fn too_large(limit: usize) -> Status {
    with_trailers(
        Code::InvalidArgument,
        format!("Maximum Append Size of {limit} Exceeded."),
        &[("exception", "maximum-append-size-exceeded"), ("maximum-append-size", &limit.to_string())],
    )
}

/// The stream was deleted for good.
pub(crate) fn stream_deleted(stream: &str) -> Status {
    with_trailers(
        Code::FailedPrecondition,
        format!("Event stream '{stream}' is deleted."),
        &[("exception", "stream-deleted"), ("stream-name", stream)],
    )
}

/// A stream is elsewhere, where the answer has no place to say so.
pub(crate) fn wrong_expected_version(operation: &str, stream: &str, expected: i64, actual: Option<u64>) -> Status {
    let actual = actual.map_or_else(|| "-1".to_owned(), |actual| actual.to_string());
    with_trailers(
        Code::FailedPrecondition,
        format!(
            "{operation} failed due to WrongExpectedVersion. Stream: {stream}, Expected version: {expected}, \
             Actual version: {actual}"
        ),
        &[
            ("exception", "wrong-expected-version"),
            ("stream-name", stream),
            ("expected-version", &expected.to_string()),
            ("actual-version", &actual),
        ],
    )
}

/// What the log could not do, where nothing more is to be said of it.
pub(crate) fn of_log(error: &LogError, stream: &str) -> Status {
    match error {
        LogError::StreamDeleted => stream_deleted(stream),
        LogError::InvalidPosition => Status::invalid_argument("Trying to read from an invalid position."),
        LogError::WrongExpectedVersion { current } => wrong_expected_version("Append", stream, -2, *current),
        LogError::Append(_) | LogError::Read(_) | LogError::Foreign(_) => Status::unknown(error.to_string()),
    }
}
