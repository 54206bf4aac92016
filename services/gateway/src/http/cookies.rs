//! The cookies of the pages.
//!
//! Under https a browser takes the session's cookie from this host only (`__Host-`), so that no neighbour under the same domain can
//! set it.

use axum::http::{HeaderMap, header};

use crate::app::App;

/// The session cookie's name where there is no https.
pub(crate) const SESSION_COOKIE: &str = "focalpoint-session";

/// The session cookie's name under https.
const SESSION_COOKIE_OF_HOST: &str = "__Host-focalpoint-session";

/// The name of the cookie of an attempt to sign in at a provider, where there is no https.
const ATTEMPT_COOKIE: &str = "focalpoint-sign-in";

/// The same under https.
const ATTEMPT_COOKIE_OF_HOST: &str = "__Host-focalpoint-sign-in";

impl App {
    /// The name of the cookie of an attempt to sign in at a provider.
    pub(crate) fn attempt_cookie(&self) -> &'static str {
        if self.config().is_https() { ATTEMPT_COOKIE_OF_HOST } else { ATTEMPT_COOKIE }
    }

    /// The session cookie's name.
    pub(crate) fn session_cookie(&self) -> &'static str {
        if self.config().is_https() { SESSION_COOKIE_OF_HOST } else { SESSION_COOKIE }
    }

    /// The header that sets a cookie of ours for so many seconds. It is sent to this site only, and along no link from elsewhere.
    pub(crate) fn set_cookie(&self, name: &str, value: &str, seconds: u64) -> String {
        self.cookie_header(name, value, seconds, "Strict")
    }

    /// The same for a cookie that must come along when somebody comes back from another site.
    pub(crate) fn set_cookie_for_return(&self, name: &str, value: &str, seconds: u64) -> String {
        self.cookie_header(name, value, seconds, "Lax")
    }

    fn cookie_header(&self, name: &str, value: &str, seconds: u64, same_site: &str) -> String {
        let secure = if self.config().is_https() { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite={same_site}; HttpOnly{secure}")
    }
}

/// The cookie in which the chosen language is kept.
pub(crate) const LANGUAGE_COOKIE: &str = "focalpoint-language";

/// The cookie that remembers, while a link by e-mail is on its way, the page to go on to.
pub(crate) const WAY_BACK_COOKIE: &str = "focalpoint-way-back";

/// A cookie's value.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}
