//! Everybody's account as its dossier tells it: who may sign in, how, with which roles, and which sessions and tokens count.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use events::account::{Account, AccountEvent, Fingerprint, Identity, Role, Session, Token, Way};
use events::door::Door;
use events::ids::{InstitutionId, PersonId, ProviderId, TokenId, WebSessionId};
use events::notification::ChannelKind;
use events::{Aggregate, Event, Metadata, Occurrence, RecordedEvent};

use crate::books::book::Folded;
use crate::books::organisation::Institutions;
use crate::books::way_in_changes::LogMoment;
pub use crate::books::way_in_changes::{WayInChange, WayInChangeKind};
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
    /// Links by which their person does not surely come.
    links_of_others: BTreeMap<Fingerprint, ComesBy>,
    /// Who is whom at a provider because somebody else had it so, or because of an address.
    identities_of_others: BTreeMap<(PersonId, ProviderId), ComesBy>,
    /// When each session that was not ended was opened.
    openings: BTreeMap<WebSessionId, LogMoment>,
    changes: BTreeMap<PersonId, Vec<WayInChange>>,
}

/// How long what was done to somebody's ways in is remembered.
pub const WAY_IN_CHANGES_KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// What a way in hangs on, where it is not surely its person who comes by it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ComesBy {
    /// On somebody else, who made the link, or was let in as the person and linked who that is at a provider.
    Another(PersonId),
    /// On the channel to which the link was sent, or the address that a provider vouched for at that moment.
    Channel(ChannelKind, LogMoment),
}

impl ComesBy {
    /// What a link or an identity hangs on, by what is recorded of it; nothing, where its person made it, or the hub for nobody's wish.
    fn of(person: &PersonId, recorded: &RecordedEvent, is_identity: bool) -> Option<Self> {
        let Metadata { actor, door, let_in_by, .. } = &recorded.metadata;
        let moment = LogMoment::of(recorded);
        match (actor.person(), door) {
            (Some(by), _) if by != person => Some(Self::Another(by.clone())),
            (Some(_), _) if let_in_by.is_some() => let_in_by.clone().map(Self::Another),
            (Some(_), Some(Door::Chat)) => Some(Self::Channel(ChannelKind::Telegram, moment)),
            (None, Some(Door::Email)) => Some(Self::Channel(ChannelKind::Email, moment)),
            // By itself the gateway links whom a provider knows by the address that they have here.
            (None, _) if is_identity => Some(Self::Channel(ChannelKind::Email, moment)),
            (Some(_) | None, _) => None,
        }
    }
}

/// What an event is to its person, if it is any of these.
fn way_in_change(event: &AccountEvent, is_by_another: bool) -> Option<WayInChangeKind> {
    match event {
        AccountEvent::LinkIssued { .. } if is_by_another => Some(WayInChangeKind::LinkMade),
        AccountEvent::PasskeyRemoved { .. } if is_by_another => Some(WayInChangeKind::PasskeyRemoved),
        AccountEvent::PasskeyRegistered(_) => Some(WayInChangeKind::PasskeyRegistered),
        AccountEvent::IdentityLinked(_) => Some(WayInChangeKind::IdentityLinked),
        AccountEvent::LinkIssued { .. }
        | AccountEvent::PasskeyRemoved { .. }
        | AccountEvent::RoleGranted { .. }
        | AccountEvent::RoleWithdrawn { .. }
        | AccountEvent::LinksWithdrawn { .. }
        | AccountEvent::SessionOpened { .. }
        | AccountEvent::SessionUsed { .. }
        | AccountEvent::SessionConfirmed { .. }
        | AccountEvent::SessionEnded { .. }
        | AccountEvent::RecoveryCodesMade { .. }
        | AccountEvent::IdentityUnlinked { .. }
        | AccountEvent::TokenMade { .. }
        | AccountEvent::TokenUsed { .. }
        | AccountEvent::TokenRevoked { .. } => None,
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

    /// Who may have come in a session in its person's place, since they set up what it was opened by: the link, who the person is at a
    /// provider, or not long before the chat or the address to which the link was sent.
    pub fn let_in_by(
        &self,
        person: &PersonId,
        id: &WebSessionId,
        session: &Session,
        institutions: &Institutions,
    ) -> Option<PersonId> {
        let comes_by = match &session.way {
            Way::Link { link } => self.links_of_others.get(link),
            Way::OpenId { identity, .. } => self.identities_of_others.get(&(person.clone(), identity.provider.clone())),
            Way::Demo {} => None,
        };
        match comes_by? {
            ComesBy::Another(another) => Some(another.clone()),
            ComesBy::Channel(channel, sent) => {
                let opened = self.openings.get(id).unwrap_or(sent);
                institutions.channel_set_by_another(person, *channel, *sent, opened.at).cloned()
            }
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
        let Some(kind) = way_in_change(event, by_another.is_some()) else { return };
        let LogMoment { position, at } = LogMoment::of(recorded);
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
                self.openings.insert(session.clone(), LogMoment::of(recorded));
                self.sessions.insert(secret.clone(), (person.clone(), session.clone()));
            }
            AccountEvent::SessionEnded { session, .. } => {
                let is_ended = |(of, open): &(PersonId, WebSessionId)| (of, open) == (person, session);
                let secrets: Vec<_> =
                    self.sessions.iter().filter(|(_, of)| is_ended(of)).map(|(secret, _)| secret.clone()).collect();
                self.sessions.retain(|_, of| !is_ended(of));
                self.openings.remove(session);
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
                let comes_by = ComesBy::of(person, recorded, false);
                self.links_of_others.extend(comes_by.map(|comes_by| (link.clone(), comes_by)));
            }
            AccountEvent::IdentityLinked(identity) => {
                let comes_by = ComesBy::of(person, recorded, true);
                let at_provider = (person.clone(), identity.provider.clone());
                self.identities_of_others.extend(comes_by.map(|comes_by| (at_provider, comes_by)));
            }
            AccountEvent::IdentityUnlinked { provider } => {
                self.identities_of_others.remove(&(person.clone(), provider.clone()));
            }
            AccountEvent::RoleGranted { .. }
            | AccountEvent::RoleWithdrawn { .. }
            | AccountEvent::LinksWithdrawn { .. }
            | AccountEvent::SessionUsed { .. }
            | AccountEvent::SessionConfirmed { .. }
            | AccountEvent::PasskeyRegistered(_)
            | AccountEvent::PasskeyRemoved { .. }
            | AccountEvent::RecoveryCodesMade { .. }
            | AccountEvent::TokenUsed { .. } => {}
        }
        let occurrence =
            Occurrence { id: recorded.id, at: recorded.metadata.occurred_at, by: recorded.metadata.actor.clone() };
        let account = self.of_people.remove(person).unwrap_or_default();
        self.of_people.insert(person.clone(), Account::evolve(account, event, &occurrence));
    }
}
