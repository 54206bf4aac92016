//! Whoever was erased is forgotten by e-mail as well, as soon as the read models tell of it.

use std::collections::BTreeSet;
use std::time::Duration;

use events::erasure::ErasureSubject;
use events::ids::PersonId;
use readmodels::Book;
use readmodels::erasures::Erasures;
use tokio_util::sync::CancellationToken;

use crate::channel::EmailChannel;

/// How long until what could not be forgotten is tried again.
const AGAIN_AFTER: Duration = Duration::from_secs(20);

impl EmailChannel {
    /// Forgets everybody who was or is erased, until told to stop.
    pub async fn forget_who_was_erased(&self, stop: CancellationToken) {
        let mut progress = self.services.read_models.progress();
        let (book, mut forgotten) = (Book::<Erasures>::default(), BTreeSet::new());
        loop {
            progress.mark_unchanged();
            let all_done = self.forget_new(&book, &mut forgotten).await;
            let news = async {
                if all_done {
                    progress.changed().await.is_ok()
                } else {
                    let _ = tokio::time::timeout(AGAIN_AFTER, progress.changed()).await;
                    true
                }
            };
            if !stop.run_until_cancelled(news).await.unwrap_or(false) {
                return;
            }
        }
    }

    /// Whether everybody who was erased is forgotten. Forgetting somebody again, after a restart, changes nothing.
    async fn forget_new(&self, book: &Book<Erasures>, forgotten: &mut BTreeSet<PersonId>) -> bool {
        let erasures = match book.refresh(self.services.read_models.as_ref()).await {
            Ok(erasures) => erasures,
            Err(error) => {
                tracing::warn!(%error, "it is not known who was erased");
                return false;
            }
        };
        let mut all_done = true;
        for (_, subject) in erasures.carried_out() {
            let ErasureSubject::Person { person } = subject else { continue };
            if forgotten.contains(person) {
                continue;
            }
            match self.correspondence.forget(person) {
                Ok(()) => _ = forgotten.insert(person.clone()),
                Err(error) => {
                    tracing::warn!(%error, %person, "somebody who was erased is not forgotten yet");
                    all_done = false;
                }
            }
        }
        all_done
    }
}
