//! One attempt to sign in at a provider of OpenID Connect, between the button and the provider's answer.
//!
//! The browser that began it holds it, signed, so that any gateway of this deployment can go on with it and none has to remember
//! it. The nonce and the verifier (RFC 7636) are worked out from the state with the deployment's secret: the browser never sees
//! the verifier, and an answer that was asked for by another deployment fits nothing here.

use chrono::{DateTime, Utc};
use events::ids::{PersonId, ProviderId, WebSessionId};

use crate::key::{LinkFault, LinkKey};
use crate::signed_link::{joined, moment, parts};

/// What an attempt is signed for, what a nonce and what a verifier is made for.
const ATTEMPT: &[u8] = b"focalpoint/sign-in-attempt/1\0";
const NONCE: &[u8] = b"focalpoint/sign-in-nonce/1\0";
const VERIFIER: &[u8] = b"focalpoint/sign-in-verifier/1\0";

/// One attempt to sign in at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInAttempt {
    /// The provider that was asked.
    pub provider: ProviderId,
    /// The secret that the provider repeats in its answer, in hexadecimal.
    pub state: String,
    /// Until when the answer is taken, UTC.
    pub until: DateTime<Utc>,
    /// Who says in which session that they are somebody there; none: somebody signs in.
    pub linking: Option<(PersonId, WebSessionId)>,
    /// The page of this site to go on to.
    pub back: String,
}

impl LinkKey {
    /// An attempt as the browser keeps it, in letters that fit into a cookie.
    pub fn sign_attempt(&self, attempt: &SignInAttempt) -> String {
        let SignInAttempt { provider, state, until, linking, back } = attempt;
        let (person, session) =
            linking.as_ref().map_or(("", ""), |(person, session)| (person.as_str(), session.as_str()));
        // A page's address may have any letter; in hexadecimal it has none that stands between parts.
        let words = joined(&[provider, state, &until.timestamp(), &person, &session, &hex::encode(back)]);
        self.token(ATTEMPT, &words)
    }

    /// The attempt that a browser kept, while its answer is taken.
    pub fn open_attempt(&self, token: &str, now: DateTime<Utc>) -> Result<SignInAttempt, LinkFault> {
        let words = self.words(ATTEMPT, token);
        let attempt = words.and_then(|words| attempt_of(&words)).ok_or(LinkFault::Forged)?;
        if now < attempt.until { Ok(attempt) } else { Err(LinkFault::Expired) }
    }

    /// What the provider has to repeat in the identity that it vouches for.
    pub fn nonce_of(&self, state: &str) -> String {
        hex::encode(self.signature(NONCE, state))
    }

    /// What only whoever asked the provider can show (RFC 7636).
    pub fn verifier_of(&self, state: &str) -> String {
        hex::encode(self.signature(VERIFIER, state))
    }
}

fn attempt_of(words: &str) -> Option<SignInAttempt> {
    let [provider, state, until, person, session, back] = parts(words)?;
    let linking = match (person, session) {
        ("", "") => None,
        (person, session) => Some((person.parse().ok()?, session.parse().ok()?)),
    };
    Some(SignInAttempt {
        provider: provider.parse().ok()?,
        state: state.to_owned(),
        until: moment(until)?,
        linking,
        back: String::from_utf8(hex::decode(back).ok()?).ok()?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::signed_link::tests::{key, until};

    fn attempt(linking: Option<(PersonId, WebSessionId)>) -> SignInAttempt {
        let provider = "qeveria".parse().unwrap();
        SignInAttempt { provider, state: "5a".repeat(32), until: until(), linking, back: "/cases?a=1|2".to_owned() }
    }

    #[test]
    fn an_attempt_is_itself_again_for_its_own_deployment_and_until_it_is_over() {
        let linking = ("arta".parse().unwrap(), "s-1".parse().unwrap());
        let before = until() - TimeDelta::seconds(1);
        for attempt in [attempt(None), attempt(Some(linking))] {
            let kept = key("a").sign_attempt(&attempt);
            assert_eq!(key("a").open_attempt(&kept, before), Ok(attempt));
            assert_eq!(key("a").open_attempt(&kept, until()), Err(LinkFault::Expired));
            assert_eq!(key("b").open_attempt(&kept, before), Err(LinkFault::Forged));
            assert_eq!(key("a").open_attempt(&kept.replacen('c', "d", 1), before), Err(LinkFault::Forged));
        }
    }

    #[test]
    fn nonce_and_verifier_are_two_and_belong_to_one_state_and_one_deployment() {
        let all = [
            key("a").nonce_of("1"),
            key("a").verifier_of("1"),
            key("a").nonce_of("2"),
            key("a").verifier_of("2"),
            key("b").nonce_of("1"),
            key("b").verifier_of("1"),
        ];
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert_eq!(key("a").verifier_of("1"), all[1]);
        assert!((43..=128).contains(&all[1].len()), "RFC 7636, section 4.1");
    }
}
