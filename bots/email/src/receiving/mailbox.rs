//! The mailbox over IMAP: what is new in it, once, and waiting for more.
//!
//! A message is known by its number (UID) and, should the server number anew (UIDVALIDITY), by a digest of it. It is noted
//! as read after its handler has taken it; after a crash between the two it comes once more with the same key. Messages are
//! looked at without marking them, so that people who share the mailbox see what is unread for them.

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use async_imap::extensions::idle::IdleResponse;
use async_imap::{Client, Session};
use futures::{FutureExt, TryStreamExt};
use rustls::pki_types::ServerName;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_util::sync::CancellationToken;

use crate::address::MailAddress;
use crate::configuration::{Endpoint, MailboxEndpoint, Security};
use crate::correspondence::{Correspondence, CorrespondenceError, ReadUpTo};
use crate::receiving::parsing::parse;
use crate::receiving::{Ignored, IncomingMail, attachments, letterhead, sort};
use crate::tls;

/// How long the server may take for a command.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long to wait for news before asking anew: servers end what is silent for half an hour (RFC 2177).
const LONGEST_IDLE: Duration = Duration::from_secs(9 * 60);
/// After a failure the next attempt waits, twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
/// And never longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);
/// An answer is not larger than this, in bytes.
const LARGEST: u32 = 10 * 1024 * 1024;

/// A message, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedMail {
    /// The same for the same message, however often it is read: give what follows from it this as its id.
    pub key: String,
    /// The one address that wrote it, where there is one.
    pub author: Option<MailAddress>,
    /// Its subject, as it was written.
    pub subject: Option<String>,
    /// What it is.
    pub mail: IncomingMail,
    /// The names of the files that hang on it, empty where one has none. They are looked at and go no further.
    pub attachments: Vec<String>,
}

impl ReceivedMail {
    /// Reads a message that came to this address of ours, by the threads that are known.
    pub fn read(bytes: &[u8], own: &MailAddress, known: &Correspondence) -> Result<Self, CorrespondenceError> {
        let (author, subject) = letterhead(bytes);
        let mail = sort(bytes, own, known)?;
        let message = parse(bytes);
        let attachments = message.as_ref().map(attachments::names).unwrap_or_default();
        Ok(Self { key: hex::encode(Sha256::digest(bytes)), author, subject, mail, attachments })
    }
}

/// What a handler says when it could not take a message now; it comes again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the message could not be taken: {0}")]
pub struct NotHandled(pub String);

/// Who takes what was read. It returns when what follows from it is durable.
pub trait MailHandler: Send + Sync {
    /// Takes a message.
    fn take(&self, received: ReceivedMail) -> impl Future<Output = Result<(), NotHandled>> + Send;
}

/// The mailbox cannot be read now.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// The server cannot be reached, or fell silent.
    #[error("the mail server {host}:{port} cannot be reached: {source}")]
    Network {
        /// The server's name or address.
        host: String,
        /// The port that it was tried on.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// What the server said.
    #[error("the mail server: {0}")]
    Imap(#[from] async_imap::error::Error),
    /// The server does not take the user and password.
    #[error("the mail server does not let {user} sign in: {source}; look at email.imap.user and password_file")]
    Login {
        /// As whom it was tried to log in.
        user: String,
        /// What the server said.
        source: async_imap::error::Error,
    },
    /// The library that reads what servers say lost its footing over it.
    #[error("the mail server said what nobody can read")]
    Garbled,
    /// Nothing was said in time.
    #[error("the mail server did not answer in time")]
    TooSlow,
    /// The server numbers no messages.
    #[error("the mail server gives its messages no lasting numbers; use another one")]
    NoUids,
    /// The file of threads.
    #[error(transparent)]
    Correspondence(#[from] CorrespondenceError),
    /// What was read could not be dealt with.
    #[error(transparent)]
    NotHandled(#[from] NotHandled),
}

/// What a connection must be able to do.
trait Stream: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Stream for T {}

type ImapSession = Session<Box<dyn Stream>>;

async fn in_time<T, E: Into<MailboxError>>(work: impl Future<Output = Result<T, E>>) -> Result<T, MailboxError> {
    timeout(PATIENCE, work).await.map_err(|_| MailboxError::TooSlow)?.map_err(Into::into)
}

/// Does something, and bears it where the library that reads what servers say does not bear what was said.
async fn bearing<T>(work: impl Future<Output = Result<T, MailboxError>>) -> Result<T, MailboxError> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or(Err(MailboxError::Garbled))
}

/// A mailbox that is read over IMAP.
#[derive(Debug, Clone)]
pub struct Mailbox {
    endpoint: MailboxEndpoint,
    own: MailAddress,
    correspondence: Correspondence,
}

impl Mailbox {
    /// Reads this mailbox, which answers to this address.
    pub fn new(endpoint: MailboxEndpoint, own: MailAddress, correspondence: Correspondence) -> Self {
        Self { endpoint, own, correspondence }
    }

    /// The name under which it is remembered how far it was read.
    fn name(&self) -> String {
        let MailboxEndpoint { server, login, folder, .. } = &self.endpoint;
        format!("{}@{}:{}/{folder}", login.user, server.host, server.port)
    }

    /// Reads and waits until it is told to stop. What fails is tried again, after a pause that grows.
    pub async fn run(&self, handler: &impl MailHandler, stop: CancellationToken) {
        let mut pause = FIRST_PAUSE;
        while !stop.is_cancelled() {
            let mut has_read = false;
            let outcome = tokio::select! {
                () = stop.cancelled() => return,
                outcome = bearing(self.read_on(handler, &stop, &mut has_read)) => outcome,
            };
            if has_read {
                pause = FIRST_PAUSE;
            }
            match outcome {
                Ok(()) => {}
                Err(error) => {
                    tracing::warn!(%error, seconds = pause.as_secs(), "the mailbox cannot be read; again later");
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = tokio::time::sleep(pause) => {}
                    }
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Reads what is new once.
    pub async fn read_new(&self, handler: &impl MailHandler) -> Result<(), MailboxError> {
        bearing(async { self.read_new_in(self.connect().await?, handler).await }).await
    }

    /// The same over a connection that is open, on which the server has not greeted yet.
    pub async fn read_new_over(
        &self,
        connection: impl AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug + 'static,
        handler: &impl MailHandler,
    ) -> Result<(), MailboxError> {
        bearing(async {
            let mut client = Client::new(Box::new(connection) as Box<dyn Stream>);
            greeting(&mut client).await?;
            self.read_new_in(self.sign_in(client).await?, handler).await
        })
        .await
    }

    async fn read_new_in(&self, mut session: ImapSession, handler: &impl MailHandler) -> Result<(), MailboxError> {
        self.take_new(&mut session, handler).await?;
        // Whoever says goodbye has read everything already.
        let _ = timeout(PATIENCE, session.logout()).await;
        Ok(())
    }

    /// One connection: what is new, and waiting for more, until it breaks.
    async fn read_on(
        &self,
        handler: &impl MailHandler,
        stop: &CancellationToken,
        has_read: &mut bool,
    ) -> Result<(), MailboxError> {
        let mut session = self.connect().await?;
        let tells = in_time(session.capabilities()).await?.has_str("IDLE");
        loop {
            self.take_new(&mut session, handler).await?;
            *has_read = true;
            if tells {
                let flow;
                (session, flow) = Self::wait_for_news(session, stop).await?;
                if flow.is_break() {
                    return Ok(());
                }
            } else {
                tokio::select! {
                    () = stop.cancelled() => return Ok(()),
                    () = tokio::time::sleep(self.endpoint.poll) => in_time(session.noop()).await?,
                }
            }
        }
    }

    /// Waits until the server tells of something, or for as long as it may be silent.
    async fn wait_for_news(
        session: ImapSession,
        stop: &CancellationToken,
    ) -> Result<(ImapSession, ControlFlow<()>), MailboxError> {
        let mut idle = session.idle();
        in_time(idle.init()).await?;
        let flow = {
            let (news, _interrupt) = idle.wait_with_timeout(LONGEST_IDLE);
            tokio::select! {
                () = stop.cancelled() => ControlFlow::Break(()),
                news = news => match news? {
                    IdleResponse::NewData(_) | IdleResponse::Timeout | IdleResponse::ManualInterrupt => {
                        ControlFlow::Continue(())
                    }
                },
            }
        };
        Ok((in_time(idle.done()).await?, flow))
    }

    async fn connect(&self) -> Result<ImapSession, MailboxError> {
        let server = &self.endpoint.server;
        let Endpoint { host, port, security, .. } = server;
        let network = |source| MailboxError::Network { host: host.clone(), port: *port, source };
        let opened = timeout(PATIENCE, TcpStream::connect((host.as_str(), *port))).await;
        let plain = opened.map_err(|_| MailboxError::TooSlow)?.map_err(network)?;
        let stream: Box<dyn Stream> = match security {
            Security::None => Box::new(plain),
            Security::Tls => protected(server, plain).await.map_err(network)?,
            Security::Starttls => {
                let mut client = Client::new(plain);
                greeting(&mut client).await?;
                in_time(client.run_command_and_check_ok("STARTTLS", None)).await?;
                protected(server, client.into_inner()).await.map_err(network)?
            }
        };
        let mut client = Client::new(stream);
        if *security != Security::Starttls {
            greeting(&mut client).await?;
        }
        self.sign_in(client).await
    }

    async fn sign_in(&self, client: Client<Box<dyn Stream>>) -> Result<ImapSession, MailboxError> {
        let MailboxEndpoint { login, folder, .. } = &self.endpoint;
        let signed_in = timeout(PATIENCE, client.login(&login.user, &login.password)).await;
        let signed_in = signed_in.map_err(|_| MailboxError::TooSlow)?;
        let mut session = signed_in.map_err(|(source, _)| MailboxError::Login { user: login.user.clone(), source })?;
        // Selected and not only examined: servers tell of news in both, but some keep what is examined as it was.
        in_time(session.select(folder)).await?;
        Ok(session)
    }

    /// Takes what is new, message by message, the oldest first.
    async fn take_new(&self, session: &mut ImapSession, handler: &impl MailHandler) -> Result<(), MailboxError> {
        let mailbox = in_time(session.select(&self.endpoint.folder)).await?;
        let uid_validity = mailbox.uid_validity.ok_or(MailboxError::NoUids)?;
        let name = self.name();
        let known = self.correspondence.read_up_to(&name)?.filter(|known| known.uid_validity == uid_validity);
        let last = known.map_or(0, |known| known.last_uid);
        if mailbox.uid_next.is_some_and(|next| next <= last.saturating_add(1)) {
            return Ok(());
        }
        let sizes = in_time(async {
            let range = format!("{}:*", last.saturating_add(1));
            session.uid_fetch(range, "(UID RFC822.SIZE)").await?.try_collect::<Vec<_>>().await
        });
        let mut new: Vec<(u32, u32)> =
            sizes.await?.iter().filter_map(|message| Some((message.uid?, message.size.unwrap_or_default()))).collect();
        // “7:*” names the last message even where it is before the seventh.
        new.retain(|(uid, _)| *uid > last);
        new.sort_unstable();
        for (uid, size) in new {
            let up_to = ReadUpTo { uid_validity, last_uid: uid };
            if size > LARGEST {
                tracing::info!(uid, size, because = Ignored::TooLarge.name(), "a message does not count");
                self.correspondence.note_read(&name, up_to, None)?;
                continue;
            }
            let fetched = in_time(async {
                session.uid_fetch(uid.to_string(), "(UID BODY.PEEK[])").await?.try_collect::<Vec<_>>().await
            });
            let fetched = fetched.await?;
            // Whoever shares the mailbox may have deleted it meanwhile.
            let body = fetched.iter().find(|message| message.uid == Some(uid)).and_then(|message| message.body());
            let key = match body {
                Some(bytes) => self.take(bytes, handler).await?,
                None => None,
            };
            self.correspondence.note_read(&name, up_to, key.as_deref())?;
        }
        Ok(())
    }

    /// Takes one message, unless it was taken before under another number.
    async fn take(&self, bytes: &[u8], handler: &impl MailHandler) -> Result<Option<String>, MailboxError> {
        let received = ReceivedMail::read(bytes, &self.own, &self.correspondence)?;
        let key = received.key.clone();
        if self.correspondence.was_handled(&key)? {
            return Ok(None);
        }
        if let IncomingMail::Ignored { because } = &received.mail {
            tracing::info!(because = because.name(), "a message does not count");
        }
        Box::pin(handler.take(received)).await?;
        Ok(Some(key))
    }
}

async fn greeting<T: AsyncRead + AsyncWrite + Unpin + fmt::Debug + Send>(
    client: &mut Client<T>,
) -> Result<(), MailboxError> {
    let greeted = timeout(PATIENCE, client.read_response()).await.map_err(|_| MailboxError::TooSlow)?;
    match greeted.map_err(async_imap::error::Error::from)? {
        Some(_) => Ok(()),
        None => Err(async_imap::error::Error::ConnectionLost.into()),
    }
}

async fn protected(server: &Endpoint, plain: TcpStream) -> io::Result<Box<dyn Stream>> {
    let connector = TlsConnector::from(tls::client(server)?);
    let name = ServerName::try_from(server.host.clone()).map_err(io::Error::other)?;
    let shaken = timeout(PATIENCE, connector.connect(name, plain)).await;
    Ok(Box::new(shaken.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::configuration::Login;

    struct Nobody;

    impl MailHandler for Nobody {
        async fn take(&self, _received: ReceivedMail) -> Result<(), NotHandled> {
            Err(NotHandled("nothing is to be taken".to_owned()))
        }
    }

    fn mailbox() -> Mailbox {
        let login = Login::new("focalpoint".to_owned(), "x".to_owned());
        let server = Endpoint {
            host: "localhost".to_owned(),
            port: 143,
            security: Security::None,
            login: Some(login.clone()),
            authority: None,
        };
        let endpoint = MailboxEndpoint { server, login, folder: "INBOX".to_owned(), poll: FIRST_PAUSE };
        let correspondence = Correspondence::open(Path::new(":memory:")).unwrap();
        Mailbox::new(endpoint, "focalpoint@akt.example".parse().unwrap(), correspondence)
    }

    /// The fuzzer found it: a sign beyond ASCII right after a code in brackets.
    #[tokio::test]
    async fn what_the_library_does_not_bear_is_an_error_and_not_the_end() {
        let said = b"* OK hi\r\nA0001 OK x\r\n* OK [ALERT]\xc2\xb9 y\r\nA0002 OK x\r\n".to_vec();
        let connection = tokio::io::join(io::Cursor::new(said), tokio::io::sink());
        let ended = mailbox().read_new_over(connection, &Nobody).await;
        assert!(matches!(ended, Err(MailboxError::Garbled)), "{ended:?}");
    }
}
