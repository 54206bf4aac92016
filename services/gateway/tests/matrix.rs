//! The matrix: every role and relation at every door, from the very tables by which requests are answered.
//!
//! `matrix.txt` says what each of them gets at each door; a door without an entry fails, and so does one that opens to somebody
//! else. Beside it no page shows anybody a word of what is not theirs, and no form of somebody who may not changes anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use events::account::{AccountCommand, AccountEvent, EndCause, Fingerprint, Role, TokenScope};
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::case::{CaseCommand, CaseCoordinator};
use events::ids::PersonId;
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::Language;
use events::mandate::Mandate;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use events::webhook::{OutgoingKind, WebhookCommand};
use events::{Command, Event};
use gateway::{DoorKind, GatewayConfig, doors};
use serde_json::{Value, json};
use store::EventStore;

use crate::parity::body_of_pair;
use crate::support::sample_hub::sample_hub_configured;
use crate::support::{READER, TestGateway};

/// A program's token that reads, of the focal point of the ministry of health.
const TOKEN: &str = "focalpoint_matrix";

/// Names of officials, which the audit trail has for whoever may read it.
const OFFICIALS: [&str; 3] = ["Isak Strehimi", "Petrit Policia", "Dea Deputy"];

/// Whoever stands before the doors.
struct Visitor {
    name: &'static str,
    cookie: String,
}

fn of(institution: &str, command: InstitutionCommand) -> Command {
    Command::Institution(institution.parse().unwrap(), command)
}

fn appointee(server: &TestGateway, person: &str, name: &str) -> Appointee {
    let person: PersonId = person.parse().unwrap();
    let key = server.keys.ensure(&person, PersonKey([3; 32])).unwrap();
    let name = Sealed::seal(person.clone(), &key, Nonce([7; 24]), &name.parse::<Text>().unwrap()).unwrap();
    Appointee { person, name, phone: None, language: Language::En }
}

/// The sample hub with somebody in every role and relation; who had signed in before they lost a post is still there.
async fn hub() -> (TestGateway, Vec<Visitor>) {
    // A proxy tells from where each comes: how fast the table is walked decides about nobody.
    let server = sample_hub_configured(|config| GatewayConfig { behind_proxy: true, ..config }).await;
    server.seals();
    server.register("koordinatori", InstitutionKind::Coordinator).await;
    server.appoint_named("koordinatori", "hana", "Hana Koordinatorja", Language::En).await;
    for (institution, person, name) in [
        ("mpms", "former", "Former Focalpoint"),
        ("isf", "isak", "Isak Strehimi"),
        ("zmnv", "zana", "Zana Mbrojtesja"),
        ("policia", "petrit", "Petrit Policia"),
        ("qps", "qerim", "Qerim Qendra"),
    ] {
        server.appoint_named(institution, person, name, Language::En).await;
    }
    for (institution, person, name) in [
        ("ms", "dea", "Dea Deputy"),
        ("qps", "auditor", "Auditor Auditori"),
        ("qps", "administrator", "Admin Administruesi"),
        ("qps", "luan", "Luan Coordinator"),
    ] {
        let appoint = InstitutionCommand::AppointDeputy(appointee(&server, person, name));
        server.give_and_show(of(institution, appoint)).await;
    }
    let subgroup = |command| Command::Subgroup("tjeter".parse().unwrap(), command);
    let name = crate::support::sample_hub::in_every_language("Other board");
    server.give(subgroup(SubgroupCommand::Form { name })).await;
    server.give(subgroup(SubgroupCommand::AdmitInstitution { institution: "policia".parse().unwrap() })).await;
    let chair = Chair { person: "petrit".parse().unwrap(), institution: "policia".parse().unwrap() };
    server.give(subgroup(SubgroupCommand::AppointChair(chair))).await;
    let elsewhere = ActionItemCommand::Assign {
        title: crate::support::sample_hub::in_every_language("Patrol the border"),
        owner: "policia".parse().unwrap(),
        subgroup: Some("tjeter".parse().unwrap()),
        due: "2017-07-20".parse().unwrap(),
        raised_by: None,
    };
    server.give(Command::ActionItem("patrulla".parse().unwrap(), elsewhere)).await;
    let coordinator = CaseCoordinator { person: "luan".parse().unwrap(), institution: "qps".parse().unwrap() };
    let appoint = CaseCommand::AppointCoordinator(coordinator);
    server.give_and_show(Command::Case("2017-014".parse().unwrap(), appoint)).await;
    for (person, role) in [("auditor", Role::Auditor), ("administrator", Role::Administrator)] {
        let grant = AccountCommand::GrantRole { role, institution: Some("qps".parse().unwrap()) };
        server.give_as_service(Command::Account(person.parse().unwrap(), grant)).await;
    }
    let scope = TokenScope { commands: [].into(), institution: None };
    let make = AccountCommand::MakeToken {
        token: "t-matrix".parse().unwrap(),
        secret: Fingerprint::of(TOKEN),
        name: "Table".parse().unwrap(),
        scope,
        institution: Some("ms".parse().unwrap()),
        at: crate::support::WORLD_TIME.parse().unwrap(),
        until: "2999-01-01T00:00:00Z".parse().unwrap(),
    };
    let arta =
        Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), BTreeSet::new(), Mandate::Institution);
    server.give_anew(arta.clone(), Command::Account("arta".parse().unwrap(), make)).await;
    let make = WebhookCommand::Make {
        maker: "arta".parse().unwrap(),
        institution: "ms".parse().unwrap(),
        name: "Register".parse().unwrap(),
        address: "https://example.org/hook".parse().unwrap(),
        kinds: [OutgoingKind::MeetingHeld].into(),
    };
    server.give_anew(arta, Command::Webhook("w-matrix".parse().unwrap(), make)).await;

    let mut visitors = vec![];
    for (name, person) in [
        ("secretariat", READER),
        ("coordinator", "hana"),
        ("chair", "arta"),
        ("deputy", "dea"),
        ("party", "isak"),
        ("manager", "zana"),
        ("casecoord", "luan"),
        ("other-chair", "petrit"),
        ("auditor", "auditor"),
        ("admin", "administrator"),
        ("former", "former"),
    ] {
        visitors.push(Visitor { name, cookie: server.sign_in(person).await });
    }
    let successor = InstitutionCommand::HandOverFocalPoint { successor: appointee(&server, "erza", "Erza Gashi") };
    server.give_and_show(of("mpms", successor)).await;
    visitors.push(Visitor { name: "other", cookie: server.sign_in("erza").await });
    visitors.push(Visitor { name: "nobody", cookie: String::new() });
    (server, visitors)
}

/// What stands for each name in a path: something of the chair's, and something of somebody else's.
fn examples(path: &str) -> Vec<String> {
    let fill = |names: &[(&str, &str)]| {
        names.iter().fold(path.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value))
    };
    let each = |name: &str, values: &[&str]| values.iter().map(|value| fill(&[(name, value)])).collect();
    if !path.contains('{') {
        return vec![path.to_owned()];
    }
    let segments: Vec<&str> = path.trim_start_matches("/api/v1").split('/').collect();
    match segments.get(1).copied().unwrap_or_default() {
        "institutions" if path.contains("{person}") => {
            vec![fill(&[("id", "ms"), ("person", "arta"), ("action", "choose-channels")])]
        }
        "institutions" if path.starts_with("/api/") && path.contains("/posts/") => each("id", &["qps"]),
        "institutions" if path.contains("{action}") => vec![fill(&[("id", "ms"), ("action", "appoint-deputy")])],
        "institutions" => each("id", &["ms", "policia"]),
        "subgroups" => each("id", &["strehimi", "tjeter"]),
        "coordinators" => each("id", &["luan"]),
        "action-items" if path.contains("{action}") => {
            ["verify", "complete"].iter().map(|action| fill(&[("id", "shtreterit"), ("action", action)])).collect()
        }
        "action-items" if path.contains("{command}") => vec![fill(&[("id", "shtreterit"), ("command", "complete")])],
        "action-items" => each("id", &["shtreterit", "patrulla"]),
        "meetings" if path.contains("{action}") => {
            ["minutes", "answer"].iter().map(|action| fill(&[("id", "qershor"), ("action", action)])).collect()
        }
        "meetings" => each("id", &["qershor"]),
        "cases" if path.contains("{action}") => ["update", "coordinator", "close"]
            .iter()
            .map(|action| fill(&[("id", "2017-014"), ("action", action)]))
            .collect(),
        "cases" => each("id", &["2017-014"]),
        "data-requests" if path.contains("{action}") => vec![fill(&[("id", "viktimat"), ("action", "close")])],
        "data-requests" if path.contains("collected") => each("kind", &["csv"]),
        "data-requests" if path.contains("{institution}") => {
            ["ms", "mpms"].iter().map(|institution| fill(&[("id", "viktimat"), ("institution", institution)])).collect()
        }
        "data-requests" => vec![fill(&[("id", "viktimat"), ("kind", "csv")])],
        "strategy" | "objectives" => vec![fill(&[
            ("objective", "objektivi-1"),
            ("id", "objektivi-1"),
            ("indicator", "derguar"),
            ("action", "report"),
        ])],
        "dashboard" => each("kind", &["csv"]),
        "lists" => each("figure", &["late"]),
        "training-modules" => each("id", &["te-dhenat"]),
        "training" => vec![fill(&[("id", "te-dhenat"), ("action", "schedule")])],
        "certificates" => {
            vec![fill(&[("code", &crate::support::sample_hub::certificate_code().to_string()), ("language", "en")])]
        }
        "verify" => vec![fill(&[("code", &crate::support::sample_hub::certificate_code().to_string())])],
        "accounts" if path.starts_with("/api/") => each("person", &["qerim"]),
        "accounts" => {
            ["grant-role", "issue-link"].iter().map(|action| fill(&[("person", "qerim"), ("action", action)])).collect()
        }
        "account" if path.contains("{webhook}") => vec![fill(&[("webhook", "w-matrix"), ("action", "pause")])],
        "webhooks" => vec![fill(&[("id", "w-matrix"), ("command", "pause")])],
        "account" => {
            vec![fill(&[
                ("session", "s-nobody"),
                ("token", "t-nobody"),
                ("passkey", "p-nobody"),
                ("provider", "nobody"),
            ])]
        }
        "sign-in" => vec![fill(&[("provider", "nobody")])],
        "audit" => each("kind", &["csv"]),
        "dead-letters" => each("consumer", &["read-models"]),
        "forms" | "links" | "mail" => vec![fill(&[("token", "forged"), ("kind", "csv")])],
        "static" => each("name", &["app.css"]),
        _ => vec![],
    }
}

/// What a form is sent with, so that nothing but the right is missing where it can be so.
fn fields(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/cases/2017-014/update" => vec![("institution", "isf"), ("update", "All is well")],
        "/cases/2017-014/coordinator" => vec![("person", "isak")],
        "/cases/2017-014/close" => vec![("reason", "Assisted")],
        "/meetings/qershor/minutes" => vec![("minutes", "Written down")],
        "/meetings/qershor/answer" => vec![("institution", "isf"), ("answer", "attending")],
        "/accounts/qerim/grant-role" => vec![("role", "auditor")],
        "/action-items" => {
            vec![("title-en", "Write"), ("owner", "ms"), ("due", "2017-07-20"), ("subgroup", "strehimi")]
        }
        "/strategy/objektivi-1/indicators/derguar/report" => {
            vec![("institution", "ms"), ("period", "2017-04-01/2017-06-30"), ("value", "7")]
        }
        "/institutions/ms/people/arta/choose-channels" => vec![("frequency", "weekly"), ("channels", "telegram")],
        "/subgroups/strehimi/chair" => vec![("chair", "isak")],
        "/institutions/ms/invitations" => vec![("person", "arta")],
        "/account/tokens" => vec![("name", "Table"), ("days", "30")],
        "/account/webhooks" => {
            vec![("name", "Register"), ("address", "https://example.org/hook"), ("kinds", "meeting.held")]
        }
        "/language" => vec![("language", "en")],
        "/drafts" | "/drafts/discard" => vec![("draft", "/meetings/qershor#minutes"), ("minutes", "Not sent yet")],
        _ => vec![],
    }
}

/// What an operation of the API is sent with, so that nothing but the right is missing where it can be so.
fn body(path: &str) -> Value {
    match path {
        // Nobody who stands before the doors loses the post or the chair by it.
        "/api/v1/institutions/qps/posts/hand-over" => json!({ "name": "Teki Trashegimtari", "language": "sq" }),
        "/api/v1/data-requests/viktimat/answer" => {
            json!({ "institution": "ms", "answers": { "stay": { "number": "3" }, "procedures": { "choice": "rarely" } } })
        }
        "/api/v1/institutions/ms/people/arta/choose-channels" => {
            json!({ "frequency": "weekly", "channels": "telegram" })
        }
        _ => body_of_pair(path),
    }
}

/// Words that stand on pages, each with those to whom they may be shown.
fn markers() -> Vec<(&'static str, BTreeSet<&'static str>)> {
    let whole = ["secretariat", "coordinator"];
    let may = |others: &[&'static str]| whole.iter().chain(others).copied().collect::<BTreeSet<_>>();
    vec![
        ("2017-014", may(&["chair", "deputy", "party", "manager", "casecoord", "other-chair"])),
        ("A medical examination", may(&["chair", "deputy", "party", "manager", "casecoord", "other-chair"])),
        ("Count the beds", may(&["chair", "party", "auditor"])),
        ("Patrol the border", may(&["other-chair", "auditor"])),
        ("Send the letter", may(&["chair", "other", "auditor"])),
        ("One form for all shelters", may(&["chair", "deputy", "party", "other", "auditor"])),
        ("Jelena Đorđević", may(&["admin"])),
        ("Isak Strehimi", may(&["party", "admin"])),
        ("Petrit Policia", may(&["other-chair", "admin"])),
        ("Dea Deputy", may(&["chair", "deputy", "admin"])),
    ]
}

/// What somebody got, in a word that stays the same when a form's fields change.
fn outcome(status: u16) -> &'static str {
    match status {
        200 | 204 => "ok",
        201 => "made",
        303 | 307 | 308 => "on",
        400 | 415 | 422 => "fields",
        401 => "sign-in",
        403 => "no",
        404 => "none",
        409 => "not-now",
        410 => "gone",
        429 => "wait",
        _ => "?",
    }
}

/// Somebody's events other than what is recorded of every look: that a session or a token was used, that one ended with the post, and
/// the trail.
async fn changes(server: &TestGateway, since: u64) -> Vec<Event> {
    let all = server.store.read_all(events::ids::Position(since), 10_000).await.unwrap();
    let events = all.into_iter().map(|stored| stored.decode().unwrap().event);
    let of_every_look = |event: &Event| {
        use AccountEvent as E;
        matches!(
            event,
            Event::AuditTrail(..)
                | Event::Account(
                    _,
                    E::SessionUsed { .. } | E::TokenUsed { .. } | E::SessionEnded { cause: EndCause::LeftPost, .. }
                )
        )
    };
    events.filter(|event| !of_every_look(event)).collect()
}

#[tokio::test]
async fn every_role_and_relation_finds_at_every_door_what_is_theirs_and_nothing_beyond() {
    let (server, visitors) = hub().await;
    let (mut table, mut beyond, mut cells, mut looked) = (String::new(), vec![], 0_usize, 0_usize);
    write!(table, "{:60}", "").unwrap();
    for visitor in &visitors {
        write!(table, " {:>11}", visitor.name).unwrap();
    }
    writeln!(table, " {:>11}", "token").unwrap();
    let all = doors();
    // Forms last: they change what pages show.
    let (gets, posts): (Vec<_>, Vec<_>) = all.iter().partition(|door| door.method == "GET");
    for door in gets.into_iter().chain(posts) {
        let examples = examples(&door.path);
        assert!(
            !examples.is_empty(),
            "{} {} has no entry in the matrix: add examples of its path",
            door.method,
            door.path
        );
        if door.path == "/live" || door.path == "/sign-out" || door.path.ends_with("/end-others") {
            // An answer that does not end, and what would end the very sessions; each has tests of its own.
            continue;
        }
        for path in examples {
            write!(table, "{:60}", format!("{} {path}", door.method)).unwrap();
            for visitor in &visitors {
                // Whoever may, may now: how often is not what this is about.
                server.elapsed.move_on(3_600);
                let before = server.store.end().await.unwrap().0;
                let answer = match (door.method.as_str(), door.kind) {
                    ("GET", _) => server.get_as(&visitor.cookie, &path, "en").await,
                    (_, DoorKind::Api) => server.api_post_as(&visitor.cookie, &path, &body(&path)).await,
                    _ => server.send_as(&visitor.cookie, &path, &fields(&path)).await,
                };
                let status = answer.status().as_u16();
                cells += 1;
                write!(table, " {:>11}", outcome(status)).unwrap();
                if door.method == "GET" && status == 200 {
                    let page = String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned();
                    for (words, may) in markers() {
                        looked += 1;
                        // Whoever reads the trail reads who did what, by name.
                        let is_of_trail = path.starts_with("/audit") && OFFICIALS.contains(&words);
                        if page.contains(words) && !may.contains(visitor.name) && !is_of_trail {
                            beyond.push(format!("{} sees “{words}” at {path}", visitor.name));
                        }
                    }
                }
                if matches!(status, 401 | 403) {
                    let changed = changes(&server, before).await;
                    assert!(changed.is_empty(), "{} at {path} was refused, and yet: {changed:?}", visitor.name);
                }
            }
            let by_token = if door.kind == DoorKind::Api {
                let path = path.trim_start_matches("/api/v1");
                let answer = if door.method == "GET" {
                    server.api_with(TOKEN, path).await
                } else {
                    server.api_post_with(TOKEN, path, &body(&format!("/api/v1{path}"))).await
                };
                cells += 1;
                outcome(answer.status().as_u16())
            } else {
                "-"
            };
            writeln!(table, " {by_token:>11}").unwrap();
        }
    }
    let table = table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n";
    println!("The matrix: {} doors, {cells} cells, {looked} looks for what is not theirs.", all.len());
    assert!(beyond.is_empty(), "{}", beyond.join("\n"));
    let kept = include_str!("matrix.txt");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (kept, found) = (lines(kept), lines(&table));
    let differences: BTreeMap<usize, String> = (0..kept.len().max(found.len()))
        .filter(|n| kept.get(*n) != found.get(*n))
        .map(|n| {
            (n, format!("-{}\n+{}", kept.get(n).map_or("", String::as_str), found.get(n).map_or("", String::as_str)))
        })
        .collect();
    if !differences.is_empty() {
        let folder = std::env::temp_dir().join("matrix.txt");
        std::fs::write(&folder, &table).unwrap();
        panic!(
            "not the rights in tests/matrix.txt; the whole is in {}:\n{}",
            folder.display(),
            differences.into_values().collect::<Vec<_>>().join("\n")
        );
    }
    server.stop().await;
}
