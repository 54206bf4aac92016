//! One server.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::time::Instant;

use crate::binary::Binary;
use crate::ports::Ports;
use crate::{PATIENCE, ServerError};

/// How long to wait before looking again, where nothing can wake the test.
const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// How often a start is tried with other ports, because somebody else took one.
const TRIES: usize = 5;

/// The configuration when none is given.
///
/// A configuration file of one's own can use the same variables of the environment.
const PLAIN: &str = "
server_name: $NATS_NAME
listen: $NATS_LISTEN
http: $NATS_MONITORING
jetstream { store_dir: $NATS_STORE, max_file_store: 4GB }
";

/// What a server is started with.
#[derive(Debug, Clone)]
pub struct Setup {
    binary: Binary,
    config: Option<PathBuf>,
    scheme: &'static str,
    extra: String,
    environment: Vec<(String, String)>,
}

impl Setup {
    /// A server with JetStream on the loopback interface, without TLS and without users.
    pub fn new(binary: Binary) -> Self {
        Self { binary, config: None, scheme: "nats", extra: String::new(), environment: vec![] }
    }

    /// The same with more configuration text at its end.
    pub fn with(mut self, text: &str) -> Self {
        self.extra.push_str(text);
        self.extra.push('\n');
        self
    }

    /// With this configuration file in place of the plain one. It finds its place in the variables `NATS_NAME`,
    /// `NATS_LISTEN`, `NATS_MONITORING`, `NATS_STORE`, and in a cluster `NATS_CLUSTER_LISTEN` and `NATS_ROUTES`.
    pub fn configured_by(self, file: impl Into<PathBuf>) -> Self {
        Self { config: Some(file.into()), ..self }
    }

    /// With another variable for the configuration.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With addresses that say TLS.
    pub fn with_tls_addresses(self) -> Self {
        Self { scheme: "tls", ..self }
    }

    pub(crate) fn route(&self, ports: Ports) -> String {
        format!("{}://127.0.0.1:{}", self.scheme, ports.cluster)
    }

    /// The configuration text for one server.
    fn text(&self, in_cluster: bool) -> std::io::Result<String> {
        let mut text = match &self.config {
            Some(file) => std::fs::read_to_string(file)?,
            None if in_cluster => {
                format!("{PLAIN}cluster {{ name: test, listen: $NATS_CLUSTER_LISTEN, routes: $NATS_ROUTES }}\n")
            }
            None => PLAIN.to_owned(),
        };
        text.push_str(&self.extra);
        Ok(text)
    }
}

/// A server. Dropping it kills it and removes its files.
pub struct NatsServer {
    setup: Setup,
    name: String,
    ports: Ports,
    routes: Vec<String>,
    folder: TempDir,
    child: Child,
    /// Where this run's log begins.
    log_start: u64,
}

impl NatsServer {
    /// Starts one server by itself and waits until it is well.
    pub async fn start(setup: &Setup) -> Result<Self, ServerError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let started = Self::start_as(setup, "nats-1", Ports::free()?, &[]).await;
            let outcome = match started {
                Ok(mut server) => server.well().await.map(|()| server),
                Err(error) => Err(error),
            };
            match outcome {
                Err(ServerError::Ended { log }) if attempt < TRIES && log.contains("address already in use") => {}
                outcome => return outcome,
            }
        }
    }

    /// Starts a server at a place without waiting for it. With routes it is one of a cluster.
    pub async fn start_as(setup: &Setup, name: &str, ports: Ports, routes: &[String]) -> Result<Self, ServerError> {
        let folder = TempDir::new()?;
        tokio::fs::write(folder.path().join("nats.conf"), setup.text(!routes.is_empty())?).await?;
        let child = spawn(setup, name, ports, routes, folder.path())?;
        Ok(Self {
            setup: setup.clone(),
            name: name.to_owned(),
            ports,
            routes: routes.to_vec(),
            folder,
            child,
            log_start: 0,
        })
    }

    /// Its address for clients.
    pub fn url(&self) -> String {
        format!("{}://127.0.0.1:{}", self.setup.scheme, self.ports.client)
    }

    /// The ports that it listens on.
    pub fn ports(&self) -> Ports {
        self.ports
    }

    /// Its name in the cluster.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its process, while it runs.
    pub fn process_id(&self) -> Option<u32> {
        self.child.id()
    }

    /// Where JetStream keeps its files.
    pub fn store_dir(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// Waits until it serves: its monitoring says that it is well. With JetStream in a cluster, that means that the
    /// cluster has a leader; whether it has caught up with every stream is not asked, for a server of version 2.9 can be
    /// long in saying so.
    pub async fn well(&mut self) -> Result<(), ServerError> {
        let end = Instant::now() + PATIENCE;
        loop {
            if self.child.try_wait()?.is_some() {
                return Err(ServerError::Ended { log: self.log() });
            }
            if self.says_it_is_well().await.unwrap_or(false) {
                return Ok(());
            }
            if Instant::now() >= end {
                return Err(ServerError::InVain { log: self.log() });
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Kills it as a power cut would (SIGKILL) and waits until it is gone. Its files stay.
    pub async fn kill(&mut self) -> Result<(), ServerError> {
        Ok(self.child.kill().await?)
    }

    /// Asks it to stop (SIGTERM) and waits for its end. Its files stay.
    pub async fn stop(&mut self) -> Result<(), ServerError> {
        self.signal("TERM").await?;
        self.child.wait().await?;
        Ok(())
    }

    /// Halts it where it is (SIGSTOP): its connections stay, but it says nothing.
    pub async fn pause(&self) -> Result<(), ServerError> {
        self.signal("STOP").await
    }

    /// Lets it go on after [`Self::pause`].
    pub async fn resume(&self) -> Result<(), ServerError> {
        self.signal("CONT").await
    }

    /// Starts it again after [`Self::kill`] or [`Self::stop`], on the same ports with the same files, without waiting
    /// for it.
    pub async fn start_again(&mut self) -> Result<(), ServerError> {
        self.log_start = tokio::fs::metadata(self.log_file()).await.map_or(0, |file| file.len());
        self.child = spawn(&self.setup, &self.name, self.ports, &self.routes, self.folder.path())?;
        Ok(())
    }

    /// The last that this run of it wrote.
    pub fn log(&self) -> String {
        let all = std::fs::read(self.log_file()).unwrap_or_default();
        let from = usize::try_from(self.log_start).unwrap_or(0).max(all.len().saturating_sub(8_000)).min(all.len());
        String::from_utf8_lossy(&all[from..]).into_owned()
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    async fn signal(&self, name: &str) -> Result<(), ServerError> {
        if let Some(id) = self.child.id() {
            Command::new("kill").arg(format!("-{name}")).arg(id.to_string()).status().await?;
        }
        Ok(())
    }

    async fn says_it_is_well(&self) -> std::io::Result<bool> {
        let ask = async {
            let mut connection = tokio::net::TcpStream::connect(("127.0.0.1", self.ports.monitoring)).await?;
            connection.write_all(b"GET /healthz?js-server-only=true HTTP/1.0\r\n\r\n").await?;
            let mut answer = String::new();
            connection.read_to_string(&mut answer).await?;
            Ok(answer.split_whitespace().nth(1) == Some("200"))
        };
        tokio::time::timeout(Duration::from_secs(5), ask).await.unwrap_or(Ok(false))
    }
}

fn spawn(setup: &Setup, name: &str, ports: Ports, routes: &[String], folder: &Path) -> Result<Child, ServerError> {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log"))?;
    Ok(Command::new(setup.binary.path())
        .arg("--config")
        .arg(folder.join("nats.conf"))
        .env("NATS_NAME", name)
        .env("NATS_LISTEN", format!("\"127.0.0.1:{}\"", ports.client))
        .env("NATS_MONITORING", format!("\"127.0.0.1:{}\"", ports.monitoring))
        .env("NATS_CLUSTER_LISTEN", format!("\"127.0.0.1:{}\"", ports.cluster))
        .env("NATS_ROUTES", format!("[{}]", routes.iter().map(|r| format!("\"{r}\"")).collect::<Vec<_>>().join(",")))
        .env("NATS_STORE", format!("\"{}\"", folder.join("store").display()))
        .envs(setup.environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()?)
}
