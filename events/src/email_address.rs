//! An e-mail address: what one is, and how it is written so that the same address is the same text.
//!
//! It is personal data of staff, so in events it is sealed (see [`crate::sealed`]) and its debug form tells nothing.

use std::fmt;
use std::str::FromStr;

use email_address::{EmailAddress as Parsed, Options};
use serde::{Deserialize, Serialize};

/// The longest that a mail server takes, in bytes (RFC 5321, section 4.5.3.1.3, less the angle brackets).
const LONGEST_ADDRESS: usize = 254;

/// A text is no address that mail can be sent to. It does not repeat the text, which may be of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no e-mail address: write it as name@example.org, in Latin letters without accents, without a name before it"
)]
pub struct NotAnEmailAddress;

/// An address that mail can be sent to, without quotes, at a domain that has a name; all in ASCII, the domain in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("format" = "email", "maxLength" = LONGEST_ADDRESS))]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether mail to both comes to the same mailbox, as mail servers take it: in capitals or not. A server may tell them apart
    /// before the sign `@` (RFC 5321, section 2.4); hardly any does.
    pub fn is_same_mailbox(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }

    /// The part after the sign `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// The parser takes what may stand in a header (RFC 5322); a server is found by a host name only (RFC 5321, section 2.3.5):
/// letters, digits and hyphens between dots, and no number as the last part.
fn is_host_name(domain: &str) -> bool {
    let plain = domain.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
    let last = domain.rsplit('.').next().unwrap_or_default();
    plain && !last.bytes().all(|b| b.is_ascii_digit())
}

impl FromStr for EmailAddress {
    type Err = NotAnEmailAddress;
    fn from_str(text: &str) -> Result<Self, NotAnEmailAddress> {
        // Mail servers here do not take letters outside ASCII (RFC 6531), and a line break must never get into a header.
        let text = text.trim();
        if text.len() > LONGEST_ADDRESS || !text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
            return Err(NotAnEmailAddress);
        }
        let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
        let parsed = Parsed::parse_with_options(text, options).map_err(|_| NotAnEmailAddress)?;
        let domain = parsed.domain().to_ascii_lowercase();
        if parsed.local_part().starts_with('"') || !is_host_name(&domain) {
            return Err(NotAnEmailAddress);
        }
        Ok(Self(format!("{}@{domain}", parsed.local_part())))
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnEmailAddress;
    fn try_from(text: String) -> Result<Self, NotAnEmailAddress> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}
