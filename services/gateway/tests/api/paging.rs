//! Lists come in pages: nothing twice, nothing left out, whatever happens between two of them.

use std::collections::BTreeSet;

use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::institution::InstitutionKind;
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value;

use super::Program;
use crate::support::sample_hub::sample_hub;
use crate::support::{SECRETARIAT, TestGateway};

/// How many runs of what may happen are tried.
const RUNS: u64 = 8;

fn item(id: &str, command: ActionItemCommand) -> Command {
    Command::ActionItem(id.parse().unwrap(), command)
}

fn assign(id: &str) -> Command {
    let title = LocalText::only(Language::En, id.parse().unwrap());
    let (owner, due) = ("ms".parse().unwrap(), "2099-01-01".parse().unwrap());
    item(id, ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None })
}

fn ids(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// What may happen to a list while somebody goes through it.
async fn something_happens(server: &TestGateway, random: &mut StdRng, n: &mut usize, gone: &mut BTreeSet<String>) {
    for _ in 0..random.random_range(0..3) {
        *n += 1;
        let old = format!("{:02}-old", random.random_range(0..12));
        let secretariat = Principal::secretariat();
        match random.random_range(0..6) {
            0 => server.give_anew(secretariat, assign(&format!("{:02}-new-{n}", random.random_range(0..99)))).await,
            1 if !gone.contains(&old) => {
                let owner = if random.random() { "mpms" } else { SECRETARIAT };
                let moved = ActionItemCommand::Reassign { owner: owner.parse().unwrap(), reason: None };
                gone.insert(old.clone());
                server.give_anew(secretariat, item(&old, moved)).await;
            }
            2 if !gone.contains(&old) => {
                let cancel = ActionItemCommand::Cancel { reason: "not any more".parse().unwrap() };
                gone.insert(old.clone());
                server.give_anew(secretariat, item(&old, cancel)).await;
            }
            // What stays where it is changes, and with it everything by which pages order.
            3 | 4 if !gone.contains(&old) => {
                let progress = u8::try_from(*n % 99 + 1).unwrap().try_into().unwrap();
                server.give_anew(secretariat, item(&old, ActionItemCommand::ReportProgress { progress })).await;
            }
            _ => server.register(&format!("inst-{:02}-{n}", random.random_range(0..99)), InstitutionKind::Donor).await,
        }
    }
}

#[tokio::test]
async fn whatever_happens_between_two_pages_nothing_is_given_twice_and_what_was_there_all_the_time_is_given() {
    for seed in 0..RUNS {
        let server = TestGateway::start().await;
        let program = Program::of_secretariat(&server).await;
        let (mut random, mut n, mut gone) = (StdRng::seed_from_u64(seed), 0, BTreeSet::new());
        for number in 0..12 {
            server.give_and_show(assign(&format!("{number:02}-old"))).await;
        }
        let before = ids(&program.json("/institutions?limit=500").await);
        for (list, old) in [
            ("/institutions/ms/tasks", (0..12).map(|number| format!("{number:02}-old")).collect::<Vec<_>>()),
            ("/action-items", (0..12).map(|number| format!("{number:02}-old")).collect()),
            ("/institutions", before),
        ] {
            let (mut seen, mut address) = (vec![], format!("{list}?limit={}", random.random_range(1..5)));
            let there: Vec<String> = old.into_iter().filter(|id| !gone.contains(id)).collect();
            loop {
                let answer = program.get(&address).await;
                let link = answer.headers().get("link").map(|link| link.to_str().unwrap().to_owned());
                let page: Value = answer.json().await.unwrap();
                seen.extend(ids(&page));
                let Some(next) = page["next"].as_str() else {
                    assert_eq!(link, None);
                    break;
                };
                let link = link.unwrap();
                address = link.strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap().to_owned();
                assert!(address.ends_with(next), "{link}");
                something_happens(&server, &mut random, &mut n, &mut gone).await;
            }
            let each: BTreeSet<&String> = seen.iter().collect();
            assert_eq!(each.len(), seen.len(), "seed {seed}, {list}: something twice in {seen:?}");
            let lost: Vec<_> = there.iter().filter(|id| !gone.contains(*id) && !each.contains(id)).collect();
            assert!(lost.is_empty(), "seed {seed}, {list}: {lost:?} lost in {seen:?}");
        }
        server.stop().await;
    }
}

#[tokio::test]
async fn the_timeline_page_by_page_is_the_timeline_at_once_and_goes_on_with_what_comes() {
    let server = sample_hub().await;
    let program = Program::of_secretariat(&server).await;
    let positions = |page: &Value| -> Vec<u64> {
        page["items"].as_array().unwrap().iter().map(|entry| entry["position"].as_u64().unwrap()).collect()
    };
    for filter in ["", "&kind=case&kind=meeting", "&institution=ms", "&from=2000-01-01&until=2100-01-01"] {
        let whole = program.json(&format!("/timeline?limit=500{filter}")).await;
        assert!(whole.get("next").is_none(), "a page holds it");
        let (whole, mut seen, mut after) = (positions(&whole), vec![], String::new());
        assert!(whole.is_sorted());
        loop {
            let page = program.json(&format!("/timeline?limit=3{filter}{after}")).await;
            seen.extend(positions(&page));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, whole, "{filter}");
        assert!(!whole.is_empty(), "nothing for “{filter}”");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_cursor_of_another_list_another_person_an_earlier_time_or_nobodys_is_a_problem_that_says_what_to_do() {
    let server = TestGateway::start().await;
    for number in 0..3 {
        server.give_and_show(assign(&format!("{number:02}-old"))).await;
    }
    server.appoint("ms", "arta", Language::En).await;
    let program = Program::of_secretariat(&server).await;
    let arta = Program::of(&server, "arta", "ms", Mandate::Institution).await;
    let tasks = program.json("/institutions/ms/tasks?limit=1").await;
    let next = tasks["next"].as_str().unwrap();
    let problem = async |program: &Program, address: &str| {
        let answer = program.get(address).await;
        assert_eq!(answer.status(), 422, "{address}");
        let problem: Value = answer.json().await.unwrap();
        (problem["at"].as_str().unwrap().to_owned(), problem["detail"].as_str().unwrap().to_owned())
    };
    let own = format!("/institutions/ms/tasks?limit=2&after={next}");
    assert_eq!(program.get(&own).await.status(), 200, "another limit is the same list");
    let changed = next.replace(|letter: char| letter.is_ascii_digit(), "x");
    for (whose, address) in [
        (&arta, own.clone()),
        (&program, format!("/institutions?after={next}")),
        (&program, format!("/institutions/mpms/tasks?after={next}")),
        (&program, format!("/timeline?after={next}")),
        (&program, format!("/institutions/ms/tasks?after={changed}")),
        (&program, "/institutions/ms/tasks?after=2".to_owned()),
        (&program, "/institutions/ms/tasks?after=".to_owned()),
    ] {
        let (at, detail) = problem(whose, &address).await;
        assert!(at == "after" && detail.contains("leave `after` out"), "{address}: {detail}");
    }
    for limit in ["0", "501", "-1", "many", ""] {
        let (at, detail) = problem(&program, &format!("/institutions?limit={limit}")).await;
        assert!(at == "limit" && detail.contains("from 1 to 500"), "{limit}: {detail}");
    }
    server.world.set("2026-12-08T09:00:00Z");
    let (_, detail) = problem(&program, &own).await;
    assert!(detail.contains("too old"), "{detail}");
    server.stop().await;
}
