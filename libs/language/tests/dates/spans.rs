//! Numbers of several words, parts of spans, and ranges.

use crate::dates::{all_are_read, friday};

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
