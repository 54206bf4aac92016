//! The audit trail: who signed in, looked at what, was refused what and gave whom which rights. By person, act and thing, page by
//! page, and as a file.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use events::account::Network;
use events::actor::Actor;
use events::audit::AuditedAct;
use events::ids::Position;
use forms::table::{OutputCell, Table};
use minijinja::context;
use readmodels::audited_acts;
use readmodels::queries::{AuditFilter, AuditLine};
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::http::downloads::{FileKind, Taken, download};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::wording::dates::moment;
use crate::wording::names::Names;

/// How many lines a page shows.
const PAGE: usize = 100;
/// The columns of the file, by the keys of their texts, and how wide they are, in characters.
const HEADS: [&str; 6] = ["when", "who", "act", "object", "door", "network"];
const WIDTHS: [u16; 6] = [20, 40, 30, 40, 12, 20];

/// How many lines a file holds.
const FILE: usize = 100_000;

/// A line as a page shows it.
#[derive(Debug, Serialize)]
struct LineRow {
    at: DateTime<Utc>,
    who: Option<String>,
    /// Whose account it is about, where it is somebody else's.
    whose: Option<String>,
    act: String,
    object: String,
    /// The case's page, where it is about one.
    href: Option<String>,
    door: Option<String>,
    network: Option<String>,
}

/// What a trail calls whoever acted: a name while there is one, else the id.
fn name_of(actor: &Actor, names: &Names) -> Option<String> {
    match actor {
        Actor::Official { person, institution, .. } => {
            let name = names.person(person).map_or_else(|| person.to_string(), str::to_owned);
            Some(format!("{name}, {}", names.institution(institution)))
        }
        Actor::Secretariat | Actor::Service { .. } => None,
    }
}

fn row(line: &AuditLine, names: &Names) -> LineRow {
    let of_actor = match &line.by {
        Actor::Official { person, .. } => Some(person),
        Actor::Secretariat | Actor::Service { .. } => None,
    };
    let whose = line.person.as_ref().filter(|person| Some(*person) != of_actor);
    let is_case = line.act == AuditedAct::CaseRead.code();
    LineRow {
        at: line.at,
        who: name_of(&line.by, names),
        whose: whose.map(|person| names.person(person).map_or_else(|| person.to_string(), str::to_owned)),
        act: line.act.clone(),
        href: is_case.then(|| format!("/cases/{}", line.object)),
        object: line.object.clone(),
        door: line.door.map(|door| door.code().to_owned()),
        network: line.network.as_ref().map(|network| Network::as_str(network).to_owned()),
    }
}

fn filter_of(entries: &FormEntries) -> AuditFilter {
    let given = |field: &str| Some(entries.get(field).to_owned()).filter(|value| !value.is_empty());
    AuditFilter {
        person: given("person").and_then(|person| person.parse().ok()),
        act: given("act"),
        object: given("object"),
    }
}

/// The trail, the latest lines first.
pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let entries = FormEntries::of_query(query.as_deref())?;
    let (filter, before) = (filter_of(&entries), entries.get("before").parse().ok().map(Position));
    let mut lines = queries.audit_lines(principal, filter.clone(), before, PAGE + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let names = queries.names_in_trail(principal, page_request.language).await?;
    let shown = context! {
        lines => lines.iter().map(|line| row(line, &names)).collect::<Vec<_>>(),
        before => lines.last().filter(|_| more).map(|line| line.position.0),
        acts => audited_acts(),
        act => filter.act,
        object => filter.object,
        person => filter.person.map(|person| person.to_string()),
    };
    app.render(&page_request, StatusCode::OK, "audit.html", shown)
}

/// The trail as a file.
pub(super) async fn file(
    State(app): State<App>,
    page_request: PageRequest,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let kind = FileKind::read(&kind)?;
    let (queries, principal, language) = (app.queries(), page_request.principal()?, page_request.language);
    app.must_be_confirmed(page_request.reader()?).await?;
    let filter = filter_of(&FormEntries::of_query(query.as_deref())?);
    let lines = queries.audit_lines(principal, filter, None, FILE).await?;
    let names = queries.names_in_trail(principal, language).await?;
    let say = |key: &str| app.say(language, key);
    let cells = |line: &AuditLine| {
        let LineRow { at, who, whose, act, object, door, network, .. } = row(line, &names);
        let object = [Some(object), whose].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let door = door.map(|door| say(&format!("page-audit-door-{door}"))).unwrap_or_default();
        [
            moment(language, at),
            who.unwrap_or_else(|| say("page-audit-nobody")),
            say(&format!("page-audit-act-{act}")),
            object.join(", "),
            door,
            network.unwrap_or_default(),
        ]
        .map(OutputCell::text)
        .to_vec()
    };
    let head = HEADS.map(|head| OutputCell::text(say(&format!("page-audit-{head}")))).to_vec();
    let rows = [head].into_iter().chain(lines.iter().map(cells)).collect();
    let table = Table { name: say("page-audit"), rows, widths: WIDTHS.to_vec(), ..Table::default() };
    download(Taken { app: &app, by: principal, what: "audit" }, &table, kind, "audit", language)
}
