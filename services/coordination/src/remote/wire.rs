//! How a command and what it led to are written between processes.
//!
//! The shapes here are the wire's own, so that the domain can change without them. What is asked and what happened
//! stand in them as they stand in the log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use events::account::Network;
use events::account::{Role, TokenScope};
use events::actor::Actor;
use events::audit::Door;
use events::authority::Principal;
use events::event::EncodeError;
use events::ids::{
    CommandId, CorrelationId, EventId, InstitutionId, NotAnId, PersonId, Position, Revision, ServiceName, StreamId,
    SubgroupId, TokenId,
};
use events::mandate::Mandate;
use events::{Command, EventBody, Metadata, RecordedEvent, Rejection, StoredEvent};
use serde::{Deserialize, Serialize};
use transport::Fence;

use crate::port::{Accepted, CommandError, CommandRequest};

/// The version of these shapes.
pub(super) const VERSION: u16 = 1;

/// The code of [`CommandError::Elsewhere`] when two processes do not understand each other.
pub(super) const OTHER_VERSION: &str = "other-version";

/// A versioned content. Its version is read before its shape.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Versioned<T> {
    pub(super) version: u16,
    pub(super) content: T,
}

impl<T> Versioned<T> {
    pub(super) fn now(content: T) -> Self {
        Self { version: VERSION, content }
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CommandEnvelope {
    id: CommandId,
    correlation: CorrelationId,
    // the name it has on the wire
    #[serde(rename = "standing")]
    principal: EnvelopePrincipal,
    occurred_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_from: Option<Position>,
    /// Through what whoever asks came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    door: Option<Door>,
    /// From where they came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    network: Option<Network>,
    command: Command,
    fence: Option<Fence>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum EnvelopePrincipal {
    Official {
        person: PersonId,
        institution: InstitutionId,
        chairs: BTreeSet<SubgroupId>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        absent_chairs: BTreeMap<SubgroupId, PersonId>,
        #[serde(default)]
        mandate: Mandate,
        /// What an older process says in place of the mandate: the Coordinator was not told apart.
        #[serde(default)]
        secretariat: bool,
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        roles: BTreeSet<Role>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        through: Option<(TokenId, TokenScope)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        let_in_by: Option<PersonId>,
    },
    Secretariat,
    Service {
        name: ServiceName,
    },
}

impl From<&Principal> for EnvelopePrincipal {
    fn from(principal: &Principal) -> Self {
        match principal.actor().clone() {
            Actor::Official { person, institution, through, .. } => Self::Official {
                person,
                institution,
                chairs: principal.chairs().clone(),
                absent_chairs: principal.absent_chairs().clone(),
                mandate: principal.mandate(),
                secretariat: principal.mandate() == Mandate::Secretariat,
                roles: principal.roles().clone(),
                through: through.zip(principal.scope().cloned()),
                let_in_by: principal.was_let_in_by().cloned(),
            },
            Actor::Secretariat => Self::Secretariat,
            Actor::Service { name } => Self::Service { name },
        }
    }
}

impl From<EnvelopePrincipal> for Principal {
    fn from(principal: EnvelopePrincipal) -> Self {
        match principal {
            EnvelopePrincipal::Official {
                person,
                institution,
                chairs,
                absent_chairs,
                mandate,
                secretariat,
                roles,
                through,
                let_in_by,
            } => {
                let mandate = if secretariat { Mandate::Secretariat } else { mandate };
                let principal = Self::official(person, institution, chairs, mandate)
                    .standing_in_for(absent_chairs)
                    .with_roles(roles)
                    .let_in_by(let_in_by);
                match through {
                    Some((token, scope)) => principal.through_token(token, scope),
                    None => principal,
                }
            }
            EnvelopePrincipal::Secretariat => Self::secretariat(),
            EnvelopePrincipal::Service { name } => Self::service(name),
        }
    }
}

impl CommandEnvelope {
    pub(super) fn of(request: &CommandRequest, fence: Option<Fence>) -> Self {
        let CommandRequest { id, correlation, principal, occurred_at, made_from, command } = request;
        Self {
            id: *id,
            correlation: *correlation,
            principal: principal.into(),
            occurred_at: *occurred_at,
            made_from: *made_from,
            door: principal.door(),
            network: principal.network().cloned(),
            command: command.clone(),
            fence,
        }
    }

    pub(super) fn read(self) -> (CommandRequest, Option<Fence>) {
        let Self { id, correlation, principal, occurred_at, made_from, door, network, command, fence } = self;
        let principal = Principal::from(principal).coming_from(network);
        let principal = door.map_or_else(|| principal.clone(), |door| principal.clone().through_door(door));
        (CommandRequest { id, correlation, principal, occurred_at, made_from, command }, fence)
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(super) enum Outcome {
    Accepted {
        events: Vec<Recorded>,
        repeated: bool,
    },
    Rejected {
        code: String,
        sentence: String,
    },
    BadId {
        text: String,
        longest: usize,
    },
    KeyReused {
        id: CommandId,
    },
    Overtaken {
        by: Vec<Recorded>,
    },
    Contended {
        stream: StreamId,
        attempts: u32,
    },
    Unavailable {
        reason: String,
    },
    TurnOver {
        lease: ServiceName,
        /// The newest turn known.
        newest: u64,
    },
    Elsewhere {
        code: String,
        sentence: String,
    },
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Recorded {
    position: Position,
    stream: StreamId,
    revision: Revision,
    id: EventId,
    metadata: Metadata,
    body: EventBody,
}

impl Recorded {
    fn of(event: RecordedEvent) -> Result<Self, EncodeError> {
        let body = event.event.encode()?;
        let RecordedEvent { position, stream, revision, id, metadata, event: _ } = event;
        Ok(Self { position, stream, revision, id, metadata, body })
    }

    fn read(self) -> Result<RecordedEvent, CommandError> {
        let Self { position, stream, revision, id, metadata, body } = self;
        Ok(StoredEvent { position, stream, revision, id, metadata, body }.decode()?)
    }
}

impl Outcome {
    pub(super) fn of(outcome: Result<Accepted, CommandError>) -> Self {
        let error = match outcome {
            Ok(Accepted { events, repeated }) => {
                match events.into_iter().map(Recorded::of).collect::<Result<Vec<_>, _>>() {
                    Ok(events) => return Self::Accepted { events, repeated },
                    Err(error) => error.into(),
                }
            }
            Err(error) => error,
        };
        let sentence = error.to_string();
        match error {
            CommandError::Overtaken { by } => match by.into_iter().map(Recorded::of).collect() {
                Ok(by) => Self::Overtaken { by },
                Err(error) => Self::of(Err(error.into())),
            },
            CommandError::Rejected(rejection) => Self::Rejected { code: rejection.code().to_owned(), sentence },
            CommandError::BadId(NotAnId { text, longest }) => Self::BadId { text, longest },
            CommandError::KeyReused { id } => Self::KeyReused { id },
            CommandError::Contended { stream, attempts } => Self::Contended { stream, attempts },
            CommandError::Unavailable { reason } => Self::Unavailable { reason },
            CommandError::TurnOver { lease } => Self::TurnOver { lease, newest: 0 },
            CommandError::Elsewhere { code, sentence } => Self::Elsewhere { code, sentence },
            CommandError::Unreadable(_) => Self::Elsewhere { code: "unreadable".to_owned(), sentence },
            CommandError::Unwritable(_) => Self::Elsewhere { code: "unwritable".to_owned(), sentence },
        }
    }

    pub(super) fn read(self) -> Result<Accepted, CommandError> {
        Err(match self {
            Self::Accepted { events, repeated } => {
                let events = events.into_iter().map(Recorded::read).collect::<Result<_, _>>()?;
                return Ok(Accepted { events, repeated });
            }
            Self::Rejected { code, sentence } => match Rejection::from_code(&code) {
                Some(rejection) => CommandError::Rejected(rejection),
                None => CommandError::Elsewhere { code, sentence },
            },
            Self::BadId { text, longest } => CommandError::BadId(NotAnId { text, longest }),
            Self::KeyReused { id } => CommandError::KeyReused { id },
            Self::Overtaken { by } => {
                CommandError::Overtaken { by: by.into_iter().map(Recorded::read).collect::<Result<_, _>>()? }
            }
            Self::Contended { stream, attempts } => CommandError::Contended { stream, attempts },
            Self::Unavailable { reason } => CommandError::Unavailable { reason },
            Self::TurnOver { lease, newest: _ } => CommandError::TurnOver { lease },
            Self::Elsewhere { code, sentence } => CommandError::Elsewhere { code, sentence },
        })
    }
}
