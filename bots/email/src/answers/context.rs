//! Who answers, and by which message: what every answer has in common.
//!
//! The ids of the commands follow from the message and from what they are about, so that a message read twice gives each of
//! them once.

use std::time::Duration;

use chrono::NaiveDate;
use coordination::{Accepted, CommandError, CommandRequest};
use events::Command;
use events::authority::{Principal, permit_view};
use events::ids::{ActionItemId, CommandId, CorrelationId, MeetingId};
use readmodels::meetings::MeetingView;
use readmodels::views::{PersonView, TaskView};

use crate::address::MailAddress;
use crate::answers::{AnswerHandler, AnswerServices};
use crate::correspondence::{RecordedEffect, SettledAnswer};
use crate::receiving::{NotHandled, ReceivedMail};

/// How long the next message waits until the read models show what this one did.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// What became of a command.
pub(super) enum CommandOutcome {
    /// It was carried out, now or when the message was read before.
    Accepted(Accepted),
    /// For good; why, in the person's language.
    Refused(String),
}

/// A person who answers, and the message by which.
pub(super) struct AnswerContext<'a> {
    pub(super) handler: &'a AnswerHandler,
    pub(super) person: PersonView,
    /// The person's address.
    pub(super) address: MailAddress,
    pub(super) received: &'a ReceivedMail,
    /// What the message was found to be about when it was read before.
    pub(super) settled: Option<SettledAnswer>,
    /// The date in Kosovo on which it was read first.
    pub(super) today: NaiveDate,
}

impl<'a> AnswerContext<'a> {
    pub(super) fn new(
        handler: &'a AnswerHandler,
        person: PersonView,
        address: MailAddress,
        received: &'a ReceivedMail,
    ) -> Result<Self, NotHandled> {
        let settled = handler.services.correspondence.settled(&received.key)?;
        let today = settled.as_ref().map_or_else(|| handler.services.clock.moment().today, |settled| settled.read_on);
        Ok(Self { handler, person, address, received, settled, today })
    }

    pub(super) fn services(&self) -> &'a AnswerServices {
        &self.handler.services
    }

    /// Notes what the message is about, before anything is done of it.
    pub(super) fn settle(&self, answer: &SettledAnswer) -> Result<(), NotHandled> {
        Ok(self.services().correspondence.settle(&self.received.key, answer)?)
    }

    /// A message that is about nothing yet.
    pub(super) fn unsettled(&self) -> SettledAnswer {
        SettledAnswer { read_on: self.today, tasks: vec![], takes_back: None, meeting: None }
    }

    /// Notes that something was recorded, so that words can take it back.
    pub(super) fn note(&self, what: &RecordedEffect) -> Result<(), NotHandled> {
        let now = self.services().clock.now();
        Ok(self.services().correspondence.note(&self.received.key, &self.person.person, now, what)?)
    }

    /// What this person may do and see.
    pub(super) fn principal(&self) -> Principal {
        self.person.principal(self.today)
    }

    /// Gives a command in this person's name, because of the `n`-th thing that the message says. What may go better later
    /// comes again with the message.
    pub(super) async fn carry_out(&self, n: usize, command: Command) -> Result<CommandOutcome, NotHandled> {
        let key = &self.received.key;
        let stream = command.stream().map_err(|error| NotHandled(error.to_string()))?;
        let request = CommandRequest {
            id: CommandId::named(&format!("email/{key}/{n}/{stream}")),
            correlation: CorrelationId(CommandId::named(&format!("email/{key}")).0),
            principal: self.principal(),
            occurred_at: None,
            made_from: None,
            command,
        };
        let refused = |key: &str| Ok(CommandOutcome::Refused(self.say(key, &[])));
        match self.services().commands.execute(request).await {
            Ok(accepted) => {
                self.wait_until_shown(&accepted).await;
                Ok(CommandOutcome::Accepted(accepted))
            }
            Err(CommandError::Rejected(rejection)) => refused(&format!("refusal-{}", rejection.code())),
            Err(
                error @ (CommandError::Unavailable { .. }
                | CommandError::Contended { .. }
                | CommandError::TurnOver { .. }),
            ) => Err(NotHandled(error.to_string())),
            // The ids are this message's own: it was read before, and led to something else then.
            Err(CommandError::KeyReused { .. }) => refused("email-taken-before"),
            Err(
                error @ (CommandError::BadId(_)
                | CommandError::Overtaken { .. }
                | CommandError::Elsewhere { .. }
                | CommandError::Unreadable(_)
                | CommandError::Unwritable(_)),
            ) => {
                tracing::error!(%error, "an answer by e-mail cannot be recorded");
                refused("going-wrong")
            }
        }
    }

    async fn wait_until_shown(&self, accepted: &Accepted) {
        let Some(last) = accepted.events.last() else { return };
        if let Err(error) = self.services().read_models.reached(last.position, SHOWN_WITHIN).await {
            tracing::warn!(%error, "an answer by e-mail is not shown yet");
        }
    }

    /// The institution's tasks, by number; those called off are left out.
    pub(super) async fn own_tasks(&self) -> Result<Vec<TaskView>, NotHandled> {
        Ok(self.services().read_models.task_list(&self.person.institution).await?)
    }

    /// A task of this person's institution.
    pub(super) async fn own_task(&self, id: &ActionItemId) -> Result<Option<TaskView>, NotHandled> {
        let task = self.services().read_models.task(id).await?;
        Ok(task.filter(|task| task.item.owner == self.person.institution))
    }

    /// A meeting that this person may look at.
    pub(super) async fn visible_meeting(&self, id: &MeetingId) -> Result<Option<MeetingView>, NotHandled> {
        let book = self.handler.meetings.refresh(self.services().read_models.as_ref()).await?;
        let principal = self.principal();
        Ok(book.meeting(id).filter(|meeting| permit_view(&principal, &meeting.view()).is_ok()).cloned())
    }

    /// The meetings to come to which this person's institution is invited, the next first.
    pub(super) async fn invitations(&self) -> Result<Vec<MeetingView>, NotHandled> {
        let book = self.handler.meetings.refresh(self.services().read_models.as_ref()).await?;
        let mut ahead: Vec<MeetingView> = book.ahead(self.today).into_iter().cloned().collect();
        ahead.retain(|meeting| meeting.invited.contains(&self.person.institution));
        Ok(ahead)
    }
}
