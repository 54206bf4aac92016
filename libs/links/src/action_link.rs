//! The link by which one person takes one step, without signing in: a capability.
//!
//! Opening it shows what will be done; only the page's button does it. It serves once: the command that it gives has an id
//! worked out from the link ([`ActionLink::command_id`]), and the same command id twice is one command. What is decided on a
//! report is bound to that report, so that an old link decides on no later one.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use events::action_item::ActionItemCommand;
use events::ids::{
    ActionItemId, CaseId, CommandId, EventId, IndicatorId, InstitutionId, ModuleId, ObjectiveId, PersonId, ReferralId,
    SessionId,
};
use events::period::Period;
use events::text::Text;

use crate::signed_link::{SignedLink, VALID, joined, moment, parts};

/// A step with a task.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkedAction {
    /// The owner takes the task on.
    Accept,
    /// The owner says that it is done.
    Complete,
    /// The owner asks for time until this date in Kosovo.
    RequestExtension(NaiveDate),
    /// Whoever decides decides on this report of the owner's.
    Decide(EventId, LinkedDecision),
}

/// What is decided on a report.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkedDecision {
    /// It is done.
    Verify,
    /// It is not done after all, for a reason.
    Reopen,
    /// There is time until this date in Kosovo.
    GrantExtension(NaiveDate),
    /// There is no more time.
    RefuseExtension,
    /// It stays with its owner, for a reason.
    Return,
    /// It is this institution's.
    GiveTo(InstitutionId),
    /// It is called off, for a reason.
    CallOff,
}

impl LinkedAction {
    /// Its name, without what else it says.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Complete => "complete",
            Self::RequestExtension(_) => "request-extension",
            Self::Decide(_, decision) => match decision {
                LinkedDecision::Verify => "verify",
                LinkedDecision::Reopen => "reopen",
                LinkedDecision::GrantExtension(_) => "grant-extension",
                LinkedDecision::RefuseExtension => "refuse-extension",
                LinkedDecision::Return => "return",
                LinkedDecision::GiveTo(_) => "give-to",
                LinkedDecision::CallOff => "call-off",
            },
        }
    }

    /// The date that it names, in Kosovo.
    pub const fn until(&self) -> Option<NaiveDate> {
        match self {
            Self::RequestExtension(until) | Self::Decide(_, LinkedDecision::GrantExtension(until)) => Some(*until),
            Self::Accept | Self::Complete | Self::Decide(..) => None,
        }
    }

    /// The institution that it names.
    pub const fn institution(&self) -> Option<&InstitutionId> {
        if let Self::Decide(_, LinkedDecision::GiveTo(institution)) = self { Some(institution) } else { None }
    }

    /// Whether a reason is to be given, since somebody has to hear why.
    pub const fn asks_for_a_reason(&self) -> bool {
        match self {
            Self::Decide(_, LinkedDecision::Reopen | LinkedDecision::Return | LinkedDecision::CallOff) => true,
            Self::Accept | Self::Complete | Self::RequestExtension(_) | Self::Decide(..) => false,
        }
    }

    /// What it asks of the task; nothing, where the reason is missing.
    pub fn command(&self, reason: Option<Text>) -> Option<ActionItemCommand> {
        use ActionItemCommand as C;
        Some(match self {
            Self::Accept => C::Accept,
            Self::Complete => C::Complete,
            Self::RequestExtension(until) => C::RequestExtension { until: *until, reason: None },
            Self::Decide(_, decision) => match decision {
                LinkedDecision::Verify => C::Verify,
                LinkedDecision::Reopen => C::Reopen { reason: reason?, due: None },
                LinkedDecision::GrantExtension(until) => C::GrantExtension { until: *until },
                LinkedDecision::RefuseExtension => C::RefuseExtension { reason },
                LinkedDecision::Return => C::Return { reason: reason? },
                LinkedDecision::GiveTo(owner) => C::Reassign { owner: owner.clone(), reason },
                LinkedDecision::CallOff => C::Cancel { reason: reason? },
            },
        })
    }
}

impl fmt::Display for LinkedAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        if let Some(until) = self.until() {
            write!(f, ":{until}")?;
        }
        if let Some(institution) = self.institution() {
            write!(f, ":{institution}")?;
        }
        match self {
            Self::Decide(report, _) => write!(f, ":{}", report.0),
            Self::Accept | Self::Complete | Self::RequestExtension(_) => Ok(()),
        }
    }
}

/// The text names no step of a link.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no step that a link takes")]
pub struct NotAnAction(String);

impl FromStr for LinkedAction {
    type Err = NotAnAction;
    fn from_str(text: &str) -> Result<Self, NotAnAction> {
        use LinkedDecision as D;

        let no = || NotAnAction(text.to_owned());
        let day = |day: &str| day.parse::<NaiveDate>().map_err(|_| no());
        let on = |report: &str, decision| Ok(Self::Decide(EventId(report.parse().map_err(|_| no())?), decision));
        match text.split(':').collect::<Vec<_>>().as_slice() {
            ["accept"] => Ok(Self::Accept),
            ["complete"] => Ok(Self::Complete),
            ["request-extension", until] => Ok(Self::RequestExtension(day(until)?)),
            ["verify", report] => on(report, D::Verify),
            ["reopen", report] => on(report, D::Reopen),
            ["grant-extension", until, report] => on(report, D::GrantExtension(day(until)?)),
            ["refuse-extension", report] => on(report, D::RefuseExtension),
            ["return", report] => on(report, D::Return),
            ["give-to", institution, report] => on(report, D::GiveTo(institution.parse().map_err(|_| no())?)),
            ["call-off", report] => on(report, D::CallOff),
            _ => Err(no()),
        }
    }
}

/// A step that a link takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkedStep {
    /// One with a task.
    Task {
        /// The task that the step is taken with.
        item: ActionItemId,
        /// What is done with the task.
        action: LinkedAction,
    },
    /// A referral to the person's institution is taken on, or not, for a reason.
    AnswerReferral {
        /// The case that the referral belongs to.
        case: CaseId,
        /// The referral within it.
        referral: ReferralId,
        /// Whether it is taken on.
        accepts: bool,
    },
    /// A value that the person's institution owes is reported.
    ReportValue {
        /// The objective that the indicator measures.
        objective: ObjectiveId,
        /// The indicator within it.
        indicator: IndicatorId,
        /// The days that the value is about.
        period: Period,
    },
    /// The attendance of a session is taken.
    TakeAttendance {
        /// The module that is taught.
        module: ModuleId,
        /// The session of it.
        session: SessionId,
    },
}

impl fmt::Display for LinkedStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Task { item, action } => write!(f, "task/{item}/{action}"),
            Self::AnswerReferral { case, referral, accepts: true } => write!(f, "accept-referral/{case}/{referral}"),
            Self::AnswerReferral { case, referral, accepts: false } => write!(f, "decline-referral/{case}/{referral}"),
            Self::ReportValue { objective, indicator, period } => {
                write!(f, "report-value/{objective}/{indicator}/{}/{}", period.from(), period.until())
            }
            Self::TakeAttendance { module, session } => write!(f, "take-attendance/{module}/{session}"),
        }
    }
}

impl FromStr for LinkedStep {
    type Err = NotAnAction;
    fn from_str(text: &str) -> Result<Self, NotAnAction> {
        read_step(text).ok_or_else(|| NotAnAction(text.to_owned()))
    }
}

fn read_step(text: &str) -> Option<LinkedStep> {
    let answer = |case: &str, referral: &str, accepts| {
        Some(LinkedStep::AnswerReferral { case: case.parse().ok()?, referral: referral.parse().ok()?, accepts })
    };
    match text.split('/').collect::<Vec<_>>().as_slice() {
        ["task", item, action] => Some(LinkedStep::Task { item: item.parse().ok()?, action: action.parse().ok()? }),
        ["accept-referral", case, referral] => answer(case, referral, true),
        ["decline-referral", case, referral] => answer(case, referral, false),
        ["report-value", objective, indicator, from, until] => Some(LinkedStep::ReportValue {
            objective: objective.parse().ok()?,
            indicator: indicator.parse().ok()?,
            period: Period::new(from.parse().ok()?, until.parse().ok()?).ok()?,
        }),
        ["take-attendance", module, session] => {
            Some(LinkedStep::TakeAttendance { module: module.parse().ok()?, session: session.parse().ok()? })
        }
        _ => None,
    }
}

/// What a link does, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLink {
    /// The person who acts by it.
    pub person: PersonId,
    /// The one step that the link can take.
    pub step: LinkedStep,
    /// Until when, UTC; whole seconds.
    pub until: DateTime<Utc>,
}

impl ActionLink {
    /// How long a link serves.
    pub const VALID: TimeDelta = VALID;

    /// The id of the command that it gives: always the same, so that a second press is no second command, in whichever
    /// process it arrives.
    pub fn command_id(&self) -> CommandId {
        CommandId::named(&format!("action-link/{}", self.words()))
    }
}

impl SignedLink for ActionLink {
    // Those of the first kind were not bound to a report, and open nothing any more.
    const PURPOSE: &'static [u8] = b"focalpoint/action-link/2\0";

    fn words(&self) -> String {
        joined(&[&self.person, &self.step, &self.until.timestamp()])
    }

    fn of_words(words: &str) -> Option<Self> {
        let [person, step, until] = parts(words)?;
        Some(Self { person: person.parse().ok()?, step: step.parse().ok()?, until: moment(until)? })
    }

    fn person(&self) -> &PersonId {
        &self.person
    }

    fn until(&self) -> Option<DateTime<Utc>> {
        Some(self.until)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::signed_link::tests::{key, until};

    fn link(step: LinkedStep) -> ActionLink {
        ActionLink { person: "policia-1".parse().unwrap(), step, until: until() }
    }

    fn task(action: LinkedAction) -> LinkedStep {
        LinkedStep::Task { item: "raporti-vjetor".parse().unwrap(), action }
    }

    fn report(n: u8) -> EventId {
        CommandId::named(&format!("report/{n}")).event(0)
    }

    fn steps() -> Vec<LinkedStep> {
        use LinkedDecision as D;

        let day = NaiveDate::from_ymd_opt(2017, 7, 31).unwrap();
        let decisions = [
            D::Verify,
            D::Reopen,
            D::GrantExtension(day),
            D::RefuseExtension,
            D::Return,
            D::GiveTo("mpb".parse().unwrap()),
            D::CallOff,
        ];
        let decided = decisions.map(|decision| LinkedAction::Decide(report(1), decision));
        let actions = [LinkedAction::Accept, LinkedAction::Complete, LinkedAction::RequestExtension(day)];
        let (case, referral) = (|| "2017-014".parse().unwrap(), || "r1".parse().unwrap());
        actions
            .into_iter()
            .chain(decided)
            .map(task)
            .chain([true, false].map(|accepts| LinkedStep::AnswerReferral {
                case: case(),
                referral: referral(),
                accepts,
            }))
            .chain([
                LinkedStep::ReportValue {
                    objective: "objective-1".parse().unwrap(),
                    indicator: "per.cent".parse().unwrap(),
                    period: Period::new(day, day).unwrap(),
                },
                LinkedStep::TakeAttendance { module: "moduli-1".parse().unwrap(), session: "s1".parse().unwrap() },
            ])
            .collect()
    }

    #[test]
    fn a_link_takes_the_step_that_it_was_made_for_and_each_has_a_command_of_its_own() {
        let mut commands = std::collections::BTreeSet::new();
        for step in steps() {
            let token = key("a").sign(&link(step.clone()));
            assert_eq!(key("a").open(&token, until() - TimeDelta::seconds(1)), Ok(link(step.clone())));
            assert!(commands.insert(link(step).command_id()));
        }
        let of_another_report = task(LinkedAction::Decide(report(2), LinkedDecision::Verify));
        let of_another_task = LinkedStep::Task { item: "tjeter".parse().unwrap(), action: LinkedAction::Accept };
        let first = link(task(LinkedAction::Accept));
        for other in [
            link(of_another_report),
            link(of_another_task),
            ActionLink { person: "policia-2".parse().unwrap(), ..first.clone() },
            ActionLink { until: first.until + TimeDelta::days(1), ..first },
        ] {
            assert!(commands.insert(other.command_id()), "{other:?}");
        }
    }

    #[test]
    fn what_needs_a_reason_does_nothing_without_one() {
        for step in steps() {
            let LinkedStep::Task { action, .. } = step else { continue };
            assert_eq!(action.command(None).is_none(), action.asks_for_a_reason(), "{action}");
            assert!(action.command(Some("since".parse().unwrap())).is_some());
        }
    }
}
