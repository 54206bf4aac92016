//! The register of action items: all of them, also those on no board, filtered by what stands in the address, so that a view is
//! kept as a link; as a table page by page, and as a file.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::action_item::{ActionItem, ActionItemCommand};
use events::authority::{Principal, may_ask};
use events::language::Language;
use forms::table::{OutputCell, Table};
use language::collation::Collation;
use language::recorded::marked;
use minijinja::context;
use readmodels::queries::RegisterOrder;
use readmodels::views::TaskView;
use serde::Serialize;

use super::register_wish::{NO_BOARD, OPEN, PlaceKey, STAGES, read_wish};
use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::downloads::{FileKind, Taken, download};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::http::pagination::Paging;
use crate::presentation::directory::{institution_options, subgroup_options};
use crate::presentation::tasks::{TaskRow, days_late};
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// How many items a file has at most, and how many are asked for at a time.
const FILE: usize = 100_000;
const AT_A_TIME: usize = 5_000;
/// How many items a page has unless fewer are asked for: so many that it stays a light one.
const PAGE: usize = 50;
/// How many meetings there are to choose from: the latest.
const MEETINGS: usize = 60;

/// The columns of the file by the keys of their texts, and how wide they are, in characters.
const HEADS: [&str; 11] = [
    "page-title",
    "page-owner",
    "page-number",
    "page-subgroup",
    "page-due",
    "page-stage",
    "page-progress",
    "register-days-late",
    "register-assigned-on",
    "register-completed-on",
    "register-id",
];
const WIDTHS: [u16; 11] = [60, 34, 8, 26, 12, 16, 10, 10, 14, 14, 30];

/// An item in the table, and whether whoever looks decides about it.
#[derive(Debug, Serialize)]
struct RegisterRow {
    #[serde(flatten)]
    task: TaskRow,
    decides: bool,
}

/// Whether somebody decides about an item as it stands: has its owner reminded, verifies it or calls it off.
fn decides(principal: &Principal, task: &TaskView) -> bool {
    let item = ActionItem::Known(task.item.clone());
    !task.item.stage.is_cancelled() && may_ask(principal, &task.id, &item, &ActionItemCommand::Nudge)
}

async fn order_of(app: &App, entries: &FormEntries, language: Language) -> Result<RegisterOrder, Failure> {
    match entries.get("order") {
        "institution" => app.queries().register_by_owner(language).await,
        _ => Ok(RegisterOrder::Due),
    }
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
    mut paging: Paging,
) -> Result<Response, Failure> {
    paging.limit = paging.limit.min(PAGE);
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let entries = FormEntries::of_query(query.as_deref())?;
    let wish = read_wish(&entries, OPEN, today)?;
    let order = order_of(&app, &entries, language).await?;
    let after = paging.after::<PlaceKey>()?.map(|key| key.0);
    let is_first = after.is_none();
    let tasks = queries.register(principal, &wish, order.clone(), after, paging.limit + 1).await?;
    let (tasks, next) = paging.cut(&tasks, |task| PlaceKey(order.place(task)));
    let names = queries.names(principal, language).await?;
    let rows: Vec<_> = tasks
        .iter()
        .map(|task| RegisterRow { task: TaskRow::of(task, &names, language, today), decides: decides(principal, task) })
        .collect();
    let collation = Collation::of(language);
    let mut institutions = institution_options(&queries.institutions(principal).await?, language);
    collation.sort_by_name(&mut institutions, |(_, name)| name);
    let mut subgroups = subgroup_options(&queries.subgroups().await?, language);
    collation.sort_by_name(&mut subgroups, |(_, name)| name.words());
    let meetings = queries.meetings(principal).await?;
    let chosen = entries.get("meeting");
    let meetings: Vec<_> = meetings
        .iter()
        .enumerate()
        .filter(|(nth, meeting)| *nth < MEETINGS || meeting.id.as_str() == chosen)
        .map(|(_, meeting)| {
            context! { id => meeting.id.as_str(), title => LocalizedText::of(&meeting.title, language), on => meeting.at.date }
        })
        .collect();
    let shown = context! {
        wide => true,
        once => draw_secret(),
        is_deciding => rows.iter().any(|row| row.decides),
        rows,
        next => next.map(|next| paging.next_address(&next)),
        is_first,
        here => paging.first_address(),
        filter => entries.by_field(),
        stage => Some(entries.get("stage")).filter(|stage| !stage.is_empty()).unwrap_or(OPEN),
        stages => STAGES,
        no_board => NO_BOARD,
        institutions,
        subgroups,
        meetings,
    };
    app.render(&page_request, StatusCode::OK, "work.html", shown)
}

/// What a line of the file has.
fn cells(app: &App, names: &Names, language: Language, today: chrono::NaiveDate, task: &TaskView) -> Vec<OutputCell> {
    let item = &task.item;
    let count = |number: i64| u64::try_from(number).ok().filter(|number| *number > 0);
    let day = |day: Option<chrono::NaiveDate>| day.map_or(OutputCell::Empty, OutputCell::Date);
    let board = item.subgroup.as_ref().map(|subgroup| names.subgroup(subgroup).marked(app.catalogue(), language));
    vec![
        OutputCell::text(marked(app.catalogue(), language, &task.title)),
        OutputCell::text(names.institution(&item.owner)),
        OutputCell::count(task.number.into()),
        board.map_or(OutputCell::Empty, OutputCell::text),
        OutputCell::Date(item.due),
        OutputCell::text(app.say(language, &format!("page-stage-{}", item.stage.code()))),
        OutputCell::count(item.stage.progress().value().into()),
        count(days_late(task, today)).map_or(OutputCell::Empty, OutputCell::count),
        day(Some(task.assigned_on)),
        day(task.completed_on),
        OutputCell::text(task.id.as_str()),
    ]
}

/// The register as a file, with the filters of the page.
pub(super) async fn file(
    State(app): State<App>,
    page_request: PageRequest,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let kind = FileKind::read(&kind)?;
    app.must_be_confirmed_to_take_all(page_request.reader()?).await?;
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let entries = FormEntries::of_query(query.as_deref())?;
    let wish = read_wish(&entries, OPEN, today)?;
    let order = order_of(&app, &entries, language).await?;
    let names = queries.names(principal, language).await?;
    let mut rows = vec![HEADS.map(|key| OutputCell::text(app.say(language, key))).into()];
    let mut after = None;
    while rows.len() <= FILE {
        let tasks = queries.register(principal, &wish, order.clone(), after, AT_A_TIME).await?;
        rows.extend(tasks.iter().map(|task| cells(&app, &names, language, today, task)));
        after = tasks.last().filter(|_| tasks.len() == AT_A_TIME).map(|last| order.place(last));
        if after.is_none() {
            break;
        }
    }
    let name = app.say(language, "register-title");
    let table = Table { name, rows, head: 0, widths: WIDTHS.into(), to_fill: vec![] };
    download(Taken { app: &app, by: principal, what: "action items" }, &table, kind, "action-items", language)
}
