//! Figures of cases: one table at a time, small counts hidden, on a page and as a file.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::suppression::ReleasedCount;
use minijinja::context;
use readmodels::cases::{Breakdown, CaseMeasure, TableOfCases};
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::features::cases::texts::CaseTexts;
use crate::http::downloads::{self, Taken};
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;

/// What stands in a file for a count that is not to be known.
const HIDDEN: &str = "*";
/// By this a spreadsheet sees that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What was asked for.
struct ReportQuery {
    counted: CaseMeasure,
    by: Breakdown,
}

impl ReportQuery {
    fn of(query: Option<&str>) -> Result<Self, Failure> {
        let query = FormEntries::of_query(query)?;
        let (count, by) = (query.get("count"), query.get("by"));
        Ok(Self {
            counted: CaseMeasure::ALL.into_iter().find(|one| one.name() == count).unwrap_or(CaseMeasure::Incidents),
            by: Breakdown::ALL.into_iter().find(|one| one.name() == by).unwrap_or(Breakdown::Sex),
        })
    }
}

/// A line of the table: what it is of, and its counts; none where a count is not to be known.
#[derive(Debug, Serialize)]
struct CountsRow {
    name: String,
    counts: Vec<Option<u64>>,
}

/// A table in words.
struct WordedTable {
    columns: Vec<String>,
    /// A line for each year, and one of all years.
    lines: Vec<CountsRow>,
}

const fn shown(count: ReleasedCount) -> Option<u64> {
    match count {
        ReleasedCount::Count(count) => Some(count),
        ReleasedCount::Hidden => None,
    }
}

fn lines(table: &TableOfCases, words: &CaseTexts<'_>) -> WordedTable {
    let released = &table.released;
    let columns = table.categories.iter().map(|category| words.category(*category));
    let columns = columns.chain([words.say("case-report-all")]).collect();
    let years = table.years.iter().map(ToString::to_string);
    let rows = released.rows().zip(released.row_totals());
    let years = years.zip(rows).map(|(name, (counts, total))| {
        let counts = counts.iter().copied().chain([total]).map(shown).collect();
        CountsRow { name, counts }
    });
    let totals = released.column_totals().iter().copied().chain([released.total()]).map(shown).collect();
    let lines = years.chain([CountsRow { name: words.say("case-report-all-years"), counts: totals }]).collect();
    WordedTable { columns, lines }
}

async fn figures(app: &App, page_request: &PageRequest, asked: &ReportQuery) -> Result<Option<WordedTable>, Failure> {
    let table = app.queries().figures_of_cases(page_request.principal()?, asked.counted, asked.by).await?;
    let words = CaseTexts::new(app, page_request.language, &[]);
    Ok(table.map(|table| lines(&table, &words)))
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let asked = ReportQuery::of(query.as_deref())?;
    let figures = figures(&app, &page_request, &asked).await?;
    let hidden = figures.iter().flat_map(|table| &table.lines).flat_map(|line| &line.counts).any(Option::is_none);
    let shown = context! {
        counted => asked.counted.name(),
        by => asked.by.name(),
        counted_names => CaseMeasure::ALL.map(CaseMeasure::name).to_vec(),
        by_names => Breakdown::ALL.map(Breakdown::name).to_vec(),
        columns => figures.as_ref().map(|table| &table.columns),
        lines => figures.as_ref().map(|table| &table.lines),
        hidden,
        smallest => events::suppression::SMALLEST_SHOWN,
        wide => true,
    };
    app.render(&page_request, StatusCode::OK, "case_report.html", shown)
}

fn written(lines: &WordedTable, corner: &str) -> Result<String, csv::Error> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(std::iter::once(corner).chain(lines.columns.iter().map(String::as_str)))?;
    for line in &lines.lines {
        let count = |count: &Option<u64>| count.map_or_else(|| HIDDEN.to_owned(), |count| count.to_string());
        file.write_record(std::iter::once(line.name.clone()).chain(line.counts.iter().map(count)))?;
    }
    let bytes = file.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes)))
}

/// The same table as a file.
pub(super) async fn csv(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    app.must_be_confirmed_to_take_all(page_request.reader()?).await?;
    let asked = ReportQuery::of(query.as_deref())?;
    let figures = figures(&app, &page_request, &asked).await?.ok_or(Failure::NotFound)?;
    let corner = app.say(page_request.language, "case-report-year");
    let text = written(&figures, &corner).map_err(|error| Failure::Page(error.to_string()))?;
    let name = format!("cases-{}-by-{}", asked.counted.name(), asked.by.name());
    let taken = Taken { app: &app, by: page_request.principal()?, what: &name };
    Ok(downloads::csv(taken, &name, text))
}
