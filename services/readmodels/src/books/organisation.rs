//! Who is who, as whoever tells people something needs it: institutions with the people in post and what they chose,
//! subgroups with their chairs.
//!
//! An institution's people are folded by the domain itself, so that it and the book can never disagree about a hand-over.
//! Nothing here opens a personal field: that a person has a chat or an address is known without it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use events::ids::{InstitutionId, PersonId, Position, SubgroupId};
use events::institution::{
    DigestHour, Institution, InstitutionEvent, InstitutionKind, Post, QuietHours, RegisteredInstitution, Staff,
};
use events::language::{Language, LocalText};
use events::period::Period;
use events::preferences::{Channels, DigestFrequency, Subject};
use events::subgroup::SubgroupEvent;
use events::{Aggregate, Event, Occurrence, RecordedEvent};

use crate::books::book::Folded;
use crate::office::Succession;
use crate::projections::dossiers::DossierKind;
use crate::views::SubgroupView;

/// For how long before the newest event it is kept who lost a chat or a post.
pub const LOSSES_KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// A person in post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonInPost {
    /// Who is in the post, by id; names are sealed elsewhere.
    pub person: PersonId,
    /// The post held.
    pub post: Post,
    /// The language the person is addressed in.
    pub language: Language,
    /// When no message is to arrive.
    pub quiet_hours: Option<QuietHours>,
    /// When the digest leaves, where the person chose.
    pub digest_hour: Option<DigestHour>,
    /// The days, dates in Kosovo, on which the person is away.
    pub absence: Option<Period>,
    /// Whether a chat is linked.
    pub has_chat: bool,
    /// Since when there is the e-mail address that there is, UTC.
    pub email_since: Option<DateTime<Utc>>,
    /// By which channels the person is told things.
    pub channels: Channels,
    /// How often the digest leaves.
    pub frequency: DigestFrequency,
    /// What the person is not told of.
    pub muted: BTreeSet<Subject>,
}

impl PersonInPost {
    /// Whether the person is away on a day, date in Kosovo.
    pub fn is_away_on(&self, day: NaiveDate) -> bool {
        self.absence.is_some_and(|absence| absence.covers(day))
    }

    fn of(person: &PersonId, staff: &Staff, email_since: Option<DateTime<Utc>>) -> Self {
        Self {
            person: person.clone(),
            post: staff.post,
            language: staff.language,
            quiet_hours: staff.quiet_hours,
            digest_hour: staff.digest_hour,
            absence: staff.absence,
            has_chat: staff.chat.is_some(),
            email_since: email_since.filter(|_| staff.email.is_some()),
            channels: staff.channels,
            frequency: staff.frequency,
            muted: staff.muted.clone(),
        }
    }
}

/// What a person lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// The chat, which is linked no more, or in whose place another may be.
    Chat,
    /// The post, which another holds now; the chat with it.
    Post,
}

/// Somebody who lost the chat or the post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlinkedPerson {
    /// The person as it was before.
    pub was: PersonInPost,
    /// What was lost.
    pub loss: Loss,
    /// When the chat was unlinked, UTC.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
}

/// An institution, with what its events say of each person in post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionRecord {
    /// What it is.
    pub kind: InstitutionKind,
    /// Its people in post: the focal point first, then deputies by their ids.
    pub staff: Vec<PersonInPost>,
    /// Who lost a chat or the post here in the 30 days before the newest event, whatever came after; the oldest first.
    pub unlinked: Vec<UnlinkedPerson>,
    /// When the focal point took over from another, the last time.
    pub handed_over: Option<Succession>,
    state: RegisteredInstitution,
    /// When each person's address was last set, UTC.
    addresses_set: BTreeMap<PersonId, DateTime<Utc>>,
}

impl InstitutionRecord {
    /// Whether it still takes part.
    pub fn is_active(&self) -> bool {
        self.state.active
    }

    /// What it is called, in each language that was given.
    pub fn names(&self) -> &LocalText {
        &self.state.names
    }

    /// The focal point.
    pub fn focal_point(&self) -> Option<&PersonInPost> {
        self.staff.iter().find(|person| person.post == Post::FocalPoint)
    }

    /// Notes who loses a chat or the post by an event that is not folded yet.
    fn note_losses(&mut self, event: &InstitutionEvent, recorded: &RecordedEvent) {
        use InstitutionEvent as E;

        let lost_by = match event {
            E::ChatUnlinked { person } => Some((person, Loss::Chat)),
            E::ChatLinked { person, .. } if self.has_chat(person) => Some((person, Loss::Chat)),
            E::FocalPointHandedOver { predecessor, .. } => Some((predecessor, Loss::Post)),
            E::Registered { .. }
            | E::NamesChanged { .. }
            | E::FocalPointAppointed(_)
            | E::DeputyAppointed(_)
            | E::InvitationIssued { .. }
            | E::ChatLinked { .. }
            | E::LanguageChosen { .. }
            | E::QuietHoursSet { .. }
            | E::DigestHourChosen { .. }
            | E::EmailAddressSet { .. }
            | E::EmailAddressRemoved { .. }
            | E::ChannelsChosen { .. }
            | E::DigestFrequencyChosen { .. }
            | E::SubjectsMuted { .. }
            | E::AbsenceAnnounced { .. }
            | E::AbsenceEnded { .. }
            | E::Deactivated { .. } => None,
        };
        let Some((of, loss)) = lost_by else { return };
        let Some(was) = self.staff.iter().find(|staff| staff.person == *of).cloned() else { return };
        let (at, position) = (recorded.metadata.occurred_at, recorded.position);
        self.unlinked.push(UnlinkedPerson { was, loss, at, position });
    }

    fn has_chat(&self, person: &PersonId) -> bool {
        self.staff.iter().any(|staff| staff.person == *person && staff.has_chat)
    }
}

/// People of an institution in order: the focal point first.
fn in_order(state: &RegisteredInstitution, addresses_set: &BTreeMap<PersonId, DateTime<Utc>>) -> Vec<PersonInPost> {
    let in_post =
        state.staff.iter().map(|(person, staff)| PersonInPost::of(person, staff, addresses_set.get(person).copied()));
    let mut staff: Vec<_> = in_post.collect();
    staff.sort_by_key(|person| person.post != Post::FocalPoint);
    staff
}

/// The institutions, folded from their events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Institutions {
    all: BTreeMap<InstitutionId, InstitutionRecord>,
    /// Of each kind.
    of_kind: BTreeMap<InstitutionKind, BTreeSet<InstitutionId>>,
    /// Where each person is in post.
    posts: BTreeMap<PersonId, BTreeSet<InstitutionId>>,
    /// Those with a chat that was lost.
    with_losses: BTreeSet<InstitutionId>,
    newest: Option<DateTime<Utc>>,
}

impl Institutions {
    /// An institution with its id as it is kept here.
    pub fn entry(&self, id: &InstitutionId) -> Option<(&InstitutionId, &InstitutionRecord)> {
        self.all.get_key_value(id)
    }

    /// The institution of this id, if there is one.
    pub fn institution(&self, id: &InstitutionId) -> Option<&InstitutionRecord> {
        self.all.get(id)
    }

    /// Every institution, by its id.
    pub fn all(&self) -> impl Iterator<Item = (&InstitutionId, &InstitutionRecord)> {
        self.all.iter()
    }

    /// A person in post and the institution.
    pub fn person(&self, person: &PersonId) -> Option<(&InstitutionId, &PersonInPost)> {
        self.where_in_post(person).find_map(|(id, institution)| {
            institution.staff.iter().find(|staff| staff.person == *person).map(|staff| (id, staff))
        })
    }

    /// The institutions where a person is in post, by their ids.
    pub fn where_in_post(&self, person: &PersonId) -> impl Iterator<Item = (&InstitutionId, &InstitutionRecord)> {
        let ids = self.posts.get(person).into_iter().flatten();
        ids.filter_map(|id| self.entry(id))
    }

    /// The institutions of a kind, by their ids.
    pub fn of_kind(&self, kind: InstitutionKind) -> impl Iterator<Item = (&InstitutionId, &InstitutionRecord)> {
        let ids = self.of_kind.get(&kind).into_iter().flatten();
        ids.filter_map(|id| self.entry(id))
    }

    /// The institutions where somebody lost a chat within [`LOSSES_KEPT_FOR`], by their ids.
    pub fn with_losses(&self) -> impl Iterator<Item = (&InstitutionId, &InstitutionRecord)> {
        self.with_losses.iter().filter_map(|id| self.entry(id))
    }

    fn index(&mut self, id: &InstitutionId, record: &InstitutionRecord) {
        self.of_kind.entry(record.kind).or_default().insert(id.clone());
        for member in &record.staff {
            self.posts.entry(member.person.clone()).or_default().insert(id.clone());
        }
        if !record.unlinked.is_empty() {
            self.with_losses.insert(id.clone());
        }
    }

    fn unindex(&mut self, id: &InstitutionId, record: &InstitutionRecord) {
        for member in &record.staff {
            let posts = self.posts.get_mut(&member.person);
            let nowhere = posts.is_some_and(|posts| {
                posts.remove(id);
                posts.is_empty()
            });
            if nowhere {
                self.posts.remove(&member.person);
            }
        }
        if let Some(same_kind) = self.of_kind.get_mut(&record.kind) {
            same_kind.remove(id);
        }
        self.with_losses.remove(id);
    }

    fn forget_the_old(&mut self, at: DateTime<Utc>) {
        let newest = self.newest.map_or(at, |newest| newest.max(at));
        self.newest = Some(newest);
        // At the calendar's beginning there is nothing old.
        let Some(kept_from) = newest.checked_sub_signed(LOSSES_KEPT_FOR) else { return };
        let institutions = &mut self.all;
        self.with_losses.retain(|id| {
            institutions.get_mut(id).is_some_and(|institution| {
                institution.unlinked.retain(|unlinked| unlinked.at >= kept_from);
                !institution.unlinked.is_empty()
            })
        });
    }
}

impl Folded for Institutions {
    const KIND: DossierKind = DossierKind::Institution;

    fn fold(&mut self, recorded: &RecordedEvent) {
        let Event::Institution(id, event) = &recorded.event else { return };
        let at = recorded.metadata.occurred_at;
        let mut known = self.all.remove(id);
        if let Some(institution) = &known {
            self.unindex(id, institution);
        }
        if let Some(institution) = &mut known {
            institution.note_losses(event, recorded);
        }
        let kind = if let InstitutionEvent::Registered { kind, .. } = event {
            Some(*kind)
        } else {
            known.as_ref().map(|institution| institution.kind)
        };
        let (before, unlinked, mut handed_over, mut addresses_set) =
            known.map_or((Institution::Unknown, Vec::new(), None, BTreeMap::new()), |institution| {
                let InstitutionRecord { unlinked, handed_over, state, addresses_set, .. } = institution;
                (Institution::Registered(state), unlinked, handed_over, addresses_set)
            });
        if let InstitutionEvent::FocalPointHandedOver { .. } = event {
            handed_over = Some(Succession::by(recorded));
        }
        if let InstitutionEvent::EmailAddressSet { person, .. } = event {
            addresses_set.insert(person.clone(), at);
        }
        let occurrence = Occurrence { id: recorded.id, at, by: recorded.metadata.actor.clone() };
        if let (Institution::Registered(state), Some(kind)) = (Institution::evolve(before, event, &occurrence), kind) {
            let staff = in_order(&state, &addresses_set);
            let institution = InstitutionRecord { kind, staff, unlinked, handed_over, state, addresses_set };
            self.index(id, &institution);
            self.all.insert(id.clone(), institution);
        }
        self.forget_the_old(at);
    }
}

/// The subgroups, folded from their events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subgroups {
    subgroups: BTreeMap<SubgroupId, SubgroupView>,
    successions: BTreeMap<SubgroupId, Succession>,
}

impl Subgroups {
    /// The subgroup of this id, if there is one.
    pub fn subgroup(&self, id: &SubgroupId) -> Option<&SubgroupView> {
        self.subgroups.get(id)
    }

    /// When the chair took over from another, the last time.
    pub fn succession(&self, id: &SubgroupId) -> Option<&Succession> {
        self.successions.get(id)
    }

    /// Every subgroup, by its id.
    pub fn all(&self) -> impl Iterator<Item = &SubgroupView> {
        self.subgroups.values()
    }
}

impl Folded for Subgroups {
    const KIND: DossierKind = DossierKind::Subgroup;

    fn fold(&mut self, recorded: &RecordedEvent) {
        use SubgroupEvent as E;

        let Event::Subgroup(id, event) = &recorded.event else { return };
        if let E::Formed { name } = event {
            let (id, name) = (id.clone(), name.clone());
            let formed = SubgroupView {
                id: id.clone(),
                name,
                chair: None,
                members: Vec::new(),
                cut_off: None,
                dissolved: false,
            };
            self.subgroups.insert(id, formed);
            return;
        }
        let Some(subgroup) = self.subgroups.get_mut(id) else { return };
        match event {
            E::Formed { .. } => {}
            E::ChairAppointed(chair) => {
                if subgroup.chair.replace(chair.clone()).is_some() {
                    self.successions.insert(id.clone(), Succession::by(recorded));
                }
            }
            E::InstitutionJoined { institution } => {
                if let Err(place) = subgroup.members.binary_search(institution) {
                    subgroup.members.insert(place, institution.clone());
                }
            }
            E::InstitutionLeft { institution } => subgroup.members.retain(|member| member != institution),
            E::CutOff { .. } => {
                subgroup.chair = None;
                subgroup.cut_off = Some(recorded.position);
            }
            E::Dissolved { .. } => subgroup.dissolved = true,
        }
    }
}
