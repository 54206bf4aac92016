use events::reminder::{
    DeliveryFailure, Recipient, Reminder, ReminderCommand as C, ReminderEvent as E, ReminderId, ReminderRefusal as R,
    Rung,
};

use super::{given, holds};
use crate::values::{date, event_id, id};

fn reminder(rung: Rung) -> ReminderId {
    ReminderId { action_item: id("strehimoret-2026"), rung, due: date(20) }
}

fn owner() -> Recipient {
    Recipient::FocalPoint(id("ms"))
}

fn planned() -> E {
    E::Planned { reminder: reminder(Rung::OnTheDay), recipient: owner() }
}

fn sent() -> E {
    E::Sent { person: id("arta") }
}

fn failed(failure: DeliveryFailure) -> E {
    E::Failed { failure }
}

fn escalated() -> E {
    E::Escalated { recipient: Recipient::Chair(id("referral")), person: id("besa") }
}

fn answered() -> E {
    E::Answered { answer: event_id(7) }
}

#[test]
fn a_reminder_decides() {
    let plan = || C::Plan { reminder: reminder(Rung::OnTheDay), recipient: owner() };
    let send = || C::RecordSent { person: id("arta") };
    let escalate = || C::RecordEscalated { recipient: Recipient::Chair(id("referral")), person: id("besa") };
    let fail = |failure| C::RecordFailed { failure };
    let answer = || C::RecordAnswered { answer: event_id(7) };
    let another = C::Plan { reminder: reminder(Rung::Before(2)), recipient: owner() };
    holds::<Reminder>(
        &reminder(Rung::OnTheDay).key().unwrap(),
        R::ALL,
        vec![
            given("it is planned", []).when(plan()).then(planned()),
            given("it is planned once", [planned()]).when(plan()).nothing(),
            given("an answered one is not planned again", [planned(), sent(), answered()]).when(plan()).nothing(),
            given("another reminder is not planned in its place", []).when(another).refused(R::PlannedOtherwise),
            given("what was not planned is not sent", []).when(send()).refused(R::NotPlanned),
            given("what was not planned does not fail", [])
                .when(fail(DeliveryFailure::NoChatLinked))
                .refused(R::NotPlanned),
            given("it is sent", [planned()]).when(send()).then(sent()),
            given("it is sent once", [planned(), sent()]).when(send()).nothing(),
            given("it goes above the owner's head", [planned()]).when(escalate()).then(escalated()),
            given("it goes there once", [planned(), escalated()]).when(escalate()).nothing(),
            given("it fails", [planned()])
                .when(fail(DeliveryFailure::BlockedByPerson))
                .then(failed(DeliveryFailure::BlockedByPerson)),
            given("it fails again", [planned(), failed(DeliveryFailure::NoChatLinked)])
                .when(fail(DeliveryFailure::NoChatLinked))
                .then(failed(DeliveryFailure::NoChatLinked)),
            given("it arrives after a failure", [planned(), failed(DeliveryFailure::NoChatLinked)])
                .when(send())
                .then(sent()),
            given("what arrived does not fail afterwards", [planned(), sent()])
                .when(fail(DeliveryFailure::RefusedByMessenger))
                .nothing(),
            given("nobody answers what was not sent", [planned()]).when(answer()).refused(R::NotSent),
            given("it is answered", [planned(), sent()]).when(answer()).then(answered()),
            given("it is answered once", [planned(), sent(), answered()]).when(answer()).nothing(),
            given("an answered one is not sent again", [planned(), sent(), answered()]).when(send()).nothing(),
        ],
    );
}
