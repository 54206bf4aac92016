//! A session: somebody signed in, on a device, until it ends.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CLOCKS_APART, Fingerprint, Identity};
use crate::ids::{InstitutionId, PasskeyId};

/// How somebody came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Way {
    /// By a link that signs in once.
    Link {
        /// The fingerprint of its secret.
        link: Fingerprint,
    },
    /// Through a provider of OpenID Connect.
    OpenId {
        /// Who they are there.
        identity: Identity,
        /// The fingerprint of the state that the provider answered to: it answers once.
        answer: Fingerprint,
    },
    /// As whomever they chose, in the demo.
    Demo {},
}

impl Way {
    /// Its name, which never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Link { .. } => "link",
            Self::OpenId { .. } => "open-id",
            Self::Demo {} => "demo",
        }
    }

    /// What can be used for one session only.
    pub(super) const fn spends(&self) -> Option<&Fingerprint> {
        match self {
            Self::Link { link } => Some(link),
            Self::OpenId { answer, .. } => Some(answer),
            Self::Demo {} => None,
        }
    }
}

/// What kind of device a session is on, as its browser says: enough for its owner to know it again, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Device {
    /// Which browser shows the pages.
    pub browser: Browser,
    /// What it runs on.
    pub system: System,
}

/// A program that shows pages, as far as it can be told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Browser {
    /// Chrome, and what calls itself so.
    Chrome,
    /// Edge of Microsoft, which names Chrome as well.
    Edge,
    /// Firefox of Mozilla.
    Firefox,
    /// Safari of Apple, whose name all others carry.
    Safari,
    /// Any other, or one that does not say.
    Other,
}

/// What a browser runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// A telephone or tablet with Android.
    Android,
    /// iPhones and iPads.
    Ios,
    /// A computer with Linux.
    Linux,
    /// A computer of Apple with macOS.
    MacOs,
    /// A computer with Windows.
    Windows,
    /// Any other, or one that does not say.
    Other,
}

impl Device {
    /// What a browser's `User-Agent` says of it. Browsers name those before them too, so what is rarer is looked for first.
    pub fn of_user_agent(agent: &str) -> Self {
        let has = |part: &str| agent.contains(part);
        let browser = match () {
            () if has("Edg/") || has("EdgA/") || has("EdgiOS/") => Browser::Edge,
            () if has("Firefox/") || has("FxiOS/") => Browser::Firefox,
            () if has("Chrome/") || has("CriOS/") => Browser::Chrome,
            () if has("Safari/") => Browser::Safari,
            () => Browser::Other,
        };
        let system = match () {
            () if has("Android") => System::Android,
            () if has("iPhone") || has("iPad") => System::Ios,
            () if has("Windows") => System::Windows,
            () if has("Mac OS X") || has("Macintosh") => System::MacOs,
            () if has("Linux") || has("X11") => System::Linux,
            () => System::Other,
        };
        Self { browser, system }
    }

    /// What a person calls it: `Chrome · Windows`. Brand names are the same in every language; what is not known is `–`.
    pub const fn names(self) -> (&'static str, &'static str) {
        let browser = match self.browser {
            Browser::Chrome => "Chrome",
            Browser::Edge => "Edge",
            Browser::Firefox => "Firefox",
            Browser::Safari => "Safari",
            Browser::Other => "–",
        };
        let system = match self.system {
            System::Android => "Android",
            System::Ios => "iOS",
            System::Linux => "Linux",
            System::MacOs => "macOS",
            System::Windows => "Windows",
            System::Other => "–",
        };
        (browser, system)
    }
}

/// A part of the network that somebody came from: an office or a mobile network, not one device. The log is kept for ever, so it
/// holds no whole address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Network(String);

/// The text names no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no network: write an address and how many bits of it count, as 192.0.2.0/24")]
pub struct NotANetwork(pub String);

impl Network {
    /// The network that an IPv4 address is in: 24 bits of it count.
    pub fn of_ipv4([a, b, c, _]: [u8; 4]) -> Self {
        Self(format!("{a}.{b}.{c}.0/24"))
    }

    /// The network that an IPv6 address is in: 48 bits of it count.
    pub fn of_ipv6([a, b, c, ..]: [u16; 8]) -> Self {
        Self(format!("{a:x}:{b:x}:{c:x}::/48"))
    }

    /// The network as text: `192.0.2.0/24`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Network {
    type Err = NotANetwork;
    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let not_one = || NotANetwork(text.to_owned());
        let found = if let Some(parts) = text.strip_suffix(".0/24") {
            let parts: Vec<u8> = parts.split('.').map(str::parse).collect::<Result<_, _>>().map_err(|_| not_one())?;
            let [a, b, c] = parts[..] else { return Err(not_one()) };
            Self::of_ipv4([a, b, c, 0])
        } else {
            let parts = text.strip_suffix("::/48").ok_or_else(not_one)?.split(':');
            let parts: Vec<u16> =
                parts.map(|part| u16::from_str_radix(part, 16)).collect::<Result<_, _>>().map_err(|_| not_one())?;
            let [a, b, c] = parts[..] else { return Err(not_one()) };
            Self::of_ipv6([a, b, c, 0, 0, 0, 0, 0])
        };
        // There is one way to write a network.
        if found.0 == text { Ok(found) } else { Err(not_one()) }
    }
}

impl TryFrom<String> for Network {
    type Error = NotANetwork;
    fn try_from(text: String) -> Result<Self, NotANetwork> {
        text.parse()
    }
}

impl From<Network> for String {
    fn from(network: Network) -> Self {
        network.0
    }
}

/// What somebody shows beside the way in: that they hold a device, or a code that was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SecondFactor {
    /// A passkey has signed.
    Passkey {
        /// Which passkey it is.
        passkey: PasskeyId,
        /// How often it has signed, as it counts itself.
        counter: u32,
    },
    /// A recovery code, which serves once.
    RecoveryCode {
        /// The fingerprint of the code.
        code: Fingerprint,
    },
}

/// Why a session was ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EndCause {
    /// The person signed out in it.
    SignedOut,
    /// The person ended it from another.
    EndedByOwner,
    /// An administrator ended it.
    EndedByAdministrator,
    /// A role was withdrawn.
    RoleWithdrawn,
    /// One more was opened than a person may have.
    TooMany,
    /// The person left the post for which they had signed in.
    LeftPost,
}

/// Somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The fingerprint of the secret in the cookie.
    pub secret: Fingerprint,
    /// How they came in.
    pub way: Way,
    /// The institution the person signed in for: whoever leaves it is signed out.
    pub institution: InstitutionId,
    /// On which kind of device.
    pub device: Device,
    /// From where it was used last.
    pub network: Option<super::Network>,
    /// Since when, UTC.
    pub opened: DateTime<Utc>,
    /// When it was used last, UTC, to the hour.
    pub used: DateTime<Utc>,
    /// The first instant at which it is over whatever is done in it, UTC.
    pub until: DateTime<Utc>,
    /// When a second factor was shown in it last, UTC.
    pub confirmed: Option<DateTime<Utc>>,
}

impl Session {
    /// Whether it lasts at an instant, UTC, however long it was not used.
    pub fn lasts(&self, at: DateTime<Utc>) -> bool {
        self.opened - CLOCKS_APART <= at && at < self.until
    }
}
