//! The connection to a NATS cluster.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use async_nats::rustls::crypto::aws_lc_rs;
use async_nats::{Client, ClientError, ConnectErrorKind, ConnectOptions, Event};
use serde::Deserialize;

/// The longest pause before a lost server is tried again.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// How long a server may take to greet.
const GREETING: Duration = Duration::from_secs(10);
/// How often a server is asked whether it is there. After three questions without an answer the connection counts as lost,
/// although nobody closed it.
const PING: Duration = Duration::from_secs(3);

/// Where the servers are and who we are to them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NatsSettings {
    /// The servers' addresses: `tls://nats-1:4222`. One that answers is enough; the others are learnt from it.
    pub servers: Vec<String>,
    /// The certificate authority that signed the servers' certificates, as a PEM file. None: no TLS, for a machine that
    /// talks to itself only.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// The user of this service.
    #[serde(default)]
    pub user: Option<String>,
    /// The file with the user's password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The password's file does not read.
    #[error("the NATS password in {path} cannot be read: {source}; check nats.password_file")]
    Password {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A user without a password, or the other way round.
    #[error("nats.user and nats.password_file go together: give both or neither")]
    HalfACredential,
    /// The servers do not know us.
    #[error(
        "the NATS servers {servers} refuse the user “{user}”: check nats.user, and that the file in nats.password_file holds \
         the password that the servers were given"
    )]
    Refused {
        /// The servers' addresses, separated by commas.
        servers: String,
        /// Who we say we are.
        user: String,
    },
    /// The servers' certificate is not to be trusted.
    #[error(
        "the certificate of the NATS servers {servers} is not accepted: {reason}; renew the certificate (deploy/make-secrets), \
         or name the authority that signed it in nats.ca_file"
    )]
    Certificate {
        /// The servers' addresses, separated by commas.
        servers: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An address is none, or a file is not what it should be.
    #[error("NATS at {servers} cannot be connected to: {reason}; check nats.servers and nats.ca_file")]
    Unusable {
        /// The servers' addresses, separated by commas.
        servers: String,
        /// What the client said.
        reason: String,
    },
}

/// Connects under a service's name and stays connected: when a server is lost the others are tried, for ever. The first
/// connection is tried until it stands as well, in the background, so that services can start in any order. A refusal by a
/// server that is there is final; by one that comes later it is told.
pub async fn connect(settings: &NatsSettings, name: &str) -> Result<Client, ConnectError> {
    // Where another crate of the process turns on a second provider for TLS, none is chosen by itself. One that somebody
    // installed before stays.
    let _ = aws_lc_rs::default_provider().install_default();
    let mut options = ConnectOptions::new()
        .name(name)
        .connection_timeout(GREETING)
        .ping_interval(PING)
        .reconnect_delay_callback(pause)
        .event_callback(|event| async move { log_event(&event) });
    match (&settings.user, &settings.password_file) {
        (Some(user), Some(file)) => {
            options = options.user_and_password(user.clone(), password(file)?).custom_inbox_prefix(inbox(user));
        }
        (None, None) => {}
        (Some(_), None) | (None, Some(_)) => return Err(ConnectError::HalfACredential),
    }
    if let Some(authority) = &settings.ca_file {
        options = options.add_root_certificates(authority.clone()).require_tls(true);
    }
    let cannot = match options.clone().connect(settings.servers.as_slice()).await {
        Ok(client) => return Ok(client),
        Err(error) => error,
    };
    if let Some(refusal) = refusal(settings, &cannot) {
        return Err(refusal);
    }
    tracing::warn!(servers = settings.servers.join(", "), error = %cannot, "no NATS server answers; it is tried again and again");
    let waiting = options.retry_on_initial_connect().connect(settings.servers.as_slice()).await;
    waiting.map_err(|error| ConnectError::Unusable { servers: settings.servers.join(", "), reason: error.to_string() })
}

/// Why connecting again cannot help; nothing, when it may.
fn refusal(settings: &NatsSettings, error: &async_nats::ConnectError) -> Option<ConnectError> {
    let servers = settings.servers.join(", ");
    match error.kind() {
        ConnectErrorKind::AuthorizationViolation | ConnectErrorKind::Authentication => {
            let user = settings.user.clone().unwrap_or_else(|| "(none)".to_owned());
            Some(ConnectError::Refused { servers, user })
        }
        ConnectErrorKind::Io => certificate_refused(error).map(|reason| ConnectError::Certificate { servers, reason }),
        ConnectErrorKind::Tls | ConnectErrorKind::ServerParse => {
            Some(ConnectError::Unusable { servers, reason: error.to_string() })
        }
        ConnectErrorKind::Dns | ConnectErrorKind::TimedOut | ConnectErrorKind::MaxReconnects => None,
    }
}

/// What is wrong with a certificate; nothing, when the connection failed for another reason. The library for TLS marks what
/// it refuses as invalid data; a connection that broke off meanwhile is something else.
fn certificate_refused(error: &async_nats::ConnectError) -> Option<String> {
    let mut cause = error.source();
    while let Some(error) = cause {
        let refused = error.downcast_ref::<io::Error>().filter(|error| error.kind() == io::ErrorKind::InvalidData);
        if let Some(refused) = refused {
            return Some(refused.to_string());
        }
        cause = error.source();
    }
    None
}

/// Where the answers for this user arrive. Each user has a place of their own, so that the servers' permissions can keep
/// one service from hearing what another was answered.
pub fn inbox(user: &str) -> String {
    format!("_INBOX_{}", user.replace('.', "%2E"))
}

fn password(file: &Path) -> Result<String, ConnectError> {
    std::fs::read_to_string(file)
        .map(|text| text.trim().to_owned())
        .map_err(|source| ConnectError::Password { path: file.to_owned(), source })
}

/// Longer with each attempt, so that a server that comes back is not met by all at once.
fn pause(attempts: usize) -> Duration {
    let doublings = u32::try_from(attempts.min(8)).unwrap_or(8);
    (Duration::from_millis(20) * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
}

fn log_event(event: &Event) {
    match event {
        Event::Connected => tracing::info!("connected to NATS"),
        Event::ClientError(ClientError::Other(reason)) => {
            tracing::warn!(
                reason,
                "NATS cannot be connected to; see nats.servers, nats.user, nats.password_file, nats.ca_file"
            );
        }
        Event::SlowConsumer(_)
        | Event::Disconnected
        | Event::LameDuckMode
        | Event::Draining
        | Event::Closed
        | Event::ServerError(_)
        | Event::ClientError(ClientError::MaxReconnects | ClientError::ServerNotInPool) => {
            tracing::warn!(%event, "NATS");
        }
    }
}
