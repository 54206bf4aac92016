//! From a post to the people who hear of something, in the order in which they are tried; or to a subgroup's group.
//!
//! The holder of the post first, then whoever stands in; whoever is away comes last, but comes: better than nobody.

use chrono::{DateTime, Utc};
use events::actor::Actor;
use events::ids::{InstitutionId, PersonId, SubgroupId};
use events::institution::InstitutionKind;
use events::notification::{Audience, ChannelKind, NotDelivered};
use events::preferences::DigestFrequency;
use readmodels::organisation::{InstitutionRecord, PersonInPost, UnlinkedPerson};

use crate::content::{Content, LostChat, WorkContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::hours::Hours;

/// Somebody who may be told.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    /// The institution where the person is in post.
    pub institution: &'a InstitutionId,
    /// The person, in the post that makes them one.
    pub member: &'a PersonInPost,
}

impl Recipient<'_> {
    /// The person's hours.
    pub fn hours(&self, facts: &Facts<'_>) -> Hours {
        Hours::chosen(self.member.quiet_hours, self.member.digest_hour, facts.ladder)
    }
}

/// Somebody, or a group, that may be told.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// One person in post.
    Person(Recipient<'a>),
    /// The groups that are a subgroup's chat.
    Group(&'a SubgroupId),
}

impl<'a> Target<'a> {
    /// Who it is.
    pub fn name(&self) -> TargetName<'a> {
        match self {
            Self::Person(recipient) => TargetName::Person(&recipient.member.person),
            Self::Group(subgroup) => TargetName::Group(subgroup),
        }
    }

    /// When it may be told: a group has the hub's hours.
    pub fn hours(&self, facts: &Facts<'_>) -> Hours {
        match self {
            Self::Person(recipient) => recipient.hours(facts),
            Self::Group(_) => Hours::chosen(None, None, facts.ladder),
        }
    }
}

impl Target<'_> {
    /// Whether it is told of this: a person may have chosen not to be.
    pub fn wants(&self, content: &Content) -> bool {
        match self {
            Self::Person(recipient) => {
                content.subject().is_none_or(|subject| !recipient.member.muted.contains(&subject))
            }
            Self::Group(_) => true,
        }
    }

    /// Whether it is told once a week what can wait for that.
    pub fn is_told_weekly(&self) -> bool {
        match self {
            Self::Person(recipient) => recipient.member.frequency == DigestFrequency::Weekly,
            Self::Group(_) => false,
        }
    }

    /// Since when it has the e-mail address that it has, UTC.
    pub fn address_since(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Person(recipient) => recipient.member.email_since,
            Self::Group(_) => None,
        }
    }

    /// By which channels it could be told of this, where those that were chosen do not work.
    pub fn channels_instead(&self, owed: &Owed, facts: &Facts<'_>) -> Vec<ChannelKind> {
        match self {
            Self::Person(recipient) if owed.content.as_lost_chat().is_none() => {
                facts.working_channels_of(recipient.member)
            }
            Self::Person(_) | Self::Group(_) => vec![],
        }
    }

    /// By which channels it is told of this.
    pub fn channels(&self, owed: &Owed, facts: &Facts<'_>) -> Vec<ChannelKind> {
        match self {
            // A chat that was lost is told there, and by e-mail whoever has no other yet: somebody else may have the phone.
            Self::Person(recipient) if owed.content.as_lost_chat().is_some() => {
                let now = facts.institutions.person(&recipient.member.person).map(|(_, member)| member);
                let by_email = now.filter(|member| !member.has_chat).map_or(vec![], |member| facts.channels_of(member));
                let by_email = by_email.into_iter().filter(|channel| *channel == ChannelKind::Email);
                std::iter::once(ChannelKind::Telegram).chain(by_email).collect()
            }
            // What was said by e-mail cannot be brought up to date.
            Self::Person(_) if owed.urgency == Urgency::Silent => vec![ChannelKind::Telegram],
            Self::Person(recipient) => facts.channels_of(recipient.member),
            Self::Group(_) => vec![ChannelKind::Telegram],
        }
    }
}

/// Who a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetName<'a> {
    /// One person by id.
    Person(&'a PersonId),
    /// The groups of a subgroup.
    Group(&'a SubgroupId),
}

impl TargetName<'_> {
    /// The person, where it is one.
    pub const fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Group(_) => None,
        }
    }
}

impl std::fmt::Display for TargetName<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(person) => write!(f, "{person}"),
            // No person's id has a slash.
            Self::Group(subgroup) => write!(f, "group/{subgroup}"),
        }
    }
}

/// Who is tried for what is owed, in this order. Whoever lost a chat is told in it, whether still in post or not; whoever
/// decided something is not told of it, but a colleague is; of a group that takes nothing, and of what an owner reported, the
/// Secretariat hears where the chair cannot be told.
pub fn targets_of<'a>(owed: &Owed, facts: &'a Facts<'_>) -> Result<Vec<Target<'a>>, NotDelivered> {
    let Some(lost) = owed.content.as_lost_chat() else {
        let found = targets(&owed.notice.to, facts);
        let is_for_somebody = owed.content.as_silent_group().is_some()
            || matches!(owed.content.as_work(), Some(WorkContent::Reported { .. }));
        let mut found = if is_for_somebody { or_the_secretariat(found, facts)? } else { found? };
        if let Some(decider) = decider(&owed.content, facts) {
            found.retain(|target| target.name().person() != Some(decider));
        }
        return if found.is_empty() { Err(NotDelivered::NoChannel) } else { Ok(found) };
    };
    let Audience::Person(person) = &owed.notice.to else { return Err(NotDelivered::NobodyInPost) };
    let (institution, unlinked) = who_lost(lost, person, facts).ok_or(NotDelivered::NobodyInPost)?;
    Ok(vec![Target::Person(Recipient { institution, member: &unlinked.was })])
}

/// The same people, and after them the Secretariat. Where neither can be told, what kept back the ones it is meant for counts.
fn or_the_secretariat<'a>(
    found: Result<Vec<Target<'a>>, NotDelivered>,
    facts: &'a Facts<'_>,
) -> Result<Vec<Target<'a>>, NotDelivered> {
    match (found, targets(&Audience::Secretariat, facts)) {
        (Ok(found), secretariat) => {
            let is_new = |one: &Target<'_>| found.iter().all(|known| known.name() != one.name());
            let others: Vec<_> = secretariat.unwrap_or_default().into_iter().filter(is_new).collect();
            Ok(found.into_iter().chain(others).collect())
        }
        (Err(why), secretariat) => secretariat.map_err(|_| why),
    }
}

/// Who decided what is told, if it is a decision and a person made it.
fn decider<'a>(content: &Content, facts: &'a Facts<'_>) -> Option<&'a PersonId> {
    let WorkContent::Decided { item, decision } = content.as_work()? else { return None };
    let decisions = &facts.work.item(item)?.decisions;
    decisions.iter().find(|one| one.event == *decision).and_then(|one| acting_person(&one.by))
}

/// The person who acted, if it was one.
pub(crate) const fn acting_person(actor: &Actor) -> Option<&PersonId> {
    match actor {
        Actor::Official { person, .. } => Some(person),
        Actor::Secretariat | Actor::Service { .. } => None,
    }
}

/// Who is tried for an audience, in this order.
pub fn targets<'a>(audience: &Audience, facts: &'a Facts<'_>) -> Result<Vec<Target<'a>>, NotDelivered> {
    if let Audience::Group(subgroup) = audience {
        let found = facts.subgroups.subgroup(subgroup).filter(|one| !one.dissolved);
        return found.map(|one| vec![Target::Group(&one.id)]).ok_or(NotDelivered::NobodyInPost);
    }
    Ok(recipients(audience, facts)?.into_iter().map(Target::Person).collect())
}

/// The people who are tried for an audience, in this order; of a group none, because nobody there is told in person.
pub fn recipients<'a>(audience: &Audience, facts: &'a Facts<'_>) -> Result<Vec<Recipient<'a>>, NotDelivered> {
    let staff: Vec<Recipient<'a>> = match audience {
        Audience::FocalPoint(institution) => {
            facts.institutions.entry(institution).map_or(vec![], |(id, one)| staff_of(id, one))
        }
        Audience::Chair(subgroup) => {
            let chair =
                facts.subgroups.subgroup(subgroup).filter(|one| !one.dissolved).and_then(|one| one.chair.as_ref());
            chair.map_or(vec![], |chair| chair_or_stand_in(facts, &chair.person, &chair.institution))
        }
        Audience::Secretariat => {
            let mut staff = of_kind(facts, InstitutionKind::Secretariat);
            staff.extend(of_kind(facts, InstitutionKind::Coordinator));
            staff
        }
        Audience::Coordinator => of_kind(facts, InstitutionKind::Coordinator),
        Audience::CaseCoordinator(case) => {
            let coordinator = facts.cases.case(case).and_then(|record| record.case.coordinator.as_ref());
            coordinator.map_or(vec![], |coordinator| person_of(facts, &coordinator.person))
        }
        Audience::Person(person) => person_of(facts, person),
        Audience::Group(_) => vec![],
    };
    let nobody = staff.is_empty();
    let today = facts.today();
    let reachable = staff.into_iter().filter(|one| facts.can_be_told(one.member));
    let (here, away): (Vec<_>, Vec<_>) = reachable.partition(|one| !one.member.is_away_on(today));
    let found: Vec<_> = here.into_iter().chain(away).collect();
    match (found.is_empty(), nobody) {
        (false, _) => Ok(found),
        (true, true) => Err(NotDelivered::NobodyInPost),
        (true, false) => Err(NotDelivered::NoChannel),
    }
}

fn staff_of<'a>(id: &'a InstitutionId, institution: &'a InstitutionRecord) -> Vec<Recipient<'a>> {
    if !institution.is_active() {
        return vec![];
    }
    institution.staff.iter().map(|member| Recipient { institution: id, member }).collect()
}

fn of_kind<'a>(facts: &'a Facts<'_>, kind: InstitutionKind) -> Vec<Recipient<'a>> {
    facts.institutions.of_kind(kind).flat_map(|(id, one)| staff_of(id, one)).collect()
}

fn person_of<'a>(facts: &'a Facts<'_>, person: &PersonId) -> Vec<Recipient<'a>> {
    let found = facts.institutions.person(person).map(|(institution, member)| Recipient { institution, member });
    let active =
        |one: &Recipient<'_>| facts.institutions.institution(one.institution).is_some_and(InstitutionRecord::is_active);
    found.into_iter().filter(active).collect()
}

/// The chair; and whoever stands in for a chair who is away: they decide, and so have to hear.
fn chair_or_stand_in<'a>(facts: &'a Facts<'_>, chair: &PersonId, of: &InstitutionId) -> Vec<Recipient<'a>> {
    let staff = facts.institutions.entry(of).map_or(vec![], |(id, one)| staff_of(id, one));
    let away = staff.iter().any(|one| &one.member.person == chair && one.member.is_away_on(facts.today()));
    staff.into_iter().filter(|one| away || &one.member.person == chair).collect()
}

/// The person who lost this chat, as it was before.
fn who_lost<'a>(
    lost: &LostChat,
    person: &PersonId,
    facts: &'a Facts<'_>,
) -> Option<(&'a InstitutionId, &'a UnlinkedPerson)> {
    let (id, institution) = facts.institutions.entry(&lost.institution)?;
    let found = institution.unlinked.iter().find(|one| one.position == lost.position && one.was.person == *person);
    found.map(|unlinked| (id, unlinked))
}
