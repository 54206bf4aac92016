//! Dates said.

use chrono::{Datelike, NaiveDate};
use events::language::Language;

const MONTHS: [[&str; 12]; 4] = [
    ["janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor"],
    [
        "januar",
        "februar",
        "mart",
        "april",
        "maj",
        "jun",
        "jul",
        "avgust",
        "septembar",
        "oktobar",
        "novembar",
        "decembar",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "јануар",
        "фебруар",
        "март",
        "април",
        "мај",
        "јун",
        "јул",
        "август",
        "септембар",
        "октобар",
        "новембар",
        "децембар",
    ],
];

const WEEKDAYS: [[&str; 7]; 4] = [
    ["e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë", "e diel"],
    ["ponedeljak", "utorak", "sreda", "četvrtak", "petak", "subota", "nedelja"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["понедељак", "уторак", "среда", "четвртак", "петак", "субота", "недеља"],
];

/// Serbian months in the genitive, as they stand behind a day: “16. juna”.
const MONTHS_OF: [[&str; 12]; 2] = [
    [
        "januara",
        "februara",
        "marta",
        "aprila",
        "maja",
        "juna",
        "jula",
        "avgusta",
        "septembra",
        "oktobra",
        "novembra",
        "decembra",
    ],
    [
        "јануара",
        "фебруара",
        "марта",
        "априла",
        "маја",
        "јуна",
        "јула",
        "августа",
        "септембра",
        "октобра",
        "новембра",
        "децембра",
    ],
];

/// Weekdays behind “deri”, “do”, “until”.
const WEEKDAYS_UNTIL: [[&str; 7]; 4] = [
    ["të hënën", "të martën", "të mërkurën", "të enjten", "të premten", "të shtunën", "të dielën"],
    ["ponedeljka", "utorka", "srede", "četvrtka", "petka", "subote", "nedelje"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["понедељка", "уторка", "среде", "четвртка", "петка", "суботе", "недеље"],
];

/// Weekdays behind “nga” and “od”.
const WEEKDAYS_FROM: [[&str; 7]; 4] = [
    ["e hëna", "e marta", "e mërkura", "e enjtja", "e premtja", "e shtuna", "e diela"],
    ["ponedeljka", "utorka", "srede", "četvrtka", "petka", "subote", "nedelje"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["понедељка", "уторка", "среде", "четвртка", "петка", "суботе", "недеље"],
];

/// Weekdays as the day on which something is, with what stands before them.
const WEEKDAYS_ON: [[&str; 7]; 4] = [
    ["të hënën", "të martën", "të mërkurën", "të enjten", "të premten", "të shtunën", "të dielën"],
    ["u ponedeljak", "u utorak", "u sredu", "u četvrtak", "u petak", "u subotu", "u nedelju"],
    ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"],
    ["у понедељак", "у уторак", "у среду", "у четвртак", "у петак", "у суботу", "у недељу"],
];

/// What the sentence around a date asks for. Albanian and Serbian put the weekday and the month in another case behind
/// “until” than behind “from”; [`DayForm::On`] brings its preposition along, because “tomorrow” has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayForm {
    /// By itself: “e premte 16 qershor”, “petak 16. jun”, “Friday 16 June”.
    Plain,
    /// Behind “deri”, “do”, “until”: “të premten, 16 qershor”, “petka, 16. juna”, “Friday 16 June”.
    Until,
    /// Behind “nga”, “od”, “from”: “e premtja, 16 qershor”, “petka, 16. juna”, “Friday 16 June”.
    From,
    /// When something is: “të premten, 16 qershor”, “u petak, 16. juna”, “on Friday 16 June”.
    On,
}

/// The date as people say it: “nesër, e martë 24 qershor”, “utorak 24. jun”, “Tuesday 24 June”; the year only when it is
/// another than this one.
pub fn say_date(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    say_date_as(DayForm::Plain, date, today, language)
}

/// The date as a sentence needs it: “(deri) të premten, 16 qershor”, “(do) petka, 16. juna”, “u sredu, 14. juna”. Beside
/// “sutra” and “nesër” it needs no weekday, whose case would clash: “(do) sutra, 14. juna”.
pub fn say_date_as(form: DayForm, date: NaiveDate, today: NaiveDate, language: Language) -> String {
    let row = row(language);
    let year = (date.year() != today.year()).then_some(date.year());
    let near = near(date, today, language);
    let weekday = |table| pick(table, row, date.weekday().num_days_from_monday());
    let day = match (language, form) {
        (Language::Sr | Language::SrCyrl, DayForm::Until | DayForm::From | DayForm::On) => {
            let script = usize::from(language == Language::SrCyrl);
            with_year(format!("{}. {}", date.day(), pick(&MONTHS_OF, script, date.month0())), year, language)
        }
        (Language::Sr | Language::SrCyrl, DayForm::Plain) => {
            with_year(format!("{}. {}", date.day(), pick(&MONTHS, row, date.month0())), year, language)
        }
        (Language::Sq | Language::En, _) => {
            with_year(format!("{} {}", date.day(), pick(&MONTHS, row, date.month0())), year, language)
        }
    };
    // English sets its weekday before the day without a comma; the other two do so only where no case is asked for.
    match (form, near) {
        (DayForm::Plain, Some(near)) => format!("{near}, {} {day}", weekday(&WEEKDAYS)),
        (DayForm::Plain, None) => format!("{} {day}", weekday(&WEEKDAYS)),
        (_, Some(near)) if language == Language::En => format!("{near}, {} {day}", weekday(&WEEKDAYS)),
        (_, Some(near)) => format!("{near}, {day}"),
        (DayForm::Until, None) => join(weekday(&WEEKDAYS_UNTIL), &day, language),
        (DayForm::From, None) => join(weekday(&WEEKDAYS_FROM), &day, language),
        (DayForm::On, None) => join(weekday(&WEEKDAYS_ON), &day, language),
    }
}

fn join(weekday: &str, day: &str, language: Language) -> String {
    match language {
        Language::Sq | Language::Sr | Language::SrCyrl => format!("{weekday}, {day}"),
        Language::En => format!("{weekday} {day}"),
    }
}

fn with_year(day: String, year: Option<i32>, language: Language) -> String {
    match (language, year) {
        (_, None) => day,
        (Language::Sr | Language::SrCyrl, Some(year)) => format!("{day} {year}."),
        (Language::Sq | Language::En, Some(year)) => format!("{day} {year}"),
    }
}

const fn row(language: Language) -> usize {
    match language {
        Language::Sq => 0,
        Language::Sr => 1,
        Language::En => 2,
        Language::SrCyrl => 3,
    }
}

/// The name of the month that a day is in: “qershor”, “jun”, “June”.
pub fn month_name(day: NaiveDate, language: Language) -> &'static str {
    pick(&MONTHS, row(language), day.month0())
}

/// The month that a day is in, with its year: “qershor 2017”, “jun 2017.”, “June 2017”.
pub fn say_month(day: NaiveDate, language: Language) -> String {
    let (month, year) = (month_name(day, language), day.year());
    match language {
        Language::Sq | Language::En => format!("{month} {year}"),
        Language::Sr | Language::SrCyrl => format!("{month} {year}."),
    }
}

/// The date with its year and no weekday: “24 qershor 2017”, “24. jun 2017.”, “24 June 2017”.
pub(crate) fn say_day(date: NaiveDate, language: Language) -> String {
    let (day, month, year) = (date.day(), month_name(date, language), date.year());
    match language {
        Language::Sq | Language::En => format!("{day} {month} {year}"),
        Language::Sr | Language::SrCyrl => format!("{day}. {month} {year}."),
    }
}

fn pick<const N: usize, const ROWS: usize>(table: &[[&'static str; N]; ROWS], row: usize, column: u32) -> &'static str {
    let column = usize::try_from(column).unwrap_or_default();
    table.get(row).and_then(|names| names.get(column)).copied().unwrap_or_default()
}

fn near(date: NaiveDate, today: NaiveDate, language: Language) -> Option<&'static str> {
    let names = match language {
        Language::Sq => ["dje", "sot", "nesër"],
        Language::Sr => ["juče", "danas", "sutra"],
        Language::SrCyrl => ["јуче", "данас", "сутра"],
        Language::En => ["yesterday", "today", "tomorrow"],
    };
    let days = (date - today).num_days();
    usize::try_from(days + 1).ok().and_then(|index| names.get(index)).copied()
}
