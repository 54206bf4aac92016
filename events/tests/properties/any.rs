//! Any value of the kinds that commands and events are made of: mostly from a small pool, now and then from far out.

use std::fmt::Debug;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use events::ids::EventId;
use events::institution::{Appointee, InvitationHash};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::text::{Percent, Text};
use proptest::prelude::*;
use proptest::sample::select;

use crate::given_when_then::TODAY;
use crate::values::{appointee, date, event_id, hash, id, in_all_languages, noon, sealed_text, text};

/// What every free text begins with, and nothing else.
pub(crate) const MARK: char = '§';

pub(crate) fn any_id<T>(ids: &'static [&'static str]) -> impl Strategy<Value = T>
where
    T: FromStr<Err: Debug> + Debug,
{
    select(ids).prop_map(id)
}

pub(crate) fn any_institution<T: FromStr<Err: Debug> + Debug>() -> impl Strategy<Value = T> {
    any_id(&["ms", "mpms", "kp"])
}

pub(crate) fn any_person<T: FromStr<Err: Debug> + Debug>() -> impl Strategy<Value = T> {
    any_id(&["arta", "besa", "cana"])
}

pub(crate) fn any_subgroup<T: FromStr<Err: Debug> + Debug>() -> impl Strategy<Value = T> {
    any_id(&["referral", "data"])
}

pub(crate) fn any_institutions<T: FromStr<Err: Debug> + Debug + Clone>() -> impl Strategy<Value = NonEmpty<T>> {
    prop::collection::vec(any_institution(), 1..4).prop_map(|list| list.try_into().unwrap())
}

pub(crate) fn any_event_id() -> impl Strategy<Value = EventId> {
    (0..24usize).prop_map(event_id)
}

pub(crate) fn any_text() -> impl Strategy<Value = Text> {
    let far_out = r"[\PC\n\t]{0,12}".prop_map(|words| text(&format!("{MARK}{words}")));
    let pool = select(&["§ buxheti", "§ stafi"][..]).prop_map(text);
    prop_oneof![3 => pool, 1 => far_out]
}

pub(crate) fn any_local_text() -> impl Strategy<Value = LocalText> {
    let in_some =
        prop::collection::btree_map(any_language(), any_text(), 1..=3).prop_map(|map| map.try_into().unwrap());
    prop_oneof![in_some, Just(in_all_languages("§ Raporti"))]
}

pub(crate) fn any_language() -> impl Strategy<Value = Language> {
    select(&Language::ALL[..])
}

/// A date around the story's days, or one of the calendar's ends.
pub(crate) fn any_date() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![18 => (TODAY - 3..TODAY + 25).prop_map(date), 1 => select(&[NaiveDate::MIN, NaiveDate::MAX][..])]
}

pub(crate) fn any_time() -> impl Strategy<Value = NaiveTime> {
    // A leap second is written as 23:59:60.
    let leap = NaiveTime::from_num_seconds_from_midnight_opt(86_399, 1_500_000_000).unwrap();
    let by_the_minute = (0..24 * 60u32).prop_map(|n| NaiveTime::from_num_seconds_from_midnight_opt(60 * n, 0).unwrap());
    prop_oneof![9 => by_the_minute, 1 => Just(leap)]
}

pub(crate) fn any_instant() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![9 => (TODAY - 1..TODAY + 25).prop_map(noon), 1 => Just(DateTime::<Utc>::MAX_UTC)]
}

pub(crate) fn any_percent() -> impl Strategy<Value = Percent> {
    prop_oneof![3 => select(&[0, 40, 100][..]), 1 => 0..=100u8].prop_map(|value| value.try_into().unwrap())
}

pub(crate) fn any_hash() -> impl Strategy<Value = InvitationHash> {
    select(&["t1", "t2", "t3"][..]).prop_map(hash)
}

/// Somebody to be appointed; now and then with a name that was sealed for another.
pub(crate) fn any_appointee() -> impl Strategy<Value = Appointee> {
    let name_of = prop_oneof![7 => Just(None), 1 => any_person().prop_map(Some)];
    (any_person::<String>(), name_of, any::<bool>(), any_language()).prop_map(|(person, name_of, phone, language)| {
        let whole = appointee(&person);
        Appointee {
            name: name_of.map_or(whole.name, |other: String| sealed_text(&other, "Dren")),
            phone: whole.phone.filter(|_| phone),
            language,
            ..whole
        }
    })
}
