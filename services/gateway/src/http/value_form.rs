//! The form for a value of an indicator, wherever it is shown: on its objective's page, and where a link in a message leads.

use std::collections::BTreeSet;

use events::case_data_standard::Nationality;
use events::disaggregation::{Breakdown, BreakdownLine, Category, Dimension};
use events::figure::{Figure, Unit};
use events::indicator::{Disaggregation, Indicator, ReportedValue};
use events::language::Language;
use language::catalogue::Catalogue;
use language::figures::read_figure;
use language::indicators::{categories, say_category, say_unit, unfit};
use minijinja::{Value, context};

use crate::app::App;
use crate::http::form::{FormCheck, FormEntries};

/// How many lines the form for a value broken down has, where its categories are too many to name them all.
const MOST_LINES: usize = 12;

/// A category as a form sends it: “female”, “9-17”, “XK”.
fn category_value(category: Category) -> String {
    let value = match category {
        Category::Nationality(nationality) => return nationality.to_string(),
        Category::Sex(_) | Category::AgeGroup(_) | Category::ExploitationForm(_) => serde_json::to_value(category),
    };
    let inner = value.ok().and_then(|value| value.as_object().and_then(|object| object.values().next().cloned()));
    inner.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn category(dimension: Dimension, value: &str) -> Option<Category> {
    match categories(dimension) {
        Some(all) => all.into_iter().find(|category| category_value(*category) == value),
        None => value.parse::<Nationality>().ok().map(Category::Nationality),
    }
}

/// A figure that must be there and can be what the unit counts.
pub(crate) fn figure_field(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    field: &str,
    unit: Option<&Unit>,
) -> Option<Figure> {
    let text = entries.get(field);
    if text.is_empty() {
        check.wrong(field, "page-wrong-empty");
        return None;
    }
    match read_figure(text) {
        Err(no) => {
            check.wrong(field, no.key());
            None
        }
        Ok(figure) => match unit.and_then(|unit| unfit(figure, unit)) {
            Some(key) => {
                check.wrong(field, key);
                None
            }
            None => Some(figure),
        },
    }
}

/// The lines of the form for a value that is broken down: for each line the categories that are given, or to choose.
pub(crate) fn value_lines(indicator: &Indicator, catalogue: &Catalogue, language: Language) -> Vec<Value> {
    let by: Vec<Dimension> = match &indicator.definition.disaggregation {
        Some(Disaggregation::By(by)) => by.iter().copied().collect(),
        Some(Disaggregation::NotApplicable) | None => return vec![],
    };
    let named = |category| (category_value(category), say_category(catalogue, language, category));
    if let [dimension] = by.as_slice()
        && let Some(all) = categories(*dimension)
    {
        let line = |(n, category)| {
            let (value, name) = named(category);
            context! { n, fixed => true, dimension => dimension.name(), value, name }
        };
        return all.into_iter().enumerate().map(line).collect();
    }
    let choices: Vec<Value> = by
        .iter()
        .map(|dimension| {
            let options: Option<Vec<_>> = categories(*dimension).map(|all| all.into_iter().map(named).collect());
            context! { dimension => dimension.name(), options }
        })
        .collect();
    (0..MOST_LINES).map(|n| context! { n, fixed => false, choices }).collect()
}

/// What the form has: the value's unit, and a line for each of its parts.
pub(crate) fn value_fields(app: &App, language: Language, indicator: &Indicator) -> Value {
    let catalogue = app.catalogue();
    let unit = indicator.definition.unit().map(|unit| say_unit(catalogue, language, &unit));
    context! { unit, lines => value_lines(indicator, catalogue, language) }
}

/// The lines of a value that is broken down; a line without a count is no line.
fn read_lines(check: &mut FormCheck<'_>, entries: &FormEntries, by: &[Dimension]) -> Vec<BreakdownLine> {
    let mut lines: Vec<BreakdownLine> = Vec::new();
    for n in 0..MOST_LINES {
        let count_field = format!("count-{n}");
        let text = entries.get(&count_field);
        if text.is_empty() {
            continue;
        }
        let Ok(count) = text.parse::<u64>() else {
            check.wrong(&count_field, "figure-not-a-count");
            continue;
        };
        if count > events::figure::LARGEST_FIGURE {
            check.wrong(&count_field, "figure-too-large");
        }
        let mut of = BTreeSet::new();
        for dimension in by {
            let field = format!("of-{}-{n}", dimension.name());
            match category(*dimension, entries.get(&field)) {
                Some(category) => {
                    of.insert(category);
                }
                None => check.wrong(&field, "page-wrong-choice"),
            }
        }
        if lines.iter().any(|line| line.of == of) {
            check.wrong(&count_field, "strategy-wrong-line-twice");
        }
        lines.push(BreakdownLine { of, count });
    }
    lines
}

/// The value that the form gives, with its parts where the indicator is broken down; nothing, where something is wrong with it.
pub(crate) fn read_value(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    indicator: &Indicator,
) -> Option<ReportedValue> {
    let unit = indicator.definition.unit();
    let value = figure_field(check, entries, "value", unit.as_ref());
    let parts = match &indicator.definition.disaggregation {
        Some(Disaggregation::By(by)) => {
            let by: Vec<Dimension> = by.iter().copied().collect();
            let mut lines = read_lines(check, entries, &by);
            let sum: u64 = lines.iter().map(|line| line.count).sum();
            if check.is_good() && value.is_some_and(|value| Figure::try_from(sum) != Ok(value)) {
                check.wrong("value", "strategy-wrong-sum");
            }
            lines.insert(0, BreakdownLine { of: BTreeSet::new(), count: sum });
            Some(Breakdown { lines })
        }
        Some(Disaggregation::NotApplicable) | None => None,
    };
    if check.is_good() { value.map(|value| ReportedValue { value, parts }) } else { None }
}
