//! What can be asked of an account.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Device, EndCause, Fingerprint, Identity, Network, Passkey, Role, SecondFactor, TokenScope, Way};
use crate::ids::{InstitutionId, PasskeyId, ProviderId, TokenId, WebSessionId};
use crate::text::Text;

/// What can be asked of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum AccountCommand {
    /// Grant a role.
    GrantRole {
        /// Which role it is.
        role: Role,
        /// The institution for which the person has it; none: whatever their post, as an older process asks.
        #[serde(default)]
        institution: Option<InstitutionId>,
    },
    /// Withdraw a role; sessions and what they show end with it.
    WithdrawRole {
        /// Which role it is.
        role: Role,
    },
    /// Make a link that signs the person in once.
    IssueLink {
        /// The fingerprint of its secret.
        link: Fingerprint,
        /// The first instant at which it serves no more, UTC.
        until: DateTime<Utc>,
    },
    /// Sign in, by one of the ways in, from somewhere, until some time.
    OpenSession {
        /// The new session's id.
        session: WebSessionId,
        /// How, where and until when.
        opening: Box<Opening>,
    },
    /// Say that a session is in use.
    UseSession {
        /// Which session it is.
        session: WebSessionId,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
        /// The part of the network from where they came.
        network: Option<Network>,
    },
    /// Show a second factor in a session; whoever asks has verified it.
    ConfirmSession {
        /// Which session it is.
        session: WebSessionId,
        /// What was shown.
        by: SecondFactor,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
    },
    /// End a session.
    EndSession {
        /// Which session it is.
        session: WebSessionId,
        /// Why it was ended.
        cause: EndCause,
    },
    /// End every session but one, or every one.
    EndSessionsBut {
        /// The one that goes on.
        kept: Option<WebSessionId>,
        /// Why it was ended.
        cause: EndCause,
    },
    /// Let a device confirm from now on where none can yet. Registering it confirms the session, and with it come the first
    /// recovery codes.
    RegisterFirstPasskey {
        /// Which passkey it is.
        passkey: Passkey,
        /// The fingerprints of the codes.
        codes: BTreeSet<Fingerprint>,
        /// Which session it is.
        session: WebSessionId,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
    },
    /// Let one more device confirm from now on.
    RegisterPasskey(Passkey),
    /// Let a device confirm no more.
    RemovePasskey {
        /// Which passkey it is.
        passkey: PasskeyId,
    },
    /// Make codes for when a device is lost, in place of those before.
    MakeRecoveryCodes {
        /// The fingerprints of the codes.
        codes: BTreeSet<Fingerprint>,
    },
    /// Say who the person is at a provider.
    LinkIdentity(Identity),
    /// Say that nobody at the provider is the person.
    UnlinkIdentity {
        /// The provider, as it is called in the configuration.
        provider: ProviderId,
    },
    /// Make a token by which a program acts as the person.
    MakeToken {
        /// Its id; no secret.
        token: TokenId,
        /// The fingerprint of its secret.
        secret: Fingerprint,
        /// What the person calls it.
        name: Text,
        /// What it may be used for.
        scope: TokenScope,
        /// The institution the person makes it for; none: whatever their post, as an older process asks.
        #[serde(default)]
        institution: Option<InstitutionId>,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
        /// The first instant at which it serves no more, UTC.
        until: DateTime<Utc>,
    },
    /// Say that a token is in use.
    UseToken {
        /// Which token it is.
        token: TokenId,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
    },
    /// Let a token serve no more.
    RevokeToken {
        /// Which token it is.
        token: TokenId,
    },
}

/// How, where and until when somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The fingerprint of the secret in the cookie.
    pub secret: Fingerprint,
    /// How they come in.
    pub way: Way,
    /// The institution the person signs in for.
    pub institution: InstitutionId,
    /// On which kind of device.
    pub device: Device,
    /// The part of the network from where they came.
    pub network: Option<Network>,
    /// The instant at which it was, UTC.
    pub at: DateTime<Utc>,
    /// The first instant at which it is over whatever is done in it, UTC.
    pub until: DateTime<Utc>,
}
