//! The providers of the configuration, each ready to be asked.

use std::collections::BTreeSet;

use events::ids::ProviderId;
use links::LinkKey;
use openidconnect::{IssuerUrl, RedirectUrl};

use super::client::ProviderClient;
use super::fetch::http_client;
use super::provider::{OpenIdProvider, is_private};

/// Where a provider sends people back to.
const BACK: &str = "/sign-in/back";

/// A provider is set up so that nobody could sign in, or anybody.
#[derive(Debug, thiserror::Error)]
#[error("the provider {provider} of OpenID Connect: {reason}")]
pub struct UnusableProvider {
    provider: ProviderId,
    reason: String,
}

/// The providers of the configuration, in its order.
pub(crate) struct Providers(Vec<ProviderClient>);

impl Providers {
    /// Those that are set up, for the pages under an address; the attempts of whoever signs in are signed, so there must be a key.
    /// None of them is asked anything yet: one that is away keeps nobody from starting.
    pub(crate) fn new(
        providers: &[OpenIdProvider],
        public_url: &str,
        key: Option<&LinkKey>,
    ) -> Result<Self, UnusableProvider> {
        let mut ids = BTreeSet::new();
        let mut clients = vec![];
        for provider in providers {
            let wrong = |reason: String| UnusableProvider { provider: provider.id.clone(), reason };
            if key.is_none() {
                return Err(wrong("it needs the secret that signs links: set form_links_key_file".to_owned()));
            }
            if !ids.insert(&provider.id) {
                return Err(wrong("there are two of this id: give each its own".to_owned()));
            }
            let issuer = IssuerUrl::new(provider.issuer.clone()).ok().filter(|issuer| is_private(issuer.url()));
            let issuer = issuer.ok_or_else(|| wrong("its issuer is no https:// address".to_owned()))?;
            let back = RedirectUrl::new(format!("{public_url}{BACK}"));
            let back = back.map_err(|error| wrong(format!("public_url is no address to come back to: {error}")))?;
            let http = http_client().map_err(|error| wrong(error.to_string()))?;
            clients.push(ProviderClient::new(provider.clone(), issuer, back, http));
        }
        Ok(Self(clients))
    }

    /// Every one of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &ProviderClient> {
        self.0.iter()
    }

    /// The one of this id, where the configuration has it.
    pub(crate) fn get(&self, id: &ProviderId) -> Option<&ProviderClient> {
        self.all().find(|client| client.id() == id)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::language::{Language, LocalText};

    use super::*;

    fn provider(id: &str, issuer: &str) -> OpenIdProvider {
        OpenIdProvider {
            id: id.parse().unwrap(),
            names: LocalText::only(Language::En, "Government".parse().unwrap()),
            issuer: issuer.to_owned(),
            client_id: "focalpoint".to_owned(),
            client_secret: None,
            links_by_address: false,
        }
    }

    #[test]
    fn what_would_let_nobody_or_anybody_in_keeps_the_pages_from_starting() {
        let key = LinkKey::new("k".repeat(32)).unwrap();
        let says = |providers: &[OpenIdProvider], key: Option<&LinkKey>| {
            let made = Providers::new(providers, "https://hub.example.org", key);
            made.err().map(|error| error.to_string()).unwrap_or_default()
        };
        let good = provider("a", "https://login.example.org");
        assert_eq!(says(&[good.clone(), provider("b", "https://id.example.edu/")], Some(&key)), "");
        assert!(says(std::slice::from_ref(&good), None).contains("form_links_key_file"));
        assert!(says(&[good.clone(), good], Some(&key)).contains("two of this id"));
        assert!(says(&[provider("a", "http://login.example.org")], Some(&key)).contains("https://"));
        assert!(says(&[provider("a", "login.example.org")], Some(&key)).contains("https://"));
    }
}
