//! The page of an action item: its sentence in every state and language, its chain, and what is done on behalf of its owner.

use std::sync::Arc;

use crate::support::sample_hub::{give_a_chair_and_a_task, sample_hub};
use crate::support::{StandingClock, TestGateway};
use events::Command;
use events::action_item::{ActionItemCommand as C, ItemStage};
use events::ids::InstitutionId;
use events::notification::{Audience, Notice};
use readmodels::ReadPort;
use serde_json::{Value, json};

fn sentence(page: &str) -> String {
    let begin = page.split_once("id=\"sentence\" data-live>").unwrap().1;
    begin.split_once("</p>").unwrap().0.replace("&#x27;", "'")
}

struct Item {
    server: TestGateway,
    clock: Arc<StandingClock>,
}

impl Item {
    /// “Count the beds”, of an institution, due on 20 July 2017.
    async fn new() -> Self {
        let clock = Arc::new(StandingClock::at("2017-07-05T08:00:00Z"));
        let server = TestGateway::start_on(clock.clone()).await;
        give_a_chair_and_a_task(&server).await;
        Self { server, clock }
    }

    async fn when(&self, day: &str, command: C) {
        self.clock.set(&format!("2017-07-{day}T08:00:00Z"));
        self.server.give_and_show(Command::ActionItem("beds".parse().unwrap(), command)).await;
    }

    async fn says(&self, language: &str) -> String {
        sentence(&self.server.page("/action-items/beds", language).await)
    }

    async fn api(&self) -> Value {
        self.server.get("/api/v1/action-items/beds", "en").await.json().await.unwrap()
    }
}

#[tokio::test]
async fn one_sentence_says_what_became_of_an_item() {
    let item = Item::new().await;
    let due = item.api().await["due"].as_str().unwrap().to_owned();
    assert_eq!(due, "2017-07-20", "what the dates below are counted from");
    let said = item.says("en").await;
    assert!(said.contains("has until") && said.contains("nobody has taken note of it yet"), "{said}");
    item.when("06", C::Accept).await;
    assert!(item.says("en").await.ends_with("it was taken on."));
    item.when("07", C::ReportProgress { progress: 40.try_into().unwrap() }).await;
    assert!(item.says("en").await.ends_with("40 % is done."));
    item.when("22", C::Block { reason: "The key is missing.".parse().unwrap() }).await;
    let said = item.says("en").await;
    assert!(said.contains("was to do") && said.contains("it is 2 days late"), "{said}");
    assert!(said.ends_with("stuck since today, Saturday 22 July: The key is missing."), "{said}");
    item.when("24", C::RequestExtension { until: "2017-07-31".parse().unwrap(), reason: None }).await;
    assert!(item.says("en").await.ends_with("more time is asked for, until Monday 31 July."));
    item.when("24", C::GrantExtension { until: "2017-07-27".parse().unwrap() }).await;
    let said = item.says("en").await;
    assert!(
        said.contains("has until Thursday 27 July") && said.contains("at first it was due on Thursday 20 July"),
        "{said}"
    );
    item.when("28", C::Complete).await;
    let said = item.says("en").await;
    assert!(said.contains("reported done today, Friday 28 July, 1 day late; not verified yet."), "{said}");
    item.when("29", C::Verify).await;
    let said = item.says("en").await;
    assert!(said.contains("reported done yesterday, Friday 28 July, 1 day late; verified by "), "{said}");
    for (language, late) in
        [("sq", "1 ditë me vonesë"), ("sr", "sa 1 danom kašnjenja"), ("sr-Cyrl", "са 1 даном кашњења")]
    {
        let said = item.says(language).await;
        assert!(said.contains(late), "{language}: {said}");
    }
    item.when("31", C::Reopen { reason: "A page is missing".parse().unwrap(), due: None }).await;
    let said = item.says("en").await;
    assert!(said.contains("reopened today, Monday 31 July: A page is missing; it is 4 days late"), "{said}");
    item.when("31", C::Cancel { reason: "Nobody needs it".parse().unwrap() }).await;
    let said = item.says("en").await;
    assert!(said.ends_with("called off today, Monday 31 July: Nobody needs it."), "{said}");
    let api = item.api().await;
    for (language, words) in [("en", "called off"), ("sq", "u anulua"), ("sr", "otkazano")] {
        assert!(api["sentence"][language].as_str().unwrap().contains(words), "{}", api["sentence"]);
    }
    item.server.stop().await;
}

#[tokio::test]
async fn what_an_owner_said_is_written_down_with_who_when_and_how() {
    let item = Item::new().await;
    let owner: InstitutionId = item.api().await["owner"].as_str().unwrap().parse().unwrap();
    item.server.appoint_named(owner.as_str(), "mira", "Mira Kodra", events::language::Language::Sq).await;
    let fields = |by: &'static str, on: &'static str| {
        [("once", "o1"), ("report", "done"), ("said-by", by), ("said-on", on), ("how", "letter"), ("note", "No. 14")]
    };
    let send = async |fields: &[(&str, &str)]| item.server.send_form("/action-items/beds/on-behalf", fields).await;
    assert_eq!(send(&fields("nobody", "2017-07-04")).await.status(), 422, "nobody there is called so");
    assert_eq!(send(&fields("mira", "2017-07-06")).await.status(), 422, "that is tomorrow");
    let page = item.server.page("/action-items/beds", "en").await;
    assert!(!page.contains("Mira Kodra, in a letter"), "{page}");
    assert_eq!(send(&fields("mira", "2017-07-04")).await.status(), 303);
    let page = item.server.page("/action-items/beds", "en").await;
    assert!(page.contains("Mira Kodra, in a letter: No. 14"), "{page}");
    assert!(sentence(&page).contains("reported done today"), "{page}");
    let api = item.api().await;
    assert_eq!(api["on_behalf"][0]["said_by"], "mira", "{api}");
    assert_eq!([&api["on_behalf"][0]["said_on"], &api["on_behalf"][0]["how"]], ["2017-07-04", "letter"]);
    let history = api["history"].as_array().unwrap();
    let last: Vec<_> = history.iter().rev().take(2).map(|entry| entry["event_type"].as_str().unwrap()).collect();
    assert_eq!(last, ["action-item.completed", "action-item.reported-on-behalf"]);
    item.server.stop().await;
}

#[tokio::test]
async fn due_and_title_are_changed_and_seen_wherever_the_item_is_shown() {
    let item = Item::new().await;
    let title = json!({"title": {"en": "Count all beds", "sq": "Numëro të gjithë shtretërit"}});
    let post = async |command: &str, body: &Value| {
        let path = format!("/api/v1/action-items/beds/{command}");
        item.server.post(&path, command, body).await.status()
    };
    assert_eq!(post("correct-title", &title).await, 200);
    assert_eq!(post("change-due", &json!({"due": "2017-07-03"})).await, 409, "that day has passed");
    assert_eq!(post("change-due", &json!({"due": "2017-07-31", "reason": "Elections"})).await, 200);
    for path in ["/action-items/beds", "/work", "/search?q=all+beds"] {
        let page = item.server.page(path, "en").await.replace("<mark>", "").replace("</mark>", "");
        assert!(page.contains("Count all beds") && !page.contains("Count the beds"), "{path}: {page}");
    }
    let page = item.server.page("/action-items/beds", "en").await;
    assert!(page.contains("Elections") && page.contains("has until Monday 31 July for"), "{page}");
    item.server.stop().await;
}

#[tokio::test]
async fn a_report_is_taken_back_for_ten_minutes_and_comments_do_not_stand_in_the_way() {
    let item = Item::new().await;
    item.when("06", C::Complete).await;
    item.when("06", C::Comment { comment: "Half of it is in the annex".parse().unwrap() }).await;
    let page = item.server.page("/action-items/beds", "en").await;
    assert!(page.contains("Half of it is in the annex") && page.contains("beds/take-back"), "{page}");
    assert_eq!(item.server.send_form("/action-items/beds/take-back", &[("once", "t")]).await.status(), 303);
    let stage = item.server.read_models.task(&"beds".parse().unwrap()).await.unwrap().unwrap().item.stage;
    assert_eq!(stage, ItemStage::Assigned);
    item.when("06", C::Complete).await;
    item.clock.set("2017-07-06T08:11:00Z");
    let page = item.server.page("/action-items/beds", "en").await;
    assert!(!page.contains("beds/take-back"), "it is too late: {page}");
    assert_eq!(item.server.post("/api/v1/action-items/beds/withdraw-report", "w", &json!({})).await.status(), 409);
    item.server.stop().await;
}

#[tokio::test]
async fn a_comment_that_shows_who_a_victim_is_is_refused() {
    let item = Item::new().await;
    let comment = [("once", "c"), ("comment", "The victim Ana Berisha, born 12.03.2001, 049 123 456")];
    let answer = item.server.send_form("/action-items/beds/comment", &comment).await;
    assert_eq!(answer.status(), 422);
    let body = json!({"comment": comment[1].1});
    assert_eq!(item.server.post("/api/v1/action-items/beds/comment", "c2", &body).await.status(), 409);
    assert!(!item.server.page("/action-items/beds", "en").await.contains("Ana Berisha"));
    item.server.stop().await;
}

#[tokio::test]
async fn the_chain_says_who_was_told_by_which_channel_and_that_nobody_has_answered() {
    let server = sample_hub().await;
    let owner = server.read_models.task(&"stafi".parse().unwrap()).await.unwrap().unwrap().item.owner;
    let occasion = "before-2.2017-07-20".parse().unwrap();
    let notice = Notice { about: "action-item/stafi".parse().unwrap(), occasion, to: Audience::FocalPoint(owner) };
    let before = server.page("/action-items/stafi", "en").await;
    server.tell(notice, "arta").await;
    let page = server.page("/action-items/stafi", "en").await;
    let chain = |page: &str| page.split_once("id=\"history\"").unwrap().1.split_once("</ol>").unwrap().0.to_owned();
    assert_eq!(
        chain(&page).matches("not answered").count(),
        chain(&before).matches("not answered").count() + 1,
        "{page}"
    );
    assert!(chain(&page).contains("by Telegram"), "{page}");
    let told = server.get("/api/v1/action-items/stafi", "en").await.json::<Value>().await.unwrap();
    let last = told["told"].as_array().unwrap().last().unwrap().clone();
    assert_eq!([&last["to"], &last["outcome"], &last["channel"]], ["focal-point", "sent", "telegram"]);
    let order = |page: &str| {
        let times: Vec<String> =
            chain(page).split("datetime=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        times.is_sorted()
    };
    assert!(order(&page), "{page}");
    server.stop().await;
}
