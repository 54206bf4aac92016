//! The timeline draws things: how late something was is said though it is done, as of a day nothing is known that came later, and however
//! much there is, a page stays small and says what it does not draw.

use std::sync::Arc;

use events::Command;
use events::action_item::ActionItemCommand as C;
use events::language::{Language, LocalText};
use serde_json::Value;

use crate::support::sample_hub::sample_hub;
use crate::support::{StandingClock, TestGateway};

/// The largest page, in bytes, before it is compressed.
const LARGEST_PAGE: usize = 150_000;

fn item(id: &str, command: C) -> Command {
    Command::ActionItem(id.parse().unwrap(), command)
}

fn assign(id: &str, due: &str) -> Command {
    let title = LocalText::only(Language::En, format!("Send the list of {id}").parse().unwrap());
    let due = due.parse().unwrap();
    item(id, C::Assign { title, owner: "ms".parse().unwrap(), subgroup: None, due, raised_by: None })
}

/// An item due on 5 July that was reported on the 14th and verified on the 15th, looked at on the 20th.
async fn with_a_late_item() -> TestGateway {
    let clock = Arc::new(StandingClock::at("2017-07-01T08:00:00Z"));
    let server = TestGateway::start_on(clock.clone()).await;
    server.give_and_show(assign("beds", "2017-07-05")).await;
    clock.set("2017-07-14T08:00:00Z");
    server.give_and_show(item("beds", C::Complete)).await;
    clock.set("2017-07-15T08:00:00Z");
    server.give_and_show(item("beds", C::Verify)).await;
    clock.set("2017-07-20T08:00:00Z");
    server
}

/// The drawing of a page.
fn drawing(page: &str) -> &str {
    let (_, drawing) = page.split_once("id=\"chart\"").unwrap();
    drawing.split_once("legend-things").unwrap().0
}

#[tokio::test]
async fn an_item_reported_nine_days_late_is_shown_nine_days_late_and_not_just_verified() {
    let server = with_a_late_item().await;
    let page = server.page("/timeline", "en").await;
    let drawn = drawing(&page);
    assert!(drawn.contains("9 days late") && drawn.contains("thing verified"), "{drawn}");
    assert!(drawn.contains("class=\"tail\"") && drawn.contains("class=\"solid\""), "{drawn}");
    let story = page.split_once("id=\"list\"").unwrap().1;
    assert!(story.contains("due 5 Jul 2017, done 14 Jul 2017, 9 days late, verified"), "{story}");
    for (language, late) in [("sq", "9 ditë vonesë"), ("sr", "9 dana kašnjenja")] {
        let page = server.page("/timeline", language).await;
        assert!(drawing(&page).contains(late), "{language}: {}", drawing(&page));
    }
    server.stop().await;
}

#[tokio::test]
async fn as_of_a_day_the_page_the_file_and_the_api_know_nothing_that_came_later() {
    let server = with_a_late_item().await;
    let page = server.page("/timeline?as-of=2017-07-08", "en").await;
    let drawn = drawing(&page);
    assert!(drawn.contains("3 days late") && drawn.contains("thing late"), "{drawn}");
    assert!(!drawn.contains("verified") && !drawn.contains("class=\"solid\""), "{drawn}");
    let before = server.page("/timeline?as-of=2017-06-30", "en").await;
    assert!(!before.contains("Send the list"), "{before}");
    let file = server.page("/timeline/things/csv?as-of=2017-07-08", "en").await;
    assert!(file.contains("Send the list of beds") && file.contains(";3;") && !file.contains("verified"), "{file}");
    let things = async |query: &str| -> Value {
        server.get(&format!("/api/v1/timeline/things{query}"), "en").await.json().await.unwrap()
    };
    let then = things("?as-of=2017-07-08").await;
    let one = &then["items"][0];
    assert_eq!((one["state"].as_str(), one["days_late"].as_i64()), (Some("open"), Some(3)), "{then}");
    assert_eq!(one["steps"].as_array().unwrap().len(), 1, "{then}");
    let now = things("?since=2017-07-08&kind=action-item").await;
    let one = &now["items"][0];
    assert_eq!((one["state"].as_str(), one["days_late"].as_i64()), (Some("verified"), Some(9)), "{now}");
    assert_eq!(one["changes"], serde_json::json!(["done", "verified"]), "{now}");
    assert_eq!(things("?as-of=2017-06-30").await["items"], serde_json::json!([]));
    server.stop().await;
}

#[tokio::test]
async fn what_changed_between_two_days_is_marked_and_counted() {
    let server = with_a_late_item().await;
    let page = server.page("/timeline?since=2017-07-04&as-of=2017-07-08", "en").await;
    assert!(drawing(&page).contains("became late"), "{}", drawing(&page));
    assert!(page.contains("became late: 1"), "{page}");
    let list = page.split_once("id=\"list\"").unwrap().1;
    assert!(list.contains("Send the list of beds"));
    let quiet = server.page("/timeline?since=2017-07-06&as-of=2017-07-08", "en").await;
    assert!(!quiet.split_once("id=\"list\"").unwrap().1.contains("Send the list of beds"), "nothing changed");
    server.stop().await;
}

#[tokio::test]
async fn however_much_there_is_a_page_is_small_and_says_what_it_does_not_draw() {
    let clock = Arc::new(StandingClock::at("2017-07-01T08:00:00Z"));
    let server = TestGateway::start_on(clock.clone()).await;
    for number in 0..300 {
        server.give(assign(&format!("{number}-beds-of-each-shelter-in-the-country"), "2017-07-20")).await;
    }
    server.give_and_show(assign("last", "2017-07-20")).await;
    let folded = server.page("/timeline", "en").await;
    assert!(folded.contains("301 things") && folded.contains("class=\"count\""), "{folded}");
    assert!(!drawing(&folded).contains("role=\"gridcell\""), "{folded}");
    let open = server.page("/timeline?open=ms&thing=1", "en").await;
    let marks = open.matches("role=\"gridcell\"").count();
    assert_eq!(marks, 110);
    assert!(open.contains("191 more in the list"), "{open}");
    for page in [&folded, &open] {
        assert!(page.len() < LARGEST_PAGE, "{} bytes", page.len());
    }
    println!("folded: {} bytes, opened with {marks} things: {} bytes", folded.len(), open.len());
    let last = server.page("/timeline?open=ms&page=13", "en").await;
    assert!(last.contains("Page 13 of 13") && !last.contains("Next page"));
    server.stop().await;
}

#[tokio::test]
async fn the_story_leads_from_the_meeting_to_what_came_of_it() {
    let server = sample_hub().await;
    let all: Value =
        server.get("/api/v1/timeline/things?kind=action-item&kind=meeting", "en").await.json().await.unwrap();
    let position = |stream: &str| {
        let found = all["items"].as_array().unwrap().iter().find(|thing| thing["stream"] == stream);
        found.unwrap_or_else(|| panic!("{stream} in {all}"))["position"].as_u64().unwrap()
    };
    let meeting = server.page(&format!("/timeline?thing={}", position("meeting/qershor")), "en").await;
    let story = meeting.split_once("id=\"story\"").unwrap().1;
    assert!(story.contains("One form for all shelters"), "{story}");
    let item = server.page(&format!("/timeline?thing={}", position("action-item/shkresa")), "en").await;
    let story = item.split_once("id=\"story\"").unwrap().1;
    assert!(story.contains("The address is missing") && story.contains("Send the letter"), "{story}");
    assert!(item.contains("aria-current=\"true\""));
    server.stop().await;
}

#[tokio::test]
async fn things_are_put_together_by_institution_subgroup_objective_and_meeting() {
    let server = sample_hub().await;
    for (group, names) in [
        ("institution", vec!["Several institutions together", "Ministry of Health", "Interim shelter"]),
        ("subgroup", vec!["Shelter", "Without a subgroup"]),
        ("objective", vec!["Better data", "Without an objective"]),
        ("meeting", vec!["June meeting", "July meeting", "Without a meeting"]),
    ] {
        let page = server.page(&format!("/timeline?group={group}&zoom=year"), "en").await;
        for name in names {
            assert!(drawing(&page).contains(name), "{group}: {name} in {}", drawing(&page));
        }
    }
    server.stop().await;
}
