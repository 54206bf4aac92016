use chrono::NaiveTime;
use events::meeting::{
    InvitationAnswer, LONGEST_MEETING, Meeting, MeetingBody, MeetingCommand as C, MeetingEvent as E,
    MeetingRefusal as R, MeetingTime, RaisedItem,
};
use events::non_empty::NonEmpty;

use super::{TODAY, given, holds};
use crate::values::{date, id, in_albanian, noon, text};

fn at(day: i64) -> MeetingTime {
    MeetingTime { date: date(day), time: NaiveTime::from_hms_opt(10, 0, 0), minutes: Some(90) }
}

fn lasting(minutes: u16) -> MeetingTime {
    MeetingTime { minutes: Some(minutes), ..at(TODAY) }
}

fn schedule(at: MeetingTime) -> C {
    C::Schedule {
        title: in_albanian("Takimi i tretë"),
        at,
        place: Some(text("Prishtinë")),
        convened: MeetingBody::Subgroup(id("referral")),
        invited: NonEmpty::try_from(vec![id("ms"), id("mpms")]).unwrap(),
        recurrence: None,
    }
}

fn scheduled_by(at: MeetingTime, convened: MeetingBody) -> E {
    E::Scheduled {
        title: in_albanian("Takimi i tretë"),
        at,
        place: Some(text("Prishtinë")),
        convened,
        invited: NonEmpty::try_from(vec![id("ms"), id("mpms")]).unwrap(),
        recurrence: None,
    }
}

fn scheduled(at: MeetingTime) -> E {
    scheduled_by(at, MeetingBody::Subgroup(id("referral")))
}

fn held() -> E {
    E::Held { attended: NonEmpty::one(id("ms")) }
}

fn raised(item: &str, due: i64) -> RaisedItem {
    RaisedItem { action_item: id(item), title: in_albanian("Raporti"), owner: id("ms"), due: date(due) }
}

fn decision(raises: Vec<RaisedItem>) -> C {
    C::TakeDecision { decision: text("To report"), raises }
}

fn decided(raises: Vec<RaisedItem>) -> E {
    E::DecisionTaken { decision: text("To report"), raises, subgroup: Some(id("referral")) }
}

fn minuted() -> E {
    E::MinutesRecorded { minutes: text("All agreed").into() }
}

#[test]
fn a_meeting_decides() {
    let to_come = || vec![scheduled(at(TODAY + 5))];
    let today = || vec![scheduled(at(TODAY))];
    let past = || vec![scheduled(at(TODAY)), held()];
    let with = |history: Vec<E>, event: E| [history, vec![event]].concat();
    let cancelled = || E::Cancelled { reason: text("holiday") };
    let cancel = || C::Cancel { reason: text("holiday") };
    let answer = |institution, answer| C::AnswerInvitation { institution: id(institution), answer };
    let answered = |answer| E::InvitationAnswered { institution: id("ms"), answer };
    let hold = || C::Hold { attended: NonEmpty::one(id("ms")) };
    let minutes = || C::RecordMinutes { minutes: text("All agreed").into() };
    let agenda = || C::AddAgendaItem { item: text("Data") };
    holds::<Meeting>(
        &id("m-3"),
        R::ALL,
        vec![
            given("it is scheduled", []).when(schedule(at(TODAY))).then(scheduled(at(TODAY))),
            given("it is scheduled once", to_come()).when(schedule(at(TODAY))).refused(R::AlreadyScheduled),
            given("nothing is scheduled for yesterday", []).when(schedule(at(TODAY - 1))).refused(R::InThePast),
            given("history is scheduled as of its own day", [])
                .when_at(noon(TODAY - 1), schedule(at(TODAY - 1)))
                .then(scheduled(at(TODAY - 1))),
            given("it lasts at least a minute", []).when(schedule(lasting(0))).refused(R::LengthImpossible),
            given("it lasts at most two days", [])
                .when(schedule(lasting(LONGEST_MEETING + 1)))
                .refused(R::LengthImpossible),
            given("it may last two days", [])
                .when(schedule(lasting(LONGEST_MEETING)))
                .then(scheduled(lasting(LONGEST_MEETING))),
            given("what is not scheduled has no agenda", []).when(agenda()).refused(R::NotScheduled),
            given("the agenda grows", to_come()).when(agenda()).then(E::AgendaItemAdded { item: text("Data") }),
            given("a held meeting's agenda does not", past()).when(agenda()).refused(R::AlreadyHeld),
            given("it moves", to_come())
                .when(C::Reschedule { at: at(TODAY + 6) })
                .then(E::Rescheduled { at: at(TODAY + 6) }),
            given("it is at that time already", to_come()).when(C::Reschedule { at: at(TODAY + 5) }).nothing(),
            given("it does not move into the past", to_come())
                .when(C::Reschedule { at: at(TODAY - 1) })
                .refused(R::InThePast),
            given("it does not become endless", to_come())
                .when(C::Reschedule { at: lasting(LONGEST_MEETING + 1) })
                .refused(R::LengthImpossible),
            given("what was called off does not move", with(to_come(), cancelled()))
                .when(C::Reschedule { at: at(TODAY + 6) })
                .refused(R::IsCancelled),
            given("an institution answers", to_come())
                .when(answer("ms", InvitationAnswer::Attending))
                .then(answered(InvitationAnswer::Attending)),
            given("the same answer says nothing new", with(to_come(), answered(InvitationAnswer::Attending)))
                .when(answer("ms", InvitationAnswer::Attending))
                .nothing(),
            given("it may change its mind", with(to_come(), answered(InvitationAnswer::Attending)))
                .when(answer("ms", InvitationAnswer::SendingDeputy))
                .then(answered(InvitationAnswer::SendingDeputy)),
            given(
                "a moved meeting is answered anew",
                [to_come(), vec![answered(InvitationAnswer::Attending), E::Rescheduled { at: at(TODAY + 6) }]].concat(),
            )
            .when(answer("ms", InvitationAnswer::Attending))
            .then(answered(InvitationAnswer::Attending)),
            given("who is not invited does not answer", to_come())
                .when(answer("kp", InvitationAnswer::Attending))
                .refused(R::NotInvited),
            given("it is held on its day", today()).when(hold()).then(held()),
            given("it is not held before its day", to_come()).when(hold()).refused(R::StillToCome),
            given("it is held once", past()).when(hold()).refused(R::AlreadyHeld),
            given("minutes follow", past()).when(minutes()).then(minuted()),
            given("minutes are replaced until approved", with(past(), minuted())).when(minutes()).then(minuted()),
            given("no minutes before it is held", today()).when(minutes()).refused(R::NotHeldYet),
            given("no minutes of what was called off", with(today(), cancelled()))
                .when(minutes())
                .refused(R::IsCancelled),
            given("approved minutes stay", [past(), vec![minuted(), E::MinutesApproved {}]].concat())
                .when(minutes())
                .refused(R::MinutesApproved),
            given("minutes are approved", with(past(), minuted())).when(C::ApproveMinutes).then(E::MinutesApproved {}),
            given("they are approved once", [past(), vec![minuted(), E::MinutesApproved {}]].concat())
                .when(C::ApproveMinutes)
                .nothing(),
            given("there must be minutes to approve", past()).when(C::ApproveMinutes).refused(R::NoMinutes),
            given("a decision raises action items for the subgroup's board", past())
                .when(decision(vec![raised("a", TODAY), raised("b", TODAY + 9)]))
                .then(decided(vec![raised("a", TODAY), raised("b", TODAY + 9)])),
            given(
                "a decision of the whole authority goes to no board",
                [scheduled_by(at(TODAY), MeetingBody::Authority), held()],
            )
            .when(decision(vec![]))
            .then(E::DecisionTaken { decision: text("To report"), raises: vec![], subgroup: None }),
            given("nothing is decided before it is held", today()).when(decision(vec![])).refused(R::NotHeldYet),
            given("a raised item is due from today on", past())
                .when(decision(vec![raised("a", TODAY - 1)]))
                .refused(R::RaisedDuePast),
            given("an item is raised once in a decision", past())
                .when(decision(vec![raised("a", TODAY), raised("a", TODAY)]))
                .refused(R::RaisedTwice),
            given("an item is raised once in a meeting", with(past(), decided(vec![raised("a", TODAY)])))
                .when(decision(vec![raised("a", TODAY)]))
                .refused(R::RaisedTwice),
            given("it is called off", to_come()).when(cancel()).then(cancelled()),
            given("what was held is not called off", past()).when(cancel()).refused(R::AlreadyHeld),
            given("it is called off once", with(to_come(), cancelled())).when(cancel()).refused(R::IsCancelled),
        ],
    );
}
