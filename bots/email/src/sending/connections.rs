//! Connections to the server that takes our messages: a few at once, and kept open for the next message.

use std::io;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::composing::Sender;
use crate::configuration::{Endpoint, Security};

/// How many connections wait for the next message.
const MOST_IDLE: usize = 2;
/// How long one may wait: servers close what says nothing for some minutes.
const IDLE: Duration = Duration::from_secs(60);

/// How long it may take until a connection is there.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConnectError {
    /// What the server or the network said.
    #[error(transparent)]
    Smtp(#[from] Error),
    /// The server does not take the user and password.
    #[error("the server does not let us sign in: {0}")]
    Login(Error),
    /// Nothing was said in time.
    #[error("the server did not answer in time")]
    TooSlow,
    /// The certificates of the authority are none.
    #[error("the certificates in email.smtp.ca_file cannot be used: {0}")]
    Authority(String),
}

impl From<io::Error> for ConnectError {
    fn from(error: io::Error) -> Self {
        Self::Authority(error.to_string())
    }
}

/// A connection that waits, and since when.
struct IdleConnection {
    connection: AsyncSmtpConnection,
    since: Instant,
}

/// The connections to one server.
pub(super) struct Connections {
    endpoint: Endpoint,
    hello: ClientId,
    idle: Mutex<Vec<IdleConnection>>,
}

impl Connections {
    pub(super) fn new(endpoint: Endpoint, sender: &Sender) -> Self {
        // Servers compare nothing with it, but some turn away a name without a dot.
        let hello = ClientId::Domain(sender.address.domain().to_owned());
        Self { endpoint, hello, idle: Mutex::default() }
    }

    fn tls(&self) -> Result<TlsParameters, ConnectError> {
        let mut parameters = TlsParameters::builder(self.endpoint.host.clone());
        if let Some(authority) = &self.endpoint.authority {
            parameters = parameters.add_root_certificate(Certificate::from_pem(authority)?);
        }
        Ok(parameters.build_rustls()?)
    }

    /// A connection that works: one that waited, or a new one.
    pub(super) async fn take(&self) -> Result<AsyncSmtpConnection, ConnectError> {
        loop {
            let Some(IdleConnection { mut connection, since }) = self.idle.lock().await.pop() else { break };
            if since.elapsed() < IDLE && timeout(PATIENCE, connection.test_connected()).await == Ok(true) {
                return Ok(connection);
            }
            connection.abort().await;
        }
        timeout(PATIENCE, self.connect()).await.map_err(|_| ConnectError::TooSlow)?
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, ConnectError> {
        let Endpoint { host, port, security, login, .. } = &self.endpoint;
        let (address, patience) = ((host.as_str(), *port), Some(PATIENCE));
        let at_once = match security {
            Security::Tls => Some(self.tls()?),
            Security::Starttls | Security::None => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(address, patience, &self.hello, at_once, None).await?;
        if *security == Security::Starttls {
            // Where the server has no STARTTLS this fails: nothing is sent in the open.
            connection.starttls(self.tls()?, &self.hello).await?;
        }
        if let Some(login) = login {
            let credentials = Credentials::new(login.user.clone(), login.password.clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(ConnectError::Login)?;
        }
        Ok(connection)
    }

    /// Keeps a connection for the next message.
    pub(super) async fn give_back(&self, mut connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().await;
        if idle.len() < MOST_IDLE && !connection.has_broken() {
            idle.push(IdleConnection { connection, since: Instant::now() });
        } else {
            drop(idle);
            connection.abort().await;
        }
    }
}
