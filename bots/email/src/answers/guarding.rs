//! What may show who a victim is goes no further: it is not read, not recorded and not logged.

use coordination::off_runtime;
use privacy::guard::{Verdict, guard};

use crate::answers::context::AnswerContext;

/// Judges a message: its words, and the names of the files that hang on it, which count where they show who somebody is.
fn judge(text: &str, attachments: &[String]) -> Verdict {
    let of_text = off_runtime(text.len(), || guard(text));
    let words = attachments.iter().map(|name| name.replace(['_', '-', '.', '+', '(', ')'], " "));
    let mut of_names = words.map(|name| off_runtime(name.len(), || guard(&name)));
    of_names
        .find(|verdict| matches!(verdict, Verdict::Refuse(_)))
        .map_or(of_text.clone(), |of_name| if of_name.is_worse_than(&of_text) { of_name } else { of_text })
}

/// Why a message is not taken, by the kinds of what was found and never in its words; nothing when it may be read.
pub(super) fn objection(context: &AnswerContext<'_>, text: &str) -> Option<String> {
    let verdict = judge(text, &context.received.attachments);
    let key = match &verdict {
        Verdict::Pass => return None,
        Verdict::Ask(_) => "email-guard-asks",
        Verdict::Refuse(_) => "email-guard-refused",
    };
    tracing::info!(because = verdict.codes().join(","), "an answer by e-mail was not taken");
    let kinds: Vec<String> = verdict.message_keys().iter().map(|kind| context.say(kind, &[])).collect();
    Some(context.say(key, &[("found", kinds.join(", ").into())]))
}
