//! What was recorded in one language is said in the reader's.

use std::collections::BTreeSet;

use events::language::{Language, LocalText};
use events::notification::{Audience, ChannelKind, NotDelivered};
use language::catalogue::Catalogue;
use language::recorded::{
    DELIVERY_FAILURES, NOTICE_AUDIENCES, NOTICE_CHANNELS, ROLES, TRAINING_FORMS, marked, say_recorded, say_role,
    say_training_form,
};

#[test]
fn that_a_task_is_not_ours_is_said_in_the_readers_language_whoever_recorded_it() {
    let catalogue = Catalogue::new().unwrap();
    for recorded in
        ["Not ours: MPMS", "Nuk është e jona: MPMS", "Nije naše: MPMS", "Nuk i takon institucionit tonë: MPMS"]
    {
        assert_eq!(say_recorded(&catalogue, Language::Sr, recorded), "Ne pripada našoj instituciji (u poruci: „MPMS“)");
        assert_eq!(
            say_recorded(&catalogue, Language::SrCyrl, recorded),
            "Не припада нашој институцији (у поруци: „MPMS“)"
        );
    }
    assert_eq!(say_recorded(&catalogue, Language::Sq, "Not ours"), "Nuk i takon institucionit tonë");
    for own in ["Not ours to judge", "Nije naše mišljenje", "mungon buxheti"] {
        assert_eq!(say_recorded(&catalogue, Language::Sq, own), own, "people's own words stay");
    }
}

#[test]
fn why_a_reminder_failed_has_words_in_every_language() {
    let catalogue = Catalogue::new().unwrap();
    for failure in DELIVERY_FAILURES {
        for language in Language::OFFERED {
            let said = say_recorded(&catalogue, language, failure);
            assert!(said.contains(' ') && !said.contains(failure), "{language}: {said}");
        }
    }
}

#[test]
fn to_whom_and_by_what_a_notice_went_has_words_in_every_language() {
    let catalogue = Catalogue::new().unwrap();
    for language in Language::OFFERED {
        let mut all_said = BTreeSet::new();
        for to in NOTICE_AUDIENCES {
            for by in NOTICE_CHANNELS {
                let recorded = format!("{to} {by}");
                let said = say_recorded(&catalogue, language, &recorded);
                assert!(said.contains(", ") && !said.contains("notice-"), "{language}: {said}");
                all_said.insert(said);
            }
        }
        assert_eq!(all_said.len(), NOTICE_AUDIENCES.len() * NOTICE_CHANNELS.len(), "{language}: {all_said:?}");
    }
    assert_eq!(say_recorded(&catalogue, Language::Sr, "focal-point telegram"), "kontakt osobi, preko Telegrama");
    for own in ["focal-point", "telegram email", "focal-point telegram email"] {
        assert_eq!(say_recorded(&catalogue, Language::Sr, own), own, "people's own words stay");
    }
}

#[test]
fn whatever_the_domain_can_say_of_a_notice_has_words() {
    let audiences = [
        Audience::FocalPoint("a".parse().unwrap()),
        Audience::Chair("a".parse().unwrap()),
        Audience::Secretariat,
        Audience::Coordinator,
        Audience::CaseCoordinator("a".parse().unwrap()),
        Audience::Person("a".parse().unwrap()),
        Audience::Group("a".parse().unwrap()),
    ];
    assert_eq!(audiences.map(|audience| audience.code()), NOTICE_AUDIENCES);
    assert_eq!(ChannelKind::ALL.map(ChannelKind::code), NOTICE_CHANNELS);
    for failure in NotDelivered::ALL {
        assert!(DELIVERY_FAILURES.contains(&failure.code()), "{failure:?}");
    }
}

#[test]
fn a_title_in_another_language_says_which() {
    let catalogue = Catalogue::new().unwrap();
    let title =
        LocalText::from_versions([(Language::Sq, "Menaxhimi i rasteve"), (Language::En, "Case management")]).unwrap();
    assert_eq!(marked(&catalogue, Language::Sq, &title), "Menaxhimi i rasteve");
    assert_eq!(marked(&catalogue, Language::En, &title), "Case management");
    assert_eq!(marked(&catalogue, Language::Sr, &title), "Menaxhimi i rasteve (na albanskom)");
    assert_eq!(marked(&catalogue, Language::SrCyrl, &title), "Menaxhimi i rasteve (на албанском)");
}

#[test]
fn forms_of_training_are_said_in_the_readers_language() {
    let catalogue = Catalogue::new().unwrap();
    let both = "Mentorim dhe trajnim individual; punëtori trajnimi";
    assert_eq!(say_training_form(&catalogue, Language::Sq, both), both);
    assert_eq!(
        say_training_form(&catalogue, Language::Sr, both),
        "Mentorstvo i individualna obuka; radionica za obuku"
    );
    assert_eq!(say_recorded(&catalogue, Language::En, both), "Individual mentoring and training; training workshop");
    assert_eq!(
        say_training_form(&catalogue, Language::Sr, "udaljeno; Punëtori trajnimi"),
        "udaljeno; radionica za obuku"
    );
    assert_eq!(
        say_recorded(&catalogue, Language::Sr, "kasno; nema sale"),
        "kasno; nema sale",
        "people's own words stay"
    );
}

/// The column of a file of `data/`.
fn column(file: &str, column: &str) -> Vec<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(file);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let at = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

#[test]
fn every_role_and_form_of_the_data_is_known_in_every_language() {
    let catalogue = Catalogue::new().unwrap();
    let roles = column("institutions.csv", "role");
    assert_eq!(roles.len(), ROLES.len());
    for role in roles {
        for language in Language::OFFERED {
            let said = say_role(&catalogue, language, &role).unwrap_or_else(|| panic!("{language}: {role}"));
            assert_eq!(said == role, language == Language::En, "{language}: {said}");
        }
    }
    for form in column("training-programme.csv", "form") {
        let said = say_training_form(&catalogue, Language::En, &form);
        assert!(!said.contains("rajnim") && said.contains("raining"), "{form}: {said}");
    }
    for key in ROLES.iter().chain(&TRAINING_FORMS) {
        assert!(catalogue.has(Language::Sq, key), "{key}");
    }
}
