//! What follows from what was decided: the process that turns a meeting's decisions into action items.
//!
//! It reads the feed from a checkpoint and gives commands whose ids are derived from the event's id. So it may read an
//! event twice, or crash between a command and the checkpoint, and each action item is still assigned once.

use std::sync::Arc;
use std::time::Duration;

use events::authority::Standing;
use events::event::Event;
use events::ids::ServiceName;
use events::meeting::MeetingEvent;
use events::{Command, RecordedEvent, action_item::ActionItemCommand};
use feed::{EventFeed, FeedError, Subscription};

use crate::checkpoint::{CheckpointError, CheckpointFile};
use crate::port::{CommandError, CommandPort, CommandRequest};

/// How many events are held at a time.
const BATCH: usize = 256;
/// How long to wait before asking a store again that was away.
const PAUSE: Duration = Duration::from_secs(1);

/// The process ended.
#[derive(Debug, thiserror::Error)]
pub enum FollowUpError {
    /// Its place cannot be kept.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// It gets no events any more.
    #[error(transparent)]
    Feed(#[from] FeedError),
}

/// The follow-up process.
pub struct FollowUp {
    commands: Arc<dyn CommandPort>,
    checkpoint: CheckpointFile,
    standing: Standing,
}

impl FollowUp {
    /// A follow-up process that acts under this name.
    pub fn new(commands: Arc<dyn CommandPort>, checkpoint: CheckpointFile, name: ServiceName) -> Self {
        Self { commands, checkpoint, standing: Standing::service(name) }
    }

    /// Follows the feed until it ends. Drop the future to stop it; nothing is lost by that.
    pub async fn run(&self, feed: &dyn EventFeed) -> Result<(), FollowUpError> {
        loop {
            let mut subscription = feed.subscribe(self.checkpoint.load().await?, BATCH).await?;
            let error = self.follow(subscription.as_mut()).await?;
            match error {
                FeedError::Source(reason) => {
                    tracing::warn!(%reason, "the feed was interrupted; opening it again");
                    tokio::time::sleep(PAUSE).await;
                }
                FeedError::Undecodable { .. } | FeedError::Closed => return Err(error.into()),
            }
        }
    }

    async fn follow(&self, subscription: &mut dyn Subscription) -> Result<FeedError, FollowUpError> {
        loop {
            let batch = match subscription.next().await {
                Ok(batch) => batch,
                Err(error) => return Ok(error),
            };
            let mut seen = batch.first().position;
            for event in batch {
                self.react(&event).await;
                seen = event.position;
            }
            self.checkpoint.save(seen).await?;
        }
    }

    async fn react(&self, event: &RecordedEvent) {
        for (n, command) in consequences(event).into_iter().enumerate() {
            let request = CommandRequest {
                id: event.id.follow_up(n),
                correlation: event.metadata.correlation_id,
                standing: self.standing.clone(),
                occurred_at: Some(event.metadata.occurred_at),
                command,
            };
            self.insist(request).await;
        }
    }

    async fn insist(&self, request: CommandRequest) {
        loop {
            match self.commands.execute(request.clone()).await {
                Ok(_) => return,
                Err(error @ (CommandError::Unavailable { .. } | CommandError::Contended { .. })) => {
                    tracing::warn!(%error, "a consequence could not be recorded; trying again");
                    tokio::time::sleep(PAUSE).await;
                }
                Err(
                    error @ (CommandError::Rejected(_)
                    | CommandError::BadId(_)
                    | CommandError::KeyReused { .. }
                    | CommandError::Unreadable(_)
                    | CommandError::Unwritable(_)),
                ) => {
                    tracing::error!(%error, command = ?request.id, "a decision's consequence was refused");
                    return;
                }
            }
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
        | Event::Case(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Objective(..)
        | Event::Milestone(..) => vec![],
    }
}
