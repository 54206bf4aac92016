//! Data requests as a book: each request with its title, its days and the history of every institution's answers.
//!
//! The state is the domain's own, folded with its own `apply`; what is added here is what a decision does not need: the
//! title, who did what when, notes, nudges. Pure: events in, values out.

mod collected;
mod dossier;
mod few_people;

use std::collections::BTreeMap;

use events::data_request::DataRequestEvent;
use events::figure::Figure;
use events::form::{Field, Form};
use events::ids::{DataRequestId, FieldKey, InstitutionId};
use events::{Event, RecordedEvent};

pub use collected::{CollectedCell, CollectedField, CollectedPeriod};
pub use dossier::{HistoryEntry, RequestDossier, SubmissionStep, Urgency};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// Every data request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Requests {
    all: BTreeMap<DataRequestId, RequestDossier>,
}

impl Folded for Requests {
    const KIND: DossierKind = DossierKind::DataRequest;

    fn fold(&mut self, event: &RecordedEvent) {
        let Event::DataRequest(id, change) = &event.event else { return };
        match change {
            DataRequestEvent::Issued { .. } => {
                if let Some(dossier) = RequestDossier::begin(id, change, event) {
                    self.all.insert(id.clone(), dossier);
                }
            }
            DataRequestEvent::Submitted { .. }
            | DataRequestEvent::Returned { .. }
            | DataRequestEvent::Corrected { .. }
            | DataRequestEvent::Accepted { .. }
            | DataRequestEvent::Nudged { .. }
            | DataRequestEvent::Closed {} => {
                if let Some(dossier) = self.all.get_mut(id) {
                    dossier.take_in(change, event);
                }
            }
        }
    }
}

impl Requests {
    /// All of them, the latest due first.
    pub fn all(&self) -> Vec<&RequestDossier> {
        let mut all: Vec<_> = self.all.values().collect();
        all.sort_by(|one, other| other.request.due.cmp(&one.request.due).then_with(|| one.id.cmp(&other.id)));
        all
    }

    /// One of them.
    pub fn get(&self, id: &DataRequestId) -> Option<&RequestDossier> {
        self.all.get(id)
    }

    /// The open requests that ask an institution, the earliest due first.
    pub fn asking(&self, institution: &InstitutionId) -> Vec<&RequestDossier> {
        let asks = |dossier: &&RequestDossier| {
            !dossier.request.closed && dossier.request.submissions.contains_key(institution)
        };
        let mut asking: Vec<_> = self.all.values().filter(asks).collect();
        asking.sort_by(|one, other| one.request.due.cmp(&other.request.due).then_with(|| one.id.cmp(&other.id)));
        asking
    }

    /// The figures of the last period that an institution answered before this request's, field by field: those of a
    /// field with the same key, label and kind. A request that is not there has none.
    pub fn last_figures(&self, id: &DataRequestId, institution: &InstitutionId) -> BTreeMap<FieldKey, Figure> {
        let Some(dossier) = self.all.get(id) else { return BTreeMap::new() };
        let (form, from) = (&dossier.request.form, dossier.request.period.from());
        let mut before: Vec<_> = self.all.values().filter(|other| other.request.period.until() < from).collect();
        before.sort_by_key(|other| std::cmp::Reverse(other.request.period.until()));
        let figure = |field: &Field| {
            before.iter().filter(|other| other.request.form.field(&field.key) == Some(field)).find_map(|other| {
                let answers = other.request.submissions.get(institution)?.answers()?;
                answers.0.get(&field.key)?.figure()
            })
        };
        form.fields().filter_map(|field| Some((field.key.clone(), figure(field)?))).collect()
    }

    /// The requests with the same form as this one, the earliest period first: what can be compared.
    pub fn series(&self, form: &Form) -> Vec<&RequestDossier> {
        let keys = |form: &Form| form.fields().map(|field| field.key.clone()).collect::<Vec<_>>();
        let wanted = keys(form);
        let mut series: Vec<_> = self.all.values().filter(|other| keys(&other.request.form) == wanted).collect();
        series.sort_by(|one, other| one.request.period.cmp(&other.request.period).then_with(|| one.id.cmp(&other.id)));
        series
    }
}
