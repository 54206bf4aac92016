use chrono::TimeDelta;
use events::action_item::{
    ActionItem, ActionItemCommand as C, ActionItemEvent as E, ActionItemRefusal as R, TAKE_BACK_WITHIN,
};
use events::text::Percent;

use super::{Line, TODAY, given, holds};
use crate::values::{date, event_id, id, in_albanian, noon, text};

const DUE: i64 = TODAY + 10;

fn assign(due: i64) -> C {
    C::Assign {
        title: in_albanian("Raporti"),
        owner: id("ms"),
        subgroup: Some(id("referral")),
        due: date(due),
        raised_by: None,
    }
}

fn assigned(due: i64) -> E {
    E::Assigned {
        title: in_albanian("Raporti"),
        owner: id("ms"),
        subgroup: Some(id("referral")),
        due: date(due),
        raised_by: None,
    }
}

fn percent(value: u8) -> Percent {
    value.try_into().unwrap()
}

fn report(value: u8) -> C {
    C::ReportProgress { progress: percent(value) }
}

fn reported(value: u8) -> E {
    E::ProgressReported { progress: percent(value) }
}

fn blocked(reason: &str) -> E {
    E::Blocked { reason: text(reason) }
}

fn block(reason: &str) -> C {
    C::Block { reason: text(reason) }
}

fn ask(until: i64) -> C {
    C::RequestExtension { until: date(until), reason: None }
}

fn asked(until: i64) -> E {
    E::ExtensionRequested { until: date(until), reason: None }
}

fn grant(until: i64) -> C {
    C::GrantExtension { until: date(until) }
}

fn granted(until: i64) -> E {
    E::ExtensionGranted { until: date(until) }
}

fn cancelled() -> E {
    E::Cancelled { reason: text("not needed") }
}

fn reopen(due: Option<i64>) -> C {
    C::Reopen { reason: text("not all shelters"), due: due.map(date) }
}

fn reopened(due: Option<i64>) -> E {
    E::Reopened { reason: text("not all shelters"), due: due.map(date) }
}

fn disclaim(suggested: Option<&str>) -> C {
    C::Disclaim { suggested: suggested.map(id), reason: Some(text("not our law")) }
}

fn disclaimed(suggested: Option<&str>) -> E {
    E::Disclaimed { suggested: suggested.map(id), reason: Some(text("not our law")) }
}

fn give_back() -> C {
    C::Return { reason: text("article 12") }
}

fn returned() -> E {
    E::Returned { reason: text("article 12") }
}

/// An assigned item's history: [`assigned`], then these.
fn then(events: impl IntoIterator<Item = E>) -> Vec<E> {
    std::iter::once(assigned(DUE)).chain(events).collect()
}

fn the_owner_reports() -> Vec<Line<ActionItem>> {
    vec![
        given("it is assigned", []).when(assign(TODAY)).then(assigned(TODAY)),
        given("it is assigned once", then([])).when(assign(TODAY)).refused(R::AlreadyAssigned),
        given("it is not due yesterday", []).when(assign(TODAY - 1)).refused(R::DueInThePast),
        given("what is not assigned is not done", []).when(C::Complete).refused(R::NotAssigned),
        given("it is taken on", then([])).when(C::Accept).then(E::Accepted {}),
        given("it is taken on once", then([E::Accepted {}])).when(C::Accept).nothing(),
        given("what is under way is taken on", then([reported(10)])).when(C::Accept).nothing(),
        given("it gets on", then([])).when(report(40)).then(reported(40)),
        given("the same share says nothing new", then([reported(40)])).when(report(40)).nothing(),
        given("it may fall back", then([reported(40)])).when(report(30)).then(reported(30)),
        given("nought is a report too", then([])).when(report(0)).then(reported(0)),
        given("the whole of it is done", then([reported(40)])).when(report(100)).then(E::Completed {}),
        given("a blocked one gets on by a report", then([reported(40), blocked("budget")]))
            .when(report(40))
            .then(reported(40)),
        given("it is stuck", then([])).when(block("budget")).then(blocked("budget")),
        given("it is stuck for that already", then([blocked("budget")])).when(block("budget")).nothing(),
        given("it is stuck for another reason", then([blocked("budget")])).when(block("staff")).then(blocked("staff")),
        given("it is stuck no more", then([blocked("budget")])).when(C::Unblock).then(E::Unblocked {}),
        given("what was 40% is 40% again", then([reported(40), blocked("budget"), E::Unblocked {}]))
            .when(report(40))
            .nothing(),
        given("what is not stuck is not freed", then([reported(40)])).when(C::Unblock).refused(R::NotBlocked),
        given("it is done", then([])).when(C::Complete).then(E::Completed {}),
        given("it is done once", then([E::Completed {}])).when(C::Complete).refused(R::AlreadyCompleted),
        given("what is done is not stuck", then([E::Completed {}])).when(block("budget")).refused(R::AlreadyCompleted),
        given("what is verified stays", then([E::Completed {}, E::Verified {}]))
            .when(report(10))
            .refused(R::AlreadyVerified),
        given("what was called off stays", then([cancelled()])).when(C::Accept).refused(R::IsCancelled),
    ]
}

fn more_time() -> Vec<Line<ActionItem>> {
    vec![
        given("more time is asked for", then([])).when(ask(DUE + 1)).then(asked(DUE + 1)),
        given("it is asked for already", then([asked(DUE + 1)])).when(ask(DUE + 1)).nothing(),
        given("another date is asked for", then([asked(DUE + 1)])).when(ask(DUE + 2)).then(asked(DUE + 2)),
        given("the due date is no more time", then([])).when(ask(DUE)).refused(R::NotLonger),
        given("a late item's new date is not in the past", then([]))
            .when_at(noon(DUE + 5), ask(DUE + 4))
            .refused(R::NotLonger),
        given("more time is given", then([asked(DUE + 1)])).when(grant(DUE + 1)).then(granted(DUE + 1)),
        given("another date is given", then([asked(DUE + 9)])).when(grant(DUE + 3)).then(granted(DUE + 3)),
        given("giving is no taking", then([asked(DUE + 9)])).when(grant(DUE - 1)).refused(R::NotLonger),
        given("a date in the past is not given", then([asked(DUE + 1)]))
            .when_at(noon(DUE + 5), grant(DUE + 1))
            .refused(R::NotLonger),
        given("what nobody asked for is not given", then([])).when(grant(DUE + 1)).refused(R::NothingAsked),
        given("what was given is not given again", then([asked(DUE + 1), granted(DUE + 1)]))
            .when(grant(DUE + 2))
            .refused(R::NothingAsked),
        given("no more time is given", then([asked(DUE + 1)]))
            .when(C::RefuseExtension { reason: Some(text("urgent")) })
            .then(E::ExtensionRefused { reason: Some(text("urgent")) }),
        given("what nobody asked for is not refused", then([]))
            .when(C::RefuseExtension { reason: None })
            .refused(R::NothingAsked),
        given("who is done asks for nothing", then([asked(DUE + 1), E::Completed {}]))
            .when(grant(DUE + 1))
            .refused(R::AlreadyCompleted),
    ]
}

fn not_the_owners() -> Vec<Line<ActionItem>> {
    let withdrawn = |n| E::ReportWithdrawn { report: event_id(n) };
    vec![
        given("it is not theirs", then([])).when(disclaim(None)).then(disclaimed(None)),
        given("nor what they had begun", then([reported(40)])).when(disclaim(Some("kp"))).then(disclaimed(Some("kp"))),
        given("it is said already", then([disclaimed(Some("kp"))])).when(disclaim(Some("kp"))).nothing(),
        given("whose it is, is said later", then([disclaimed(None)]))
            .when(disclaim(Some("kp")))
            .then(disclaimed(Some("kp"))),
        given("not theirs but theirs is nothing", then([])).when(disclaim(Some("ms"))).refused(R::SameOwner),
        given("what is done was theirs", then([E::Completed {}])).when(disclaim(None)).refused(R::AlreadyCompleted),
        given("it is taken back like any report", then([reported(40), disclaimed(None)]))
            .when(C::WithdrawReport { report: event_id(2) })
            .then(withdrawn(2)),
        given("and is as it was", then([reported(40), disclaimed(None), withdrawn(2)])).when(report(40)).nothing(),
        given("with the time asked for", then([asked(DUE + 1), disclaimed(None), withdrawn(2)]))
            .when(ask(DUE + 1))
            .nothing(),
        given("it is taken on after all", then([disclaimed(None)])).when(C::Accept).then(E::Accepted {}),
        given("it gets on after all", then([reported(40), disclaimed(None)])).when(report(40)).then(reported(40)),
        given("it is done after all", then([disclaimed(None)])).when(C::Complete).then(E::Completed {}),
        given("it is stuck after all", then([disclaimed(None)])).when(block("budget")).then(blocked("budget")),
        given("it is not freed of what it is not stuck in", then([blocked("budget"), disclaimed(None)]))
            .when(C::Unblock)
            .refused(R::NotBlocked),
        given("more time is for whoever does it", then([disclaimed(None)])).when(ask(DUE + 1)).then(asked(DUE + 1)),
        given("who asks for time has taken it on", then([disclaimed(None), asked(DUE + 1)])).when(C::Accept).nothing(),
        given("nor is what was begun lost by that", then([reported(40), disclaimed(None), asked(DUE + 1)]))
            .when(report(40))
            .nothing(),
        given("time that was asked for before is nobody's question", then([asked(DUE + 1), disclaimed(None)]))
            .when(grant(DUE + 1))
            .refused(R::NothingAsked),
        given("nobody is nudged", then([disclaimed(None)])).when(C::Nudge).refused(R::IsDisclaimed),
        given("it is not verified", then([disclaimed(None)])).when(C::Verify).refused(R::NotCompleted),
        given("it is not reopened", then([disclaimed(None)])).when(reopen(None)).refused(R::NotCompleted),
        given("it goes to another institution", then([disclaimed(Some("kp"))]))
            .when(C::Reassign { owner: id("kp"), reason: None })
            .then(E::Reassigned { owner: id("kp"), reason: None }),
        given("it is called off", then([disclaimed(None)]))
            .when(C::Cancel { reason: text("not needed") })
            .then(cancelled()),
        given("it is theirs", then([disclaimed(None)])).when(give_back()).then(returned()),
        given("they still have to take it on", then([E::Accepted {}, disclaimed(None), returned()]))
            .when(C::Accept)
            .then(E::Accepted {}),
        given("what they had done of it stays", then([reported(40), disclaimed(None), returned()]))
            .when(report(40))
            .nothing(),
        given("it is theirs, once", then([disclaimed(None), returned()])).when(give_back()).refused(R::NotDisclaimed),
        given("they say so again", then([disclaimed(None), returned()])).when(disclaim(None)).then(disclaimed(None)),
        given("what nobody disclaims is not given back", then([])).when(give_back()).refused(R::NotDisclaimed),
        given("nor what is done", then([E::Completed {}])).when(give_back()).refused(R::AlreadyCompleted),
        given("not after the chair decided", then([disclaimed(None), returned()]))
            .when(C::WithdrawReport { report: event_id(1) })
            .refused(R::NothingToTakeBack),
    ]
}

fn taking_back() -> Vec<Line<ActionItem>> {
    let withdraw = |n| C::WithdrawReport { report: event_id(n) };
    let withdrawn = |n| E::ReportWithdrawn { report: event_id(n) };
    vec![
        given("a report is taken back", then([E::Completed {}])).when(withdraw(1)).then(withdrawn(1)),
        given("also in the last second", then([E::Completed {}]))
            .when_at(noon(TODAY) + TAKE_BACK_WITHIN, withdraw(1))
            .then(withdrawn(1)),
        given("but not after it", then([E::Completed {}]))
            .when_at(noon(TODAY) + TAKE_BACK_WITHIN + TimeDelta::seconds(1), withdraw(1))
            .refused(R::TooLateToTakeBack),
        given("what was before holds again", then([reported(40), E::Completed {}, withdrawn(2)]))
            .when(report(40))
            .nothing(),
        given("a date asked for is asked for again", then([asked(DUE + 1), E::Completed {}, withdrawn(2)]))
            .when(ask(DUE + 1))
            .nothing(),
        given("only the last report is taken back", then([reported(40), reported(50)]))
            .when(withdraw(1))
            .refused(R::NothingToTakeBack),
        given("it is taken back once", then([reported(40), withdrawn(1)]))
            .when(withdraw(1))
            .refused(R::NothingToTakeBack),
        given("not after the chair decided", then([asked(DUE + 1), granted(DUE + 1)]))
            .when(withdraw(1))
            .refused(R::NothingToTakeBack),
        given("not after it was verified", then([E::Completed {}, E::Verified {}]))
            .when(withdraw(1))
            .refused(R::NothingToTakeBack),
        given(
            "not after it went to another owner",
            then([reported(40), E::Reassigned { owner: id("kp"), reason: None }]),
        )
        .when(withdraw(1))
        .refused(R::NothingToTakeBack),
        given("an assignment is no report", then([])).when(withdraw(0)).refused(R::NothingToTakeBack),
    ]
}

fn the_chair_decides() -> Vec<Line<ActionItem>> {
    let reassign = |owner| C::Reassign { owner: id(owner), reason: None };
    let cancel = || C::Cancel { reason: text("not needed") };
    let verified = || then([E::Completed {}, E::Verified {}]);
    vec![
        given("what is done is verified", then([E::Completed {}])).when(C::Verify).then(E::Verified {}),
        given("it is verified once", verified()).when(C::Verify).nothing(),
        given("what is not done is not verified", then([reported(90)])).when(C::Verify).refused(R::NotCompleted),
        given("what was called off is not verified", then([cancelled()])).when(C::Verify).refused(R::IsCancelled),
        given(
            "a report taken back is not verified",
            then([E::Completed {}, E::ReportWithdrawn { report: event_id(1) }]),
        )
        .when(C::Verify)
        .refused(R::NotCompleted),
        given("what is done is reopened", then([E::Completed {}])).when(reopen(None)).then(reopened(None)),
        given("what is verified is reopened", verified()).when(reopen(Some(DUE + 1))).then(reopened(Some(DUE + 1))),
        given("a reopened one is verified only when done again", [verified(), vec![reopened(None)]].concat())
            .when(C::Verify)
            .refused(R::NotCompleted),
        given("a reopened one is done again", [verified(), vec![reopened(None)]].concat())
            .when(C::Complete)
            .then(E::Completed {}),
        given("a reopened one has its new date", [verified(), vec![reopened(Some(DUE + 5))]].concat())
            .when(ask(DUE + 5))
            .refused(R::NotLonger),
        given("it is not reopened for the past", then([E::Completed {}]))
            .when(reopen(Some(TODAY - 1)))
            .refused(R::DueInThePast),
        given("what is open is not reopened", then([])).when(reopen(None)).refused(R::NotCompleted),
        given("what was called off is not reopened", then([cancelled()])).when(reopen(None)).refused(R::IsCancelled),
        given("it goes to another institution", then([reported(40)]))
            .when(reassign("kp"))
            .then(E::Reassigned { owner: id("kp"), reason: None }),
        given("it has to be taken on there", then([E::Accepted {}, E::Reassigned { owner: id("kp"), reason: None }]))
            .when(C::Accept)
            .then(E::Accepted {}),
        given("it belongs to them already", then([])).when(reassign("ms")).refused(R::SameOwner),
        given("what is done goes nowhere", then([E::Completed {}])).when(reassign("kp")).refused(R::AlreadyCompleted),
        given("the owner is nudged", then([reported(40)])).when(C::Nudge).then(E::Nudged { on: date(TODAY) }),
        given("once a day is enough", then([E::Nudged { on: date(TODAY) }, reported(40)]))
            .when(C::Nudge)
            .refused(R::NudgedToday),
        given("on another day again", then([E::Nudged { on: date(TODAY) }]))
            .when_at(noon(TODAY + 1), C::Nudge)
            .then(E::Nudged { on: date(TODAY + 1) }),
        given(
            "a new owner was not nudged",
            then([E::Nudged { on: date(TODAY) }, E::Reassigned { owner: id("kp"), reason: None }]),
        )
        .when(C::Nudge)
        .then(E::Nudged { on: date(TODAY) }),
        given("what is done needs no nudge", then([E::Completed {}])).when(C::Nudge).refused(R::AlreadyCompleted),
        given("it is called off", then([blocked("budget")])).when(cancel()).then(cancelled()),
        given("it is called off once", then([cancelled()])).when(cancel()).refused(R::IsCancelled),
        given("what is verified is not called off", verified()).when(cancel()).refused(R::AlreadyVerified),
    ]
}

#[test]
fn an_action_item_decides() {
    let table = the_owner_reports()
        .into_iter()
        .chain(more_time())
        .chain(not_the_owners())
        .chain(taking_back())
        .chain(the_chair_decides());
    holds::<ActionItem>(&id("strehimoret-2026"), R::ALL, table.collect());
}
