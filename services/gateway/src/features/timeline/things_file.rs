//! The things of the timeline as a file: what the page draws and lists, all of it.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use forms::table::{OutputCell, Table};
use readmodels::things::Thing;
use readmodels::things::changes::changes;
use readmodels::things::standing::{Lateness, Standpoint, standing};

use super::thing_rows::ThingWords;
use super::view::TimelineView;
use crate::app::App;
use crate::failure::Failure;
use crate::http::downloads::{FileKind, Taken, download};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;

/// How many things a file holds at most: what is made of them at once has to fit into memory and a spreadsheet.
const FILE: usize = 20_000;

/// The columns, by the keys of their texts, and how wide they are, in characters.
const COLUMNS: [(&str, u16); 9] = [
    ("timeline-column-kind", 18),
    ("timeline-column-title", 60),
    ("timeline-column-whose", 40),
    ("timeline-column-from", 12),
    ("timeline-column-until", 12),
    ("timeline-column-done", 12),
    ("timeline-column-late", 10),
    ("timeline-column-state", 40),
    ("timeline-column-changes", 30),
];

fn row(words: ThingWords<'_>, view: &TimelineView, thing: &Thing) -> Option<Vec<OutputCell>> {
    let whose = view.institution.as_ref();
    let stands = standing(thing, whose, view.standpoint())?;
    let window = view.window();
    if stands.from > window.until || stands.last_day() < window.from {
        return None;
    }
    let changed = view.since.map(|since| changes(standing(thing, whose, Standpoint::AsOf(since)).as_ref(), &stands));
    let changed = changed.unwrap_or_default();
    let changed: Vec<_> =
        changed.iter().map(|change| words.say(&format!("timeline-change-{}", change.code()))).collect();
    let late = stands.late.map(Lateness::days).and_then(|days| u64::try_from(days).ok());
    let text = OutputCell::text;
    let day = |day: Option<chrono::NaiveDate>| day.map_or(OutputCell::Empty, OutputCell::Date);
    Some(vec![
        text(words.say(&format!("timeline-kind-{}", thing.kind.code()))),
        text(words.title(thing).marked(words.catalogue, words.language)),
        text(words.lanes(&stands)),
        day(Some(stands.from)),
        day(stands.until),
        day(stands.done_on),
        late.map_or(OutputCell::Empty, OutputCell::count),
        text(words.state(thing, &stands)),
        text(changed.join(", ")),
    ])
}

pub(super) async fn file(
    State(app): State<App>,
    page_request: PageRequest,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let kind = FileKind::read(&kind)?;
    app.must_be_confirmed_to_take_all(page_request.reader()?).await?;
    let (queries, principal, language) = (app.queries(), page_request.principal()?, page_request.language);
    let entries = FormEntries::of_query(query.as_deref())?;
    let view = TimelineView::of(&entries, page_request.moment.today)?;
    let names = queries.names(principal, language).await?;
    let words = ThingWords { catalogue: app.catalogue(), names: &names, language };
    let things = queries.things(principal, &view.filter(), None, FILE).await?;
    let head = COLUMNS.map(|(key, _)| OutputCell::text(words.say(key))).to_vec();
    let rows = std::iter::once(head).chain(things.iter().filter_map(|thing| row(words, &view, thing)));
    let name = words.say("page-timeline");
    let widths = COLUMNS.map(|(_, width)| width).to_vec();
    let table = Table { name, rows: rows.collect(), widths, ..Table::default() };
    download(Taken { app: &app, by: principal, what: "timeline" }, &table, kind, "timeline", language)
}
