//! A message that Python's smtplib sends is in its inbox, is read in a browser's way, and is answered in its thread.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::process::Command;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use mail_parser::MessageParser;
use mail_sim::{AnswerBearer, AnswerNotTaken, Inboxes, router, serve_smtp};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const SEND: &str = r#"
import smtplib, sys
from email.message import EmailMessage
m = EmailMessage()
m["From"], m["To"], m["Subject"] = "focalpoint <hub@demo.example>", "Arta@demo.example", "3 detyra për të hënën"
m["Reply-To"], m["Message-ID"] = "hub+abc@demo.example", "<one@demo.example>"
m.set_content("Përshëndetje\n.\n..fund")
m.add_alternative("<p>Përshëndetje <script>alert(1)</script></p>", subtype="html")
with smtplib.SMTP("127.0.0.1", int(sys.argv[1])) as server:
    server.send_message(m)
"#;

#[derive(Default)]
struct Kept {
    answers: Mutex<Vec<Vec<u8>>>,
}

#[async_trait]
impl AnswerBearer for Kept {
    async fn bear(&self, bytes: &[u8]) -> Result<(), AnswerNotTaken> {
        self.answers.lock().unwrap().push(bytes.to_vec());
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_in_its_inbox_after_a_restart_as_well_and_is_answered_in_its_thread() {
    let folder = tempfile::tempdir().unwrap();
    let inboxes = Inboxes::open(folder.path()).unwrap();
    let stop = CancellationToken::new();
    let smtp = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = smtp.local_addr().unwrap().port();
    let (kept_by, until) = (inboxes.clone(), stop.clone());
    let serving = tokio::spawn(async move { serve_smtp(&smtp, kept_by, until).await });
    let sent = tokio::task::spawn_blocking(move || {
        Command::new("python3").args(["-c", SEND, &port.to_string()]).output().unwrap()
    });
    let sent = sent.await.unwrap();
    assert!(sent.status.success(), "{}", String::from_utf8_lossy(&sent.stderr));
    stop.cancel();
    serving.await.unwrap().unwrap();

    let inboxes = Inboxes::open(folder.path()).unwrap();
    let kept = Arc::new(Kept::default());
    let pages = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", pages.local_addr().unwrap());
    let app = router(inboxes, kept.clone()).unwrap();
    let serving = tokio::spawn(async move { axum::serve(pages, app).await });
    let client = reqwest::Client::new();
    let get = async |path: &str| client.get(format!("{base}/mail/{path}")).send().await.unwrap();

    let inbox = get("arta@demo.example").await.text().await.unwrap();
    assert!(inbox.contains("3 detyra për të hënën"), "{inbox}");
    assert!(!get("besa@demo.example").await.text().await.unwrap().contains("detyra"));
    assert_eq!(get("besa@demo.example/1").await.status(), 404, "nobody reads another's");
    let html = get("arta@demo.example/1/html").await;
    assert!(html.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
    let source = get("arta@demo.example/1/source").await.text().await.unwrap();
    let source = MessageParser::default().parse(source.as_bytes()).unwrap().body_text(0).unwrap().replace("\r\n", "\n");
    assert!(source.contains("\n.\n..fund"), "dots at the beginning of a line are as they were written: {source}");

    let answer = client.post(format!("{base}/mail/arta@demo.example/1/reply"));
    let answer = answer.header("content-type", "application/x-www-form-urlencoded").body("words=u+krye");
    assert!(answer.send().await.unwrap().status().is_success());
    let answers = kept.answers.lock().unwrap().clone();
    let answer = MessageParser::default().parse(&answers[0]).unwrap();
    assert_eq!(answer.in_reply_to().as_text(), Some("one@demo.example"));
    assert_eq!(answer.to().unwrap().first().unwrap().address(), Some("hub+abc@demo.example"));
    assert_eq!(answer.from().unwrap().first().unwrap().address(), Some("arta@demo.example"));
    assert_eq!(answer.subject(), Some("Re: 3 detyra për të hënën"));
    let text = answer.body_text(0).unwrap();
    assert!(text.starts_with("u krye") && text.contains("> Përshëndetje"), "{text}");
    serving.abort();
}
