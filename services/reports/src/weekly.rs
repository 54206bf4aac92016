//! A subgroup's week, for its chair: what was done, decided and assigned in it, what waits for the chair, and what comes.
//! Pure: worked out from what the read models say, at the moment of asking.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use events::action_item::ItemStage;
use events::ids::{InstitutionId, StreamId};
use events::language::LocalText;
use events::period::Period;
use readmodels::views::{InstitutionView, SubgroupView, TaskView, TimelineEntry};

use crate::briefing::{MeetingDecision, OpenTask};

/// How many days ahead a week's summary looks, the day of asking included.
const AHEAD: Days = Days::new(6);

/// A meeting to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingAhead {
    /// The day on which it begins, date in Kosovo.
    pub on: NaiveDate,
    /// What the meeting is called.
    pub title: LocalText,
}

/// A subgroup's week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubgroupWeek {
    /// What the subgroup is called.
    pub name: LocalText,
    /// The week that is looked back at, dates in Kosovo.
    pub week: Period,
    /// The day of asking, date in Kosovo.
    pub day: NaiveDate,
    /// Reported as done in the week, verified or not.
    pub done: Vec<OpenTask>,
    /// Assigned in the week.
    pub assigned: usize,
    /// Reported as done and not verified yet.
    pub to_verify: Vec<OpenTask>,
    /// Asking for more time.
    pub asking: Vec<OpenTask>,
    /// Not their owners', as these say: whose they are is to be decided.
    pub disclaimed: Vec<OpenTask>,
    /// Open and late.
    pub overdue: Vec<OpenTask>,
    /// Blocked and not late.
    pub blocked: Vec<OpenTask>,
    /// Due within the days to come, and neither late nor blocked.
    pub due: Vec<OpenTask>,
    /// Decided in the week.
    pub decided: Vec<MeetingDecision>,
    /// The subgroup's meetings within the days to come.
    pub meetings: Vec<MeetingAhead>,
}

/// The calendar week, Monday to Sunday, before the one that a day is in.
pub fn week_before(day: NaiveDate) -> Period {
    let monday = day - Days::new(day.weekday().num_days_from_monday().into());
    Period::new(monday - Days::new(7), monday - Days::new(1)).unwrap_or(Period::day(day))
}

/// The seven days up to and including a day.
pub fn seven_days_until(day: NaiveDate) -> Period {
    Period::new(day - Days::new(6), day).unwrap_or(Period::day(day))
}

impl SubgroupWeek {
    /// The week of a subgroup as of a day. `tasks` is its board, `meetings` what its timeline tells of its meetings, also of
    /// those before the week.
    pub fn of(
        subgroup: &SubgroupView,
        (week, day): (Period, NaiveDate),
        mut tasks: Vec<TaskView>,
        meetings: &[TimelineEntry],
        institutions: &[InstitutionView],
    ) -> Self {
        let names: BTreeMap<&InstitutionId, &LocalText> =
            institutions.iter().map(|one| (&one.id, &one.names)).collect();
        tasks.sort_by(|a, b| (a.item.due, &a.item.owner, a.number).cmp(&(b.item.due, &b.item.owner, b.number)));
        let until = day + AHEAD;
        let with_owner = |task: &TaskView| {
            let owner = names.get(&task.item.owner).map_or_else(|| task.title.clone(), |names| (*names).clone());
            OpenTask { task: task.clone(), owner }
        };
        let those = |wanted: &dyn Fn(&TaskView) -> bool| -> Vec<OpenTask> {
            tasks.iter().filter(|task| wanted(task)).map(with_owner).collect()
        };
        let open = |task: &TaskView| task.item.stage.is_open();
        let late = |task: &TaskView| open(task) && task.item.due < day;
        let disclaimed = |task: &TaskView| task.item.stage.is_disclaimed();
        let late = |task: &TaskView| late(task) && !disclaimed(task);
        let blocked = |task: &TaskView| matches!(task.item.stage, ItemStage::Blocked { .. }) && !late(task);
        Self {
            name: subgroup.name.clone(),
            week,
            day,
            done: those(&|task| task.completed_on.is_some_and(|on| week.covers(on))),
            assigned: tasks.iter().filter(|task| week.covers(task.assigned_on)).count(),
            to_verify: those(&|task| task.item.stage == ItemStage::Completed),
            asking: those(&|task| open(task) && task.item.extension_asked.is_some()),
            disclaimed: those(&disclaimed),
            overdue: those(&late),
            blocked: those(&blocked),
            due: those(&|task| {
                task.item.stage.is_the_owners_turn() && !late(task) && !blocked(task) && task.item.due <= until
            }),
            decided: decided(meetings, week),
            meetings: ahead(meetings, day, until),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let tasks =
            [&self.done, &self.to_verify, &self.asking, &self.disclaimed, &self.overdue, &self.blocked, &self.due];
        self.assigned == 0
            && tasks.into_iter().all(Vec::is_empty)
            && self.decided.is_empty()
            && self.meetings.is_empty()
    }
}

fn decided(entries: &[TimelineEntry], week: Period) -> Vec<MeetingDecision> {
    let taken = entries.iter().filter(|entry| entry.event_type == "meeting.decision-taken" && week.covers(entry.on));
    taken
        .map(|entry| MeetingDecision {
            on: entry.on,
            meeting: entry.title.clone(),
            decision: entry.detail.clone().unwrap_or_default(),
        })
        .collect()
}

/// The meetings from one day to another that were not called off, the next one first.
fn ahead(entries: &[TimelineEntry], from: NaiveDate, until: NaiveDate) -> Vec<MeetingAhead> {
    let over = |stream: &StreamId| {
        let ends = ["meeting.cancelled", "meeting.held"];
        entries.iter().any(|entry| &entry.stream == stream && ends.contains(&entry.event_type.as_str()))
    };
    let scheduled = entries.iter().filter(|entry| {
        entry.event_type == "meeting.scheduled" && (from..=until).contains(&entry.on) && !over(&entry.stream)
    });
    let mut ahead: Vec<_> = scheduled.map(|entry| MeetingAhead { on: entry.on, title: entry.title.clone() }).collect();
    ahead.sort_by_key(|meeting| meeting.on);
    ahead
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_week_before_is_from_monday_to_sunday_whatever_the_day() {
        for today in ["2017-07-03", "2017-07-05", "2017-07-09"] {
            let week = week_before(day(today));
            assert_eq!((week.from(), week.until()), (day("2017-06-26"), day("2017-07-02")), "{today}");
        }
        let seven = seven_days_until(day("2017-07-03"));
        assert_eq!((seven.from(), seven.until()), (day("2017-06-27"), day("2017-07-03")));
    }
}
