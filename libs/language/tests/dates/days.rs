//! Days of the week, of the month and of named months, near days, and what names no day.

use language::dates::read_date;

use crate::dates::{all_are_read, friday, today, written};

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
