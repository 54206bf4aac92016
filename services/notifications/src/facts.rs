//! What the topics and the policy look at: folded dossiers and the time. Nothing here asks anybody anything.

use std::sync::Arc;

use chrono::NaiveDate;
use events::authority::Principal;
use events::ids::InstitutionId;
use events::institution::InstitutionKind;
use events::notification::ChannelKind;
use events::{Moment, RecordedEvent};
use readmodels::accounts::Accounts;
use readmodels::cases::CaseBook;
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::meetings::Meetings;
use readmodels::organisation::{Institutions, PersonInPost, Subgroups};
use readmodels::reminders_of_items::RemindersOfItems;
use readmodels::requests::Requests;
use readmodels::strategy::StrategyBook;
use readmodels::work_items::WorkItems;
use readmodels::{AskError, Book, Folded, ReadPort, TrainingBook};

use crate::calendar::Calendar;
use crate::ladder::Ladder;
use crate::subjects::Subjects;

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
    /// Accounts, with what was done to whose ways in.
    pub accounts: Arc<Accounts>,
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
    /// What the topics go through.
    pub subjects: Subjects,
}

impl Facts<'_> {
    /// The date in Kosovo.
    pub fn today(&self) -> NaiveDate {
        self.moment.today
    }

    /// By which channels a person is told things: those that were chosen as far as they work, otherwise whichever works.
    pub fn channels_of(&self, member: &PersonInPost) -> Vec<ChannelKind> {
        let is_chosen = |channel: ChannelKind| match channel {
            ChannelKind::Telegram => member.channels.has_telegram(),
            ChannelKind::Email => member.channels.has_email(),
        };
        let working = self.working_channels_of(member);
        let chosen: Vec<_> = working.iter().copied().filter(|channel| is_chosen(*channel)).collect();
        if chosen.is_empty() { working } else { chosen }
    }

    /// By which channels a person could be told things, chosen or not.
    pub fn working_channels_of(&self, member: &PersonInPost) -> Vec<ChannelKind> {
        let came_back = self.ledger.bounced_since(&member.person, member.email_since);
        let address_works = member.email_since.is_some() && came_back.is_none();
        let works = |channel: ChannelKind| match channel {
            ChannelKind::Telegram => member.has_chat,
            ChannelKind::Email => self.by_email && address_works,
        };
        ChannelKind::ALL.into_iter().filter(|channel| works(*channel)).collect()
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
        let is_here = |member: &&PersonInPost| !member.is_away_on(self.today());
        let here: Vec<_> = staff.iter().copied().filter(is_here).collect();
        if here.is_empty() { staff } else { here }
    }

    /// What a person in post at an institution may do and see.
    pub fn principal(&self, institution: &InstitutionId, member: &PersonInPost) -> Principal {
        let is_chair = |person| person == Some(&member.person);
        let chaired = self.subgroups.all().filter(|one| !one.dissolved);
        let chaired = chaired.filter(|one| is_chair(one.chair.as_ref().map(|chair| &chair.person)));
        let kind = self.institutions.institution(institution).map(|one| one.kind);
        Principal::official(
            member.person.clone(),
            institution.clone(),
            chaired.map(|one| one.id.clone()).collect(),
            kind.map(InstitutionKind::mandate).unwrap_or_default(),
        )
    }
}

/// The books that the facts are folded from, as far as was read. Whoever reads one of them for other purposes reads it here,
/// so that it is folded once.
#[derive(Default)]
pub struct Books {
    /// Institutions and their people.
    pub institutions: Book<Institutions>,
    /// Accounts, with what was done to whose ways in.
    pub accounts: Book<Accounts>,
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
    /// Takes in what is new, and gives what is known at a moment, for topics that go through everything; `by_email`: whether
    /// e-mail leaves at all.
    pub async fn facts<'a>(
        &self,
        read_models: &dyn ReadPort,
        moment: Moment,
        calendar: &'a Calendar,
        ladder: &'a Ladder,
        by_email: bool,
    ) -> Result<Facts<'a>, AskError> {
        Ok(self.facts_with_news(read_models, moment, calendar, ladder, by_email).await?.0)
    }

    /// The same, and what this took in. Where it fails, nobody is told of what was taken in before.
    pub async fn facts_with_news<'a>(
        &self,
        read_models: &dyn ReadPort,
        moment: Moment,
        calendar: &'a Calendar,
        ladder: &'a Ladder,
        by_email: bool,
    ) -> Result<(Facts<'a>, Vec<RecordedEvent>), AskError> {
        let mut news = Vec::new();
        let facts = Facts {
            moment,
            calendar,
            ladder,
            institutions: refresh(&self.institutions, read_models, &mut news).await?,
            accounts: refresh(&self.accounts, read_models, &mut news).await?,
            subgroups: refresh(&self.subgroups, read_models, &mut news).await?,
            work: refresh(&self.work, read_models, &mut news).await?,
            cases: refresh(&self.cases, read_models, &mut news).await?,
            meetings: refresh(&self.meetings, read_models, &mut news).await?,
            requests: refresh(&self.requests, read_models, &mut news).await?,
            strategy: refresh(&self.strategy, read_models, &mut news).await?,
            training: refresh(&self.training, read_models, &mut news).await?,
            ledger: refresh(&self.ledger, read_models, &mut news).await?,
            earlier_reminders: refresh(&self.earlier_reminders, read_models, &mut news).await?,
            by_email,
            subjects: Subjects::All,
        };
        Ok((facts, news))
    }
}

async fn refresh<T: Folded>(
    book: &Book<T>,
    read_models: &dyn ReadPort,
    news: &mut Vec<RecordedEvent>,
) -> Result<Arc<T>, AskError> {
    let (folded, mut new) = book.refresh_with_news(read_models).await?;
    news.append(&mut new);
    Ok(folded)
}
