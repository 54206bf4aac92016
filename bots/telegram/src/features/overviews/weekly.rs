//! A chair's week as a message.

use chrono::{Months, NaiveDate};
use events::authority::{View, permit_view};
use events::period::Period;
use readmodels::views::{SubgroupView, TimelineFilter, TimelineKind};
use reports::briefing::OpenTask;
use reports::{SubgroupWeek, weekly};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::texts::Texts;
use crate::features::work::press::TaskPress;
use crate::features::work::task_wording::task_title;

/// How many lines a section has at most.
const LONGEST: usize = 6;
/// How long before a week its meetings may have been called off or held.
const LOOKING_BACK: Months = Months::new(6);
/// How much of the timeline is looked through at most.
const MOST_ENTRIES: usize = 2_000;

/// A section: a heading that counts, and the first lines.
fn week_section<T>(texts: Texts<'_>, key: &str, all: &[T], line: impl Fn(&T) -> String) -> Option<String> {
    if all.is_empty() {
        return None;
    }
    let mut lines = vec![texts.say(key, &[("count", all.len().into())])];
    lines.extend(all.iter().take(LONGEST).map(line));
    if all.len() > LONGEST {
        lines.push(texts.say("week-more", &[("count", (all.len() - LONGEST).into())]));
    }
    Some(lines.join("\n"))
}

fn week_task(texts: Texts<'_>, open: &OpenTask, key: &str, date: NaiveDate) -> String {
    let args = [
        ("institution", open.owner.in_language(texts.language).into()),
        ("title", task_title(texts, &open.task).into()),
        ("date", texts.date(date)),
    ];
    texts.say(key, &args)
}

pub(super) fn week_message(texts: Texts<'_>, week: &SubgroupWeek) -> Outgoing {
    let args = [
        ("subgroup", texts.marked(&week.name).into()),
        ("from", texts.date(week.week.from())),
        ("until", texts.date(week.week.until())),
    ];
    if week.is_empty() {
        return Outgoing::text(texts.say("week-nothing", &args));
    }
    let due = |open: &OpenTask| week_task(texts, open, "week-line-due", open.task.item.due);
    let done = |open: &OpenTask| {
        week_task(texts, open, "week-line-done", open.task.completed_on.unwrap_or(open.task.item.due))
    };
    let asking = |open: &OpenTask| {
        week_task(texts, open, "week-line-asking", open.task.item.extension_asked.unwrap_or(open.task.item.due))
    };
    let sections = [
        week_section(texts, "week-to-verify", &week.to_verify, done),
        week_section(texts, "week-asking", &week.asking, asking),
        week_section(texts, "week-disclaimed", &week.disclaimed, due),
        week_section(texts, "week-overdue", &week.overdue, due),
        week_section(texts, "week-blocked", &week.blocked, due),
        week_section(texts, "week-due", &week.due, due),
        week_section(texts, "week-meetings", &week.meetings, |meeting| {
            let title = texts.marked(&meeting.title);
            texts.say("week-line-meeting", &[("date", texts.date(meeting.on)), ("title", title.into())])
        }),
        week_section(texts, "week-done", &week.done, done),
        (week.assigned > 0).then(|| texts.say("week-assigned", &[("count", week.assigned.into())])),
        week_section(texts, "week-decided", &week.decided, |decided| {
            texts.say("week-line-decided", &[("decision", decided.decision.as_str().into())])
        }),
    ];
    let mut parts = vec![texts.say("week-heading", &args)];
    parts.extend(sections.into_iter().flatten());
    let board = vec![(texts.label("button-board", &[]), TaskPress::Boards.into())];
    Outgoing::text(parts.join("\n\n")).with_buttons(vec![board])
}

/// A subgroup's week as of a day.
pub(super) async fn week_of(
    services: &Services,
    subgroup: &SubgroupView,
    week: Period,
    day: NaiveDate,
) -> Result<SubgroupWeek, ChatError> {
    let read = services.read_models.as_ref();
    let filter = TimelineFilter {
        subgroup: Some(subgroup.id.clone()),
        kinds: vec![TimelineKind::Meeting],
        from: week.from().checked_sub_months(LOOKING_BACK),
        limit: MOST_ENTRIES,
        ..TimelineFilter::default()
    };
    let (tasks, meetings) = (read.board(&subgroup.id).await?, read.timeline(&filter).await?);
    Ok(SubgroupWeek::of(subgroup, (week, day), tasks, &meetings, &read.institutions().await?))
}

/// The last seven days of each subgroup that this person chairs.
pub(crate) async fn show_weeks(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let texts = context.texts();
    let mut shown = false;
    for chaired in &context.chairs() {
        let Some(subgroup) = context.services.read_models.subgroup(chaired).await? else { continue };
        if subgroup.dissolved || permit_view(&context.principal(), &View::Board(chaired.clone())).is_err() {
            continue;
        }
        let week = week_of(context.services, &subgroup, weekly::seven_days_until(texts.today), texts.today).await?;
        context.answer(week_message(texts, &week)).await?;
        shown = true;
    }
    if shown { Ok(()) } else { context.refuse("week-not-chair", "/week").await }
}
