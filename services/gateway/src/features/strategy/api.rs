//! Objectives and their indicators: what is missing, the values, the light; and giving a value.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::NaiveDate;
use events::Command;
use events::figure::Figure;
use events::ids::{IndicatorId, InstitutionId, ObjectiveId};
use events::indicator::{Gap, Indicator, ReportedValue, Source};
use events::period::Period;
use events::strategy::{Measurability, ObjectiveCommand};
use events::text::Text;
use readmodels::ComputedIndicators;
use readmodels::cases::FiguresOfCases;
use readmodels::strategy::ObjectiveDossier;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::features::strategy::assessment::{IndicatorAssessment, PublicValue, assess};
use crate::http::json_api::{Change, IdempotencyKey, JsonBody, List, read};
use crate::http::principal::principal;
use crate::http::problem::Problem;
use crate::wording::texts::{Texts, texts};

/// An objective of the strategy.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Objective {
    id: String,
    statement: Texts,
    /// The institutions that answer for it.
    owners: Vec<String>,
    /// Which of the assessment's key issues it answers.
    key_issue: u8,
    /// Whether it has indicators and none lacks anything.
    measurable: bool,
    indicators: Vec<MeasuredIndicator>,
}

/// An indicator with its values.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MeasuredIndicator {
    id: String,
    title: Texts,
    /// `persons`, `incidents`, `cases`, `items`, `sessions`, `percent`, `days`, `euros` or `other`.
    unit: Option<String>,
    /// What another unit is called.
    unit_words: Option<Texts>,
    baseline: Option<Measured>,
    /// The target, as a decimal number.
    target: Option<String>,
    /// By when the target is to be reached.
    due: Option<NaiveDate>,
    /// The institutions that report it; empty where it is computed.
    reporters: Vec<String>,
    /// What the hub computes it as: `meeting-attendance` …; null where it is reported.
    computed: Option<String>,
    /// What it lacks to be measurable: `unit`, `baseline`, `target`, `due`, `source`, `disaggregation`.
    missing: Vec<String>,
    /// `green`, `amber` or `red`; null: no period has a whole value that may be shown.
    light: Option<String>,
    /// The rule that set the light: `reached`, `on-time`, `two-thirds`, `less`, `stayed` or `strayed`.
    rule: Option<String>,
    /// The share of the way that has been come, per cent.
    come: Option<String>,
    /// The share of the time that has passed, per cent.
    passed: Option<String>,
    values: Vec<PeriodValue>,
}

/// A number on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Measured {
    /// A decimal number.
    value: String,
    on: NaiveDate,
}

/// The value of one period.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeriodValue {
    from: NaiveDate,
    until: NaiveDate,
    /// A decimal number; null: there is none, or it is hidden.
    value: Option<String>,
    /// Whether it is a count of 1 to 4 people, or one that would tell such a count, which is not shown.
    hidden: bool,
    /// Whether the period is not over.
    running: bool,
    /// Who has not reported: while anybody is here, the value is a part only.
    missing: Vec<String>,
    /// From how many events it was computed; null where it is reported or hidden.
    events: Option<usize>,
}

/// A value to be recorded on an institution's behalf.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewValue {
    institution: String,
    from: NaiveDate,
    until: NaiveDate,
    /// A decimal number, with a point.
    value: String,
    /// Why it is another than the one that is there; null: it is the first.
    reason: Option<String>,
}

fn values(assessment: &IndicatorAssessment) -> Vec<PeriodValue> {
    let value = |point: &crate::features::strategy::assessment::AssessedPeriod| PeriodValue {
        from: point.period.from(),
        until: point.period.until(),
        value: match point.value {
            Some(PublicValue::Value(value)) => Some(value.to_string()),
            Some(PublicValue::Hidden) | None => None,
        },
        hidden: point.value == Some(PublicValue::Hidden),
        running: point.running,
        missing: point.missing.iter().map(ToString::to_string).collect(),
        events: point.events,
    };
    assessment.points.iter().map(value).collect()
}

impl MeasuredIndicator {
    fn of(id: &IndicatorId, indicator: &Indicator, assessment: &IndicatorAssessment) -> Self {
        let definition = &indicator.definition;
        let unit = definition.unit();
        let course = assessment.target_progress.map(|target_progress| target_progress.course);
        let said = |figure: Figure| figure.to_string();
        Self {
            id: id.to_string(),
            title: texts(&definition.title),
            unit_words: unit.as_ref().and_then(|unit| unit.words()).map(texts),
            unit: unit.map(|unit| unit.name().to_owned()),
            baseline: indicator.baseline.map(|baseline| Measured { value: said(baseline.value), on: baseline.on }),
            target: indicator.target.map(said),
            due: definition.due,
            reporters: definition.reporters().map(ToString::to_string).collect(),
            computed: match &definition.source {
                Some(Source::Computed(computed)) => Some(computed.name().to_owned()),
                Some(Source::Reported(_)) | None => None,
            },
            missing: indicator.missing().into_iter().map(Gap::name).map(str::to_owned).collect(),
            light: course.map(|course| course.rule.light().name().to_owned()),
            rule: course.map(|course| course.rule.name().to_owned()),
            come: course.and_then(|course| course.come).map(said),
            passed: course.and_then(|course| course.passed).map(said),
            values: values(assessment),
        }
    }
}

impl Objective {
    fn of(
        objective: &ObjectiveDossier,
        today: NaiveDate,
        indicators: &ComputedIndicators,
        figures: &FiguresOfCases,
    ) -> Self {
        let measured = objective.state.indicators.iter().map(|(id, indicator)| {
            MeasuredIndicator::of(id, indicator, &assess(indicator, today, indicators, figures))
        });
        Self {
            id: objective.id.to_string(),
            statement: texts(&objective.statement),
            owners: objective.owners.iter().map(ToString::to_string).collect(),
            key_issue: objective.key_issue,
            measurable: objective.state.measurability() == Measurability::Measurable,
            indicators: measured.collect(),
        }
    }
}

/// All objectives with their indicators.
#[utoipa::path(get, path = "/api/v1/objectives", tag = "strategy",
    responses((status = 200, body = List<Objective>), (status = 401, body = Problem)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<List<Objective>>, Failure> {
    let (principal, today) = (principal(), app.clock().moment().today);
    let strategy = app.queries().strategy(&principal).await?;
    let indicators = app.queries().computed_indicators(&principal).await?;
    let figures = app.queries().released_figures(&principal).await?;
    Ok(Json(strategy.objectives().map(|objective| Objective::of(objective, today, &indicators, &figures)).collect()))
}

/// One objective with its indicators.
#[utoipa::path(get, path = "/api/v1/objectives/{id}", tag = "strategy",
    params(("id" = String, Path, description = "The objective")),
    responses((status = 200, body = Objective), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn get(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Objective>, Failure> {
    let (id, principal, today): (ObjectiveId, _, _) = (id.parse()?, principal(), app.clock().moment().today);
    let strategy = app.queries().strategy(&principal).await?;
    let indicators = app.queries().computed_indicators(&principal).await?;
    let figures = app.queries().released_figures(&principal).await?;
    let objective = strategy.objective(&id).ok_or(Failure::NotFound)?;
    Ok(Json(Objective::of(objective, today, &indicators, &figures)))
}

/// Records a value that is not broken down, or with a reason corrects the one that is there.
#[utoipa::path(post, path = "/api/v1/objectives/{id}/indicators/{indicator}/values", tag = "strategy",
    request_body = NewValue,
    params(("id" = String, Path, description = "The objective"),
        ("indicator" = String, Path, description = "The indicator"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice is the same change")),
    responses((status = 201, body = Change), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn report(
    State(app): State<App>,
    Path((id, indicator)): Path<(String, String)>,
    IdempotencyKey(command): IdempotencyKey,
    JsonBody(wish): JsonBody<NewValue>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let (id, indicator): (ObjectiveId, IndicatorId) = (id.parse()?, indicator.parse()?);
    let institution: InstitutionId = read("institution", &wish.institution)?;
    let period = Period::new(wish.from, wish.until)
        .map_err(|error| Failure::Invalid { at: "until".to_owned(), what: error.to_string() })?;
    let reported = ReportedValue { value: read("value", &wish.value)?, parts: None };
    let asked = match &wish.reason {
        None => ObjectiveCommand::ReportValue { indicator: indicator.clone(), institution, period, reported },
        Some(reason) => {
            let reason: Text = read("reason", reason)?;
            ObjectiveCommand::CorrectValue { indicator: indicator.clone(), institution, period, reported, reason }
        }
    };
    let accepted = app.execute(command, &principal(), Command::Objective(id, asked)).await?;
    Ok((StatusCode::CREATED, Json(Change::of(indicator.as_str(), &accepted)?)))
}
