//! What the bot did not answer, as figures for Prometheus. Knows the bot's own count and nothing else of it.

use std::fmt;
use std::sync::Arc;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use telegram::ChatFigures;

/// The figures of the bot at work.
#[derive(Debug)]
pub(super) struct ChatMetrics(pub(super) Arc<ChatFigures>);

impl Collector for ChatMetrics {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let mut counter = |name: &str, help: &str, number: u64| {
            let counter = ConstCounter::new(number);
            counter.encode(encoder.encode_descriptor(name, help, None, counter.metric_type())?)
        };
        let help = "Messages of strangers beyond what is answered to all of them together";
        counter("chat_strangers_unanswered", help, self.0.unanswered_strangers())?;
        counter("chat_messages_unread", "Messages of a chat of which too many waited", self.0.unread())
    }
}
