//! What became of something, step by step: what happened, who was told what by which channel, and what came of that. A step is a line on a
//! page; the steps of several sources are put in one order.

use chrono::{DateTime, NaiveDate, Utc};
use events::action_item::{ActionItemEvent, MeansOfSaying};
use events::ids::{ActionItemId, StreamId};
use events::notification::Audience;
use events::{Event, RecordedEvent};
use readmodels::notice_history::{NoticeHistory, NoticeRecord};
use readmodels::reminders_of_items::RemindersOfItems;
use readmodels::views::TimelineEntry;
use serde::Serialize;

use crate::presentation::notices::{AudienceRow, DeliveryRow, NoticeStepRow, earlier_key, occasion_key};
use crate::presentation::timeline_entries::EntryRow;
use crate::wording::names::Names;

/// A step.
#[derive(Debug, Serialize)]
pub(crate) struct ChainLine {
    pub(crate) at: DateTime<Utc>,
    /// What happened.
    entry: Option<EntryRow>,
    /// What somebody was told of it.
    told: Option<TellingRow>,
    /// What the event says that its entry has no place for.
    beside: Option<BesideRow>,
}

/// That somebody was told, or was to be.
#[derive(Debug, Serialize)]
struct TellingRow {
    /// The key of what.
    what: String,
    audience: Option<AudienceRow>,
    step: Option<NoticeStepRow>,
    delivery: Option<DeliveryRow>,
    /// Whether it was brought to somebody who has to answer, and nobody has.
    is_unanswered: bool,
}

/// What an event says beside what happened.
#[derive(Debug, Clone, Default, Serialize)]
struct BesideRow {
    /// Why.
    reason: Option<String>,
    /// Until when, from now on.
    due: Option<NaiveDate>,
    said: Option<SaidRow>,
}

/// Who said what somebody else wrote down.
#[derive(Debug, Clone, Serialize)]
struct SaidRow {
    /// None: somebody who was not known, or is not any more.
    name: Option<String>,
    /// The key of how.
    how: String,
    note: Option<String>,
}

/// The key of how somebody said something.
pub(crate) fn means_key(how: MeansOfSaying) -> String {
    format!("item-said-{}", how.code())
}

impl BesideRow {
    fn of(event: &Event, names: &Names) -> Option<Self> {
        use ActionItemEvent as E;

        let Event::ActionItem(_, event) = event else { return None };
        let plain = Self::default();
        Some(match event {
            E::ExtensionRequested { reason: Some(reason), .. } | E::DueChanged { reason: Some(reason), .. } => {
                Self { reason: Some(reason.to_string()), ..plain }
            }
            E::Reopened { due: Some(due), .. } => Self { due: Some(*due), ..plain },
            E::ReportedOnBehalf { said_by, how, note, .. } => {
                let name = said_by.as_ref().and_then(|person| names.person(person)).map(str::to_owned);
                let said = SaidRow { name, how: means_key(*how), note: note.as_ref().map(ToString::to_string) };
                Self { said: Some(said), ..plain }
            }
            E::ExtensionRequested { reason: None, .. }
            | E::DueChanged { reason: None, .. }
            | E::Reopened { due: None, .. }
            | E::Assigned { .. }
            | E::Accepted {}
            | E::ProgressReported { .. }
            | E::Blocked { .. }
            | E::Unblocked {}
            | E::Disclaimed { .. }
            | E::ExtensionGranted { .. }
            | E::ExtensionRefused { .. }
            | E::Completed {}
            | E::ReportWithdrawn { .. }
            | E::Verified {}
            | E::Returned { .. }
            | E::Reassigned { .. }
            | E::Nudged { .. }
            | E::TitleCorrected { .. }
            | E::Commented { .. }
            | E::Cancelled { .. } => return None,
        })
    }
}

impl ChainLine {
    /// What happened, as the timeline's entry tells it, with what the event itself says beside, where it is at hand.
    pub(crate) fn of_entry(entry: &TimelineEntry, row: EntryRow, events: &[RecordedEvent], names: &Names) -> Self {
        let event = events.iter().find(|event| event.position == entry.position);
        let beside = event.and_then(|event| BesideRow::of(&event.event, names));
        Self { at: entry.recorded_at, entry: Some(row), told: None, beside }
    }
}

/// Whether whoever is told is to answer: an owner of what is asked of them.
fn wants_an_answer(record: &NoticeRecord) -> bool {
    let occasion = record.notice.occasion.as_str();
    let is_asked = ["assigned.", "before-", "on-the-day.", "late-", "nudge."];
    matches!(record.notice.to, Audience::FocalPoint(_)) && is_asked.iter().any(|asked| occasion.starts_with(asked))
}

/// Who was told of something, by which channel, and what came of it. Of an item, also what was sent before notices had a ledger.
pub(crate) fn tellings(
    about: &StreamId,
    (notices, earlier): (&NoticeHistory, &RemindersOfItems),
    names: &Names,
) -> Vec<ChainLine> {
    let mut lines = Vec::new();
    for record in notices.about(about) {
        for step in &record.steps {
            let Some(row) = NoticeStepRow::told(step, names) else { continue };
            let told = TellingRow {
                what: occasion_key(&record.notice),
                audience: Some(AudienceRow::of(&record.notice.to, names)),
                step: Some(row),
                delivery: None,
                is_unanswered: step.telling().is_some() && wants_an_answer(record) && !record.is_answered(),
            };
            lines.push(ChainLine { at: step.at, entry: None, told: Some(told), beside: None });
        }
    }
    let item: Option<ActionItemId> = (about.kind() == "action-item").then(|| about.key().parse().ok()).flatten();
    for (reminder, sent) in item.iter().flat_map(|item| earlier.of_item(item)) {
        let told = TellingRow {
            what: earlier_key(reminder.rung).to_owned(),
            audience: None,
            step: None,
            delivery: Some(DeliveryRow::of_earlier(sent, names)),
            is_unanswered: sent.answered_at.is_none(),
        };
        lines.push(ChainLine { at: sent.at, entry: None, told: Some(told), beside: None });
    }
    lines
}
