//! A real browser with windows of its own: headless Chromium, driven by chromedriver over the few commands of `WebDriver` that are
//! needed here. (A client library would have the gateway's whole tree built another time for its features.)

use std::process::Stdio;

use reqwest::Client;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::PATIENCE;

/// A browser.
pub struct Browser {
    http: Client,
    session: String,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    pub async fn open() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("./test installs chromedriver");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = async {
            while let Some(line) = lines.next_line().await.unwrap() {
                if let Some((_, port)) = line.rsplit_once("started successfully on port ") {
                    return port.trim_end_matches('.').to_owned();
                }
            }
            panic!("chromedriver ended before it was ready");
        };
        let port = tokio::time::timeout(PATIENCE, port).await.unwrap();
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let profile = tempfile::tempdir().unwrap();
        let options = json!({ "browserName": "chrome", "goog:chromeOptions": { "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=en",
            "--window-size=1200,900", format!("--user-data-dir={}", profile.path().display()),
        ] } });
        let (http, driver_url) = (Client::new(), format!("http://127.0.0.1:{port}"));
        let asked = json!({ "capabilities": { "alwaysMatch": options } });
        let begun = http.post(format!("{driver_url}/session")).json(&asked).send().await.unwrap();
        let begun: Value = begun.json().await.unwrap();
        let id = begun["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("{begun}"));
        let session = format!("{driver_url}/session/{id}");
        Self { http, session, driver, _profile: profile }
    }

    async fn commands(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> Value {
        let request = self.http.request(method, format!("{}/{path}", self.session));
        let request = if let Some(body) = body { request.json(&body) } else { request };
        let mut answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert!(answer["value"]["error"].is_null(), "{path}: {answer}");
        answer["value"].take()
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        self.commands(reqwest::Method::POST, path, Some(body)).await
    }

    pub async fn goto(&self, address: &str) {
        self.post("url", json!({ "url": address })).await;
    }

    /// The window in front of which one is.
    pub async fn window(&self) -> String {
        self.commands(reqwest::Method::GET, "window", None).await.as_str().unwrap().to_owned()
    }

    pub async fn switch_to(&self, window: &str) {
        self.post("window", json!({ "handle": window })).await;
    }

    /// Opens a window of its own, or a tab in the window in front of which one is.
    pub async fn opens(&self, is_tab: bool) -> String {
        let kind = if is_tab { "tab" } else { "window" };
        self.post("window/new", json!({ "type": kind })).await["handle"].as_str().unwrap().to_owned()
    }

    /// Closes the window in front of which one is.
    pub async fn closes_window(&self) {
        self.commands(reqwest::Method::DELETE, "window", None).await;
    }

    /// Has the site that is shown set a cookie.
    pub async fn sets_cookie(&self, cookie: &str) {
        let (name, value) = cookie.split_once('=').unwrap();
        self.post("cookie", json!({ "cookie": { "name": name, "value": value, "path": "/" } })).await;
    }

    /// Has the browser signed in at a site with the cookie of a session.
    pub async fn takes_cookie(&self, base: &str, cookie: &str) {
        self.goto(&format!("{base}/static/app.css")).await;
        self.sets_cookie(cookie).await;
    }

    /// Shows pages as on a screen of this width, in the units that pages are laid out in.
    pub async fn is_as_wide_as(&self, width: u32) {
        let params = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600 });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": params });
        self.post("goog/cdp/execute", command).await;
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn presses(&self, keys: &str) {
        let each = keys
            .chars()
            .flat_map(|key| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]);
        let actions: Vec<Value> = each.collect();
        self.post("actions", json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] })).await;
    }

    pub async fn runs(&self, script: &str) -> Value {
        self.post("execute/sync", json!({ "script": script, "args": [] })).await
    }

    pub async fn close(mut self) {
        // It ends the browser; the driver goes after it.
        let _ = self.http.delete(&self.session).send().await;
        self.driver.kill().await.unwrap();
    }
}
