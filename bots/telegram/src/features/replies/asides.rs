//! What is said to the bot rather than of a task. Every private message gets an answer, thanks and a greeting too.

use language::reading::Aside;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::features::help::help;
use crate::features::replies::undo::undo;
use crate::features::work::task_access::open_tasks;

/// The answer to something said to the bot. A question that waits for an answer goes on waiting, unless it was to be
/// undone or stopped.
pub(super) async fn on_aside(
    context: &ChatContext<'_>,
    aside: Aside,
    reply_to: Option<i32>,
) -> Result<Vec<Outgoing>, ChatError> {
    Ok(match aside {
        Aside::Undo => undo(context, reply_to).await?,
        Aside::Help => vec![help(context).await?],
        Aside::Stop => {
            context.forget_question().await?;
            vec![context.message("stop-how")]
        }
        Aside::Thanks => vec![context.message("thanks-answer")],
        Aside::Greeting => {
            let open = open_tasks(context).await?.len();
            vec![Outgoing::text(context.texts().say("greeting-answer", &[("count", open.into())]))]
        }
    })
}
