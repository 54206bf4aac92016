//! What the old ledger says: which reminders of action items went out before notices had a ledger of their own.
//!
//! Nothing is added to it any more; whoever tells people of action items asks it so that nobody hears a thing twice.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use events::ids::{ActionItemId, PersonId, ReminderKey};
use events::reminder::{ReminderEvent, ReminderId};
use events::{Event, RecordedEvent};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// That a reminder was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentReminder {
    /// To whom in person.
    pub person: PersonId,
    /// When it was sent, UTC.
    pub at: DateTime<Utc>,
    /// When it was answered, UTC.
    pub answered_at: Option<DateTime<Utc>>,
}

/// The reminders that were delivered, by item, rung and due date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemindersOfItems {
    planned: BTreeMap<ReminderKey, ReminderId>,
    sent: BTreeMap<ActionItemId, BTreeMap<ReminderId, SentReminder>>,
}

impl RemindersOfItems {
    /// What became of a reminder; nothing when it was not delivered.
    pub fn sent(&self, reminder: &ReminderId) -> Option<&SentReminder> {
        self.sent.get(&reminder.action_item)?.get(reminder)
    }

    /// Every reminder of an item that was delivered, in the order of rungs and due dates.
    pub fn of_item(&self, item: &ActionItemId) -> impl Iterator<Item = (&ReminderId, &SentReminder)> {
        self.sent.get(item).into_iter().flatten()
    }
}

impl Folded for RemindersOfItems {
    const KIND: DossierKind = DossierKind::Reminder;

    fn fold(&mut self, recorded: &RecordedEvent) {
        use ReminderEvent as E;

        let Event::Reminder(key, event) = &recorded.event else { return };
        let at = recorded.metadata.occurred_at;
        match event {
            E::Planned { reminder, .. } => {
                self.planned.insert(key.clone(), reminder.clone());
            }
            E::Sent { person } | E::Escalated { person, .. } => {
                if let Some(reminder) = self.planned.get(key) {
                    let sent = SentReminder { person: person.clone(), at, answered_at: None };
                    self.sent.entry(reminder.action_item.clone()).or_default().insert(reminder.clone(), sent);
                }
            }
            E::Answered { .. } => {
                let Some(reminder) = self.planned.get(key) else { return };
                let of_item = self.sent.get_mut(&reminder.action_item);
                if let Some(sent) = of_item.and_then(|of_item| of_item.get_mut(reminder)) {
                    sent.answered_at = Some(at);
                }
            }
            E::Failed { .. } => {}
        }
    }
}
