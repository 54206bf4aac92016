//! What is said in words, in its context: short answers to an invitation, taking back, several tasks at once, what was not
//! clear, days that are counted, and what is said to the bot itself.

use readmodels::ReadPort;
use std::time::Duration;

use crate::support::TestBot;
use events::action_item::{ActionItemCommand, ActionItemEvent};
use events::ids::Position;
use events::language::{Language, LocalText};
use events::meeting::InvitationAnswer::{Attending, NotAttending};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand, MeetingEvent, MeetingTime};
use events::non_empty::NonEmpty;
use events::{Command, Event};
use serde_json::Value;
use store::EventStore;

async fn invite(harness: &TestBot, id: &str, title: &str, date: &str) {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let at = MeetingTime { date: date.parse().unwrap(), time: Some("10:00:00".parse().unwrap()), minutes: None };
    let invited = NonEmpty::one("ms".parse().unwrap());
    let schedule = MeetingCommand::Schedule {
        title,
        at,
        place: None,
        convened: MeetingBody::Authority,
        invited,
        recurrence: None,
    };
    harness.give(Command::Meeting(id.parse().unwrap(), schedule)).await;
}

async fn another_task(harness: &TestBot, id: &str, title: &str, due: &str) {
    let title = LocalText::only(Language::En, title.parse().unwrap());
    let (owner, due) = ("ms".parse().unwrap(), due.parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    harness.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
}

/// What was answered to a meeting's invitation, in the order in which it was.
async fn answers(harness: &TestBot, meeting: &str) -> Vec<InvitationAnswer> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap().event);
    let mut answers = Vec::new();
    for event in all {
        if let Event::Meeting(id, MeetingEvent::InvitationAnswered { answer, .. }) = event
            && id.as_str() == meeting
        {
            answers.push(answer);
        }
    }
    answers
}

/// What was reported on an item.
async fn reports(harness: &TestBot, item: &str) -> Vec<ActionItemEvent> {
    let history = harness.history(item).await.into_iter();
    let events =
        history.filter_map(|event| if let Event::ActionItem(_, event) = event.event { Some(event) } else { None });
    events.filter(|event| !matches!(event, ActionItemEvent::Assigned { .. })).collect()
}

async fn is_done(harness: &TestBot, item: &str) -> bool {
    let task = harness.read_models.real.task(&item.parse().unwrap()).await.unwrap().unwrap();
    !task.item.stage.is_open()
}

/// How many messages of the bot there are, and the last.
async fn last(harness: &TestBot) -> (usize, Value) {
    let messages = harness.messages().await;
    (messages.len(), messages.last().cloned().unwrap_or_default())
}

/// Says something and gives the bot's next message.
async fn told(harness: &TestBot, words: &str) -> Value {
    let (before, _) = last(harness).await;
    harness.say(words).await;
    let answered = async {
        loop {
            let (now, message) = last(harness).await;
            if now > before {
                return message;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, answered).await.expect("it was not answered")
}

fn text(message: &Value) -> &str {
    message["text"].as_str().unwrap()
}

fn labels(message: &Value) -> Vec<&str> {
    let rows = message["buttons"].as_array().into_iter().flatten();
    rows.filter_map(Value::as_array).flatten().map(|button| button["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_yes_or_a_no_answers_the_invitation_that_was_shown_last_and_nothing_else() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    invite(&harness, "m1", "July meeting", "2017-07-20").await;
    let invitation = harness.hears("Invitation to a meeting").await;
    // What was asked last is known after a restart too.
    harness.stop_bot().await;
    harness.start_bot().await;
    assert!(text(&told(&harness, "po").await).contains("Your institution attends."));
    assert!(text(&told(&harness, "nuk mundem").await).contains("Your institution does not attend."));
    assert_eq!(answers(&harness, "m1").await, [Attending, NotAttending]);

    // Something else was said since: a short word answers no invitation any more.
    told(&harness, "/tasks").await;
    told(&harness, "po").await;
    assert_eq!(answers(&harness, "m1").await.len(), 2);
    // In reply to the invitation it does.
    harness.reply(&invitation, "can I join online?").await;
    let is_answered = async || answers(&harness, "m1").await == [Attending, NotAttending, Attending];
    crate::support::eventually(is_answered, "the reply to the invitation was not taken for an answer").await;
    harness.stop().await;
}

#[tokio::test]
async fn which_meeting_is_asked_while_another_invitation_waits_and_not_after() {
    let harness = TestBot::start().await;
    harness.begin().await;
    invite(&harness, "m1", "First meeting", "2017-07-18").await;
    harness.hears("First meeting").await;
    invite(&harness, "m2", "Second meeting", "2017-07-20").await;
    harness.hears("Second meeting").await;
    let which = told(&harness, "po").await;
    assert!(text(&which).contains("Which meeting do you mean?"), "{which}");
    harness.press(&which, "First meeting").await;
    harness.hears("Your institution attends.").await;
    assert_eq!(answers(&harness, "m1").await, [Attending]);
    harness.stop().await;
}

#[tokio::test]
async fn what_was_noted_last_is_taken_back_in_words_while_that_goes() {
    let harness = TestBot::start().await;
    harness.begin().await;
    told(&harness, "1 done").await;
    assert!(is_done(&harness, "beds").await);
    assert!(text(&told(&harness, "gabim").await).contains("Undone: 1. Count the beds"));
    assert!(!is_done(&harness, "beds").await);
    assert!(text(&told(&harness, "undo").await).contains("I noted nothing from you"));

    // Two reports of one message are taken back together, and the one before after that.
    told(&harness, "2: 50%").await;
    let both = told(&harness, "1 done, 2: 75%").await;
    assert!(text(&both).contains("Marked as done: 1.") && text(&both).contains("75% noted"), "{both}");
    assert_eq!(text(&both).matches("You can undo this").count(), 1, "{both}");
    assert_eq!(labels(&both).len(), 1, "one button takes both back: {both}");
    let undone = told(&harness, "poništi").await;
    assert!(text(&undone).contains("Undone: 1.") || text(&undone).contains("Undone: 2."), "{undone}");
    harness.hears("Undone: 2.").await;
    assert!(!is_done(&harness, "beds").await);

    // A question that is open is what “mistake” is about.
    told(&harness, "1: 25%").await;
    let (before, reported) = (reports(&harness, "beds").await.len(), told(&harness, "2 blocked").await);
    assert!(text(&reported).contains("blocked by"), "{reported}");
    assert!(text(&told(&harness, "gabim").await).contains("Cancelled. Nothing was changed."));
    assert_eq!(reports(&harness, "beds").await.len(), before);
    harness.clock.set("2017-07-03T08:11:00Z");
    assert!(text(&told(&harness, "undo").await).contains("10 minutes have passed"));
    harness.stop().await;
}

#[tokio::test]
async fn an_answer_to_an_invitation_is_offered_again_when_it_is_to_be_undone() {
    let harness = TestBot::start().await;
    harness.begin().await;
    told(&harness, "1 done").await;
    invite(&harness, "m1", "July meeting", "2017-07-20").await;
    harness.hears("Invitation to a meeting").await;
    told(&harness, "vij").await;
    let again = told(&harness, "undo").await;
    assert!(text(&again).contains("You can change it"), "{again}");
    assert!(is_done(&harness, "beds").await, "what was noted before stays");
    harness.press(&again, "We do not attend").await;
    harness.hears("Your institution does not attend.").await;
    assert_eq!(answers(&harness, "m1").await, [Attending, NotAttending]);
    harness.stop().await;
}

#[tokio::test]
async fn of_two_tasks_both_are_done_at_once_and_of_three_it_is_asked_once() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let both = told(&harness, "oba gotova").await;
    assert!(text(&both).contains("Marked as done: 1.") && text(&both).contains("Marked as done: 2."), "{both}");
    harness.press(&both, "Undo").await;
    harness.hears("Undone: 2.").await;
    assert!(!is_done(&harness, "beds").await && !is_done(&harness, "rooms").await);

    another_task(&harness, "keys", "Count the keys", "2017-07-21").await;
    let asked = told(&harness, "everything is done").await;
    assert!(text(&asked).contains("Shall I note “Done” for these 3 tasks?"), "{asked}");
    for title in ["Count the beds", "Count the rooms", "Count the keys"] {
        assert!(text(&asked).contains(title), "{asked}");
    }
    assert!(!is_done(&harness, "keys").await, "nothing is noted before it is confirmed");
    harness.press(&asked, "Yes, for all 3").await;
    let noted = harness.hears("Marked as done: 3.").await;
    assert_eq!(noted["id"], asked["id"], "the question becomes the answer");
    for item in ["beds", "rooms", "keys"] {
        assert!(is_done(&harness, item).await, "{item}");
    }
    harness.press(&noted, "Undo").await;
    harness.hears("Undone: 3.").await;
    for item in ["beds", "rooms", "keys"] {
        assert!(!is_done(&harness, item).await, "{item}");
    }
    harness.stop().await;
}

#[tokio::test]
async fn the_rest_is_what_was_not_named() {
    let harness = TestBot::start().await;
    harness.begin().await;
    another_task(&harness, "keys", "Count the keys", "2017-07-21").await;
    let answer = told(&harness, "1 done, the rest by 28 July").await;
    assert!(text(&answer).contains("Marked as done: 1."), "{answer}");
    harness.hears("Time asked for until Friday 28 July: 2.").await;
    harness.hears("Time asked for until Friday 28 July: 3.").await;
    assert!(!is_done(&harness, "rooms").await && !is_done(&harness, "keys").await);
    harness.stop().await;
}

#[tokio::test]
async fn what_was_not_clear_is_offered_first_what_then_of_which_task() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let asked = told(&harness, "gati").await;
    let offered = labels(&asked);
    assert!((3..=4).contains(&offered.len()) && offered.contains(&"Done"), "{asked}");
    assert_eq!(offered.last(), Some(&"None of these"));
    harness.press(&asked, "Done").await;
    let which = harness.hears("Which task do you mean?").await;
    assert_eq!(which["id"], asked["id"]);
    harness.press(&which, "Count the rooms").await;
    harness.hears("Marked as done: 2. Count the rooms").await;
    assert!(is_done(&harness, "rooms").await && !is_done(&harness, "beds").await);

    // Of the only one that is open now.
    let asked = told(&harness, "gati").await;
    assert!(text(&asked).contains("Count the beds"), "{asked}");
    harness.press(&asked, "None of these").await;
    harness.hears("I did not understand. Write for example").await;
    assert!(!is_done(&harness, "beds").await);
    harness.stop().await;
}

#[tokio::test]
async fn a_count_is_counted_from_today_and_the_due_date_is_offered() {
    let harness = TestBot::start().await;
    harness.begin().await;
    // Due on 20 July, said on 3 July: so little from today is no more time.
    let asked = told(&harness, "1: +3 days").await;
    assert!(text(&asked).contains("Counted from today that is Thursday 6 July"), "{asked}");
    assert!(reports(&harness, "beds").await.is_empty());
    harness.press(&asked, "From due date: Sunday 23 July").await;
    harness.hears("Time asked for until Sunday 23 July: 1.").await;

    // What leads past the due date is asked for at once, and the other day is beside it.
    let noted = told(&harness, "2: +3 weeks").await;
    assert!(text(&noted).contains("Time asked for until Monday 24 July: 2."), "{noted}");
    assert!(text(&noted).contains("I counted from today"), "{noted}");
    assert!(labels(&noted).contains(&"From due date: Thursday 10 August"), "{noted}");
    harness.press(&noted, "From due date").await;
    harness.hears("Time asked for until Thursday 10 August: 2.").await;

    // The buttons name their days.
    another_task(&harness, "keys", "Count the keys", "2017-07-05").await;
    let asked = told(&harness, "3 more time").await;
    let offered = labels(&asked);
    for label in ["+3 days: Thursday 6 July", "+14 days: Monday 17 July", "Due date +3: Saturday 8 July"] {
        assert!(offered.contains(&label), "{label}: {offered:?}");
    }
    harness.stop().await;
}

#[tokio::test]
async fn working_days_are_those_of_kosovos_calendar() {
    let harness = TestBot::start().await;
    harness.begin().await;
    // Friday 1 September 2017 is Eid al-Adha.
    harness.clock.set("2017-08-30T08:00:00Z");
    another_task(&harness, "keys", "Count the keys", "2017-08-31").await;
    told(&harness, "3: 3 working days more please").await;
    harness.hears("Time asked for until Tuesday 5 September: 3.").await;
    harness.stop().await;
}

#[tokio::test]
async fn what_is_said_to_the_bot_itself_is_answered_in_each_language_and_answers_no_question() {
    let harness = TestBot::start().await;
    harness.begin().await;
    told(&harness, "1 blocked").await;
    for (said, answer) in [
        ("thanks", "You are welcome."),
        ("help", "/tasks"),
        ("hello", "2 tasks of your institution are open: /tasks"),
        ("stop", "You choose when I write"),
    ] {
        let answered = told(&harness, said).await;
        assert!(text(&answered).contains(answer), "{said}: {answered}");
    }
    for (language, said, answer) in [
        ("sq", "faleminderit", "S’ka përse."),
        ("sq", "ndihmë", "/tasks"),
        ("sr", "hvala", "Nema na čemu."),
        ("sr", "dobar dan", "Vaša institucija ima 2 otvorena zadatka: /tasks"),
        ("sr", "stani", "Vi birate kada Vam pišem"),
    ] {
        told(&harness, &format!("/language {language}")).await;
        let answered = told(&harness, said).await;
        assert!(text(&answered).contains(answer), "{said}: {answered}");
    }
    assert!(reports(&harness, "beds").await.is_empty(), "none of it was why the task is blocked");
    harness.stop().await;
}

#[tokio::test]
async fn a_line_that_gives_a_task_is_never_a_reply() {
    let harness = TestBot::start().await;
    harness.begin().await;
    for line in [
        "Detyrë për MPMS: raporti u krye deri të premten",
        "Zadatak za MRSZ: izveštaj završen do petka",
        "Task for MLSW: shelter report done by Friday",
    ] {
        let answer = told(&harness, line).await;
        assert!(text(&answer).contains("Tasks are given by the chairs"), "{line}: {answer}");
    }
    assert!(reports(&harness, "beds").await.is_empty() && reports(&harness, "rooms").await.is_empty());
    harness.stop().await;
}
