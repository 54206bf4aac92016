//! Whoever is signed in.

use events::authority::Principal;

/// Whoever is signed in on the pages or asks the API: the secretariat.
pub(crate) fn principal() -> Principal {
    Principal::secretariat()
}
