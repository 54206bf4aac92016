//! Dovecot as a process: a mailbox on free ports, without rights of its own. Where the tests run as root, it runs as nobody.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use async_imap::Client;
use email::configuration::{EmailSettings, MailboxEndpoint};
use futures::TryStreamExt;
use nats_server_process::ports;
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::support::PATIENCE;
use crate::support::smtp_server::certificate;

/// The user and group `nobody` of Debian.
const NOBODY: (u32, u32) = (65534, 65534);
pub const PASSWORD: &str = "fjalëkalimi 12\"\\";

/// A mailbox server at work.
pub struct ImapServer {
    folder: TempDir,
    process: Child,
    pub port: u16,
    pub tls_port: u16,
}

fn configuration(
    folder: &str,
    (user, group): (&str, &str),
    (uid, gid): (u32, u32),
    ports: (u16, u16),
    idle: bool,
) -> String {
    let capability = if idle { "" } else { "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS\n" };
    let (port, tls_port) = ports;
    format!(
        "protocols = imap\nbase_dir = {folder}/run\nstate_dir = {folder}/state\nlog_path = {folder}/log\nlisten = 127.0.0.1\n\
         default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\nfirst_valid_uid = 0\n\
         ssl = yes\nssl_cert = <{folder}/cert.pem\nssl_key = <{folder}/key.pem\ndisable_plaintext_auth = no\n{capability}\
         mail_location = maildir:{folder}/mail\npassdb {{\n driver = passwd-file\n args = {folder}/users\n}}\n\
         userdb {{\n driver = static\n args = uid={uid} gid={gid} home={folder}\n}}\n\
         service imap-login {{\n chroot =\n inet_listener imap {{\n  port = {port}\n }}\n inet_listener imaps {{\n  \
         port = {tls_port}\n  ssl = yes\n }}\n}}\nservice anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n"
    )
}

fn name_of(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap().trim().to_owned()
}

impl ImapServer {
    /// Starts one; without IDLE, a client has to ask.
    pub async fn start(idle: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().to_str().unwrap();
        certificate(folder.path());
        for name in ["run", "state", "mail"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        std::fs::write(folder.path().join("users"), format!("focalpoint:{{PLAIN}}{PASSWORD}\n")).unwrap();
        let own = std::fs::metadata(folder.path()).unwrap();
        let is_root = own.uid() == 0;
        let ids = if is_root { NOBODY } else { (own.uid(), own.gid()) };
        let names = if is_root {
            ("nobody".to_owned(), "nogroup".to_owned())
        } else {
            (name_of(Command::new("id").arg("-un")), name_of(Command::new("id").arg("-gn")))
        };
        let ports = (ports::free().unwrap(), ports::free().unwrap());
        let text = configuration(place, (&names.0, &names.1), ids, ports, idle);
        std::fs::write(folder.path().join("dovecot.conf"), text).unwrap();
        let mut command = Command::new("dovecot");
        command.arg("-F").arg("-c").arg(folder.path().join("dovecot.conf")).stdout(Stdio::null()).stderr(Stdio::null());
        if is_root {
            let inside = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
            for path in inside.chain([folder.path().to_owned()]) {
                chown(&path, Some(NOBODY.0), Some(NOBODY.1)).unwrap();
            }
            command.uid(NOBODY.0).gid(NOBODY.1);
        }
        let process = command.spawn().expect("dovecot-imapd is missing: run ./test, which installs it");
        let server = Self { folder, process, port: ports.0, tls_port: ports.1 };
        let listens = async {
            while TcpStream::connect(("127.0.0.1", server.port)).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let outcome = tokio::time::timeout(PATIENCE, listens).await;
        outcome.unwrap_or_else(|_| panic!("dovecot does not listen: {}", server.log()));
        server
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// The mailbox as a configuration names it.
    pub fn endpoint(&self, security: &str) -> MailboxEndpoint {
        let password = self.folder.path().join("password");
        if !password.exists() {
            std::fs::write(&password, format!("{PASSWORD}\n")).unwrap();
            let owner_only = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            std::fs::set_permissions(&password, owner_only).unwrap();
        }
        let port = if security == "tls" { self.tls_port } else { self.port };
        let text = format!(
            "address = \"focalpoint@akt.example\"\n[smtp]\nhost = \"localhost\"\n[imap]\nhost = \"localhost\"\nport = {port}\n\
             security = \"{security}\"\nuser = \"focalpoint\"\npassword_file = \"{}\"\nca_file = \"{}\"\npoll_seconds = 5\n",
            password.display(),
            self.folder.path().join("cert.pem").display()
        );
        let settings: EmailSettings = toml::from_str(&text).unwrap();
        settings.mailbox().unwrap().unwrap()
    }

    async fn session(&self) -> async_imap::Session<TcpStream> {
        let mut client = Client::new(TcpStream::connect(("127.0.0.1", self.port)).await.unwrap());
        client.read_response().await.unwrap().unwrap();
        client.login("focalpoint", PASSWORD).await.map_err(|(error, _)| error).unwrap()
    }

    /// Puts a message into the mailbox.
    pub async fn put(&self, bytes: &[u8]) {
        let mut session = self.session().await;
        session.append("INBOX", None, None, bytes).await.unwrap();
        session.logout().await.unwrap();
    }

    /// The flags of every message.
    pub async fn flags(&self) -> Vec<String> {
        let mut session = self.session().await;
        session.select("INBOX").await.unwrap();
        let messages = session.fetch("1:*", "(FLAGS)").await.unwrap().try_collect::<Vec<_>>().await.unwrap();
        messages.iter().map(|message| format!("{:?}", message.flags().collect::<Vec<_>>())).collect()
    }

    /// Numbers the messages anew, as a server does whose mailbox was restored.
    pub async fn number_anew(&self) {
        let mut session = self.session().await;
        let before = session.select("INBOX").await.unwrap().uid_validity;
        session.logout().await.unwrap();
        for name in
            ["dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache", "dovecot-uidvalidity"]
        {
            let _ = std::fs::remove_file(self.folder.path().join("mail").join(name));
        }
        let mut session = self.session().await;
        let after = session.select("INBOX").await.unwrap().uid_validity;
        session.logout().await.unwrap();
        assert_ne!(before, after, "the mailbox is numbered as before");
    }
}

impl Drop for ImapServer {
    fn drop(&mut self) {
        // The master ends its children when it is asked to, not when it is killed.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        if asked.is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
