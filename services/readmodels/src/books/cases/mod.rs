//! The book of cases: every case as the domain folds it, with what its state leaves out.
//!
//! What lives here: the fold of case dossiers, and the figures of reports worked out from it. It may use the domain and
//! the dates of Kosovo; it knows no page, no chat and nobody's rights: whoever shows a case asks `events::authority` with
//! [`OpenedCase::parties`](events::case::OpenedCase::parties) first.

mod case_book;
mod opened;
mod report;

pub use case_book::{CaseBook, CaseEntry, CaseRecord, Gap, ReferralAbroad, ReferralNote};
pub use opened::{coordinators, opened_cases};
pub use report::{Breakdown, CaseMeasure, Category, FiguresOfCases, TableOfCases};
