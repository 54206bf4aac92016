//! What may show who a victim is goes no further: it is not read, not recorded and not logged.

use coordination::off_runtime;
use privacy::guard::{Verdict, guard};

use crate::answers::context::AnswerContext;

/// Why a text is not taken, by the kinds of what was found and never in its words; nothing when it may be read.
pub(super) fn objection(context: &AnswerContext<'_>, text: &str) -> Option<String> {
    let verdict = off_runtime(text.len(), || guard(text));
    let key = match &verdict {
        Verdict::Pass => return None,
        Verdict::Ask(_) => "email-guard-asks",
        Verdict::Refuse(_) => "email-guard-refused",
    };
    tracing::info!(because = verdict.codes().join(","), "an answer by e-mail was not taken");
    let kinds: Vec<String> = verdict.message_keys().iter().map(|kind| context.say(kind, &[])).collect();
    Some(context.say(key, &[("found", kinds.join(", ").into())]))
}
