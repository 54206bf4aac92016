//! The secretariat's page and API, signed in.

use std::sync::Arc;

use reqwest::cookie::Jar;
use reqwest::{Client, StatusCode, Url};
use serde_json::Value;

use crate::TestError;

/// Somebody signed in.
pub struct Page {
    http: Client,
    base: String,
}

impl Page {
    /// Opens a one-time link.
    pub async fn sign_in(link: &str) -> Result<Self, TestError> {
        let http = Client::builder().cookie_store(true).build()?;
        let response = http.get(link).send().await?;
        if !response.status().is_success() {
            return Err(TestError::Unexpected(format!("sign-in: {}", response.status())));
        }
        let base = link.split("/sign-in").next().unwrap_or(link).to_owned();
        Ok(Self { http, base })
    }

    /// The same person at another address of the same site.
    pub fn at(self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self }
    }

    /// The same as a browser that is signed in sees, by its cookie.
    pub fn beside(base: &str, cookie: &str) -> Result<Self, TestError> {
        let url: Url = base.parse().map_err(|_| TestError::Unexpected(format!("{base} is no address")))?;
        let cookies = Jar::default();
        cookies.add_cookie_str(cookie, &url);
        let http = Client::builder().cookie_provider(Arc::new(cookies)).build()?;
        Ok(Self { http, base: base.to_owned() })
    }

    /// The address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Reads a page in a language.
    pub async fn read(&self, path: &str) -> Result<String, TestError> {
        let response = self.http.get(self.address(path)).send().await?;
        if !response.status().is_success() {
            return Err(TestError::Unexpected(format!("{path}: {}", response.status())));
        }
        Ok(response.text().await?)
    }

    /// Asks the API.
    pub async fn api(&self, path: &str) -> Result<Value, TestError> {
        let response = self.http.get(self.address(&format!("/api/v1{path}"))).send().await?;
        let (status, text) = (response.status(), response.text().await?);
        if !status.is_success() {
            return Err(TestError::Unexpected(format!("{path}: {status} {text}")));
        }
        serde_json::from_str(&text).map_err(|error| TestError::Unexpected(format!("{path}: {error} in {text}")))
    }

    /// Asks something of the API, once for each key.
    pub async fn post(&self, path: &str, key: &str, body: &Value) -> Result<(StatusCode, Value), TestError> {
        let request = self.http.post(self.address(&format!("/api/v1{path}"))).header("Idempotency-Key", key).json(body);
        let response = request.send().await?;
        let (status, text) = (response.status(), response.text().await?);
        Ok((status, serde_json::from_str(&text).unwrap_or(Value::String(text))))
    }

    /// Asks something of the API, and gives the code, the message and the seconds to wait of a refusal that is about
    /// what is away; nothing, when it is answered.
    pub async fn refusal(
        &self,
        path: &str,
        key: &str,
        body: &Value,
    ) -> Result<Option<(String, String, Option<u64>)>, TestError> {
        let request = self.http.post(self.address(&format!("/api/v1{path}"))).header("Idempotency-Key", key).json(body);
        let response = request.send().await?;
        if response.status() != StatusCode::SERVICE_UNAVAILABLE {
            return Ok(None);
        }
        let retry_after = response.headers().get("Retry-After").and_then(|value| value.to_str().ok()?.parse().ok());
        let problem: Value = response.json().await?;
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        Ok(Some((text("code"), text("detail"), retry_after)))
    }

    /// Sends a page's form and gives the page that comes back.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Result<String, TestError> {
        let request = self.http.post(self.address(path)).header("Origin", self.base.as_str()).form(fields);
        let response = request.send().await?;
        let (status, text) = (response.status(), response.text().await?);
        if status.is_success() { Ok(text) } else { Err(TestError::Unexpected(format!("{path}: {status} {text}"))) }
    }

    /// Sends a page's form that is to be refused and gives the page that says what is wrong with it.
    pub async fn submit_wrong(&self, path: &str, fields: &[(&str, &str)]) -> Result<String, TestError> {
        let request = self.http.post(self.address(path)).header("Origin", self.base.as_str()).form(fields);
        let response = request.send().await?;
        let (status, text) = (response.status(), response.text().await?);
        match status {
            StatusCode::UNPROCESSABLE_ENTITY => Ok(text),
            _ => Err(TestError::Unexpected(format!("{path}: {status} {text}"))),
        }
    }
}
