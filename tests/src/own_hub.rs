//! A focalpoint of its own (`focalpoint up`), with a messenger beside it, at an address at which browsers let pages ask for
//! passkeys.

use std::path::Path;
use std::process::Stdio;

use telegram_sim::{SimConfig, Simulator};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use crate::process::{binary, repository};
use crate::{PATIENCE, TestError};

const BOT_TOKEN: &str = "1:x";

/// A running focalpoint.
pub struct OwnHub {
    process: Child,
    messenger: CancellationToken,
    /// Where its pages are, without a slash at its end.
    pub base: String,
    /// The link of the first start.
    pub first_start: String,
}

impl OwnHub {
    /// Starts one on a free port, with these further tables of settings, and waits until it says where people come in.
    pub async fn start(data: &Path, further: &str) -> Result<Self, TestError> {
        let messenger = CancellationToken::new();
        let chat = TcpListener::bind("127.0.0.1:0").await?;
        let chat_url = format!("http://{}", chat.local_addr()?);
        let simulator =
            Simulator::new(SimConfig::new(BOT_TOKEN, "a_bot", "a"), std::sync::Arc::new(telegram_sim::SystemClock))
                .map_err(|error| TestError::Unexpected(error.to_string()))?;
        tokio::spawn(telegram_sim::serve(chat, simulator, messenger.clone().cancelled_owned()));

        let port = nats_server_process::ports::free().map_err(|error| TestError::Unexpected(error.to_string()))?;
        let (config, folder) = (data.join("focalpoint.toml"), data.display());
        std::fs::write(data.join("token"), BOT_TOKEN)?;
        let settings = format!(
            "tenant = \"kosovo\"\ndata = \"{folder}\"\nlisten = \"127.0.0.1:{port}\"\n\
             public_url = \"http://localhost:{port}\"\n{further}\n\
             [telegram]\napi_url = \"{chat_url}\"\ntoken_file = \"{folder}/token\"\n",
        );
        std::fs::write(&config, settings)?;
        let mut process = Command::new(binary()?)
            .args(["up", "--config"])
            .arg(&config)
            .current_dir(repository())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
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
        Ok(Self { process, messenger, base: format!("http://localhost:{port}"), first_start })
    }

    /// Ends it and its messenger.
    pub async fn stop(mut self) -> Result<(), TestError> {
        self.process.kill().await?;
        self.messenger.cancel();
        Ok(())
    }
}
