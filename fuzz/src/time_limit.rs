//! How long a target may take: so much of the processor's time of its own thread, so that a busy machine makes nothing slow.
//!
//! `fuzz/run` sets it; the tests set none.

use std::sync::OnceLock;

/// The most that anything may take, in microseconds of the processor's time.
const LIMIT: &str = "FOCALPOINT_FUZZ_LIMIT_US";

/// The limit, if one was set.
fn limit() -> Option<u64> {
    static LIMIT_SET: OnceLock<Option<u64>> = OnceLock::new();
    *LIMIT_SET.get_or_init(|| std::env::var(LIMIT).ok().map(|limit| limit.parse().expect("a number of microseconds")))
}

/// What the processor has worked for this thread, in nanoseconds.
fn worked() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
    told.split_whitespace().next().and_then(|first| first.parse().ok()).expect("nanoseconds come first")
}

/// Does something, and panics where it took too long. What is slow once may have been made slow by the machine, so it is done
/// twice more before it is said.
pub(crate) fn within_the_limit(name: &str, act: impl Fn()) {
    let Some(limit) = limit() else { return act() };
    let took = || {
        let before = worked();
        act();
        (worked() - before) / 1_000
    };
    let first = took();
    if first > limit {
        let fastest = [took(), took()].into_iter().fold(first, u64::min);
        assert!(fastest <= limit, "{name} took {fastest} µs three times, and {limit} are allowed");
    }
}
