//! The API of meetings, and what travels.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{NaiveDate, NaiveTime};
use events::ids::{InstitutionId, MeetingId};
use events::meeting::{Convened, MeetingTime};
use readmodels::meetings::{MeetingStage, MeetingView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::features::meetings::scheduling::{MeetingPlan, SchedulingError};
use crate::http::json_api::{IdempotencyKey, JsonBody, List, local_text, read, read_if_any};
use crate::http::principal::principal;
use crate::http::problem::Problem;
use crate::wording::texts::{Texts, texts};

/// A meeting of a subgroup or of several institutions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Meeting {
    id: String,
    title: Texts,
    /// The day, in Kosovo.
    date: NaiveDate,
    /// The time of day in Kosovo, when known.
    time: Option<NaiveTime>,
    /// How long, in minutes, when known.
    minutes_long: Option<u16>,
    place: Option<String>,
    /// `authority`, `subgroup` or `invited`.
    convened: String,
    /// The subgroup, when one is convened.
    subgroup: Option<String>,
    invited: Vec<String>,
    /// Who answered: `attending`, `not-attending` or `sending-deputy`.
    answers: BTreeMap<String, String>,
    /// The rule of its series (RFC 5545).
    rule: Option<String>,
    agenda: Vec<String>,
    /// `scheduled`, `held` or `cancelled`.
    stage: String,
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
        let (convened, subgroup) = match &meeting.convened {
            Convened::Authority => ("authority", None),
            Convened::Subgroup(subgroup) => ("subgroup", Some(subgroup.to_string())),
            Convened::Invited => ("invited", None),
        };
        Self {
            id: meeting.id.to_string(),
            title: texts(&meeting.title),
            date: meeting.at.date,
            time: meeting.at.time,
            minutes_long: meeting.at.minutes,
            place: meeting.place.as_ref().map(ToString::to_string),
            convened: convened.to_owned(),
            subgroup,
            invited: meeting.invited.iter().map(ToString::to_string).collect(),
            answers: meeting.answers.iter().map(|(id, given)| (id.to_string(), given.code().to_owned())).collect(),
            rule: meeting.recurrence.as_ref().map(|(rule, _)| rule.to_string()),
            agenda: meeting.agenda.iter().map(ToString::to_string).collect(),
            stage: match meeting.stage {
                MeetingStage::Scheduled => "scheduled",
                MeetingStage::Held => "held",
                MeetingStage::Cancelled => "cancelled",
            }
            .to_owned(),
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
    time: Option<NaiveTime>,
    /// How long, in minutes.
    #[serde(default)]
    minutes_long: Option<u16>,
    #[serde(default)]
    place: Option<String>,
    /// `authority`, `subgroup` (with `subgroup`) or `invited` (with `invited`).
    convened: String,
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
    /// Whether the same key had been used before and this is that answer.
    repeated: bool,
}

/// All meetings, the latest first.
#[utoipa::path(get, path = "/api/v1/meetings", tag = "meetings",
    responses((status = 200, body = List<Meeting>), (status = 401, body = Problem)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<List<Meeting>>, Failure> {
    let meetings = app.queries().meetings(&principal()).await?;
    Ok(Json(meetings.iter().map(Meeting::from).collect()))
}

/// A meeting with its agenda, answers, minutes and decisions.
#[utoipa::path(get, path = "/api/v1/meetings/{id}", tag = "meetings",
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Meeting), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn get(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Meeting>, Failure> {
    let id: MeetingId = id.parse()?;
    let meeting = app.queries().meeting(&principal(), &id).await?;
    Ok(Json(Meeting::from(&meeting)))
}

fn plan(wish: &NewMeeting) -> Result<MeetingPlan, Failure> {
    let convened = match wish.convened.as_str() {
        "authority" => Convened::Authority,
        "invited" => Convened::Invited,
        "subgroup" => Convened::Subgroup(read("subgroup", wish.subgroup.as_deref().unwrap_or_default())?),
        other => {
            let what = format!("“{other}” convenes nobody: use authority, subgroup or invited");
            return Err(Failure::Invalid { at: "convened".to_owned(), what });
        }
    };
    Ok(MeetingPlan {
        title: local_text("title", &wish.title)?,
        first: MeetingTime { date: wish.date, time: wish.time, minutes: wish.minutes_long },
        place: read_if_any("place", wish.place.as_deref())?,
        convened,
        invited: wish.invited.iter().map(|id| read::<InstitutionId>("invited", id)).collect::<Result<_, _>>()?,
        rule: read_if_any("rule", wish.rule.as_deref())?,
    })
}

/// Schedules a meeting, or a series when a rule is given.
#[utoipa::path(post, path = "/api/v1/meetings", tag = "meetings", request_body = NewMeeting,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice is the same change")),
    responses((status = 201, body = ScheduledMeetings), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn schedule(
    State(app): State<App>,
    IdempotencyKey(id): IdempotencyKey,
    JsonBody(wish): JsonBody<NewMeeting>,
) -> Result<(StatusCode, Json<ScheduledMeetings>), Failure> {
    let invalid = |at: &str, what: &str| Failure::Invalid { at: at.to_owned(), what: what.to_owned() };
    let (meetings, repeated) =
        app.schedule(id, &principal(), plan(&wish)?).await.map_err(|unplanned| match unplanned {
            SchedulingError::NobodyInvited => invalid("invited", "nobody is invited: name at least one institution"),
            SchedulingError::Unknown => {
                invalid("invited", "an institution or the subgroup is not known or takes no part any more")
            }
            SchedulingError::NoSeries(why) => invalid("rule", &why),
            SchedulingError::Failed(failure) => failure,
        })?;
    let ids: Vec<_> = meetings.iter().map(ToString::to_string).collect();
    let first = ids.first().cloned().unwrap_or_default();
    Ok((StatusCode::CREATED, Json(ScheduledMeetings { id: first, ids, repeated })))
}
