//! The demo's e-mail: a server on this machine that keeps everything, an address for everybody in post, and answers that are
//! read as those in a mailbox are.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use email::address::MailAddress;
use email::answers::AnswerHandler;
use email::configuration::{EmailSettings, Security, ServerSettings};
use email::correspondence::Correspondence;
use email::receiving::{MailHandler, ReceivedMail};
use events::Command;
use events::ids::PersonId;
use events::institution::InstitutionCommand;
use events::preferences::Channels;
use mail_sim::{AnswerBearer, AnswerNotTaken, Inboxes};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{give, secretariat};
use crate::Fatal;
use crate::composition::embedded::Hub;
use crate::configuration::data_directory::DataDirectory;

/// The address that writes.
const SENDER: &str = "focalpoint@demo.example";
/// Who is told by e-mail from the beginning, and by what; everybody else can choose it.
const BY_EMAIL: [(&str, &str, Channels); 2] = [("ms", "p-ms", Channels::Email), ("masht", "p-masht", Channels::Both)];

/// A person's address in the demo.
pub(super) fn address_of(person: &PersonId) -> String {
    format!("{person}@demo.example")
}

/// The server, its inboxes, and who takes answers.
pub(super) struct DemoMail {
    smtp: TcpListener,
    inboxes: Inboxes,
    own: MailAddress,
    correspondence: Correspondence,
    handler: OnceLock<Arc<AnswerHandler>>,
}

impl DemoMail {
    /// The server, on a port of its own, with what it had kept.
    pub(super) async fn open(data: &DataDirectory) -> Result<Self, Fatal> {
        Ok(Self {
            smtp: TcpListener::bind("127.0.0.1:0").await?,
            inboxes: Inboxes::open(&data.demo_mail())?,
            own: SENDER.parse()?,
            correspondence: Correspondence::open(&data.email())?,
            handler: OnceLock::new(),
        })
    }

    /// How the hub reaches the server.
    pub(super) fn settings(&self) -> Result<EmailSettings, Fatal> {
        let smtp = ServerSettings {
            host: "127.0.0.1".to_owned(),
            port: Some(self.smtp.local_addr()?.port()),
            security: Security::None,
            user: None,
            password_file: None,
            ca_file: None,
        };
        Ok(EmailSettings {
            address: self.own.clone(),
            name: "focalpoint".to_owned(),
            plus_addresses: true,
            smtp,
            imap: None,
        })
    }

    /// Where the inboxes are read.
    pub(super) fn pages(self: &Arc<Self>) -> Result<axum::Router, Fatal> {
        Ok(mail_sim::router(self.inboxes.clone(), self.clone())?)
    }

    /// From now on answers are taken.
    pub(super) fn answered_by(&self, handler: Arc<AnswerHandler>) {
        self.handler.get_or_init(|| handler);
    }

    /// Takes what the hub writes until told to stop.
    pub(super) async fn serve(self: Arc<Self>, stop: CancellationToken) -> std::io::Result<()> {
        mail_sim::serve_smtp(&self.smtp, self.inboxes.clone(), stop).await
    }
}

#[async_trait]
impl AnswerBearer for DemoMail {
    async fn bear(&self, bytes: &[u8]) -> Result<(), AnswerNotTaken> {
        let handler = self.handler.get().ok_or_else(|| AnswerNotTaken("the hub is still starting".to_owned()))?;
        let received = ReceivedMail::read(bytes, &self.own, &self.correspondence);
        let received = received.map_err(|error| AnswerNotTaken(error.to_string()))?;
        handler.take(received).await.map_err(|error| AnswerNotTaken(error.to_string()))
    }
}

/// Gives some people an address, and lets them choose to be told by e-mail.
pub(super) async fn play(hub: &Hub) -> Result<(), Fatal> {
    for (institution, person, channels) in BY_EMAIL {
        let institution: events::ids::InstitutionId = institution.parse()?;
        let person: PersonId = person.parse()?;
        let address = hub.sealing.seal(&person, &address_of(&person).parse()?).await?;
        let commands = [
            ("address", InstitutionCommand::SetEmailAddress { person: person.clone(), address }),
            ("channels", InstitutionCommand::ChooseChannels { person: person.clone(), channels }),
        ];
        for (name, command) in commands {
            let command = Command::Institution(institution.clone(), command);
            give(hub, &format!("mail/{person}/{name}"), secretariat()?, None, command).await?;
        }
    }
    Ok(())
}

/// Where a person's inbox is read.
pub(super) fn inbox_url(chat_url: &str, person: &PersonId) -> String {
    format!("{chat_url}/mail/{}", address_of(person))
}
