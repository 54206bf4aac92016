//! What a page that is open asks by itself, and nobody has pressed: its news, and itself again when there is some. It keeps nobody
//! signed in, has budgets of its own, and of what it is shown or refused the trail says nothing where the page was shown already.

use axum::http::{HeaderMap, Method};

/// The header with which a page says that it asks by itself.
const BY_ITSELF: &str = "focalpoint-by-itself";

/// Where live news flows; a browser says nothing of its own with what it asks there.
pub(crate) const NEWS_PATH: &str = "/live";

/// Whether a page asks by itself. What changes anything is somebody's, whatever it says, and a program has nothing open.
pub(crate) fn is_by_itself(method: &Method, headers: &HeaderMap, path: &str) -> bool {
    let asks = matches!(*method, Method::GET | Method::HEAD) && !path.starts_with("/api/");
    asks && (headers.contains_key(BY_ITSELF) || path == NEWS_PATH)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_page_asks_by_itself_and_neither_changes_anything_nor_is_a_program() {
        let (mut says, silent) = (HeaderMap::new(), HeaderMap::new());
        says.insert(BY_ITSELF, "1".parse().unwrap());
        assert!(is_by_itself(&Method::GET, &says, "/cases"));
        assert!(is_by_itself(&Method::HEAD, &says, "/account"));
        assert!(is_by_itself(&Method::GET, &silent, NEWS_PATH));
        assert!(!is_by_itself(&Method::GET, &silent, "/cases"));
        assert!(!is_by_itself(&Method::POST, &says, "/cases"));
        assert!(!is_by_itself(&Method::GET, &says, "/api/v1/cases"));
    }
}
