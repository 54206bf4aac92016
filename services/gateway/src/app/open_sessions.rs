//! Which sessions are open: those that neither their end nor a rest too long has ended, whatever the log says of them. A rest leaves no
//! event behind, so whoever lists sessions asks here.

use chrono::{DateTime, Utc};
use events::account::{Account, Session};
use events::ids::WebSessionId;

use crate::app::App;

impl App {
    /// Whether somebody can still come in by a session at an instant, UTC.
    pub(crate) fn is_open(&self, session: &Session, at: DateTime<Utc>) -> bool {
        let unused = at.signed_duration_since(session.used).to_std();
        // Used a moment ahead, by another gateway's clock, is used just now.
        session.lasts(at) && unused.map_or(true, |unused| unused < self.config().sessions.idle)
    }

    /// The sessions of an account that are open now.
    pub(crate) fn open_sessions<'a>(
        &self,
        account: &'a Account,
    ) -> impl Iterator<Item = (&'a WebSessionId, &'a Session)> + use<'a, '_> {
        let at = self.world_time();
        account.sessions.iter().filter(move |(_, session)| self.is_open(session, at))
    }
}
