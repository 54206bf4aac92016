//! One person in two windows at the same form.

use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway};

const MEETING: &str = "/meetings/qershor";
const MINUTES: &str = "/meetings/qershor#minutes";

async fn page_of(server: &TestGateway, cookie: &str, path: &str) -> String {
    server.get_as(cookie, path, "en").await.text().await.unwrap()
}

#[tokio::test]
async fn of_two_windows_the_older_one_replaces_nothing_and_neither_text_is_lost() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    let from = async || {
        let page = page_of(&server, &cookie, MEETING).await;
        let form = page.split("<form ").find(|form| form.contains("/minutes\"")).unwrap().to_owned();
        form.split("name=\"draft-from\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let typed = async |window: &str, from: &str, text: &str| {
        let fields = [("draft", MINUTES), ("draft-from", from), ("draft-window", window), ("minutes", text)];
        let answer = server.script_sends_as(&cookie, "/drafts", &fields).await;
        assert_eq!(answer.status(), 200);
        answer.json::<serde_json::Value>().await.unwrap()["said"].as_str().unwrap().to_owned()
    };
    // Both windows were opened before anything was typed; in one it is typed on and on.
    let nothing = from().await;
    assert_eq!(nothing, "");
    typed("1", &nothing, "The chair opened").await;
    assert!(typed("1", &nothing, "The chair opened the meeting").await.contains("Not sent yet"));
    let said = typed("2", &nothing, "Another beginning").await;
    assert!(said.contains("newer") && said.contains("Both are kept"), "{said}");
    typed("2", &nothing, "Another beginning, typed on").await;
    let page = page_of(&server, &cookie, MEETING).await;
    assert!(page.contains(">The chair opened the meeting</textarea>"), "{page}");
    let list = page_of(&server, &cookie, "/drafts").await;
    assert!(list.contains("in an older window") && list.contains(">Another beginning, typed on</textarea>"), "{list}");
    assert!(list.contains("The chair opened the meeting"), "{list}");
    // A window that shows the newer one goes on from there, with a script and without.
    let newer = from().await;
    assert!(typed("3", &newer, "The chair opened the meeting at ten").await.contains("Not sent yet"));
    let newest = from().await;
    let fields = [("draft", MINUTES), ("draft-from", newer.as_str()), ("minutes", "Without a script")];
    let kept = server.send_as(&cookie, "/drafts", &fields).await;
    assert_eq!((kept.status().as_u16(), kept.headers()["location"].to_str().unwrap()), (303, "/drafts"));
    let fields = [("draft", MINUTES), ("draft-from", newest.as_str()), ("minutes", "Shown, and written on")];
    let kept = server.send_as(&cookie, "/drafts", &fields).await;
    assert_eq!((kept.status().as_u16(), kept.headers()["location"].to_str().unwrap()), (303, MEETING));
    // What the older window sends or throws away is its own.
    let fields = [("draft", MINUTES), ("draft-from", ""), ("minutes", "Without a script")];
    assert_eq!(server.send_as(&cookie, "/drafts/discard", &fields).await.status(), 303);
    let own = [("draft", MINUTES), ("draft-from", ""), ("draft-window", "2")];
    let sent = [&own[..], &[("minutes", "Another beginning, typed on"), ("once", "m-2")]].concat();
    assert_eq!(server.send_as(&cookie, "/meetings/qershor/minutes", &sent).await.status(), 303);
    let list = page_of(&server, &cookie, "/drafts").await;
    assert!(list.contains("Shown, and written on") && !list.contains("in an older window"), "{list}");
    assert!(page_of(&server, &cookie, MEETING).await.contains(">Shown, and written on</textarea>"));
    server.stop().await;
}
