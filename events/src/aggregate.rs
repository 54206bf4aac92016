//! What every aggregate is: a state folded from its stream, and a decision taken on it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::actor::Actor;
use crate::ids::EventId;

/// The time of a decision, as a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant, UTC.
    pub now: DateTime<Utc>,
    /// The date in Kosovo (Europe/Belgrade) at that instant.
    pub today: NaiveDate,
}

/// What an event's envelope says that a fold may need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The event's id.
    pub id: EventId,
    /// When it happened, UTC.
    pub at: DateTime<Utc>,
    /// Who caused it.
    pub by: Actor,
}

/// An aggregate: one consistency boundary, one stream per id.
///
/// `decide` may refuse; `evolve` may not, whatever the order of events: what was recorded has happened.
pub trait Aggregate {
    /// The first part of the stream's name and of the event types.
    const KIND: &'static str;
    /// The aggregate's id.
    type Id;
    /// What the stream's events add up to.
    type State: Default;
    /// What can be asked of it.
    type Command;
    /// What can have happened to it.
    type Event;
    /// Why it may say no.
    type Refusal;

    /// Whether the command can be meant for the aggregate of this id. Most commands say nothing that an id could
    /// contradict.
    fn addressed(_id: &Self::Id, _command: &Self::Command) -> Result<(), Self::Refusal> {
        Ok(())
    }

    /// Takes a decision. No events means that what was asked is so already.
    fn decide(state: &Self::State, command: Self::Command, moment: &Moment) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// Adds an event to the state.
    fn evolve(state: Self::State, event: &Self::Event, occurrence: &Occurrence) -> Self::State;
}
