//! What the files of an import may refer to: what the log knows already and what the same import brings.

use std::collections::{BTreeMap, BTreeSet};

use events::Event;
use events::ids::{InstitutionId, PersonId, Position, SubgroupId};
use events::institution::InstitutionEvent;
use events::subgroup::SubgroupEvent;
use forms::Definition;
use store::{EventStore, ReadError};

const PAGE: usize = 1_000;

/// Institutions, people and subgroups that exist.
#[derive(Debug, Clone, Default)]
pub struct References {
    /// Each institution, and whether it is a member of the National Authority.
    pub institutions: BTreeMap<InstitutionId, bool>,
    /// Each person ever appointed, with the institution.
    pub people: BTreeMap<PersonId, InstitutionId>,
    /// Each form of a data request, by its file's name.
    pub forms: BTreeMap<String, Definition>,
    /// The subgroups there are, by id.
    pub subgroups: BTreeSet<SubgroupId>,
}

impl References {
    /// What the log knows.
    pub async fn from_log(store: &dyn EventStore) -> Result<Self, ReadError> {
        let mut references = Self::default();
        let mut after = Position::START;
        loop {
            let page = store.read_all(after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(references) };
            after = last.position;
            for stored in page {
                let position = stored.position;
                let recorded =
                    stored.decode().map_err(|error| ReadError::Damaged { position, reason: error.to_string() })?;
                references.learn(&recorded.event);
            }
        }
    }

    /// Adds what an event makes known.
    pub fn learn(&mut self, event: &Event) {
        match event {
            Event::Institution(id, event) => self.learn_institution(id, event),
            Event::Subgroup(id, SubgroupEvent::Formed { .. }) => {
                self.subgroups.insert(id.clone());
            }
            Event::Subgroup(id, SubgroupEvent::Dissolved { .. }) => {
                self.subgroups.remove(id);
            }
            Event::Subgroup(
                _,
                SubgroupEvent::ChairAppointed(_)
                | SubgroupEvent::InstitutionJoined { .. }
                | SubgroupEvent::InstitutionLeft { .. }
                | SubgroupEvent::CutOff { .. },
            )
            | Event::Meeting(..)
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
            | Event::Milestone(..) => {}
        }
    }

    fn learn_institution(&mut self, id: &InstitutionId, event: &InstitutionEvent) {
        match event {
            InstitutionEvent::Registered { authority_member, .. } => {
                self.institutions.insert(id.clone(), *authority_member);
            }
            InstitutionEvent::FocalPointAppointed(appointee)
            | InstitutionEvent::DeputyAppointed(appointee)
            | InstitutionEvent::FocalPointHandedOver { successor: appointee, .. } => {
                self.people.insert(appointee.person.clone(), id.clone());
            }
            InstitutionEvent::Deactivated { .. } => {
                self.institutions.remove(id);
            }
            InstitutionEvent::NamesChanged { .. }
            | InstitutionEvent::InvitationIssued { .. }
            | InstitutionEvent::ChatLinked { .. }
            | InstitutionEvent::ChatUnlinked { .. }
            | InstitutionEvent::LanguageChosen { .. }
            | InstitutionEvent::QuietHoursSet { .. }
            | InstitutionEvent::DigestHourChosen { .. }
            | InstitutionEvent::EmailAddressSet { .. }
            | InstitutionEvent::EmailAddressRemoved { .. }
            | InstitutionEvent::ChannelsChosen { .. }
            | InstitutionEvent::DigestFrequencyChosen { .. }
            | InstitutionEvent::SubjectsMuted { .. }
            | InstitutionEvent::AbsenceAnnounced { .. }
            | InstitutionEvent::AbsenceEnded { .. } => {}
        }
    }
}
