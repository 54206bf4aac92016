//! What a figure counts, as lines of a list: what it is, whose, how late, what was said last and who was told last.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use events::Moment;
use events::ids::{InstitutionId, StreamId, SubgroupId};
use events::language::Language;
use events::notification::Audience;
use readmodels::local_time::date_in_kosovo;
use readmodels::notice_history::NoticeHistory;
use readmodels::reminders_of_items::RemindersOfItems;
use readmodels::requests::{RequestDossier, SubmissionStep};
use readmodels::views::{TaskView, TimelineEntry};
use reports::monthly::FigureItem;
use serde::Serialize;

use crate::presentation::notices::DeliveryRow;
use crate::presentation::tasks::days_late;
use crate::presentation::timeline_entries::ActorRow;
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// What an owner says of a task.
const OWNERS_WORDS: [&str; 7] = [
    "action-item.accepted",
    "action-item.progress-reported",
    "action-item.blocked",
    "action-item.unblocked",
    "action-item.disclaimed",
    "action-item.extension-requested",
    "action-item.completed",
];

/// What was said last of something.
#[derive(Debug, Clone, Serialize)]
struct LastUpdateRow {
    at: DateTime<Utc>,
    /// The key of what was said.
    label: String,
    /// In whose words.
    detail: Option<String>,
    by: Option<ActorRow>,
}

/// What owners said last of their tasks.
pub(super) struct LastWords<'a>(BTreeMap<&'a StreamId, &'a TimelineEntry>);

impl<'a> LastWords<'a> {
    pub(super) fn of(entries: &'a [TimelineEntry]) -> Self {
        let mut last: BTreeMap<&StreamId, &TimelineEntry> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| OWNERS_WORDS.contains(&entry.event_type.as_str())) {
            let known = last.entry(&entry.stream).or_insert(entry);
            if known.position < entry.position {
                *known = entry;
            }
        }
        Self(last)
    }
}

/// What lines are made from.
pub(super) struct RowSources<'a> {
    pub(super) names: &'a Names,
    pub(super) language: Language,
    pub(super) moment: Moment,
    pub(super) notices: &'a NoticeHistory,
    pub(super) earlier: &'a RemindersOfItems,
    pub(super) last_words: LastWords<'a>,
}

/// A line of a list.
#[derive(Debug, Default, Serialize)]
pub(super) struct ListedRow {
    href: String,
    title: Option<LocalizedText>,
    /// The part of it that is meant.
    part: Option<LocalizedText>,
    /// Words beside it: a decision.
    detail: Option<String>,
    institutions: Vec<InstitutionId>,
    owners: Vec<String>,
    subgroup: Option<SubgroupId>,
    subgroup_name: Option<LocalizedText>,
    due: Option<NaiveDate>,
    days_late: i64,
    /// The key of how it stands.
    stage: Option<String>,
    said: Option<LastUpdateRow>,
    told: Option<DeliveryRow>,
}

impl ListedRow {
    pub(super) fn of(listed: &FigureItem<'_>, sources: &RowSources<'_>) -> Self {
        let RowSources { names, language, moment, .. } = sources;
        match listed {
            FigureItem::Task(task) => Self::of_task(task, sources),
            FigureItem::Escalation { task, notice, told } => {
                let told = Some(DeliveryRow::of(notice, *told, names));
                Self { told, ..Self::of_task(task, sources) }
            }
            FigureItem::Answer { request, institution, given } => {
                let (due, title) = (request.request.due, LocalizedText::of(&request.title, *language));
                let late = (given.unwrap_or(moment.today) - due).num_days().max(0);
                Self {
                    due: Some(due),
                    days_late: late,
                    said: last_step(request, institution, sources),
                    told: sources.last_delivery("data-request", request.id.as_str(), Some(institution)),
                    ..Self::owned(format!("/data-requests/{}", request.id), title, [*institution], names)
                }
            }
            FigureItem::Value { objective, indicator, institution, period, .. } => {
                let title = LocalizedText::of(&indicator.definition.title, *language);
                Self {
                    part: Some(LocalizedText::of(&objective.statement, *language)),
                    due: Some(period.until()),
                    days_late: (moment.today - period.until()).num_days().max(0),
                    told: sources.last_delivery("strategy", objective.id.as_str(), Some(institution)),
                    ..Self::owned(format!("/strategy/{}", objective.id), title, [*institution], names)
                }
            }
            FigureItem::Meeting(entry) => Self::of_entry(entry, sources),
            FigureItem::Decision(entry) => Self { detail: entry.detail.clone(), ..Self::of_entry(entry, sources) },
            FigureItem::Case(case) => {
                let stage = Some(format!("case-stage-{}", case.case.stage.code()));
                let institutions = case.responsible();
                Self {
                    stage,
                    told: sources.last_delivery("case", case.id.as_str(), None),
                    ..Self::owned(
                        format!("/cases/{}", case.id),
                        LocalizedText::plain(case.id.to_string()),
                        institutions,
                        names,
                    )
                }
            }
            FigureItem::Referral { case, referral, .. } => {
                let due = date_in_kosovo(referral.answer_by);
                let is_waiting = matches!(referral.answer, events::case::ReferralAnswer::Awaited { .. });
                let late = if is_waiting { (moment.today - due).num_days().max(0) } else { 0 };
                let title = LocalizedText::plain(case.id.to_string());
                Self {
                    due: Some(due),
                    days_late: late,
                    stage: Some(format!("case-stage-{}", referral.stage.code())),
                    told: sources.last_delivery("case", case.id.as_str(), None),
                    ..Self::owned(format!("/cases/{}", case.id), title, [&referral.receiver], names)
                }
            }
            FigureItem::Session { module, id, session } => {
                let title = LocalizedText::of(&module.plan.title, *language);
                let none: [&InstitutionId; 0] = [];
                Self { due: Some(session.days.until()), ..Self::owned(format!("/training/{id}"), title, none, names) }
            }
            FigureItem::Objective(objective) => {
                let title = LocalizedText::of(&objective.statement, *language);
                Self::owned(format!("/strategy/{}", objective.id), title, &objective.owners, names)
            }
        }
    }

    fn owned<'a>(
        href: String,
        title: LocalizedText,
        owners: impl IntoIterator<Item = &'a InstitutionId>,
        names: &Names,
    ) -> Self {
        let institutions: Vec<InstitutionId> = owners.into_iter().cloned().collect();
        let owners = institutions.iter().map(|institution| names.institution(institution)).collect();
        Self { href, title: Some(title), institutions, owners, ..Self::default() }
    }

    fn of_task(task: &TaskView, sources: &RowSources<'_>) -> Self {
        let RowSources { names, language, moment, .. } = sources;
        let title = LocalizedText::of(&task.title, *language);
        Self {
            subgroup: task.item.subgroup.clone(),
            subgroup_name: task.item.subgroup.as_ref().map(|subgroup| names.subgroup(subgroup)),
            due: Some(task.item.due),
            days_late: days_late(task, moment.today),
            stage: Some(format!("page-stage-{}", task.item.stage.code())),
            said: sources.said_of(task),
            told: sources.told_of(task),
            ..Self::owned(format!("/action-items/{}", task.id), title, [&task.item.owner], names)
        }
    }

    fn of_entry(entry: &TimelineEntry, sources: &RowSources<'_>) -> Self {
        let title = LocalizedText::of(&entry.title, sources.language);
        Self {
            subgroup: entry.subgroup.clone(),
            subgroup_name: entry.subgroup.as_ref().map(|subgroup| sources.names.subgroup(subgroup)),
            due: Some(entry.on),
            ..Self::owned(format!("/meetings/{}", entry.stream.key()), title, &entry.institutions, sources.names)
        }
    }

    /// Whether it has to do with an institution.
    pub(super) fn concerns(&self, institution: &InstitutionId) -> bool {
        self.institutions.contains(institution)
    }

    /// Whether it is a subgroup's.
    pub(super) fn is_of(&self, subgroup: &SubgroupId) -> bool {
        self.subgroup.as_ref() == Some(subgroup)
    }

    /// What is latest comes first; of the rest, what is due first.
    pub(super) fn by_lateness(&self, other: &Self) -> Ordering {
        let key = |row: &Self| (std::cmp::Reverse(row.days_late), row.due, row.title.clone(), row.href.clone());
        key(self).cmp(&key(other))
    }
}

impl RowSources<'_> {
    fn said_of(&self, task: &TaskView) -> Option<LastUpdateRow> {
        let stream = StreamId::new("action-item", task.id.as_str()).ok()?;
        let entry = self.last_words.0.get(&stream)?;
        Some(LastUpdateRow {
            at: entry.recorded_at,
            label: format!("event-{}", entry.event_type.replace('.', "-")),
            detail: entry.detail.clone(),
            by: ActorRow::of(&entry.by, self.names),
        })
    }

    fn told_of(&self, task: &TaskView) -> Option<DeliveryRow> {
        let told = self.last_delivery("action-item", task.id.as_str(), None);
        let earlier = self.earlier.of_item(&task.id).map(|(_, sent)| DeliveryRow::of_earlier(sent, self.names));
        told.into_iter().chain(earlier).max_by_key(DeliveryRow::at)
    }

    /// Who was told last of something; of what several institutions have to do with, of this one.
    fn last_delivery(&self, kind: &str, key: &str, institution: Option<&InstitutionId>) -> Option<DeliveryRow> {
        let stream = StreamId::new(kind, key).ok()?;
        let to = institution.map(|institution| Audience::FocalPoint(institution.clone()));
        let notices = self.notices.about(&stream).filter(|one| to.as_ref().is_none_or(|to| one.notice.to == *to));
        let told = notices.flat_map(|notice| notice.tellings().map(move |telling| (notice, telling)));
        told.max_by_key(|(_, telling)| telling.at).map(|(notice, telling)| DeliveryRow::of(notice, telling, self.names))
    }
}

/// What happened last to an institution's answer.
fn last_step(request: &RequestDossier, institution: &InstitutionId, sources: &RowSources<'_>) -> Option<LastUpdateRow> {
    let last = request.history_of(institution).next_back()?;
    let label = match &last.step {
        SubmissionStep::Submitted { .. } => "event-data-request-submitted",
        SubmissionStep::Returned(_) => "event-data-request-returned",
        SubmissionStep::Corrected { .. } => "event-data-request-corrected",
        SubmissionStep::Accepted => "event-data-request-accepted",
        SubmissionStep::Nudged => "event-data-request-nudged",
    };
    Some(LastUpdateRow {
        at: last.at,
        label: label.to_owned(),
        detail: None,
        by: ActorRow::of(&last.by, sources.names),
    })
}
