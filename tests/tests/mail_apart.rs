//! E-mail as a service of its own: the reminders hand a morning to it over NATS, it sends by a real mail server, reads a real
//! mailbox, and what an official answers there is in the log.

use end_to_end::eventually;
use end_to_end::mail_servers::{ImapServer, PASSWORD, ReadMail, SmtpServer, USER};
use end_to_end::page::Page;
use end_to_end::topology::Topology;
use events::Event;
use events::notification::{ChannelKind, NotificationEvent};
use reqwest::Client;
use serde_json::json;

/// The focal point of the ministry of labour, who has an address and no chat.
const ADDRESS: &str = "besa@mpms.example";
/// The ministry's task.
const ITEM: &str = "strehimoret-formulari";

async fn stage(page: &Page) -> Result<String, String> {
    let item = page.api(&format!("/action-items/{ITEM}")).await.map_err(|error| error.to_string())?;
    Ok(item["stage"].as_str().unwrap_or_default().to_owned())
}

async fn is(page: &Page, wanted: &str) {
    let so = || async {
        match stage(page).await {
            Ok(stage) if stage == wanted => Ok(()),
            Ok(other) | Err(other) => Err(other),
        }
    };
    eventually(&format!("the task to be {wanted}"), so).await.unwrap();
}

/// So many messages, once there are.
pub(crate) async fn taken(smtp: &SmtpServer, count: usize, topology: &Topology) -> Vec<ReadMail> {
    let seen = || async {
        let taken = smtp.taken().await.map_err(|error| error.to_string())?;
        if taken.len() >= count { Ok(taken) } else { Err(format!("{} messages", taken.len())) }
    };
    match eventually(&format!("{count} e-mails"), seen).await {
        Ok(taken) => taken,
        Err(error) => panic!("{error}\n{}", topology.services["email"].log()),
    }
}

/// What the log says of notices by e-mail to this person: certain or not.
pub(crate) async fn told(topology: &Topology) -> Vec<bool> {
    let log = topology.log().await.unwrap();
    let sent = log.into_iter().filter_map(|stored| {
        let Event::Notification(_, event) = stored.decode().ok()?.event else { return None };
        let NotificationEvent::Sent { person, channel: ChannelKind::Email, certain, .. } = event else { return None };
        (person.as_str() == "p-mpms").then_some(certain)
    });
    sent.collect()
}

/// A deployment with e-mail as a service of its own, in which the ministry's focal point is told by e-mail alone.
pub(crate) async fn deployment(smtp: &SmtpServer, imap: &ImapServer) -> (Topology, Page) {
    let ports = [smtp.port.to_string(), imap.port.to_string()];
    let variables = [
        ("FOCALPOINT_BY_EMAIL", "true"),
        ("FOCALPOINT_EMAIL_ADDRESS", "focalpoint@akt.example"),
        ("FOCALPOINT_EMAIL_USER", USER),
        ("FOCALPOINT_EMAIL_SMTP_HOST", "127.0.0.1"),
        ("FOCALPOINT_EMAIL_SMTP_PORT", ports[0].as_str()),
        ("FOCALPOINT_EMAIL_SMTP_SECURITY", "none"),
        ("FOCALPOINT_EMAIL_IMAP_HOST", "127.0.0.1"),
        ("FOCALPOINT_EMAIL_IMAP_PORT", ports[1].as_str()),
        ("FOCALPOINT_EMAIL_IMAP_SECURITY", "none"),
    ];
    let mut topology = Topology::start_with("2017-07-03T07:00:00+02:00", &variables).await.unwrap();
    topology.write_secret("mail-password", PASSWORD).unwrap();
    topology.start_service("email").unwrap();
    topology.service("email").unwrap().ready("email").await.unwrap();
    topology.load(&["data", "data/demo"]).await.unwrap();
    let page = topology.sign_in().await.unwrap();
    is(&page, "assigned").await;
    let of_besa = "/institutions/mpms/people/p-mpms";
    page.submit(&format!("{of_besa}/set-email-address"), &[("once", "a"), ("email", ADDRESS)]).await.unwrap();
    let choice = [("once", "b"), ("channels", "email"), ("frequency", "daily")];
    page.submit(&format!("{of_besa}/choose-channels"), &choice).await.unwrap();
    (topology, page)
}

/// Gives an institution a task.
pub(crate) async fn give_task(page: &Page, id: &str, owner: &str) {
    let task = json!({ "id": id, "title": { "en": id }, "owner": owner, "subgroup": "te-dhena", "due": "2017-12-29" });
    let (status, answer) = page.post("/action-items", id, &task).await.unwrap();
    assert!(status.is_success(), "{status} {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_e_mail_service_sends_a_morning_takes_an_answer_and_goes_on_where_it_was_killed() {
    let (smtp, imap) = (SmtpServer::start().await.unwrap(), ImapServer::start().await.unwrap());
    let (mut topology, page) = deployment(&smtp, &imap).await;

    // The morning comes, and whatever happens shows the reminders that it has.
    topology.set_time("2017-07-04T08:05:00+02:00").unwrap();
    give_task(&page, "later", "ms").await;
    let morning = taken(&smtp, 1, &topology).await.remove(0);
    assert!(morning.header("To").contains(ADDRESS), "{morning:?}");
    assert!(morning.text().contains("Dërgo numrin e viktimave"), "{morning:?}");

    // A link takes its step on the gateway's page.
    let gateway = topology.services["gateway"].address();
    let accept = format!("{gateway}{}", morning.steps()[0]);
    let pressed = Client::new().post(&accept).header("Origin", &gateway).send().await.unwrap();
    assert!(pressed.status().is_success(), "{} {accept}", pressed.status());
    is(&page, "accepted").await;

    // Killed, it goes on: what arrives meanwhile is read, and the morning does not come twice.
    topology.service("email").unwrap().kill().await.unwrap();
    let reply_to = morning.header("Reply-To");
    let id = morning.header("Message-ID");
    let reply = format!(
        "From: Besa <{ADDRESS}>\nTo: {reply_to}\nSubject: Re: {}\nMessage-ID: <answer-1@mpms.example>\nIn-Reply-To: {id}\n\
         References: {} {id}\nDate: Tue, 04 Jul 2017 08:10:00 +0200\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\n\nu krye\n",
        morning.header("Subject"),
        morning.header("References"),
    );
    imap.put("1499148600.M1P1.mpms", &reply).unwrap();
    topology.service("email").unwrap().start_again().unwrap();
    topology.service("email").unwrap().ready("email").await.unwrap();
    is(&page, "completed").await;
    let all = taken(&smtp, 2, &topology).await;
    let confirmed = &all[1];
    // In the thread that was answered.
    assert_eq!(confirmed.header("In-Reply-To"), morning.header("In-Reply-To"), "{confirmed:?}");
    assert_ne!(confirmed.header("Message-ID"), id);
    assert!(confirmed.header("To").contains(ADDRESS), "{confirmed:?}");
    give_task(&page, "more", "ms").await;
    let told = told(&topology).await;
    assert!(!told.is_empty() && told.iter().all(|certain| *certain), "{told:?}");
    let mornings = smtp.taken().await.unwrap().into_iter().filter(|mail| mail.header("Message-ID") == id).count();
    assert_eq!(mornings, 1);

    // With the rights that the deployment gives it.
    let service = &topology.services["email"];
    assert!(service.is_read_only());
    let log = service.log();
    assert!(!log.contains("Permissions Violation"), "{log}");
    assert!(!log.contains(ADDRESS), "an address is in the log: {log}");
}
