//! The first page: how many, how late, what comes next.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, Days, NaiveDate};
use events::authority::{View, permit_view};
use events::period::Period;
use minijinja::context;
use readmodels::views::{TimelineFilter, TimelineKind};
use reports::monthly::{MonthFigure, tasks_counted};

use crate::app::App;
use crate::failure::Failure;
use crate::http::page::home;
use crate::http::page_request::PageRequest;
use crate::presentation::meetings::MeetingRow;
use crate::presentation::tasks::TaskRow;
use crate::presentation::timeline_entries::EntryRow;

/// How many lines a short list has.
const SHORT: usize = 8;

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
    let all = queries.all_tasks(principal).await?;
    let tasks: Vec<TaskRow> = all.iter().map(|task| TaskRow::of(task, &names, language, today)).collect();
    let week_end = week_end(today);
    let due_this_week = tasks.iter().filter(|task| task.open && (today..=week_end).contains(&task.due)).count();
    let count = |name, number: usize, page: Option<&str>| context! { name, number, page };
    let counted = |name, figure: MonthFigure| {
        let number = tasks_counted(figure, &all, Period::month_of(today), today).count();
        context! { name, number, list => sees_people.then(|| figure.code()) }
    };
    let mut counts = vec![
        counted("open", MonthFigure::Open),
        count("due-week", due_this_week, None),
        counted("overdue", MonthFigure::Overdue),
        counted("blocked", MonthFigure::Blocked),
        counted("disclaimed", MonthFigure::Disclaimed),
        counted("to-verify", MonthFigure::ToVerify),
    ];
    if sees_people {
        counts.push(count("undelivered", queries.undelivered(principal).await?, Some("/telling")));
        counts.push(count("unassigned", queries.unassigned_cases(principal).await?, Some("/cases?show=unassigned")));
    }

    let mut late: BTreeMap<String, Vec<&TaskRow>> = BTreeMap::new();
    for task in tasks.iter().filter(|task| task.overdue) {
        late.entry(task.owner.clone()).or_default().push(task);
    }
    let mut late: Vec<_> = late.into_iter().collect();
    for (_, tasks) in &mut late {
        tasks.sort_by_key(|task| task.due);
    }
    late.sort_by_key(|(_, tasks)| tasks.first().map(|task| task.due));
    let late: Vec<_> = late
        .into_iter()
        .map(|(id, tasks)| {
            let name = tasks.first().map_or_else(|| id.clone(), |task| task.owner_name().to_owned());
            context! { id, name, tasks }
        })
        .collect();

    let mut next: Vec<&TaskRow> = tasks.iter().filter(|task| task.open && !task.overdue).collect();
    next.sort_by_key(|task| task.due);
    next.truncate(SHORT);
    let mut upcoming = queries.meetings(principal).await?;
    upcoming.retain(|meeting| meeting.is_ahead(today));
    let upcoming: Vec<_> =
        upcoming.iter().rev().take(SHORT).map(|meeting| MeetingRow::of(meeting, &names, language)).collect();

    let kinds = vec![TimelineKind::Meeting, TimelineKind::ActionItem, TimelineKind::Organisation];
    let filter = TimelineFilter { kinds, limit: SHORT, ..TimelineFilter::default() };
    let recent = queries.timeline_latest(principal, &filter).await?;
    let recent: Vec<_> = recent.iter().map(|entry| EntryRow::of(entry, &names, language)).collect();

    // A queue that cannot be reached says so on its own page; the overview is shown all the same.
    let dead_letters = match app.dead_letters() {
        Some(queue) => queue.all().await.map_or(0, |letters| letters.len()),
        None => 0,
    };
    let shown = context! { dead_letters, counts, late, next, upcoming, recent };
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
