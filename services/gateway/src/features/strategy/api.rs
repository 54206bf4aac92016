//! Objectives and their indicators: what is missing, the values, the light; and giving a value.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::NaiveDate;
use events::Command;
use events::disaggregation::{Breakdown, BreakdownLine, Categories};
use events::figure::{Figure, Unit};
use events::ids::{IndicatorId, InstitutionId, ObjectiveId};
use events::indicator::light::{Light, Rule};
use events::indicator::{ComputedIndicator, Gap, Indicator, ReportedValue, Source};
use events::language::Language;
use events::period::Period;
use events::strategy::{Measurability, ObjectiveCommand};
use events::text::Text;
use language::indicators::unfit;
use readmodels::cases::FiguresOfCases;
use readmodels::indicators::IndicatorsOfDay;
use readmodels::strategy::{ObjectiveDossier, StrategyBook};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::features::strategy::assessment::{IndicatorAssessment, PublicValue, assess};
use crate::http::figure_bodies::{BreakdownPart, read_breakdown};
use crate::http::json_api::{Change, IdempotencyKey, JsonBody, read};
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::wording::texts::{Texts, texts};
use crate::wording::wire_enum::wire_enum;

wire_enum! {
    /// What an indicator counts or measures.
    pub(crate) enum IndicatorUnit of Unit {
        Persons = "persons",
        Incidents = "incidents",
        Cases = "cases",
        Items = "items",
        Sessions = "sessions",
        Percent = "percent",
        Days = "days",
        Euros = "euros",
        Other = "other",
    }
}

wire_enum! {
    /// What the hub works an indicator out as.
    pub(crate) enum Computation of ComputedIndicator {
        ActionItemsDoneInTime = "action-items-done-in-time",
        ReferralAcceptanceDays = "referral-acceptance-days",
        MeetingAttendance = "meeting-attendance",
        DataRequestsAnsweredInTime = "data-requests-answered-in-time",
        TrainingSessionsDelivered = "training-sessions-delivered",
        Incidents = "incidents",
        Persons = "persons",
        RetraffickedPersons = "retrafficked-persons",
    }
}

wire_enum! {
    /// What an indicator lacks to be measurable.
    pub(crate) enum MissingPart of Gap {
        Unit = "unit",
        Baseline = "baseline",
        Target = "target",
        Due = "due",
        Source = "source",
        Disaggregation = "disaggregation",
    }
}

wire_enum! {
    /// Whether an indicator is on its way.
    pub(crate) enum TrafficLight of Light {
        Green = "green",
        Amber = "amber",
        Red = "red",
    }
}

wire_enum! {
    /// The rule that set a light.
    pub(crate) enum LightRule of Rule {
        Reached = "reached",
        OnTime = "on-time",
        TwoThirds = "two-thirds",
        Less = "less",
        Stayed = "stayed",
        Strayed = "strayed",
    }
}

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
    unit: Option<IndicatorUnit>,
    /// What another unit is called.
    unit_words: Option<Texts>,
    baseline: Option<DatedValue>,
    /// The target, as a decimal number.
    target: Option<String>,
    /// By when the target is to be reached.
    due: Option<NaiveDate>,
    /// The institutions that report it; empty where it is computed.
    reporters: Vec<String>,
    /// What the hub computes it as; null where it is reported.
    computed: Option<Computation>,
    /// What it lacks to be measurable.
    missing: Vec<MissingPart>,
    /// Null: no period has a whole value that may be shown.
    light: Option<TrafficLight>,
    /// The rule that set the light.
    rule: Option<LightRule>,
    /// The share of the way that has been come, per cent.
    come: Option<String>,
    /// The share of the time that has passed, per cent.
    passed: Option<String>,
    values: Vec<PeriodValue>,
}

/// A number on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Measured)]
pub(crate) struct DatedValue {
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
    /// Its parts, where the indicator is broken down: together they are the value.
    #[serde(default)]
    parts: Option<Vec<BreakdownPart>>,
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
            unit: unit.as_ref().map(IndicatorUnit::from),
            baseline: indicator.baseline.map(|baseline| DatedValue { value: said(baseline.value), on: baseline.on }),
            target: indicator.target.map(said),
            due: definition.due,
            reporters: definition.reporters().map(ToString::to_string).collect(),
            computed: match &definition.source {
                Some(Source::Computed(computed)) => Some(Computation::from(computed)),
                Some(Source::Reported(_)) | None => None,
            },
            missing: indicator.missing().iter().map(MissingPart::from).collect(),
            light: course.map(|course| TrafficLight::from(&course.rule.light())),
            rule: course.map(|course| LightRule::from(&course.rule)),
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
        indicators: &IndicatorsOfDay,
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

/// Objectives with their indicators, by id.
#[utoipa::path(get, path = "/api/v1/objectives", operation_id = "list_objectives", tag = "strategy",
    params(PageQuery), responses((status = 200, body = List<Objective>, description = "A page of objectives.")))]
pub(super) async fn list(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<Objective>, Failure> {
    let (principal, today) = (&reader.principal, app.clock().moment().today);
    let strategy = app.queries().strategy(principal).await?;
    let indicators = app.queries().computed_indicators(principal, today).await?;
    let figures = app.queries().released_figures(principal).await?;
    let shown = |objective: &&ObjectiveDossier| Objective::of(objective, today, &indicators, &figures);
    paging.page(strategy.objectives(), |objective| objective.id.clone(), shown)
}

/// One objective with its indicators.
#[utoipa::path(get, path = "/api/v1/objectives/{id}", operation_id = "get_objective", tag = "strategy",
    params(("id" = String, Path, description = "The objective")),
    responses((status = 200, body = Objective, description = "The objective.")))]
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Objective>, Failure> {
    let (id, principal, today): (ObjectiveId, _, _) = (id.parse()?, &reader.principal, app.clock().moment().today);
    let strategy = app.queries().strategy(principal).await?;
    let indicators = app.queries().computed_indicators(principal, today).await?;
    let figures = app.queries().released_figures(principal).await?;
    let objective = strategy.objective(&id).ok_or(Failure::NotFound)?;
    Ok(Json(Objective::of(objective, today, &indicators, &figures)))
}

/// That a figure can be a value of an indicator: whole where something is counted, up to 100 where it is a share.
pub(super) fn must_fit(
    app: &App,
    strategy: &StrategyBook,
    id: &ObjectiveId,
    indicator: &IndicatorId,
    value: Figure,
) -> Result<(), Failure> {
    let known = strategy.objective(id).and_then(|objective| objective.state.indicators.get(indicator));
    let unit = known.and_then(|known| known.definition.unit());
    match unit.and_then(|unit| unfit(value, &unit)) {
        Some(key) => Err(Failure::Invalid { at: "value".to_owned(), what: app.say(Language::En, key) }),
        None => Ok(()),
    }
}

/// The parts of a value with the whole, which goes before them.
fn read_parts(parts: Vec<BreakdownPart>) -> Breakdown {
    let mut breakdown = read_breakdown(parts);
    if breakdown.total().is_none() {
        let whole = breakdown.lines.iter().map(|line| line.count).fold(0, u64::saturating_add);
        breakdown.lines.insert(0, BreakdownLine { of: Categories::new(), count: whole });
    }
    breakdown
}

/// Records a value of a period, or with a reason corrects the one that is there.
#[utoipa::path(post, path = "/api/v1/objectives/{id}/indicators/{indicator}/values", operation_id = "report_value",
    tag = "strategy", request_body = NewValue,
    params(("id" = String, Path, description = "The objective"),
        ("indicator" = String, Path, description = "The indicator")),
    responses((status = 201, body = Change, description = "The value is recorded.")))]
pub(super) async fn report(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path((id, indicator)): Path<(String, String)>,
    IdempotencyKey(command): IdempotencyKey,
    JsonBody(wish): JsonBody<NewValue>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    let (id, indicator): (ObjectiveId, IndicatorId) = (id.parse()?, indicator.parse()?);
    let institution: InstitutionId = read("institution", &wish.institution)?;
    let period = Period::new(wish.from, wish.until)
        .map_err(|error| Failure::Invalid { at: "until".to_owned(), what: error.to_string() })?;
    // Whoever may not see what the institution reports may not report it either.
    let strategy = app.queries().strategy_for(&reader.principal, &institution).await?;
    let value: Figure = read("value", &wish.value)?;
    must_fit(&app, &strategy, &id, &indicator, value)?;
    let reported = ReportedValue { value, parts: wish.parts.map(read_parts) };
    let asked = match &wish.reason {
        None => ObjectiveCommand::ReportValue { indicator: indicator.clone(), institution, period, reported },
        Some(reason) => {
            let reason: Text = read("reason", reason)?;
            ObjectiveCommand::CorrectValue { indicator: indicator.clone(), institution, period, reported, reason }
        }
    };
    let accepted = app.execute(command, &reader.principal, Command::Objective(id, asked)).await?;
    Ok((StatusCode::CREATED, Json(Change::of(indicator.as_str(), &accepted)?)))
}
