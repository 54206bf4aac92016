//! What was collected: a table across institutions and periods, a chart, and both as a file.
//!
//! This page and its files are made for others, so small counts of persons are hidden on them (see
//! [`readmodels::requests::Collected`]); what an institution wrote stands on the request's own page.

use std::collections::BTreeMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::disaggregation::Categories;
use events::form::{Answer, Field, FieldKind};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use forms::FormWording;
use forms::table::{OutputCell, Table};
use minijinja::context;
use minijinja::value::Value;
use readmodels::requests::{CollectedCell, CollectedField, CollectedPeriod, RequestDossier, Requests};
use serde::Serialize;

use crate::app::App;
use crate::charts::bars;
use crate::failure::Failure;
use crate::http::downloads::{FileKind, Taken, download};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// What was chosen: the form, by one of its requests, and the field.
struct ChosenField {
    form: DataRequestId,
    collected: CollectedField,
}

/// The latest request of each form.
fn forms_of(requests: &Requests) -> Vec<&RequestDossier> {
    let mut latest: Vec<&RequestDossier> = Vec::new();
    for dossier in requests.all() {
        let series = requests.series(&dossier.request.form);
        let Some(last) = series.last() else { continue };
        if !latest.iter().any(|known| known.id == last.id) {
            latest.push(last);
        }
    }
    latest
}

fn choose(requests: &Requests, query: &FormEntries) -> Result<Option<ChosenField>, Failure> {
    let wanted: Option<DataRequestId> = match query.get("form") {
        "" => None,
        id => Some(id.parse()?),
    };
    let dossier = match &wanted {
        Some(id) => Some(requests.get(id).ok_or(Failure::NotFound)?),
        None => forms_of(requests).first().copied(),
    };
    let Some(dossier) = dossier else { return Ok(None) };
    let series = requests.series(&dossier.request.form);
    let key: FieldKey = match query.get("field") {
        "" => dossier.request.form.fields().next().map(|field| field.key.clone()).ok_or(Failure::NotFound)?,
        key => key.parse()?,
    };
    let collected = CollectedField::of(&series, &key).ok_or(Failure::NotFound)?;
    let form = series.last().map_or_else(|| dossier.id.clone(), |last| last.id.clone());
    Ok(Some(ChosenField { form, collected }))
}

/// A cell as the table shows it.
#[derive(Debug, Serialize)]
struct CellRow {
    /// `figure`, `waiting`, `hidden`, `skipped`, `missing`, `not-asked`.
    kind: &'static str,
    words: String,
}

fn cell(cell: &CollectedCell, field: &Field, words: &FormWording<'_>) -> CellRow {
    let (kind, words) = match cell {
        CollectedCell::Figure { figure, accepted: true } => ("figure", words.number(*figure)),
        CollectedCell::Figure { figure, accepted: false } => ("waiting", words.number(*figure)),
        CollectedCell::Other(answer) => ("figure", words.answer(field, answer)),
        CollectedCell::Hidden => ("hidden", words.say("data-page-cell-hidden", &[])),
        CollectedCell::Skipped => ("skipped", words.say("data-page-cell-skipped", &[])),
        CollectedCell::Missing => ("missing", words.say("data-page-cell-missing", &[])),
        CollectedCell::NotAsked => ("not-asked", String::new()),
    };
    CellRow { kind, words }
}

fn total(found: &CollectedCell, field: &Field, words: &FormWording<'_>) -> CellRow {
    match found {
        CollectedCell::Missing | CollectedCell::NotAsked => CellRow { kind: "not-asked", words: String::new() },
        CollectedCell::Figure { .. } | CollectedCell::Other(_) | CollectedCell::Hidden | CollectedCell::Skipped => {
            cell(found, field, words)
        }
    }
}

/// Of how many institutions a total is, and how many were asked, where these are not the same: the total is of a part.
fn part_of_all(period: &CollectedPeriod) -> Option<(usize, usize)> {
    let asked = period.cells.values().filter(|cell| !matches!(cell, CollectedCell::NotAsked)).count();
    let answered = |cell: &&CollectedCell| {
        matches!(cell, CollectedCell::Figure { .. } | CollectedCell::Other(_) | CollectedCell::Hidden)
    };
    let answered = period.cells.values().filter(answered).count();
    (0 < answered && answered < asked).then_some((answered, asked))
}

fn chart(collected: &CollectedField, words: &FormWording<'_>) -> Result<Option<String>, Failure> {
    let height = |cell: Option<&CollectedCell>| match cell {
        Some(CollectedCell::Figure { figure, .. }) => figure.to_string().parse::<f64>().ok(),
        Some(
            CollectedCell::Other(_)
            | CollectedCell::Hidden
            | CollectedCell::Skipped
            | CollectedCell::Missing
            | CollectedCell::NotAsked,
        )
        | None => None,
    };
    let groups: Vec<bars::Group> = collected
        .periods
        .iter()
        .map(|period| bars::Group {
            label: words.period(period.period),
            bars: collected.institutions.iter().map(|id| height(period.cells.get(id))).collect(),
        })
        .collect();
    if groups.iter().flat_map(|group| &group.bars).all(Option::is_none) {
        return Ok(None);
    }
    bars::draw(&groups).map(Some).map_err(|error| Failure::Page(error.to_string()))
}

/// The last period's parts: a line for each, a column for each institution.
fn parts(collected: &CollectedField, names: &Names, words: &FormWording<'_>) -> Value {
    let Some(last) = collected.periods.iter().rev().find(|period| !period.parts.is_empty()) else {
        return Value::UNDEFINED;
    };
    let answered: Vec<&InstitutionId> = last.parts.first().map(|(_, of, _)| of.keys().collect()).unwrap_or_default();
    let line = |part: &Categories, of: &BTreeMap<InstitutionId, CollectedCell>, sum: &CollectedCell| {
        let cells = answered.iter().filter_map(|id| of.get(*id)).map(|one| cell(one, &collected.field, words));
        context! {
            part => words.part(&collected.field, part),
            cells => cells.collect::<Vec<_>>(),
            total => cell(sum, &collected.field, words),
        }
    };
    context! {
        period => words.period(last.period),
        institutions => answered.iter().map(|id| names.institution(id)).collect::<Vec<_>>(),
        lines => last.parts.iter().map(|(part, of, sum)| line(part, of, sum)).collect::<Vec<_>>(),
        totals => answered.iter().filter_map(|id| last.cells.get(*id))
            .map(|one| cell(one, &collected.field, words)).collect::<Vec<_>>(),
        total => total(&last.total, &collected.field, words),
    }
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let words = FormWording { catalogue: app.catalogue(), language: page_request.language };
    let requests = queries.requests(principal).await?;
    let names = queries.names(principal, page_request.language).await?;
    let chosen = choose(&requests, &FormEntries::of_query(query.as_deref())?)?;
    let offered: Vec<(String, LocalizedText)> = forms_of(&requests)
        .into_iter()
        .map(|dossier| (dossier.id.to_string(), LocalizedText::of(&dossier.title, page_request.language)))
        .collect();
    let Some(ChosenField { form, collected }) = chosen else {
        return app.render(&page_request, StatusCode::OK, "collected.html", context! { forms => offered });
    };
    let fields: Vec<(String, LocalizedText)> = requests
        .get(&form)
        .map(|dossier| &dossier.request.form)
        .map(|form| {
            form.fields()
                .map(|field| (field.key.to_string(), LocalizedText::of(&field.label, page_request.language)))
                .collect()
        })
        .unwrap_or_default();
    let field = &collected.field;
    let head = |period: &CollectedPeriod| {
        context! {
            id => period.id,
            period => words.period(period.period),
            total => total(&period.total, field, &words),
            part => part_of_all(period).map(|(answered, asked)| context! { answered, asked }),
        }
    };
    let rows: Vec<Value> = collected
        .institutions
        .iter()
        .enumerate()
        .map(|(n, id)| {
            let cells = collected.periods.iter().filter_map(|period| period.cells.get(id));
            context! {
                id,
                name => names.institution(id),
                colour => n,
                cells => cells.map(|one| cell(one, field, &words)).collect::<Vec<_>>(),
            }
        })
        .collect();
    let hides_one = |period: &CollectedPeriod| {
        let parts = period.parts.iter().flat_map(|(_, of, sum)| of.values().chain([sum]));
        period.cells.values().chain([&period.total]).chain(parts).any(|cell| *cell == CollectedCell::Hidden)
    };
    let counts_persons = matches!(&field.kind, FieldKind::Number { unit, .. } | FieldKind::Breakdown { unit, .. }
        if *unit == events::figure::Unit::Persons);
    let hides = counts_persons || collected.periods.iter().any(hides_one);
    let shown = context! {
        forms => offered,
        fields,
        chosen => context! { form, field => field.key, label => LocalizedText::of(&field.label, page_request.language), hint => words.hint(field) },
        periods => collected.periods.iter().map(head).collect::<Vec<_>>(),
        rows,
        parts => parts(&collected, &names, &words),
        chart => chart(&collected, &words)?.map(Value::from_safe_string),
        colours => (0..collected.institutions.len()).map(bars::colour).collect::<Vec<_>>(),
        hides,
    };
    app.render(&page_request, StatusCode::OK, "collected.html", shown)
}

/// The same as a file: a line for each institution, period and part.
pub(super) async fn file(
    State(app): State<App>,
    page_request: PageRequest,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    app.must_be_confirmed_to_take_all(page_request.reader()?).await?;
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let words = FormWording { catalogue: app.catalogue(), language: page_request.language };
    let requests = queries.requests(principal).await?;
    let names = queries.names(principal, page_request.language).await?;
    let chosen = choose(&requests, &FormEntries::of_query(query.as_deref())?)?.ok_or(Failure::NotFound)?;
    let table = as_table(&chosen.collected, &names, &words);
    let name = format!("{}-{}", chosen.form, chosen.collected.field.key);
    let taken = Taken { app: &app, by: principal, what: &format!("collected {name}") };
    download(taken, &table, FileKind::read(&kind)?, &name, page_request.language)
}

fn as_table(collected: &CollectedField, names: &Names, words: &FormWording<'_>) -> Table {
    let field = &collected.field;
    let headings = ["institution", "from", "until", "field", "part", "value", "unit", "status"];
    let mut rows: Vec<Vec<OutputCell>> =
        vec![headings.map(|key| OutputCell::Text(words.say(&format!("data-page-file-{key}"), &[]))).into()];
    let unit = match &field.kind {
        FieldKind::Number { unit, .. } | FieldKind::Breakdown { unit, .. } => words.unit(unit),
        FieldKind::Choice { .. } | FieldKind::Date {} => String::new(),
    };
    let mut line = |who: String, period: &CollectedPeriod, part: String, found: &CollectedCell| {
        let (value, status) = match found {
            CollectedCell::Figure { figure, accepted: true } => (OutputCell::Number(*figure), "accepted"),
            CollectedCell::Figure { figure, accepted: false } => (OutputCell::Number(*figure), "waiting"),
            CollectedCell::Other(Answer::Date(day)) => (OutputCell::Date(*day), "accepted"),
            CollectedCell::Other(answer) => (OutputCell::Text(words.answer(field, answer)), "accepted"),
            CollectedCell::Hidden => (OutputCell::Empty, "hidden"),
            CollectedCell::Skipped => (OutputCell::Empty, "skipped"),
            CollectedCell::Missing => (OutputCell::Empty, "missing"),
            CollectedCell::NotAsked => return,
        };
        rows.push(vec![
            OutputCell::Text(who),
            OutputCell::Date(period.period.from()),
            OutputCell::Date(period.period.until()),
            OutputCell::text(words.label(field)),
            OutputCell::Text(part),
            value,
            OutputCell::Text(unit.clone()),
            OutputCell::Text(words.say(&format!("data-page-status-{status}"), &[])),
        ]);
    };
    let whole = || words.say("form-total", &[]);
    for period in &collected.periods {
        for id in &collected.institutions {
            if let Some(found) = period.cells.get(id) {
                line(names.institution(id), period, whole(), found);
            }
            for (part, of, _) in &period.parts {
                if let Some(found) = of.get(id) {
                    line(names.institution(id), period, words.part(field, part), found);
                }
            }
        }
        if !matches!(period.total, CollectedCell::Missing) {
            line(words.say("data-page-all", &[]), period, whole(), &period.total);
        }
        for (part, _, sum) in &period.parts {
            line(words.say("data-page-all", &[]), period, words.part(field, part), sum);
        }
    }
    Table { name: words.label(field), rows, head: 0, widths: vec![46, 12, 12, 40, 34, 12, 14, 26], to_fill: vec![] }
}
