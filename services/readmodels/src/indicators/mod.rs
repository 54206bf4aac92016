//! Computed indicators: worked out from what the read models have, when somebody asks.
//!
//! Action items are many, so they are counted where their tables are, by the day on which they were due. The other streams
//! that indicators are worked out from are few (some thousands of events in ten years): their events are kept in memory from
//! the first question on ([`kept`]), so that what is computed is what the domain computes from the log as a whole. Nothing is
//! read before somebody asks, and nothing twice. How old it is, is how old the read models are. Depends on the port and the
//! domain; knows no page and no API.

mod kept;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use events::RecordedEvent;
use events::figure::Figure;
use events::ids::Position;
use events::indicator::ComputedIndicator;
use events::indicator_computation::{ComputedValue, Question, share};
use events::language::LocalText;
use events::period::Period;

use crate::local_time::date_in_kosovo;
use crate::port::{Ask, ReadPort};
use crate::projections::dossiers::DossierKind;
use crate::queries::{AskError, DueDay, DueDays, DueItems, EventsAt};
use kept::{Kept, KeptEvents};

/// A computed indicator's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorValue {
    /// The value; none where there is nothing to take a share or a median of.
    pub value: Option<Figure>,
    /// How many events it was worked out from.
    pub events: usize,
}

/// An event that a value was worked out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The very event.
    pub event: RecordedEvent,
    /// What its stream is called; none: a case, which has its reference only.
    pub title: Option<LocalText>,
}

/// A value's key: the indicator, the days it is of, and the day on which it was worked out.
type ValueKey = (ComputedIndicator, Period, NaiveDate);

/// What was worked out, each with the last event of its kind that was known then.
type WorkedOut = BTreeMap<ValueKey, (Position, ComputedValue)>;

/// What computed indicators are worked out from, as far as somebody asked.
#[derive(Debug, Default)]
pub struct ComputedIndicators {
    kept: Kept,
    worked_out: Arc<Mutex<WorkedOut>>,
}

impl ComputedIndicators {
    /// What they are worked out from on a day, date in Kosovo, as far as the read models are.
    pub async fn on(&self, read_models: &dyn ReadPort, today: NaiveDate) -> Result<IndicatorsOfDay, AskError> {
        Ok(IndicatorsOfDay {
            today,
            due_days: read_models.ask(DueDays { until: today }).await?,
            kept: self.kept.refresh(read_models).await?,
            worked_out: self.worked_out.clone(),
        })
    }
}

/// Computed indicators as they are on a day.
#[derive(Debug)]
pub struct IndicatorsOfDay {
    today: NaiveDate,
    due_days: Vec<DueDay>,
    kept: BTreeMap<DossierKind, Arc<KeptEvents>>,
    worked_out: Arc<Mutex<WorkedOut>>,
}

/// The kind of the streams that an indicator is worked out from.
const fn kind_of(indicator: ComputedIndicator) -> DossierKind {
    match indicator {
        ComputedIndicator::ActionItemsDoneInTime => DossierKind::ActionItem,
        ComputedIndicator::MeetingAttendance => DossierKind::Meeting,
        ComputedIndicator::DataRequestsAnsweredInTime => DossierKind::DataRequest,
        ComputedIndicator::TrainingSessionsDelivered => DossierKind::Module,
        ComputedIndicator::ReferralAcceptanceDays
        | ComputedIndicator::Incidents
        | ComputedIndicator::Persons
        | ComputedIndicator::RetraffickedPersons => DossierKind::Case,
    }
}

impl IndicatorsOfDay {
    /// Works an indicator out for some days.
    pub fn compute(&self, indicator: ComputedIndicator, period: Period) -> IndicatorValue {
        match indicator {
            ComputedIndicator::ActionItemsDoneInTime => self.items_done_in_time(period),
            ComputedIndicator::ReferralAcceptanceDays
            | ComputedIndicator::MeetingAttendance
            | ComputedIndicator::DataRequestsAnsweredInTime
            | ComputedIndicator::TrainingSessionsDelivered
            | ComputedIndicator::Incidents
            | ComputedIndicator::Persons
            | ComputedIndicator::RetraffickedPersons => {
                let ComputedValue { value, from } = self.computed_from_kept(indicator, period);
                IndicatorValue { value, events: from.len() }
            }
        }
    }

    /// The same as the domain works out from the items' events: each that was due and not called off counts, with the event that
    /// assigned it and the one that it was done by.
    fn items_done_in_time(&self, period: Period) -> IndicatorValue {
        let due = self.due_days.iter().filter(|day| period.covers(day.due));
        let (mut items, mut done, mut in_time) = (0, 0, 0);
        for day in due {
            items += day.items;
            done += day.done;
            in_time += day.in_time;
        }
        IndicatorValue { value: share(in_time, items), events: items + done }
    }

    fn computed_from_kept(&self, indicator: ComputedIndicator, period: Period) -> ComputedValue {
        let kept = self.kept.get(&kind_of(indicator)).map_or(&[][..], |kept| &kept.events);
        let (key, last) = ((indicator, period, self.today), kept.last().map_or(Position::START, |last| last.position));
        let mut worked_out = self.worked_out.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = worked_out.get(&key).filter(|(known_at, _)| *known_at == last) {
            return known.clone();
        }
        // What was worked out on another day is not asked for again.
        worked_out.retain(|(.., day), _| *day == self.today);
        let question = Question { period, today: self.today, date_of: &date_in_kosovo };
        let computed = indicator.compute(kept, question);
        worked_out.insert(key, (last, computed.clone()));
        computed
    }

    /// The events that an indicator's value was worked out from, in the order of the log.
    pub async fn evidence(
        &self,
        read_models: &dyn ReadPort,
        indicator: ComputedIndicator,
        period: Period,
    ) -> Result<Vec<Evidence>, AskError> {
        if indicator == ComputedIndicator::ActionItemsDoneInTime {
            return self.evidence_of_items(read_models, period).await;
        }
        let from = self.computed_from_kept(indicator, period).from;
        let Some(kept) = self.kept.get(&kind_of(indicator)) else { return Ok(vec![]) };
        let counted = kept.events.iter().filter(|event| from.contains(&event.position)).cloned();
        Ok(counted.map(|event| Evidence { title: kept.title(&event.stream), event }).collect())
    }

    async fn evidence_of_items(&self, read_models: &dyn ReadPort, period: Period) -> Result<Vec<Evidence>, AskError> {
        let items = read_models.ask(DueItems::of(period, self.today)).await?;
        let places = items.iter().flat_map(|item| [Some(item.assigned_at), item.completed_at]);
        let places: BTreeSet<Position> = places.flatten().collect();
        let titles: BTreeMap<String, LocalText> =
            items.into_iter().map(|item| (item.id.to_string(), item.title)).collect();
        let events = read_models.ask(EventsAt::of(DossierKind::ActionItem, places)).await?;
        let with_title = |event: RecordedEvent| Evidence { title: titles.get(event.stream.key()).cloned(), event };
        Ok(events.into_iter().map(with_title).collect())
    }
}
