//! Drafts: what somebody types is there again wherever they open the page, is nobody else's, and goes when it was sent.

use chrono::{DateTime, TimeDelta, Utc};
use drafts::{Drafts, MOST_DRAFTS};
use events::ids::Position;
use events::language::Language;
use events::meeting::MeetingEvent;
use events::{Command, Event};
use store::EventStore;

use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway, WORLD_TIME};

const MEETING: &str = "/meetings/qershor";
const MINUTES: &str = "/meetings/qershor#minutes";
const TYPED: &str = "The rapporteur opened the meeting at ten";

async fn keep(server: &TestGateway, cookie: &str, text: &str) -> serde_json::Value {
    let fields = [("draft", MINUTES), ("seen", "1"), ("once", "abc"), ("minutes", text)];
    let answer = server.script_sends_as(cookie, "/drafts", &fields).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

async fn page_of(server: &TestGateway, cookie: &str, path: &str) -> String {
    server.get_as(cookie, path, "en").await.text().await.unwrap()
}

fn after(days: i64) -> String {
    (WORLD_TIME.parse::<DateTime<Utc>>().unwrap() + TimeDelta::days(days)).to_rfc3339()
}

#[tokio::test]
async fn what_is_typed_is_there_on_another_machine_and_behind_another_gateway_and_goes_when_it_was_sent() {
    let server = sample_hub().await;
    let one = server.sign_in(READER).await;
    let said = keep(&server, &one, TYPED).await;
    assert!(said["said"].as_str().unwrap().contains("Not sent yet, typed on 30 Nov 2026, 10:00"), "{said}");
    assert_eq!(said["wrong"], serde_json::json!({}));
    let other = server.sign_in(READER).await;
    let elsewhere = server.another_gateway().await;
    for page in [
        page_of(&server, &other, MEETING).await,
        server.get_at(&elsewhere, &other, MEETING).await.text().await.unwrap(),
    ] {
        assert!(page.contains(&format!(">{TYPED}</textarea>")), "{page}");
        assert!(page.contains("30") && page.contains("data-keep"), "it says since when");
    }
    let list = page_of(&server, &other, "/drafts").await;
    assert!(list.contains(TYPED) && list.contains("30 days"), "{list}");

    // It is no event, and nothing of it can be read where it is kept.
    let written = server.written();
    assert!(!String::from_utf8_lossy(&written).contains(TYPED));

    // It is nobody else's.
    server.appoint("mpms", "former", Language::En).await;
    for somebody in ["arta", "former"] {
        let cookie = server.sign_in(somebody).await;
        assert!(!page_of(&server, &cookie, MEETING).await.contains(TYPED), "{somebody}");
        assert!(!page_of(&server, &cookie, "/drafts").await.contains(TYPED), "{somebody}");
    }

    // A form that is not accepted leaves it; one that is takes it away.
    let form = [("draft", MINUTES), ("minutes", "")];
    assert_eq!(server.send_as(&other, "/meetings/qershor/minutes", &form).await.status(), 422);
    assert!(page_of(&server, &one, MEETING).await.contains(TYPED));
    let form = [("draft", MINUTES), ("minutes", "Written down"), ("once", "m-1")];
    assert_eq!(server.send_as(&other, "/meetings/qershor/minutes", &form).await.status(), 303);
    assert!(!page_of(&server, &one, MEETING).await.contains(TYPED));
    assert!(page_of(&server, &one, MEETING).await.contains(">Written down</textarea>"));
    server.stop().await;
}

#[tokio::test]
async fn what_the_guard_objects_to_is_not_kept_and_is_said_at_the_field() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    keep(&server, &cookie, TYPED).await;
    for objectionable in ["Her phone is 044 123 456", "tel 044 123 456"] {
        let said = keep(&server, &cookie, objectionable).await;
        assert!(said["wrong"]["minutes"].as_str().unwrap().contains("phone"), "{said}");
        // What was kept before stays.
        assert!(page_of(&server, &cookie, MEETING).await.contains(TYPED));
    }
    // Without a script the page says so, with the text still in it, and keeps it once it is mended.
    let fields = [("draft", MINUTES), ("seen", "1"), ("minutes", "Her phone is 044 123 456")];
    let refused = server.send_as(&cookie, "/drafts", &fields).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    assert!(page.contains("Her phone is 044 123 456</textarea>") && page.contains("aria-invalid"), "{page}");
    let mended =
        server.send_as(&cookie, "/drafts", &[("draft", MINUTES), ("minutes", "The bureau was opened at ten")]).await;
    assert_eq!((mended.status().as_u16(), mended.headers()["location"].to_str().unwrap()), (303, MEETING));
    assert!(page_of(&server, &cookie, MEETING).await.contains("The bureau was opened at ten</textarea>"));
    let drafts = server.drafts.of(&READER.parse().unwrap()).await.unwrap();
    assert_eq!(drafts.len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn a_draft_can_be_thrown_away_ends_and_ends_with_the_post() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    keep(&server, &cookie, TYPED).await;
    let gone = server.send_as(&cookie, "/drafts/discard", &[("draft", MINUTES), ("minutes", TYPED)]).await;
    assert_eq!((gone.status().as_u16(), gone.headers()["location"].to_str().unwrap()), (303, MEETING));
    assert!(!page_of(&server, &cookie, MEETING).await.contains(TYPED));

    // An emptied form is no draft.
    keep(&server, &cookie, TYPED).await;
    keep(&server, &cookie, " ").await;
    assert!(server.drafts.persons().await.unwrap().is_empty());

    keep(&server, &cookie, TYPED).await;
    server.world.set(&after(31));
    let later = server.sign_in(READER).await;
    assert!(!page_of(&server, &later, MEETING).await.contains(TYPED));
    server.gateway.sweep().await;
    assert!(server.drafts.persons().await.unwrap().is_empty());

    // Whoever leaves the post leaves the draft, and does not find it again in another one.
    let arta = server.sign_in("arta").await;
    keep(&server, &arta, TYPED).await;
    server.gateway.sweep().await;
    assert_eq!(server.drafts.persons().await.unwrap().len(), 1);
    server.hand_over("ms", "erza").await;
    server.gateway.sweep().await;
    assert!(server.drafts.persons().await.unwrap().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn there_are_bounds_and_bad_addresses_are_none() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    for n in 0..MOST_DRAFTS {
        let address = format!("/meetings/qershor#form-{n}");
        let kept = server.script_sends_as(&cookie, "/drafts", &[("draft", &address), ("text", "Some words")]).await;
        assert_eq!(kept.status(), 200);
    }
    let one_more = server.send_as(&cookie, "/drafts", &[("draft", MINUTES), ("minutes", TYPED)]).await;
    assert_eq!(one_more.status(), 409);
    assert!(one_more.text().await.unwrap().contains("as many as there can be"));
    let long = "word ".repeat(2 * 1024);
    let in_parts = ["draft", "a", "b", "c", "d", "e"];
    let large =
        in_parts.map(|field| (field, if field == "draft" { "/meetings/qershor#form-0" } else { long.as_str() }));
    assert_eq!(server.send_as(&cookie, "/drafts", &large).await.status(), 413);
    // A script is told the same in words that it can show.
    let one_more = [("draft", MINUTES), ("text", TYPED)];
    for (fields, status, words) in
        [(one_more.as_slice(), 409, "as many as there can be"), (large.as_slice(), 413, "it is too long")]
    {
        let refused = server.script_sends_as(&cookie, "/drafts", fields).await;
        assert_eq!(refused.status(), status);
        let told: serde_json::Value = refused.json().await.unwrap();
        assert!(told["said"].as_str().unwrap().contains(words), "{told}");
    }
    for bad in ["", "minutes", "//evil.example#x", "/meetings?x#y"] {
        let answer = server.send_as(&cookie, "/drafts", &[("draft", bad), ("minutes", TYPED)]).await;
        assert_eq!(answer.status(), 422, "{bad}");
    }
    server.stop().await;
}

#[tokio::test]
async fn minutes_sent_after_the_session_ran_out_are_lost_nowhere_without_a_script() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    server.world.set(&after(2));
    let form = [("draft", MINUTES), ("once", "late"), ("minutes", TYPED)];
    let refused = server.send_as(&cookie, "/meetings/qershor/minutes", &form).await;
    assert_eq!(refused.status(), 401);
    let page = refused.text().await.unwrap();
    assert!(page.contains("kept as a draft as well") && page.contains("sign-in?back="), "{page}");
    assert!(page.contains(TYPED), "the page offers to send it again");

    // So is what a page keeps by itself, and its script hears that in words.
    let kept = [("draft", MINUTES), ("minutes", TYPED)];
    let refused = server.script_sends_as(&cookie, "/drafts", &kept).await;
    assert_eq!(refused.status(), 401);
    let told: serde_json::Value = refused.json().await.unwrap();
    let said = told["said"].as_str().unwrap();
    assert!(said.contains("your session has ended") && said.contains("kept as a draft as well"), "{said}");

    // The page was closed: whoever signs in finds it in its form. Somebody else does not.
    let other = server.sign_in("arta").await;
    assert!(!page_of(&server, &other, MEETING).await.contains(TYPED));
    let again = server.sign_in(READER).await;
    assert!(page_of(&server, &again, MEETING).await.contains(TYPED));

    // Or it is sent from the page that offered it, and is a draft no more.
    let form = [form.as_slice(), &[("written-by", READER)]].concat();
    let sent = server.send_as(&again, "/meetings/qershor/minutes", &form).await;
    assert_eq!(sent.status(), 303);
    let is_ours = |event: &Event| matches!(event, Event::Meeting(_, MeetingEvent::MinutesRecorded { minutes }) if minutes.to_string() == TYPED);
    server.settled(is_ours).await;
    assert!(server.drafts.of(&READER.parse().unwrap()).await.unwrap().is_empty());

    // Whoever was signed out, and did not run out of time, leaves nothing behind.
    let end = server.store.end().await.unwrap();
    assert_eq!(server.send_as(&again, "/sign-out", &[]).await.status(), 303);
    let refused =
        server.send_as(&again, "/meetings/qershor/minutes", &[("draft", MINUTES), ("minutes", "Another")]).await;
    assert_eq!(refused.status(), 401);
    assert!(server.drafts.of(&READER.parse().unwrap()).await.unwrap().is_empty());
    assert_eq!(of_meetings_since(&server, end).await, vec![]);
    server.stop().await;
}

/// What was recorded of meetings since a position.
async fn of_meetings_since(server: &TestGateway, position: Position) -> Vec<Event> {
    let since = server.store.read_all(position, 100).await.unwrap();
    let events = since.into_iter().map(|stored| stored.decode().unwrap().event);
    events.filter(|event| matches!(event, Event::Meeting(..))).collect()
}

#[tokio::test]
async fn whoever_signs_in_next_in_the_same_browser_neither_sends_nor_keeps_what_another_typed() {
    let server = sample_hub().await;
    let teuta = server.sign_in(READER).await;
    let page = page_of(&server, &teuta, MEETING).await;
    let form = page.split("<form ").find(|form| form.contains("/minutes\"")).unwrap();
    let said = form.split("name=\"written-by\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("draft", MINUTES), ("written-by", said), ("once", "another"), ("minutes", TYPED)];
    let arta = server.sign_in("arta").await;
    let end = server.store.end().await.unwrap();
    let sent = server.send_as(&arta, "/meetings/qershor/minutes", &fields).await;
    assert_eq!(sent.status(), 409);
    let told = sent.text().await.unwrap();
    assert!(told.contains("filled in by somebody else") && !told.contains(TYPED), "{told}");
    assert_eq!(server.script_sends_as(&arta, "/drafts", &fields).await.status(), 409);
    assert_eq!(server.send_as(&arta, "/drafts", &fields).await.status(), 409);
    assert_eq!(server.send_as(&arta, "/drafts/discard", &fields).await.status(), 409);
    assert_eq!(of_meetings_since(&server, end).await, vec![]);
    assert!(server.drafts.persons().await.unwrap().is_empty());

    // Nor where that session has run out as well: it is no draft of either, and is offered to nobody.
    server.world.set(&after(2));
    let late = server.send_as(&arta, "/meetings/qershor/minutes", &fields).await;
    assert_eq!(late.status(), 401);
    assert!(!late.text().await.unwrap().contains(TYPED));
    assert!(server.drafts.persons().await.unwrap().is_empty());

    // By the very same fields its own person sends it.
    let again = server.sign_in(READER).await;
    assert_eq!(server.script_sends_as(&again, "/drafts", &fields).await.status(), 200);
    assert_eq!(server.send_as(&again, "/meetings/qershor/minutes", &fields).await.status(), 303);
    assert_eq!(of_meetings_since(&server, end).await.len(), 1);
    server.stop().await;
}

/// Every form that changes something says whom its page was made for. Signing out, the language and the demo's clock are anybody's.
#[tokio::test]
async fn every_form_says_whom_its_page_was_made_for() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    keep(&server, &cookie, TYPED).await;
    server.sign_in(READER).await;
    let (mut forms, mut without) = (0, vec![]);
    let own = ["/account", "/account/tokens", "/accounts", "/dead-letters"];
    for path in crate::snapshots::PAGES.iter().map(|(_, path)| *path).chain(own) {
        let page = page_of(&server, &cookie, path).await;
        for form in page.split("<form ").skip(1).map(|form| form.split("</form>").next().unwrap()) {
            let (head, fields) = form.split_once('>').unwrap();
            let is_anybodys =
                ["/sign-out", "/language", "/demo/clock"].iter().any(|at| head.contains(&format!("action=\"{at}\"")));
            if !head.contains("method=\"post\"") || is_anybodys {
                continue;
            }
            forms += 1;
            if !fields.contains(&format!("name=\"written-by\" value=\"{READER}\"")) {
                without.push(format!("{path}: {head}"));
            }
        }
    }
    assert!(forms > 50 && without.is_empty(), "{forms}, of which without: {}", without.join("\n"));
    let account = server.get_as(&cookie, "/account", "en").await;
    assert_eq!(account.headers()["focalpoint-person"], READER);
    server.stop().await;
}

#[tokio::test]
async fn answers_that_were_not_sent_are_there_when_the_persons_link_is_opened_again() {
    let server = sample_hub().await;
    let link = crate::snapshots::form_link("ms", "arta");
    let page = server.stranger_gets(&link).await.text().await.unwrap();
    assert!(page.contains("data-keep"), "{page}");
    let field = page.split("name=\"a.").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let name = format!("a.{field}");
    let kept = server.stranger_sends(&link, &[(name.as_str(), "7041"), ("keep", "draft")]).await;
    assert_eq!(kept.status(), 303);
    let page = server.stranger_gets(&crate::snapshots::form_link("ms", "arta")).await.text().await.unwrap();
    assert!(page.contains("value=\"7041\""), "{page}");
    let gone = server.stranger_sends(&link, &[(name.as_str(), "7041"), ("keep", "nothing")]).await;
    assert_eq!(gone.status(), 303);
    assert!(!server.stranger_gets(&link).await.text().await.unwrap().contains("7041"));
    server.stop().await;
}

/// Everything that is written at length has its draft: a form with a text that can be long, or in several languages, and none that
/// asks who somebody is.
#[tokio::test]
async fn forms_in_which_one_writes_keep_drafts_and_those_that_name_people_do_not() {
    let server = sample_hub().await;
    let mut without = vec![];
    for path in [
        MEETING,
        "/meetings/korrik",
        "/meetings",
        "/action-items/new",
        "/action-items/stafi",
        "/cases/2017-014",
        "/data-requests/new",
        "/strategy",
        "/strategy/objektivi-1",
    ] {
        let page = server.page(path, "en").await;
        for form in page.split("<form method=\"post\"").skip(1).map(|form| form.split("</form>").next().unwrap()) {
            let is_long =
                form.contains("<textarea") || form.contains("name=\"reason\"") || form.contains("name=\"title-sq\"");
            if is_long && !form.contains("data-keep") {
                without.push(format!("{path}: {}", &form[..form.len().min(120)]));
            }
            assert!(!(form.contains("identity-") && form.contains("data-keep")), "{path}");
        }
    }
    without.retain(|form| !form.contains("decline"));
    assert!(without.is_empty(), "{}", without.join("\n"));
    let opening = server.page("/cases/new", "en").await;
    assert!(!opening.contains("data-keep"));
    server.stop().await;
}

#[tokio::test]
async fn a_draft_that_was_begun_before_somebody_else_wrote_conflicts_when_it_is_sent() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    let page = page_of(&server, &cookie, MEETING).await;
    let seen = crate::conflicts::seen(&page, "/meetings/qershor/minutes");
    let fields = [("draft", MINUTES), ("seen", seen.as_str()), ("minutes", TYPED)];
    assert_eq!(server.script_sends_as(&cookie, "/drafts", &fields).await.status(), 200);
    let theirs = events::meeting::MeetingCommand::RecordMinutes { minutes: "Somebody else wrote".parse().unwrap() };
    server.give_and_show(Command::Meeting("qershor".parse().unwrap(), theirs)).await;
    let page = page_of(&server, &cookie, MEETING).await;
    assert!(page.contains(TYPED));
    assert_eq!(crate::conflicts::seen(&page, "/meetings/qershor/minutes"), seen);
    let form = [("draft", MINUTES), ("seen", seen.as_str()), ("minutes", TYPED)];
    let conflict = server.send_as(&cookie, "/meetings/qershor/minutes", &form).await;
    assert_eq!(conflict.status(), 409);
    server.stop().await;
}

const ANSWER: &str = "/meetings/korrik/answer";

/// The fields of the form on the page of drafts that sends what was not taken.
fn fields_of_unsent(list: &str) -> Vec<(String, String)> {
    let form = list.split("<form ").find(|form| form.contains("action=\"/meetings/korrik/answer\"")).unwrap();
    let form = form.split("</form>").next().unwrap();
    let value_of =
        |field: &str| field.split("value=\"").nth(1).unwrap_or_default().split('"').next().unwrap().to_owned();
    form.split("name=\"").skip(1).map(|field| (field.split('"').next().unwrap().to_owned(), value_of(field))).collect()
}

#[tokio::test]
async fn a_form_sent_after_the_session_ran_out_waits_an_hour_for_its_person_without_a_script() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    server.world.set(&after(2));
    let end = server.store.end().await.unwrap();
    let form = [("once", "late"), ("written-by", READER), ("institution", "isf"), ("answer", "attending")];
    let refused = server.send_as(&cookie, ANSWER, &form).await;
    assert_eq!(refused.status(), 401);
    let page = refused.text().await.unwrap().replace("&#x2f;", "/");
    assert!(page.contains("kept for you for one hour") && page.contains("/sign-in?back=/drafts"), "{page}");

    let other = server.sign_in("arta").await;
    assert!(!page_of(&server, &other, "/drafts").await.contains(ANSWER));
    let again = server.sign_in(READER).await;
    let list = page_of(&server, &again, "/drafts").await.replace("&#x2f;", "/");
    assert!(list.contains("and not taken") && list.contains("Send it now"), "{list}");
    let fields = fields_of_unsent(&list);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert!(fields.contains(&("institution", "isf")) && fields.contains(&("once", "late")), "{fields:?}");
    assert_eq!(server.send_as(&again, ANSWER, &fields).await.status(), 303);
    let is_ours = |event: &Event| {
        let Event::Meeting(_, MeetingEvent::InvitationAnswered { institution, .. }) = event else { return false };
        institution.as_str() == "isf"
    };
    server.settled(is_ours).await;
    let since = server.store.read_all(end, 100).await.unwrap();
    assert_eq!(since.into_iter().filter(|stored| is_ours(&stored.clone().decode().unwrap().event)).count(), 1);
    assert!(!page_of(&server, &again, "/drafts").await.contains(ANSWER), "what was taken waits no more");
    server.stop().await;
}

#[tokio::test]
async fn what_was_sent_in_vain_is_gone_after_an_hour_and_what_names_somebody_is_never_kept() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    server.world.set(&after(2));
    let me = READER.parse().unwrap();
    let naming = [("written-by", READER), ("name", "Drita Krasniqi"), ("person", "")];
    let refused = server.send_as(&cookie, "/institutions/ms/appoint-deputy", &naming).await;
    assert_eq!(refused.status(), 401);
    assert!(!refused.text().await.unwrap().contains("kept for you"));
    assert!(server.drafts.of(&me).await.unwrap().is_empty());

    assert_eq!(server.send_as(&cookie, ANSWER, &[("institution", "isf"), ("answer", "attending")]).await.status(), 401);
    assert_eq!(server.drafts.of(&me).await.unwrap().len(), 1);
    // What gives anybody an office or a role is not left for its person to send.
    for (path, form) in
        [("/subgroups/strehimi/chair", [("chair", "arta")]), ("/accounts/arta/grant-role", [("role", "administrator")])]
    {
        let refused = server.send_as(&cookie, path, &form).await;
        assert_eq!(refused.status(), 401);
        assert!(!refused.text().await.unwrap().contains("kept for you"), "{path}");
    }
    assert_eq!(server.drafts.of(&me).await.unwrap().len(), 1);
    server.world.set(&(after(2).parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(61)).to_rfc3339());
    let again = server.sign_in(READER).await;
    assert!(!page_of(&server, &again, "/drafts").await.contains(ANSWER));
    server.gateway.sweep().await;
    assert!(server.drafts.of(&me).await.unwrap().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn the_cookie_of_a_session_that_is_long_over_keeps_nothing_for_its_person() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    server.world.set(&after(10));
    let minutes = [("draft", MINUTES), ("minutes", TYPED)];
    for (path, form) in [
        ("/meetings/qershor/minutes", minutes.as_slice()),
        (ANSWER, &[("institution", "isf"), ("answer", "attending")]),
    ] {
        let refused = server.send_as(&cookie, path, form).await;
        assert_eq!(refused.status(), 401);
        assert!(!refused.text().await.unwrap().contains("kept"), "{path}");
    }
    assert_eq!(server.script_sends_as(&cookie, "/drafts", &minutes).await.status(), 401);
    assert!(server.drafts.persons().await.unwrap().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn by_the_cookie_of_a_session_that_ran_out_no_draft_is_thrown_away_and_none_of_later_is_replaced() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    keep(&server, &cookie, TYPED).await;
    server.world.set(&after(2));
    let gone = server.send_as(&cookie, "/drafts/discard", &[("draft", MINUTES)]).await;
    assert_eq!(gone.status(), 401);
    let emptied = server.script_sends_as(&cookie, "/drafts", &[("draft", MINUTES), ("minutes", " ")]).await;
    assert_eq!(emptied.status(), 401);
    let again = server.sign_in(READER).await;
    assert!(page_of(&server, &again, MEETING).await.contains(TYPED));

    // What the tab that ran out goes on keeping replaces its own, as long as nobody has typed elsewhere.
    for text in ["Later in the old tab", "Still later in the old tab"] {
        assert_eq!(
            server.script_sends_as(&cookie, "/drafts", &[("draft", MINUTES), ("minutes", text)]).await.status(),
            401
        );
        assert!(page_of(&server, &again, MEETING).await.contains(text));
    }
    keep(&server, &again, "Typed anew").await;
    let refused = server.script_sends_as(&cookie, "/drafts", &[("draft", MINUTES), ("minutes", "Of before")]).await;
    assert!(!refused.text().await.unwrap().contains("kept as a draft"));
    assert!(page_of(&server, &again, MEETING).await.contains("Typed anew"));
    server.stop().await;
}
