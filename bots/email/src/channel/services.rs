//! What the wording of e-mails asks: the read models with their books, the clock, the texts and the links.

use std::sync::Arc;

use coordination::{AuditRecorder, Clock};
use language::catalogue::Catalogue;
use readmodels::accounts::Accounts;
use readmodels::cases::CaseBook;
use readmodels::meetings::Meetings;
use readmodels::notice_history::NoticeHistory;
use readmodels::requests::Requests;
use readmodels::strategy::StrategyBook;
use readmodels::work_items::WorkItems;
use readmodels::{AskError, Book, ReadPort, TrainingBook};

use crate::channel::links::MailLinks;

/// The dossiers, folded as far as was read.
#[derive(Default)]
struct Books {
    accounts: Book<Accounts>,
    cases: Book<CaseBook>,
    meetings: Book<Meetings>,
    notices: Book<NoticeHistory>,
    requests: Book<Requests>,
    strategy: Book<StrategyBook>,
    training: Book<TrainingBook>,
    work: Book<WorkItems>,
}

/// The ports, the texts and the links.
pub(super) struct ChannelServices {
    pub(super) read_models: Arc<dyn ReadPort>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) links: MailLinks,
    /// Writes down who is shown what.
    pub(super) audit: Arc<AuditRecorder>,
    books: Books,
}

impl ChannelServices {
    pub(super) fn new(
        read_models: Arc<dyn ReadPort>,
        clock: Arc<dyn Clock>,
        catalogue: Arc<Catalogue>,
        links: MailLinks,
        audit: Arc<AuditRecorder>,
    ) -> Self {
        Self { read_models, clock, catalogue, links, audit, books: Books::default() }
    }

    /// Everybody's account as of now.
    pub(super) async fn accounts(&self) -> Result<Arc<Accounts>, AskError> {
        self.books.accounts.refresh(self.read_models.as_ref()).await
    }

    /// The cases as of now.
    pub(super) async fn cases(&self) -> Result<Arc<CaseBook>, AskError> {
        self.books.cases.refresh(self.read_models.as_ref()).await
    }

    /// The meetings as of now.
    pub(super) async fn meetings(&self) -> Result<Arc<Meetings>, AskError> {
        self.books.meetings.refresh(self.read_models.as_ref()).await
    }

    /// What happened to each notice, as of now.
    pub(super) async fn notices(&self) -> Result<Arc<NoticeHistory>, AskError> {
        self.books.notices.refresh(self.read_models.as_ref()).await
    }

    /// The data requests as of now.
    pub(super) async fn requests(&self) -> Result<Arc<Requests>, AskError> {
        self.books.requests.refresh(self.read_models.as_ref()).await
    }

    /// The strategy with its indicators as of now.
    pub(super) async fn strategy(&self) -> Result<Arc<StrategyBook>, AskError> {
        self.books.strategy.refresh(self.read_models.as_ref()).await
    }

    /// The training programme as of now.
    pub(super) async fn training(&self) -> Result<Arc<TrainingBook>, AskError> {
        self.books.training.refresh(self.read_models.as_ref()).await
    }

    /// The action items with what was lately reported and decided, as of now.
    pub(super) async fn work(&self) -> Result<Arc<WorkItems>, AskError> {
        self.books.work.refresh(self.read_models.as_ref()).await
    }
}
