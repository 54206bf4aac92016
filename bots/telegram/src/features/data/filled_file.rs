//! A filled-in form that comes as a file.
//!
//! A file that is not a form may show who a victim is, so it is deleted from the chat as anything else that is no text. Of
//! a form, the guard looks at every text of every sheet before anything is read from it, and all cells are read or none: what is wrong is
//! named cell by cell, and what was answered before stays as it was. A file with a text in doubt stays in the chat, as any
//! message in doubt does.

use coordination::off_runtime;
use events::audit::AuditedAct;
use events::form::Answers;
use forms::cell_fault::CellWrong;
use forms::sheet::LARGEST_FILE;
use forms::{CellFault, FileFault, OwnWords, read_filled};
use language::catalogue::escape_html;
use privacy::guard::Verdict;
use readmodels::requests::RequestDossier;
use teloxide::types::{Document, Message};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::guard::refuse_content;
use crate::core::outgoing::Outgoing;
use crate::features::data::answering::keep_open;
use crate::features::data::draft::{AnswerDraft, AwaitedText};
use crate::features::data::wording::{form_words, lines_that_fit, summary_message};

/// The most faults that one message lists.
const MOST_LISTED: usize = 20;

/// A document arrived.
pub(crate) async fn take_document(
    context: &ChatContext<'_>,
    message: &Message,
    document: &Document,
) -> Result<(), ChatError> {
    let size = usize::try_from(document.file.size).unwrap_or(usize::MAX);
    if size > LARGEST_FILE {
        return reject_file(context, message, "file-too-large").await;
    }
    let bytes = match context.services.messenger.fetch_file(&document.file.id, LARGEST_FILE).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::warn!(%error, "a file could not be fetched from the messenger");
            // Nobody could look at it, so it does not stay either.
            return reject_file(context, message, "data-file-not-fetched").await;
        }
    };
    let filled = match off_runtime(bytes.len(), || read_filled(&bytes)) {
        Ok(filled) => filled,
        Err(fault @ (FileFault::Unreadable(_) | FileFault::NotTheForm)) => {
            return reject_file(context, message, &format!("file-{}", fault.code())).await;
        }
    };
    let book = context.services.requests().await?;
    let found = book.get(&filled.request).filter(|dossier| dossier.submission(&context.person.institution).is_some());
    let Some(dossier) = found else {
        // What a file says of itself is not kept, unless there is such a request.
        let known = book.get(&filled.request).map(|dossier| dossier.id.as_str()).unwrap_or_default();
        let object = format!("data-request/{known} answer");
        context.services.audit.record(&context.principal(), AuditedAct::Refused, &object);
        return reject_file(context, message, "data-file-not-yours").await;
    };
    let own = OwnWords::of(&form_words(context), &dossier.id, &dossier.title, &dossier.request);
    let objections = off_runtime(bytes.len(), || filled.objections(&own));
    if !objections.is_empty() {
        let refused = |fault: &CellFault| matches!(fault.wrong, CellWrong::NotKept(_, Verdict::Refuse(_)));
        if objections.iter().any(refused) {
            context.services.messenger.delete(context.chat, message.id.0).await;
        }
        return list_faults(context, dossier, &objections).await;
    }
    if dossier.request.closed {
        return context.say("refusal-data-request-closed").await;
    }
    match filled.answers(&dossier.request.form) {
        Err(faults) => list_faults(context, dossier, &faults).await,
        Ok(answers) => take_file(context, dossier, answers).await,
    }
}

async fn reject_file(context: &ChatContext<'_>, message: &Message, key: &str) -> Result<(), ChatError> {
    refuse_content(context.services, message, &context.message(key)).await
}

async fn list_faults(
    context: &ChatContext<'_>,
    dossier: &RequestDossier,
    faults: &[CellFault],
) -> Result<(), ChatError> {
    let (texts, words) = (context.texts(), form_words(context));
    let mut lines = vec![texts.say("data-file-faults", &[("count", faults.len().into())])];
    let listed = faults.iter().take(MOST_LISTED);
    lines.extend(listed.map(|fault| {
        let said = words.cell_fault(&dossier.request.form, fault);
        format!("• {}", escape_html(&said))
    }));
    if faults.len() > MOST_LISTED {
        lines.push(texts.say("data-file-more-faults", &[("count", (faults.len() - MOST_LISTED).into())]));
    }
    context.answer(Outgoing::text(lines_that_fit(lines))).await
}

/// What the file says becomes the draft, and is shown before it is sent.
async fn take_file(context: &ChatContext<'_>, dossier: &RequestDossier, answers: Answers) -> Result<(), ChatError> {
    let mut draft = AnswerDraft {
        request: dossier.id.clone(),
        institution: context.person.institution.clone(),
        answers,
        to_ask: vec![],
        at: 0,
        counts: vec![],
        waits: AwaitedText::Answer,
        note: None,
        asked_at: context.services.clock.now(),
    };
    keep_open(context, &mut draft).await?;
    context.answer(summary_message(context, dossier, &draft)).await
}
