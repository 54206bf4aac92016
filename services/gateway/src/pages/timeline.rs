//! The timeline: a drawing with a lane for each institution, and the same as a list.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate};
use events::language::Language;
use minijinja::context;
use projections::views::{TimelineEntry, TimelineFilter, TimelineKind};
use serde::Serialize;

use super::rows::{EntryRow, institution_options, kind_name, kind_named, subgroup_options};
use super::standing;
use crate::failure::Failure;
use crate::form::Entries;
use crate::gateway::Gateway;
use crate::reading::Names;
use crate::timeline_chart::{Entry, Range, draw};
use crate::visit::Visit;

/// How far back and ahead the timeline looks unless it is told.
const BACK: Days = Days::new(90);
const AHEAD: Days = Days::new(30);
/// How many entries are shown at most.
const MOST: usize = 2_000;

/// A range that is one click away.
#[derive(Debug, Serialize)]
struct Quick {
    name: &'static str,
    href: String,
    current: bool,
}

/// The kinds shown unless others are chosen. Reminders are many and say the same as their items.
const USUAL: [TimelineKind; 6] = [
    TimelineKind::Milestone,
    TimelineKind::Meeting,
    TimelineKind::ActionItem,
    TimelineKind::Training,
    TimelineKind::Strategy,
    TimelineKind::Organisation,
];

/// What is said of an entry when the pointer rests on it.
fn tip(gateway: &Gateway, row: &EntryRow, language: Language) -> String {
    format!("{} · {} · {}", row.when, gateway.pages().say(language, &row.label), row.title)
}

fn drawn(gateway: &Gateway, entry: &TimelineEntry, names: &Names, language: Language) -> Entry {
    let row = EntryRow::of(entry, names, language);
    let minor = match entry.kind {
        TimelineKind::Organisation | TimelineKind::Reminder => true,
        TimelineKind::Milestone
        | TimelineKind::Meeting
        | TimelineKind::ActionItem
        | TimelineKind::Training
        | TimelineKind::Strategy => false,
    };
    Entry {
        lanes: entry.institutions.iter().map(ToString::to_string).collect(),
        from: entry.on,
        until: entry.until,
        kind: kind_name(entry.kind),
        tip: tip(gateway, &row, language),
        href: row.href.unwrap_or_else(|| format!("#entry-{}", entry.position)),
        title: row.title,
        weak: minor,
    }
}

fn address(entries: &Entries, range: Option<(NaiveDate, NaiveDate)>) -> String {
    let mut pairs = Vec::new();
    if let Some((from, until)) = range {
        pairs.push(format!("from={from}&until={until}"));
    }
    for field in ["institution", "subgroup", "kind"] {
        // Ids and kinds are slugs, which need no escaping; anything else is not carried along.
        let plain = |value: &&str| value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let values = entries.all(field).filter(|value| !value.is_empty()).filter(plain);
        pairs.extend(values.map(|value| format!("{field}={value}")));
    }
    if pairs.is_empty() { "/timeline".to_owned() } else { format!("/timeline?{}", pairs.join("&")) }
}

fn quick(entries: &Entries, today: NaiveDate, whole: Option<(NaiveDate, NaiveDate)>, now: Range) -> Vec<Quick> {
    let recent = Range { from: today - BACK, until: today + AHEAD };
    let month = today.with_day(1).map(|first| (first, first + chrono::Months::new(1) - Days::new(1)));
    let year = today.with_ordinal(1).map(|first| (first, first + chrono::Months::new(12) - Days::new(1)));
    let link =
        |name, range: Option<(NaiveDate, NaiveDate)>, current| Quick { name, href: address(entries, range), current };
    let is_now = |range: Option<(NaiveDate, NaiveDate)>| range == Some((now.from, now.until));
    vec![
        link("recent", None, now == recent),
        link("month", month, is_now(month)),
        link("year", year, is_now(year)),
        link("all", whole, is_now(whole)),
    ]
}

pub(crate) async fn page(
    State(gateway): State<Gateway>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let entries = Entries::of_query(query.as_deref())?;

    let day = |field: &'static str| match entries.get(field) {
        "" => Ok(None),
        text => text.parse::<NaiveDate>().map(Some).map_err(|_| Failure::Malformed(field)),
    };
    let from = day("from")?.unwrap_or(today - BACK);
    let until = day("until")?.unwrap_or(today + AHEAD);
    let range = Range { from: from.min(until), until: from.max(until) };
    let id_of = |field: &'static str| Some(entries.get(field)).filter(|id| !id.is_empty());
    let chosen: Vec<TimelineKind> = entries.all("kind").filter_map(kind_named).collect();
    let kinds = if chosen.is_empty() { USUAL.to_vec() } else { chosen };
    let base = TimelineFilter {
        stream: None,
        institution: id_of("institution").map(str::parse).transpose()?,
        subgroup: id_of("subgroup").map(str::parse).transpose()?,
        kinds: kinds.clone(),
        from: None,
        until: None,
        limit: MOST,
    };
    let filter = TimelineFilter { from: Some(range.from), until: Some(range.until), ..base.clone() };
    let found = reading.timeline(&standing, &filter).await?;
    let whole = reading.timeline_span(&standing, &base).await?.map(|(first, last)| (first, last.max(today)));

    let names = reading.names(&standing, language).await?;
    let institutions = institution_options(&reading.institutions(&standing).await?, language);
    let subgroups = subgroup_options(&reading.subgroups(&standing).await?, language);
    let lanes: Vec<_> =
        institutions.iter().filter(|(id, _)| id_of("institution").is_none_or(|wanted| wanted == id)).cloned().collect();
    let to_draw: Vec<_> = found.iter().map(|entry| drawn(&gateway, entry, &names, language)).collect();
    let rows: Vec<_> = found.iter().map(|entry| EntryRow::of(entry, &names, language)).collect();

    let shown = context! {
        wide => true,
        filter => context! {
            from => range.from,
            until => range.until,
            institution => entries.get("institution"),
            subgroup => entries.get("subgroup"),
            kinds => kinds.iter().map(|kind| kind_name(*kind)).collect::<Vec<_>>(),
        },
        kinds => TimelineKind::ALL.map(kind_name),
        institutions,
        subgroups,
        quick => quick(&entries, today, whole, range),
        chart => draw(&to_draw, &lanes, range, today, language),
        truncated => rows.len() >= MOST,
        entries => rows,
    };
    gateway.render(&visit, StatusCode::OK, "timeline.html", shown)
}
