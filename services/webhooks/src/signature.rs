//! How a message is signed: `v1` of Standard Webhooks (<https://www.standardwebhooks.com>), HMAC-SHA-256 over id, time and body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use links::WebhookSecret;
use sha2::Sha256;

/// The header `webhook-signature`: a signature by each secret, the newest first.
pub fn signature(secrets: &[WebhookSecret], id: &str, timestamp: i64, body: &str) -> String {
    let one = |secret: &WebhookSecret| {
        // HMAC takes a key of any length, so there always is one.
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.bytes()).ok()?;
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    };
    secrets.iter().filter_map(one).collect::<Vec<_>>().join(" ")
}
