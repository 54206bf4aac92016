//! The mechanism's month, for the Coordinator: what was due and done, who met, who answered, what was trained.
//!
//! Pure: worked out from what the read models say, at the moment of asking. Counts of victims are released as
//! [`events::suppression`] lets them be.

use chrono::NaiveDate;
use events::ids::InstitutionId;
use events::language::LocalText;
use events::period::Period;
use events::suppression::{CountTable, LinkedTables, ReleasedCount};
use readmodels::cases::{CaseBook, CaseMeasure};
use readmodels::local_time::date_in_kosovo;
use readmodels::views::TaskView;

use super::figure::{DueOutcome, FigureItem, MonthFigure, attendance, listed, outcome_of, tasks_counted};
use super::inputs::MonthInputs;

/// How many months the course shows, the month itself included.
const COURSE: usize = 6;

/// What became of what was due: by the due date as it is now, so time that was granted counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dues {
    /// Done by the due date.
    pub in_time: usize,
    /// Done after it.
    pub late: usize,
    /// Not done although the due date has passed.
    pub missed: usize,
}

impl Dues {
    /// How many were due.
    pub const fn total(self) -> usize {
        self.in_time + self.late + self.missed
    }

    /// The share that was done in time, in whole per cent, rounded down; none: nothing was due.
    pub fn share_in_time(self) -> Option<u8> {
        share(self.in_time, self.total())
    }

    fn count(&mut self, outcome: DueOutcome) {
        match outcome {
            DueOutcome::InTime => self.in_time += 1,
            DueOutcome::Late => self.late += 1,
            DueOutcome::Missed => self.missed += 1,
        }
    }
}

/// A part of a whole in whole per cent, rounded down; none: the whole is nothing.
fn share(part: usize, whole: usize) -> Option<u8> {
    (part * 100).checked_div(whole).and_then(|percent| u8::try_from(percent).ok())
}

/// An institution's month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionMonth {
    /// By which id the commands know it.
    pub id: InstitutionId,
    /// What it is called, in each language that was given.
    pub names: LocalText,
    /// What was due from it in the month.
    pub dues: Dues,
    /// How many of its tasks are late on the day of asking, whenever they were due.
    pub overdue: usize,
}

/// The meetings of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meetings {
    /// How many were held.
    pub held: usize,
    /// How many institutions were invited to them, each counted once for each meeting.
    pub invited: usize,
    /// How many of those invited came.
    pub came: usize,
    /// How many decisions were taken.
    pub decisions: usize,
}

impl Meetings {
    /// The share of the institutions invited that came, in whole per cent; none: nobody was invited.
    pub fn attendance(self) -> Option<u8> {
        share(self.came, self.invited)
    }
}

/// What cases add up to, as far as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseFigures {
    /// Cases opened in the month.
    pub opened: ReleasedCount,
    /// Referrals made in the month.
    pub referred: ReleasedCount,
    /// Referrals that wait for an answer on the day of asking.
    pub waiting: ReleasedCount,
    /// Open cases for whose present stage nobody answers on the day of asking.
    pub unassigned: ReleasedCount,
}

/// What a month was; each figure counts the list behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyOverview {
    /// Which month, dates in Kosovo.
    pub month: Period,
    /// The day of asking, date in Kosovo.
    pub day: NaiveDate,
    /// What was due, month by month; the last one is this month.
    pub course: Vec<(Period, Dues)>,
    /// How many tasks came to their owners in the month.
    pub assigned: usize,
    /// How many tasks are late on the day of asking.
    pub overdue: usize,
    /// How many tasks are blocked on the day of asking.
    pub blocked: usize,
    /// Of how many their owners say on that day that they are not theirs.
    pub disclaimed: usize,
    /// How many tasks wait to be verified on the day of asking.
    pub to_verify: usize,
    /// How many times the chair or the Secretariat was told that a task is late, and nothing happened to it since.
    pub escalations: usize,
    /// The institutions from which something was due or is late; those that are behind first.
    pub institutions: Vec<InstitutionMonth>,
    /// What came of the meetings in the month.
    pub meetings: Meetings,
    /// Answers to data requests that were due in the month.
    pub answers: Dues,
    /// How many values of indicators are owed on the day of asking.
    pub values_missing: usize,
    /// What happened to cases in the month.
    pub cases: CaseFigures,
    /// Training sessions given that ended in the month.
    pub sessions: usize,
    /// Everybody who attended one, counted once for each session.
    pub trained: usize,
    /// Objectives that can be measured, and all of them.
    pub measurable: (usize, usize),
}

impl MonthlyOverview {
    /// The month that a period is, as of a day. Of a month that is not over, what is not due yet does not count.
    pub fn of(inputs: MonthInputs<'_>, month: Period, day: NaiveDate) -> Self {
        let mut course: Vec<_> = std::iter::successors(Some(month), |month| Some(month.month_before()))
            .take(COURSE)
            .map(|month| (month, dues(inputs.tasks.iter(), month, day)))
            .collect();
        course.reverse();
        let count = |figure| listed(figure, inputs, month, day).len();
        let sessions = listed(MonthFigure::Sessions, inputs, month, day);
        let attended = |one: &FigureItem<'_>| {
            if let FigureItem::Session { session, .. } = one { session.attended.len() } else { 0 }
        };
        let (invited, came) = attendance(inputs, month);
        Self {
            month,
            day,
            course,
            assigned: count(MonthFigure::Assigned),
            overdue: count(MonthFigure::Overdue),
            blocked: count(MonthFigure::Blocked),
            disclaimed: count(MonthFigure::Disclaimed),
            to_verify: count(MonthFigure::ToVerify),
            escalations: count(MonthFigure::Escalations),
            institutions: institutions(inputs, month, day),
            meetings: Meetings {
                held: count(MonthFigure::MeetingsHeld),
                invited,
                came,
                decisions: count(MonthFigure::Decisions),
            },
            answers: Dues {
                in_time: count(MonthFigure::AnswersInTime),
                late: count(MonthFigure::AnswersLate),
                missed: count(MonthFigure::AnswersMissed),
            },
            values_missing: count(MonthFigure::ValuesMissing),
            cases: CaseFigures {
                opened: opened(inputs.cases, month, day),
                referred: released(count(MonthFigure::Referrals)),
                waiting: released(count(MonthFigure::ReferralsWaiting)),
                unassigned: released(count(MonthFigure::CasesUnassigned)),
            },
            sessions: sessions.len(),
            trained: sessions.iter().map(attended).sum(),
            measurable: (count(MonthFigure::Measurable), count(MonthFigure::Objectives)),
        }
    }

    /// What was due in the month.
    pub fn dues(&self) -> Dues {
        self.course.last().map_or_else(Dues::default, |(_, dues)| *dues)
    }

    /// What was due in the month before.
    pub fn dues_before(&self) -> Dues {
        self.course.iter().rev().nth(1).map_or_else(Dues::default, |(_, dues)| *dues)
    }
}

fn dues<'a>(tasks: impl Iterator<Item = &'a TaskView>, month: Period, day: NaiveDate) -> Dues {
    let mut dues = Dues::default();
    for outcome in tasks.filter_map(|task| outcome_of(task, month, day)) {
        dues.count(outcome);
    }
    dues
}

fn institutions(inputs: MonthInputs<'_>, month: Period, day: NaiveDate) -> Vec<InstitutionMonth> {
    let mut institutions: Vec<_> = inputs
        .institutions
        .iter()
        .map(|institution| {
            let own = || inputs.tasks.iter().filter(|task| task.item.owner == institution.id);
            InstitutionMonth {
                id: institution.id.clone(),
                names: institution.names.clone(),
                dues: dues(own(), month, day),
                overdue: tasks_counted(MonthFigure::Overdue, inputs.tasks, month, day)
                    .filter(|task| task.item.owner == institution.id)
                    .count(),
            }
        })
        .filter(|one| one.dues.total() + one.overdue > 0)
        .collect();
    institutions.sort_by(|a, b| {
        let behind = |one: &InstitutionMonth| (one.overdue, one.dues.missed, one.dues.late, one.dues.total());
        behind(b).cmp(&behind(a)).then_with(|| a.id.cmp(&b.id))
    });
    institutions
}

/// The cases opened in a month, as they may be shown beside the quarter's and the other months' of the quarter.
fn opened(book: &CaseBook, month: Period, day: NaiveDate) -> ReleasedCount {
    let quarter = Period::quarter_of(month.from());
    if !book.figures().tells(CaseMeasure::Incidents, quarter) {
        return ReleasedCount::Hidden;
    }
    let months: Vec<Period> =
        std::iter::successors(Some(Period::month_of(quarter.until())), |one| Some(one.month_before()))
            .take_while(|one| one.from() >= quarter.from())
            .collect();
    let count = |month: &Period| {
        let of_month = book.all().filter(|record| month.covers(date_in_kosovo(record.opened_at)));
        [u64::try_from(of_month.count()).unwrap_or(u64::MAX)]
    };
    let mut tables = LinkedTables::new(vec![vec![months.iter().map(count).collect()]], |_, _| true);
    // Nobody has to be told that there is no case yet of a month to come.
    for column in (0..months.len()).filter(|column| months[*column].from() > day) {
        tables = tables.map(|tables| tables.with_known_nought(0, 0, column));
    }
    let released = tables.map(|tables| tables.suppressed()).unwrap_or_default();
    let place = months.iter().position(|one| one.covers(month.from()));
    let counts = released.first().and_then(|[table]| table.rows().next());
    place.zip(counts).and_then(|(place, counts)| counts.get(place)).copied().unwrap_or(ReleasedCount::Hidden)
}

/// A count that stands by itself, as it may be shown.
fn released(count: usize) -> ReleasedCount {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    CountTable::new(vec![vec![count]]).map_or(ReleasedCount::Hidden, |table| table.suppressed().total())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_cases_are_not_shown_and_none_and_many_are() {
        assert_eq!(released(0), ReleasedCount::Count(0));
        for few in 1..5 {
            assert_eq!(released(few), ReleasedCount::Hidden, "{few}");
        }
        assert_eq!(released(5), ReleasedCount::Count(5));
    }

    #[test]
    fn a_share_is_of_what_was_due() {
        let dues = Dues { in_time: 2, late: 0, missed: 1 };
        assert_eq!((dues.share_in_time(), Dues::default().share_in_time()), (Some(66), None));
    }
}
