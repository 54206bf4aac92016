//! What the Bot API answers when it does not do as asked. Whatever reads a part of a call says it in these words.

/// An error answer: `{"ok":false,"error_code":…,"description":…,"parameters":…}`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{description}")]
pub(crate) struct Failure {
    pub(crate) code: u16,
    pub(crate) description: String,
    pub(crate) retry_after: Option<u64>,
    /// The supergroup that the group has become.
    pub(crate) migrate_to: Option<i64>,
}

impl Failure {
    pub(crate) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None, migrate_to: None }
    }

    pub(crate) fn bad_request(what: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", what.as_ref()))
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(401, "Unauthorized")
    }

    pub(crate) fn blocked() -> Self {
        Self::new(403, "Forbidden: bot was blocked by the user")
    }

    /// Put out of a `group` or a `supergroup`.
    pub(crate) fn kicked(kind: &str) -> Self {
        Self::new(403, format!("Forbidden: bot was kicked from the {kind} chat"))
    }

    pub(crate) fn migrated(to: i64) -> Self {
        let failure = Self::bad_request("group chat was upgraded to a supergroup chat");
        Self { migrate_to: Some(to), ..failure }
    }

    pub(crate) fn unknown_method() -> Self {
        Self::new(404, "Not Found: method not found")
    }

    pub(crate) fn conflict(what: &str) -> Self {
        Self::new(409, format!("Conflict: {what}"))
    }

    pub(crate) fn too_many_requests(retry_after: u64) -> Self {
        Self {
            code: 429,
            description: format!("Too Many Requests: retry after {retry_after}"),
            retry_after: Some(retry_after),
            migrate_to: None,
        }
    }
}
