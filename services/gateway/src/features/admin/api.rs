//! The API of what could not be processed, for whoever keeps the hub in order: looked at, and had tried again.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use events::authority::{NotPermitted, Principal};
use events::ids::ServiceName;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::features::admin::dead_letters::{LetterDetails, try_again};
use crate::http::access::may_see_operations;
use crate::http::actions::ActionPath;
use crate::http::command_api::Caller;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::ports::dead_letters::DeadLetter as Letter;

/// An event that a part of the hub could not process.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetter {
    /// Which part could not.
    consumer: String,
    /// Where the event is in the log.
    position: u64,
    /// What it happened to; null: a case, for whoever sees none.
    stream: Option<String>,
    /// The event's type, as the log has it.
    event_type: String,
    /// Since when it waits, UTC.
    since: DateTime<Utc>,
    /// What went wrong the last time, in the words of the program; null: it waits behind another, or whoever asks sees no case.
    reason: Option<String>,
    /// How often it was tried.
    tries: u32,
    /// The position of the event that it waits behind.
    behind: Option<u64>,
}

impl DeadLetter {
    fn shown_to(principal: &Principal, letter: &Letter) -> Self {
        let LetterDetails { stream, reason, tries, behind } = LetterDetails::shown_to(principal, letter);
        Self {
            consumer: letter.consumer.to_string(),
            position: letter.position.0,
            stream,
            event_type: letter.event_type.clone(),
            since: letter.since,
            reason,
            tries,
            behind,
        }
    }
}

/// What came of trying again.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Redriven {
    /// How many were processed.
    processed: usize,
    /// How many still wait.
    waiting: usize,
}

/// What could not be processed, consumer by consumer, in the order of the log.
#[utoipa::path(get, path = "/api/v1/dead-letters", tag = "operations", params(PageQuery),
    responses((status = 200, body = List<DeadLetter>, description = "A page of what waits.")))]
pub(super) async fn list_dead_letters(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<DeadLetter>, Failure> {
    if !may_see_operations(&reader.principal) {
        return Err(NotPermitted.into());
    }
    let letters = match app.dead_letters() {
        Some(queue) => queue.all().await?,
        None => vec![],
    };
    // Filled up, positions are in the order of numbers.
    let place = |one: &Letter| format!("{}/{:020}", one.consumer, one.position.0);
    paging.page(letters, place, |one| DeadLetter::shown_to(&reader.principal, one))
}

/// Has a part of the hub try again, each time it is sent. For a person in a session only: it is no command, and so in no token's scope.
#[utoipa::path(post, path = "/api/v1/dead-letters/{consumer}/redrive", tag = "operations", security(("session" = [])),
    params(("consumer" = String, Path, description = "The part of the hub")),
    responses((status = 200, body = Redriven)))]
pub(super) async fn redrive_dead_letters(
    caller: Caller,
    ActionPath(consumer): ActionPath<ServiceName>,
) -> Result<Json<Redriven>, Failure> {
    let outcome = try_again(&caller.app, &caller.in_person()?.principal, &consumer).await?;
    Ok(Json(Redriven { processed: outcome.processed, waiting: outcome.waiting }))
}
