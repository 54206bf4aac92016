//! Numbers said in words: digits, tens and hundreds in the three languages, mixed with figures.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words of numbers below twenty, tens and hundreds, in plain form, with their values.
const WORDS: &[(&str, u32)] = &[
    ("zero", 0),
    ("zeros", 0),
    ("nula", 0),
    ("nulla", 0),
    ("oh", 0),
    ("nje", 1),
    ("nji", 1),
    ("ni", 1),
    ("jedan", 1),
    ("jedna", 1),
    ("one", 1),
    ("dy", 2),
    ("dva", 2),
    ("dve", 2),
    ("dvije", 2),
    ("two", 2),
    ("tre", 3),
    ("tri", 3),
    ("three", 3),
    ("kater", 4),
    ("katr", 4),
    ("cetiri", 4),
    ("cetri", 4),
    ("four", 4),
    ("pese", 5),
    ("pes", 5),
    ("pet", 5),
    ("five", 5),
    ("gjashte", 6),
    ("gjasht", 6),
    ("sest", 6),
    ("seset", 6),
    ("six", 6),
    ("shtate", 7),
    ("shtat", 7),
    ("sedam", 7),
    ("seven", 7),
    ("tete", 8),
    ("tet", 8),
    ("osam", 8),
    ("eight", 8),
    ("nente", 9),
    ("nant", 9),
    ("nante", 9),
    ("nonte", 9),
    ("nent", 9),
    ("devet", 9),
    ("nine", 9),
    ("dhjete", 10),
    ("dhet", 10),
    ("deset", 10),
    ("ten", 10),
    ("njembedhjete", 11),
    ("jedanaest", 11),
    ("eleven", 11),
    ("dymbedhjete", 12),
    ("dvanaest", 12),
    ("twelve", 12),
    ("trembedhjete", 13),
    ("trinaest", 13),
    ("thirteen", 13),
    ("katermbedhjete", 14),
    ("cetrnaest", 14),
    ("fourteen", 14),
    ("pesembedhjete", 15),
    ("petnaest", 15),
    ("fifteen", 15),
    ("gjashtembedhjete", 16),
    ("sesnaest", 16),
    ("sixteen", 16),
    ("shtatembedhjete", 17),
    ("sedamnaest", 17),
    ("seventeen", 17),
    ("tetembedhjete", 18),
    ("osamnaest", 18),
    ("eighteen", 18),
    ("nentembedhjete", 19),
    ("devetnaest", 19),
    ("nineteen", 19),
    ("njezet", 20),
    ("dvadeset", 20),
    ("dvaes", 20),
    ("twenty", 20),
    ("tridhjete", 30),
    ("tridhet", 30),
    ("trideset", 30),
    ("thirty", 30),
    ("dyzet", 40),
    ("katerdhjete", 40),
    ("cetrdeset", 40),
    ("forty", 40),
    ("pesedhjete", 50),
    ("pesdhet", 50),
    ("pedeset", 50),
    ("fifty", 50),
    ("gjashtedhjete", 60),
    ("gjashtdhet", 60),
    ("sezdeset", 60),
    ("sixty", 60),
    ("shtatedhjete", 70),
    ("shtatdhet", 70),
    ("sedamdeset", 70),
    ("seventy", 70),
    ("tetedhjete", 80),
    ("tetdhet", 80),
    ("osamdeset", 80),
    ("eighty", 80),
    ("nentedhjete", 90),
    ("nantdhet", 90),
    ("devedeset", 90),
    ("ninety", 90),
    ("njeqind", 100),
    ("nijqind", 100),
    ("sto", 100),
    ("stotinu", 100),
    ("dyqind", 200),
    ("dvesta", 200),
    ("dvjesta", 200),
    ("dvesto", 200),
    ("treqind", 300),
    ("trista", 300),
    ("tristo", 300),
    ("katerqind", 400),
    ("cetiristo", 400),
    ("cetristo", 400),
    ("pesqind", 500),
    ("peseqind", 500),
    ("petsto", 500),
    ("gjashteqind", 600),
    ("gjashtqind", 600),
    ("seststo", 600),
    ("sesto", 600),
    ("shtateqind", 700),
    ("shtatqind", 700),
    ("sedamsto", 700),
    ("teteqind", 800),
    ("tetqind", 800),
    ("osamsto", 800),
    ("nenteqind", 900),
    ("nantqind", 900),
    ("devetsto", 900),
];

/// The value of a word for a number.
pub(super) fn value(plain: &str) -> Option<u32> {
    static VALUES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| WORDS.iter().copied().collect());
    VALUES.get(plain).copied()
}

/// The digits of numbers said one after another: 60 and 7 are “67”, 4 and 4 are “44”.
pub(super) fn digits(values: &[u32]) -> String {
    let mut said = String::new();
    let mut open: Option<u32> = None;
    for value in values {
        open = match open {
            // “sixty” waits for its units, “hundred” for its tens
            Some(sum)
                if (sum % 100 == 0 && sum > 0 && *value < 100 || sum % 10 == 0 && sum % 100 >= 20 && *value < 10)
                    && *value > 0 =>
            {
                Some(sum + value)
            }
            Some(sum) => {
                said.push_str(&sum.to_string());
                Some(*value)
            }
            None => Some(*value),
        };
    }
    if let Some(sum) = open {
        said.push_str(&sum.to_string());
    }
    said
}

#[cfg(test)]
mod tests {
    use super::{digits, value};

    #[test]
    fn numbers_said_become_digits() {
        let said = |text: &str| digits(&text.split(' ').filter_map(value).collect::<Vec<_>>());
        assert_eq!(said("nula sest pet trinaest dvadeset dva osamdeset devet"), "065132289");
        assert_eq!(said("zero dyzet e pese treqind e dymbedhjete nenteqind e kater"), "045312904");
        assert_eq!(said("zero four four one two"), "04412");
    }
}
