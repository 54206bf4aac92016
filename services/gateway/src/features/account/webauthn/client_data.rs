//! What a browser says it asked a device for: which challenge, for what, on a page of which site.

use serde::Deserialize;

use super::{PasskeyFault, Site};

/// What a device is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ceremony {
    /// To be one that can confirm.
    Register,
    /// To confirm who is signed in.
    Confirm,
}

impl Ceremony {
    /// Its name, here and on the page.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Confirm => "confirm",
        }
    }

    /// The one of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Register, Self::Confirm].into_iter().find(|one| one.name() == name)
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Register => "webauthn.create",
            Self::Confirm => "webauthn.get",
        }
    }
}

#[derive(Deserialize)]
struct CollectedClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// What a browser asked for.
#[derive(Debug)]
pub(super) struct ClientData {
    pub(super) challenge: String,
}

impl ClientData {
    pub(super) fn read(json: &[u8], ceremony: Ceremony, site: &Site) -> Result<Self, PasskeyFault> {
        let said: CollectedClientData = serde_json::from_slice(json).map_err(|_| PasskeyFault::Unreadable)?;
        if said.kind != ceremony.kind() {
            return Err(PasskeyFault::Forged);
        }
        if said.origin != site.origin || said.cross_origin {
            return Err(PasskeyFault::OtherSite);
        }
        let challenge = String::from_utf8(super::bytes(&said.challenge)?).map_err(|_| PasskeyFault::Unreadable)?;
        Ok(Self { challenge })
    }
}
