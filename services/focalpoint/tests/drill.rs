//! A drill: a hub is backed up while it works, its machine is lost at some moment, and the backup is restored elsewhere. Every
//! event of before the backup is shown, every chat is linked, every name is readable.
//!
//! Three times here; `FOCALPOINT_DRILLS=20 cargo nextest run -p focalpoint drill --no-capture` has twenty, and prints a table.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};

use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::ids::{ChatId, CommandId, CorrelationId, InstitutionId, PersonId};
use events::institution::{InstitutionCommand, InvitationHash};
use focalpoint::composition::embedded::Hub;
use focalpoint::configuration::data_directory::DataDirectory;
use focalpoint::safekeeping::restore::restore;
use focalpoint::safekeeping::verification::verify_directory;
use readmodels::ReadPort;
use store::EventStore;

use crate::backups::{Vault, names};
use crate::data_that_belong_together::{assign, shown_by_the_log_alone, tasks};
use crate::demo_directory::{open, run_until};

/// Where the child finds its data directory.
const DATA: &str = "FOCALPOINT_DRILL_DATA";
/// How many drills there are, unless it is said.
const DRILLS: &str = "FOCALPOINT_DRILLS";

/// The hub as another process: what it has acknowledged, and whose chat is linked, line by line.
struct WorkingHub {
    process: Child,
    acknowledged: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl WorkingHub {
    fn start(data: &Path) -> Self {
        let mut process = Process::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "drill::a_hub_that_works_until_it_is_lost",
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(DATA, data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let acknowledged = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, acknowledged }
    }

    /// Waits for so many more acknowledgements.
    fn work(&mut self, count: usize) -> Vec<String> {
        let lines = self.acknowledged.by_ref().map(Result::unwrap);
        lines.filter_map(|line| line.strip_prefix("assigned ").map(str::to_owned)).take(count).collect()
    }

    /// Kills it in the middle of whatever it does.
    fn lose(mut self) -> Vec<String> {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.work(usize::MAX)
    }
}

/// What one drill came to.
struct Drilled {
    acknowledged_before: usize,
    acknowledged_in_all: usize,
    events: u64,
    chats: usize,
    names: usize,
    backing_up: Duration,
    restoring: Duration,
}

async fn chats(hub: &Hub) -> Vec<(PersonId, ChatId)> {
    let institutions = hub.read_models.institutions().await.unwrap();
    let staff = institutions.iter().flat_map(|institution| &institution.staff);
    staff.filter_map(|person| person.chat.map(|chat| (person.person.clone(), chat))).collect()
}

async fn drill(number: u64) -> Drilled {
    let vault = Vault::new();
    let mut hub = WorkingHub::start(&vault.path("data"));
    // Each drill has another moment for the backup and for the loss.
    let wanted = usize::try_from(3 + (number * 7) % 23).unwrap();
    let mut acknowledged = hub.work(wanted);
    assert_eq!(acknowledged.len(), wanted, "it ended by itself");
    let began = Instant::now();
    let made = vault.back_up("2017-07-03T22:00:00Z").await;
    let (backing_up, before) = (began.elapsed(), acknowledged.len());
    acknowledged.extend(hub.work(usize::try_from(number * 5 % 11).unwrap()));
    acknowledged.extend(hub.lose());
    // The machine is gone.
    std::fs::remove_dir_all(vault.path("data")).unwrap();

    let began = Instant::now();
    let restored = restore(&vault.request(&vault.path("backups"), "another-machine")).await.unwrap();
    let restoring = began.elapsed();
    assert_eq!(restored.head, made.head);
    let data = vault.path("another-machine");
    let hub = open(&data).unwrap();
    run_until(&hub, &data, hub.read_models.reached(made.head.position)).await.unwrap();
    let shown = tasks(&hub).await;
    for task in &acknowledged[..before] {
        assert!(shown.contains(task), "{task} was acknowledged before the backup and is not shown");
    }
    let (linked, named) = (chats(&hub).await, names(&hub).await);
    assert_eq!(linked.len(), named.len(), "somebody's chat is not linked any more");
    assert!(named.iter().all(Option::is_some), "somebody's name is not readable any more");
    assert!(hub.store.verify_against(&made.head).await.is_ok());
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    assert_eq!(hub.read_models.dump().await.unwrap(), shown_by_the_log_alone(&hub).await);
    let (_, report) = verify_directory(&DataDirectory::at(&data), None, &|_| ()).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    Drilled {
        acknowledged_before: before,
        acknowledged_in_all: acknowledged.len(),
        events: hub.store.end().await.unwrap().0,
        chats: linked.len(),
        names: named.len(),
        backing_up,
        restoring,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_backed_up_is_there_on_another_machine() {
    let drills = std::env::var(DRILLS).ok().and_then(|count| count.parse().ok()).unwrap_or(3);
    println!("drill  acknowledged before the backup  in all  events restored  chats  names  backup  restore");
    for number in 0..drills {
        let drilled = drill(number).await;
        println!(
            "{number:>5}  {:>30}  {:>6}  {:>15}  {:>5}  {:>5}  {:>4} ms  {:>5} ms",
            drilled.acknowledged_before,
            drilled.acknowledged_in_all,
            drilled.events,
            drilled.chats,
            drilled.names,
            drilled.backing_up.as_millis(),
            drilled.restoring.as_millis(),
        );
    }
}

async fn link_chat(hub: &Hub, institution: &InstitutionId, person: &PersonId, number: i64) {
    let invitation = InvitationHash::of_token(&format!("drill-{number}"));
    let expires_at = hub.clock.now() + chrono::TimeDelta::days(1);
    let chat = hub.sealing.seal(person, &ChatId(number)).await.unwrap();
    let steps = [
        InstitutionCommand::IssueInvitation { person: person.clone(), invitation: invitation.clone(), expires_at },
        InstitutionCommand::LinkChat { invitation, chat },
    ];
    for (step, command) in steps.into_iter().enumerate() {
        let id = CommandId::named(&format!("drill/{number}/{step}"));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: Principal::service("drill".parse().unwrap()),
            occurred_at: None,
            made_from: None,
            command: Command::Institution(institution.clone(), command),
        };
        hub.coordination.execute(request).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "only as a child of the drill"]
async fn a_hub_that_works_until_it_is_lost() {
    let Some(data) = std::env::var_os(DATA) else { return };
    let data = Path::new(&data);
    let hub = open(data).unwrap();
    hub.read_models.catch_up(hub.feed.as_ref()).await.unwrap();
    let institutions = hub.read_models.institutions().await.unwrap();
    for (number, person) in (1..).zip(institutions.iter().flat_map(|institution| &institution.staff)) {
        link_chat(&hub, &person.institution, &person.person, number).await;
    }
    let work = async {
        for number in 0.. {
            let task = format!("drill-{number}");
            assign(&hub, &task).await;
            std::io::stdout().write_all(format!("assigned {task}\n").as_bytes()).unwrap();
        }
    };
    run_until(&hub, data, work).await.unwrap();
}
