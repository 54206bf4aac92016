//! A proxy in front of a gateway: it counts what passes, and can answer 502 or 429 for a while, or lead to another gateway.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

/// What a proxy counts and does.
#[derive(Default)]
pub struct Passing {
    target: Mutex<String>,
    pub is_bad: AtomicBool,
    /// For how many seconds whoever asks for a page is told to wait; zero: they are let through.
    pub wait_seconds: AtomicUsize,
    /// How many connections for live news are open.
    pub live: Arc<AtomicUsize>,
    asked: Mutex<BTreeMap<String, usize>>,
}

impl Passing {
    pub fn leads_to(&self, target: &str) {
        target.clone_into(&mut self.target.lock().unwrap());
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.asked.lock().unwrap().get(path).copied().unwrap_or(0)
    }

    /// How often anything was asked for.
    pub fn asked_in_all(&self) -> usize {
        self.asked.lock().unwrap().values().sum()
    }
}

/// A proxy at work, until it is dropped.
pub struct Proxy {
    pub base: String,
    pub passing: Arc<Passing>,
    _running: DropGuard,
}

/// Counts down when the body that it belongs to is done with.
struct Open(Arc<AtomicUsize>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Proxy {
    pub async fn before(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let passing = Arc::new(Passing::default());
        passing.leads_to(target);
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let router = Router::new().fallback(pass).with_state((passing.clone(), http));
        let stop = CancellationToken::new();
        tokio::spawn(
            stop.clone().run_until_cancelled_owned(async move { axum::serve(listener, router).await.unwrap() }),
        );
        Self { base, passing, _running: stop.drop_guard() }
    }
}

async fn pass(State((passing, http)): State<(Arc<Passing>, reqwest::Client)>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    *passing.asked.lock().unwrap().entry(path.clone()).or_default() += 1;
    let bad = || {
        (StatusCode::BAD_GATEWAY, [("content-type", "text/html")], "<html><body>Bad gateway</body></html>")
            .into_response()
    };
    if passing.is_bad.load(Ordering::SeqCst) {
        return bad();
    }
    let wait = passing.wait_seconds.load(Ordering::SeqCst);
    if wait > 0 && path != "/live" {
        let headers = [("content-type", "text/html"), ("retry-after", &wait.to_string())];
        return (StatusCode::TOO_MANY_REQUESTS, headers, "<html><body>Wait</body></html>").into_response();
    }
    let (parts, body) = request.into_parts();
    let address = format!("{}{}", passing.target.lock().unwrap(), parts.uri.path_and_query().unwrap());
    let body = to_bytes(body, 1_000_000).await.unwrap();
    let mut headers = parts.headers;
    headers.remove("host");
    let Ok(answer) = http.request(parts.method, address).headers(headers).body(body).send().await else { return bad() };
    let (status, headers) = (answer.status(), answer.headers().clone());
    let open = (path == "/live" && status.is_success()).then(|| {
        passing.live.fetch_add(1, Ordering::SeqCst);
        Open(passing.live.clone())
    });
    let pieces = answer.bytes_stream().map(move |piece| {
        let _open = &open;
        piece
    });
    let mut passed = Response::new(Body::from_stream(pieces));
    *passed.status_mut() = status;
    for (name, value) in &headers {
        if name != "transfer-encoding" && name != "connection" {
            passed.headers_mut().append(name, value.clone());
        }
    }
    passed
}
