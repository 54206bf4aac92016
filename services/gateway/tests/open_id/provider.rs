//! A provider as a process of its own, which a test tells who comes and what it lies about.

use std::path::PathBuf;
use std::process::Stdio;

use gateway::{OpenIdProvider, OpenIdSecret};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

use crate::support::TestGateway;

/// A provider at work.
pub(super) struct Provider {
    pub(super) issuer: String,
    process: Child,
    /// While it is open, the process goes on.
    _alive: ChildStdin,
}

impl Provider {
    /// The honest one, which nobody here wrote.
    pub(super) async fn honest() -> Self {
        Self::start("provider.js").await
    }

    /// The one that lies.
    pub(super) async fn lying() -> Self {
        Self::start("liar.js").await
    }

    async fn start(script: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/open-id");
        assert!(folder.join("node_modules").is_dir(), "run services/gateway/tests/open-id/install first");
        let mut process = Command::new("node")
            .arg(folder.join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let (alive, said) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let issuer = BufReader::new(said).lines().next_line().await.unwrap().expect("the provider does not start");
        Self { issuer, process, _alive: alive }
    }

    /// Tells it something.
    pub(super) async fn tell(&self, what: &str, said: &Value) {
        let told = Client::new().post(format!("{}/test/{what}", self.issuer)).json(said).send().await.unwrap();
        assert_eq!(told.status(), 200, "{what} {said}");
    }

    /// Tells it for which site it signs people in.
    pub(super) async fn serves(&self, server: &TestGateway) {
        self.tell("site", &json!(server.base)).await;
    }

    /// Tells it who comes next, with an address that it has verified.
    pub(super) async fn coming(&self, id: &str, address: &str) {
        self.coming_with(id, &json!({ "email": address, "email_verified": true })).await;
    }

    /// The same with other claims.
    pub(super) async fn coming_with(&self, id: &str, claims: &Value) {
        self.tell("coming", &json!({ "id": id, "claims": claims })).await;
    }

    /// Tells it what to lie about.
    pub(super) async fn lies(&self, lie: &str) {
        self.tell("lie", &json!(lie)).await;
    }

    /// It is there no more.
    pub(super) async fn goes_away(&mut self) {
        self.process.kill().await.unwrap();
    }

    /// This provider as the configuration of a gateway names it: with a secret, and its verified addresses say who somebody is.
    pub(super) fn trusted(&self) -> OpenIdProvider {
        OpenIdProvider {
            id: "qeveria".parse().unwrap(),
            names: events::language::LocalText::only(events::language::Language::En, "Government".parse().unwrap()),
            issuer: self.issuer.clone(),
            client_id: "focalpoint".to_owned(),
            client_secret: Some(OpenIdSecret::new("a secret of the test: %&+".to_owned())),
            links_by_address: true,
        }
    }

    /// The same where these pages have no secret, and whose addresses say nothing.
    pub(super) fn public(&self) -> OpenIdProvider {
        OpenIdProvider {
            id: "universiteti".parse().unwrap(),
            client_id: "focalpoint-public".to_owned(),
            client_secret: None,
            links_by_address: false,
            ..self.trusted()
        }
    }
}
