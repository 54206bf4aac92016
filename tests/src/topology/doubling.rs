//! Messages that come twice.
//!
//! The wires are encrypted, so what lies between a service and a server cannot double a message. Somebody who may do
//! everything listens instead, and says once more whatever goes by: each event on the road, under another id, so that the
//! server does not recognise it; each command, each question and each digest, with the place for its answer.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures::StreamExt;
use tokio::task::JoinSet;

use super::{Topology, unexpected};
use crate::TestError;

/// What is doubled.
const DOUBLED: [&str; 4] = ["coord.kosovo.>", "cmd.kosovo.*", "ask.kosovo.*", "deliver.kosovo"];
/// The header of what was said once more, so that it is not said a third time.
const MARK: &str = "Said-Once-More";
/// The header by which a server recognises an event that it has.
const EVENT_ID: &str = "Nats-Msg-Id";

/// Messages come twice while this is there.
pub struct Doubling {
    counts: Arc<Mutex<BTreeMap<&'static str, usize>>>,
    client: async_nats::Client,
    running: JoinSet<()>,
}

impl Doubling {
    /// How many messages came twice, by their subjects.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on each message comes once.
    pub async fn end(mut self) {
        self.running.shutdown().await;
        // What was said is to arrive; a connection that is lost meanwhile is another fault's business.
        let _ = self.client.flush().await;
    }
}

impl Topology {
    /// Has messages come twice.
    pub async fn double_messages(&self) -> Result<Doubling, TestError> {
        let client = self.operator().await?;
        let counts = Arc::new(Mutex::new(DOUBLED.map(|subject| (subject, 0)).into_iter().collect::<BTreeMap<_, _>>()));
        let mut running = JoinSet::new();
        for subject in DOUBLED {
            let mut heard = client.subscribe(subject).await.map_err(|error| unexpected(&error))?;
            let (client, counts) = (client.clone(), counts.clone());
            running.spawn(async move {
                while let Some(message) = heard.next().await {
                    let mut headers = message.headers.unwrap_or_default();
                    if headers.get(MARK).is_some() {
                        continue;
                    }
                    headers.insert(MARK, "yes");
                    if let Some(id) = headers.get(EVENT_ID).map(|id| format!("{id}-once-more")) {
                        headers.insert(EVENT_ID, id.as_str());
                    }
                    let (to, payload) = (message.subject, message.payload);
                    // The server's word that it has an event is nobody's business here.
                    let said = match message.reply.filter(|_| !subject.starts_with("coord")) {
                        Some(reply) => client.publish_with_reply_and_headers(to, reply, headers, payload).await,
                        None => client.publish_with_headers(to, headers, payload).await,
                    };
                    if said.is_ok() {
                        *counts.lock().unwrap_or_else(PoisonError::into_inner).entry(subject).or_default() += 1;
                    }
                }
            });
        }
        client.flush().await.map_err(|error| unexpected(&error))?;
        Ok(Doubling { counts, client, running })
    }
}
