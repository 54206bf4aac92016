//! The events of the streams that indicators are worked out from and that are few, kept as they are.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use events::data_request::DataRequestEvent;
use events::ids::StreamId;
use events::language::LocalText;
use events::meeting::MeetingEvent;
use events::training::ModuleEvent;
use events::{Event, RecordedEvent};

use crate::books::{Book, Folded};
use crate::port::ReadPort;
use crate::projections::dossiers::DossierKind;
use crate::queries::AskError;

/// The events of one kind, in the order of the log.
#[derive(Debug, Clone, Default)]
pub(super) struct KeptEvents {
    pub(super) events: Vec<RecordedEvent>,
    titles: BTreeMap<StreamId, LocalText>,
}

impl KeptEvents {
    /// What a stream is called; none: a case, which has its reference only.
    pub(super) fn title(&self, stream: &StreamId) -> Option<LocalText> {
        self.titles.get(stream).cloned()
    }

    fn enter(&mut self, recorded: &RecordedEvent) {
        if let Some(title) = title_in(&recorded.event) {
            self.titles.entry(recorded.stream.clone()).or_insert(title);
        }
        self.events.push(recorded.clone());
    }
}

/// The title that an event gives its stream.
fn title_in(event: &Event) -> Option<LocalText> {
    match event {
        Event::Meeting(_, MeetingEvent::Scheduled { title, .. })
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

/// A kind of which every event is kept.
trait KeptKind: Send + Sync + 'static {
    const KIND: DossierKind;
}

#[derive(Debug)]
struct OfCases;
#[derive(Debug)]
struct OfMeetings;
#[derive(Debug)]
struct OfDataRequests;
#[derive(Debug)]
struct OfModules;

impl KeptKind for OfCases {
    const KIND: DossierKind = DossierKind::Case;
}

impl KeptKind for OfMeetings {
    const KIND: DossierKind = DossierKind::Meeting;
}

impl KeptKind for OfDataRequests {
    const KIND: DossierKind = DossierKind::DataRequest;
}

impl KeptKind for OfModules {
    const KIND: DossierKind = DossierKind::Module;
}

/// The events of a kind as a book has them. A copy of the book shares them.
#[derive(Debug)]
struct EventsOf<K>(Arc<KeptEvents>, PhantomData<K>);

impl<K> Clone for EventsOf<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<K> Default for EventsOf<K> {
    fn default() -> Self {
        Self(Arc::default(), PhantomData)
    }
}

impl<K: KeptKind> Folded for EventsOf<K> {
    const KIND: DossierKind = K::KIND;

    fn fold(&mut self, recorded: &RecordedEvent) {
        // That texts were taken out is said to whoever reads whatever kind; it is no event of this one.
        if DossierKind::of_streams(recorded.stream.kind()) == Some(K::KIND) {
            Arc::make_mut(&mut self.0).enter(recorded);
        }
    }
}

/// The events of every kind that is kept, each read from its first question on.
#[derive(Debug, Default)]
pub(super) struct Kept {
    cases: Book<EventsOf<OfCases>>,
    meetings: Book<EventsOf<OfMeetings>>,
    data_requests: Book<EventsOf<OfDataRequests>>,
    modules: Book<EventsOf<OfModules>>,
}

impl Kept {
    /// Takes in what is new, and gives everything by its kind.
    pub(super) async fn refresh(
        &self,
        read_models: &dyn ReadPort,
    ) -> Result<BTreeMap<DossierKind, Arc<KeptEvents>>, AskError> {
        Ok(BTreeMap::from([
            (OfCases::KIND, self.cases.refresh(read_models).await?.0.clone()),
            (OfMeetings::KIND, self.meetings.refresh(read_models).await?.0.clone()),
            (OfDataRequests::KIND, self.data_requests.refresh(read_models).await?.0.clone()),
            (OfModules::KIND, self.modules.refresh(read_models).await?.0.clone()),
        ]))
    }
}
