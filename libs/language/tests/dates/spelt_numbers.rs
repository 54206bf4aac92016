//! Numbers up to 200 in words, in each language.

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

pub(super) fn albanian(number: u32) -> String {
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

pub(super) fn serbian(number: u32, joiner: &str) -> String {
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

pub(super) fn english(number: u32, joiner: &str) -> String {
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
