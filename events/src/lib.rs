//! The domain of focalpoint: what can be asked, what can have happened, and who may.
//!
//! Everything here is a value or a pure function. No I/O, no clock, no randomness, no async: time, ids, nonces and keys
//! come in as values. Every other crate may depend on this one; this one knows none of them, nor any store, bus,
//! messenger or web framework.
//!
//! Each aggregate has a file that reads in this order: what it is, state, commands, events, refusals, `decide`,
//! `evolve`. To add an event see `docs/adding-an-event.md`.
//!
//! Invariants, each with a test of its name under `events/tests/`: `evolve` never fails; a replay gives the same state;
//! every event serialises and back; every stored version loads.

pub mod account;
pub mod action_item;
pub mod actor;
pub mod aggregate;
pub mod audit;
pub mod authority;
pub mod bounds;
pub mod case;
pub mod case_data_standard;
pub mod concern;
pub mod country;
pub mod cyrillic;
pub mod data_request;
pub mod disaggregation;
pub mod door;
pub mod email_address;
pub mod envelope;
pub mod erasure;
pub mod event;
pub mod figure;
pub mod form;
pub mod free_text;
pub mod ids;
pub mod indicator;
pub mod indicator_computation;
pub mod institution;
pub mod institution_kind;
pub mod language;
mod leaving;
pub mod log_mark;
pub mod mandate;
pub mod meeting;
pub mod milestone;
pub mod minutes;
pub mod non_empty;
pub mod notification;
pub mod overlap;
pub mod period;
pub mod person_key;
pub mod preferences;
pub mod recurrence;
pub mod refusal;
pub mod reminder;
pub mod same_person;
pub mod schema;
pub mod sealed;
pub mod strategy;
pub mod subgroup;
pub mod suppression;
mod tagged_content;
mod taking_out;
pub mod text;
pub mod training;
pub mod upcast;
pub mod webhook;

pub use aggregate::{Aggregate, Moment, Occurrence};
pub use envelope::{EventBody, Metadata, NewEvent, StoredEvent};
pub use event::{Command, Decision, Event, RecordedEvent, Refusal, Rejection, decide, decide_as};
