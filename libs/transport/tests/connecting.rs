//! What a connection says when it is refused: which setting to change.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use async_nats::connection::State;
use nats_server_process::{Binary, NatsServer, Setup};
use transport::{NatsSettings, connect};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

fn openssl(folder: &Path, arguments: &str) {
    let output = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

/// An authority and a server certificate that is good for so many days; negative: it has expired.
fn certificates(folder: &Path, days: i32) {
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(folder, &format!("req -x509 {key} -days 30 -subj /CN=authority -keyout ca.key -out ca.pem"));
    openssl(folder, &format!("req {key} -subj /CN=localhost -keyout server.key -out server.csr"));
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    let sign = "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -out server.pem";
    openssl(folder, &format!("{sign} -days {days}"));
}

async fn server_with_tls(folder: &Path) -> NatsServer {
    let path = |name: &str| folder.join(name).display().to_string();
    let tls = format!("tls {{ cert_file: \"{}\", key_file: \"{}\" }}", path("server.pem"), path("server.key"));
    NatsServer::start(&Setup::new(Binary::debian().unwrap()).with(&tls).with_tls_addresses()).await.unwrap()
}

fn settings(server: &NatsServer) -> NatsSettings {
    let servers = vec![server.url().replace("127.0.0.1", "localhost")];
    NatsSettings { servers, ca_file: None, user: None, password_file: None }
}

/// What is said, if it is said in time.
async fn refusal(settings: &NatsSettings) -> String {
    let refused = tokio::time::timeout(PATIENCE, connect(settings, "relay")).await;
    refused.expect("nothing was said").expect_err("it was let in").to_string()
}

#[tokio::test]
async fn a_wrong_password_is_said_at_once_with_the_settings_to_look_at() {
    let folder = tempfile::tempdir().unwrap();
    let users = "authorization { users: [ { user: relay, password: right } ] }";
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap()).with(users)).await.unwrap();
    let password_file = folder.path().join("password");
    std::fs::write(&password_file, "wrong\n").unwrap();
    let user = Some("relay".to_owned());
    let settings = NatsSettings { user, password_file: Some(password_file.clone()), ..settings(&server) };
    let said = refusal(&settings).await;
    assert!(said.contains("refuse the user “relay”") && said.contains("nats.password_file"), "{said}");
    std::fs::write(&password_file, "right\n").unwrap();
    tokio::time::timeout(PATIENCE, connect(&settings, "relay")).await.unwrap().unwrap();
}

#[tokio::test]
async fn an_expired_certificate_is_said_at_once_with_the_settings_to_look_at() {
    let folder = tempfile::tempdir().unwrap();
    certificates(folder.path(), -1);
    let server = server_with_tls(folder.path()).await;
    let settings = NatsSettings { ca_file: Some(folder.path().join("ca.pem")), ..settings(&server) };
    let said = refusal(&settings).await;
    assert!(said.to_lowercase().contains("expired") && said.contains("nats.ca_file"), "{said}");
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_refused_and_the_right_one_is_not() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    certificates(folder.path(), 30);
    certificates(other.path(), 30);
    let server = server_with_tls(folder.path()).await;
    let settings = |authority: &Path| NatsSettings { ca_file: Some(authority.join("ca.pem")), ..settings(&server) };
    let said = refusal(&settings(other.path())).await;
    assert!(said.contains("is not accepted") && said.contains("nats.ca_file"), "{said}");
    tokio::time::timeout(PATIENCE, connect(&settings(folder.path()), "relay")).await.unwrap().unwrap();
}

#[tokio::test]
async fn servers_that_are_not_there_yet_are_waited_for() {
    let mut server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    server.kill().await.unwrap();
    let client = tokio::time::timeout(PATIENCE, connect(&settings(&server), "relay")).await.unwrap().unwrap();
    assert_eq!(client.connection_state(), State::Pending);
    server.start_again().await.unwrap();
    let connected = async {
        while client.connection_state() != State::Connected {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, connected).await.unwrap();
}
