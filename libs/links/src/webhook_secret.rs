//! The secret by which a webhook's messages are signed: a signature over the webhook's id and the secret's number, so that it is
//! kept nowhere. Whoever shows it and whoever signs with it work it out each for themselves.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use events::ids::WebhookId;

use crate::key::LinkKey;
use crate::signed_link::joined;

const PURPOSE: &[u8] = b"focalpoint/webhook-secret/1\0";

/// What a secret begins with, as Standard Webhooks has it.
const PREFIX: &str = "whsec_";

/// A webhook's secret, 32 bytes. Not printable by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

impl WebhookSecret {
    /// The bytes that sign.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret as its receiver enters it: `whsec_` and Base64.
    pub fn shown(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }
}

impl LinkKey {
    /// The secret of this number of a webhook.
    pub fn webhook_secret(&self, webhook: &WebhookId, number: u32) -> WebhookSecret {
        WebhookSecret(self.signature(PURPOSE, &joined(&[webhook, &number])))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::signed_link::tests::key;

    #[test]
    fn each_webhook_and_each_number_has_a_secret_of_its_own() {
        let of = |letter: &str, id: &str, number| key(letter).webhook_secret(&id.parse().unwrap(), number);
        let all = [of("a", "w-1", 1), of("a", "w-1", 2), of("a", "w-2", 1), of("a", "w-11", 1), of("b", "w-1", 1)];
        let shown: BTreeSet<String> = all.iter().map(WebhookSecret::shown).collect();
        assert_eq!(shown.len(), all.len());
        assert!(all.iter().all(|secret| secret.bytes().len() == 32));
        assert_eq!(of("a", "w-1", 1), of("a", "w-1", 1), "whoever signs works out the same");
        assert_eq!(format!("{:?}", all[0]), "WebhookSecret(…)");
    }
}
