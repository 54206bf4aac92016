//! The timeline: a drawing with a lane for each institution, and the same as a list.

use std::collections::BTreeSet;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate};
use events::language::Language;
use minijinja::context;
use readmodels::views::{TimelineEntry, TimelineFilter, TimelineKind};
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::features::timeline::chart::{DrawnEntry, Range, draw};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::{institution_options, subgroup_options};
use crate::presentation::timeline_entries::{EntryRow, kind_name, kind_named};
use crate::wording::names::Names;

/// How far back and ahead the timeline looks unless it is told.
const BACK: Days = Days::new(90);
const AHEAD: Days = Days::new(30);
/// How many entries are shown at most.
const MOST: usize = 2_000;

/// A range that is one click away.
#[derive(Debug, Serialize)]
struct QuickRange {
    name: &'static str,
    href: String,
    current: bool,
}

/// The kinds shown unless others are chosen. Reminders are many and say the same as their items.
const USUAL: [TimelineKind; 8] = [
    TimelineKind::Milestone,
    TimelineKind::Meeting,
    TimelineKind::ActionItem,
    TimelineKind::Case,
    TimelineKind::DataRequest,
    TimelineKind::Training,
    TimelineKind::Strategy,
    TimelineKind::Organisation,
];

/// What is said of an entry when the pointer rests on it.
fn tip(app: &App, row: &EntryRow, language: Language) -> String {
    format!("{} · {} · {}", row.when, app.say(language, &row.label), row.title.marked(app.catalogue(), language))
}

fn drawn(app: &App, entry: &TimelineEntry, names: &Names, language: Language) -> DrawnEntry {
    let row = EntryRow::of(entry, names, language);
    let minor = match entry.kind {
        TimelineKind::Organisation | TimelineKind::Reminder => true,
        TimelineKind::Milestone
        | TimelineKind::Meeting
        | TimelineKind::ActionItem
        | TimelineKind::Case
        | TimelineKind::DataRequest
        | TimelineKind::Training
        | TimelineKind::Strategy => false,
    };
    DrawnEntry {
        lanes: entry.institutions.iter().map(ToString::to_string).collect(),
        from: entry.on,
        until: entry.until,
        kind: kind_name(entry.kind),
        tip: tip(app, &row, language),
        href: row.href.unwrap_or_else(|| format!("#entry-{}", entry.position)),
        mark: row.title.mark(app.catalogue(), language),
        lang: row.title.tag(),
        title: row.title.words().to_owned(),
        weak: minor,
    }
}

/// Where a meeting was held on its day, its invitation says nothing more: one mark in a lane is enough. Who was invited
/// and did not come keeps the mark of the invitation.
fn without_what_was_held(found: &[TimelineEntry]) -> Vec<TimelineEntry> {
    let held: BTreeSet<_> = found
        .iter()
        .filter(|entry| entry.event_type == "meeting.held")
        .flat_map(|entry| entry.institutions.iter().map(move |lane| (&entry.stream, entry.on, lane)))
        .collect();
    let keeps_some_lane = |entry: &TimelineEntry| {
        let mut entry = entry.clone();
        let lanes = entry.institutions.len();
        if entry.event_type == "meeting.scheduled" {
            let (stream, on) = (entry.stream.clone(), entry.on);
            entry.institutions.retain(|lane| !held.contains(&(&stream, on, lane)));
        }
        (lanes == 0 || !entry.institutions.is_empty()).then_some(entry)
    };
    found.iter().filter_map(keeps_some_lane).collect()
}

fn address(entries: &FormEntries, range: Option<(NaiveDate, NaiveDate)>) -> String {
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

fn quick(
    entries: &FormEntries,
    today: NaiveDate,
    whole: Option<(NaiveDate, NaiveDate)>,
    now: Range,
) -> Vec<QuickRange> {
    let recent = Range { from: today - BACK, until: today + AHEAD };
    let month = today.with_day(1).map(|first| (first, first + chrono::Months::new(1) - Days::new(1)));
    let year = today.with_ordinal(1).map(|first| (first, first + chrono::Months::new(12) - Days::new(1)));
    let link = |name, range: Option<(NaiveDate, NaiveDate)>, current| QuickRange {
        name,
        href: address(entries, range),
        current,
    };
    let is_now = |range: Option<(NaiveDate, NaiveDate)>| range == Some((now.from, now.until));
    vec![
        link("recent", None, now == recent),
        link("month", month, is_now(month)),
        link("year", year, is_now(year)),
        link("all", whole, is_now(whole)),
    ]
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let entries = FormEntries::of_query(query.as_deref())?;

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
    let found = queries.timeline(principal, &filter).await?;
    let whole = queries.timeline_span(principal, &base).await?.map(|(first, last)| (first, last.max(today)));

    let names = queries.names(principal, language).await?;
    let institutions = institution_options(&queries.institutions(principal).await?, language);
    let subgroups = subgroup_options(&queries.subgroups().await?, language);
    let lanes: Vec<_> =
        institutions.iter().filter(|(id, _)| id_of("institution").is_none_or(|wanted| wanted == id)).cloned().collect();
    let to_draw: Vec<_> =
        without_what_was_held(&found).iter().map(|entry| drawn(&app, entry, &names, language)).collect();
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
    app.render(&page_request, StatusCode::OK, "timeline.html", shown)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use chrono::Utc;
    use events::ids::Position;
    use events::language::LocalText;
    use events::milestone::Precision;

    use events::actor::Actor;

    use super::*;

    fn entry(position: u64, event_type: &str, lanes: &[&str]) -> TimelineEntry {
        TimelineEntry {
            position: Position(position),
            stream: "meeting/m-1".parse().unwrap(),
            event_type: event_type.to_owned(),
            kind: TimelineKind::Meeting,
            on: NaiveDate::from_ymd_opt(2017, 5, 3).unwrap(),
            until: None,
            precision: Precision::Day,
            institutions: lanes.iter().map(|lane| lane.parse().unwrap()).collect(),
            subgroup: None,
            title: LocalText::only(Language::Sq, "Takim".parse().unwrap()),
            detail: None,
            part: None,
            by: Actor::Secretariat,
            recorded_at: chrono::DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_meeting_is_one_mark_where_it_was_held_and_its_invitation_where_nobody_came() {
        let found = [entry(1, "meeting.scheduled", &["mpms", "ms"]), entry(2, "meeting.held", &["mpms"])];
        let shown = without_what_was_held(&found);
        let lanes = |entry: &TimelineEntry| entry.institutions.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(shown.iter().map(lanes).collect::<Vec<_>>(), [["ms"], ["mpms"]]);
        let all_came = [entry(1, "meeting.scheduled", &["mpms"]), entry(2, "meeting.held", &["mpms"])];
        assert_eq!(without_what_was_held(&all_came), [all_came[1].clone()]);
        let not_yet = [entry(1, "meeting.scheduled", &["mpms"])];
        assert_eq!(without_what_was_held(&not_yet), not_yet);
    }
}
