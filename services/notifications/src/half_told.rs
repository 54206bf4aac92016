//! What was told today by one channel, and not yet by another that the person chose as well.
//!
//! Telling something often ends its occasion: a task that somebody has heard of is not new any more. Where the other channel
//! could not take it at the same time, or the driver was stopped in between, its topic is asked once more as if nobody had
//! been told. Pure, as topics are. What was told today is looked up in the ledger by its day, however many people there are.

use std::collections::BTreeSet;
use std::sync::Arc;

use events::ids::{NotificationKey, StreamId};
use events::notification::ChannelKind;
use readmodels::delivery_ledger::LedgerEntry;
use readmodels::local_time::date_in_kosovo;

use crate::facts::Facts;
use crate::owed::Owed;
use crate::subjects::Subjects;
use crate::topics::Topic;

/// What should have been told by now, told or not, by every channel that each person chose.
pub fn owed_by_every_channel(topics: &[&'static dyn Topic], facts: &Facts<'_>) -> Vec<Owed> {
    let mut owed: Vec<Owed> = topics.iter().flat_map(|topic| topic.owed(facts)).collect();
    let mut half_told = half_told(facts);
    for known in &owed {
        half_told.remove(&known.notice.key());
    }
    if half_told.is_empty() {
        return owed;
    }
    let ledger = Arc::new(facts.ledger.as_if_not_told(&half_told));
    let subjects = Subjects::Only(Arc::new(subjects_of(&half_told, facts).collect()));
    let before = Facts { ledger, subjects, ..facts.clone() };
    let ended = topics.iter().flat_map(|topic| topic.owed(&before));
    owed.extend(ended.filter(|one| half_told.contains(&one.notice.key())));
    owed
}

/// What these notices are about.
fn subjects_of<'a>(
    keys: &'a BTreeSet<NotificationKey>,
    facts: &'a Facts<'_>,
) -> impl Iterator<Item = StreamId> + use<'a> {
    keys.iter().filter_map(|key| Some(facts.ledger.entry(key)?.notice.about.clone()))
}

/// What such notices are about.
pub fn half_told_subjects(facts: &Facts<'_>) -> BTreeSet<StreamId> {
    subjects_of(&half_told(facts), facts).collect()
}

fn half_told(facts: &Facts<'_>) -> BTreeSet<NotificationKey> {
    let mut found = BTreeSet::new();
    let told_today = facts.ledger.people_told_on(facts.today());
    let posts = told_today.flat_map(|person| {
        let institutions = facts.institutions.where_in_post(person);
        let staff = institutions.flat_map(|(_, institution)| &institution.staff);
        staff.filter(move |member| member.person == *person)
    });
    for member in posts {
        let wanted = facts.channels_of(member);
        if wanted.len() < 2 {
            continue;
        }
        let told_today = |entry: &LedgerEntry| {
            entry.sent.as_ref().is_some_and(|sent| date_in_kosovo(sent.at) == facts.today()) && entry.answered.is_none()
        };
        let today = facts.ledger.to_person_on(&member.person, facts.today()).filter(|entry| told_today(entry));
        // What a channel refused today it is not asked to bring again today.
        let is_over = |entry: &LedgerEntry, channel: ChannelKind| {
            let refused = entry.failures.iter().any(|failed| {
                failed.channel == Some(channel)
                    && failed.person.as_ref() == Some(&member.person)
                    && failed.on == facts.today()
            });
            refused || entry.deliveries().any(|told| told.channel == channel)
        };
        let by_all = |entry: &LedgerEntry| wanted.iter().all(|channel| is_over(entry, *channel));
        found.extend(today.filter(|entry| !by_all(entry)).map(|entry| entry.notice.key()));
    }
    found
}
