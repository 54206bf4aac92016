//! Forms as people send them: nothing is ticked for them, cut, taken unasked or thrown away, and each says that it was saved.

use crate::support::READER;
use crate::support::TestGateway;
use crate::support::sample_hub::sample_hub;

async fn text(answer: reqwest::Response) -> String {
    answer.text().await.unwrap()
}

/// The part of a page between an id and the end of its section.
fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let after = page.split(&format!("id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("no {id}: {page}"));
    after.split("</section>").next().unwrap()
}

/// Every meeting whose title is this.
async fn meetings(server: &TestGateway, title: &str) -> Vec<String> {
    let page = server.page("/meetings", "en").await;
    let row = |row: &str| row.contains(title).then(|| row.split("datetime=\"").nth(1).map(|day| day[..10].to_owned()));
    page.split("<tr>").filter_map(row).flatten().collect()
}

#[tokio::test]
async fn who_came_to_a_meeting_is_ticked_by_whoever_was_there() {
    let server = sample_hub().await;
    let page = server.page("/meetings/korrik", "en").await;
    assert!(section(&page, "hold").contains("name=\"attended\""), "{page}");
    assert!(!section(&page, "hold").contains(" checked"), "it feeds an indicator, so nobody is ticked beforehand");
    let nobody = server.send_form("/meetings/korrik/hold", &[]).await;
    assert_eq!(nobody.status(), 422);
    assert!(text(nobody).await.contains("Mark at least one institution that came"));
    server.stop().await;
}

#[tokio::test]
async fn minutes_are_kept_as_long_as_they_are() {
    let server = sample_hub().await;
    let paragraph =
        "The shelters reported their beds, and what they lack until the winter. ".repeat(20).trim().to_owned();
    let minutes = [paragraph.as_str(); 12].join("\n\n");
    assert!(minutes.chars().count() > 16_384);
    // As a browser sends it.
    let sent = minutes.replace('\n', "\r\n");
    let answer = server.send_form("/meetings/qershor/minutes", &[("minutes", &sent)]).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    let page = server.page("/meetings/qershor", "en").await;
    assert!(page.contains(&minutes), "cut: {page}");
    let with_a_number = format!("{minutes}\n\nThe victim's number is 1234567890.");
    let refused = server.send_form("/meetings/qershor/minutes", &[("minutes", &with_a_number)]).await;
    assert_eq!(refused.status(), 422, "every part is looked at");
    let longest = "word ".repeat(20_001);
    let refused = server.send_form("/meetings/qershor/minutes", &[("minutes", &longest)]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("at most 100,000 characters"));
    server.stop().await;
}

#[tokio::test]
async fn a_series_is_shown_day_by_day_before_it_is_scheduled() {
    let server = sample_hub().await;
    // The 1st of May is a holiday, which the rule does not know.
    let plan = [
        ("title-en", "Weekly round"),
        ("date", "2018-04-24"),
        ("time", "10:00"),
        ("convened", "authority"),
        ("recurrence", "weekly"),
        ("count", "3"),
    ];
    let shown = server.send_form("/meetings", &plan).await;
    assert_eq!(shown.status(), 200);
    let page = text(shown).await;
    let shown: Vec<&str> = page.split("name=\"shown-day\" value=\"").skip(1).map(|rest| &rest[..10]).collect();
    assert_eq!(shown, ["2018-04-24", "2018-05-01", "2018-05-08"]);
    assert_eq!(page.matches("day off").count(), 1, "{page}");
    assert!(page.contains("name=\"left-out\" value=\"2018-05-01\" checked"), "{page}");
    assert!(page.contains("value=\"Weekly round\""), "what was typed stays");
    assert!(meetings(&server, "Weekly round").await.is_empty(), "nothing is scheduled yet");

    let days = shown.iter().map(|day| ("shown-day", *day));
    let sent: Vec<_> = plan.into_iter().chain(days).chain([("left-out", "2018-05-01")]).collect();
    assert_eq!(server.send_form("/meetings", &sent).await.status(), 303);
    assert_eq!(meetings(&server, "Weekly round").await, ["2018-04-24", "2018-05-08"]);
    // Other days than those that were shown are shown first.
    let moved: Vec<_> = sent.iter().map(|field| if field.0 == "count" { ("count", "4") } else { *field }).collect();
    assert_eq!(server.send_form("/meetings", &moved).await.status(), 200);
    // Months that have no such day are not passed over unseen.
    let by_day = [("date", "2018-01-31"), ("recurrence", "monthly"), ("count", "3")];
    let plan: Vec<_> =
        plan.into_iter().filter(|field| by_day.iter().all(|own| own.0 != field.0)).chain(by_day).collect();
    let page = text(server.send_form("/meetings", &plan).await).await;
    let shown: Vec<&str> = page.split("name=\"shown-day\" value=\"").skip(1).map(|rest| &rest[..10]).collect();
    assert_eq!(shown, ["2018-01-31", "2018-03-31", "2018-05-31"]);
    server.stop().await;
}

#[tokio::test]
async fn a_day_on_which_nobody_works_or_that_is_years_ahead_is_asked_about_once() {
    let server = sample_hub().await;
    let meeting = [("title-en", "On a Sunday"), ("date", "2017-08-06"), ("convened", "authority")];
    let asked = server.send_form("/meetings", &meeting).await;
    assert_eq!(asked.status(), 422);
    let page = text(asked).await;
    assert!(page.contains("Nobody works on this day"), "{page}");
    assert!(page.contains("name=\"meant-date\" value=\"2017-08-06\""), "{page}");
    let other_day = [meeting.as_slice(), &[("meant-date", "2017-08-13")]].concat();
    assert_eq!(server.send_form("/meetings", &other_day).await.status(), 422, "another day was meant");
    let meant = [meeting.as_slice(), &[("meant-date", "2017-08-06")]].concat();
    assert_eq!(server.send_form("/meetings", &meant).await.status(), 303);

    let item = [("title-en", "Count the beds"), ("owner", "ms"), ("due", "2097-03-01")];
    let asked = server.send_form("/action-items", &item).await;
    assert_eq!(asked.status(), 422);
    assert!(text(asked).await.contains("more than two years ahead"));
    let meant = [item.as_slice(), &[("meant-due", "2097-03-01")]].concat();
    assert_eq!(server.send_form("/action-items", &meant).await.status(), 303);
    server.stop().await;
}

#[tokio::test]
async fn the_page_after_a_form_says_once_that_it_was_saved() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    let answer = server.send_as(&cookie, "/meetings/korrik/agenda", &[("item", "The new form")]).await;
    assert_eq!(answer.status(), 303);
    let word = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let with_word = format!("{cookie}; {word}");
    let asked_by_itself = server.get_by_itself(&with_word, "/meetings/korrik").await;
    assert!(asked_by_itself.headers().get("set-cookie").is_none(), "an open page does not take it away");
    let page = server.get_as(&with_word, "/meetings/korrik", "en").await;
    let taken_away = page.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(taken_away.starts_with("focalpoint-saved=;") && taken_away.contains("Max-Age=0"), "{taken_away}");
    assert!(text(page).await.contains("role=\"status\">Saved.</p>"));
    let refused = server.send_as(&cookie, "/meetings/korrik/agenda", &[]).await;
    assert!(refused.headers().get("set-cookie").is_none(), "nothing was saved");
    assert!(!server.page("/meetings/korrik", "en").await.contains(">Saved.<"));
    server.stop().await;
}

#[tokio::test]
async fn taking_over_the_questions_of_an_earlier_request_throws_nothing_away() {
    let server = sample_hub().await;
    let page = server.page("/data-requests/new", "en").await;
    let earlier =
        page.split("name=\"take-from\"><option value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let typed = [
        ("title-en", "Beds of the winter"),
        ("due", "2017-09-01"),
        ("rows", "3"),
        ("f1-label-en", "Heated rooms"),
        ("f1-kind", "integer"),
        ("take", "1"),
        ("take-from", earlier.as_str()),
    ];
    let answer = server.send_form("/data-requests", &typed).await;
    assert_eq!(answer.status(), 200);
    let page = text(answer).await;
    for kept in ["value=\"Beds of the winter\"", "value=\"2017-09-01\"", "value=\"Heated rooms\""] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert!(page.contains("name=\"f1-key\" value=\"") && !page.contains("name=\"f1-key\" value=\"\""), "{page}");
    server.stop().await;
}
