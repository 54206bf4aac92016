//! What the topics go through: of everything that is known, the subjects that a look is about, so that a look costs what there
//! is to look at and not what there is. Pure, as topics are.

use chrono::{DateTime, Utc};
use events::Aggregate;
use events::action_item::ActionItem;
use events::case::Case;
use events::data_request::DataRequest;
use events::ids::{InstitutionId, ModuleId};
use events::institution::Institution;
use events::meeting::Meeting;
use events::strategy::Objective;
use events::subgroup::Subgroup;
use events::training::Module;
use readmodels::cases::CaseRecord;
use readmodels::meetings::MeetingView;
use readmodels::organisation::InstitutionRecord;
use readmodels::requests::RequestDossier;
use readmodels::strategy::ObjectiveDossier;
use readmodels::training::ModuleDossier;
use readmodels::views::SubgroupView;
use readmodels::work_items::{ItemReport, WorkItem};

use crate::facts::Facts;

impl Facts<'_> {
    /// Action items that are open, by due date.
    pub fn open_items(&self) -> Vec<&WorkItem> {
        let Some(ids) = self.subjects.ids(ActionItem::KIND) else { return self.work.open().collect() };
        let mut found: Vec<&WorkItem> = ids.filter_map(|id| self.work.item(&id)).collect();
        found.retain(|work| work.item.stage.is_open());
        found.sort_by_key(|work| (work.item.due, &work.id));
        found
    }

    /// Action items of which something was reported or decided at or after an instant, UTC, by their ids; perhaps others.
    pub fn items_with_news_since(&self, since: DateTime<Utc>) -> Vec<&WorkItem> {
        match self.subjects.ids(ActionItem::KIND) {
            None => self.work.with_news_since(since).collect(),
            Some(ids) => ids.filter_map(|id| self.work.item(&id)).collect(),
        }
    }

    /// Action items with a report that waits for a decision, and that report, by their ids.
    pub fn undecided_items(&self) -> Vec<(&WorkItem, &ItemReport)> {
        let Some(ids) = self.subjects.ids(ActionItem::KIND) else { return self.work.undecided().collect() };
        let found = ids.filter_map(|id| self.work.item(&id));
        found.filter_map(|work| Some((work, work.undecided()?))).collect()
    }

    /// Cases, by their references.
    pub fn cases_looked_at(&self) -> Vec<&CaseRecord> {
        match self.subjects.ids(Case::KIND) {
            None => self.cases.all().collect(),
            Some(ids) => ids.filter_map(|id| self.cases.case(&id)).collect(),
        }
    }

    /// Data requests, the latest due first.
    pub fn requests_looked_at(&self) -> Vec<&RequestDossier> {
        let Some(ids) = self.subjects.ids(DataRequest::KIND) else { return self.requests.all() };
        let mut found: Vec<_> = ids.filter_map(|id| self.requests.get(&id)).collect();
        found.sort_by(|one, other| other.request.due.cmp(&one.request.due).then_with(|| one.id.cmp(&other.id)));
        found
    }

    /// Meetings, by their ids.
    pub fn meetings_looked_at(&self) -> Vec<&MeetingView> {
        match self.subjects.ids(Meeting::KIND) {
            None => self.meetings.all().collect(),
            Some(ids) => ids.filter_map(|id| self.meetings.meeting(&id)).collect(),
        }
    }

    /// Objectives with their indicators, by their ids.
    pub fn objectives_looked_at(&self) -> Vec<&ObjectiveDossier> {
        match self.subjects.ids(Objective::KIND) {
            None => self.strategy.objectives().collect(),
            Some(ids) => ids.filter_map(|id| self.strategy.objective(&id)).collect(),
        }
    }

    /// Modules of the training, by their ids.
    pub fn modules_looked_at(&self) -> Vec<(ModuleId, &ModuleDossier)> {
        match self.subjects.ids::<ModuleId>(Module::KIND) {
            None => self.training.modules().map(|(id, dossier)| (id.clone(), dossier)).collect(),
            Some(ids) => ids.filter_map(|id| Some((id.clone(), self.training.module(&id)?))).collect(),
        }
    }

    /// Institutions, by their ids.
    pub fn institutions_looked_at(&self) -> Vec<(&InstitutionId, &InstitutionRecord)> {
        match self.subjects.ids(Institution::KIND) {
            None => self.institutions.all().collect(),
            Some(ids) => ids.filter_map(|id| self.institutions.entry(&id)).collect(),
        }
    }

    /// Subgroups, by their ids.
    pub fn subgroups_looked_at(&self) -> Vec<&SubgroupView> {
        match self.subjects.ids(Subgroup::KIND) {
            None => self.subgroups.all().collect(),
            Some(ids) => ids.filter_map(|id| self.subgroups.subgroup(&id)).collect(),
        }
    }
}
