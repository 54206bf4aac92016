//! What can be done with data requests through the API: what their pages' forms do, an operation each, and answering one, for which
//! institutions have a link in the chat.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::http::StatusCode;
use chrono::NaiveDate;
use events::Command;
use events::data_request::{DataRequestCommand, FieldComment};
use events::form::plausibility::far_from_last;
use events::form::{Field, Form};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use events::language::LocalText;
use events::non_empty::NonEmpty;
use events::period::Period;
use events::text::Text;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::features::data::answering::SubmittedAnswers;
use crate::features::data::api::{AnswerComment, FieldAnswer, RequestField, SeenRequests, read_answers};
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, invalid};
use crate::http::json_api::{Change, JsonBody};
use crate::http::new_id::new_id;
use crate::wording::texts::Texts;

/// A data request to be issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDataRequest {
    /// Its id; without one, it gets one made of its title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<DataRequestId>,
    /// What it is about, by language.
    #[schema(value_type = Texts)]
    title: LocalText,
    /// The first day of what it asks about.
    from: NaiveDate,
    /// The last day of what it asks about.
    until: NaiveDate,
    /// The last day on which an answer is in time, date in Kosovo; not in the past.
    due: NaiveDate,
    /// The institutions that are asked.
    #[schema(value_type = Vec<String>, min_items = 1)]
    recipients: NonEmpty<InstitutionId>,
    /// What is asked.
    #[schema(value_type = Vec<RequestField>, min_items = 1)]
    fields: NonEmpty<RequestField>,
}

/// Whose answers are meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskedInstitution {
    /// An institution that was asked.
    #[schema(value_type = String)]
    institution: InstitutionId,
}

/// What does not convince in an institution's answers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswersReturn {
    /// An institution that was asked.
    #[schema(value_type = String)]
    institution: InstitutionId,
    #[schema(value_type = Vec<AnswerComment>, min_items = 1)]
    comments: NonEmpty<AnswerComment>,
}

/// An institution's answers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAnswers {
    /// An institution that was asked.
    #[schema(value_type = String)]
    institution: InstitutionId,
    /// All of them, by the keys of the fields.
    #[schema(value_type = BTreeMap<String, FieldAnswer>)]
    answers: BTreeMap<FieldKey, FieldAnswer>,
    /// The fields that are meant though they are far from the last period's.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    confirmed: BTreeSet<FieldKey>,
    /// What the institution says to a correction.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    note: Option<Text>,
}

async fn give(caller: &Caller, id: &DataRequestId, command: DataRequestCommand) -> Changed {
    caller.carry_out(id.as_str(), Command::DataRequest(id.clone(), command)).await
}

/// Issues a data request.
#[utoipa::path(post, path = "/api/v1/data-requests", tag = "data requests", request_body = NewDataRequest,
    responses((status = 201, body = Change)))]
pub(super) async fn issue_data_request(
    caller: Caller,
    JsonBody(wish): JsonBody<NewDataRequest>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let NewDataRequest { id, title, from, until, due, recipients, fields } = wish;
    let period = Period::new(from, until).map_err(|error| invalid("until", &error.to_string()))?;
    for recipient in recipients.iter() {
        caller.must_take_part("recipients", recipient).await?;
    }
    let fields = fields.into_iter().map(RequestField::read).collect::<Result<Vec<Field>, Failure>>()?;
    let fields = NonEmpty::try_from(fields).map_err(|error| invalid("fields", &error.to_string()))?;
    let form = Form::try_from(fields).map_err(|error| invalid("fields", &error.to_string()))?;
    let words = title.versions().last().map_or("", |(_, words)| words);
    let id = match id {
        Some(id) => id,
        None => new_id(words, caller.id, 0)?,
    };
    let issued = give(&caller, &id, DataRequestCommand::Issue { title, form, period, recipients, due }).await?;
    Ok((StatusCode::CREATED, issued))
}

/// Answers a data request for an institution; those who have answered correct what they said.
#[utoipa::path(post, path = "/api/v1/data-requests/{id}/answer", tag = "data requests", request_body = NewAnswers,
    params(("id" = String, Path, description = "The data request")),
    responses((status = 200, body = Change)))]
pub(super) async fn answer_data_request(
    caller: Caller,
    ActionPath(id): ActionPath<DataRequestId>,
    JsonBody(wish): JsonBody<NewAnswers>,
) -> Changed {
    let NewAnswers { institution, answers, confirmed, note } = wish;
    let answers = read_answers(answers)?;
    let seen = SeenRequests::of(&caller.app, caller.principal()).await?;
    let dossier = seen.get(&id).ok_or(Failure::NotFound)?;
    let last = seen.requests.last_figures(&id, &institution);
    let far = far_from_last(&dossier.request.form, &answers, &last);
    let confirmed = confirmed.into_iter().filter(|key| far.contains_key(key)).collect();
    let command = SubmittedAnswers { institution, answers, last, confirmed, note }.command(dossier);
    give(&caller, &id, command).await
}

/// Accepts an institution's answers.
#[utoipa::path(post, path = "/api/v1/data-requests/{id}/accept", tag = "data requests", request_body = AskedInstitution,
    params(("id" = String, Path, description = "The data request")),
    responses((status = 200, body = Change)))]
pub(super) async fn accept_answers(
    caller: Caller,
    ActionPath(id): ActionPath<DataRequestId>,
    JsonBody(wish): JsonBody<AskedInstitution>,
) -> Changed {
    give(&caller, &id, DataRequestCommand::Accept { institution: wish.institution }).await
}

/// Returns an institution's answers for correction.
#[utoipa::path(post, path = "/api/v1/data-requests/{id}/return", tag = "data requests", request_body = AnswersReturn,
    params(("id" = String, Path, description = "The data request")),
    responses((status = 200, body = Change)))]
pub(super) async fn return_answers(
    caller: Caller,
    ActionPath(id): ActionPath<DataRequestId>,
    JsonBody(wish): JsonBody<AnswersReturn>,
) -> Changed {
    let comments: Vec<FieldComment> = wish.comments.into_iter().map(FieldComment::from).collect();
    let comments = NonEmpty::try_from(comments).map_err(|error| invalid("comments", &error.to_string()))?;
    give(&caller, &id, DataRequestCommand::Return { institution: wish.institution, comments }).await
}

/// Asks an institution that has something to do once more.
#[utoipa::path(post, path = "/api/v1/data-requests/{id}/nudge", tag = "data requests", request_body = AskedInstitution,
    params(("id" = String, Path, description = "The data request")),
    responses((status = 200, body = Change)))]
pub(super) async fn nudge_institution(
    caller: Caller,
    ActionPath(id): ActionPath<DataRequestId>,
    JsonBody(wish): JsonBody<AskedInstitution>,
) -> Changed {
    give(&caller, &id, DataRequestCommand::Nudge { institution: wish.institution }).await
}

/// Closes a data request: nothing is submitted any more.
#[utoipa::path(post, path = "/api/v1/data-requests/{id}/close", tag = "data requests",
    params(("id" = String, Path, description = "The data request")),
    responses((status = 200, body = Change)))]
pub(super) async fn close_data_request(caller: Caller, ActionPath(id): ActionPath<DataRequestId>) -> Changed {
    give(&caller, &id, DataRequestCommand::Close).await
}
