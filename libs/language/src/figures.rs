//! Figures as people write and read them: with a decimal comma or a decimal point, with or without thousands set apart.
//!
//! Albanian and Serbian write 1.250,5, English writes 1,250.5. People mix them, so both are understood in every language;
//! where one number could be two, it is asked about rather than guessed.

use events::figure::{Figure, FigureError};
use events::language::Language;

/// A space that keeps a number together.
const HARD_SPACE: char = '\u{a0}';

/// Why a text that looks like a number is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFigure {
    /// It has no digits, or something beside them.
    NotANumber,
    /// It cannot be kept.
    OutOfBounds(FigureError),
    /// It could be either of these: “1.250”.
    Either(Figure, Figure),
}

impl NoFigure {
    /// The key of the text that says so; of `Either`, the text takes `one` and `other`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotANumber | Self::OutOfBounds(FigureError::NotANumber) => "figure-not-a-number",
            Self::OutOfBounds(FigureError::TooLarge) => "figure-too-large",
            Self::OutOfBounds(FigureError::TooManyPlaces) => "figure-too-many-places",
            Self::Either(..) => "figure-either",
        }
    }
}

/// Groups of three digits after a first one of up to three: the digits alone.
fn thousands(text: &str, separator: char) -> Option<String> {
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut whole = first.to_owned();
    if first.is_empty() || first.len() > 3 || !digits(first) {
        return None;
    }
    for group in groups {
        if group.len() != 3 || !digits(group) {
            return None;
        }
        whole.push_str(group);
    }
    Some(whole)
}

fn plain(text: &str) -> Result<Figure, NoFigure> {
    text.parse().map_err(|error| match error {
        FigureError::NotANumber => NoFigure::NotANumber,
        FigureError::TooLarge | FigureError::TooManyPlaces => NoFigure::OutOfBounds(error),
    })
}

/// Reads a number; a sign of per cent after it is passed over.
pub fn read_figure(text: &str) -> Result<Figure, NoFigure> {
    let text = text.trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let signed = |number: &str| plain(&format!("{sign}{number}"));
    // Spaces only ever set thousands apart.
    let text = if text.contains([' ', HARD_SPACE, '\u{202f}']) {
        let spaced = text.replace([HARD_SPACE, '\u{202f}'], " ");
        let (whole, rest) = match spaced.find([',', '.']) {
            Some(at) => spaced.split_at(at),
            None => (spaced.as_str(), ""),
        };
        thousands(whole, ' ').map(|whole| whole + rest).ok_or(NoFigure::NotANumber)?
    } else {
        text.to_owned()
    };
    match (text.matches(',').count(), text.matches('.').count()) {
        (0, 0) => signed(&text),
        (commas, points) if commas > 0 && points > 0 => {
            let (thousand, decimal) = if text.rfind(',') > text.rfind('.') { ('.', ',') } else { (',', '.') };
            let (whole, places) = text.split_once(decimal).ok_or(NoFigure::NotANumber)?;
            let whole = thousands(whole, thousand).ok_or(NoFigure::NotANumber)?;
            signed(&format!("{whole}.{places}"))
        }
        (1, 0) | (0, 1) => {
            let separator = if text.contains(',') { ',' } else { '.' };
            let decimal = signed(&text.replace(separator, "."))?;
            match thousands(&text, separator) {
                // “0.125” and “1250.500” can be one thing only.
                Some(whole) if !text.starts_with('0') => Err(NoFigure::Either(signed(&whole)?, decimal)),
                Some(_) | None => Ok(decimal),
            }
        }
        (commas, _) => {
            let separator = if commas > 0 { ',' } else { '.' };
            signed(&thousands(&text, separator).ok_or(NoFigure::NotANumber)?)
        }
    }
}

/// A number as the language writes it. Thousands are set apart from five digits on.
pub fn say_figure(figure: Figure, language: Language) -> String {
    let text = figure.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, places) = text.split_once('.').map_or((text, None), |(whole, places)| (whole, Some(places)));
    let (thousand, decimal) = match language {
        Language::Sq | Language::Sr | Language::SrCyrl => (HARD_SPACE, ','),
        Language::En => (',', '.'),
    };
    let mut said = String::from(sign);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && whole.len() > 4 && (whole.len() - n) % 3 == 0 {
            said.push(thousand);
        }
        said.push(digit);
    }
    if let Some(places) = places {
        said.push(decimal);
        said.push_str(places);
    }
    said
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, NoFigure> {
        read_figure(text).map(|figure| figure.to_string())
    }

    #[test]
    fn a_decimal_comma_is_a_decimal_point() {
        for (text, number) in [
            ("12", "12"),
            (" 12,5 ", "12.5"),
            ("12.5", "12.5"),
            ("12,5 %", "12.5"),
            ("-3,25", "-3.25"),
            ("−3", "-3"),
            ("1.250,5", "1250.5"),
            ("1,250.5", "1250.5"),
            ("1 250,5", "1250.5"),
            ("1\u{a0}250", "1250"),
            ("1.250.000", "1250000"),
            ("0,125", "0.125"),
            ("1250,500", "1250.5"),
            ("12,50", "12.5"),
        ] {
            assert_eq!(read(text), Ok(number.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in ["", "%", "twelve", "12 13", "1 done", "1,2,3", "1.25.000", "12.5.2", ",5", "5,", "1e5", "١٢"] {
            assert_eq!(read(text), Err(NoFigure::NotANumber), "{text}");
        }
        let figure = |text: &str| text.parse::<Figure>().unwrap();
        assert_eq!(read("1.250"), Err(NoFigure::Either(figure("1250"), figure("1.25"))));
        assert_eq!(read("12,500"), Err(NoFigure::Either(figure("12500"), figure("12.5"))));
        assert_eq!(read("1000000000000000000"), Err(NoFigure::OutOfBounds(FigureError::TooLarge)));
        assert_eq!(read("0,1234567"), Err(NoFigure::OutOfBounds(FigureError::TooManyPlaces)));
    }

    #[test]
    fn a_number_is_written_as_the_language_writes_it_and_read_again() {
        let figure: Figure = "-12500.5".parse().unwrap();
        assert_eq!(say_figure(figure, Language::Sq), "−12\u{a0}500,5");
        assert_eq!(say_figure(figure, Language::Sr), "−12\u{a0}500,5");
        assert_eq!(say_figure(figure, Language::En), "−12,500.5");
        assert_eq!(say_figure(1250_u32.into(), Language::En), "1250");
        for language in Language::ALL {
            assert_eq!(read_figure(&say_figure(figure, language)), Ok(figure));
        }
    }
}
