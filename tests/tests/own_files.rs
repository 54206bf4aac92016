//! A part whose own file the disk does not give or take stands still by itself, says so, and goes on by itself.

use std::net::SocketAddr;
use std::path::Path;

use end_to_end::eventually;
use end_to_end::own_hub::OwnHub;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, link_phone};
use rusqlite::Connection;
use serde_json::Value;

use crate::chaos::write_files;

/// What operators read.
async fn warnings(operations: SocketAddr) -> Result<String, String> {
    let answer = reqwest::get(format!("http://{operations}/ready")).await.map_err(|error| error.to_string())?;
    let (status, said) = (answer.status(), answer.json::<Value>().await.map_err(|error| error.to_string())?);
    if status.is_success() { Ok(said["warnings"].to_string()) } else { Err(format!("{status} {said}")) }
}

async fn is_said(operations: SocketAddr, words: &str) {
    let said = async || match warnings(operations).await? {
        said if said.contains(words) => Ok(()),
        said => Err(said),
    };
    eventually(&format!("“{words}” on /ready"), said).await.unwrap();
}

async fn is_said_no_more(operations: SocketAddr, words: &str) {
    let said = async || match warnings(operations).await? {
        said if said.contains(words) => Err(said),
        _ => Ok(()),
    };
    eventually(&format!("“{words}” not on /ready any more"), said).await.unwrap();
}

/// Everything that is in a file, in that file alone, and then nothing but damage; what was in it.
fn damage(path: &Path) -> Vec<u8> {
    let connection = Connection::open(path).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(connection);
    let whole = std::fs::read(path).unwrap();
    std::fs::write(path, vec![0xA5; whole.len()]).unwrap();
    whole
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_whose_file_fails_stands_still_alone_and_goes_on_by_itself() {
    let data = tempfile::tempdir().unwrap();
    let operations = SocketAddr::from(([127, 0, 0, 1], nats_server_process::ports::free().unwrap()));
    let files = tempfile::tempdir().unwrap();
    write_files(files.path());
    let further = format!("web.operations_listen = \"{operations}\"\n");
    let mut hub = OwnHub::start_with(data.path(), &further, &["data", files.path().to_str().unwrap()]).await.unwrap();
    let page = Page::sign_in(&hub.first_start).await.unwrap();
    link_phone(&hub.simulator, &page, 1013, ("mpms", "p-mpms"), "sq").await.unwrap();
    let phone = Phone::of(&hub.chat, "mpms").await.unwrap();
    phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();

    // The bot's file is damaged while it is in use.
    let bot = data.path().join("telegram.db");
    let whole = damage(&bot);
    phone.say("31%").await.unwrap();
    is_said(operations, "the chat stands still").await;
    assert!(hub.runs().unwrap(), "the hub ended");
    page.read("/").await.unwrap();
    std::fs::write(&bot, &whole).unwrap();
    is_said_no_more(operations, "the chat stands still").await;
    phone.hears_words("U shënua 31%").await.unwrap();

    // The disk takes nothing: each write is an I/O error.
    hub.bound_files(Some(4_096)).await.unwrap();
    phone.say("32%").await.unwrap();
    is_said(operations, "the chat stands still").await;
    is_said(operations, "the sending of webhooks stands still").await;
    assert!(hub.runs().unwrap(), "the hub ended");
    page.read("/").await.unwrap();
    hub.bound_files(None).await.unwrap();
    is_said_no_more(operations, "stands still").await;
    phone.hears_words("U shënua 32%").await.unwrap();

    // A start on files that cannot be read, of which one is then taken away and one put back.
    hub.kill().await.unwrap();
    damage(&data.path().join("drafts.db"));
    let whole = damage(&bot);
    hub.start_again().unwrap();
    for part in ["the chat stands still", "the keeping of drafts stands still"] {
        is_said(operations, part).await;
    }
    assert!(hub.runs().unwrap(), "the hub ended");
    for ending in ["", "-wal", "-shm"] {
        let _there_or_not = std::fs::remove_file(data.path().join(format!("drafts.db{ending}")));
    }
    std::fs::write(&bot, &whole).unwrap();
    is_said_no_more(operations, "stands still").await;
    phone.say("33%").await.unwrap();
    phone.hears_words("U shënua 33%").await.unwrap();
    hub.stop().await.unwrap();
}
