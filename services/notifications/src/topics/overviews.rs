//! Overviews: each chair hears of the week of the subgroup, the Coordinator and the Secretariat of the month, when they are
//! over.
//!
//! From the first working day of the next one on, so that after an outage a later day does. A week is told until the next
//! is over, a month for some days; whoever wants to see it later asks. Whether there was anything in a week is the channel's
//! to see: an empty one is not told.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use events::ids::StreamId;
use events::institution::InstitutionKind;
use events::notification::{Audience, Notice, Occasion};
use events::period::Period;

use crate::content::{Content, OverviewContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::hours::instant;
use crate::policy::intervals::MONTH_IS_TOLD_WITHIN;
use crate::topics::Topic;

/// Weeks of subgroups, and months of the whole.
pub struct Overviews;

impl Topic for Overviews {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        weeks(facts).into_iter().chain(months(facts)).collect()
    }
}

fn owed_from(day: NaiveDate, notice: Notice, content: OverviewContent, facts: &Facts<'_>) -> Owed {
    let since = instant(day, NaiveTime::MIN).map_or(facts.moment.now, |since| since.min(facts.moment.now));
    Owed { notice, content: Content::Overview(content), urgency: Urgency::Morning, since }
}

fn weeks(facts: &Facts<'_>) -> Vec<Owed> {
    let monday = facts.today() - Days::new(facts.today().weekday().num_days_from_monday().into());
    let (from, told_from) = (monday - Days::new(7), facts.calendar.working_day_from(monday));
    if facts.today() < told_from {
        return vec![];
    }
    let subgroups = facts.subgroups_looked_at().into_iter();
    let chaired = subgroups.filter(|subgroup| !subgroup.dissolved && subgroup.chair.is_some());
    let owed = chaired.filter_map(|subgroup| {
        let notice = Notice {
            about: StreamId::new("subgroup", subgroup.id.as_str()).ok()?,
            occasion: Occasion::try_from(format!("week.{from}")).ok()?,
            to: Audience::Chair(subgroup.id.clone()),
        };
        let content = OverviewContent::Week { subgroup: subgroup.id.clone(), from };
        Some(owed_from(told_from, notice, content, facts))
    });
    owed.collect()
}

fn months(facts: &Facts<'_>) -> Vec<Owed> {
    let this_month = Period::month_of(facts.today());
    let first = facts.calendar.working_day_from(this_month.from());
    if facts.today() < first || facts.today() - first >= MONTH_IS_TOLD_WITHIN {
        return vec![];
    }
    let from = this_month.month_before().from();
    let told =
        [(InstitutionKind::Coordinator, Audience::Coordinator), (InstitutionKind::Secretariat, Audience::Secretariat)];
    let owed = told.into_iter().filter_map(|(kind, to)| {
        let (id, _) = facts.institutions.of_kind(kind).find(|(_, one)| one.is_active())?;
        let notice = Notice {
            about: StreamId::new("institution", id.as_str()).ok()?,
            occasion: Occasion::try_from(format!("month.{}", from.format("%Y-%m"))).ok()?,
            to,
        };
        Some(owed_from(first, notice, OverviewContent::Month { from }, facts))
    });
    owed.collect()
}
