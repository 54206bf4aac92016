//! Working days of Kosovo.
//!
//! Monday to Friday, less the official holidays of Law no. 03/L-064 on Official Holidays in the Republic of Kosovo.
//! Article 2 lists them: New Year (1 and 2 January), Independence Day (17 February), Constitution Day (9 April),
//! Labour Day (1 May), Europe Day (9 May), the first day of Bajrami i Madh (Eid al-Fitr) and of Bajrami i Vogël
//! (Eid al-Adha), Catholic Christmas (25 December), Orthodox Christmas (7 January), Catholic and Orthodox Easter, of
//! both the Monday. Article 4: when a holiday falls on a Saturday or Sunday, the working day that follows is off.
//! Two holidays on one working day are one day off; two on one weekend are two days off.
//!
//! The Eids follow the moon and are announced by the Islamic Community of Kosovo shortly before. Until then they are
//! computed with the Umm al-Qura calendar, which the announcements have mostly matched; an announced date, from the
//! configuration, takes the computed one's place.
//!
//! Days off that the government declares at short notice, from the configuration, are off beside these. They follow no rule:
//! one at a weekend is made up for only where the government says so, by declaring that day too.

use std::collections::BTreeSet;
use std::iter::successors;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use language::dates::{catholic_easter, computed_eids, orthodox_easter};

/// How far an announced Eid can be from the computed one: a sighting differs by a day, seldom by two.
const SIGHTING: TimeDelta = TimeDelta::days(3);
/// Holidays on the same day every year: month and day.
const FIXED: [(u32, u32); 8] = [(1, 1), (1, 2), (1, 7), (2, 17), (4, 9), (5, 1), (5, 9), (12, 25)];

/// An announced date belongs to no Eid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not the first day of an Eid: none is expected within three days of it; correct it or leave it out")]
pub struct NotAnEid(pub NaiveDate);

/// The years whose days off are computed once, because reminders ask for them all the time.
const KEPT: RangeInclusive<i32> = 2000..=2100;

/// The working days of Kosovo, for the years 1583 to 9999. Outside of these only Easter is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    announced_eids: BTreeSet<NaiveDate>,
    declared: BTreeSet<NaiveDate>,
    /// The days off of the years kept.
    off: BTreeSet<NaiveDate>,
}

impl Default for Calendar {
    /// The calendar with every Eid as computed.
    fn default() -> Self {
        Self::of(BTreeSet::new(), BTreeSet::new())
    }
}

impl Calendar {
    /// The calendar with these first days of Eid al-Fitr and Eid al-Adha as announced, the others computed, and with these
    /// days off that the government declared.
    pub fn with_announced(
        eids: impl IntoIterator<Item = NaiveDate>,
        declared: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<Self, NotAnEid> {
        let announced_eids: BTreeSet<_> = eids.into_iter().collect();
        let stray = announced_eids.iter().find(|date| {
            let near = date.year() - 1..=date.year() + 1;
            !near.flat_map(computed_eids).any(|computed| is_sighting_of(**date, computed))
        });
        match stray {
            Some(date) => Err(NotAnEid(*date)),
            None => Ok(Self::of(announced_eids, declared.into_iter().collect())),
        }
    }

    fn of(announced_eids: BTreeSet<NaiveDate>, declared: BTreeSet<NaiveDate>) -> Self {
        let bare = Self { announced_eids, declared, off: BTreeSet::new() };
        let off = KEPT.flat_map(|year| bare.days_off(year)).collect();
        Self { off, ..bare }
    }

    /// Whether the institutions work on this date.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        let off = if KEPT.contains(&date.year()) {
            self.off.contains(&date)
        } else {
            self.days_off(date.year()).contains(&date)
        };
        !is_weekend(date) && !off
    }

    /// The weekdays of a year that are off: holidays, days taken in place of holidays at a weekend, and declared days.
    pub fn days_off(&self, year: i32) -> BTreeSet<NaiveDate> {
        // A holiday around the turn of the year can take a day of the other year.
        let holidays: BTreeSet<_> = (year - 1..=year + 1).flat_map(|year| self.holidays(year)).collect();
        let mut off: BTreeSet<_> = holidays.iter().copied().filter(|date| !is_weekend(*date)).collect();
        for holiday in holidays.into_iter().filter(|date| is_weekend(*date)) {
            let instead = holiday.iter_days().find(|date| !is_weekend(*date) && !off.contains(date));
            off.extend(instead);
        }
        off.extend(self.declared.iter().copied().filter(|date| !is_weekend(*date)));
        off.retain(|date| date.year() == year);
        off
    }

    /// The `n`-th working day after a date; the date itself when `n` is 0.
    pub fn nth_working_day_after(&self, date: NaiveDate, n: u16) -> NaiveDate {
        let Some(nth) = n.checked_sub(1) else { return date };
        let after = date.iter_days().skip(1).filter(|day| self.is_working_day(*day)).nth(nth.into());
        after.unwrap_or(NaiveDate::MAX)
    }

    /// The date itself when it is a working day, otherwise the last working day before it.
    pub fn working_day_until(&self, date: NaiveDate) -> NaiveDate {
        successors(Some(date), NaiveDate::pred_opt).find(|day| self.is_working_day(*day)).unwrap_or(NaiveDate::MIN)
    }

    /// The date itself when it is a working day, otherwise the first working day after it.
    pub fn working_day_from(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days().find(|day| self.is_working_day(*day)).unwrap_or(NaiveDate::MAX)
    }

    /// How many working days come after `after` up to and including `until`; none when that is not later.
    pub fn working_days_between(&self, after: NaiveDate, until: NaiveDate) -> u32 {
        let Some(first) = after.succ_opt().filter(|first| *first <= until) else { return 0 };
        let count = (first.year()..=until.year())
            .map(|year| {
                let off = self.days_off(year);
                let from = NaiveDate::from_ymd_opt(year, 1, 1).map_or(first, |january| first.max(january));
                from.iter_days()
                    .take_while(|date| date.year() == year && *date <= until)
                    .filter(|date| !is_weekend(*date) && !off.contains(date))
                    .count()
            })
            .sum::<usize>();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn holidays(&self, year: i32) -> Vec<NaiveDate> {
        let fixed = FIXED.iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, *month, *day));
        let easters = [catholic_easter(year), orthodox_easter(year)];
        let easter_mondays = easters.into_iter().flatten().filter_map(|sunday| sunday.checked_add_days(Days::new(1)));
        let eids = computed_eids(year).into_iter().map(|computed| self.as_announced(computed));
        fixed.chain(easter_mondays).chain(eids).collect()
    }

    fn as_announced(&self, computed: NaiveDate) -> NaiveDate {
        self.announced_eids.iter().copied().find(|announced| is_sighting_of(*announced, computed)).unwrap_or(computed)
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_sighting_of(announced: NaiveDate, computed: NaiveDate) -> bool {
    (announced - computed).abs() <= SIGHTING
}
