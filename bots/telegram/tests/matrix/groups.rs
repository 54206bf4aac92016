//! The matrix in groups: every command and every button in a subgroup's group and in one that is nobody's, from the very tables by
//! which updates are dispatched.
//!
//! `matrix-of-groups.txt` says what each of them is told and what comes of it; an entry without an example fails. Whatever was changed
//! of which group is whose is put back before the next one tries. Beside it nothing is said in a group that is for a private chat,
//! and whoever is nobody here changes nothing. A button is one of before: it was sent to the very group in which it is pressed.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};
use store::EventStore;
use telegram::chat_entries;

use super::people::{self, Visitor, hub_with, is_nobody};
use super::{Outcome, Table, examples, file, first_line, latest, old_button, recorded, said_between};
use crate::support::{ARTA, PATIENCE, TestBot};

/// The chat of the subgroup that is Arta's.
const LINKED: i64 = -5_001;
/// A group that is no subgroup's chat.
const UNLINKED: i64 = -5_002;

const GROUPS: [(&str, i64); 2] = [("in the subgroup's group", LINKED), ("in a group of nobody's", UNLINKED)];

/// Data that no button has.
const NO_BUTTON: &str = "b1.AAAAAAAAAAAAAAAAAAAAAA";

/// What is for private chats only, to whomever it is shown there.
const PRIVATE: [&str; 7] = [
    "Count the beds",
    "Draft the form",
    "Sign the form",
    "Patrol the border",
    "2017-014",
    "A medical examination",
    "Average stay",
];

/// Somebody in a group.
#[derive(Clone)]
struct Member {
    name: &'static str,
    contact: i64,
    /// Whether an administrator who remains anonymous.
    anonymous: bool,
}

/// A deputy of an institution that is a member of the subgroup.
const MEMBER: i64 = 112;

const CHAIR: Member = Member { name: "chair", contact: ARTA, anonymous: false };

/// Both groups, with everybody in them. Each was the chat of the chair's subgroup once, and one of them is; so nothing is left to be
/// posted when it becomes that again.
async fn groups(harness: &TestBot) {
    harness.hire("mpms", "mimoza", true, MEMBER).await;
    let contacts: Vec<i64> = (101..=MEMBER).chain([ARTA]).collect();
    for (name, group) in GROUPS {
        harness.sim("groups", json!({ "id": group, "title": name, "members": contacts })).await;
        hears(harness, group, "/link").await;
        write_in(harness, group, &CHAIR, json!({ "text": "/link" })).await;
        hears(harness, group, "July meeting").await;
        hears(harness, group, "now the chat of the subgroup").await;
    }
    let all = links(harness);
    let kept: Vec<_> = all.into_iter().filter(|link| link.0 == LINKED).collect();
    put_back(harness, &kept);
}

/// Both groups and everybody in them. Whoever may least comes first.
async fn everybody() -> (TestBot, Vec<Member>) {
    let (harness, visitors) = hub_with(groups).await;
    let of = |visitor: &Visitor| Member { name: visitor.name, contact: visitor.contact, anonymous: false };
    let mut members: Vec<Member> = visitors.iter().filter(|one| one.name != CHAIR.name).map(of).collect();
    members.insert(0, Member { name: "anonymous", anonymous: true, ..CHAIR });
    members.extend([Member { name: "member", contact: MEMBER, anonymous: false }, CHAIR]);
    people::while_the_chair_is_away(&harness).await;
    members.iter_mut().filter(|one| one.name == "deputy").for_each(|one| one.name = "stand-in");
    (harness, members)
}

/// Waits until this is said in a group.
async fn hears(harness: &TestBot, group: i64, words: &str) {
    let says = async || {
        let all = harness.group_messages(group).await;
        all.iter().any(|one| one["text"].as_str().is_some_and(|text| text.contains(words)))
    };
    let waiting = async {
        while !says().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let is_said = tokio::time::timeout(PATIENCE, waiting).await.is_ok();
    let all = harness.group_messages(group).await;
    assert!(is_said, "“{words}” was not said in the group: {all:#?}");
}

async fn write_in(harness: &TestBot, group: i64, by: &Member, mut message: Value) {
    message["from"] = by.contact.into();
    message["anonymous"] = by.anonymous.into();
    harness.sim(&format!("groups/{group}/messages"), message).await;
}

/// Presses a button with this data below the bot's last message in a group, and gives what is shown to whoever presses.
async fn press_in(harness: &TestBot, group: i64, by: &Member, data: &str) -> String {
    let last = latest(harness, &format!("groups/{group}")).await.last().unwrap()["id"].clone();
    let press = json!({ "from": by.contact, "forged": data, "wait_ms": 30_000 });
    let shown = harness.sim(&format!("groups/{group}/messages/{last}/press"), press).await;
    let shown = shown["text"].as_str().unwrap_or_else(|| panic!("{data} is not answered: {shown}")).to_owned();
    let beyond = PRIVATE.iter().find(|words| shown.contains(**words));
    assert!(beyond.is_none(), "{} is shown “{shown}” in a group", by.name);
    shown
}

/// Which group is whose, as the bot's file has it.
fn links(harness: &TestBot) -> Vec<(i64, String, String)> {
    let file = file(harness);
    let mut rows = file.prepare("SELECT chat, subgroup, language FROM groups ORDER BY chat").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn put_back(harness: &TestBot, links: &[(i64, String, String)]) {
    let file = file(harness);
    file.execute("DELETE FROM groups", []).unwrap();
    for (chat, subgroup, language) in links {
        let put = "INSERT INTO groups (chat, subgroup, language) VALUES (?1, ?2, ?3)";
        file.execute(put, rusqlite::params![chat, subgroup, language]).unwrap();
    }
}

/// Does something in a group and waits until it was handled; what is shown to whoever presses is given by the deed.
async fn outcome(harness: &TestBot, group: i64, act: impl AsyncFnOnce() -> Option<String>) -> Outcome {
    let (before, position) = (latest(harness, &format!("groups/{group}")).await, harness.store.end().await.unwrap().0);
    let whose = links(harness);
    let shown = act().await;
    // What is pressed in the same group afterwards is answered afterwards.
    press_in(harness, group, &CHAIR, NO_BUTTON).await;
    let after = latest(harness, &format!("groups/{group}")).await;
    let mut said = said_between(&before, &after, "\u{0}");
    if let Some(shown) = shown {
        said = if said == "–" { first_line(&shown) } else { format!("{} | {said}", first_line(&shown)) };
    }
    let mut done = recorded(harness, position).await;
    let now = links(harness);
    for link in now.iter().filter(|link| !whose.contains(link)) {
        done.push(format!("the group becomes that of {}", link.1));
    }
    for link in whose.iter().filter(|link| !now.iter().any(|one| one.0 == link.0)) {
        done.push(format!("the group is that of {} no more", link.1));
    }
    put_back(harness, &whose);
    Outcome { said, done }
}

async fn written(harness: &TestBot, members: &[Member], table: &mut Table, entry: &str, message: &Value) {
    for (name, group) in GROUPS {
        let mut row = vec![];
        for member in members {
            let act = async || {
                write_in(harness, group, member, message.clone()).await;
                None
            };
            row.push((member.name, outcome(harness, group, act).await));
        }
        table.enter(&format!("{entry} {name}"), &row);
    }
}

/// Whoever presses is known by name, also one who writes without it.
async fn pressed(harness: &TestBot, members: &[Member], table: &mut Table, entry: &str, data: impl Fn(i64) -> String) {
    for (name, group) in GROUPS {
        let mut row = vec![];
        for member in members.iter().filter(|member| !member.anonymous) {
            let data = data(group);
            let act = async || Some(press_in(harness, group, member, &data).await);
            row.push((member.name, outcome(harness, group, act).await));
        }
        table.enter(&format!("{entry} {name}"), &row);
    }
}

/// What buttons of this name were sent to groups for, beside what they were sent to chats for.
fn in_groups_too(name: &str) -> Vec<Value> {
    match name {
        // Whoever asked before it was the chat of a subgroup, and whoever was a chair when they asked.
        "LinkGroup" => vec![
            json!({"LinkGroup": {"subgroup": "other", "by": "ola"}}),
            json!({"LinkGroup": {"subgroup": "former", "by": "petrit"}}),
            json!({"LinkGroup": {"subgroup": "shelter", "by": "dea"}}),
        ],
        "Meeting" => vec![json!({"Meeting": {"Answer": ["m1", "sending-deputy"]}})],
        _ => vec![],
    }
}

async fn every_press(harness: &TestBot, members: &[Member], table: &mut Table) {
    for name in chat_entries().presses {
        let examples = [examples::press(name), in_groups_too(name)].concat();
        assert!(!examples.is_empty(), "the button {name} has no entry in the matrix: add an example of it");
        for example in examples {
            let data = |group| old_button(harness, group, &example);
            pressed(harness, members, table, &format!("button {example}"), data).await;
        }
    }
}

/// What counts for nobody, and what is said in words.
async fn beside(harness: &TestBot, members: &[Member], table: &mut Table) {
    let attend = json!({"Meeting": {"Answer": ["m1", "attending"]}});
    let of_chair = old_button(harness, ARTA, &attend);
    pressed(harness, members, table, "a button that was sent to the chair", |_| of_chair.clone()).await;
    let of_linked = old_button(harness, LINKED, &json!({"LinkGroup": {"subgroup": "shelter", "by": "arta"}}));
    let of_unlinked = old_button(harness, UNLINKED, &attend);
    let of_other = |group| if group == LINKED { of_unlinked.clone() } else { of_linked.clone() };
    pressed(harness, members, table, "a button that was sent to the other group", of_other).await;
    pressed(harness, members, table, "a button that nobody sent", |_| NO_BUTTON.to_owned()).await;
    for text in ["/link", "/unlink", "/meetings"] {
        let forwarded = json!({ "text": text, "forwarded_from": "Arta" });
        written(harness, members, table, &format!("a forwarded {text}"), &forwarded).await;
    }
    written(harness, members, table, "“@sample_bot 1 done”", &json!({ "text": "@sample_bot 1 done" })).await;
    written(harness, members, table, "“/tasks@another_bot”", &json!({ "text": "/tasks@another_bot" })).await;
}

/// Replies to the invitation, which stands in the subgroup's group only.
async fn replies(harness: &TestBot, members: &[Member], table: &mut Table) {
    let all = harness.group_messages(LINKED).await;
    let is_invitation = |one: &&Value| one["text"].as_str().is_some_and(|text| text.contains("July meeting"));
    let invitation = all.iter().find(is_invitation).unwrap()["id"].clone();
    for (entry, message) in [
        ("a forwarded answer to the invitation", json!({ "text": "we attend", "forwarded_from": "Arta" })),
        ("an answer to the invitation", json!({ "text": "we attend" })),
    ] {
        let mut row = vec![];
        for member in members {
            let mut message = message.clone();
            message["reply_to"] = invitation.clone();
            let act = async || {
                write_in(harness, LINKED, member, message).await;
                None
            };
            row.push((member.name, outcome(harness, LINKED, act).await));
        }
        table.enter(entry, &row);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_and_relation_finds_in_groups_what_is_for_everybody_there_and_nothing_beyond() {
    let (harness, members) = everybody().await;
    let mut table = Table { text: String::new(), entries: 0, cells: 0 };
    beside(&harness, &members, &mut table).await;
    for command in chat_entries().commands {
        for text in examples::command(command) {
            written(&harness, &members, &mut table, &text, &json!({ "text": text })).await;
        }
    }
    replies(&harness, &members, &mut table).await;
    every_press(&harness, &members, &mut table).await;
    people::when_the_chair_is_back(&harness).await;
    let after: Vec<Member> = members
        .iter()
        .filter(|member| member.name == "stand-in")
        .map(|member| Member { name: "deputy-after", ..member.clone() })
        .collect();
    for text in ["/link", "/unlink"] {
        written(&harness, &after, &mut table, text, &json!({ "text": text })).await;
    }
    for example in examples::while_away() {
        let data = |group| old_button(&harness, group, &example);
        pressed(&harness, &after, &mut table, &format!("button {example}"), data).await;
    }

    let (mut beyond, mut looked) = (String::new(), 0_usize);
    for (name, group) in GROUPS {
        for message in harness.group_messages(group).await {
            for words in PRIVATE {
                looked += 1;
                if message.to_string().contains(words) {
                    writeln!(beyond, "“{words}” is said {name}: {}", message["text"]).unwrap();
                }
            }
        }
    }
    let size = format!("in groups {} entries and {} cells", table.entries, table.cells);
    println!("The matrix: {size}, {looked} looks for what is for private chats.");
    let kept = include_str!("../../../../docs/accounts.md");
    assert!(kept.contains(&size), "docs/accounts.md says another size than: {size}");
    assert!(beyond.is_empty(), "{beyond}");
    let changed_by_nobody = table.changed_by(is_nobody);
    assert!(changed_by_nobody.is_empty(), "whoever is nobody here changes something: {changed_by_nobody:#?}");
    let is_elsewhere = |name: &str| name == "other-chair";
    let links: Vec<_> =
        table.changed_by(is_elsewhere).into_iter().filter(|line| line.contains("that of shelter")).collect();
    assert!(links.is_empty(), "another subgroup's chair takes the group: {links:#?}");
    table.is_as_kept("matrix-of-groups.txt");
    tokio::time::timeout(PATIENCE, harness.stop()).await.unwrap();
}
