//! How much of one asker is under way at the same moment.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts what is under way, for each asker. What ends is forgotten, so it remembers no more than is under way.
#[derive(Debug)]
pub(crate) struct ConcurrencyLimit<K> {
    most: usize,
    under_way: Arc<Mutex<HashMap<K, usize>>>,
}

/// Something under way; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay<K: Eq + Hash> {
    whose: K,
    under_way: Arc<Mutex<HashMap<K, usize>>>,
}

impl<K: Clone + Eq + Hash> ConcurrencyLimit<K> {
    /// So many of one asker at the same moment.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, under_way: Arc::default() }
    }

    /// Begins something; `None`: as much as may be is under way.
    pub(crate) fn begin(&self, whose: K) -> Option<UnderWay<K>> {
        let mut counts = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.get(&whose).copied().unwrap_or(0);
        if count >= self.most {
            return None;
        }
        counts.insert(whose.clone(), count + 1);
        Some(UnderWay { whose, under_way: self.under_way.clone() })
    }
}

impl<K: Eq + Hash> Drop for UnderWay<K> {
    fn drop(&mut self) {
        let mut counts = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.whose) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn each_asker_has_so_many_under_way_and_what_has_ended_is_forgotten() {
        let limit = ConcurrencyLimit::new(2);
        let (one, other) = (limit.begin("a").unwrap(), limit.begin("a").unwrap());
        assert!(limit.begin("a").is_none());
        let third = limit.begin("b").unwrap();
        drop(one);
        let again = limit.begin("a").unwrap();
        assert!(limit.begin("a").is_none());
        drop((other, third, again));
        assert!(limit.under_way.lock().unwrap().is_empty());
    }
}
