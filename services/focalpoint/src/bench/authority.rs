//! One authority of the simulated load: a hub of its own with institutions whose people report, one after the other.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use coordination::{Clock, CommandPort, CommandRequest};
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, InstitutionId, Position};
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::text::Percent;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{assign, execute};
use crate::Fatal;
use crate::composition::embedded::Hub;
use crate::configuration::data_directory::DataDirectory;

/// How many events an action item goes through: it is assigned, and reported on.
const STEPS: u32 = 10;

/// How long a command took from the moment at which it was due, and when it was saved.
pub(super) struct CommandTiming {
    /// Until it was durable.
    pub(super) saved: Duration,
    /// Until every read model showed it.
    pub(super) shown: Duration,
    /// The moment at which it was durable.
    pub(super) saved_at: Instant,
}

/// What came of a command.
pub(super) type Outcome = Result<CommandTiming, Fatal>;

/// A command that was saved, and when it was due.
struct SavedCommand {
    due: Instant,
    at: Instant,
    position: Position,
}

/// An institution's turn: its next command is due now.
pub(super) type TurnSender = mpsc::UnboundedSender<Instant>;

/// An authority while it works.
pub(super) struct Authority {
    pub(super) hub: Arc<Hub>,
    /// Each institution's turns.
    pub(super) institutions: Vec<TurnSender>,
    running: JoinSet<Result<(), Fatal>>,
    stop: CancellationToken,
}

impl Authority {
    /// Opens the authority of this name with so many institutions, all of them registered, and begins to fold its read
    /// models. What comes of each command is said to `outcomes`.
    pub(super) async fn open(
        folder: &Path,
        name: &str,
        institutions: u32,
        clock: Arc<dyn Clock>,
        outcomes: &mpsc::UnboundedSender<Outcome>,
    ) -> Result<Self, Fatal> {
        let hub = Arc::new(Hub::open(DataDirectory::open(&folder.join(name))?, name.parse()?, clock)?);
        let stop = CancellationToken::new();
        let mut running = JoinSet::new();
        let (read_models, feed, until) = (hub.read_models.clone(), hub.feed.clone(), stop.clone());
        running.spawn(async move { Ok(read_models.run(feed, until).await?) });

        let (saved, mut to_show) = mpsc::unbounded_channel::<SavedCommand>();
        let (read_models, outcome_sender) = (hub.read_models.clone(), outcomes.clone());
        running.spawn(async move {
            while let Some(one) = to_show.recv().await {
                read_models.reached(one.position).await;
                let took = CommandTiming { saved: one.at - one.due, shown: one.due.elapsed(), saved_at: one.at };
                // Nobody counts any more.
                let _ = outcome_sender.send(Ok(took));
            }
            Ok(())
        });

        let mut turns = Vec::new();
        for n in 0..institutions {
            let id: InstitutionId = format!("i{n}").parse()?;
            execute(&hub, &format!("scale/{id}"), register(&id)?).await?;
            let (turn, mut due) = mpsc::unbounded_channel();
            turns.push(turn);
            let (hub, saved, outcome_sender) = (hub.clone(), saved.clone(), outcomes.clone());
            running.spawn(async move {
                let mut done = 0;
                while let Some(due) = due.recv().await {
                    match one_command(&hub, &id, done).await {
                        Ok(position) => drop(saved.send(SavedCommand { due, at: Instant::now(), position })),
                        Err(error) => drop(outcome_sender.send(Err(error))),
                    }
                    done += 1;
                }
                Ok(())
            });
        }
        Ok(Self { hub, institutions: turns, running, stop })
    }

    /// Ends it, and gives its hub.
    pub(super) async fn finish(mut self) -> Result<Arc<Hub>, Fatal> {
        self.institutions.clear();
        self.stop.cancel();
        while let Some(ended) = self.running.join_next().await {
            ended??;
        }
        Ok(self.hub)
    }
}

/// The command that registers an institution.
pub(super) fn register(id: &InstitutionId) -> Result<Command, Fatal> {
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, id.as_str())))?;
    let (kind, role) = (InstitutionKind::Commission, "Simulated".parse()?);
    let register = InstitutionCommand::Register { names, kind, role, authority_member: false };
    Ok(Command::Institution(id.clone(), register))
}

/// The institution's next command: every tenth brings it a new item, the others report on it.
async fn one_command(hub: &Hub, institution: &InstitutionId, done: u32) -> Result<Position, Fatal> {
    let (item, step) = (format!("{institution}-{}", done / STEPS), done % STEPS);
    let (principal, command) = if step == 0 {
        (Principal::service("bench".parse()?), assign(&item, institution)?)
    } else {
        let official = format!("p-{institution}").parse()?;
        let progress = Percent::try_from(u8::try_from(step * STEPS)?)?;
        (
            Principal::official(official, institution.clone(), BTreeSet::new(), Mandate::Institution),
            Command::ActionItem(item.parse()?, ActionItemCommand::ReportProgress { progress }),
        )
    };
    let id = CommandId::named(&format!("scale/{item}/{step}"));
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command };
    let accepted = hub.coordination.execute(request).await?;
    Ok(accepted.events.last().map_or(Position::START, |event| event.position))
}
