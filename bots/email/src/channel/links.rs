//! The addresses in an e-mail: one step, the form of a data request, and the end of these messages.
//!
//! Each is signed for the person to whom the message goes and opens without a sign-in. What the pages behind them can do is
//! the gateway's.

use std::fmt;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use events::ids::{DataRequestId, InstitutionId, PersonId};
use links::{ActionLink, FormLink, LinkKey, LinkedStep, RemindersLink, UnsubscribeLink};
use url::Url;

/// Makes the addresses.
pub struct MailLinks {
    key: LinkKey,
    public_url: Url,
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
    /// Links to the pages under this address, signed with this key.
    pub fn new(key: LinkKey, public_url: Url) -> Result<Self, NotASite> {
        if public_url.cannot_be_a_base() {
            return Err(NotASite(public_url));
        }
        Ok(Self { key, public_url })
    }

    fn page(&self, path: &[&str]) -> Url {
        let mut page = self.public_url.clone();
        // `new` has seen to it that there is a path.
        if let Ok(mut segments) = page.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        page
    }

    /// The page that takes one step, as this person.
    pub(super) fn step(&self, person: &PersonId, step: LinkedStep, now: DateTime<Utc>) -> Url {
        let link = ActionLink { person: person.clone(), step, until: whole_seconds(now) + ActionLink::VALID };
        self.page(&["links", &self.key.sign(&link)])
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
            until: whole_seconds(now) + FormLink::VALID,
        };
        self.page(&["forms", &self.key.sign(&link)])
    }

    /// The page on which this person sees what is to come, and chooses how. It can be opened as long as a step.
    pub(super) fn reminders(&self, person: &PersonId, now: DateTime<Utc>) -> Url {
        let link = RemindersLink { person: person.clone(), until: whole_seconds(now) + RemindersLink::VALID };
        self.page(&["mail", "reminders", &self.key.sign(&link)])
    }

    /// The secret of a link that signs this person in until then, asked for by the address.
    pub(super) fn sign_in_secret(&self, person: &PersonId, until: DateTime<Utc>) -> String {
        self.key.mailed_sign_in_secret(person, until)
    }

    /// The page whose button signs in by a secret.
    pub(super) fn sign_in(&self, secret: &str) -> Url {
        let mut page = self.page(&["sign-in"]);
        page.query_pairs_mut().append_pair("token", secret);
        page
    }

    /// The page on which this person ends the messages.
    pub(super) fn unsubscribe(&self, person: &PersonId) -> Url {
        self.page(&["mail", "stop", &self.key.sign(&UnsubscribeLink { person: person.clone() })])
    }
}

/// A link counts in whole seconds.
fn whole_seconds(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::seconds(1)).unwrap_or(now)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn links(public_url: &str) -> Result<MailLinks, NotASite> {
        MailLinks::new(LinkKey::new("k".repeat(40)).unwrap(), public_url.parse().unwrap())
    }

    #[test]
    fn pages_stand_under_the_public_address_however_it_ends() {
        let arta = "arta".parse().unwrap();
        for (public, wanted) in [
            ("https://hub.example", "https://hub.example/mail/stop/"),
            ("https://hub.example/", "https://hub.example/mail/stop/"),
            ("https://akt.example/hub/", "https://akt.example/hub/mail/stop/"),
        ] {
            let url = links(public).unwrap().unsubscribe(&arta);
            let token = url.as_str().strip_prefix(wanted).unwrap_or_else(|| panic!("{url}"));
            let key = LinkKey::new("k".repeat(40)).unwrap();
            assert_eq!(key.open(token, DateTime::default()), Ok(UnsubscribeLink { person: arta.clone() }));
        }
        assert!(links("mailto:hub@example.org").is_err());
    }
}
