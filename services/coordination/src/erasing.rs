//! Getting out what two people have confirmed: a person's key, or texts of events.
//!
//! Of a person the key goes, and what they called their devices and programs; of an event its texts, and the same words wherever
//! else they stand in the log. What was done is said in the step in which it is done, so that a crash leaves both or neither;
//! being asked again is as good as once. Knows the domain, the log and the keys; no read model and no channel: they hear of it
//! by the event.

use std::sync::Arc;

use async_trait::async_trait;
use events::account::{AccountCommand, EndCause};
use events::authority::Principal;
use events::erasure::{ErasureCommand, ErasureEvent, ErasureSubject, TakenOut};
use events::ids::{ErasureId, EventId, PersonId, Position, StreamId, WebhookId};
use events::text::Text;
use events::webhook::{DisableCause, WebhookCommand, WebhookEvent};
use events::{Command, Event, RecordedEvent, Refusal, Rejection, StoredEvent};
use feed::process::{Failure, Reaction};
use keys::KeyErasure;
use store::{KeyError, ReadError, Remainder};

use crate::command_failure::failure;
use crate::port::{CommandError, CommandPort, CommandRequest};
use crate::service::Coordination;

/// How many events are looked through at a time.
const PAGE: usize = 512;
/// The shortest text that is taken out wherever else it stands: a shorter one is what many write.
const SHORTEST_COPY: usize = 12;

/// Gets out what two people have confirmed.
pub struct Eraser {
    commands: Arc<Coordination>,
    keys: Arc<dyn KeyErasure>,
    principal: Principal,
}

/// What is to be got out of the log.
struct Sought {
    /// Everything of this event.
    event: Option<(Position, EventId)>,
    /// Everything that is the person's own of these streams.
    streams: Vec<StreamId>,
    /// And these texts, wherever they stand.
    copies: Vec<Text>,
}

impl Sought {
    /// What of an event is to go.
    fn of(&self, recorded: &RecordedEvent) -> Vec<Text> {
        let texts = recorded.event.texts();
        let is_itself = self.event == Some((recorded.position, recorded.id)) || self.streams.contains(&recorded.stream);
        if is_itself { texts } else { texts.into_iter().filter(|text| self.copies.contains(text)).collect() }
    }
}

impl Eraser {
    /// Acts under the name of the process that it is a part of.
    pub fn new(commands: Arc<Coordination>, keys: Arc<dyn KeyErasure>, principal: Principal) -> Self {
        Self { commands, keys, principal }
    }

    async fn erase(&self, confirmed: &RecordedEvent, id: &ErasureId, subject: &ErasureSubject) -> Result<(), Failure> {
        let sought = match subject {
            ErasureSubject::Person { person } => {
                let webhooks = self.webhooks_of(person).await?;
                self.shut_out(confirmed, person, &webhooks).await?;
                self.keys.erase(person).await.map_err(|error| of_key(&error))?;
                let end_sessions = Self::shutting_out(person);
                let account = end_sessions.stream().map_err(|error| Failure::Stuck(error.to_string()))?;
                let webhooks = webhooks.into_iter().map(|(_, stream)| stream);
                Sought { event: None, streams: webhooks.chain([account]).collect(), copies: vec![] }
            }
            ErasureSubject::Texts { position, event } => {
                let Some(recorded) = self.at(*position).await?.filter(|recorded| recorded.id == *event) else {
                    return Err(Failure::Stuck(format!("there is no event {event} at position {position}")));
                };
                let mut copies = recorded.event.texts();
                copies.retain(|text| text.as_str().chars().count() >= SHORTEST_COPY && *text != Text::taken_out());
                Sought { event: Some((*position, *event)), streams: vec![], copies }
            }
        };
        let (from, left) = self.remainders(&sought).await?;
        let carried_out = Command::Erasure(id.clone(), ErasureCommand::RecordCarriedOut { from });
        self.commands
            .execute_taking_out(self.request(confirmed, 0, carried_out), left)
            .await
            .map_err(|error| failure(&error))?;
        if let Some(store) = self.commands.store_taking_out() {
            store.purge().await.map_err(|error| of_reading(&error))?;
        }
        tracing::info!(erasure = %id, "what two people have confirmed is erased");
        Ok(())
    }

    /// Nobody comes in as the person any more, and nothing is sent for them.
    async fn shut_out(
        &self,
        confirmed: &RecordedEvent,
        person: &PersonId,
        webhooks: &[(WebhookId, StreamId)],
    ) -> Result<(), Failure> {
        let disable = |(webhook, _): &(WebhookId, StreamId)| {
            Command::Webhook(webhook.clone(), WebhookCommand::Disable { cause: DisableCause::MakerLeft })
        };
        let commands = std::iter::once(Self::shutting_out(person)).chain(webhooks.iter().map(disable));
        for (command, n) in commands.zip(1..) {
            match self.commands.execute(self.request(confirmed, n, command)).await {
                // A webhook that was removed or disabled sends nothing.
                Ok(_) | Err(CommandError::Rejected(Rejection::Refused(Refusal::Webhook(_)))) => {}
                Err(error) => return Err(failure(&error)),
            }
        }
        Ok(())
    }

    fn shutting_out(person: &PersonId) -> Command {
        let end = AccountCommand::EndSessionsBut { kept: None, cause: EndCause::EndedByAdministrator };
        Command::Account(person.clone(), end)
    }

    fn request(&self, confirmed: &RecordedEvent, n: usize, command: Command) -> CommandRequest {
        CommandRequest {
            id: confirmed.id.follow_up(n),
            correlation: confirmed.metadata.correlation_id,
            principal: self.principal.clone(),
            occurred_at: None,
            made_from: None,
            command,
        }
    }

    /// What is left of every event that has something of what is sought.
    async fn remainders(&self, sought: &Sought) -> Result<(Vec<TakenOut>, Vec<Remainder>), Failure> {
        let (mut from, mut left) = (Vec::new(), Vec::new());
        let mut found = Vec::new();
        self.look_through(|recorded| {
            let texts: Vec<_> = sought.of(&recorded).into_iter().filter(|text| *text != Text::taken_out()).collect();
            if !texts.is_empty() {
                found.push((recorded, texts));
            }
        })
        .await?;
        for (recorded, texts) in found {
            let Some(store) = self.commands.store_taking_out() else {
                let why = "the engine of this log never changes an event: nothing can be taken out of it";
                if sought.event.is_some() {
                    return Err(Failure::Stuck(why.to_owned()));
                }
                tracing::error!(position = %recorded.position, "what the person called a device or a program stays: {why}");
                continue;
            };
            let (position, event) = (recorded.position, recorded.id);
            let body = recorded.event.without(&texts).encode().map_err(|error| Failure::Stuck(error.to_string()))?;
            let remainder = Remainder { position, body };
            let hash = store.hash_left(&remainder).await.map_err(|error| of_reading(&error))?;
            let Some(hash) = hash else { return Err(Failure::Stuck(format!("there is no event at {position}"))) };
            from.push(TakenOut { position, event, left: hash });
            left.push(remainder);
        }
        Ok((from, left))
    }

    async fn webhooks_of(&self, person: &PersonId) -> Result<Vec<(WebhookId, StreamId)>, Failure> {
        let mut webhooks = Vec::new();
        self.look_through(|recorded| {
            if let Event::Webhook(webhook, WebhookEvent::Made { maker, .. }) = recorded.event
                && maker == *person
            {
                webhooks.push((webhook, recorded.stream));
            }
        })
        .await?;
        Ok(webhooks)
    }

    /// Every event that can be read; what cannot is nothing that anybody wrote here.
    async fn look_through(&self, mut look: impl FnMut(RecordedEvent)) -> Result<(), Failure> {
        let mut after = Position::START;
        loop {
            let page = self.commands.store().read_all(after, PAGE).await.map_err(|error| of_reading(&error))?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.position;
            page.into_iter().filter_map(|stored| stored.decode().ok()).for_each(&mut look);
        }
    }

    async fn at(&self, position: Position) -> Result<Option<RecordedEvent>, Failure> {
        let Some(before) = position.0.checked_sub(1) else { return Ok(None) };
        let found = self.commands.store().read_all(Position(before), 1).await.map_err(|error| of_reading(&error))?;
        let found = found.into_iter().find(|event| event.position == position).map(StoredEvent::decode);
        found.transpose().map_err(|error| Failure::Stuck(error.to_string()))
    }
}

#[async_trait]
impl Reaction for Eraser {
    async fn react(&self, event: &RecordedEvent) -> Result<(), Failure> {
        match &event.event {
            Event::Erasure(id, ErasureEvent::Confirmed { subject }) => self.erase(event, id, subject).await,
            Event::Erasure(
                _,
                ErasureEvent::Asked { .. } | ErasureEvent::Withdrawn {} | ErasureEvent::CarriedOut { .. },
            )
            | Event::Institution(..)
            | Event::Subgroup(..)
            | Event::Meeting(..)
            | Event::ActionItem(..)
            | Event::Reminder(..)
            | Event::Notification(..)
            | Event::Account(..)
            | Event::AuditTrail(..)
            | Event::Webhook(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Module(..)
            | Event::Objective(..)
            | Event::Milestone(..) => Ok(()),
        }
    }
}

fn of_reading(error: &ReadError) -> Failure {
    match error {
        ReadError::Unavailable { .. } => Failure::Away(error.to_string()),
        ReadError::Damaged { .. } => Failure::Stuck(error.to_string()),
    }
}

fn of_key(error: &KeyError) -> Failure {
    Failure::Away(error.to_string())
}
