//! A mail server as a process (`smtp_server.py`), and what it took.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use email::configuration::{Endpoint, Security};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{eventually, python};

/// A certificate for `localhost` that signs itself.
pub fn certificate(folder: &std::path::Path) -> Vec<u8> {
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(key)
        .arg("-out")
        .arg(&certificate)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
    std::fs::read(certificate).unwrap()
}

/// A mail server at work.
pub struct SmtpServer {
    folder: TempDir,
    process: Child,
    pub port: u16,
    authority: Vec<u8>,
    security: Security,
}

/// A message that it took.
pub struct TakenMail {
    pub bytes: Vec<u8>,
    pub envelope: Value,
}

impl SmtpServer {
    /// Starts one.
    pub fn start(security: Security, password: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let authority = certificate(folder.path());
        let mut command = python("smtp_server.py");
        command.arg(folder.path());
        if let Some(password) = password {
            command.args(["--password", password]);
        }
        let name = match security {
            Security::Tls => "tls",
            Security::Starttls => "starttls",
            Security::None => "none",
        };
        command.args(["--security", name]);
        command
            .arg("--certificate")
            .arg(folder.path().join("cert.pem"))
            .arg("--key")
            .arg(folder.path().join("key.pem"));
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { folder, process, port: line.trim().parse().unwrap(), authority, security }
    }

    /// Where it is.
    pub fn endpoint(&self) -> Endpoint {
        Endpoint {
            host: "localhost".to_owned(),
            port: self.port,
            security: self.security,
            login: None,
            authority: Some(self.authority.clone()),
        }
    }

    /// From now on whoever names a recipient waits for the answer.
    pub fn hold_recipients(&self) {
        std::fs::write(self.folder.path().join("hold-recipients"), "").unwrap();
    }

    /// Waits until somebody waits, has something happen, and lets everybody go on.
    pub async fn release_recipients(&self, meanwhile: impl FnOnce()) {
        let held = self.folder.path().join("held");
        eventually("somebody to wait for an answer", || held.exists().then_some(())).await;
        meanwhile();
        std::fs::remove_file(self.folder.path().join("hold-recipients")).unwrap();
    }

    /// The messages that it took so far.
    pub fn taken(&self) -> Vec<TakenMail> {
        let files = std::fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|kind| kind == "eml")).collect();
        files.sort();
        let read = |path: &std::path::PathBuf| TakenMail {
            bytes: std::fs::read(path).unwrap(),
            envelope: serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap(),
        };
        files.iter().map(read).collect()
    }

    /// The first message that it took, once there is one.
    pub async fn first(&self) -> TakenMail {
        eventually("a message", || self.taken().into_iter().next()).await
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
