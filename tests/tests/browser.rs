//! Both pages in a real browser: what a newcomer sees, and that the secretariat's page changes while one looks.

use end_to_end::browser::Browser;
use end_to_end::phone::{Phone, go_to, next_morning};
use end_to_end::process::Demo;
use end_to_end::{PATIENCE, TestError, eventually};
use fantoccini::Locator;

async fn body(browser: &Browser) -> Result<String, TestError> {
    Ok(browser.window.find(Locator::Css("body")).await?.text().await?)
}

async fn shows(browser: &Browser, words: &str) -> Result<(), TestError> {
    eventually(&format!("the page to show “{words}”"), || async {
        let text = body(browser).await.map_err(|error| error.to_string())?;
        if text.contains(words) { Ok(()) } else { Err(text) }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_plays_a_focal_point_in_the_browser() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let browser = Browser::open(1280, 900).await.unwrap();
    browser.window.goto(&format!("{}/", demo.chat)).await.unwrap();
    shows(&browser, "Vjosa Gjoka").await.unwrap();
    let contact = browser.window.find(Locator::XPath("//*[starts-with(@data-testid,'contact-')][contains(.,'Vjosa')]"));
    contact.await.unwrap().click().await.unwrap();
    browser.click("[data-testid='start-button']").await.unwrap();
    shows(&browser, "Ministria e Punës dhe Mirëqenies Sociale").await.unwrap();
    browser.click("[data-testid='clock-next-morning']").await.unwrap();
    shows(&browser, "Mirëmëngjes").await.unwrap();
    let input = browser.window.find(Locator::Css("[data-testid='message-input']")).await.unwrap();
    input.send_keys("u krye").await.unwrap();
    browser.click("[data-testid='send-button']").await.unwrap();
    shows(&browser, "U shënua si e kryer").await.unwrap();
    browser.keep_picture("chat").await.unwrap();
    browser.close().await.unwrap();
    let phone = Browser::open(500, 900).await.unwrap();
    phone.window.goto(&format!("{}/", demo.chat)).await.unwrap();
    shows(&phone, "Vjosa Gjoka").await.unwrap();
    phone.keep_picture("chat-on-a-phone").await.unwrap();
    phone.close().await.unwrap();
    demo.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secretariats_page_changes_while_one_looks() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let base = demo.sign_in.split("/sign-in").next().unwrap().to_owned();
    let browser = Browser::open(1400, 1000).await.unwrap();

    // Nothing is to be seen without the one-time link.
    browser.window.goto(&format!("{base}/timeline")).await.unwrap();
    assert!(!body(&browser).await.unwrap().contains("Ministry of Health"));
    browser.sign_in(&demo.sign_in).await.unwrap();
    browser.speak("en").await.unwrap();
    shows(&browser, "Overview").await.unwrap();

    // A reply in chat changes the board and the task list under the reader's eyes.
    browser.window.goto(&format!("{base}/subgroups/te-dhena")).await.unwrap();
    shows(&browser, "Send the number of victims sheltered").await.unwrap();
    let in_column =
        |column: &str| format!("//section[@id='column-{column}'][contains(.,'Send the number of victims')]");
    browser.window.find(Locator::XPath(&in_column("assigned"))).await.unwrap();
    let phone = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    phone.start().await.unwrap();
    phone.hears("the greeting", |_| true).await.unwrap();
    phone.say("50%").await.unwrap();
    let moved = browser.window.wait().at_most(PATIENCE);
    moved.for_element(Locator::XPath(&in_column("under-way"))).await.unwrap();
    phone.say("u krye").await.unwrap();
    let moved = browser.window.wait().at_most(PATIENCE);
    moved.for_element(Locator::XPath(&in_column("completed"))).await.unwrap();
    browser.keep_picture("board").await.unwrap();

    // The chair verifies it there.
    browser.click("#column-completed form[action$='/verify'] button").await.unwrap();
    let moved = browser.window.wait().at_most(PATIENCE);
    moved.for_element(Locator::XPath(&in_column("verified"))).await.unwrap();

    // Some days pass; the pages as the secretariat sees them.
    for person in ["Milica", "Teuta", "Mimoza", "Besnik", "Dragana"] {
        let phone = Phone::of(&demo.chat, person).await.unwrap();
        phone.start().await.unwrap();
        phone.hears("the greeting", |_| true).await.unwrap();
    }
    next_morning(&demo.chat).await.unwrap();
    Phone::of(&demo.chat, "Milica").await.unwrap().say("40%").await.unwrap();
    Phone::of(&demo.chat, "Dragana").await.unwrap().say("blokirano: čekamo dozvolu").await.unwrap();
    go_to(&demo.chat, "2017-07-11").await.unwrap();
    for (path, name, words) in [
        ("/", "overview", "Centres for Social Work"),
        ("/timeline", "timeline", "Ministry of Labour"),
        (
            "/timeline/entries?kind=milestone&from=2003-01-01&until=2018-12-31",
            "timeline-of-all",
            "First National Coordinator appointed",
        ),
        ("/work", "work", "All tasks"),
        ("/search?q=shelter", "search", "found"),
        ("/institutions", "institutions", "Prosecutorial Council"),
        ("/institutions/isf", "task-list", "čekamo dozvolu"),
        ("/meetings", "meetings", "training needs assessment"),
        ("/action-items/new", "new-item", "Ministry of Health"),
        ("/month", "month", "Tasks as they stand today"),
        ("/lists/late", "late", "As of 11 Jul 2017"),
        ("/account/webhooks", "webhooks", "A new outgoing link"),
        ("/telling", "who-was-told", "Who cannot be reached, and who stands in"),
    ] {
        browser.window.goto(&format!("{base}{path}")).await.unwrap();
        shows(&browser, words).await.unwrap();
        browser.keep_picture(name).await.unwrap();
    }
    browser.close().await.unwrap();
    demo.stop().await.unwrap();
}
