use events::notification::{
    Audience, ChannelKind, NotDelivered, Notice, Notification, NotificationCommand as C, NotificationEvent as E,
    NotificationRefusal as R,
};

use super::{given, holds};
use crate::values::{event_id, id, message_id, notice};

fn a_notice() -> Notice {
    notice("action-item/strehimoret-2026", "before-7.2026-03-28", Audience::FocalPoint(id("ms")))
}

fn planned() -> E {
    E::Planned { notice: a_notice() }
}

fn sent(certain: bool) -> E {
    E::Sent { person: id("arta"), channel: ChannelKind::Telegram, message: message_id(1), certain }
}

fn sent_by_mail() -> E {
    E::Sent { person: id("besa"), channel: ChannelKind::Email, message: message_id(2), certain: true }
}

fn came_back() -> E {
    let failure = NotDelivered::AddressBounced;
    E::Failed { person: Some(id("besa")), channel: Some(ChannelKind::Email), failure }
}

fn posted() -> E {
    E::Posted { channel: ChannelKind::Telegram, message: message_id(3), certain: true }
}

fn failed(failure: NotDelivered) -> E {
    E::Failed { person: Some(id("arta")), channel: Some(ChannelKind::Telegram), failure }
}

fn answered() -> E {
    E::Answered { answer: event_id(7) }
}

fn overtaken() -> E {
    E::Overtaken {}
}

fn carried_over() -> E {
    E::CarriedOver { notice: a_notice(), person: id("arta"), channel: ChannelKind::Telegram }
}

#[test]
fn a_notice_decides() {
    let plan = || C::Plan { notice: a_notice() };
    let send =
        |certain| C::RecordSent { person: id("arta"), channel: ChannelKind::Telegram, message: message_id(1), certain };
    let by_mail =
        || C::RecordSent { person: id("besa"), channel: ChannelKind::Email, message: message_id(2), certain: true };
    let bounce = || C::RecordFailed {
        person: Some(id("besa")),
        channel: Some(ChannelKind::Email),
        failure: NotDelivered::AddressBounced,
    };
    let post = || C::RecordPosted { channel: ChannelKind::Telegram, message: message_id(3), certain: true };
    let fail = |failure| C::RecordFailed { person: Some(id("arta")), channel: Some(ChannelKind::Telegram), failure };
    let answer = || C::RecordAnswered { answer: event_id(7) };
    let carry_over = |notice| C::CarryOver { notice, person: id("arta"), channel: ChannelKind::Telegram };
    let another = || notice("action-item/strehimoret-2026", "before-2.2026-03-28", Audience::FocalPoint(id("ms")));
    let bounced = || failed(NotDelivered::AddressBounced);
    holds::<Notification>(
        &a_notice().key(),
        R::ALL,
        vec![
            given("it is planned", []).when(plan()).then(planned()),
            given("it is planned once", [planned()]).when(plan()).nothing(),
            given("a sent one is not planned again", [planned(), sent(true)]).when(plan()).nothing(),
            given("an overtaken one is not planned again", [planned(), overtaken()]).when(plan()).nothing(),
            given("another notice is not planned in its place", [])
                .when(C::Plan { notice: another() })
                .refused(R::PlannedOtherwise),
            given("what was not planned is not sent", []).when(send(true)).refused(R::NotPlanned),
            given("what was not planned does not fail", []).when(fail(NotDelivered::NoChannel)).refused(R::NotPlanned),
            given("what was not planned is not answered", []).when(answer()).refused(R::NotPlanned),
            given("what was not planned is not overtaken", []).when(C::RecordOvertaken).refused(R::NotPlanned),
            given("it is sent", [planned()]).when(send(true)).then(sent(true)),
            given("it is sent, perhaps", [planned()]).when(send(false)).then(sent(false)),
            given("it is sent once", [planned(), sent(true)]).when(send(true)).nothing(),
            given("whoever wants both is told by the other channel as well", [planned(), sent(true)])
                .when(by_mail())
                .then(sent_by_mail()),
            given("by each channel once", [planned(), sent(true), sent_by_mail()]).when(by_mail()).nothing(),
            given("what was answered is not said by the other channel", [planned(), sent(true), answered()])
                .when(by_mail())
                .nothing(),
            given("what comes back from an address was not said", [planned(), sent_by_mail()])
                .when(bounce())
                .then(came_back()),
            given("and is said otherwise", [planned(), sent_by_mail(), came_back()]).when(send(true)).then(sent(true)),
            given("what comes back from an address was said in the chat", [planned(), sent(true), sent_by_mail()])
                .when(bounce())
                .then(came_back()),
            given("so it is not said there again", [planned(), sent(true), sent_by_mail(), came_back()])
                .when(send(true))
                .nothing(),
            given("the other channel fails", [planned(), sent(true)]).when(bounce()).then(came_back()),
            given("that one who was told is without a post is no failure", [planned(), sent(true)])
                .when(C::RecordFailed { person: None, channel: None, failure: NotDelivered::NobodyInPost })
                .nothing(),
            given("what comes back after the answer is no failure", [planned(), sent_by_mail(), answered()])
                .when(bounce())
                .nothing(),
            given("that it did arrive adds nothing", [planned(), sent(false)]).when(send(true)).nothing(),
            given("what was not planned is not posted", []).when(post()).refused(R::NotPlanned),
            given("it is posted in a group", [planned()]).when(post()).then(posted()),
            given("it is posted once", [planned(), posted()]).when(post()).nothing(),
            given("what was posted is not sent to a person as well", [planned(), posted()]).when(send(true)).nothing(),
            given("what was posted is answered", [planned(), posted()]).when(answer()).then(answered()),
            given("it fails", [planned()])
                .when(fail(NotDelivered::BlockedByPerson))
                .then(failed(NotDelivered::BlockedByPerson)),
            given("it fails before anybody is found", [planned()])
                .when(C::RecordFailed { person: None, channel: None, failure: NotDelivered::NobodyInPost })
                .then(E::Failed { person: None, channel: None, failure: NotDelivered::NobodyInPost }),
            given("it fails again", [planned(), bounced()]).when(fail(NotDelivered::AddressBounced)).then(bounced()),
            given("it arrives after a failure", [planned(), bounced()]).when(send(true)).then(sent(true)),
            given("what arrived does not fail afterwards", [planned(), sent(true)])
                .when(fail(NotDelivered::RefusedByChannel))
                .nothing(),
            given("nobody answers what was not sent", [planned()]).when(answer()).refused(R::NotSent),
            given("nobody answers what was never said", [planned(), overtaken()]).when(answer()).refused(R::NotSent),
            given("it is answered", [planned(), sent(true)]).when(answer()).then(answered()),
            given("it is answered once", [planned(), sent(true), answered()]).when(answer()).nothing(),
            given("an answered one is not sent again", [planned(), sent(true), answered()]).when(send(true)).nothing(),
            given("an answered one is not overtaken", [planned(), sent(true), answered()])
                .when(C::RecordOvertaken)
                .nothing(),
            given("it is overtaken", [planned()]).when(C::RecordOvertaken).then(overtaken()),
            given("it is overtaken once", [planned(), overtaken()]).when(C::RecordOvertaken).nothing(),
            given("it is overtaken after a failure", [planned(), bounced()]).when(C::RecordOvertaken).then(overtaken()),
            given("what was said is not overtaken", [planned(), sent(true)]).when(C::RecordOvertaken).nothing(),
            given("an overtaken one is not sent", [planned(), overtaken()]).when(send(true)).nothing(),
            given("an overtaken one does not fail", [planned(), overtaken()])
                .when(fail(NotDelivered::NoChannel))
                .nothing(),
            given("it is carried over", []).when(carry_over(a_notice())).then(carried_over()),
            given("it is carried over once", [carried_over()]).when(carry_over(a_notice())).nothing(),
            given(
                "what was said before there was a ledger is not said again because it was planned since",
                [planned()],
            )
            .when(carry_over(a_notice()))
            .then(carried_over()),
            given("what was said since is not carried over", [planned(), sent(true)])
                .when(carry_over(a_notice()))
                .nothing(),
            given("another notice is not carried over in its place", [])
                .when(carry_over(another()))
                .refused(R::PlannedOtherwise),
            given("what was carried over was sent", [carried_over()]).when(send(true)).nothing(),
            given("what was carried over is answered", [carried_over()]).when(answer()).then(answered()),
        ],
    );
}
