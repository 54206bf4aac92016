//! What the detectors have found so far.

use std::collections::BTreeSet;

use super::kinds::{Doubt, Finding};

/// Findings and doubts, each once.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub(super) found: BTreeSet<Finding>,
    pub(super) doubts: BTreeSet<Doubt>,
}

impl Evidence {
    /// Found when the condition holds.
    pub(super) fn find(&mut self, finding: Finding, when: bool) {
        if when {
            self.found.insert(finding);
        }
    }

    /// In doubt when the condition holds.
    pub(super) fn doubt(&mut self, doubt: Doubt, when: bool) {
        if when {
            self.doubts.insert(doubt);
        }
    }

    /// Found when sure, in doubt when only possible.
    pub(super) fn weigh(&mut self, finding: Finding, sure: bool, doubt: Doubt, possible: bool) {
        self.find(finding, sure);
        self.doubt(doubt, possible && !sure);
    }
}
