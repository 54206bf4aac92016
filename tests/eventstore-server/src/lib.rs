//! A server that speaks the event store's published protocol, for tests: an unmodified client cannot tell it from a node,
//! or three, of the real thing by what is asked here.
//!
//! What lives here: the gRPC services `Streams`, `Gossip` and `ServerFeatures` (whatever else is asked for is answered as
//! not implemented), on top of focalpoint's own [`store::SqliteEventStore`], with the answers and the errors of the real
//! server; and the control by which a test makes a node step down, refuse, delay, lose answers, drop subscriptions, stop
//! and come back. May depend on `store` and the protocol's libraries; knows nothing of what an event means, and nothing of
//! focalpoint's own adapter, which it is to test.
//!
//! It is no event store to keep anything in: one process answers for all nodes, there is no replication, no scavenging, no
//! persistent subscription, no projection and no TLS.
//!
//! - [`cluster`]: the nodes, and the control over them; [`cluster_state`]: which of them leads, what is wrong with them.
//! - `log`: streams, revisions, positions and repeated ids as the real server has them, on the `SQLite` store.
//! - `streams`, `gossip`, `features`: the services.
//! - `refusals`: errors as the real server sends them.
//! - [`control`]: the control over HTTP, for tests that run the server as a process.

// tonic's services return its large status, and so does everything that they ask.
#![expect(clippy::result_large_err, reason = "the status of gRPC is the error of every answer")]

pub mod cluster;
pub mod cluster_state;
pub mod control;
mod features;
mod filter;
mod gossip;
mod log;
mod node;
mod refusals;
mod start_error;
mod streams;

/// The protocol, made from `proto/`.
mod protocol {
    #![allow(
        missing_docs,
        unreachable_pub,
        clippy::all,
        clippy::pedantic,
        clippy::allow_attributes_without_reason,
        reason = "made from the protocol's files"
    )]

    pub mod google {
        pub mod rpc {
            tonic::include_proto!("google.rpc");
        }
    }

    pub mod event_store {
        pub mod client {
            tonic::include_proto!("event_store.client");

            pub mod streams {
                tonic::include_proto!("event_store.client.streams");
            }
            pub mod gossip {
                tonic::include_proto!("event_store.client.gossip");
            }
            pub mod server_features {
                tonic::include_proto!("event_store.client.server_features");
            }
        }
    }

    pub use event_store::client as shared;
    pub use event_store::client::{gossip, server_features, streams};
}

pub use cluster::{Cluster, ClusterSettings};
pub use start_error::StartError;
