//! From end to end: a message leaves by SMTP, somebody answers it, and the answer is read over IMAP, once.

use std::io::Write;
use std::sync::Mutex;
use std::time::Duration;

use documents::calendar_invitation::CalendarAnswer;
use email::correspondence::Correspondence;
use email::draft::{MailDraft, ThreadKey};
use email::receiving::{Ignored, IncomingMail, MailHandler, Mailbox, NotHandled, ReceivedMail};
use email::sending::{Delivered, Mailer};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::support::imap_server::ImapServer;
use crate::support::smtp_server::SmtpServer;
use crate::support::{asked, catalogue, correspondence, draft, eventually, invitation, key, sender};

/// Keeps what it is given; can be told to take nothing.
#[derive(Default)]
struct Kept {
    taken: Mutex<Vec<ReceivedMail>>,
    refuses: Mutex<bool>,
}

impl Kept {
    fn mails(&self) -> Vec<IncomingMail> {
        self.taken.lock().unwrap().iter().map(|received| received.mail.clone()).collect()
    }
}

impl MailHandler for Kept {
    async fn take(&self, received: ReceivedMail) -> Result<(), NotHandled> {
        if *self.refuses.lock().unwrap() {
            return Err(NotHandled("the event store is away".to_owned()));
        }
        self.taken.lock().unwrap().push(received);
        Ok(())
    }
}

/// A message that was sent, and where answers go.
struct Sent {
    _folder: TempDir,
    file: Correspondence,
    message: tempfile::NamedTempFile,
}

async fn sent(draft: &MailDraft) -> Sent {
    let server = SmtpServer::start(email::configuration::Security::None, None);
    let (folder, file) = correspondence();
    let mailer = Mailer::new(sender(), server.endpoint(), file.clone(), key());
    assert_eq!(mailer.deliver(draft, catalogue()).await, Ok(Delivered { certain: true }));
    let mut message = tempfile::NamedTempFile::new().unwrap();
    message.write_all(&server.first().await.bytes).unwrap();
    Sent { _folder: folder, file, message }
}

impl Sent {
    /// What a person's program makes of it.
    fn answered(&self, told: &Value) -> Vec<u8> {
        let mut told = told.clone();
        told["message"] = self.message.path().to_str().into();
        if told["from"].is_null() {
            told["from"] = "Arta Krasniqi <Arta.Krasniqi@Policia.example>".into();
        }
        asked("answer.py", &[], told.to_string().as_bytes())
    }

    fn mailbox(&self, server: &ImapServer, security: &str) -> Mailbox {
        Mailbox::new(server.endpoint(security), sender().address, self.file.clone())
    }

    fn sorted(&self, told: &Value) -> IncomingMail {
        email::receiving::sort(&self.answered(told), &sender().address, &self.file).unwrap()
    }
}

fn reply(text: &str) -> IncomingMail {
    IncomingMail::Reply {
        person: "policia-1".parse().unwrap(),
        thread: ThreadKey("work".to_owned()),
        text: text.to_owned(),
    }
}

fn ignored(because: Ignored) -> IncomingMail {
    IncomingMail::Ignored { because }
}

#[tokio::test]
async fn an_answer_is_read_once_whatever_protects_the_connection_and_whether_or_not_the_server_tells_of_news() {
    let sent = sent(&draft("arta.krasniqi@policia.example")).await;
    let mut read = Vec::new();
    for (security, idle) in [("none", true), ("starttls", false), ("tls", true)] {
        let server = ImapServer::start(idle).await;
        let mailbox = sent.mailbox(&server, security);
        let (kept, stop) = (std::sync::Arc::new(Kept::default()), CancellationToken::new());
        let running = tokio::spawn({
            let (kept, stop) = (kept.clone(), stop.clone());
            async move { mailbox.run(kept.as_ref(), stop).await }
        });
        let first = format!("1 u krye ({security})");
        server.put(&sent.answered(&json!({"kind": "reply", "text": first}))).await;
        eventually("the first answer", || (kept.mails().len() == 1).then_some(())).await;
        // It comes while the mailbox waits.
        let second = format!("2 deri të premten ({security})");
        server.put(&sent.answered(&json!({"kind": "html", "text": second}))).await;
        eventually("the second answer", || (kept.mails().len() == 2).then_some(())).await;
        stop.cancel();
        running.await.unwrap();
        assert_eq!(kept.mails(), [reply(&first), reply(&second)]);
        assert!(server.flags().await.iter().all(|flags| !flags.contains("Seen")), "it stays unread for people");

        // Whoever reads again reads nothing, nor when the server numbers its messages anew.
        let again = sent.mailbox(&server, security);
        again.read_new(kept.as_ref()).await.unwrap();
        assert_eq!(kept.mails().len(), 2);
        server.number_anew().await;
        again.read_new(kept.as_ref()).await.unwrap();
        assert_eq!(kept.mails().len(), 2);
        read.extend(kept.taken.lock().unwrap().iter().map(|received| received.key.clone()));
    }
    read.sort();
    read.dedup();
    assert_eq!(read.len(), 6, "each message has a key of its own");
}

#[tokio::test]
async fn what_could_not_be_taken_comes_again_in_order_and_a_server_that_comes_back_is_found() {
    let sent = sent(&draft("arta.krasniqi@policia.example")).await;
    let server = ImapServer::start(true).await;
    let mailbox = sent.mailbox(&server, "none");
    let kept = Kept::default();
    for n in 1..=3 {
        server.put(&sent.answered(&json!({"kind": "reply", "text": format!("{n} u krye")}))).await;
    }
    *kept.refuses.lock().unwrap() = true;
    assert!(mailbox.read_new(&kept).await.unwrap_err().to_string().contains("event store is away"));
    *kept.refuses.lock().unwrap() = false;
    mailbox.read_new(&kept).await.unwrap();
    assert_eq!(kept.mails(), [reply("1 u krye"), reply("2 u krye"), reply("3 u krye")]);

    let mut wrong = server.endpoint("none");
    wrong.server.port = nats_server_process::ports::free().unwrap();
    let away = Mailbox::new(wrong, sender().address, sent.file.clone());
    assert!(away.read_new(&kept).await.unwrap_err().to_string().contains("cannot be reached"));
    let mut unsafe_endpoint = server.endpoint("tls");
    unsafe_endpoint.server.authority = None;
    let stranger = Mailbox::new(unsafe_endpoint, sender().address, sent.file.clone());
    assert!(stranger.read_new(&kept).await.is_err(), "a certificate that nobody signed");
    // A mailbox that runs while the server is away reads nothing, and stops when told.
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { away.run(&Kept::default(), stop).await }
    });
    stop.cancel();
    tokio::time::timeout(Duration::from_secs(20), running).await.unwrap().unwrap();
}

#[tokio::test]
async fn an_answer_counts_from_the_persons_own_address_and_with_the_threads_token_only() {
    let sent = sent(&draft("arta.krasniqi@policia.example")).await;
    let answer = |more: Value| {
        let mut told = json!({"kind": "reply", "text": "1 u krye"});
        told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        sent.sorted(&told)
    };
    let token = key().thread_token(&"policia-1".parse().unwrap(), "work");
    assert_eq!(answer(json!({})), reply("1 u krye"));
    assert_eq!(
        answer(json!({"above": "Më 3 korr 2017, në orën 09:00, AKT <focalpoint@akt.example> shkroi:"})),
        reply("1 u krye")
    );
    assert_eq!(answer(json!({"text": "1 u krye\n\nMe respekt,\nArta"})), reply("1 u krye"));
    // The token may be in the address, in what is answered, or in the subject.
    let plain = "focalpoint@akt.example";
    assert_eq!(answer(json!({"to": plain})), reply("1 u krye"));
    let gone = json!(["References", "In-Reply-To"]);
    assert_eq!(answer(json!({"to": plain, "drop": gone})), ignored(Ignored::NoThread));
    let subject = json!({"X-Original-To": format!("<FOCALPOINT+{}@akt.example>", token.to_string().to_uppercase())});
    assert_eq!(answer(json!({"to": plain, "drop": gone, "headers": subject})), reply("1 u krye"));
    assert_eq!(answer(json!({"drop": gone})), reply("1 u krye"));

    // From somebody else, from two people, or with a token that nobody was given.
    for from in [
        "besim@policia.example",
        "arta.krasniqi@policia.example.evil.example",
        "\"arta.krasniqi@policia.example\" <evil@example.org>",
    ] {
        assert_eq!(answer(json!({"from": from})), ignored(Ignored::OtherAddress), "{from}");
    }
    let two = "arta.krasniqi@policia.example, evil@example.org";
    assert_eq!(answer(json!({"from": two})), ignored(Ignored::OtherAddress));
    let other = "focalpoint+0123456789abcdef@akt.example";
    assert_eq!(answer(json!({"to": other, "drop": gone})), ignored(Ignored::NoThread));

    // What a program wrote is no answer, whoever's it is.
    for headers in [
        json!({"Auto-Submitted": "auto-replied"}),
        json!({"Auto-Submitted": "auto-replied (vacation)"}),
        json!({"Precedence": "bulk"}),
        json!({"X-Autoreply": "yes"}),
        json!({"Return-Path": "<>"}),
        json!({"List-Id": "<staff.policia.example>"}),
    ] {
        assert_eq!(answer(json!({"headers": headers})), ignored(Ignored::WrittenByAProgram), "{headers}");
    }
    assert_eq!(answer(json!({"headers": {"Auto-Submitted": "no"}})), reply("1 u krye"));
    assert_eq!(answer(json!({"text": ""})), ignored(Ignored::NoWords));
}

#[tokio::test]
async fn html_in_old_encodings_is_read_and_unsubscribing_by_mail_is_understood() {
    let sent = sent(&draft("arta.krasniqi@policia.example")).await;
    for (charset, text) in [
        ("windows-1250", "Završeno, čćžšđ"),
        ("iso-8859-2", "Završeno"),
        ("windows-1251", "Завршено је"),
        ("utf-8", "U krye ë ç"),
    ] {
        let told = json!({"kind": "html", "text": text, "charset": charset});
        assert_eq!(sent.sorted(&told), reply(text), "{charset}");
    }
    // What the mail program makes of the link in `List-Unsubscribe`.
    let answer = String::from_utf8(sent.answered(&json!({"kind": "reply", "text": ""}))).unwrap();
    let subject = answer.lines().find(|line| line.starts_with("Subject:")).unwrap();
    let bytes = answer.replacen(subject, "Subject: unsubscribe", 1);
    let read = email::receiving::sort(bytes.as_bytes(), &sender().address, &sent.file).unwrap();
    assert_eq!(read, IncomingMail::Unsubscribe { person: "policia-1".parse().unwrap() });
}

#[tokio::test]
async fn an_attendees_calendar_answers_for_the_attendee_and_nobody_else() {
    let sent = sent(&invitation("arta.krasniqi@policia.example", 2, false)).await;
    for (kind, answer) in [
        ("accepted", CalendarAnswer::Accepted),
        ("declined", CalendarAnswer::Declined),
        ("tentative", CalendarAnswer::Tentative),
        ("delegated", CalendarAnswer::Delegated),
    ] {
        // Some calendars say that they answer by themselves; it is the person's answer all the same.
        for headers in [json!({}), json!({"Auto-Submitted": "auto-generated"})] {
            let told = json!({"kind": kind, "from": "arta.krasniqi@policia.example", "headers": headers});
            let wanted = IncomingMail::CalendarReply {
                person: "policia-1".parse().unwrap(),
                meeting: "mbledhja-12".to_owned(),
                sequence: 2,
                answer,
                comment: None,
            };
            assert_eq!(sent.sorted(&told), wanted);
        }
    }
    let other =
        json!({"kind": "accepted", "from": "arta.krasniqi@policia.example", "attendee": "besim@policia.example"});
    assert_eq!(sent.sorted(&other), ignored(Ignored::OtherCalendarPart));
    assert_eq!(
        sent.sorted(&json!({"kind": "accepted", "from": "besim@policia.example"})),
        ignored(Ignored::OtherAddress)
    );
}
