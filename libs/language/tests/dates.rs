//! Dates as people write them and as focalpoint says them.

use chrono::{Days, NaiveDate};
use events::language::Language;
use language::dates::{DateError, read_date, say_date};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A Tuesday.
fn today() -> NaiveDate {
    day("2017-06-20")
}

#[test]
fn dates_are_read_in_every_wording() {
    for (text, expected) in [
        ("15 qershor", "2017-06-15"),
        ("20 mars", "2017-03-20"),
        ("19 mars", "2018-03-19"),
        ("31/5", "2017-05-31"),
        ("kraj maja", "2017-05-31"),
        ("last Friday", "2017-06-16"),
        ("të martën e kaluar", "2017-06-13"),
        ("prošlog petka", "2017-06-16"),
        ("+3d", "2017-06-23"),
        ("another week", "2017-06-27"),
        ("20 qershor", "2017-06-20"),
        ("deri më 25 qershor", "2017-06-25"),
        ("25 qershorit 2017", "2017-06-25"),
        ("25. juna", "2017-06-25"),
        ("25. jun 2017.", "2017-06-25"),
        ("25. јуна", "2017-06-25"),
        ("25 qeshor", "2017-06-25"),
        ("June 25", "2017-06-25"),
        ("June 25th, 2017", "2017-06-25"),
        ("25th of June", "2017-06-25"),
        ("25.06", "2017-06-25"),
        ("25.6.", "2017-06-25"),
        ("25. 6. 2017.", "2017-06-25"),
        ("25.6.2017", "2017-06-25"),
        ("25.06.17", "2017-06-25"),
        ("25/6", "2017-06-25"),
        ("25-06-2017", "2017-06-25"),
        ("2017-06-25", "2017-06-25"),
        ("sot", "2017-06-20"),
        ("nesër", "2017-06-21"),
        ("sutra", "2017-06-21"),
        ("pasnesër", "2017-06-22"),
        ("prekosutra", "2017-06-22"),
        ("the day after tomorrow", "2017-06-22"),
        ("e premte", "2017-06-23"),
        ("të premten", "2017-06-23"),
        ("do petka", "2017-06-23"),
        ("do četvrtka", "2017-06-22"),
        ("Friday", "2017-06-23"),
        ("do nedelje", "2017-06-25"),
        ("e diel, 25 qershor", "2017-06-25"),
        ("+3 ditë", "2017-06-23"),
        ("+3 days", "2017-06-23"),
        ("+1 javë", "2017-06-27"),
        ("dy javë", "2017-07-04"),
        ("za 3 dana", "2017-06-23"),
        ("za dve nedelje", "2017-07-04"),
        ("in a week", "2017-06-27"),
        ("1 muaj", "2017-07-20"),
        ("para 3 ditësh", "2017-06-17"),
        ("3 days ago", "2017-06-17"),
        ("në fund të muajit", "2017-06-30"),
        ("krajem meseca", "2017-06-30"),
        ("end of next month", "2017-07-31"),
        ("në fund të korrikut", "2017-07-31"),
        ("do kraja nedelje", "2017-06-23"),
        ("në fund të vitit", "2017-12-31"),
        ("15 marta", "2018-03-15"),
    ] {
        assert_eq!(read_date(text, today()), Ok(Some(day(expected))), "{text}");
    }
}

#[test]
fn what_names_no_day_is_no_date() {
    for text in ["", "u krye", "50%", "12.5%", "ligji 04/L-218", "3 ditë pune", "10.45", "qershor 2017", "ora 10.30"] {
        assert_eq!(read_date(text, today()), Ok(None), "{text}");
    }
}

#[test]
fn a_day_that_the_calendar_lacks_is_told_apart_from_no_date() {
    for text in [
        "31 qershor",
        "deri më 31 qershor",
        "30.02",
        "30.02.2017",
        "2017-02-30",
        "31. juna",
        "June 31",
        "32.06",
        "29.02",
    ] {
        assert!(matches!(read_date(text, today()), Err(DateError::NoSuchDate { .. })), "{text}");
    }
}

#[test]
fn two_days_are_never_guessed_to_be_one() {
    for text in ["15 ose 20 korrik", "e premte 25 qershor", "e premte ose e hënë", "20-22 qershor", "next week"] {
        let Err(DateError::Several(days)) = read_date(text, today()) else { panic!("{text}") };
        assert!(days.len() > 1, "{text}");
    }
}

#[test]
fn the_next_such_day_of_the_week_is_the_one_of_next_week() {
    for text in ["next Friday", "të premten tjetër", "sledećeg petka", "e premtja që vjen", "Friday next week"] {
        for from in ["2017-06-19", "2017-06-20", "2017-06-23", "2017-06-25"] {
            assert_eq!(read_date(text, day(from)), Ok(Some(day("2017-06-30"))), "{text} said on {from}");
        }
    }
    for (text, wanted) in
        [("Friday week", "2017-06-30"), ("a week on Monday", "2017-07-03"), ("this day week", "2017-06-27")]
    {
        assert_eq!(read_date(text, day("2017-06-20")), Ok(Some(day(wanted))), "{text}");
    }
}

#[test]
fn spans_in_one_word_and_in_the_words_of_a_town_are_counted() {
    for (text, wanted) in [
        ("tetëditor", "2017-06-28"),
        ("një afat dhjetëditor", "2017-06-30"),
        ("njëmujore", "2017-07-20"),
        ("petnaestodnevni rok", "2017-07-05"),
        ("dvonedeljno odlaganje", "2017-07-04"),
        ("dvije hefte", "2017-07-04"),
        ("tri nedeljice", "2017-07-11"),
        ("javë ditë", "2017-06-27"),
        ("za jedno 2 nedelje", "2017-07-04"),
    ] {
        assert_eq!(read_date(text, day("2017-06-20")), Ok(Some(day(wanted))), "{text}");
    }
}

#[test]
fn what_a_report_is_of_is_no_day() {
    for text in [
        "raporti gjashtëmujor u krye",
        "dorëzuam raportin tremujor",
        "tromesečni izveštaj je poslat",
        "izveštaj za maj je poslat",
        "raporti për majin u dorëzua",
        "statistics for May sent",
    ] {
        assert_eq!(read_date(text, day("2017-06-20")), Ok(None), "{text}");
    }
    for text in ["shtyne për korrik", "u julu", "in July"] {
        assert!(matches!(read_date(text, day("2017-06-20")), Err(DateError::Several(_))), "{text}");
    }
}

#[test]
fn feasts_that_move_are_reckoned_and_asked_about() {
    // Eid al-Fitr fell on 25 June 2017, and is announced but a day before
    let Err(DateError::Several(days)) = read_date("pas Bajramit", day("2017-06-13")) else { panic!() };
    assert!(days.iter().all(|asked| (day("2017-06-26")..=day("2017-07-05")).contains(asked)), "{days:?}");
    assert_eq!(read_date("do Uskrsa", day("2018-03-20")), Ok(Some(day("2018-04-08"))));
    assert_eq!(read_date("deri në Pashkë", day("2018-03-20")), Ok(Some(day("2018-04-01"))));
}

/// What is read, as one word for a table: a day, days to choose from, “no such day”, “too far” or “none”.
fn written(text: &str, today: NaiveDate) -> String {
    match read_date(text, today) {
        Ok(Some(day)) => day.to_string(),
        Ok(None) => "none".to_owned(),
        Err(DateError::Several(days)) => days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join("|"),
        Err(DateError::NoSuchDate { .. }) => "no such day".to_owned(),
        Err(DateError::TooFar(_)) => "too far".to_owned(),
    }
}

fn all_are_read(today: NaiveDate, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, wanted)| {
            let got = written(text, today);
            (got != *wanted).then(|| format!("“{text}” is read as {got}, not {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Friday.
fn friday() -> NaiveDate {
    day("2026-12-04")
}

#[test]
fn a_number_of_several_words_is_read_whole() {
    all_are_read(
        friday(),
        &[
            ("na duhen edhe njëzet e pesë ditë", "2026-12-29"),
            ("na duhen edhe njezet e pese dite", "2026-12-29"),
            ("edhe tridhjetë e dy ditë", "2027-01-05"),
            ("treba nam još dvadeset pet dana", "2026-12-29"),
            ("треба нам још двадесет пет дана", "2026-12-29"),
            ("treba nam još trideset i dva dana", "2027-01-05"),
            ("we need twenty-five more days", "2026-12-29"),
            ("we need twenty five more days", "2026-12-29"),
            ("we need one hundred days more", "2027-03-14"),
            ("forty-five days", "2027-01-18"),
            ("shtatëdhjetë e dy ditë", "2027-02-14"),
            ("sto pet dana", "2027-03-19"),
            ("ninety-nine more days", "2027-03-13"),
            ("njizet e pes dit", "2026-12-29"),
            ("dvadesetpet dana", "2026-12-29"),
            ("petnaestak dana", "2026-12-19"),
            ("edhe 48 orë", "2026-12-06"),
            ("još 72h", "2026-12-07"),
            ("a fortnight", "2026-12-18"),
            ("a two-week extension", "2026-12-18"),
            ("+1 jave", "2026-12-11"),
            ("nedelju dana od petka 11. decembra", "2026-12-18"),
            ("dy javë nga sot", "2026-12-18"),
            ("per nji muj", "2027-01-04"),
            ("një vit", "2027-12-04"),
        ],
    );
}

#[test]
fn halves_and_decimals_of_spans_are_read() {
    all_are_read(
        friday(),
        &[
            ("na duhen edhe 1,5 muaj", "2027-01-19"),
            ("na duhen edhe një muaj e gjysmë", "2027-01-19"),
            ("treba nam još 1.5 mesec", "2027-01-19"),
            ("treba nam još mesec i po", "2027-01-19"),
            ("još mesec i po dana", "2027-01-19"),
            ("dva i po meseca", "2027-02-19"),
            ("we need 1.5 more months", "2027-01-19"),
            ("we need another month and a half", "2027-01-19"),
            ("one and a half months", "2027-01-19"),
            ("1½ muaj", "2027-01-19"),
            ("half a month more", "2026-12-19"),
            ("gjysmë muaji", "2026-12-19"),
            ("pola meseca", "2026-12-19"),
            ("gjysmë viti", "2027-06-04"),
            ("pola godine", "2027-06-04"),
            ("a quarter of a year", "2027-03-04"),
            ("dy javë e gjysmë", "2026-12-21|2026-12-22"),
            ("nja javë e gjysëm", "2026-12-14|2026-12-15"),
            ("2.5 days", "2026-12-06|2026-12-07"),
        ],
    );
}

#[test]
fn of_a_range_no_end_is_guessed() {
    all_are_read(
        friday(),
        &[
            ("na duhen edhe 2-3 ditë", "2026-12-06|2026-12-07"),
            ("treba nam još 2-3 dana", "2026-12-06|2026-12-07"),
            ("we need 2-3 more days", "2026-12-06|2026-12-07"),
            ("dy ose tri ditë", "2026-12-06|2026-12-07"),
            ("dy-tri ditë", "2026-12-06|2026-12-07"),
            ("sedam osam dana", "2026-12-11|2026-12-12"),
            ("two to three days", "2026-12-06|2026-12-07"),
            ("2 do 3 nedelje", "2026-12-18|2026-12-25"),
            ("5 do 10 dana", "2026-12-09|2026-12-10|2026-12-11|2026-12-14"),
            ("1 deri 3 muaj", "2027-01-04|2027-03-04"),
            ("dan-dva", "2026-12-05|2026-12-06"),
            ("nedelju ili dve", "2026-12-11|2026-12-18"),
            ("a week or two", "2026-12-11|2026-12-18"),
            ("20-22 dhjetor", "2026-12-20|2026-12-21|2026-12-22"),
            ("15, 16 dhe 17 dhjetor", "2026-12-15|2026-12-16|2026-12-17"),
            ("10-12.07", "2027-07-10|2027-07-12"),
            ("12.07-14.07", "2027-07-12|2027-07-13|2027-07-14"),
            ("između 15. i 16. decembra", "2026-12-15|2026-12-16"),
            ("15 ose 20 dhjetor", "2026-12-15|2026-12-20"),
            ("e hënë ose e mërkurë", "2026-12-07|2026-12-09"),
            ("cet ili pet", "2026-12-04|2026-12-10|2026-12-11"),
        ],
    );
}

#[test]
fn working_days_and_parts_of_numbers_name_no_day() {
    all_are_read(
        friday(),
        &[
            ("5 ditë pune", "none"),
            ("pet radnih dana", "none"),
            ("10 working days from today", "none"),
            ("three business days", "none"),
            ("1.250 ditë", "none"),
            ("nekoliko dana", "none"),
            ("zato što pet", "none"),
            ("3 ditë pas takimit", "none"),
            ("3 dana pre roka", "none"),
            ("nemamo ni jedan dan", "none"),
            ("svakog petka", "none"),
            ("po dan", "none"),
            ("2 jan kry", "none"),
            ("kemi 15 studenti", "none"),
            ("2. pri kraju", "none"),
            ("3 puta", "none"),
            ("svaka 3 dana", "none"),
            ("3 days a week", "none"),
            ("djevojčica od 16 godina", "none"),
            ("we'd need it", "none"),
            ("deri në marrjen e opinionit", "none"),
            ("për të thënë të drejtën", "none"),
            ("Hana Kastrati", "none"),
            ("nr. 12/17", "none"),
            ("detyra 2 may be late", "none"),
        ],
    );
}

#[test]
fn a_day_of_the_month_is_one_of_this_month_or_the_next() {
    all_are_read(
        friday(),
        &[
            ("deri më 15 të muajit", "2026-12-15"),
            ("më 1 të muajit", "2027-01-01"),
            ("deri n 20 t mujit", "2026-12-20"),
            ("deri më 15 të muajit tjetër", "2027-01-15"),
            ("19-ti i këtij muaji", "2026-12-19"),
            ("do 15. u mesecu", "2026-12-15"),
            ("petnaestog ovog meseca", "2026-12-15"),
            ("15. sledećeg meseca", "2027-01-15"),
            ("by the 15th of the month", "2026-12-15"),
            ("the 3rd of next month", "2027-01-03"),
            ("deri me 25", "2026-12-25"),
            ("deri me dt 22 ju lutem", "2026-12-22"),
            ("më datë 19", "2026-12-19"),
            ("data 19", "2026-12-19"),
            ("dana 19.", "2026-12-19"),
            ("me 19-ten", "2026-12-19"),
            ("do 25.", "2026-12-25"),
            ("do 25og", "2026-12-25"),
            ("15-tog", "2026-12-15"),
            ("do dvadesetog", "2026-12-20"),
            ("by the 25th", "2026-12-25"),
            ("Mon the 14th", "2026-12-14"),
            ("31 të këtij muaji", "2026-12-31"),
            ("31. sledećeg meseca", "2027-01-31"),
        ],
    );
}

#[test]
fn days_of_named_months_are_read_in_every_form() {
    all_are_read(
        friday(),
        &[
            ("15-ti qershor", "2027-06-15"),
            ("petnaestog juna", "2027-06-15"),
            ("petnaesti jun", "2027-06-15"),
            ("двадесет девети јун", "2027-06-29"),
            ("the 3rd of July", "2027-07-03"),
            ("prvog jula", "2027-07-01"),
            ("më pesëmbëdhjetë qershor", "2027-06-15"),
            ("njëzet e tre qershor", "2027-06-23"),
            ("July twenty-first", "2027-07-21"),
            ("qershor 19", "2027-06-19"),
            ("June 19th", "2027-06-19"),
            ("19 VI", "2027-06-19"),
            ("3. VII 2027", "2027-07-03"),
            ("19.06", "2027-06-19"),
            ("19/06/27", "2027-06-19"),
            ("20. lipnja", "2027-06-20"),
            ("10. srpnja", "2027-07-10"),
            ("29 qer.", "2027-06-29"),
            ("15 juna sledeće godine", "2027-06-15"),
            ("15 qershor të vitit 2027", "2027-06-15"),
            ("do Vidovdana", "2027-06-28"),
            ("31 June", "no such day"),
            ("31. juna", "no such day"),
            ("15.12.2206", "too far"),
            ("15 dhjetor 2206", "too far"),
            ("15.12.2029", "too far"),
            ("15.12.2020", "too far"),
            ("3 vjet", "none"),
            ("30 muaj", "too far"),
        ],
    );
}

#[test]
fn an_american_date_is_asked_about_where_english_is_spoken() {
    all_are_read(
        friday(),
        &[
            ("by 7/8", "2027-07-08|2027-08-07"),
            ("due 05/06/2027", "2027-05-06|2027-06-05"),
            ("deri më 7/8", "2027-08-07"),
            ("do 7/8", "2027-08-07"),
            ("by 6/20", "2027-06-20"),
            ("20/6", "2027-06-20"),
            ("by 8/8", "2027-08-08"),
        ],
    );
}

#[test]
fn a_day_of_the_week_is_asked_about_on_that_day() {
    all_are_read(
        friday(),
        &[
            ("deri të premten", "2026-12-04|2026-12-11"),
            ("do petka", "2026-12-04|2026-12-11"),
            ("до петка", "2026-12-04|2026-12-11"),
            ("by Friday", "2026-12-04|2026-12-11"),
            ("by this Friday", "2026-12-04"),
            ("do ovog petka", "2026-12-04"),
            ("deri këtë të premte", "2026-12-04"),
            ("sot, e premte", "2026-12-04"),
            ("deri të premten e ardhshme", "2026-12-11"),
            ("do sledećeg petka", "2026-12-11"),
            ("next Friday", "2026-12-11"),
            ("do marta", "2026-12-08|2027-03-01"),
            ("до марта", "2026-12-08|2027-03-01"),
            ("të martën", "2026-12-08"),
            ("e marta", "2026-12-08"),
            ("15. marta", "2027-03-15"),
            ("do srijede", "2026-12-09"),
            ("deri t'hanen", "2026-12-07"),
            ("deri t'mërkurën", "2026-12-09"),
            ("deri tenjten", "2026-12-10"),
            ("COB Thu", "2026-12-10"),
            ("EOD Thursday", "2026-12-10"),
            ("till Thursday next week", "2026-12-10"),
            ("të enjten e javës së ardhshme", "2026-12-10"),
            ("javën e ardhshme të martën", "2026-12-08"),
            ("u utorak sledeće nedelje", "2026-12-08"),
            ("do sl. srede", "2026-12-09"),
            ("po Wednsday", "2026-12-09"),
            ("the first Monday of July", "2027-07-05"),
            ("poslednjeg petka u mesecu", "2026-12-25"),
            ("të hënën e parë të korrikut", "2027-07-05"),
            ("ponedeljak u julu", "2027-07-01|2027-07-31"),
            ("two weeks from Monday", "2026-12-21"),
            ("dy javë para fundit të muajit", "2026-12-17"),
        ],
    );
}

#[test]
fn near_days_have_many_names() {
    for (text, days) in [
        ("sot", 0),
        ("sonte", 0),
        ("danas", 0),
        ("kraj dana", 0),
        ("EOD", 0),
        ("COB", 0),
        ("nesër", 1),
        ("nesermja", 1),
        ("sutra", 1),
        ("sjutra", 1),
        ("tmrw", 1),
        ("pasnesër", 2),
        ("mbas nesrit", 2),
        ("masneser", 2),
        ("prekosutra", 2),
        ("preksutra", 2),
        ("day after tomorrow", 2),
        ("dje", -1),
        ("jučer", -1),
        ("pardje", -2),
    ] {
        let wanted = friday() + chrono::Duration::days(days);
        assert_eq!(read_date(text, friday()), Ok(Some(wanted)), "{text}");
    }
}

#[test]
fn parts_of_weeks_and_months_are_a_day_or_asked() {
    let first_days = "2027-07-01|2027-07-02|2027-07-05";
    let next_week = "2026-12-07|2026-12-08|2026-12-09|2026-12-10|2026-12-11";
    all_are_read(
        friday(),
        &[
            ("mesi i qershorit", "2027-06-15"),
            ("deri në gjysmën e korrikut", "2027-07-15"),
            ("sredinom jula", "2027-07-15"),
            ("polovicom kolovoza", "2027-08-15"),
            ("mid-July", "2027-07-15"),
            ("sredinom meseca", "2026-12-15"),
            ("fillim të korrikut", first_days),
            ("početkom jula", first_days),
            ("early July", first_days),
            ("fund të muajit", "2026-12-31"),
            ("n'fund t'muajit", "2026-12-31"),
            ("EOM", "2026-12-31"),
            ("kraj jula", "2027-07-31"),
            ("end of next week", "2026-12-11"),
            ("end of the week", "2026-12-04|2026-12-06"),
            ("vikend", "2026-12-05|2026-12-06"),
            ("fundjavën", "2026-12-05|2026-12-06"),
            ("brenda muajit", "2026-12-31"),
            ("javën tjetër", next_week),
            ("sledeće nedelje", next_week),
            ("next week", next_week),
            ("muajin tjetër", "2027-01-01|2027-01-31"),
            ("deri në korrik", "2027-07-01|2027-07-31"),
            ("do jula", "2027-07-01|2027-07-31"),
            ("posle vikenda", "2026-12-07|2026-12-08|2026-12-09|2026-12-10|2026-12-11|2026-12-13"),
            ("posle 15. decembra", "2026-12-16|2026-12-17|2026-12-18|2026-12-21|2026-12-22"),
        ],
    );
    assert_eq!(written("brenda javës", today()), "2017-06-23");
    assert_eq!(written("do kraja nedelje", today()), "2017-06-23");
}

#[test]
fn an_hour_is_one_of_today_and_no_day_of_the_month() {
    all_are_read(
        friday(),
        &[
            ("deri ne ora 15", "2026-12-04"),
            ("deri në orën katër", "2026-12-04"),
            ("deri në 12", "2026-12-04"),
            ("do 15h", "2026-12-04"),
            ("do 12 časova", "2026-12-04"),
            ("do podne", "2026-12-04"),
            ("by 3pm", "2026-12-04"),
            ("by 15:30", "2026-12-04"),
            ("till noon", "2026-12-04"),
            ("nesër deri në 12 e keni", "2026-12-05"),
            ("do ponedeljka u 12 časova", "2026-12-07"),
            ("do 10. decembra u 10.30", "2026-12-10"),
            ("by 3pm on Monday", "2026-12-07"),
            ("deri në 12 persona", "none"),
            ("u 10 časova", "none"),
        ],
    );
}

#[test]
fn dates_are_said_as_people_say_them() {
    for (date, language, said) in [
        ("2017-06-21", Language::Sq, "nesër, e mërkurë 21 qershor"),
        ("2017-06-21", Language::Sr, "sutra, sreda 21. jun"),
        ("2017-06-21", Language::En, "tomorrow, Wednesday 21 June"),
        ("2017-06-20", Language::Sq, "sot, e martë 20 qershor"),
        ("2017-06-19", Language::Sr, "juče, ponedeljak 19. jun"),
        ("2017-06-27", Language::En, "Tuesday 27 June"),
        ("2018-01-01", Language::Sq, "e hënë 1 janar 2018"),
        ("2018-01-01", Language::Sr, "ponedeljak 1. januar 2018."),
        ("2018-01-01", Language::En, "Monday 1 January 2018"),
    ] {
        assert_eq!(say_date(day(date), today(), language), said);
    }
}

proptest! {
    #[test]
    fn a_coming_day_that_is_said_is_read_as_itself(ahead in 1_u64..700, from in 0_u64..2000, language in 0_usize..3) {
        let today = today().checked_add_days(Days::new(from)).unwrap();
        let date = today.checked_add_days(Days::new(ahead)).unwrap();
        let said = say_date(date, today, Language::ALL[language]);
        // The near word and the date are the same day, named twice.
        prop_assert_eq!(read_date(&said, today), Ok(Some(date)), "{}", said);
    }

    #[test]
    fn numbers_are_read_as_they_are_spelt(number in 1_u32..=200) {
        let wanted = today().checked_add_days(Days::new(number.into())).unwrap();
        for text in [
            format!("{} ditë", albanian(number)),
            format!("{} dana", serbian(number, " ")),
            format!("{} dana", serbian(number, " i ")),
            format!("{} days", english(number, "-")),
            format!("{} days", english(number, " ")),
        ] {
            prop_assert_eq!(read_date(&text, today()), Ok(Some(wanted)), "{}", text);
        }
    }

    #[test]
    fn any_text_names_a_day_within_reach_or_none(
        words in proptest::collection::vec((0..WORDS.len(), 0..3_usize), 0..9),
        numbers in proptest::collection::vec(0_u32..3000, 9),
    ) {
        let text: String = words
            .iter()
            .zip(&numbers)
            .map(|((word, gap), number)| match WORDS[*word] {
                "#" => format!("{number}{}", ["", " ", "  "][*gap]),
                word => format!("{word}{}", [" ", "", "."][*gap]),
            })
            .collect();
        let earliest = today().checked_sub_months(chrono::Months::new(12)).unwrap();
        let latest = today().checked_add_months(chrono::Months::new(120)).unwrap();
        let days = match read_date(&text, today()) {
            Ok(day) => Vec::from_iter(day),
            Err(DateError::Several(days)) => days.into(),
            Err(DateError::TooFar(_) | DateError::NoSuchDate { .. }) => Vec::new(),
        };
        for day in days {
            prop_assert!((earliest..=latest).contains(&day), "“{}” is {}", text, day);
        }
        let _ = read_date(&text, NaiveDate::MAX);
        let _ = read_date(&text, NaiveDate::MIN);
    }
}

/// Words of every kind that the grammar knows; “#” stands for a number.
const WORDS: &[&str] = &[
    "#",
    "#",
    "#",
    "-",
    "/",
    ".",
    ",",
    "+",
    "½",
    "deri",
    "më",
    "në",
    "do",
    "by",
    "the",
    "të",
    "muajit",
    "meseca",
    "month",
    "week",
    "javë",
    "ditë",
    "dana",
    "days",
    "mesec",
    "i",
    "po",
    "e",
    "gjysmë",
    "half",
    "a",
    "ose",
    "ili",
    "or",
    "to",
    "fund",
    "kraj",
    "end",
    "of",
    "mid",
    "početkom",
    "sledeće",
    "next",
    "tjetër",
    "this",
    "ovog",
    "petka",
    "e premte",
    "marta",
    "Friday",
    "qershor",
    "juna",
    "June",
    "VII",
    "nesër",
    "sutra",
    "EOD",
    "th",
    "og",
    "ti",
    "h",
    "ora",
    "noon",
    "njëzet",
    "pesë",
    "dvadeset",
    "pet",
    "twenty",
    "five",
    "sto",
    "hundred",
    "petnaestog",
    "first",
    "pune",
    "radnih",
    "ago",
    "pre",
    "para",
    "posle",
    "between",
    "između",
    "vikend",
    "vit",
    "godine",
    "year",
    "Vidovdana",
    "%",
    ":",
];

fn spelt(number: u32, units: &[&str; 20], tens: &[&str; 10], joiner: &str) -> String {
    let number = usize::try_from(number).unwrap();
    match (number / 10, number % 10) {
        (0 | 1, _) => units[number].to_owned(),
        (ten, 0) => tens[ten].to_owned(),
        (ten, unit) => format!("{}{joiner}{}", tens[ten], units[unit]),
    }
}

fn hundreds(number: u32, one: &str, two: &str, joiner: &str, rest: impl Fn(u32) -> String) -> String {
    match number {
        0..100 => rest(number),
        100 => one.to_owned(),
        200 => two.to_owned(),
        _ => format!("{one}{joiner}{}", rest(number - 100)),
    }
}

fn albanian(number: u32) -> String {
    let units = [
        "",
        "një",
        "dy",
        "tre",
        "katër",
        "pesë",
        "gjashtë",
        "shtatë",
        "tetë",
        "nëntë",
        "dhjetë",
        "njëmbëdhjetë",
        "dymbëdhjetë",
        "trembëdhjetë",
        "katërmbëdhjetë",
        "pesëmbëdhjetë",
        "gjashtëmbëdhjetë",
        "shtatëmbëdhjetë",
        "tetëmbëdhjetë",
        "nëntëmbëdhjetë",
    ];
    let tens = [
        "",
        "",
        "njëzet",
        "tridhjetë",
        "dyzet",
        "pesëdhjetë",
        "gjashtëdhjetë",
        "shtatëdhjetë",
        "tetëdhjetë",
        "nëntëdhjetë",
    ];
    hundreds(number, "njëqind", "dyqind", " e ", |rest| spelt(rest, &units, &tens, " e "))
}

fn serbian(number: u32, joiner: &str) -> String {
    let units = [
        "",
        "jedan",
        "dva",
        "tri",
        "četiri",
        "pet",
        "šest",
        "sedam",
        "osam",
        "devet",
        "deset",
        "jedanaest",
        "dvanaest",
        "trinaest",
        "četrnaest",
        "petnaest",
        "šesnaest",
        "sedamnaest",
        "osamnaest",
        "devetnaest",
    ];
    let tens =
        ["", "", "dvadeset", "trideset", "četrdeset", "pedeset", "šezdeset", "sedamdeset", "osamdeset", "devedeset"];
    hundreds(number, "sto", "dvesta", " ", |rest| spelt(rest, &units, &tens, joiner))
}

fn english(number: u32, joiner: &str) -> String {
    let units = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    hundreds(number, "one hundred", "two hundred", " and ", |rest| spelt(rest, &units, &tens, joiner))
}
