//! Names of days, months, units and small numbers in the three languages, in plain form (see `letters`).

use chrono::Weekday;

/// Names of each month, January first: base forms, the cases that follow “until”, and short forms.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["janar", "janari", "janarit", "januar", "januara", "januaru", "january", "jan"],
    &["shkurt", "shkurti", "shkurtit", "februar", "februara", "februaru", "february", "feb"],
    &["mars", "marsi", "marsit", "mart", "marta", "martu", "march", "mar"],
    &["prill", "prilli", "prillit", "april", "aprila", "aprilu", "apr"],
    &["maj", "maji", "majit", "maja", "maju", "may"],
    &["qershor", "qershori", "qershorit", "jun", "juna", "junu", "juni", "june"],
    &["korrik", "korriku", "korrikut", "jul", "jula", "julu", "juli", "july"],
    &["gusht", "gushti", "gushtit", "avgust", "avgusta", "avgustu", "august", "avg", "aug"],
    &["shtator", "shtatori", "shtatorit", "septembar", "septembra", "septembru", "september", "sep", "sept"],
    &["tetor", "tetori", "tetorit", "oktobar", "oktobra", "oktobru", "october", "okt", "oct"],
    &["nentor", "nentori", "nentorit", "novembar", "novembra", "novembru", "november", "nov"],
    &["dhjetor", "dhjetori", "dhjetorit", "decembar", "decembra", "decembru", "december", "dec"],
];

/// Names of the days of the week.
pub(super) const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (
        Weekday::Mon,
        &[
            "hene",
            "henen",
            "hena",
            "hane",
            "hanen",
            "thenen",
            "thanen",
            "ponedeljak",
            "ponedeljka",
            "ponedeljku",
            "ponedjeljak",
            "ponedjeljka",
            "monday",
        ],
    ),
    (Weekday::Tue, &["marte", "marten", "marta", "tmarten", "utorak", "utorka", "utorku", "tuesday"]),
    (
        Weekday::Wed,
        &[
            "merkure",
            "merkuren",
            "merkura",
            "tmerkuren",
            "sreda",
            "srede",
            "sredu",
            "srijeda",
            "srijede",
            "srijedu",
            "wednesday",
        ],
    ),
    (Weekday::Thu, &["enjte", "enjten", "enjtja", "tenjten", "cetvrtak", "cetvrtka", "cetvrtku", "thursday"]),
    (Weekday::Fri, &["premte", "premten", "premtja", "tpremten", "petak", "petka", "petku", "friday"]),
    (Weekday::Sat, &["shtune", "shtunen", "shtuna", "tshtunen", "subota", "subote", "subotu", "saturday"]),
    (
        Weekday::Sun,
        &[
            "diel", "dielen", "diela", "tdielen", "nedelja", "nedelje", "nedelju", "nedjelja", "nedjelje", "nedjelju",
            "sunday",
        ],
    ),
];

/// Days named by their distance from today.
pub(super) const NEAR_DAYS: &[(&str, i64)] = &[
    ("dite pas neser", 2),
    ("day after tomorrow", 2),
    ("day before yesterday", -2),
    ("pasneser", 2),
    ("prekosutra", 2),
    ("pardje", -2),
    ("prekjuce", -2),
    ("fund te dites", 0),
    ("kraja dana", 0),
    ("end of the day", 0),
    ("end of day", 0),
    ("eod", 0),
    ("sot", 0),
    ("sonte", 0),
    ("danas", 0),
    ("veceras", 0),
    ("today", 0),
    ("tonight", 0),
    ("neser", 1),
    ("sutra", 1),
    ("tomorrow", 1),
    ("dje", -1),
    ("juce", -1),
    ("yesterday", -1),
];

/// A unit of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Weeks,
    Months,
}

/// Names of units.
pub(super) const UNITS: &[(Unit, &[&str])] = &[
    (Unit::Days, &["dite", "diteve", "ditesh", "dit", "dan", "dana", "day", "days"]),
    (
        Unit::Weeks,
        &[
            "jave", "jav", "javeve", "javesh", "nedelja", "nedelje", "nedelju", "nedjelja", "nedjelje", "nedjelju",
            "sedmica", "sedmice", "sedmicu", "week", "weeks",
        ],
    ),
    (
        Unit::Months,
        &["muaj", "muajsh", "muajve", "mesec", "meseca", "meseci", "mjesec", "mjeseca", "mjeseci", "month", "months"],
    ),
];

/// Units of one letter, which only a plus sign makes certain: “+3d”.
pub(super) const SHORT_UNITS: &[(Unit, &str)] = &[(Unit::Days, "d"), (Unit::Weeks, "w")];

/// Words that make a span one of working days, which needs a calendar that this crate does not know.
pub(super) const WORKING: &[&str] = &["pune", "radna", "radnih", "radni", "working", "business"];

/// Small numbers as words.
pub(super) const NUMBERS: &[(&str, u32)] = &[
    ("nje", 1),
    ("ni", 1),
    ("nji", 1),
    ("dy", 2),
    ("tri", 3),
    ("tre", 3),
    ("kater", 4),
    ("pese", 5),
    ("gjashte", 6),
    ("shtate", 7),
    ("tete", 8),
    ("nente", 9),
    ("dhjete", 10),
    ("pesembedhjete", 15),
    ("jedan", 1),
    ("jednu", 1),
    ("dva", 2),
    ("dve", 2),
    ("dvije", 2),
    ("cetiri", 4),
    ("pet", 5),
    ("sest", 6),
    ("sedam", 7),
    ("osam", 8),
    ("devet", 9),
    ("deset", 10),
    ("petnaest", 15),
    ("a", 1),
    ("an", 1),
    ("another", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("fifteen", 15),
];

/// Words before a day of the week that move it on: the next one, of which there may be two opinions.
pub(super) const NEXT: &[&str] = &[
    "next",
    "sledeci",
    "sledeceg",
    "sledece",
    "sledecu",
    "sledeca",
    "iduci",
    "iduceg",
    "iduce",
    "iducu",
    "naredni",
    "narednog",
    "naredne",
    "narednu",
    "tjeter",
    "tjetren",
    "ardhshem",
    "ardhshme",
    "ardhshmen",
    "ardhshmit",
];

/// Words by a day of the week that make it the one before today.
pub(super) const LAST: &[&str] = &[
    "last", "past", "previous", "prosli", "proslog", "proslom", "prosla", "prosle", "proslu", "kaluar", "kaluare",
    "shkuar",
];

/// The end of a stretch of time.
pub(super) const END: &[&str] = &["fund", "fundi", "fundin", "fundit", "kraj", "kraja", "krajem", "kraju", "end"];

/// The stretches that can have an end.
pub(super) const MONTH_WORDS: &[&str] = &["muaj", "muaji", "muajit", "muajin", "meseca", "mesec", "mjeseca", "month"];
/// See [`MONTH_WORDS`].
pub(super) const WEEK_WORDS: &[&str] = &["jave", "javes", "javen", "nedelje", "sedmice", "nedjelje", "week"];
/// See [`MONTH_WORDS`].
pub(super) const YEAR_WORDS: &[&str] = &["vit", "viti", "vitit", "godine", "year"];
