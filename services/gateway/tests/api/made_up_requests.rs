//! Requests that nobody here thought of: Schemathesis makes them up by the document, right and wrong ones, for a gateway with one of
//! everything. `schemathesis/install` brings it; `FOCALPOINT_SCHEMATHESIS_SECONDS` has it go on for longer.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use events::Command;
use events::mandate::Mandate;

use super::{Program, run};
use crate::support::sample_hub::sample_hub;
use crate::support::{READER, SECRETARIAT, StandingElapsed};

/// For how long requests are made up, unless it is said.
const SECONDS: &str = "60";
/// What every answer is held against.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
                      response_schema_conformance,ignored_auth";

/// Lets time pass for whoever counts how often somebody asks, or most would be told to come later.
async fn minutes_pass(elapsed: Arc<StandingElapsed>) {
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        elapsed.move_on(60);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_that_schemathesis_makes_up_is_answered_otherwise_than_the_document_says() {
    let server = sample_hub().await;
    let commands: Vec<String> = Command::names();
    let program = Program::with(&server, (READER, SECRETARIAT), Mandate::Secretariat, commands).await;
    let folder = tempfile::tempdir().unwrap();
    let document = program.get("/openapi.json").await.text().await.unwrap();
    std::fs::write(folder.path().join("openapi.json"), document).unwrap();
    let programs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/schemathesis");
    std::fs::copy(programs.join("schemathesis.toml"), folder.path().join("schemathesis.toml")).unwrap();
    let schemathesis = programs.join(".venv/bin/schemathesis");
    assert!(schemathesis.is_file(), "run services/gateway/tests/schemathesis/install first");

    let seconds = std::env::var("FOCALPOINT_SCHEMATHESIS_SECONDS").unwrap_or_else(|_| SECONDS.to_owned());
    let authorization = format!("Authorization: Bearer {}", program.token);
    let arguments = [
        "--no-color",
        "run",
        "openapi.json",
        "--phases",
        "coverage,fuzzing",
        "--url",
        &program.base,
        "--header",
        &authorization,
        "--checks",
        CHECKS,
        "--max-time",
        &seconds,
        "--seed",
        "16",
        "--generation-database",
        "none",
        "--suppress-health-check",
        "all",
        "--warnings",
        "off",
        "--continue-on-failure",
        "--no-shrink",
        "--request-timeout",
        "30",
        // Of a listing that flows there is no end to wait for.
        "--exclude-path-regex",
        "/live",
    ];
    let passing = tokio::spawn(minutes_pass(server.elapsed.clone()));
    let said = run(&schemathesis, &arguments, folder.path(), &[("PYTHONDONTWRITEBYTECODE", "1")]).await;
    passing.abort();
    let line = said.lines().find(|line| line.contains(" generated, "));
    let made_up = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    println!("{}", line.unwrap_or_default().trim());
    assert!(made_up.is_some_and(|requests| requests > 0), "nothing was asked:\n{said}");
    server.stop().await;
}
