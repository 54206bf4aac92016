//! Addresses, compared as addresses.
//!
//! Two ways of writing one mailbox are one: letters of either case, and a domain in its own letters or in ASCII. Before the
//! `@` the standard lets a server tell large letters from small (RFC 5321, 2.4); no server that people have does.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use lettre::Address;
use links::ThreadToken;
use serde::Deserialize;
use url::Host;

/// The most letters before the `@` (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// An e-mail address.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct MailAddress {
    address: Address,
    /// As it is compared.
    canonical: String,
}

/// The text is no e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no e-mail address: write it as name@example.org")]
pub struct NotAnAddress(pub String);

impl MailAddress {
    fn of(address: &Address) -> Result<Self, NotAnAddress> {
        let not_one = || NotAnAddress(address.to_string());
        let domain = match Host::parse(address.domain()).map_err(|_| not_one())? {
            Host::Domain(domain) => domain,
            Host::Ipv4(_) | Host::Ipv6(_) => return Err(not_one()),
        };
        // The domain goes onto the wire in ASCII, whoever typed it how.
        let address = Address::new(address.user(), &domain).map_err(|_| not_one())?;
        let canonical = format!("{}@{domain}", address.user().to_lowercase());
        Ok(Self { address, canonical })
    }

    /// What stands before the `@`.
    pub fn local_part(&self) -> &str {
        self.address.user()
    }

    /// The domain, in ASCII.
    pub fn domain(&self) -> &str {
        self.address.domain()
    }

    /// As the mail library takes it.
    pub(crate) fn as_lettre(&self) -> &Address {
        &self.address
    }

    /// This mailbox with a thread's token behind a plus: mail to it arrives here too, and shows the token.
    pub fn with_token(&self, token: &ThreadToken) -> Result<Self, NotAnAddress> {
        let local = format!("{}+{token}", self.local_part());
        if local.len() > LONGEST_LOCAL_PART {
            return Err(NotAnAddress(format!("{local}@{}", self.domain())));
        }
        Address::new(local.as_str(), self.domain())
            .map_err(|_| NotAnAddress(local))
            .and_then(|address| Self::of(&address))
    }

    /// The token that an address of this mailbox carries.
    pub fn token_in(&self, other: &Self) -> Option<ThreadToken> {
        let (own, domain) = self.canonical.rsplit_once('@')?;
        let (local, other_domain) = other.canonical.rsplit_once('@')?;
        let token = local.strip_prefix(own)?.strip_prefix('+')?;
        (domain == other_domain).then(|| token.parse().ok())?
    }
}

impl FromStr for MailAddress {
    type Err = NotAnAddress;
    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim();
        text.parse::<Address>().map_err(|_| NotAnAddress(text.to_owned())).and_then(|address| Self::of(&address))
    }
}

impl TryFrom<String> for MailAddress {
    type Error = NotAnAddress;
    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        text.parse()
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(f)
    }
}

impl PartialEq for MailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for MailAddress {}

impl Hash for MailAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical.hash(state);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn address(text: &str) -> MailAddress {
        text.parse().unwrap()
    }

    #[test]
    fn one_mailbox_written_in_two_ways_is_one() {
        assert_eq!(address("Arta.Krasniqi@RKS-GOV.net"), address(" arta.krasniqi@rks-gov.net "));
        assert_eq!(address("arta@münchen.example"), address("arta@xn--mnchen-3ya.example"));
        assert_ne!(address("arta@rks-gov.net"), address("arta@rks-gov.net.example.org"));
        assert_ne!(address("arta@rks-gov.net"), address("arta+x@rks-gov.net"));
        for wrong in
            ["", "arta", "arta@", "@x.example", "a@b@c", "arta@x.example\r\nBcc: b@x.example", "arta@[127.0.0.1]"]
        {
            assert!(wrong.parse::<MailAddress>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_token_is_found_behind_the_plus_of_ones_own_mailbox_only() {
        let own = address("focalpoint@akt.example");
        let token: ThreadToken = "0123456789abcdef".parse().unwrap();
        let with = own.with_token(&token).unwrap();
        assert_eq!(with.to_string(), "focalpoint+0123456789abcdef@akt.example");
        assert_eq!(own.token_in(&address("FocalPoint+0123456789ABCDEF@AKT.example")), Some(token.clone()));
        assert_eq!(own.token_in(&own), None);
        assert_eq!(own.token_in(&address("other+0123456789abcdef@akt.example")), None);
        assert_eq!(own.token_in(&address("focalpoint+0123456789abcdef@other.example")), None);
        assert!(address(&format!("{}@akt.example", "x".repeat(60))).with_token(&token).is_err());
    }
}
