//! What it is told: the section `[email]` of the configuration, and what is wrong with it in words that say what to do.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::address::MailAddress;
use crate::composing::Sender;

/// E-mail as a channel.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailSettings {
    /// The address of the mailbox that sends and is read.
    pub address: MailAddress,
    /// The name beside the address.
    #[serde(default = "default_name")]
    pub name: String,
    /// Whether mail to `name+anything@…` arrives in the mailbox, as with most servers.
    #[serde(default = "yes")]
    pub plus_addresses: bool,
    /// Where messages go out.
    pub smtp: ServerSettings,
    /// Where the mailbox is read; without it, what people answer by mail is not read.
    #[serde(default)]
    pub imap: Option<MailboxSettings>,
}

/// A server that mail goes through.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSettings {
    /// Its name, as in its certificate.
    pub host: String,
    /// Its port; the usual one for the kind of connection unless said otherwise.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: Security,
    /// The user; without one, nobody signs in.
    #[serde(default)]
    pub user: Option<String>,
    /// The file that holds the user's password, which only its owner may read.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// A file with the certificates (PEM) of an authority of one's own, beside those that the system trusts.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
}

/// A mailbox on a server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailboxSettings {
    /// The server's name, as in its certificate.
    pub host: String,
    /// Its port; the usual one for the kind of connection unless said otherwise.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: Security,
    /// As whom to log in.
    pub user: String,
    /// The file that holds the user's password, which only its owner may read.
    pub password_file: PathBuf,
    /// A file with the certificates (PEM) of an authority of one's own, beside those that the system trusts.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// The folder that is read.
    #[serde(default = "default_folder")]
    pub folder: String,
    /// How often to look where the server does not say by itself that mail came, in seconds.
    #[serde(default = "default_poll")]
    pub poll_seconds: u64,
}

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Security {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS from the command STARTTLS on; without it nothing is said.
    Starttls,
    /// Not at all: for a server on this machine.
    None,
}

fn default_name() -> String {
    "focalpoint".to_owned()
}

fn default_folder() -> String {
    "INBOX".to_owned()
}

const fn default_poll() -> u64 {
    60
}

const fn yes() -> bool {
    true
}

/// Who signs in on a server. The password is not printable.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// As whom to log in.
    pub user: String,
    pub(crate) password: String,
}

impl Login {
    /// Somebody whose password is in no file.
    pub fn new(user: String, password: String) -> Self {
        Self { user, password }
    }
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Where to connect, everything read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The server's name.
    pub host: String,
    /// The port that it listens on.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Who signs in.
    pub login: Option<Login>,
    /// Certificates of an authority of one's own, as PEM.
    pub authority: Option<Vec<u8>>,
}

/// The mailbox, everything read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxEndpoint {
    /// The server, with somebody who signs in.
    pub server: Endpoint,
    /// Who signs in.
    pub login: Login,
    /// The folder that is read.
    pub folder: String,
    /// How often to look where the server does not say that mail came.
    pub poll: Duration,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EmailSettingsError {
    /// A file cannot be read.
    #[error("the setting {setting}: the file {file} cannot be read: {source}")]
    Unreadable {
        /// The setting's name.
        setting: String,
        /// The file that cannot be read.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others can read the password.
    #[error(
        "the setting {setting}: others than its owner can read {file} (mode {mode:03o}): run `chmod 600 {file}`, and change \
         the password if others were on this machine"
    )]
    OpenToOthers {
        /// The setting's name.
        setting: String,
        /// The file that others can read.
        file: PathBuf,
        /// Its mode, in octal when shown.
        mode: u32,
    },
    /// The password's file is empty.
    #[error("the setting {setting}: {file} is empty: write the password into it")]
    Empty {
        /// The setting's name.
        setting: String,
        /// The file that has no secret in it.
        file: PathBuf,
    },
    /// A user without a password, or the other way round.
    #[error("the section {section}: user and password_file go together: give both, or neither")]
    HalfALogin {
        /// The section's name.
        section: &'static str,
    },
    /// What is sent would go over the network as it is.
    #[error(
        "the section {section}: with security = \"none\" everything would be sent to {host} for everybody to read: use \
         \"tls\" or \"starttls\"; \"none\" is for a server on this machine"
    )]
    InTheOpen {
        /// The section's name.
        section: &'static str,
        /// The server that was named.
        host: String,
    },
    /// A setting that would look all the time.
    #[error("the setting email.imap.poll_seconds: at least 5")]
    PollTooOften,
}

fn read(setting: &str, file: &Path) -> Result<Vec<u8>, EmailSettingsError> {
    let unreadable =
        |source| EmailSettingsError::Unreadable { setting: setting.to_owned(), file: file.to_owned(), source };
    std::fs::read(file).map_err(unreadable)
}

fn password(setting: &str, file: &Path) -> Result<String, EmailSettingsError> {
    let (setting_name, file_name) = (setting.to_owned(), file.to_owned());
    let unreadable =
        |source| EmailSettingsError::Unreadable { setting: setting_name.clone(), file: file_name.clone(), source };
    let mode = std::fs::metadata(file).map_err(unreadable)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(EmailSettingsError::OpenToOthers { setting: setting_name, file: file_name, mode });
    }
    let text = String::from_utf8_lossy(&read(setting, file)?).into_owned();
    // What an editor puts at the end is not the password's; a space may be.
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    if text.is_empty() {
        return Err(EmailSettingsError::Empty { setting: setting_name, file: file_name });
    }
    Ok(text)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What both kinds of server have in common.
struct Connection<'a> {
    section: &'static str,
    host: &'a str,
    port: u16,
    security: Security,
    login: Option<(&'a str, &'a Path)>,
    ca_file: Option<&'a Path>,
}

impl Connection<'_> {
    fn endpoint(&self) -> Result<Endpoint, EmailSettingsError> {
        let section = self.section;
        let read_login = |(user, file): (&str, &Path)| {
            password(&format!("{section}.password_file"), file)
                .map(|password| Login { user: user.to_owned(), password })
        };
        if self.security == Security::None && !is_this_machine(self.host) {
            return Err(EmailSettingsError::InTheOpen { section, host: self.host.to_owned() });
        }
        let login = self.login.map(read_login).transpose()?;
        let authority = self.ca_file.map(|file| read(&format!("{section}.ca_file"), file)).transpose()?;
        Ok(Endpoint { host: self.host.to_owned(), port: self.port, security: self.security, login, authority })
    }
}

impl EmailSettings {
    /// As whom messages are sent.
    pub fn sender(&self) -> Sender {
        let (address, name, plus_addresses) = (self.address.clone(), self.name.clone(), self.plus_addresses);
        Sender { address, name, plus_addresses, answers_are_read: self.imap.is_some() }
    }

    /// Where messages go out, its files read.
    pub fn smtp(&self) -> Result<Endpoint, EmailSettingsError> {
        let ServerSettings { host, port, security, user, password_file, ca_file } = &self.smtp;
        let login = match (user, password_file) {
            (Some(user), Some(file)) => Some((user.as_str(), file.as_path())),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(EmailSettingsError::HalfALogin { section: "email.smtp" }),
        };
        let usual = match security {
            Security::Tls => 465,
            Security::Starttls => 587,
            Security::None => 25,
        };
        let (port, ca_file) = (port.unwrap_or(usual), ca_file.as_deref());
        Connection { section: "email.smtp", host, port, security: *security, login, ca_file }.endpoint()
    }

    /// Where the mailbox is read, its files read.
    pub fn mailbox(&self) -> Result<Option<MailboxEndpoint>, EmailSettingsError> {
        let Some(settings) = &self.imap else { return Ok(None) };
        let MailboxSettings { host, port, security, user, password_file, ca_file, folder, poll_seconds } = settings;
        if *poll_seconds < 5 {
            return Err(EmailSettingsError::PollTooOften);
        }
        let usual = match security {
            Security::Tls => 993,
            Security::Starttls | Security::None => 143,
        };
        let (port, ca_file) = (port.unwrap_or(usual), ca_file.as_deref());
        let login = Some((user.as_str(), password_file.as_path()));
        let server =
            Connection { section: "email.imap", host, port, security: *security, login, ca_file }.endpoint()?;
        let Some(login) = server.login.clone() else {
            return Err(EmailSettingsError::HalfALogin { section: "email.imap" });
        };
        Ok(Some(MailboxEndpoint { server, login, folder: folder.clone(), poll: Duration::from_secs(*poll_seconds) }))
    }
}
