//! Briefings: whoever took over an office from another is briefed on it once. The first to hold an office has nobody to take
//! over from. Whoever has no chat yet is briefed when one is linked; long after the hand-over nobody is briefed any more who
//! does not ask.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;
use events::ids::{PersonId, StreamId};
use events::notification::{Audience, Notice, Occasion};
use readmodels::{Office, Succession};

use crate::content::Content;
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::intervals::BRIEFED_WITHIN;
use crate::topics::Topic;

/// Briefings for whoever has taken over a post.
pub struct Briefings;

impl Topic for Briefings {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let recent = |taken_over: &Succession| facts.moment.now - taken_over.at <= BRIEFED_WITHIN;
        let institutions = facts.institutions_looked_at().into_iter().filter(|(_, one)| one.is_active());
        let focal_points = institutions.filter_map(|(id, one)| {
            let taken_over = one.handed_over.filter(recent)?;
            let successor = one.focal_point()?.person.clone();
            let about = StreamId::new("institution", id.as_str()).ok()?;
            owed_to(successor, about, taken_over, Office::FocalPoint(id.clone()))
        });
        let subgroups = facts.subgroups_looked_at().into_iter().filter(|one| !one.dissolved);
        let chairs = subgroups.filter_map(|subgroup| {
            let taken_over = facts.subgroups.succession(&subgroup.id).copied().filter(recent)?;
            let successor = subgroup.chair.as_ref()?.person.clone();
            let about = StreamId::new("subgroup", subgroup.id.as_str()).ok()?;
            owed_to(successor, about, taken_over, Office::Chair(subgroup.id.clone()))
        });
        let mut owed: Vec<Owed> = focal_points.chain(chairs).collect();
        owed.extend(of_cases(facts, recent));
        owed
    }
}

fn owed_to(successor: PersonId, about: StreamId, taken_over: Succession, office: Office) -> Option<Owed> {
    let occasion = Occasion::try_from(format!("briefing.{}", taken_over.position.0)).ok()?;
    let notice = Notice { about, occasion, to: Audience::Person(successor) };
    Some(Owed { notice, content: Content::Briefing(office), urgency: Urgency::AtWork, since: taken_over.at })
}

/// Whoever takes over many cases in a day is briefed once.
fn of_cases(facts: &Facts<'_>, recent: impl Fn(&Succession) -> bool) -> Vec<Owed> {
    let mut days: BTreeMap<(&PersonId, NaiveDate), DateTime<Utc>> = BTreeMap::new();
    let from = facts.moment.now.checked_sub_signed(BRIEFED_WITHIN).unwrap_or(DateTime::<Utc>::MIN_UTC);
    for record in facts.cases.taken_over_since(from).filter(|record| !record.case.closed) {
        let taken_over = record.coordination_taken_over.filter(&recent);
        let (Some(taken_over), Some(coordinator)) = (taken_over, &record.case.coordinator) else { continue };
        let day = taken_over.at.with_timezone(&Belgrade).date_naive();
        let first = days.entry((&coordinator.person, day)).or_insert(taken_over.at);
        *first = taken_over.at.min(*first);
    }
    let briefings = days.into_iter().filter_map(|((person, day), since)| {
        let (institution, _) = facts.institutions.person(person)?;
        let about = StreamId::new("institution", institution.as_str()).ok()?;
        let occasion = Occasion::try_from(format!("briefing.cases.{day}")).ok()?;
        let notice = Notice { about, occasion, to: Audience::Person(person.clone()) };
        let content = Content::Briefing(Office::CaseCoordinator(person.clone()));
        Some(Owed { notice, content, urgency: Urgency::AtWork, since })
    });
    briefings.collect()
}
