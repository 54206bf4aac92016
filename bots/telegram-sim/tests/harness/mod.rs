//! A simulator on a free port, a raw caller for its Bot API, and a raw caller for its phones.

#![allow(dead_code, unreachable_pub, reason = "each test file is a program of its own and uses a part")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, Days, Duration, Utc};
use reqwest::{Client, StatusCode, Url};
use serde_json::{Value, json};
use telegram_sim::{ClockMove, Contact, DemoClock, SimConfig, Simulator, serve};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

pub const TOKEN: &str = "1000001:TEST-token";
pub const ARTA: i64 = 2_000_001;
pub const JOVANA: i64 = 2_000_002;

/// A clock that stands still until it is moved.
pub struct HandClock(Mutex<DateTime<Utc>>);

impl HandClock {
    pub fn at(moment: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new(moment.parse().unwrap())))
    }

    pub fn forward(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

#[async_trait]
impl DemoClock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    fn controllable(&self) -> bool {
        true
    }

    async fn control(&self, wish: ClockMove) -> Result<DateTime<Utc>, String> {
        let mut now = self.0.lock().unwrap();
        let moved = match wish {
            ClockMove::NextMorning => *now + Days::new(1),
            ClockMove::PlusDays { days } => *now + Days::new(days.into()),
            ClockMove::GoTo { date } => date.and_hms_opt(8, 0, 0).unwrap().and_utc(),
        };
        if moved <= *now {
            return Err("the clock only goes forward".to_owned());
        }
        *now = moved;
        Ok(moved)
    }
}

pub fn config() -> SimConfig {
    SimConfig::new(TOKEN, "sample_bot", "Sample bot")
}

pub struct Sim {
    pub base: Url,
    pub client: Client,
    pub clock: Arc<HandClock>,
    pub simulator: Arc<Simulator>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<()>>,
}

/// A simulator with two contacts, of whom nobody pressed START yet.
pub async fn fresh() -> Sim {
    with(config()).await
}

/// The same, with Arta's chat begun and the update about it taken.
pub async fn begun() -> Sim {
    let sim = fresh().await;
    sim.phone_post(ARTA, "start", json!({})).await;
    sim.ok("getUpdates", json!({ "offset": -1 })).await;
    let updates = sim.ok("getUpdates", json!({})).await;
    let last = updates[0]["update_id"].as_i64().unwrap();
    sim.ok("getUpdates", json!({ "offset": last + 1 })).await;
    sim
}

pub async fn with(config: SimConfig) -> Sim {
    let clock = HandClock::at("2026-03-02T08:00:00Z");
    let simulator = Simulator::new(config, clock.clone()).unwrap();
    simulator.add_contact(Contact::new(ARTA, "Arta", "sq").with_start("invite-1").with_subtitle("Ministry")).unwrap();
    let mut jovana = Contact::new(JOVANA, "Jovana", "sr");
    jovana.username = Some("jovana_s".to_owned());
    simulator.add_contact(jovana).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(serve(listener, simulator.clone(), async { drop(stopped.await) }));
    let client = Client::builder().timeout(std::time::Duration::from_secs(20)).build().unwrap();
    Sim { base, client, clock, simulator, stop, server }
}

impl Sim {
    pub fn url(&self, path: &str) -> Url {
        self.base.join(path).unwrap()
    }

    pub fn method(&self, method: &str) -> Url {
        Url::parse(&format!("{}bot{TOKEN}/{method}", self.base)).unwrap()
    }

    /// Calls a method with JSON and gives status and envelope.
    pub async fn call(&self, method: &str, params: Value) -> (StatusCode, Value) {
        let response = self.client.post(self.method(method)).json(&params).send().await.unwrap();
        (response.status(), response.json().await.unwrap())
    }

    /// Calls a method that works and gives its result.
    pub async fn ok(&self, method: &str, params: Value) -> Value {
        let (status, mut envelope) = self.call(method, params).await;
        assert_eq!((status, &envelope["ok"]), (StatusCode::OK, &json!(true)), "{method}: {envelope}");
        envelope["result"].take()
    }

    /// Calls a method that fails in this way.
    pub async fn fails(&self, method: &str, params: Value, code: u16, description: &str) -> Value {
        let (status, envelope) = self.call(method, params).await;
        assert_eq!(status.as_u16(), code, "{method}: {envelope}");
        assert_eq!(envelope["ok"], json!(false));
        assert_eq!(envelope["error_code"], json!(code));
        assert_eq!(envelope["description"], json!(description));
        envelope
    }

    pub async fn get(&self, path: &str) -> Value {
        let response = self.client.get(self.url(path)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let response = self.client.post(self.url(path)).json(&body).send().await.unwrap();
        (response.status(), response.json().await.unwrap())
    }

    /// Does something on a contact's phone that works.
    pub async fn phone_post(&self, contact: i64, rest: &str, body: Value) -> Value {
        let (status, answer) = self.post(&format!("/sim/contacts/{contact}/{rest}"), body).await;
        assert!(status.is_success(), "{rest}: {status} {answer}");
        answer
    }

    pub async fn messages(&self, contact: i64) -> Vec<Value> {
        let mut read = self.get(&format!("/sim/contacts/{contact}/messages")).await;
        serde_json::from_value(read["messages"].take()).unwrap()
    }

    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        self.server.await.unwrap().unwrap();
    }
}
