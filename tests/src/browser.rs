//! A real browser: headless Chromium, driven by chromedriver.

use std::path::PathBuf;
use std::process::Stdio;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::{PATIENCE, TestError, eventually, process::repository};

/// A browser with one window.
pub struct Browser {
    /// The window, driven over `WebDriver`.
    pub window: Client,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser with a window of this size.
    pub async fn open(width: u32, height: u32) -> Result<Self, TestError> {
        Self::open_with(width, height, json!({})).await
    }

    /// Opens a browser as on a phone with a screen of this size, in the units that pages are laid out in.
    pub async fn open_as_phone(width: u32, height: u32) -> Result<Self, TestError> {
        let metrics = json!({ "width": width, "height": height, "pixelRatio": 2.0, "touch": true });
        Self::open_with(width, height, json!({ "mobileEmulation": { "deviceMetrics": metrics } })).await
    }

    async fn open_with(width: u32, height: u32, further: serde_json::Value) -> Result<Self, TestError> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = driver.stdout.take().ok_or_else(|| TestError::Unexpected("no output".to_owned()))?;
        let mut lines = BufReader::new(stdout).lines();
        let port = async {
            while let Some(line) = lines.next_line().await? {
                if let Some((_, port)) = line.rsplit_once("started successfully on port ") {
                    return Ok(port.trim_end_matches('.').to_owned());
                }
            }
            Err(TestError::Unexpected("chromedriver ended before it was ready".to_owned()))
        };
        let port = tokio::time::timeout(PATIENCE, port)
            .await
            .map_err(|_| TestError::InVain { what: "chromedriver's port".to_owned(), seen: String::new() })??;
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });

        let profile = tempfile::tempdir()?;
        let mut options = json!({
            "goog:chromeOptions": {
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en",
                    format!("--window-size={width},{height}"),
                    format!("--user-data-dir={}", profile.path().display()),
                ]
            }
        });
        for (name, value) in further.as_object().into_iter().flatten() {
            options["goog:chromeOptions"][name] = value.clone();
        }
        let capabilities = options.as_object().cloned().unwrap_or_default();
        let window = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?;
        Ok(Self { window, driver, _profile: profile })
    }

    /// Opens a one-time link, presses its button and waits for the page that it leads to.
    pub async fn sign_in(&self, link: &str) -> Result<(), TestError> {
        self.window.goto(link).await?;
        self.click("form[action='/sign-in'] button").await?;
        self.has_left("/sign-in").await
    }

    /// Waits until the window shows the page of this path.
    pub async fn is_at(&self, path: &str) -> Result<(), TestError> {
        eventually(&format!("the page {path}"), || async {
            let address = self.window.current_url().await.map_err(|error| error.to_string())?;
            if address.path() == path { Ok(()) } else { Err(address.to_string()) }
        })
        .await
    }

    /// Waits until the window shows a page of another path.
    pub async fn has_left(&self, path: &str) -> Result<(), TestError> {
        eventually(&format!("a page other than {path}"), || async {
            let address = self.window.current_url().await.map_err(|error| error.to_string())?;
            if address.path() == path { Err(address.to_string()) } else { Ok(()) }
        })
        .await
    }

    /// Waits for what a selector finds.
    pub async fn element(&self, css: &str) -> Result<Element, TestError> {
        Ok(self.window.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await?)
    }

    /// Presses what a selector finds, once it is there. News may put another of the same in its place just then: it is found anew.
    pub async fn click(&self, css: &str) -> Result<(), TestError> {
        eventually(&format!("{css} to be pressed"), || async {
            let element = self.window.find(Locator::Css(css)).await.map_err(|error| error.to_string())?;
            element.click().await.map_err(|error| error.to_string())
        })
        .await
    }

    /// Types into what a selector finds, once it is there.
    pub async fn write(&self, css: &str, text: &str) -> Result<(), TestError> {
        Ok(self.element(css).await?.send_keys(text).await?)
    }

    /// What stands in what a selector finds, once it is there.
    pub async fn reads(&self, css: &str) -> Result<String, TestError> {
        Ok(self.element(css).await?.text().await?)
    }

    /// Chooses the page's language, and waits until the page is in it: a window that is sent elsewhere before may still come
    /// back to where the button was.
    pub async fn speak(&self, language: &str) -> Result<(), TestError> {
        let spoken = format!("html[lang^='{language}']");
        let button = format!(".languages button[value='{language}']");
        let button = self.window.wait().at_most(PATIENCE).for_element(Locator::Css(&button)).await?;
        if self.window.find(Locator::Css(&spoken)).await.is_err() {
            button.click().await?;
            self.window.wait().at_most(PATIENCE).for_element(Locator::Css(&spoken)).await?;
        }
        Ok(())
    }

    /// Keeps a picture of the window as an artefact of the test, and gives its path.
    pub async fn keep_picture(&self, name: &str) -> Result<PathBuf, TestError> {
        let folder = repository().join("target").join("artefacts");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.png"));
        std::fs::write(&path, self.window.screenshot().await?)?;
        Ok(path)
    }

    /// Closes the window and ends the driver.
    pub async fn close(mut self) -> Result<(), TestError> {
        self.window.close().await?;
        self.driver.kill().await?;
        Ok(())
    }
}
