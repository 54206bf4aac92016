//! A form as a file: what is written into the template comes back, and each cell that does not fit is named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::Write as _;

use chrono::NaiveDate;
use encoding_rs::WINDOWS_1250;
use events::data_request::IssuedRequest;
use events::disaggregation::{Breakdown, BreakdownFault, BreakdownLine, Categories};
use events::form::{Answer, AnswerFault, Answers, Form};
use events::language::{Language, LocalText};
use events::period::Period;
use forms::cell_fault::CellWrong;
use forms::cell_fault::TextLocation;
use forms::definition::{Notation, read_definition};
use forms::parts::{dimensions, parts};
use forms::reading::UnreadableAnswer;
use forms::sheet::UnreadableFile;
use forms::table::{OutputCell, harmless};
use forms::template::template;
use forms::words::FormWording;
use forms::{CellFault, FileFault, OwnWords, read_filled};
use language::catalogue::Catalogue;
use privacy::guard::Verdict;
use proptest::prelude::*;
use rust_xlsxwriter::{Chart, ChartType, DataValidation, DocProperties, Format, Note, Workbook};

const FORM: &str = r#"
    title = { sq = "Viktimat" }
    [[field]]
    key = "victims"
    label = { sq = "Viktimat e identifikuara" }
    kind = "breakdown"
    unit = "persons"
    by = ["sex", "age-group"]
    [[field]]
    key = "stay"
    label = { sq = "=Qëndrimi mesatar" }
    kind = "number"
    unit = "days"
    places = 1
    most = 365
    [[field]]
    key = "procedures"
    label = { sq = "Procedurat" }
    kind = "choice"
    [[field.options]]
    key = "always"
    label = { sq = "Gjithmonë" }
    [[field.options]]
    key = "rarely"
    label = { sq = "Rrallë" }
    [[field]]
    key = "inspected"
    label = { sq = "Data e inspektimit" }
    kind = "date"
"#;

fn form() -> Form {
    read_definition(FORM, Notation::Toml).unwrap().form
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn request() -> IssuedRequest {
    IssuedRequest {
        form: form(),
        period: Period::new(day("2017-01-01"), day("2017-06-30")).unwrap(),
        due: day("2017-07-14"),
        submissions: BTreeMap::new(),
        closed: false,
    }
}

fn table(language: Language, known: Option<&Answers>) -> forms::table::Table {
    let catalogue = Catalogue::new().unwrap();
    let words = FormWording { catalogue: &catalogue, language };
    let title = LocalText::only(Language::Sq, "Viktimat".parse().unwrap());
    template(&words, &"victims-2017".parse().unwrap(), &title, &request(), known)
}

fn read(bytes: &[u8]) -> Result<Answers, Vec<CellFault>> {
    let filled = read_filled(bytes).unwrap();
    assert_eq!(filled.request.as_str(), "victims-2017");
    filled.answers(&form())
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let field = form().fields().next().unwrap().clone();
    let all = parts(&dimensions(&field));
    let counts = prop::collection::btree_map(prop::sample::select(all), 1..90u64, 0..6);
    let skipped = || "[a-zçëšđž]{1,12}( [a-z]{1,9})?".prop_map(|reason| Answer::Skipped(reason.parse().unwrap()));
    let victims = counts.prop_map(|counts| {
        let whole = BreakdownLine { of: Categories::new(), count: counts.values().sum() };
        let parts = counts.into_iter().map(|(part, count)| BreakdownLine { of: part.into_iter().collect(), count });
        Answer::Breakdown(Breakdown { lines: std::iter::once(whole).chain(parts).collect() })
    });
    let stay =
        (0..3650u32).prop_map(|tenths| Answer::Number(format!("{}.{}", tenths / 10, tenths % 10).parse().unwrap()));
    let procedures =
        prop::sample::select(vec!["always", "rarely"]).prop_map(|key| Answer::Choice(key.parse().unwrap()));
    let inspected = (0..9000i64).prop_map(|days| Answer::Date(day("2000-01-01") + chrono::TimeDelta::days(days)));
    let or = |answer: BoxedStrategy<Answer>| prop_oneof![4 => answer, 1 => skipped()];
    (or(victims.boxed()), or(stay.boxed()), or(procedures.boxed()), or(inspected.boxed())).prop_map(
        |(one, two, three, four)| {
            let keys = ["victims", "stay", "procedures", "inspected"].map(|key| key.parse().unwrap());
            Answers(keys.into_iter().zip([one, two, three, four]).collect())
        },
    )
}

/// The same, whatever the order of a breakdown's lines.
fn sorted(mut answers: Answers) -> Answers {
    for answer in answers.0.values_mut() {
        if let Answer::Breakdown(breakdown) = answer {
            breakdown.lines.sort_by(|one, other| one.of.cmp(&other.of));
        }
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_filled_in_template_comes_back_as_it_was(
        answers in any_answers(),
        language in prop::sample::select(Language::OFFERED.to_vec()),
    ) {
        let table = table(language, Some(&answers));
        let csv = table.csv(language).unwrap();
        prop_assert_eq!(read(&csv).map(sorted), Ok(sorted(answers.clone())), "{}", String::from_utf8_lossy(&csv));
        prop_assert_eq!(read(&table.xlsx(language).unwrap()).map(sorted), Ok(sorted(answers.clone())));
        // As Excel saves it in this part of the world unless it is told otherwise: which encoding it is cannot be known.
        let text = String::from_utf8(csv).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        let (windows, _, wrong) = WINDOWS_1250.encode(text);
        // There is no Cyrillic in that encoding.
        prop_assert!(wrong == (language == Language::SrCyrl) && !text.is_ascii());
        if !wrong {
            prop_assert_eq!(read_filled(&windows).unwrap_err(), FileFault::Unreadable(UnreadableFile::UnknownEncoding));
        }
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        prop_assert_eq!(read(&wide).map(sorted), Ok(sorted(answers)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_filled(&bytes);
        let _ = read_filled(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }
}

/// The template as CSV with the answer's cell of a line set.
fn with(cells: &[(&str, &str)]) -> Vec<u8> {
    let text = String::from_utf8(table(Language::En, None).csv(Language::Sr).unwrap()).unwrap();
    let lines = text.lines().map(|line| {
        let mut row: Vec<&str> = line.split(';').collect();
        if let Some((_, value)) = cells.iter().find(|(key, _)| row.first() == Some(key)) {
            row[3] = value;
        }
        row.join(";")
    });
    // The fields of this form have no semicolons of their own but in the columns after the answer.
    lines.collect::<Vec<_>>().join("\r\n").into_bytes()
}

const GOOD: [(&str, &str); 5] = [
    ("victims", "3"),
    ("victims:female/9-17", "3"),
    ("stay", "12,5"),
    ("procedures", "Rrallë"),
    ("inspected", "31.12.2016"),
];

fn faults(changed: &[(&str, &str)]) -> Vec<(String, CellWrong)> {
    let cells: Vec<(&str, &str)> = changed.iter().chain(&GOOD).copied().collect();
    let faults = read(&with(&cells)).unwrap_err();
    faults
        .into_iter()
        .map(|fault| (fault.place.map(|place| place.to_string()).unwrap_or_default(), fault.wrong))
        .collect()
}

#[test]
fn each_cell_that_does_not_fit_is_named_and_nothing_is_taken() {
    assert!(read(&with(&GOOD)).is_ok());
    let only = |changed: (&str, &str)| faults(&[changed]).into_iter().next().map(|(_, wrong)| wrong).unwrap();
    assert_eq!(only(("stay", "twelve")), CellWrong::Unreadable(UnreadableAnswer::NotANumber));
    assert_eq!(only(("stay", "1.250")), CellWrong::Unreadable(UnreadableAnswer::TwoReadings));
    assert_eq!(only(("stay", "1000000000000000000")), CellWrong::Unreadable(UnreadableAnswer::TooLarge));
    assert_eq!(only(("stay", "12,55")), CellWrong::Wrong(AnswerFault::TooManyPlaces { places: 1 }));
    assert_eq!(only(("stay", "366")), CellWrong::Wrong(AnswerFault::TooLarge { most: 365.into() }));
    assert_eq!(only(("stay", "")), CellWrong::Wrong(AnswerFault::Missing));
    assert_eq!(only(("inspected", "30.02.2017")), CellWrong::Unreadable(UnreadableAnswer::NoSuchDay));
    assert_eq!(only(("procedures", "sometimes")), CellWrong::Unreadable(UnreadableAnswer::NoSuchOption));
    assert_eq!(only(("victims:female/9-17", "2,5")), CellWrong::Unreadable(UnreadableAnswer::NotACount));
    let differs = BreakdownFault::TotalDiffers { stated: 4, sum: 3 };
    assert_eq!(only(("victims", "4")), CellWrong::Wrong(AnswerFault::Breakdown(differs)));
    assert_eq!(only(("victims", "")), CellWrong::Wrong(AnswerFault::Breakdown(BreakdownFault::NoTotal)));
    let all = faults(&[("stay", "x"), ("victims", "4"), ("inspected", "yesterday")]);
    assert_eq!(all.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["D7", "D52", "D54"], "{all:?}");
}

/// A workbook with the template's keys, and whatever is put into it.
fn workbook(put: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    form_book(put).save_to_buffer().unwrap()
}

fn form_book(put: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Qershor").unwrap();
    sheet.write_string(0, 0, "focalpoint").unwrap().write_string(0, 1, "victims-2017").unwrap();
    for (column, heading) in (0u16..).zip(["key", "question", "part", "answer", "how", "reason"]) {
        sheet.write_string(5, column, heading).unwrap();
    }
    let keys = ["victims", "victims:female/9-17", "stay", "procedures", "inspected"];
    for (row, key) in (6u32..).zip(keys) {
        sheet.write_string(row, 0, key).unwrap();
    }
    sheet.write_number(6, 3, 3).unwrap().write_number(7, 3, 3).unwrap().write_number(8, 3, 12.5).unwrap();
    sheet.write_string(9, 3, "always").unwrap();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    sheet.write_number_with_format(10, 3, 42_735, &date).unwrap();
    put(sheet);
    book
}

fn only_fault(bytes: &[u8]) -> (String, CellWrong) {
    let faults = read(bytes).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    (faults[0].place.clone().unwrap().to_string(), faults[0].wrong.clone())
}

#[test]
fn a_workbook_is_read_with_its_numbers_and_dates_and_merged_cells_are_named() {
    let answers = read(&workbook(|_| {})).unwrap();
    assert_eq!(answers.0[&"inspected".parse().unwrap()], Answer::Date(day("2016-12-31")));
    assert_eq!(answers.0[&"stay".parse().unwrap()], Answer::Number("12.5".parse().unwrap()));
    let merged = workbook(|sheet| {
        sheet.merge_range(6, 3, 7, 3, "3", &Format::new()).unwrap();
    });
    let faults = read(&merged).unwrap_err();
    assert!(faults.iter().any(|fault| fault.wrong == CellWrong::Merged), "{faults:?}");
    assert_eq!(faults[0].place.as_ref().unwrap().to_string(), "Qershor, D7");
    let put = |row: u32, value: f64| {
        workbook(move |sheet| {
            sheet.write_number(row, 3, value).unwrap();
        })
    };
    assert_eq!(
        only_fault(&put(8, 1e18)),
        ("Qershor, D9".to_owned(), CellWrong::Unreadable(UnreadableAnswer::TooLarge))
    );
    let dated = workbook(|sheet| {
        let date = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_number_with_format(8, 3, 42_735, &date).unwrap();
    });
    assert_eq!(only_fault(&dated), ("Qershor, D9".to_owned(), CellWrong::Wrong(AnswerFault::OtherKind)));
    let odd = workbook(|sheet| {
        sheet.write_boolean(8, 3, true).unwrap();
    });
    assert_eq!(only_fault(&odd).1, CellWrong::Odd);
    let twice = workbook(|sheet| {
        sheet.write_string(12, 0, "stay").unwrap().write_string(12, 3, "3").unwrap();
    });
    assert_eq!(only_fault(&twice).1, CellWrong::KeyTwice);
    let strange = workbook(|sheet| {
        sheet.write_string(12, 0, "colour").unwrap();
    });
    assert_eq!(only_fault(&strange), ("Qershor, A13".to_owned(), CellWrong::NoSuchKey));
    let both = workbook(|sheet| {
        sheet.write_string(8, 5, "not counted").unwrap();
    });
    assert_eq!(only_fault(&both), ("Qershor, F9".to_owned(), CellWrong::AnswerAndReason));
}

/// What the guard has against a file: where, what spot, and whether it is refused (or else asked about).
fn objections(bytes: &[u8]) -> Vec<(String, TextLocation, bool)> {
    let catalogue = Catalogue::new().unwrap();
    let words = FormWording { catalogue: &catalogue, language: Language::Sr };
    let title = LocalText::only(Language::Sq, "Viktimat".parse().unwrap());
    let own = OwnWords::of(&words, &"victims-2017".parse().unwrap(), &title, &request());
    let found = read_filled(bytes).unwrap().objections(&own);
    let told = found.into_iter().map(|fault| {
        let said = words.cell_fault(&form(), &fault);
        assert!(!said.contains("Arta") && !said.contains("Arben"), "{said}");
        let CellWrong::NotKept(spot, verdict) = fault.wrong else { panic!("{said}") };
        let place = fault.place.map(|place| place.to_string()).unwrap_or_default();
        (place, spot, matches!(verdict, Verdict::Refuse(_)))
    });
    told.collect()
}

#[test]
fn every_text_of_a_file_is_looked_at_and_named_by_its_place() {
    assert_eq!(objections(&workbook(|_| {})), vec![]);
    for language in Language::OFFERED {
        let own = table(language, None);
        assert_eq!(objections(&own.xlsx(language).unwrap()), vec![], "the form's own words");
        assert_eq!(objections(&own.csv(language).unwrap()), vec![], "the form's own words");
    }
    let at = |row: u32, column: u16, text: &'static str| {
        workbook(move |sheet| {
            sheet.write_string(row, column, text).unwrap();
        })
    };
    let only = |place: &str, spot, refused| vec![(place.to_owned(), spot, refused)];
    // The reason, a cell that nobody asks for, one beside the form.
    assert_eq!(objections(&at(8, 5, "viktima Arta Gashi")), only("Qershor, F9", TextLocation::Cell, true));
    assert_eq!(objections(&at(8, 5, "Ta dini nga Arben Gashi")), only("Qershor, F9", TextLocation::Cell, false));
    assert_eq!(objections(&at(8, 5, "Ta dini nga prokurori Arben Gashi")), vec![]);
    assert_eq!(objections(&at(60, 20, "viktima Arta Gashi")), only("Qershor, U61", TextLocation::Cell, true));
    let comment = workbook(|sheet| {
        sheet.insert_note(8, 3, &Note::new("viktima Arta Gashi").set_author("MS")).unwrap();
    });
    assert_eq!(objections(&comment), only("Qershor, D9", TextLocation::Comment, true));
    let named = workbook(|sheet| {
        sheet.set_name("viktima Arta Gashi").unwrap();
    });
    assert_eq!(objections(&named), only("", TextLocation::SheetName, true));
    // A CSV file, in whatever encoding that is certain.
    let text = String::from_utf8(with(&[("stay", "viktima Arta Gashi")])).unwrap();
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.into_bytes(), wide] {
        assert_eq!(objections(&bytes), only("D52", TextLocation::Cell, true));
    }
}

/// The same with whatever is done to the book.
fn changed_book(change: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = form_book(|_| {});
    change(&mut book);
    book.save_to_buffer().unwrap()
}

#[test]
fn everything_is_looked_at_whatever_was_found_before() {
    let is_refused = |found: &[(String, TextLocation, bool)]| found.iter().any(|(.., refused)| *refused);
    // The name of a sheet is in doubt, and a cell behind it is refused.
    let named = changed_book(|book| {
        let list = book.add_worksheet().set_name("Arben Gashi").unwrap();
        list.write_string(0, 0, "viktima Arta Gashi").unwrap();
    });
    let found = objections(&named);
    assert!(found.contains(&(String::new(), TextLocation::SheetName, false)), "{found:?}");
    assert!(is_refused(&found), "{found:?}");
    // A cell is in doubt, and its row shows who it is.
    let row = workbook(|sheet| {
        sheet.write_string(20, 6, "viktima").unwrap().write_string(20, 7, "Arta Gashi").unwrap();
    });
    assert!(is_refused(&objections(&row)), "{:?}", objections(&row));
    // A list on a second sheet, even a hidden one: a heading, and names below it.
    let list = changed_book(|book| {
        let list = book.add_worksheet().set_name("Fleta2").unwrap().set_hidden(true);
        list.write_string(0, 0, "Viktima").unwrap().write_string(1, 0, "Arta Gashi").unwrap();
        list.write_string(2, 0, "Besa Krasniqi").unwrap();
    });
    let found = objections(&list);
    assert_eq!(found.iter().filter(|(.., refused)| *refused).count(), 2, "{found:?}");
}

#[test]
fn what_stands_beside_the_cells_is_looked_at() {
    type Change = fn(&mut Workbook);
    let beside = vec![(String::new(), TextLocation::Beside, true)];
    let change: [(&str, Change); 6] = [
        ("a name", |book| {
            book.define_name("viktima_Arta_Gashi", "=Qershor!$A$1").unwrap();
        }),
        ("a header", |book| {
            book.worksheet_from_index(0).unwrap().set_header("&Lviktima Arta Gashi");
        }),
        ("a title", |book| {
            book.set_properties(&DocProperties::new().set_title("viktima Arta Gashi"));
        }),
        ("a property", |book| {
            book.set_properties(&DocProperties::new().set_custom_property("x", "viktima Arta Gashi"));
        }),
        ("what a cell asks for", |book| {
            let asks = DataValidation::new().set_input_message("viktima Arta Gashi").unwrap();
            book.worksheet_from_index(0).unwrap().add_data_validation(8, 3, 8, 3, &asks).unwrap();
        }),
        ("a list to choose from", |book| {
            let asks = DataValidation::new().allow_list_strings(&["po", "viktima Arta Gashi"]).unwrap();
            book.worksheet_from_index(0).unwrap().add_data_validation(8, 3, 8, 3, &asks).unwrap();
        }),
    ];
    for (what, change) in change {
        assert_eq!(objections(&changed_book(change)), beside, "{what}");
    }
    // Whoever saved it is written down by the program, unasked; and names are made of signs.
    let saved = changed_book(|book| {
        book.set_properties(&DocProperties::new().set_author("Arta Krasniqi").set_title("Viktimat"));
        book.define_name("print_area_1", "=Qershor!$A$1:$F$54").unwrap();
    });
    assert_eq!(objections(&saved), vec![]);
}

#[test]
fn a_file_with_what_nobody_would_look_at_is_not_read() {
    let mut book = form_book(|_| {});
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("Qershor!$D$7:$D$8");
    book.worksheet_from_index(0).unwrap().insert_chart(0, 8, &chart).unwrap();
    let refused = read_filled(&book.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(refused, FileFault::Unreadable(UnreadableFile::HoldsMore));
    let mut parts = zip::ZipWriter::new_append(std::io::Cursor::new(workbook(|_| {}))).unwrap();
    parts.start_file("xl/media/image1.png", zip::write::SimpleFileOptions::default()).unwrap();
    parts.write_all(b"\x89PNG").unwrap();
    let pictured = parts.finish().unwrap().into_inner();
    assert_eq!(read_filled(&pictured).unwrap_err(), FileFault::Unreadable(UnreadableFile::HoldsMore));
}

#[test]
fn what_is_no_form_is_told_apart() {
    let fault = |bytes: &[u8]| read_filled(bytes).unwrap_err();
    assert_eq!(fault(b"a;b\n1;2\n"), FileFault::NotTheForm);
    assert_eq!(fault(b""), FileFault::NotTheForm);
    assert_eq!(fault(b"%PDF-1.7"), FileFault::Unreadable(UnreadableFile::OtherKind));
    assert_eq!(fault(b"PK\x03\x04 and nothing else"), FileFault::Unreadable(UnreadableFile::Damaged));
    assert_eq!(fault(&vec![b'a'; 600 * 1024]), FileFault::Unreadable(UnreadableFile::TooLarge));
    // A cell at the very end of a sheet takes no memory for those before it.
    let far = book_of(1, |_, sheet| {
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    assert_eq!(fault(&far), FileFault::Unreadable(UnreadableFile::TooWide));
}

#[test]
fn nothing_that_somebody_wrote_becomes_a_formula() {
    for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
        assert_eq!(harmless(text), format!("'{text}"));
    }
    let csv = String::from_utf8(table(Language::Sq, None).csv(Language::Sq).unwrap()).unwrap();
    assert!(csv.contains(";'=Qëndrimi mesatar;"), "{csv}");
    assert!(!csv.contains(";=") && !csv.starts_with('='));
}

#[test]
fn every_fault_has_words_in_every_language() {
    let catalogue = Catalogue::new().unwrap();
    for language in Language::ALL {
        for why in UnreadableAnswer::EACH {
            assert!(catalogue.has(language, &format!("unreadable-{}", why.code())), "{language}: {why:?}");
        }
        for why in [
            UnreadableFile::TooLarge,
            UnreadableFile::TooWide,
            UnreadableFile::TooManySheets,
            UnreadableFile::OtherKind,
            UnreadableFile::UnknownEncoding,
            UnreadableFile::HoldsMore,
            UnreadableFile::Damaged,
        ] {
            assert!(catalogue.has(language, &format!("file-{}", why.code())), "{language}: {why:?}");
        }
        assert!(catalogue.has(language, &format!("file-{}", FileFault::NotTheForm.code())));
        let words = FormWording { catalogue: &catalogue, language };
        for dimension in events::disaggregation::Dimension::ALL {
            for category in forms::parts::offered(dimension) {
                let said = words.category(category);
                assert!(said != forms::parts::category_key(category), "{language}: {said} has no words");
            }
        }
    }
}

#[test]
fn a_day_is_a_date_for_a_table_calculator_and_written_as_people_do_in_csv() {
    use calamine::{Data, Reader, Xlsx};
    let table = forms::table::Table {
        name: "Vlerat".to_owned(),
        rows: vec![vec![OutputCell::text("Nga")], vec![OutputCell::Date(day("2017-06-15"))]],
        ..forms::table::Table::default()
    };
    for (language, written) in [
        (Language::Sq, "15.06.2017"),
        (Language::Sr, "15.06.2017"),
        (Language::SrCyrl, "15.06.2017"),
        (Language::En, "15 Jun 2017"),
    ] {
        let csv = String::from_utf8(table.csv(language).unwrap()).unwrap();
        assert_eq!(csv.lines().nth(1), Some(written));
        let bytes = table.xlsx(language).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Vlerat").unwrap();
        let Some(Data::DateTime(found)) = sheet.get_value((1, 0)) else { panic!("{language}: {sheet:?}") };
        assert!(found.is_datetime());
        let (year, month, of_month, ..) = found.to_ymd_hms_milli();
        assert_eq!((year, month, of_month), (2017, 6, 15));
    }
}

#[test]
fn what_is_known_already_is_written_in_words_and_not_in_codes() {
    let known = [
        ("procedures".parse().unwrap(), Answer::Choice("rarely".parse().unwrap())),
        ("inspected".parse().unwrap(), Answer::Date(day("2017-06-15"))),
    ];
    let known = Answers(known.into());
    let csv = String::from_utf8(table(Language::Sq, Some(&known)).csv(Language::Sq).unwrap()).unwrap();
    assert!(csv.contains(";Rrallë;") && csv.contains(";15.06.2017;"), "{csv}");
    assert!(!csv.contains(";rarely;") && !csv.contains("2017-06-15"), "{csv}");
}

/// A workbook whose sheets are made so.
fn book_of(sheets: usize, fill: impl Fn(usize, &mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    for number in 0..sheets {
        fill(number, book.add_worksheet());
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_file_that_unpacks_to_more_than_anybody_fills_in_is_not_read() {
    let refused = |bytes: &[u8]| match read_filled(bytes).unwrap_err() {
        FileFault::Unreadable(why) => why,
        FileFault::NotTheForm => panic!("it was read"),
    };
    let long = "1 ".repeat(15_000);
    // One text, which is there once and stands in very many cells.
    let shared = book_of(1, |_, sheet| {
        for row in 0..20 {
            sheet.write_string(row, 0, &long).unwrap();
        }
    });
    assert!(shared.len() < 20 * 1024, "it looks small: {}", shared.len());
    assert_eq!(refused(&shared), UnreadableFile::TooLarge);
    let many_cells = format!("{}\n", "7;".repeat(11)).repeat(4_999);
    assert_eq!(refused(many_cells.as_bytes()), UnreadableFile::TooLarge);
    // What is packed is nothing, over and over.
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..17 {
        bomb.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 64 * 1024, "it looks small: {}", bomb.len());
    assert_eq!(refused(&bomb), UnreadableFile::TooLarge);
}

#[test]
fn what_is_too_far_right_or_on_too_many_sheets_is_said_and_not_passed_over() {
    let refused = |bytes: &[u8]| read_filled(bytes).unwrap_err();
    let wide = book_of(1, |_, sheet| {
        sheet.write_string(0, 64, "viktima Arta Gashi").unwrap();
    });
    assert_eq!(refused(&wide), FileFault::Unreadable(UnreadableFile::TooWide));
    let wide = format!("{}viktima Arta Gashi", ";".repeat(64));
    assert_eq!(refused(wide.as_bytes()), FileFault::Unreadable(UnreadableFile::TooWide));
    let many = book_of(17, |number, sheet| {
        sheet.write_string(0, 0, format!("{number}")).unwrap();
    });
    assert_eq!(refused(&many), FileFault::Unreadable(UnreadableFile::TooManySheets));
}
