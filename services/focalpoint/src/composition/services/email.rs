//! E-mail: the channel that writes to people, and the mailbox that is read for what they answer.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ::email::answers::{AnswerHandler, AnswerServices};
use ::email::channel::{EmailChannel, MailLinks};
use ::email::composing::Sender;
use ::email::configuration::EmailSettings;
use ::email::correspondence::Correspondence;
use ::email::receiving::Mailbox;
use ::email::sending::Mailer;
use coordination::AuditRecorder;
use events::audit::Door;
use language::catalogue::Catalogue;
use links::LinkKey;
use notifications::{Calendar, Channel};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::Fatal;
use crate::composition::Ports;

/// What e-mail is set up with, beside its servers.
pub(in crate::composition) struct EmailOptions<'a> {
    /// The channel's own file.
    pub(in crate::composition) database: &'a Path,
    /// Signs the links.
    pub(in crate::composition) key: LinkKey,
    /// Where the pages are.
    pub(in crate::composition) public_url: &'a str,
    pub(in crate::composition) calendar: Calendar,
    /// Whether what people answer is read otherwise than from a mailbox.
    pub(in crate::composition) answers_are_borne: bool,
}

/// The channel, and what reads the answers.
pub(in crate::composition) struct Email {
    channel: Arc<EmailChannel>,
    handler: Arc<AnswerHandler>,
    mailbox: Option<Mailbox>,
    audit: Arc<AuditRecorder>,
}

/// How long what was shown or refused last may take to be recorded.
const SETTLING: Duration = Duration::from_secs(2);

impl Email {
    /// Opens the file, and reads the secrets that the settings name. No server is asked yet.
    pub(in crate::composition) fn open(
        settings: &EmailSettings,
        options: EmailOptions<'_>,
        ports: Ports,
    ) -> Result<Self, Fatal> {
        let EmailOptions { database, key, public_url, calendar, answers_are_borne } = options;
        let sender = settings.sender();
        let answers_are_read = sender.answers_are_read || answers_are_borne;
        let sender = Sender { answers_are_read, ..sender };
        let correspondence = Correspondence::open(database)?;
        let public_url: Url = public_url.parse()?;
        let catalogue = Arc::new(Catalogue::new()?);
        let mailer = Arc::new(Mailer::new(sender, settings.smtp()?, correspondence.clone(), key.clone()));
        let links = MailLinks::new(key.clone(), public_url.clone())?;
        let recorder = AuditRecorder::new(ports.commands.clone(), ports.clock.clone(), ports.name.clone(), Door::Email);
        let audit = Arc::new(recorder);
        let channel = EmailChannel::new(
            ports.read_models.clone(),
            ports.clock.clone(),
            catalogue.clone(),
            links,
            mailer.clone(),
            correspondence.clone(),
            audit.clone(),
        )
        .under(ports.lease);
        let mailbox = settings.mailbox()?;
        let mailbox = mailbox.map(|endpoint| Mailbox::new(endpoint, settings.address.clone(), correspondence.clone()));
        let handler = AnswerHandler::new(AnswerServices {
            read_models: ports.read_models,
            commands: ports.commands,
            audit: audit.clone(),
            clock: ports.clock,
            catalogue,
            calendar: Arc::new(calendar),
            correspondence,
            mailer,
            link_key: key,
            public_url,
            service: ports.name,
        });
        Ok(Self { channel: Arc::new(channel), handler: Arc::new(handler), mailbox, audit })
    }

    /// What writes to people.
    pub(in crate::composition) fn channel(&self) -> Arc<dyn Channel> {
        self.channel.clone()
    }

    /// What takes what people answer.
    pub(in crate::composition) fn handler(&self) -> Arc<AnswerHandler> {
        self.handler.clone()
    }

    /// Reads the mailbox, and sends links to whoever asks for one on the pages, until told to stop; where no mailbox is set up,
    /// nothing is read.
    pub(in crate::composition) async fn run(self, stop: CancellationToken) {
        let reading = async {
            match self.mailbox {
                Some(mailbox) => mailbox.run(self.handler.as_ref(), stop.clone()).await,
                None => stop.cancelled().await,
            }
        };
        tokio::join!(
            Box::pin(reading),
            Box::pin(self.channel.send_sign_in_links(stop.clone())),
            Box::pin(self.channel.forget_who_was_erased(stop.clone())),
        );
        if tokio::time::timeout(SETTLING, self.audit.settle()).await.is_err() {
            tracing::error!("the audit trail may lack entries: they were not recorded before the end");
        }
    }
}
