//! Traces leave for a collector by OTLP, and somebody else's decoder reads them: a reply on the phone is one trace, from the
//! update to the command, and nothing in it is what the person wrote or who they are.

use std::process::Stdio;
use std::sync::{Arc, Mutex};

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, next_morning};
use end_to_end::process::{Demo, repository};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A collector made of OpenTelemetry's own Python classes.
struct Collector {
    _process: Child,
    endpoint: String,
    spans: Arc<Mutex<Vec<Value>>>,
}

impl Collector {
    async fn start() -> Self {
        let clients = repository().join("tests/eventstore-server/clients/python");
        let mut process = Command::new(clients.join(".venv/bin/python"))
            .arg(clients.join("collector.py"))
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("run ./test, which installs the clients");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next_line().await.unwrap().unwrap();
        let spans = Arc::new(Mutex::new(Vec::new()));
        let kept = spans.clone();
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                kept.lock().unwrap().push(serde_json::from_str(&line).unwrap());
            }
        });
        Self { _process: process, endpoint: format!("http://127.0.0.1:{port}/v1/traces"), spans }
    }

    fn spans(&self) -> Vec<Value> {
        self.spans.lock().unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_one_trace_from_the_update_to_the_command() {
    let collector = Collector::start().await;
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start_with(data.path(), &[("FOCALPOINT_OTLP_ENDPOINT", &collector.endpoint)]).await.unwrap();
    let phone = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    phone.start().await.unwrap();
    phone.hears_words("Ministria e Punës dhe Mirëqenies Sociale").await.unwrap();
    next_morning(&demo.chat).await.unwrap();
    phone.hears_words("Dërgo numrin e viktimave").await.unwrap();
    phone.say("u krye").await.unwrap();
    Page::sign_in(&demo.sign_in).await.unwrap().api("/institutions").await.unwrap();

    let command = eventually("a trace of the reply", || async {
        let spans = collector.spans();
        let updates: Vec<&Value> = spans.iter().filter(|span| span["name"] == "update").collect();
        let of_an_update = |span: &&Value| updates.iter().any(|update| update["trace"] == span["trace"]);
        let commands = spans.iter().filter(|span| span["name"] == "command");
        let done = commands.filter(of_an_update).find(|span| span["attributes"]["aggregate"] == "action-item");
        done.cloned().ok_or_else(|| format!("{} spans", spans.len()))
    })
    .await
    .unwrap();
    let spans = collector.spans();
    let update = spans.iter().find(|span| span["name"] == "update" && span["trace"] == command["trace"]).unwrap();
    assert_eq!(command["attributes"]["outcome"], "accepted", "{command}");
    assert_eq!(command["attributes"]["correlation"], update["attributes"]["correlation"], "{command} {update}");
    assert!(spans.iter().any(|span| span["name"] == "query" && span["trace"] == command["trace"]));

    eventually("a trace of the page's request", || async {
        let spans = collector.spans();
        let request = spans.iter().find(|span| span["attributes"]["route"] == "/api/v1/institutions");
        request.map(drop).ok_or_else(|| format!("{:?}", spans.iter().map(|span| &span["attributes"]["route"])))
    })
    .await
    .unwrap();

    assert!(demo.stop().await.unwrap().success());
    for span in collector.spans() {
        let text = span.to_string();
        assert!(span["events"].as_array().unwrap().is_empty(), "what is logged stays here: {text}");
        assert_eq!((&span["path"], &span["service"]), (&"/v1/traces".into(), &"focalpoint".into()));
        for said in ["krye", "Vjosa", "mpms", "strehimoret"] {
            assert!(!text.contains(said), "{said} is in {text}");
        }
    }
}
