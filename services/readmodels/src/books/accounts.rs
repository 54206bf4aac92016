//! Everybody's account as its dossier tells it: who may sign in, how, with which roles, and which sessions and tokens count.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use events::account::{Account, AccountEvent, Fingerprint, Identity, Role, Session, Token, Way};
use events::ids::{InstitutionId, PersonId, Position, TokenId, WebSessionId};
use events::{Aggregate, Event, Occurrence, RecordedEvent};
use serde::{Deserialize, Serialize};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// Everybody's account, and whose each session, token and link is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accounts {
    of_people: BTreeMap<PersonId, Account>,
    sessions: BTreeMap<Fingerprint, (PersonId, WebSessionId)>,
    /// The secrets of sessions that were ended: whoever comes with one is no stranger.
    ended: BTreeSet<Fingerprint>,
    tokens: BTreeMap<Fingerprint, (PersonId, TokenId)>,
    links: BTreeMap<Fingerprint, PersonId>,
    /// Links that somebody else made for a person, each with who that was.
    made_by_others: BTreeMap<Fingerprint, PersonId>,
    changes: BTreeMap<PersonId, Vec<WayInChange>>,
}

/// How long what was done to somebody's ways in is remembered.
pub const WAY_IN_CHANGES_KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// Something that was done to the ways in of a person, of which they are to hear: it may not have been them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayInChange {
    /// What was done.
    pub kind: WayInChangeKind,
    /// When it happened, UTC.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
}

/// What was done to somebody's ways in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WayInChangeKind {
    /// Somebody else made a link that signs in as them.
    LinkMade,
    /// Somebody else removed a passkey of theirs.
    PasskeyRemoved,
    /// A passkey was registered for them.
    PasskeyRegistered,
}

impl WayInChangeKind {
    /// Its name, on which texts hang.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LinkMade => "link-made",
            Self::PasskeyRemoved => "passkey-removed",
            Self::PasskeyRegistered => "passkey-registered",
        }
    }

    /// What an event is to its person, if it is any of these.
    fn of(event: &AccountEvent, is_by_another: bool) -> Option<Self> {
        match event {
            AccountEvent::LinkIssued { .. } if is_by_another => Some(Self::LinkMade),
            AccountEvent::PasskeyRemoved { .. } if is_by_another => Some(Self::PasskeyRemoved),
            AccountEvent::PasskeyRegistered(_) => Some(Self::PasskeyRegistered),
            AccountEvent::LinkIssued { .. }
            | AccountEvent::PasskeyRemoved { .. }
            | AccountEvent::RoleGranted { .. }
            | AccountEvent::RoleWithdrawn { .. }
            | AccountEvent::LinksWithdrawn {}
            | AccountEvent::SessionOpened { .. }
            | AccountEvent::SessionUsed { .. }
            | AccountEvent::SessionConfirmed { .. }
            | AccountEvent::SessionEnded { .. }
            | AccountEvent::RecoveryCodesMade { .. }
            | AccountEvent::IdentityLinked(_)
            | AccountEvent::IdentityUnlinked { .. }
            | AccountEvent::TokenMade { .. }
            | AccountEvent::TokenUsed { .. }
            | AccountEvent::TokenRevoked { .. } => None,
        }
    }
}

impl Accounts {
    /// Everybody of whose account something is known, by id.
    pub fn all(&self) -> impl Iterator<Item = (&PersonId, &Account)> {
        self.of_people.iter()
    }

    /// A person's account, where something is known of it.
    pub fn account(&self, person: &PersonId) -> Option<&Account> {
        self.of_people.get(person)
    }

    /// The session with this secret, while it lasts at an instant, UTC, however long it was not used.
    pub fn session(&self, secret: &Fingerprint, at: DateTime<Utc>) -> Option<(&PersonId, &WebSessionId, &Session)> {
        let (person, id) = self.sessions.get(secret)?;
        self.of_people.get(person)?.session(id, at).map(|session| (person, id, session))
    }

    /// Every session that lasts at an instant, UTC, however long it was not used.
    pub fn sessions(&self, at: DateTime<Utc>) -> impl Iterator<Item = (&PersonId, &WebSessionId, &Session)> {
        let of_all = self
            .of_people
            .iter()
            .flat_map(|(person, account)| account.sessions.iter().map(move |(id, session)| (person, id, session)));
        of_all.filter(move |(_, _, session)| session.lasts(at))
    }

    /// The session with this secret that nobody ended, whether it still lasts or ran out by itself.
    pub fn session_not_ended(&self, secret: &Fingerprint) -> Option<(&PersonId, &Session)> {
        let (person, id) = self.sessions.get(secret)?;
        self.of_people.get(person)?.sessions.get(id).map(|session| (person, session))
    }

    /// Whether there is, or ever was, a session with this secret.
    pub fn has_had_session(&self, secret: &Fingerprint) -> bool {
        self.sessions.contains_key(secret) || self.ended.contains(secret)
    }

    /// The token with this secret, while it serves at an instant, UTC.
    pub fn token(&self, secret: &Fingerprint, at: DateTime<Utc>) -> Option<(&PersonId, &TokenId, &Token)> {
        let (person, id) = self.tokens.get(secret)?;
        let token = self.of_people.get(person)?.tokens.get(id).filter(|token| at < token.until)?;
        Some((person, id, token))
    }

    /// Whom a link signs in, or signed in.
    pub fn person_of_link(&self, link: &Fingerprint) -> Option<&PersonId> {
        self.links.get(link)
    }

    /// Who made the link by which a session was opened, where it was somebody else than its person.
    pub fn let_in_by(&self, session: &Session) -> Option<&PersonId> {
        match &session.way {
            Way::Link { link } => self.made_by_others.get(link),
            Way::OpenId { .. } | Way::Demo {} => None,
        }
    }

    /// What was done to a person's ways in within [`WAY_IN_CHANGES_KEPT_FOR`] of the newest such change of theirs, the oldest first.
    pub fn way_in_changes(&self, person: &PersonId) -> &[WayInChange] {
        self.changes.get(person).map_or(&[], Vec::as_slice)
    }

    /// The people to whose ways in something was done, by id, each with what it was.
    pub fn all_way_in_changes(&self) -> impl Iterator<Item = (&PersonId, &[WayInChange])> {
        self.changes.iter().map(|(person, changes)| (person, changes.as_slice()))
    }

    fn note_way_in_change(&mut self, person: &PersonId, event: &AccountEvent, recorded: &RecordedEvent) {
        let by_another = recorded.metadata.actor.person().filter(|by| *by != person);
        if let (AccountEvent::LinkIssued { link, .. }, Some(another)) = (event, by_another) {
            self.made_by_others.insert(link.clone(), another.clone());
        }
        let Some(kind) = WayInChangeKind::of(event, by_another.is_some()) else { return };
        let (at, position) = (recorded.metadata.occurred_at, recorded.position);
        let changes = self.changes.entry(person.clone()).or_default();
        if let Some(kept_from) = at.checked_sub_signed(WAY_IN_CHANGES_KEPT_FOR) {
            changes.retain(|change| change.at >= kept_from);
        }
        changes.push(WayInChange { kind, at, position });
    }

    /// Who somebody at a provider is.
    pub fn person_at_provider(&self, identity: &Identity) -> Option<&PersonId> {
        self.of_people.iter().find(|(_, account)| account.identities.contains(identity)).map(|(person, _)| person)
    }

    /// The roles of a person that count in a post at this institution.
    pub fn roles_of(&self, person: &PersonId, institution: &InstitutionId) -> BTreeSet<Role> {
        self.account(person).map(|account| account.roles_at(institution)).unwrap_or_default()
    }

    /// Who was granted a role, in post or not.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &PersonId> {
        self.of_people.iter().filter(move |(_, account)| account.roles.contains_key(&role)).map(|(person, _)| person)
    }
}

impl Folded for Accounts {
    const KIND: DossierKind = DossierKind::Account;

    fn fold(&mut self, recorded: &RecordedEvent) {
        let Event::Account(person, event) = &recorded.event else { return };
        self.note_way_in_change(person, event, recorded);
        match event {
            AccountEvent::SessionOpened { session, secret, .. } => {
                self.sessions.insert(secret.clone(), (person.clone(), session.clone()));
            }
            AccountEvent::SessionEnded { session, .. } => {
                let is_ended = |(of, open): &(PersonId, WebSessionId)| (of, open) == (person, session);
                let secrets: Vec<_> =
                    self.sessions.iter().filter(|(_, of)| is_ended(of)).map(|(secret, _)| secret.clone()).collect();
                self.sessions.retain(|_, of| !is_ended(of));
                self.ended.extend(secrets);
            }
            AccountEvent::TokenMade { token, secret, .. } => {
                self.tokens.insert(secret.clone(), (person.clone(), token.clone()));
            }
            AccountEvent::TokenRevoked { token } => {
                self.tokens.retain(|_, (of, known)| (&*of, &*known) != (person, token));
            }
            AccountEvent::LinkIssued { link, .. } => {
                self.links.insert(link.clone(), person.clone());
            }
            AccountEvent::RoleGranted { .. }
            | AccountEvent::RoleWithdrawn { .. }
            | AccountEvent::LinksWithdrawn {}
            | AccountEvent::SessionUsed { .. }
            | AccountEvent::SessionConfirmed { .. }
            | AccountEvent::PasskeyRegistered(_)
            | AccountEvent::PasskeyRemoved { .. }
            | AccountEvent::RecoveryCodesMade { .. }
            | AccountEvent::IdentityLinked(_)
            | AccountEvent::IdentityUnlinked { .. }
            | AccountEvent::TokenUsed { .. } => {}
        }
        let occurrence =
            Occurrence { id: recorded.id, at: recorded.metadata.occurred_at, by: recorded.metadata.actor.clone() };
        let account = self.of_people.remove(person).unwrap_or_default();
        self.of_people.insert(person.clone(), Account::evolve(account, event, &occurrence));
    }
}
