//! What can be asked of the read models: one file for each query, with its input, its output, how one instance answers it
//! from its tables, and how the answers of several partitions become one.
//!
//! Everything else follows from [`Query`]: the read port, the questions over NATS and the doubles of tests know no query
//! by name. A new query is a file here and its line in [`ANSWERABLE`]; see `docs/adding-a-query.md`.
//!
//! Depends on the projections' tables. Knows neither port nor NATS, nor who asks.

pub(crate) mod ask_error;
mod audit_lines;
mod dossier_events;
mod due_days;
mod due_items;
mod due_tasks;
mod events_at;
mod institution;
mod institutions;
mod invitation;
mod people;
mod query;
#[cfg(test)]
mod query_plans;
mod registered_tasks;
mod sealed_staff;
mod search;
mod subgroup;
mod subgroups;
mod task;
mod task_counts;
mod tasks;
mod thing_months;
mod thing_spans;
mod things;
mod timeline;
mod timeline_after;
mod timeline_latest;
mod timeline_span;
mod undelivered;

use rusqlite::Connection;
use serde_json::Value;

pub use ask_error::AskError;
pub use audit_lines::{AuditFilter, AuditLine, AuditLines};
pub use dossier_events::DossierEvents;
pub use due_days::{DueDay, DueDays};
pub use due_items::{DueItem, DueItems};
pub use due_tasks::DueTasks;
pub use events_at::EventsAt;
pub(crate) use institution::Institution;
pub(crate) use institutions::Institutions;
pub use invitation::Invitation;
pub(crate) use people::People;
pub use query::{AsOf, NO_LIMIT, OutputReuse, Paging, Partitions, Query, latest_rows, only_part};
pub use registered_tasks::{
    RegisterBoard, RegisterFilter, RegisterOrder, RegisterPlace, RegisterScope, RegisterStage, RegisteredTasks,
};
pub(crate) use sealed_staff::Staff;
pub use search::{FoundThing, Search};
pub use subgroup::Subgroup;
pub use subgroups::Subgroups;
pub use task::Task;
pub use task_counts::{TaskCount, TaskCounts};
pub use tasks::{TaskSelection, Tasks};
pub use thing_months::ThingMonths;
pub use thing_spans::ThingSpans;
pub use things::{ThingFilter, Things};
pub use timeline::Timeline;
pub use timeline_after::TimelineAfter;
pub use timeline_latest::TimelineLatest;
pub use timeline_span::TimelineSpan;
pub use undelivered::Undelivered;

/// Every query that an instance answers to other processes.
pub(crate) const ANSWERABLE: &[Answerable] = &[
    Answerable::of::<AuditLines>(),
    Answerable::of::<DossierEvents>(),
    Answerable::of::<DueDays>(),
    Answerable::of::<DueItems>(),
    Answerable::of::<DueTasks>(),
    Answerable::of::<EventsAt>(),
    Answerable::of::<Institution>(),
    Answerable::of::<Institutions>(),
    Answerable::of::<Invitation>(),
    Answerable::of::<People>(),
    Answerable::of::<RegisteredTasks>(),
    Answerable::of::<Search>(),
    Answerable::of::<Subgroup>(),
    Answerable::of::<Subgroups>(),
    Answerable::of::<Task>(),
    Answerable::of::<TaskCounts>(),
    Answerable::of::<Tasks>(),
    Answerable::of::<ThingMonths>(),
    Answerable::of::<ThingSpans>(),
    Answerable::of::<Things>(),
    Answerable::of::<Timeline>(),
    Answerable::of::<TimelineAfter>(),
    Answerable::of::<TimelineLatest>(),
    Answerable::of::<TimelineSpan>(),
    Answerable::of::<Undelivered>(),
];

/// A query that has been read, ready to be run where the tables are.
pub(crate) type ReadyQuery = Box<dyn FnOnce(&Connection) -> rusqlite::Result<Value> + Send>;

/// A query as whoever answers other processes knows it: by its name, and from JSON to JSON.
pub(crate) struct Answerable {
    /// Its name on the wire.
    pub(crate) name: &'static str,
    /// Reads the question from its JSON form.
    pub(crate) read: fn(Value) -> Result<ReadyQuery, serde_json::Error>,
}

impl Answerable {
    const fn of<Q: Query>() -> Self {
        Self { name: Q::NAME, read: read::<Q> }
    }

    /// The query with this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        ANSWERABLE.iter().find(|query| query.name == name)
    }
}

fn read<Q: Query>(question: Value) -> Result<ReadyQuery, serde_json::Error> {
    let question: Q = serde_json::from_value(question)?;
    Ok(Box::new(move |connection| {
        let part = question.run(connection)?;
        serde_json::to_value(&part).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_query_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = ANSWERABLE.iter().map(|query| query.name).collect();
        assert_eq!(names.len(), ANSWERABLE.len());
    }
}
