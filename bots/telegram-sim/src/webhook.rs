//! The address the bot wants its updates posted to.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{failure::Failure, updates::UpdateQueue};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Webhook {
    pub(crate) url: String,
    pub(crate) secret_token: Option<String>,
    max_connections: i64,
    last_error: Option<(i64, String)>,
}

impl Webhook {
    pub(crate) fn new(url: &str, secret_token: Option<String>, max_connections: Option<i64>) -> Result<Self, Failure> {
        let address =
            reqwest::Url::parse(url).map_err(|_| Failure::bad_request("bad webhook: invalid webhook URL specified"))?;
        // Plain http is what a local Bot API server takes too; the real one wants https.
        if !matches!(address.scheme(), "http" | "https") {
            return Err(Failure::bad_request("bad webhook: An HTTPS URL must be provided for webhook"));
        }
        if let Some(secret) = &secret_token {
            if secret.len() > 256 {
                return Err(Failure::bad_request("secret token is too long"));
            }
            if !secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
                return Err(Failure::bad_request("secret token contains unallowed characters"));
            }
        }
        Ok(Self {
            url: url.to_owned(),
            secret_token: secret_token.filter(|secret| !secret.is_empty()),
            max_connections: max_connections.unwrap_or(40).clamp(1, 100),
            last_error: None,
        })
    }

    pub(crate) fn failed(&mut self, at: i64, what: String) {
        self.last_error = Some((at, what));
    }
}

/// The answer to `getWebhookInfo`.
pub(crate) fn info(webhook: Option<&Webhook>, updates: &UpdateQueue) -> Value {
    let mut info = json!({
        "url": webhook.map_or("", |webhook| webhook.url.as_str()),
        "has_custom_certificate": false,
        "pending_update_count": updates.len(),
    });
    if let Some(webhook) = webhook {
        info["max_connections"] = json!(webhook.max_connections);
        if let Some((at, what)) = &webhook.last_error {
            info["last_error_date"] = json!(at);
            info["last_error_message"] = json!(what);
        }
    }
    if let Some(allowed) = updates.allowed() {
        info["allowed_updates"] = json!(allowed);
    }
    info
}
