//! The API of data requests, and what travels: what is asked of whom, and what was answered.
//!
//! Whoever sees the whole sees every request with every institution's answers; an institution sees those that ask it, with its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use events::authority::{Principal, View, permit_view};
use events::data_request::{FieldComment, Submission, SubmissionStage};
use events::disaggregation::Dimension;
use events::figure::Figure;
use events::form::{Answer, Answers, ChoiceOption, Field, FieldKind};
use events::ids::{ChoiceKey, DataRequestId, FieldKey, InstitutionId};
use events::language::LocalText;
use events::non_empty::NonEmpty;
use events::text::Text;
use readmodels::requests::{RequestDossier, Requests, SubmissionStep};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::Object;

use crate::app::App;
use crate::failure::Failure;
use crate::features::data::rows::stage_name;
use crate::http::actions::ActionPath;
use crate::http::command_api::{invalid, one_of};
use crate::http::figure_bodies::{BreakdownPart, dimensions, read_breakdown, read_unit, units};
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::wording::texts::{Texts, texts};

fn stages() -> Object {
    let each =
        [SubmissionStage::Awaited, SubmissionStage::Submitted, SubmissionStage::Returned, SubmissionStage::Accepted];
    one_of(each.map(stage_name))
}

/// A data request in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DataRequestSummary {
    id: String,
    title: Texts,
    /// The first day of what it asks about.
    from: NaiveDate,
    /// The last day of what it asks about.
    until: NaiveDate,
    /// The last day on which an answer is in time, date in Kosovo.
    due: NaiveDate,
    /// When it was issued, UTC.
    issued_at: DateTime<Utc>,
    closed: bool,
    /// How far those are that were asked; an institution sees its own.
    submissions: Vec<SubmissionState>,
}

/// How far an institution's answers are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubmissionState {
    institution: String,
    #[schema(schema_with = stages)]
    stage: &'static str,
    /// Whether it has something to do.
    owed: bool,
}

/// A data request with its form.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DataRequest {
    #[serde(flatten)]
    summary: DataRequestSummary,
    fields: Vec<RequestField>,
}

/// Which kind of answer a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RequestFieldKind {
    /// A number in a unit, within bounds.
    Number,
    /// One of several options.
    Choice,
    /// A day, without a time.
    Date,
    /// A count broken down.
    Breakdown,
}

/// A field of a data request's form.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestField {
    /// Its key, the same in every language and period.
    #[schema(value_type = String)]
    key: FieldKey,
    /// What it asks, by language.
    #[schema(value_type = Texts)]
    label: LocalText,
    kind: RequestFieldKind,
    /// Of `number` and `breakdown`: what is counted or measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = units, required = false)]
    unit: Option<String>,
    /// What another unit is called, by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Texts>)]
    unit_words: Option<LocalText>,
    /// Of `number`: how many decimal places at most; 0 for an integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    places: Option<u8>,
    /// Of `number`: the least that is taken, a decimal number; nought when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    least: Option<Figure>,
    /// Of `number`: the largest that is taken, a decimal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    most: Option<Figure>,
    /// Of `choice`: the options, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<RequestFieldOption>,
    /// Of `breakdown`: what the count is broken down by, at once where these are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = dimensions, required = false)]
    by: Option<NonEmpty<Dimension>>,
}

/// An option of a field to choose from.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestFieldOption {
    /// Its key, the same in every language and period.
    #[schema(value_type = String)]
    key: ChoiceKey,
    /// What it says, by language.
    #[schema(value_type = Texts)]
    label: LocalText,
}

impl From<&Field> for RequestField {
    fn from(field: &Field) -> Self {
        let empty = Self {
            key: field.key.clone(),
            label: field.label.clone(),
            kind: RequestFieldKind::Date,
            unit: None,
            unit_words: None,
            places: None,
            least: None,
            most: None,
            options: vec![],
            by: None,
        };
        match &field.kind {
            FieldKind::Number { unit, places, least, most } => Self {
                kind: RequestFieldKind::Number,
                unit: Some(unit.name().to_owned()),
                unit_words: unit.words().cloned(),
                places: Some(*places),
                least: *least,
                most: *most,
                ..empty
            },
            FieldKind::Choice { options } => {
                let option = |one: &ChoiceOption| RequestFieldOption { key: one.key.clone(), label: one.label.clone() };
                Self { kind: RequestFieldKind::Choice, options: options.iter().map(option).collect(), ..empty }
            }
            FieldKind::Date {} => empty,
            FieldKind::Breakdown { unit, by } => Self {
                kind: RequestFieldKind::Breakdown,
                unit: Some(unit.name().to_owned()),
                unit_words: unit.words().cloned(),
                by: Some(by.clone()),
                ..empty
            },
        }
    }
}

impl RequestField {
    /// The field that this defines. What does not belong to its kind is refused, so that nothing of it is lost in silence.
    pub(super) fn read(self) -> Result<Field, Failure> {
        use RequestFieldKind as K;

        let Self { key, label, kind, unit, unit_words, places, least, most, options, by } = self;
        let at = |name: &str| format!("fields.{key}.{name}");
        for (name, given, kinds) in [
            ("unit", unit.is_some() || unit_words.is_some(), [K::Number, K::Breakdown].as_slice()),
            ("places", places.is_some(), &[K::Number]),
            ("least", least.is_some(), &[K::Number]),
            ("most", most.is_some(), &[K::Number]),
            ("options", !options.is_empty(), &[K::Choice]),
            ("by", by.is_some(), &[K::Breakdown]),
        ] {
            if given && !kinds.contains(&kind) {
                return Err(invalid(&at(name), "a field of this kind has none: leave it out"));
            }
        }
        let unit = || {
            let name = unit.ok_or_else(|| invalid(&at("unit"), "say what is counted or measured"))?;
            read_unit(&name, unit_words)
        };
        let kind = match kind {
            K::Number => FieldKind::Number { unit: unit()?, places: places.unwrap_or(0), least, most },
            K::Choice => {
                let option = |RequestFieldOption { key, label }| ChoiceOption { key, label };
                let options: Vec<ChoiceOption> = options.into_iter().map(option).collect();
                let options =
                    NonEmpty::try_from(options).map_err(|error| invalid(&at("options"), &error.to_string()))?;
                FieldKind::Choice { options }
            }
            K::Date => FieldKind::Date {},
            K::Breakdown => {
                let by = by.ok_or_else(|| invalid(&at("by"), "say what the count is broken down by"))?;
                FieldKind::Breakdown { unit: unit()?, by }
            }
        };
        Ok(Field { key, label, kind })
    }
}

/// An answer to a field: one of the kinds, as the field has it, or why there is none.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldAnswer {
    /// A decimal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    number: Option<Figure>,
    /// The key of an option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    choice: Option<ChoiceKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<NaiveDate>,
    /// The parts of a count; the one without any category is the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    breakdown: Option<Vec<BreakdownPart>>,
    /// Why there is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    skipped: Option<Text>,
}

impl From<&Answer> for FieldAnswer {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Number(figure) => Self { number: Some(*figure), ..Self::default() },
            Answer::Choice(option) => Self { choice: Some(option.clone()), ..Self::default() },
            Answer::Date(date) => Self { date: Some(*date), ..Self::default() },
            Answer::Breakdown(breakdown) => {
                let parts = breakdown.lines.iter().map(BreakdownPart::from).collect();
                Self { breakdown: Some(parts), ..Self::default() }
            }
            Answer::Skipped(reason) => Self { skipped: Some(reason.clone()), ..Self::default() },
        }
    }
}

impl FieldAnswer {
    fn read(self, key: &FieldKey) -> Result<Answer, Failure> {
        let Self { number, choice, date, breakdown, skipped } = self;
        let given = [
            number.map(Answer::Number),
            choice.map(Answer::Choice),
            date.map(Answer::Date),
            breakdown.map(|parts| Answer::Breakdown(read_breakdown(parts))),
            skipped.map(Answer::Skipped),
        ];
        let mut given = given.into_iter().flatten();
        match (given.next(), given.next()) {
            (Some(answer), None) => Ok(answer),
            (None, _) | (Some(_), Some(_)) => {
                Err(invalid(&format!("answers.{key}"), "give exactly one kind of answer"))
            }
        }
    }
}

/// The answers by the keys of their fields, as they came.
pub(super) fn read_answers(given: BTreeMap<FieldKey, FieldAnswer>) -> Result<Answers, Failure> {
    let read = given.into_iter().map(|(key, answer)| {
        let answer = answer.read(&key)?;
        Ok((key, answer))
    });
    read.collect::<Result<_, Failure>>().map(Answers)
}

/// What an institution answered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstitutionAnswers {
    institution: String,
    #[schema(schema_with = stages)]
    stage: &'static str,
    /// By the keys of the fields; empty: nothing was submitted.
    #[schema(value_type = BTreeMap<String, FieldAnswer>)]
    answers: BTreeMap<FieldKey, FieldAnswer>,
    /// The fields that are meant though they are far from the last period's.
    #[schema(value_type = Vec<String>)]
    confirmed: BTreeSet<FieldKey>,
    /// What does not convince, where the answers were returned.
    comments: Vec<AnswerComment>,
}

/// What does not convince in an answer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerComment {
    #[schema(value_type = String)]
    field: FieldKey,
    #[schema(value_type = String)]
    comment: Text,
}

impl From<AnswerComment> for FieldComment {
    fn from(AnswerComment { field, comment }: AnswerComment) -> Self {
        Self { field, comment }
    }
}

/// The requests as one may see them: all, or those of one institution with its own answers.
pub(super) struct SeenRequests {
    pub(super) requests: Arc<Requests>,
    only: Option<InstitutionId>,
}

impl SeenRequests {
    pub(super) async fn of(app: &App, principal: &Principal) -> Result<Self, Failure> {
        if permit_view(principal, &View::Timeline).is_ok() {
            return Ok(Self { requests: app.queries().requests(principal).await?, only: None });
        }
        let of_token = principal.scope().and_then(|scope| scope.institution.as_ref());
        let only = of_token.or(principal.institution()).cloned().ok_or(Failure::SignedOut)?;
        Ok(Self { requests: app.queries().requests_for(principal, &only).await?, only: Some(only) })
    }

    fn is_seen(&self, institution: &InstitutionId) -> bool {
        self.only.as_ref().is_none_or(|only| only == institution)
    }

    pub(super) fn get(&self, id: &DataRequestId) -> Option<&RequestDossier> {
        let dossier = self.requests.get(id)?;
        let concerns = |only: &InstitutionId| dossier.submission(only).is_some();
        self.only.as_ref().is_none_or(concerns).then_some(dossier)
    }

    fn summary(&self, dossier: &RequestDossier) -> DataRequestSummary {
        let request = &dossier.request;
        let state = |(institution, submission): (&InstitutionId, &Submission)| SubmissionState {
            institution: institution.to_string(),
            stage: stage_name(submission.stage),
            owed: dossier.is_owed_by(institution),
        };
        DataRequestSummary {
            id: dossier.id.to_string(),
            title: texts(&dossier.title),
            from: request.period.from(),
            until: request.period.until(),
            due: request.due,
            issued_at: dossier.issued_at,
            closed: request.closed,
            submissions: request.submissions.iter().filter(|(id, _)| self.is_seen(id)).map(state).collect(),
        }
    }
}

/// The data requests, by id: all of them, or those that ask one's institution.
#[utoipa::path(get, path = "/api/v1/data-requests", tag = "data requests", params(PageQuery),
    responses((status = 200, body = List<DataRequestSummary>, description = "A page of data requests.")))]
pub(super) async fn list_data_requests(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<DataRequestSummary>, Failure> {
    let seen = SeenRequests::of(&app, &reader.principal).await?;
    let all = seen.requests.all();
    let own = all.into_iter().filter(|dossier| seen.get(&dossier.id).is_some());
    paging.page(own, |dossier| dossier.id.clone(), |dossier| seen.summary(dossier))
}

/// A data request with its form.
#[utoipa::path(get, path = "/api/v1/data-requests/{id}", tag = "data requests",
    params(("id" = String, Path, description = "The data request")),
    responses((status = 200, body = DataRequest)))]
pub(super) async fn get_data_request(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    ActionPath(id): ActionPath<DataRequestId>,
) -> Result<Json<DataRequest>, Failure> {
    let seen = SeenRequests::of(&app, &reader.principal).await?;
    let dossier = seen.get(&id).ok_or(Failure::NotFound)?;
    let fields = dossier.request.form.fields().map(RequestField::from).collect();
    Ok(Json(DataRequest { summary: seen.summary(dossier), fields }))
}

/// What an institution answered to a data request.
#[utoipa::path(get, path = "/api/v1/data-requests/{id}/answers/{institution}", tag = "data requests",
    params(("id" = String, Path, description = "The data request"),
        ("institution" = String, Path, description = "The institution that was asked")),
    responses((status = 200, body = InstitutionAnswers)))]
pub(super) async fn get_answers(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    ActionPath((id, institution)): ActionPath<(DataRequestId, InstitutionId)>,
) -> Result<Json<InstitutionAnswers>, Failure> {
    permit_view(&reader.principal, &View::Submission(institution.clone()))?;
    let seen = SeenRequests::of(&app, &reader.principal).await?;
    let dossier = seen.get(&id).filter(|_| seen.is_seen(&institution)).ok_or(Failure::NotFound)?;
    let submission = dossier.submission(&institution).ok_or(Failure::NotFound)?;
    let confirmed = dossier.history_of(&institution).rev().find_map(|happened| match &happened.step {
        SubmissionStep::Submitted { confirmed, .. } | SubmissionStep::Corrected { confirmed, .. } => {
            Some(confirmed.clone())
        }
        SubmissionStep::Returned(_) | SubmissionStep::Accepted | SubmissionStep::Nudged => None,
    });
    let comment = |one: &FieldComment| AnswerComment { field: one.field.clone(), comment: one.comment.clone() };
    let answers = submission.answers().into_iter().flat_map(|answers| &answers.0);
    Ok(Json(InstitutionAnswers {
        institution: institution.to_string(),
        stage: stage_name(submission.stage),
        answers: answers.map(|(key, answer)| (key.clone(), FieldAnswer::from(answer))).collect(),
        confirmed: confirmed.unwrap_or_default(),
        comments: dossier.comments_for(&institution).iter().map(comment).collect(),
    }))
}
