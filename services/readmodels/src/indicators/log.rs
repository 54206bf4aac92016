//! The part of the log that computed indicators are worked out from, held in memory.
//!
//! Kept as the events themselves, so that what is computed is what the domain computes from the log as a whole, and the
//! very events can be opened. Events of other streams are not kept. What was worked out is remembered until an event of
//! its kind comes. Knows the domain only: how events come here is the affair of the module above.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use events::action_item::ActionItemEvent;
use events::data_request::DataRequestEvent;
use events::ids::Position;
use events::indicator::ComputedIndicator;
use events::indicator_computation::{ComputedValue, Question};
use events::language::LocalText;
use events::meeting::MeetingEvent;
use events::period::Period;
use events::training::ModuleEvent;
use events::{Event, RecordedEvent};

use crate::local_time::date_in_kosovo;

/// A value's key: the indicator, the days it is of, and the day on which it was worked out.
type ValueKey = (ComputedIndicator, Period, NaiveDate);

/// The kept part of the log.
#[derive(Debug, Default)]
pub struct IndicatorLog {
    by_kind: BTreeMap<&'static str, Vec<RecordedEvent>>,
    worked_out: Mutex<BTreeMap<ValueKey, ComputedValue>>,
}

/// The kind of the streams that an indicator is worked out from.
fn kind_of(indicator: ComputedIndicator) -> &'static str {
    let first = indicator.event_types().first().copied().unwrap_or_default();
    first.split_once('.').map_or(first, |(kind, _)| kind)
}

/// Whether an indicator is worked out from streams of this kind.
pub(super) fn is_counted(kind: &str) -> bool {
    ComputedIndicator::ALL.into_iter().any(|indicator| kind_of(indicator) == kind)
}

impl IndicatorLog {
    /// Takes in the next event.
    pub(super) fn enter(&mut self, recorded: &RecordedEvent) {
        let kinds = ComputedIndicator::ALL.into_iter().map(kind_of);
        let Some(kind) = kinds.into_iter().find(|kind| *kind == recorded.stream.kind()) else { return };
        self.by_kind.entry(kind).or_default().push(recorded.clone());
        let worked_out = self.worked_out.get_mut().unwrap_or_else(PoisonError::into_inner);
        worked_out.retain(|(indicator, ..), _| kind_of(*indicator) != kind);
    }

    fn of_kind(&self, kind: &str) -> &[RecordedEvent] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Works an indicator out for some days, as of a day.
    pub fn compute(&self, indicator: ComputedIndicator, period: Period, today: NaiveDate) -> ComputedValue {
        let key = (indicator, period, today);
        let mut worked_out = self.worked_out.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = worked_out.get(&key) {
            return known.clone();
        }
        // What was worked out on another day is not asked for again.
        worked_out.retain(|(.., day), _| *day == today);
        let question = Question { period, today, date_of: &date_in_kosovo };
        let computed = indicator.compute(self.of_kind(kind_of(indicator)), question);
        worked_out.insert(key, computed.clone());
        computed
    }

    /// The events at these positions that an indicator was worked out from, in the order of the log.
    pub fn events(&self, indicator: ComputedIndicator, from: &BTreeSet<Position>) -> Vec<RecordedEvent> {
        let of_kind = self.of_kind(kind_of(indicator)).iter();
        of_kind.filter(|recorded| from.contains(&recorded.position)).cloned().collect()
    }

    /// What the stream of an event is called; none: a case, which has its reference only.
    pub fn title(&self, recorded: &RecordedEvent) -> Option<LocalText> {
        let mut of_stream = self.of_kind(recorded.stream.kind()).iter().filter(|event| event.stream == recorded.stream);
        of_stream.find_map(|event| title_in(&event.event))
    }
}

/// The title that an event gives its stream.
fn title_in(event: &Event) -> Option<LocalText> {
    match event {
        Event::ActionItem(_, ActionItemEvent::Assigned { title, .. })
        | Event::Meeting(_, MeetingEvent::Scheduled { title, .. })
        | Event::DataRequest(_, DataRequestEvent::Issued { title, .. }) => Some(title.clone()),
        Event::Module(_, ModuleEvent::ModulePlanned(plan)) => Some(plan.title.clone()),
        Event::ActionItem(..)
        | Event::Meeting(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Case(..)
        | Event::Institution(..)
        | Event::Subgroup(..)
        | Event::Reminder(..)
        | Event::Notification(..)
        | Event::Account(..)
        | Event::AuditTrail(..)
        | Event::Webhook(..)
        | Event::Erasure(..)
        | Event::Objective(..)
        | Event::Milestone(..) => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;
