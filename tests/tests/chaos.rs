//! Chaos: processes are killed and hindered at moments as they come, while commands and replies come in; afterwards everything
//! that was accepted is in the log, once. A row for each kind of fault says how often.
//!
//! A few times here; `CHAOS_KILLS=1000 cargo nextest run --workspace -E 'test(chaos)' --no-capture` kills a thousand
//! processes, half of them embedded and half distributed, and prints the table. `CHAOS_SEED` has other moments.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use end_to_end::chaos::{ChaosTable, ITEM, Moments, Tally};
use end_to_end::own_hub::OwnHub;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, link_phone};
use end_to_end::process::{focalpoint, repository};
use end_to_end::topology::Topology;
use end_to_end::topology::load::{Ledger, Load, LoadPlan};
use end_to_end::topology::proxy::Wire;
use events::StoredEvent;
use events::ids::Position;
use store::{EventStore, SqliteLogReader};
use tokio::sync::watch;

/// How many processes are killed in all, unless it is said.
const KILLS: &str = "CHAOS_KILLS";
/// Which moments they are killed at.
const SEED: &str = "CHAOS_SEED";
/// How many of them are killed under one load at most, which is then counted.
const MOST_IN_A_ROUND: usize = 10;
/// How many rounds one hub bears, so that the chat stays short.
const ROUNDS_OF_A_HUB: usize = 12;
/// As fast as one person may give commands for long.
const PACE: (Duration, Duration) = (Duration::from_millis(600), Duration::from_millis(1_500));
/// Past every clock.
const DUE: &str = "2099-12-29";

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// How many are killed in each of the two deployments.
fn kills_of_each() -> usize {
    usize::try_from(number(KILLS, 16)).unwrap().div_ceil(2)
}

/// How many are killed under one load: less than all, so that there are kinds.
fn in_a_round() -> usize {
    (kills_of_each() / 4).clamp(2, MOST_IN_A_ROUND)
}

/// Who gives commands, and who replies.
struct Users {
    page: watch::Sender<Arc<Page>>,
    phone: Arc<Phone>,
    rounds: usize,
}

impl Users {
    async fn of(page: Page, chat: &str) -> Self {
        let phone = Phone::of(chat, "mpms").await.unwrap();
        phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
        Self { page: watch::Sender::new(Arc::new(page)), phone: Arc::new(phone), rounds: 0 }
    }

    /// A load of a round of its own.
    fn begin(&mut self) -> Load {
        self.rounds += 1;
        let percent = u8::try_from(self.rounds * 7 % 90).unwrap();
        let plan = LoadPlan { name: format!("round-{}", self.rounds), due: DUE, percent, goes_round: true, pace: PACE };
        Load::start_as(self.page.subscribe(), self.phone.clone(), plan)
    }
}

/// Nothing is in the log twice, whatever it is.
fn each_event_is_there_once(log: &[StoredEvent]) {
    let mut ids: Vec<String> = log.iter().map(|event| event.id.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), log.len(), "an event is in the log twice");
}

fn nothing_is_lost_or_doubled(table: &ChaosTable) {
    println!("{table}");
    let all = table.in_all();
    assert!(all.commands > 0 && all.replies > 0, "nothing was asked");
    assert_eq!((all.lost, all.doubled), (0, 0));
}

/// What happens to a hub on one machine.
#[derive(Debug, Clone, Copy)]
enum OnOneMachine {
    KilledAtWork,
    KilledAsItStarts,
    ToldToStop,
    HeldUp,
    FilesThatGrowNoFurther,
}

impl OnOneMachine {
    /// In the order of the rounds; those that kill come more often.
    const ROUNDS: [Self; 8] = [
        Self::KilledAtWork,
        Self::KilledAsItStarts,
        Self::ToldToStop,
        Self::KilledAtWork,
        Self::FilesThatGrowNoFurther,
        Self::KilledAsItStarts,
        Self::HeldUp,
        Self::KilledAtWork,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::KilledAtWork => "embedded: killed at work",
            Self::KilledAsItStarts => "embedded: killed as it starts",
            Self::ToldToStop => "embedded: told to stop (SIGTERM)",
            Self::HeldUp => "embedded: held up (SIGSTOP)",
            Self::FilesThatGrowNoFurther => "embedded: files that grow no further",
        }
    }

    /// Causes it so often, and says what it did.
    async fn cause(self, hub: &mut OwnHub, moments: &mut Moments, times: usize) -> Tally {
        for _ in 0..times {
            match self {
                Self::KilledAtWork => {
                    hub.ready().await.unwrap();
                    moments.pass(900).await;
                    hub.kill().await.unwrap();
                    hub.start_again().unwrap();
                }
                Self::KilledAsItStarts => {
                    moments.pass(700).await;
                    hub.kill().await.unwrap();
                    hub.start_again().unwrap();
                }
                Self::ToldToStop => {
                    hub.ready().await.unwrap();
                    moments.pass(500).await;
                    hub.signal("TERM").await.unwrap();
                    hub.ended().await.unwrap();
                    hub.start_again().unwrap();
                }
                Self::HeldUp => {
                    hub.ready().await.unwrap();
                    hub.signal("STOP").await.unwrap();
                    moments.pass(1_500).await;
                    hub.signal("CONT").await.unwrap();
                    moments.pass(300).await;
                }
                Self::FilesThatGrowNoFurther => {
                    hub.ready().await.unwrap();
                    hub.bound_files(Some(4_096)).await.unwrap();
                    moments.pass(1_500).await;
                    hub.bound_files(None).await.unwrap();
                    moments.pass(300).await;
                }
            }
        }
        match self {
            Self::KilledAtWork | Self::KilledAsItStarts => Tally::caused(times, 0),
            Self::ToldToStop | Self::HeldUp | Self::FilesThatGrowNoFurther => Tally::caused(0, times),
        }
    }
}

async fn log_in(data: &Path) -> Vec<StoredEvent> {
    let reader = SqliteLogReader::open(&data.join("events.db")).unwrap();
    reader.read_all(Position::START, usize::MAX >> 1).await.unwrap()
}

/// The demo's people, and the task of whoever replies, due after today.
fn write_files(folder: &Path) {
    let demo = repository().join("data/demo");
    for name in ["people.csv", "subgroups.csv"] {
        std::fs::copy(demo.join(name), folder.join(name)).unwrap();
    }
    let items = std::fs::read_to_string(demo.join("action-items.csv")).unwrap();
    let (heading, item) = (items.lines().next().unwrap(), items.lines().find(|line| ITEM.ends_with(id_of(line))));
    let (item, _) = item.and_then(|item| item.rsplit_once(',')).unwrap();
    std::fs::write(folder.join("action-items.csv"), format!("{heading}\n{item},{DUE}\n")).unwrap();
}

fn id_of(line: &str) -> &str {
    line.split(',').next().unwrap()
}

/// Lets a hub bear some rounds; how many of it were killed.
async fn one_hub(moments: &mut Moments, most_kills: usize, table: &mut ChaosTable) -> usize {
    let data = tempfile::tempdir().unwrap();
    let files = tempfile::tempdir().unwrap();
    write_files(files.path());
    let mut hub = OwnHub::start_with(data.path(), "", &["data", files.path().to_str().unwrap()]).await.unwrap();
    let page = Page::sign_in(&hub.first_start).await.unwrap();
    link_phone(&hub.simulator, &page, 1013, ("mpms", "p-mpms"), "sq").await.unwrap();
    let mut users = Users::of(page, &hub.chat).await;
    let mut killed = 0;
    for fault in OnOneMachine::ROUNDS.into_iter().cycle().take(ROUNDS_OF_A_HUB) {
        let times = in_a_round().min(most_kills - killed);
        if times == 0 {
            break;
        }
        let from = log_in(data.path()).await.len();
        let (load, mut ledger) = (users.begin(), Ledger::default());
        let mut tally = fault.cause(&mut hub, moments, times).await;
        hub.ready().await.unwrap();
        load.finish(&mut ledger).await.unwrap_or_else(|error| panic!("{}: {error}", fault.name()));
        let log = log_in(data.path()).await;
        each_event_is_there_once(&log);
        tally.count(&ledger, &log, from);
        table.add(fault.name(), tally);
        println!("{}: {tally:?}", fault.name());
        killed += tally.kills;
    }
    hub.signal("TERM").await.unwrap();
    hub.ended().await.unwrap();
    let config = data.path().join("focalpoint.toml").display().to_string();
    let verified = focalpoint(&["verify", "--config", &config]).await.unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    killed
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_doubled_on_one_machine() {
    let (mut moments, mut table) = (Moments::of(number(SEED, 16)), ChaosTable::default());
    let (wanted, mut killed) = (kills_of_each(), 0);
    while killed < wanted {
        killed += one_hub(&mut moments, wanted - killed, &mut table).await;
    }
    nothing_is_lost_or_doubled(&table);
}

/// What happens to a deployment on several.
#[derive(Debug, Clone, Copy)]
enum OnSeveral {
    ServiceKilled,
    ServiceKilledAsItStarts,
    NatsServerKilled,
    EventStoreKilled,
    EverythingKilled,
    WiresCut,
    StoreThatRefuses,
}

impl OnSeveral {
    /// In the order of the rounds.
    const ROUNDS: [Self; 9] = [
        Self::ServiceKilled,
        Self::EverythingKilled,
        Self::ServiceKilledAsItStarts,
        Self::NatsServerKilled,
        Self::ServiceKilled,
        Self::EventStoreKilled,
        Self::WiresCut,
        Self::ServiceKilled,
        Self::StoreThatRefuses,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::ServiceKilled => "distributed: a service killed",
            Self::ServiceKilledAsItStarts => "distributed: a service killed as it starts",
            Self::NatsServerKilled => "distributed: a NATS server killed",
            Self::EventStoreKilled => "distributed: the event store killed",
            Self::EverythingKilled => "distributed: everything killed",
            Self::WiresCut => "distributed: wires cut",
            Self::StoreThatRefuses => "distributed: an event store that refuses",
        }
    }

    /// Causes it, and says how often it killed and did something else.
    async fn cause(self, topology: &mut Topology, moments: &mut Moments) -> Tally {
        let names: Vec<String> = topology.services.keys().cloned().collect();
        let of_services = moments.below(names.len() as u64);
        let service = &names[usize::try_from(of_services).unwrap()];
        match self {
            Self::ServiceKilled | Self::ServiceKilledAsItStarts => {
                let within = if matches!(self, Self::ServiceKilled) { 1_500 } else { 250 };
                topology.service(service).unwrap().kill().await.unwrap();
                topology.service(service).unwrap().start_again().unwrap();
                moments.pass(within).await;
                if matches!(self, Self::ServiceKilled) {
                    return Tally::caused(1, 0);
                }
                topology.service(service).unwrap().kill().await.unwrap();
                topology.service(service).unwrap().start_again().unwrap();
                moments.pass(900).await;
                Tally::caused(2, 0)
            }
            Self::NatsServerKilled => {
                let which = usize::try_from(moments.below(topology.nats.servers.len() as u64)).unwrap();
                let server = &mut topology.nats.servers[which];
                server.kill().await.unwrap();
                moments.pass(1_000).await;
                server.start_again().await.unwrap();
                server.well().await.unwrap();
                Tally::caused(1, 0)
            }
            Self::EventStoreKilled => {
                topology.store.kill().await.unwrap();
                moments.pass(500).await;
                topology.store.start_again().await.unwrap();
                moments.pass(1_000).await;
                Tally::caused(1, 0)
            }
            Self::EverythingKilled => {
                for service in topology.services.values_mut() {
                    service.kill().await.unwrap();
                }
                topology.store.kill().await.unwrap();
                for server in &mut topology.nats.servers {
                    server.kill().await.unwrap();
                }
                topology.store.start_again().await.unwrap();
                for server in &mut topology.nats.servers {
                    server.start_again().await.unwrap();
                }
                for service in topology.services.values_mut() {
                    service.start_again().unwrap();
                }
                topology.ready().await.unwrap();
                Tally::caused(names.len() + 1 + topology.nats.servers.len(), 0)
            }
            Self::WiresCut => {
                topology.set_wires(Wire::Cut);
                moments.pass(1_500).await;
                topology.set_wires(Wire::Whole);
                moments.pass(1_000).await;
                Tally::caused(0, 1)
            }
            Self::StoreThatRefuses => {
                topology.store.tell("refuse").await.unwrap();
                moments.pass(1_500).await;
                topology.store.tell("accept").await.unwrap();
                moments.pass(1_000).await;
                Tally::caused(0, 1)
            }
        }
    }
}

/// Lets a deployment bear some rounds; how many of its processes were killed.
async fn one_deployment(moments: &mut Moments, most_kills: usize, table: &mut ChaosTable) -> usize {
    let mut topology = Topology::start("2017-07-03T07:00:00+02:00").await.unwrap();
    topology.load(&["data", "data/demo"]).await.unwrap();
    let page = topology.sign_in().await.unwrap();
    end_to_end::eventually("the institutions to be known", || async {
        let known = page.all("/institutions").await.map_err(|error| error.to_string())?;
        if known.len() == 20 { Ok(()) } else { Err(known.len().to_string()) }
    })
    .await
    .unwrap();
    topology.link_phone(&page, 1013, ("mpms", "p-mpms"), "sq").await.unwrap();
    let mut users = Users::of(page, &topology.chat).await;
    let mut killed = 0;
    for fault in OnSeveral::ROUNDS.into_iter().cycle().take(ROUNDS_OF_A_HUB) {
        if killed >= most_kills {
            break;
        }
        let from = topology.log().await.unwrap().len();
        let (load, mut ledger, mut tally) = (users.begin(), Ledger::default(), Tally::default());
        while tally.kills + tally.faults < in_a_round().min(most_kills - killed) {
            let caused = fault.cause(&mut topology, moments).await;
            tally = Tally::caused(tally.kills + caused.kills, tally.faults + caused.faults);
        }
        topology.ready().await.unwrap();
        load.finish(&mut ledger).await.unwrap_or_else(|error| panic!("{}: {error}", fault.name()));
        let log = topology.log().await.unwrap();
        each_event_is_there_once(&log);
        tally.count(&ledger, &log, from);
        table.add(fault.name(), tally);
        println!("{}: {tally:?}", fault.name());
        killed += tally.kills;
    }
    killed
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_doubled_on_several() {
    let (mut moments, mut table) = (Moments::of(number(SEED, 16)), ChaosTable::default());
    let (wanted, mut killed) = (kills_of_each(), 0);
    while killed < wanted {
        killed += one_deployment(&mut moments, wanted - killed, &mut table).await;
    }
    nothing_is_lost_or_doubled(&table);
}
