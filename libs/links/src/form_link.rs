//! The link that opens one form for one person: a capability, signed with a secret of this deployment.
//!
//! Whoever holds the link is taken for the person it names, for this one request and until it expires; it opens nothing
//! else. So it is short-lived, it goes to the person's own chat or address, it sends answers once ([`FormLink::command_id`]),
//! and the page that it opens asks again whether the person still is in post and is reached as when it was made.

use chrono::{DateTime, TimeDelta, Utc};
use events::ids::{CommandId, DataRequestId, InstitutionId, PersonId};

use crate::signed_link::{SignedLink, VALID, joined, moment, parts};

/// What a link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLink {
    /// The request whose form it is.
    pub request: DataRequestId,
    /// The institution whose answers it opens.
    pub institution: InstitutionId,
    /// The person who answers by this link.
    pub person: PersonId,
    /// Until when, UTC; whole seconds.
    pub until: DateTime<Utc>,
}

impl FormLink {
    /// How long a link serves.
    pub const VALID: TimeDelta = VALID;

    /// The id of the command by which it sends answers: always the same, so that it sends once, in whichever process.
    pub fn command_id(&self) -> CommandId {
        CommandId::named(&format!("form-link/{}", self.words()))
    }
}

impl SignedLink for FormLink {
    const PURPOSE: &'static [u8] = b"focalpoint/form-link/1\0";

    fn words(&self) -> String {
        let Self { request, institution, person, until } = self;
        joined(&[request, institution, person, &until.timestamp()])
    }

    fn of_words(words: &str) -> Option<Self> {
        let [request, institution, person, until] = parts(words)?;
        Some(Self {
            request: request.parse().ok()?,
            institution: institution.parse().ok()?,
            person: person.parse().ok()?,
            until: moment(until)?,
        })
    }

    fn person(&self) -> &PersonId {
        &self.person
    }

    fn until(&self) -> Option<DateTime<Utc>> {
        Some(self.until)
    }
}
