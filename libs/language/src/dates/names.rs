//! Data: names of days, months, units and the words around them in the three languages, in plain form (see `letters`).

use chrono::Weekday;
use events::language::Language::{self, En, Sq, Sr};

/// Names of each month, January first: base forms and the cases that follow “until” and “in”, with the Croatian names.
pub(super) const MONTHS: [&[&str]; 12] = [
    &[
        "janar", "janari", "janarit", "januar", "januara", "januaru", "january", "jan", "sijecanj", "sijecnja",
        "sijecnju", "januarom", "janarin",
    ],
    &[
        "shkurt",
        "shkurti",
        "shkurtit",
        "februar",
        "februara",
        "februaru",
        "february",
        "feb",
        "veljaca",
        "veljace",
        "veljaci",
        "februarom",
        "shkurtin",
    ],
    &[
        "mars", "marsi", "marsit", "mart", "marta", "martu", "march", "mar", "ozujak", "ozujka", "ozujku", "martom",
        "marsin",
    ],
    &[
        "prill", "prilli", "prillit", "april", "aprila", "aprilu", "apr", "travanj", "travnja", "travnju", "aprilom",
        "prillin",
    ],
    &["maj", "maji", "majit", "maja", "maju", "may", "svibanj", "svibnja", "svibnju", "majem", "majin"],
    &[
        "qershor",
        "qershori",
        "qershorit",
        "jun",
        "juna",
        "junu",
        "juni",
        "june",
        "lipanj",
        "lipnja",
        "lipnju",
        "junom",
        "qershorin",
    ],
    &[
        "korrik", "korriku", "korrikut", "jul", "jula", "julu", "juli", "july", "srpanj", "srpnja", "srpnju", "julom",
        "korrikun", "korriki", "korrikit",
    ],
    &[
        "gusht", "gushti", "gushtit", "avgust", "avgusta", "avgustu", "august", "avg", "aug", "kolovoz", "kolovoza",
        "kolovozu", "avgustom", "gushtin",
    ],
    &[
        "shtator",
        "shtatori",
        "shtatorit",
        "septembar",
        "septembra",
        "septembru",
        "september",
        "sep",
        "sept",
        "rujan",
        "rujna",
        "rujnu",
        "septembrom",
        "shtatorin",
    ],
    &[
        "tetor",
        "tetori",
        "tetorit",
        "oktobar",
        "oktobra",
        "oktobru",
        "october",
        "okt",
        "oct",
        "listopad",
        "listopada",
        "listopadu",
        "oktobrom",
        "tetorin",
    ],
    &[
        "nentor",
        "nentori",
        "nentorit",
        "nentorin",
        "novembrom",
        "novembar",
        "novembra",
        "novembru",
        "november",
        "nov",
        "studeni",
        "studenog",
        "studenoga",
        "studenom",
    ],
    &[
        "dhjetor",
        "dhjetori",
        "dhjetorit",
        "decembar",
        "decembra",
        "decembru",
        "december",
        "dec",
        "prosinac",
        "prosinca",
        "prosincu",
    ],
];

/// Short names of months that are words of their own elsewhere: only after a day in digits.
pub(super) const SHORT_MONTHS: &[(&str, u32)] = &[
    ("shk", 2),
    ("qer", 6),
    ("qersh", 6),
    ("kor", 7),
    ("korr", 7),
    ("gus", 8),
    ("gush", 8),
    ("sht", 9),
    ("shta", 9),
    ("tet", 10),
    ("nen", 11),
    ("dhj", 12),
];

/// Months in Roman figures, written in capitals: “3. VII 2017”.
pub(super) const ROMAN_MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Words that are one slip away from the name of a month and are words of their own.
pub(super) const NEVER_CORRECTED: &[&str] = &[
    "gishti",
    "gishtit",
    "shkurta",
    "shkurte",
    "shkurto",
    "shkurtim",
    "shtatore",
    "student",
    "studenti",
    "studente",
    "studentu",
    "studentog",
    "studentoga",
    "studentom",
    "studena",
    "studene",
];

/// Names of the days of the week.
pub(super) const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (
        Weekday::Mon,
        &[
            "hene",
            "henen",
            "hena",
            "henes",
            "hane",
            "hanen",
            "hana",
            "hanes",
            "ponedeljak",
            "ponedeljka",
            "ponedeljku",
            "ponedjeljak",
            "ponedjeljka",
            "ponedjeljku",
            "monday",
        ],
    ),
    (
        Weekday::Tue,
        &["marte", "marten", "marta", "martes", "martja", "martjen", "utorak", "utorka", "utorku", "tuesday"],
    ),
    (
        Weekday::Wed,
        &[
            "merkure",
            "merkuren",
            "merkura",
            "merkures",
            "merkur",
            "merkurn",
            "sreda",
            "srede",
            "sredu",
            "srijeda",
            "srijede",
            "srijedu",
            "wednesday",
        ],
    ),
    (
        Weekday::Thu,
        &[
            "enjte", "enjten", "enjtja", "enjtes", "enjtjen", "ejte", "ejten", "cetvrtak", "cetvrtka", "cetvrtku",
            "thursday",
        ],
    ),
    (
        Weekday::Fri,
        &["premte", "premten", "premtja", "premtes", "premtjen", "premtn", "petak", "petka", "petku", "friday"],
    ),
    (Weekday::Sat, &["shtune", "shtunen", "shtuna", "shtunes", "shtun", "subota", "subote", "subotu", "saturday"]),
    (
        Weekday::Sun,
        &[
            "diel", "diele", "dielen", "diela", "dieles", "nedelja", "nedelje", "nedelju", "nedjelja", "nedjelje",
            "nedjelju", "sunday",
        ],
    ),
];

/// Short names of days of the week that are hardly anything else.
pub(super) const SHORT_WEEKDAYS: &[(&str, Weekday)] = &[
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("pon", Weekday::Mon),
    ("uto", Weekday::Tue),
    ("cet", Weekday::Thu),
];

/// Short names that are other words as well: only beside another day, or before a full stop that ends no sentence.
pub(super) const DOUBTFUL_WEEKDAYS: &[(&str, Weekday)] = &[
    ("ut", Weekday::Tue),
    ("sre", Weekday::Wed),
    ("sri", Weekday::Wed),
    ("pet", Weekday::Fri),
    ("sub", Weekday::Sat),
    ("sat", Weekday::Sat),
    ("ned", Weekday::Sun),
    ("sun", Weekday::Sun),
];

/// Days named by their distance from today.
pub(super) const NEAR_DAYS: &[(&str, i64)] = &[
    ("dite pas neser", 2),
    ("dita pas neser", 2),
    ("pas neser", 2),
    ("pas neserit", 2),
    ("pas nesrit", 2),
    ("mas neser", 2),
    ("mas nesrit", 2),
    ("mbas neser", 2),
    ("mbas nesrit", 2),
    ("day after tomorrow", 2),
    ("dan posle sutra", 2),
    ("day before yesterday", -2),
    ("pasneser", 2),
    ("masneser", 2),
    ("mbasneser", 2),
    ("mbasnesrit", 2),
    ("pasnesermja", 2),
    ("pasnesermen", 2),
    ("prekosutra", 2),
    ("preksutra", 2),
    ("prekosjutra", 2),
    ("preksjutra", 2),
    ("overmorrow", 2),
    ("this day week", 7),
    ("today week", 7),
    ("a week today", 7),
    ("week from today", 7),
    ("tomorrow week", 8),
    ("a week tomorrow", 8),
    ("pardje", -2),
    ("prekjuce", -2),
    ("prekjucer", -2),
    ("sutrasnjeg dana", 1),
    ("sutrasnji dan", 1),
    ("sutrasnjem danu", 1),
    ("dites se neserme", 1),
    ("diten e neserme", 1),
    ("dita e neserme", 1),
    ("danasnjeg dana", 0),
    ("danasnji dan", 0),
    ("dites se sotme", 0),
    ("diten e sotme", 0),
    ("dita e sotme", 0),
    ("sot", 0),
    ("sod", 0),
    ("sonte", 0),
    ("danas", 0),
    ("veceras", 0),
    ("today", 0),
    ("tonight", 0),
    ("neser", 1),
    ("nesermja", 1),
    ("nesermen", 1),
    ("nesra", 1),
    ("sutra", 1),
    ("sjutra", 1),
    ("sutradan", 1),
    ("tomorrow", 1),
    ("tmrw", 1),
    ("tmr", 1),
    ("tmw", 1),
    ("tomorow", 1),
    ("tommorow", 1),
    ("tommorrow", 1),
    ("2moro", 1),
    ("dje", -1),
    ("juce", -1),
    ("jucer", -1),
    ("yesterday", -1),
];

/// The end of a day: of today, or of the day named beside it.
pub(super) const END_OF_DAY: &[&str] = &[
    "fund te dites",
    "fundi i dites",
    "fundin e dites",
    "fund te dites se punes",
    "fund te orarit",
    "kraja dana",
    "kraj dana",
    "krajem dana",
    "kraja radnog dana",
    "kraja radnog vremena",
    "end of the day",
    "end of day",
    "close of business",
    "close of play",
    "eod",
    "cob",
];

/// A unit of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    Days,
    Weeks,
    Fortnights,
    Months,
    Years,
}

/// Names of units, as they stand after a number.
pub(super) const UNITS: &[(Unit, Language, &[&str])] = &[
    (Unit::Hours, Sq, &["ore", "oresh", "oreve", "orsh"]),
    (Unit::Hours, Sr, &["sat", "sata", "sati", "cas", "casa", "casova"]),
    (Unit::Hours, En, &["hour", "hours", "hr", "hrs", "h"]),
    (Unit::Days, Sq, &["dite", "diteve", "ditesh", "dit", "ditsh", "ditve", "ditor", "ditore", "diten", "dites"]),
    (Unit::Days, Sr, &["dan", "dana", "dnevni", "dnevnog", "dnevno", "dnevnu", "dnevna"]),
    (Unit::Days, En, &["day", "days"]),
    (
        Unit::Weeks,
        Sq,
        &[
            "jave", "jav", "javeve", "javesh", "javsh", "javve", "javor", "javore", "javen", "javes", "hafte", "hafta",
            "haft", "heft", "hefte",
        ],
    ),
    (
        Unit::Weeks,
        Sr,
        &[
            "nedeljica",
            "nedeljice",
            "nedeljicu",
            "hefta",
            "hefte",
            "heftu",
            "hefti",
            "nedelja",
            "nedelje",
            "nedelju",
            "nedjelja",
            "nedjelje",
            "nedjelju",
            "sedmica",
            "sedmice",
            "sedmicu",
            "tjedan",
            "tjedna",
            "tjedana",
            "ned",
            "sedm",
            "nedeljni",
            "nedeljnog",
            "sedmicni",
            "sedmicnog",
        ],
    ),
    (Unit::Weeks, En, &["week", "weeks", "wk", "wks"]),
    (Unit::Fortnights, En, &["fortnight", "fortnights"]),
    (Unit::Months, Sq, &["muaj", "muajsh", "muajve", "muaji", "muj", "mujsh", "muji", "mujor", "mujore"]),
    (
        Unit::Months,
        Sr,
        &["mesec", "meseca", "meseci", "mjesec", "mjeseca", "mjeseci", "mesecni", "mesecnog", "mjesecni", "mes"],
    ),
    (Unit::Months, En, &["month", "months", "mth", "mths"]),
    (Unit::Years, Sq, &["vit", "viti", "vjet", "vite", "vjetor"]),
    (Unit::Years, Sr, &["godina", "godine", "godinu"]),
    (Unit::Years, En, &["year", "years", "yr", "yrs"]),
];

/// Units of one letter, which only a plus sign makes certain: “+3d”.
pub(super) const SHORT_UNITS: &[(Unit, &str)] = &[(Unit::Days, "d"), (Unit::Weeks, "w")];

/// Serbian units that stand for one of theirs without a number: “za mesec”, “još nedelju”, “sedmicu dana”.
pub(super) const ONE_OF_A_UNIT: &[&str] = &[
    "dan", "nedelju", "nedjelju", "sedmicu", "sedmica", "tjedan", "mesec", "mjesec", "godinu", "ned", "nedelja",
    "nedjelja",
];

/// Words between a number and its unit that add nothing.
pub(super) const BEFORE_UNIT: &[&str] = &[
    "more",
    "additional",
    "extra",
    "further",
    "full",
    "whole",
    "calendar",
    "jos",
    "dodatnih",
    "dodatna",
    "dodatne",
    "dodatni",
    "dodatnu",
    "celih",
    "cele",
    "cela",
    "punih",
    "puna",
    "kalendarskih",
    "kalendarska",
    "tjera",
    "shtese",
    "plota",
    "plote",
    "kalendarike",
];

/// Words that make a span one of working days, which needs a calendar that this crate does not know.
pub(super) const WORKING: &[&str] = &[
    "pune", "punes", "radna", "radnih", "radni", "radne", "working", "business", "work", "workdays", "workday",
    "weekdays", "weekday", "radnik",
];

/// Half of what follows.
pub(super) const HALF: &[(&str, Language)] = &[
    ("gjysme", Sq),
    ("gjysem", Sq),
    ("gjysm", Sq),
    ("pola", Sr),
    ("po", Sr),
    ("pol", Sr),
    ("half a", En),
    ("half an", En),
    ("half of a", En),
    ("a half", En),
    ("half", En),
];

/// A quarter of what follows, which is asked of years only.
pub(super) const QUARTER: &[(&str, Language)] = &[
    ("nje cerek", Sq),
    ("cerek", Sq),
    ("cetvrt", Sr),
    ("cetvrtinu", Sr),
    ("a quarter of a", En),
    ("quarter of a", En),
];

/// And a half, after a number or a unit.
pub(super) const AND_A_HALF: &[&str] = &[
    "e gjysme",
    "e gjysem",
    "e gjysm",
    "e gjys",
    "e gjyse",
    "i po",
    "ipo",
    "i pol",
    "and a half",
    "and half",
    "n half",
];

/// Words between the ends of a range, all of which ask to be chosen from.
pub(super) const OR: &[&str] = &["ose", "apo", "o", "a", "ili", "il", "or"];
/// Words between two days that may be meant.
pub(super) const OR_ANOTHER: &[&str] = &["ose", "apo", "ili", "or"];
/// Words between the ends of a range of numbers.
pub(super) const RANGE: &[&str] = &["do", "deri", "deri ne", "to", "till", "gjer ne"];
/// Words after which two days with “and” between them are the ends of a range.
pub(super) const BETWEEN: &[&str] = &["izmedju", "ndermjet", "mes", "between", "midis", "izmedu"];
/// What stands between those ends.
pub(super) const AND: &[&str] = &["i", "e", "dhe", "and", "ose", "ili", "do", "deri"];

/// Words before a day of the week that move it on, to next week.
pub(super) const NEXT: &[&str] = &[
    "next",
    "nxt",
    "coming",
    "following",
    "sledeci",
    "sledeceg",
    "sledece",
    "sledecu",
    "sledeca",
    "sledecem",
    "sljedeci",
    "sljedeceg",
    "sljedece",
    "sljedecu",
    "sljedeca",
    "sledecoj",
    "iduci",
    "iduceg",
    "iduce",
    "iducu",
    "iduca",
    "naredni",
    "narednog",
    "naredne",
    "narednu",
    "naredna",
    "narednom",
    "sl",
    "sled",
    "tjeter",
    "tjetren",
    "tjetr",
    "tjert",
    "ardhshem",
    "ardhshme",
    "ardhshmen",
    "ardhshmit",
    "ardhme",
    "ardhmen",
    "ardhshim",
    "arthshme",
    "ardhsme",
    "vijues",
    "vijuese",
    "pasardhes",
    "pasardhese",
];

/// Words by a day of the week that make it the one before today.
pub(super) const LAST: &[&str] = &[
    "last", "past", "previous", "prosli", "proslog", "proslom", "prosla", "prosle", "proslu", "kaluar", "kaluare",
    "kalume", "kalum", "shkuar",
];

/// Words by a day, week or month that make it this one.
pub(super) const THIS: &[&str] = &[
    "this", "ovaj", "ovog", "ove", "ovu", "ova", "ovoga", "ovom", "kete", "ket", "kesaj", "ksaj", "ketij", "ktij",
    "tekuceg", "tekuce", "tekuci", "current",
];

/// Words between a part and its whole.
pub(super) const OF: &[&str] = &["te", "t", "i", "e", "se", "s", "of", "the"];

/// The end of a stretch of time.
pub(super) const END: &[&str] = &[
    "fund", "fundi", "fundin", "fundit", "nfund", "nfunt", "funt", "kraj", "kraja", "krajem", "kraju", "end", "konec",
];
/// Words for the middle of a stretch of time.
pub(super) const MIDDLE: &[&str] = &[
    "mes",
    "gjysa",
    "nmes",
    "nmesin",
    "mesi",
    "mesin",
    "mesit",
    "mesin",
    "mezi",
    "gjysma",
    "gjysmen",
    "gjysmes",
    "mesa",
    "sredina",
    "sredine",
    "sredinom",
    "sredinu",
    "sredini",
    "polovina",
    "polovine",
    "polovinom",
    "polovinu",
    "polovini",
    "polovica",
    "polovicom",
    "polovice",
    "polovicu",
    "mid",
    "middle",
];
/// Words for half that mean the middle where a month is named after them.
pub(super) const MIDDLE_OF_A_MONTH: &[&str] = &["gjysme", "gjysem", "pola", "half"];
/// Words for the beginning of a stretch of time.
pub(super) const BEGINNING: &[&str] = &[
    "fillim",
    "fillimi",
    "fillimin",
    "fillimit",
    "fillimisht",
    "nfillim",
    "pocetak",
    "pocetka",
    "pocetkom",
    "pocetku",
    "beginning",
    "start",
    "early",
];
/// Late in it.
pub(super) const LATE: &[&str] = &["late"];

/// The stretches that can have an end.
pub(super) const MONTH_WORDS: &[&str] = &[
    "muaj", "muaji", "muajit", "muajin", "muajt", "muj", "mujit", "mujt", "mujin", "tmuajit", "tmujit", "tmujt",
    "mesec", "meseca", "mesecu", "mjesec", "mjeseca", "mjesecu", "month",
];
/// Words for a week, as [`MONTH_WORDS`] are for a month.
pub(super) const WEEK_WORDS: &[&str] = &[
    "jave", "javes", "javen", "jav", "java", "tjaves", "njave", "nedelje", "nedelja", "nedelju", "nedjelje",
    "nedjelja", "nedjelju", "nedelji", "sedmice", "sedmica", "sedmicu", "sedmici", "tjedna", "tjedan", "tjednu", "ned",
    "week", "workweek", "wk",
];
/// Words for a year, as [`MONTH_WORDS`] are for a month.
pub(super) const YEAR_WORDS: &[&str] = &["vit", "viti", "vitit", "vitin", "godine", "godina", "godinu", "year"];
/// Words for a quarter, as [`MONTH_WORDS`] are for a month.
pub(super) const QUARTER_WORDS: &[&str] = &["tremujorit", "tremujori", "kvartala", "kvartal", "tromesecja", "quarter"];
/// The end of the week, Saturday and Sunday.
pub(super) const WEEKEND: &[&str] = &[
    "vikend",
    "vikenda",
    "vikendu",
    "fundjave",
    "fundjava",
    "fundjaven",
    "fundjaves",
    "weekend",
    "weekendi",
    "weekendin",
    "wknd",
    "uikend",
    "uikendi",
    "uikendin",
];
/// Letters that stand for the end of this week, month and year.
pub(super) const END_IN_LETTERS: &[&str] = &["eow", "eom", "eoy"];

/// Within: what makes of a week or a month its end.
pub(super) const WITHIN: &[&str] =
    &["brenda", "mbrenda", "gjate", "unutar", "u toku", "tokom", "within", "during", "in the course of"];

/// Until a day, an hour or a month.
pub(super) const UNTIL: &[&str] = &[
    "deri me",
    "deri ne",
    "deri n",
    "deri te",
    "deri t",
    "deri",
    "dej",
    "gjer me",
    "gjer ne",
    "gjer",
    "jo me vone se",
    "najkasnije do",
    "najkasnije",
    "zakljucno sa",
    "do",
    "until",
    "till",
    "til",
    "by",
    "before",
    "thru",
    "through",
    "no later than",
    "not later than",
    "nlt",
];
/// Until an hour of the clock, never until a day of the month: the Albanian “në”.
pub(super) const UNTIL_THE_HOUR: &[&str] = &["deri ne", "deri n", "gjer ne", "dej ne", "dej n"];
/// After: a day after it is meant, not that day.
pub(super) const AFTER: &[&str] =
    &["pas", "mas", "mbas", "nakon", "posle", "poslije", "after", "pas dates", "mas dates", "pas te", "mas te"];

/// Before a number that is a day of the month: the words of Albanian, Serbian and English for “date”.
pub(super) const DATE_WORDS: &[&str] = &["dt", "date", "daten", "data", "dates", "datum", "datuma", "dat", "dato"];
/// Endings of ordinals in digits, which name a day of the month beside the right words.
pub(super) const ENGLISH_ENDINGS: &[&str] = &["th", "st", "nd", "rd"];
/// What Serbian hangs on a number, as [`ENGLISH_ENDINGS`] do in English.
pub(super) const SERBIAN_ENDINGS: &[&str] = &["og", "tog", "teg", "eg", "mog", "vog", "oga", "toga", "ega", "ceg"];
/// What others hang on a number, as [`ENGLISH_ENDINGS`] do in English.
pub(super) const OTHER_ENDINGS: &[&str] = &[
    "ti", "te", "ta", "ten", "tin", "tit", "shi", "shin", "sh", "shit", "i", "in", "un", "u", "ci", "vi", "mi", "om",
    "tom", "im",
];
/// After an ordinal these are what it counts, and it is no day.
pub(super) const COUNTED: &[&str] = &[
    "zadatak", "zadatka", "zadatku", "tacka", "tacke", "tacku", "tacki", "stavka", "stavke", "stavku", "pitanje",
    "pitanja", "zahtev", "zahteva", "predmet", "predmeta", "deo", "dela", "task", "tasks", "point", "item", "one",
    "part", "half", "time", "report", "case", "question", "quarter", "draft", "round", "phase", "week", "detyra",
    "detyre", "detyres", "pika", "pike", "pikes", "sprat", "sprata", "kvartal", "kvartala", "put", "puta",
];
/// Words that may follow a bare day of the month without being counted by it.
pub(super) const GOES_ON: &[&str] = &[
    "please",
    "pls",
    "plz",
    "molim",
    "molimo",
    "ju",
    "te",
    "lutem",
    "lutemi",
    "se",
    "sepse",
    "qe",
    "pasi",
    "nese",
    "mund",
    "mundet",
    "ok",
    "a",
    "dhe",
    "e",
    "per",
    "ta",
    "do",
    "faleminderit",
    "hvala",
    "thanks",
    "thank",
    "jer",
    "ako",
    "moze",
    "mozemo",
    "i",
    "pa",
    "ali",
    "because",
    "as",
    "if",
    "and",
    "but",
    "we",
    "i",
    "or",
    "ose",
    "ili",
    "keni",
    "ki",
    "ben",
    "bon",
    "ban",
    "kryej",
    "dorezoj",
    "saljem",
    "posaljem",
    "cu",
    "cemo",
    "bih",
    "bismo",
    "will",
    "would",
    "is",
    "for",
    "with",
    "ne",
    "nuk",
    "not",
    "at",
    "vjen",
    "kur",
    "kad",
    "kada",
    "when",
    "since",
    "so",
];
/// Numbers after these are numbers of a document, a law or a case, never a day.
pub(super) const NUMBERED: &[&str] = &[
    "nr",
    "numer",
    "numri",
    "numrin",
    "br",
    "broj",
    "broja",
    "brojem",
    "no",
    "number",
    "protokoll",
    "protokolli",
    "protokollit",
    "prot",
    "protokol",
    "ref",
    "reference",
    "ligji",
    "ligjit",
    "law",
    "zakon",
    "zakona",
    "neni",
    "nenit",
    "clan",
    "clana",
    "article",
    "art",
    "case",
    "lenda",
    "rasti",
    "predmet",
];

/// Feasts that have their day of the year, and are named for it.
pub(super) const FEASTS: &[(&str, u32, u32)] = &[
    ("vidovdan", 28, 6),
    ("vidovdana", 28, 6),
    ("petrovdan", 12, 7),
    ("petrovdana", 12, 7),
    ("ilindan", 2, 8),
    ("ilindana", 2, 8),
    ("mitrovdan", 8, 11),
    ("mitrovdana", 8, 11),
    ("djurdjevdan", 6, 5),
    ("djurdjevdana", 6, 5),
    ("nova godina", 1, 1),
    ("nove godine", 1, 1),
    ("novu godinu", 1, 1),
    ("viti i ri", 1, 1),
    ("vitit te ri", 1, 1),
    ("vitin e ri", 1, 1),
    ("new year", 1, 1),
    ("new years", 1, 1),
    ("vidovdanu", 28, 6),
    ("vidovdanom", 28, 6),
    ("petrovdanu", 12, 7),
    ("petrovdanom", 12, 7),
    ("ilindanu", 2, 8),
    ("mitrovdanu", 8, 11),
    ("djurdjevdanu", 6, 5),
    ("ivanjdan", 7, 7),
    ("ivanjdana", 7, 7),
    ("ivanjdanu", 7, 7),
    ("ivandan", 7, 7),
    ("ivandana", 7, 7),
    ("shen gjini", 24, 6),
    ("shen gjinit", 24, 6),
    ("shen gjin", 24, 6),
    ("bozic", 7, 1),
    ("bozica", 7, 1),
    ("bozicu", 7, 1),
    ("krishtlindje", 25, 12),
    ("krishtlindja", 25, 12),
    ("krishtlindjes", 25, 12),
    ("krishtlindjeve", 25, 12),
    ("christmas", 25, 12),
    ("xmas", 25, 12),
];

/// A feast whose day moves from year to year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MovingFeast {
    /// Either Eid, where it is not said which.
    Eid,
    /// The Catholic Easter.
    Easter,
    /// The Orthodox Easter.
    OrthodoxEaster,
}

/// What the feasts are called in all three languages.
pub(super) const MOVING_FEASTS: &[(&[&str], MovingFeast)] = &[
    (
        &["bajram", "bajrami", "bajramit", "bajramin", "bajrama", "bajramu", "bajramom", "eid", "kurbani", "kurbanit"],
        MovingFeast::Eid,
    ),
    (&["pashke", "pashket", "pashkeve", "pashka", "easter"], MovingFeast::Easter),
    (&["uskrs", "uskrsa", "uskrsu", "vaskrs", "vaskrsa", "vaskrsu"], MovingFeast::OrthodoxEaster),
];

/// Words before a clock's number.
pub(super) const CLOCK_BEFORE: &[&str] = &["ora", "nora", "noren", "oren", "ores", "oret", "at", "sati", "h", "klo"];
/// Words after a clock's number.
pub(super) const CLOCK_AFTER: &[&str] =
    &["h", "hrs", "sati", "sata", "sat", "casova", "casa", "cas", "am", "pm", "oclock", "uhr"];
/// Hours with names.
pub(super) const NAMED_HOURS: &[&str] = &[
    "podne",
    "podneva",
    "ponoc",
    "ponoci",
    "noon",
    "midday",
    "midnight",
    "mesdite",
    "mesdites",
    "mesdita",
    "dreke",
    "drek",
    "drekes",
    "mesnate",
    "mesnates",
    "lunch",
    "lunchtime",
    "rucka",
];

/// Words that only a text with English in it has, where “7/8” may be July 8.
pub(super) const ENGLISH_WORDS: &[&str] = &[
    "by",
    "until",
    "till",
    "til",
    "thru",
    "through",
    "the",
    "need",
    "needs",
    "please",
    "pls",
    "plz",
    "push",
    "bump",
    "can",
    "could",
    "would",
    "will",
    "we",
    "and",
    "with",
    "before",
    "after",
    "extend",
    "extension",
    "postpone",
    "move",
    "moved",
    "is",
    "it",
    "be",
    "due",
    "deadline",
    "not",
    "done",
    "sent",
    "our",
    "my",
    "get",
    "give",
    "ask",
    "request",
    "have",
    "make",
    "lets",
    "for",
    "of",
    "eta",
    "nlt",
    "cob",
    "eod",
    "next",
    "week",
    "day",
    "days",
    "ready",
    "finished",
    "in",
    "out",
    "was",
    "were",
    "went",
    "are",
    "has",
    "had",
    "from",
    "this",
    "that",
    "your",
    "you",
    "report",
];
