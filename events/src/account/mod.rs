//! A person's account: the roles beyond their office, the ways in, the sessions that are open, the keys and tokens that count.
//!
//! Every secret is known here by its fingerprint only. Instants of links, sessions and tokens are the wall clock's and come with
//! the command: the hub's own time may be moved by days, and nobody is signed out by that. Whether somebody still is in post is
//! for whoever asks about a session to see: it ends with the post.

mod commands;
mod session;

pub use commands::{AccountCommand, Opening};
pub use session::{Browser, Device, EndCause, Network, NotANetwork, SecondFactor, Session, System, Way};

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{InstitutionId, PasskeyId, PersonId, ProviderId, TokenId, WebSessionId};
use crate::refusal::refusals;
use crate::text::Text;

/// How many sessions a person may have open; the one that was used longest ago ends when there is one more.
pub const MOST_SESSIONS: usize = 20;
/// How many passkeys a person may have.
pub const MOST_PASSKEYS: usize = 10;
/// How many tokens a person may have that were not revoked.
pub const MOST_TOKENS: usize = 50;
/// How long a link that is over is remembered at most, so that it is said to be too old and not to be unknown.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(1);
/// How far clocks of processes, of providers and of browsers may be apart.
pub const CLOCKS_APART: TimeDelta = TimeDelta::minutes(2);

/// The SHA-256 of a secret, in hexadecimal: the log never holds a secret that opens anything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of a secret.
    pub fn of(secret: &str) -> Self {
        use sha2::{Digest, Sha256};
        Self(hex::encode(Sha256::digest(secret.as_bytes())))
    }

    /// The fingerprint as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What an administrator grants to a person beside what their office gives.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Looks after people, their ways in and their rights; sees no case by it.
    Administrator,
    /// Reads what is not personal, and the audit trail; changes nothing by it.
    Auditor,
}

impl Role {
    /// Every role that can be granted.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }
}

/// What a program may do with a token: no more than the person whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TokenScope {
    /// The commands that it may give, as `action-item.complete`; none: it only reads.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub commands: BTreeSet<String>,
    /// The one institution that it is for; none: whatever the person has to do with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<InstitutionId>,
}

/// A token by which a program acts as its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The fingerprint of its secret.
    pub secret: Fingerprint,
    /// What the person calls it.
    pub name: Text,
    /// What it may be used for.
    pub scope: TokenScope,
    /// The institution the person made it for; none: it was made before that was kept.
    pub institution: Option<InstitutionId>,
    /// When it was made, UTC.
    pub made: DateTime<Utc>,
    /// The first instant at which it serves no more, UTC.
    pub until: DateTime<Utc>,
    /// When it was last used, UTC, to the hour.
    pub used: Option<DateTime<Utc>>,
}

impl Token {
    /// Whether it serves a person whose post is at this institution.
    pub fn serves_at(&self, institution: &InstitutionId) -> bool {
        self.institution.as_ref().is_none_or(|made_for| made_for == institution)
    }
}

/// A passkey: the public half of a key pair on somebody's device (W3C Web Authentication).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Passkey {
    /// The credential's id, as the device calls it.
    pub id: PasskeyId,
    /// The public key and what else a signature is verified by, as the verifier writes it.
    pub key: String,
    /// What the person calls the device.
    pub name: Text,
    /// How often it has signed, as it counts itself; a copy is told by it.
    pub counter: u32,
}

/// Somebody at a provider of OpenID Connect, by its own id for them: an address can be given to another, that id cannot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Identity {
    /// The provider, as it is called in the configuration.
    pub provider: ProviderId,
    /// The fingerprint of the provider's id for the person (`sub`).
    pub subject: Fingerprint,
}

/// A person's account; it exists for everybody, and is empty at first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// What was granted, each for which institution; none: it was granted before that was kept, and counts in any post.
    pub roles: BTreeMap<Role, Option<InstitutionId>>,
    /// Links that were not used, each with the first instant at which it serves no more, UTC.
    pub links: BTreeMap<Fingerprint, DateTime<Utc>>,
    /// Links and answers of providers that have opened a session, and can open no other.
    pub spent: BTreeSet<Fingerprint>,
    /// The sessions that were not ended; whether one still lasts depends on the time.
    pub sessions: BTreeMap<WebSessionId, Session>,
    /// The devices that can confirm.
    pub passkeys: BTreeMap<PasskeyId, Passkey>,
    /// The codes that confirm once each where a device is lost.
    pub recovery_codes: BTreeSet<Fingerprint>,
    /// Who the person is at providers.
    pub identities: BTreeSet<Identity>,
    /// The tokens that were not revoked.
    pub tokens: BTreeMap<TokenId, Token>,
}

/// What can have happened to an account.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum AccountEvent {
    /// A role was granted.
    RoleGranted {
        /// Which role it is.
        role: Role,
        /// The institution for which the person has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<InstitutionId>,
    },
    /// A role was withdrawn.
    RoleWithdrawn {
        /// Which role it is.
        role: Role,
    },
    /// A link was made that signs the person in once.
    LinkIssued {
        /// The fingerprint of its secret.
        link: Fingerprint,
        /// The first instant at which it serves no more, UTC.
        until: DateTime<Utc>,
    },
    /// Links that were not used serve no more.
    LinksWithdrawn {},
    /// Somebody signed in as the person.
    SessionOpened {
        /// The session's id; no secret.
        session: WebSessionId,
        /// The fingerprint of the secret in the cookie.
        secret: Fingerprint,
        /// How they came in.
        way: Way,
        /// The institution the person signed in for.
        institution: InstitutionId,
        /// On which kind of device.
        device: Device,
        /// The part of the network from where they came.
        network: Option<Network>,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
        /// The first instant at which it is over whatever is done in it, UTC.
        until: DateTime<Utc>,
    },
    /// The session was used, or a page that is open in it asked by itself from elsewhere, which moves no time on; recorded once an hour
    /// for each network, and more often only where a session ends within hours without use.
    SessionUsed {
        /// Which session it is.
        session: WebSessionId,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
        /// The part of the network from where they came.
        network: Option<Network>,
    },
    /// The person showed a second factor in the session.
    SessionConfirmed {
        /// Which session it is.
        session: WebSessionId,
        /// What was shown.
        by: SecondFactor,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
    },
    /// The session was ended.
    SessionEnded {
        /// Which session it is.
        session: WebSessionId,
        /// Why it was ended.
        cause: EndCause,
    },
    /// A device can confirm from now on.
    PasskeyRegistered(Passkey),
    /// A device cannot confirm any more.
    PasskeyRemoved {
        /// Which passkey it is.
        passkey: PasskeyId,
    },
    /// Codes were made for when a device is lost; those before serve no more.
    RecoveryCodesMade {
        /// The fingerprints of the codes.
        codes: BTreeSet<Fingerprint>,
    },
    /// Somebody at a provider is this person.
    IdentityLinked(Identity),
    /// Nobody at the provider is this person any more.
    IdentityUnlinked {
        /// The provider, as it is called in the configuration.
        provider: ProviderId,
    },
    /// A token was made.
    TokenMade {
        /// Its id; no secret.
        token: TokenId,
        /// The fingerprint of its secret.
        secret: Fingerprint,
        /// What the person calls it.
        name: Text,
        /// What it may be used for.
        scope: TokenScope,
        /// The institution the person made it for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<InstitutionId>,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
        /// The first instant at which it serves no more, UTC.
        until: DateTime<Utc>,
    },
    /// A token was used; recorded at most once an hour.
    TokenUsed {
        /// Which token it is.
        token: TokenId,
        /// The instant at which it was, UTC.
        at: DateTime<Utc>,
    },
    /// A token serves no more.
    TokenRevoked {
        /// Which token it is.
        token: TokenId,
    },
}

refusals! {
    /// Why an account may say no.
    AccountRefusal {
        LinkUnknown = "sign-in-link-unknown", "this sign-in link is not of this person: ask for a new one";
        LinkSpent = "sign-in-link-spent", "this sign-in link has opened a session already: ask for a new one";
        LinkTooOld = "sign-in-link-too-old", "this sign-in link is too old: ask for a new one";
        AnswerReplayed = "sign-in-answer-replayed", "this answer of the provider has opened a session already: sign in anew";
        IdentityNotLinked = "identity-not-linked", "nobody at this provider is this person: link them first";
        IdentityOfAnother = "identity-already-linked", "the person is somebody else at this provider: unlink that first";
        EndsBeforeItBegins = "session-ends-before-it-begins", "the session or token would end before it begins";
        SessionUnknown = "session-unknown", "there is no such session, or it was ended";
        SessionOver = "session-over", "the session is over: sign in again";
        PasskeyUnknown = "passkey-unknown", "the person has no such passkey";
        PasskeyCopied = "passkey-copied", "the passkey counts backwards, so there may be a copy of it: remove it and make a new one";
        HasPasskey = "has-passkey", "the person has a passkey already: confirm with it first";
        PasskeyKnown = "passkey-known", "the passkey is registered already";
        TooManyPasskeys = "too-many-passkeys", "ten passkeys are registered: remove one first";
        RecoveryCodeUnknown = "recovery-code-unknown", "this is none of the person's recovery codes, or it was used";
        TooManyTokens = "too-many-tokens", "fifty tokens are in use: revoke one first";
        TokenUnknown = "token-unknown", "there is no such token, or it was revoked";
        TokenKnown = "token-known", "there is such a token already";
    }
}

impl Account {
    /// The session with a secret, while it lasts at an instant, UTC.
    pub fn session(&self, id: &WebSessionId, at: DateTime<Utc>) -> Option<&Session> {
        self.sessions.get(id).filter(|session| session.lasts(at))
    }

    /// The roles that count for a person whose post is at this institution: a role is given for a post, and does not follow the
    /// person to another.
    pub fn roles_at(&self, institution: &InstitutionId) -> BTreeSet<Role> {
        let counts = |granted: &Option<InstitutionId>| granted.as_ref().is_none_or(|granted| granted == institution);
        self.roles.iter().filter(|(_, granted)| counts(granted)).map(|(role, _)| *role).collect()
    }

    fn open(&self, session: WebSessionId, asked: Opening) -> Result<Vec<AccountEvent>, AccountRefusal> {
        let Opening { secret, way, institution, device, network, at, until } = asked;
        if self.sessions.get(&session).is_some_and(|open| open.secret == secret) {
            return Ok(vec![]);
        }
        if until <= at {
            return Err(AccountRefusal::EndsBeforeItBegins);
        }
        match &way {
            Way::Link { link } => match self.links.get(link) {
                _ if self.spent.contains(link) => return Err(AccountRefusal::LinkSpent),
                None => return Err(AccountRefusal::LinkUnknown),
                Some(until) if *until <= at => return Err(AccountRefusal::LinkTooOld),
                Some(_) => {}
            },
            Way::OpenId { identity, answer } => {
                if self.spent.contains(answer) {
                    return Err(AccountRefusal::AnswerReplayed);
                }
                if !self.identities.contains(identity) {
                    return Err(AccountRefusal::IdentityNotLinked);
                }
            }
            Way::Demo {} => {}
        }
        let last_used = |(_, open): &(&WebSessionId, &Session)| open.used;
        let oldest = self.sessions.iter().min_by_key(last_used).filter(|_| self.sessions.len() >= MOST_SESSIONS);
        let ended = oldest.map(|(id, _)| AccountEvent::SessionEnded { session: id.clone(), cause: EndCause::TooMany });
        let opened = AccountEvent::SessionOpened { session, secret, way, institution, device, network, at, until };
        Ok(ended.into_iter().chain([opened]).collect())
    }

    fn confirm(
        &self,
        session: WebSessionId,
        by: SecondFactor,
        at: DateTime<Utc>,
    ) -> Result<Vec<AccountEvent>, AccountRefusal> {
        self.session(&session, at).ok_or(AccountRefusal::SessionOver)?;
        match &by {
            SecondFactor::Passkey { passkey, counter } => {
                let known = self.passkeys.get(passkey).ok_or(AccountRefusal::PasskeyUnknown)?;
                // A device that does not count says 0 each time.
                if *counter <= known.counter && (*counter, known.counter) != (0, 0) {
                    return Err(AccountRefusal::PasskeyCopied);
                }
            }
            SecondFactor::RecoveryCode { code } if !self.recovery_codes.contains(code) => {
                return Err(AccountRefusal::RecoveryCodeUnknown);
            }
            SecondFactor::RecoveryCode { .. } => {}
        }
        Ok(vec![AccountEvent::SessionConfirmed { session, by, at }])
    }

    /// In one step, so that of two sessions that try at once one gets nowhere: whoever comes second is not believed.
    fn register_first(
        &self,
        passkey: Passkey,
        codes: BTreeSet<Fingerprint>,
        session: WebSessionId,
        at: DateTime<Utc>,
    ) -> Result<Vec<AccountEvent>, AccountRefusal> {
        self.session(&session, at).ok_or(AccountRefusal::SessionOver)?;
        if !self.passkeys.is_empty() {
            return Err(AccountRefusal::HasPasskey);
        }
        let by = SecondFactor::Passkey { passkey: passkey.id.clone(), counter: passkey.counter };
        let registered = vec![
            AccountEvent::PasskeyRegistered(passkey),
            AccountEvent::RecoveryCodesMade { codes },
            AccountEvent::SessionConfirmed { session, by, at },
        ];
        Ok([registered, self.tokens_revoked()].concat())
    }

    /// Every token serves no more: none outlives what was to end whatever somebody else had begun.
    fn tokens_revoked(&self) -> Vec<AccountEvent> {
        self.tokens.keys().cloned().map(|token| AccountEvent::TokenRevoked { token }).collect()
    }

    /// No link that was made before and nobody at a provider signs in any more.
    fn ways_in_closed(&self) -> Vec<AccountEvent> {
        let links = (!self.links.is_empty()).then_some(AccountEvent::LinksWithdrawn {});
        let providers = self.identities.iter().map(|identity| identity.provider.clone());
        links.into_iter().chain(providers.map(|provider| AccountEvent::IdentityUnlinked { provider })).collect()
    }

    fn ended(&self, which: impl Fn(&WebSessionId) -> bool, cause: EndCause) -> Vec<AccountEvent> {
        let ids = self.sessions.keys().filter(|id| which(id)).cloned();
        ids.map(|session| AccountEvent::SessionEnded { session, cause }).collect()
    }
}

impl Aggregate for Account {
    const KIND: &'static str = "account";
    type Id = PersonId;
    type State = Self;
    type Command = AccountCommand;
    type Event = AccountEvent;
    type Refusal = AccountRefusal;

    fn decide(state: &Self, command: AccountCommand, _: &Moment) -> Result<Vec<AccountEvent>, AccountRefusal> {
        use AccountCommand as C;
        use AccountEvent as E;
        use AccountRefusal as R;
        Ok(match command {
            // What was granted in any post counts in this one as well.
            C::GrantRole { role, institution } => match state.roles.get(&role) {
                Some(granted) if granted.is_none() || granted == &institution => vec![],
                _ => vec![E::RoleGranted { role, institution }],
            },
            C::WithdrawRole { role } if !state.roles.contains_key(&role) => vec![],
            // Whoever has lost a right begins anew, so that no page that is open goes on with it.
            C::WithdrawRole { role } => [
                vec![E::RoleWithdrawn { role }],
                state.ended(|_| true, EndCause::RoleWithdrawn),
                state.tokens_revoked(),
            ]
            .concat(),
            C::IssueLink { link, until } if state.links.get(&link) == Some(&until) => vec![],
            C::IssueLink { link, .. } if state.spent.contains(&link) => return Err(R::LinkSpent),
            C::IssueLink { link, until } => vec![E::LinkIssued { link, until }],
            C::OpenSession { session, opening } => state.open(session, *opening)?,
            C::UseSession { session, at, network } => {
                state.session(&session, at).ok_or(R::SessionOver)?;
                vec![E::SessionUsed { session, at, network }]
            }
            C::ConfirmSession { session, by, at } => state.confirm(session, by, at)?,
            C::EndSession { session, cause } => {
                if !state.sessions.contains_key(&session) {
                    return Err(R::SessionUnknown);
                }
                vec![E::SessionEnded { session, cause }]
            }
            C::EndSessionsBut { kept, cause } => {
                let ended = state.ended(|id| Some(id) != kept.as_ref(), cause);
                // Whoever ends their own other sessions is still there; of anybody else nobody knows who came in and what they left.
                let ways = if kept.is_none() { state.ways_in_closed() } else { vec![] };
                let tokens = state.tokens_revoked();
                if cause == EndCause::EndedByAdministrator { [ended, ways, tokens].concat() } else { ended }
            }
            C::RegisterFirstPasskey { passkey, codes, session, at } => {
                state.register_first(passkey, codes, session, at)?
            }
            C::RegisterPasskey(passkey) => {
                if state.passkeys.contains_key(&passkey.id) {
                    return Err(R::PasskeyKnown);
                }
                if state.passkeys.len() >= MOST_PASSKEYS {
                    return Err(R::TooManyPasskeys);
                }
                vec![E::PasskeyRegistered(passkey)]
            }
            C::RemovePasskey { passkey } if state.passkeys.contains_key(&passkey) => {
                vec![E::PasskeyRemoved { passkey }]
            }
            C::RemovePasskey { .. } => return Err(R::PasskeyUnknown),
            C::MakeRecoveryCodes { codes } if codes == state.recovery_codes => vec![],
            C::MakeRecoveryCodes { codes } => vec![E::RecoveryCodesMade { codes }],
            C::LinkIdentity(identity) if state.identities.contains(&identity) => vec![],
            C::LinkIdentity(identity) => {
                if state.identities.iter().any(|known| known.provider == identity.provider) {
                    return Err(R::IdentityOfAnother);
                }
                vec![E::IdentityLinked(identity)]
            }
            C::UnlinkIdentity { provider } => {
                let known = state.identities.iter().any(|known| known.provider == provider);
                if known { vec![E::IdentityUnlinked { provider }] } else { vec![] }
            }
            C::MakeToken { token, secret, name, scope, institution, at, until } => {
                if state.tokens.contains_key(&token) {
                    return Err(R::TokenKnown);
                }
                if state.tokens.values().filter(|token| token.until > at).count() >= MOST_TOKENS {
                    return Err(R::TooManyTokens);
                }
                if until <= at {
                    return Err(R::EndsBeforeItBegins);
                }
                vec![E::TokenMade { token, secret, name, scope, institution, at, until }]
            }
            C::UseToken { token, at } => {
                if state.tokens.get(&token).is_none_or(|token| token.until <= at) {
                    return Err(R::TokenUnknown);
                }
                vec![E::TokenUsed { token, at }]
            }
            C::RevokeToken { token } if state.tokens.contains_key(&token) => vec![E::TokenRevoked { token }],
            C::RevokeToken { .. } => return Err(R::TokenUnknown),
        })
    }

    fn evolve(mut state: Self, event: &AccountEvent, _: &Occurrence) -> Self {
        use AccountEvent as E;
        match event.clone() {
            E::RoleGranted { role, institution } => _ = state.roles.insert(role, institution),
            E::RoleWithdrawn { role } => _ = state.roles.remove(&role),
            E::LinkIssued { link, until } => {
                // What is long over is not remembered for ever.
                let forgotten = until.checked_sub_signed(FORGOTTEN_AFTER).unwrap_or(until);
                state.links.retain(|_, ends| *ends >= forgotten);
                state.links.insert(link, until);
            }
            E::LinksWithdrawn {} => state.links.clear(),
            E::SessionOpened { session, secret, way, institution, device, network, at, until } => {
                if let Some(spent) = way.spends() {
                    state.links.remove(spent);
                    state.spent.insert(spent.clone());
                }
                let opened =
                    Session { secret, way, institution, device, network, opened: at, used: at, until, confirmed: None };
                state.sessions.insert(session, opened);
            }
            E::SessionUsed { session, at, network } => {
                if let Some(open) = state.sessions.get_mut(&session) {
                    open.used = open.used.max(at);
                    open.network = network;
                }
            }
            E::SessionConfirmed { session, by, at } => {
                if let Some(open) = state.sessions.get_mut(&session) {
                    open.confirmed = Some(at);
                }
                match by {
                    SecondFactor::Passkey { passkey, counter } => {
                        if let Some(known) = state.passkeys.get_mut(&passkey) {
                            known.counter = counter;
                        }
                    }
                    SecondFactor::RecoveryCode { code } => _ = state.recovery_codes.remove(&code),
                }
            }
            E::SessionEnded { session, .. } => _ = state.sessions.remove(&session),
            E::PasskeyRegistered(passkey) => _ = state.passkeys.insert(passkey.id.clone(), passkey),
            E::PasskeyRemoved { passkey } => {
                state.passkeys.remove(&passkey);
                // Codes stand in for devices; without any, whoever comes next begins anew.
                if state.passkeys.is_empty() {
                    state.recovery_codes.clear();
                    state.sessions.values_mut().for_each(|session| session.confirmed = None);
                }
            }
            E::RecoveryCodesMade { codes } => state.recovery_codes = codes,
            E::IdentityLinked(identity) => _ = state.identities.insert(identity),
            E::IdentityUnlinked { provider } => state.identities.retain(|known| known.provider != provider),
            E::TokenMade { token, secret, name, scope, institution, at, until } => {
                state.tokens.insert(token, Token { secret, name, scope, institution, made: at, until, used: None });
            }
            E::TokenUsed { token, at } => {
                if let Some(known) = state.tokens.get_mut(&token) {
                    known.used = Some(at);
                }
            }
            E::TokenRevoked { token } => _ = state.tokens.remove(&token),
        }
        state
    }
}
