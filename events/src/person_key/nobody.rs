//! Names that are nobody's: what people write into a field for a name when they know none.
//!
//! A key made of them would take everybody whose name is not known for one person.

use super::spelling;

/// What stands for a name that is not known, in Albanian, Serbian and English; and the words over the fields themselves.
const NOT_KNOWN: [&str; 36] = [
    "panjohur",
    "i panjohur",
    "e panjohur",
    "panjohura",
    "nuk dihet",
    "pa emër",
    "pa emer",
    "pa mbiemër",
    "anonim",
    "anonime",
    "emri",
    "mbiemri",
    "nepoznat",
    "nepoznata",
    "nepoznato",
    "nije poznato",
    "ne zna se",
    "bez imena",
    "bez prezimena",
    "anonimna",
    "anonimno",
    "ime",
    "prezime",
    "unknown",
    "not known",
    "unnamed",
    "no name",
    "noname",
    "anonymous",
    "name",
    "surname",
    "first name",
    "last name",
    "NN",
    "N.N.",
    "XX",
];

/// Names that stand for nobody only together.
const STAND_INS: [[&str; 2]; 3] = [["Jane", "Doe"], ["John", "Doe"], ["Filan", "Fisteku"]];

/// Whether a name in its plain spelling is nobody's: a word for “unknown”, or a bare initial.
pub(super) fn is_nobodys(name: &str) -> bool {
    let is_initial = name.len() == 1;
    // the same letter again and again: “xxx”, “nnn”
    let repeated = name.len() <= 4 && name.chars().all(|letter| name.starts_with(letter));
    is_initial || repeated && name.is_ascii() || NOT_KNOWN.iter().any(|word| spelling::plain(word) == name)
}

/// Whether a given and a family name stand for nobody together.
pub(super) fn is_a_stand_in(given: &str, family: &str) -> bool {
    STAND_INS.iter().any(|[one, other]| spelling::plain(one) == given && spelling::plain(other) == family)
}
