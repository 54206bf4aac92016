//! An official's phone number as a file has it: what can be dialled is taken, in one notation; what a table calculator made of it
//! is not.

use std::fmt;
use std::str::FromStr;

/// Kosovo's own code, in use since 2016.
const KOSOVO: &str = "383";
/// The codes under which Kosovo's numbers were before: Monaco's and Slovenia's for mobile phones, Serbia's for others.
const BEFORE: [&str; 3] = ["377", "386", "381"];

/// A number with its country's code, digits only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneNumber(String);

/// Why a text is no phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a phone number: format the column as text and write it as +383 44 123 456")]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    /// What should be looked at, if anything.
    pub fn hint(&self) -> Option<String> {
        let code = BEFORE.into_iter().find(|code| self.0.starts_with(code))?;
        Some(format!("the code +{code} was Kosovo's until 2019: if it is a number of Kosovo, write it with +{KOSOVO}"))
    }
}

impl FromStr for PhoneNumber {
    type Err = NotAPhoneNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let written: String =
            text.chars().filter(|letter| !letter.is_whitespace() && !"-/().".contains(*letter)).collect();
        let (abroad, digits) = match (written.strip_prefix('+'), written.strip_prefix("00")) {
            (Some(rest), _) | (None, Some(rest)) => (true, rest.to_owned()),
            (None, None) => (false, written),
        };
        if !digits.chars().all(|letter| letter.is_ascii_digit()) {
            return Err(NotAPhoneNumber);
        }
        let number = match (abroad, digits.strip_prefix('0')) {
            (true, _) => digits,
            (false, Some(national)) => format!("{KOSOVO}{national}"),
            // A table calculator takes the nought or the plus away.
            (false, None) if digits.len() == 8 => format!("{KOSOVO}{digits}"),
            (false, None) => digits,
        };
        // E.164: at most fifteen digits with the country's code
        if (10..=15).contains(&number.len()) { Ok(Self(number)) } else { Err(NotAPhoneNumber) }
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_and_table_calculators_write_it() {
        for text in [
            "+383 44 123 456",
            "00383 44 123456",
            "044/123-456",
            "044 123 456",
            "44123456",
            "38344123456",
            "+383(44)123456",
        ] {
            assert_eq!(text.parse::<PhoneNumber>().map(|it| it.to_string()), Ok("+38344123456".to_owned()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_refused() {
        for text in ["3.83E+11", "3,83E+11", "abc", "#N/A", "0", "044", "+383 44 123 456 789 012", "044 123 45x", "+"] {
            assert_eq!(text.parse::<PhoneNumber>(), Err(NotAPhoneNumber), "{text}");
        }
    }

    #[test]
    fn the_codes_of_before_are_taken_with_a_hint() {
        for (text, hinted) in
            [("+37744123456", true), ("+38643123456", true), ("+38138123456", true), ("+38344123456", false)]
        {
            assert_eq!(text.parse::<PhoneNumber>().map(|it| it.hint().is_some()), Ok(hinted), "{text}");
        }
    }
}
