//! A filled-in form that comes as a file.
//!
//! A file that is not a form may show who a victim is, so it is deleted from the chat as anything else that is no text. Of
//! a form, the guard looks at every text before anything is read from it, and all cells are read or none: what is wrong is
//! named cell by cell, and what was answered before stays as it was. A file with a text in doubt stays in the chat, as any
//! message in doubt does.

use dialogue::catalogue::escape_html;
use dialogue::guard::Verdict;
use events::form::Answers;
use forms::filled::CellWrong;
use forms::sheet::LARGEST_FILE;
use forms::{CellFault, FileFault, OwnWords, read_filled};
use projections::requests::RequestDossier;
use teloxide::types::{Document, Message};

use super::Draft;
use super::draft::Waits;
use super::showing::fitting;
use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

/// The most faults that one message lists.
const MOST_LISTED: usize = 20;

impl Visit<'_> {
    /// A document arrived.
    pub(crate) async fn on_document(&self, message: &Message, document: &Document) -> Result<(), VisitError> {
        let size = usize::try_from(document.file.size).unwrap_or(usize::MAX);
        if size > LARGEST_FILE {
            return self.turn_away(message, "file-too-large").await;
        }
        let bytes = match self.bot.post.fetch_file(&document.file.id, LARGEST_FILE).await {
            Ok(bytes) => bytes,
            Err(error) => {
                tracing::warn!(%error, "a file could not be fetched from the messenger");
                return self.say("data-file-not-fetched").await;
            }
        };
        let filled = match read_filled(&bytes) {
            Ok(filled) => filled,
            Err(fault @ (FileFault::Unreadable(_) | FileFault::NotTheForm)) => {
                return self.turn_away(message, &format!("file-{}", fault.code())).await;
            }
        };
        let book = self.bot.requests.look(self.bot.read_models.as_ref()).await?;
        let found = book.get(&filled.request).filter(|dossier| dossier.submission(&self.person.institution).is_some());
        let Some(dossier) = found else { return self.turn_away(message, "data-file-not-yours").await };
        let own = OwnWords::of(&self.words(), &dossier.id, &dossier.title, &dossier.request);
        let objections = filled.objections(&own);
        if !objections.is_empty() {
            let refused = |fault: &CellFault| matches!(fault.wrong, CellWrong::NotKept(_, Verdict::Refuse(_)));
            if objections.iter().any(refused) {
                self.bot.post.delete(self.chat, message.id.0).await;
            }
            return self.list_faults(dossier, &objections).await;
        }
        if dossier.request.closed {
            return self.say("refusal-data-request-closed").await;
        }
        match filled.answers(&dossier.request.form) {
            Err(faults) => self.list_faults(dossier, &faults).await,
            Ok(answers) => self.take_file(dossier, answers).await,
        }
    }

    async fn turn_away(&self, message: &Message, key: &str) -> Result<(), VisitError> {
        self.bot.post.delete(self.chat, message.id.0).await;
        self.say(key).await
    }

    async fn list_faults(&self, dossier: &RequestDossier, faults: &[CellFault]) -> Result<(), VisitError> {
        let (speech, words) = (self.speech(), self.words());
        let mut lines = vec![speech.say("data-file-faults", &[("count", faults.len().into())])];
        let listed = faults.iter().take(MOST_LISTED);
        lines.extend(listed.map(|fault| {
            let said = words.cell_fault(&dossier.request.form, fault);
            format!("• {}", escape_html(&said))
        }));
        if faults.len() > MOST_LISTED {
            lines.push(speech.say("data-file-more-faults", &[("count", (faults.len() - MOST_LISTED).into())]));
        }
        self.answer(Outgoing::text(fitting(lines))).await
    }

    /// What the file says becomes the draft, and is shown before it is sent.
    async fn take_file(&self, dossier: &RequestDossier, answers: Answers) -> Result<(), VisitError> {
        let mut draft = Draft {
            request: dossier.id.clone(),
            institution: self.person.institution.clone(),
            answers,
            to_ask: vec![],
            at: 0,
            counts: vec![],
            waits: Waits::Answer,
            note: None,
            asked_at: self.bot.clock.now(),
        };
        self.keep_open(&mut draft).await?;
        self.answer(self.summary(dossier, &draft)).await
    }
}
