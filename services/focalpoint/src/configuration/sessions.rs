//! How people are known on the pages: who must show a second factor, and for how long it counts.

use std::num::NonZeroU16;
use std::time::Duration;

use gateway::SessionLimits;
use serde::Deserialize;

/// How many seconds these spans have.
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// How people are known on the pages.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSettings {
    /// Whether whoever sees cases must show a second factor, and register one where they have none. Whoever has one is asked
    /// for it in any case.
    #[serde(default)]
    pub second_factor_for_cases: bool,
    /// For how many minutes a second factor counts for what matters most: roles, tokens, passkeys. Ten unless said otherwise.
    #[serde(default)]
    pub confirmed_for_minutes: Option<NonZeroU16>,
    /// After how many hours without use a session ends. Twelve unless said otherwise.
    #[serde(default)]
    pub idle_hours: Option<NonZeroU16>,
    /// After how many hours a session ends whatever is done in it. A week unless said otherwise.
    #[serde(default)]
    pub longest_hours: Option<NonZeroU16>,
    /// For how many days what was typed into a form and not sent is kept. Thirty unless said otherwise.
    #[serde(default)]
    pub drafts_days: Option<NonZeroU16>,
    /// Whether requests come through a proxy of ours, which says whose they are (`X-Forwarded-For`).
    #[serde(default)]
    pub behind_proxy: bool,
}

impl SessionSettings {
    /// How long sessions and what is shown in them last.
    pub(crate) fn limits(self) -> SessionLimits {
        let limits = SessionLimits::default();
        let given = |number: Option<NonZeroU16>, seconds: u64, usual: Duration| {
            number.map_or(usual, |number| Duration::from_secs(u64::from(number.get()) * seconds))
        };
        SessionLimits {
            confirmed_for: given(self.confirmed_for_minutes, MINUTE, limits.confirmed_for),
            idle: given(self.idle_hours, HOUR, limits.idle),
            longest: given(self.longest_hours, HOUR, limits.longest),
            drafts_kept: given(self.drafts_days, 24 * HOUR, limits.drafts_kept),
            ..limits
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use figment::Figment;
    use figment::providers::{Format, Toml};

    use super::*;

    fn read(text: &str) -> Result<SessionSettings, String> {
        Figment::from(Toml::string(text)).extract().map_err(|error: figment::Error| error.to_string())
    }

    #[test]
    fn nobody_must_show_a_second_factor_unless_it_is_said_and_it_counts_for_as_long_as_is_said() {
        let usual = read("").unwrap();
        assert!(!usual.second_factor_for_cases);
        assert_eq!(usual.limits().confirmed_for, Duration::from_secs(600));
        let said = read("second_factor_for_cases = true\nconfirmed_for_minutes = 30").unwrap();
        assert!(said.second_factor_for_cases);
        assert_eq!(said.limits().confirmed_for, Duration::from_secs(1800));
        let said = read("idle_hours = 2\nlongest_hours = 24\ndrafts_days = 7\nbehind_proxy = true").unwrap();
        assert_eq!(
            (said.limits().idle, said.limits().longest),
            (Duration::from_secs(7_200), Duration::from_secs(86_400))
        );
        assert_eq!(said.limits().drafts_kept, Duration::from_secs(7 * 86_400));
        assert!(said.behind_proxy);
        read("confirmed_for_minutes = 0").unwrap_err();
        read("second_factor = true").unwrap_err();
    }
}
