//! Who set up the channels by which a person is reached: the chat, the e-mail address. A link that signs in goes to them, so whoever
//! set one up for somebody else could come in as them. The person is told, and for a week it counts as that other's way in.
//!
//! Folded by the book of the organisation. Knows no account.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use events::door::Door;
use events::ids::PersonId;
use events::institution::{InstitutionEvent, InvitationHash, RegisteredInstitution};
use events::notification::ChannelKind;
use events::{Metadata, RecordedEvent};

use crate::books::way_in_changes::{LogMoment, WayInChange, WayInChangeKind};

/// For how long a channel that somebody else set up counts as theirs: within it the person has seen what they were told.
pub const CHANNEL_OF_ANOTHER_FOR: TimeDelta = TimeDelta::days(7);

/// A channel that was set up for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ChannelSet {
    channel: ChannelKind,
    /// Who set it up, where that was somebody else.
    by: Option<PersonId>,
    moment: LogMoment,
}

/// Who set up the channels of the people of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ChannelHistory {
    of_people: BTreeMap<PersonId, Vec<ChannelSet>>,
    /// Who made each invitation for somebody else.
    inviters: BTreeMap<InvitationHash, PersonId>,
    changes: BTreeMap<PersonId, Vec<WayInChange>>,
}

impl ChannelHistory {
    /// Takes in the next event of the institution, which stood so before it.
    pub(super) fn note(&mut self, event: &InstitutionEvent, recorded: &RecordedEvent, before: &RegisteredInstitution) {
        let (person, channel, by) = match event {
            InstitutionEvent::InvitationIssued { person, invitation, .. } => {
                let inviter = self.another(person, recorded);
                self.inviters.extend(inviter.map(|inviter| (invitation.clone(), inviter)));
                return;
            }
            InstitutionEvent::ChatLinked { person, invitation, .. } => {
                (person, ChannelKind::Telegram, self.inviters.remove(invitation))
            }
            InstitutionEvent::EmailAddressSet { person, .. } => {
                (person, ChannelKind::Email, self.another(person, recorded))
            }
            InstitutionEvent::Registered { .. }
            | InstitutionEvent::NamesChanged { .. }
            | InstitutionEvent::FocalPointAppointed(_)
            | InstitutionEvent::DeputyAppointed(_)
            | InstitutionEvent::FocalPointHandedOver { .. }
            | InstitutionEvent::ChatUnlinked { .. }
            | InstitutionEvent::LanguageChosen { .. }
            | InstitutionEvent::QuietHoursSet { .. }
            | InstitutionEvent::DigestHourChosen { .. }
            | InstitutionEvent::EmailAddressRemoved { .. }
            | InstitutionEvent::ChannelsChosen { .. }
            | InstitutionEvent::DigestFrequencyChosen { .. }
            | InstitutionEvent::SubjectsMuted { .. }
            | InstitutionEvent::AbsenceAnnounced { .. }
            | InstitutionEvent::AbsenceEnded { .. }
            | InstitutionEvent::Deactivated { .. } => return,
        };
        let moment = LogMoment::of(recorded);
        if by.is_some() {
            self.note_change(person, channel, moment, before);
        }
        self.of_people.entry(person.clone()).or_default().push(ChannelSet { channel, by, moment });
    }

    /// Who set it up, where that was not surely the person: somebody else, whoever let them in, or whose chat it may be in which they did.
    fn another(&self, person: &PersonId, recorded: &RecordedEvent) -> Option<PersonId> {
        let Metadata { actor, door, let_in_by, .. } = &recorded.metadata;
        let by = actor.person()?;
        if by != person {
            return Some(by.clone());
        }
        let moment = LogMoment::of(recorded);
        let of_chat = || self.set_by_another(person, ChannelKind::Telegram, moment, moment.at);
        let_in_by.clone().or_else(|| of_chat().filter(|_| *door == Some(Door::Chat)).cloned())
    }

    /// Tells whoever had another channel before: who has none is only now reached for the first time.
    fn note_change(
        &mut self,
        person: &PersonId,
        channel: ChannelKind,
        moment: LogMoment,
        before: &RegisteredInstitution,
    ) {
        let Some(staff) = before.staff.get(person) else { return };
        let (was_reached, kind) = match channel {
            ChannelKind::Telegram => (staff.email.is_some(), WayInChangeKind::ChatLinked),
            ChannelKind::Email => (staff.email.is_some() || staff.chat.is_some(), WayInChangeKind::AddressSet),
        };
        if was_reached {
            let LogMoment { position, at } = moment;
            self.changes.entry(person.clone()).or_default().push(WayInChange { kind, at, position });
        }
    }

    /// Who had set up the channel that a person had at a moment of the log, where it was somebody else and not long before a later
    /// instant, UTC.
    pub(super) fn set_by_another(
        &self,
        person: &PersonId,
        channel: ChannelKind,
        as_of: LogMoment,
        used: DateTime<Utc>,
    ) -> Option<&PersonId> {
        let set = self.of_people.get(person)?.iter().rev();
        let mut set = set.filter(|set| set.channel == channel && set.moment.position <= as_of.position);
        let last = set.next()?;
        let counts_until = last.moment.at.checked_add_signed(CHANNEL_OF_ANOTHER_FOR)?;
        last.by.as_ref().filter(|_| used < counts_until)
    }

    /// What was set up for a person by somebody else, of which they are to hear, the oldest first.
    pub(super) fn changes(&self) -> impl Iterator<Item = (&PersonId, &[WayInChange])> {
        self.changes.iter().map(|(person, changes)| (person, changes.as_slice()))
    }
}
