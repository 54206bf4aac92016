//! A book: dossiers of a kind, folded in the memory of whoever reads them.

use std::sync::Arc;

use events::RecordedEvent;
use events::ids::Position;
use tokio::sync::Mutex;

use crate::port::{Ask, ReadPort};
use crate::projections::dossiers::DossierKind;
use crate::queries::{AskError, DossierEvents};
use crate::taken_out::takes_texts_out;

/// How many events are read at a time where a book begins.
const PAGE: usize = 4_096;

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
    read: Mutex<Reading<T>>,
}

/// How far a book was read, and what came of it.
#[derive(Debug)]
struct Reading<T> {
    has_begun: bool,
    reached: Position,
    folded: Arc<T>,
}

impl<T: Folded> Default for Book<T> {
    fn default() -> Self {
        Self { read: Mutex::new(Reading { has_begun: false, reached: Position::START, folded: Arc::default() }) }
    }
}

impl<T: Folded> Book<T> {
    /// Takes in what is new, and gives what the dossiers add up to now.
    pub async fn refresh(&self, read_models: &dyn ReadPort) -> Result<Arc<T>, AskError> {
        Ok(self.refresh_with_news(read_models).await?.0)
    }

    /// The same, and the events that this took in since the last time, in the order of the log. Nobody is told of them again. The
    /// first time everything is new, and nobody is told of it.
    pub async fn refresh_with_news(
        &self,
        read_models: &dyn ReadPort,
    ) -> Result<(Arc<T>, Vec<RecordedEvent>), AskError> {
        let mut read = self.read.lock().await;
        if !read.has_begun {
            *read = from_the_beginning(read_models).await?;
            return Ok((read.folded.clone(), vec![]));
        }
        let Reading { reached, folded, .. } = &mut *read;
        let mut new = read_models.dossiers(T::KIND, *reached).await?;
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

/// Takes in everything, a page after the other: no more than a page of it is in memory as events.
async fn from_the_beginning<T: Folded>(read_models: &dyn ReadPort) -> Result<Reading<T>, AskError> {
    'anew: loop {
        let begun_at = *read_models.progress().borrow();
        let (mut reached, mut folded) = (Position::START, T::default());
        loop {
            let page = read_models.ask(DossierEvents::page(T::KIND, reached, PAGE)).await?;
            // What was read before may have texts that were taken out meanwhile.
            if page.iter().any(|event| takes_texts_out(event) && event.position > begun_at) {
                continue 'anew;
            }
            for event in &page {
                folded.fold(event);
                reached = event.position;
            }
            if page.len() < PAGE {
                return Ok(Reading { has_begun: true, reached, folded: Arc::new(folded) });
            }
        }
    }
}
