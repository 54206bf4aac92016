//! The first page: how many, how late, what comes next.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, Days, NaiveDate};
use events::authority::{View, permit_view};
use events::ids::InstitutionId;
use minijinja::context;
use readmodels::queries::{DueTasks, TaskCount, TaskCounts};
use readmodels::views::{TaskView, TimelineFilter, TimelineKind};
use reports::monthly::MonthFigure;

use crate::app::App;
use crate::failure::Failure;
use crate::http::page::home;
use crate::http::page_request::PageRequest;
use crate::presentation::meetings::MeetingRow;
use crate::presentation::tasks::TaskRow;
use crate::presentation::timeline_entries::EntryRow;

/// How many lines a short list has.
const SHORT: u16 = 8;
/// How many tasks that are late are shown, the longest late first; all of them have a list of their own.
const LATE_SHOWN: u16 = 50;

fn week_end(today: NaiveDate) -> NaiveDate {
    today + Days::new(u64::from(6 - today.weekday().num_days_from_monday()))
}

pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    if permit_view(principal, &View::Overview).is_err() {
        return Ok(Redirect::to(&home(principal)).into_response());
    }
    // People and cases are not an auditor's, nor are lists that say who was told.
    let sees_people = permit_view(principal, &View::Directory).is_ok();
    let (language, today) = (page_request.language, page_request.moment.today);
    let names = queries.names(principal, language).await?;
    let counted = TaskCounts { today, soon_until: week_end(today) };
    let of_owners = queries.task_counts(principal, counted).await?;
    let total = |number: fn(&TaskCount) -> usize| of_owners.iter().map(number).sum::<usize>();
    let count = |name, number: usize, page: Option<&str>| context! { name, number, page };
    let counted = |name, figure: MonthFigure, number: fn(&TaskCount) -> usize| {
        context! { name, number => total(number), list => sees_people.then(|| figure.code()) }
    };
    let mut counts = vec![
        counted("open", MonthFigure::Open, |of| of.open),
        count("due-week", total(|of| of.due_soon), None),
        counted("overdue", MonthFigure::Overdue, |of| of.overdue),
        counted("blocked", MonthFigure::Blocked, |of| of.blocked),
        counted("disclaimed", MonthFigure::Disclaimed, |of| of.disclaimed),
        counted("to-verify", MonthFigure::ToVerify, |of| of.to_verify),
    ];
    if sees_people {
        counts.push(count("undelivered", queries.undelivered(principal).await?, Some("/telling")));
        counts.push(count("unassigned", queries.unassigned_cases(principal).await?, Some("/cases?show=unassigned")));
    }

    let row = |task: &TaskView| TaskRow::of(task, &names, language, today);
    let overdue = DueTasks { from: None, until: today.pred_opt(), limit: LATE_SHOWN };
    let overdue = queries.due_tasks(principal, overdue).await?;
    let late_left_out = total(|of| of.overdue).saturating_sub(overdue.len());
    let mut late: BTreeMap<&InstitutionId, Vec<TaskRow>> = BTreeMap::new();
    for task in &overdue {
        late.entry(&task.item.owner).or_default().push(row(task));
    }
    let mut late: Vec<_> = late.into_iter().collect();
    late.sort_by_key(|(_, tasks)| tasks.first().map(|task| task.due));
    let late: Vec<_> =
        late.into_iter().map(|(id, tasks)| context! { id, name => names.institution(id), tasks }).collect();

    let next = DueTasks { from: Some(today), until: None, limit: SHORT };
    let next: Vec<TaskRow> = queries.due_tasks(principal, next).await?.iter().map(row).collect();
    let mut upcoming = queries.meetings(principal).await?;
    upcoming.retain(|meeting| meeting.is_ahead(today));
    let upcoming: Vec<_> =
        upcoming.iter().rev().take(SHORT.into()).map(|meeting| MeetingRow::of(meeting, &names, language)).collect();

    let kinds = vec![TimelineKind::Meeting, TimelineKind::ActionItem, TimelineKind::Organisation];
    let filter = TimelineFilter { kinds, limit: SHORT.into(), ..TimelineFilter::default() };
    let recent = queries.timeline_latest(principal, &filter).await?;
    let recent: Vec<_> = recent.iter().map(|entry| EntryRow::of(entry, &names, language)).collect();

    // A queue that cannot be reached says so on its own page; the overview is shown all the same.
    let dead_letters = match app.dead_letters() {
        Some(queue) => queue.all().await.map_or(0, |letters| letters.len()),
        None => 0,
    };
    let shown = context! { dead_letters, counts, late, late_left_out, sees_people, next, upcoming, recent };
    app.render(&page_request, StatusCode::OK, "overview.html", shown)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_week_ends_on_sunday() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(week_end(day("2017-07-03")), day("2017-07-09"));
        assert_eq!(week_end(day("2017-07-09")), day("2017-07-09"));
    }
}
