//! What is said to the bot rather than of a task. Every private message gets an answer, thanks and a greeting too.

use dialogue::reading::Aside;

use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

impl Visit<'_> {
    /// The answer to something said to the bot. A question that waits for an answer goes on waiting, unless it was to be
    /// undone or stopped.
    pub(super) async fn on_aside(&self, aside: Aside, reply_to: Option<i32>) -> Result<Vec<Outgoing>, VisitError> {
        Ok(match aside {
            Aside::Undo => self.undo(reply_to).await?,
            Aside::Help => vec![self.help().await?],
            Aside::Stop => {
                self.bot.database.forget_question(self.chat).await?;
                vec![self.saying("stop-how")]
            }
            Aside::Thanks => vec![self.saying("thanks-answer")],
            Aside::Greeting => {
                let open = self.open_tasks().await?.len();
                vec![Outgoing::text(self.speech().say("greeting-answer", &[("count", open.into())]))]
            }
        })
    }
}
