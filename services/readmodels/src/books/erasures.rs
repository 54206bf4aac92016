//! Erasures as their dossiers tell them: what was to go, who asked and why, who confirmed, and whether it is gone.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use events::erasure::{ErasureEvent, ErasureSubject};
use events::ids::{ErasureId, PersonId};
use events::text::Text;
use events::{Event, RecordedEvent};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// How far an erasure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureStage {
    /// Somebody else is to confirm.
    Asked,
    /// Nobody wants it any more.
    Withdrawn,
    /// It is being done.
    Confirmed,
    /// It is done.
    Done,
}

impl ErasureStage {
    /// The name that texts hang on.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Withdrawn => "withdrawn",
            Self::Confirmed => "confirmed",
            Self::Done => "done",
        }
    }
}

/// What somebody asked to have erased, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownErasure {
    /// What is to go.
    pub subject: ErasureSubject,
    /// In the words of whoever asked, without saying what it is.
    pub reason: Text,
    /// Who asked; none: the operator.
    pub asked_by: Option<PersonId>,
    /// The instant at which it was asked for, UTC.
    pub asked_at: DateTime<Utc>,
    /// The second person, once there is one.
    pub confirmed_by: Option<PersonId>,
    /// How far it is.
    pub stage: ErasureStage,
    /// When it came to that, UTC.
    pub since: DateTime<Utc>,
}

/// Every erasure that was ever asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erasures {
    all: BTreeMap<ErasureId, KnownErasure>,
}

impl Erasures {
    /// All of them, by id.
    pub fn all(&self) -> impl Iterator<Item = (&ErasureId, &KnownErasure)> {
        self.all.iter()
    }

    /// Those that are done, and what is gone by each.
    pub fn carried_out(&self) -> impl Iterator<Item = (&ErasureId, &ErasureSubject)> {
        let done = self.all.iter().filter(|(_, known)| known.stage == ErasureStage::Done);
        done.map(|(id, known)| (id, &known.subject))
    }

    /// One of them.
    pub fn get(&self, id: &ErasureId) -> Option<&KnownErasure> {
        self.all.get(id)
    }
}

impl Folded for Erasures {
    const KIND: DossierKind = DossierKind::Erasure;

    fn fold(&mut self, recorded: &RecordedEvent) {
        let Event::Erasure(id, event) = &recorded.event else { return };
        let (by, at) = (recorded.metadata.actor.person().cloned(), recorded.metadata.occurred_at);
        let stage = match event {
            ErasureEvent::Asked { subject, reason } => {
                let asked = KnownErasure {
                    subject: subject.clone(),
                    reason: reason.clone(),
                    asked_by: by,
                    asked_at: at,
                    confirmed_by: None,
                    stage: ErasureStage::Asked,
                    since: at,
                };
                self.all.insert(id.clone(), asked);
                return;
            }
            ErasureEvent::Withdrawn {} => ErasureStage::Withdrawn,
            ErasureEvent::Confirmed { .. } => ErasureStage::Confirmed,
            ErasureEvent::CarriedOut { .. } => ErasureStage::Done,
        };
        if let Some(known) = self.all.get_mut(id) {
            (known.stage, known.since) = (stage, at);
            if stage == ErasureStage::Confirmed {
                known.confirmed_by = by;
            }
        }
    }
}
