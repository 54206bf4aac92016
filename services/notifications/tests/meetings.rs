//! Meetings: who was invited hears what is new, each thing once and in its time; the group of the subgroup as well; and what
//! an invitation says is kept up to date without ringing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use events::Command;
use events::institution::{InstitutionCommand, QuietHours};
use events::language::{Language, LocalText};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand as C, MeetingTime, Recurrence};
use events::non_empty::NonEmpty;
use events::period::Period;
use notifications::{MeetingNews as N, Message};
use support::{Harness, addressee, at, july};

async fn give(harness: &Harness, meeting: &str, command: C) {
    harness.give(Command::Meeting(meeting.parse().unwrap(), command)).await.unwrap();
}

fn on(date: NaiveDate, time: Option<&str>) -> MeetingTime {
    let time = time.map(|time| format!("{time}:00").parse().unwrap());
    MeetingTime { date, time, minutes: None }
}

fn schedule(convened: MeetingBody, at: MeetingTime) -> C {
    let title = LocalText::only(Language::En, "Meeting".parse().unwrap());
    let invited = NonEmpty::one(match &convened {
        MeetingBody::Subgroup(_) => "policia".parse().unwrap(),
        MeetingBody::Authority | MeetingBody::Invited => "ms".parse().unwrap(),
    });
    C::Schedule { title, at, place: None, convened, invited, recurrence: None }
}

fn of_the_subgroup() -> MeetingBody {
    MeetingBody::Subgroup("te-dhena".parse().unwrap())
}

fn answer(institution: &str, answer: InvitationAnswer) -> C {
    C::AnswerInvitation { institution: institution.parse().unwrap(), answer }
}

/// To whom what was said of meetings, and whether in a morning's message.
fn news(messages: &[Message]) -> Vec<(&str, N, bool)> {
    let of = |message: &'_ Message| -> Vec<N> {
        message.parts.iter().filter_map(|part| Some(part.content.as_meeting()?.news)).collect()
    };
    messages
        .iter()
        .flat_map(|message| of(message).into_iter().map(|news| (addressee(message), news, message.morning)))
        .collect()
}

/// What is said at a time; looked at twice, because what was said once is not said again.
async fn said_at(harness: &Harness, day: u64, (hour, minute): (u32, u32)) -> Vec<(String, N, bool)> {
    harness.wake_at(at(july(day), hour, minute)).await.unwrap();
    let first = harness.delivered();
    harness.wake_at(at(july(day), hour, minute)).await.unwrap();
    let again = harness.delivered();
    assert!(news(&again).iter().all(|(_, news, _)| *news == N::Changed), "said again: {again:#?}");
    let all = [first, again].concat();
    news(&all).into_iter().map(|(to, news, morning)| (to.to_owned(), news, morning)).collect()
}

fn to(person: &str, news: N) -> (String, N, bool) {
    (person.to_owned(), news, false)
}

#[tokio::test]
async fn a_meeting_is_told_step_by_step_and_each_step_once() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    harness.set(at(july(3), 21, 0));
    give(&harness, "m", schedule(MeetingBody::Authority, on(july(13), Some("10:00")))).await;
    // Mon 3 to Thu 13 July.
    assert_eq!(said_at(&harness, 3, (22, 0)).await, [], "quiet hours");
    assert_eq!(said_at(&harness, 4, (7, 0)).await, [to("arta", N::Invited)]);
    assert_eq!(said_at(&harness, 5, (9, 0)).await, []);
    give(&harness, "m", C::AddAgendaItem { item: "Beds".parse().unwrap() }).await;
    assert_eq!(said_at(&harness, 5, (23, 0)).await, [to("arta", N::Changed)], "an edit rings no bell");
    for given in [InvitationAnswer::Attending, InvitationAnswer::NotAttending, InvitationAnswer::Attending] {
        give(&harness, "m", answer("ms", given)).await;
        assert_eq!(said_at(&harness, 6, (9, 0)).await, [to("arta", N::Changed)], "each time, {given:?}");
    }
    give(&harness, "m", C::Reschedule { at: on(july(11), Some("09:00")) }).await;
    assert_eq!(said_at(&harness, 8, (10, 0)).await, [], "Saturday, and not near");
    assert_eq!(
        said_at(&harness, 10, (7, 30)).await,
        [to("arta", N::Moved), to("arta", N::Changed)],
        "whoever hears of it on the day before need not be reminded of it"
    );
    assert_eq!(said_at(&harness, 10, (9, 0)).await, []);
    assert_eq!(said_at(&harness, 11, (8, 0)).await, [to("arta", N::HourBefore)]);
    assert_eq!(said_at(&harness, 11, (9, 0)).await, [], "it has begun");
    give(&harness, "m", C::Hold { attended: NonEmpty::one("ms".parse().unwrap()) }).await;
    give(&harness, "m", C::RecordMinutes { minutes: "All agreed".parse().unwrap() }).await;
    assert_eq!(said_at(&harness, 11, (9, 9)).await, [], "decisions may follow");
    assert_eq!(said_at(&harness, 11, (9, 10)).await, [to("arta", N::Account)]);
    harness.set(at(july(12), 9, 0));
    give(&harness, "m", C::TakeDecision { decision: "One form".parse().unwrap(), raises: vec![] }).await;
    assert_eq!(said_at(&harness, 12, (9, 10)).await, [to("arta", N::Account)], "what was added is news");
}

#[tokio::test]
async fn the_day_before_joins_the_morning_message_on_the_last_working_day() {
    for (answered, reminded) in [
        (None, true),
        (Some(InvitationAnswer::Attending), true),
        (Some(InvitationAnswer::SendingDeputy), true),
        (Some(InvitationAnswer::NotAttending), false),
    ] {
        let harness = Harness::of(vec![
            &notifications::topics::meetings::Meetings,
            &notifications::topics::action_items::ActionItems,
        ])
        .await;
        give(&harness, "m", schedule(MeetingBody::Authority, on(july(10), None))).await;
        harness.assign("late", july(6)).await;
        assert_eq!(said_at(&harness, 4, (9, 0)).await.iter().filter(|one| one.1 == N::Invited).count(), 1);
        if let Some(given) = answered {
            give(&harness, "m", answer("ms", given)).await;
        }
        said_at(&harness, 6, (9, 0)).await;
        // Friday, before a meeting on Monday.
        assert_eq!(said_at(&harness, 7, (7, 59)).await, []);
        harness.wake_at(at(july(7), 8, 0)).await.unwrap();
        let messages = harness.delivered();
        let to_arta: Vec<_> = messages.iter().filter(|message| addressee(message) == "arta").collect();
        assert_eq!(to_arta.len(), 1, "one message: {to_arta:#?}");
        let wanted: &[_] = if reminded { &[("arta", N::DayBefore, true)] } else { &[] };
        assert_eq!(news(&messages), wanted, "{answered:?}");
        assert!(to_arta[0].parts.len() > wanted.len(), "the late task as well: {to_arta:#?}");
    }
}

#[tokio::test]
async fn what_is_near_is_told_on_a_day_off_but_not_at_night() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    give(&harness, "m", schedule(MeetingBody::Authority, on(july(10), Some("08:00")))).await;
    said_at(&harness, 4, (9, 0)).await;
    give(&harness, "m", C::Reschedule { at: on(july(9), Some("12:00")) }).await;
    assert_eq!(said_at(&harness, 8, (6, 0)).await, []);
    assert_eq!(said_at(&harness, 8, (7, 0)).await, [to("arta", N::Moved), to("arta", N::Changed)]);
    give(&harness, "m", C::Cancel { reason: "flood".parse().unwrap() }).await;
    assert_eq!(said_at(&harness, 8, (23, 0)).await, []);
    assert_eq!(said_at(&harness, 9, (7, 0)).await, [to("arta", N::CalledOff), to("arta", N::Changed)]);
    assert_eq!(said_at(&harness, 9, (9, 0)).await, []);
}

#[tokio::test]
async fn nobody_hears_that_what_they_were_never_invited_to_is_called_off() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    harness.set(at(july(3), 21, 0));
    give(&harness, "m", schedule(MeetingBody::Authority, on(july(20), None))).await;
    give(&harness, "m", C::Cancel { reason: "flood".parse().unwrap() }).await;
    assert_eq!(said_at(&harness, 4, (9, 0)).await, []);
}

#[tokio::test]
async fn the_deputy_hears_while_the_focal_point_is_away_whose_invitation_is_kept_up_to_date() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    give(&harness, "m", schedule(MeetingBody::Authority, on(july(20), None))).await;
    assert_eq!(said_at(&harness, 4, (9, 0)).await, [to("arta", N::Invited)]);
    let absence = Period::new(july(5), july(6)).unwrap();
    harness.institution("ms", InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence }).await;
    give(&harness, "m", C::Reschedule { at: on(july(21), None) }).await;
    let said = said_at(&harness, 5, (9, 0)).await;
    assert_eq!(said, [to("besa", N::Moved), to("arta", N::Changed), to("besa", N::Changed)]);
    assert_eq!(said_at(&harness, 7, (9, 0)).await, [], "back again, and told by the change");
}

#[tokio::test]
async fn what_rings_waits_for_others_and_what_does_not_ring_waits_for_nothing() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    harness.joins_within.store(120, Ordering::SeqCst);
    harness.set(at(july(4), 9, 0));
    give(&harness, "m", schedule(MeetingBody::Authority, on(july(20), None))).await;
    assert_eq!(said_at(&harness, 4, (9, 1)).await, []);
    give(&harness, "n", schedule(MeetingBody::Authority, on(july(21), None))).await;
    harness.wake_at(at(july(4), 9, 2)).await.unwrap();
    let messages = harness.delivered();
    assert_eq!((messages.len(), news(&messages).len()), (1, 2), "both in one: {messages:#?}");
    give(&harness, "m", C::AddAgendaItem { item: "Beds".parse().unwrap() }).await;
    give(&harness, "n", C::Reschedule { at: on(july(22), None) }).await;
    assert_eq!(said_at(&harness, 4, (9, 3)).await, [to("arta", N::Changed)], "the move waits, the edit does not");
    assert_eq!(said_at(&harness, 4, (9, 5)).await, [to("arta", N::Moved), to("arta", N::Changed)]);
}

#[tokio::test]
async fn a_person_s_own_hours_are_kept() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    let hour = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let (person, quiet_hours) = ("arta".parse().unwrap(), QuietHours { from: hour(8), until: hour(11) });
    harness.institution("ms", InstitutionCommand::SetQuietHours { person, quiet_hours }).await;
    give(&harness, "m", schedule(MeetingBody::Authority, on(july(20), None))).await;
    assert_eq!(said_at(&harness, 4, (10, 0)).await, []);
    assert_eq!(said_at(&harness, 4, (11, 0)).await, [to("arta", N::Invited)]);
}

#[tokio::test]
async fn the_later_meetings_of_a_series_are_announced_in_their_time() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    for (n, day) in [(1_u16, 30), (2, 31)] {
        let C::Schedule { title, at, place, convened, invited, .. } =
            schedule(MeetingBody::Authority, on(july(day), None))
        else {
            panic!()
        };
        let rule = "FREQ=DAILY;COUNT=2".parse().unwrap();
        let recurrence = Some(Recurrence { rule, number: n });
        give(&harness, &format!("s{n}"), C::Schedule { title, at, place, convened, invited, recurrence }).await;
    }
    assert_eq!(said_at(&harness, 4, (9, 0)).await, [to("arta", N::Invited)]);
    assert_eq!(said_at(&harness, 14, (9, 0)).await, []);
    assert_eq!(said_at(&harness, 17, (9, 0)).await, [to("arta", N::Invited)]);
}

#[tokio::test]
async fn the_group_of_the_subgroup_has_it_as_well_in_the_hub_s_hours_and_no_reminders() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    harness.set(at(july(3), 21, 0));
    give(&harness, "m", schedule(of_the_subgroup(), on(july(11), Some("10:00")))).await;
    assert_eq!(said_at(&harness, 3, (22, 0)).await, []);
    assert_eq!(said_at(&harness, 4, (9, 0)).await, [to("chair", N::Invited), to("te-dhena", N::Invited)]);
    give(&harness, "m", answer("policia", InvitationAnswer::Attending)).await;
    assert_eq!(said_at(&harness, 4, (23, 0)).await, [to("chair", N::Changed), to("te-dhena", N::Changed)]);
    assert_eq!(said_at(&harness, 10, (9, 0)).await, [("chair".to_owned(), N::DayBefore, true)]);
    assert_eq!(said_at(&harness, 11, (9, 30)).await, [to("chair", N::HourBefore)]);
    assert_eq!(harness.recorded("notification.posted").await, 2);
    give(&harness, "m", C::Cancel { reason: "flood".parse().unwrap() }).await;
    let off = said_at(&harness, 11, (9, 40)).await;
    let wanted =
        [to("chair", N::CalledOff), to("te-dhena", N::CalledOff), to("chair", N::Changed), to("te-dhena", N::Changed)];
    assert_eq!(off, wanted);
}

#[tokio::test]
async fn an_answer_to_an_invitation_is_noted_for_the_time_that_it_was_given_for() {
    let harness = Harness::of(vec![&notifications::topics::meetings::Meetings]).await;
    harness.set(at(july(3), 8, 0));
    give(&harness, "m", schedule(MeetingBody::Authority, on(july(13), Some("10:00")))).await;
    said_at(&harness, 3, (9, 0)).await;
    give(&harness, "m", answer("ms", InvitationAnswer::Attending)).await;
    said_at(&harness, 3, (9, 5)).await;
    assert_eq!(harness.recorded("notification.answered").await, 1);
    // A second thought is the answer to the same; what is moved is asked anew.
    give(&harness, "m", answer("ms", InvitationAnswer::SendingDeputy)).await;
    give(&harness, "m", C::Reschedule { at: on(july(14), Some("10:00")) }).await;
    said_at(&harness, 3, (9, 10)).await;
    assert_eq!(harness.recorded("notification.answered").await, 1);
    give(&harness, "m", answer("ms", InvitationAnswer::Attending)).await;
    said_at(&harness, 3, (9, 15)).await;
    assert_eq!(harness.recorded("notification.answered").await, 2);
}
