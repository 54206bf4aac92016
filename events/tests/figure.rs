//! Figures are exact, bounded and written in one way.

use events::figure::{Figure, FigureError as E, LARGEST_FIGURE};
use events::period::Period;
use proptest::prelude::*;
use serde_json::json;

use crate::values::date;

fn parsed(text: &str) -> Result<String, E> {
    text.parse::<Figure>().map(|figure| figure.to_string())
}

#[test]
fn a_figure_is_written_in_one_way() {
    for (text, expected) in [
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("007", "7"),
        ("12.50", "12.5"),
        ("-3.140000", "-3.14"),
        ("1000000000000", "1000000000000"),
        ("0.000001", "0.000001"),
        ("000000000000000000000000000000000001.10", "1.1"),
    ] {
        assert_eq!(parsed(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_figure_says_why() {
    for text in ["", "-", ".", "1.", ".5", "1,5", "1 000", "+1", "1e5", "NaN", "dymbëdhjetë", "1.2.3", "--1", "１"] {
        assert_eq!(parsed(text), Err(E::NotANumber), "{text}");
    }
    for text in ["1000000000001", "1000000000000.1", "-1000000000001", "1000000000000000000", &"9".repeat(40)] {
        assert_eq!(parsed(text), Err(E::TooLarge), "{text}");
    }
    for text in ["0.0000001", "1.1234567", &format!("1.{}", "1".repeat(40))] {
        assert_eq!(parsed(text), Err(E::TooManyPlaces), "{text}");
    }
    assert_eq!(Figure::try_from(LARGEST_FIGURE + 1), Err(E::TooLarge));
    assert_eq!(Figure::try_from(u64::MAX), Err(E::TooLarge));
}

#[test]
fn a_figure_is_stored_as_text_so_that_no_reader_rounds_it() {
    let figure: Figure = "0.1".parse().unwrap();
    assert_eq!(serde_json::to_value(figure).unwrap(), json!("0.1"));
    assert_eq!(serde_json::from_value::<Figure>(json!("0.10")).unwrap(), figure);
    assert!(serde_json::from_value::<Figure>(json!(0.1)).is_err());
    assert!(serde_json::from_value::<Figure>(json!("10^18")).is_err());
}

#[test]
fn a_period_does_not_end_before_it_begins() {
    let period = Period::new(date(1), date(3)).unwrap();
    assert_eq!([0, 1, 3, 4].map(|day| period.covers(date(day))), [false, true, true, false]);
    assert!(Period::new(date(1), date(1)).is_ok());
    let error = Period::new(date(1), date(0)).unwrap_err().to_string();
    assert_eq!(error, "the period ends on 2026-03-08, before it begins on 2026-03-09: check the dates");
    assert!(serde_json::from_value::<Period>(json!({ "from": "2026-03-09", "until": "2026-03-08" })).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(number in -1_000_000_000_000i64..=1_000_000_000_000, places in 0..=6u32) {
        let written = rust_decimal::Decimal::new(number, places).to_string();
        let figure: Figure = written.parse().unwrap();
        prop_assert_eq!(figure.to_string().parse(), Ok(figure));
        prop_assert_eq!(figure.number(), rust_decimal::Decimal::new(number, places));
    }

    #[test]
    fn no_text_makes_reading_a_figure_fail(text in "[-0-9.,e]{0,48}") {
        if let Ok(figure) = text.parse::<Figure>() {
            prop_assert_eq!(figure.to_string().parse(), Ok(figure));
        }
    }
}
