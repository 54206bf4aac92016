//! The settings of webhooks: where messages may go.

use serde::Deserialize;
use webhooks::NetworkPolicy;

/// Where webhooks' messages may go.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutgoingSettings {
    /// Whether they may go to this machine and to private networks, where receivers are in the house; not unless said.
    #[serde(default)]
    pub private_addresses: bool,
}

impl OutgoingSettings {
    /// Which addresses may be reached.
    pub(crate) fn policy(self) -> NetworkPolicy {
        if self.private_addresses { NetworkPolicy::PrivateToo } else { NetworkPolicy::PublicOnly }
    }
}
