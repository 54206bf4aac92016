//! What digits are a telephone number: a desk's, a person's, or perhaps one.

use super::digit_runs::{Group, Run, counts_up, is_year, joined};
use super::mobile_digits::{COUNTRY_CODES, is_of_a_neighbour, is_of_kosovo, is_whole_mobile};

/// How the fixed lines of Kosovo begin with the country code.
const FIXED_LINES_OF_KOSOVO: &[&str] = &["38328", "38329", "38338", "38339", "38128", "38129", "38138", "38139"];

/// Two noughts, the code of a country and a number have at least so many digits.
const FEWEST_WITH_NOUGHTS: usize = 9;

/// How a mobile number of Kosovo is grouped when its nought is left out: “44 123 456”.
const NOUGHT_LEFT_OUT: [usize; 3] = [2, 3, 3];

/// Other groupings of a number without its nought or its code, that may be something else as well.
const BARE_SHAPES: &[&[usize]] = &[
    &[8],
    &[9],
    &[2, 6],
    &[2, 7],
    &[5, 3],
    &[2, 3, 3],
    &[2, 3, 4],
    &[2, 4, 3],
    &[2, 2, 2, 2],
    &[2, 2, 4],
    &[2, 4, 2],
    &[2, 3, 2, 2],
    &[2, 1, 3, 3],
    &[4, 4],
    &[3, 3, 3],
];

/// What kind of line a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Free of charge: nobody's own.
    Hotline,
    /// Of a desk.
    Fixed,
    /// Of a person.
    Mobile,
}

/// Whether the whole run is grouped as nobody groups anything else and has the digits of a mobile line: “04 41 23 45 6”.
fn is_strangely_grouped(run: &Run, digits: &str) -> bool {
    run.groups.len() > 1
        && is_whole_mobile(digits)
        && !run.groups.iter().any(is_year)
        && !begins_with_a_day(&run.groups)
        && !run.groups.windows(2).any(is_hour)
        && !counts_up(&run.groups)
}

/// “06.11. 9.30”: a day and a month, no area.
fn begins_with_a_day(groups: &[Group]) -> bool {
    let number = |group: &Group| group.digits.parse::<u32>().unwrap_or(u32::MAX);
    match groups {
        [day, month, ..] => {
            ".-/".contains(month.joint)
                && day.digits.len() <= 2
                && month.digits.len() <= 2
                && (1..=12).contains(&number(month))
        }
        _ => false,
    }
}

/// “06:30”: an hour and its minutes.
fn is_hour(pair: &[Group]) -> bool {
    match pair {
        [hour, minutes] => {
            ":.".contains(minutes.joint)
                && hour.digits.len() <= 2
                && minutes.digits.len() == 2
                && hour.digits.parse::<u32>().is_ok_and(|hour| hour <= 24)
                && minutes.digits.parse::<u32>().is_ok_and(|minutes| minutes < 60)
        }
        _ => false,
    }
}

/// The line when these groups are a telephone number.
pub(super) fn phone(run: &Run, groups: &[Group]) -> Option<LineKind> {
    let first = groups.first()?;
    let length: usize = groups.iter().map(|group| group.digits.len()).sum();
    if length < 8 {
        return None;
    }
    let digits = joined(groups);
    let all = groups.len() == run.groups.len();
    if (digits.starts_with("0800") || digits.starts_with("080")) && (8..=10).contains(&length) {
        return Some(LineKind::Hotline);
    }
    let plus = run.plus && first.at == run.at;
    // with two noughts for the plus sign there are more digits: “00451237” is in an inventory
    let noughts = digits.starts_with("00") && !digits.starts_with("000") && length >= FEWEST_WITH_NOUGHTS;
    // codes of one digit are America's and Russia's
    let coded = first.digits.len() >= 2 || matches!(first.digits.as_str(), "1" | "7") && groups.len() > 2;
    let international = (plus || noughts) && (8..=15).contains(&length) && coded;
    let with_code = COUNTRY_CODES.iter().any(|code| digits.starts_with(code))
        && (11..=12).contains(&length)
        && (first.digits.len() == 3 || first.digits.len() >= 11 || is_whole_mobile(&digits) && first.digits.len() > 3);
    if international || with_code {
        let national = digits.trim_start_matches("00");
        let desk = FIXED_LINES_OF_KOSOVO.iter().any(|line| national.starts_with(line));
        return Some(if desk { LineKind::Fixed } else { LineKind::Mobile });
    }
    if all && is_strangely_grouped(run, &digits) {
        return Some(LineKind::Mobile);
    }
    // 044 123 456, 038 123 456, 064 123 4567, 038 601 44
    let area = digits.starts_with('0') && digits.chars().nth(1).is_some_and(|digit| ('2'..='7').contains(&digit));
    let begun = first.digits.len() >= 3 || first.digits.len() == 1 && groups.len() >= 8;
    let slashed_year = groups.iter().skip(1).any(|group| {
        group.joint == '/' && group.digits.len() == 4 && group.digits.starts_with("20") && groups.len() == 2
    });
    if area && begun && (9..=10).contains(&length) && !slashed_year {
        let landline = matches!(digits.get(1..2), Some("2" | "3"));
        return Some(if landline { LineKind::Fixed } else { LineKind::Mobile });
    }
    if area && begun && all && length == 8 && groups.len() > 1 && matches!(digits.get(1..2), Some("2" | "3")) {
        return Some(LineKind::Fixed);
    }
    // 44 123 456, and long distance of any kind: 011 123 4567
    let grouped = groups.iter().map(|group| group.digits.len()).eq(NOUGHT_LEFT_OUT);
    let mobile = grouped && is_of_kosovo(&digits);
    let distant = all && first.digits.len() >= 3 && digits.starts_with('0') && !digits.starts_with("00");
    let fixed = matches!(digits.get(..2), Some("02" | "03"));
    let line = if fixed { LineKind::Fixed } else { LineKind::Mobile };
    (mobile || distant && (9..=11).contains(&length) && !slashed_year).then_some(line)
}

/// Whether the whole run fits a mobile line without its nought: “44123456”, “63 1234567”. It may be something else, too.
pub(super) fn is_bare_mobile(run: &Run) -> bool {
    let digits = joined(&run.groups);
    let lengths: Vec<usize> = run.groups.iter().map(|group| group.digits.len()).collect();
    let slashed = run.groups.iter().skip(1).any(|group| group.joint == '/');
    // “4400 4500”: two round figures
    let round = lengths == [4, 4] && run.groups.iter().all(|group| group.digits.ends_with('0'));
    BARE_SHAPES.contains(&lengths.as_slice())
        && (is_of_kosovo(&digits) || is_of_a_neighbour(&digits) && digits.starts_with('6'))
        && !slashed
        && !round
        && !run.groups.iter().any(is_year)
        && !counts_up(&run.groups)
}
