//! Values that the tests speak of.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::country::Country;
use events::disaggregation::Dimension;
use events::email_address::EmailAddress;
use events::figure::{Figure, Unit};
use events::form::{ChoiceOption, Field, FieldKind, Form};
use events::ids::{ChatId, CommandId, EventId, MessageId, PersonId};
use events::institution::{Appointee, InvitationHash};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::notification::{Audience, Notice};
use events::period::Period;
use events::person_key::VictimKey;
use events::sealed::{Nonce, PersonKey, PersonKeys, Sealed};
use events::text::Text;
use events::training::{CertificateCode, StaffMember};
use events::{Moment, Occurrence};

/// An id, whatever its type.
pub(crate) fn id<T: FromStr>(text: &str) -> T
where
    T::Err: Debug,
{
    text.parse().unwrap()
}

pub(crate) fn text(words: &str) -> Text {
    words.parse().unwrap()
}

pub(crate) fn in_albanian(words: &str) -> LocalText {
    LocalText::only(Language::Sq, text(words))
}

pub(crate) fn in_all_languages(words: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, words))).unwrap()
}

/// The 9th of March 2026, a Monday, is day 1.
pub(crate) fn date(day: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 8).unwrap() + TimeDelta::days(day)
}

/// Noon in UTC on such a day.
pub(crate) fn noon(day: i64) -> DateTime<Utc> {
    Utc.from_utc_datetime(&date(day).and_hms_opt(12, 0, 0).unwrap())
}

pub(crate) fn moment(now: DateTime<Utc>) -> Moment {
    Moment { now, today: now.date_naive() }
}

/// The id of the `n`-th event (from 0) of a test's history.
pub(crate) fn event_id(n: usize) -> EventId {
    CommandId::named("a test's history").event(n)
}

/// The id of the `n`-th message of a test.
pub(crate) fn message_id(n: usize) -> MessageId {
    MessageId::named(&format!("message {n}"))
}

pub(crate) fn notice(about: &str, occasion: &str, to: Audience) -> Notice {
    Notice { about: id(about), occasion: id(occasion), to }
}

pub(crate) fn occurrence(n: usize, at: DateTime<Utc>) -> Occurrence {
    Occurrence { id: event_id(n), at, by: events::actor::Actor::Secretariat }
}

pub(crate) fn hash(token: &str) -> InvitationHash {
    InvitationHash::of_token(token)
}

pub(crate) fn key_of(person: &PersonId) -> PersonKey {
    let mut key = [7; 32];
    key.iter_mut().zip(person.as_str().bytes()).for_each(|(byte, letter)| *byte = letter);
    PersonKey(key)
}

/// The keys that exist.
pub(crate) struct Keys(pub BTreeMap<PersonId, PersonKey>);

impl PersonKeys for Keys {
    fn key(&self, person: &PersonId) -> Option<PersonKey> {
        self.0.get(person).cloned()
    }
}

pub(crate) fn keys_of(people: &[&str]) -> Keys {
    Keys(people.iter().map(|person| id(person)).map(|person: PersonId| (person.clone(), key_of(&person))).collect())
}

pub(crate) fn sealed_text(person: &str, words: &str) -> Sealed<Text> {
    Sealed::seal(id(person), &key_of(&id(person)), Nonce([1; 24]), &text(words)).unwrap()
}

pub(crate) fn sealed_chat(person: &str, chat: i64) -> Sealed<ChatId> {
    Sealed::seal(id(person), &key_of(&id(person)), Nonce([2; 24]), &ChatId(chat)).unwrap()
}

pub(crate) fn sealed_address(person: &str, address: &str) -> Sealed<EmailAddress> {
    Sealed::seal(id(person), &key_of(&id(person)), Nonce([3; 24]), &id(address)).unwrap()
}

/// A person to be appointed, with Albanian as the language.
pub(crate) fn appointee(person: &str) -> Appointee {
    Appointee {
        person: id(person),
        name: sealed_text(person, "Arta Krasniqi"),
        phone: Some(sealed_text(person, "+383 44 000 000")),
        language: Language::Sq,
    }
}

/// A person key.
pub(crate) fn victim_key(n: u8) -> VictimKey {
    VictimKey::from_bytes([n; 32])
}

pub(crate) fn a_child() -> VictimProfile {
    VictimProfile {
        age_group: AgeGroup::From9To17,
        sex: Sex::Female,
        nationality: Nationality::Of(Country::KOSOVO),
        forms: NonEmpty::one(ExploitationForm::ForcedBegging),
    }
}

pub(crate) fn an_adult() -> VictimProfile {
    VictimProfile { age_group: AgeGroup::From21To23, ..a_child() }
}

pub(crate) fn figure(number: &str) -> Figure {
    number.parse().unwrap()
}

/// The days from 1 to 90.
pub(crate) fn a_quarter() -> Period {
    Period::new(date(1), date(90)).unwrap()
}

/// A form with a field of each kind.
pub(crate) fn a_form() -> Form {
    let field = |key, kind| Field { key: id(key), label: in_albanian(key), kind };
    let number = |unit, places, most| FieldKind::Number { unit, places, least: None, most };
    let option = |key| ChoiceOption { key: id(key), label: in_albanian(key) };
    let options = vec![option("yes"), option("no")].try_into().unwrap();
    let by = vec![Dimension::Sex, Dimension::AgeGroup].try_into().unwrap();
    let fields = vec![
        field("victims", number(Unit::Persons, 0, None)),
        field("share", number(Unit::Percent, 1, Some(figure("100")))),
        field("shelter", FieldKind::Choice { options }),
        field("audited", FieldKind::Date {}),
        field("by-age", FieldKind::Breakdown { unit: Unit::Persons, by }),
    ];
    NonEmpty::try_from(fields).unwrap().try_into().unwrap()
}

pub(crate) fn staff_member(person: &str, institution: &str) -> StaffMember {
    StaffMember { person: id(person), institution: id(institution), name: sealed_text(person, "Arta Krasniqi") }
}

pub(crate) fn certificate_code(n: u8) -> CertificateCode {
    CertificateCode::from_bytes([n; 10])
}
