//! Feasts: those with a day of the year (“do Vidovdana”), and those that move (“pas Bajramit”, “posle Uskrsa”).
//!
//! The Eids follow the moon and are announced shortly before; here they are computed with the Umm al-Qura calendar and taken
//! for a stretch of two days, since the announcement may differ by one. Easter is the Orthodox one in Serbian and otherwise
//! the Catholic one.

use chrono::{Datelike, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::Hijri;
use icu_calendar::types::RataDie;

use super::calendar::{placed, vague};
use super::date_meaning::{DateMeaning, FoundDate, shifted};
use super::names::{FEASTS, MOVING_FEASTS, MovingFeast};
use super::token_position::TokenPosition;

/// A feast that begins here.
pub(super) fn feast(place: TokenPosition<'_>) -> Option<FoundDate> {
    of_a_day(place).or_else(|| moving(place))
}

fn of_a_day(place: TokenPosition<'_>) -> Option<FoundDate> {
    let fits = |(name, day, month): &(&str, u32, u32)| Some((place.phrase(0, &[name])?, *day, *month));
    let (length, day, month) = FEASTS.iter().filter_map(fits).max_by_key(|(length, ..)| *length)?;
    let year = place.today.year();
    let days = (0..=1).filter_map(|years| NaiveDate::from_ymd_opt(year.checked_add(years)?, month, day));
    let day = days.into_iter().find(|day| *day >= place.today)?;
    Some(FoundDate { meant: placed(day, place.today), length })
}

fn moving(place: TokenPosition<'_>) -> Option<FoundDate> {
    let (_, feast) = MOVING_FEASTS.iter().find(|(names, _)| place.is(0, names))?;
    let year = place.today.year();
    let ahead = |years: i32| year.checked_add(years).map_or_else(Vec::new, |year| days_of(*feast, year));
    let first = (0..=1).flat_map(ahead).find(|day| *day >= place.today)?;
    let meant = match feast {
        MovingFeast::Eid => vague(first, shifted(first, 1)?, place.today),
        MovingFeast::Easter | MovingFeast::OrthodoxEaster => placed(first, place.today),
    };
    let named = usize::from(matches!(meant, DateMeaning::Vague { .. }) && place.is(1, &["holidays", "holiday"]));
    Some(FoundDate { meant, length: 1 + named })
}

/// The days of a feast in a year, the earliest first.
fn days_of(feast: MovingFeast, year: i32) -> Vec<NaiveDate> {
    match feast {
        MovingFeast::Eid => computed_eids(year),
        MovingFeast::Easter => catholic_easter(year).into_iter().collect(),
        MovingFeast::OrthodoxEaster => orthodox_easter(year).into_iter().collect(),
    }
}

/// The Catholic Easter Sunday of a year of the Gregorian calendar.
pub fn catholic_easter(year: i32) -> Option<NaiveDate> {
    let easter = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(easter.year, easter.month, easter.day)
}

/// The Orthodox Easter Sunday, which the Church reckons in the Julian calendar.
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let easter = computus::julian(year).ok()?;
    let (month, day) = (u8::try_from(easter.month).ok()?, u8::try_from(easter.day).ok()?);
    civil(Date::try_new_julian(easter.year, month, day).ok()?.to_rata_die())
}

/// Eid al-Fitr, the first of Shawwal, and Eid al-Adha, the tenth of Dhu al-Hijja: month and day.
const EIDS: [(u8, u8); 2] = [(10, 1), (12, 10)];

/// The first days of the Eids that begin in a year, by calculation, the earliest first: two, seldom three.
pub fn computed_eids(year: i32) -> Vec<NaiveDate> {
    let ends = [NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)];
    let [Some(first), Some(last)] = ends.map(|date| date.map(hijri_year)) else { return vec![] };
    (first..=last)
        .flat_map(|hijri_year| EIDS.map(|(month, day)| (hijri_year, month, day)))
        .filter_map(|(hijri_year, month, day)| {
            let calendar = Hijri::new_umm_al_qura();
            civil(Date::try_new_hijri_with_calendar(hijri_year, month, day, calendar).ok()?.to_rata_die())
        })
        .filter(|date| date.year() == year)
        .collect()
}

fn hijri_year(date: NaiveDate) -> i32 {
    let day = RataDie::new(date.num_days_from_ce().into());
    Date::from_rata_die(day, Hijri::new_umm_al_qura()).year().extended_year()
}

fn civil(day: RataDie) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day.to_i64_date()).ok()?)
}
