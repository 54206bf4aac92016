//! What two people had erased leaves the chats as well: of a person every row and chat of theirs in the bot's file; of a text the
//! messages that show it, as far as they can still be changed.
//!
//! Knows the erasures by the read models, which are rid of what was erased before they tell of it.

use std::collections::BTreeSet;

use events::erasure::ErasureSubject;
use events::ids::ErasureId;
use readmodels::Book;
use readmodels::erasures::Erasures;
use tokio::sync::Mutex;

use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::services::Services;
use crate::core::storage::database::Database;
use crate::core::storage::erased::{followed_erasures, forget_person, note_followed};

/// Erasures that the bot's file has not followed yet.
#[derive(Debug, Default)]
pub(crate) struct ErasuresToFollow {
    book: Book<Erasures>,
    /// Those that the file has followed; read from it once.
    followed: Mutex<Option<BTreeSet<ErasureId>>>,
}

impl ErasuresToFollow {
    /// Forgets everybody who was erased, and gives what was erased since: once messages were looked at, it is noted.
    pub(crate) async fn forget(&self, services: &Services) -> Result<Vec<ErasureId>, ChatError> {
        let erasures = self.book.refresh(services.read_models.as_ref()).await?;
        let mut followed = self.followed.lock().await;
        let followed = match followed.take() {
            Some(known) => followed.insert(known),
            None => followed.insert(followed_erasures(&services.database).await?),
        };
        let mut new = Vec::new();
        for (id, subject) in erasures.carried_out().filter(|(id, _)| !followed.contains(id)) {
            match subject {
                ErasureSubject::Person { person } => forget_person(&services.database, person).await?,
                ErasureSubject::Texts { .. } => {}
            }
            new.push(id.clone());
        }
        Ok(new)
    }

    /// Notes that the file has followed these.
    pub(crate) async fn note(&self, database: &Database, erasures: Vec<ErasureId>) -> Result<(), BotError> {
        for erasure in erasures {
            note_followed(database, &erasure).await?;
            self.followed.lock().await.get_or_insert_default().insert(erasure);
        }
        Ok(())
    }
}
