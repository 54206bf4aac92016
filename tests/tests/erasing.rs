//! What two people have erased is gone from every file of the hub, from its pages and from the chats; one alone erases nothing.

use std::path::Path;

use end_to_end::page::Page;
use end_to_end::phone::{Phone, next_morning};
use end_to_end::process::{Demo, configured, focalpoint};
use end_to_end::{TestError, eventually};
use rusqlite::{Connection, OpenFlags};

const SECRET: &str = "lista e mobiljeve që mungojnë";

/// The files of the hub, and no other: what the demo's messenger and mail servers keep is outside of it.
fn files_with(data: &Path, words: &str) -> Vec<String> {
    let files = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let has = |path: &std::path::PathBuf| {
        let is_the_hubs = !path.file_name().unwrap().to_string_lossy().starts_with("demo-");
        is_the_hubs && path.is_file() && {
            let content = std::fs::read(path).unwrap();
            content.windows(words.len()).any(|bytes| bytes == words.as_bytes())
        }
    };
    files.filter(has).map(|path| path.display().to_string()).collect()
}

/// How many rows of the bot's file are of a chat.
fn rows_of_chat(data: &Path, chat: i64) -> i64 {
    let bot = Connection::open_with_flags(data.join("telegram.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let tables = "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
                  WHERE m.type = 'table' AND c.name = 'chat'";
    let tables: Vec<String> =
        bot.prepare(tables).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let count = |table: &String| -> i64 {
        bot.query_row(&format!("SELECT count(*) FROM {table} WHERE chat = ?1"), [chat], |row| row.get(0)).unwrap()
    };
    tables.iter().map(count).sum()
}

async fn waits_for(page: &Page, path: &str, fits: impl Fn(&str) -> bool) -> String {
    eventually(path, || async {
        let shown = page.read(path).await.map_err(|error| error.to_string())?;
        if fits(&shown) { Ok(shown) } else { Err(shown) }
    })
    .await
    .unwrap()
}

async fn gone_from(data: &Path, words: &str) {
    eventually(&format!("“{words}” to be in no file"), || async {
        let files = files_with(data, words);
        if files.is_empty() { Ok(()) } else { Err(files.join(", ")) }
    })
    .await
    .unwrap();
}

fn value_after<'a>(html: &'a str, mark: &str) -> &'a str {
    html.split(mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no {mark} in {html}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_and_a_text_leave_everything() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let demo = Demo::start(data).await.unwrap();
    let base = demo.sign_in.split("/demo").next().unwrap().split("/sign-in").next().unwrap().to_owned();
    let people = format!("{base}/demo/people");
    let teuta = Page::sign_in_as(&people, "p-secretariat").await.unwrap();
    let driton = Page::sign_in_as(&people, "p-secretariat-2").await.unwrap();
    let (chair, owner) =
        (Phone::of(&demo.chat, "Vjosa").await.unwrap(), Phone::of(&demo.chat, "Dragana").await.unwrap());
    for phone in [&chair, &owner] {
        phone.start().await.unwrap();
        phone.hears("the greeting", |_| true).await.unwrap();
    }

    // A task whose title says too much, told to its owner.
    chair.say(&format!("Detyrë për ISF: {SECRET} deri më 21/7")).await.unwrap();
    let asked = chair.hears_words("A ju kuptova drejt?").await.unwrap();
    chair.press(&asked, "Cakto").await.unwrap();
    chair.hears_words("U caktua.").await.unwrap();
    next_morning(&demo.chat).await.unwrap();
    owner.hears("the digest", |text| text.contains(SECRET)).await.unwrap();
    assert!(!files_with(data, SECRET).is_empty(), "else this test would say nothing");
    let list = waits_for(&teuta, "/institutions/isf", |shown| shown.contains(SECRET)).await;
    let before = list.split(SECRET).next().unwrap();
    let item = before.rsplit("/action-items/").next().unwrap().split('"').next().unwrap().to_owned();

    // One asks, and cannot confirm; the other confirms.
    let texts = teuta.read(&format!("/erasures/texts?of=action-item/{item}")).await.unwrap();
    let (position, event) =
        (value_after(&texts, "name=\"position\" value=\""), value_after(&texts, "name=\"event\" value=\""));
    let of = format!("action-item/{item}");
    let reason = ("reason", "It says too much");
    teuta.submit("/erasures", &[("position", position), ("event", event), ("of", &of), reason]).await.unwrap();
    let confirm = format!("/erasures/texts.{event}/confirm");
    let alone = teuta.submit(&confirm, &[]).await;
    assert!(matches!(alone, Err(TestError::Unexpected(_))), "one person is not two");
    waits_for(&driton, "/erasures", |shown| shown.contains(&confirm)).await;
    driton.submit(&confirm, &[]).await.unwrap();
    gone_from(data, SECRET).await;
    waits_for(&teuta, &format!("/action-items/{item}"), |shown| !shown.contains(SECRET) && shown.contains("█████"))
        .await;
    eventually("the message in the chat to show it no more", || async {
        let messages = owner.messages().await.map_err(|error| error.to_string())?;
        let shown = serde_json::Value::from(messages).to_string();
        if shown.contains(SECRET) { Err(shown) } else { Ok(()) }
    })
    .await
    .unwrap();

    // The task's owner is forgotten: name, chat and what the bot knew.
    let chat = owner.id();
    assert!(rows_of_chat(data, chat) > 0);
    waits_for(&driton, "/institutions/isf", |shown| shown.contains("Dragana")).await;
    driton.submit("/erasures", &[("person", "p-isf"), ("reason", "She has left and asked for it")]).await.unwrap();
    waits_for(&teuta, "/erasures", |shown| shown.contains("/erasures/person.p-isf/confirm")).await;
    teuta.submit("/erasures/person.p-isf/confirm", &[]).await.unwrap();
    waits_for(&teuta, "/institutions/isf", |shown| !shown.contains("Dragana")).await;
    eventually("the bot to have forgotten the chat", || async {
        let rows = rows_of_chat(data, chat);
        if rows == 0 { Ok(()) } else { Err(rows.to_string()) }
    })
    .await
    .unwrap();
    gone_from(data, "Dragana").await;
    let messages = owner.messages().await.unwrap().len();
    next_morning(&demo.chat).await.unwrap();
    chair.hears("another morning's digest", |text| text.contains("Mirëmëngjes")).await.unwrap();
    assert_eq!(owner.messages().await.unwrap().len(), messages, "nobody writes to whoever was forgotten");

    assert!(demo.stop().await.unwrap().success());
    let config = configured(data).unwrap().display().to_string();
    let verified = focalpoint(&["verify", "--config", &config]).await.unwrap();
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success(), "{said}");
    assert!(said.contains(" of them without texts that two people have had taken out"), "{said}");
}
