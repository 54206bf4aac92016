//! The main job, end to end: the real input imported, an invitation taken, a digest, a reply, a power cut, a replay.

use end_to_end::page::Page;
use end_to_end::phone::{Phone, next_morning};
use end_to_end::process::{Demo, configured, focalpoint, replay_is_identical};
use end_to_end::{TestError, eventually};
use serde_json::{Value, json};

/// The demo's item whose owner answers in this test.
const ITEM: &str = "strehimoret-formulari";

async fn stage_in(page: &Page, path: &str) -> Result<String, String> {
    let tasks = page.api(path).await.map_err(|error| error.to_string())?;
    let list = tasks.as_array().or_else(|| tasks["items"].as_array()).cloned().unwrap_or_default();
    let item = list.iter().find(|task| task["id"] == ITEM).ok_or_else(|| format!("no {ITEM} in {tasks}"))?;
    Ok(item["stage"].as_str().unwrap_or_default().to_owned())
}

async fn completed_everywhere(page: &Page) -> Result<(), TestError> {
    for path in ["/institutions/mpms/tasks", "/subgroups/te-dhena/board"] {
        eventually(&format!("{path} to show the item as done"), || async {
            match stage_in(page, path).await {
                Ok(stage) if stage == "completed" => Ok(()),
                Ok(other) | Err(other) => Err(other),
            }
        })
        .await?;
    }
    eventually("the timeline to show the item as done", || async {
        let timeline = page.all("/timeline?institution=mpms&kind=action-item").await.map_err(|e| e.to_string())?;
        let done = timeline.iter().any(|entry| {
            entry["event_type"] == "action-item.completed" && entry["stream"] == format!("action-item/{ITEM}")
        });
        if done { Ok(()) } else { Err(format!("{timeline:?}")) }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_runs_end_to_end_on_the_real_input() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();

    // From the chat one comes to the secretariat's pages signed in, as often as one likes.
    let base = demo.sign_in.split("/sign-in").next().unwrap();
    for _ in 0..2 {
        let from_chat = Page::sign_in(&format!("{base}/demo/people")).await.unwrap();
        assert!(from_chat.at(base).read("/institutions").await.is_ok());
    }

    // The real input is there.
    let institutions = page.api("/institutions").await.unwrap();
    assert_eq!(list(&institutions).len(), 20, "{institutions}");
    let timeline = page.all("/timeline?from=2003-01-01&until=2018-12-31").await.unwrap();
    let of = |event_type: &str| timeline.iter().filter(|entry| entry["event_type"] == event_type).count();
    assert_eq!(of("meeting.held"), 13);
    assert_eq!(of("training.module-planned"), 8);
    assert_eq!(of("strategy.objective-set"), 7);
    assert_eq!(of("milestone.recorded"), 12);

    // The invitation is taken in chat, and the digest comes in the morning.
    let phone = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    phone.start().await.unwrap();
    phone.hears_words("Ministria e Punës dhe Mirëqenies Sociale").await.unwrap();
    next_morning(&demo.chat).await.unwrap();
    let digest = phone.hears_words("Dërgo numrin e viktimave").await.unwrap();
    assert!(!digest["buttons"].as_array().unwrap().is_empty(), "a digest has buttons: {digest}");

    // A short reply becomes an event that every read model shows.
    phone.say("u krye").await.unwrap();
    completed_everywhere(&page).await.unwrap();

    // A power cut loses nothing.
    let before = page.api("/institutions/mpms/tasks").await.unwrap();
    demo.kill().await.unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    completed_everywhere(&page).await.unwrap();
    assert_eq!(page.api("/institutions/mpms/tasks").await.unwrap(), before);

    // Nor does it send the digest again.
    let phone = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    phone.say("/help").await.unwrap();
    phone.hears("an answer after the restart", |text| text.contains("/tasks")).await.unwrap();
    // The one that came says by now that the task is done; another would greet once more.
    let is_digest =
        |m: &Value| m["id"] == digest["id"] || (says(m, "Dërgo numrin e viktimave") && says(m, "Mirëmëngjes"));
    let messages = phone.messages().await.unwrap();
    let digests: Vec<_> = messages.iter().filter(|m| m["from"] == "bot" && is_digest(m)).collect();
    assert_eq!(digests.len(), 1, "{digests:?}");
    assert!(demo.stop().await.unwrap().success());

    // A replay gives the same read models, and the log is whole.
    replay_is_identical(data.path()).await.unwrap();
    let config = configured(data.path()).unwrap().display().to_string();
    let verify = focalpoint(&["verify", "--config", &config]).await.unwrap();
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stderr));
}

fn list(answer: &Value) -> Vec<Value> {
    answer.as_array().or_else(|| answer["items"].as_array()).cloned().unwrap_or_default()
}

fn says(message: &Value, words: &str) -> bool {
    message["text"].as_str().is_some_and(|text| text.contains(words))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_focal_point_works_in_serbian_and_another_in_english() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    for (name, greeting, item, institution, reply, stage) in [
        ("Milica", "Centri za socijalni rad", "Imenovati menadžera slučaja", "qps", "završeno", "completed"),
        ("Dragana", "Državno prihvatilište", "slobodnim kapacitetima", "isf", "50%", "under-way"),
        ("Claire", "International Organization for Migration", "training material", "iom", "done", "completed"),
    ] {
        let phone = Phone::of(&demo.chat, name).await.unwrap();
        phone.start().await.unwrap();
        phone.hears_words(greeting).await.unwrap();
        phone.say("/tasks").await.unwrap();
        let tasks = phone.hears_words(item).await.unwrap();
        phone.reply(&tasks, reply).await.unwrap();
        eventually(&format!("{institution}'s item to be {stage}"), || async {
            let tasks = page.api(&format!("/institutions/{institution}/tasks")).await.map_err(|e| e.to_string())?;
            if list(&tasks).iter().any(|task| task["stage"] == stage) { Ok(()) } else { Err(tasks.to_string()) }
        })
        .await
        .unwrap();
    }
    demo.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_command_sent_twice_to_the_api_happens_once() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let body = json!({
        "title": { "en": "Send the list of regional contacts" },
        "owner": "ms", "subgroup": "te-dhena", "due": "2017-08-01",
    });
    let (status, first) = page.post("/action-items", "same-key", &body).await.unwrap();
    assert!(status.is_success(), "{first}");
    let (status, second) = page.post("/action-items", "same-key", &body).await.unwrap();
    assert!(status.is_success(), "{second}");
    assert_eq!(first["id"], second["id"]);
    let tasks = page.api("/institutions/ms/tasks").await.unwrap();
    let title = |task: &&Value| task["title"]["en"] == "Send the list of regional contacts";
    assert_eq!(list(&tasks).iter().filter(title).count(), 1, "{tasks}");
    demo.stop().await.unwrap();
}
