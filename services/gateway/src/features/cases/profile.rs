//! Reading what is known of a victim from a form: the profile, and the data that become a person key.

use chrono::NaiveDate;
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::non_empty::NonEmpty;
use events::person_key::{IdentifyingData, IdentifyingDataError, VictimKey, spelling};
use minijinja::{Value, context};

use crate::features::cases::texts::{CaseTexts, StoredName, nationalities, options};
use crate::http::form::{FormCheck, FormEntries};
use crate::person_key::PersonKeySecret;

/// The fields that say who somebody is. What was typed into them is never shown again.
pub(super) const IDENTIFYING: [&str; 4] =
    ["identity-given-name", "identity-family-name", "identity-born", "identity-birthplace"];

/// Who somebody is, as far as it may be known from here on.
pub(super) struct IdentifiedVictim {
    pub(super) key: VictimKey,
    pub(super) age_group: AgeGroup,
}

/// The person key of whoever is named, and the age group that the date of birth gives. Of what was named nothing is kept.
pub(super) fn identify(
    secret: &PersonKeySecret,
    [given, family, birthplace]: [&str; 3],
    born: NaiveDate,
    sex: Sex,
    today: NaiveDate,
) -> Result<IdentifiedVictim, IdentifyingDataError> {
    let data = IdentifyingData::read(given, family, born, sex, birthplace, today)?;
    Ok(IdentifiedVictim { key: secret.key(&data), age_group: data.age_group(today) })
}

/// What there is to choose from for a profile.
pub(super) fn choices(words: &CaseTexts<'_>) -> Value {
    context! {
        age_groups => options(&AgeGroup::ALL, |group| words.age_group(*group)),
        sexes => options(&Sex::ALL, |sex| words.sex(*sex)),
        nationalities => nationalities(words),
        forms => options(&ExploitationForm::ALL, |form| words.form(*form)),
    }
}

fn field_of(error: IdentifyingDataError) -> &'static str {
    match error {
        IdentifyingDataError::NoGivenName => "identity-given-name",
        IdentifyingDataError::NoFamilyName => "identity-family-name",
        IdentifyingDataError::NoBirthplace => "identity-birthplace",
        IdentifyingDataError::BornInTheFuture | IdentifyingDataError::BornTooLongAgo => "identity-born",
    }
}

/// Whether anything identifying was typed.
pub(super) fn has_identity(entries: &FormEntries) -> bool {
    IDENTIFYING.iter().any(|field| !entries.get(field).is_empty())
}

/// The person key from what was typed; what is wrong is found at its field.
pub(super) fn read_identity(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    secret: Option<&PersonKeySecret>,
    sex: Option<Sex>,
    today: NaiveDate,
) -> Option<IdentifiedVictim> {
    let Some(secret) = secret else {
        check.wrong("form", "case-identity-off");
        return None;
    };
    let [given, family, _, birthplace] = IDENTIFYING.map(|field| entries.get(field));
    for (typed, error) in [
        (given, IdentifyingDataError::NoGivenName),
        (family, IdentifyingDataError::NoFamilyName),
        (birthplace, IdentifyingDataError::NoBirthplace),
    ] {
        if spelling::plain(typed).is_empty() {
            check.wrong(field_of(error), &format!("identity-{}", error.code()));
        }
    }
    let born = check.date_of_birth("identity-born")?;
    match identify(secret, [given, family, birthplace], born, sex?, today) {
        Ok(identified) => Some(identified),
        Err(error) => {
            check.wrong(field_of(error), &format!("identity-{}", error.code()));
            None
        }
    }
}

/// The sex, which profile and person key share.
pub(super) fn read_sex(check: &mut FormCheck<'_>) -> Option<Sex> {
    check.parsed::<StoredName<Sex>>("sex", "page-wrong-choice").map(|named| named.0)
}

/// The age group; where the date of birth is known it need not be chosen, and may not be another.
pub(super) fn read_age_group(check: &mut FormCheck<'_>, known: Option<AgeGroup>) -> Option<AgeGroup> {
    let Some(known) = known else {
        return check.parsed::<StoredName<AgeGroup>>("age-group", "page-wrong-choice").map(|named| named.0);
    };
    let chosen = check.parsed_if_any::<StoredName<AgeGroup>>("age-group", "page-wrong-choice").map(|named| named.0);
    if chosen.is_some_and(|chosen| chosen != known) {
        check.wrong("age-group", "case-wrong-age-group");
    }
    Some(known)
}

/// The profile, once sex and age group are known.
pub(super) fn read_profile(
    check: &mut FormCheck<'_>,
    sex: Option<Sex>,
    age_group: Option<AgeGroup>,
) -> Option<VictimProfile> {
    let nationality: Option<Nationality> = check.parsed("nationality", "page-wrong-choice");
    let main = check.parsed::<StoredName<ExploitationForm>>("form", "page-wrong-choice").map(|named| named.0);
    let also = check.chosen::<StoredName<ExploitationForm>>("also");
    let main = main?;
    let others = also.into_iter().map(|named| named.0).filter(|form| *form != main);
    let forms = NonEmpty::try_from(std::iter::once(main).chain(others).collect::<Vec<_>>()).ok()?;
    Some(VictimProfile { age_group: age_group?, sex: sex?, nationality: nationality?, forms })
}
