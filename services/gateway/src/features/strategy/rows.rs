//! Objectives and indicators as templates show them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use events::actor::Actor;
use events::figure::{Figure, Unit};
use events::ids::{IndicatorId, InstitutionId};
use events::indicator::{ComputedIndicator, Disaggregation, Gap, Indicator, ReportedValue, Source};
use events::language::Language;
use events::period::Period;
use events::strategy::Measurability;
use language::figures::say_figure;
use language::indicators::say_category;
use language::recorded::marked;
use readmodels::strategy::{ObjectiveDossier, ValueReport};
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use crate::charts::indicator::{ChartPoint, Curve, Mark};
use crate::failure::Failure;
use crate::features::strategy::assessment::{IndicatorAssessment, PublicValue};
use crate::features::strategy::texts::StrategyTexts;
use crate::wording::dates::month;
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// An objective's line.
#[derive(Debug, Serialize)]
pub(super) struct ObjectiveRow {
    id: String,
    pub(super) statement: LocalizedText,
    owners: Vec<String>,
    key_issue: u8,
    pub(super) measurable: bool,
    no_indicator: bool,
    indicators: usize,
    activities: usize,
    /// What is missing, indicator by indicator.
    lacking: Vec<IndicatorGapsRow>,
}

/// What an indicator lacks.
#[derive(Debug, Serialize)]
struct IndicatorGapsRow {
    indicator: LocalizedText,
    gaps: Vec<&'static str>,
}

fn gap_names(indicator: &Indicator) -> Vec<&'static str> {
    indicator.missing().into_iter().map(Gap::name).collect()
}

impl ObjectiveRow {
    pub(super) fn of(objective: &ObjectiveDossier, names: &Names, language: Language) -> Self {
        let state = &objective.state;
        let measurability = state.measurability();
        let lacking = state.indicators.values().filter(|indicator| !indicator.missing().is_empty());
        let lacking = lacking.map(|indicator| IndicatorGapsRow {
            indicator: LocalizedText::of(&indicator.definition.title, language),
            gaps: gap_names(indicator),
        });
        Self {
            id: objective.id.to_string(),
            statement: LocalizedText::of(&objective.statement, language),
            owners: objective.owners.iter().map(|owner| names.institution(owner)).collect(),
            key_issue: objective.key_issue,
            measurable: measurability == Measurability::Measurable,
            no_indicator: measurability == Measurability::NoIndicator,
            indicators: state.indicators.len(),
            activities: state.activities.len(),
            lacking: lacking.collect(),
        }
    }
}

/// An activity's line.
#[derive(Debug, Serialize)]
pub(super) struct ActivityRow {
    title: LocalizedText,
    owners: String,
    from: NaiveDate,
    until: NaiveDate,
}

pub(super) fn activities(objective: &ObjectiveDossier, names: &Names, language: Language) -> Vec<ActivityRow> {
    let mut planned: Vec<_> = objective.state.activities.values().collect();
    planned.sort_by_key(|plan| (plan.days.from(), plan.days.until()));
    let row = |plan: &&events::strategy::Activity| ActivityRow {
        title: LocalizedText::of(&plan.title, language),
        owners: plan.owners.iter().map(|owner| names.institution(owner)).collect::<Vec<_>>().join(", "),
        from: plan.days.from(),
        until: plan.days.until(),
    };
    planned.iter().map(row).collect()
}

/// A version of a value.
#[derive(Debug, Serialize)]
struct VersionRow {
    value: String,
    reason: Option<String>,
    at: DateTime<Utc>,
    /// Whether the secretariat gave it on the institution's behalf.
    on_behalf: bool,
}

/// What one institution reported for a period.
#[derive(Debug, Serialize)]
struct ReportedRow {
    institution: String,
    value: String,
    parts: Vec<(String, String)>,
    /// All versions, the last one first, where there was a correction.
    versions: Vec<VersionRow>,
    on_behalf: bool,
}

/// A period's line.
#[derive(Debug, Serialize)]
pub(super) struct PointRow {
    period: String,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
    running: bool,
    value: Option<String>,
    hidden: bool,
    missing: Vec<String>,
    events: Option<usize>,
    reported: Vec<ReportedRow>,
}

/// An indicator's card.
#[derive(Debug, Serialize)]
pub(super) struct IndicatorRow {
    id: String,
    objective: String,
    title: LocalizedText,
    titles: BTreeMap<&'static str, String>,
    unit: Option<String>,
    unit_name: &'static str,
    unit_words: String,
    baseline: Option<String>,
    baseline_value: String,
    baseline_on: Option<NaiveDate>,
    target: Option<String>,
    target_value: String,
    due: Option<NaiveDate>,
    /// The name of what is computed.
    computed: Option<&'static str>,
    computed_from: Vec<String>,
    source_name: &'static str,
    reporters: Vec<String>,
    reporter_names: String,
    disaggregation: &'static str,
    dimensions: Vec<&'static str>,
    pub(super) missing: Vec<&'static str>,
    pub(super) light: Option<&'static str>,
    rule: Option<String>,
    points: Vec<PointRow>,
    chart: Option<String>,
}

/// An indicator with everything that its card is made of.
pub(super) struct IndicatorCard<'a> {
    pub(super) objective: &'a ObjectiveDossier,
    pub(super) id: &'a IndicatorId,
    pub(super) indicator: &'a Indicator,
    pub(super) assessment: &'a IndicatorAssessment,
}

fn number(figure: Figure) -> f64 {
    figure.number().to_f64().unwrap_or_default()
}

impl IndicatorCard<'_> {
    fn unit(&self) -> Option<Unit> {
        self.indicator.definition.unit()
    }

    fn versions(
        institution: &InstitutionId,
        reports: &[ValueReport],
        words: StrategyTexts<'_>,
        unit: Option<&Unit>,
    ) -> Vec<VersionRow> {
        let row = |report: &ValueReport| VersionRow {
            value: words.value(report.reported.value, unit),
            reason: report.reason.as_ref().map(ToString::to_string),
            at: report.at,
            on_behalf: on_behalf(institution, report),
        };
        if reports.len() > 1 { reports.iter().rev().map(row).collect() } else { vec![] }
    }

    fn reported(&self, period: Period, names: &Names, words: StrategyTexts<'_>) -> Vec<ReportedRow> {
        let unit = self.unit();
        let values = self.indicator.values.get(&period).into_iter().flatten();
        let row = |(institution, reported): (&InstitutionId, &ReportedValue)| {
            let key = (self.id.clone(), period, institution.clone());
            let reports = self.objective.reports.get(&key).map_or(&[][..], Vec::as_slice);
            ReportedRow {
                institution: names.institution(institution),
                value: words.value(reported.value, unit.as_ref()),
                parts: parts(reported, words),
                versions: Self::versions(institution, reports, words, unit.as_ref()),
                on_behalf: reports.last().is_some_and(|report| on_behalf(institution, report)),
            }
        };
        values.map(row).collect()
    }

    fn points(&self, names: &Names, words: StrategyTexts<'_>) -> Vec<PointRow> {
        let unit = self.unit();
        let row = |point: &crate::features::strategy::assessment::AssessedPeriod| PointRow {
            period: words.period(point.period),
            from: point.period.from(),
            until: point.period.until(),
            running: point.running,
            value: point.value.map(|value| words.shown(value, unit.as_ref())),
            hidden: point.value == Some(PublicValue::Hidden),
            missing: point.missing.iter().map(|institution| names.institution(institution)).collect(),
            events: point.events,
            reported: self.reported(point.period, names, words),
        };
        // The latest first: that is what one looks for.
        self.assessment.points.iter().rev().map(row).collect()
    }

    /// The drawing, and in words what it shows.
    fn chart(&self, words: StrategyTexts<'_>, today: NaiveDate, rule: Option<&str>) -> Result<String, Failure> {
        let unit = self.unit();
        let unit = unit.as_ref();
        let said = |figure: Figure| words.value(figure, unit);
        let definition = &self.indicator.definition;
        let baseline = self.indicator.baseline.map(|baseline| Mark {
            on: baseline.on,
            value: number(baseline.value),
            label: words.say("strategy-chart-baseline", &[("value", said(baseline.value).into())]),
        });
        let target = self.indicator.target.zip(definition.due).map(|(target, due)| Mark {
            on: due,
            value: number(target),
            label: words.say("strategy-chart-target", &[("value", said(target).into())]),
        });
        let dots: Vec<ChartPoint> = self
            .assessment
            .points
            .iter()
            .filter_map(|point| match point.value? {
                PublicValue::Value(value) => Some(ChartPoint {
                    on: point.period.until().min(today),
                    value: number(value),
                    part: point.running || !point.missing.is_empty(),
                    label: said(value),
                }),
                PublicValue::Hidden => None,
            })
            .collect();
        let marks: Vec<&str> = baseline.iter().chain(&target).map(|mark| mark.label.as_str()).collect();
        let what = [marks.join("; "), rule.unwrap_or_default().to_owned()].join(". ");
        let curve = Curve {
            id: &format!("chart-{}", self.id),
            title: &marked(words.catalogue, words.language, &definition.title),
            description: what.trim_matches([' ', '.']),
            baseline,
            target,
            dots,
            today,
            number: &|value| number_in_words(value, words.language),
            month: &|date| month(words.language, date).to_owned(),
        };
        curve.svg().map_err(|error| Failure::Page(error.to_string()))
    }

    /// The indicator's card in words, with its drawing.
    pub(super) fn row(
        &self,
        names: &Names,
        words: StrategyTexts<'_>,
        today: NaiveDate,
    ) -> Result<IndicatorRow, Failure> {
        let definition = &self.indicator.definition;
        let (language, unit) = (words.language, self.unit());
        let rule =
            self.assessment.target_progress.as_ref().map(|target_progress| words.rule(target_progress, unit.as_ref()));
        let computed = match &definition.source {
            Some(Source::Computed(computed)) => Some(*computed),
            Some(Source::Reported(_)) | None => None,
        };
        let reporters: Vec<&InstitutionId> = definition.reporters().collect();
        let dimensions = match &definition.disaggregation {
            Some(Disaggregation::By(by)) => by.iter().map(|dimension| dimension.name()).collect(),
            Some(Disaggregation::NotApplicable) | None => vec![],
        };
        let plain = |figure: Option<Figure>| figure.map_or_else(String::new, |figure| say_figure(figure, language));
        let baseline = self.indicator.baseline;
        Ok(IndicatorRow {
            id: self.id.to_string(),
            objective: self.objective.id.to_string(),
            title: LocalizedText::of(&definition.title, language),
            titles: definition.title.versions().map(|(version, words)| (version.code(), words.to_owned())).collect(),
            unit: unit.as_ref().map(|unit| words.unit(unit)),
            unit_name: definition.unit.as_ref().map_or("", Unit::name),
            unit_words: definition
                .unit
                .as_ref()
                .and_then(Unit::words)
                .map_or_else(String::new, |words| words.in_language(language).to_owned()),
            baseline: baseline.map(|baseline| words.value(baseline.value, unit.as_ref())),
            baseline_value: plain(baseline.map(|baseline| baseline.value)),
            baseline_on: baseline.map(|baseline| baseline.on),
            target: self.indicator.target.map(|target| words.value(target, unit.as_ref())),
            target_value: plain(self.indicator.target),
            due: definition.due,
            computed: computed.map(ComputedIndicator::name),
            computed_from: computed
                .iter()
                .flat_map(|computed| computed.event_types())
                .map(|event_type| words.say(&format!("event-{}", event_type.replace('.', "-")), &[]))
                .collect(),
            source_name: match (&definition.source, computed) {
                (_, Some(computed)) => computed.name(),
                (Some(_), None) => "reported",
                (None, None) => "",
            },
            reporter_names: reporters.iter().map(|id| names.institution(id)).collect::<Vec<_>>().join(", "),
            reporters: reporters.iter().map(ToString::to_string).collect(),
            disaggregation: match &definition.disaggregation {
                None => "",
                Some(Disaggregation::NotApplicable) => "none",
                Some(Disaggregation::By(_)) => "by",
            },
            dimensions,
            missing: gap_names(self.indicator),
            light: self.assessment.target_progress.map(|target_progress| target_progress.course.rule.light().name()),
            points: self.points(names, words),
            chart: Some(self.chart(words, today, rule.as_deref())?),
            rule,
        })
    }
}

fn number_in_words(value: f64, language: Language) -> String {
    // The axis is drawn at round numbers; what binary fractions add to them is not said.
    let rounded = rust_decimal::Decimal::from_f64_retain(value).map(|number| number.round_dp(2).normalize());
    let figure = rounded.and_then(|number| Figure::new(number).ok());
    figure.map_or_else(|| value.to_string(), |figure| say_figure(figure, language))
}

/// Whether somebody else reported it for the institution.
fn on_behalf(institution: &InstitutionId, report: &ValueReport) -> bool {
    match &report.by {
        Actor::Official { institution: of, .. } => of != institution,
        Actor::Secretariat | Actor::Service { .. } => true,
    }
}

fn parts(reported: &ReportedValue, words: StrategyTexts<'_>) -> Vec<(String, String)> {
    let lines = reported.parts.iter().flat_map(|parts| &parts.lines).filter(|line| !line.of.is_empty());
    let said = |line: &events::disaggregation::BreakdownLine| {
        let of = line.of.iter().map(|category| say_category(words.catalogue, words.language, *category));
        (of.collect::<Vec<_>>().join(", "), line.count.to_string())
    };
    lines.map(said).collect()
}
