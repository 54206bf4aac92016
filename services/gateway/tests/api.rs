//! The contract of the JSON API, as programs of other people meet it.
//!
//! What judges the document, what makes clients of it and what makes up requests nobody here wrote; `api-clients/install` and
//! `schemathesis/install` install them.

mod clients;
mod document;
mod entity_tags;
mod idempotency;
mod made_up_requests;
mod paging;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use events::Command;
use events::account::{AccountCommand, Fingerprint, TokenScope};
use events::authority::Principal;
use events::mandate::Mandate;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;

use crate::support::{READER, SECRETARIAT, TestGateway, WORLD_TIME};

/// What a token of the tests may be used for.
const COMMANDS: [&str; 6] = [
    "action-item.assign",
    "action-item.accept",
    "action-item.complete",
    "action-item.reopen",
    "action-item.report-progress",
    "meeting.schedule",
];

/// A program that asks the API with a token.
#[derive(Clone)]
struct Program {
    http: Client,
    base: String,
    token: String,
}

impl Program {
    /// A program of somebody's.
    async fn of(server: &TestGateway, person: &str, institution: &str, mandate: Mandate) -> Self {
        Self::with(server, (person, institution), mandate, COMMANDS.map(str::to_owned)).await
    }

    /// The same that may give these commands.
    async fn with(
        server: &TestGateway,
        (person, institution): (&str, &str),
        mandate: Mandate,
        commands: impl IntoIterator<Item = String>,
    ) -> Self {
        let token = format!("focalpoint_of_{person}");
        let commands = commands.into_iter().collect();
        let make = AccountCommand::MakeToken {
            token: format!("t-{person}").parse().unwrap(),
            secret: Fingerprint::of(&token),
            name: "Table".parse().unwrap(),
            scope: TokenScope { commands, institution: None },
            institution: Some(institution.parse().unwrap()),
            at: WORLD_TIME.parse().unwrap(),
            until: "2999-01-01T00:00:00Z".parse().unwrap(),
        };
        let principal =
            Principal::official(person.parse().unwrap(), institution.parse().unwrap(), BTreeSet::new(), mandate);
        server.give_anew(principal, Command::Account(person.parse().unwrap(), make)).await;
        Self { http: Client::new(), base: server.base.clone(), token }
    }

    /// That of the Secretariat.
    async fn of_secretariat(server: &TestGateway) -> Self {
        Self::of(server, READER, SECRETARIAT, Mandate::Secretariat).await
    }

    fn address(&self, path: &str) -> String {
        if path.starts_with("/api/") { format!("{}{path}", self.base) } else { format!("{}/api/v1{path}", self.base) }
    }

    fn ask(&self, path: &str) -> RequestBuilder {
        self.http.get(self.address(path)).bearer_auth(&self.token)
    }

    async fn get(&self, path: &str) -> Response {
        self.ask(path).send().await.unwrap()
    }

    async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    async fn post(&self, path: &str, key: &str, body: &Value) -> Response {
        let request = self.http.post(self.address(path)).bearer_auth(&self.token).header("idempotency-key", key);
        request.json(body).send().await.unwrap()
    }
}

/// Where the foreign programs are.
fn clients() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/api-clients");
    assert!(folder.join("node_modules").is_dir(), "run services/gateway/tests/api-clients/install first");
    folder
}

/// Runs a foreign program in a folder, fails with what it says, or gives it.
async fn run(program: &Path, arguments: &[&str], folder: &Path, environment: &[(&str, &str)]) -> String {
    let mut command = tokio::process::Command::new(program);
    command.args(arguments).current_dir(folder).envs(environment.iter().copied()).kill_on_drop(true);
    let output = command.output().await.unwrap();
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    assert!(output.status.success(), "{} {arguments:?}:\n{said}", program.display());
    said
}
