//! Dead letters in a file.

use std::path::PathBuf;

use async_trait::async_trait;
use events::ids::{EventId, ServiceName};
use tokio::sync::Mutex;

use super::letter::DeadLetter;
use super::port::{DeadLetterError, DeadLetters, in_order};
use crate::durable_file;

/// Dead letters in a JSON file. A missing one holds none. There are few, so the file is read and written as a whole.
#[derive(Debug)]
pub struct FileDeadLetters {
    path: PathBuf,
    changing: Mutex<()>,
}

impl FileDeadLetters {
    /// The dead letters in this file. Nobody else may write it meanwhile.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), changing: Mutex::new(()) }
    }

    async fn load(&self) -> Result<Vec<DeadLetter>, DeadLetterError> {
        match tokio::fs::read(&self.path).await {
            Ok(text) => serde_json::from_slice(&text).map_err(|error| self.failed(&error)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(vec![]),
            Err(error) => Err(self.failed(&error)),
        }
    }

    async fn save(&self, letters: Vec<DeadLetter>) -> Result<(), DeadLetterError> {
        let text = serde_json::to_vec_pretty(&in_order(letters)).map_err(|error| self.failed(&error))?;
        durable_file::replace(&self.path, &text).await.map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &dyn std::error::Error) -> DeadLetterError {
        DeadLetterError { place: format!("in {}", self.path.display()), reason: error.to_string() }
    }
}

fn is(letter: &DeadLetter, consumer: &ServiceName, event: EventId) -> bool {
    letter.consumer == *consumer && letter.event.id == event
}

#[async_trait]
impl DeadLetters for FileDeadLetters {
    async fn park(&self, letter: &DeadLetter) -> Result<(), DeadLetterError> {
        let _alone = self.changing.lock().await;
        let mut letters = self.load().await?;
        letters.retain(|other| !is(other, &letter.consumer, letter.event.id));
        letters.push(letter.clone());
        self.save(letters).await
    }

    async fn replace(&self, letter: &DeadLetter) -> Result<(), DeadLetterError> {
        let _alone = self.changing.lock().await;
        let mut letters = self.load().await?;
        match letters.iter_mut().find(|other| is(other, &letter.consumer, letter.event.id)) {
            Some(kept) => *kept = letter.clone(),
            None => return Ok(()),
        }
        self.save(letters).await
    }

    async fn of(&self, consumer: &ServiceName) -> Result<Vec<DeadLetter>, DeadLetterError> {
        let mut letters = self.all().await?;
        letters.retain(|letter| letter.consumer == *consumer);
        Ok(letters)
    }

    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLetterError> {
        Ok(in_order(self.load().await?))
    }

    async fn remove(&self, consumer: &ServiceName, event: EventId) -> Result<(), DeadLetterError> {
        let _alone = self.changing.lock().await;
        let mut letters = self.load().await?;
        let before = letters.len();
        letters.retain(|letter| !is(letter, consumer, event));
        if letters.len() == before { Ok(()) } else { self.save(letters).await }
    }
}
