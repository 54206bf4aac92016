//! One-time sign-in links and the sessions they open.
//!
//! Both are 256 random bits, and only their SHA-256 is kept: whoever reads this process's memory dump or a log learns
//! no usable secret from the table. Sessions live in memory; after a restart people sign in again with a new link.
//! Time here is the machine's monotonic time, not the coordination clock: the demo moves that one by days, and nobody
//! should be signed out by it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rand::RngCore;
use sha2::{Digest, Sha256};

/// How long a sign-in link can be used.
pub(crate) const LINK_VALID: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a session lasts after it was last used.
pub(crate) const SESSION_IDLE: Duration = Duration::from_secs(12 * 60 * 60);
/// How long a session lasts at most.
pub(crate) const SESSION_LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

type Fingerprint = [u8; 32];

#[derive(Debug, Clone, Copy)]
struct Session {
    opened: Instant,
    used: Instant,
}

#[derive(Debug, Default)]
struct Tables {
    links: HashMap<Fingerprint, Instant>,
    sessions: HashMap<Fingerprint, Session>,
}

/// The links and sessions of this process.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    tables: Mutex<Tables>,
}

/// Draws a secret of 256 bits, in hexadecimal.
pub(crate) fn draw_secret() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}

fn fingerprint(secret: &str) -> Fingerprint {
    Sha256::digest(secret.as_bytes()).into()
}

impl Session {
    fn holds(&self, now: Instant) -> bool {
        now.duration_since(self.used) <= SESSION_IDLE && now.duration_since(self.opened) <= SESSION_LONGEST
    }
}

impl Sessions {
    fn tables(&self) -> MutexGuard<'_, Tables> {
        // A panic elsewhere cannot leave the maps half changed: each change is one insert or remove.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new one-time token.
    pub(crate) fn issue_link(&self, now: Instant) -> String {
        let token = draw_secret();
        let mut tables = self.tables();
        tables.links.retain(|_, until| *until >= now);
        tables.links.insert(fingerprint(&token), now + LINK_VALID);
        token
    }

    /// Takes a token and opens a session; `None` when the token is unknown, used or too old.
    pub(crate) fn open(&self, token: &str, now: Instant) -> Option<String> {
        let mut tables = self.tables();
        let until = tables.links.remove(&fingerprint(token))?;
        if until < now {
            return None;
        }
        let secret = draw_secret();
        tables.sessions.retain(|_, session| session.holds(now));
        tables.sessions.insert(fingerprint(&secret), Session { opened: now, used: now });
        Some(secret)
    }

    /// Whether the secret belongs to a session that lasts; using it keeps it alive.
    pub(crate) fn touch(&self, secret: &str, now: Instant) -> bool {
        match self.tables().sessions.get_mut(&fingerprint(secret)) {
            Some(session) if session.holds(now) => {
                session.used = now;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Ends a session.
    pub(crate) fn close(&self, secret: &str) {
        self.tables().sessions.remove(&fingerprint(secret));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_one_session_only() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let token = sessions.issue_link(now);
        assert!(sessions.open(&token, now).is_some());
        assert!(sessions.open(&token, now).is_none());
    }

    #[test]
    fn a_link_is_good_for_a_day() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let (first, second) = (sessions.issue_link(now), sessions.issue_link(now));
        assert!(sessions.open(&first, now + LINK_VALID).is_some());
        assert!(sessions.open(&second, now + LINK_VALID + Duration::from_secs(1)).is_none());
    }

    #[test]
    fn a_session_ends_when_it_is_not_used_and_when_it_is_too_old() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let secret = sessions.open(&sessions.issue_link(now), now).unwrap();
        let mut later = now;
        while later + SESSION_IDLE <= now + SESSION_LONGEST {
            later += SESSION_IDLE;
            assert!(sessions.touch(&secret, later));
        }
        assert!(!sessions.touch(&secret, now + SESSION_LONGEST + Duration::from_secs(1)));

        let secret = sessions.open(&sessions.issue_link(now), now).unwrap();
        assert!(!sessions.touch(&secret, now + SESSION_IDLE + Duration::from_secs(1)));
    }

    #[test]
    fn a_closed_session_is_over() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let secret = sessions.open(&sessions.issue_link(now), now).unwrap();
        sessions.close(&secret);
        assert!(!sessions.touch(&secret, now));
    }
}
