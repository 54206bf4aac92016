//! The register of all tasks: its filters and orders, its pages and files, and what is done with several at once.

use std::collections::BTreeSet;

use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::ids::Position;
use readmodels::ReadPort;
use serde_json::Value;
use store::EventStore;

use crate::parity::Hub;
use crate::support::TestGateway;
use crate::support::sample_hub::{in_every_language, sample_hub};

/// The tasks on a page, in their order.
fn listed(page: &str) -> Vec<String> {
    let (_, table) = page.split_once("id=\"register\"").unwrap();
    let rows = table.split("<a href=\"/action-items/").skip(1);
    rows.map(|row| row.split('"').next().unwrap().to_owned()).collect()
}

async fn list(server: &TestGateway, query: &str) -> Vec<String> {
    let answer = server.get(&format!("/work?{query}"), "en").await;
    assert_eq!(answer.status(), 200, "{query}");
    listed(&answer.text().await.unwrap())
}

/// One more task, on no board, which a meeting decided.
async fn with_one_on_no_board() -> TestGateway {
    let server = sample_hub().await;
    let (owner, due) = ("policia".parse().unwrap(), "2017-07-30".parse().unwrap());
    let title = in_every_language("Guard the door");
    let raised_by = Some("qershor".parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by };
    server.give_and_show(Command::ActionItem("dera".parse().unwrap(), assign)).await;
    server
}

#[tokio::test]
async fn every_task_is_in_the_register_by_due_date_or_by_institution_and_filtered_by_its_address() {
    let server = with_one_on_no_board().await;
    assert_eq!(
        list(&server, "").await,
        ["shtreterit", "stafi", "raporti", "shkresa", "mjetet", "dera"],
        "what is to be done, the earliest due first"
    );
    assert_eq!(list(&server, "stage=all").await.len(), 7);
    assert_eq!(list(&server, "stage=completed").await, ["lista"]);
    assert_eq!(list(&server, "late=1").await, ["shtreterit"]);
    assert_eq!(list(&server, "subgroup=none").await, ["dera"]);
    assert_eq!(list(&server, "institution=ms").await, ["raporti"]);
    assert_eq!(list(&server, "meeting=qershor").await, ["dera"]);
    assert_eq!(list(&server, "from=2017-07-10&until=2017-07-14").await, ["raporti", "shkresa", "mjetet"]);
    assert_eq!(list(&server, "q=shtreter").await, ["shtreterit"]);
    assert_eq!(list(&server, "q=report+write").await, ["raporti"]);
    // Interim shelter, Kosovo Police, Ministry of Health, Ministry of Labour.
    assert_eq!(
        list(&server, "order=institution").await,
        ["shtreterit", "stafi", "mjetet", "dera", "raporti", "shkresa"]
    );
    assert_eq!(server.get("/work?stage=done", "en").await.status(), 422);
    server.stop().await;
}

#[tokio::test]
async fn the_pages_of_the_register_follow_each_other_in_its_order() {
    let server = with_one_on_no_board().await;
    for order in ["due", "institution"] {
        let whole = list(&server, &format!("order={order}")).await;
        let (mut seen, mut address) = (vec![], format!("/work?order={order}&institution=&limit=2&q="));
        loop {
            let page = server.page(&address, "en").await;
            seen.extend(listed(&page));
            let Some((before, _)) = page.split_once("\" rel=\"next\"") else { break };
            let next = before.rsplit("<a href=\"").next().unwrap().replace("&amp;", "&").replace("&#x2f;", "/");
            address = next;
        }
        assert_eq!(seen, whole, "{order}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_page_of_the_register_is_light_however_much_there_is() {
    let server = sample_hub().await;
    for number in 0..70 {
        let title = in_every_language(&format!("{number} {}", "a long title of many words ".repeat(6)));
        let (owner, due) = ("ms".parse().unwrap(), "2017-07-30".parse().unwrap());
        let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
        server.give_and_show(Command::ActionItem(format!("long-{number}").parse().unwrap(), assign)).await;
    }
    let page = server.page("/work", "sr-Cyrl").await;
    assert_eq!(listed(&page).len(), 50);
    assert!(page.len() < 150_000, "{} bytes", page.len());
    let found = server.page("/search?q=words", "sr-Cyrl").await;
    assert!(found.len() < 150_000, "{} bytes", found.len());
    server.stop().await;
}

#[tokio::test]
async fn the_register_is_taken_along_as_a_file_with_its_filters_in_the_readers_language() {
    let server = with_one_on_no_board().await;
    let file = server.page("/work/file/csv?institution=isf&stage=all", "sq").await;
    let lines: Vec<&str> = file.lines().collect();
    assert!(file.starts_with('\u{feff}'), "Excel reads it as it is written");
    assert_eq!(lines.len(), 4, "{file}");
    assert!(lines[1].starts_with("Numëro shtretërit;Strehimorja;1;Strehimi;20.06.2017;"), "{file}");
    let book = server.get("/work/file/xlsx", "en").await.bytes().await.unwrap();
    assert!(book.starts_with(b"PK"));
    server.stop().await;
}

#[tokio::test]
async fn what_somebody_may_not_see_is_in_no_page_no_file_and_no_answer() {
    let hub = Hub::new().await;
    let (title, owner) = (in_every_language("Guard the door"), "policia".parse().unwrap());
    let due = "2017-07-30".parse().unwrap();
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    hub.server.give_and_show(Command::ActionItem("dera".parse().unwrap(), assign)).await;
    let all: BTreeSet<String> =
        hub.server.read_models.all_tasks().await.unwrap().iter().map(|one| one.id.to_string()).collect();
    for (who, institution, board) in [("isak", "isf", None), ("arta", "ms", Some("strehimi"))] {
        let own: BTreeSet<String> = hub
            .server
            .read_models
            .all_tasks()
            .await
            .unwrap()
            .iter()
            .filter(|task| {
                task.item.owner.as_str() == institution
                    || task.item.subgroup.as_ref().map(events::ids::SubgroupId::as_str) == board && board.is_some()
            })
            .map(|task| task.id.to_string())
            .collect();
        assert!(!own.is_empty() && own.len() < all.len(), "{who}");
        let cookie = &hub.cookies[who];
        let page = hub.server.get_as(cookie, "/work?stage=all", "en").await.text().await.unwrap();
        assert_eq!(listed(&page).into_iter().collect::<BTreeSet<_>>(), own, "{who}");
        let file = hub.server.get_as(cookie, "/work/file/csv?stage=all", "en").await.text().await.unwrap();
        assert_eq!(file.lines().count(), own.len() + 1, "{who}: {file}");
        let answer = hub.server.get_as(cookie, "/api/v1/action-items", "en").await;
        let answer: Value = answer.json().await.unwrap();
        let given = answer["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
        assert_eq!(given.collect::<BTreeSet<_>>(), own, "{who}");
    }
    hub.server.stop().await;
}

async fn stage(server: &TestGateway, id: &str) -> ItemStage {
    server.read_models.task(&id.parse().unwrap()).await.unwrap().unwrap().item.stage
}

#[tokio::test]
async fn several_are_done_at_once_each_by_itself_and_once_however_often_it_is_sent() {
    let server = with_one_on_no_board().await;
    let fields = [("once", "a"), ("item", "lista"), ("item", "raporti"), ("item", "nothing")];
    let answer = server.send_form("/work/verify", &fields).await;
    assert_eq!(answer.status(), 200);
    let page = answer.text().await.unwrap();
    assert!(page.contains("1 done, 2 not done."), "{page}");
    assert!(page.contains("Harto listën") && page.contains("Not done:"), "{page}");
    assert_eq!(stage(&server, "lista").await, ItemStage::Verified);
    let end = server.store.end().await.unwrap();
    let again = server.send_form("/work/verify", &fields).await.text().await.unwrap();
    assert!(again.contains("1 done, 2 not done."), "the same answer: {again}");
    let since = server.store.read_all(end, 100).await.unwrap();
    let of_items = since.iter().filter(|event| event.stream.kind() == "action-item").count();
    assert_eq!(of_items, 0, "sent twice, it is done once");

    let nobody = server.send_form("/work/remind", &[("once", "b")]).await;
    assert_eq!(nobody.status(), 422);
    assert!(nobody.text().await.unwrap().contains("choose between 1 and 500"));
    let without_reason =
        server.send_form("/work/cancel", &[("once", "c"), ("item", "raporti"), ("item", "dera")]).await;
    assert_eq!(without_reason.status(), 422);
    let page = without_reason.text().await.unwrap();
    assert!(
        page.contains("name=\"item\" value=\"raporti\"") && page.contains("name=\"item\" value=\"dera\""),
        "{page}"
    );
    let cancel = [("once", "c"), ("item", "raporti"), ("item", "dera"), ("reason", "Not needed any more")];
    assert!(server.send_form("/work/cancel", &cancel).await.text().await.unwrap().contains("2 done, 0 not done."));
    assert_eq!(stage(&server, "dera").await, ItemStage::Cancelled);
    assert!(server.store.end().await.unwrap() > Position::START);
    server.stop().await;
}

#[tokio::test]
async fn nothing_is_done_with_what_is_not_theirs_and_its_title_is_not_said() {
    let hub = Hub::new().await;
    let cookie = &hub.cookies["arta"];
    // Of one that is hers to decide and one that she does not see.
    let (title, owner) = (in_every_language("Guard the door"), "policia".parse().unwrap());
    let due = "2017-07-30".parse().unwrap();
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    hub.server.give_and_show(Command::ActionItem("dera".parse().unwrap(), assign)).await;
    let fields = [("once", "a"), ("item", "raporti"), ("item", "dera")];
    let page = hub.server.send_as(cookie, "/work/remind", &fields).await.text().await.unwrap();
    assert!(page.contains("1 done, 1 not done.") && !page.contains("Guard the door"), "{page}");
    let refused = hub.server.send_as(cookie, "/work/remind", &[("once", "b"), ("item", "dera")]).await;
    assert_eq!(refused.status(), 403);
    hub.server.stop().await;
}
