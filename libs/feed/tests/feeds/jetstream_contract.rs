//! The feed over JetStream under the suite, with a relay between.

use std::sync::Arc;
use std::time::Duration;

use feed::EventFeed;
use nats_server_process::Binary;
use store::EventStore;

use crate::contract::Harness;
use crate::relayed_store::{EAGER, RelayedStore, Relaying};

struct Relayed {
    relayed: RelayedStore,
    _relay: Relaying,
}

impl Relayed {
    async fn on(binary: Binary) -> Self {
        let relayed = RelayedStore::new(binary).await;
        relayed.lay().await;
        let relay = relayed.relay("relay", Duration::from_secs(3600));
        Self { relayed, _relay: relay }
    }

    fn store(&self) -> Arc<dyn EventStore> {
        self.relayed.store.clone()
    }

    fn feed(&self, reader: &str) -> Box<dyn EventFeed> {
        Box::new(self.relayed.feed(reader, EAGER))
    }
}

macro_rules! contract_on {
    ($server:ident, $binary:expr) => {
        mod $server {
            use super::*;
            use crate::event_feed_contract;

            struct Here(Relayed);

            impl Harness for Here {
                async fn fresh() -> Self {
                    Self(Relayed::on($binary.unwrap()).await)
                }

                fn store(&self) -> Arc<dyn EventStore> {
                    self.0.store()
                }

                fn feed(&self, reader: &str) -> Box<dyn EventFeed> {
                    self.0.feed(reader)
                }
            }

            event_feed_contract!(Here);
        }
    };
}

contract_on!(debians_server, Binary::debian());
contract_on!(newer_server, Binary::newer());
