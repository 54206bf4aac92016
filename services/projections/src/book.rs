//! Books: dossiers folded in the memory of whoever reads them, and brought up to date at each look.

use std::sync::Arc;

use events::RecordedEvent;
use events::ids::Position;
use tokio::sync::Mutex;

use crate::dossiers::DossierKind;
use crate::port::{AskError, ReadPort};

/// What a book's dossiers add up to.
pub trait Folded: Clone + Default + Send + Sync + 'static {
    /// Which dossiers it is folded from.
    const KIND: DossierKind;

    /// Takes in the next event.
    fn fold(&mut self, event: &RecordedEvent);
}

/// Dossiers of a kind, folded. Each look asks the read models for what came since the last one.
#[derive(Debug)]
pub struct Book<T> {
    read: Mutex<(Position, Arc<T>)>,
}

impl<T: Folded> Default for Book<T> {
    fn default() -> Self {
        Self { read: Mutex::new((Position::START, Arc::default())) }
    }
}

impl<T: Folded> Book<T> {
    /// What the dossiers add up to now.
    pub async fn look(&self, read_models: &dyn ReadPort) -> Result<Arc<T>, AskError> {
        let mut read = self.read.lock().await;
        let new = read_models.dossiers(T::KIND, read.0).await?;
        let (reached, folded) = &mut *read;
        if !new.is_empty() {
            // Whoever holds what an earlier look gave keeps it as it was.
            let folded = Arc::make_mut(folded);
            for event in &new {
                folded.fold(event);
                *reached = event.position;
            }
        }
        Ok(folded.clone())
    }
}
