use events::erasure::{Erasure, ErasureCommand as C, ErasureEvent as E, ErasureRefusal as R, ErasureSubject, TakenOut};
use events::ids::Position;
use events::log_mark::EventHash;

use super::{given, holds};
use crate::values::{event_id, id, text};

#[test]
fn an_erasure_decides() {
    let texts = || ErasureSubject::Texts { position: Position(7), event: event_id(6) };
    let ask = || C::Ask { subject: texts(), reason: text("It says too much") };
    let asked = || E::Asked { subject: texts(), reason: text("It says too much") };
    let confirmed = || E::Confirmed { subject: texts() };
    let from = || vec![TakenOut { position: Position(7), event: event_id(6), left: EventHash::from([7; 32]) }];
    let carry_out = || C::RecordCarriedOut { from: from() };
    let carried_out = || E::CarriedOut { subject: texts(), from: from() };
    let done = || [asked(), confirmed(), carried_out()];
    let elsewhere = C::Ask { subject: ErasureSubject::Person { person: id("arta") }, reason: text("She asked for it") };
    holds::<Erasure>(
        &texts().erasure().unwrap(),
        R::ALL,
        vec![
            given("it is asked for", []).when(ask()).then(asked()),
            given("it is of what its id says", []).when(elsewhere).refused(R::SubjectElsewhere),
            given("one person asks", [asked()]).when(ask()).refused(R::AlreadyAsked),
            given("another confirms", [asked()]).when(C::Confirm).then(confirmed()),
            given("there is nothing to confirm", []).when(C::Confirm).refused(R::NotAsked),
            given("nor to withdraw", []).when(C::Withdraw).refused(R::NotAsked),
            given("it is withdrawn", [asked()]).when(C::Withdraw).then(E::Withdrawn {}),
            given("and is so", [asked(), E::Withdrawn {}]).when(C::Withdraw).nothing(),
            given("it is not confirmed then", [asked(), E::Withdrawn {}]).when(C::Confirm).refused(R::NotAsked),
            given("it is asked for again", [asked(), E::Withdrawn {}]).when(ask()).then(asked()),
            given("nothing is done before", [asked()]).when(carry_out()).refused(R::NotConfirmed),
            given("it is done", [asked(), confirmed()]).when(carry_out()).then(carried_out()),
            given("it is too late to withdraw", [asked(), confirmed()]).when(C::Withdraw).refused(R::AlreadyConfirmed),
            given("it is done once", done()).when(carry_out()).nothing(),
            given("what is gone is gone", done()).when(ask()).refused(R::AlreadyDone),
        ],
    );
}
