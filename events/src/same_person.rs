//! Which cases are of one person: those that somebody confirmed to be, one after another.
//!
//! The same person key is a guess and joins nothing: it is offered, and somebody says yes or no. What is told of persons
//! would give a guess away that nobody has made yet.

use std::collections::BTreeMap;

use crate::ids::CaseId;

/// Cases, joined where somebody confirmed that a later one is of the same person as an earlier one.
#[derive(Debug, Clone, Default)]
pub struct SamePerson<'a> {
    joined_to: BTreeMap<&'a CaseId, &'a CaseId>,
}

impl<'a> SamePerson<'a> {
    /// Joins a case to an earlier one, and so the cases that either is joined to.
    pub fn join(&mut self, case: &'a CaseId, earlier: &'a CaseId) {
        let (one, other) = (self.first_of(case), self.first_of(earlier));
        // The way to the first leads to smaller references only, so it ends.
        if one != other {
            self.joined_to.insert(one.max(other), one.min(other));
        }
    }

    /// One case for all of that person's: the first by its reference.
    pub fn first_of(&self, case: &'a CaseId) -> &'a CaseId {
        std::iter::successors(Some(case), |case| self.joined_to.get(case).copied()).last().unwrap_or(case)
    }
}

impl<'a> FromIterator<(&'a CaseId, &'a CaseId)> for SamePerson<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a CaseId, &'a CaseId)>>(confirmed: I) -> Self {
        let mut same = Self::default();
        for (case, earlier) in confirmed {
            same.join(case, earlier);
        }
        same
    }
}
