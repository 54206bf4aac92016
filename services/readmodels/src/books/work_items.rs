//! Action items as whoever tells people of them needs them: how far each is, since when it waits, and what was lately
//! reported and decided.
//!
//! Reports and decisions are kept for [`KEPT_FOR`] before the newest event, and a report that waits for a decision until there
//! is one, so that the memory it takes follows from how many items there are, not from how long they have been there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use events::action_item::{ActionItemEvent, AssignedItem, ItemStage};
use events::actor::Actor;
use events::ids::{ActionItemId, EventId, InstitutionId, MeetingId, Position};
use events::language::LocalText;
use events::text::Text;
use events::{Event, Occurrence, RecordedEvent};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// For how long before the newest event reports and decisions are kept.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// What was decided on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionKind {
    /// More time was given.
    Granted {
        /// The new due date.
        until: NaiveDate,
    },
    /// No more time was given.
    Refused {
        /// The reason, where one was given.
        reason: Option<Text>,
    },
    /// It is done.
    Verified,
    /// It is not done after all.
    Reopened {
        /// Why it was refused.
        reason: Text,
        /// The new due date, if the old one no longer served.
        due: Option<NaiveDate>,
    },
    /// It is another institution's.
    Reassigned {
        /// Whose it was.
        from: InstitutionId,
        /// Whose it is.
        to: InstitutionId,
        /// The reason, where one was given.
        reason: Option<Text>,
    },
    /// It is not needed any more.
    Cancelled {
        /// Why it was opened again.
        reason: Text,
    },
    /// It is the owner's after all.
    Returned {
        /// Why, in the words of whoever decided.
        reason: Text,
    },
}

/// A decision on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDecision {
    /// The event that recorded it.
    pub event: EventId,
    /// When it was decided, UTC.
    pub at: DateTime<Utc>,
    /// Whoever decided, and in which office.
    pub by: Actor,
    /// What was decided.
    pub what: DecisionKind,
}

/// What an owner reported that somebody else has to know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportKind {
    /// It is done.
    Done,
    /// More time is asked for.
    ExtensionAsked {
        /// The day that the owner asks for.
        until: NaiveDate,
        /// The reason, where one was given.
        reason: Option<Text>,
    },
    /// It is stuck.
    Blocked {
        /// What it waits for.
        reason: Text,
    },
    /// The report before was taken back.
    Withdrawn,
    /// The owner says that it is not theirs.
    Disclaimed {
        /// Whose it is, where that was said.
        suggested: Option<InstitutionId>,
        /// Why, in the words of whoever reported it.
        reason: Option<Text>,
    },
}

/// A report on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemReport {
    /// The event that recorded it.
    pub event: EventId,
    /// When it was reported, UTC.
    pub at: DateTime<Utc>,
    /// Whoever reported, and in which office.
    pub by: Actor,
    /// What was reported.
    pub what: ReportKind,
}

/// An action item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// The action item.
    pub id: ActionItemId,
    /// What is to be done.
    pub title: LocalText,
    /// Whose it is, until when and how far, as decisions see it.
    pub item: AssignedItem,
    /// The meeting that decided it.
    pub raised_by: Option<MeetingId>,
    /// Its last event.
    pub last_event: EventId,
    /// When that happened, UTC.
    pub changed_at: DateTime<Utc>,
    /// When it came to its owner or was given its due date, UTC.
    pub since: DateTime<Utc>,
    /// This owner's last report, with its place in the log; none when it was taken back.
    pub last_report: Option<(EventId, Position)>,
    /// The decisions of the last [`KEPT_FOR`], the oldest first.
    pub decisions: Vec<ItemDecision>,
    /// The reports of the last [`KEPT_FOR`] and the one that waits for a decision, the oldest first.
    pub reports: Vec<ItemReport>,
}

/// Every action item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkItems {
    items: BTreeMap<ActionItemId, WorkItem>,
    /// Those that are not done and not called off.
    open_by_due: BTreeMap<NaiveDate, BTreeSet<ActionItemId>>,
    /// The same of each owner.
    open_by_owner: BTreeMap<InstitutionId, BTreeSet<(NaiveDate, ActionItemId)>>,
    /// Those with a report that waits for a decision.
    undecided: BTreeSet<ActionItemId>,
    /// When something was decided or reported within [`KEPT_FOR`], and of which items.
    recent: BTreeMap<DateTime<Utc>, BTreeSet<ActionItemId>>,
    newest: Option<DateTime<Utc>>,
}

impl WorkItems {
    /// The item of this id, if there is one.
    pub fn item(&self, id: &ActionItemId) -> Option<&WorkItem> {
        self.items.get(id)
    }

    /// Every item, by its id.
    pub fn all(&self) -> impl Iterator<Item = &WorkItem> {
        self.items.values()
    }

    /// Those that the owner still has to do something about, by due date.
    pub fn open(&self) -> impl Iterator<Item = &WorkItem> {
        self.open_due(..)
    }

    /// Of those, the ones due on these dates in Kosovo, by due date.
    pub fn open_due(&self, dates: impl RangeBounds<NaiveDate>) -> impl Iterator<Item = &WorkItem> {
        let ids = self.open_by_due.range(dates).flat_map(|(_, ids)| ids);
        ids.filter_map(|id| self.items.get(id))
    }

    /// Of those of an owner, the ones due until this date in Kosovo, by due date.
    pub fn open_of(&self, owner: &InstitutionId, until: NaiveDate) -> impl Iterator<Item = &WorkItem> {
        let theirs = self.open_by_owner.get(owner).into_iter().flatten();
        let ids = theirs.take_while(move |(due, _)| *due <= until).map(|(_, id)| id);
        ids.filter_map(|id| self.items.get(id))
    }

    /// Those of which something was reported or decided at or after this instant, by their ids; for an instant further back
    /// than [`KEPT_FOR`], as far as is known.
    pub fn with_news_since(&self, since: DateTime<Utc>) -> impl Iterator<Item = &WorkItem> {
        let ids: BTreeSet<_> = self.recent.range(since..).flat_map(|(_, ids)| ids).collect();
        ids.into_iter().filter_map(|id| self.items.get(id))
    }

    /// Those with a report that waits for a decision, and that report, by their ids.
    pub fn undecided(&self) -> impl Iterator<Item = (&WorkItem, &ItemReport)> {
        let waiting = self.undecided.iter().filter_map(|id| self.items.get(id));
        waiting.filter_map(|item| Some((item, item.undecided()?)))
    }

    fn forget_the_old(&mut self, at: DateTime<Utc>) {
        let newest = self.newest.map_or(at, |newest| newest.max(at));
        self.newest = Some(newest);
        // At the calendar's beginning there is nothing old.
        let Some(kept_from) = newest.checked_sub_signed(KEPT_FOR) else { return };
        let kept = self.recent.split_off(&kept_from);
        for id in std::mem::replace(&mut self.recent, kept).into_values().flatten() {
            if let Some(item) = self.items.get_mut(&id) {
                let waiting = item.undecided().map(|report| report.event);
                item.decisions.retain(|decision| decision.at >= kept_from);
                item.reports.retain(|report| report.at >= kept_from || Some(report.event) == waiting);
            }
        }
    }

    fn index(&mut self, id: &ActionItemId, before: Option<(NaiveDate, InstitutionId)>) {
        if let Some((due, owner)) = before {
            if let Some(ids) = self.open_by_due.get_mut(&due) {
                ids.remove(id);
                if ids.is_empty() {
                    self.open_by_due.remove(&due);
                }
            }
            if let Some(theirs) = self.open_by_owner.get_mut(&owner) {
                theirs.remove(&(due, id.clone()));
            }
        }
        if let Some((due, owner)) = self.items.get(id).and_then(open_due_date) {
            self.open_by_due.entry(due).or_default().insert(id.clone());
            self.open_by_owner.entry(owner).or_default().insert((due, id.clone()));
        }
        if self.items.get(id).and_then(WorkItem::undecided).is_some() {
            self.undecided.insert(id.clone());
        } else {
            self.undecided.remove(id);
        }
    }
}

/// When an open item is due, and whose it is.
fn open_due_date(item: &WorkItem) -> Option<(NaiveDate, InstitutionId)> {
    item.item.stage.is_open().then(|| (item.item.due, item.item.owner.clone()))
}

fn assigned(id: &ActionItemId, event: &ActionItemEvent, recorded: &RecordedEvent) -> Option<WorkItem> {
    let ActionItemEvent::Assigned { title, owner, subgroup, due, raised_by } = event else { return None };
    let at = recorded.metadata.occurred_at;
    Some(WorkItem {
        id: id.clone(),
        title: title.clone(),
        item: AssignedItem::assigned(owner.clone(), subgroup.clone(), *due),
        raised_by: raised_by.clone(),
        last_event: recorded.id,
        changed_at: at,
        since: at,
        last_report: None,
        decisions: Vec::new(),
        reports: Vec::new(),
    })
}

impl WorkItem {
    /// The report that waits for a decision, and stands still until there is one: a request for time, or that it is not the
    /// owner's.
    pub fn undecided(&self) -> Option<&ItemReport> {
        self.reports.iter().rev().find(|report| match &report.what {
            ReportKind::ExtensionAsked { until, .. } => self.item.extension_asked == Some(*until),
            ReportKind::Disclaimed { .. } => self.item.stage.is_disclaimed(),
            ReportKind::Done | ReportKind::Blocked { .. } | ReportKind::Withdrawn => false,
        })
    }

    /// The report that whoever decides decides on now: that it is done, or the one that waits.
    pub fn to_be_decided(&self) -> Option<&ItemReport> {
        if self.item.stage == ItemStage::Completed {
            self.reports.iter().rev().find(|report| report.what == ReportKind::Done)
        } else {
            self.undecided()
        }
    }

    fn take_in(&mut self, event: &ActionItemEvent, recorded: &RecordedEvent) {
        use ActionItemEvent as E;

        let at = recorded.metadata.occurred_at;
        match event {
            E::Assigned { .. } | E::Reassigned { .. } => (self.since, self.last_report) = (at, None),
            E::ExtensionGranted { .. } | E::Reopened { .. } | E::Returned { .. } => self.since = at,
            E::Accepted {}
            | E::ProgressReported { .. }
            | E::Blocked { .. }
            | E::Unblocked {}
            | E::Disclaimed { .. }
            | E::ExtensionRequested { .. }
            | E::Completed {} => self.last_report = Some((recorded.id, recorded.position)),
            E::ReportWithdrawn { .. } => self.last_report = None,
            E::ExtensionRefused { .. } | E::Verified {} | E::Nudged { .. } | E::Cancelled { .. } => {}
        }
        let (event_id, by) = (recorded.id, recorded.metadata.actor.clone());
        if let Some(what) = decision(event, &self.item.owner) {
            self.decisions.push(ItemDecision { event: event_id, at, by, what });
        } else if let Some(what) = report(event) {
            self.reports.push(ItemReport { event: event_id, at, by, what });
        }
        let by = recorded.metadata.actor.clone();
        self.item.apply(event, &Occurrence { id: recorded.id, at, by });
        (self.last_event, self.changed_at) = (recorded.id, at);
    }
}

fn decision(event: &ActionItemEvent, owner: &InstitutionId) -> Option<DecisionKind> {
    use ActionItemEvent as E;

    Some(match event {
        E::ExtensionGranted { until } => DecisionKind::Granted { until: *until },
        E::ExtensionRefused { reason } => DecisionKind::Refused { reason: reason.clone() },
        E::Verified {} => DecisionKind::Verified,
        E::Reopened { reason, due } => DecisionKind::Reopened { reason: reason.clone(), due: *due },
        E::Reassigned { owner: to, reason } => {
            DecisionKind::Reassigned { from: owner.clone(), to: to.clone(), reason: reason.clone() }
        }
        E::Cancelled { reason } => DecisionKind::Cancelled { reason: reason.clone() },
        E::Returned { reason } => DecisionKind::Returned { reason: reason.clone() },
        E::Assigned { .. }
        | E::Accepted {}
        | E::ProgressReported { .. }
        | E::Blocked { .. }
        | E::Unblocked {}
        | E::Disclaimed { .. }
        | E::ExtensionRequested { .. }
        | E::Completed {}
        | E::ReportWithdrawn { .. }
        | E::Nudged { .. } => return None,
    })
}

fn report(event: &ActionItemEvent) -> Option<ReportKind> {
    use ActionItemEvent as E;

    Some(match event {
        E::Completed {} => ReportKind::Done,
        E::ExtensionRequested { until, reason } => ReportKind::ExtensionAsked { until: *until, reason: reason.clone() },
        E::Blocked { reason } => ReportKind::Blocked { reason: reason.clone() },
        E::ReportWithdrawn { .. } => ReportKind::Withdrawn,
        E::Disclaimed { suggested, reason } => {
            ReportKind::Disclaimed { suggested: suggested.clone(), reason: reason.clone() }
        }
        E::Assigned { .. }
        | E::Accepted {}
        | E::ProgressReported { .. }
        | E::Unblocked {}
        | E::ExtensionGranted { .. }
        | E::ExtensionRefused { .. }
        | E::Verified {}
        | E::Returned { .. }
        | E::Reopened { .. }
        | E::Reassigned { .. }
        | E::Nudged { .. }
        | E::Cancelled { .. } => return None,
    })
}

impl Folded for WorkItems {
    const KIND: DossierKind = DossierKind::ActionItem;

    fn fold(&mut self, recorded: &RecordedEvent) {
        let Event::ActionItem(id, event) = &recorded.event else { return };
        let at = recorded.metadata.occurred_at;
        let before = self.items.get(id).and_then(open_due_date);
        if let Some(item) = self.items.get_mut(id) {
            item.take_in(event, recorded);
            let is_last_report = item.last_report.is_some_and(|(last, _)| last == recorded.id);
            if is_last_report || decision(event, &item.item.owner).is_some() || report(event).is_some() {
                self.recent.entry(at).or_default().insert(id.clone());
            }
        } else if let Some(item) = assigned(id, event, recorded) {
            self.items.insert(id.clone(), item);
        }
        self.index(id, before);
        self.forget_the_old(at);
    }
}
