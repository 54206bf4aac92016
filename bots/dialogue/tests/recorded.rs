//! What was recorded in one language is said in the reader's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use dialogue::catalogue::Catalogue;
use dialogue::recorded::{DELIVERY_FAILURES, marked, say_recorded};
use events::language::{Language, LocalText};

#[test]
fn that_a_task_is_not_ours_is_said_in_the_readers_language_whoever_recorded_it() {
    let catalogue = Catalogue::new().unwrap();
    for recorded in
        ["Not ours: MPMS", "Nuk është e jona: MPMS", "Nije naše: MPMS", "Nuk i takon institucionit tonë: MPMS"]
    {
        assert_eq!(say_recorded(&catalogue, Language::Sr, recorded), "Ne pripada našoj instituciji: MPMS");
        assert_eq!(say_recorded(&catalogue, Language::SrCyrl, recorded), "Не припада нашој институцији: MPMS");
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
fn a_title_in_another_language_says_which() {
    let catalogue = Catalogue::new().unwrap();
    let title =
        LocalText::from_versions([(Language::Sq, "Menaxhimi i rasteve"), (Language::En, "Case management")]).unwrap();
    assert_eq!(marked(&catalogue, Language::Sq, &title), "Menaxhimi i rasteve");
    assert_eq!(marked(&catalogue, Language::En, &title), "Case management");
    assert_eq!(marked(&catalogue, Language::Sr, &title), "Menaxhimi i rasteve (na albanskom)");
    assert_eq!(marked(&catalogue, Language::SrCyrl, &title), "Menaxhimi i rasteve (на албанском)");
}
