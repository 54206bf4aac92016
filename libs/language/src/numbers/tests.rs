use super::{number_at, ordinal_at};
use privacy::tokens::tokens;

fn read(text: &str) -> Option<(u64, usize)> {
    number_at(&tokens(text), 0).map(|(number, length)| (number.thousandths(), length))
}

#[test]
fn numbers_are_read_as_written_and_as_said() {
    for (text, thousandths) in [
        ("25", 25_000),
        ("1,5", 1_500),
        ("1.5", 1_500),
        ("0.125", 125),
        ("12,25", 12_250),
        ("1½", 1_500),
        ("½", 500),
        ("10ak", 10_000),
        ("njëzet e pesë", 25_000),
        ("njezet e pes", 25_000),
        ("nizet e pes", 25_000),
        ("njëzetepesë", 25_000),
        ("tridhjetë e dy", 32_000),
        ("pesmdhet", 15_000),
        ("katërmbëdhjetë", 14_000),
        ("gjashtëdhjetë", 60_000),
        ("njëqind e pesë", 105_000),
        ("sto pet", 105_000),
        ("dvadeset i pet", 25_000),
        ("dvadesetpet", 25_000),
        ("двадесет пет", 25_000),
        ("šezdeset", 60_000),
        ("dvije stotine", 200_000),
        ("desetak", 10_000),
        ("petnes", 15_000),
        ("forty-five", 45_000),
        ("ninety nine", 99_000),
        ("twentyfive", 25_000),
        ("one hundred", 100_000),
        ("a hundred and five", 105_000),
    ] {
        assert_eq!(read(text), Some((thousandths, tokens(text).len())), "{text}");
    }
}

#[test]
fn a_part_of_a_number_is_never_taken_for_it() {
    for text in ["1.250", "15.06.2017", "two thousand", "dy mijë", "dvije hiljade", "petak", "što", "", "ditë"] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(number_at(&tokens("1,5"), 2), None);
    assert_eq!(number_at(&tokens("zato sto pet"), 1), None);
    assert_eq!(read("sedam osam"), Some((7_000, 1)));
    assert_eq!(read("dvadeset i petak"), Some((20_000, 1)));
}

#[test]
fn ordinals_name_days() {
    for (text, number) in [
        ("prvog", 1),
        ("trećeg", 3),
        ("sedmi", 7),
        ("petnaestog", 15),
        ("dvadeset prvog", 21),
        ("dvadesetprvog", 21),
        ("двадесет девети", 29),
        ("tridesetog", 30),
        ("first", 1),
        ("twelfth", 12),
        ("twenty-first", 21),
        ("thirty first", 31),
    ] {
        assert_eq!(ordinal_at(&tokens(text), 0), Some((number, tokens(text).len())), "{text}");
    }
    for text in ["petak", "dva", "sedmica", "one", "drug"] {
        assert_eq!(ordinal_at(&tokens(text), 0), None, "{text}");
    }
}
