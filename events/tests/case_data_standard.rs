//! The values of the case data standard: names as published, codes as ISO has them.

use std::collections::BTreeSet;

use events::case_data_standard::{AgeGroup, ExploitationForm, Majority, Nationality, Sex};
use events::country::Country;
use serde_json::json;

#[test]
fn ages_fall_into_the_groups_that_ctdc_publishes() {
    let groups: Vec<&str> = [0, 8, 9, 17, 18, 20, 21, 23, 24, 26, 27, 29, 30, 38, 39, 47, 48, 99, u32::MAX]
        .into_iter()
        .map(|age| AgeGroup::of_age(age).ctdc().unwrap())
        .collect();
    let expected = [
        "0--8", "0--8", "9--17", "9--17", "18--20", "18--20", "21--23", "21--23", "24--26", "24--26", "27--29",
        "27--29", "30--38", "30--38", "39--47", "39--47", "48+", "48+", "48+",
    ];
    assert_eq!(groups, expected);
}

#[test]
fn whoever_is_under_18_is_a_child() {
    for age in 0..=130 {
        let expected = if age < 18 { Majority::Minor } else { Majority::Adult };
        assert_eq!(AgeGroup::of_age(age).majority(), expected, "at {age}");
    }
    let unknown = [AgeGroup::Minor, AgeGroup::Adult].map(AgeGroup::majority);
    assert_eq!(unknown, [Majority::Minor, Majority::Adult]);
    assert!(AgeGroup::ALL.is_sorted());
}

#[test]
fn every_value_has_a_name_of_its_own_in_the_standard() {
    let different = |names: &[&str]| names.iter().collect::<BTreeSet<_>>().len() == names.len();
    assert!(different(&Sex::ALL.map(Sex::htcds)));
    assert!(different(&ExploitationForm::ALL.map(ExploitationForm::htcds)));
    assert!(different(&AgeGroup::ALL.into_iter().filter_map(AgeGroup::ctdc).collect::<Vec<_>>()));
}

#[test]
fn countries_have_the_codes_of_iso_3166() {
    let codes: Vec<&str> = Country::all().map(Country::code).collect();
    assert_eq!(codes.len(), 250, "249 that ISO assigned, and Kosovo");
    assert!(codes.is_sorted() && codes.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(codes.iter().all(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())));
    assert_eq!("al".parse::<Country>().unwrap().code(), "AL");
    assert_eq!("XK".parse(), Ok(Country::KOSOVO));
    for text in ["", "A", "KS", "ALB", "Shqipëria", "XX", " AL"] {
        let error = text.parse::<Country>().unwrap_err().to_string();
        assert!(error.contains(text) && error.contains("ISO 3166"), "{error}");
    }
}

#[test]
fn a_nationality_is_a_country_or_says_why_not() {
    for (nationality, written) in [
        (Nationality::Of(Country::KOSOVO), "XK"),
        (Nationality::Stateless, "stateless"),
        (Nationality::Unknown, "unknown"),
    ] {
        assert_eq!(serde_json::to_value(nationality).unwrap(), json!(written));
        assert_eq!(serde_json::from_value::<Nationality>(json!(written)).unwrap(), nationality);
    }
    assert!(serde_json::from_value::<Nationality>(json!("nowhere")).is_err());
}
