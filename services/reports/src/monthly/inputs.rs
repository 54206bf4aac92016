//! What a month is worked out from: what the read models say, borrowed for the moment of asking.

use readmodels::TrainingBook;
use readmodels::cases::CaseBook;
use readmodels::notice_history::NoticeHistory;
use readmodels::requests::Requests;
use readmodels::strategy::StrategyBook;
use readmodels::views::{InstitutionView, TaskView, TimelineEntry};

/// What a month is worked out from.
#[derive(Clone, Copy)]
pub struct MonthInputs<'a> {
    /// Every institution's tasks; those called off are left out.
    pub tasks: &'a [TaskView],
    /// The institutions that the figures name.
    pub institutions: &'a [InstitutionView],
    /// What the timeline tells of meetings.
    pub meetings: &'a [TimelineEntry],
    /// The cases of all subgroups.
    pub cases: &'a CaseBook,
    /// The data requests.
    pub requests: &'a Requests,
    /// The training programme.
    pub training: &'a TrainingBook,
    /// The objectives with their indicators and values.
    pub strategy: &'a StrategyBook,
    /// Who was told what, and what came of it.
    pub notices: &'a NoticeHistory,
}
