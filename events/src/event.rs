//! All aggregates in one list.
//!
//! The list at the end of this file is the one place where an aggregate is made known. It yields the sums over all
//! aggregates ([`Event`], [`Command`], [`Refusal`]), reading and writing of stored events, and the way from a command
//! and a stream's history to a decision. A new kind of *event* needs nothing here.

use serde_json::{Value, json};
use strum::VariantNames;

use crate::account::{Account, AccountCommand, AccountEvent, AccountRefusal};
use crate::action_item::{ActionItem, ActionItemCommand, ActionItemEvent, ActionItemRefusal};
use crate::actor::Actor;
use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::audit::{AuditTrail, AuditTrailCommand, AuditTrailEvent, AuditTrailRefusal};
use crate::authority::{AuthorizedAggregate, NotPermitted, Principal, permit};
use crate::bounds::{self, OutOfBounds};
use crate::case::{Case, CaseCommand, CaseEvent, CaseRefusal};
use crate::data_request::{DataRequest, DataRequestCommand, DataRequestEvent, DataRequestRefusal};
use crate::envelope::{EventBody, Metadata, StoredEvent};
use crate::erasure::{Erasure, ErasureCommand, ErasureEvent, ErasureRefusal};
use crate::ids::{
    ActionItemId, AuditTrailId, CaseId, DataRequestId, ErasureId, EventId, InstitutionId, MeetingId, MilestoneId,
    ModuleId, NotAnId, NotificationKey, ObjectiveId, PersonId, Position, ReminderKey, Revision, StreamId, SubgroupId,
    WebhookId,
};
use crate::institution::{Institution, InstitutionCommand, InstitutionEvent, InstitutionRefusal};
use crate::meeting::{Meeting, MeetingCommand, MeetingEvent, MeetingRefusal};
use crate::milestone::{Milestone, MilestoneCommand, MilestoneEvent, MilestoneRefusal};
use crate::notification::{Notification, NotificationCommand, NotificationEvent, NotificationRefusal};
use crate::refusal::{AskedAbout, NotToBeKept};
use crate::reminder::{Reminder, ReminderCommand, ReminderEvent, ReminderRefusal};
use crate::strategy::{Objective, ObjectiveCommand, ObjectiveEvent, ObjectiveRefusal};
use crate::subgroup::{Subgroup, SubgroupCommand, SubgroupEvent, SubgroupRefusal};
use crate::tagged_content;
use crate::training::{Module, ModuleCommand, ModuleEvent, ModuleRefusal};
use crate::upcast;
use crate::webhook::{Webhook, WebhookCommand, WebhookEvent, WebhookRefusal};

/// What was decided on a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What happened; nothing where it is so already.
    pub events: Vec<Event>,
    /// Who caused it, as recorded in them.
    pub by: Actor,
}

/// A stored event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// No aggregate has this kind.
    #[error("stream {stream}: no aggregate of this kind is known; a newer focalpoint may have written it")]
    UnknownAggregate {
        /// The stream's kind and id.
        stream: StreamId,
    },
    /// The stream's id does not fit its aggregate.
    #[error("stream {stream}: {source}")]
    BadId {
        /// The stream's kind and id.
        stream: StreamId,
        /// What is wrong with the id.
        source: NotAnId,
    },
    /// The type's first part is not the stream's kind.
    #[error("stream {stream}: event type {event_type} belongs to another aggregate")]
    ForeignType {
        /// The stream's kind and id.
        stream: StreamId,
        /// The type found.
        event_type: String,
    },
    /// The version is newer than this focalpoint, or older than its oldest upcaster.
    #[error("stream {stream}: {source}")]
    Version {
        /// The stream's kind and id.
        stream: StreamId,
        /// What is wrong with the version.
        source: upcast::UpcastError,
    },
    /// The content does not have the shape of its type and version.
    #[error("stream {stream}: {event_type} v{version} does not read: {source}")]
    Shape {
        /// The stream's kind and id.
        stream: StreamId,
        /// The event's type, `<aggregate>.<event>`.
        event_type: String,
        /// The version stored.
        version: u16,
        /// What is wrong with the shape.
        source: serde_json::Error,
    },
}

/// An event cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// Its content has no JSON form.
    #[error("the event has no JSON form: {0}")]
    Json(#[from] serde_json::Error),
    /// Its content is not tagged with a type.
    #[error("the event has no type")]
    Untyped,
    /// Its id makes no stream name.
    #[error(transparent)]
    Id(#[from] NotAnId),
}

/// Why a command is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Whoever asked may not.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// A text that comes with it may not be kept.
    #[error(transparent)]
    NotToBeKept(#[from] NotToBeKept),
    /// A text that comes with it is asked about before it may be kept.
    #[error(transparent)]
    AskedAbout(#[from] AskedAbout),
    /// It holds something that nothing may.
    #[error(transparent)]
    OutOfBounds(#[from] OutOfBounds),
    /// The domain says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Rejection {
    /// The code that texts hang on.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotPermitted(_) => NotPermitted::CODE,
            Self::NotToBeKept(_) => NotToBeKept::CODE,
            Self::AskedAbout(_) => AskedAbout::CODE,
            Self::OutOfBounds(out) => out.code(),
            Self::Refused(refusal) => refusal.code(),
        }
    }

    /// The rejection with this code, as another process tells it.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            NotPermitted::CODE => Some(Self::NotPermitted(NotPermitted)),
            NotToBeKept::CODE => Some(Self::NotToBeKept(NotToBeKept)),
            AskedAbout::CODE => Some(Self::AskedAbout(AskedAbout)),
            _ => {
                let out = OutOfBounds::from_code(code).map(Self::OutOfBounds);
                out.or_else(|| Refusal::from_code(code).map(Self::Refused))
            }
        }
    }
}

/// An event from the log, ready to be folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedEvent {
    /// The event's place in the whole log.
    pub position: Position,
    /// The stream it belongs to.
    pub stream: StreamId,
    /// The event's place in its stream.
    pub revision: Revision,
    /// The event's id.
    pub id: EventId,
    /// Who, when, why.
    pub metadata: Metadata,
    /// What happened, in today's version of its schema.
    pub event: Event,
}

impl StoredEvent {
    /// Reads the body into an event of today, older versions lifted on the way.
    pub fn decode(self) -> Result<RecordedEvent, DecodeError> {
        let event = Event::decode(&self.stream, &self.body)?;
        Ok(self.understood_as(event))
    }

    /// The same with its body read by whoever did so.
    pub fn understood_as(self, event: Event) -> RecordedEvent {
        RecordedEvent {
            position: self.position,
            stream: self.stream,
            revision: self.revision,
            id: self.id,
            metadata: self.metadata,
            event,
        }
    }
}

/// A stream's state, folded from its history.
pub fn fold<'a, A>(events: impl IntoIterator<Item = (&'a A::Event, Occurrence)>) -> A
where
    A: Aggregate<State = A> + Default,
    A::Event: 'a,
{
    events.into_iter().fold(A::default(), |state, (event, occurrence)| A::evolve(state, event, &occurrence))
}

fn qualified<T: VariantNames>(kind: &'static str) -> impl Iterator<Item = String> {
    T::VARIANTS.iter().map(move |name| format!("{kind}.{name}"))
}

fn body_of(kind: &str, event: &impl serde::Serialize) -> Result<EventBody, EncodeError> {
    let Value::Object(mut tagged) = serde_json::to_value(event)? else {
        return Err(EncodeError::Untyped);
    };
    let Some(Value::String(name)) = tagged.remove("type") else {
        return Err(EncodeError::Untyped);
    };
    let event_type = format!("{kind}.{name}");
    let data = serde_json::to_string(&tagged.remove("data").unwrap_or_else(|| json!({})))?;
    let schema_version = upcast::current_version(&event_type);
    Ok(EventBody { event_type, schema_version, data })
}

/// An event of one aggregate as it is stored, of whatever version.
fn read_body<T: serde::de::DeserializeOwned>(stream: &StreamId, body: &EventBody) -> Result<T, DecodeError> {
    let shape = |source| DecodeError::Shape {
        stream: stream.clone(),
        event_type: body.event_type.clone(),
        version: body.schema_version,
        source,
    };
    let name = body
        .event_type
        .strip_prefix(stream.kind())
        .and_then(|rest| rest.strip_prefix('.'))
        .ok_or_else(|| DecodeError::ForeignType { stream: stream.clone(), event_type: body.event_type.clone() })?;
    // Nearly all are of today's version: there is nothing to lift, and no tree of values is made.
    if body.schema_version == upcast::current_version(&body.event_type) {
        return tagged_content::read(name, &body.data).map_err(shape);
    }
    let stored = serde_json::from_str(&body.data).map_err(shape)?;
    let data = upcast::lift(&body.event_type, body.schema_version, stored)
        .map_err(|source| DecodeError::Version { stream: stream.clone(), source })?;
    serde_json::from_value(json!({ "type": name, "data": data })).map_err(shape)
}

macro_rules! aggregates {
    ($($aggregate:ident($id:ty, $command:ty, $event:ty, $refusal:ty);)+) => {
        /// Something that happened, with the id of what it happened to.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Event {
            $(
                #[doc = concat!("To an aggregate of kind ", stringify!($aggregate), ".")]
                $aggregate($id, $event),
            )+
        }

        /// Something asked for, with the id of what is to do it.
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum Command {
            $(
                #[doc = concat!("Of an aggregate of kind ", stringify!($aggregate), ".")]
                $aggregate($id, $command),
            )+
        }

        /// Why the domain says no.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
        pub enum Refusal {
            $(
                #[doc = concat!("An aggregate of kind ", stringify!($aggregate), " does.")]
                #[error(transparent)]
                $aggregate(#[from] $refusal),
            )+
        }

        impl Refusal {
            /// The code that texts hang on.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$aggregate(refusal) => refusal.code(),)+ }
            }

            /// The refusal with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                None$(.or_else(|| <$refusal>::from_code(code).map(Self::$aggregate)))+
            }

            /// Every code that a rejection can have: each needs a text in each language.
            pub fn all_codes() -> Vec<&'static str> {
                let mut codes = vec![NotPermitted::CODE, NotToBeKept::CODE, AskedAbout::CODE];
                codes.extend(OutOfBounds::ALL.iter().map(|out| out.code()));
                $(codes.extend(<$refusal>::ALL.iter().map(|refusal| refusal.code()));)+
                codes
            }
        }

        impl Event {
            /// Every event type there is, as stored: `action-item.assigned`. Each needs a sample and a label.
            pub fn types() -> Vec<String> {
                let mut types = Vec::new();
                $(types.extend(qualified::<$event>(<$aggregate as Aggregate>::KIND));)+
                types
            }

            /// The shape of each aggregate's events with the aggregate's kind, by `generator`.
            pub(crate) fn shapes(generator: &mut schemars::SchemaGenerator) -> Vec<(&'static str, schemars::Schema)> {
                vec![$((<$aggregate as Aggregate>::KIND, generator.subschema_for::<$event>()),)+]
            }

            /// The stream it belongs to.
            pub fn stream(&self) -> Result<StreamId, NotAnId> {
                match self {
                    $(Self::$aggregate(id, _) => StreamId::new(<$aggregate as Aggregate>::KIND, id.as_str()),)+
                }
            }

            /// Its type, as stored: `action-item.assigned`. Nothing is encoded to learn it.
            pub fn event_type(&self) -> String {
                match self {
                    $(Self::$aggregate(_, event) => {
                        format!("{}.{}", <$aggregate as Aggregate>::KIND, <&'static str>::from(event))
                    })+
                }
            }

            /// The event as it is stored.
            pub fn encode(&self) -> Result<EventBody, EncodeError> {
                match self {
                    $(Self::$aggregate(_, event) => body_of(<$aggregate as Aggregate>::KIND, event),)+
                }
            }

            /// A stored event, of whatever version, as an event of today.
            pub fn decode(stream: &StreamId, body: &EventBody) -> Result<Self, DecodeError> {
                match stream.kind() {
                    $(<$aggregate as Aggregate>::KIND => {
                        let id = stream
                            .key()
                            .parse()
                            .map_err(|source| DecodeError::BadId { stream: stream.clone(), source })?;
                        let event = read_body(stream, body)?;
                        Ok(Self::$aggregate(id, event))
                    })+
                    _ => Err(DecodeError::UnknownAggregate { stream: stream.clone() }),
                }
            }
        }

        impl Command {
            /// Every command there is: `action-item.assign`. Each needs a line in the table of who may.
            pub fn names() -> Vec<String> {
                let mut names = Vec::new();
                $(names.extend(qualified::<$command>(<$aggregate as Aggregate>::KIND));)+
                names
            }

            /// Its name: `action-item.assign`.
            pub fn name(&self) -> String {
                match self {
                    $(Self::$aggregate(_, command) => {
                        format!("{}.{}", <$aggregate as Aggregate>::KIND, <&'static str>::from(command))
                    })+
                }
            }

            /// The stream that decides on it.
            pub fn stream(&self) -> Result<StreamId, NotAnId> {
                match self {
                    $(Self::$aggregate(id, _) => StreamId::new(<$aggregate as Aggregate>::KIND, id.as_str()),)+
                }
            }
        }

        /// Decides on a command: folds the stream's history, asks whether whoever commands may, then asks the domain.
        /// Events of other aggregates in `history` are none of its business and are passed over.
        pub fn decide(
            command: Command,
            history: &[RecordedEvent],
            principal: &Principal,
            moment: &Moment,
        ) -> Result<Vec<Event>, Rejection> {
            Ok(decide_as(command, history, principal, moment)?.events)
        }

        /// The same, with whom the events are of: somebody may act for a chair who is away.
        pub fn decide_as(
            command: Command,
            history: &[RecordedEvent],
            principal: &Principal,
            moment: &Moment,
        ) -> Result<Decision, Rejection> {
            if !principal.may_give(&command.name()) {
                return Err(NotPermitted.into());
            }
            bounds::check(&command)?;
            match command {
                $(Command::$aggregate(id, command) => {
                    let state: $aggregate = fold::<$aggregate>(history.iter().filter_map(|recorded| {
                        if let Event::$aggregate(_, event) = &recorded.event {
                            let occurrence = Occurrence {
                                id: recorded.id,
                                at: recorded.metadata.occurred_at,
                                by: recorded.metadata.actor.clone(),
                            };
                            Some((event, occurrence))
                        } else {
                            None
                        }
                    }));
                    let relations = <$aggregate as AuthorizedAggregate>::who_may(&id, &state, &command);
                    permit(principal, &relations)?;
                    <$aggregate as Aggregate>::addressed(&id, &command).map_err(Refusal::from)?;
                    let events = <$aggregate as Aggregate>::decide(&state, command, moment).map_err(Refusal::from)?;
                    let events = events.into_iter().map(|event| Event::$aggregate(id.clone(), event)).collect();
                    Ok(Decision { events, by: principal.acting_by(&relations) })
                })+
            }
        }
    };
}

aggregates! {
    Institution(InstitutionId, InstitutionCommand, InstitutionEvent, InstitutionRefusal);
    Subgroup(SubgroupId, SubgroupCommand, SubgroupEvent, SubgroupRefusal);
    Meeting(MeetingId, MeetingCommand, MeetingEvent, MeetingRefusal);
    ActionItem(ActionItemId, ActionItemCommand, ActionItemEvent, ActionItemRefusal);
    Reminder(ReminderKey, ReminderCommand, ReminderEvent, ReminderRefusal);
    Notification(NotificationKey, NotificationCommand, NotificationEvent, NotificationRefusal);
    Case(CaseId, CaseCommand, CaseEvent, CaseRefusal);
    DataRequest(DataRequestId, DataRequestCommand, DataRequestEvent, DataRequestRefusal);
    Module(ModuleId, ModuleCommand, ModuleEvent, ModuleRefusal);
    Objective(ObjectiveId, ObjectiveCommand, ObjectiveEvent, ObjectiveRefusal);
    Milestone(MilestoneId, MilestoneCommand, MilestoneEvent, MilestoneRefusal);
    Account(PersonId, AccountCommand, AccountEvent, AccountRefusal);
    AuditTrail(AuditTrailId, AuditTrailCommand, AuditTrailEvent, AuditTrailRefusal);
    Webhook(WebhookId, WebhookCommand, WebhookEvent, WebhookRefusal);
    Erasure(ErasureId, ErasureCommand, ErasureEvent, ErasureRefusal);
}
