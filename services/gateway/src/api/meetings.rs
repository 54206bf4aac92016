//! Meetings.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use events::ids::{InstitutionId, MeetingId};
use events::meeting::{Convened, MeetingTime};

use super::problem::Problem;
use super::wire::{List, Meeting, NewMeeting, ScheduledMeetings, local_text};
use super::{Body, Key, read, read_if_any, standing};
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::scheduling::{Plan, Unplanned};

/// All meetings, the latest first.
#[utoipa::path(get, path = "/api/v1/meetings", tag = "meetings",
    responses((status = 200, body = List<Meeting>), (status = 401, body = Problem)))]
pub(super) async fn list(State(gateway): State<Gateway>) -> Result<Json<List<Meeting>>, Failure> {
    let meetings = gateway.reading().meetings(&standing()).await?;
    Ok(Json(meetings.iter().map(Meeting::from).collect()))
}

/// One meeting.
#[utoipa::path(get, path = "/api/v1/meetings/{id}", tag = "meetings",
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Meeting), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn get(State(gateway): State<Gateway>, Path(id): Path<String>) -> Result<Json<Meeting>, Failure> {
    let id: MeetingId = id.parse()?;
    let meeting = gateway.reading().meeting(&standing(), &id).await?;
    Ok(Json(Meeting::from(&meeting)))
}

fn plan(wish: &NewMeeting) -> Result<Plan, Failure> {
    let convened = match wish.convened.as_str() {
        "authority" => Convened::Authority,
        "invited" => Convened::Invited,
        "subgroup" => Convened::Subgroup(read("subgroup", wish.subgroup.as_deref().unwrap_or_default())?),
        other => {
            let what = format!("“{other}” convenes nobody: use authority, subgroup or invited");
            return Err(Failure::Invalid { at: "convened".to_owned(), what });
        }
    };
    Ok(Plan {
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
    State(gateway): State<Gateway>,
    Key(id): Key,
    Body(wish): Body<NewMeeting>,
) -> Result<(StatusCode, Json<ScheduledMeetings>), Failure> {
    let invalid = |at: &str, what: &str| Failure::Invalid { at: at.to_owned(), what: what.to_owned() };
    let (meetings, repeated) =
        gateway.schedule(id, &standing(), plan(&wish)?).await.map_err(|unplanned| match unplanned {
            Unplanned::NobodyInvited => invalid("invited", "nobody is invited: name at least one institution"),
            Unplanned::Unknown => {
                invalid("invited", "an institution or the subgroup is not known or takes no part any more")
            }
            Unplanned::NoSeries(why) => invalid("rule", &why),
            Unplanned::Failed(failure) => failure,
        })?;
    let ids: Vec<_> = meetings.iter().map(ToString::to_string).collect();
    let first = ids.first().cloned().unwrap_or_default();
    Ok((StatusCode::CREATED, Json(ScheduledMeetings { id: first, ids, repeated })))
}
