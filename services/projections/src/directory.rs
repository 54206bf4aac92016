//! The read model of who is who: institutions, their people, subgroups and their chairs, invitations.
//!
//! Personal fields stay sealed in the tables and are opened when a query answers, so that an erased key takes effect at
//! once and a replay comes out the same before and after. A chat is found by opening the chats of people in post.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use events::ids::{ChatId, InstitutionId, PersonId, SubgroupId};
use events::institution::{Appointee, InstitutionEvent, InstitutionKind, InvitationHash, Post, QuietHours};
use events::language::Language;
use events::sealed::{PersonKeys, Sealed};
use events::subgroup::{Chair, SubgroupEvent};
use events::text::Text;
use events::{Event, RecordedEvent};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::json::{from_column, from_optional_column, from_text, to_column};
use crate::projection::{Projection, ProjectionError};
use crate::read_models::{ReadModelError, ReadModels};
use crate::views::{InstitutionView, InvitationView, PersonView, SubgroupView};

const TABLES: &[&str] = &[
    "directory_institutions",
    "directory_people",
    "directory_invitations",
    "directory_subgroups",
    "directory_members",
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
    dissolved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE directory_members (
    subgroup TEXT NOT NULL,
    institution TEXT NOT NULL,
    PRIMARY KEY (subgroup, institution)
) STRICT, WITHOUT ROWID;
";

/// The read model.
pub(crate) struct Directory;

impl Projection for Directory {
    fn name(&self) -> &'static str {
        "directory"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        match &recorded.event {
            Event::Institution(id, event) => apply_to_institution(transaction, id, event),
            Event::Subgroup(id, event) => apply_to_subgroup(transaction, id, event),
            Event::Meeting(..)
            | Event::ActionItem(..)
            | Event::Reminder(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Module(..)
            | Event::Objective(..)
            | Event::Milestone(..) => Ok(()),
        }
    }
}

fn apply_to_institution(
    transaction: &Transaction<'_>,
    id: &InstitutionId,
    event: &InstitutionEvent,
) -> Result<(), ProjectionError> {
    use InstitutionEvent as E;

    let person_column = |column: &str, person: &PersonId, value: Option<String>| {
        transaction
            .prepare_cached(&format!(
                "UPDATE directory_people SET {column} = ?3 WHERE institution = ?1 AND person = ?2"
            ))?
            .execute(params![id.as_str(), person.as_str(), value])
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
            let kept = kept_by_deputy(transaction, id, &successor.person)?;
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
            person_column("chat", person, Some(to_column(chat)?))?;
        }
        E::ChatUnlinked { person } => {
            person_column("chat", person, None)?;
        }
        E::LanguageChosen { person, language } => {
            person_column("language", person, Some(language.code().to_owned()))?;
        }
        E::QuietHoursSet { person, quiet_hours } => {
            person_column("quiet_hours", person, Some(to_column(quiet_hours)?))?;
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

/// The chat and quiet hours of a deputy who becomes the focal point.
fn kept_by_deputy(
    transaction: &Transaction<'_>,
    institution: &InstitutionId,
    person: &PersonId,
) -> rusqlite::Result<Option<(Option<String>, Option<String>)>> {
    transaction
        .prepare_cached("SELECT chat, quiet_hours FROM directory_people WHERE institution = ?1 AND person = ?2")?
        .query_row(params![institution.as_str(), person.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn appoint(
    transaction: &Transaction<'_>,
    institution: &InstitutionId,
    appointee: &Appointee,
    post: Post,
    kept: Option<(Option<String>, Option<String>)>,
) -> Result<(), ProjectionError> {
    let (chat, quiet_hours) = kept.unwrap_or_default();
    transaction
        .prepare_cached("INSERT OR REPLACE INTO directory_people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![
            institution.as_str(),
            appointee.person.as_str(),
            to_column(&post)?,
            post == Post::FocalPoint,
            to_column(&appointee.name)?,
            appointee.phone.as_ref().map(to_column).transpose()?,
            chat,
            appointee.language.code(),
            quiet_hours,
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
) -> Result<(), ProjectionError> {
    use SubgroupEvent as E;

    match event {
        E::Formed { name } => {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO directory_subgroups VALUES (?1, ?2, NULL, 0)")?
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
        E::Dissolved { .. } => {
            transaction
                .prepare_cached("UPDATE directory_subgroups SET dissolved = 1 WHERE id = ?1")?
                .execute([id.as_str()])?;
        }
    }
    Ok(())
}

/// A person as the tables have them, still sealed.
struct SealedPerson {
    institution: InstitutionId,
    person: PersonId,
    post: Post,
    name: Sealed<Text>,
    phone: Option<Sealed<Text>>,
    chat: Option<Sealed<ChatId>>,
    language: Language,
    quiet_hours: Option<QuietHours>,
    invited_until: Option<DateTime<Utc>>,
    institution_kind: InstitutionKind,
}

impl SealedPerson {
    const QUERY: &'static str = "
        SELECT people.*, institutions.kind,
            (SELECT expires_at FROM directory_invitations AS invitations
             WHERE open AND invitations.institution = people.institution AND invitations.person = people.person)
            AS invited_until
        FROM directory_people AS people JOIN directory_institutions AS institutions ON institutions.id = people.institution
        WHERE institutions.active";

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let invited_until: Option<String> = row.get("invited_until")?;
        Ok(Self {
            institution: from_text(row, "institution")?,
            person: from_text(row, "person")?,
            post: from_column(row, "post")?,
            name: from_column(row, "name")?,
            phone: from_optional_column(row, "phone")?,
            chat: from_optional_column(row, "chat")?,
            language: from_text(row, "language")?,
            quiet_hours: from_optional_column(row, "quiet_hours")?,
            invited_until: invited_until.and_then(|at| at.parse().ok()),
            institution_kind: from_column(row, "kind")?,
        })
    }

    fn open(self, keys: &dyn PersonKeys, chairs: &[(SubgroupId, Chair)]) -> PersonView {
        let chairs = chairs
            .iter()
            .filter(|(_, chair)| chair.person == self.person && chair.institution == self.institution)
            .map(|(subgroup, _)| subgroup.clone())
            .collect();
        PersonView {
            name: self.name.open(keys),
            phone: self.phone.and_then(|phone| phone.open(keys)),
            chat: self.chat.and_then(|chat| chat.open(keys)),
            secretariat: matches!(self.institution_kind, InstitutionKind::Secretariat | InstitutionKind::Coordinator),
            person: self.person,
            institution: self.institution,
            post: self.post,
            language: self.language,
            quiet_hours: self.quiet_hours,
            invited_until: self.invited_until,
            chairs,
        }
    }
}

/// People in post, the focal points first.
fn people(connection: &Connection) -> rusqlite::Result<Vec<SealedPerson>> {
    let query = format!("{} ORDER BY institution, focal_point DESC, person", SealedPerson::QUERY);
    connection.prepare_cached(&query)?.query_map([], SealedPerson::read)?.collect()
}

fn chairs(connection: &Connection) -> rusqlite::Result<Vec<(SubgroupId, Chair)>> {
    connection
        .prepare_cached("SELECT id, chair FROM directory_subgroups WHERE chair IS NOT NULL AND NOT dissolved")?
        .query_map([], |row| Ok((from_text(row, "id")?, from_column(row, "chair")?)))?
        .collect()
}

fn institutions(connection: &Connection) -> rusqlite::Result<Vec<InstitutionView>> {
    connection
        .prepare_cached("SELECT * FROM directory_institutions")?
        .query_map([], |row| {
            Ok(InstitutionView {
                id: from_text(row, "id")?,
                names: from_column(row, "names")?,
                kind: from_column(row, "kind")?,
                role: from_text(row, "role")?,
                authority_member: row.get("authority_member")?,
                active: row.get("active")?,
                staff: vec![],
            })
        })?
        .collect()
}

fn subgroups(connection: &Connection) -> rusqlite::Result<Vec<SubgroupView>> {
    let mut members: BTreeMap<SubgroupId, Vec<InstitutionId>> = BTreeMap::new();
    let mut statement = connection.prepare_cached("SELECT * FROM directory_members")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        members.entry(from_text(row, "subgroup")?).or_default().push(from_text(row, "institution")?);
    }
    connection
        .prepare_cached("SELECT * FROM directory_subgroups")?
        .query_map([], |row| {
            let id: SubgroupId = from_text(row, "id")?;
            Ok(SubgroupView {
                name: from_column(row, "name")?,
                chair: from_optional_column(row, "chair")?,
                members: members.remove(&id).unwrap_or_default(),
                dissolved: row.get("dissolved")?,
                id,
            })
        })?
        .collect()
}

impl ReadModels {
    async fn everybody(&self) -> Result<Vec<PersonView>, ReadModelError> {
        let (people, chairs) = self.read(|connection| Ok((people(connection)?, chairs(connection)?))).await?;
        Ok(people.into_iter().map(|person| person.open(self.keys().as_ref(), &chairs)).collect())
    }

    /// Every institution with its people, by id.
    pub async fn institutions(&self) -> Result<Vec<InstitutionView>, ReadModelError> {
        let mut all = self.read(institutions).await?;
        let everybody = self.everybody().await?;
        for institution in &mut all {
            institution.staff =
                everybody.iter().filter(|person| person.institution == institution.id).cloned().collect();
        }
        Ok(all)
    }

    /// One institution with its people.
    pub async fn institution(&self, id: &InstitutionId) -> Result<Option<InstitutionView>, ReadModelError> {
        Ok(self.institutions().await?.into_iter().find(|institution| &institution.id == id))
    }

    /// Every subgroup, dissolved ones included, by id.
    pub async fn subgroups(&self) -> Result<Vec<SubgroupView>, ReadModelError> {
        self.read(subgroups).await
    }

    /// One subgroup.
    pub async fn subgroup(&self, id: &SubgroupId) -> Result<Option<SubgroupView>, ReadModelError> {
        Ok(self.subgroups().await?.into_iter().find(|subgroup| &subgroup.id == id))
    }

    /// Who holds a post and has linked this chat.
    pub async fn person_by_chat(&self, chat: ChatId) -> Result<Option<PersonView>, ReadModelError> {
        Ok(self.everybody().await?.into_iter().find(|person| person.chat == Some(chat)))
    }

    /// A person in post.
    pub async fn person(&self, person: &PersonId) -> Result<Option<PersonView>, ReadModelError> {
        Ok(self.everybody().await?.into_iter().find(|known| &known.person == person))
    }

    /// Whose invitation this is, also when it was used, replaced or has expired: the domain says which.
    pub async fn invitation(&self, hash: &InvitationHash) -> Result<Option<InvitationView>, ReadModelError> {
        let hash = hash.clone();
        self.read(move |connection| {
            connection
                .prepare_cached("SELECT institution, person FROM directory_invitations WHERE hash = ?1")?
                .query_row([hash.as_str()], |row| {
                    Ok(InvitationView {
                        institution: from_text(row, "institution")?,
                        person: from_text(row, "person")?,
                    })
                })
                .optional()
        })
        .await
    }
}
