//! What follows from what was decided: the process that turns a meeting's decisions into action items, and gets out what is to be
//! erased.
//!
//! It reads the feed from a checkpoint and gives commands whose ids are derived from the event's id. So it may read an
//! event twice, or crash between a command and the checkpoint, and each action item is still assigned once.

use std::sync::Arc;

use async_trait::async_trait;
use events::authority::Principal;
use events::event::Event;
use events::meeting::MeetingEvent;
use events::{Command, RecordedEvent, action_item::ActionItemCommand};
use feed::EventFeed;
use feed::process::{Failure, Process, ProcessError, Reaction, Redrive};
use keys::KeyErasure;

use crate::command_failure::failure;
use crate::erasing::Eraser;
use crate::port::{CommandPort, CommandRequest};
use crate::service::Coordination;

/// The follow-up process.
pub struct FollowUp {
    process: Process,
    consequences: Consequences,
}

/// Gives the commands that follow from events.
struct Consequences {
    commands: Arc<dyn CommandPort>,
    principal: Principal,
    eraser: Option<Eraser>,
}

impl FollowUp {
    /// A follow-up process that acts under the process's name. A decision whose consequence is refused is parked, and the
    /// later ones of its meeting behind it.
    pub fn new(commands: Arc<dyn CommandPort>, process: Process) -> Self {
        let principal = Principal::service(process.name().clone());
        Self { process, consequences: Consequences { commands, principal, eraser: None } }
    }

    /// The same, which also gets out what two people have confirmed.
    pub fn erasing(mut self, commands: Arc<Coordination>, keys: Arc<dyn KeyErasure>) -> Self {
        self.consequences.eraser = Some(Eraser::new(commands, keys, self.consequences.principal.clone()));
        self
    }

    /// What has parked decisions tried again.
    pub fn redrive(&self) -> Redrive {
        self.process.redrive()
    }

    /// Follows the feed until it ends. Drop the future to stop it; nothing is lost by that.
    pub async fn run(&self, feed: &dyn EventFeed) -> Result<(), ProcessError> {
        self.process.run(feed, &self.consequences).await
    }
}

#[async_trait]
impl Reaction for Consequences {
    async fn react(&self, event: &RecordedEvent) -> Result<(), Failure> {
        for (n, command) in consequences(event).into_iter().enumerate() {
            let request = CommandRequest {
                id: event.id.follow_up(n),
                correlation: event.metadata.correlation_id,
                principal: self.principal.clone(),
                occurred_at: Some(event.metadata.occurred_at),
                made_from: None,
                command,
            };
            self.commands.execute(request).await.map_err(|error| failure(&error))?;
        }
        match &self.eraser {
            Some(eraser) => eraser.react(event).await,
            None => Ok(()),
        }
    }
}

/// The commands that follow from an event.
fn consequences(event: &RecordedEvent) -> Vec<Command> {
    match &event.event {
        Event::Meeting(meeting, MeetingEvent::DecisionTaken { raises, subgroup, .. }) => raises
            .iter()
            .map(|item| {
                let assign = ActionItemCommand::Assign {
                    title: item.title.clone(),
                    owner: item.owner.clone(),
                    subgroup: subgroup.clone(),
                    due: item.due,
                    raised_by: Some(meeting.clone()),
                };
                Command::ActionItem(item.action_item.clone(), assign)
            })
            .collect(),
        Event::Meeting(
            _,
            MeetingEvent::Scheduled { .. }
            | MeetingEvent::AgendaItemAdded { .. }
            | MeetingEvent::Rescheduled { .. }
            | MeetingEvent::InvitationAnswered { .. }
            | MeetingEvent::Held { .. }
            | MeetingEvent::MinutesRecorded { .. }
            | MeetingEvent::MinutesApproved {}
            | MeetingEvent::Cancelled { .. },
        )
        | Event::Institution(..)
        | Event::Subgroup(..)
        | Event::ActionItem(..)
        | Event::Reminder(..)
        | Event::Notification(..)
        | Event::Account(..)
        | Event::AuditTrail(..)
        | Event::Webhook(..)
        | Event::Erasure(..)
        | Event::Case(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Objective(..)
        | Event::Milestone(..) => vec![],
    }
}
