//! From what is owed to the messages that are to be sent now.
//!
//! What is for the same person at the same time is one message by each channel that the person wants. A person gets one
//! morning message a working day, or whoever chose so one a week; what is said at once waits a little for others to join it,
//! and joins the morning message when that leaves at the same time. What rings no bell waits for nothing.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use events::ids::{InstitutionId, MessageId, NotificationKey, PersonId, Position};
use events::notification::{ChannelKind, NotDelivered, Notice};
use readmodels::delivery_ledger::LedgerEntry;
use readmodels::local_time::date_in_kosovo;

use crate::channel::{Addressee, Message, Part};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::hours::{first_of_a_week, instant};
use crate::policy::recipients::{Target, TargetName, targets_of};
use crate::resting::RestingNotice;

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Notices that are owed and not in the ledger yet.
    pub to_plan: Vec<Notice>,
    /// Notices that reach nobody, and why.
    pub failing: Vec<(NotificationKey, NotDelivered)>,
    /// Messages to deliver now, and by what.
    pub messages: Vec<(ChannelKind, Message)>,
    /// How many notices are owed and not told.
    pub owed: usize,
    /// Since when the oldest of them is owed, UTC.
    pub oldest: Option<DateTime<Utc>>,
    /// The next instant at which something that waits can be said.
    pub next: Option<DateTime<Utc>>,
    /// What of the owed needs no look before its hour, or before something happens to it.
    pub resting: Vec<RestingNotice>,
}

/// What of the owed waits for its reader's morning by whichever channel: nothing joins it before, and it joins nothing.
#[derive(Default)]
struct WaitingForMorning(BTreeMap<NotificationKey, Option<RestingNotice>>);

impl WaitingForMorning {
    /// Takes note of a notice that is in the ledger, and when it can be said by a channel.
    fn note(&mut self, one: &AddressedNotice, opens: DateTime<Utc>, now: DateTime<Utc>) {
        if !one.is_unsettled {
            return;
        }
        let rests = one.owed.urgency == Urgency::Morning && opens > now;
        let resting = rests.then(|| RestingNotice {
            about: one.owed.notice.about.clone(),
            owed_since: Some(one.owed.since),
            until: Some(opens),
        });
        let known = self.0.entry(one.key.clone()).or_insert_with(|| resting.clone());
        *known = known
            .take()
            .zip(resting)
            .map(|(known, this)| RestingNotice { until: known.until.min(this.until), ..known });
    }

    fn resting(self) -> impl Iterator<Item = RestingNotice> {
        self.0.into_values().flatten()
    }
}

/// What the plan is made by, beside the facts.
#[derive(Debug, Clone)]
pub struct Terms {
    /// How long something that is said at once waits for others to join it.
    pub joins_within: TimeDelta,
    /// What stands in a message to an institution beside the parts that are owed, so that whoever reads it sees all of it.
    pub completing: fn(&[Part], &InstitutionId, &Facts<'_>) -> Vec<Part>,
}

/// A notice on its way.
struct AddressedNotice {
    key: NotificationKey,
    owed: Owed,
    /// The date in Kosovo on which it was planned.
    planned_on: NaiveDate,
    /// Whether it is in the ledger, and neither said nor overtaken.
    is_unsettled: bool,
}

/// Where a message goes: to whom, by what, and the chat that was lost where it is to be told there: that is a message by
/// itself.
type MessageDestination<'a> = (TargetName<'a>, ChannelKind, Option<Position>);

/// The morning message of a person and day in the chat is one, whatever it says.
pub fn morning_message(person: &PersonId, day: NaiveDate) -> MessageId {
    MessageId::named(&morning_of(TargetName::Person(person), day))
}

fn morning_of(target: TargetName<'_>, day: NaiveDate) -> String {
    format!("morning/{target}/{day}")
}

/// The id of a message by a channel. To another address than before it is another message: what came back is sent again.
fn id_of(name: &str, target: &Target<'_>, channel: ChannelKind) -> MessageId {
    match channel {
        ChannelKind::Telegram => MessageId::named(name),
        ChannelKind::Email => {
            let address = target.address_since().map_or(0, |since| since.timestamp_millis());
            MessageId::named(&format!("email/{address}/{name}"))
        }
    }
}

/// Whether somebody's morning message of today has left, by any channel.
pub(crate) fn morning_has_left(target: &Target<'_>, facts: &Facts<'_>) -> bool {
    let name = morning_of(target.name(), facts.today());
    ChannelKind::ALL.into_iter().any(|channel| facts.ledger.was_sent(&id_of(&name, target, channel)))
}

/// What goes where.
#[derive(Default)]
struct MessagesByDestination<'a>(BTreeMap<MessageDestination<'a>, (Target<'a>, Vec<AddressedNotice>)>);

impl<'a> MessagesByDestination<'a> {
    fn add(
        &mut self,
        target: Target<'a>,
        channels: Vec<ChannelKind>,
        owed: &Owed,
        entry: Option<&LedgerEntry>,
        facts: &Facts<'_>,
    ) {
        let planned_on = entry.map_or(facts.today(), |entry| date_in_kosovo(entry.planned_at));
        let is_unsettled = entry.is_some_and(|entry| !entry.is_settled());
        for channel in channels {
            let place = (target.name(), channel, owed.content.as_lost_chat().map(|lost| lost.position));
            let key = owed.notice.key();
            let addressed = AddressedNotice { key, owed: owed.clone(), planned_on, is_unsettled };
            self.0.entry(place).or_insert_with(|| (target, vec![])).1.push(addressed);
        }
    }
}

impl Plan {
    fn owe(&mut self, owed: &Owed, entry: Option<&LedgerEntry>) {
        self.owed += 1;
        self.oldest = self.oldest.min(Some(owed.since)).or(Some(owed.since));
        if entry.is_none() {
            self.to_plan.push(owed.notice.clone());
        }
    }

    fn rest(&mut self, owed: &Owed, owed_since: Option<DateTime<Utc>>) {
        self.resting.push(RestingNotice { about: owed.notice.about.clone(), owed_since, until: None });
    }
}

/// What is to be done now about what is owed.
pub fn plan(owed: Vec<Owed>, facts: &Facts<'_>, terms: &Terms) -> Plan {
    let mut plan = Plan::default();
    let mut by_place = MessagesByDestination::default();
    for owed in owed {
        let key = owed.notice.key();
        let entry = facts.ledger.entry(&key);
        if let Some(entry) = entry.filter(|entry| entry.is_settled()) {
            if let Some((target, channels)) = copy_for(entry, &owed, facts) {
                by_place.add(target, channels, &owed, Some(entry), facts);
            }
            continue;
        }
        let found = match targets_of(&owed, facts) {
            Ok(found) => found,
            Err(failure) => {
                plan.owe(&owed, entry);
                if entry.and_then(LedgerEntry::failed).is_none_or(|known| known.failure != failure) {
                    plan.failing.push((key, failure));
                } else {
                    plan.rest(&owed, Some(owed.since));
                }
                continue;
            }
        };
        let wanting: Vec<_> = found.into_iter().filter(|target| target.wants(&owed.content)).collect();
        if wanting.is_empty() {
            plan.rest(&owed, None);
            continue;
        }
        plan.owe(&owed, entry);
        let found = wanting.into_iter().find_map(|target| {
            let channels = channels_to_try(&target, &owed, entry, facts);
            (!channels.is_empty()).then_some((target, channels))
        });
        match found {
            Some((target, channels)) => by_place.add(target, channels, &owed, entry, facts),
            // Refused by everybody: tried again on the next working day.
            None if entry.is_some() => plan.rest(&owed, Some(owed.since)),
            None => {}
        }
    }
    let mut waiting = WaitingForMorning::default();
    for ((_, channel, _), (target, addressed)) in by_place.0 {
        for one in &addressed {
            let opens = opening(&target, channel, &one.owed, one.planned_on, facts);
            waiting.note(one, opens, facts.moment.now);
        }
        let (message, later) = message(target, channel, addressed, facts, terms);
        plan.messages.extend(message.map(|message| (channel, message)));
        plan.next = [plan.next, later].into_iter().flatten().min();
    }
    plan.resting.extend(waiting.resting());
    plan
}

/// By which channels somebody is told now, those left out that have told it or have failed today. Where all that were chosen
/// have failed, by another that works.
pub(crate) fn channels_to_try(
    target: &Target<'_>,
    owed: &Owed,
    entry: Option<&LedgerEntry>,
    facts: &Facts<'_>,
) -> Vec<ChannelKind> {
    let name = target.name();
    let told = |channel: ChannelKind| {
        let mut deliveries = entry.into_iter().flat_map(LedgerEntry::deliveries);
        deliveries.any(|it| it.channel == channel && it.person.as_ref() == name.person())
    };
    let failed = |channel: ChannelKind| {
        let of_today = entry.into_iter().flat_map(|entry| &entry.failures).filter(|failed| failed.on == facts.today());
        let mut failed = of_today.filter(|failed| failed.person.as_ref() == name.person());
        failed.any(|failed| failed.channel == Some(channel))
    };
    let mut channels = target.channels(owed, facts);
    if !channels.is_empty() && channels.iter().all(|channel| failed(*channel) && !told(*channel)) {
        channels = target.channels_instead(owed, facts);
    }
    channels.retain(|channel| !told(*channel) && !failed(*channel));
    channels
}

/// Whoever wants both channels and was told by one today is told by the other as well.
fn copy_for<'a>(entry: &LedgerEntry, owed: &Owed, facts: &'a Facts<'_>) -> Option<(Target<'a>, Vec<ChannelKind>)> {
    let sent = entry.sent.as_ref().filter(|_| entry.answered.is_none() && !entry.overtaken)?;
    let person = sent.person.as_ref().filter(|_| date_in_kosovo(sent.at) == facts.today())?;
    let found = targets_of(owed, facts).ok()?.into_iter().find(|target| target.name().person() == Some(person))?;
    if !found.channels(owed, facts).contains(&sent.channel) {
        return None;
    }
    let channels = channels_to_try(&found, owed, Some(entry), facts);
    (!channels.is_empty()).then_some((found, channels))
}

/// When something that was planned on a date in Kosovo can be said to somebody by a channel, UTC; now, if it can.
pub(crate) fn opening(
    target: &Target<'_>,
    channel: ChannelKind,
    owed: &Owed,
    planned_on: NaiveDate,
    facts: &Facts<'_>,
) -> DateTime<Utc> {
    let (now, today) = (facts.moment.now, facts.today());
    let is_told = |day: NaiveDate| facts.ledger.was_sent(&id_of(&morning_of(target.name(), day), target, channel));
    let begin_of = |day: NaiveDate| instant(day, NaiveTime::MIN).unwrap_or(now);
    let in_the_morning = owed.urgency == Urgency::Morning;
    // What is owed after the morning's message has left waits for the next one.
    let morning_is_over = in_the_morning && is_told(today);
    let mut from = if morning_is_over { begin_of(today.succ_opt().unwrap_or(today)) } else { now };
    if in_the_morning && target.is_told_weekly() && owed.content.waits_for_the_week() {
        let mut day = first_of_a_week(planned_on, facts.calendar);
        while day <= today && is_told(day) {
            day = first_of_a_week(day.succ_opt().unwrap_or(day), facts.calendar);
        }
        from = from.max(begin_of(day));
    }
    target.hours(facts).opening(owed.urgency, from, facts.calendar)
}

/// What somebody is told now by a channel, and when the next of the rest can be said.
fn message(
    target: Target<'_>,
    channel: ChannelKind,
    addressed: Vec<AddressedNotice>,
    facts: &Facts<'_>,
    terms: &Terms,
) -> (Option<Message>, Option<DateTime<Utc>>) {
    let (now, today, name) = (facts.moment.now, facts.today(), target.name());
    let opens = |one: &AddressedNotice| opening(&target, channel, &one.owed, one.planned_on, facts);
    let (ready, waiting): (Vec<_>, Vec<_>) = addressed.into_iter().partition(|one| opens(one) <= now);
    let later = waiting.iter().map(opens).min();
    let in_the_morning = ready.iter().any(|one| one.owed.urgency == Urgency::Morning);
    let rings = |one: &AddressedNotice| one.owed.urgency != Urgency::Silent;
    let joined_at = ready.iter().filter(|one| rings(one)).map(|one| one.owed.since).min();
    let held_until = joined_at.map(|since| since + terms.joins_within).filter(|at| !in_the_morning && *at > now);
    let ready: Vec<_> = ready.into_iter().filter(|one| held_until.is_none() || !rings(one)).collect();
    let later = later.into_iter().chain(held_until).min();
    if ready.is_empty() {
        return (None, later);
    }
    let keys: Vec<String> = ready.iter().map(|one| one.key.to_string()).collect();
    let id = if in_the_morning { morning_of(name, today) } else { format!("{name}/{}", keys.join("/")) };
    let id = id_of(&id, &target, channel);
    let mut parts: Vec<Part> =
        ready.into_iter().map(|one| Part { notice: Some(one.key), content: one.owed.content }).collect();
    let to = match target {
        Target::Person(recipient) => {
            parts.extend((terms.completing)(&parts, recipient.institution, facts));
            Addressee::Person {
                person: recipient.member.person.clone(),
                institution: recipient.institution.clone(),
                language: recipient.member.language,
            }
        }
        Target::Group(subgroup) => Addressee::Group { subgroup: subgroup.clone() },
    };
    (Some(Message { id, to, on: today, morning: in_the_morning, tried_before: false, parts }), later)
}
