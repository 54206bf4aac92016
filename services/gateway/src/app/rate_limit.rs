//! How often an address may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// How many questions a minute one address has; so many at once at most.
const A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);

/// How many addresses are remembered before those that have been quiet are forgotten.
const MOST_ADDRESSES: usize = 1_000;

/// How often each address has asked.
pub(crate) struct AddressRateLimit(RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>);

impl Default for AddressRateLimit {
    fn default() -> Self {
        Self(RateLimiter::hashmap(Quota::per_minute(A_MINUTE)))
    }
}

impl AddressRateLimit {
    /// Whether an address may ask now.
    pub(crate) fn may_ask(&self, address: IpAddr) -> bool {
        if self.0.len() > MOST_ADDRESSES {
            self.0.retain_recent();
        }
        self.0.check_key(&address).is_ok()
    }
}
