//! A focalpoint of its own (`focalpoint up`), with a messenger beside it, at an address at which browsers let pages ask for
//! passkeys.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use telegram_sim::{SimConfig, Simulator};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use crate::process::{binary, focalpoint, repository, write_secret};
use crate::{LOOK_AGAIN, PATIENCE, TestError};

const BOT_TOKEN: &str = "1:x";

/// A running focalpoint.
pub struct OwnHub {
    process: Child,
    messenger: CancellationToken,
    config: PathBuf,
    /// Where its pages are, without a slash at its end.
    pub base: String,
    /// The link of the first start.
    pub first_start: String,
    /// The messenger's local server.
    pub simulator: Arc<Simulator>,
    /// The messenger's address.
    pub chat: String,
}

fn spawn(config: &Path) -> Result<Child, TestError> {
    // What cannot be written is an error for it, not its end.
    let ignoring = "trap '' XFSZ; exec \"$0\" up --config \"$1\"";
    Ok(Command::new("sh")
        .args(["-c", ignoring])
        .arg(binary()?)
        .arg(config)
        .current_dir(repository())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?)
}

impl OwnHub {
    /// Starts one on a free port, with these further tables of settings, and waits until it says where people come in.
    pub async fn start(data: &Path, further: &str) -> Result<Self, TestError> {
        Self::start_with(data, further, &[]).await
    }

    /// The same, with these folders of files imported.
    pub async fn start_with(data: &Path, further: &str, folders: &[&str]) -> Result<Self, TestError> {
        let messenger = CancellationToken::new();
        let chat = TcpListener::bind("127.0.0.1:0").await?;
        let chat_url = format!("http://{}", chat.local_addr()?);
        let simulator = Simulator::new(SimConfig::new(BOT_TOKEN, "a_bot", "a"), Arc::new(telegram_sim::SystemClock))
            .map_err(|error| TestError::Unexpected(error.to_string()))?;
        tokio::spawn(telegram_sim::serve(chat, simulator.clone(), messenger.clone().cancelled_owned()));

        let port = nats_server_process::ports::free().map_err(|error| TestError::Unexpected(error.to_string()))?;
        let (config, folder) = (data.join("focalpoint.toml"), data.display());
        write_secret(&data.join("token"), BOT_TOKEN)?;
        let settings = format!(
            "tenant = \"kosovo\"\ndata = \"{folder}\"\nlisten = \"127.0.0.1:{port}\"\n\
             public_url = \"http://localhost:{port}\"\n{further}\n\
             [telegram]\napi_url = \"{chat_url}\"\ntoken_file = \"{folder}/token\"\n",
        );
        std::fs::write(&config, settings)?;
        if !folders.is_empty() {
            let path = config.display().to_string();
            let imported = focalpoint(&[&["import", "--config", &path], folders].concat()).await?;
            if !imported.status.success() {
                return Err(TestError::Unexpected(String::from_utf8_lossy(&imported.stderr).into_owned()));
            }
        }
        let mut process = spawn(&config)?;
        let stdout = process.stdout.take().ok_or_else(|| TestError::Unexpected("no output".to_owned()))?;
        let mut lines = BufReader::new(stdout).lines();
        let link = async {
            while let Some(line) = lines.next_line().await? {
                if let Some(link) = line.trim().strip_prefix("Sign in") {
                    return Ok(link.trim().to_owned());
                }
            }
            Err(TestError::Unexpected("it ended before it was ready".to_owned()))
        };
        let first_start = tokio::time::timeout(PATIENCE, link)
            .await
            .map_err(|_| TestError::InVain { what: "the link of the first start".to_owned(), seen: String::new() })??;
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let base = format!("http://localhost:{port}");
        Ok(Self { process, messenger, config, base, first_start, simulator, chat: chat_url })
    }

    /// Kills it as a power cut would and waits until it is gone.
    pub async fn kill(&mut self) -> Result<(), TestError> {
        Ok(self.process.kill().await?)
    }

    /// Sends it a signal: `STOP`, `CONT`, `TERM`.
    pub async fn signal(&self, name: &str) -> Result<(), TestError> {
        self.have("kill", &[format!("-{name}")]).await
    }

    /// Lets none of its files grow beyond so many bytes; `None`: as far as they can.
    pub async fn bound_files(&self, bytes: Option<u64>) -> Result<(), TestError> {
        let most = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        self.have("prlimit", &[format!("--fsize={most}:"), "--pid".to_owned()]).await
    }

    /// Has a program do something to its process.
    async fn have(&self, program: &str, arguments: &[String]) -> Result<(), TestError> {
        let Some(id) = self.process.id() else { return Ok(()) };
        Command::new(program).args(arguments).arg(id.to_string()).status().await?;
        Ok(())
    }

    /// Waits until it has ended.
    pub async fn ended(&mut self) -> Result<(), TestError> {
        let waited = tokio::time::timeout(PATIENCE, self.process.wait()).await;
        waited.map_err(|_| TestError::InVain { what: "its end".to_owned(), seen: "it runs".to_owned() })??;
        Ok(())
    }

    /// Starts it again on the same port with the same files.
    pub fn start_again(&mut self) -> Result<(), TestError> {
        self.process = spawn(&self.config)?;
        if let Some(stdout) = self.process.stdout.take() {
            let mut lines = BufReader::new(stdout).lines();
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        }
        Ok(())
    }

    /// Waits until it says that it is ready, and starts it again where it has ended by itself, as whoever keeps services running
    /// does.
    pub async fn ready(&mut self) -> Result<(), TestError> {
        let (end, address) = (tokio::time::Instant::now() + PATIENCE, format!("{}/ready", self.base));
        loop {
            if self.process.try_wait()?.is_some() {
                self.start_again()?;
            }
            let seen = match reqwest::get(&address).await {
                Ok(answer) if answer.status().is_success() => return Ok(()),
                Ok(answer) => answer.text().await.unwrap_or_default(),
                Err(error) => error.to_string(),
            };
            if tokio::time::Instant::now() >= end {
                return Err(TestError::InVain { what: "the hub to be ready".to_owned(), seen });
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Ends it and its messenger.
    pub async fn stop(mut self) -> Result<(), TestError> {
        self.process.kill().await?;
        self.messenger.cancel();
        Ok(())
    }
}
