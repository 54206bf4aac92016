//! A provider as the configuration names it.

use events::ids::ProviderId;
use events::language::LocalText;
/// The secret of this site at a provider. Its debug form tells nothing.
pub use openidconnect::ClientSecret as OpenIdSecret;
use openidconnect::url::{Host, Url};

/// A provider of OpenID Connect at which people sign in.
#[derive(Debug, Clone)]
pub struct OpenIdProvider {
    /// What it is called in events; it never changes, or whoever is linked is linked no more.
    pub id: ProviderId,
    /// What people call it.
    pub names: LocalText,
    /// Its address (`iss`), letter for letter as it writes it.
    pub issuer: String,
    /// What this site is called there.
    pub client_id: String,
    /// This site's secret there; none: it shows by PKCE alone that it is itself.
    pub client_secret: Option<OpenIdSecret>,
    /// Whether an e-mail address that it has verified says who in post somebody is. Only for a provider that gives its
    /// addresses out itself: elsewhere anybody can have verified an address that was somebody else's.
    pub links_by_address: bool,
}

/// Whether an address is on this machine, where nobody listens in between.
fn is_on_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Whether what is sent to an address can be read by its owner alone.
pub(super) fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_on_this_machine(url))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_very_machine_are_private() {
        for (url, expected) in [
            ("https://login.example.org/x", true),
            ("http://127.0.0.1:3000", true),
            ("http://[::1]:3000", true),
            ("http://localhost:3000", true),
            ("http://login.example.org", false),
            ("http://127.0.0.1.example.org", false),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(is_private(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }

    #[test]
    fn its_debug_form_holds_no_secret() {
        let provider = OpenIdProvider {
            id: "qeveria".parse().unwrap(),
            names: LocalText::only(events::language::Language::En, "Government".parse().unwrap()),
            issuer: "https://login.example.org".to_owned(),
            client_id: "focalpoint".to_owned(),
            client_secret: Some(OpenIdSecret::new("hush-hush".to_owned())),
            links_by_address: false,
        };
        assert!(!format!("{provider:?}").contains("hush"));
    }
}
