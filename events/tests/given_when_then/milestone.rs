use events::milestone::{
    Milestone, MilestoneCommand, MilestoneDate, MilestoneEvent, MilestoneKind, MilestoneRefusal, Precision,
};

use super::{given, holds};
use crate::values::{date, id, in_albanian};

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
