//! What two people had erased leaves the chats as well: of a person every row and chat of theirs in the bot's file; of a text the
//! messages that show it, as far as they can still be changed.
//!
//! Knows the erasures by the read models, which are rid of what was erased before they tell of it.

use events::erasure::ErasureSubject;
use events::ids::ErasureId;
use readmodels::Book;
use readmodels::erasures::{ErasureStage, Erasures};

use crate::core::chat_error::ChatError;
use crate::core::services::Services;
use crate::core::storage::erased::{forget_person, is_followed};

/// Erasures that the bot's file has not followed yet.
#[derive(Debug, Default)]
pub(crate) struct ErasuresToFollow {
    book: Book<Erasures>,
}

impl ErasuresToFollow {
    /// Forgets everybody who was erased, and gives what was erased since: once messages were looked at, it is noted.
    pub(crate) async fn forget(&self, services: &Services) -> Result<Vec<ErasureId>, ChatError> {
        let erasures = self.book.refresh(services.read_models.as_ref()).await?;
        let mut new = Vec::new();
        for (id, known) in erasures.all().filter(|(_, known)| known.stage == ErasureStage::Done) {
            if is_followed(&services.database, id).await? {
                continue;
            }
            match &known.subject {
                ErasureSubject::Person { person } => forget_person(&services.database, person).await?,
                ErasureSubject::Texts { .. } => {}
            }
            new.push(id.clone());
        }
        Ok(new)
    }
}
