//! Every meeting with its agenda, attendance, minutes and decisions, held in memory.
//!
//! A read model of its own kind: meetings are few (some hundreds in ten years), so it is folded anew from the feed at
//! every start and keeps no table and no checkpoint. It runs behind the log like every read model; whoever looks waits
//! until it has caught up with the others.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::NaiveDate;
use events::ids::{InstitutionId, MeetingId, Position};
use events::language::LocalText;
use events::meeting::{Convened, InvitationAnswer, MeetingEvent, MeetingTime, RaisedItem};
use events::recurrence::RecurrenceRule;
use events::text::Text;
use events::{Event, RecordedEvent};
use feed::{EventFeed, FeedError};
use serde::Serialize;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// How many events are asked of the feed at a time.
const BATCH: usize = 512;
/// How long to wait before the feed is opened again after it failed.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a look waits for the book to catch up.
const CATCH_UP_WITHIN: Duration = Duration::from_secs(2);

/// How far a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MeetingStage {
    Scheduled,
    Held,
    Cancelled,
}

/// A decision and what it raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Decision {
    pub(crate) text: Text,
    pub(crate) raises: Vec<RaisedItem>,
}

/// A meeting as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct MeetingView {
    pub(crate) id: MeetingId,
    pub(crate) title: LocalText,
    pub(crate) at: MeetingTime,
    pub(crate) place: Option<Text>,
    pub(crate) convened: Convened,
    pub(crate) invited: Vec<InstitutionId>,
    pub(crate) answers: BTreeMap<InstitutionId, InvitationAnswer>,
    pub(crate) recurrence: Option<(RecurrenceRule, u16)>,
    pub(crate) agenda: Vec<Text>,
    pub(crate) stage: MeetingStage,
    pub(crate) attended: Vec<InstitutionId>,
    pub(crate) minutes: Option<Text>,
    pub(crate) minutes_approved: bool,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) cancelled_because: Option<Text>,
}

type Meetings = BTreeMap<MeetingId, MeetingView>;

/// The book.
#[derive(Debug)]
pub(crate) struct MeetingBook {
    meetings: RwLock<Meetings>,
    read_to: watch::Sender<Position>,
}

fn fold(meetings: &mut Meetings, id: &MeetingId, event: &MeetingEvent) {
    use MeetingEvent as E;

    if let E::Scheduled { title, at, place, convened, invited, recurrence } = event {
        let meeting = MeetingView {
            id: id.clone(),
            title: title.clone(),
            at: *at,
            place: place.clone(),
            convened: convened.clone(),
            invited: invited.iter().cloned().collect(),
            answers: BTreeMap::new(),
            recurrence: recurrence.as_ref().map(|place| (place.rule.clone(), place.number)),
            agenda: Vec::new(),
            stage: MeetingStage::Scheduled,
            attended: Vec::new(),
            minutes: None,
            minutes_approved: false,
            decisions: Vec::new(),
            cancelled_because: None,
        };
        meetings.insert(id.clone(), meeting);
        return;
    }
    let Some(meeting) = meetings.get_mut(id) else { return };
    match event {
        E::Scheduled { .. } => {}
        E::AgendaItemAdded { item } => meeting.agenda.push(item.clone()),
        E::Rescheduled { at } => {
            meeting.at = *at;
            meeting.answers.clear();
        }
        E::InvitationAnswered { institution, answer } => {
            meeting.answers.insert(institution.clone(), *answer);
        }
        E::Held { attended } => {
            meeting.stage = MeetingStage::Held;
            meeting.attended = attended.iter().cloned().collect();
        }
        E::MinutesRecorded { minutes } => meeting.minutes = Some(minutes.clone()),
        E::DecisionTaken { decision, raises, .. } => {
            meeting.decisions.push(Decision { text: decision.clone(), raises: raises.clone() });
        }
        E::MinutesApproved {} => meeting.minutes_approved = true,
        E::Cancelled { reason } => {
            meeting.stage = MeetingStage::Cancelled;
            meeting.cancelled_because = Some(reason.clone());
        }
    }
}

impl MeetingBook {
    /// Opens the book and keeps reading the feed into it until `closing`.
    pub(crate) fn keep(
        feed: Arc<dyn EventFeed>,
        closing: CancellationToken,
        runtime: &tokio::runtime::Handle,
    ) -> Arc<Self> {
        let book =
            Arc::new(Self { meetings: RwLock::new(Meetings::new()), read_to: watch::Sender::new(Position::START) });
        // Held weakly, so that a gateway that is dropped ends its reader.
        let reader = Arc::downgrade(&book);
        runtime.spawn(async move {
            let reading = async {
                while let Some(after) = reader.upgrade().map(|book| *book.read_to.borrow()) {
                    let failed = match feed.subscribe(after, BATCH).await {
                        Ok(mut subscription) => loop {
                            match subscription.next().await {
                                Ok(events) => match reader.upgrade() {
                                    Some(book) => book.enter(events.iter()),
                                    None => return,
                                },
                                Err(error) => break error,
                            }
                        },
                        Err(error) => error,
                    };
                    if matches!(failed, FeedError::Undecodable { .. }) {
                        tracing::error!(error = %failed, "the meetings stop here");
                    } else {
                        tracing::warn!(error = %failed, "the meetings' feed ended; it is opened again");
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            };
            tokio::select! {
                () = reading => {}
                () = closing.cancelled() => {}
            }
        });
        book
    }

    fn enter<'a>(&self, events: impl Iterator<Item = &'a RecordedEvent>) {
        let mut last = *self.read_to.borrow();
        let mut meetings = self.meetings.write().unwrap_or_else(PoisonError::into_inner);
        for recorded in events.filter(|recorded| recorded.position > *self.read_to.borrow()) {
            last = last.max(recorded.position);
            if let Event::Meeting(id, event) = &recorded.event {
                fold(&mut meetings, id, event);
            }
        }
        drop(meetings);
        self.read_to.send_replace(last);
    }

    /// Waits until the book has read to this position, a bounded time.
    pub(crate) async fn caught_up(&self, position: Position) {
        let mut read_to = self.read_to.subscribe();
        let caught_up = read_to.wait_for(|read| *read >= position);
        if tokio::time::timeout(CATCH_UP_WITHIN, caught_up).await.is_err() {
            tracing::warn!(position = position.0, "the meetings are behind the other read models");
        }
    }

    /// All meetings, the latest first.
    pub(crate) fn all(&self) -> Vec<MeetingView> {
        let meetings = self.meetings.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = meetings.values().cloned().collect();
        all.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
        all
    }

    /// One meeting.
    pub(crate) fn meeting(&self, id: &MeetingId) -> Option<MeetingView> {
        self.meetings.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }
}

impl MeetingView {
    /// Whether it is still to come on this day.
    pub(crate) fn is_ahead(&self, today: NaiveDate) -> bool {
        self.stage == MeetingStage::Scheduled && self.at.date >= today
    }
}
