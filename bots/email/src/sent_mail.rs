//! What the channel knows of what it sent: which e-mails of a message were begun and which were taken, and what people's
//! calendars know of meetings. It stands in the file of the correspondence; nothing that was said is in it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use events::ids::{MeetingId, NotificationKey, PersonId};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::address::MailAddress;
use crate::correspondence::{Correspondence, CorrespondenceError};
use crate::draft::MessageId;

/// How long it is known that a message was sent: whoever hands it over hears of it long before.
const KEPT_FOR: Days = Days::new(30);

/// What tells a message from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MessageKey {
    /// The engine's id.
    pub(crate) message: Uuid,
    /// The fingerprint of what it was to say.
    pub(crate) parts: String,
}

/// How far an e-mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MailState {
    /// It was never sent, or for certain not taken.
    Unknown,
    /// Its sending was begun, and how that ended is not known.
    Begun,
    /// The server took it.
    Taken {
        /// Whether it came once for certain.
        once: bool,
    },
}

/// What a person's calendar was told of a meeting last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SentInvitation {
    /// How often the meeting had changed: the calendar's sequence.
    pub(crate) changes: u32,
    /// How often it had moved.
    pub(crate) moves: u32,
    /// Whether it was called off.
    pub(crate) cancelled: bool,
}

/// The tables of what was sent. A clone is the same file.
#[derive(Debug, Clone)]
pub(crate) struct SentMail(Correspondence);

impl SentMail {
    pub(crate) const fn new(correspondence: Correspondence) -> Self {
        Self(correspondence)
    }

    /// Whether everything of a message was taken, and then, whether it came once for certain.
    pub(crate) fn completion(&self, key: &MessageKey) -> Result<Option<bool>, CorrespondenceError> {
        let sql = "SELECT is_once FROM told_messages WHERE message = ?1 AND parts = ?2";
        let row = |row: &rusqlite::Row<'_>| row.get(0);
        Ok(self.0.connection().query_row(sql, params![key.message.to_string(), key.parts], row).optional()?)
    }

    /// Notes that everything of a message to an address was taken, and with it these notices. What is old is forgotten.
    pub(crate) fn record_completion(
        &self,
        key: &MessageKey,
        on: NaiveDate,
        once: bool,
        (address, notices): (&MailAddress, &[&NotificationKey]),
    ) -> Result<(), CorrespondenceError> {
        let old = on.checked_sub_days(KEPT_FOR).unwrap_or(on).to_string();
        let mut connection = self.0.connection();
        let transaction = connection.transaction()?;
        transaction.execute("DELETE FROM told_messages WHERE day < ?1", [&old])?;
        transaction.execute("DELETE FROM sent_mail WHERE day < ?1", [&old])?;
        transaction.execute(
            "INSERT OR REPLACE INTO told_messages VALUES (?1, ?2, ?3, ?4)",
            params![key.message.to_string(), key.parts, on.to_string(), once],
        )?;
        // Whoever hands it over has recorded it long before the next day is over.
        transaction.execute("DELETE FROM told_notices WHERE day < date(?1, '-2 days')", [on.to_string()])?;
        for notice in notices {
            let row = params![address.to_string(), notice.as_str(), on.to_string()];
            transaction.execute("INSERT OR IGNORE INTO told_notices VALUES (?1, ?2, ?3)", row)?;
        }
        Ok(transaction.commit()?)
    }

    /// The notices that an address was told on a day.
    pub(crate) fn told_notices(
        &self,
        address: &MailAddress,
        on: NaiveDate,
    ) -> Result<BTreeSet<NotificationKey>, CorrespondenceError> {
        let connection = self.0.connection();
        let mut told = connection.prepare_cached("SELECT notice FROM told_notices WHERE address = ?1 AND day = ?2")?;
        let found = told.query_map(params![address.to_string(), on.to_string()], |row| row.get(0))?;
        let found: Vec<String> = found.collect::<Result<_, _>>()?;
        Ok(found.iter().filter_map(|notice| notice.parse().ok()).collect())
    }

    /// Whether an e-mail of this message went out, or may have, when the message was to say something else.
    pub(crate) fn has_changed(&self, key: &MessageKey) -> Result<bool, CorrespondenceError> {
        let sql = "SELECT parts FROM sent_mail WHERE message = ?1 ORDER BY number LIMIT 1";
        let row = |row: &rusqlite::Row<'_>| row.get(0);
        let first: Option<String> = self.0.connection().query_row(sql, [key.message.to_string()], row).optional()?;
        Ok(first.is_some_and(|parts| parts != key.parts))
    }

    /// Whether anything is known of a message.
    pub(crate) fn is_known(&self, key: &MessageKey) -> Result<bool, CorrespondenceError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM sent_mail WHERE message = ?1)";
        Ok(self.0.connection().query_row(sql, [key.message.to_string()], |row| row.get(0))?)
    }

    /// Whether no e-mail of a message is still begun.
    pub(crate) fn is_taken(&self, key: &MessageKey) -> Result<bool, CorrespondenceError> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM sent_mail WHERE message = ?1 AND parts = ?2 AND NOT is_taken)";
        let row = |row: &rusqlite::Row<'_>| row.get(0);
        Ok(self.0.connection().query_row(sql, params![key.message.to_string(), key.parts], row)?)
    }

    /// How far an e-mail is.
    pub(crate) fn state(&self, mail: MessageId) -> Result<MailState, CorrespondenceError> {
        let sql = "SELECT is_taken, is_once FROM sent_mail WHERE mail = ?1";
        let row = |row: &rusqlite::Row<'_>| {
            Ok(if row.get(0)? { MailState::Taken { once: row.get(1)? } } else { MailState::Begun })
        };
        let found = self.0.connection().query_row(sql, [mail.0.to_string()], row).optional()?;
        Ok(found.unwrap_or(MailState::Unknown))
    }

    /// Notes that an e-mail of a message is about to be sent.
    pub(crate) fn begin(&self, key: &MessageKey, mail: MessageId, on: NaiveDate) -> Result<(), CorrespondenceError> {
        let sql = "INSERT INTO sent_mail (mail, message, parts, day, is_taken, is_once) VALUES (?1, ?2, ?3, ?4, 0, 1)";
        let row = params![mail.0.to_string(), key.message.to_string(), key.parts, on.to_string()];
        self.0.connection().execute(sql, row)?;
        Ok(())
    }

    /// Notes that the server took an e-mail; whether it came once for certain.
    pub(crate) fn note_taken(&self, mail: MessageId, once: bool) -> Result<(), CorrespondenceError> {
        let sql = "UPDATE sent_mail SET is_taken = 1, is_once = ?2 WHERE mail = ?1";
        self.0.connection().execute(sql, params![mail.0.to_string(), once])?;
        Ok(())
    }

    /// Forgets an e-mail that for certain was not taken.
    pub(crate) fn forget(&self, mail: MessageId) -> Result<(), CorrespondenceError> {
        self.0.connection().execute("DELETE FROM sent_mail WHERE mail = ?1", [mail.0.to_string()])?;
        Ok(())
    }

    /// What a person's calendar was told of a meeting last.
    pub(crate) fn invitation(
        &self,
        person: &PersonId,
        meeting: &MeetingId,
    ) -> Result<Option<SentInvitation>, CorrespondenceError> {
        let sql = "SELECT changes, moves, is_cancelled FROM sent_invitations WHERE person = ?1 AND meeting = ?2";
        let row = |row: &rusqlite::Row<'_>| {
            Ok(SentInvitation { changes: row.get(0)?, moves: row.get(1)?, cancelled: row.get(2)? })
        };
        Ok(self.0.connection().query_row(sql, params![person.as_str(), meeting.as_str()], row).optional()?)
    }

    /// Notes what a person's calendar was told of a meeting.
    pub(crate) fn note_invitation(
        &self,
        person: &PersonId,
        meeting: &MeetingId,
        sent: SentInvitation,
    ) -> Result<(), CorrespondenceError> {
        let sql = "INSERT OR REPLACE INTO sent_invitations VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![person.as_str(), meeting.as_str(), sent.changes, sent.moves, sent.cancelled];
        self.0.connection().execute(sql, row)?;
        Ok(())
    }
}
