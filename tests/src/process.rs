//! focalpoint as a process.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::{PATIENCE, TestError};

/// The repository's top folder.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The real binary, built beside the tests.
pub fn binary() -> Result<PathBuf, TestError> {
    built("focalpoint")
}

/// A binary of this workspace, built beside the tests.
pub fn built(name: &str) -> Result<PathBuf, TestError> {
    let beside = std::env::current_exe()?.ancestors().nth(2).map(|folder| folder.join(name));
    beside
        .filter(|path| path.is_file())
        .ok_or_else(|| TestError::Unexpected(format!("the binary {name} is not built: run ./test")))
}

/// Runs a command of focalpoint to its end.
pub async fn focalpoint(arguments: &[&str]) -> Result<Output, TestError> {
    Ok(Command::new(binary()?).args(arguments).current_dir(repository()).stdin(Stdio::null()).output().await?)
}

/// Writes a secret that only its owner reads.
pub fn write_secret(path: &Path, secret: &str) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    std::fs::write(path, secret)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

/// Writes a configuration for a data folder that a demo has left, and gives its path.
pub fn configured(data: &Path) -> Result<PathBuf, TestError> {
    let (config, folder) = (data.join("focalpoint.toml"), data.display());
    write_secret(&data.join("token"), "1:x")?;
    let settings = format!(
        "tenant = \"kosovo\"\ndata = \"{folder}\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"http://localhost\"\n\
         [telegram]\ntoken_file = \"{folder}/token\"\n",
    );
    std::fs::write(&config, settings)?;
    Ok(config)
}

/// Has the read models of a data folder made anew; it is an error when they come out otherwise.
pub async fn replay_is_identical(data: &Path) -> Result<(), TestError> {
    let config = configured(data)?.display().to_string();
    let replay = focalpoint(&["replay", "--config", &config]).await?;
    let said = String::from_utf8_lossy(&replay.stdout).into_owned() + &String::from_utf8_lossy(&replay.stderr);
    if replay.status.success() && said.contains("identical") { Ok(()) } else { Err(TestError::Unexpected(said)) }
}

/// A running demo.
pub struct Demo {
    child: Child,
    /// The chat page's address, without a slash at its end.
    pub chat: String,
    /// The one-time link to the secretariat's page.
    pub sign_in: String,
}

impl Demo {
    /// Starts the demo on the committed input, on free ports, and waits until it says that it is ready.
    pub async fn start(data: &Path) -> Result<Self, TestError> {
        Self::run(Command::new(binary()?).arg("demo"), data).await
    }

    /// The same, with these environment variables.
    pub async fn start_with(data: &Path, variables: &[(&str, &str)]) -> Result<Self, TestError> {
        Self::run(Command::new(binary()?).arg("demo").envs(variables.iter().copied()), data).await
    }

    /// The same, with what it logs at this level in a file.
    pub async fn start_logging(data: &Path, log: &Path, level: &str) -> Result<Self, TestError> {
        let log = std::fs::File::create(log)?;
        Self::run(Command::new(binary()?).args(["--log", level, "demo"]).env("NO_COLOR", "1").stderr(log), data).await
    }

    async fn run(command: &mut Command, data: &Path) -> Result<Self, TestError> {
        let mut child = command
            .args(["--listen", "127.0.0.1:0", "--chat", "127.0.0.1:0", "--data"])
            .arg(data)
            .current_dir(repository())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| TestError::Unexpected("no output".to_owned()))?;
        let mut lines = BufReader::new(stdout).lines();
        let (mut chat, mut sign_in, mut seen) = (None, None, String::new());
        let ready = async {
            while let Some(line) = lines.next_line().await? {
                seen.push_str(&line);
                seen.push('\n');
                let mut words = line.split_whitespace();
                match (words.next(), words.next()) {
                    (Some("Chat"), Some(address)) => chat = Some(address.trim_end_matches('/').to_owned()),
                    (Some("Secretariat"), Some(address)) => sign_in = Some(address.to_owned()),
                    _ => {}
                }
                if chat.is_some() && sign_in.is_some() {
                    return Ok(());
                }
            }
            Err(TestError::Unexpected("the demo ended before it was ready".to_owned()))
        };
        let outcome = tokio::time::timeout(PATIENCE, ready).await;
        match (outcome, chat, sign_in) {
            (Ok(Ok(())), Some(chat), Some(sign_in)) => {
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                Ok(Self { child, chat, sign_in })
            }
            (Ok(Err(error)), ..) => Err(error),
            _ => Err(TestError::InVain { what: "the demo to be ready".to_owned(), seen }),
        }
    }

    /// Kills the process as a power cut would (SIGKILL) and waits until it is gone.
    pub async fn kill(mut self) -> Result<(), TestError> {
        self.child.kill().await?;
        Ok(())
    }

    /// Asks the process to stop (SIGTERM) and waits for its end.
    pub async fn stop(mut self) -> Result<std::process::ExitStatus, TestError> {
        if let Some(id) = self.child.id() {
            Command::new("kill").arg(id.to_string()).status().await?;
        }
        Ok(tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .map_err(|_| TestError::InVain { what: "the demo to stop".to_owned(), seen: "it runs".to_owned() })??)
    }
}
