//! A month in figures, each of which leads to what it counts.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use events::period::Period;
use events::suppression::ReleasedCount;
use language::dates::say_month;
use minijinja::context;
use readmodels::views::TimelineFilter;
use reports::MonthlyOverview;
use reports::monthly::{MonthFigure, listed};
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::ports::safekeeping::Safekeeping;

/// How a month is written in an address.
const MONTH: &str = "%Y-%m";

/// The figures as they stand together on the page.
const SECTIONS: [(&str, &[MonthFigure]); 5] = [
    (
        "now",
        &[
            MonthFigure::Open,
            MonthFigure::Overdue,
            MonthFigure::Blocked,
            MonthFigure::Disclaimed,
            MonthFigure::ToVerify,
            MonthFigure::Escalations,
        ],
    ),
    (
        "tasks",
        &[
            MonthFigure::Due,
            MonthFigure::InTime,
            MonthFigure::DoneLate,
            MonthFigure::Missed,
            MonthFigure::Assigned,
            MonthFigure::Done,
            MonthFigure::Verified,
        ],
    ),
    (
        "data",
        &[
            MonthFigure::AnswersDue,
            MonthFigure::AnswersInTime,
            MonthFigure::AnswersLate,
            MonthFigure::AnswersMissed,
            MonthFigure::ValuesMissing,
        ],
    ),
    (
        "cases",
        &[
            MonthFigure::CasesOpened,
            MonthFigure::Referrals,
            MonthFigure::ReferralsWaiting,
            MonthFigure::CasesUnassigned,
        ],
    ),
    (
        "rest",
        &[
            MonthFigure::MeetingsHeld,
            MonthFigure::Decisions,
            MonthFigure::Sessions,
            MonthFigure::Measurable,
            MonthFigure::Objectives,
        ],
    ),
];

/// A figure as the page shows it.
#[derive(Debug, Serialize)]
struct FigureRow {
    name: &'static str,
    /// None: it is too small to be shown.
    number: Option<u64>,
}

/// A month in an address.
pub(super) fn in_address(month: Period) -> String {
    month.from().format(MONTH).to_string()
}

/// The month that a query asks for; the present one, where it asks for none.
pub(super) fn month_asked(query: &FormEntries, today: NaiveDate) -> Period {
    let asked = NaiveDate::parse_from_str(&format!("{}-01", query.get("month")), "%Y-%m-%d");
    Period::month_of(asked.unwrap_or(today))
}

/// The month after one.
fn month_after(month: Period) -> Option<Period> {
    month.until().checked_add_days(Days::new(1)).map(Period::month_of)
}

/// A figure of cases, as it may be shown; none: it counts nothing of cases.
fn released(figure: MonthFigure, overview: &MonthlyOverview) -> Option<ReleasedCount> {
    use MonthFigure as F;

    match figure {
        F::CasesOpened => Some(overview.cases.opened),
        F::Referrals => Some(overview.cases.referred),
        F::ReferralsWaiting => Some(overview.cases.waiting),
        F::CasesUnassigned => Some(overview.cases.unassigned),
        F::Due
        | F::InTime
        | F::DoneLate
        | F::Missed
        | F::Assigned
        | F::Done
        | F::Verified
        | F::Open
        | F::Overdue
        | F::Blocked
        | F::Disclaimed
        | F::ToVerify
        | F::Escalations
        | F::MeetingsHeld
        | F::Decisions
        | F::AnswersDue
        | F::AnswersInTime
        | F::AnswersLate
        | F::AnswersMissed
        | F::ValuesMissing
        | F::Sessions
        | F::Measurable
        | F::Objectives => None,
    }
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let month = month_asked(&FormEntries::of_query(query.as_deref())?, today);
    let facts = queries.month(principal).await?;
    let overview = MonthlyOverview::of(facts.inputs(), month, today);
    let figure = |figure: &MonthFigure| FigureRow {
        name: figure.code(),
        number: match released(*figure, &overview) {
            Some(ReleasedCount::Count(count)) => Some(count),
            Some(ReleasedCount::Hidden) => None,
            None => u64::try_from(listed(*figure, facts.inputs(), month, today).len()).ok(),
        },
    };
    let sections: Vec<_> =
        SECTIONS.iter().map(|(name, figures)| (*name, figures.iter().map(figure).collect::<Vec<_>>())).collect();
    let institutions: Vec<_> = overview
        .institutions
        .iter()
        .map(|one| {
            let of = |name: MonthFigure, number: usize| context! { name => name.code(), number };
            let figures = vec![
                of(MonthFigure::Due, one.dues.total()),
                of(MonthFigure::InTime, one.dues.in_time),
                of(MonthFigure::DoneLate, one.dues.late),
                of(MonthFigure::Missed, one.dues.missed),
                of(MonthFigure::Overdue, one.overdue),
            ];
            context! { id => one.id.as_str(), name => one.names.in_language(language), figures }
        })
        .collect();
    let other = |month: Period| context! { month => in_address(month), name => say_month(month.from(), language) };
    // Before the first event there is nothing to see, and nothing to go back to.
    let span = queries.timeline_span(principal, &TimelineFilter::default()).await?;
    let before = span.filter(|(first, _)| *first < month.from()).map(|_| other(month.month_before()));
    let shown = context! {
        month => in_address(month),
        name => say_month(month.from(), language),
        before,
        after => month_after(month).filter(|after| after.from() <= today).map(other),
        sections,
        institutions,
        checkpoint => app.safekeeping().and_then(Safekeeping::checkpoint),
    };
    app.render(&page_request, StatusCode::OK, "month.html", shown)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_figure_stands_on_the_page_once() {
        let shown: Vec<MonthFigure> = SECTIONS.iter().flat_map(|(_, figures)| figures.iter().copied()).collect();
        assert_eq!(shown.len(), MonthFigure::ALL.len());
        assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), MonthFigure::ALL.into_iter().collect());
    }
}
