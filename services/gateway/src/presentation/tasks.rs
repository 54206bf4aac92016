//! Action items as templates show them: names resolved, lateness counted.

use chrono::{DateTime, NaiveDate, Utc};
use events::action_item::ItemStage;
use events::ids::InstitutionId;
use events::language::Language;
use readmodels::views::TaskView;
use serde::Serialize;

use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// What an open item is blocked on, or why it is not the owner's.
pub(crate) fn reason_of(stage: &ItemStage) -> Option<String> {
    match stage {
        ItemStage::Blocked { reason, .. } => Some(reason.to_string()),
        ItemStage::Disclaimed { reason, .. } => reason.as_ref().map(ToString::to_string),
        ItemStage::Assigned
        | ItemStage::Accepted
        | ItemStage::UnderWay { .. }
        | ItemStage::Completed
        | ItemStage::Verified
        | ItemStage::Cancelled => None,
    }
}

/// Whose an item is, as its owner says, who says that it is not theirs.
pub(crate) fn suggested_by_owner(stage: &ItemStage) -> Option<&InstitutionId> {
    match stage {
        ItemStage::Disclaimed { suggested, .. } => suggested.as_ref(),
        ItemStage::Assigned
        | ItemStage::Accepted
        | ItemStage::UnderWay { .. }
        | ItemStage::Blocked { .. }
        | ItemStage::Completed
        | ItemStage::Verified
        | ItemStage::Cancelled => None,
    }
}

/// How many days an open item is late; 0: not at all.
pub(crate) fn days_late(task: &TaskView, today: NaiveDate) -> i64 {
    if task.item.stage.is_open() { (today - task.item.due).num_days().max(0) } else { 0 }
}

/// What stands beside a task's due date: that it is late, that more time is asked for, that its owner was nudged.
#[derive(Debug, Clone, Serialize)]
struct TaskRemark {
    /// The text that says it.
    key: &'static str,
    /// How it looks: `late` or `asks`.
    style: &'static str,
    days: Option<i64>,
    date: Option<NaiveDate>,
}

impl TaskRemark {
    fn of(task: &TaskView, late: i64) -> Vec<Self> {
        let item = &task.item;
        let dated = |key, date| Self { key, style: "asks", days: None, date: Some(date) };
        let late = (late > 0).then_some(Self { key: "page-days-late", style: "late", days: Some(late), date: None });
        let asks = item.extension_asked.map(|date| dated("page-asks-until", date));
        let nudge = item.nudged.as_ref().filter(|_| item.stage.is_open());
        late.into_iter().chain(asks).chain(nudge.map(|nudge| dated("page-nudged", nudge.on))).collect()
    }
}

/// A task's row or card.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TaskRow {
    pub(crate) id: String,
    number: u32,
    title: LocalizedText,
    pub(crate) owner: String,
    owner_name: String,
    subgroup: Option<String>,
    subgroup_name: Option<LocalizedText>,
    pub(crate) due: NaiveDate,
    pub(crate) overdue: bool,
    remarks: Vec<TaskRemark>,
    pub(crate) stage: &'static str,
    pub(crate) open: bool,
    progress: u8,
    reason: Option<String>,
    /// Whose it is, as its owner says, who says that it is not theirs.
    suggested: Option<String>,
    suggested_name: Option<String>,
    extension_asked: Option<NaiveDate>,
    pub(crate) changed_at: DateTime<Utc>,
}

impl TaskRow {
    pub(crate) fn of(task: &TaskView, names: &Names, language: Language, today: NaiveDate) -> Self {
        let item = &task.item;
        let late = days_late(task, today);
        Self {
            id: task.id.to_string(),
            number: task.number,
            title: LocalizedText::of(&task.title, language),
            owner: item.owner.to_string(),
            owner_name: names.institution(&item.owner),
            subgroup: item.subgroup.as_ref().map(ToString::to_string),
            subgroup_name: item.subgroup.as_ref().map(|subgroup| names.subgroup(subgroup)),
            due: item.due,
            overdue: late > 0,
            remarks: TaskRemark::of(task, late),
            stage: item.stage.code(),
            open: item.stage.is_open(),
            progress: item.stage.progress().value(),
            reason: reason_of(&item.stage),
            suggested: suggested_by_owner(&item.stage).map(ToString::to_string),
            suggested_name: suggested_by_owner(&item.stage).map(|suggested| names.institution(suggested)),
            extension_asked: item.extension_asked,
            changed_at: task.changed_at,
        }
    }
}
