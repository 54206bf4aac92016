//! What the mail server says becomes one of few outcomes, and nothing is sent in the open that must not be.

use std::time::Duration;

use email::configuration::{EmailSettings, Security};
use email::sending::{Delivered, DeliveryError, Mailer, OutsideNotice, send_outside};

use crate::support::smtp_server::SmtpServer;
use crate::support::{catalogue, correspondence, draft, key, read_by, sender};

fn mailer(endpoint: email::configuration::Endpoint) -> (tempfile::TempDir, Mailer) {
    let (folder, file) = correspondence();
    (folder, Mailer::new(sender(), endpoint, file, key()))
}

#[tokio::test]
async fn what_the_server_says_becomes_an_outcome() {
    let server = SmtpServer::start(Security::None, None);
    let (_folder, mailer) = mailer(server.endpoint());
    let deliver = async |to: &str| mailer.deliver(&draft(&format!("{to}@example.org")), catalogue()).await;

    assert_eq!(deliver("arta").await, Ok(Delivered { certain: true }));
    // By its codes: its words name whoever was written to.
    for (to, wanted) in [("unknown", "550 5.1.1"), ("nobody", "550")] {
        assert_eq!(deliver(to).await, Err(DeliveryError::Unreachable(wanted.to_owned())));
    }
    assert_eq!(deliver("spam").await, Err(DeliveryError::Refused { reason: "554 5.7.1".to_owned() }));
    for (to, wanted) in [("full", "4.2.2"), ("slow", "4.3.2")] {
        let Err(DeliveryError::Retry { reason, .. }) = deliver(to).await else { panic!("{to}") };
        assert!(reason.contains(wanted), "{reason}");
    }
    // Nothing was handed over: it is not sent.
    assert!(matches!(deliver("gone").await, Err(DeliveryError::Retry { .. })));
    // It was handed over, and nobody knows what became of it.
    assert_eq!(deliver("lost").await, Ok(Delivered { certain: false }));
    assert_eq!(server.taken().len(), 2, "the server took the first and, as it happens, the last");
}

#[tokio::test]
async fn a_server_that_turns_everybody_away_once_is_tried_again_later_and_later_with_the_same_message() {
    let server = SmtpServer::start(Security::None, None);
    let (_folder, mailer) = mailer(server.endpoint());
    let message = draft("greylisted@example.org");
    let Err(DeliveryError::Retry { after, reason }) = mailer.deliver(&message, catalogue()).await else { panic!() };
    assert!(after >= Duration::from_secs(5 * 60) && reason.contains("450 4.2.0"), "{after:?} {reason}");
    assert_eq!(mailer.deliver(&message, catalogue()).await, Ok(Delivered { certain: true }));
    assert_eq!(mailer.deliver(&message, catalogue()).await, Ok(Delivered { certain: true }));
    let ids = server.taken().iter().map(|taken| read_by("read_message.py", &taken.bytes)).collect::<Vec<_>>();
    let id = |message: &serde_json::Value| {
        let headers = message["headers"].as_array().unwrap();
        headers.iter().find(|header| header[0] == "Message-ID").unwrap()[1].clone()
    };
    assert_eq!(id(&ids[0]), id(&ids[1]), "tried again, it is the same message");

    let full = draft("full@example.org");
    let mut waits = Vec::new();
    for _ in 0..3 {
        let Err(DeliveryError::Retry { after, .. }) = mailer.deliver(&full, catalogue()).await else { panic!() };
        waits.push(after);
    }
    assert!(waits.is_sorted_by(|one, other| one < other), "{waits:?}");
}

#[tokio::test]
async fn connections_are_protected_as_configured_and_signed_in_and_used_again() {
    for security in [Security::Tls, Security::Starttls] {
        let server = SmtpServer::start(security, Some("fjalëkalimi"));
        let folder = tempfile::tempdir().unwrap();
        let password = folder.path().join("password");
        std::fs::write(&password, "fjalëkalimi\n").unwrap();
        std::fs::set_permissions(&password, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let authority = folder.path().join("ca.pem");
        std::fs::write(&authority, server.endpoint().authority.unwrap()).unwrap();
        let name = if security == Security::Tls { "tls" } else { "starttls" };
        let text = format!(
            "address = \"focalpoint@akt.example\"\n[smtp]\nhost = \"localhost\"\nport = {}\nsecurity = \"{name}\"\n\
             user = \"focalpoint\"\npassword_file = \"{}\"\nca_file = \"{}\"\n",
            server.port,
            password.display(),
            authority.display()
        );
        let settings: EmailSettings = toml::from_str(&text).unwrap();
        let (_folder, mailer) = mailer(settings.smtp().unwrap());
        for _ in 0..3 {
            let sent = mailer.deliver(&draft("arta@example.org"), catalogue()).await;
            assert_eq!(sent, Ok(Delivered { certain: true }), "{name}");
        }
        let taken = server.taken();
        let last = &taken.last().unwrap().envelope;
        assert_eq!(taken.len(), 3);
        assert_eq!(last["encrypted"], true);
        assert_eq!(last["user"], "focalpoint");
        assert_eq!(last["sessions"], 1, "one connection for three messages");
    }
}

#[tokio::test]
async fn nothing_is_sent_where_the_connection_is_not_as_safe_as_wanted() {
    // A server without STARTTLS, one whose certificate nobody signed, one that is away, one that lets nobody in.
    let plain = SmtpServer::start(Security::None, None);
    let mut without = plain.endpoint();
    without.security = Security::Starttls;
    let tls = SmtpServer::start(Security::Tls, None);
    let mut stranger = tls.endpoint();
    stranger.authority = None;
    let mut away = plain.endpoint();
    away.port = nats_server_process::ports::free().unwrap();
    let closed = SmtpServer::start(Security::None, Some("another"));
    let mut endpoints = vec![without, stranger, away];
    let settings =
        format!("address = \"focalpoint@akt.example\"\n[smtp]\nhost = \"localhost\"\nport = {}\n", closed.port);
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("password");
    std::fs::write(&password, "wrong").unwrap();
    std::fs::set_permissions(&password, std::os::unix::fs::PermissionsExt::from_mode(0o400)).unwrap();
    let settings =
        format!("{settings}security = \"none\"\nuser = \"focalpoint\"\npassword_file = \"{}\"", password.display());
    endpoints.push(toml::from_str::<EmailSettings>(&settings).unwrap().smtp().unwrap());
    for endpoint in endpoints {
        let (_folder, mailer) = mailer(endpoint.clone());
        let outcome = mailer.deliver(&draft("arta@example.org"), catalogue()).await;
        assert!(matches!(outcome, Err(DeliveryError::Unavailable { .. })), "{endpoint:?}: {outcome:?}");
    }
    for server in [plain, tls, closed] {
        assert_eq!(server.taken().len(), 0);
    }
}

#[test]
fn settings_that_cannot_be_used_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("password");
    std::fs::write(&password, "secret\n").unwrap();
    let set_mode =
        |mode| std::fs::set_permissions(&password, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    set_mode(0o644);
    let read = |rest: &str| {
        let text = format!("address = \"focalpoint@akt.example\"\n[smtp]\nhost = \"mail.akt.example\"\n{rest}");
        toml::from_str::<EmailSettings>(&text)
    };
    let login = format!("user = \"focalpoint\"\npassword_file = \"{}\"\n", password.display());
    let smtp = |rest: &str| read(rest).unwrap().smtp().unwrap_err().to_string();
    assert!(smtp(&login).contains("chmod 600"), "{}", smtp(&login));
    set_mode(0o600);
    assert!(read(&login).unwrap().smtp().is_ok());
    // Neither a password nor what people are told goes over a network as it is.
    for open in [format!("{login}security = \"none\"\n"), "security = \"none\"\n".to_owned()] {
        assert!(smtp(&open).contains("\"tls\" or \"starttls\""), "{open}");
    }
    assert!(smtp("user = \"focalpoint\"\n").contains("give both, or neither"));
    assert!(smtp("user = \"x\"\npassword_file = \"/does/not/exist\"\n").contains("/does/not/exist"));
    std::fs::write(&password, "\n").unwrap();
    assert!(smtp(&login).contains("is empty"));
    for wrong in ["sercurity = \"tls\"\n", "security = \"ssl\"\n", "port = 70000\n"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    assert!(toml::from_str::<EmailSettings>("address = \"akt.example\"\n[smtp]\nhost = \"x\"").is_err());
}

#[tokio::test]
async fn somebody_outside_is_sent_a_file_whose_letters_nobody_changes_on_the_way() {
    let server = SmtpServer::start(Security::None, None);
    let signed = "focalpoint/kosovo\n663\nCsUYapGG=\n\n\u{2014} focalpoint/kosovo Az3grlgt  \n";
    let notice = OutsideNotice {
        to: "auditor@example.org".parse().unwrap(),
        subject: "Pika e kontrollit: focalpoint/kosovo".to_owned(),
        text: format!("Ruajeni.\n\n{signed}"),
        file_name: "checkpoint.txt".to_owned(),
        file: signed.to_owned(),
        written_at: "2017-07-03T08:00:00Z".parse().unwrap(),
    };
    let sent = send_outside(&sender(), server.endpoint(), &notice).await;
    assert_eq!(sent, Ok(Delivered { certain: true }));
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let message = mail_parser::MessageParser::default().parse(&taken[0].bytes).unwrap();
    assert_eq!(message.subject(), Some("Pika e kontrollit: focalpoint/kosovo"));
    let file = message.attachments().next().unwrap();
    assert_eq!(file.contents(), signed.as_bytes(), "what is signed is read as it was signed");
}
