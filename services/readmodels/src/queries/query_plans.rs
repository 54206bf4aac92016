//! What pages ask all the time is answered from indexes: how SQLite goes about it is held here, so that its cost follows what is
//! shown and not what there is.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rusqlite::Connection;

use super::{due_days, due_tasks, task_counts, timeline_span};
use crate::engine::read_models::ReadModels;

/// How SQLite would answer, step by step.
fn plan(sql: &str) -> Vec<String> {
    let mut connection = Connection::open_in_memory().unwrap();
    let transaction = connection.transaction().unwrap();
    for projection in ReadModels::standard() {
        projection.create(&transaction).unwrap();
    }
    let mut statement = transaction.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    for parameter in 1..=statement.parameter_count() {
        statement.raw_bind_parameter(parameter, "1").unwrap();
    }
    let mut steps = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get::<_, String>("detail").unwrap());
    }
    steps
}

#[test]
fn tasks_are_counted_in_an_index_and_none_is_read() {
    for sql in [task_counts::SQL, due_days::SQL] {
        let steps = plan(sql);
        assert!(steps.iter().all(|step| step.contains("USING COVERING INDEX")), "{sql}: {steps:?}");
    }
}

#[test]
fn the_next_tasks_come_from_an_index_in_their_order() {
    let steps = plan(&due_tasks::sql());
    assert_eq!(steps.len(), 1, "nothing is sorted: {steps:?}");
    assert!(steps[0].contains("USING INDEX task_lists_open"), "{steps:?}");
}

#[test]
fn the_ends_of_the_timeline_are_looked_up() {
    for sql in timeline_span::ENDS {
        let steps = plan(sql);
        assert_eq!(steps.len(), 1, "{sql}: {steps:?}");
        assert!(steps[0].starts_with("SEARCH") && steps[0].contains("USING COVERING INDEX"), "{sql}: {steps:?}");
    }
}
