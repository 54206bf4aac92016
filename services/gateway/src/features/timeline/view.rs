//! What of the timeline is looked at, and how: read from an address, and written into one again with something of it changed.
//!
//! Pure. Knows no things.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};
use events::bounds::within;
use events::ids::{InstitutionId, MeetingId, ObjectiveId, Position, SubgroupId};
use readmodels::queries::ThingFilter;
use readmodels::things::ThingKind;
use readmodels::things::standing::Standpoint;

use crate::failure::Failure;
use crate::http::form::FormEntries;

/// How long a window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zoom {
    Week,
    Month,
    Quarter,
    Year,
}

impl Zoom {
    pub(super) const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The window around a day: its week or month; of a quarter its month in the middle; of a year its month in the middle.
    fn window(self, day: NaiveDate) -> Window {
        let month = day.with_day(1).unwrap_or(day);
        let months = |before: u32, count: u32| {
            let from = month.checked_sub_months(Months::new(before)).unwrap_or(month);
            let after = from.checked_add_months(Months::new(count)).and_then(|after| after.pred_opt());
            Window { from, until: after.unwrap_or(from) }
        };
        match self {
            Self::Week => {
                let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
                Window { from: monday, until: monday + Days::new(6) }
            }
            Self::Month => months(0, 1),
            Self::Quarter => months(1, 3),
            Self::Year => months(6, 12),
        }
    }

    /// A day that far from another.
    fn moved(self, day: NaiveDate, later: bool) -> NaiveDate {
        let months = |count| {
            let months = Months::new(count);
            if later { day.checked_add_months(months) } else { day.checked_sub_months(months) }.unwrap_or(day)
        };
        match self {
            Self::Week if later => day + Days::new(7),
            Self::Week => day - Days::new(7),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Year => months(12),
        }
    }
}

/// The days that are drawn, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
}

impl Window {
    pub(super) fn days(self) -> i64 {
        (self.until - self.from).num_days() + 1
    }

    pub(super) fn covers(self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }

    fn middle(self) -> NaiveDate {
        self.from + Days::new(u64::try_from(self.days() / 2).unwrap_or(0))
    }

    /// Of which zoom it is nearest.
    fn zoom(self) -> Zoom {
        match self.days() {
            ..=14 => Zoom::Week,
            15..=45 => Zoom::Month,
            46..=180 => Zoom::Quarter,
            _ => Zoom::Year,
        }
    }
}

/// By what things are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    Institution,
    Subgroup,
    Objective,
    Meeting,
}

impl Grouping {
    pub(super) const ALL: [Self; 4] = [Self::Institution, Self::Subgroup, Self::Objective, Self::Meeting];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Institution => "institution",
            Self::Subgroup => "subgroup",
            Self::Objective => "objective",
            Self::Meeting => "meeting",
        }
    }
}

/// Which days are drawn, as an address says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShownDays {
    /// Around a day.
    Around(Zoom, NaiveDate),
    /// From one day to another.
    Exactly(Window),
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TimelineView {
    today: NaiveDate,
    pub(super) days: ShownDays,
    pub(super) grouping: Grouping,
    pub(super) institution: Option<InstitutionId>,
    pub(super) subgroup: Option<SubgroupId>,
    pub(super) objective: Option<ObjectiveId>,
    pub(super) meeting: Option<MeetingId>,
    pub(super) kinds: Vec<ThingKind>,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) since: Option<NaiveDate>,
    /// The thing whose story is told.
    pub(super) thing: Option<Position>,
    /// The groups that are folded, and those that are opened though they are large.
    pub(super) folded: BTreeSet<String>,
    pub(super) opened: BTreeSet<String>,
    /// The page of the list, from 1.
    pub(super) page: usize,
}

/// The kind with this name.
pub(super) fn thing_kind_named(name: &str) -> Option<ThingKind> {
    ThingKind::ALL.into_iter().find(|kind| kind.code() == name)
}

impl TimelineView {
    /// What the fields of an address say. Of what they do not say: a quarter around today, by institutions.
    pub(super) fn of(entries: &FormEntries, today: NaiveDate) -> Result<Self, Failure> {
        let day = |field: &'static str| match entries.get(field) {
            "" => Ok(None),
            text => text.parse::<NaiveDate>().map(|day| Some(within(day))).map_err(|_| Failure::Malformed(field)),
        };
        let id = |field: &'static str| Some(entries.get(field)).filter(|id| !id.is_empty());
        let zoom = Zoom::ALL.into_iter().find(|zoom| zoom.code() == entries.get("zoom"));
        let around = ShownDays::Around(zoom.unwrap_or(Zoom::Quarter), day("on")?.unwrap_or(today));
        let days = match (day("from")?, day("until")?) {
            // A zoom that is said comes from a link, which leaves days out.
            (Some(from), Some(until)) => ShownDays::Exactly(Window { from: from.min(until), until: from.max(until) }),
            (Some(from), None) => ShownDays::Exactly(Window { from: from.min(today), until: from.max(today) }),
            (None, Some(until)) => ShownDays::Exactly(Window { from: until.min(today), until: until.max(today) }),
            (None, None) => around,
        };
        let names = |field| entries.all(field).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        // As of today is what is known now.
        let as_of = day("as-of")?.filter(|day| *day < today);
        Ok(Self {
            today,
            days,
            grouping: Grouping::ALL
                .into_iter()
                .find(|grouping| grouping.code() == entries.get("group"))
                .unwrap_or(Grouping::Institution),
            institution: id("institution").map(str::parse).transpose()?,
            subgroup: id("subgroup").map(str::parse).transpose()?,
            objective: id("objective").map(str::parse).transpose()?,
            meeting: id("meeting").map(str::parse).transpose()?,
            kinds: entries.all("kind").filter_map(thing_kind_named).collect(),
            since: day("since")?.filter(|since| *since < as_of.unwrap_or(today)),
            as_of,
            thing: id("thing").and_then(|position| position.parse().ok()).map(Position),
            folded: names("fold"),
            opened: names("open"),
            page: entries.get("page").parse().unwrap_or(1).max(1),
        })
    }

    pub(super) fn window(&self) -> Window {
        match self.days {
            ShownDays::Around(zoom, day) => zoom.window(day),
            ShownDays::Exactly(window) => window,
        }
    }

    pub(super) fn zoom(&self) -> Zoom {
        match self.days {
            ShownDays::Around(zoom, _) => zoom,
            ShownDays::Exactly(window) => window.zoom(),
        }
    }

    /// The day around which a zoom is.
    fn anchor(&self) -> NaiveDate {
        match self.days {
            ShownDays::Around(_, day) => day,
            ShownDays::Exactly(window) if window.covers(self.today) => self.today,
            ShownDays::Exactly(window) => window.middle(),
        }
    }

    /// From when things are looked at.
    pub(super) fn standpoint(&self) -> Standpoint {
        self.as_of.map_or(Standpoint::Now(self.today), Standpoint::AsOf)
    }

    /// What fits, whatever its days.
    pub(super) fn filter_of_all_days(&self) -> ThingFilter {
        ThingFilter {
            institution: self.institution.clone(),
            subgroup: self.subgroup.clone(),
            objective: self.objective.clone(),
            meeting: self.meeting.clone(),
            kinds: self.kinds.clone(),
            known_by: self.as_of,
            ..ThingFilter::default()
        }
    }

    /// What fits, and has a day in the window.
    pub(super) fn filter(&self) -> ThingFilter {
        let window = self.window();
        ThingFilter { from: Some(window.from), until: Some(window.until), ..self.filter_of_all_days() }
    }

    /// The same window nearer or further away.
    pub(super) fn zoomed(&self, zoom: Zoom) -> Self {
        self.around(zoom, self.anchor())
    }

    /// A window around a day.
    pub(super) fn around(&self, zoom: Zoom, day: NaiveDate) -> Self {
        Self { days: ShownDays::Around(zoom, within(day)), page: 1, ..self.clone() }
    }

    /// The window before or after this one.
    pub(super) fn moved(&self, later: bool) -> Self {
        let zoom = self.zoom();
        self.around(zoom, zoom.moved(self.anchor(), later))
    }

    /// As everything is known now, whatever changed.
    pub(super) fn as_of_now(&self) -> Self {
        Self { as_of: None, since: None, ..self.clone() }
    }

    /// With the story of a thing.
    pub(super) fn telling(&self, thing: Option<Position>) -> Self {
        Self { thing, ..self.clone() }
    }

    /// With another page of the list.
    pub(super) fn on_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// With a group folded or opened.
    pub(super) fn with_group(&self, key: &str, open: bool) -> Self {
        let mut view = self.clone();
        let (into, out_of) =
            if open { (&mut view.opened, &mut view.folded) } else { (&mut view.folded, &mut view.opened) };
        into.insert(key.to_owned());
        out_of.remove(key);
        view
    }

    /// The address of this view under a path.
    pub(super) fn address(&self, path: &str) -> String {
        let mut fields: Vec<(&str, String)> = Vec::new();
        match self.days {
            ShownDays::Around(zoom, day) => {
                if zoom != Zoom::Quarter {
                    fields.push(("zoom", zoom.code().to_owned()));
                }
                if day != self.today {
                    fields.push(("on", day.to_string()));
                }
            }
            ShownDays::Exactly(window) => {
                fields.extend([("from", window.from.to_string()), ("until", window.until.to_string())]);
            }
        }
        if self.grouping != Grouping::Institution {
            fields.push(("group", self.grouping.code().to_owned()));
        }
        let mut add = |name: &'static str, value: Option<String>| fields.extend(value.map(|value| (name, value)));
        add("institution", self.institution.as_ref().map(ToString::to_string));
        add("subgroup", self.subgroup.as_ref().map(ToString::to_string));
        add("objective", self.objective.as_ref().map(ToString::to_string));
        add("meeting", self.meeting.as_ref().map(ToString::to_string));
        add("as-of", self.as_of.map(|day| day.to_string()));
        add("since", self.since.map(|day| day.to_string()));
        add("thing", self.thing.map(|thing| thing.to_string()));
        add("page", (self.page > 1).then(|| self.page.to_string()));
        fields.extend(self.kinds.iter().map(|kind| ("kind", kind.code().to_owned())));
        // Ids are slugs, which need no escaping; what else came in an address is not carried along.
        let plain = |key: &&String| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        fields.extend(self.folded.iter().filter(plain).map(|key| ("fold", key.clone())));
        fields.extend(self.opened.iter().filter(plain).map(|key| ("open", key.clone())));
        let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn view(query: &str) -> TimelineView {
        TimelineView::of(&FormEntries::of_query(Some(query)).unwrap(), day("2017-07-05")).unwrap()
    }

    fn window(from: &str, until: &str) -> Window {
        Window { from: day(from), until: day(until) }
    }

    #[test]
    fn a_window_is_around_a_day_and_goes_earlier_and_later() {
        assert_eq!(view("").window(), window("2017-06-01", "2017-08-31"));
        assert_eq!(view("zoom=week").window(), window("2017-07-03", "2017-07-09"));
        assert_eq!(view("zoom=month&on=2017-02-03").window(), window("2017-02-01", "2017-02-28"));
        assert_eq!(view("zoom=year").window(), window("2017-01-01", "2017-12-31"));
        assert_eq!(view("zoom=week").moved(true).window(), window("2017-07-10", "2017-07-16"));
        assert_eq!(view("").moved(false).window(), window("2017-03-01", "2017-05-31"));
        let exactly = view("from=2017-05-01&until=2017-01-02");
        assert_eq!(exactly.window(), window("2017-01-02", "2017-05-01"));
        assert_eq!(exactly.zoomed(Zoom::Month).window(), window("2017-03-01", "2017-03-31"));
    }

    #[test]
    fn an_address_leads_to_the_view_that_it_was_made_of() {
        for query in [
            "",
            "zoom=week&on=2017-02-03&group=meeting&institution=ms&kind=meeting&kind=referral&thing=7&page=3",
            "from=2017-01-02&until=2017-05-01&as-of=2017-03-01&since=2017-02-01&fold=ms&open=mpms&open=several",
        ] {
            let seen = view(query);
            let address = seen.address("/timeline");
            assert_eq!(view(address.strip_prefix("/timeline").unwrap().trim_start_matches('?')), seen, "{address}");
        }
    }

    #[test]
    fn what_cannot_be_asked_is_asked_as_it_can() {
        assert_eq!(view("as-of=2017-07-05").as_of, None, "as of today is now");
        assert_eq!(view("as-of=2017-03-01&since=2017-04-01").since, None);
        assert_eq!(view("kind=reminder&kind=meeting").kinds, [ThingKind::Meeting]);
        let entries = FormEntries::of_query(Some("as-of=soon")).unwrap();
        assert!(TimelineView::of(&entries, day("2017-07-05")).is_err());
        let odd = view("fold=%3Cscript%3E&fold=ms");
        assert_eq!(odd.address("/timeline"), "/timeline?fold=ms");
    }
}
