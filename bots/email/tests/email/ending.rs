//! Messages that come back, and people who want no more of them.

use events::email_address::EmailAddress;
use events::ids::ChatId;
use events::institution::{InstitutionCommand, InstitutionEvent, InvitationHash};
use events::language::Language;
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};
use events::preferences::Channels;
use events::{Command, Event};
use serde_json::json;

use crate::support::hub::{ADDRESS, Hub, PERSON, answer_to, july};

/// As Postfix writes it, with the message that came back.
fn bounce(message: &[u8], action: &str, status: &str, diagnostic: &str) -> Vec<u8> {
    let returned = String::from_utf8(message.to_vec()).unwrap();
    let to = returned.lines().find(|line| line.starts_with("Reply-To: ")).unwrap().trim_start_matches("Reply-To: ");
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.policia.example (Mail Delivery System)\r\nTo: {to}\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\r\n\r\n--B\r\n\
         Content-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry to have to inform you that your message could not\r\n\
         be delivered.\r\n\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mail.policia.example\r\n\r\nFinal-Recipient: rfc822; {ADDRESS}\r\nAction: {action}\r\n\
         Status: {status}\r\nDiagnostic-Code: smtp; {diagnostic}\r\n\r\n--B\r\nContent-Type: message/rfc822\r\n\r\n\
         {returned}\r\n--B--\r\n"
    )
    .into_bytes()
}

#[tokio::test]
async fn a_message_that_came_back_for_good_is_told_of_its_notices_and_of_no_others() {
    let hub = Hub::start(Language::En).await;
    for item in ["raporti", "plani", "buxheti"] {
        hub.assign(item, "policia", july(14)).await;
    }
    let message = hub.sends("work", None).await;
    hub.was_told_of(1, &["raporti"]).await;
    let newest = hub.was_told_of(2, &["plani", "buxheti"]).await;
    let asked = || hub.commands.asked.lock().unwrap().clone();

    let late = bounce(&message, "delayed", "4.4.1", "connect to mail.policia.example: Connection timed out");
    let full = bounce(&message, "failed", "5.2.2", "552 5.2.2 Mailbox full");
    for transient in [late, full] {
        assert!(hub.takes(&transient).await.is_none());
    }
    assert_eq!(asked(), []);

    let gone = bounce(&message, "failed", "5.1.1", &format!("550 5.1.1 <{ADDRESS}>: User unknown"));
    assert!(hub.takes(&gone).await.is_none(), "nobody answers a mail server");
    let failed = NotificationCommand::RecordFailed {
        person: Some(PERSON.parse().unwrap()),
        channel: Some(ChannelKind::Email),
        failure: NotDelivered::AddressBounced,
    };
    let wanted: Vec<_> = newest.iter().map(|notice| Command::Notification(notice.key(), failed.clone())).collect();
    assert_eq!(asked(), wanted);
    // Read once more it gives the same commands, which are known by their ids.
    assert!(hub.takes(&gone).await.is_none());
    assert_eq!(asked(), wanted);
    hub.stop().await;
}

/// Asks for no more messages as a mail program does that has no one-click.
fn unsubscribes(message: &[u8]) -> Vec<u8> {
    let answer = String::from_utf8(answer_to(message, &json!({"kind": "reply", "text": ""}))).unwrap();
    let subject = answer.lines().find(|line| line.starts_with("Subject:")).unwrap();
    answer.replacen(subject, "Subject: unsubscribe", 1).into_bytes()
}

#[tokio::test]
async fn who_wants_no_more_messages_by_e_mail_gets_none_and_is_told_when_nothing_else_reaches() {
    let hub = Hub::start(Language::Sq).await;
    let message = hub.sends("work", None).await;
    let chosen = || {
        let event = InstitutionEvent::ChannelsChosen { person: PERSON.parse().unwrap(), channels: Channels::Telegram };
        (format!("{PERSON}@policia"), Event::Institution("policia".parse().unwrap(), event))
    };
    let forgotten = || {
        let event = InstitutionEvent::EmailAddressRemoved { person: PERSON.parse().unwrap() };
        (format!("{PERSON}@policia"), Event::Institution("policia".parse().unwrap(), event))
    };
    let start = hub.end().await;
    let said = hub.takes(&unsubscribes(&message)).await.unwrap();
    assert!(said.text.contains("Nuk keni bisedë të lidhur, prandaj tani nuk ju arrin asgjë"), "{}", said.text);
    assert_eq!(hub.since(start).await, [chosen(), forgotten()], "nothing is sent to an address that is not known");

    // Whom the chat reaches needs no more messages about that.
    let invitation = InvitationHash::of_token("arta/1");
    let expires_at = "2017-07-04T06:00:00Z".parse().unwrap();
    let person: events::ids::PersonId = PERSON.parse().unwrap();
    hub.of_police(InstitutionCommand::IssueInvitation {
        person: person.clone(),
        invitation: invitation.clone(),
        expires_at,
    })
    .await;
    hub.of_police(InstitutionCommand::LinkChat { invitation, chat: hub.seal(&ChatId(1)) }).await;
    let address = hub.seal(&ADDRESS.parse::<EmailAddress>().unwrap());
    hub.of_police(InstitutionCommand::SetEmailAddress { person: person.clone(), address }).await;
    hub.of_police(InstitutionCommand::ChooseChannels { person, channels: Channels::Both }).await;
    let message = hub.sends("work", None).await;
    let start = hub.end().await;
    let foreign = String::from_utf8(unsubscribes(&message)).unwrap().replace(ADDRESS, "besim@policia.example");
    assert!(hub.takes(foreign.as_bytes()).await.is_none());
    assert_eq!(hub.since(start).await, []);
    assert!(hub.takes(&unsubscribes(&message)).await.is_none());
    assert_eq!(hub.since(start).await, [chosen(), forgotten()]);
    hub.stop().await;
}
