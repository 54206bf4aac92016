//! What stands behind each number of a month: the very things that it counts.
//!
//! A number of the overview is the length of the list that [`listed`] gives for it, so that the two cannot differ. Pure, like
//! the overview. Whether somebody may see what is listed is asked by whoever shows it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::action_item::ItemStage;
use events::case::{Referral, ReferralAnswer};
use events::ids::{IndicatorId, InstitutionId, ReferralId, StreamId};
use events::indicator::Indicator;
use events::period::Period;
use events::strategy::Measurability;
use events::training::{Session, SessionStage};
use readmodels::cases::CaseRecord;
use readmodels::local_time::date_in_kosovo;
use readmodels::notice_history::{NoticeRecord, Telling};
use readmodels::requests::{RequestDossier, SubmissionStep};
use readmodels::strategy::ObjectiveDossier;
use readmodels::training::ModuleDossier;
use readmodels::views::{TaskView, TimelineEntry};

use super::inputs::MonthInputs;

/// With what the occasions begin on which the chair and the Secretariat are told that a task is late.
const ESCALATIONS: [&str; 2] = ["chair-", "secretariat-"];

/// A number of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MonthFigure {
    /// Tasks that were due in the month.
    Due,
    /// Of those, done by the due date.
    InTime,
    /// Of those, done after it.
    DoneLate,
    /// Of those, not done although the date has passed.
    Missed,
    /// Tasks that came to their owners in the month.
    Assigned,
    /// Tasks reported done in the month, as far as that holds.
    Done,
    /// Tasks verified in the month.
    Verified,
    /// Tasks that the owner still has to do something about on the day of asking.
    Open,
    /// Tasks that are late on the day of asking.
    Overdue,
    /// Tasks that are blocked on that day.
    Blocked,
    /// Tasks of which their owners say on that day that they are not theirs.
    Disclaimed,
    /// Tasks that wait to be verified on that day.
    ToVerify,
    /// Times that the chair or the Secretariat was told that a task is late, after which nothing happened to it.
    Escalations,
    /// Meetings held in the month.
    MeetingsHeld,
    /// Decisions taken in the month.
    Decisions,
    /// Answers to data requests that were due in the month.
    AnswersDue,
    /// Of those, given by the due date.
    AnswersInTime,
    /// Of those, given after it.
    AnswersLate,
    /// Of those, not given although the date has passed.
    AnswersMissed,
    /// Values of indicators that are owed on the day of asking.
    ValuesMissing,
    /// Cases opened in the month.
    CasesOpened,
    /// Referrals made in the month.
    Referrals,
    /// Referrals that wait for an answer on the day of asking.
    ReferralsWaiting,
    /// Open cases for whose present stage nobody answers on that day.
    CasesUnassigned,
    /// Training sessions given that ended in the month.
    Sessions,
    /// Objectives that can be measured.
    Measurable,
    /// All objectives, those that cannot be measured included.
    Objectives,
}

impl MonthFigure {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 27] = [
        Self::Due,
        Self::InTime,
        Self::DoneLate,
        Self::Missed,
        Self::Assigned,
        Self::Done,
        Self::Verified,
        Self::Open,
        Self::Overdue,
        Self::Blocked,
        Self::Disclaimed,
        Self::ToVerify,
        Self::Escalations,
        Self::AnswersDue,
        Self::AnswersInTime,
        Self::AnswersLate,
        Self::AnswersMissed,
        Self::ValuesMissing,
        Self::CasesOpened,
        Self::Referrals,
        Self::ReferralsWaiting,
        Self::CasesUnassigned,
        Self::MeetingsHeld,
        Self::Decisions,
        Self::Sessions,
        Self::Measurable,
        Self::Objectives,
    ];

    /// Its name in addresses and in texts' keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::InTime => "in-time",
            Self::DoneLate => "done-late",
            Self::Missed => "missed",
            Self::Assigned => "assigned",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::Open => "open",
            Self::Overdue => "late",
            Self::Blocked => "blocked",
            Self::Disclaimed => "disputed",
            Self::ToVerify => "to-verify",
            Self::Escalations => "escalations",
            Self::MeetingsHeld => "meetings",
            Self::Decisions => "decisions",
            Self::AnswersDue => "answers-due",
            Self::AnswersInTime => "answers-in-time",
            Self::AnswersLate => "answers-late",
            Self::AnswersMissed => "answers-missed",
            Self::ValuesMissing => "values-missing",
            Self::CasesOpened => "cases-opened",
            Self::Referrals => "referrals",
            Self::ReferralsWaiting => "referrals-waiting",
            Self::CasesUnassigned => "cases-unassigned",
            Self::Sessions => "sessions",
            Self::Measurable => "measurable",
            Self::Objectives => "objectives",
        }
    }

    /// The figure of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.code() == name)
    }

    /// Whether it tells of the day of asking, whatever the month.
    pub const fn is_of_the_day(self) -> bool {
        match self {
            Self::Open
            | Self::Overdue
            | Self::Blocked
            | Self::Disclaimed
            | Self::ToVerify
            | Self::Escalations
            | Self::ValuesMissing
            | Self::ReferralsWaiting
            | Self::CasesUnassigned
            | Self::Measurable
            | Self::Objectives => true,
            Self::Due
            | Self::InTime
            | Self::DoneLate
            | Self::Missed
            | Self::Assigned
            | Self::Done
            | Self::Verified
            | Self::MeetingsHeld
            | Self::Decisions
            | Self::AnswersDue
            | Self::AnswersInTime
            | Self::AnswersLate
            | Self::AnswersMissed
            | Self::CasesOpened
            | Self::Referrals
            | Self::Sessions => false,
        }
    }
}

/// What became of something that was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DueOutcome {
    InTime,
    Late,
    Missed,
}

impl DueOutcome {
    fn of(done: Option<NaiveDate>, due: NaiveDate, day: NaiveDate) -> Option<Self> {
        match done {
            Some(done) if done <= due => Some(Self::InTime),
            Some(_) => Some(Self::Late),
            None => (due < day).then_some(Self::Missed),
        }
    }
}

/// A thing that a figure counts.
#[derive(Debug, Clone)]
pub enum FigureItem<'a> {
    /// A task, as lists show it.
    Task(&'a TaskView),
    /// That a task is late was told, and nothing happened to it since.
    Escalation {
        /// The task that is late.
        task: &'a TaskView,
        /// Who was to hear it, and what came of that.
        notice: &'a NoticeRecord,
        /// When and to whom it was told.
        told: Telling<'a>,
    },
    /// An institution's answer to a data request.
    Answer {
        /// The data request.
        request: &'a RequestDossier,
        /// The institution that owes the answer, or gave it.
        institution: &'a InstitutionId,
        /// When it was given, date in Kosovo.
        given: Option<NaiveDate>,
    },
    /// A value of an indicator that is owed.
    Value {
        /// The objective that the indicator belongs to.
        objective: &'a ObjectiveDossier,
        /// The indicator's id.
        id: &'a IndicatorId,
        /// The indicator that the figure counts.
        indicator: &'a Indicator,
        /// Who owes it.
        institution: &'a InstitutionId,
        /// About which days.
        period: Period,
    },
    /// A meeting that was held, with who came.
    Meeting(&'a TimelineEntry),
    /// A decision of a meeting, as the timeline has it.
    Decision(&'a TimelineEntry),
    /// A case, of which the reference is shown.
    Case(&'a CaseRecord),
    /// What was asked of another institution in a case.
    Referral {
        /// The case in which it was asked.
        case: &'a CaseRecord,
        /// The referral's id.
        id: &'a ReferralId,
        /// What was asked, of whom, and the answer.
        referral: &'a Referral,
    },
    /// A training session.
    Session {
        /// The module that the session is one of.
        module: &'a ModuleDossier,
        /// Its name in addresses.
        id: &'a events::ids::ModuleId,
        /// The session, held or to come.
        session: &'a Session,
    },
    /// An objective of the strategy.
    Objective(&'a ObjectiveDossier),
}

/// What a figure of a month counts, as of a day.
pub fn listed(figure: MonthFigure, inputs: MonthInputs<'_>, month: Period, day: NaiveDate) -> Vec<FigureItem<'_>> {
    use MonthFigure as F;

    match figure {
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
        | F::ToVerify => tasks_counted(figure, inputs.tasks, month, day).map(FigureItem::Task).collect(),
        F::Escalations => escalations(inputs, day),
        F::MeetingsHeld => of_timeline(inputs, "meeting.held", month).map(FigureItem::Meeting).collect(),
        F::Decisions => of_timeline(inputs, "meeting.decision-taken", month).map(FigureItem::Decision).collect(),
        F::AnswersDue => answers(inputs, month, day).map(|(answer, _)| answer).collect(),
        F::AnswersInTime => answers_with(inputs, month, day, DueOutcome::InTime),
        F::AnswersLate => answers_with(inputs, month, day, DueOutcome::Late),
        F::AnswersMissed => answers_with(inputs, month, day, DueOutcome::Missed),
        F::ValuesMissing => values_missing(inputs, day),
        F::CasesOpened => {
            let opened = |case: &&CaseRecord| month.covers(date_in_kosovo(case.opened_at));
            inputs.cases.all().filter(opened).map(FigureItem::Case).collect()
        }
        F::Referrals => referrals(inputs)
            .filter(|(case, id, _)| {
                case.referrals.get(*id).is_some_and(|made| month.covers(date_in_kosovo(made.made_at)))
            })
            .map(|(case, id, referral)| FigureItem::Referral { case, id, referral })
            .collect(),
        F::ReferralsWaiting => referrals(inputs)
            .filter(|(case, _, made)| !case.case.closed && matches!(made.answer, ReferralAnswer::Awaited { .. }))
            .map(|(case, id, referral)| FigureItem::Referral { case, id, referral })
            .collect(),
        F::CasesUnassigned => {
            let unassigned = |case: &&CaseRecord| !case.case.closed && case.unassigned_since().is_some();
            inputs.cases.all().filter(unassigned).map(FigureItem::Case).collect()
        }
        F::Sessions => inputs
            .training
            .sessions()
            .filter(|(_, _, _, one)| one.stage == SessionStage::Delivered && month.covers(one.days.until()))
            .map(|(id, module, _, session)| FigureItem::Session { module, id, session })
            .collect(),
        F::Measurable => {
            let measurable = |one: &&ObjectiveDossier| one.state.measurability() == Measurability::Measurable;
            inputs.strategy.objectives().filter(measurable).map(FigureItem::Objective).collect()
        }
        F::Objectives => inputs.strategy.objectives().map(FigureItem::Objective).collect(),
    }
}

/// The tasks that a figure counts; none, where it counts something else.
pub fn tasks_counted(
    figure: MonthFigure,
    tasks: &[TaskView],
    month: Period,
    day: NaiveDate,
) -> impl Iterator<Item = &TaskView> {
    tasks.iter().filter(move |task| is_counted(figure, task, month, day))
}

fn is_counted(figure: MonthFigure, task: &TaskView, month: Period, day: NaiveDate) -> bool {
    use MonthFigure as F;

    let (stage, open) = (&task.item.stage, task.item.stage.is_open());
    match figure {
        F::Due => outcome_of(task, month, day).is_some(),
        F::InTime => outcome_of(task, month, day) == Some(DueOutcome::InTime),
        F::DoneLate => outcome_of(task, month, day) == Some(DueOutcome::Late),
        F::Missed => outcome_of(task, month, day) == Some(DueOutcome::Missed),
        F::Assigned => month.covers(task.assigned_on),
        F::Done => stage.is_done() && task.completed_on.is_some_and(|done| month.covers(done)),
        // Nothing happens to a verified task before it is reopened.
        F::Verified => *stage == ItemStage::Verified && month.covers(date_in_kosovo(task.changed_at)),
        F::Open => open,
        F::Overdue => open && task.item.due < day,
        F::Blocked => matches!(stage, ItemStage::Blocked { .. }),
        F::Disclaimed => open && stage.is_disclaimed(),
        F::ToVerify => *stage == ItemStage::Completed,
        F::Escalations
        | F::MeetingsHeld
        | F::Decisions
        | F::AnswersDue
        | F::AnswersInTime
        | F::AnswersLate
        | F::AnswersMissed
        | F::ValuesMissing
        | F::CasesOpened
        | F::Referrals
        | F::ReferralsWaiting
        | F::CasesUnassigned
        | F::Sessions
        | F::Measurable
        | F::Objectives => false,
    }
}

/// What became of a task that was due in a month; nothing, of one that was not or that is not due yet.
pub(super) fn outcome_of(task: &TaskView, month: Period, day: NaiveDate) -> Option<DueOutcome> {
    if !month.covers(task.item.due) {
        return None;
    }
    let done = task.completed_on.filter(|_| task.item.stage.is_done());
    DueOutcome::of(done, task.item.due, day)
}

fn escalations(inputs: MonthInputs<'_>, day: NaiveDate) -> Vec<FigureItem<'_>> {
    let tasks: BTreeMap<&str, &TaskView> = inputs.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let is_escalation = |notice: &&NoticeRecord| {
        notice.notice.about.kind() == "action-item"
            && ESCALATIONS.iter().any(|step| notice.notice.occasion.as_str().starts_with(step))
    };
    let unanswered = |notice: &'_ NoticeRecord| {
        let task = tasks.get(notice.notice.about.key())?;
        let told = notice.tellings().next_back()?;
        let late = is_counted(MonthFigure::Overdue, task, Period::month_of(day), day);
        (late && task.changed_at <= told.at).then_some(*task)
    };
    let found = inputs.notices.all().filter(is_escalation).filter_map(|notice| {
        let (task, told) = (unanswered(notice)?, notice.tellings().next_back()?);
        Some(FigureItem::Escalation { task, notice, told })
    });
    found.collect()
}

fn of_timeline<'a>(
    inputs: MonthInputs<'a>,
    event_type: &'static str,
    month: Period,
) -> impl Iterator<Item = &'a TimelineEntry> {
    inputs.meetings.iter().filter(move |entry| entry.event_type == event_type && month.covers(entry.on))
}

/// Who came to a meeting of those who were invited, and how many those were.
pub(super) fn attendance(inputs: MonthInputs<'_>, month: Period) -> (usize, usize) {
    let scheduled = inputs.meetings.iter().filter(|entry| entry.event_type == "meeting.scheduled");
    let invited: BTreeMap<&StreamId, &TimelineEntry> = scheduled.map(|entry| (&entry.stream, entry)).collect();
    of_timeline(inputs, "meeting.held", month).fold((0, 0), |(invited_to, came_to), held| {
        let invited: BTreeSet<&InstitutionId> =
            invited.get(&held.stream).into_iter().flat_map(|entry| &entry.institutions).collect();
        let came: BTreeSet<&InstitutionId> = held.institutions.iter().collect();
        (invited_to + invited.len(), came_to + invited.intersection(&came).count())
    })
}

fn answers(
    inputs: MonthInputs<'_>,
    month: Period,
    day: NaiveDate,
) -> impl Iterator<Item = (FigureItem<'_>, DueOutcome)> {
    let due = inputs.requests.all().into_iter().filter(move |dossier| month.covers(dossier.request.due));
    due.flat_map(move |request| {
        request.request.submissions.keys().filter_map(move |institution| {
            let first =
                request.history_of(institution).find(|one| matches!(one.step, SubmissionStep::Submitted { .. }));
            let given = first.map(|one| date_in_kosovo(one.at));
            let outcome = DueOutcome::of(given, request.request.due, day)?;
            Some((FigureItem::Answer { request, institution, given }, outcome))
        })
    })
}

fn answers_with(inputs: MonthInputs<'_>, month: Period, day: NaiveDate, wanted: DueOutcome) -> Vec<FigureItem<'_>> {
    answers(inputs, month, day).filter(|(_, outcome)| *outcome == wanted).map(|(answer, _)| answer).collect()
}

fn values_missing(inputs: MonthInputs<'_>, day: NaiveDate) -> Vec<FigureItem<'_>> {
    let at_work: BTreeSet<&InstitutionId> =
        inputs.institutions.iter().filter(|one| one.active).map(|one| &one.id).collect();
    let mut missing = Vec::new();
    for objective in inputs.strategy.objectives() {
        for (id, indicator) in &objective.state.indicators {
            for institution in indicator.definition.reporters().filter(|one| at_work.contains(one)) {
                let periods = indicator.owed_by(institution, day).into_iter();
                let of_period = |period| FigureItem::Value { objective, id, indicator, institution, period };
                missing.extend(periods.map(of_period));
            }
        }
    }
    missing
}

fn referrals(inputs: MonthInputs<'_>) -> impl Iterator<Item = (&CaseRecord, &ReferralId, &Referral)> {
    inputs.cases.all().flat_map(|case| case.case.referrals.iter().map(move |(id, referral)| (case, id, referral)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = MonthFigure::ALL.iter().map(|figure| figure.code()).collect();
        assert_eq!(names.len(), MonthFigure::ALL.len());
        assert!(MonthFigure::ALL.into_iter().all(|figure| MonthFigure::named(figure.code()) == Some(figure)));
    }
}
