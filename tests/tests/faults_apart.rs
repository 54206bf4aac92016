//! Faults, caused on the distributed deployment while commands and replies come in. After them every accepted command is
//! in the log once, the read models are those that the log makes, and every digest arrived.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use end_to_end::page::Page;
use end_to_end::phone::Phone;
use end_to_end::topology::Topology;
use end_to_end::topology::load::{Ledger, Load, NOT_SAVED};
use end_to_end::topology::proxy::Wire;
use end_to_end::{TestError, eventually};
use serde_json::Value;
use tokio::sync::{Mutex, watch};

/// The item that the one who replies owns.
const ITEM: &str = "action-item/strehimoret-formulari";
/// Events that the timeline shows each of, by the beginning of their types.
const SHOWN: [&str; 2] = ["action-item.", "reminder.sent"];
/// One deployment at a time: a machine that runs the tests is small.
static ONE: Mutex<()> = Mutex::const_new(());

fn list(answer: &Value) -> Vec<Value> {
    answer.as_array().or_else(|| answer["items"].as_array()).cloned().unwrap_or_default()
}

/// A deployment with its users.
struct Scene {
    topology: Topology,
    link: String,
    page: watch::Sender<Arc<Page>>,
    /// Who replies.
    phone: Arc<Phone>,
    /// Who is reminded and says nothing.
    reminded: Phone,
    /// How many messages that one had before the first morning.
    greetings: usize,
    mornings: usize,
    ledger: Ledger,
}

impl Scene {
    async fn start() -> Self {
        let topology = Topology::start("2017-07-03T07:00:00+02:00").await.unwrap();
        topology.load(&["data", "data/demo"]).await.unwrap();
        let link = topology.sign_in_link().unwrap();
        let page = topology.sign_in().await.unwrap();
        eventually("twenty institutions on the page", || async {
            let institutions = page.api("/institutions").await.map_err(|error| error.to_string())?;
            if list(&institutions).len() == 20 { Ok(()) } else { Err(institutions.to_string()) }
        })
        .await
        .unwrap();
        topology.link_phone(&page, 1013, ("mpms", "p-mpms"), "sq").await.unwrap();
        topology.link_phone(&page, 1018, ("qps", "p-qps"), "sr").await.unwrap();
        let phone = Arc::new(Phone::of(&topology.chat, "mpms").await.unwrap());
        let reminded = Phone::of(&topology.chat, "qps").await.unwrap();
        for phone in [&phone, &reminded] {
            phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
        }
        let greetings = reminded.messages().await.unwrap().len();
        let (page, ledger) = (watch::Sender::new(Arc::new(page)), Ledger::default());
        Self { topology, link, page, phone, reminded, greetings, mornings: 0, ledger }
    }

    /// Causes something while commands and replies come in, and waits until every service is ready again and everything
    /// that was asked is accepted.
    async fn under_load(&mut self, name: &str, fault: impl AsyncFnOnce(&mut Topology)) {
        let percent = self.ledger.replies.last().map_or(0, |reply| reply.percent);
        let before = self.ledger.asked_again;
        let load = Load::start(self.page.subscribe(), self.phone.clone(), name, percent);
        let begun = Instant::now();
        fault(&mut self.topology).await;
        let caused = begun.elapsed();
        let over = Instant::now();
        self.topology.ready().await.unwrap();
        let ready = over.elapsed();
        let link = self.topology.sign_in_link().unwrap();
        if link != self.link {
            self.page.send_replace(Arc::new(self.topology.sign_in().await.unwrap()));
            self.link = link;
        }
        if let Err(error) = load.finish(&mut self.ledger).await {
            panic!("{name}: {error}\n{}", self.complaints());
        }
        println!(
            "{name}: caused in {caused:.1?}, ready after {:.1?}, all accepted after {:.1?}, asked again {} times",
            ready,
            over.elapsed(),
            self.ledger.asked_again - before
        );
    }

    /// The last that each service complained of.
    fn complaints(&self) -> String {
        let mut text = String::new();
        for (name, service) in &self.topology.services {
            let log = service.log();
            let lines = log.lines().filter(|line| line.contains("WARN") || line.contains("ERROR"));
            let lines: Vec<&str> = lines.collect();
            text = lines.iter().rev().take(12).rev().fold(text, |text, line| format!("{text}{name}: {line}\n"));
        }
        text
    }

    fn page(&self) -> Arc<Page> {
        self.page.borrow().clone()
    }

    /// A morning comes.
    fn morning(&mut self, date: &str) {
        self.topology.set_time(&format!("{date}T08:05:00+02:00")).unwrap();
        self.mornings += 1;
    }

    /// How many digests arrived.
    async fn digests(&self) -> usize {
        self.reminded.messages().await.unwrap().len() - self.greetings
    }

    async fn digest_arrives(&self) {
        let arrived = eventually("the morning's digest", || async {
            let digests = self.digests().await;
            if digests >= self.mornings { Ok(()) } else { Err(format!("{digests} of {}", self.mornings)) }
        });
        if let Err(error) = arrived.await {
            panic!("{error}\n{}", self.complaints());
        }
    }

    /// Everything that was accepted is in the log once, and shown.
    async fn log_is_right(&self) {
        let log = self.topology.log().await.unwrap();
        assert_eq!(log.iter().map(|event| event.id.to_string()).collect::<BTreeSet<_>>().len(), log.len());
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for event in &log {
            *counts.entry((event.stream.to_string(), event.body.event_type.clone())).or_default() += 1;
        }
        for item in &self.ledger.assigned {
            let stream = format!("action-item/{}", item.id);
            let of = |kind: &str| counts.get(&(stream.clone(), format!("action-item.{kind}"))).copied();
            assert_eq!(of("assigned"), Some(1), "{item:?}");
            assert_eq!(of("reassigned"), item.reassigned.then_some(1), "{item:?}");
        }
        let assigned =
            counts.keys().filter(|(stream, kind)| stream.contains("-load-") && kind == "action-item.assigned");
        assert_eq!(assigned.count(), self.ledger.assigned.len(), "nothing else was assigned");

        let said = |event: &&events::StoredEvent| {
            event.stream.as_str() == ITEM && event.body.event_type == "action-item.progress-reported"
        };
        let reported: Vec<u64> = log
            .iter()
            .filter(said)
            .map(|event| serde_json::from_str::<Value>(&event.body.data).unwrap())
            .map(|data| data["progress"].as_u64().unwrap())
            .collect();
        assert!(reported.is_sorted(), "{reported:?}");
        for reply in &self.ledger.replies {
            let times = reported.iter().filter(|percent| **percent == u64::from(reply.percent)).count();
            let may_be = 1..=usize::try_from(reply.typed).unwrap();
            assert!(may_be.contains(&times), "{reply:?} is in the log {times} times");
        }
        for ((stream, kind), times) in &counts {
            assert!(kind != "reminder.sent" || *times == 1, "{stream} was sent {times} times");
        }

        // The page shows just what the log holds.
        let expected: BTreeMap<u64, String> = log
            .iter()
            .map(|event| (event.position.0, event.body.event_type.clone()))
            .filter(|(_, kind)| SHOWN.iter().any(|prefix| kind.starts_with(prefix)))
            .collect();
        let page = self.page();
        let complete = eventually("the timeline to show the log", || async {
            let entries = page
                .api("/timeline?kind=action-item&kind=reminder&limit=10000")
                .await
                .map_err(|error| error.to_string())?;
            let found: BTreeMap<u64, String> = list(&entries)
                .iter()
                .map(|entry| (entry["position"].as_u64().unwrap(), entry["event_type"].as_str().unwrap().to_owned()))
                .filter(|(_, kind): &(u64, String)| SHOWN.iter().any(|prefix| kind.starts_with(prefix)))
                .collect();
            let missing = expected.iter().filter(|(position, _)| !found.contains_key(position)).take(5);
            let missing: Vec<_> = missing.collect();
            if missing.is_empty() { Ok(found) } else { Err(format!("{missing:?} of {} missing", expected.len())) }
        });
        let listed = complete.await.unwrap();
        assert_eq!(listed.len(), expected.len(), "nothing is shown that is not in the log");
        println!(
            "log: {} events, {} items, {} replies",
            log.len(),
            self.ledger.assigned.len(),
            self.ledger.replies.len()
        );
    }

    /// Everything that the read models answer.
    async fn answers(&self) -> Result<BTreeMap<String, Value>, String> {
        let page = self.page();
        let mut answers = BTreeMap::new();
        let mut paths: Vec<String> = ["/institutions", "/subgroups/te-dhena/board", "/timeline?limit=10000"]
            .map(str::to_owned)
            .into_iter()
            .collect();
        let institutions = page.api("/institutions").await.map_err(|error| error.to_string())?;
        paths.extend(
            list(&institutions).iter().map(|one| format!("/institutions/{}/tasks", one["id"].as_str().unwrap())),
        );
        for path in paths {
            let answer = page.api(&path).await.map_err(|error| error.to_string())?;
            answers.insert(path, answer);
        }
        Ok(answers)
    }

    /// The read models are those that the log makes: the same come out when they are made anew.
    async fn read_models_are_right(&mut self) {
        // The reminders record what they sent a moment after it arrived; nothing is recorded while they are away.
        self.topology.service("reminders").unwrap().kill().await.unwrap();
        self.log_is_right().await;
        let before = self.answers().await.unwrap();
        for name in ["projections-0", "projections-1", "telegram", "reminders"] {
            self.topology.rebuild(name).await.unwrap();
        }
        self.topology.ready().await.unwrap();
        let same = eventually("the same answers from read models made anew", || async {
            let after = self.answers().await?;
            let differs: Vec<_> = before.keys().filter(|path| after.get(*path) != before.get(*path)).collect();
            if differs.is_empty() && after.len() == before.len() { Ok(()) } else { Err(format!("{differs:?}")) }
        });
        same.await.unwrap();
    }

    /// Each digest arrived once, or twice where a crash fell between sending and recording.
    async fn digests_are_right(&self, crashes: usize) {
        self.digest_arrives().await;
        let digests = self.digests().await;
        println!("digests: {digests} for {} mornings", self.mornings);
        assert!(digests <= self.mornings + crashes, "{:#?}", self.reminded.messages().await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes five minutes and is not green each time yet: run it by name while working on it"]
async fn nothing_is_lost_or_doubled_when_processes_and_servers_are_killed() {
    let _one = ONE.lock().await;
    let mut scene = Scene::start().await;
    let names: Vec<String> = scene.topology.services.keys().cloned().collect();
    for name in &names {
        // The reminders are killed on a morning, when there is something to send.
        if name == "reminders" {
            scene.morning("2017-07-04");
        }
        scene
            .under_load(&format!("{name}-load"), async |topology| {
                let service = topology.service(name).unwrap();
                service.kill().await.unwrap();
                service.start_again().unwrap();
            })
            .await;
    }
    scene.digest_arrives().await;
    scene.log_is_right().await;

    scene
        .under_load("leader-load", async |topology| {
            let leader = topology.stream_leader().await.unwrap();
            topology.nats.servers[leader].kill().await.unwrap();
            eventually("another server to lead the stream", || async {
                let next = topology.stream_leader().await.map_err(|error| error.to_string())?;
                if next == leader { Err(next.to_string()) } else { Ok(()) }
            })
            .await
            .unwrap();
            topology.nats.servers[leader].start_again().await.unwrap();
            topology.nats.servers[leader].well().await.unwrap();
        })
        .await;
    scene.morning("2017-07-05");
    scene
        .under_load("two-load", async |topology| {
            for server in &mut topology.nats.servers[..2] {
                server.kill().await.unwrap();
            }
            for server in &mut topology.nats.servers[..2] {
                server.start_again().await.unwrap();
            }
            for server in &mut topology.nats.servers {
                server.well().await.unwrap();
            }
        })
        .await;
    scene.log_is_right().await;

    scene
        .under_load("all-load", async |topology| {
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
        })
        .await;
    scene.log_is_right().await;
    scene.read_models_are_right().await;
    scene.under_load("last-load", async |_| {}).await;
    scene.digests_are_right(2).await;
    scene.log_is_right().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes five minutes and is not green each time yet: run it by name while working on it"]
async fn nothing_is_lost_or_doubled_when_wires_the_store_and_the_road_fail() {
    let _one = ONE.lock().await;
    let mut scene = Scene::start().await;
    for (name, wire) in [("cut", Wire::Cut), ("slow", Wire::Slow(Duration::from_millis(300))), ("silent", Wire::Silent)]
    {
        let page = scene.page();
        scene
            .under_load(&format!("{name}-load"), async |topology| {
                let begun = topology.log().await.unwrap().len();
                topology.set_wires(wire);
                match wire {
                    Wire::Cut => away(topology, "relay").await,
                    Wire::Slow(_) | Wire::Whole => {
                        eventually("the log to grow over slow wires", || async {
                            let now = topology.log().await.map_err(|error| error.to_string())?.len();
                            if now > begun { Ok(()) } else { Err(now.to_string()) }
                        })
                        .await
                        .unwrap();
                    }
                    // Nobody is told, so it is questions without an answer that show it. What was sent meanwhile is lost
                    // with the connections, which end at last.
                    Wire::Silent => {
                        eventually("the page to have no answer", || async {
                            page.api("/institutions").await.map_or(Ok(()), |_| Err("it answers".to_owned()))
                        })
                        .await
                        .unwrap();
                        topology.set_wires(Wire::Cut);
                        away(topology, "relay").await;
                    }
                }
                topology.set_wires(Wire::Whole);
            })
            .await;
    }
    scene.log_is_right().await;

    scene.morning("2017-07-04");
    let phone = scene.phone.clone();
    scene
        .under_load("refusing-load", async |topology| {
            let told = not_saved(&phone).await.unwrap();
            topology.store.tell("refuse").await.unwrap();
            // People are told, and nothing pretends to be saved.
            eventually("the bot to say that it cannot save", || async {
                let now = not_saved(&phone).await.map_err(|error| error.to_string())?;
                if now > told { Ok(()) } else { Err(now.to_string()) }
            })
            .await
            .unwrap();
            topology.store.tell("accept").await.unwrap();
        })
        .await;
    scene
        .under_load("step-load", async |topology| {
            for to in ["1", "2", "0"] {
                topology.store.tell(&format!("step-down?to={to}")).await.unwrap();
            }
        })
        .await;
    scene
        .under_load("store-load", async |topology| {
            topology.store.kill().await.unwrap();
            topology.store.start_again().await.unwrap();
        })
        .await;
    scene.digest_arrives().await;
    scene.log_is_right().await;

    scene
        .under_load("paused-load", async |topology| {
            let begun = topology.log().await.unwrap().len();
            topology.service("projections-0").unwrap().signal("STOP").await.unwrap();
            eventually("the log to grow past a read model that stands still", || async {
                let now = topology.log().await.map_err(|error| error.to_string())?.len();
                if now >= begun + 3 { Ok(()) } else { Err(now.to_string()) }
            })
            .await
            .unwrap();
            topology.service("projections-0").unwrap().signal("CONT").await.unwrap();
        })
        .await;
    scene.morning("2017-07-05");
    scene.under_load("deleted-load", async |topology| topology.delete_the_stream().await.unwrap()).await;
    scene.log_is_right().await;
    scene.digests_are_right(0).await;
    scene.read_models_are_right().await;
}

/// How often the bot said that it could not save a reply.
async fn not_saved(phone: &Phone) -> Result<usize, TestError> {
    let messages = phone.messages().await?;
    Ok(messages.iter().filter(|one| one["text"].as_str().is_some_and(|text| text.contains(NOT_SAVED))).count())
}

/// Waits until a service says that something is away.
async fn away(topology: &Topology, name: &str) {
    let address = format!("{}/health/ready", topology.services[name].address());
    eventually(&format!("{name} to say that it is not ready"), || async {
        let response = reqwest::get(&address).await.map_err(|error| error.to_string())?;
        if response.status().is_success() { Err(response.status().to_string()) } else { Ok(()) }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes five minutes and is not green each time yet: run it by name while working on it"]
async fn of_two_reminders_and_two_chats_one_is_at_work() {
    let _one = ONE.lock().await;
    let mut scene = Scene::start().await;
    for of in ["reminders", "telegram"] {
        scene.topology.start_twin(of, &format!("{of}-2")).unwrap();
    }
    scene.topology.ready().await.unwrap();
    scene.morning("2017-07-04");
    scene.under_load("twins-load", async |_| {}).await;
    scene.digests_are_right(0).await;
    scene.log_is_right().await;
    for name in ["reminders-2", "telegram-2"] {
        let log = scene.topology.services[name].log();
        assert!(!log.contains("another process polls"), "{log}");
    }

    // The first were there first, so it is their turn; when they are gone, the others take over.
    for name in ["telegram", "reminders"] {
        scene.topology.service(name).unwrap().kill().await.unwrap();
        scene.topology.services.remove(name);
    }
    scene.morning("2017-07-05");
    scene.under_load("successors-load", async |_| {}).await;
    scene.digests_are_right(0).await;
    scene.log_is_right().await;
}
