//! The API of the things of the timeline.

use axum::extract::{RawQuery, State};
use chrono::{DateTime, NaiveDate, Utc};
use events::ids::Position;
use readmodels::queries::ThingFilter;
use readmodels::things::changes::{Change, changes};
use readmodels::things::standing::{Lateness, Standpoint, standing};
use readmodels::things::{Step, StepKind, Thing, ThingKind, ThingStage};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::view::thing_kind_named;
use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::json_api::read_if_any;
use crate::http::page_request::PageRequest;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::presentation::timeline_entries::DayPrecision;
use crate::wording::texts::{Texts, texts};
use crate::wording::wire_enum::wire_enum;

wire_enum! {
    /// What sort of thing it is.
    pub(crate) enum ThingSort of ThingKind {
        Milestone = "milestone",
        Meeting = "meeting",
        ActionItem = "action-item",
        DataRequest = "data-request",
        Referral = "referral",
        IndicatorValue = "indicator-value",
        Activity = "activity",
        Module = "module",
        Session = "session",
    }
}

wire_enum! {
    /// How far it is.
    pub(crate) enum ThingState of ThingStage {
        Open = "open",
        Blocked = "blocked",
        Disclaimed = "disclaimed",
        Returned = "returned",
        Done = "done",
        Verified = "verified",
        Declined = "declined",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// What happened to it.
    pub(crate) enum ThingStep of StepKind {
        Begun = "begun",
        Accepted = "accepted",
        Progressed = "progressed",
        Blocked = "blocked",
        Unblocked = "unblocked",
        Disclaimed = "disclaimed",
        TimeAsked = "time-asked",
        TimeGiven = "time-given",
        TimeRefused = "time-refused",
        Reported = "reported",
        Corrected = "corrected",
        Withdrawn = "withdrawn",
        Verified = "verified",
        Reopened = "reopened",
        Returned = "returned",
        Reassigned = "reassigned",
        Moved = "moved",
        Decided = "decided",
        Minuted = "minuted",
        Escalated = "escalated",
        Declined = "declined",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// What changed of it since a day.
    pub(crate) enum ThingChange of Change {
        Added = "added",
        Moved = "moved",
        Reassigned = "reassigned",
        Done = "done",
        Verified = "verified",
        BecameLate = "became-late",
        Blocked = "blocked",
        Reopened = "reopened",
        CalledOff = "called-off",
    }
}

/// Which things of the timeline are wanted, and as of when. `kind` may be repeated.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read as a list because kind repeats")]
pub(crate) struct ThingQuery {
    /// Only those that are this institution's, or were.
    institution: Option<String>,
    /// Only of this subgroup.
    subgroup: Option<String>,
    /// Only those that serve this objective.
    objective: Option<String>,
    /// Only this meeting and what it raised.
    meeting: Option<String>,
    /// Only of these kinds.
    kind: Option<Vec<ThingSort>>,
    /// Only those of which something is on this day or after it; what is late lasts until it is done.
    from: Option<NaiveDate>,
    /// Only those of which something is on this day or before it.
    until: Option<NaiveDate>,
    /// As it was known at the end of this day, in Kosovo; left out: now.
    #[param(rename = "as-of")]
    as_of: Option<NaiveDate>,
    /// Say of each what changed since the end of this day.
    since: Option<NaiveDate>,
}

/// A thing of the timeline, as it stood.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct TimelineThing {
    /// The position of the event with which it began. It is known by this.
    position: u64,
    kind: ThingSort,
    /// What it is, or is a part of: `action-item/<id>`.
    stream: String,
    /// What it is called; a referral by the reference of its case and nothing else.
    title: Texts,
    /// The objective that it serves, in words.
    part_of: Option<Texts>,
    /// Whose it is; none: the Authority's as a whole.
    institutions: Vec<String>,
    subgroup: Option<String>,
    objective: Option<String>,
    /// The meeting that raised it, or that it is.
    meeting: Option<String>,
    state: ThingState,
    /// Its first day, in Kosovo.
    from: NaiveDate,
    /// Its last day as it is planned: of what is owed, the due date.
    until: Option<NaiveDate>,
    precision: DayPrecision,
    /// When it was done, while that holds.
    done_on: Option<NaiveDate>,
    /// When it ended without having been done.
    ended_on: Option<NaiveDate>,
    /// How many days late it was done or is, at least 1; none: it is not late, or cannot be.
    days_late: Option<i64>,
    /// While it was stuck, from day to day.
    blocked: Vec<ThingDays>,
    /// How its last day was moved.
    moves: Vec<ThingMove>,
    /// Of what several are asked: how many have answered.
    answered: Option<ThingAnswers>,
    /// What changed since the day asked for; empty where none was.
    changes: Vec<ThingChange>,
    /// What happened to it, in the order of the log.
    steps: Vec<ThingHistory>,
}

/// From a day to another, both included.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ThingDays {
    from: NaiveDate,
    until: NaiveDate,
}

/// That a thing was given another last day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ThingMove {
    on: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
}

/// How many of those who are asked have answered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ThingAnswers {
    answered: usize,
    asked: usize,
}

/// A step of a thing's life.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ThingHistory {
    /// The event's position in the log.
    position: u64,
    what: ThingStep,
    /// The day on which it counts, in Kosovo.
    on: NaiveDate,
    /// When it was recorded, UTC.
    recorded_at: DateTime<Utc>,
    /// Whose part of it this is about, where several are asked.
    whose: Option<String>,
    /// Shared by everything that followed from one cause outside.
    correlation: String,
}

impl From<&Step> for ThingHistory {
    fn from(step: &Step) -> Self {
        Self {
            position: step.position.0,
            what: ThingStep::from(&step.what),
            on: step.on,
            recorded_at: step.recorded_at,
            whose: step.whose.as_ref().map(ToString::to_string),
            correlation: step.correlation.to_string(),
        }
    }
}

impl TimelineThing {
    fn of(thing: &Thing, standpoint: Standpoint, since: Option<NaiveDate>) -> Option<Self> {
        let stands = standing(thing, None, standpoint)?;
        let changed = since.map(|since| changes(standing(thing, None, Standpoint::AsOf(since)).as_ref(), &stands));
        let blocked = stands.blocked.iter().map(|span| ThingDays { from: span.from(), until: span.until() });
        let moves = stands.moves.iter().map(|one| ThingMove { on: one.on, from: one.from, to: one.to });
        Some(Self {
            position: thing.position.0,
            kind: ThingSort::from(&thing.kind),
            stream: thing.stream.to_string(),
            title: texts(&thing.title),
            part_of: thing.part_of.as_ref().map(texts),
            institutions: stands.institutions.iter().map(ToString::to_string).collect(),
            subgroup: thing.subgroup.as_ref().map(ToString::to_string),
            objective: thing.objective.as_ref().map(ToString::to_string),
            meeting: thing.meeting.as_ref().map(ToString::to_string),
            state: ThingState::from(&stands.stage),
            from: stands.from,
            until: stands.until,
            precision: DayPrecision::from(&thing.precision),
            done_on: stands.done_on,
            ended_on: stands.ended_on,
            days_late: stands.late.map(Lateness::days),
            blocked: blocked.collect(),
            moves: moves.collect(),
            answered: stands.answered.map(|(answered, asked)| ThingAnswers { answered, asked }),
            changes: changed.unwrap_or_default().iter().map(ThingChange::from).collect(),
            steps: thing.steps.iter().filter(|step| standpoint.knows(step)).map(ThingHistory::from).collect(),
        })
    }
}

fn read_kind(name: &str) -> Result<ThingKind, Failure> {
    thing_kind_named(name).ok_or_else(|| Failure::Invalid {
        at: "kind".to_owned(),
        what: format!("“{name}” is no kind: use one of {}", ThingKind::ALL.map(ThingKind::code).join(", ")),
    })
}

/// The things of the timeline, in the order in which they began.
#[utoipa::path(get, path = "/api/v1/timeline/things", operation_id = "list_timeline_things", tag = "timeline",
    params(ThingQuery, PageQuery),
    responses((status = 200, body = List<TimelineThing>, description = "A page of the things of the timeline.")))]
pub(super) async fn list(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
    paging: Paging,
) -> Result<Page<TimelineThing>, Failure> {
    let fields = FormEntries::of_query(query.as_deref())?;
    let given = |field: &'static str| Some(fields.get(field)).filter(|value| !value.is_empty());
    let today = page_request.moment.today;
    let as_of: Option<NaiveDate> = read_if_any("as-of", given("as-of"))?.filter(|day| *day < today);
    let standpoint = as_of.map_or(Standpoint::Now(today), Standpoint::AsOf);
    let since: Option<NaiveDate> = read_if_any("since", given("since"))?;
    let filter = ThingFilter {
        institution: read_if_any("institution", given("institution"))?,
        subgroup: read_if_any("subgroup", given("subgroup"))?,
        objective: read_if_any("objective", given("objective"))?,
        meeting: read_if_any("meeting", given("meeting"))?,
        kinds: fields.all("kind").map(read_kind).collect::<Result<_, _>>()?,
        from: read_if_any("from", given("from"))?,
        until: read_if_any("until", given("until"))?,
        known_by: as_of,
        ..ThingFilter::default()
    };
    let after = paging.after::<u64>()?.map(Position);
    let things = app.queries().things(&reader.principal, &filter, after, paging.limit + 1).await?;
    let seen: Vec<TimelineThing> =
        things.iter().filter_map(|thing| TimelineThing::of(thing, standpoint, since)).collect();
    Ok(paging.page_of(&seen, |thing| thing.position, Clone::clone))
}
