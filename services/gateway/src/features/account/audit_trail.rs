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
use events::language::Language;
use forms::table::{OutputCell, Table};
use language::catalogue::Catalogue;
use minijinja::context;
use readmodels::audited_acts;
use readmodels::queries::{AuditFilter, AuditLine};
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::features::account::audited_objects::object_in_words;
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

/// How many lines a file holds at most: what is made of them at once has to fit into memory and a spreadsheet.
const FILE: usize = 100_000;

/// A line as a page shows it.
#[derive(Debug, Serialize)]
struct LineRow {
    at: DateTime<Utc>,
    who: Option<String>,
    /// The person that the line is found by.
    person: Option<String>,
    /// Whose account or link it is about, where it is somebody else's.
    whose: Option<String>,
    act: String,
    /// What it was done to, as it is kept, and in words where it has some.
    object: String,
    words: Option<String>,
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

fn row(catalogue: &Catalogue, language: Language, line: &AuditLine, names: &Names) -> LineRow {
    let of_actor = match &line.by {
        Actor::Official { person, .. } => Some(person),
        Actor::Secretariat | Actor::Service { .. } => None,
    };
    let whose = line.person.as_ref().filter(|person| Some(*person) != of_actor);
    let is_case = line.act == AuditedAct::CaseRead.code();
    LineRow {
        at: line.at,
        who: name_of(&line.by, names),
        person: of_actor.or(line.person.as_ref()).map(ToString::to_string),
        whose: whose.map(|person| names.person(person).map_or_else(|| person.to_string(), str::to_owned)),
        act: line.act.clone(),
        href: is_case.then(|| format!("/cases/{}", line.object)),
        words: object_in_words(catalogue, language, &line.act, &line.object),
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

/// The latest lines of those that were found, and where the rest goes on.
struct LatestLines {
    lines: Vec<AuditLine>,
    /// The place in the log before which there are more; none: that is all.
    goes_on_before: Option<Position>,
}

impl LatestLines {
    /// So many of what was found, of which there is one more where there are more.
    fn of(mut lines: Vec<AuditLine>, most: usize) -> Self {
        let is_cut = lines.len() > most;
        lines.truncate(most);
        let goes_on_before = lines.last().filter(|_| is_cut).map(|line| line.position);
        Self { lines, goes_on_before }
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
    let lines = queries.audit_lines(principal, filter.clone(), before, PAGE + 1).await?;
    let LatestLines { lines, goes_on_before } = LatestLines::of(lines, PAGE);
    let names = queries.names_in_trail(principal, page_request.language).await?;
    let shown = context! {
        lines => lines.iter().map(|line| row(app.catalogue(), page_request.language, line, &names)).collect::<Vec<_>>(),
        before => goes_on_before.map(|position| position.0),
        whose => filter.person.as_ref().map(|person| names.person(person).unwrap_or(person.as_str())),
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
    let entries = FormEntries::of_query(query.as_deref())?;
    let before = entries.get("before").parse().ok().map(Position);
    let lines = queries.audit_lines(principal, filter_of(&entries), before, FILE + 1).await?;
    let lines = LatestLines::of(lines, FILE);
    let names = queries.names_in_trail(principal, language).await?;
    let table = table_of(app.catalogue(), language, &lines, &names);
    download(Taken { app: &app, by: principal, what: "audit" }, &table, kind, "audit", language)
}

/// Lines as a table. Where it does not hold all of them, the last line says so, and how the rest is had.
fn table_of(catalogue: &Catalogue, language: Language, lines: &LatestLines, names: &Names) -> Table {
    let say = |key: &str| catalogue.say(language, key, &[]);
    let cells = |line: &AuditLine| {
        let LineRow { at, who, whose, act, object, words, door, network, .. } = row(catalogue, language, line, names);
        let object = [words, Some(object), whose].into_iter().flatten().filter(|part| !part.is_empty());
        let object = object.collect::<Vec<_>>();
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
    let goes_on = |before: Position| {
        let args = [("count", lines.lines.len().into()), ("position", before.0.to_string().into())];
        vec![OutputCell::text(catalogue.say_plain(language, "page-audit-file-goes-on", &args))]
    };
    let head = HEADS.map(|head| OutputCell::text(say(&format!("page-audit-{head}")))).to_vec();
    let rows = [head].into_iter().chain(lines.lines.iter().map(cells)).chain(lines.goes_on_before.map(goes_on));
    Table { name: say("page-audit"), rows: rows.collect(), widths: WIDTHS.to_vec(), ..Table::default() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn line(position: u64) -> AuditLine {
        AuditLine {
            position: Position(position),
            at: DateTime::UNIX_EPOCH,
            by: Actor::Secretariat,
            person: None,
            act: AuditedAct::Refused.code().to_owned(),
            object: format!("tasks/{position}"),
            door: None,
            network: None,
        }
    }

    /// The rows of a file of so many lines at most, each as its texts.
    fn rows(found: impl IntoIterator<Item = u64>, most: usize, language: Language) -> Vec<Vec<String>> {
        let lines = LatestLines::of(found.into_iter().map(line).collect(), most);
        let catalogue = Catalogue::new().unwrap();
        let text = |cell: OutputCell| match cell {
            OutputCell::Text(text) => text,
            OutputCell::Empty | OutputCell::Number(_) | OutputCell::Date(_) => panic!("{cell:?} in the trail"),
        };
        let table = table_of(&catalogue, language, &lines, &Names::default());
        table.rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect()
    }

    #[test]
    fn a_file_that_does_not_hold_all_lines_says_so_in_its_last_and_where_it_goes_on() {
        for language in Language::ALL {
            // One more was found than goes in.
            let cut = rows([9, 7, 4], 2, language);
            assert_eq!(cut.len(), 4, "{cut:?}");
            assert_eq!((cut[1][3].as_str(), cut[2][3].as_str()), ("tasks/9", "tasks/7"));
            let [said] = cut[3].as_slice() else { panic!("{cut:?}") };
            assert!(said.contains('2') && said.contains("before=7"), "{said}");
        }
    }

    #[test]
    fn a_file_that_holds_all_lines_ends_with_the_earliest() {
        for found in [vec![], vec![9], vec![9, 7]] {
            let rows = rows(found.clone(), 2, Language::En);
            assert_eq!(rows.len(), 1 + found.len());
            assert!(rows.iter().all(|row| row.len() == HEADS.len()), "{rows:?}");
        }
    }
}
