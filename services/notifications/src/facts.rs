//! What the topics and the policy look at: folded dossiers and the time. Nothing here asks anybody anything.

use std::sync::Arc;

use chrono::NaiveDate;
use events::Moment;
use events::authority::Principal;
use events::ids::InstitutionId;
use events::institution::InstitutionKind;
use events::notification::ChannelKind;
use readmodels::cases::CaseBook;
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::meetings::Meetings;
use readmodels::organisation::{Institutions, PersonInPost, Subgroups};
use readmodels::reminders_of_items::RemindersOfItems;
use readmodels::requests::Requests;
use readmodels::strategy::StrategyBook;
use readmodels::work_items::WorkItems;
use readmodels::{AskError, Book, ReadPort, TrainingBook};

use crate::calendar::Calendar;
use crate::ladder::Ladder;

/// Everything that is known at one moment.
#[derive(Clone)]
pub struct Facts<'a> {
    /// The moment at which all of it is so.
    pub moment: Moment,
    /// Which days are working days in Kosovo.
    pub calendar: &'a Calendar,
    /// The ladder of reminders, the usual hours.
    pub ladder: &'a Ladder,
    /// Institutions and their people.
    pub institutions: Arc<Institutions>,
    /// Subgroups and their chairs.
    pub subgroups: Arc<Subgroups>,
    /// Action items with what was reported and decided.
    pub work: Arc<WorkItems>,
    /// The cases, by reference only.
    pub cases: Arc<CaseBook>,
    /// Meetings with their answers and minutes.
    pub meetings: Arc<Meetings>,
    /// Data requests with their answers.
    pub requests: Arc<Requests>,
    /// The strategy with its indicators.
    pub strategy: Arc<StrategyBook>,
    /// The training programme.
    pub training: Arc<TrainingBook>,
    /// Who was told what.
    pub ledger: Arc<DeliveryLedger>,
    /// The reminders that were sent before the ledger had all messages.
    pub earlier_reminders: Arc<RemindersOfItems>,
    /// Whether e-mail leaves at all.
    pub by_email: bool,
}

impl Facts<'_> {
    /// The date in Kosovo.
    pub fn today(&self) -> NaiveDate {
        self.moment.today
    }

    /// By which channels a person is told things: those that were chosen as far as they work, otherwise whichever works.
    pub fn channels_of(&self, member: &PersonInPost) -> Vec<ChannelKind> {
        let came_back = self.ledger.bounced_since(&member.person, member.email_since);
        let address_works = member.email_since.is_some() && came_back.is_none();
        let works = |channel: ChannelKind| match channel {
            ChannelKind::Telegram => member.has_chat,
            ChannelKind::Email => self.by_email && address_works,
        };
        let is_chosen = |channel: ChannelKind| match channel {
            ChannelKind::Telegram => member.channels.has_telegram(),
            ChannelKind::Email => member.channels.has_email(),
        };
        let working: Vec<_> = ChannelKind::ALL.into_iter().filter(|channel| works(*channel)).collect();
        let chosen: Vec<_> = working.iter().copied().filter(|channel| is_chosen(*channel)).collect();
        if chosen.is_empty() { working } else { chosen }
    }

    /// Whether a person can be told something by any channel.
    pub fn can_be_told(&self, member: &PersonInPost) -> bool {
        !self.channels_of(member).is_empty()
    }

    /// Everybody of an institution who can be told something, and whoever is away only where nobody else is there. Nobody of
    /// one that does not take part any more.
    pub fn reachable_staff(&self, institution: &InstitutionId) -> Vec<&PersonInPost> {
        let found = self.institutions.institution(institution).filter(|one| one.is_active());
        let staff: Vec<_> =
            found.into_iter().flat_map(|one| &one.staff).filter(|member| self.can_be_told(member)).collect();
        let is_here = |member: &&PersonInPost| !member.absence.is_some_and(|absence| absence.covers(self.today()));
        let here: Vec<_> = staff.iter().copied().filter(is_here).collect();
        if here.is_empty() { staff } else { here }
    }

    /// What a person in post at an institution may do and see.
    pub fn principal(&self, institution: &InstitutionId, member: &PersonInPost) -> Principal {
        let is_chair = |person| person == Some(&member.person);
        let chaired = self.subgroups.all().filter(|one| !one.dissolved);
        let chaired = chaired.filter(|one| is_chair(one.chair.as_ref().map(|chair| &chair.person)));
        let kind = self.institutions.institution(institution).map(|one| one.kind);
        let secretariat = matches!(kind, Some(InstitutionKind::Secretariat | InstitutionKind::Coordinator));
        Principal::official(
            member.person.clone(),
            institution.clone(),
            chaired.map(|one| one.id.clone()).collect(),
            secretariat,
        )
    }
}

/// The books that the facts are folded from, as far as was read. Whoever reads one of them for other purposes reads it here,
/// so that it is folded once.
#[derive(Default)]
pub struct Books {
    /// Institutions and their people.
    pub institutions: Book<Institutions>,
    /// Subgroups and their chairs.
    pub subgroups: Book<Subgroups>,
    /// Action items with what was reported and decided.
    pub work: Book<WorkItems>,
    /// The cases, by reference only.
    pub cases: Book<CaseBook>,
    /// Meetings with their answers and minutes.
    pub meetings: Book<Meetings>,
    /// Data requests with their answers.
    pub requests: Book<Requests>,
    /// The strategy with its indicators.
    pub strategy: Book<StrategyBook>,
    /// The training programme.
    pub training: Book<TrainingBook>,
    /// Who was told what.
    pub ledger: Book<DeliveryLedger>,
    /// The reminders that were sent before the ledger had all messages.
    pub earlier_reminders: Book<RemindersOfItems>,
}

impl Books {
    /// Takes in what is new, and gives what is known at a moment; `by_email`: whether e-mail leaves at all.
    pub async fn facts<'a>(
        &self,
        read_models: &dyn ReadPort,
        moment: Moment,
        calendar: &'a Calendar,
        ladder: &'a Ladder,
        by_email: bool,
    ) -> Result<Facts<'a>, AskError> {
        Ok(Facts {
            moment,
            calendar,
            ladder,
            institutions: self.institutions.refresh(read_models).await?,
            subgroups: self.subgroups.refresh(read_models).await?,
            work: self.work.refresh(read_models).await?,
            cases: self.cases.refresh(read_models).await?,
            meetings: self.meetings.refresh(read_models).await?,
            requests: self.requests.refresh(read_models).await?,
            strategy: self.strategy.refresh(read_models).await?,
            training: self.training.refresh(read_models).await?,
            ledger: self.ledger.refresh(read_models).await?,
            earlier_reminders: self.earlier_reminders.refresh(read_models).await?,
            by_email,
        })
    }
}
