//! Two people on the same thing: nobody overwrites what they have not seen, both texts are shown, and what is unrelated goes through.

use events::meeting::{InvitationAnswer, MeetingCommand};
use events::subgroup::SubgroupEvent;
use events::{Command, Event, StoredEvent};
use serde_json::json;
use store::EventStore;

use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway};

const MINUTES: &str = "/meetings/qershor/minutes";

/// What the form that posts to this path says its page has shown.
pub(crate) fn seen(page: &str, action: &str) -> String {
    let page = page.replace("&#x2f;", "/");
    let form = page.split(&format!("action=\"{action}\"")).nth(1);
    let form = form.unwrap_or_else(|| panic!("no form posts to {action}: {page}"));
    let seen = form.split("name=\"seen\" value=\"").nth(1).unwrap();
    seen.split('"').next().unwrap().to_owned()
}

async fn count(server: &TestGateway) -> u64 {
    let all = server.store.read_all(events::ids::Position(0), 100_000).await.unwrap();
    let meetings = all.into_iter().filter(|stored| stored.stream.kind() == "meeting");
    u64::try_from(meetings.count()).unwrap()
}

#[tokio::test]
async fn of_two_who_write_minutes_the_second_sees_both_texts_and_both_are_kept() {
    let server = sample_hub().await;
    let (teuta, chair) = (server.sign_in(READER).await, server.sign_in("arta").await);
    let page = server.page("/meetings/qershor", "en").await;
    let begun = seen(&page, MINUTES);
    let send = async |cookie: &str, once: &str, seen: &str, text: &str| {
        let form = [("once", once), ("seen", seen), ("minutes", text)];
        server.send_as(cookie, MINUTES, &form).await
    };
    assert_eq!(send(&chair, "a", &begun, "The chair opened the meeting").await.status(), 303);
    let before = count(&server).await;
    let conflict = send(&teuta, "b", &begun, "The secretary opened the meeting").await;
    assert_eq!(conflict.status(), 409);
    let page = conflict.text().await.unwrap();
    assert_eq!(count(&server).await, before, "nothing was overwritten");
    assert!(page.contains("Somebody else changed the same meanwhile"), "{page}");
    assert!(page.contains("<p class=\"theirs\">The chair opened the meeting</p>"), "{page}");
    assert!(page.contains("<del>chair</del><ins>secretary</ins>"), "{page}");
    assert!(page.contains(">The secretary opened the meeting</textarea>"), "{page}");
    assert!(page.contains("Arta Krasniqi"), "who it was");

    // Sent again knowing it, it goes through; and both are in the history.
    let now = seen(&page, MINUTES);
    assert_ne!(now, begun);
    assert_eq!(send(&teuta, "c", &now, "The secretary opened the meeting").await.status(), 303);
    let all = server.store.read_all(events::ids::Position(0), 100_000).await.unwrap();
    let written = format!("{:?}", all.into_iter().map(|stored| stored.body.data).collect::<Vec<_>>());
    assert!(written.contains("The chair opened") && written.contains("The secretary opened"));

    // Pressed twice, it is one command and no conflict.
    for _ in 0..2 {
        assert_eq!(send(&teuta, "c", &now, "The secretary opened the meeting").await.status(), 303);
    }
    assert_eq!(count(&server).await, before + 1);
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_form_does_not_make_its_page_newer() {
    let server = sample_hub().await;
    let begun = seen(&server.page("/meetings/qershor", "en").await, MINUTES);
    let theirs = MeetingCommand::RecordMinutes { minutes: "Somebody else wrote".parse().unwrap() };
    server.give_and_show(Command::Meeting("qershor".parse().unwrap(), theirs)).await;
    let wrong = server.send_form(MINUTES, &[("once", "a"), ("seen", &begun), ("minutes", "tel 044 123 456")]).await;
    assert_eq!(wrong.status(), 422);
    let page = wrong.text().await.unwrap();
    assert_eq!(seen(&page, MINUTES), begun);
    let sent = server.send_form(MINUTES, &[("once", "a"), ("seen", &begun), ("minutes", "Mended")]).await;
    assert_eq!(sent.status(), 409);
    server.stop().await;
}

#[tokio::test]
async fn what_others_do_to_another_part_is_in_nobodys_way() {
    let server = sample_hub().await;
    let page = server.page("/meetings/korrik", "en").await;
    let begun = seen(&page, "/meetings/korrik/agenda");
    let answer =
        MeetingCommand::AnswerInvitation { institution: "ms".parse().unwrap(), answer: InvitationAnswer::NotAttending };
    server.give_and_show(Command::Meeting("korrik".parse().unwrap(), answer)).await;
    let form = [("once", "a"), ("seen", begun.as_str()), ("item", "The report of June")];
    assert_eq!(server.send_form("/meetings/korrik/agenda", &form).await.status(), 303);
    // The agenda is longer now, and whoever has the page of before is shown by what.
    let form = [("once", "b"), ("seen", begun.as_str()), ("item", "The report of June")];
    let conflict = server.send_form("/meetings/korrik/agenda", &form).await;
    assert_eq!(conflict.status(), 409);
    let moved = [("once", "c"), ("seen", begun.as_str()), ("date", "2017-07-21")];
    assert_eq!(server.send_form("/meetings/korrik/reschedule", &moved).await.status(), 303);
    let again = [("once", "d"), ("seen", begun.as_str()), ("date", "2017-07-24")];
    let conflict = server.send_form("/meetings/korrik/reschedule", &again).await;
    assert_eq!(conflict.status(), 409);
    let page = conflict.text().await.unwrap();
    assert!(page.contains("<p class=\"theirs\">2017-07-21</p>") && page.contains("value=\"2017-07-24\""), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn of_two_at_the_same_instant_one_wins() {
    let server = sample_hub().await;
    let begun = seen(&server.page("/meetings/qershor", "en").await, MINUTES);
    let before = count(&server).await;
    let all = (0..6).map(|n| {
        let (once, text) = (format!("writer-{n}"), format!("Written by number {n}"));
        let (server, begun) = (&server, &begun);
        async move {
            let form = [("once", once.as_str()), ("seen", begun.as_str()), ("minutes", text.as_str())];
            server.send_form(MINUTES, &form).await.status().as_u16()
        }
    });
    let mut statuses = futures::future::join_all(all).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409, 409, 409]);
    assert_eq!(count(&server).await, before + 1);
    server.stop().await;
}

#[tokio::test]
async fn a_form_that_is_gone_still_shows_what_was_typed() {
    let server = sample_hub().await;
    for command in [
        MeetingCommand::RecordMinutes { minutes: "Written and approved".parse().unwrap() },
        MeetingCommand::ApproveMinutes,
    ] {
        let is_approved = matches!(command, MeetingCommand::ApproveMinutes);
        let meeting = Command::Meeting("qershor".parse().unwrap(), command);
        if is_approved {
            server.give_anew(events::authority::Principal::secretariat(), meeting).await;
        } else {
            server.give_and_show(meeting).await;
        }
    }
    let refused = server.send_form(MINUTES, &[("once", "late"), ("minutes", "An hour of typing")]).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    assert!(page.contains("cannot be sent any more") && page.contains("An hour of typing</textarea>"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn the_api_is_told_of_a_conflict_where_it_says_what_it_has_seen() {
    let server = sample_hub().await;
    let item = "/api/v1/action-items/stafi";
    let shown = server.get(item, "en").await;
    let position = shown.headers()["focalpoint-position"].to_str().unwrap().to_owned();
    let path = format!("{item}/block");
    let blocked = |why: &str| json!({ "reason": why });
    let first = server.post_from(&path, &position, &blocked("No room")).await;
    assert!(first.status().is_success(), "{}", first.text().await.unwrap());
    let second = server.post_from(&path, &position, &blocked("No money")).await;
    assert_eq!(second.status(), 409);
    let problem: serde_json::Value = second.json().await.unwrap();
    assert_eq!(problem["code"], "overtaken", "{problem}");
    assert_eq!(server.post_from(&path, "yesterday", &blocked("No time")).await.status(), 422);
    let without = server.post(&path, "k-1", &blocked("Whatever others did")).await;
    assert!(without.status().is_success());
    let document = server.page("/api/v1/openapi.json", "en").await;
    assert!(document.contains("Focalpoint-Made-From"));
    server.stop().await;
}

/// Doors whose forms change nothing that somebody else could change as well.
const NOBODY_ELSES: [&str; 12] = [
    "/sign-out",
    "/language",
    "/demo",
    "/account",
    "/accounts",
    "/second-factor",
    "/drafts",
    "/cases\"",
    "/dead-letters",
    "invitations",
    "/nudge",
    "/first-start",
];

#[tokio::test]
async fn every_form_that_changes_something_says_what_its_page_has_shown() {
    let server = sample_hub().await;
    let (mut forms, mut silent) = (0, vec![]);
    for (_, path) in crate::snapshots::PAGES {
        let page = server.page(path, "en").await.replace("&#x2f;", "/");
        for form in page.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap()) {
            let head = form.split('>').next().unwrap();
            if !head.contains("method=\"post\"") || NOBODY_ELSES.iter().any(|door| head.contains(door)) {
                continue;
            }
            forms += 1;
            let value = form.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
            if value.is_none_or(|value| value.parse::<u64>().is_err()) {
                silent.push(format!("{path}: {head}"));
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    assert!(forms > 40, "{forms} forms");
    server.stop().await;
}

#[tokio::test]
async fn whoever_may_not_is_refused_and_shown_nothing() {
    let server = sample_hub().await;
    let begun = seen(&server.page("/meetings/qershor", "en").await, MINUTES);
    let theirs = MeetingCommand::RecordMinutes { minutes: "Not for strangers".parse().unwrap() };
    server.give_and_show(Command::Meeting("qershor".parse().unwrap(), theirs)).await;
    server.appoint("mpms", "stranger", events::language::Language::En).await;
    let stranger = server.sign_in("stranger").await;
    let form = [("once", "x"), ("seen", begun.as_str()), ("minutes", "The agenda was read")];
    let refused = server.send_as(&stranger, MINUTES, &form).await;
    assert_eq!(refused.status(), 403);
    assert!(!refused.text().await.unwrap().contains("Not for strangers"));
    let all = server.store.read_all(events::ids::Position(0), 100_000).await.unwrap();
    let mut meetings = all
        .into_iter()
        .map(|stored| stored.decode().unwrap().event)
        .filter(|event| matches!(event, Event::Meeting(..)));
    assert!(format!("{:?}", meetings.next_back().unwrap()).contains("Not for strangers"));
    server.stop().await;
}

#[tokio::test]
async fn a_chair_that_somebody_else_has_changed_is_left_and_the_post_is_handed_over_all_the_same() {
    let server = sample_hub().await;
    server.seals();
    server.appoint_named("isf", "isak", "Isak Strehimi", events::language::Language::En).await;
    let hand_over = "/institutions/ms/posts/hand-over";
    let begun = seen(&server.page("/institutions/ms", "en").await, hand_over);
    assert_eq!(server.send_form("/subgroups/strehimi/chair", &[("chair", "isak")]).await.status(), 303);
    let form = [("name", "Dea Hoxha"), ("language", "en"), ("chairs", "strehimi"), ("seen", begun.as_str())];
    let answer = server.send_form(hand_over, &form).await;
    assert_eq!(answer.status(), 200);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Invitation for Dea Hoxha"), "{page}");
    assert!(page.contains("somebody else has changed the chair") && page.contains("/subgroups/strehimi"), "{page}");
    let all = server.store.read_all(events::ids::Position(0), 100_000).await.unwrap();
    let appointed = |stored: StoredEvent| {
        let Event::Subgroup(_, SubgroupEvent::ChairAppointed(chair)) = stored.decode().unwrap().event else {
            return None;
        };
        Some(chair.person.to_string())
    };
    let last = all.into_iter().rev().find_map(appointed);
    assert_eq!(last.as_deref(), Some("isak"), "what somebody else did is undone unseen");
    server.stop().await;
}
