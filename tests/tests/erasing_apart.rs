//! Whoever is erased on the distributed deployment is readable for no service: not in a file, not on a page, not for the bot, not for one
//! that is started again.

use end_to_end::eventually;
use end_to_end::page::{Page, sign_in_link_in};
use end_to_end::phone::Phone;
use end_to_end::topology::Topology;

/// The focal point of the state shelter, by the demo's files.
const NAME: &str = "Dragana";

async fn shows(page: &Page, path: &str, what: &str, fits: impl Fn(&str) -> bool) {
    eventually(what, || async {
        let shown = page.read(path).await.map_err(|error| error.to_string())?;
        if fits(&shown) { Ok(()) } else { Err(shown) }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_service_has_whoever_was_erased() {
    let mut topology = Topology::start("2017-07-03T07:00:00+02:00").await.unwrap();
    topology.load(&["data", "data/demo"]).await.unwrap();
    let first = topology.sign_in().await.unwrap();
    shows(&first, "/institutions/isf", "the one who is going to be erased", |shown| shown.contains(NAME)).await;
    topology.link_phone(&first, 1019, ("isf", "p-isf"), "sr").await.unwrap();
    let owner = Phone::of(&topology.chat, "isf").await.unwrap();
    owner.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();

    // The other of the two comes in by a link of the bot.
    topology.link_phone(&first, 1003, ("secretariat", "p-secretariat-2"), "sq").await.unwrap();
    let other = Phone::of(&topology.chat, "secretariat").await.unwrap();
    other.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
    other.say("/web").await.unwrap();
    let said = other.hears("a link", |text| text.contains("/sign-in?token=")).await.unwrap();
    let second = Page::sign_in(&said["text"].as_str().and_then(sign_in_link_in).unwrap()).await.unwrap();

    let key = || topology.key_of("p-isf").unwrap();
    assert!(key().is_some(), "else this test would say nothing");
    first.submit("/erasures", &[("person", "p-isf"), ("reason", "She has left and asked for it")]).await.unwrap();
    let confirm = "/erasures/person.p-isf/confirm";
    shows(&second, "/erasures", "what is to be confirmed", |shown| shown.contains(confirm)).await;
    second.submit(confirm, &[]).await.unwrap();

    for page in [&first, &second] {
        shows(page, "/institutions/isf", "the institution without her name", |shown| !shown.contains(NAME)).await;
    }
    assert_eq!(key(), None, "the service of keys has it still");
    eventually("her name and chat to be in no file of any service", || async {
        let files = topology.files_with(NAME);
        if files.is_empty() { Ok(()) } else { Err(files.join(", ")) }
    })
    .await
    .unwrap();
    eventually("the bot to have forgotten her chat", || async {
        match topology.rows_of_chat("telegram", owner.id()).map_err(|error| error.to_string())? {
            0 => Ok(()),
            rows => Err(format!("{rows} rows")),
        }
    })
    .await
    .unwrap();

    // What was in memory somewhere is gone; what is read anew comes from files alone.
    let names: Vec<String> = topology.services.keys().cloned().collect();
    for name in names {
        topology.service(&name).unwrap().kill().await.unwrap();
        topology.service(&name).unwrap().start_again().unwrap();
    }
    topology.ready().await.unwrap();
    shows(&second, "/institutions/isf", "the page of another start", |shown| {
        shown.contains("<h1") && !shown.contains(NAME)
    })
    .await;
    let before = owner.messages().await.unwrap().len();
    topology.set_time("2017-07-04T08:05:00+02:00").unwrap();
    // Whatever happens shows the services that it is later; whoever has a task hears of it, and she is told nothing.
    let item = serde_json::json!({
        "id": "after", "title": { "en": "After" }, "owner": "secretariat", "subgroup": "te-dhena", "due": "2017-12-29"
    });
    let (status, answer) = first.post("/action-items", "after", &item).await.unwrap();
    assert!(status.is_success(), "{status} {answer}");
    other.hears("the morning's message", |text| text.contains("Mirëmëngjes")).await.unwrap();
    assert_eq!(owner.messages().await.unwrap().len(), before, "somebody writes to whoever was erased");
    assert_eq!(topology.files_with(NAME), Vec::<String>::new());
}
