//! Issuing a data request: its form field by field, its period, whom it asks, by when.
//!
//! A new request may begin with the form of an earlier one, so that each period asks the same. The page works without
//! scripts: rows for more fields come with a button, and whatever was typed stays.

use std::collections::BTreeSet;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::authority::{Relation, permit};
use events::data_request::DataRequestCommand;
use events::disaggregation::Dimension;
use events::figure::{Figure, Unit};
use events::form::{Field, FieldKind, Form, FormError, MOST_FIELDS};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::period::Period;
use forms::reading::read_number;
use minijinja::context;
use readmodels::requests::RequestDossier;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::data::made_keys::made_key;
use crate::features::data::option_lists;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::institution_options;
use crate::wording::localized_text::LocalizedText;

const FORM: &str = "issue";
/// How many rows for fields there are at first, and how many come with the button.
const ROWS: usize = 3;

const UNITS: [(&str, Unit); 8] = [
    ("persons", Unit::Persons),
    ("incidents", Unit::Incidents),
    ("cases", Unit::Cases),
    ("items", Unit::Items),
    ("sessions", Unit::Sessions),
    ("percent", Unit::Percent),
    ("days", Unit::Days),
    ("euros", Unit::Euros),
];

fn rows_of(entries: &FormEntries) -> usize {
    entries.get("rows").parse().unwrap_or(ROWS).clamp(1, MOST_FIELDS)
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
    rows: usize,
    wrong: bool,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    permit(principal, &[Relation::Secretariat])?;
    let requests = queries.requests(principal).await?;
    let earlier: Vec<(String, LocalizedText)> = requests
        .all()
        .into_iter()
        .map(|dossier| (dossier.id.to_string(), LocalizedText::of(&dossier.title, page_request.language)))
        .collect();
    let shown = context! {
        form,
        wrong,
        rows,
        earlier,
        once => draw_secret(),
        institutions => institution_options(&queries.institutions(principal).await?, page_request.language),
        dimensions => Dimension::ALL.map(Dimension::name),
        units => UNITS.map(|(key, _)| key),
    };
    app.render(page_request, status, "data_request_new.html", shown)
}

/// The form, empty or with the fields of an earlier request.
pub(super) async fn new(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = FormEntries::of_query(query.as_deref())?;
    let from = query.get("from");
    if from.is_empty() {
        return show(&app, &page_request, StatusCode::OK, None, ROWS, false).await;
    }
    let requests = app.queries().requests(page_request.principal()?).await?;
    let dossier = requests.get(&from.parse()?).ok_or(Failure::NotFound)?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let title = dossier.title.versions().map(|(language, words)| (format!("title-{language}"), words.to_owned()));
    pairs.extend(title);
    pairs.extend(dossier.request.submissions.keys().map(|id| ("recipients".to_owned(), id.to_string())));
    for (n, field) in dossier.request.form.fields().enumerate() {
        pairs.extend(written(n, field));
    }
    let entries = FormEntries::from_pairs(pairs);
    let shown = FormCheck::of(&entries).into_state(FORM);
    let rows = dossier.request.form.fields().count();
    show(&app, &page_request, StatusCode::OK, Some(shown), rows, false).await
}

/// What was typed, with the questions of an earlier request after it; and how many rows that makes. What was typed stays as it is:
/// the title and whom it asks are taken over only where nothing was.
fn with_questions_of(entries: &FormEntries, dossier: &RequestDossier) -> (FormEntries, usize) {
    let own = (0..rows_of(entries)).filter(|n| !is_blank(entries, *n)).collect::<Vec<_>>();
    let is_question = |name: &str| name.starts_with('f') && name[1..].starts_with(|c: char| c.is_ascii_digit());
    let mut pairs: Vec<(String, String)> =
        entries.pairs().iter().filter(|(name, _)| !is_question(name) && name != "take").cloned().collect();
    for (place, n) in own.iter().enumerate() {
        let prefix = format!("f{n}-");
        let moved = entries
            .pairs()
            .iter()
            .filter_map(|(name, value)| Some((format!("f{place}-{}", name.strip_prefix(&prefix)?), value.clone())));
        pairs.extend(moved);
    }
    let titles = Language::ALL.map(|language| format!("title-{language}"));
    if titles.iter().all(|name| entries.get(name).is_empty()) {
        pairs.retain(|(name, _)| !titles.contains(name));
        let title = dossier.title.versions().map(|(language, words)| (format!("title-{language}"), words.to_owned()));
        pairs.extend(title);
    }
    if entries.get("recipients").is_empty() {
        pairs.extend(dossier.request.submissions.keys().map(|id| ("recipients".to_owned(), id.to_string())));
    }
    let mut rows = own.len();
    for field in dossier.request.form.fields().take(MOST_FIELDS.saturating_sub(own.len())) {
        pairs.extend(written(rows, field));
        rows += 1;
    }
    (FormEntries::from_pairs(pairs), rows.max(1))
}

/// A field as the form's own values.
fn written(n: usize, field: &Field) -> Vec<(String, String)> {
    let mut pairs = vec![(format!("f{n}-key"), field.key.to_string())];
    pairs.extend(field.label.versions().map(|(language, words)| (format!("f{n}-label-{language}"), words.to_owned())));
    let mut add = |name: &str, value: String| pairs.push((format!("f{n}-{name}"), value));
    let unit_of = |add: &mut dyn FnMut(&str, String), unit: &Unit| {
        if let Some((key, _)) = UNITS.iter().find(|(_, known)| known == unit) {
            add("unit", (*key).to_owned());
        } else {
            add("unit", "other".to_owned());
            let words = unit.words().and_then(|words| words.versions().next().map(|(_, words)| words.to_owned()));
            add("unit-other", words.unwrap_or_default());
        }
    };
    match &field.kind {
        FieldKind::Number { unit, places, least, most } => {
            add("kind", if *places == 0 { "integer" } else { "decimal" }.to_owned());
            unit_of(&mut add, unit);
            add("places", places.to_string());
            add("least", least.map(|figure| figure.to_string()).unwrap_or_default());
            add("most", most.map(|figure| figure.to_string()).unwrap_or_default());
        }
        FieldKind::Choice { options } => {
            add("kind", "choice".to_owned());
            pairs.extend(option_lists::written(n, options));
        }
        FieldKind::Date {} => add("kind", "date".to_owned()),
        FieldKind::Breakdown { unit, by } => {
            add("kind", "breakdown".to_owned());
            unit_of(&mut add, unit);
            for dimension in by.iter() {
                add("by", dimension.name().to_owned());
            }
        }
    }
    pairs
}

fn read_unit(check: &mut FormCheck<'_>, entries: &FormEntries, n: usize, language: Language) -> Option<Unit> {
    let name = format!("f{n}-unit");
    match entries.get(&name) {
        "other" => check.text(&format!("f{n}-unit-other")).map(|words| Unit::Other(LocalText::only(language, words))),
        key => {
            let known = UNITS.iter().find(|(known, _)| *known == key).map(|(_, unit)| unit.clone());
            if known.is_none() {
                check.wrong(&name, "page-wrong-choice");
            }
            known
        }
    }
}

fn read_bound(check: &mut FormCheck<'_>, entries: &FormEntries, name: &str) -> Option<Figure> {
    let text = entries.get(name);
    if text.is_empty() {
        return None;
    }
    read_number(text).map_err(|why| check.wrong(name, &format!("unreadable-{}", why.code()))).ok()
}

fn read_field(
    check: &mut FormCheck<'_>,
    n: usize,
    language: Language,
    taken: &mut BTreeSet<FieldKey>,
) -> Option<Field> {
    let entries = check.entries();
    let label = check.local_text(&format!("f{n}-label"));
    let name = format!("f{n}-key");
    let key: Option<FieldKey> = match entries.get(&name) {
        "" => label.as_ref().and_then(|label| made_key(label, n, taken)),
        _ => check.parsed(&name, "data-page-wrong-key"),
    };
    taken.extend(key.clone());
    let kind = match entries.get(&format!("f{n}-kind")) {
        of @ ("integer" | "decimal") => {
            let places = if of == "integer" {
                Some(0)
            } else {
                match entries.get(&format!("f{n}-places")) {
                    "" | "0" => Some(2),
                    _ => check.parsed(&format!("f{n}-places"), "unreadable-not-a-number"),
                }
            };
            let unit = read_unit(check, entries, n, language);
            let least = read_bound(check, entries, &format!("f{n}-least"));
            let most = read_bound(check, entries, &format!("f{n}-most"));
            unit.zip(places).map(|(unit, places)| FieldKind::Number { unit, places, least, most })
        }
        "choice" => option_lists::read(check, n).map(|options| FieldKind::Choice { options }),
        "date" => Some(FieldKind::Date {}),
        "breakdown" => {
            let unit = read_unit(check, entries, n, language);
            let name = format!("f{n}-by");
            let by: Vec<Dimension> = Dimension::ALL
                .into_iter()
                .filter(|dimension| entries.all(&name).any(|key| key == dimension.name()))
                .collect();
            let by = NonEmpty::try_from(by).map_err(|_| check.wrong(&name, "data-page-wrong-by")).ok();
            unit.zip(by).map(|(unit, by)| FieldKind::Breakdown { unit, by })
        }
        _ => {
            check.wrong(&format!("f{n}-kind"), "page-wrong-choice");
            None
        }
    };
    Some(Field { key: key?, label: label?, kind: kind? })
}

fn is_blank(entries: &FormEntries, n: usize) -> bool {
    let names = ["key", "label-sq", "label-sr", "label-en", "least", "most", "unit-other"];
    names.iter().all(|name| entries.get(&format!("f{n}-{name}")).is_empty()) && option_lists::are_blank(entries, n)
}

fn read_form(check: &mut FormCheck<'_>, entries: &FormEntries, language: Language) -> Option<Form> {
    let rows: Vec<usize> = (0..rows_of(entries)).filter(|n| !is_blank(entries, *n)).collect();
    // A key that was typed is that question's, whatever is made for those before it.
    let typed = rows.iter().filter_map(|n| entries.get(&format!("f{n}-key")).parse().ok());
    let mut taken: BTreeSet<FieldKey> = typed.collect();
    let fields: Vec<Field> = rows.iter().filter_map(|n| read_field(check, *n, language, &mut taken)).collect();
    if !check.is_good() {
        return None;
    }
    let Ok(fields) = NonEmpty::try_from(fields) else {
        check.wrong("f0-label-sq", "data-page-wrong-no-fields");
        return None;
    };
    Form::try_from(fields)
        .map_err(|error| {
            let (key, name, wrong) = match &error {
                FormError::FieldTwice(key) => (Some(key), "key", "data-page-wrong-key-twice"),
                FormError::TooManyFields => (None, "key", "data-page-wrong-too-many-fields"),
                FormError::OptionTwice(key) => (Some(key), "options-sq", "data-page-wrong-options"),
                FormError::DimensionTwice(key) => (Some(key), "by", "data-page-wrong-by"),
                FormError::BoundsReversed(key) => (Some(key), "most", "data-page-wrong-bounds"),
                FormError::TooManyPlaces(key) => (Some(key), "places", "unreadable-too-many-places"),
            };
            let is_meant = |n: &&usize| key.is_some_and(|key| entries.get(&format!("f{n}-key")) == key.as_str());
            let at = rows.iter().rev().find(is_meant).copied().unwrap_or(0);
            check.wrong(&format!("f{at}-{name}"), wrong);
        })
        .ok()
}

fn read_request(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    page_request: &PageRequest,
) -> Option<DataRequestCommand> {
    let (language, today) = (page_request.language, page_request.moment.today);
    let title = check.local_text("title");
    let (from, until, due) = (check.date("from"), check.date("until"), check.day_ahead("due", today));
    let period = from.zip(until).and_then(|(from, until)| {
        Period::new(from, until).map_err(|_| check.wrong("until", "data-page-wrong-period")).ok()
    });
    let mut recipients: Vec<InstitutionId> = check.chosen("recipients");
    recipients.dedup();
    let recipients =
        NonEmpty::try_from(recipients).map_err(|_| check.wrong("recipients", "data-page-wrong-recipients")).ok();
    let form = read_form(check, entries, language);
    if !check.is_good() {
        return None;
    }
    Some(DataRequestCommand::Issue { title: title?, form: form?, period: period?, recipients: recipients?, due: due? })
}

/// Issues a request, or shows the form again: with what is wrong, or with more rows for fields.
pub(super) async fn issue(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let page_request = page_request.at("/data-requests/new");
    let mut check = FormCheck::of(&entries);
    let rows = rows_of(&entries);
    if !entries.get("take").is_empty() {
        let requests = app.queries().requests(principal).await?;
        let dossier = requests.get(&entries.get("take-from").parse()?).ok_or(Failure::NotFound)?;
        let (taken, rows) = with_questions_of(&entries, dossier);
        let shown = FormCheck::of(&taken).into_state(FORM);
        return show(&app, &page_request, StatusCode::OK, Some(shown), rows, false).await;
    }
    if !entries.get("more").is_empty() {
        let more = (rows + ROWS).min(MOST_FIELDS);
        return show(&app, &page_request, StatusCode::OK, Some(check.into_state(FORM)), more, false).await;
    }
    let mut command = read_request(&mut check, &entries, &page_request);
    if let Some(DataRequestCommand::Issue { recipients, .. }) = &command {
        for institution in recipients.iter() {
            if !app.queries().takes_part(principal, institution).await? {
                check.wrong("recipients", "page-wrong-choice");
            }
        }
    }
    if !check.is_good() {
        command = None;
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(command) = command else {
        return show(&app, &page_request, unprocessable, Some(check.into_state(FORM)), rows, true).await;
    };
    let id = form_command_id(entries.get("once"), FORM);
    let title = ["title-en", "title-sq", "title-sr"].map(|field| entries.get(field));
    let title = title.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
    let request: DataRequestId = new_id(title, id, 0)?;
    match app.execute(id, principal, Command::DataRequest(request.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(&format!("/data-requests/{request}")).into_response()),
        Err(failure) => {
            let form = refused(failure, check, FORM)?;
            show(&app, &page_request, unprocessable, Some(form), rows, true).await
        }
    }
}
