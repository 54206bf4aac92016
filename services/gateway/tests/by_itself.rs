//! What a page that is open asks by itself: it uses up nothing of what its person presses, and the trail tells each look once.

use events::Command;
use events::language::Language;
use events::subgroup::{Chair, SubgroupCommand};
use readmodels::Ask;
use readmodels::queries::{AuditFilter, AuditLine, AuditLines};

use crate::support::sample_hub::sample_hub;
use crate::support::{PATIENCE, READER, TestGateway};

const CASE: &str = "/cases/2017-014";

#[tokio::test]
async fn what_a_page_asks_by_itself_uses_up_nothing_of_what_is_pressed() {
    let server = TestGateway::start().await;
    let cookie = server.sign_in(READER).await;
    let computed = "/data-requests/collected";
    for (path, many) in [(computed, 30), ("/meetings", 300)] {
        for _ in 0..many {
            assert_eq!(server.get_by_itself(&cookie, path).await.status(), 200, "{path}");
        }
        let refused = server.get_by_itself(&cookie, path).await;
        assert_eq!(refused.status(), 429, "{path}");
        assert!(refused.headers().contains_key("retry-after"));
        assert_eq!(server.get_as(&cookie, path, "en").await.status(), 200, "{path} was pressed");
    }
    // Nobody was refused anything that they had asked for.
    assert_eq!(server.get_by_itself(&cookie, "/audit").await.status(), 429);
    assert_eq!(server.get_as(&cookie, "/audit", "en").await.status(), 403);
    let refused = lines(&server, "refused", 1).await;
    assert_eq!(refused.iter().map(|line| line.object.as_str()).collect::<Vec<_>>(), ["audit"]);
    server.stop().await;
}

/// The lines of the trail with this act, once there are so many.
async fn lines(server: &TestGateway, act: &str, many: usize) -> Vec<AuditLine> {
    let filter = AuditFilter { act: Some(act.to_owned()), ..AuditFilter::default() };
    let looking = async {
        loop {
            let question = AuditLines { filter: filter.clone(), before: None, limit: 1_000 };
            let found = server.read_models.real.ask(question).await.unwrap();
            if found.len() >= many {
                return found;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, looking).await.unwrap()
}

/// How many lines have this act, once every look of before is told: lines are written one after the other, and what is refused now,
/// for the so-and-so-many-th time, is the last.
async fn told(server: &TestGateway, cookie: &str, act: &str, refused: usize) -> usize {
    assert_eq!(server.get_as(cookie, "/audit", "en").await.status(), 403);
    lines(server, "refused", refused).await;
    lines(server, act, 0).await.len()
}

#[tokio::test]
async fn a_case_left_open_is_one_look_and_a_real_look_is_another() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    assert_eq!(server.get_as(&cookie, CASE, "en").await.status(), 200);
    for hour in 10..16 {
        server.world.set(&format!("2026-11-30T{hour}:30:00Z"));
        assert_eq!(server.get_by_itself(&cookie, CASE).await.status(), 200);
    }
    assert_eq!(told(&server, &cookie, "case-read", 1).await, 1);
    assert_eq!(server.get_as(&cookie, CASE, "en").await.status(), 200);
    server.world.set("2026-11-30T17:30:00Z");
    assert_eq!(told(&server, &cookie, "case-read", 2).await, 2);
    // Nobody looks unseen by saying so: this session was never shown the case.
    let other = server.sign_in(READER).await;
    assert_eq!(server.get_by_itself(&other, CASE).await.status(), 200);
    server.world.set("2026-11-30T18:30:00Z");
    assert_eq!(told(&server, &other, "case-read", 3).await, 3);
    // Nor is a file ever taken along unseen.
    assert_eq!(server.get_as(&other, "/cases/report.csv", "en").await.status(), 200);
    server.world.set("2026-11-30T19:30:00Z");
    assert_eq!(server.get_by_itself(&other, "/cases/report.csv").await.status(), 200);
    assert_eq!(told(&server, &other, "exported", 4).await, 2);
    server.stop().await;
}

#[tokio::test]
async fn what_an_open_page_is_refused_is_no_line_and_what_is_refused_to_somebody_is() {
    let server = sample_hub().await;
    let board = "/subgroups/strehimi";
    let arta = server.sign_in("arta").await;
    assert_eq!(server.get_as(&arta, board, "en").await.status(), 200);
    server.appoint("mpms", "former", Language::En).await;
    let chair = Chair { person: "former".parse().unwrap(), institution: "mpms".parse().unwrap() };
    server.give_and_show(Command::Subgroup("strehimi".parse().unwrap(), SubgroupCommand::AppointChair(chair))).await;
    assert_eq!(server.get_by_itself(&arta, board).await.status(), 403);
    assert_eq!(told(&server, &arta, "refused", 1).await, 1);
    assert_eq!(server.get_as(&arta, board, "en").await.status(), 403);
    assert_eq!(lines(&server, "refused", 2).await[0].object, "subgroups/strehimi");
    // A page that was never shown is asked for by somebody, whatever is said.
    server.world.set("2026-11-30T11:30:00Z");
    assert_eq!(server.get_by_itself(&arta, "/audit").await.status(), 403);
    assert_eq!(lines(&server, "refused", 3).await[0].object, "audit");
    server.stop().await;
}
