//! What the forms of an objective's page ask for, read field by field.

use events::authority::Principal;
use events::disaggregation::Dimension;
use events::figure::{Figure, Unit};
use events::ids::InstitutionId;
use events::indicator::{Baseline, ComputedIndicator, Disaggregation, IndicatorDefinition, Source};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::Activity;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::{FormCheck, FormEntries};
use crate::http::value_form::figure_field;

/// The units to choose from; another one is named in words.
static UNITS: [Unit; 8] =
    [Unit::Persons, Unit::Incidents, Unit::Cases, Unit::Items, Unit::Sessions, Unit::Percent, Unit::Days, Unit::Euros];

/// The names of the units to choose from.
pub(super) fn unit_names() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(Unit::name).chain(["other"])
}

pub(super) fn activity(check: &mut FormCheck<'_>) -> Option<Activity> {
    let title = check.local_text("title");
    let owners = NonEmpty::try_from(check.chosen::<InstitutionId>("owners"));
    if owners.is_err() {
        check.wrong("owners", "strategy-wrong-nobody");
    }
    let (from, until) = (check.date("from"), check.date("until"));
    let days = from.zip(until).and_then(|(from, until)| {
        Period::new(from, until).map_err(|_| check.wrong("until", "strategy-wrong-reversed")).ok()
    });
    if !check.is_good() {
        return None;
    }
    Some(Activity { title: title?, owners: owners.ok()?, days: days? })
}

fn unit(check: &mut FormCheck<'_>, entries: &FormEntries, language: Language, known: Option<&Unit>) -> Option<Unit> {
    match entries.get("unit") {
        "" => None,
        "other" => {
            let words = check.text("unit-other")?;
            // Whoever leaves the words as they are does not drop them in the other languages.
            let same =
                known.filter(|unit| unit.words().is_some_and(|known| known.in_language(language) == words.as_str()));
            Some(same.cloned().unwrap_or_else(|| Unit::Other(LocalText::only(language, words))))
        }
        name => {
            let unit = UNITS.iter().find(|unit| unit.name() == name).cloned();
            if unit.is_none() {
                check.wrong("unit", "page-wrong-choice");
            }
            unit
        }
    }
}

fn source(check: &mut FormCheck<'_>, entries: &FormEntries) -> Option<Source> {
    match entries.get("source") {
        "" => None,
        "reported" => {
            let reporters = NonEmpty::try_from(check.chosen::<InstitutionId>("reporters"));
            if reporters.is_err() {
                check.wrong("reporters", "strategy-wrong-nobody");
            }
            reporters.ok().map(Source::Reported)
        }
        name => {
            let computed = ComputedIndicator::ALL.into_iter().find(|computed| computed.name() == name);
            if computed.is_none() {
                check.wrong("source", "page-wrong-choice");
            }
            computed.map(Source::Computed)
        }
    }
}

fn disaggregation(check: &mut FormCheck<'_>, entries: &FormEntries) -> Option<Disaggregation> {
    match entries.get("disaggregation") {
        "" => None,
        "none" => Some(Disaggregation::NotApplicable),
        "by" => {
            let named = |name: &str| Dimension::ALL.into_iter().find(|dimension| dimension.name() == name);
            let by: Vec<Dimension> = entries.all("dimensions").filter_map(named).collect();
            let by = NonEmpty::try_from(by);
            if by.is_err() {
                check.wrong("dimensions", "strategy-wrong-no-dimension");
            }
            by.ok().map(Disaggregation::By)
        }
        _ => {
            check.wrong("disaggregation", "page-wrong-choice");
            None
        }
    }
}

pub(super) fn definition(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    language: Language,
    known: Option<&IndicatorDefinition>,
) -> Option<IndicatorDefinition> {
    let title = check.local_text("title");
    let unit = unit(check, entries, language, known.and_then(|known| known.unit.as_ref()));
    let due = check.date_if_any("due");
    let source = source(check, entries);
    let disaggregation = disaggregation(check, entries);
    if !check.is_good() {
        return None;
    }
    Some(IndicatorDefinition { title: title?, unit, due, source, disaggregation })
}

pub(super) fn baseline(check: &mut FormCheck<'_>, entries: &FormEntries, unit: Option<&Unit>) -> Option<Baseline> {
    let value = figure_field(check, entries, "value", unit);
    let on = check.date("on");
    Some(Baseline { value: value?, on: on? })
}

pub(super) fn target(check: &mut FormCheck<'_>, entries: &FormEntries, unit: Option<&Unit>) -> Option<Figure> {
    figure_field(check, entries, "value", unit)
}

/// A period as a form sends it: its two days.
pub(super) fn period_value(period: Period) -> String {
    format!("{}/{}", period.from(), period.until())
}

fn read_period(text: &str) -> Option<Period> {
    let (from, until) = text.split_once('/')?;
    Period::new(from.parse().ok()?, until.parse().ok()?).ok()
}

/// Which period a value is of.
pub(super) fn period(check: &mut FormCheck<'_>, entries: &FormEntries) -> Option<Period> {
    let period = read_period(entries.get("period"));
    if period.is_none() {
        check.wrong("period", "page-wrong-choice");
    }
    period
}

/// Which of the values reported so far a correction is of: institution and period in one choice.
pub(super) fn of_value(check: &mut FormCheck<'_>, entries: &FormEntries) -> Option<(InstitutionId, Period)> {
    let chosen = entries.get("which").split_once('|');
    let read = chosen.and_then(|(institution, period)| Some((institution.parse().ok()?, read_period(period)?)));
    if read.is_none() {
        check.wrong("which", "page-wrong-choice");
    }
    read
}

/// The words of a text by language that an id is made of.
pub(super) fn title_of(entries: &FormEntries, field: &str) -> String {
    let versions = ["en", "sq", "sr"].map(|language| entries.get(&format!("{field}-{language}")));
    versions.into_iter().find(|words| !words.is_empty()).unwrap_or_default().to_owned()
}

/// Notes at a field which of the institutions chosen does not take part.
pub(super) async fn all_take_part(
    app: &App,
    principal: &Principal,
    check: &mut FormCheck<'_>,
    field: &str,
    institutions: impl Iterator<Item = &InstitutionId>,
) -> Result<(), Failure> {
    for institution in institutions {
        if !app.queries().takes_part(principal, institution).await? {
            check.wrong(field, "page-wrong-choice");
        }
    }
    Ok(())
}
