//! A receiver on a free port: it keeps what it is sent, and answers as it is told to.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::PATIENCE;

/// How a receiver answers once.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// With this status, and these headers.
    Status(u16, &'static str),
    /// With 200 and a body that does not end.
    Endless,
    /// Not at all.
    Silence,
    /// By hanging up.
    HangUp,
}

/// What a receiver was sent.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) head: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }
}

#[derive(Default)]
struct Script {
    next: VecDeque<Answer>,
    received: Vec<Received>,
}

/// A receiver at work.
pub(crate) struct Receiver {
    pub(crate) port: u16,
    script: Arc<Mutex<Script>>,
    work: JoinHandle<()>,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.work.abort();
    }
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    /// The receiver that is back at a port where one was before.
    pub(crate) async fn back_at(port: u16) -> Self {
        Self::on(TcpListener::bind(("127.0.0.1", port)).await.unwrap())
    }

    fn on(listener: TcpListener) -> Self {
        let (port, script) = (listener.local_addr().unwrap().port(), Arc::new(Mutex::new(Script::default())));
        let kept = script.clone();
        let work = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(answer(stream, kept.clone()));
            }
        });
        Self { port, script, work }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/hook", self.port)
    }

    /// How it answers next, one after the other; then it takes everything.
    pub(crate) fn answers(&self, next: impl IntoIterator<Item = Answer>) {
        self.script.lock().unwrap().next.extend(next);
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.script.lock().unwrap().received.clone()
    }

    /// Waits until it was sent so many messages.
    pub(crate) async fn has(&self, wanted: usize) -> Vec<Received> {
        let enough = async {
            while self.received().len() < wanted {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let outcome = tokio::time::timeout(PATIENCE, enough).await;
        let received = self.received();
        assert!(outcome.is_ok() && received.len() == wanted, "wanted {wanted}, it was sent {received:#?}");
        received
    }

    /// The types of what it was sent.
    pub(crate) fn kinds(&self) -> Vec<String> {
        self.received().iter().map(Received::kind).collect()
    }
}

async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = vec![];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let headers: BTreeMap<String, String> = head
        .lines()
        .skip(1)
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers["content-length"].parse().unwrap();
    while bytes.len() < end + 4 + length {
        stream.read_buf(&mut bytes).await.ok()?;
    }
    let body = String::from_utf8(bytes[end + 4..].to_vec()).unwrap();
    Some(Received { head: head.lines().next().unwrap().to_owned(), headers, body })
}

async fn answer(mut stream: TcpStream, script: Arc<Mutex<Script>>) {
    while let Some(received) = read(&mut stream).await {
        let next = {
            let mut script = script.lock().unwrap();
            script.received.push(received);
            script.next.pop_front().unwrap_or(Answer::Status(204, ""))
        };
        match next {
            Answer::Status(status, headers) => {
                let said = format!("HTTP/1.1 {status} Said\r\ncontent-length: 0\r\n{headers}\r\n");
                if stream.write_all(said.as_bytes()).await.is_err() {
                    return;
                }
            }
            Answer::Endless => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
                while stream.write_all(b"5\r\nagain\r\n").await.is_ok() {}
                return;
            }
            Answer::Silence => {
                // Until whoever asked has had enough.
                let _ = stream.read_u8().await;
                return;
            }
            Answer::HangUp => return,
        }
    }
}
