//! Files that people met in practice, as they were reported: what their table calculator shows is what is read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::path::Path;

use events::form::{Answer, Form};
use forms::cell_fault::CellWrong;
use forms::definition::{Notation, read_definition};
use forms::read_filled;
use forms::reading::UnreadableAnswer;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn shelters() -> Form {
    let definition = std::fs::read_to_string(repository().join("data/forms/shelter-capacity.toml")).unwrap();
    read_definition(&definition, Notation::Toml).unwrap().form
}

/// The figure of a field in a file of the form, or what is wrong with the file's first cell that does not fit.
fn figure(bytes: &[u8], key: &str) -> Result<String, CellWrong> {
    let answers = read_filled(bytes).unwrap().answers(&shelters()).map_err(|faults| faults[0].wrong.clone())?;
    match &answers.0[&key.parse().unwrap()] {
        Answer::Number(figure) => Ok(figure.to_string()),
        Answer::Choice(_) | Answer::Date(_) | Answer::Breakdown(_) | Answer::Skipped(_) => panic!("{answers:?}"),
    }
}

/// Case 15: a cell that shows 90 % stores 0.9; an average and a sum have digits that nobody sees.
#[test]
fn a_cell_is_read_as_the_table_calculator_shows_it() {
    for (file, key, shown) in [
        ("15a-percent-cell-90", "occupancy", "90"),
        ("15b-percent-cell-85", "occupancy", "85"),
        ("15c-average-with-noise", "average-stay", "33.3"),
        ("15d-sum-with-noise", "occupancy", "62.3"),
    ] {
        let bytes = std::fs::read(repository().join(format!("tests/field-cases/{file}.xlsx"))).unwrap();
        assert_eq!(figure(&bytes, key), Ok(shown.to_owned()), "{file}");
    }
}

fn book(put: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "focalpoint").unwrap().write_string(0, 1, "shelters-2017-h1").unwrap();
    for (column, heading) in (0u16..).zip(["key", "question", "part", "answer", "how", "reason"]) {
        sheet.write_string(5, column, heading).unwrap();
    }
    for (row, key) in (6u32..).zip(["beds", "occupancy", "average-stay", "sheltered", "last-inspection"]) {
        sheet.write_string(row, 0, key).unwrap();
    }
    sheet.write_string(9, 5, "Nuk numërohet.").unwrap().write_string(10, 5, "Nuk pati.").unwrap();
    sheet.write_number(6, 3, 24).unwrap().write_number(7, 3, 50).unwrap().write_number(8, 3, 30).unwrap();
    put(sheet);
    book.save_to_buffer().unwrap()
}

#[test]
fn a_number_cell_has_no_thousands_mark_and_is_rounded_as_the_field_is() {
    let stay = |value: f64, format: &str| {
        let format = Format::new().set_num_format(format);
        let bytes = book(|sheet| assert!(sheet.write_number_with_format(8, 3, value, &format).is_ok()));
        figure(&bytes, "average-stay")
    };
    // N39: a comma or a point before three digits is a question in a text, not in a number
    assert_eq!(stay(33.333, "General"), Ok("33.3".to_owned()));
    assert_eq!(stay(0.1 + 0.2, "0.000"), Ok("0.3".to_owned()));
    assert_eq!(stay(12.0, "0.00"), Ok("12".to_owned()));
    // the sign is a word here, and no hundredth is meant
    assert_eq!(stay(12.5, "0.0\" %\""), Ok("12.5".to_owned()));
    // a formula counts with what it came to when the file was saved
    let formula = Formula::new("=AVERAGE(1,2)").set_result("33.333333333333336");
    let bytes = book(|sheet| assert!(sheet.write_formula(8, 3, formula).is_ok()));
    assert_eq!(figure(&bytes, "average-stay"), Ok("33.3".to_owned()));
}

#[test]
fn half_a_bed_is_no_count_and_noise_is_no_half() {
    let beds = |value: f64| figure(&book(|sheet| assert!(sheet.write_number(6, 3, value).is_ok())), "beds");
    assert_eq!(beds(23.999_999_999_999_996), Ok("24".to_owned()));
    assert_eq!(beds(2.5), Err(CellWrong::Unreadable(UnreadableAnswer::NotACount)));
}
