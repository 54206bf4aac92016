//! Who was told, and who was not: what is owed and why it waits, what was told today, what failed, who cannot be reached.

use std::sync::Arc;

use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::MessageId;
use events::language::{Language, LocalText};
use events::notification::{Audience, ChannelKind, NotDelivered, Notice, NotificationCommand};

use crate::support::{StandingClock, TestGateway};

fn title(words: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, words))).unwrap()
}

async fn assign(server: &TestGateway, id: &str, owner: &str, due: &str) {
    let (owner, due) = (owner.parse().unwrap(), due.parse().unwrap());
    let assign = ActionItemCommand::Assign { title: title(id), owner, subgroup: None, due, raised_by: None };
    server.give_and_show(Command::ActionItem(id.parse().unwrap(), assign)).await;
}

/// The page, as a browser reads its addresses.
async fn telling(server: &TestGateway) -> String {
    server.page("/telling", "en").await.replace("&#x2f;", "/")
}

/// The part of a page with this id.
fn part<'a>(page: &'a str, id: &str) -> &'a str {
    let (_, from) = page.split_once(&format!("id=\"{id}\"")).unwrap();
    from.split("</section>").next().unwrap()
}

#[tokio::test]
async fn what_waits_says_why_and_who_cannot_be_reached_is_named() {
    // Sunday evening: nothing is said before Monday morning.
    let clock = Arc::new(StandingClock::at("2017-06-29T16:00:00Z"));
    let server = TestGateway::start_on(clock.clone()).await;
    server.appoint("ms", "arta", Language::En).await;
    server.link_chat("ms", "arta").await;
    assign(&server, "beds", "ms", "2017-06-30").await;
    assign(&server, "letter", "mpms", "2017-06-30").await;
    assign(&server, "list", "ms", "2017-06-30").await;
    clock.set("2017-07-02T16:00:00Z");
    let page = telling(&server).await;
    let owed = part(&page, "owed");
    for words in [
        "href=\"/action-items/beds\"",
        "goes with the morning message: 3 Jul 2017, 08:00",
        "href=\"/action-items/letter\"",
        "the institution has no focal point",
    ] {
        assert!(owed.contains(words), "{words}: {owed}");
    }
    let unreachable = part(&page, "unreachable");
    assert!(unreachable.contains("href=\"/institutions/mpms\""), "{unreachable}");
    assert!(!unreachable.contains("Arta Krasniqi"), "who can be reached is not named: {unreachable}");

    // Monday: it was told; another was refused.
    clock.set("2017-07-03T06:30:00Z");
    let notice = |id: &str| Notice {
        about: format!("action-item/{id}").parse().unwrap(),
        occasion: "late-1.2017-06-30".parse().unwrap(),
        to: Audience::FocalPoint("ms".parse().unwrap()),
    };
    server.tell(notice("beds"), "arta").await;
    let key = notice("list").key();
    for command in [
        NotificationCommand::Plan { notice: notice("list") },
        NotificationCommand::RecordFailed {
            person: Some("arta".parse().unwrap()),
            channel: Some(ChannelKind::Telegram),
            failure: NotDelivered::BlockedByPerson,
        },
    ] {
        server.give_as_service(Command::Notification(key.clone(), command)).await;
    }
    let page = telling(&server).await;
    let (owed, failed, unreachable) = (part(&page, "owed"), part(&page, "failed"), part(&page, "unreachable"));
    assert!(!owed.contains("/action-items/beds"), "what was told is not owed: {owed}");
    assert!(owed.contains("/action-items/list") && owed.contains("the chat with the bot has been blocked"), "{owed}");
    assert!(failed.contains("/action-items/list") && failed.contains("Arta Krasniqi, by Telegram"), "{failed}");
    assert!(unreachable.contains("Arta Krasniqi") && unreachable.contains("has been blocked"), "{unreachable}");
    let counts = page.split("id=\"telling-counts\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(counts.contains("messages today, by Telegram (one notice)"), "{counts}");

    // Once told after all, it says so.
    clock.set("2017-07-03T08:30:00Z");
    let (person, message) = ("arta".parse().unwrap(), MessageId::named("after all"));
    let sent = NotificationCommand::RecordSent { person, channel: ChannelKind::Telegram, message, certain: true };
    server.give_as_service(Command::Notification(key, sent)).await;
    let page = telling(&server).await;
    assert!(part(&page, "failed").contains("Told since."), "{page}");
    assert!(!part(&page, "unreachable").contains("Arta Krasniqi"), "a chat that took a message is open again");
    server.stop().await;
}

#[tokio::test]
async fn a_stranger_sees_neither_the_telling_nor_the_lists() {
    let server = TestGateway::start().await;
    for path in ["/telling", "/month", "/lists/late", "/late"] {
        let answer = server.stranger_gets(path).await;
        assert_eq!(answer.status(), 401, "{path}");
    }
    server.stop().await;
}
