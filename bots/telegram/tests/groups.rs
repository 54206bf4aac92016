//! The bot in a subgroup's group: quiet unless called, posts meetings, counts a press for the presser's institution, and
//! shows nothing that is not for everybody there.

use std::time::Duration;

use crate::support::{ARTA, PATIENCE, TestBot, eventually};
use events::event::Event;
use events::ids::Position;
use events::language::{Language, LocalText};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand as C, MeetingEvent as E, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::subgroup::{Chair, SubgroupCommand};
use events::{Command, RecordedEvent};
use serde_json::{Value, json};
use store::EventStore;

const GROUP: i64 = -4_001;
const BESA: i64 = 91;
const STRANGER: i64 = 92;

async fn in_group(harness: &TestBot, group: i64, words: &str) -> Value {
    let heard = async {
        loop {
            let messages = harness.group_messages(group).await;
            let has = |message: &&Value| message["text"].as_str().is_some_and(|text| text.contains(words));
            if let Some(found) = messages.iter().rev().find(has) {
                return found.clone();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    if let Ok(found) = tokio::time::timeout(PATIENCE, heard).await {
        return found;
    }
    panic!("“{words}” was not said in the group: {:#?}", harness.group_messages(group).await)
}

/// How many messages say this in the group.
async fn count(harness: &TestBot, words: &str) -> usize {
    let messages = harness.group_messages(GROUP).await;
    messages.iter().filter(|one| one["text"].as_str().is_some_and(|text| text.contains(words))).count()
}

async fn write(harness: &TestBot, from: i64, text: &str, reply_to: Option<&Value>) {
    let reply_to = reply_to.map(|message| message["id"].clone());
    harness.sim(&format!("groups/{GROUP}/messages"), json!({ "from": from, "text": text, "reply_to": reply_to })).await;
}

/// Presses a button, and gives what the messenger showed to whoever pressed.
async fn press(harness: &TestBot, from: i64, message: &Value, label: &str) -> String {
    let path = format!("groups/{GROUP}/messages/{}/press", message["id"]);
    let answer = harness.sim(&path, json!({ "from": from, "text": label, "wait_ms": 30_000 })).await;
    answer["text"].as_str().unwrap_or_else(|| panic!("no answer: {answer}")).to_owned()
}

/// A group of the subgroup, with its chair Arta, Besa of the ministry of labour, and somebody whom nobody knows.
async fn a_group() -> TestBot {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    harness.hire("mpms", "besa", false, BESA).await;
    harness.another_phone(STRANGER, "Stranger", None).await;
    let members = json!([ARTA, BESA, STRANGER]);
    harness.sim("groups", json!({ "id": GROUP, "title": "Shelter", "members": members })).await;
    in_group(&harness, GROUP, "/link").await;
    harness
}

async fn linked() -> TestBot {
    let harness = a_group().await;
    write(&harness, ARTA, "/link", None).await;
    in_group(&harness, GROUP, "now the chat of the subgroup Shelter").await;
    harness
}

async fn give(harness: &TestBot, command: C) {
    harness.give(Command::Meeting("m1".parse().unwrap(), command)).await;
}

fn meeting(title: &str, date: &str) -> C {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let invited = vec!["ms".parse().unwrap(), "mpms".parse().unwrap()].try_into().unwrap();
    let convened = MeetingBody::Subgroup("shelter".parse().unwrap());
    let at = MeetingTime { date: date.parse().unwrap(), time: None, minutes: None };
    C::Schedule { title, at, place: None, convened, invited, recurrence: None }
}

async fn answers(harness: &TestBot) -> Vec<(String, InvitationAnswer)> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().map(|stored| stored.decode().unwrap());
    let answer = |RecordedEvent { event, .. }| {
        let Event::Meeting(_, E::InvitationAnswered { institution, answer }) = event else { return None };
        Some((institution.to_string(), answer))
    };
    all.filter_map(answer).collect()
}

#[tokio::test]
async fn only_the_chair_makes_a_group_the_subgroups_chat() {
    let harness = a_group().await;
    for (who, said) in [(BESA, "Only the chair of a subgroup"), (STRANGER, "I do not know you yet")] {
        write(&harness, who, "/link", None).await;
        in_group(&harness, GROUP, said).await;
    }
    // Of several subgroups one is chosen, by whoever asked.
    harness.subgroup("data", ["Të dhënat", "Podaci", "Data"], &["ms"]).await;
    write(&harness, ARTA, "/link@sample_bot", None).await;
    let which = in_group(&harness, GROUP, "Which subgroup's chat is this group?").await;
    assert!(press(&harness, BESA, &which, "Shelter").await.contains("Only the chair"));
    assert!(press(&harness, ARTA, &which, "Shelter").await.contains("now the chat of the subgroup Shelter"));
    // The chair of another subgroup does not take the group over.
    harness.subgroup_chaired_by(("besa", "mpms"), "training", ["Trajnimi", "Obuka", "Training"], &["mpms"]).await;
    let refused = count(&harness, "Only the chair of a subgroup").await;
    write(&harness, BESA, "/link", None).await;
    while count(&harness, "Only the chair of a subgroup").await == refused {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    write(&harness, ARTA, "/unlink", None).await;
    in_group(&harness, GROUP, "not the chat of a subgroup any more").await;
    harness.stop().await;
}

#[tokio::test]
async fn a_subgroup_that_is_cut_off_has_neither_a_chat_nor_a_chair_until_that_is_said_anew() {
    let mut harness = linked().await;
    let cut_off = SubgroupCommand::CutOff { reason: "a phone was lost".parse().unwrap() };
    harness.give(Command::Subgroup("shelter".parse().unwrap(), cut_off)).await;
    let is_linked = || {
        let file = rusqlite::Connection::open(harness.file()).unwrap();
        file.query_row("SELECT count(*) FROM groups", [], |row| row.get::<_, u64>(0)).unwrap() > 0
    };
    eventually(async || !is_linked(), "the group is still the chat of the subgroup").await;
    // Whoever chaired it is no chair, and links nothing.
    write(&harness, ARTA, "/link", None).await;
    in_group(&harness, GROUP, "Only the chair of a subgroup").await;
    assert!(!is_linked());
    // A new chair links it, and it stays so after a restart, which hears of the same once more.
    let chair = Chair { person: "besa".parse().unwrap(), institution: "mpms".parse().unwrap() };
    harness.give(Command::Subgroup("shelter".parse().unwrap(), SubgroupCommand::AppointChair(chair))).await;
    write(&harness, BESA, "/link", None).await;
    eventually(async || is_linked(), "the new chair links nothing").await;
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.say("/tasks").await;
    harness.hears("open task").await;
    assert!(
        rusqlite::Connection::open(harness.file())
            .unwrap()
            .query_row("SELECT count(*) FROM groups", [], |row| row.get::<_, u64>(0))
            .unwrap()
            > 0
    );
    harness.stop().await;
}

#[tokio::test]
async fn a_stranger_whose_language_nobody_knows_is_answered_in_all_three() {
    let harness = a_group().await;
    let (other_group, stranger) = (-4_002, 93);
    harness.phone_speaking(stranger, "Stranac", None, "mk").await;
    let group = json!({ "id": other_group, "title": "Other", "members": [stranger, ARTA] });
    harness.sim("groups", group).await;
    let send = async |from: i64, text: &str| {
        harness.sim(&format!("groups/{other_group}/messages"), json!({ "from": from, "text": text })).await;
    };
    let in_all = ["nuk është e lidhur", "Ovaj nalog još nije povezan", "I do not know you yet"];
    send(stranger, "/link").await;
    let said = in_group(&harness, other_group, in_all[0]).await["text"].as_str().unwrap().to_owned();
    assert!(in_all.iter().all(|words| said.contains(words)), "{said}");
    send(stranger, "/help").await;
    let said = in_group(&harness, other_group, "Here I post the meetings").await["text"].as_str().unwrap().to_owned();
    assert!(said.contains("Ovde objavljujem"), "{said}");
    // What may not be kept is told so too.
    send(stranger, "/help viktima Arbana Gashi").await;
    let said = in_group(&harness, other_group, "Nothing that shows who a victim is").await["text"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(said.contains("Ova poruka nije sačuvana"), "{said}");
    // A button shows a few words only.
    harness.subgroup("data", ["Të dhënat", "Podaci", "Data"], &["ms"]).await;
    send(ARTA, "/link@sample_bot").await;
    let which = in_group(&harness, other_group, "Which subgroup's chat is this group?").await;
    let path = format!("groups/{other_group}/messages/{}/press", which["id"]);
    let answer = harness.sim(&path, json!({ "from": stranger, "text": "Shelter", "wait_ms": 30_000 })).await;
    let toast = answer["text"].as_str().unwrap();
    assert!(
        ["Së pari", "Prvo", "First link your own chat: t.me/sample_bot"].iter().all(|words| toast.contains(words)),
        "{toast}"
    );
    harness.stop().await;
}

#[tokio::test]
async fn it_is_quiet_unless_called_and_shows_nothing_private() {
    let harness = linked().await;
    let before = harness.group_messages(GROUP).await.len();
    for text in ["1 done", "Good morning everybody", "/tasks@another_bot"] {
        write(&harness, ARTA, text, None).await;
    }
    for command in ["/tasks", "/referrals", "/data", "/briefing", "/board", "/whoami", "/nonsense"] {
        write(&harness, ARTA, command, None).await;
    }
    write(&harness, ARTA, "/help", None).await;
    in_group(&harness, GROUP, "Here I post the meetings of the subgroup").await;
    let said = harness.group_messages(GROUP).await;
    let said: Vec<_> = said.iter().skip(before).map(|message| message["text"].as_str().unwrap()).collect();
    assert_eq!(said.len(), 8, "an answer for each command, and none for anything else: {said:#?}");
    let privately = said.iter().filter(|text| text.contains("in our private chat only: t.me/sample_bot"));
    assert_eq!(privately.count(), 7, "{said:#?}");
    assert!(!said.iter().any(|text| text.contains("Count the beds")), "{said:#?}");

    // Who a victim is is not kept here either.
    write(&harness, BESA, "/help the victim Arbana Gashi", None).await;
    in_group(&harness, GROUP, "Nothing that shows who a victim is").await;
    harness.stop().await;
}

#[tokio::test]
async fn an_invitation_is_posted_and_a_press_counts_for_the_pressers_institution() {
    let harness = linked().await;
    give(&harness, meeting("July meeting", "2017-07-20")).await;
    let posted = in_group(&harness, GROUP, "July meeting").await;
    assert!(posted["text"].as_str().unwrap().contains("No answer yet: Ministry; Ministry of Labour"), "{posted}");
    assert!(press(&harness, STRANGER, &posted, "We attend").await.contains("I do not know you yet"));
    assert_eq!(
        press(&harness, BESA, &posted, "We attend").await,
        "Noted: Ministry of Labour and Social Welfare attends."
    );
    assert_eq!(
        press(&harness, BESA, &posted, "We attend").await,
        "Noted: Ministry of Labour and Social Welfare attends."
    );
    write(&harness, ARTA, "sending a deputy", Some(&posted)).await;
    in_group(&harness, GROUP, "Noted: Ministry sends a deputy.").await;
    let edited =
        in_group(&harness, GROUP, "Attend: Ministry of Labour and Social Welfare\nSend a deputy: Ministry").await;
    assert_eq!(edited["id"], posted["id"], "one message, up to date");
    let answers = answers(&harness).await;
    let answers: Vec<_> = answers.iter().map(|(institution, answer)| (institution.as_str(), *answer)).collect();
    let wanted = [("mpms", InvitationAnswer::Attending), ("ms", InvitationAnswer::SendingDeputy)];
    assert_eq!(answers, wanted, "each counts once, for the own institution");
    write(&harness, BESA, "/meetings", None).await;
    in_group(&harness, GROUP, "1. July meeting").await;

    give(&harness, C::Cancel { reason: "flood".parse().unwrap() }).await;
    in_group(&harness, GROUP, "Reason: flood").await;
    assert!(press(&harness, BESA, &posted, "We do not attend").await.contains("is over"));
    harness.stop().await;
}

#[tokio::test]
async fn what_was_announced_before_is_posted_once_the_group_is_the_subgroups_chat() {
    let harness = a_group().await;
    give(&harness, meeting("July meeting", "2017-07-20")).await;
    harness.hears("July meeting").await;
    write(&harness, ARTA, "/link", None).await;
    let posted = in_group(&harness, GROUP, "July meeting").await;
    in_group(&harness, GROUP, "now the chat of the subgroup Shelter").await;
    assert!(press(&harness, BESA, &posted, "We attend").await.contains("Noted"));
    let edited = in_group(&harness, GROUP, "Attend: Ministry of Labour").await;
    assert_eq!(edited["id"], posted["id"]);
    assert_eq!(count(&harness, "Invitation to a meeting").await, 1);
    harness.stop().await;
}

#[tokio::test]
async fn what_was_decided_is_posted_without_the_minutes() {
    let harness = linked().await;
    give(&harness, meeting("July meeting", "2017-07-03")).await;
    give(&harness, C::Hold { attended: NonEmpty::one("ms".parse().unwrap()) }).await;
    give(&harness, C::RecordMinutes { minutes: "All that was said".parse().unwrap() }).await;
    let title = LocalText::only(Language::En, "Draft the form".parse().unwrap());
    let (owner, due) = ("mpms".parse().unwrap(), "2017-07-21".parse().unwrap());
    let raises = vec![RaisedItem { action_item: "form".parse().unwrap(), title, owner, due }];
    give(&harness, C::TakeDecision { decision: "One form for all".parse().unwrap(), raises }).await;
    harness.clock.set("2017-07-03T08:11:00Z");
    let posted = in_group(&harness, GROUP, "1. One form for all").await;
    let text = posted["text"].as_str().unwrap();
    assert!(text.contains("Ministry of Labour and Social Welfare: Draft the form – due Friday 21 July"), "{text}");
    assert!(!text.contains("All that was said"), "{text}");
    harness.stop().await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_stays_the_subgroups_chat() {
    const SUPERGROUP: i64 = -1_000_000_004_001;
    let harness = linked().await;
    give(&harness, meeting("July meeting", "2017-07-20")).await;
    in_group(&harness, GROUP, "July meeting").await;
    harness.sim(&format!("groups/{GROUP}/upgrade"), json!({ "id": SUPERGROUP })).await;
    give(
        &harness,
        C::Reschedule { at: MeetingTime { date: "2017-07-21".parse().unwrap(), time: None, minutes: None } },
    )
    .await;
    in_group(&harness, SUPERGROUP, "The meeting is moved").await;

    // Put out of the group, it posts there no more.
    harness.sim(&format!("groups/{SUPERGROUP}/remove-bot"), json!({ "from": ARTA })).await;
    give(&harness, C::Cancel { reason: "flood".parse().unwrap() }).await;
    harness.hears("Reason: flood").await;
    assert!(
        !harness.group_messages(SUPERGROUP).await.iter().any(|one| one["text"].as_str().unwrap().contains("flood"))
    );
    harness.stop().await;
}

#[tokio::test]
async fn a_group_speaks_the_language_of_whoever_linked_it() {
    for (language, linked, invitation, noted) in [
        (Language::Sq, "biseda e nëngrupit Strehimi", "Ftesë për takim", "U shënua"),
        (Language::Sr, "razgovor podgrupe Smeštaj", "Poziv na sastanak", "Zabeleženo"),
    ] {
        let harness = a_group().await;
        harness.arta_speaks(language).await;
        write(&harness, ARTA, "/link", None).await;
        in_group(&harness, GROUP, linked).await;
        give(&harness, meeting("M1", "2017-07-20")).await;
        let posted = in_group(&harness, GROUP, invitation).await;
        let label = posted["buttons"][0][0]["text"].as_str().unwrap().to_owned();
        assert!(press(&harness, BESA, &posted, &label).await.contains(noted));
        harness.stop().await;
    }
}
