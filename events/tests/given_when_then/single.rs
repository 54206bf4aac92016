//! The aggregates that have one event so far.

use events::milestone::{
    Milestone, MilestoneCommand, MilestoneDate, MilestoneEvent, MilestoneKind, MilestoneRefusal, Precision,
};
use events::non_empty::NonEmpty;
use events::strategy::{Objective, ObjectiveCommand, ObjectiveEvent, ObjectiveRefusal};
use events::training::{Audience, Module, ModuleCommand, ModuleEvent, ModulePlan, ModuleRefusal};

use super::{given, holds};
use crate::values::{date, id, in_albanian, text};

#[test]
fn a_module_decides() {
    use ModuleRefusal as R;
    let plan = |until, days_min, days_max| ModulePlan {
        title: in_albanian("Identifikimi"),
        audience: Audience::Trainers,
        form: text("workshop"),
        from: date(1),
        until: date(until),
        days_min,
        days_max,
    };
    let good = || plan(30, Some(2), Some(2));
    holds::<Module>(
        &id("m1"),
        R::ALL,
        vec![
            given("it is planned", []).when(ModuleCommand::Plan(good())).then(ModuleEvent::ModulePlanned(good())),
            given("a day with no number of days", [])
                .when(ModuleCommand::Plan(plan(1, None, Some(1))))
                .then(ModuleEvent::ModulePlanned(plan(1, None, Some(1)))),
            given("it is planned once", [ModuleEvent::ModulePlanned(good())])
                .when(ModuleCommand::Plan(good()))
                .refused(R::AlreadyPlanned),
            given("it does not end before it begins", [])
                .when(ModuleCommand::Plan(plan(0, None, None)))
                .refused(R::EndsBeforeItBegins),
            given("least is not more than most", [])
                .when(ModuleCommand::Plan(plan(30, Some(3), Some(2))))
                .refused(R::DaysReversed),
        ],
    );
}

#[test]
fn an_objective_decides() {
    let owners = || NonEmpty::one(id("ms"));
    let set = || ObjectiveCommand::Set { statement: in_albanian("Të dhëna"), owners: owners(), key_issue: 3 };
    let was_set =
        || ObjectiveEvent::ObjectiveSet { statement: in_albanian("Të dhëna"), owners: owners(), key_issue: 3 };
    holds::<Objective>(
        &id("o1"),
        ObjectiveRefusal::ALL,
        vec![
            given("it is set", []).when(set()).then(was_set()),
            given("it is set once", [was_set()]).when(set()).refused(ObjectiveRefusal::AlreadySet),
        ],
    );
}

#[test]
fn a_milestone_decides() {
    use MilestoneRefusal as R;
    let at = |until: Option<i64>| MilestoneDate { from: date(1), until: until.map(date), precision: Precision::Month };
    let record =
        |until| MilestoneCommand::Record { title: in_albanian("Ligji"), kind: MilestoneKind::History, at: at(until) };
    let recorded =
        |until| MilestoneEvent::Recorded { title: in_albanian("Ligji"), kind: MilestoneKind::History, at: at(until) };
    holds::<Milestone>(
        &id("law-2013"),
        R::ALL,
        vec![
            given("it is recorded", []).when(record(None)).then(recorded(None)),
            given("it is one day long", []).when(record(Some(1))).then(recorded(Some(1))),
            given("it is recorded once", [recorded(None)]).when(record(None)).refused(R::AlreadyRecorded),
            given("it does not end before it begins", []).when(record(Some(0))).refused(R::EndsBeforeItBegins),
        ],
    );
}
