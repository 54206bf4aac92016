//! Who looked at which case: a line of the log under the target `audit`, without personal data. The command line writes
//! it whatever else is logged.

use events::authority::Principal;
use events::ids::CaseId;

/// Records that somebody read a case.
pub(crate) fn case_read(principal: &Principal, case: &CaseId) {
    tracing::info!(target: "audit", who = %principal.actor(), %case, "case read");
}

/// Records that somebody read the list of these many cases.
pub(crate) fn cases_listed(principal: &Principal, cases: usize) {
    tracing::info!(target: "audit", who = %principal.actor(), cases, "cases listed");
}

/// Records that somebody read or took along a table of figures.
pub(crate) fn figures_read(principal: &Principal, counted: &str, by: &str) {
    tracing::info!(target: "audit", who = %principal.actor(), counted, by, "figures of cases read");
}
