//! What was done to somebody's ways in: a link that somebody else made, a passkey that somebody else removed, a passkey that was
//! registered. The person hears of each, since it may not have been them; an administrator who comes in as somebody cannot do so unseen.

use chrono::{DateTime, Utc};
use events::ids::{PersonId, StreamId};
use events::notification::{Audience, Notice, Occasion};
use readmodels::accounts::WayInChange;

use crate::content::{Content, WayInContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::intervals::WAY_IN_IS_NEWS_FOR;
use crate::topics::Topic;

/// What was done to the ways in of people in post.
pub struct WaysIn;

impl Topic for WaysIn {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let news_from = facts.moment.now.checked_sub_signed(WAY_IN_IS_NEWS_FOR).unwrap_or(DateTime::<Utc>::MIN_UTC);
        let of_people = facts.accounts.all_way_in_changes();
        let recent = of_people.flat_map(|(person, changes)| changes.iter().map(move |change| (person, change)));
        let recent = recent.filter(|(_, change)| change.at >= news_from);
        recent.filter_map(|(person, change)| of_change(person, change, facts)).collect()
    }
}

fn of_change(person: &PersonId, change: &WayInChange, facts: &Facts<'_>) -> Option<Owed> {
    let (institution, _) = facts.institutions.person(person)?;
    let notice = Notice {
        about: StreamId::new("institution", institution.as_str()).ok()?,
        occasion: Occasion::try_from(format!("way-in.{}", change.position.0)).ok()?,
        to: Audience::Person(person.clone()),
    };
    let content = Content::WayIn(WayInContent { kind: change.kind });
    Some(Owed { notice, content, urgency: Urgency::Pressing, since: change.at })
}
