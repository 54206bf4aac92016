//! Which digits are those of a mobile line, however they are grouped and whatever stands beside them.

/// Country codes that are written without a plus sign, too.
pub(super) const COUNTRY_CODES: &[&str] = &["383", "377", "381", "355", "389", "382", "386"];

/// Whether the digits are those of a mobile line with its nought or the code of its country: of Kosovo under any of its codes,
/// of Serbia, Albania, Montenegro and Macedonia.
pub(super) fn is_whole_mobile(digits: &str) -> bool {
    let national = |rest: &str| is_of_kosovo(rest) || is_of_a_neighbour(rest);
    if let Some(rest) = digits.strip_prefix('0').filter(|rest| !rest.starts_with('0')) {
        return national(rest);
    }
    let international = digits.strip_prefix("00").unwrap_or(digits);
    COUNTRY_CODES.iter().filter_map(|code| international.strip_prefix(code)).any(|rest| {
        // the nought of the area is dialled after the code by mistake
        national(rest.strip_prefix('0').unwrap_or(rest))
    })
}

/// “44123456”: 43 to 49 and six digits.
pub(super) fn is_of_kosovo(rest: &str) -> bool {
    rest.len() == 8 && matches!(rest.get(..2), Some("43" | "44" | "45" | "46" | "47" | "48" | "49"))
}

/// “631234567”: a six and seven or eight digits, or a seven and seven.
pub(super) fn is_of_a_neighbour(rest: &str) -> bool {
    rest.starts_with('6') && (8..=9).contains(&rest.len()) || rest.starts_with('7') && rest.len() == 8
}
