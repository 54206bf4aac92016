//! How much is answered to whoever is nobody yet: little, and for all of them together, so that people in post never wait for
//! them. Whoever comes with a code has a share of their own, so that no noise keeps a newcomer out.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};

/// How much of what is for all of them one of them has at most.
const SHARE_OF_ONE: u32 = 3;
/// How much more there is for those who come with a code: a whole institution may be invited on one morning.
const MORE_WITH_CODES: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
/// How many of them are remembered before those that have been quiet are forgotten.
const REMEMBERED: usize = 1_024;

/// What is left to strangers.
#[derive(Debug)]
pub(crate) struct StrangersBudget {
    all: DefaultDirectRateLimiter,
    with_codes: DefaultDirectRateLimiter,
    each: DefaultKeyedRateLimiter<i64>,
}

impl StrangersBudget {
    /// So many messages at once, and as many a minute from then on.
    pub(crate) fn new(a_minute: NonZeroU32) -> Self {
        let quota = |messages: NonZeroU32| {
            let apart = Duration::from_secs(60) / messages.get();
            Quota::with_period(apart).unwrap_or(Quota::per_minute(messages)).allow_burst(messages)
        };
        let share = NonZeroU32::new(a_minute.get() / SHARE_OF_ONE).unwrap_or(NonZeroU32::MIN);
        Self {
            all: RateLimiter::direct(quota(a_minute)),
            with_codes: RateLimiter::direct(quota(a_minute.saturating_mul(MORE_WITH_CODES))),
            each: RateLimiter::keyed(quota(share)),
        }
    }

    /// Whether this stranger is answered once more.
    pub(crate) fn takes(&self, chat: i64, has_code: bool) -> bool {
        if self.each.len() > REMEMBERED {
            self.each.retain_recent();
        }
        let all = if has_code { &self.with_codes } else { &self.all };
        self.each.check_key(&chat).is_ok() && all.check().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_share_what_there_is_and_whoever_has_a_code_is_not_kept_out() {
        let budget = StrangersBudget::new(NonZeroU32::new(6).unwrap_or(NonZeroU32::MIN));
        let of_one = (0..10).filter(|_| budget.takes(1, false)).count();
        assert_eq!(of_one, 2, "a third of it");
        let of_others = (2..60).filter(|chat| budget.takes(*chat, false)).count();
        assert_eq!(of_others, 4, "what is left");
        assert!(budget.takes(60, true));
        assert!(!budget.takes(1, true), "nobody has more by saying so");
    }
}
