//! Which channels and people are left alone for a while, and until when. Knows real time only as it is told.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use events::notification::ChannelKind;

use crate::channel::Addressee;

/// How long a channel is left alone after it has failed once without saying for how long; twice as long each further time.
const FIRST: Duration = Duration::from_secs(5);
/// How long at most.
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// What is left alone.
#[derive(Debug, Default)]
pub(crate) struct DeliveryPauses {
    channels: BTreeMap<ChannelKind, Instant>,
    /// How often each channel has failed in a row.
    failures: BTreeMap<ChannelKind, u32>,
    /// Channels that want no message at all, as they said themselves: whoever goes on is made to wait longer.
    too_many: BTreeMap<ChannelKind, Instant>,
    addressees: BTreeMap<(ChannelKind, Addressee), Instant>,
}

impl DeliveryPauses {
    /// A channel failed without saying for how long it is to be left alone. What fails while it is left alone already, because
    /// it was under delivery, is the same failure.
    pub(crate) fn fails(&mut self, channel: ChannelKind, now: Instant) {
        if self.channels.get(&channel).is_some_and(|until| *until > now) {
            return;
        }
        let failures = self.failures.entry(channel).or_default();
        let pause = FIRST.saturating_mul(2_u32.saturating_pow(*failures)).min(LONGEST);
        *failures += 1;
        self.channels.insert(channel, now + pause);
    }

    /// A channel works.
    pub(crate) fn works(&mut self, channel: ChannelKind) {
        self.failures.remove(&channel);
    }

    /// A channel takes nothing until then, as it says.
    pub(crate) fn takes_no_more(&mut self, channel: ChannelKind, until: Instant) {
        self.too_many.insert(channel, until);
    }

    /// Somebody cannot be told by a channel until then.
    pub(crate) fn leave_addressee(&mut self, to: (ChannelKind, Addressee), until: Instant) {
        self.addressees.insert(to, until);
    }

    /// Forgets what may be tried again.
    pub(crate) fn forget_what_is_over(&mut self, now: Instant) {
        self.channels.retain(|_, until| *until > now);
        self.too_many.retain(|_, until| *until > now);
        self.addressees.retain(|_, until| *until > now);
    }

    /// Whether a channel has said that it takes nothing.
    pub(crate) fn wants_no_more(&self, channel: ChannelKind) -> bool {
        self.too_many.contains_key(&channel)
    }

    /// Whether somebody is not to be told by a channel now.
    pub(crate) fn covers(&self, channel: ChannelKind, to: &Addressee) -> bool {
        let channels = self.channels.contains_key(&channel) || self.wants_no_more(channel);
        channels || self.addressees.contains_key(&(channel, to.clone()))
    }

    /// When the first of them may be tried again.
    pub(crate) fn first_over(&self) -> Option<Instant> {
        let channels = self.channels.values().chain(self.too_many.values());
        channels.chain(self.addressees.values()).min().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_that_goes_on_failing_is_left_alone_longer_each_time_and_at_once_again_when_it_works() {
        let (mut pauses, channel) = (DeliveryPauses::default(), ChannelKind::Email);
        let mut now = Instant::now();
        for seconds in [5, 10, 20, 40, 80, 160, 300, 300] {
            pauses.fails(channel, now);
            // Others that were under delivery fail with it.
            pauses.fails(channel, now);
            assert_eq!(pauses.first_over(), Some(now + Duration::from_secs(seconds)));
            now += Duration::from_secs(seconds);
            pauses.forget_what_is_over(now);
            assert_eq!(pauses.first_over(), None);
        }
        pauses.works(channel);
        pauses.fails(channel, now);
        assert_eq!(pauses.first_over(), Some(now + FIRST));
    }
}
