//! Where one signs in again and where a second factor is shown, and the way back from there.

use std::fmt::Write;

use crate::failure::Failure;

/// The page on which a second factor is shown, from which one goes on to a page of this site.
pub(crate) fn second_factor_address(back: &str) -> String {
    with_way_back("/second-factor?back=", back)
}

/// The page on which one signs in again, from which one goes on to a page of this site.
pub(crate) fn sign_in_again_address(back: &str) -> String {
    with_way_back("/sign-in?back=", back)
}

fn with_way_back(page: &str, back: &str) -> String {
    let mut address = page.to_owned();
    for byte in back.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => address.push(byte.into()),
            // Into a text in memory it is always written.
            _ => _ = write!(address, "%{byte:02X}"),
        }
    }
    address
}

/// Whether a failure is over once a second factor was shown.
pub(crate) const fn wants_second_factor(failure: &Failure) -> bool {
    match failure {
        Failure::SecondFactorWanted | Failure::ConfirmationWanted => true,
        Failure::NotFound
        | Failure::SignedOut
        | Failure::LinkSpent
        | Failure::TokenSpent
        | Failure::TooMany(_)
        | Failure::LastAdministrator
        | Failure::SomebodyElses
        | Failure::OpenId(_)
        | Failure::Foreign
        | Failure::Malformed(_)
        | Failure::BadForm(_)
        | Failure::BadBody(..)
        | Failure::Invalid { .. }
        | Failure::SessionsOnly
        | Failure::KeyReused
        | Failure::NotPermitted(_)
        | Failure::Refused { .. }
        | Failure::NotKept(_)
        | Failure::Overtaken(_)
        | Failure::NoDraft(_)
        | Failure::Unavailable(_)
        | Failure::Away(_)
        | Failure::Unreadable(_)
        | Failure::Page(_)
        | Failure::Demo(_)
        | Failure::TooSlow => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_one_field_whatever_is_in_it() {
        assert_eq!(
            second_factor_address("/audit?act=refused&x=ë"),
            "/second-factor?back=/audit%3Fact%3Drefused%26x%3D%C3%AB"
        );
    }
}
