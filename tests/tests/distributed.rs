//! The main job on the distributed deployment: three NATS servers with TLS and a user for each service, an event store of
//! three nodes, every service a process, as docker-compose.yml describes them.

use std::collections::BTreeSet;
use std::process::Command;

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::Phone;
use end_to_end::process::repository;
use end_to_end::topology::Topology;
use events::NewEvent;
use events::ids::CommandId;
use events::non_empty::NonEmpty;
use nats_server_process::Binary;
use serde_json::{Value, json};
use store::{EventStore, ExpectedVersion};

/// The demo's item whose owner answers here.
const ITEM: &str = "strehimoret-formulari";

fn list(answer: &Value) -> Vec<Value> {
    answer.as_array().or_else(|| answer["items"].as_array()).cloned().unwrap_or_default()
}

/// Whoever reads every event and parks what it cannot process.
const CONSUMERS: [&str; 5] = ["coordination", "projections-0", "projections-1", "reminders", "telegram"];

/// Appends an event of a type that this version does not know.
async fn of_a_newer_version(topology: &Topology) {
    let mut body = topology.log().await.unwrap().pop().unwrap();
    "action-item.teleported".clone_into(&mut body.body.event_type);
    let event = NewEvent { id: CommandId::named("teleported").event(0), metadata: body.metadata, body: body.body };
    let store = topology.event_store().unwrap();
    let stream = "action-item/strange".parse().unwrap();
    store.append(&stream, ExpectedVersion::NoStream, NonEmpty::one(event)).await.unwrap();
}

/// One more item.
fn after() -> Value {
    json!({ "id": "after", "title": { "en": "After" }, "owner": "mpms", "subgroup": "te-dhena", "due": "2017-12-29" })
}

async fn stage(page: &Page, path: &str) -> Result<String, String> {
    let tasks = page.api(path).await.map_err(|error| error.to_string())?;
    let item = list(&tasks).into_iter().find(|task| task["id"] == ITEM).ok_or_else(|| tasks.to_string())?;
    Ok(item["stage"].as_str().unwrap_or_default().to_owned())
}

/// A case that nobody answers for becomes a task, and a referral that is not answered in time is told of.
async fn a_case_that_nobody_takes_on(topology: &Topology, page: &Page) {
    topology.link_phone(page, 1019, ("isf", "p-isf"), "sr").await.unwrap();
    topology.link_phone(page, 1002, ("secretariat", "p-secretariat"), "sq").await.unwrap();
    let [shelter, secretariat] = ["isf", "secretariat"].map(|name| Phone::of(&topology.chat, name));
    let (shelter, secretariat) = (shelter.await.unwrap(), secretariat.await.unwrap());
    let opening = [
        ("once", "the-case"),
        ("identified-by", "policia-dhtqnj"),
        ("sex", "female"),
        ("age-group", "adult"),
        ("nationality", "XK"),
        ("form", "sexual-exploitation"),
    ];
    page.submit("/cases", &opening).await.unwrap();
    eventually("a task of the secretariat for the case", || async {
        let tasks = page.api("/institutions/secretariat/tasks").await.map_err(|error| error.to_string())?;
        let unassigned = |task: &Value| task["id"].as_str().is_some_and(|id| id.ends_with("-unassigned"));
        if list(&tasks).iter().any(unassigned) { Ok(()) } else { Err(tasks.to_string()) }
    })
    .await
    .unwrap();
    let refer = [
        ("once", "the-referral"),
        ("receiver", "isf"),
        ("stage", "assistance"),
        ("answer-by", "2017-07-05"),
        ("request", "A place"),
    ];
    page.submit("/cases/2017-001/refer", &refer).await.unwrap();
    let offer = shelter.hears_words("2017-001").await.unwrap();
    topology.set_time("2017-07-06T08:05:00+02:00").unwrap();
    // Whatever happens shows the services that it is later.
    let (status, answer) = page.post("/action-items", "later", &later()).await.unwrap();
    assert!(status.is_success(), "{status} {answer}");
    secretariat.hears_words("Pa përgjigje brenda afatit").await.unwrap();
    shelter.press(&offer, "Prihvati").await.unwrap();
    shelter.hears_words("preuzima slučaj 2017-001").await.unwrap();
}

/// An item that is nothing but news.
fn later() -> Value {
    json!({ "id": "later", "title": { "en": "Later" }, "owner": "ms", "subgroup": "te-dhena", "due": "2017-12-29" })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_runs_on_services_of_their_own() {
    let topology = Topology::start("2017-07-03T07:00:00+02:00").await.unwrap();
    let said = topology.load(&["data", "data/demo"]).await.unwrap();
    assert!(said.contains("110 rows read"), "{said}");
    let page = topology.sign_in().await.unwrap();
    eventually("twenty institutions on the page", || async {
        let institutions = page.api("/institutions").await.map_err(|error| error.to_string())?;
        if list(&institutions).len() == 20 { Ok(()) } else { Err(institutions.to_string()) }
    })
    .await
    .unwrap();

    topology.link_phone(&page, 1013, ("mpms", "p-mpms"), "sq").await.unwrap();
    let phone = Phone::of(&topology.chat, "mpms").await.unwrap();
    phone.hears_words("Ministria e Punës dhe Mirëqenies Sociale").await.unwrap();

    // The morning comes, and whatever wakes the reminders shows them that it has.
    topology.set_time("2017-07-04T08:05:00+02:00").unwrap();
    topology.link_phone(&page, 1018, ("qps", "p-qps"), "sr").await.unwrap();
    let digest = phone.hears_words("Dërgo numrin e viktimave").await.unwrap();
    assert!(!digest["buttons"].as_array().unwrap().is_empty(), "a digest has buttons: {digest}");

    phone.say("u krye").await.unwrap();
    for path in ["/institutions/mpms/tasks", "/subgroups/te-dhena/board"] {
        eventually(&format!("{path} to show the item as done"), || async {
            match stage(&page, path).await {
                Ok(stage) if stage == "completed" => Ok(()),
                Ok(other) | Err(other) => Err(other),
            }
        })
        .await
        .unwrap();
    }

    a_case_that_nobody_takes_on(&topology, &page).await;

    // Loading the same files again changes nothing.
    let said = topology.load(&["data", "data/demo"]).await.unwrap();
    assert!(said.contains("0 events recorded"), "{said}");

    // An event of a newer version is kept and reported, and holds nothing else up.
    of_a_newer_version(&topology).await;
    let letters = eventually("every consumer to park what it does not know", || async {
        let listed = topology.command("admin", &["dead-letters", "list"]).await.map_err(|error| error.to_string())?;
        let parked = |consumer: &&str| listed.lines().any(|line| line.starts_with(consumer));
        if CONSUMERS.iter().all(parked) { Ok(listed) } else { Err(listed) }
    });
    let letters = letters.await.unwrap();
    assert!(letters.contains("action-item.teleported"), "{letters}");
    let shown = page.read("/dead-letters").await.unwrap();
    assert!(shown.contains("action-item.teleported") && shown.contains("projections-0"), "{shown}");
    let said = topology.command("admin", &["dead-letters", "redrive", "projections-0"]).await.unwrap();
    assert!(said.contains("0 processed, 1 still waiting"), "{said}");
    page.submit("/dead-letters/telegram/redrive", &[]).await.unwrap();
    let (status, answer) = page.post("/action-items", "after", &after()).await.unwrap();
    assert!(status.is_success(), "{status} {answer}");
    eventually("a later item to show", || async {
        let tasks = page.api("/institutions/mpms/tasks").await.map_err(|error| error.to_string())?;
        if list(&tasks).iter().any(|task| task["id"] == "after") { Ok(()) } else { Err(tasks.to_string()) }
    })
    .await
    .unwrap();

    // Each service did its work with the rights that the deployment gives it, and in a container that cannot be written to.
    let mut beyond = BTreeSet::new();
    for (name, service) in &topology.services {
        assert!(service.is_read_only(), "{name}");
        let log = service.log();
        let violations = log.match_indices("Permissions Violation").filter_map(|(at, _)| log.get(at..at + 110));
        beyond.extend(violations.map(|text| format!("{name}: {text}")));
    }
    assert!(beyond.is_empty(), "{beyond:#?}");
}

#[test]
fn a_newer_server_takes_the_whole_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = folder.path().join("secrets");
    let made = Command::new(repository().join("deploy/make-secrets")).arg(&secrets).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let passwords = std::fs::read_to_string(secrets.join("nats.env")).unwrap();
    let path = |name: &str| secrets.join(name).display().to_string();
    let outcome = Command::new(Binary::newer().unwrap().path())
        .args(["-t", "-c"])
        .arg(repository().join("deploy/nats/nats.conf"))
        .envs(passwords.lines().filter_map(|line| line.split_once('=')))
        .env("NATS_NAME", "nats-1")
        .env("NATS_LISTEN", "127.0.0.1:4222")
        .env("NATS_CLUSTER_LISTEN", "127.0.0.1:6222")
        .env("NATS_MONITORING", "127.0.0.1:8222")
        .env("NATS_STORE", folder.path())
        .env("NATS_ROUTES", "[\"tls://nats-1:6222\"]")
        .env("NATS_CERTIFICATE", format!("\"{}\"", path("nats-1.pem")))
        .env("NATS_KEY", format!("\"{}\"", path("nats-1.key")))
        .env("NATS_CA", format!("\"{}\"", path("ca.pem")))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&outcome.stderr);
    assert!(outcome.status.success() && said.contains("is valid"), "{said}");
}
