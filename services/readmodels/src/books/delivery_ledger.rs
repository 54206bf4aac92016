//! The ledger of notices: who was told what, when, by which channel, and what came of it.
//!
//! Whoever says something asks it first whether it was said. Knows no rule of when something is to be said.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use events::ids::{EventId, InstitutionId, MessageId, NotificationKey, PersonId, Position, StreamId};
use events::notification::{Audience, ChannelKind, NotDelivered, Notice, NotificationEvent};
use events::{Event, RecordedEvent};

use crate::books::book::Folded;
use crate::local_time::date_in_kosovo;
use crate::projections::dossiers::DossierKind;

/// That a notice was brought to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// To whom in person; nobody where it was posted in a group.
    pub person: Option<PersonId>,
    /// The channel that brought it.
    pub channel: ChannelKind,
    /// The message that brought it, perhaps with others; none of what was said before there was a ledger.
    pub message: Option<MessageId>,
    /// When, UTC; of what was said before there was a ledger, when it was taken over.
    pub at: DateTime<Utc>,
    /// Whether it is certain that the channel took it.
    pub certain: bool,
    /// Where it stands in the log.
    pub position: Position,
}

/// That a notice was not brought to somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FailedDelivery {
    /// Why the channel could not bring it.
    pub failure: NotDelivered,
    /// To whom in person, where somebody was found.
    pub person: Option<PersonId>,
    /// By what, where there was something.
    pub channel: Option<ChannelKind>,
    /// The date in Kosovo.
    pub on: NaiveDate,
}

/// A notice and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// What it is about, the occasion, and the post that is told.
    pub notice: Notice,
    /// When it was planned or taken over, UTC.
    pub planned_at: DateTime<Utc>,
    /// That it was brought to somebody, and came not back.
    pub sent: Option<Delivery>,
    /// That it was brought by a further channel as well.
    pub copies: Vec<Delivery>,
    /// What went wrong on the last day on which something did, in order.
    pub failures: Vec<FailedDelivery>,
    /// The event that its answer became.
    pub answered: Option<EventId>,
    /// Whether what it is about had moved on before it was said.
    pub overtaken: bool,
}

impl LedgerEntry {
    fn planned(notice: &Notice, planned_at: DateTime<Utc>) -> Self {
        Self {
            notice: notice.clone(),
            planned_at,
            sent: None,
            copies: vec![],
            failures: vec![],
            answered: None,
            overtaken: false,
        }
    }

    /// The last time that it was not brought to somebody.
    pub fn failed(&self) -> Option<&FailedDelivery> {
        self.failures.last()
    }

    /// Everything that brought it to somebody.
    pub fn deliveries(&self) -> impl Iterator<Item = &Delivery> {
        self.sent.iter().chain(&self.copies)
    }

    fn fail(&mut self, failed: FailedDelivery) {
        if self.failures.last().is_some_and(|last| last.on != failed.on) {
            self.failures.clear();
        }
        self.failures.push(failed);
    }

    /// What came back by a channel was not brought by it.
    fn take_back(&mut self, channel: ChannelKind) {
        self.copies.retain(|copy| copy.channel != channel);
        if self.sent.as_ref().is_some_and(|sent| sent.channel == channel) {
            self.sent = self.copies.pop();
        }
    }

    /// Whether there is nothing left to say.
    pub fn is_settled(&self) -> bool {
        self.sent.is_some() || self.answered.is_some() || self.overtaken
    }
}

/// With what an occasion begins, up to its first full stop.
fn first_word(notice: &Notice) -> &str {
    notice.occasion.as_str().split('.').next().unwrap_or_default()
}

/// Puts something into the set of this key, or takes it out; no empty set is kept.
fn put_in_set<K, Q, T>(sets: &mut BTreeMap<K, BTreeSet<T>>, key: &Q, value: T, is_in: bool)
where
    K: Ord + Borrow<Q>,
    Q: Ord + ToOwned<Owned = K> + ?Sized,
    T: Ord,
{
    if is_in {
        sets.entry(key.to_owned()).or_default().insert(value);
    } else if let Some(set) = sets.get_mut(key) {
        set.remove(&value);
        if set.is_empty() {
            sets.remove(key);
        }
    }
}

/// What was told to whom, folded from the notices' events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeliveryLedger {
    entries: BTreeMap<NotificationKey, LedgerEntry>,
    /// What is there of each thing, in the order in which it was planned.
    about: BTreeMap<StreamId, Vec<NotificationKey>>,
    /// What was brought to each person, in that order.
    to_person: BTreeMap<PersonId, Vec<NotificationKey>>,
    /// The messages that each person had on a date in Kosovo.
    messages: BTreeMap<NaiveDate, BTreeMap<PersonId, BTreeSet<MessageId>>>,
    /// Every message that was sent.
    sent_messages: BTreeSet<MessageId>,
    /// What is planned and was neither said nor overtaken.
    waiting: BTreeSet<NotificationKey>,
    /// The same by the first word of its occasion.
    waiting_by_word: BTreeMap<String, BTreeSet<NotificationKey>>,
    /// Of the same what reached nobody at an institution, with when it was planned, UTC.
    reached_nobody: BTreeMap<InstitutionId, BTreeSet<(DateTime<Utc>, NotificationKey)>>,
    /// Whose address does not take messages, and since when, UTC.
    bounced: BTreeMap<PersonId, BTreeSet<DateTime<Utc>>>,
}

impl DeliveryLedger {
    /// Whether there is nothing left to say: the notice was sent, answered or overtaken.
    pub fn is_settled(&self, key: &NotificationKey) -> bool {
        self.entry(key).is_some_and(LedgerEntry::is_settled)
    }

    /// What came of a notice; nothing when it was never planned.
    pub fn entry(&self, key: &NotificationKey) -> Option<&LedgerEntry> {
        self.entries.get(key)
    }

    /// Every notice, by its key.
    pub fn entries(&self) -> impl Iterator<Item = (&NotificationKey, &LedgerEntry)> {
        self.entries.iter()
    }

    /// The notices about one thing, in the order in which they were planned.
    pub fn entries_about(&self, about: &StreamId) -> impl Iterator<Item = &LedgerEntry> {
        self.about.get(about).into_iter().flatten().filter_map(|key| self.entries.get(key))
    }

    /// The notices that were brought to a person, in that order.
    pub fn to_person(&self, person: &PersonId) -> impl Iterator<Item = &LedgerEntry> {
        self.to_person.get(person).into_iter().flatten().filter_map(|key| self.entries.get(key))
    }

    /// The notices that were last brought to a person on a date in Kosovo, the latest first; none where there were later ones.
    pub fn to_person_on(&self, person: &PersonId, date: NaiveDate) -> impl Iterator<Item = &LedgerEntry> {
        let keys = self.to_person.get(person).into_iter().flatten().rev();
        let last = move |entry: &&LedgerEntry| entry.deliveries().any(|told| date_in_kosovo(told.at) == date);
        keys.filter_map(|key| self.entries.get(key)).take_while(last)
    }

    /// The same ledger, as if these notices were planned and not told.
    #[must_use]
    pub fn as_if_not_told(&self, keys: &BTreeSet<NotificationKey>) -> Self {
        let mut before = self.clone();
        for key in keys {
            if let Some(entry) = before.entries.get_mut(key) {
                entry.sent = None;
                entry.copies.clear();
                before.set_waiting(key, true);
            }
        }
        before
    }

    /// The day, date in Kosovo, on which something was last told of this on this occasion, to whomever.
    pub fn day_told(&self, about: &StreamId, occasion: &str) -> Option<NaiveDate> {
        let told = self.entries_about(about).filter(|entry| entry.notice.occasion.as_str() == occasion);
        told.filter_map(|entry| entry.sent.as_ref()).map(|sent| date_in_kosovo(sent.at)).max()
    }

    /// Whether this message was sent.
    pub fn was_sent(&self, message: &MessageId) -> bool {
        self.sent_messages.contains(message)
    }

    /// What is planned and was neither said nor overtaken.
    pub fn waiting(&self) -> impl Iterator<Item = (&NotificationKey, &LedgerEntry)> {
        self.waiting.iter().filter_map(|key| self.entries.get_key_value(key))
    }

    /// The same, as far as its occasion begins with this word; words end with a full stop.
    pub fn waiting_for(&self, word: &str) -> impl Iterator<Item = (&NotificationKey, &LedgerEntry)> {
        let keys = self.waiting_by_word.get(word).into_iter().flatten();
        keys.filter_map(|key| self.entries.get_key_value(key))
    }

    /// The institutions for whose focal point something waits that was tried and reached nobody, each with when the first of it
    /// was planned, UTC.
    pub fn reached_nobody(&self) -> impl Iterator<Item = (&InstitutionId, DateTime<Utc>)> {
        self.reached_nobody.iter().filter_map(|(institution, planned)| Some((institution, planned.first()?.0)))
    }

    /// Notes down whether something waits, and for what.
    fn set_waiting(&mut self, key: &NotificationKey, waits: bool) {
        let Some(entry) = self.entries.get(key) else { return };
        put_in_set(&mut self.waiting_by_word, first_word(&entry.notice), key.clone(), waits);
        if let Audience::FocalPoint(institution) = &entry.notice.to {
            let nobody = waits && entry.failed().is_some_and(|failed| failed.person.is_none());
            put_in_set(&mut self.reached_nobody, institution, (entry.planned_at, key.clone()), nobody);
        }
        if waits {
            self.waiting.insert(key.clone());
        } else {
            self.waiting.remove(key);
        }
    }

    /// Since when a person's address does not take messages, UTC, as far as is known: what came back before the address was set
    /// was another's.
    pub fn bounced_since(&self, person: &PersonId, address_set: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let from = address_set.unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.bounced.get(person)?.range(from..).next().copied()
    }

    /// Whose address, this one or an earlier one, did not take messages.
    pub fn bounced(&self) -> impl Iterator<Item = &PersonId> {
        self.bounced.keys()
    }

    /// How many messages a person had on a date in Kosovo, whatever each of them brought. What was taken over from before
    /// there was a ledger is in none.
    pub fn told_on(&self, person: &PersonId, date: NaiveDate) -> usize {
        self.messages.get(&date).and_then(|people| people.get(person)).map_or(0, BTreeSet::len)
    }

    /// Who had a message on a date in Kosovo.
    pub fn people_told_on(&self, date: NaiveDate) -> impl Iterator<Item = &PersonId> {
        self.messages.get(&date).into_iter().flat_map(BTreeMap::keys)
    }

    fn plan(&mut self, key: &NotificationKey, notice: &Notice, at: DateTime<Utc>) {
        if !self.entries.contains_key(key) {
            self.entries.insert(key.clone(), LedgerEntry::planned(notice, at));
            self.about.entry(notice.about.clone()).or_default().push(key.clone());
            self.set_waiting(key, true);
        }
    }

    fn deliver(&mut self, key: &NotificationKey, delivery: Delivery) {
        let Some(entry) = self.entries.get_mut(key) else { return };
        if let Some(person) = &delivery.person {
            self.to_person.entry(person.clone()).or_default().push(key.clone());
        }
        if let Some(message) = delivery.message {
            if let Some(person) = &delivery.person {
                let people = self.messages.entry(date_in_kosovo(delivery.at)).or_default();
                people.entry(person.clone()).or_default().insert(message);
            }
            self.sent_messages.insert(message);
        }
        if let (Some(person), ChannelKind::Email) = (&delivery.person, delivery.channel) {
            self.bounced.remove(person);
        }
        match &entry.sent {
            Some(_) => entry.copies.push(delivery),
            None => entry.sent = Some(delivery),
        }
        self.set_waiting(key, false);
    }

    fn fail(&mut self, key: &NotificationKey, failed: FailedDelivery, at: DateTime<Utc>) {
        if let (Some(person), NotDelivered::AddressBounced) = (&failed.person, failed.failure) {
            self.bounced.entry(person.clone()).or_default().insert(at);
        }
        let Some(entry) = self.entries.get_mut(key) else { return };
        if let Some(channel) = failed.channel {
            entry.take_back(channel);
        }
        entry.fail(failed);
        if !entry.is_settled() {
            self.set_waiting(key, true);
        }
    }
}

impl Folded for DeliveryLedger {
    const KIND: DossierKind = DossierKind::Notification;

    fn fold(&mut self, recorded: &RecordedEvent) {
        use NotificationEvent as E;

        let Event::Notification(key, event) = &recorded.event else { return };
        let at = recorded.metadata.occurred_at;
        match event {
            E::Planned { notice } => self.plan(key, notice, at),
            E::CarriedOver { notice, person, channel } => {
                self.plan(key, notice, at);
                let (person, channel) = (Some(person.clone()), *channel);
                self.deliver(
                    key,
                    Delivery { person, channel, message: None, at, certain: true, position: recorded.position },
                );
            }
            E::Sent { person, channel, message, certain } => {
                let (person, channel, message) = (Some(person.clone()), *channel, Some(*message));
                self.deliver(
                    key,
                    Delivery { person, channel, message, at, certain: *certain, position: recorded.position },
                );
            }
            E::Posted { channel, message, certain } => {
                let (channel, message) = (*channel, Some(*message));
                let position = recorded.position;
                self.deliver(key, Delivery { person: None, channel, message, at, certain: *certain, position });
            }
            E::Failed { person, channel, failure } => {
                let (failure, person, channel) = (*failure, person.clone(), *channel);
                self.fail(key, FailedDelivery { failure, person, channel, on: date_in_kosovo(at) }, at);
            }
            E::Answered { answer } => {
                if let Some(entry) = self.entries.get_mut(key) {
                    entry.answered = Some(*answer);
                }
            }
            E::Overtaken {} => {
                if let Some(entry) = self.entries.get_mut(key) {
                    entry.overtaken = true;
                    self.set_waiting(key, false);
                }
            }
        }
    }
}
