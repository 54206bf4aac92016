//! The distributed deployment as processes: what docker-compose.yml describes, started without containers.
//!
//! Commands, environment, NATS configuration, TLS and rights are those of the deployment. What differs is what containers
//! would give: host names become ports of the loopback interface, paths in a container become files here, and in place of
//! the event store's image there is this project's own server of its protocol.

pub mod compose;
pub mod doubling;
pub mod load;
pub mod log;
pub mod proxy;
pub mod read_models;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use nats_server_process::{Binary, NatsCluster, Setup};
use serde_json::Value;
use telegram_sim::{SimConfig, Simulator};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use crate::page::Page;
use crate::phone::link_phone;
use crate::process::{binary, built, repository, write_secret};
use crate::{PATIENCE, TestError, eventually};
use compose::{Compose, Described};
use proxy::Proxy;

/// A user of the NATS servers beside those of the deployment: whoever holds the servers themselves in hand.
const OPERATOR: &str = "operator";
/// The stream of events.
const STREAM: &str = "COORD_kosovo";
/// The bot's token at the simulator.
const TOKEN: &str = "7000000002:topology";

/// A service's process.
pub struct Service {
    described: Described,
    environment: BTreeMap<String, String>,
    arguments: Vec<String>,
    listen: u16,
    log: PathBuf,
    child: Child,
}

impl Service {
    /// Kills it as a power cut would and waits until it is gone.
    pub async fn kill(&mut self) -> Result<(), TestError> {
        Ok(self.child.kill().await?)
    }

    /// Sends it a signal: `STOP`, `CONT`, `TERM`.
    pub async fn signal(&self, name: &str) -> Result<(), TestError> {
        if let Some(id) = self.child.id() {
            Command::new("kill").arg(format!("-{name}")).arg(id.to_string()).status().await?;
        }
        Ok(())
    }

    /// Starts it again on the same port with the same files.
    pub fn start_again(&mut self) -> Result<(), TestError> {
        self.child = spawn(&self.arguments, &self.environment, &self.log)?;
        Ok(())
    }

    /// The address of its HTTP.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.listen)
    }

    /// What it wrote.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Whether the container could write anywhere but to its volumes.
    pub fn is_read_only(&self) -> bool {
        self.described.read_only
    }

    /// Waits until it says that it is ready.
    pub async fn ready(&mut self, name: &str) -> Result<(), TestError> {
        if let Some(status) = self.child.try_wait()? {
            return Err(TestError::Unexpected(format!("{name} ended: {status}\n{}", self.log())));
        }
        let address = format!("{}/ready", self.address());
        let what = format!("{name} to be ready");
        let waited = eventually(&what, || async {
            let response = reqwest::get(&address).await.map_err(|error| error.to_string())?;
            let (status, text) = (response.status(), response.text().await.unwrap_or_default());
            if status.is_success() { Ok(()) } else { Err(text) }
        });
        waited.await.map_err(|error| TestError::Unexpected(format!("{error}\n{}", self.log())))
    }
}

/// The event store's process.
pub struct EventStore {
    folder: TempDir,
    child: Child,
    ports: Vec<u16>,
    control_port: u16,
    /// How to reach it.
    pub connection: String,
    /// Where its control is.
    pub control: String,
}

impl EventStore {
    async fn start(nodes: usize) -> Result<Self, TestError> {
        let folder = TempDir::new()?;
        let (child, ready) = Self::spawn(folder.path(), &["--nodes".to_owned(), nodes.to_string()]).await?;
        let port = |value: &Value| value.as_u64().and_then(|port| u16::try_from(port).ok());
        let ports = ready["ports"].as_array().into_iter().flatten().filter_map(port).collect();
        let control = ready["control"].as_str().unwrap_or_default().to_owned();
        let control_port = control.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or(0);
        let connection = ready["connection"].as_str().unwrap_or_default().to_owned();
        Ok(Self { folder, child, ports, control_port, connection, control })
    }

    async fn spawn(folder: &Path, more: &[String]) -> Result<(Child, Value), TestError> {
        let mut child = Command::new(built("eventstore-server")?)
            .arg("--data")
            .arg(folder.join("log.db"))
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| TestError::Unexpected("no output".to_owned()))?;
        let line = tokio::time::timeout(PATIENCE, BufReader::new(stdout).lines().next_line()).await;
        let line = line.map_err(|_| TestError::Unexpected("the event store says nothing".to_owned()))??;
        let line = line.ok_or_else(|| TestError::Unexpected("the event store ended".to_owned()))?;
        let ready = serde_json::from_str(&line).map_err(|error| TestError::Unexpected(format!("{error} in {line}")))?;
        Ok((child, ready))
    }

    /// Kills it as a power cut would.
    pub async fn kill(&mut self) -> Result<(), TestError> {
        Ok(self.child.kill().await?)
    }

    /// Starts it again on the same ports with the same log.
    pub async fn start_again(&mut self) -> Result<(), TestError> {
        let ports: Vec<_> = self.ports.iter().map(u16::to_string).collect();
        let more = ["--ports".to_owned(), ports.join(","), "--control".to_owned(), self.control_port.to_string()];
        self.child = Self::spawn(self.folder.path(), &more).await?.0;
        Ok(())
    }

    /// Tells its control something: `refuse`, `step-down?to=1`.
    pub async fn tell(&self, what: &str) -> Result<(), TestError> {
        let response = reqwest::Client::new().post(format!("{}/{what}", self.control)).send().await?;
        let (status, text) = (response.status(), response.text().await?);
        if status.is_success() { Ok(()) } else { Err(TestError::Unexpected(format!("{what}: {status} {text}"))) }
    }
}

/// Everything that runs.
pub struct Topology {
    /// The NATS servers.
    pub nats: NatsCluster,
    /// The event store.
    pub store: EventStore,
    /// Every service by its name in docker-compose.yml.
    pub services: BTreeMap<String, Service>,
    /// The messenger's local server.
    pub simulator: Arc<Simulator>,
    /// The messenger's address.
    pub chat: String,
    /// What lies between the services and each NATS server.
    pub proxies: Vec<Proxy>,
    folder: TempDir,
    compose: Compose,
    /// What the deployment's variables are set to.
    variables: BTreeMap<String, String>,
    stop: CancellationToken,
}

impl Drop for Topology {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Topology {
    /// Starts everything at a moment of the deployment's own time (RFC 3339), and waits until each service is ready.
    pub async fn start(at: &str) -> Result<Self, TestError> {
        Self::start_with(at, &[]).await
    }

    /// The same, with the deployment's variables set to these values.
    pub async fn start_with(at: &str, variables: &[(&str, &str)]) -> Result<Self, TestError> {
        let compose = Compose::read(&repository().join("docker-compose.yml"))?;
        let folder = TempDir::new()?;
        let secrets = folder.path().join("secrets");
        let made = Command::new(repository().join("deploy/make-secrets")).arg(&secrets).output().await?;
        if !made.status.success() {
            return Err(TestError::Unexpected(String::from_utf8_lossy(&made.stderr).into_owned()));
        }
        write_secret(&secrets.join("telegram-token"), TOKEN)?;
        write_secret(&secrets.join("operator.password"), OPERATOR)?;

        let nats = NatsCluster::start(&nats_setup(&secrets)?, 3).await.map_err(|error| unexpected(&error))?;
        let mut proxies = Vec::new();
        for server in &nats.servers {
            proxies.push(Proxy::start(server.ports().client).await?);
        }
        let store = EventStore::start(3).await?;

        let stop = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let chat = format!("http://{}", listener.local_addr()?);
        let simulator =
            Simulator::new(SimConfig::new(TOKEN, "topology_bot", "focalpoint"), Arc::new(telegram_sim::SystemClock))
                .map_err(|error| unexpected(&error))?;
        tokio::spawn(telegram_sim::serve(listener, simulator.clone(), stop.clone().cancelled_owned()));

        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut topology =
            Self { nats, store, services: BTreeMap::new(), simulator, chat, proxies, folder, compose, variables, stop };
        topology.set_time(at)?;
        let always = topology.compose.ours("serve").filter(|(_, described)| described.profiles.is_empty());
        let names: Vec<String> = always.map(|(name, _)| name.clone()).collect();
        for name in names {
            topology.start_service(&name)?;
        }
        for (name, service) in &mut topology.services {
            service.ready(name).await?;
        }
        Ok(topology)
    }

    /// Starts one more process of a service that is described.
    pub fn start_service(&mut self, name: &str) -> Result<(), TestError> {
        let service = self.spawn_as(name, name)?;
        self.services.insert(name.to_owned(), service);
        Ok(())
    }

    /// Writes a secret that only its owner reads.
    pub fn write_secret(&self, name: &str, secret: &str) -> Result<(), TestError> {
        Ok(write_secret(&self.folder.path().join("secrets").join(name), secret)?)
    }

    /// Starts a second process like that of a service, under a name of its own.
    pub fn start_twin(&mut self, of: &str, name: &str) -> Result<(), TestError> {
        let service = self.spawn_as(of, name)?;
        self.services.insert(name.to_owned(), service);
        Ok(())
    }

    fn spawn_as(&self, of: &str, name: &str) -> Result<Service, TestError> {
        let described = self.described(of)?.clone();
        let listen = free_port()?;
        let own = self.folder.path().join(name);
        std::fs::create_dir_all(&own)?;
        let environment = self.environment(&described, &own, listen);
        let arguments = described.command.clone();
        let log = self.folder.path().join(format!("{name}.log"));
        let child = spawn(&arguments, &environment, &log)?;
        Ok(Service { described, environment, arguments, listen, log, child })
    }

    fn described(&self, name: &str) -> Result<&Described, TestError> {
        self.compose.services.get(name).ok_or_else(|| TestError::Unexpected(format!("no service {name} is described")))
    }

    /// The environment of a service, its hosts and paths put for those of this machine.
    fn environment(&self, described: &Described, own: &Path, listen: u16) -> BTreeMap<String, String> {
        let secrets = self.folder.path().join("secrets");
        let mut environment = BTreeMap::new();
        for (name, value) in &described.environment {
            let value = Described::interpolated(value, &self.variables);
            let mut value = described.on_this_machine(&value, &repository(), &secrets, own);
            for (n, proxy) in self.proxies.iter().enumerate() {
                value = value.replace(&format!("nats-{}:4222", n + 1), &format!("localhost:{}", proxy.port()));
            }
            environment.insert(name.clone(), value);
        }
        let here = [
            ("FOCALPOINT_LISTEN", format!("127.0.0.1:{listen}")),
            ("FOCALPOINT_EVENT_STORE__CONNECTION", self.store.connection.clone()),
            ("FOCALPOINT_REHEARSAL_CLOCK", self.folder.path().join("ahead").display().to_string()),
        ];
        for (name, value) in here {
            environment.insert(name.to_owned(), value);
        }
        // Nobody here waits for a minute that others could use to join.
        environment.insert("FOCALPOINT_REMINDERS__JOINS_WITHIN_SECONDS".to_owned(), "0".to_owned());
        if environment.contains_key("FOCALPOINT_TELEGRAM__TOKEN_FILE") {
            environment.insert("FOCALPOINT_TELEGRAM__API_URL".to_owned(), self.chat.clone());
        }
        if environment.contains_key("FOCALPOINT_PUBLIC_URL") {
            // The pages are the gateway's, whoever links to them.
            let pages = self.services.get("gateway").map_or(listen, |gateway| gateway.listen);
            environment.insert("FOCALPOINT_PUBLIC_URL".to_owned(), format!("http://127.0.0.1:{pages}"));
            environment.insert("FOCALPOINT_BOT_USERNAME".to_owned(), "topology_bot".to_owned());
        }
        environment
    }

    /// Sets the deployment's time (RFC 3339).
    #[expect(clippy::disallowed_methods, reason = "the rehearsal clock is told how far it is from the machine's")]
    pub fn set_time(&self, at: &str) -> Result<(), TestError> {
        let wanted = chrono::DateTime::parse_from_rfc3339(at).map_err(|error| unexpected(&error))?;
        let ahead = wanted.timestamp() - chrono::Utc::now().timestamp();
        let (file, fresh) = (self.folder.path().join("ahead"), self.folder.path().join("ahead.new"));
        std::fs::write(&fresh, ahead.to_string())?;
        Ok(std::fs::rename(fresh, file)?)
    }

    /// Runs the command that loads files, with the rights of the deployment, and gives what it printed.
    pub async fn load(&self, folders: &[&str]) -> Result<String, TestError> {
        self.command("import", &[&["load"], folders].concat()).await
    }

    /// Runs a command as a user of the NATS servers, set up as the one that loads files, and gives what it printed.
    pub async fn command(&self, user: &str, arguments: &[&str]) -> Result<String, TestError> {
        let described = self.described("load")?;
        let own = self.folder.path().join(format!("by-{user}"));
        std::fs::create_dir_all(&own)?;
        let mut environment = self.environment(described, &own, free_port()?);
        let password = self.folder.path().join("secrets").join(format!("{user}.password"));
        environment.insert("FOCALPOINT_NATS__USER".to_owned(), user.to_owned());
        environment.insert("FOCALPOINT_NATS__PASSWORD_FILE".to_owned(), password.display().to_string());
        let output = Command::new(binary()?)
            .args(arguments)
            .envs(&environment)
            .current_dir(repository())
            .stdin(Stdio::null())
            .output()
            .await?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(said);
        }
        let complained = String::from_utf8_lossy(&output.stderr);
        Err(TestError::Unexpected(format!("{}: {complained}{said}", arguments.join(" "))))
    }

    /// Kills a service and starts it again without the read models that it kept, so that it makes them anew from the log.
    pub async fn rebuild(&mut self, name: &str) -> Result<(), TestError> {
        let own = self.folder.path().join(name);
        let service = self.service(name)?;
        service.kill().await?;
        for file in std::fs::read_dir(own)? {
            let file = file?;
            if file.file_name().to_string_lossy().starts_with("read-models.db") {
                std::fs::remove_file(file.path())?;
            }
        }
        service.start_again()
    }

    /// Waits until every service that runs says that it is ready.
    pub async fn ready(&mut self) -> Result<(), TestError> {
        for (name, service) in &mut self.services {
            service.ready(name).await?;
        }
        Ok(())
    }

    /// What every process has written so far, those that are there no more included.
    pub fn logs(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.folder.path()).into_iter().flatten().flatten().map(|entry| entry.path());
        let logs = files.filter(|path| path.extension().is_some_and(|extension| extension == "log"));
        logs.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
    }

    /// Changes how the wires between the services and all NATS servers are.
    pub fn set_wires(&self, wire: proxy::Wire) {
        for proxy in &self.proxies {
            proxy.set(wire);
        }
    }

    /// The number of the NATS server that leads the stream of events.
    pub async fn stream_leader(&self) -> Result<usize, TestError> {
        eventually("the stream to have a leader", || async {
            let mut seen = String::new();
            for server in &self.nats.servers {
                let address = format!("http://127.0.0.1:{}/jsz?streams=1", server.ports().monitoring);
                let Ok(response) = reqwest::get(&address).await else { continue };
                let told: Value = response.json().await.map_err(|error| error.to_string())?;
                let accounts = told["account_details"].as_array().into_iter().flatten();
                let mut streams =
                    accounts.flat_map(|account| account["stream_detail"].as_array().into_iter().flatten());
                let leader =
                    streams.find(|stream| stream["name"] == STREAM).map(|stream| stream["cluster"]["leader"].clone());
                let found =
                    self.nats.servers.iter().position(|one| leader.as_ref().is_some_and(|name| name == one.name()));
                if let Some(found) = found {
                    return Ok(found);
                }
                seen = told.to_string();
            }
            Err(seen)
        })
        .await
    }

    /// Deletes the stream of events from the road, with everything that was read from it.
    pub async fn delete_the_stream(&self) -> Result<(), TestError> {
        let client = self.operator().await?;
        let deleted = transport::jetstream(client).delete_stream(STREAM).await.map_err(|error| unexpected(&error))?;
        if deleted.success { Ok(()) } else { Err(TestError::Unexpected("the stream stays".to_owned())) }
    }

    /// A connection of whoever may do everything, straight to the servers.
    async fn operator(&self) -> Result<async_nats::Client, TestError> {
        let secrets = self.folder.path().join("secrets");
        let settings = transport::NatsSettings {
            servers: self.nats.urls(),
            ca_file: Some(secrets.join("ca.pem")),
            user: Some(OPERATOR.to_owned()),
            password_file: Some(secrets.join("operator.password")),
        };
        transport::connect(&settings, OPERATOR).await.map_err(|error| unexpected(&error))
    }

    /// The running service of this name.
    pub fn service(&mut self, name: &str) -> Result<&mut Service, TestError> {
        self.services.get_mut(name).ok_or_else(|| TestError::Unexpected(format!("no service {name} runs")))
    }

    /// The latest way in that the gateway printed.
    pub fn sign_in_link(&self) -> Result<String, TestError> {
        let log = self.services.get("gateway").map(Service::log).unwrap_or_default();
        let link = log.lines().rev().find_map(|line| line.trim().strip_prefix("Sign in").map(str::trim));
        link.map(str::to_owned).ok_or_else(|| TestError::Unexpected(format!("no link in {log}")))
    }

    /// Signs in by what the gateway printed, which makes the first administrator once.
    pub async fn sign_in(&self) -> Result<Page, TestError> {
        Page::sign_in(&self.sign_in_link()?).await
    }

    /// Gives a person a phone with an invitation to take, and has it taken.
    pub async fn link_phone(
        &self,
        page: &Page,
        contact: i64,
        (institution, person): (&str, &str),
        language: &str,
    ) -> Result<(), TestError> {
        link_phone(&self.simulator, page, contact, (institution, person), language).await
    }
}

fn unexpected(error: &impl ToString) -> TestError {
    TestError::Unexpected(error.to_string())
}

/// The configuration of the deployment's NATS servers, as it is but for one user more, who may do everything, and for the
/// one line that Debian's server does not know.
fn nats_setup(secrets: &Path) -> Result<Setup, TestError> {
    let binary = Binary::debian().map_err(|error| unexpected(&error))?;
    let deployed = std::fs::read_to_string(repository().join("deploy/nats/nats.conf"))?;
    let with_operator = format!("users: [\n  {{ user: {OPERATOR}, password: {OPERATOR} }}");
    let config = secrets.join("nats.conf");
    // Debian's server does not know when to write to disk.
    let deployed = deployed.replacen("include ./sync.conf", "", 1);
    std::fs::write(&config, deployed.replacen("users: [", &with_operator, 1))?;
    let mut setup = Setup::new(binary).configured_by(config).with_tls_addresses();
    for line in std::fs::read_to_string(secrets.join("nats.env"))?.lines() {
        if let Some((name, value)) = line.split_once('=') {
            setup = setup.variable(name, value);
        }
    }
    let path = |name: &str| format!("\"{}\"", secrets.join(name).display());
    Ok(setup
        .variable("NATS_CERTIFICATE", &path("nats-1.pem"))
        .variable("NATS_KEY", &path("nats-1.key"))
        .variable("NATS_CA", &path("ca.pem")))
}

fn free_port() -> Result<u16, TestError> {
    nats_server_process::ports::free().map_err(|error| unexpected(&error))
}

fn spawn(arguments: &[String], environment: &BTreeMap<String, String>, log: &Path) -> Result<Child, TestError> {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(log)?;
    Ok(Command::new(binary()?)
        .args(arguments)
        .envs(environment)
        .current_dir(repository())
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()?)
}
