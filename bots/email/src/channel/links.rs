//! The addresses in an e-mail: one step with one task, the form of a data request, and the end of these messages.
//!
//! Each is signed for the person to whom the message goes and opens without a sign-in. What the pages behind them can do is
//! the gateway's.

use std::fmt;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use events::ids::{ActionItemId, DataRequestId, InstitutionId, PersonId};
use links::{ActionLink, FormLink, LinkKey, LinkedAction};
use url::Url;

/// The token of the page on which a person ends the messages.
type UnsubscribeToken = dyn Fn(&PersonId) -> String + Send + Sync;

/// Makes the addresses.
pub struct MailLinks {
    key: LinkKey,
    public_url: Url,
    unsubscribe_token: Box<UnsubscribeToken>,
}

impl fmt::Debug for MailLinks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailLinks").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}

/// The address is not one that pages can stand under.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no address of a site: write it as https://focalpoint.example.org")]
pub struct NotASite(pub Url);

impl MailLinks {
    /// Links to the pages under this address, signed with this key; how the token that ends the messages is made, is said by
    /// whoever puts the program together.
    pub fn new(
        key: LinkKey,
        public_url: Url,
        unsubscribe_token: impl Fn(&PersonId) -> String + Send + Sync + 'static,
    ) -> Result<Self, NotASite> {
        if public_url.cannot_be_a_base() {
            return Err(NotASite(public_url));
        }
        Ok(Self { key, public_url, unsubscribe_token: Box::new(unsubscribe_token) })
    }

    fn page(&self, path: &[&str]) -> Url {
        let mut page = self.public_url.clone();
        // `new` has seen to it that there is a path.
        if let Ok(mut segments) = page.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        page
    }

    /// The page that takes one step with a task, as this person.
    pub(super) fn step(&self, person: &PersonId, item: &ActionItemId, action: LinkedAction, now: DateTime<Utc>) -> Url {
        let until = whole_seconds(now) + ActionLink::VALID;
        let link = ActionLink { person: person.clone(), item: item.clone(), action, until };
        self.page(&["links", &self.key.sign_action(&link)])
    }

    /// The form on which this person answers a data request for an institution. It can be opened as long as a step.
    pub(super) fn form(
        &self,
        person: &PersonId,
        institution: &InstitutionId,
        request: &DataRequestId,
        now: DateTime<Utc>,
    ) -> Url {
        let link = FormLink {
            request: request.clone(),
            institution: institution.clone(),
            person: person.clone(),
            until: whole_seconds(now) + ActionLink::VALID,
        };
        self.page(&["forms", &self.key.sign(&link)])
    }

    /// The page on which this person ends the messages.
    pub(super) fn unsubscribe(&self, person: &PersonId) -> Url {
        self.page(&["mail", "stop", &(self.unsubscribe_token)(person)])
    }
}

/// A link counts in whole seconds.
fn whole_seconds(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::seconds(1)).unwrap_or(now)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn links(public_url: &str) -> Result<MailLinks, NotASite> {
        MailLinks::new(LinkKey::new("k".repeat(40)).unwrap(), public_url.parse().unwrap(), |person| {
            format!("{person}.a-_b")
        })
    }

    #[test]
    fn pages_stand_under_the_public_address_however_it_ends() {
        let arta = "arta".parse().unwrap();
        for (public, wanted) in [
            ("https://hub.example", "https://hub.example/mail/stop/arta.a-_b"),
            ("https://hub.example/", "https://hub.example/mail/stop/arta.a-_b"),
            ("https://akt.example/hub/", "https://akt.example/hub/mail/stop/arta.a-_b"),
        ] {
            assert_eq!(links(public).unwrap().unsubscribe(&arta).as_str(), wanted);
        }
        assert!(links("mailto:hub@example.org").is_err());
    }
}
