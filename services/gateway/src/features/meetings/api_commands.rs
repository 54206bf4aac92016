//! What can be done with a meeting through the API: what its page's forms do, an operation each.

use chrono::{NaiveDate, NaiveTime};
use events::Command;
use events::ids::{ActionItemId, CommandId, InstitutionId, MeetingId};
use events::language::LocalText;
use events::meeting::{InvitationAnswer, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::text::Text;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::Object;

use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, one_of};
use crate::http::json_api::{Change, JsonBody};
use crate::http::new_id::new_id;
use crate::wording::texts::Texts;

fn answers() -> Object {
    one_of(InvitationAnswer::ALL.iter().map(|answer| answer.code()))
}

/// A point for the agenda.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgendaItem {
    #[schema(value_type = String)]
    item: Text,
}

/// Another day or hour.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMeetingTime {
    /// The day, in Kosovo.
    date: NaiveDate,
    /// The time of day in Kosovo.
    #[serde(default)]
    time: Option<NaiveTime>,
    /// How long, in minutes.
    #[serde(default)]
    minutes_long: Option<u16>,
}

/// Who came to a meeting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingAttendance {
    /// The institutions that came.
    #[schema(value_type = Vec<String>, min_items = 1)]
    attended: NonEmpty<InstitutionId>,
}

/// What was said, as it was written down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Minutes {
    #[schema(value_type = String, min_length = 1, max_length = 100_000)]
    minutes: events::minutes::Minutes,
}

/// A decision, with the action items that it raises.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDecision {
    #[schema(value_type = String)]
    decision: Text,
    #[serde(default)]
    raises: Vec<NewRaisedItem>,
}

/// An action item that a decision raises.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRaisedItem {
    /// Its id; without one, it gets one made of its title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<ActionItemId>,
    /// What is to be done, by language.
    #[schema(value_type = Texts)]
    title: LocalText,
    /// The institution that is to do it.
    #[schema(value_type = String)]
    owner: InstitutionId,
    /// The last day on which it is in time, date in Kosovo.
    due: NaiveDate,
}

/// Why a meeting is called off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingCancellation {
    #[schema(value_type = String)]
    reason: Text,
}

/// Whether an institution comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewInvitationAnswer {
    /// The institution that answers.
    #[schema(value_type = String)]
    institution: InstitutionId,
    #[schema(schema_with = answers)]
    answer: InvitationAnswer,
}

async fn give(caller: &Caller, id: &MeetingId, command: MeetingCommand) -> Changed {
    caller.carry_out(id.as_str(), Command::Meeting(id.clone(), command)).await
}

/// Adds a point to the agenda of a meeting.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/agenda", tag = "meetings", request_body = AgendaItem,
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn add_agenda_item(
    caller: Caller,
    ActionPath(id): ActionPath<MeetingId>,
    JsonBody(wish): JsonBody<AgendaItem>,
) -> Changed {
    give(&caller, &id, MeetingCommand::AddAgendaItem { item: wish.item }).await
}

/// Gives a meeting another day or hour.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/reschedule", tag = "meetings", request_body = NewMeetingTime,
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn reschedule_meeting(
    caller: Caller,
    ActionPath(id): ActionPath<MeetingId>,
    JsonBody(wish): JsonBody<NewMeetingTime>,
) -> Changed {
    let at = MeetingTime { date: wish.date, time: wish.time, minutes: wish.minutes_long };
    give(&caller, &id, MeetingCommand::Reschedule { at }).await
}

/// Records that a meeting was held, and who came.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/hold", tag = "meetings", request_body = MeetingAttendance,
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn hold_meeting(
    caller: Caller,
    ActionPath(id): ActionPath<MeetingId>,
    JsonBody(wish): JsonBody<MeetingAttendance>,
) -> Changed {
    give(&caller, &id, MeetingCommand::Hold { attended: wish.attended }).await
}

/// Records the minutes of a meeting.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/minutes", tag = "meetings", request_body = Minutes,
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn record_minutes(
    caller: Caller,
    ActionPath(id): ActionPath<MeetingId>,
    JsonBody(wish): JsonBody<Minutes>,
) -> Changed {
    give(&caller, &id, MeetingCommand::RecordMinutes { minutes: wish.minutes }).await
}

/// The items that a decision raises, each with its own id or one made of its title.
fn raised(items: Vec<NewRaisedItem>, command: CommandId) -> Result<Vec<RaisedItem>, Failure> {
    let item = |(n, item): (usize, NewRaisedItem)| {
        let NewRaisedItem { id, title, owner, due } = item;
        let words = title.versions().last().map_or("", |(_, words)| words);
        let action_item = match id {
            Some(id) => id,
            None => new_id(words, command, n)?,
        };
        Ok(RaisedItem { action_item, title, owner, due })
    };
    items.into_iter().enumerate().map(item).collect()
}

/// Records a decision of a meeting, and raises its action items.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/decisions", tag = "meetings", request_body = NewDecision,
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn take_decision(
    caller: Caller,
    ActionPath(id): ActionPath<MeetingId>,
    JsonBody(wish): JsonBody<NewDecision>,
) -> Changed {
    let raises = raised(wish.raises, caller.id)?;
    give(&caller, &id, MeetingCommand::TakeDecision { decision: wish.decision, raises }).await
}

/// Approves the minutes of a meeting.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/approve", tag = "meetings",
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn approve_minutes(caller: Caller, ActionPath(id): ActionPath<MeetingId>) -> Changed {
    give(&caller, &id, MeetingCommand::ApproveMinutes).await
}

/// Calls a meeting off.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/cancel", tag = "meetings", request_body = MeetingCancellation,
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn cancel_meeting(
    caller: Caller,
    ActionPath(id): ActionPath<MeetingId>,
    JsonBody(wish): JsonBody<MeetingCancellation>,
) -> Changed {
    give(&caller, &id, MeetingCommand::Cancel { reason: wish.reason }).await
}

/// Answers the invitation to a meeting for an institution.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/answer", tag = "meetings", request_body = NewInvitationAnswer,
    params(("id" = String, Path, description = "The meeting")),
    responses((status = 200, body = Change)))]
pub(super) async fn answer_invitation(
    caller: Caller,
    ActionPath(id): ActionPath<MeetingId>,
    JsonBody(wish): JsonBody<NewInvitationAnswer>,
) -> Changed {
    let NewInvitationAnswer { institution, answer } = wish;
    give(&caller, &id, MeetingCommand::AnswerInvitation { institution, answer }).await
}
