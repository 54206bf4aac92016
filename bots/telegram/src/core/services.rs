//! What the bot is made of: its messenger, its file, and the ports to everything else.

use std::sync::Arc;

use coordination::{Accepted, AuditRecorder, Clock, CommandPort};
use events::authority::Principal;
use events::ids::InstitutionId;
use events::language::{Language, LocalText};
use language::catalogue::{Catalogue, Value};
use notifications::facts::{Books, Facts};
use readmodels::cases::CaseBook;
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::meetings::Meetings;
use readmodels::notice_history::NoticeHistory;
use readmodels::requests::Requests;
use readmodels::strategy::StrategyBook;
use readmodels::work_items::WorkItems;
use readmodels::{AskError, Book, ReadPort, TrainingBook};
use std::time::Duration;
use tokio::sync::Mutex;

use crate::core::chat_figures::ChatFigures;
use crate::core::config::{ChatSettings, Sealer};
use crate::core::messenger::Messenger;
use crate::core::storage::database::Database;
use crate::core::texts::Texts;

/// How long an answer waits for the read models to show what it confirms.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// The messenger, the file and the ports.
pub(crate) struct Services {
    pub(crate) messenger: Messenger,
    pub(crate) database: Database,
    pub(crate) read_models: Arc<dyn ReadPort>,
    /// The dossiers, folded as far as was read.
    pub(crate) books: Books,
    /// What happened to each notice, folded as far as was read.
    pub(crate) notices: Book<NoticeHistory>,
    pub(crate) commands: Arc<dyn CommandPort>,
    /// Writes down who is shown what, and what is refused to whom.
    pub(crate) audit: Arc<AuditRecorder>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) sealer: Arc<dyn Sealer>,
    pub(crate) catalogue: Catalogue,
    pub(crate) settings: ChatSettings,
    /// What was not answered.
    pub(crate) figures: Arc<ChatFigures>,
    /// The bot's own number at the messenger.
    pub(crate) id: u64,
    /// The bot's own name, without `@`.
    pub(crate) username: String,
    /// As whom it acts for whoever is nobody yet.
    pub(crate) principal: Principal,
    /// Held while somebody links a chat, until they are welcomed: nothing else is said before.
    pub(crate) welcoming: Mutex<()>,
}

impl Services {
    /// The texts in one language, today.
    pub(crate) fn texts(&self, language: Language) -> Texts<'_> {
        Texts { catalogue: &self.catalogue, language, today: self.clock.moment().today }
    }

    /// A text in each of these languages, one below the other.
    pub(crate) fn say_in(&self, languages: &[Language], key: &str) -> String {
        self.say_all(languages, key, &[])
    }

    /// The same with values, which are the same in every language.
    pub(crate) fn say_all(&self, languages: &[Language], key: &str, args: &[(&str, Value)]) -> String {
        let said: Vec<String> = languages.iter().map(|language| self.texts(*language).say(key, args)).collect();
        said.join("\n\n")
    }

    /// The cases as of now.
    pub(crate) async fn cases(&self) -> Result<Arc<CaseBook>, AskError> {
        self.books.cases.refresh(self.read_models.as_ref()).await
    }

    /// The meetings as of now.
    pub(crate) async fn meetings(&self) -> Result<Arc<Meetings>, AskError> {
        self.books.meetings.refresh(self.read_models.as_ref()).await
    }

    /// The data requests as of now.
    pub(crate) async fn requests(&self) -> Result<Arc<Requests>, AskError> {
        self.books.requests.refresh(self.read_models.as_ref()).await
    }

    /// The strategy with its indicators as of now.
    pub(crate) async fn strategy(&self) -> Result<Arc<StrategyBook>, AskError> {
        self.books.strategy.refresh(self.read_models.as_ref()).await
    }

    /// The training programme as of now.
    pub(crate) async fn training(&self) -> Result<Arc<TrainingBook>, AskError> {
        self.books.training.refresh(self.read_models.as_ref()).await
    }

    /// The action items with what was lately reported and decided, as of now.
    pub(crate) async fn work(&self) -> Result<Arc<WorkItems>, AskError> {
        self.books.work.refresh(self.read_models.as_ref()).await
    }

    /// Who was told what, as of now.
    pub(crate) async fn ledger(&self) -> Result<Arc<DeliveryLedger>, AskError> {
        self.books.ledger.refresh(self.read_models.as_ref()).await
    }

    /// What the notifications look at, as of now.
    pub(crate) async fn facts(&self) -> Result<Facts<'_>, AskError> {
        let (read_models, moment, settings) = (self.read_models.as_ref(), self.clock.moment(), &self.settings);
        self.books.facts(read_models, moment, &settings.calendar, &settings.ladder, settings.email).await
    }

    /// What happened to each notice, as of now.
    pub(crate) async fn notices(&self) -> Result<Arc<NoticeHistory>, AskError> {
        self.notices.refresh(self.read_models.as_ref()).await
    }

    /// The next `/tasks` of whoever just reported must show the report; a read model that is slow must not hold the
    /// answer up for long.
    pub(crate) async fn wait_until_shown(&self, accepted: &Accepted) {
        let Some(last) = accepted.events.last() else { return };
        if let Err(error) = self.read_models.reached(last.position, SHOWN_WITHIN).await {
            tracing::warn!(%error, "an accepted reply is not shown yet");
        }
    }

    /// An institution's name in a language; its id, where it is not known here.
    pub(crate) async fn institution_name(
        &self,
        institution: &InstitutionId,
        language: Language,
    ) -> Result<String, AskError> {
        let found = self.read_models.institution(institution).await?;
        let name = |names: &LocalText| names.in_language(language).to_owned();
        Ok(found.map_or_else(|| institution.to_string(), |found| name(&found.names)))
    }
}
