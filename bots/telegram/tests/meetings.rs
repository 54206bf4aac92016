//! Meetings in chat: invited once, answered by a button or in words, reminded of, moved, called off, minuted; led by a
//! chair. In three languages.

use crate::support::TestBot;
use events::ids::Position;
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::meeting::InvitationAnswer::{Attending, NotAttending, SendingDeputy};
use events::meeting::{
    InvitationAnswer, MeetingBody, MeetingCommand as C, MeetingEvent as E, MeetingTime, RaisedItem, Recurrence,
};
use events::non_empty::NonEmpty;
use events::subgroup::{Chair, SubgroupCommand};
use events::{Command, Event};
use serde_json::Value;
use store::EventStore;

async fn give(harness: &TestBot, meeting: &str, command: C) {
    harness.give(Command::Meeting(meeting.parse().unwrap(), command)).await;
}

fn at(date: &str, time: Option<&str>) -> MeetingTime {
    let time = time.map(|time| format!("{time}:00").parse().unwrap());
    MeetingTime { date: date.parse().unwrap(), time, minutes: time.map(|_| 90) }
}

fn meeting(title: &str, at: MeetingTime) -> C {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let invited = NonEmpty::one("ms".parse().unwrap());
    let place = Some("Room 5".parse().unwrap());
    C::Schedule { title, at, place, convened: MeetingBody::Authority, invited, recurrence: None }
}

/// Arta's ministry is in the subgroup for data, whose chair she is.
async fn a_chair(harness: &TestBot) {
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Shelter"))).unwrap();
    let (kind, role) = (InstitutionKind::Shelter, "role".parse().unwrap());
    let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
    harness.give(Command::Institution("isf".parse().unwrap(), register)).await;
    let of = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
    let name = LocalText::from_versions(Language::ALL.map(|language| (language, "Data"))).unwrap();
    harness.give(of(SubgroupCommand::Form { name })).await;
    for member in ["ms", "isf"] {
        harness.give(of(SubgroupCommand::AdmitInstitution { institution: member.parse().unwrap() })).await;
    }
    let chair = Chair { person: "arta".parse().unwrap(), institution: "ms".parse().unwrap() };
    harness.give(of(SubgroupCommand::AppointChair(chair))).await;
}

fn of_the_subgroup(title: &str, at: MeetingTime) -> C {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let invited = vec!["ms".parse().unwrap(), "isf".parse().unwrap()].try_into().unwrap();
    let convened = MeetingBody::Subgroup("te-dhena".parse().unwrap());
    C::Schedule { title, at, place: None, convened, invited, recurrence: None }
}

async fn history(harness: &TestBot, meeting: &str) -> Vec<E> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap().event);
    let of_meeting = |event| match event {
        Event::Meeting(id, event) if id.as_str() == meeting => Some(event),
        Event::Meeting(..)
        | Event::Institution(..)
        | Event::Subgroup(..)
        | Event::ActionItem(..)
        | Event::Reminder(..)
        | Event::Notification(..)
        | Event::Case(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Objective(..)
        | Event::Account(..)
        | Event::AuditTrail(..)
        | Event::Webhook(..)
        | Event::Erasure(..)
        | Event::Milestone(..) => None,
    };
    all.filter_map(of_meeting).collect()
}

async fn answers(harness: &TestBot, meeting: &str) -> Vec<InvitationAnswer> {
    let all = history(harness, meeting).await.into_iter();
    all.filter_map(|event| if let E::InvitationAnswered { answer, .. } = event { Some(answer) } else { None }).collect()
}

/// Waits until this is a meeting's last answer.
async fn answered(harness: &TestBot, meeting: &str, wanted: InvitationAnswer) {
    let given = async {
        while answers(harness, meeting).await.last() != Some(&wanted) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, given).await.expect("it was not answered so");
}

/// How many messages say this now.
async fn count(harness: &TestBot, words: &str) -> usize {
    let messages = harness.messages().await;
    messages.iter().filter(|message| message["text"].as_str().is_some_and(|text| text.contains(words))).count()
}

fn text(message: &Value) -> &str {
    message["text"].as_str().unwrap()
}

#[tokio::test]
async fn an_invitation_is_answered_by_a_button_and_the_answer_changed() {
    let harness = TestBot::start().await;
    harness.begin().await;
    give(&harness, "m1", meeting("July meeting", at("2017-07-20", Some("10:00")))).await;
    let invitation = harness.hears("Invitation to a meeting").await;
    for words in ["July meeting", "Thursday 20 July, 10:00–11:30", "Room 5", "Does your institution attend?"] {
        assert!(text(&invitation).contains(words), "{words}: {invitation}");
    }
    harness.press(&invitation, "We attend").await;
    let answered = harness.hears("Your institution attends.").await;
    assert_eq!(answered["id"], invitation["id"], "the message becomes the answer");
    harness.press(&answered, "✓ We attend").await;
    harness.press(&answered, "We do not attend").await;
    harness.hears("Your institution does not attend.").await;
    assert_eq!(answers(&harness, "m1").await, [Attending, NotAttending], "a button pressed twice answers once");
    assert_eq!(count(&harness, "Invitation to a meeting").await, 1);

    // What is added to the agenda comes into the same message.
    give(&harness, "m1", C::AddAgendaItem { item: "Shelters".parse().unwrap() }).await;
    let with_agenda = harness.hears("1. Shelters").await;
    assert_eq!(with_agenda["id"], invitation["id"]);
    harness.stop().await;
}

#[tokio::test]
async fn the_calendar_file_follows_the_meeting_to_its_new_date_and_out() {
    let harness = TestBot::start().await;
    harness.begin().await;
    give(&harness, "m1", meeting("July; meeting, one", at("2017-07-20", Some("10:00")))).await;
    let invitation = harness.hears("Invitation to a meeting").await;
    harness.press(&invitation, "Into my calendar").await;
    let file = String::from_utf8(harness.receives_file("m1.ics").await).unwrap();
    let lines = [
        "METHOD:PUBLISH",
        "UID:m1@focalpoint",
        "SEQUENCE:0",
        "DTSTART:20170720T080000Z",
        "DTEND:20170720T093000Z",
        "SUMMARY:July\\; meeting\\, one",
        "LOCATION:Room 5",
        "STATUS:CONFIRMED",
    ];
    for line in lines {
        assert!(file.lines().any(|found| found == line), "{line} is not in {file}");
    }
    harness.press(&invitation, "We attend").await;
    harness.hears("Your institution attends.").await;

    give(&harness, "m1", C::Reschedule { at: at("2017-07-21", None) }).await;
    // The message of before is closed once the new one stands below it; until then it may be either that says so.
    harness.hears("This meeting has changed").await;
    let moved = harness.hears("The meeting is moved").await;
    assert!(text(&moved).contains("Friday 21 July") && text(&moved).contains("Does your institution attend?"));
    harness.press(&moved, "Into my calendar").await;
    let calls = async {
        loop {
            let file = String::from_utf8(harness.receives_file("m1.ics").await).unwrap();
            if file.contains("SEQUENCE:1") {
                return file;
            }
        }
    };
    let file = tokio::time::timeout(crate::support::PATIENCE, calls).await.unwrap();
    assert!(file.contains("DTSTART;VALUE=DATE:20170721"), "{file}");

    give(&harness, "m1", C::Cancel { reason: "flood".parse().unwrap() }).await;
    let off = harness.hears("The meeting is called off").await;
    assert!(text(&off).contains("Reason: flood"));
    harness.press(&off, "Into my calendar").await;
    let calls = async {
        loop {
            let file = String::from_utf8(harness.receives_file("m1.ics").await).unwrap();
            if file.contains("METHOD:CANCEL") {
                return file;
            }
        }
    };
    let file = tokio::time::timeout(crate::support::PATIENCE, calls).await.unwrap();
    assert!(file.contains("STATUS:CANCELLED") && file.contains("SEQUENCE:2"), "{file}");
    harness.stop().await;
}

#[tokio::test]
async fn it_is_called_to_mind_the_day_before_and_an_hour_before_once_whatever_restarts() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    give(&harness, "m1", meeting("July meeting", at("2017-07-11", Some("10:00")))).await;
    let invitation = harness.hears("Invitation to a meeting").await;
    harness.press(&invitation, "We attend").await;
    harness.hears("Your institution attends.").await;
    harness.clock.set("2017-07-10T05:30:00Z");
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.say("/meetings").await;
    harness.hears("Meetings to come").await;
    assert_eq!(count(&harness, "The next meeting").await, 0, "half past seven, before the morning's digest");
    harness.clock.set("2017-07-10T06:30:00Z");
    harness.hears("The next meeting").await;
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.clock.set("2017-07-11T07:05:00Z");
    let soon = harness.hears("The meeting begins within the hour").await;
    assert!(text(&soon).contains("Your institution attends."));
    harness.stop_bot().await;
    harness.start_bot().await;
    // A later word shows that nothing of the earlier ones came again.
    give(&harness, "m2", meeting("Another", at("2017-07-25", None))).await;
    harness.hears("Another").await;
    for words in ["The next meeting", "The meeting begins within the hour", "July meeting</b>"] {
        assert!(count(&harness, words).await <= 1, "{words} came again");
    }
    harness.stop().await;
}

#[tokio::test]
async fn two_meetings_of_a_day_are_called_to_mind_in_one_message_that_stays() {
    let harness = TestBot::start().await;
    harness.begin().await;
    for (id, title, time) in [("m1", "First", "10:00"), ("m2", "Second", "14:00")] {
        give(&harness, id, meeting(title, at("2017-07-11", Some(time)))).await;
        harness.hears(title).await;
    }
    harness.clock.set("2017-07-10T06:30:00Z");
    let reminder = harness.hears("The next meeting").await;
    assert!(text(&reminder).contains("First") && text(&reminder).contains("Second"), "{reminder}");
    harness.press(&reminder, "Second").await;
    let shown = harness.offers("All meetings").await;
    assert!(text(&shown).contains("Second") && !text(&shown).contains("First"), "{shown}");
    assert_ne!(shown["id"], reminder["id"]);
    harness.press(&shown, "We attend").await;
    harness.hears("Your institution attends.").await;
    assert_eq!(answers(&harness, "m2").await, [Attending]);
    assert_eq!(count(&harness, "The next meeting").await, 1, "the message of the morning stays");
    harness.stop().await;
}

#[tokio::test]
async fn whoever_does_not_attend_is_not_reminded_nor_anybody_of_what_has_begun() {
    let harness = TestBot::start().await;
    harness.begin().await;
    give(&harness, "m1", meeting("First", at("2017-07-11", Some("10:00")))).await;
    give(&harness, "m2", meeting("Second", at("2017-07-11", Some("14:00")))).await;
    let first = harness.hears("First").await;
    harness.press(&first, "We do not attend").await;
    harness.hears("Your institution does not attend.").await;
    harness.hears("Second").await;
    // The hub was off until both had begun but for the second one's last half hour.
    harness.clock.set("2017-07-11T11:30:00Z");
    let soon = harness.hears("The meeting begins within the hour").await;
    assert!(text(&soon).contains("Second"));
    assert_eq!(count(&harness, "The meeting begins within the hour").await, 1);
    assert_eq!(count(&harness, "The next meeting").await, 0, "the day before is over");
    harness.stop().await;
}

#[tokio::test]
async fn answers_in_words_are_taken_in_every_language_and_asked_back_where_two_are_open() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("we will attend").await;
    harness.hears("there is none for your institution now").await;
    give(&harness, "m1", meeting("First", at("2017-07-20", None))).await;
    let first = harness.hears("Invitation to a meeting").await;
    for (words, said) in [
        ("we will attend", "Your institution attends."),
        ("nuk vijmë", "Your institution does not attend."),
        ("šaljem zamenika", "Your institution sends a deputy."),
    ] {
        harness.say(words).await;
        harness.hears(said).await;
    }
    assert_eq!(answers(&harness, "m1").await, [Attending, NotAttending, SendingDeputy]);

    for n in ["m2", "m3"] {
        give(&harness, n, meeting(&format!("Meeting {n}"), at("2017-07-24", None))).await;
        harness.hears(&format!("Meeting {n}")).await;
    }
    harness.say("dolazimo").await;
    let which = harness.hears("Which meeting do you mean?").await;
    harness.press(&which, "Meeting m3").await;
    answered(&harness, "m3", Attending).await;
    assert!(answers(&harness, "m2").await.is_empty());
    // A reply to an invitation is about that one.
    harness.reply(&first, "vijmë").await;
    answered(&harness, "m1", Attending).await;
    harness.stop().await;
}

#[tokio::test]
async fn an_answer_to_what_is_over_is_refused_and_a_series_is_announced_in_its_time() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let rule: events::recurrence::RecurrenceRule = "FREQ=MONTHLY;COUNT=3".parse().unwrap();
    for (n, day) in [(1_u16, "2017-07-10"), (2, "2017-08-10"), (3, "2017-09-11")] {
        let C::Schedule { title, at, place, convened, invited, .. } = meeting(&format!("Series {n}"), at(day, None))
        else {
            panic!()
        };
        let recurrence = Some(Recurrence { rule: rule.clone(), number: n });
        give(&harness, &format!("s{n}"), C::Schedule { title, at, place, convened, invited, recurrence }).await;
    }
    let first = harness.hears("Series 1").await;
    assert_eq!(count(&harness, "Series 2").await, 0, "not all at once");
    harness.clock.set("2017-07-28T08:00:00Z");
    harness.hears("Series 2").await;
    harness.press(&first, "We attend").await;
    harness.hears("This meeting is over").await;
    give(&harness, "s2", C::Cancel { reason: "holidays".parse().unwrap() }).await;
    harness.hears("The meeting is called off").await;
    assert!(answers(&harness, "s1").await.is_empty());
    harness.stop().await;
}

#[tokio::test]
async fn minutes_and_decisions_are_told_together_and_read_on_a_press() {
    let harness = TestBot::start().await;
    harness.begin().await;
    give(&harness, "m1", meeting("July meeting", at("2017-07-03", None))).await;
    give(&harness, "m1", C::Hold { attended: NonEmpty::one("ms".parse().unwrap()) }).await;
    give(&harness, "m1", C::RecordMinutes { minutes: "All <agreed> & went home".parse().unwrap() }).await;
    let title = LocalText::only(Language::En, "Draft the form".parse().unwrap());
    let (owner, due) = ("ms".parse().unwrap(), "2017-07-21".parse().unwrap());
    let raises = vec![RaisedItem { action_item: "form".parse().unwrap(), title, owner, due }];
    give(&harness, "m1", C::TakeDecision { decision: "One form for all".parse().unwrap(), raises }).await;
    harness.clock.set("2017-07-03T08:11:00Z");
    let account = harness.hears("What the meeting came to").await;
    for words in ["1. One form for all", "For your institution:", "Draft the form – due Friday 21 July"] {
        assert!(text(&account).contains(words), "{words}: {account}");
    }
    harness.press(&account, "Read the minutes").await;
    harness.hears("All <agreed> & went home").await;
    assert_eq!(count(&harness, "What the meeting came to").await, 1);
    harness.stop().await;
}

#[tokio::test]
async fn nobody_is_shown_a_meeting_that_is_not_theirs() {
    let harness = TestBot::start().await;
    harness.begin().await;
    a_chair(&harness).await;
    let C::Schedule { title, at, place, convened, .. } = meeting("Of others", at("2017-07-20", None)) else { panic!() };
    let invited = NonEmpty::one("isf".parse().unwrap());
    give(&harness, "m1", C::Schedule { title, at, place, convened, invited, recurrence: None }).await;
    harness.say("/meetings").await;
    harness.hears("There is no meeting to show you.").await;
    assert_eq!(count(&harness, "Of others").await, 0);
    harness.stop().await;
}

#[tokio::test]
async fn a_chair_takes_the_attendance_and_records_a_decision_with_its_task() {
    let mut harness = TestBot::start().await;
    a_chair(&harness).await;
    harness.begin().await;
    give(&harness, "m1", of_the_subgroup("Data meeting", at("2017-07-03", Some("15:00")))).await;
    harness.hears("Invitation to a meeting").await;
    harness.say("/meetings").await;
    let list = harness.offers("1. Data meeting").await;
    harness.press(&list, "Data meeting").await;
    let shown = harness.hears("No answer yet: Ministry; Shelter").await;
    harness.press(&shown, "Take the attendance").await;
    let asked = harness.hears("who is here?").await;
    harness.press(&asked, "✓ Shelter").await;
    let asked = harness.offers("Save: 1 present").await;
    harness.press(&asked, "✓ Ministry").await;
    let asked = harness.offers("Save: 0 present").await;
    harness.press(&asked, "Save: 0 present").await;
    harness.hears("Mark at least one institution").await;
    harness.press(&asked, "Ministry").await;
    let asked = harness.offers("Save: 1 present").await;
    harness.press(&asked, "Save: 1 present").await;
    let held = harness.hears("Saved: 1 institution was present.").await;
    harness.press(&held, "Record a decision").await;
    harness.hears("What was decided?").await;
    // A restart loses nothing of the conversation.
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.say("Every shelter reports its beds each month").await;
    let more = harness.hears("Does it give an institution something to do?").await;
    harness.press(&more, "Give an institution a task").await;
    let owner = harness.hears("Which institution is to do it?").await;
    harness.press(&owner, "Shelter").await;
    let what = harness.hears("What is it to do?").await;
    harness.press(&what, "Back").await;
    let owner = harness.hears("Which institution is to do it?").await;
    harness.press(&owner, "Shelter").await;
    harness.hears("What is it to do?").await;
    harness.say("The victim Arbana Gashi has a bed").await;
    harness.hears("Nothing that shows who a victim is").await;
    harness.say("Report the beds").await;
    harness.hears("By when?").await;
    harness.say("30/2").await;
    harness.hears("There is no such date").await;
    harness.say("30/7").await;
    let ready = harness.hears("Report the beds – due Sunday 30 July").await;
    harness.press(&ready, "Record the decision").await;
    harness.hears("its tasks are assigned").await;
    let E::DecisionTaken { decision, raises, .. } = history(&harness, "m1").await.pop().unwrap() else { panic!() };
    assert_eq!(decision.as_str(), "Every shelter reports its beds each month");
    let raised: Vec<_> = raises.iter().map(|item| (item.owner.as_str(), item.due.to_string())).collect();
    assert_eq!(raised, [("isf", "2017-07-30".to_owned())]);
    harness.stop().await;
}

#[tokio::test]
async fn each_language_has_its_own_words() {
    for (language, words, held_words) in [
        (
            "sq",
            ["Ftesë për takim", "e enjte 20 korrik, ora 10:00–11:30", "Marrim pjesë"],
            "Institucioni juaj merr pjesë",
        ),
        ("sr", ["Poziv na sastanak", "četvrtak 20. jul, 10:00–11:30", "Dolazimo"], "Vaša institucija dolazi"),
    ] {
        let harness = TestBot::start().await;
        harness.begin().await;
        harness.say(&format!("/language {language}")).await;
        harness.hears(if language == "sq" { "shqip" } else { "srpskom" }).await;
        give(&harness, "m1", meeting("Takim/Sastanak", at("2017-07-20", Some("10:00")))).await;
        let invitation = harness.hears(words[0]).await;
        assert!(text(&invitation).contains(words[1]), "{invitation}");
        harness.press(&invitation, words[2]).await;
        harness.hears(held_words).await;
        harness.stop().await;
    }
}
