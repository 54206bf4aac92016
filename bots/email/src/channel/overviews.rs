//! A week or a month that is over, in words, as far as the person may see it.

use std::collections::BTreeSet;

use chrono::{Days, Months, NaiveDate};
use events::authority::{View, permit_view};
use events::ids::SubgroupId;
use events::period::Period;
use language::dates::say_month;
use notifications::{Content, OverviewContent};
use readmodels::AskError;
use readmodels::views::{SubgroupView, TimelineFilter, TimelineKind};
use reports::briefing::OpenTask;
use reports::monthly::MonthInputs;
use reports::{MonthlyOverview, SubgroupWeek};

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};
use crate::draft::Line;

/// The last day of a week, counted from its first.
const SUNDAY: Days = Days::new(6);
/// How many lines a section of a week has at most.
const MOST_LINES: usize = 6;
/// How long before a week its meetings may have been called off or held.
const LOOKING_BACK: Months = Months::new(6);
/// How much of the timeline is looked through at most, for a week and for a month.
const MOST_ENTRIES: (usize, usize) = (2_000, 100_000);

/// The weeks and months to be told of. A week in which nothing was is left out; a month that is told to the person in two
/// qualities is told once.
pub(super) async fn word_overviews(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut months = BTreeSet::new();
    for said in contents.iter().filter_map(Content::as_overview) {
        match said {
            OverviewContent::Week { subgroup, from } => word_week(context, subgroup, *from, digest).await?,
            OverviewContent::Month { from } if months.insert(*from) => word_month(context, *from, digest).await?,
            OverviewContent::Month { .. } => {}
        }
    }
    Ok(())
}

async fn word_week(
    context: &MailContext<'_>,
    subgroup: &SubgroupId,
    from: NaiveDate,
    digest: &mut Digest,
) -> Result<(), AskError> {
    let found = context.services.read_models.subgroup(subgroup).await?.filter(|subgroup| !subgroup.dissolved);
    let may_see = permit_view(&context.principal(), &View::Board(subgroup.clone())).is_ok();
    let (Some(found), true, Ok(week)) = (found, may_see, Period::new(from, from + SUNDAY)) else { return Ok(()) };
    let week = week_of(context, &found, week).await?;
    if week.is_empty() {
        return Ok(());
    }
    let args = [
        ("subgroup", context.marked(&week.name).into()),
        ("from", context.date(week.week.from())),
        ("until", context.date(week.week.until())),
    ];
    let title = context.say("week-heading", &args);
    digest.name(title.clone());
    let assigned = context.say("week-assigned", &[("count", week.assigned.into())]);
    digest.add(None, vec![plain_line(title)]);
    week_sections(context, &week, digest);
    digest.add(None, (week.assigned > 0).then(|| plain_line(assigned)).into_iter().collect());
    Ok(())
}

async fn week_of(context: &MailContext<'_>, subgroup: &SubgroupView, week: Period) -> Result<SubgroupWeek, AskError> {
    let read = context.services.read_models.as_ref();
    let filter = TimelineFilter {
        subgroup: Some(subgroup.id.clone()),
        kinds: vec![TimelineKind::Meeting],
        from: week.from().checked_sub_months(LOOKING_BACK),
        limit: MOST_ENTRIES.0,
        ..TimelineFilter::default()
    };
    let (tasks, meetings) = (read.board(&subgroup.id).await?, read.timeline(&filter).await?);
    let institutions = read.institutions().await?;
    Ok(SubgroupWeek::of(subgroup, (week, context.moment.today), tasks, &meetings, &institutions))
}

fn week_sections(context: &MailContext<'_>, week: &SubgroupWeek, digest: &mut Digest) {
    let due = |open: &OpenTask| week_task(context, open, "week-line-due", open.task.item.due);
    let done = |open: &OpenTask| {
        week_task(context, open, "week-line-done", open.task.completed_on.unwrap_or(open.task.item.due))
    };
    let asking = |open: &OpenTask| {
        week_task(context, open, "week-line-asking", open.task.item.extension_asked.unwrap_or(open.task.item.due))
    };
    week_section(context, "week-to-verify", &week.to_verify, digest, done);
    week_section(context, "week-asking", &week.asking, digest, asking);
    week_section(context, "week-disclaimed", &week.disclaimed, digest, due);
    week_section(context, "week-overdue", &week.overdue, digest, due);
    week_section(context, "week-blocked", &week.blocked, digest, due);
    week_section(context, "week-due", &week.due, digest, due);
    week_section(context, "week-meetings", &week.meetings, digest, |meeting| {
        let title = context.marked(&meeting.title);
        context.say_line("week-line-meeting", &[("date", context.date(meeting.on)), ("title", title.into())])
    });
    week_section(context, "week-done", &week.done, digest, done);
    week_section(context, "week-decided", &week.decided, digest, |decided| {
        context.say_line("week-line-decided", &[("decision", decided.decision.as_str().into())])
    });
}

/// A section: a heading that counts, and the first lines in one.
fn week_section<T>(
    context: &MailContext<'_>,
    heading: &str,
    all: &[T],
    digest: &mut Digest,
    line: impl Fn(&T) -> String,
) {
    let left_out = all.len().saturating_sub(MOST_LINES);
    let more = (left_out > 0).then(|| context.say("week-more", &[("count", left_out.into())]));
    let lines: Vec<Line> = all.iter().take(MOST_LINES).map(line).chain(more).map(plain_line).collect();
    digest.add(Some(context.say(heading, &[("count", all.len().into())])), lines);
}

fn week_task(context: &MailContext<'_>, open: &OpenTask, key: &str, date: NaiveDate) -> String {
    let args = [
        ("institution", open.owner.in_language(context.language()).into()),
        ("title", context.marked(&open.task.title).into()),
        ("date", context.date(date)),
    ];
    context.say_line(key, &args)
}

async fn word_month(context: &MailContext<'_>, from: NaiveDate, digest: &mut Digest) -> Result<(), AskError> {
    if permit_view(&context.principal(), &View::Overview).is_err() {
        return Ok(());
    }
    let overview = month_of(context, Period::month_of(from)).await?;
    let month = say_month(overview.month.from(), context.language());
    let title = context.say("month-heading", &[("month", month.into())]);
    digest.name(title.clone());
    let figures = reports::monthly::figures(&overview, |key, values| context.say(key, values));
    digest.add(Some(title), figures.into_iter().map(plain_line).collect());
    Ok(())
}

async fn month_of(context: &MailContext<'_>, month: Period) -> Result<MonthlyOverview, AskError> {
    let services = context.services;
    let read = services.read_models.as_ref();
    let kinds = vec![TimelineKind::Meeting];
    let filter = TimelineFilter { kinds, limit: MOST_ENTRIES.1, ..TimelineFilter::default() };
    let (tasks, institutions) = (read.all_tasks().await?, read.institutions().await?);
    let meetings = read.timeline(&filter).await?;
    let inputs = MonthInputs {
        tasks: &tasks,
        institutions: &institutions,
        meetings: &meetings,
        cases: &*services.cases().await?,
        requests: &*services.requests().await?,
        training: &*services.training().await?,
        strategy: &*services.strategy().await?,
        notices: &*services.notices().await?,
    };
    Ok(MonthlyOverview::of(inputs, month, context.moment.today))
}
