//! What this server can do, as the real one says it.

use tonic::{Request, Response, Status};

use crate::protocol::server_features::server_features_server::ServerFeatures;
use crate::protocol::server_features::{SupportedMethod, SupportedMethods};
use crate::protocol::shared;

/// What the server says it is: the release whose behaviour it has.
const VERSION: &str = "24.10.0";
const STREAMS: &str = "event_store.client.streams.streams";

/// Method, service, features.
const METHODS: &[(&str, &str, &[&str])] = &[
    ("read", STREAMS, &["position", "events"]),
    ("append", STREAMS, &[]),
    ("delete", STREAMS, &[]),
    ("tombstone", STREAMS, &[]),
    ("batchappend", STREAMS, &["deadline_duration"]),
    ("read", "event_store.client.gossip.gossip", &[]),
    ("getsupportedmethods", "event_store.client.server_features.serverfeatures", &[]),
];

pub(crate) struct Features;

#[tonic::async_trait]
impl ServerFeatures for Features {
    async fn get_supported_methods(&self, _: Request<shared::Empty>) -> Result<Response<SupportedMethods>, Status> {
        let methods = METHODS.iter().map(|(method, service, features)| SupportedMethod {
            method_name: (*method).to_owned(),
            service_name: (*service).to_owned(),
            features: features.iter().map(ToString::to_string).collect(),
        });
        Ok(Response::new(SupportedMethods {
            methods: methods.collect(),
            event_store_server_version: VERSION.to_owned(),
        }))
    }
}
