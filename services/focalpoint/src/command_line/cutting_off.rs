//! Taking every way in from a person, an institution or a subgroup, on the machine: for when whoever could do it on the page is the one
//! who is not trusted any more.
//!
//! Who holds which post, and whose webhooks there are, is read from the log itself: read models may lag behind while nothing runs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use coordination::{CommandError, CommandPort, CommandRequest};
use events::account::{AccountCommand, EndCause};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, InstitutionId, PersonId, Position, SubgroupId, WebhookId};
use events::institution::{InstitutionCommand, InstitutionEvent};
use events::subgroup::{SubgroupCommand, SubgroupEvent};
use events::text::Text;
use events::webhook::{WebhookCommand, WebhookEvent};
use events::{Command, Event, Rejection};
use store::{EventStore, ReadError};

use crate::Fatal;
use crate::command_line::arguments;
use crate::command_line::up::open_hub;
use crate::composition::embedded::Hub;
use crate::configuration::Settings;

/// How many events are looked through at a time.
const PAGE: usize = 512;

/// It is not clear who is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotKnown {
    /// Nobody and nothing has this id.
    #[error(
        "there is no person, institution or subgroup “{0}”: the pages of accounts, institutions and subgroups have the ids"
    )]
    Nobody(String),
    /// Several have it.
    #[error("“{0}” is the id of several: say which, as in person/{0}, institution/{0} or subgroup/{0}")]
    Several(String),
}

/// From whom every way in is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CutOff {
    /// From a person.
    Person(PersonId),
    /// From everybody in post at an institution.
    Institution(InstitutionId),
    /// From a subgroup: its chair, and the groups that are its chat.
    Subgroup(SubgroupId),
}

/// Who is who, by the log.
#[derive(Debug, Default)]
pub struct KnownToTheLog {
    posts: BTreeMap<InstitutionId, BTreeSet<PersonId>>,
    people: BTreeSet<PersonId>,
    subgroups: BTreeSet<SubgroupId>,
    webhooks: BTreeMap<WebhookId, PersonId>,
}

impl KnownToTheLog {
    /// Reads the whole log; what cannot be read says nothing of anybody.
    pub async fn read(store: &dyn EventStore) -> Result<Self, ReadError> {
        let (mut known, mut after) = (Self::default(), Position::START);
        loop {
            let page = store.read_all(after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(known) };
            after = last.position;
            page.into_iter().filter_map(|stored| stored.decode().ok()).for_each(|event| known.learn(&event.event));
        }
    }

    fn learn(&mut self, event: &Event) {
        if let Event::Institution(id, event) = event {
            let staff = self.posts.entry(id.clone()).or_default();
            if let InstitutionEvent::FocalPointHandedOver { predecessor, .. } = event {
                staff.remove(predecessor);
            }
            if let InstitutionEvent::FocalPointAppointed(appointee)
            | InstitutionEvent::DeputyAppointed(appointee)
            | InstitutionEvent::FocalPointHandedOver { successor: appointee, .. } = event
            {
                staff.insert(appointee.person.clone());
                self.people.insert(appointee.person.clone());
            }
        }
        if let Event::Subgroup(id, SubgroupEvent::Formed { .. }) = event {
            self.subgroups.insert(id.clone());
        }
        if let Event::Webhook(id, WebhookEvent::Made { maker, .. }) = event {
            self.webhooks.insert(id.clone(), maker.clone());
        }
    }

    /// Who is meant by a text.
    pub fn meant(&self, whom: &str) -> Result<CutOff, NotKnown> {
        let (kind, id) = whom.split_once('/').map_or((None, whom), |(kind, id)| (Some(kind), id));
        let is = |wanted: &str| kind.is_none_or(|kind| kind == wanted);
        let person = id.parse().ok().filter(|id| is("person") && self.people.contains(id)).map(CutOff::Person);
        let institution = id.parse().ok().filter(|id| is("institution") && self.posts.contains_key(id));
        let subgroup = id.parse().ok().filter(|id| is("subgroup") && self.subgroups.contains(id));
        let all = [person, institution.map(CutOff::Institution), subgroup.map(CutOff::Subgroup)];
        let mut found = all.into_iter().flatten();
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            (None, _) => Err(NotKnown::Nobody(whom.to_owned())),
            (Some(_), Some(_)) => Err(NotKnown::Several(id.to_owned())),
        }
    }

    /// What has to be done so that nobody comes in any more.
    pub fn commands(&self, whom: &CutOff, reason: &Text) -> Vec<Command> {
        match whom {
            CutOff::Person(person) => self.of_person(person),
            CutOff::Institution(institution) => {
                let staff = self.posts.get(institution);
                staff.into_iter().flatten().flat_map(|person| self.of_person(person)).collect()
            }
            CutOff::Subgroup(subgroup) => {
                vec![Command::Subgroup(subgroup.clone(), SubgroupCommand::CutOff { reason: reason.clone() })]
            }
        }
    }

    fn of_person(&self, person: &PersonId) -> Vec<Command> {
        let posts = self.posts.iter().filter(|(_, staff)| staff.contains(person)).map(|(institution, _)| institution);
        let mut commands: Vec<Command> = posts
            .flat_map(|institution| {
                let unlink = InstitutionCommand::UnlinkChat { person: person.clone() };
                let remove = InstitutionCommand::RemoveEmailAddress { person: person.clone() };
                [unlink, remove].map(|command| Command::Institution(institution.clone(), command))
            })
            .collect();
        let end = AccountCommand::EndSessionsBut { kept: None, cause: EndCause::EndedByAdministrator };
        commands.push(Command::Account(person.clone(), end));
        let own = self.webhooks.iter().filter(|(_, maker)| *maker == person);
        commands.extend(own.map(|(webhook, _)| Command::Webhook(webhook.clone(), WebhookCommand::Pause)));
        commands
    }
}

/// Takes every way in, with focalpoint stopped.
pub async fn cut_off(options: &arguments::CutOff) -> Result<(), Fatal> {
    let settings = Settings::read(&options.configured.config)?;
    let hub = open_hub(&settings)?;
    let known = KnownToTheLog::read(hub.store.as_ref()).await?;
    let whom = known.meant(&options.whom)?;
    let now = hub.clock.now();
    let mut recorded = 0;
    for (command, n) in known.commands(&whom, &options.reason).into_iter().zip(0..) {
        recorded += give(&hub, (&options.whom, now, n), command).await?;
    }
    println!("Cut off: {} ({recorded} events). Why: {}", options.whom, options.reason);
    println!("Start focalpoint: chats, buttons, links, sessions and tokens of before open nothing any more.");
    Ok(())
}

/// Gives one command; how many events came of it.
async fn give(hub: &Hub, (whom, now, n): (&str, DateTime<Utc>, u32), command: Command) -> Result<usize, Fatal> {
    let id = CommandId::named(&format!("cut-off/{whom}/{now}/{n}"));
    let principal = Principal::service("operator".parse()?);
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command };
    match hub.coordination.execute(request).await {
        Ok(accepted) => Ok(accepted.events.len()),
        // A webhook that is paused, disabled or removed sends nothing; an institution that is no more has nobody in post.
        Err(CommandError::Rejected(Rejection::Refused(_))) => Ok(0),
        Err(error) => Err(error.into()),
    }
}
