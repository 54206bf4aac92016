//! Faults, caused on the distributed deployment while commands and replies come in. After each of them every accepted
//! command is in the log once, each service's read models are table by table those that the log makes, each reply is
//! answered once, each notice is recorded as told once by each channel and shown, and each digest arrived once, or twice only
//! where that is reported.
#![allow(clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::Phone;
use end_to_end::topology::Topology;
use end_to_end::topology::load::{Ledger, Load, NOT_SAVED};
use end_to_end::topology::proxy::Wire;
use end_to_end::topology::read_models::Rebuilt;
use events::ids::{MessageId, NotificationKey};
use events::notification::{ChannelKind, NotificationEvent};
use events::{Event, StoredEvent};
use serde_json::Value;
use telegram_sim::{Fault, FaultKind};
use tokio::sync::watch;

/// The item that the one who replies owns.
const ITEM: &str = "action-item/strehimoret-formulari";
/// The phone of the one who is reminded.
const REMINDED: i64 = 1018;
/// What a service reports when a digest may have come twice.
const PERHAPS_TWICE: &str = "may have come twice";
/// What a NATS server says to a service that wants to do what it may not.
const BEYOND_ITS_RIGHTS: &str = "Permissions Violation";
/// What a service reports when its turn begins.
const TURN: &str = "it is our turn";
/// What a service writes when its turn ends.
const TURN_OVER: &str = "our turn is over";
/// Events that the timeline shows each of, by the beginning of their types.
const SHOWN: [&str; 4] = ["action-item.", "notification.sent", "notification.posted", "notification.failed"];

fn list(answer: &Value) -> Vec<Value> {
    answer.as_array().or_else(|| answer["items"].as_array()).cloned().unwrap_or_default()
}

/// Five past eight, after digests have left.
fn morning_of(date: &str) -> String {
    format!("{date}T08:05:00+02:00")
}

/// A deployment with its users.
struct Scene {
    topology: Topology,
    page: watch::Sender<Arc<Page>>,
    /// Who replies.
    phone: Arc<Phone>,
    /// Who is reminded and says nothing.
    reminded: Arc<Phone>,
    /// How many mornings came.
    mornings: usize,
    /// How many digests had arrived before the last morning.
    before: usize,
    ledger: Ledger,
    rebuilt: Rebuilt,
}

impl Scene {
    async fn start() -> Self {
        let topology = Topology::start("2017-07-03T07:00:00+02:00").await.unwrap();
        topology.load(&["data", "data/demo"]).await.unwrap();
        let page = topology.sign_in().await.unwrap();
        eventually("twenty institutions on the page", || async {
            let institutions = page.api("/institutions").await.map_err(|error| error.to_string())?;
            if list(&institutions).len() == 20 { Ok(()) } else { Err(institutions.to_string()) }
        })
        .await
        .unwrap();
        topology.link_phone(&page, 1013, ("mpms", "p-mpms"), "sq").await.unwrap();
        topology.link_phone(&page, REMINDED, ("qps", "p-qps"), "sr").await.unwrap();
        let phone = Arc::new(Phone::of(&topology.chat, "mpms").await.unwrap());
        let reminded = Arc::new(Phone::of(&topology.chat, "qps").await.unwrap());
        for phone in [&phone, &reminded] {
            phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
        }
        let (page, ledger, rebuilt) = (watch::Sender::new(Arc::new(page)), Ledger::default(), Rebuilt::new().unwrap());
        Self { topology, page, phone, reminded, mornings: 0, before: 0, ledger, rebuilt }
    }

    /// Causes something while commands and replies come in, waits until every service is ready again and everything that
    /// was asked is accepted, and looks whether everything is as it has to be.
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
        if let Err(error) = load.finish(&mut self.ledger).await {
            panic!("{name}: {error}\n{}", self.complaints());
        }
        let (accepted, looked) = (over.elapsed(), Instant::now());
        self.everything_is_right().await;
        println!(
            "{name}: caused in {caused:.1?}, ready after {ready:.1?}, all accepted after {accepted:.1?}, asked again {} times, \
             looked at for {:.1?}",
            self.ledger.asked_again - before,
            looked.elapsed()
        );
    }

    /// How often any service, or any that is there no more, has written these words.
    fn reports(&self, words: &[&str]) -> usize {
        let logs = self.topology.logs();
        logs.iter().flat_map(|log| log.lines()).filter(|line| words.iter().all(|word| line.contains(word))).count()
    }

    async fn everything_is_right(&mut self) {
        self.log_is_right().await;
        if let Err(error) = self.topology.read_models_are_those_of_the_log(&mut self.rebuilt).await {
            panic!("{error}\n{}", self.complaints());
        }
        self.answers_are_right().await;
        self.digests_are_right().await;
    }

    /// Each reply is answered once, as the messenger counts; twice only where the bot's turn ended between its answer and
    /// its note that it had answered.
    async fn answers_are_right(&self) {
        let messages = self.phone.messages().await.unwrap();
        let texts: Vec<&str> =
            messages.iter().filter(|one| one["from"] == "bot").filter_map(|one| one["text"].as_str()).collect();
        let mut more = 0;
        for reply in &self.ledger.replies {
            let answers = texts.iter().filter(|text| text.contains(&reply.confirmation())).count();
            assert!(answers >= 1, "{reply:?} was not answered: {texts:#?}");
            more += answers - 1;
        }
        let turns_over = self.reports(&[TURN, "telegram"]) - 1;
        assert!(more <= turns_over, "{more} answers too many, the bot's turn ended {turns_over} times: {texts:#?}");
        assert!(!texts.iter().any(|text| text.contains(NOT_SAVED)), "what waited is saved: {texts:#?}");
    }

    /// No digest came more often than there were mornings, but for those of which it is reported that they may have.
    async fn digests_are_right(&self) {
        let (digests, reported) = (self.digests().await, self.reports(&[PERHAPS_TWICE, "p-qps/"]));
        assert!(digests <= self.mornings + reported, "{:#?}", self.reminded.messages().await.unwrap());
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
    async fn morning(&mut self, date: &str) {
        self.before_a_morning().await;
        self.topology.set_time(&morning_of(date)).unwrap();
    }

    /// Counts what arrived so far; the morning comes by other means.
    async fn before_a_morning(&mut self) {
        self.before = self.digests().await;
        self.mornings += 1;
    }

    /// How many digests arrived.
    async fn digests(&self) -> usize {
        let messages = self.reminded.messages().await.unwrap();
        messages.iter().filter(|one| one["text"].as_str().is_some_and(|text| text.starts_with("Dobro jutro"))).count()
    }

    async fn digest_arrives(&self) {
        let arrived = eventually("the morning's digest", || async {
            let digests = self.digests().await;
            if digests > self.before { Ok(()) } else { Err(format!("{digests} for {} mornings", self.mornings)) }
        });
        if let Err(error) = arrived.await {
            panic!("{error}\n{}", self.complaints());
        }
        let recorded = eventually("that it arrived to be recorded", || async {
            let log = self.topology.log().await.map_err(|error| error.to_string())?;
            let mornings = messages_to(&log, "p-qps").len();
            if mornings >= self.mornings { Ok(()) } else { Err(format!("{mornings} messages")) }
        });
        if let Err(error) = recorded.await {
            panic!("{error} in {} mornings\n{}", self.mornings, self.complaints());
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
            assert_eq!(times, 1, "{reply:?}");
        }
        notices_are_recorded_once(&log);

        // The page shows just what the log holds.
        let expected: BTreeMap<u64, String> = log
            .iter()
            .map(|event| (event.position.0, event.body.event_type.clone()))
            .filter(|(_, kind)| SHOWN.iter().any(|prefix| kind.starts_with(prefix)))
            .collect();
        let page = self.page();
        let complete = eventually("the timeline to show the log", || async {
            let entries = page
                .all("/timeline?kind=action-item&kind=reminder&limit=500")
                .await
                .map_err(|error| error.to_string())?;
            let found: BTreeMap<u64, String> = entries
                .iter()
                .map(|entry| (entry["position"].as_u64().unwrap(), entry["event_type"].as_str().unwrap().to_owned()))
                .filter(|(_, kind): &(u64, String)| SHOWN.iter().any(|prefix| kind.starts_with(prefix)))
                .collect();
            let missing = expected.iter().filter(|(position, _)| !found.contains_key(position)).take(5);
            let missing: Vec<_> = missing.collect();
            if missing.is_empty() { Ok(found) } else { Err(format!("{missing:?} of {} missing", expected.len())) }
        });
        let listed = complete.await.unwrap();
        // What was under way when the log was read may have been recorded and shown since.
        let log = self.topology.log().await.unwrap();
        let recorded: BTreeSet<u64> = log.iter().map(|event| event.position.0).collect();
        let made_up: Vec<_> = listed.keys().filter(|position| !recorded.contains(position)).collect();
        assert!(made_up.is_empty(), "shown and not in the log: {made_up:?}");
    }

    /// Everything that the read models answer.
    async fn answers(&self) -> Result<BTreeMap<String, Value>, String> {
        let page = self.page();
        let mut answers = BTreeMap::new();
        let mut paths: Vec<String> = ["/institutions", "/subgroups/te-dhena/board", "/timeline?limit=500"]
            .map(str::to_owned)
            .into_iter()
            .collect();
        let institutions = page.all("/institutions").await.map_err(|error| error.to_string())?;
        paths.extend(institutions.iter().map(|one| format!("/institutions/{}/tasks", one["id"].as_str().unwrap())));
        for path in paths {
            let answer = page.all(&path).await.map_err(|error| error.to_string())?;
            answers.insert(path, Value::Array(answer));
        }
        Ok(answers)
    }

    /// What the page answers is the same when every service has made its read models anew.
    async fn a_rebuild_changes_nothing(&mut self) {
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
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_doubled_when_processes_and_servers_are_killed() {
    let mut scene = Scene::start().await;
    let names: Vec<String> = scene.topology.services.keys().cloned().collect();
    for name in &names {
        // The reminders are killed on a morning, when there is something to send.
        if name == "reminders" {
            scene.morning("2017-07-04").await;
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
    scene.morning("2017-07-05").await;
    let phone = scene.phone.clone();
    scene
        .under_load("two-load", async |topology| {
            let turns = turns_over(topology);
            for server in &mut topology.nats.servers[..2] {
                server.kill().await.unwrap();
            }
            // Nobody can know whose turn it is, so the chat saves nothing: it says so to whoever writes before the bot's own
            // turn is over, and whoever writes later waits at the messenger.
            eventually("the loss to be felt", || async {
                let messages = phone.messages().await.map_err(|error| error.to_string())?;
                let said = messages.iter().any(|one| one["text"].as_str().is_some_and(|text| text.contains(NOT_SAVED)));
                if said || turns_over(topology) > turns { Ok(()) } else { Err(format!("{messages:#?}")) }
            })
            .await
            .unwrap();
            for server in &mut topology.nats.servers[..2] {
                server.start_again().await.unwrap();
            }
            for server in &mut topology.nats.servers {
                server.well().await.unwrap();
            }
        })
        .await;
    scene.digest_arrives().await;

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
    scene.a_rebuild_changes_nothing().await;
    scene.morning("2017-07-06").await;
    scene.under_load("last-load", async |_| {}).await;
    scene.digest_arrives().await;
    scene.everything_is_right().await;
    // The right to answer a question goes with the server that brought it: whoever asked asks again.
    let answers_too_late = scene.reports(&[BEYOND_ITS_RIGHTS, "Publish to", "_INBOX_"]);
    assert_eq!(scene.reports(&[BEYOND_ITS_RIGHTS]), answers_too_late, "{}", scene.complaints());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_doubled_when_wires_the_store_and_the_road_fail() {
    let mut scene = Scene::start().await;
    let page = scene.page();
    scene
        .under_load("cut-load", async |topology| {
            topology.set_wires(Wire::Cut);
            away(topology, "relay").await;
            refused(&page).await;
            topology.set_wires(Wire::Whole);
        })
        .await;
    scene
        .under_load("slow-load", async |topology| {
            let begun = topology.log().await.unwrap().len();
            topology.set_wires(Wire::Slow(Duration::from_millis(300)));
            grown(topology, begun + 1).await;
            topology.set_wires(Wire::Whole);
        })
        .await;
    let page = scene.page();
    scene
        .under_load("silent-load", async |topology| {
            topology.set_wires(Wire::Silent);
            // Nobody is told, so it is questions without an answer that show it.
            eventually("the page to have no answer", || async {
                page.api("/institutions").await.map_or(Ok(()), |_| Err("it answers".to_owned()))
            })
            .await
            .unwrap();
            // Those connections stay silent and are never closed: each service has to find out by itself.
            topology.set_wires(Wire::Whole);
        })
        .await;

    scene.morning("2017-07-04").await;
    let (page, phone) = (scene.page(), scene.phone.clone());
    scene
        .under_load("refusing-load", async |topology| {
            topology.store.tell("refuse").await.unwrap();
            // People are told, and nothing pretends to be saved.
            refused(&page).await;
            not_saved_yet(&phone).await;
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

    scene
        .under_load("paused-load", async |topology| {
            let begun = topology.log().await.unwrap().len();
            topology.service("projections-0").unwrap().signal("STOP").await.unwrap();
            grown(topology, begun + 3).await;
            topology.service("projections-0").unwrap().signal("CONT").await.unwrap();
        })
        .await;
    scene.morning("2017-07-05").await;
    scene.under_load("deleted-load", async |topology| topology.delete_the_stream().await.unwrap()).await;
    scene.digest_arrives().await;
    scene.before_a_morning().await;
    scene
        .under_load("doubled-load", async |topology| {
            let doubling = topology.double_messages().await.unwrap();
            topology.set_time(&morning_of("2017-07-06")).unwrap();
            eventually("messages of each kind to come twice", || async {
                let doubled = doubling.counts();
                if doubled.values().all(|count| *count > 0) { Ok(()) } else { Err(format!("{doubled:?}")) }
            })
            .await
            .unwrap();
            doubling.end().await;
        })
        .await;
    scene.digest_arrives().await;
    scene.a_rebuild_changes_nothing().await;
    scene.everything_is_right().await;
}

/// Each notice was planned once, and told once by each channel; again by one only where what it brought came back.
pub(crate) fn notices_are_recorded_once(log: &[StoredEvent]) {
    let mut notices: BTreeMap<NotificationKey, (usize, BTreeSet<ChannelKind>)> = BTreeMap::new();
    for stored in log {
        let Event::Notification(key, event) = stored.clone().decode().unwrap().event else { continue };
        let (planned, told_by) = notices.entry(key.clone()).or_default();
        match event {
            NotificationEvent::Planned { .. } => *planned += 1,
            NotificationEvent::Sent { channel, .. } | NotificationEvent::Posted { channel, .. } => {
                assert_eq!(*planned, 1, "{key} was told before it was planned");
                assert!(told_by.insert(channel), "{key} was told twice by {channel:?}");
            }
            NotificationEvent::Failed { channel, .. } => {
                let came_back = channel.is_some_and(|channel| told_by.remove(&channel));
                assert!(!came_back || channel == Some(ChannelKind::Email), "{key} came back from {channel:?}");
            }
            NotificationEvent::Answered { .. }
            | NotificationEvent::Overtaken {}
            | NotificationEvent::CarriedOver { .. } => {}
        }
    }
    let planned_again: Vec<_> = notices.iter().filter(|(_, (planned, _))| *planned != 1).collect();
    assert!(planned_again.is_empty(), "{planned_again:?}");
}

/// The messages by which somebody is recorded to have been told something.
fn messages_to(log: &[StoredEvent], whom: &str) -> BTreeSet<MessageId> {
    let messages = log.iter().filter_map(|stored| {
        let Event::Notification(_, event) = stored.clone().decode().unwrap().event else { return None };
        let NotificationEvent::Sent { person, message, .. } = event else { return None };
        (person.as_str() == whom).then_some(message)
    });
    messages.collect()
}

/// How many turns of the bot are over.
fn turns_over(topology: &Topology) -> usize {
    topology.services["telegram"].log().matches(TURN_OVER).count()
}

/// Waits until the bot says that it could not save a reply and will ask again.
async fn not_saved_yet(phone: &Phone) {
    phone.hears("a reply not to be saved yet", |text| text.contains(NOT_SAVED)).await.unwrap();
}

/// Waits until a command is refused as not saved, with a clear message and a hint when to ask again.
async fn refused(page: &Page) {
    eventually("a command to be refused", || async {
        let body = serde_json::json!({ "owner": "ms", "reason": "Load" });
        let refusal = page.refusal("/action-items/strehimoret-formulari/reassign", "refused", &body).await;
        match refusal.map_err(|error| error.to_string())? {
            Some((code, detail, Some(retry_after))) if !detail.is_empty() && retry_after > 0 => {
                assert!(["not-saved", "read-models-away"].contains(&code.as_str()), "{code}: {detail}");
                Ok(())
            }
            other => Err(format!("{other:?}")),
        }
    })
    .await
    .unwrap();
}

/// Waits until the log has so many events.
async fn grown(topology: &Topology, to: usize) {
    eventually(&format!("the log to have {to} events"), || async {
        let now = topology.log().await.map_err(|error| error.to_string())?.len();
        if now >= to { Ok(()) } else { Err(now.to_string()) }
    })
    .await
    .unwrap();
}

/// Waits until a service says that something is away.
async fn away(topology: &Topology, name: &str) {
    let address = format!("{}/ready", topology.services[name].address());
    eventually(&format!("{name} to say that it is not ready"), || async {
        let response = reqwest::get(&address).await.map_err(|error| error.to_string())?;
        if response.status().is_success() { Err(response.status().to_string()) } else { Ok(()) }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reminders_and_two_chats_one_is_at_work() {
    let mut scene = Scene::start().await;
    for of in ["reminders", "telegram"] {
        scene.topology.start_twin(of, &format!("{of}-2")).unwrap();
    }
    scene.topology.ready().await.unwrap();
    scene.morning("2017-07-04").await;
    scene.under_load("twins-load", async |_| {}).await;
    scene.digest_arrives().await;
    assert_eq!(scene.reports(&["another process polls"]), 0);

    // The first were there first, so it is their turn. The bot dies when it has sent a digest and does not know that it
    // arrived; its successor cannot know either, so the digest comes twice, and that is reported.
    let lost = Fault {
        method: Some("sendMessage".to_owned()),
        chat_id: Some(REMINDED),
        count: 1,
        fault: FaultKind::LostAnswer,
    };
    scene.topology.simulator.add_fault(lost);
    let chat = scene.reminded.clone();
    let begun = chat.messages().await.unwrap().len();
    scene.morning("2017-07-05").await;
    scene
        .under_load("telegram-dies-load", async |topology| {
            more_messages(&chat, begun).await;
            topology.service("telegram").unwrap().kill().await.unwrap();
            topology.services.remove("telegram");
            turn_taken(topology, "telegram-2").await;
        })
        .await;
    eventually("the successor to send the digest again", || async {
        let digests = scene.digests().await;
        if digests > scene.mornings { Ok(()) } else { Err(digests.to_string()) }
    })
    .await
    .unwrap();
    assert_ne!(scene.reports(&[PERHAPS_TWICE, "p-qps/2017-07-05"]), 0);

    // The reminders die when a digest has just arrived, and may not have recorded it yet. The bot knows that it did.
    let begun = chat.messages().await.unwrap().len();
    scene.morning("2017-07-06").await;
    scene
        .under_load("reminders-die-load", async |topology| {
            more_messages(&chat, begun).await;
            topology.service("reminders").unwrap().kill().await.unwrap();
            topology.services.remove("reminders");
            turn_taken(topology, "reminders-2").await;
        })
        .await;
    assert_eq!(scene.reports(&["another process polls"]), 0);
    scene.everything_is_right().await;
    assert_eq!(scene.digests().await, scene.mornings + 1);
    assert_eq!(scene.reports(&[BEYOND_ITS_RIGHTS]), 0, "{}", scene.complaints());
}

/// Waits until a chat has more messages than that.
async fn more_messages(chat: &Phone, than: usize) {
    eventually("another message", || async {
        let now = chat.messages().await.map_err(|error| error.to_string())?.len();
        if now > than { Ok(()) } else { Err(now.to_string()) }
    })
    .await
    .unwrap();
}

/// Waits until a service's turn has begun.
async fn turn_taken(topology: &Topology, name: &str) {
    eventually(&format!("{name} to take over"), || async {
        let log = topology.services[name].log();
        if log.contains(TURN) { Ok(()) } else { Err(log.lines().last().unwrap_or_default().to_owned()) }
    })
    .await
    .unwrap();
}
