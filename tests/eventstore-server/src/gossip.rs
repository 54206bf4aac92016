//! Who the nodes are and which of them leads. Every node says the same.

use std::sync::Arc;

use chrono::Utc;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::cluster_state::ClusterState;
use crate::protocol::gossip::gossip_server::Gossip;
use crate::protocol::gossip::member_info::VNodeState;
use crate::protocol::gossip::{ClusterInfo, EndPoint, MemberInfo};
use crate::protocol::shared::{self, uuid::Value};

pub(crate) struct Members {
    pub(crate) shared: Arc<ClusterState>,
}

#[tonic::async_trait]
impl Gossip for Members {
    #[expect(clippy::disallowed_methods, reason = "a server of its own: its time is the machine's")]
    async fn read(&self, _: Request<shared::Empty>) -> Result<Response<ClusterInfo>, Status> {
        let condition = self.shared.condition();
        let members = self.shared.addresses.iter().enumerate().map(|(number, address)| {
            let state = if !self.shared.is_running(number) {
                VNodeState::Shutdown
            } else if condition.leader == Some(number) {
                VNodeState::Leader
            } else {
                VNodeState::Follower
            };
            MemberInfo {
                instance_id: Some(shared::Uuid {
                    value: Some(Value::String(
                        Uuid::new_v5(&Uuid::NAMESPACE_URL, address.to_string().as_bytes()).to_string(),
                    )),
                }),
                time_stamp: Utc::now().timestamp_micros() * 10,
                state: state.into(),
                is_alive: self.shared.is_running(number),
                http_end_point: Some(EndPoint { address: address.ip().to_string(), port: address.port().into() }),
            }
        });
        Ok(Response::new(ClusterInfo { members: members.collect() }))
    }
}
