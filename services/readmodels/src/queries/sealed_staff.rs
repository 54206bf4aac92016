//! People in post as the directory's tables have them: their personal fields are sealed, and stay so until whoever shows
//! them has the keys.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use events::email_address::EmailAddress;
use events::ids::{ChatId, InstitutionId, PersonId, SubgroupId};
use events::institution::{DigestHour, InstitutionKind, Post, QuietHours};
use events::language::Language;
use events::period::Period;
use events::preferences::{Channels, DigestFrequency, Subject};
use events::sealed::{PersonKeys, Sealed};
use events::subgroup::Chair;
use events::text::Text;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::json::{from_column, from_optional_column, from_text};
use crate::views::{AbsentChair, PersonView};

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
    email: Option<Sealed<EmailAddress>>,
    #[serde(default)]
    channels: Channels,
    #[serde(default)]
    frequency: DigestFrequency,
    #[serde(default)]
    muted: BTreeSet<Subject>,
    invited_until: Option<DateTime<Utc>>,
    #[serde(default)]
    reached_since: Option<DateTime<Utc>>,
    institution_kind: InstitutionKind,
}

impl SealedPerson {
    pub(super) const QUERY: &'static str = "
        SELECT people.*, institutions.kind,
            (SELECT expires_at FROM directory_invitations AS invitations
             WHERE open AND invitations.institution = people.institution AND invitations.person = people.person)
            AS invited_until
        FROM directory_people AS people JOIN directory_institutions AS institutions ON institutions.id = people.institution
        WHERE institutions.active";

    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let [invited_until, reached_since]: [Option<String>; 2] =
            [row.get("invited_until")?, row.get("reached_since")?];
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
            email: from_optional_column(row, "email")?,
            channels: from_optional_column(row, "channels")?.unwrap_or_default(),
            frequency: from_optional_column(row, "frequency")?.unwrap_or_default(),
            muted: from_optional_column(row, "muted")?.unwrap_or_default(),
            invited_until: invited_until.and_then(|at| at.parse().ok()),
            reached_since: reached_since.and_then(|at| at.parse().ok()),
            institution_kind: from_column(row, "kind")?,
        })
    }

    fn open(&self, keys: &dyn PersonKeys, staff: &Staff) -> PersonView {
        let of_institution = staff.chairs.iter().filter(|(_, chair)| chair.institution == self.institution);
        let (own, of_colleagues): (Vec<_>, Vec<_>) = of_institution.partition(|(_, chair)| chair.person == self.person);
        PersonView {
            name: self.name.open(keys),
            phone: self.phone.as_ref().and_then(|phone| phone.open(keys)),
            chat: self.chat.as_ref().and_then(|chat| chat.open(keys)),
            mandate: self.institution_kind.mandate(),
            person: self.person.clone(),
            institution: self.institution.clone(),
            post: self.post,
            language: self.language,
            quiet_hours: self.quiet_hours,
            digest_hour: self.digest_hour,
            absence: self.absence,
            email: self.email.as_ref().and_then(|email| email.open(keys)),
            channels: self.channels,
            frequency: self.frequency,
            muted: self.muted.clone(),
            invited_until: self.invited_until,
            reached_since: self.reached_since,
            chairs: own.into_iter().map(|(subgroup, _)| subgroup.clone()).collect(),
            absent_chairs: of_colleagues
                .into_iter()
                .filter_map(|(subgroup, chair)| staff.away(subgroup, chair))
                .collect(),
        }
    }
}

/// People with what is needed to show them, still sealed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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

    pub(crate) fn open(&self, keys: &dyn PersonKeys) -> Vec<PersonView> {
        self.people.iter().map(|person| person.open(keys, self)).collect()
    }

    /// Whoever has linked this chat: each chat is opened and looked at.
    pub(crate) fn by_chat(&self, chat: ChatId, keys: &dyn PersonKeys) -> Option<PersonView> {
        let has = |person: &&SealedPerson| person.chat.as_ref().is_some_and(|sealed| sealed.open(keys) == Some(chat));
        self.people.iter().find(has).map(|person| person.open(keys, self))
    }

    /// Everybody who has linked this chat: somebody may hold posts in several institutions.
    pub(crate) fn all_by_chat(&self, chat: ChatId, keys: &dyn PersonKeys) -> Vec<PersonView> {
        let has = |person: &&SealedPerson| person.chat.as_ref().is_some_and(|sealed| sealed.open(keys) == Some(chat));
        self.people.iter().filter(has).map(|person| person.open(keys, self)).collect()
    }

    /// A person in post.
    pub(crate) fn person(&self, id: &PersonId, keys: &dyn PersonKeys) -> Option<PersonView> {
        self.people.iter().find(|person| &person.person == id).map(|person| person.open(keys, self))
    }

    fn away(&self, subgroup: &SubgroupId, chair: &Chair) -> Option<AbsentChair> {
        let is_chair =
            |person: &&SealedPerson| (&person.person, &person.institution) == (&chair.person, &chair.institution);
        let absence = self.people.iter().find(is_chair)?.absence?;
        Some(AbsentChair { subgroup: subgroup.clone(), chair: chair.person.clone(), absence })
    }
}

/// Every chair of a subgroup at work.
pub(super) fn chairs(connection: &Connection) -> rusqlite::Result<Vec<(SubgroupId, Chair)>> {
    connection
        .prepare_cached("SELECT id, chair FROM directory_subgroups WHERE chair IS NOT NULL AND NOT dissolved")?
        .query_map([], |row| Ok((from_text(row, "id")?, from_column(row, "chair")?)))?
        .collect()
}
