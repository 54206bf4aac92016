//! Today: what waits for whoever looks, that every number is the length of its list, and what is new since the last visit.

use crate::support::TestGateway;
use crate::support::sample_hub::sample_hub;
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::language::Language;
use readmodels::ReadPort;
use serde_json::Value;

async fn today_of(server: &TestGateway, person: &str) -> String {
    let cookie = server.sign_in(person).await;
    server.get_as(&cookie, "/", "en").await.text().await.unwrap().replace("&#x2f;", "/")
}

/// What a part of a page has, until its end.
fn part<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    page.split_once(begin).map_or("", |(_, rest)| rest.split_once(end).map_or(rest, |(part, _)| part))
}

/// Where each number leads, and the number.
fn numbers(page: &str) -> Vec<(String, usize)> {
    let counts = part(page, "id=\"counts\"", "</ul>").split("<a href=\"").skip(1);
    counts
        .map(|link| {
            let (path, rest) = link.split_once('"').unwrap();
            (path.replace("&amp;", "&"), part(rest, "<b>", "</b>").parse().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn every_number_opens_the_list_that_it_counts_for_whoever_looks() {
    let server = sample_hub().await;
    server.appoint("mpms", "mira", Language::En).await;
    for person in ["teuta", "arta", "mira"] {
        let cookie = server.sign_in(person).await;
        let page = server.get_as(&cookie, "/", "en").await.text().await.unwrap().replace("&#x2f;", "/");
        let found = numbers(&page);
        assert_eq!(found.len(), 5, "{person}: {page}");
        for (path, number) in found {
            let list = server.get_as(&cookie, &path, "en").await.text().await.unwrap().replace("&#x2f;", "/");
            let rows = part(&list, "<tbody", "</tbody>").matches("href=\"/action-items/").count();
            assert_eq!(rows, number, "{person} {path}");
        }
        for (id, key) in [("to-verify-1", "stage=completed"), ("asked-1", "asks=1"), ("disputed-1", "stage=disclaimed")]
        {
            let section = part(&page, &format!("id=\"{id}\""), "</section>");
            let Some((_, link)) = section.split_once("<h2><a href=\"") else { continue };
            let (path, rest) = link.split_once('"').unwrap();
            assert!(path.contains(key), "{person}: {section}");
            let number: usize = part(rest, "<b class=\"figure\">", "</b>").parse().unwrap();
            let list = server
                .get_as(&cookie, &path.replace("&amp;", "&"), "en")
                .await
                .text()
                .await
                .unwrap()
                .replace("&#x2f;", "/");
            assert_eq!(
                part(&list, "<tbody", "</tbody>").matches("href=\"/action-items/").count(),
                number,
                "{person} {path}"
            );
        }
        let lists = server.get_as(&cookie, "/today/lists", "en").await.text().await.unwrap();
        for kind in ["answers", "values", "referrals"] {
            let late = part(&page, &format!("/today/lists#{kind}\""), "</a>");
            let list = part(&lists, &format!("id=\"{kind}\""), "</section>");
            let number = part(list, "<b class=\"figure\">", "</b>");
            assert_eq!(list.matches("<li>").count().to_string(), number, "{person} {kind}");
            assert!(late.is_empty() || late.contains(&format!(">{number} ")), "{person} {kind}: {late}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn late_is_said_of_answers_and_values_as_of_tasks() {
    let server = sample_hub().await;
    let cookie = server.sign_in("teuta").await;
    let api: Value = server.get_as(&cookie, "/api/v1/today", "en").await.json().await.unwrap();
    let page = server.get_as(&cookie, "/", "en").await.text().await.unwrap();
    let late = part(&page, "id=\"late\"", "</section>");
    for (kind, words) in
        [("action_items", "task"), ("answers", "answer"), ("values", "value"), ("referrals", "referral")]
    {
        let number = api["late"][kind].as_u64().unwrap();
        assert!(late.contains(&format!(">{number} {words}")), "{kind}: {late} {api}");
    }
    let sum = |kind: &str| api["late"][kind].as_u64().unwrap();
    assert!(sum("answers") + sum("values") > 0, "the hub has none to be late: {api}");
    server.stop().await;
}

#[tokio::test]
async fn chairs_see_their_board_and_others_their_own() {
    let server = sample_hub().await;
    server.appoint("mpms", "mira", Language::En).await;
    let chair = today_of(&server, "arta").await;
    assert!(
        chair.contains("/subgroups/strehimi") && chair.contains("/verify\""),
        "a chair verifies from here: {chair}"
    );
    let owner = today_of(&server, "mira").await;
    assert!(!owner.contains("id=\"to-verify-1\"") && !owner.contains("/verify\""), "{owner}");
    for link in owner.split("/action-items/").skip(1) {
        let id = link.split(['"', '/', '?']).next().unwrap().parse().unwrap();
        let task = server.read_models.task(&id).await.unwrap().unwrap();
        assert_eq!(task.item.owner.as_str(), "mpms", "{id}");
    }
    let secretariat = today_of(&server, "teuta").await;
    assert!(secretariat.contains("id=\"to-verify-1\""), "{secretariat}");
    let cookie = server.sign_in("mira").await;
    let api: Value = server.get_as(&cookie, "/api/v1/today", "en").await.json().await.unwrap();
    assert_eq!(api["undelivered"], Value::Null, "who was told is not theirs to see: {api}");
    assert_eq!(api["institution"], "mpms");
    server.stop().await;
}

#[tokio::test]
async fn what_is_new_since_the_last_visit_is_counted_and_listed() {
    let server = sample_hub().await;
    let cookie = server.sign_in("teuta").await;
    let look = async || server.get_as(&cookie, "/", "en").await.text().await.unwrap().replace("&#x2f;", "/");
    assert!(!look().await.contains("id=\"news\""), "at the first visit nothing is new");
    let give = async |command| server.give_and_show(Command::ActionItem("shtreterit".parse().unwrap(), command)).await;
    give(C::Accept).await;
    assert!(!look().await.contains("id=\"news\""), "it is the same visit");
    give(C::ReportProgress { progress: 30.try_into().unwrap() }).await;
    server.world.set("2026-11-30T10:01:00Z");
    let page = look().await;
    assert!(page.contains("Since your last visit: 1 change<"), "{}", part(&page, "<main", "</main>"));
    give(C::ReportProgress { progress: 50.try_into().unwrap() }).await;
    let by_itself = server.get_by_itself(&cookie, "/").await.text().await.unwrap();
    assert!(part(&by_itself, "id=\"news\"", "</p>").contains('2'), "{by_itself}");
    let page = look().await;
    let link = part(&page, "<a href=\"/today/news", "\"");
    let list = server.get_as(&cookie, &format!("/today/news{link}"), "en").await.text().await.unwrap();
    assert_eq!(part(&list, "id=\"rows\"", "</section>").matches("<li>").count(), 2, "{list}");
    let api: Value = server.get_as(&cookie, "/api/v1/today", "en").await.json().await.unwrap();
    assert_eq!(api["new_since_last_visit"], 2);
    assert!(!server.get_as(&cookie, "/drafts", "en").await.text().await.unwrap().contains("#visit"));
    server.stop().await;
}
