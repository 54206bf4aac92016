//! The read model of who is who: institutions, their people, subgroups and their chairs, invitations.
//!
//! Personal fields stay sealed in the tables and are opened when a query answers, so that an erased key takes effect at
//! once and a replay comes out the same before and after. A chat is found by opening the chats of people in post.

use chrono::{DateTime, Utc};
use events::ids::{ChatId, InstitutionId, PersonId, Position, SubgroupId};
use events::institution::{Appointee, DigestHour, InstitutionEvent, InstitutionKind, InvitationHash, Post, QuietHours};
use events::language::{Language, LocalText};
use events::period::Period;
use events::sealed::{PersonKeys, Sealed};
use events::subgroup::{Chair, SubgroupEvent};
use events::text::Text;
use events::{Event, RecordedEvent};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::json::{from_column, from_optional_column, from_text, to_column};
use crate::projection::{Projection, ProjectionError};
use crate::read_models::{ALL, ReadModelError, ReadModels};
use crate::views::{InstitutionView, InvitationView, PersonView, SubgroupView};

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
        3
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
                apply_to_institution(transaction, id, event)
            }
            Event::Subgroup(id, event) => {
                note_change(transaction, recorded.position)?;
                apply_to_subgroup(transaction, id, event)
            }
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

/// Whoever keeps a copy of the directory asks by this position whether it still holds.
fn note_change(transaction: &Transaction<'_>, position: Position) -> rusqlite::Result<()> {
    transaction.prepare_cached("INSERT OR REPLACE INTO directory_changes VALUES (1, ?1)")?.execute([position.0])?;
    Ok(())
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
        E::DigestHourChosen { person, hour } => {
            person_column("digest_hour", person, Some(to_column(hour)?))?;
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
struct Kept {
    chat: Option<String>,
    quiet_hours: Option<String>,
    digest_hour: Option<String>,
    absence: Option<String>,
}

fn kept_by_deputy(
    transaction: &Transaction<'_>,
    institution: &InstitutionId,
    person: &PersonId,
) -> rusqlite::Result<Option<Kept>> {
    transaction
        .prepare_cached("SELECT * FROM directory_people WHERE institution = ?1 AND person = ?2")?
        .query_row(params![institution.as_str(), person.as_str()], |row| {
            Ok(Kept {
                chat: row.get("chat")?,
                quiet_hours: row.get("quiet_hours")?,
                digest_hour: row.get("digest_hour")?,
                absence: row.get("absence")?,
            })
        })
        .optional()
}

fn appoint(
    transaction: &Transaction<'_>,
    institution: &InstitutionId,
    appointee: &Appointee,
    post: Post,
    kept: Option<Kept>,
) -> Result<(), ProjectionError> {
    let kept = kept.unwrap_or_default();
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO directory_people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
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

/// An institution as the tables have it, without its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedInstitution {
    pub(crate) id: InstitutionId,
    names: LocalText,
    kind: InstitutionKind,
    role: Text,
    authority_member: bool,
    active: bool,
}

impl ListedInstitution {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: from_text(row, "id")?,
            names: from_column(row, "names")?,
            kind: from_column(row, "kind")?,
            role: from_text(row, "role")?,
            authority_member: row.get("authority_member")?,
            active: row.get("active")?,
        })
    }

    /// The institution with those of these people who are its own.
    pub(crate) fn with_staff(self, people: &[PersonView]) -> InstitutionView {
        InstitutionView {
            staff: people.iter().filter(|person| person.institution == self.id).cloned().collect(),
            id: self.id,
            names: self.names,
            kind: self.kind,
            role: self.role,
            authority_member: self.authority_member,
            active: self.active,
        }
    }
}

/// A person as the tables have them, still sealed. In this form a person also travels between services: whoever shows
/// the person has the keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealedPerson {
    pub(crate) institution: InstitutionId,
    pub(crate) person: PersonId,
    post: Post,
    name: Sealed<Text>,
    phone: Option<Sealed<Text>>,
    chat: Option<Sealed<ChatId>>,
    language: Language,
    quiet_hours: Option<QuietHours>,
    digest_hour: Option<DigestHour>,
    absence: Option<Period>,
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
            digest_hour: from_optional_column(row, "digest_hour")?,
            absence: from_optional_column(row, "absence")?,
            invited_until: invited_until.and_then(|at| at.parse().ok()),
            institution_kind: from_column(row, "kind")?,
        })
    }

    fn open(&self, keys: &dyn PersonKeys, chairs: &[(SubgroupId, Chair)]) -> PersonView {
        let chairs = chairs
            .iter()
            .filter(|(_, chair)| chair.person == self.person && chair.institution == self.institution)
            .map(|(subgroup, _)| subgroup.clone())
            .collect();
        PersonView {
            name: self.name.open(keys),
            phone: self.phone.as_ref().and_then(|phone| phone.open(keys)),
            chat: self.chat.as_ref().and_then(|chat| chat.open(keys)),
            secretariat: matches!(self.institution_kind, InstitutionKind::Secretariat | InstitutionKind::Coordinator),
            person: self.person.clone(),
            institution: self.institution.clone(),
            post: self.post,
            language: self.language,
            quiet_hours: self.quiet_hours,
            digest_hour: self.digest_hour,
            absence: self.absence,
            invited_until: self.invited_until,
            chairs,
        }
    }
}

/// People with what is needed to show them, still sealed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Staff {
    people: Vec<SealedPerson>,
    chairs: Vec<(SubgroupId, Chair)>,
}

impl Staff {
    /// People in whatever order: they are put by institution, the focal point first.
    pub(crate) fn new(mut people: Vec<SealedPerson>, chairs: Vec<(SubgroupId, Chair)>) -> Self {
        let order = |one: &SealedPerson| (one.institution.clone(), one.post != Post::FocalPoint, one.person.clone());
        people.sort_by_cached_key(order);
        Self { people, chairs }
    }

    /// Everybody, opened.
    pub(crate) fn open(&self, keys: &dyn PersonKeys) -> Vec<PersonView> {
        self.people.iter().map(|person| person.open(keys, &self.chairs)).collect()
    }

    /// Whoever has linked this chat: each chat is opened and looked at.
    pub(crate) fn by_chat(&self, chat: ChatId, keys: &dyn PersonKeys) -> Option<PersonView> {
        let has = |person: &&SealedPerson| person.chat.as_ref().is_some_and(|sealed| sealed.open(keys) == Some(chat));
        self.people.iter().find(has).map(|person| person.open(keys, &self.chairs))
    }

    /// A person in post.
    pub(crate) fn person(&self, id: &PersonId, keys: &dyn PersonKeys) -> Option<PersonView> {
        self.people.iter().find(|person| &person.person == id).map(|person| person.open(keys, &self.chairs))
    }
}

/// The position of the last change to the directory.
pub(crate) fn changed(connection: &Connection) -> rusqlite::Result<Position> {
    let position =
        connection.prepare_cached("SELECT position FROM directory_changes")?.query_row([], |row| row.get(0)).optional();
    Ok(position?.map_or(Position::START, Position))
}

/// So many people in post after this one, by institution and person.
pub(crate) fn people(
    connection: &Connection,
    after: Option<&(InstitutionId, PersonId)>,
    limit: usize,
) -> rusqlite::Result<Vec<SealedPerson>> {
    let (institution, person) = after.map_or(("", ""), |(institution, person)| (institution.as_str(), person.as_str()));
    let query = format!(
        "{} AND (people.institution, people.person) > (?1, ?2)
        ORDER BY people.institution, people.person LIMIT ?3",
        SealedPerson::QUERY
    );
    connection.prepare_cached(&query)?.query_map(params![institution, person, limit], SealedPerson::read)?.collect()
}

fn people_of(connection: &Connection, institution: &InstitutionId) -> rusqlite::Result<Vec<SealedPerson>> {
    let query = format!("{} AND people.institution = ?1", SealedPerson::QUERY);
    connection.prepare_cached(&query)?.query_map([institution.as_str()], SealedPerson::read)?.collect()
}

/// Every chair of a subgroup at work.
pub(crate) fn chairs(connection: &Connection) -> rusqlite::Result<Vec<(SubgroupId, Chair)>> {
    connection
        .prepare_cached("SELECT id, chair FROM directory_subgroups WHERE chair IS NOT NULL AND NOT dissolved")?
        .query_map([], |row| Ok((from_text(row, "id")?, from_column(row, "chair")?)))?
        .collect()
}

fn staff(connection: &Connection) -> rusqlite::Result<Staff> {
    Ok(Staff::new(people(connection, None, ALL)?, chairs(connection)?))
}

/// So many institutions after this one, by id.
pub(crate) fn institutions(
    connection: &Connection,
    after: Option<&InstitutionId>,
    limit: usize,
) -> rusqlite::Result<Vec<ListedInstitution>> {
    connection
        .prepare_cached("SELECT * FROM directory_institutions WHERE id > ?1 ORDER BY id LIMIT ?2")?
        .query_map(params![after.map_or("", InstitutionId::as_str), limit], ListedInstitution::read)?
        .collect()
}

/// One institution and its people.
pub(crate) fn institution(
    connection: &Connection,
    id: &InstitutionId,
) -> rusqlite::Result<Option<(ListedInstitution, Vec<SealedPerson>)>> {
    let found = connection
        .prepare_cached("SELECT * FROM directory_institutions WHERE id = ?1")?
        .query_row([id.as_str()], ListedInstitution::read)
        .optional()?;
    found.map(|found| Ok((found, people_of(connection, id)?))).transpose()
}

fn read_subgroup(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<SubgroupView> {
    let id: SubgroupId = from_text(row, "id")?;
    let members = connection
        .prepare_cached("SELECT institution FROM directory_members WHERE subgroup = ?1 ORDER BY institution")?
        .query_map([id.as_str()], |row| from_text(row, "institution"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(SubgroupView {
        name: from_column(row, "name")?,
        chair: from_optional_column(row, "chair")?,
        members,
        dissolved: row.get("dissolved")?,
        id,
    })
}

/// So many subgroups after this one, by id.
pub(crate) fn subgroups(
    connection: &Connection,
    after: Option<&SubgroupId>,
    limit: usize,
) -> rusqlite::Result<Vec<SubgroupView>> {
    connection
        .prepare_cached("SELECT * FROM directory_subgroups WHERE id > ?1 ORDER BY id LIMIT ?2")?
        .query_map(params![after.map_or("", SubgroupId::as_str), limit], |row| read_subgroup(connection, row))?
        .collect()
}

/// One subgroup.
pub(crate) fn subgroup(connection: &Connection, id: &SubgroupId) -> rusqlite::Result<Option<SubgroupView>> {
    connection
        .prepare_cached("SELECT * FROM directory_subgroups WHERE id = ?1")?
        .query_row([id.as_str()], |row| read_subgroup(connection, row))
        .optional()
}

/// Whose invitation this is.
pub(crate) fn invitation(connection: &Connection, hash: &InvitationHash) -> rusqlite::Result<Option<InvitationView>> {
    connection
        .prepare_cached("SELECT institution, person FROM directory_invitations WHERE hash = ?1")?
        .query_row([hash.as_str()], |row| {
            Ok(InvitationView { institution: from_text(row, "institution")?, person: from_text(row, "person")? })
        })
        .optional()
}

impl ReadModels {
    /// Every institution with its people, by id.
    pub async fn institutions(&self) -> Result<Vec<InstitutionView>, ReadModelError> {
        let (all, staff) = self.read(|c| Ok((institutions(c, None, ALL)?, staff(c)?))).await?;
        let people = staff.open(self.keys().as_ref());
        Ok(all.into_iter().map(|institution| institution.with_staff(&people)).collect())
    }

    /// One institution with its people.
    pub async fn institution(&self, id: &InstitutionId) -> Result<Option<InstitutionView>, ReadModelError> {
        let id = id.clone();
        let (found, chairs) = self.read(move |c| Ok((institution(c, &id)?, chairs(c)?))).await?;
        Ok(found.map(|(institution, people)| {
            institution.with_staff(&Staff::new(people, chairs).open(self.keys().as_ref()))
        }))
    }

    /// Every subgroup, dissolved ones included, by id.
    pub async fn subgroups(&self) -> Result<Vec<SubgroupView>, ReadModelError> {
        self.read(|connection| subgroups(connection, None, ALL)).await
    }

    /// One subgroup.
    pub async fn subgroup(&self, id: &SubgroupId) -> Result<Option<SubgroupView>, ReadModelError> {
        let id = id.clone();
        self.read(move |connection| subgroup(connection, &id)).await
    }

    /// Who holds a post and has linked this chat.
    pub async fn person_by_chat(&self, chat: ChatId) -> Result<Option<PersonView>, ReadModelError> {
        Ok(self.read(staff).await?.by_chat(chat, self.keys().as_ref()))
    }

    /// A person in post.
    pub async fn person(&self, person: &PersonId) -> Result<Option<PersonView>, ReadModelError> {
        Ok(self.read(staff).await?.person(person, self.keys().as_ref()))
    }

    /// Whose invitation this is, also when it was used, replaced or has expired: the domain says which.
    pub async fn invitation(&self, hash: &InvitationHash) -> Result<Option<InvitationView>, ReadModelError> {
        let hash = hash.clone();
        self.read(move |connection| invitation(connection, &hash)).await
    }
}
