//! Two clients that foreign generators make of the document do a day's work against a running gateway: the programs in
//! `api-clients/` use generated code only.

use std::path::{Path, PathBuf};

use events::Command;
use events::language::{Language, LocalText};
use events::subgroup::SubgroupCommand;
use tempfile::TempDir;

use super::{Program, clients, run};
use crate::support::TestGateway;

/// A hub with a board, and a program's token for it.
async fn hub() -> (TestGateway, Program, TempDir) {
    let server = TestGateway::start().await;
    let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
    let name = LocalText::only(Language::En, "Data and coordination".parse().unwrap());
    server.give_and_show(subgroup(SubgroupCommand::Form { name })).await;
    for institution in ["ms", "mpms"] {
        let admit = SubgroupCommand::AdmitInstitution { institution: institution.parse().unwrap() };
        server.give_and_show(subgroup(admit)).await;
    }
    let program = Program::of_secretariat(&server).await;
    let folder = tempfile::tempdir().unwrap();
    let document = program.get("/openapi.json").await.text().await.unwrap();
    std::fs::write(folder.path().join("openapi.json"), document).unwrap();
    (server, program, folder)
}

/// The commands of the documentation, as a shell runs them.
fn commands_of_the_documentation() -> String {
    let text = include_str!("../../../../docs/api.md");
    let blocks = text.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    blocks.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_commands_of_the_documentation_run() {
    let (server, program, folder) = hub().await;
    let (folder, clients) = (folder.path(), clients());
    let commands = commands_of_the_documentation();
    assert!(commands.contains("curl") && commands.contains("openapi-python-client"), "{commands}");
    let own = std::env::var("PATH").unwrap();
    let path = [".venv/bin", "node_modules/.bin"].map(|bin| clients.join(bin).display().to_string()).join(":");
    let path = format!("{path}:{own}");
    let environment = [("PATH", path.as_str()), ("HUB", program.base.as_str()), ("TOKEN", program.token.as_str())];
    run(Path::new("sh"), &["-euxc", &commands], folder, &environment).await;
    server.stop().await;
}

fn of(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}

#[tokio::test]
async fn a_generated_client_in_python_does_a_day_s_work() {
    let (server, program, folder) = hub().await;
    let (folder, clients) = (folder.path(), clients());
    let configuration = clients.join("openapi-python-client.yaml");
    let generate = [
        "generate",
        "--path",
        "openapi.json",
        "--output-path",
        "focalpoint_client",
        "--meta",
        "none",
        "--fail-on-warning",
        "--config",
        configuration.to_str().unwrap(),
    ];
    run(&clients.join(".venv/bin/openapi-python-client"), &generate, folder, &[]).await;
    let environment = [
        ("PYTHONPATH", folder.to_str().unwrap()),
        ("PYTHONDONTWRITEBYTECODE", "1"),
        ("FOCALPOINT_URL", program.base.as_str()),
        ("FOCALPOINT_TOKEN", program.token.as_str()),
    ];
    let day = clients.join("day.py");
    run(&clients.join(".venv/bin/python"), &[day.to_str().unwrap()], folder, &environment).await;
    server.stop().await;
}

#[tokio::test]
async fn a_generated_client_in_typescript_does_a_day_s_work() {
    let (server, program, folder) = hub().await;
    let (folder, clients) = (folder.path(), clients());
    let installed = clients.join("node_modules");
    run(&installed.join(".bin/openapi-typescript"), &["openapi.json", "--output", "schema.d.ts"], folder, &[]).await;
    std::os::unix::fs::symlink(&installed, of(folder, "node_modules")).unwrap();
    for file in ["day.ts", "tsconfig.json"] {
        std::fs::copy(clients.join(file), of(folder, file)).unwrap();
    }
    std::fs::write(of(folder, "package.json"), r#"{"type":"module"}"#).unwrap();
    run(&installed.join(".bin/tsc"), &["--project", "tsconfig.json"], folder, &[]).await;
    let environment = [("FOCALPOINT_URL", program.base.as_str()), ("FOCALPOINT_TOKEN", program.token.as_str())];
    run(Path::new("node"), &["day.js"], folder, &environment).await;
    server.stop().await;
}
