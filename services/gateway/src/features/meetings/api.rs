//! The API of meetings, and what travels.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{NaiveDate, NaiveTime};
use events::ids::{InstitutionId, MeetingId};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingTime};
use readmodels::meetings::{MeetingStage, MeetingView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::features::meetings::scheduling::{MeetingPlan, SchedulingError};
use crate::http::json_api::{IdempotencyKey, JsonBody, local_text, read, read_if_any};
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::wording::texts::{Texts, texts};
use crate::wording::wire_enum::wire_enum;

wire_enum! {
    /// Who meets: the Authority as a whole, one subgroup, or whoever is invited.
    pub(crate) enum Convened of MeetingBody {
        Authority = "authority",
        Subgroup = "subgroup",
        Invited = "invited",
    }
}

wire_enum! {
    /// How far a meeting is.
    pub(crate) enum MeetingProgress of MeetingStage {
        Scheduled = "scheduled",
        Held = "held",
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// What an institution answers to an invitation.
    pub(crate) enum Answer of InvitationAnswer {
        Attending = "attending",
        NotAttending = "not-attending",
        SendingDeputy = "sending-deputy",
    }
}

/// A meeting of a subgroup or of several institutions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Meeting {
    id: String,
    title: Texts,
    /// The day, in Kosovo.
    date: NaiveDate,
    /// The time of day in Kosovo, when known.
    #[schema(value_type = Option<String>, pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")]
    time: Option<NaiveTime>,
    /// How long, in minutes, when known.
    minutes_long: Option<u16>,
    place: Option<String>,
    convened: Convened,
    /// The subgroup, when one is convened.
    subgroup: Option<String>,
    invited: Vec<String>,
    /// Who answered what, by institution.
    answers: BTreeMap<String, Answer>,
    /// The rule of its series (RFC 5545).
    rule: Option<String>,
    agenda: Vec<String>,
    stage: MeetingProgress,
    attended: Vec<String>,
    minutes: Option<String>,
    minutes_approved: bool,
    decisions: Vec<Decision>,
}

/// A decision taken in a meeting, as its minutes have it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Decision {
    decision: String,
    /// The ids of the action items it raised.
    raises: Vec<String>,
}

impl From<&MeetingView> for Meeting {
    fn from(meeting: &MeetingView) -> Self {
        let subgroup = match &meeting.convened {
            MeetingBody::Subgroup(subgroup) => Some(subgroup.to_string()),
            MeetingBody::Authority | MeetingBody::Invited => None,
        };
        Self {
            id: meeting.id.to_string(),
            title: texts(&meeting.title),
            date: meeting.at.date,
            time: meeting.at.time,
            minutes_long: meeting.at.minutes,
            place: meeting.place.as_ref().map(ToString::to_string),
            convened: Convened::from(&meeting.convened),
            subgroup,
            invited: meeting.invited.iter().map(ToString::to_string).collect(),
            answers: meeting.answers.iter().map(|(id, given)| (id.to_string(), Answer::from(given))).collect(),
            rule: meeting.recurrence.as_ref().map(|(rule, _)| rule.to_string()),
            agenda: meeting.agenda.iter().map(ToString::to_string).collect(),
            stage: MeetingProgress::from(&meeting.stage),
            attended: meeting.attended.iter().map(ToString::to_string).collect(),
            minutes: meeting.minutes.as_ref().map(ToString::to_string),
            minutes_approved: meeting.minutes_approved,
            decisions: meeting
                .decisions
                .iter()
                .map(|decision| Decision {
                    decision: decision.text.to_string(),
                    raises: decision.raises.iter().map(|item| item.action_item.to_string()).collect(),
                })
                .collect(),
        }
    }
}

/// A meeting to be scheduled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMeeting {
    /// What it is about, by language.
    title: Texts,
    /// The day, in Kosovo, not in the past.
    date: NaiveDate,
    /// The time of day in Kosovo.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")]
    time: Option<NaiveTime>,
    /// How long, in minutes.
    #[serde(default)]
    minutes_long: Option<u16>,
    #[serde(default)]
    place: Option<String>,
    /// `authority`, `subgroup` (with `subgroup`) or `invited` (with `invited`).
    convened: Convened,
    /// The subgroup, when one is convened.
    #[serde(default)]
    subgroup: Option<String>,
    /// The institutions invited; none: the members of the Authority or of the subgroup.
    #[serde(default)]
    invited: Vec<String>,
    /// The rule of a series (RFC 5545) with COUNT or UNTIL: `FREQ=MONTHLY;COUNT=6`.
    #[serde(default)]
    rule: Option<String>,
}

/// The meetings scheduled.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScheduledMeetings {
    /// The first one's id.
    id: String,
    /// The ids of all, in order; more than one for a series.
    ids: Vec<String>,
}

/// Meetings, by id.
#[utoipa::path(get, path = "/api/v1/meetings", operation_id = "list_meetings", tag = "meetings",
    params(PageQuery), responses((status = 200, body = List<Meeting>, description = "A page of meetings.")))]
pub(super) async fn list(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<Meeting>, Failure> {
    let meetings = app.queries().meetings(&reader.principal).await?;
    paging.page(&meetings, |meeting| meeting.id.clone(), |meeting| Meeting::from(*meeting))
}

/// A meeting with its agenda, answers, minutes and decisions.
#[utoipa::path(get, path = "/api/v1/meetings/{id}", operation_id = "get_meeting", tag = "meetings",
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Meeting, description = "The meeting.")))]
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Meeting>, Failure> {
    let id: MeetingId = id.parse()?;
    let meeting = app.queries().meeting(&reader.principal, &id).await?;
    Ok(Json(Meeting::from(&meeting)))
}

fn plan(wish: &NewMeeting) -> Result<MeetingPlan, Failure> {
    let convened = match wish.convened {
        Convened::Authority => MeetingBody::Authority,
        Convened::Invited => MeetingBody::Invited,
        Convened::Subgroup => MeetingBody::Subgroup(read("subgroup", wish.subgroup.as_deref().unwrap_or_default())?),
    };
    Ok(MeetingPlan {
        title: local_text("title", &wish.title)?,
        first: MeetingTime { date: wish.date, time: wish.time, minutes: wish.minutes_long },
        place: read_if_any("place", wish.place.as_deref())?,
        convened,
        invited: wish.invited.iter().map(|id| read::<InstitutionId>("invited", id)).collect::<Result<_, _>>()?,
        rule: read_if_any("rule", wish.rule.as_deref())?,
        left_out: vec![],
    })
}

/// Schedules a meeting, or a series when a rule is given.
#[utoipa::path(post, path = "/api/v1/meetings", operation_id = "schedule_meeting", tag = "meetings",
    request_body = NewMeeting,
    responses((status = 201, body = ScheduledMeetings, description = "The meeting or the series is scheduled.")))]
pub(super) async fn schedule(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    IdempotencyKey(id): IdempotencyKey,
    JsonBody(wish): JsonBody<NewMeeting>,
) -> Result<(StatusCode, Json<ScheduledMeetings>), Failure> {
    let invalid = |at: &str, what: &str| Failure::Invalid { at: at.to_owned(), what: what.to_owned() };
    let meetings = app.schedule(id, &reader.principal, plan(&wish)?).await.map_err(|unplanned| match unplanned {
        SchedulingError::NobodyInvited => invalid("invited", "nobody is invited: name at least one institution"),
        SchedulingError::Unknown => {
            invalid("invited", "an institution or the subgroup is not known or takes no part any more")
        }
        SchedulingError::NoSeries(why) => invalid("rule", &why),
        SchedulingError::Failed(failure) => failure,
    })?;
    let ids: Vec<_> = meetings.iter().map(ToString::to_string).collect();
    let first = ids.first().cloned().unwrap_or_default();
    Ok((StatusCode::CREATED, Json(ScheduledMeetings { id: first, ids })))
}
