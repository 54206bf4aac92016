//! The gate that answers 429 when the bot writes too fast.

use std::{
    collections::{HashMap, VecDeque},
    time::Instant,
};

use crate::{
    config::{RateLimit, RateLimits},
    failure::Failure,
};

#[derive(Debug)]
pub(crate) struct RateGate {
    limits: RateLimits,
    overall: VecDeque<Instant>,
    per_chat: HashMap<i64, VecDeque<Instant>>,
}

impl RateGate {
    pub(crate) fn new(limits: RateLimits) -> Self {
        Self { limits, overall: VecDeque::new(), per_chat: HashMap::new() }
    }

    pub(crate) fn set(&mut self, limits: RateLimits) {
        *self = Self::new(limits);
    }

    /// Lets a message to this chat pass and counts it, or says how long to wait.
    pub(crate) fn pass(&mut self, chat: i64, now: Instant) -> Result<(), Failure> {
        if let Some(limit) = self.limits.overall {
            wait_for_room(&mut self.overall, limit, now)?;
        }
        if let Some(limit) = self.limits.per_chat {
            self.per_chat.retain(|id, passed| *id == chat || passed.back().is_some_and(|at| now - *at < limit.per));
            let passed = self.per_chat.entry(chat).or_default();
            wait_for_room(passed, limit, now)?;
            passed.push_back(now);
        }
        if self.limits.overall.is_some() {
            self.overall.push_back(now);
        }
        Ok(())
    }
}

fn wait_for_room(passed: &mut VecDeque<Instant>, limit: RateLimit, now: Instant) -> Result<(), Failure> {
    while passed.front().is_some_and(|at| now.duration_since(*at) >= limit.per) {
        passed.pop_front();
    }
    if passed.len() < limit.calls {
        return Ok(());
    }
    let wait = passed.front().map_or(limit.per, |first| limit.per.saturating_sub(now.duration_since(*first)));
    Err(Failure::too_many_requests(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::RateGate;
    use crate::config::RateLimits;
    use std::time::{Duration, Instant};

    #[test]
    fn a_chat_takes_one_message_a_second_and_all_chats_thirty() {
        let mut gate = RateGate::new(RateLimits::telegram());
        let start = Instant::now();
        assert!(gate.pass(1, start).is_ok());
        assert_eq!(gate.pass(1, start).unwrap_err().retry_after, Some(1));
        for chat in 2..=30 {
            assert!(gate.pass(chat, start).is_ok(), "{chat}");
        }
        assert_eq!(gate.pass(31, start).unwrap_err().code, 429);
        assert!(gate.pass(1, start + Duration::from_secs(1)).is_ok());
    }
}
