//! A mail server and a mailbox as processes, on free ports of the loopback interface: aiosmtpd keeps what it takes in a folder,
//! Dovecot serves a maildir into which a test puts what arrives.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::process::repository;
use crate::{PATIENCE, TestError, eventually};

/// The user of both servers.
pub const USER: &str = "focalpoint";
/// The password of that user.
pub const PASSWORD: &str = "a password of the tests";
/// The user and group `nobody` of Debian.
const NOBODY: (u32, u32) = (65534, 65534);

fn unexpected(error: &impl ToString) -> TestError {
    TestError::Unexpected(error.to_string())
}

fn python(script: &str) -> Result<Command, TestError> {
    let here = repository().join("bots/email/tests/python");
    let interpreter = here.join(".venv/bin/python3");
    if !interpreter.exists() {
        return Err(TestError::Unexpected("run bots/email/tests/install first: it brings the mail server".to_owned()));
    }
    let mut command = Command::new(interpreter);
    command.arg(here.join(script)).kill_on_drop(true);
    Ok(command)
}

/// An e-mail that was taken, as Python reads it.
#[derive(Debug, Clone)]
pub struct ReadMail(Value);

impl ReadMail {
    async fn of(path: &Path) -> Result<Self, TestError> {
        let output = python("read_message.py")?.arg(path).output().await?;
        Ok(Self(serde_json::from_slice(&output.stdout).map_err(|error| unexpected(&error))?))
    }

    /// A header; empty where it is not there.
    pub fn header(&self, name: &str) -> String {
        let headers = self.0["headers"].as_array().into_iter().flatten();
        let mut found = headers.filter(|header| header[0].as_str().is_some_and(|own| own.eq_ignore_ascii_case(name)));
        found.next().and_then(|header| header[1].as_str()).unwrap_or_default().to_owned()
    }

    /// The plain text.
    pub fn text(&self) -> String {
        let mut parts = self.0["parts"].as_array().into_iter().flatten();
        let found = parts.find(|part| part["type"] == "text/plain");
        found.and_then(|part| part["content"].as_str()).unwrap_or_default().replace("\r\n", "\n")
    }

    /// The paths of the links that take a step.
    pub fn steps(&self) -> Vec<String> {
        let text = self.text();
        let links = text.lines().filter_map(|line| line.trim().find("/links/").and_then(|at| line.trim().get(at..)));
        links.map(str::to_owned).collect()
    }
}

/// The mail server.
pub struct SmtpServer {
    folder: TempDir,
    _process: Child,
    /// Where it listens.
    pub port: u16,
}

impl SmtpServer {
    /// Starts one that asks for the password.
    pub async fn start() -> Result<Self, TestError> {
        let folder = TempDir::new()?;
        let mut command = python("smtp_server.py")?;
        command.arg(folder.path()).args(["--password", PASSWORD]).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let stdout = process.stdout.take().ok_or_else(|| TestError::Unexpected("no output".to_owned()))?;
        let line = tokio::time::timeout(PATIENCE, BufReader::new(stdout).lines().next_line()).await;
        let line = line.map_err(|error| unexpected(&error))??.unwrap_or_default();
        let port = line.trim().parse().map_err(|error| unexpected(&error))?;
        Ok(Self { folder, _process: process, port })
    }

    /// From now on whoever names a recipient (`recipients`) or has handed a message over (`answers`) waits for the answer.
    pub fn hold(&self, what: &str) -> Result<(), TestError> {
        let _ = std::fs::remove_file(self.folder.path().join("held"));
        Ok(std::fs::write(self.folder.path().join(format!("hold-{what}")), "")?)
    }

    /// Waits until somebody waits for an answer.
    pub async fn held(&self) -> Result<(), TestError> {
        let held = self.folder.path().join("held");
        let is_held = || async { if held.exists() { Ok(()) } else { Err("nobody waits".to_owned()) } };
        eventually("somebody to wait for the mail server's answer", is_held).await
    }

    /// Everybody is answered again.
    pub fn release(&self, what: &str) -> Result<(), TestError> {
        Ok(std::fs::remove_file(self.folder.path().join(format!("hold-{what}")))?)
    }

    /// The messages that it took, in order.
    pub async fn taken(&self) -> Result<Vec<ReadMail>, TestError> {
        let files = std::fs::read_dir(self.folder.path())?.map(|file| Ok(file?.path()));
        let mut files: Vec<PathBuf> = files.collect::<Result<_, std::io::Error>>()?;
        files.retain(|path| path.extension().is_some_and(|kind| kind == "eml"));
        files.sort();
        let mut taken = Vec::new();
        for file in &files {
            taken.push(ReadMail::of(file).await?);
        }
        Ok(taken)
    }
}

/// A Dovecot with one mailbox.
pub struct ImapServer {
    folder: TempDir,
    process: Child,
    owner: Option<(u32, u32)>,
    /// Where it listens.
    pub port: u16,
}

impl ImapServer {
    /// Starts one with an empty mailbox. Where the tests run as root, it runs as nobody.
    pub async fn start() -> Result<Self, TestError> {
        let folder = TempDir::new()?;
        let port = nats_server_process::ports::free().map_err(|error| unexpected(&error))?;
        for name in ["run", "state", "mail", "mail/new", "mail/cur", "mail/tmp"] {
            std::fs::create_dir(folder.path().join(name))?;
        }
        std::fs::write(folder.path().join("users"), format!("{USER}:{{PLAIN}}{PASSWORD}\n"))?;
        let own = std::fs::metadata(folder.path())?;
        let owner = (own.uid() == 0).then_some(NOBODY);
        let (uid, gid) = owner.unwrap_or((own.uid(), own.gid()));
        let (user, group) = match owner {
            Some(_) => ("nobody".to_owned(), "nogroup".to_owned()),
            None => (name_of("-un").await?, name_of("-gn").await?),
        };
        let here = folder.path().display();
        let configuration = format!(
            "protocols = imap\nbase_dir = {here}/run\nstate_dir = {here}/state\nlog_path = {here}/log\nlisten = 127.0.0.1\n\
             default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n\
             first_valid_uid = 0\nssl = no\ndisable_plaintext_auth = no\nmail_location = maildir:{here}/mail\n\
             passdb {{\n driver = passwd-file\n args = {here}/users\n}}\n\
             userdb {{\n driver = static\n args = uid={uid} gid={gid} home={here}\n}}\n\
             service imap-login {{\n chroot =\n inet_listener imap {{\n  port = {port}\n }}\n}}\n\
             service anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n"
        );
        std::fs::write(folder.path().join("dovecot.conf"), configuration)?;
        let mut command = Command::new("dovecot");
        command.arg("-F").arg("-c").arg(folder.path().join("dovecot.conf")).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((uid, gid)) = owner {
            give_all_to(folder.path(), (uid, gid))?;
            command.uid(uid).gid(gid);
        }
        let process =
            command.spawn().map_err(|_| TestError::Unexpected("dovecot is missing: run ./test".to_owned()))?;
        let server = Self { folder, process, owner, port };
        eventually("dovecot to listen", || async {
            tokio::net::TcpStream::connect(("127.0.0.1", port)).await.map(drop).map_err(|error| error.to_string())
        })
        .await?;
        Ok(server)
    }

    /// Puts a message into the mailbox, as a mail server does.
    pub fn put(&self, name: &str, message: &str) -> Result<(), TestError> {
        let begun = self.folder.path().join("mail/tmp").join(name);
        std::fs::write(&begun, message.replace('\n', "\r\n"))?;
        std::fs::set_permissions(&begun, std::fs::Permissions::from_mode(0o600))?;
        if let Some((uid, gid)) = self.owner {
            chown(&begun, Some(uid), Some(gid))?;
        }
        Ok(std::fs::rename(begun, self.folder.path().join("mail/new").join(name))?)
    }
}

async fn name_of(what: &str) -> Result<String, TestError> {
    let output = Command::new("id").arg(what).output().await?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn give_all_to(folder: &Path, (uid, gid): (u32, u32)) -> Result<(), TestError> {
    chown(folder, Some(uid), Some(gid))?;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            give_all_to(&path, (uid, gid))?;
        } else {
            chown(&path, Some(uid), Some(gid))?;
        }
    }
    Ok(())
}

impl Drop for ImapServer {
    fn drop(&mut self) {
        // The master ends its children when it is asked to, not when it is killed.
        if let Some(id) = self.process.id() {
            let _ = std::process::Command::new("kill").arg(id.to_string()).status();
        }
    }
}
