//! `focalpoint bench`: what this machine does, measured on the real parts in a folder of its own.
//!
//! - [`simulated`]: the load that docs/scale.md plans for.
//! - [`planning`]: who is to be told what, among many people.
//! - [`searching`]: what is found by words, among many events.
//! - [`authority`] and [`morning`]: what that load is made of.
//!
//! Here are the measurements of one hub. Nothing is measured on parts that only the bench has.

mod authority;
mod messenger;
mod morning;
mod planning;
mod searching;
mod simulated;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use coordination::{Clock, CommandPort, CommandRequest, SystemClock, moment_at};
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::ids::{ActionItemId, CommandId, CorrelationId, InstitutionId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::text::{Percent, Text};
use readmodels::ReadPort;
use telegram_sim::Contact;
use tokio::task::JoinSet;

use crate::Fatal;
use crate::command_line::arguments;
use crate::composition::embedded::Hub;
use crate::configuration::data_directory::DataDirectory;
use crate::configuration::random::random_token;
use crate::progress::{bar, through_the_log};
use messenger::RunningMessenger;

/// The one phone's id.
const CONTACT: i64 = 1;
/// How long a single reply may take before the measurement is given up.
const TOO_LONG: Duration = Duration::from_secs(30);

/// Measures and prints.
pub async fn run(options: &arguments::Bench) -> Result<(), Fatal> {
    let folder = tempfile::tempdir()?;
    let cores = std::thread::available_parallelism()?;
    println!("{cores} cores; data in {}", folder.path().display());
    if let Some(people) = options.planning {
        return planning::run(folder.path(), people.get(), options.due).await;
    }
    if options.simulate {
        return simulated::run(&options.simulated, folder.path()).await;
    }
    if options.searching {
        return searching::run(folder.path(), options.events, options.writers).await;
    }
    let data = DataDirectory::open(&folder.path().join("data"))?;
    let database = data.bot();
    let hub = Arc::new(Hub::open(data, "bench".parse()?, Arc::new(SystemClock))?);

    let took = append(&hub, options.events, options.writers).await?;
    report("commands decided and appended, each durable", options.events, took);

    hub.read_models.catch_up(hub.feed.as_ref()).await?;
    let started = Instant::now();
    let rebuild = hub.read_models.rebuild(hub.feed.as_ref());
    let end = through_the_log("replaying", hub.feed.end().await?, hub.read_models.progress(), rebuild).await?;
    report("events replayed into every read model", u32::try_from(end.0)?, started.elapsed());

    let mut times = replies(&hub, database, options.replies).await?;
    times.sort_unstable();
    println!(
        "{} replies in chat, from the phone to the changed task list: p50 {:.1} ms, p99 {:.1} ms",
        times.len(),
        at(&times, 50).as_secs_f64() * 1e3,
        at(&times, 99).as_secs_f64() * 1e3
    );
    Ok(())
}

/// Of times in their order, the one that so many per cent are not longer than.
fn at(times: &[Duration], percent: usize) -> Duration {
    times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
}

fn report(what: &str, count: u32, took: Duration) {
    let rate = f64::from(count) / took.as_secs_f64();
    println!("{count} {what} in {:.2} s: {rate:.0} per second", took.as_secs_f64());
}

async fn execute(hub: &Hub, cause: &str, command: Command) -> Result<(), Fatal> {
    execute_as(hub, Principal::service("bench".parse()?), cause, command).await
}

async fn execute_as(hub: &Hub, principal: Principal, cause: &str, command: Command) -> Result<(), Fatal> {
    let id = CommandId::named(cause);
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command };
    hub.coordination.execute(request).await?;
    Ok(())
}

fn in_a_month() -> NaiveDate {
    moment_at(SystemClock.now() + TimeDelta::days(30)).today
}

fn assign(item: &str, owner: &InstitutionId) -> Result<Command, Fatal> {
    let item: ActionItemId = item.parse()?;
    let title = LocalText::only(Language::En, format!("Item {item}").parse::<Text>()?);
    let assign =
        ActionItemCommand::Assign { title, owner: owner.clone(), subgroup: None, due: in_a_month(), raised_by: None };
    Ok(Command::ActionItem(item, assign))
}

/// Every writer works on items of its own; each command is one event.
async fn append(hub: &Arc<Hub>, events: u32, writers: u32) -> Result<Duration, Fatal> {
    let each = events / writers.max(1);
    let owner: InstitutionId = "bench-elsewhere".parse()?;
    // A service cannot report for an institution; one of its own people can.
    let official =
        Principal::official("p-bench-elsewhere".parse()?, owner.clone(), BTreeSet::new(), Mandate::Institution);
    let started = Instant::now();
    let bar = bar("appending", u64::from(each) * u64::from(writers));
    let mut running = JoinSet::new();
    for writer in 0..writers {
        let (hub, owner, official, bar) = (hub.clone(), owner.clone(), official.clone(), bar.clone());
        running.spawn(async move {
            for n in 0..each {
                let (item, step) = (n / 10, n % 10);
                let name = format!("w{writer}-{item}");
                let cause = format!("bench/{name}/{step}");
                if step == 0 {
                    execute(&hub, &cause, assign(&name, &owner)?).await?;
                } else {
                    let progress = Percent::try_from(u8::try_from(step * 10)?)?;
                    let report = Command::ActionItem(name.parse()?, ActionItemCommand::ReportProgress { progress });
                    execute_as(&hub, official.clone(), &cause, report).await?;
                }
                bar.inc(1);
            }
            Ok::<(), Fatal>(())
        });
    }
    while let Some(ended) = running.join_next().await {
        ended??;
    }
    bar.finish_and_clear();
    Ok(started.elapsed())
}

/// One focal point with one task says how far it is, again and again, through the messenger's HTTP API.
async fn replies(hub: &Hub, database: std::path::PathBuf, replies: u32) -> Result<Vec<Duration>, Fatal> {
    let invitation = random_token();
    let item = one_linked_task(hub, &invitation).await?;
    let measured = RunningMessenger::start(hub, database, None).await?;
    let simulator = &measured.simulator;
    simulator.add_contact(Contact::new(CONTACT, "Bench", "en").with_start(invitation))?;
    simulator.press_start(CONTACT)?;
    let mut progress = hub.read_models.progress();
    let linked = async {
        while hub.read_models.person_by_chat(events::ids::ChatId(CONTACT)).await?.is_none() {
            progress.changed().await?;
        }
        Ok::<(), Fatal>(())
    };
    tokio::time::timeout(TOO_LONG, linked).await??;

    let mut times = Vec::new();
    for n in 0..replies {
        let wanted = Percent::try_from(u8::try_from(n % 99 + 1)?)?;
        progress.borrow_and_update();
        let started = Instant::now();
        simulator.send_text(CONTACT, &format!("{wanted}"))?;
        let changed = async {
            while hub.read_models.task(&item).await?.is_none_or(|task| task.item.stage.progress() != wanted) {
                progress.changed().await?;
            }
            Ok::<(), Fatal>(())
        };
        tokio::time::timeout(TOO_LONG, changed).await??;
        times.push(started.elapsed());
    }
    measured.finish().await?;
    Ok(times)
}

async fn one_linked_task(hub: &Hub, invitation: &str) -> Result<ActionItemId, Fatal> {
    let institution: InstitutionId = "bench-owner".parse()?;
    let person = "p-bench".parse()?;
    let name: Text = "Bench".parse()?;
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Bench")))?;
    let register = InstitutionCommand::Register {
        names,
        kind: InstitutionKind::Ministry,
        role: name.clone(),
        authority_member: true,
    };
    let appointee = Appointee {
        name: hub.sealing.seal(&person, &name).await?,
        phone: None,
        language: Language::En,
        person: person.clone(),
    };
    let invite = InstitutionCommand::IssueInvitation {
        person,
        invitation: InvitationHash::of_token(invitation),
        expires_at: hub.clock.now() + TimeDelta::days(1),
    };
    for (n, command) in [register, InstitutionCommand::AppointFocalPoint(appointee), invite].into_iter().enumerate() {
        execute(hub, &format!("bench/owner/{n}"), Command::Institution(institution.clone(), command)).await?;
    }
    execute(hub, "bench/task", assign("bench-task", &institution)?).await?;
    Ok("bench-task".parse()?)
}
