//! Webhooks by the real binary: a receiver on this machine is sent what happens, also where the sender is killed (SIGKILL)
//! between sending and recording, and where it is a service of its own with its own rights.

use std::sync::{Arc, Mutex};

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::process::Demo;
use end_to_end::topology::Topology;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a receiver was sent: the message's id, whether it is signed, and the body.
type Received = (String, bool, Value);

/// A receiver that keeps what it is sent, and answers unless it is told to be silent.
#[derive(Clone, Default)]
struct Receiver {
    arrived: Arc<Mutex<Vec<Received>>>,
    is_silent: Arc<Mutex<bool>>,
}

impl Receiver {
    async fn start() -> (Self, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hook", listener.local_addr().unwrap());
        let receiver = Self::default();
        let kept = receiver.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(kept.clone().answer(stream));
            }
        });
        (receiver, address)
    }

    async fn answer(self, mut stream: TcpStream) {
        let mut bytes = vec![];
        loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else {
                if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                    return;
                }
                continue;
            };
            let header = |name: &str| {
                let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
                found.unwrap_or_default().to_owned()
            };
            let length: usize = header("content-length").parse().unwrap();
            if body.len() < length {
                if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                    return;
                }
                continue;
            }
            let is_signed = header("webhook-signature").starts_with("v1,");
            let message = (header("webhook-id"), is_signed, serde_json::from_str(body).unwrap());
            self.arrived.lock().unwrap().push(message);
            if *self.is_silent.lock().unwrap() {
                let _ = stream.read_u8().await;
                return;
            }
            bytes.clear();
            if stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.is_err() {
                return;
            }
        }
    }

    fn be_silent(&self, silent: bool) {
        *self.is_silent.lock().unwrap() = silent;
    }

    async fn has(&self, what: &str, count: usize) -> Vec<Received> {
        let enough = || async {
            let arrived = self.arrived.lock().unwrap().clone();
            if arrived.len() >= count { Ok(arrived) } else { Err(format!("{arrived:?}")) }
        };
        eventually(what, enough).await.unwrap()
    }
}

async fn make(page: &Page, address: &str) -> String {
    let kinds = json!(["action-item.assigned", "action-item.completed"]);
    let wish = json!({ "name": "Register", "address": address, "kinds": kinds });
    let (status, made) = page.post("/webhooks", "make", &wish).await.unwrap();
    assert_eq!(status, 201, "{made}");
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"), "{made}");
    made["id"].as_str().unwrap().to_owned()
}

async fn assign(page: &Page, id: &str) {
    let task = json!({ "id": id, "title": { "en": id }, "owner": "mpms", "due": "2017-12-29" });
    let (status, answer) = page.post("/action-items", id, &task).await.unwrap();
    assert!(status.is_success(), "{status} {answer}");
}

async fn all_delivered(page: &Page, webhook: &str, count: usize) {
    let delivered = || async {
        let answer = page.api(&format!("/webhooks/{webhook}/messages")).await.map_err(|error| error.to_string())?;
        let messages = answer["items"].as_array().cloned().unwrap_or_default();
        let all = messages.iter().all(|message| message["state"] == "delivered");
        if all && messages.len() == count { Ok(()) } else { Err(answer.to_string()) }
    };
    eventually("every message to be delivered", delivered).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_is_killed_sends_again_what_it_had_not_recorded() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let (receiver, address) = Receiver::start().await;
    let webhook = make(&page, &address).await;
    assign(&page, "e-para").await;
    all_delivered(&page, &webhook, 1).await;
    receiver.be_silent(true);
    assign(&page, "e-dyta").await;
    receiver.has("the second message", 2).await;
    demo.kill().await.unwrap();
    receiver.be_silent(false);
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let arrived = receiver.has("the second message again", 3).await;
    assert_eq!(arrived[1].0, arrived[2].0, "under the same id");
    assert_ne!(arrived[0].0, arrived[1].0);
    assert!(arrived.iter().all(|(_, is_signed, _)| *is_signed));
    assert_eq!(arrived[2].2["data"]["id"], "e-dyta");
    all_delivered(&page, &webhook, 2).await;
    assert!(demo.stop().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_of_its_own_sends_within_its_rights() {
    let variables = [("FOCALPOINT_WEBHOOKS_PRIVATE_ADDRESSES", "true")];
    let mut topology = Topology::start_with("2017-07-03T10:00:00+02:00", &variables).await.unwrap();
    topology.start_service("webhooks").unwrap();
    topology.service("webhooks").unwrap().ready("webhooks").await.unwrap();
    topology.load(&["data", "data/demo"]).await.unwrap();
    let page = topology.sign_in().await.unwrap();
    let (receiver, address) = Receiver::start().await;
    let webhook = make(&page, &address).await;
    assign(&page, "e-para").await;
    receiver.has("the message", 1).await;
    all_delivered(&page, &webhook, 1).await;
    // The one at work dies, and whoever comes next goes on where it was.
    topology.service("webhooks").unwrap().kill().await.unwrap();
    assign(&page, "e-dyta").await;
    let service = topology.service("webhooks").unwrap();
    service.start_again().unwrap();
    service.ready("webhooks").await.unwrap();
    let arrived = receiver.has("the next message", 2).await;
    assert_eq!(arrived[1].2["data"]["id"], "e-dyta");
    all_delivered(&page, &webhook, 2).await;
    let log = topology.service("webhooks").unwrap().log();
    assert!(!log.contains("Permissions Violation"), "{log}");
    for name in ["webhooks", "gateway"] {
        let log = topology.services[name].log();
        assert!(!log.contains("Permissions Violation"), "{name}: {log}");
    }
}
