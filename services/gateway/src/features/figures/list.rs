//! The list behind a figure: exactly what it counts, what is latest at the top.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::ids::{InstitutionId, SubgroupId};
use language::dates::say_month;
use minijinja::context;
use readmodels::views::{TimelineFilter, TimelineKind};
use reports::monthly::{FigureItem, MonthFigure, listed};

use super::month::{in_address, month_asked};
use super::rows::{LastWords, ListedRow, RowSources};
use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::{institution_options, subgroup_options};
use crate::queries::may_see_case;

/// More entries than are looked through for the last word on a task.
const ALL_ENTRIES: usize = 100_000;

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, moment) = (page_request.language, page_request.moment);
    let figure = MonthFigure::named(&name).ok_or(Failure::NotFound)?;
    let query = FormEntries::of_query(query.as_deref())?;
    let month = month_asked(&query, moment.today);
    let institution: Option<InstitutionId> = query.get("institution").parse().ok();
    let subgroup: Option<SubgroupId> = query.get("subgroup").parse().ok();

    let facts = queries.month(principal).await?;
    let names = queries.names(principal, language).await?;
    let earlier = queries.earlier_reminders(principal).await?;
    let filter = TimelineFilter {
        kinds: vec![TimelineKind::ActionItem],
        subgroup: subgroup.clone(),
        limit: ALL_ENTRIES,
        ..TimelineFilter::default()
    };
    let entries = queries.timeline(principal, &filter).await?;
    let sources = RowSources {
        names: &names,
        language,
        moment,
        notices: &facts.notices,
        earlier: &earlier,
        last_words: LastWords::of(&entries),
    };
    let may_see = |listed: &FigureItem<'_>| match listed {
        FigureItem::Case(case) | FigureItem::Referral { case, .. } => may_see_case(principal, case),
        FigureItem::Task(_)
        | FigureItem::Escalation { .. }
        | FigureItem::Answer { .. }
        | FigureItem::Value { .. }
        | FigureItem::Meeting(_)
        | FigureItem::Decision(_)
        | FigureItem::Session { .. }
        | FigureItem::Objective(_) => true,
    };
    let counted = listed(figure, facts.inputs(), month, moment.today);
    let cases = counted.iter().filter(|one| matches!(one, FigureItem::Case(_) | FigureItem::Referral { .. })).count();
    if cases > 0 {
        app.audit().cases_listed(principal, cases);
    }
    let mut rows: Vec<ListedRow> =
        counted.iter().filter(|one| may_see(one)).map(|one| ListedRow::of(one, &sources)).collect();
    rows.retain(|row| {
        institution.as_ref().is_none_or(|wanted| row.concerns(wanted))
            && subgroup.as_ref().is_none_or(|wanted| row.is_of(wanted))
    });
    rows.sort_by(ListedRow::by_lateness);
    let shown = context! {
        figure => figure.code(),
        of_the_day => figure.is_of_the_day(),
        month => in_address(month),
        month_name => say_month(month.from(), language),
        rows,
        filter => context! {
            institution => institution.as_ref().map(InstitutionId::as_str),
            subgroup => subgroup.as_ref().map(SubgroupId::as_str),
        },
        institutions => institution_options(&queries.institutions(principal).await?, language),
        subgroups => subgroup_options(&queries.subgroups().await?, language),
        wide => true,
    };
    app.render(&page_request, StatusCode::OK, "list.html", shown)
}
