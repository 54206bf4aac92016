//! Messages under delivery, which outlive the look that began them: how they end, and that nobody is told two things by the same
//! channel at the same time. Knows neither what is said nor when.

use std::collections::BTreeSet;

use events::ids::Position;
use events::notification::ChannelKind;
use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use tokio::sync::{Semaphore, watch};

use crate::channel::{Addressee, Message};
use crate::notify_error::NotifyError;

/// How many messages are under delivery at a time by a channel.
const AT_A_TIME: usize = 4;

/// What became of one message.
pub(crate) enum Outcome {
    /// Delivered or overtaken, and recorded, the last record at this position.
    Told(Position),
    /// Not delivered, and recorded so.
    Failed(Position),
    /// To be tried again.
    Later,
    /// To be looked at again with the next news.
    Closed,
    /// A day has passed since it was planned: to be planned anew.
    Outdated,
}

/// That a message is under delivery, until this is dropped.
pub(crate) struct UnderDelivery<'a>(&'a watch::Sender<usize>);

impl<'a> UnderDelivery<'a> {
    pub(crate) fn begin(count: &'a watch::Sender<usize>) -> Self {
        count.send_modify(|messages| *messages += 1);
        Self(count)
    }
}

impl Drop for UnderDelivery<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|messages| *messages = messages.saturating_sub(1));
    }
}

/// How a delivery ended.
pub(crate) type FinishedDelivery = Result<Outcome, NotifyError>;

/// Whose turn it is to be delivered by a channel: each has its own, so that one that is slow does not hold up the other.
pub(crate) struct Turns {
    telegram: Semaphore,
    email: Semaphore,
}

impl Default for Turns {
    fn default() -> Self {
        Self { telegram: Semaphore::new(AT_A_TIME), email: Semaphore::new(AT_A_TIME) }
    }
}

impl Turns {
    /// Those of a channel.
    pub(crate) const fn of(&self, channel: ChannelKind) -> &Semaphore {
        match channel {
            ChannelKind::Telegram => &self.telegram,
            ChannelKind::Email => &self.email,
        }
    }
}

/// To whom a message goes, and by what.
type Destination = (ChannelKind, Addressee);

/// The messages under delivery, and those that wait for their turn.
#[derive(Default)]
pub(crate) struct Deliveries<'a> {
    running: FuturesUnordered<BoxFuture<'a, (Destination, FinishedDelivery)>>,
    to: BTreeSet<Destination>,
}

impl<'a> Deliveries<'a> {
    /// Begins to deliver a message; one to whoever is told something by the same channel already waits for a later look.
    pub(crate) fn begin<F>(&mut self, channel: ChannelKind, message: Message, deliver: impl FnOnce(Message) -> F)
    where
        F: Future<Output = FinishedDelivery> + Send + 'a,
    {
        let to = (channel, message.to.clone());
        if self.to.insert(to.clone()) {
            let delivery = deliver(message);
            self.running.push(Box::pin(async move { (to, delivery.await) }));
        }
    }

    /// How the next of them ends; nothing, where there is none.
    pub(crate) async fn next(&mut self) -> Option<FinishedDelivery> {
        let (to, finished) = self.running.next().await?;
        self.to.remove(&to);
        Some(finished)
    }

    /// Whether nothing is under delivery.
    pub(crate) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }
}
