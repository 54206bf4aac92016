//! Messages are verified by libraries that nobody here wrote, for Node and for Python, each told nothing but the secret.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use events::ids::WebhookId;
use events::webhook::WebhookCommand;
use serde_json::json;
use std::io::Write;

use crate::support::hub::{TestHub, key};
use crate::support::receiver::{Received, Receiver};

fn libraries() -> [(PathBuf, &'static str); 2] {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/receivers");
    let python = folder.join(".venv/bin/python3");
    assert!(
        python.exists() && folder.join("node_modules").is_dir(),
        "run services/webhooks/tests/receivers/install first"
    );
    [(PathBuf::from("node"), "verify.js"), (python, "verify.py")]
}

/// What each library says of a message.
fn said(secret: &str, arrived: &Received) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/receivers");
    let message = json!({ "secret": secret, "headers": arrived.headers, "body": arrived.body }).to_string();
    libraries()
        .map(|(program, script)| {
            let mut process = Command::new(program)
                .arg(folder.join(script))
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            process.stdin.take().unwrap().write_all(message.as_bytes()).unwrap();
            String::from_utf8(process.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
        })
        .to_vec()
}

fn secret(webhook: &WebhookId, number: u32) -> String {
    key().webhook_secret(webhook, number).shown()
}

#[tokio::test(flavor = "multi_thread")]
async fn libraries_of_others_verify_what_is_sent_and_refuse_what_was_changed() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends_in_the_world().await;
    hub.assign("letra", "ms").await;
    hub.tell(&webhook, "arta", WebhookCommand::RenewSecret { secret: 2 }).await;
    hub.tell(&webhook, "arta", WebhookCommand::RequestTest).await;
    let arrived = receiver.has(2).await;
    let (first, renewed) = (&arrived[0], &arrived[1]);
    let both = |text: &str| vec![text.to_owned(), text.to_owned()];
    assert_eq!(said(&secret(&webhook, 1), first), both("verified action-item.assigned"));
    // For a day the secret before serves as well.
    for number in [1, 2] {
        assert_eq!(said(&secret(&webhook, number), renewed), both("verified webhook.test"));
    }
    let refused = |secret: &str, arrived: &Received| {
        let said = said(secret, arrived);
        assert!(said.iter().all(|one| one.starts_with("refused")), "{said:?}");
    };
    refused(&secret(&webhook, 3), renewed);
    refused(&secret(&"w-2".parse().unwrap(), 1), first);
    let mut changed = first.clone();
    changed.body = changed.body.replace("\"ms\"", "\"kp\"");
    refused(&secret(&webhook, 1), &changed);
    let mut late = first.clone();
    late.headers.insert("webhook-timestamp".to_owned(), "1499076000".to_owned());
    refused(&secret(&webhook, 1), &late);
    sender.stopped().await;
}
