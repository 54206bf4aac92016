//! The web pages' own settings: the providers of OpenID Connect at which people sign in, a listener for operators, and how much is
//! taken at once.

use std::net::SocketAddr;
use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;

use events::ids::ProviderId;
use events::language::LocalText;
use gateway::{Bounds, OpenIdProvider, OpenIdSecret};
use serde::Deserialize;

use crate::configuration::{SettingsError, read_secret};

/// The web pages' own settings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebSettings {
    /// Where people can sign in beside the one-time link, in the order in which the page offers them.
    #[serde(default)]
    pub providers: Vec<ProviderSettings>,
    /// Where only operators reach figures, health by parts and the API's document without signing in; nowhere unless said.
    #[serde(default)]
    pub operations_listen: Option<SocketAddr>,
    /// How many connections are open at once at most. 1024 unless said otherwise.
    #[serde(default)]
    pub connections: Option<NonZeroU16>,
    /// How many of them come from one address at most. 320 unless said otherwise; behind a proxy of ours it does not count.
    #[serde(default)]
    pub connections_of_an_address: Option<NonZeroU16>,
    /// How many people sit behind one address at most, as an office does. 40 unless said otherwise; how often an address may ask
    /// follows from it.
    #[serde(default)]
    pub people_behind_an_address: Option<NonZeroU16>,
}

/// A provider of OpenID Connect.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// What it is called in events; whoever is linked stays so only while this stays.
    pub id: ProviderId,
    /// What people call it, in one language or in each.
    pub name: LocalText,
    /// Its address, letter for letter as it writes it (`issuer`).
    pub issuer: String,
    /// What these pages are called there.
    pub client_id: String,
    /// The file with the secret that these pages have there; without it they show by PKCE alone that it is they.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// Whether an e-mail address that it has verified says who in post somebody is. Only for a provider that gives its addresses
    /// out itself.
    #[serde(default)]
    pub links_by_address: bool,
}

impl WebSettings {
    /// How much is taken at once.
    pub(crate) fn bounds(&self) -> Bounds {
        let usual = Bounds::default();
        let given = |number: Option<NonZeroU16>, usual: usize| number.map_or(usual, |number| number.get().into());
        Bounds {
            connections: given(self.connections, usual.connections),
            connections_of_an_address: given(self.connections_of_an_address, usual.connections_of_an_address),
            people_behind_an_address: self
                .people_behind_an_address
                .map_or(usual.people_behind_an_address, NonZeroU32::from),
            ..usual
        }
    }

    /// The providers, with their secrets read.
    pub(crate) fn providers(&self) -> Result<Vec<OpenIdProvider>, SettingsError> {
        let provider = |one: &ProviderSettings| {
            Ok(OpenIdProvider {
                id: one.id.clone(),
                names: one.name.clone(),
                issuer: one.issuer.clone(),
                client_id: one.client_id.clone(),
                client_secret: one.client_secret_file.as_deref().map(read_secret).transpose()?.map(OpenIdSecret::new),
                links_by_address: one.links_by_address,
            })
        };
        self.providers.iter().map(provider).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use figment::Figment;
    use figment::providers::{Format, Toml};

    use super::*;

    #[test]
    fn a_larger_office_behind_one_address_is_said_in_one_number() {
        let figment = |text: &str| Figment::from(Toml::string(text));
        let settings = |text: &str| figment(text).extract::<WebSettings>().unwrap();
        let usual = settings("").bounds();
        assert_eq!((usual.connections, usual.people_behind_an_address.get()), (1_024, 40));
        let said = settings("people_behind_an_address = 400\nconnections_of_an_address = 3200\nconnections = 4000");
        let said = said.bounds();
        assert_eq!((said.people_behind_an_address.get(), said.connections_of_an_address), (400, 3_200));
        assert_eq!(said.connections, 4_000);
        figment("people_behind_an_address = 0").extract::<WebSettings>().unwrap_err();
    }

    #[test]
    fn providers_stand_in_their_order_with_their_names_and_secrets() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        std::fs::write(&file, "hush\n").unwrap();
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let written = format!(
            r#"
            [[providers]]
            id = "qeveria"
            name = {{ sq = "Qeveria", en = "Government" }}
            issuer = "https://login.example.org"
            client_id = "focalpoint"
            client_secret_file = "{}"
            links_by_address = true
            [[providers]]
            id = "universiteti"
            name = {{ en = "University" }}
            issuer = "https://id.example.edu/"
            client_id = "hub"
            "#,
            file.display()
        );
        let settings: WebSettings = Figment::from(Toml::string(&written)).extract().unwrap();
        let providers = settings.providers().unwrap();
        assert_eq!(providers.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["qeveria", "universiteti"]);
        assert!(providers[0].client_secret.is_some() && providers[0].links_by_address);
        assert!(providers[1].client_secret.is_none() && !providers[1].links_by_address);
        std::fs::remove_file(&file).unwrap();
        assert!(settings.providers().unwrap_err().to_string().contains("secret"));
    }
}
