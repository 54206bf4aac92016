//! What could not be processed, with why, and a button to have it tried again.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::authority::{View, permit_view};
use events::ids::ServiceName;
use feed::dead_letters::{Cause, DeadLetter};
use feed::process::Redriven;
use minijinja::context;
use serde::Serialize;

use super::standing;
use crate::dead_letters::DeadLettersAway;
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::visit::Visit;

#[derive(Debug, Serialize)]
struct Row {
    consumer: String,
    position: u64,
    stream: String,
    /// The key of the event's label.
    label: String,
    since: chrono::DateTime<chrono::Utc>,
    /// Why it failed, in the words of whoever tried.
    why: Option<String>,
    tries: u32,
    /// The position of the event that it waits behind.
    behind: Option<u64>,
}

impl Row {
    fn of(letter: DeadLetter) -> Self {
        let (why, tries, behind) = match letter.cause {
            Cause::Failed { why, tries } => (Some(why), tries, None),
            Cause::Behind { position } => (None, 0, Some(position.0)),
        };
        Self {
            consumer: letter.consumer.to_string(),
            position: letter.event.position.0,
            stream: letter.event.stream.to_string(),
            label: format!("event-{}", letter.event.body.event_type.replace('.', "-")),
            since: letter.at,
            why,
            tries,
            behind,
        }
    }
}

impl From<DeadLettersAway> for Failure {
    fn from(away: DeadLettersAway) -> Self {
        Self::Unreadable(away.to_string())
    }
}

pub(crate) async fn page(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    show(&gateway, &visit, None).await
}

/// Has a consumer try again, and shows what is left.
pub(crate) async fn redrive(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(consumer): Path<String>,
) -> Result<Response, Failure> {
    permit_view(&standing(), &View::Timeline)?;
    let consumer: ServiceName = consumer.parse()?;
    let desk = gateway.dead_letters().ok_or(Failure::NotFound)?;
    let redriven = desk.redrive(&consumer).await?;
    let visit = Visit { address: "/dead-letters".to_owned(), ..visit };
    show(&gateway, &visit, Some(redriven)).await
}

async fn show(gateway: &Gateway, visit: &Visit, redriven: Option<Redriven>) -> Result<Response, Failure> {
    permit_view(&standing(), &View::Timeline)?;
    let letters = match gateway.dead_letters() {
        Some(desk) => desk.all().await?,
        None => vec![],
    };
    let letters: Vec<Row> = letters.into_iter().map(Row::of).collect();
    let mut consumers: Vec<&str> = letters.iter().map(|row| row.consumer.as_str()).collect();
    consumers.dedup();
    let shown = context! { letters, consumers, redriven };
    gateway.render(visit, StatusCode::OK, "dead_letters.html", shown)
}
