//! Everybody's account as its dossier tells it: who may sign in, how, with which roles, and which sessions and tokens count.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use events::account::{Account, AccountEvent, Fingerprint, Identity, Role, Session, Token};
use events::ids::{InstitutionId, PersonId, TokenId, WebSessionId};
use events::{Aggregate, Event, Occurrence, RecordedEvent};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// Everybody's account, and whose each session, token and link is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accounts {
    of_people: BTreeMap<PersonId, Account>,
    sessions: BTreeMap<Fingerprint, (PersonId, WebSessionId)>,
    tokens: BTreeMap<Fingerprint, (PersonId, TokenId)>,
    links: BTreeMap<Fingerprint, PersonId>,
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
        match event {
            AccountEvent::SessionOpened { session, secret, .. } => {
                self.sessions.insert(secret.clone(), (person.clone(), session.clone()));
            }
            AccountEvent::SessionEnded { session, .. } => {
                self.sessions.retain(|_, (of, open)| (&*of, &*open) != (person, session));
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
