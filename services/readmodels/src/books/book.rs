//! A book: dossiers of a kind, folded in the memory of whoever reads them.

use std::sync::Arc;

use events::RecordedEvent;
use events::ids::Position;
use tokio::sync::Mutex;

use crate::port::ReadPort;
use crate::projections::dossiers::DossierKind;
use crate::queries::AskError;
use crate::taken_out::takes_texts_out;

/// What a book's dossiers add up to.
pub trait Folded: Clone + Default + Send + Sync + 'static {
    /// The kind of dossiers that it is folded from.
    const KIND: DossierKind;

    /// Takes in the next event.
    fn fold(&mut self, event: &RecordedEvent);
}

/// Dossiers of a kind, folded. Each refresh asks the read models for what came since the last one.
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
    /// Takes in what is new, and gives what the dossiers add up to now.
    pub async fn refresh(&self, read_models: &dyn ReadPort) -> Result<Arc<T>, AskError> {
        Ok(self.refresh_with_news(read_models).await?.0)
    }

    /// The same, and the events that this took in, in the order of the log. Nobody is told of them again.
    pub async fn refresh_with_news(
        &self,
        read_models: &dyn ReadPort,
    ) -> Result<(Arc<T>, Vec<RecordedEvent>), AskError> {
        let mut read = self.read.lock().await;
        let mut new = read_models.dossiers(T::KIND, read.0).await?;
        let (reached, folded) = &mut *read;
        if *reached > Position::START && new.iter().any(takes_texts_out) {
            let anew = read_models.dossiers(T::KIND, Position::START).await?;
            let news = new.first().map_or(Position::START, |first| first.position);
            *folded = Arc::default();
            let afresh = Arc::make_mut(folded);
            anew.iter().take_while(|event| event.position < news).for_each(|event| afresh.fold(event));
            new = anew.into_iter().skip_while(|event| event.position < news).collect();
        }
        if !new.is_empty() {
            // Whoever holds what an earlier refresh gave keeps it as it was.
            let folded = Arc::make_mut(folded);
            for event in &new {
                folded.fold(event);
                *reached = event.position;
            }
        }
        Ok((folded.clone(), new))
    }
}
