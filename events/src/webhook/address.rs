//! Where a webhook's messages go: an address of the web that says nothing but where.
//!
//! What the name stands for in the network, and whether that may be reached, is for whoever connects to see, each time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest address, in bytes.
pub const LONGEST_ADDRESS: usize = 500;

/// Why a text is no address that messages could go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAWebhookAddress {
    /// It does not begin as it has to.
    #[error("write the whole address, beginning with https://")]
    NotHttps,
    /// It names no host, or has characters that no address has.
    #[error(
        "this is no address: write it as the receiver's page shows it, as https://example.org/hook, at most \
         {LONGEST_ADDRESS} letters"
    )]
    Malformed,
    /// It has a name and a password, or a part that only browsers read.
    #[error("write the address without a user's name, a password or a # in it")]
    SaysMore,
}

impl NotAWebhookAddress {
    /// The code that texts hang on.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotHttps => "webhook-address-not-https",
            Self::Malformed => "webhook-address-malformed",
            Self::SaysMore => "webhook-address-says-more",
        }
    }
}

/// Where messages go: `https://…`, or `http://…` on the very machine, for trying things out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("maxLength" = LONGEST_ADDRESS, "pattern" = "^https?://"))]
pub struct WebhookAddress(String);

/// Whether a host is this machine by its very name, whatever a network says.
fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "[::1]")
        || host.strip_prefix("127.").is_some_and(|rest| {
            let parts: Vec<_> = rest.split('.').collect();
            parts.len() == 3 && parts.iter().all(|part| part.parse::<u8>().is_ok())
        })
}

impl WebhookAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is not encrypted on its way, which it only may be on the very machine.
    pub fn is_plain(&self) -> bool {
        self.0.starts_with("http://")
    }
}

impl FromStr for WebhookAddress {
    type Err = NotAWebhookAddress;
    fn from_str(text: &str) -> Result<Self, NotAWebhookAddress> {
        use NotAWebhookAddress as N;
        let text = text.trim();
        let (rest, plain) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (rest, false),
            (None, Some(rest)) => (rest, true),
            (None, None) => return Err(N::NotHttps),
        };
        let is_written_well = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`');
        if text.len() > LONGEST_ADDRESS || !rest.bytes().all(is_written_well) {
            return Err(N::Malformed);
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') || rest.contains('#') {
            return Err(N::SaysMore);
        }
        let has_port = !authority.ends_with(']');
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if has_port => (host, Some(port)),
            _ => (authority, None),
        };
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let bracketed = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let host_is_one = match bracketed {
            Some(inner) => inner.parse::<core::net::Ipv6Addr>().is_ok(),
            None => !host.is_empty() && host.bytes().all(is_host),
        };
        if !host_is_one || port.is_some_and(|port| port.parse::<u16>().map_or(true, |port| port == 0)) {
            return Err(N::Malformed);
        }
        if plain && !is_this_machine(host) {
            return Err(N::NotHttps);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for WebhookAddress {
    type Error = NotAWebhookAddress;
    fn try_from(text: String) -> Result<Self, NotAWebhookAddress> {
        text.parse()
    }
}

impl From<WebhookAddress> for String {
    fn from(address: WebhookAddress) -> Self {
        address.0
    }
}

impl fmt::Display for WebhookAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
