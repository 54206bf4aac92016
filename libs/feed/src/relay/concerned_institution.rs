//! The institution in an event's subject: the one that the event names or, for an action item, its owner at that point
//! of its stream. What an event says by itself is the domain's ([`Event::concerns`]); owners are looked up in the store.

use std::collections::HashMap;

use events::concern::Concern;
use events::ids::{InstitutionId, Revision, StreamId};
use events::{Event, StoredEvent};
use store::{Direction, EventStore, ReadError};

/// How many owners are remembered. Beyond, all are looked up anew, which costs a read each.
const REMEMBERED: usize = 50_000;
/// How many events of an action item are read at a time.
const PAGE: usize = 64;

/// Who owns each action item at the last of its events that was seen.
#[derive(Default)]
pub(super) struct ActionItemOwners {
    owners: HashMap<StreamId, (Revision, Option<InstitutionId>)>,
}

impl ActionItemOwners {
    /// The institution that an event concerns. An action item's events concern its owner at that time; when it changes
    /// hands, the new one.
    pub(super) async fn institution_concerned(
        &mut self,
        event: &StoredEvent,
        store: &dyn EventStore,
    ) -> Result<Option<InstitutionId>, ReadError> {
        // An event of a newer focalpoint is relayed like any other; whom it concerns is not known here.
        let Ok(decoded) = Event::decode(&event.stream, &event.body) else { return Ok(None) };
        let owner = match decoded.concerns() {
            Concern::Nobody => return Ok(None),
            Concern::Institution(institution) => return Ok(Some(institution.clone())),
            Concern::NewOwner(owner) => Some(owner.clone()),
            Concern::CurrentOwner => match self.owners.get(&event.stream) {
                Some((revision, owner)) if revision.0 + 1 == event.revision.0 => owner.clone(),
                _ => owner_before(event, store).await?,
            },
        };
        if self.owners.len() >= REMEMBERED {
            self.owners.clear();
        }
        self.owners.insert(event.stream.clone(), (event.revision, owner.clone()));
        Ok(owner)
    }
}

async fn owner_before(event: &StoredEvent, store: &dyn EventStore) -> Result<Option<InstitutionId>, ReadError> {
    let mut from = event.revision;
    loop {
        let page = store.read_stream(&event.stream, Some(from), Direction::Backwards, PAGE).await?;
        for earlier in &page {
            if let Ok(decoded) = Event::decode(&earlier.stream, &earlier.body)
                && let Concern::NewOwner(owner) = decoded.concerns()
            {
                return Ok(Some(owner.clone()));
            }
        }
        match page.last().and_then(|first| first.revision.0.checked_sub(1)) {
            Some(earlier) if page.len() == PAGE => from = Revision(earlier),
            _ => return Ok(None),
        }
    }
}
