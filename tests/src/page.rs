//! The secretariat's page and API, signed in.

use std::sync::Arc;
use std::time::Duration;

use reqwest::cookie::Jar;
use reqwest::{Client, StatusCode, Url, header};
use serde_json::Value;

use crate::TestError;

/// The first link to sign in that stands in a message, as text or as HTML.
pub fn sign_in_link_in(message: &str) -> Option<String> {
    let text = message.replace("&#x2f;", "/").replace("&amp;", "&");
    let words = text.split(['"', '<', '>', ' ', '\n']);
    words.map(str::to_owned).find(|word| word.contains("/sign-in?token="))
}

/// Somebody signed in.
pub struct Page {
    http: Client,
    base: String,
}

impl Page {
    /// Opens a way in and presses its button: that of a one-time link, of the first start, where one says who one is, or of
    /// the demo, where one becomes whoever comes first.
    pub async fn sign_in(link: &str) -> Result<Self, TestError> {
        Self::enter(link, None).await
    }

    /// The same in the demo as this very person.
    pub async fn sign_in_as(link: &str, person: &str) -> Result<Self, TestError> {
        Self::enter(link, Some(person)).await
    }

    async fn enter(link: &str, who: Option<&str>) -> Result<Self, TestError> {
        let address: Url = link.parse().map_err(|_| TestError::Unexpected(format!("{link} is no address")))?;
        let http = Client::builder().cookie_store(true).build()?;
        let form = http.get(address.clone()).send().await?;
        let (status, form) = (form.status(), form.text().await?);
        if !status.is_success() {
            return Err(TestError::Unexpected(format!("{link}: {status} {form}")));
        }
        let token = address.query_pairs().find(|(name, _)| name == "token").map(|(_, token)| token.into_owned());
        let first = form.split("name=\"person\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let somebody = who.or(first);
        let mut fields = vec![("name", "Teuta Berisha")];
        fields.extend(somebody.map(|person| ("person", person)));
        fields.extend(token.as_deref().map(|token| ("token", token)));
        let base = address.origin().ascii_serialization();
        let entered =
            http.post(format!("{base}{}", address.path())).header("Origin", &base).form(&fields).send().await?;
        let (status, entered) = (entered.status(), entered.text().await?);
        if !status.is_success() {
            return Err(TestError::Unexpected(format!("signing in at {link}: {status} {entered}")));
        }
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

    /// Reads a page in a language; told to wait because so much was asked, it waits for as long as it is told.
    pub async fn read(&self, path: &str) -> Result<String, TestError> {
        loop {
            let response = self.http.get(self.address(path)).send().await?;
            let status = response.status();
            let wait =
                response.headers().get(header::RETRY_AFTER).and_then(|seconds| seconds.to_str().ok()?.parse().ok());
            match wait.filter(|_| status == StatusCode::TOO_MANY_REQUESTS) {
                Some(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
                None if status.is_success() => return Ok(response.text().await?),
                None => return Err(TestError::Unexpected(format!("{path}: {status}"))),
            }
        }
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

    /// Everything that a list of the API has, page by page.
    pub async fn all(&self, path: &str) -> Result<Vec<Value>, TestError> {
        let (mut items, mut after) = (vec![], String::new());
        loop {
            let mut page = self.api(&format!("{path}{after}")).await?;
            if let Some(Value::Array(more)) = page.get_mut("items").map(Value::take) {
                items.extend(more);
            }
            let Some(next) = page["next"].as_str() else { return Ok(items) };
            after = format!("{}after={next}", if path.contains('?') { "&" } else { "?" });
        }
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
