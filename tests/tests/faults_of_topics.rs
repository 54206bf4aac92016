//! The hub killed (SIGKILL) in the middle of telling people something, topic by topic: the messenger has the message and has
//! not said so. It comes twice then, the log does not call it certain, and nothing else comes twice.

use std::collections::{BTreeMap, BTreeSet};

use end_to_end::page::Page;
use end_to_end::phone::{Phone, go_to, next_morning};
use end_to_end::process::Demo;
use end_to_end::{TestError, eventually};
use events::notification::NotificationEvent;
use events::{Event, StoredEvent};
use reqwest::Client;
use serde_json::{Value, json};
use store::EventStore;
use store::sqlite::SqliteEventStore;
use tempfile::TempDir;

use crate::faults_apart::notices_are_recorded_once;

/// Who hears what, by words of the phone's name and of the message.
type Heard = (&'static str, &'static str);

/// The chair's button that has the shelter reminded of its task.
const REMIND: &str = "Përkujto · Raporto kap";

/// Waits until the bot's latest message with such a button is there.
async fn offered(phone: &Phone, button: &str) -> Value {
    let found = || async {
        let messages = phone.messages().await.map_err(|error| error.to_string())?;
        let offers = |message: &&Value| message["buttons"].to_string().contains(button);
        messages.iter().rev().find(offers).cloned().ok_or_else(|| format!("{messages:#?}"))
    };
    eventually(&format!("a button “{button}”"), found).await.unwrap()
}

/// A hub that is killed again and again.
struct Hub {
    data: TempDir,
    demo: Demo,
    page: Page,
}

async fn count(phone: &Phone, words: &str) -> Result<usize, TestError> {
    let messages = phone.messages().await?;
    let says = |message: &&Value| message["text"].as_str().is_some_and(|text| text.contains(words));
    Ok(messages.iter().filter(|message| message["from"] == "bot").filter(says).count())
}

impl Hub {
    async fn start(phones: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let demo = Demo::start(data.path()).await.unwrap();
        let page = Page::sign_in(&demo.sign_in).await.unwrap();
        for name in phones {
            let phone = Phone::of(&demo.chat, name).await.unwrap();
            phone.start().await.unwrap();
            phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
        }
        Self { data, demo, page }
    }

    async fn phone(&self, name: &str) -> Phone {
        Phone::of(&self.demo.chat, name).await.unwrap()
    }

    async fn sim(&self, path: &str, body: &Value) {
        let answer = Client::new().post(format!("{}/sim/{path}", self.demo.chat)).json(body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }

    /// Has people be told something, kills the hub when they have it and the messenger has not said so, and starts it again.
    async fn cut_off(mut self, heard: &[Heard], cause: impl AsyncFnOnce(&Self)) -> Self {
        let mut before = Vec::new();
        for (name, words) in heard {
            let phone = self.phone(name).await;
            before.push(count(&phone, words).await.unwrap());
            let held = json!({ "method": "sendMessage", "chat_id": phone.id(), "fault": { "kind": "held_answer" } });
            self.sim("faults", &held).await;
        }
        cause(&self).await;
        self.have_come(heard, &before, 1).await;
        self.demo.kill().await.unwrap();
        self.demo = Demo::start(self.data.path()).await.unwrap();
        self.page = Page::sign_in(&self.demo.sign_in).await.unwrap();
        self.have_come(heard, &before, 2).await;
        self
    }

    async fn have_come(&self, heard: &[Heard], before: &[usize], times: usize) {
        for ((name, words), before) in heard.iter().zip(before) {
            let phone = self.phone(name).await;
            let come = || async {
                let now = count(&phone, words).await.map_err(|error| error.to_string())?;
                if now == before + times { Ok(()) } else { Err(format!("{:#?}", phone.messages().await)) }
            };
            eventually(&format!("“{words}” to have come {times} times to {name}"), come).await.unwrap();
        }
    }
}

/// What the log says was told and may have come twice: what it was about, and why it was said.
fn uncertain(log: &[StoredEvent]) -> BTreeSet<String> {
    let (mut planned, mut told) = (BTreeMap::new(), BTreeSet::new());
    for stored in log {
        let Event::Notification(key, event) = stored.clone().decode().unwrap().event else { continue };
        match event {
            NotificationEvent::Planned { notice } => {
                planned.insert(key, format!("{} {}", notice.about, notice.occasion));
            }
            NotificationEvent::Sent { certain: false, .. } | NotificationEvent::Posted { certain: false, .. } => {
                told.insert(planned[&key].clone());
            }
            NotificationEvent::Sent { .. }
            | NotificationEvent::Posted { .. }
            | NotificationEvent::Failed { .. }
            | NotificationEvent::Answered { .. }
            | NotificationEvent::Overtaken {}
            | NotificationEvent::CarriedOver { .. } => {}
        }
    }
    told
}

/// What was cut off, by the beginnings of what it was about and of why it was said.
const CUT_OFF: [(&str, &str); 7] = [
    ("data-request/", ""),
    ("meeting/", ""),
    ("action-item/", "decided."),
    ("action-item/", "nudge."),
    ("case/", "offered."),
    ("subgroup/", "week."),
    ("institution/", "chat-lost."),
];

#[tokio::test(flavor = "multi_thread")]
async fn of_every_topic_a_message_comes_once_or_twice_and_then_uncertain_when_the_hub_is_killed_in_the_middle_of_it() {
    let hub = Hub::start(&["Besnik", "Luan", "Claire", "Milica", "Dragana", "Vjosa", "Teuta"]).await;
    let morning = async |hub: &Hub| next_morning(&hub.demo.chat).await.unwrap();

    // A data request, and a trainer who has given nothing for long.
    let first = [("Besnik", "Kërkesat për të dhëna për"), ("Luan", "nuk keni mbajtur sesione")];
    let hub = hub.cut_off(&first, morning).await;

    // A meeting, and that it is at another time.
    let body = json!({ "title": { "en": "Data meeting" }, "date": "2017-07-06", "time": "10:00:00", "minutes_long": 60,
        "convened": "invited", "invited": ["iom"] });
    let invited = async |hub: &Hub| {
        let (status, scheduled) = hub.page.post("/meetings", "the-meeting", &body).await.unwrap();
        assert!(status.is_success(), "{scheduled}");
    };
    let hub = hub.cut_off(&[("Claire", "Invitation to a meeting")], invited).await;
    let meetings = hub.page.api("/meetings").await.unwrap().to_string();
    let meeting = meetings.split("\"id\":\"").find(|rest| rest.contains("Data meeting")).unwrap_or_default();
    let meeting = format!("/meetings/{}", meeting.split('"').next().unwrap());
    let moved = async |hub: &Hub| {
        let to = [("once", "m"), ("date", "2017-07-07"), ("time", "11:00"), ("minutes", "60")];
        hub.page.submit(&format!("{meeting}/reschedule"), &to).await.unwrap();
    };
    let hub = hub.cut_off(&[("Claire", "The meeting is moved")], moved).await;

    // What was decided on a task, and that the chair asks how far one is.
    let given_away = async |hub: &Hub| {
        let body = json!({ "owner": "ms", "reason": "Testi" });
        let (status, answer) = hub.page.post("/action-items/qps-menaxheret/reassign", "r", &body).await.unwrap();
        assert!(status.is_success(), "{answer}");
    };
    let hub = hub.cut_off(&[("Milica", "Od Vas se više ništa ne traži")], given_away).await;
    let nudged = async |hub: &Hub| {
        let chair = hub.phone("Vjosa").await;
        chair.say("/board").await.unwrap();
        chair.press(&offered(&chair, REMIND).await, REMIND).await.unwrap();
    };
    let hub = hub.cut_off(&[("Dragana", "Predsedavajući podgrupe pita dokle se stiglo")], nudged).await;

    // A session on the day after.
    let hub = hub.cut_off(&[("Claire", "you give the training")], morning).await;

    // What somebody wanted to be reminded of again.
    let dragana = hub.phone("Dragana").await;
    let nudge = dragana.hears_words("Predsedavajući podgrupe pita dokle se stiglo").await.unwrap();
    dragana.press(&nudge, "Sutra").await.unwrap();
    dragana.hears_words("Podsetiću Vas jednom: sutra").await.unwrap();
    let hub = hub.cut_off(&[("Dragana", "Zamolili ste da Vas podsetim")], morning).await;

    // The week before, to the chair.
    let monday = async |hub: &Hub| go_to(&hub.demo.chat, "2017-07-10").await.unwrap();
    let hub = hub.cut_off(&[("Vjosa", "java nga")], monday).await;

    // A referral, and that somebody cannot be reached any more.
    let fields = [
        ("once", "c"),
        ("identified-by", "policia-dhtqnj"),
        ("sex", "female"),
        ("nationality", "XK"),
        ("form", "sexual-exploitation"),
        ("identity-given-name", "Zymrije"),
        ("identity-family-name", "Kabashaj"),
        ("identity-born", "1999-11-23"),
        ("identity-birthplace", "Rugovishte"),
    ];
    let opened = hub.page.submit("/cases", &fields).await.unwrap().replace("&#x2f;", "/");
    let case = opened.split("/refer\"").next().and_then(|before| before.rsplit('/').next()).unwrap();
    let referred = async |hub: &Hub| {
        let to = [("once", "f"), ("receiver", "isf"), ("stage", "assistance"), ("answer-by", "2017-07-20")];
        hub.page.submit(&format!("/cases/{case}/refer"), &to).await.unwrap();
    };
    let hub = hub.cut_off(&[("Dragana", "traži se da preuzme slučaj")], referred).await;
    let blocked = async |hub: &Hub| {
        let besnik = hub.phone("Besnik").await;
        hub.sim(&format!("contacts/{}/block", besnik.id()), &json!({})).await;
    };
    let hub = hub.cut_off(&[("Teuta", "e ka bllokuar botin")], blocked).await;

    // An office that was taken over: who lost the chat.
    let handed_over = async |hub: &Hub| {
        let fields = [("name", "Blerta Krasniqi"), ("language", "en")];
        hub.page.submit("/institutions/mpms/posts/hand-over", &fields).await.unwrap();
    };
    let hub = hub.cut_off(&[("Vjosa", "nuk është më e lidhur")], handed_over).await;

    let Hub { data, demo, .. } = hub;
    assert!(demo.stop().await.unwrap().success());
    let store = SqliteEventStore::open(&data.path().join("events.db")).unwrap();
    let log = store.read_all(events::ids::Position::START, 100_000).await.unwrap();
    notices_are_recorded_once(&log);
    let uncertain = uncertain(&log);
    for (about, occasion) in CUT_OFF {
        let is_it =
            |told: &String| told.split_once(' ').is_some_and(|(a, o)| a.starts_with(about) && o.starts_with(occasion));
        assert!(uncertain.iter().any(is_it), "{about} {occasion}: {uncertain:#?}");
    }
}
