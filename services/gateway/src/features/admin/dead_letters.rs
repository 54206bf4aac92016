//! What could not be processed: which part of the hub could not, what it could not take, what that means and what to do, and a
//! button to have it tried again. The program's own words stand beneath, for whoever mends it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use events::account::Role;
use events::aggregate::Aggregate;
use events::audit::AuditedAct;
use events::authority::{NotPermitted, Principal, Relation, View, permit, permit_view};
use events::case::Case;
use events::ids::{ServiceName, StreamId};
use events::language::Language;
use language::catalogue::Catalogue;
use minijinja::context;
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::http::access::may_see_operations;
use crate::http::page_request::PageRequest;
use crate::ports::dead_letters::{DeadLetter, DeadLetterCause, DeadLettersUnavailable, RedriveOutcome};
use crate::ports::safekeeping::{LogProof, Safekeeping};

/// The parts of the hub that people are told of by a name of its own; read models have a number behind theirs.
const PARTS: [&str; 7] = ["coordination", "projections", "reminders", "gateway", "telegram", "email", "webhooks"];

/// The key of the text that says which part of the hub a consumer is.
fn part_of(consumer: &str) -> String {
    let name = consumer.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('-');
    let known = PARTS.into_iter().find(|part| *part == name);
    format!("page-part-{}", known.unwrap_or("other"))
}

/// A consumer with the key of what it is called.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Part {
    consumer: String,
    part: String,
}

impl Part {
    fn of(consumer: &ServiceName) -> Self {
        Self { consumer: consumer.to_string(), part: part_of(consumer.as_str()) }
    }
}

#[derive(Debug, Serialize)]
struct LetterRow {
    of: Part,
    position: u64,
    /// None: it is a case's, and whoever looks sees no case.
    stream: Option<String>,
    /// The key of what sort of thing the event is about.
    kind: &'static str,
    /// The event's type, as the log has it.
    event_type: String,
    /// The key of the event's label.
    label: String,
    since: DateTime<Utc>,
    /// Why it failed, in the words of the program.
    why: Option<String>,
    tries: u32,
    /// The position of the event that it waits behind.
    behind: Option<u64>,
}

/// The key of what people call the things of this kind.
fn kind_of(stream: &StreamId) -> &'static str {
    match stream.kind() {
        "action-item" => "page-kind-action-item",
        "case" => "page-kind-case",
        "data-request" => "page-kind-data-request",
        "meeting" => "page-kind-meeting",
        "milestone" => "page-kind-milestone",
        "reminder" => "page-kind-reminder",
        "strategy" => "page-kind-strategy",
        "training" => "page-kind-training",
        _ => "page-kind-organisation",
    }
}

/// What of a letter is shown to whoever keeps the hub in order. The program's words may quote what stands in an event, and a stream's
/// name names a case: both only to whoever sees every case.
pub(super) struct LetterDetails {
    /// What it happened to.
    pub(super) stream: Option<String>,
    /// What went wrong the last time.
    pub(super) reason: Option<String>,
    /// How often it was tried.
    pub(super) tries: u32,
    /// The position of the event that it waits behind.
    pub(super) behind: Option<u64>,
}

impl LetterDetails {
    pub(super) fn shown_to(principal: &Principal, letter: &DeadLetter) -> Self {
        let sees_cases = permit_view(principal, &View::EveryCase).is_ok();
        let (reason, tries, behind) = match &letter.cause {
            DeadLetterCause::Failed { reason, tries } => (Some(reason.clone()), *tries, None),
            DeadLetterCause::Behind { position } => (None, 0, Some(position.0)),
        };
        let is_case = letter.stream.kind() == Case::KIND;
        Self {
            stream: (sees_cases || !is_case).then(|| letter.stream.to_string()),
            reason: reason.filter(|_| sees_cases),
            tries,
            behind,
        }
    }
}

impl LetterRow {
    fn of(letter: DeadLetter, principal: &Principal, catalogue: &Catalogue) -> Self {
        let LetterDetails { stream, reason: why, tries, behind } = LetterDetails::shown_to(principal, &letter);
        let label = format!("event-{}", letter.event_type.replace('.', "-"));
        // A type that a later version of the program wrote has no text here.
        let known = catalogue.has(Language::default(), &label);
        Self {
            of: Part::of(&letter.consumer),
            position: letter.position.0,
            kind: kind_of(&letter.stream),
            stream,
            label: if known { label } else { "page-dead-letter-unknown-event".to_owned() },
            event_type: letter.event_type,
            since: letter.since,
            why,
            tries,
            behind,
        }
    }
}

impl From<DeadLettersUnavailable> for Failure {
    fn from(away: DeadLettersUnavailable) -> Self {
        Self::Unreadable(away.to_string())
    }
}

pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show(&app, &page_request, None).await
}

/// Has a consumer try again, on behalf of whoever may.
pub(super) async fn try_again(
    app: &App,
    principal: &Principal,
    consumer: &ServiceName,
) -> Result<RedriveOutcome, Failure> {
    // Whoever only reads tries nothing again.
    permit(principal, &[Relation::Secretariat, Relation::Granted(Role::Administrator)])?;
    let queue = app.dead_letters().ok_or(Failure::NotFound)?;
    app.audit().record(principal, AuditedAct::Redriven, consumer.as_str());
    Ok(queue.redrive(consumer).await?)
}

/// Has a consumer try again, and shows what is left.
pub(super) async fn redrive(
    State(app): State<App>,
    page_request: PageRequest,
    Path(consumer): Path<String>,
) -> Result<Response, Failure> {
    let redriven = try_again(&app, page_request.principal()?, &consumer.parse()?).await?;
    let page_request = PageRequest { address: "/dead-letters".to_owned(), ..page_request };
    show(&app, &page_request, Some(redriven)).await
}

async fn show(app: &App, page_request: &PageRequest, redriven: Option<RedriveOutcome>) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    if !may_see_operations(principal) {
        return Err(NotPermitted.into());
    }
    let letters = match app.dead_letters() {
        Some(queue) => queue.all().await?,
        None => vec![],
    };
    let mut consumers: Vec<Part> = letters.iter().map(|letter| Part::of(&letter.consumer)).collect();
    consumers.dedup();
    let row = |letter| LetterRow::of(letter, principal, app.catalogue());
    let letters: Vec<LetterRow> = letters.into_iter().map(row).collect();
    let safekeeping = app.safekeeping().map(|one| SafekeepingRow::of(one, app.world_clock().now()));
    let shown = context! { letters, consumers, redriven, safekeeping };
    app.render(page_request, StatusCode::OK, "dead_letters.html", shown)
}

/// How the log and its copies stand.
#[derive(Debug, Serialize)]
struct SafekeepingRow {
    /// `underway`, `whole` or `damaged`: part of the text's key.
    log: &'static str,
    proved_until: Option<u64>,
    proved_at: Option<DateTime<Utc>>,
    /// None: they are not set up.
    backup: Option<BackupRow>,
}

#[derive(Debug, Serialize)]
struct BackupRow {
    at: Option<DateTime<Utc>>,
    position: Option<u64>,
    has_keys: bool,
    is_late: bool,
    /// Why the last try was in vain, in the words of the program.
    failure: Option<String>,
}

impl SafekeepingRow {
    fn of(safekeeping: &dyn Safekeeping, now: DateTime<Utc>) -> Self {
        let (log, proved) = match safekeeping.log() {
            LogProof::Underway => ("underway", None),
            LogProof::Whole { until, at } => ("whole", Some((until.0, at))),
            LogProof::Damaged { reason: _ } => ("damaged", None),
        };
        let backup = safekeeping.backups().map(|backups| BackupRow {
            at: backups.last.map(|last| last.at),
            position: backups.last.map(|last| last.position.0),
            has_keys: backups.last.is_none_or(|last| last.has_keys),
            is_late: backups.is_late(now),
            failure: backups.failure,
        });
        Self { log, proved_until: proved.map(|(until, _)| until), proved_at: proved.map(|(_, at)| at), backup }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consumer_is_told_by_what_it_does() {
        assert_eq!(part_of("coordination"), "page-part-coordination");
        assert_eq!(part_of("projections-1"), "page-part-projections");
        assert_eq!(part_of("warehouse"), "page-part-other");
    }
}
