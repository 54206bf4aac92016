//! How long to wait after a message could not be sent for now: longer each time, so that a server that is away or that lets
//! nobody new in at once is not asked all the time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::draft::MessageId;

/// After the first failure: servers that turn everybody away once take a message after a few minutes.
pub(super) const FIRST: Duration = Duration::from_secs(5 * 60);
/// Never longer than this.
const LONGEST: Duration = Duration::from_secs(4 * 60 * 60);
/// How many messages are remembered; beyond that, each starts anew.
const MOST: usize = 10_000;

/// How often each message failed since it last arrived or was given up. After a restart each starts anew.
#[derive(Debug, Default)]
pub(super) struct Attempts(Mutex<HashMap<MessageId, u32>>);

impl Attempts {
    /// Notes a failure, and says how long to wait: what the server needs at least, twice as long each time.
    pub(super) fn failed(&self, message: MessageId, at_least: Duration) -> Duration {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST && !failures.contains_key(&message) {
            failures.clear();
        }
        let before = failures.entry(message).or_default();
        let wait = at_least.saturating_mul(2_u32.saturating_pow(*before)).min(LONGEST.max(at_least));
        *before = before.saturating_add(1);
        wait
    }

    /// Forgets a message that is not tried again.
    pub(super) fn ended(&self, message: MessageId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&message);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn each_failure_of_a_message_waits_longer_up_to_a_limit_and_its_end_forgets_it() {
        let (attempts, message) = (Attempts::default(), MessageId(Uuid::from_u128(1)));
        let waits: Vec<_> = (0..8).map(|_| attempts.failed(message, FIRST).as_secs() / 60).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 240, 240]);
        assert_eq!(attempts.failed(MessageId(Uuid::from_u128(2)), FIRST), FIRST);
        attempts.ended(message);
        assert_eq!(attempts.failed(message, FIRST), FIRST);
    }
}
