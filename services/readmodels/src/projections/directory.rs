//! The read model of who is who: institutions, their people, subgroups and their chairs, invitations.
//!
//! Personal fields stay sealed in the tables and are opened when a query answers, so that an erased key takes effect at
//! once and a replay comes out the same before and after. A chat is found by opening the chats of people in post.

use chrono::{DateTime, Utc};
use events::ids::{InstitutionId, PersonId, Position, SubgroupId};
use events::institution::{Appointee, InstitutionEvent, Post};
use events::subgroup::SubgroupEvent;
use events::{Event, RecordedEvent};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::engine::projection::{Projection, ProjectionError};
use crate::json::to_column;

const TABLES: &[&str] = &[
    "directory_institutions",
    "directory_people",
    "directory_invitations",
    "directory_subgroups",
    "directory_members",
    "directory_changes",
];

const CREATE: &str = "
CREATE TABLE directory_institutions (
    id TEXT PRIMARY KEY,
    names TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    authority_member INTEGER NOT NULL,
    active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE directory_people (
    institution TEXT NOT NULL,
    person TEXT NOT NULL,
    post TEXT NOT NULL,
    focal_point INTEGER NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    chat TEXT,
    language TEXT NOT NULL,
    quiet_hours TEXT,
    digest_hour TEXT,
    absence TEXT,
    email TEXT,
    channels TEXT,
    frequency TEXT,
    muted TEXT,
    reached_since TEXT,
    PRIMARY KEY (institution, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX directory_by_person ON directory_people (person);
CREATE TABLE directory_invitations (
    hash TEXT PRIMARY KEY,
    institution TEXT NOT NULL,
    person TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX directory_open_invitations ON directory_invitations (institution, person, open);
CREATE TABLE directory_subgroups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    chair TEXT,
    dissolved INTEGER NOT NULL,
    cut_off INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE directory_members (
    subgroup TEXT NOT NULL,
    institution TEXT NOT NULL,
    PRIMARY KEY (subgroup, institution)
) STRICT, WITHOUT ROWID;
CREATE TABLE directory_changes (only INTEGER PRIMARY KEY CHECK (only = 1), position INTEGER NOT NULL)
STRICT, WITHOUT ROWID;
";

/// The read model.
pub(crate) struct Directory;

impl Projection for Directory {
    fn name(&self) -> &'static str {
        "directory"
    }

    fn version(&self) -> u32 {
        5
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        match &recorded.event {
            Event::Institution(id, event) => {
                note_change(transaction, recorded.position)?;
                apply_to_institution(transaction, id, event, recorded.metadata.recorded_at)
            }
            Event::Subgroup(id, event) => {
                note_change(transaction, recorded.position)?;
                apply_to_subgroup(transaction, id, event, recorded.position)
            }
            Event::Meeting(..)
            | Event::ActionItem(..)
            | Event::Reminder(..)
            | Event::Notification(..)
            | Event::Account(..)
            | Event::AuditTrail(..)
            | Event::Webhook(..)
            | Event::Erasure(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Module(..)
            | Event::Objective(..)
            | Event::Milestone(..) => Ok(()),
        }
    }
}

/// Whoever keeps a copy of the directory asks by this position whether it still holds.
fn note_change(transaction: &Transaction<'_>, position: Position) -> rusqlite::Result<()> {
    transaction.prepare_cached("INSERT OR REPLACE INTO directory_changes VALUES (1, ?1)")?.execute([position.0])?;
    Ok(())
}

fn apply_to_institution(
    transaction: &Transaction<'_>,
    id: &InstitutionId,
    event: &InstitutionEvent,
    at: DateTime<Utc>,
) -> Result<(), ProjectionError> {
    use InstitutionEvent as E;

    let person_column = |column: &str, person: &PersonId, value: Option<String>| {
        transaction
            .prepare_cached(&format!(
                "UPDATE directory_people SET {column} = ?3 WHERE institution = ?1 AND person = ?2"
            ))?
            .execute(params![id.as_str(), person.as_str(), value])
    };
    // Of the chat or the address there was; the first one takes nothing away from anybody.
    let no_longer_reached_as_before = |column: &str, person: &PersonId| {
        transaction
            .prepare_cached(&format!(
                "UPDATE directory_people SET reached_since = ?3
                 WHERE institution = ?1 AND person = ?2 AND {column} IS NOT NULL"
            ))?
            .execute(params![id.as_str(), person.as_str(), at.to_rfc3339()])
    };
    match event {
        E::Registered { names, kind, role, authority_member } => {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO directory_institutions VALUES (?1, ?2, ?3, ?4, ?5, 1)")?
                .execute(params![id.as_str(), to_column(names)?, to_column(kind)?, role.as_str(), authority_member])?;
        }
        E::NamesChanged { names } => {
            transaction
                .prepare_cached("UPDATE directory_institutions SET names = ?2 WHERE id = ?1")?
                .execute(params![id.as_str(), to_column(names)?])?;
        }
        E::FocalPointAppointed(appointee) => appoint(transaction, id, appointee, Post::FocalPoint, None)?,
        E::DeputyAppointed(appointee) => appoint(transaction, id, appointee, Post::Deputy, None)?,
        E::FocalPointHandedOver { predecessor, successor } => {
            close_invitations(transaction, id, predecessor)?;
            dismiss(transaction, id, predecessor)?;
            let kept = settings_of_deputy(transaction, id, &successor.person)?;
            dismiss(transaction, id, &successor.person)?;
            appoint(transaction, id, successor, Post::FocalPoint, kept)?;
        }
        E::InvitationIssued { person, invitation, expires_at } => {
            close_invitations(transaction, id, person)?;
            transaction
                .prepare_cached("INSERT OR REPLACE INTO directory_invitations VALUES (?1, ?2, ?3, ?4, 1)")?
                .execute(params![invitation.as_str(), id.as_str(), person.as_str(), expires_at.to_rfc3339()])?;
        }
        E::ChatLinked { person, chat, .. } => {
            close_invitations(transaction, id, person)?;
            no_longer_reached_as_before("chat", person)?;
            person_column("chat", person, Some(to_column(chat)?))?;
        }
        E::ChatUnlinked { person } => {
            no_longer_reached_as_before("chat", person)?;
            person_column("chat", person, None)?;
        }
        E::LanguageChosen { person, language } => {
            person_column("language", person, Some(language.code().to_owned()))?;
        }
        E::QuietHoursSet { person, quiet_hours } => {
            person_column("quiet_hours", person, Some(to_column(quiet_hours)?))?;
        }
        E::DigestHourChosen { person, hour } => {
            person_column("digest_hour", person, Some(to_column(hour)?))?;
        }
        E::EmailAddressSet { person, address } => {
            no_longer_reached_as_before("email", person)?;
            person_column("email", person, Some(to_column(address)?))?;
        }
        E::EmailAddressRemoved { person } => {
            no_longer_reached_as_before("email", person)?;
            person_column("email", person, None)?;
        }
        E::ChannelsChosen { person, channels } => {
            person_column("channels", person, Some(to_column(channels)?))?;
        }
        E::DigestFrequencyChosen { person, frequency } => {
            person_column("frequency", person, Some(to_column(frequency)?))?;
        }
        E::SubjectsMuted { person, muted } => {
            person_column("muted", person, Some(to_column(muted)?))?;
        }
        E::AbsenceAnnounced { person, absence } => {
            person_column("absence", person, Some(to_column(absence)?))?;
        }
        E::AbsenceEnded { person } => {
            person_column("absence", person, None)?;
        }
        E::Deactivated { .. } => {
            transaction
                .prepare_cached("UPDATE directory_institutions SET active = 0 WHERE id = ?1")?
                .execute([id.as_str()])?;
            transaction
                .prepare_cached("UPDATE directory_invitations SET open = 0 WHERE institution = ?1")?
                .execute([id.as_str()])?;
        }
    }
    Ok(())
}

/// What a deputy who becomes the focal point keeps, as the table has it.
#[derive(Default)]
struct DeputySettings {
    chat: Option<String>,
    quiet_hours: Option<String>,
    digest_hour: Option<String>,
    absence: Option<String>,
    email: Option<String>,
    channels: Option<String>,
    frequency: Option<String>,
    muted: Option<String>,
    reached_since: Option<String>,
}

fn settings_of_deputy(
    transaction: &Transaction<'_>,
    institution: &InstitutionId,
    person: &PersonId,
) -> rusqlite::Result<Option<DeputySettings>> {
    transaction
        .prepare_cached("SELECT * FROM directory_people WHERE institution = ?1 AND person = ?2")?
        .query_row(params![institution.as_str(), person.as_str()], |row| {
            Ok(DeputySettings {
                chat: row.get("chat")?,
                quiet_hours: row.get("quiet_hours")?,
                digest_hour: row.get("digest_hour")?,
                absence: row.get("absence")?,
                email: row.get("email")?,
                channels: row.get("channels")?,
                frequency: row.get("frequency")?,
                muted: row.get("muted")?,
                reached_since: row.get("reached_since")?,
            })
        })
        .optional()
}

fn appoint(
    transaction: &Transaction<'_>,
    institution: &InstitutionId,
    appointee: &Appointee,
    post: Post,
    kept: Option<DeputySettings>,
) -> Result<(), ProjectionError> {
    let kept = kept.unwrap_or_default();
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO directory_people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
             ?16)",
        )?
        .execute(params![
            institution.as_str(),
            appointee.person.as_str(),
            to_column(&post)?,
            post == Post::FocalPoint,
            to_column(&appointee.name)?,
            appointee.phone.as_ref().map(to_column).transpose()?,
            kept.chat,
            appointee.language.code(),
            kept.quiet_hours,
            kept.digest_hour,
            kept.absence,
            kept.email,
            kept.channels,
            kept.frequency,
            kept.muted,
            kept.reached_since,
        ])?;
    Ok(())
}

fn dismiss(transaction: &Transaction<'_>, institution: &InstitutionId, person: &PersonId) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("DELETE FROM directory_people WHERE institution = ?1 AND person = ?2")?
        .execute(params![institution.as_str(), person.as_str()])?;
    Ok(())
}

fn close_invitations(
    transaction: &Transaction<'_>,
    institution: &InstitutionId,
    person: &PersonId,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE directory_invitations SET open = 0 WHERE institution = ?1 AND person = ?2")?
        .execute(params![institution.as_str(), person.as_str()])?;
    Ok(())
}

fn apply_to_subgroup(
    transaction: &Transaction<'_>,
    id: &SubgroupId,
    event: &SubgroupEvent,
    position: Position,
) -> Result<(), ProjectionError> {
    use SubgroupEvent as E;

    match event {
        E::Formed { name } => {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO directory_subgroups VALUES (?1, ?2, NULL, 0, NULL)")?
                .execute(params![id.as_str(), to_column(name)?])?;
        }
        E::ChairAppointed(chair) => {
            transaction
                .prepare_cached("UPDATE directory_subgroups SET chair = ?2 WHERE id = ?1")?
                .execute(params![id.as_str(), to_column(chair)?])?;
        }
        E::InstitutionJoined { institution } => {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO directory_members VALUES (?1, ?2)")?
                .execute(params![id.as_str(), institution.as_str()])?;
        }
        E::InstitutionLeft { institution } => {
            transaction
                .prepare_cached("DELETE FROM directory_members WHERE subgroup = ?1 AND institution = ?2")?
                .execute(params![id.as_str(), institution.as_str()])?;
        }
        E::CutOff { .. } => {
            transaction
                .prepare_cached("UPDATE directory_subgroups SET chair = NULL, cut_off = ?2 WHERE id = ?1")?
                .execute(params![id.as_str(), position.0])?;
        }
        E::Dissolved { .. } => {
            transaction
                .prepare_cached("UPDATE directory_subgroups SET dissolved = 1 WHERE id = ?1")?
                .execute([id.as_str()])?;
        }
    }
    Ok(())
}
