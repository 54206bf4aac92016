//! Where the server is, as whom to speak to it, for which tenant, and how long to wait.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use events::ids::TenantId;
use kurrentdb::{ClientSettings, Credentials};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// How long an operation may take when nothing else is said.
const DEADLINE: Duration = Duration::from_secs(5);
/// How long a subscription tries to come back when nothing else is said.
const RESUBSCRIBE_FOR: Duration = Duration::from_secs(60);
/// What the client does unless the connection string says otherwise: go to the leader, and find it quickly.
const DEFAULTS: &[(&str, &str)] = &[("nodePreference", "leader"), ("discoveryInterval", "100")];

/// How to reach the event store.
#[derive(Debug, Clone)]
pub struct EventStoreDbSettings {
    /// The server's connection string: `esdb://node:2113?tls=false`, or every node of a cluster:
    /// `esdb://node-1:2113,node-2:2113,node-3:2113?tlsCaFile=/etc/focalpoint/ca.pem`.
    pub connection: String,
    /// A file with `user:password` in its first line, when the server asks who one is.
    pub credentials_file: Option<PathBuf>,
    /// Whose streams these are. Another tenant on the same server is neither seen nor touched.
    pub tenant: TenantId,
    /// How long an operation may take, repetitions while a leader is chosen included.
    pub deadline: Duration,
    /// How long a subscription that was dropped tries to come back before it ends with an error.
    pub resubscribe_for: Duration,
}

/// Why the settings cannot be used. Nothing here repeats a password.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The connection string is not one.
    #[error("the event store's connection string cannot be used: {reason}; write esdb://node:2113?tls=true")]
    ConnectionString {
        /// What is wrong with it.
        reason: String,
    },
    /// A file that the settings name cannot be read.
    #[error("{path}, which the event store's settings name, cannot be read: {source}")]
    File {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The credentials file has something else in it.
    #[error("{path} has no user and password: write user:password in its first line")]
    Credentials {
        /// Where the file is.
        path: PathBuf,
    },
    /// TLS is asked for, and there is nothing on the system to know the server by.
    #[error(
        "the system's certificates cannot be read: {reason}; install ca-certificates, or name tlsCaFile in the event store's connection string"
    )]
    SystemCertificates {
        /// What went wrong.
        reason: String,
    },
}

impl EventStoreDbSettings {
    /// The settings of a server that asks nobody who they are, with the usual patience.
    pub fn new(connection: impl Into<String>, tenant: TenantId) -> Self {
        Self {
            connection: connection.into(),
            credentials_file: None,
            tenant,
            deadline: DEADLINE,
            resubscribe_for: RESUBSCRIBE_FOR,
        }
    }

    /// The client's settings, once everything that would make it fail later was looked at.
    pub(super) fn client(&self) -> Result<ClientSettings, ConnectError> {
        let settings: ClientSettings =
            with_defaults(&self.connection).parse().map_err(|error: kurrentdb::ClientSettingsParseError| {
                // The parser's own message repeats the whole string, which may have a password in it.
                let reason = error.error().map_or_else(|| error.message().to_owned(), ToString::to_string);
                ConnectError::ConnectionString { reason }
            })?;
        if let Some((certificate, key)) = settings.user_certificate() {
            readable(Path::new(certificate))?;
            readable(Path::new(key))?;
        }
        match settings.tls_ca_file() {
            Some(authority) => certificates(Path::new(authority))?,
            None if settings.is_secure_mode_enabled() && settings.is_tls_certificate_verification_enabled() => {
                system_certificates()?;
            }
            None => {}
        }
        Ok(settings)
    }

    /// Who to be, when a file says so.
    pub(super) fn credentials(&self) -> Result<Option<Credentials>, ConnectError> {
        let Some(path) = &self.credentials_file else { return Ok(None) };
        let text = fs::read_to_string(path).map_err(|source| ConnectError::File { path: path.clone(), source })?;
        let line = text.lines().next().unwrap_or_default().trim();
        match line.split_once(':') {
            Some((user, password)) if !user.is_empty() && !password.is_empty() => {
                Ok(Some(Credentials::new(user.to_owned(), password.to_owned())))
            }
            Some(_) | None => Err(ConnectError::Credentials { path: path.clone() }),
        }
    }
}

fn with_defaults(connection: &str) -> String {
    let mut connection = connection.trim().to_owned();
    for (name, value) in DEFAULTS {
        if !connection.to_lowercase().contains(&format!("{}=", name.to_lowercase())) {
            let joint = if connection.contains('?') { '&' } else { '?' };
            connection = format!("{connection}{joint}{name}={value}");
        }
    }
    connection
}

fn readable(path: &Path) -> Result<(), ConnectError> {
    fs::read(path).map(drop).map_err(|source| ConnectError::File { path: path.to_owned(), source })
}

/// What the client takes from the file when it starts; of one that is no certificate it says only that there is an error.
fn certificates(path: &Path) -> Result<(), ConnectError> {
    readable(path)?;
    let unusable = |reason: String| ConnectError::File {
        path: path.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidData, reason),
    };
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let certificates = read.map_err(|error| unusable(error.to_string()))?;
    if certificates.is_empty() {
        return Err(unusable("there is no certificate in it".to_owned()));
    }
    let mut roots = RootCertStore::empty();
    certificates.into_iter().try_for_each(|one| roots.add(one)).map_err(|error| unusable(error.to_string()))
}

/// The same, of the system's certificates.
fn system_certificates() -> Result<(), ConnectError> {
    match rustls_native_certs::load_native_certs().errors.first() {
        Some(error) => Err(ConnectError::SystemCertificates { reason: error.to_string() }),
        None => Ok(()),
    }
}
