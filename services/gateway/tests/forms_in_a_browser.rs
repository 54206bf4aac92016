//! Forms in a real browser: what is typed survives the browser and the session, and two who write the same see both texts.

use std::process::Stdio;
use std::time::Duration;

use drafts::Drafts;
use events::Event;
use events::meeting::MeetingEvent;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use store::EventStore;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::support::sample_hub::sample_hub;
use crate::support::{PATIENCE, READER, TestGateway};

const MEETING: &str = "/meetings/qershor";
const FIELD: &str = "textarea[name='minutes']";

/// A browser with one window, as on a phone 360 units wide.
struct Browser {
    window: Client,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    async fn open() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.unwrap().unwrap().expect("no port");
            if let Some((_, port)) = line.rsplit_once("started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let profile = tempfile::tempdir().unwrap();
        let options = json!({ "goog:chromeOptions": {
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=en",
                format!("--user-data-dir={}", profile.path().display()),
            ],
            "mobileEmulation": { "deviceMetrics": { "width": 360, "height": 800, "pixelRatio": 1.0, "touch": true } },
        }});
        let window = ClientBuilder::new(HttpConnector::new())
            .capabilities(options.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Self { window, driver, _profile: profile }
    }

    /// A browser in which somebody has signed in.
    async fn of(server: &TestGateway, person: &str) -> Self {
        let browser = Self::open().await;
        browser.sign_in(server, person).await;
        browser
    }

    async fn sign_in(&self, server: &TestGateway, person: &str) {
        let link = server.gateway.link_for(&person.parse().unwrap()).await.unwrap();
        self.window.goto(&link).await.unwrap();
        self.click("form[action='/sign-in'] button").await;
        self.until("to be signed in", async || {
            let address = self.window.current_url().await.unwrap();
            (address.path() != "/sign-in").then_some(())
        })
        .await;
    }

    async fn go(&self, server: &TestGateway, path: &str) {
        self.window.goto(&format!("{}{path}", server.base)).await.unwrap();
    }

    async fn click(&self, css: &str) {
        self.until(css, async || self.window.find(Locator::Css(css)).await.ok()?.click().await.ok()).await;
    }

    async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let found = async {
            loop {
                if let Some(found) = look().await {
                    return found;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        match tokio::time::timeout(PATIENCE, found).await {
            Ok(found) => found,
            Err(tokio::time::error::Elapsed { .. }) => {
                panic!("waited in vain for {what}: {}", self.window.source().await.unwrap())
            }
        }
    }

    /// What stands in the field now.
    async fn typed(&self) -> String {
        // Until it is in use the page may put a newer one in its place.
        self.until("the field", async || {
            let field = self.window.find(Locator::Css(FIELD)).await.ok()?;
            Some(field.prop("value").await.ok()?.unwrap_or_default())
        })
        .await
    }

    async fn type_in(&self, text: &str) {
        self.until("the field", async || {
            let field = self.window.find(Locator::Css(FIELD)).await.ok()?;
            field.send_keys(text).await.ok()
        })
        .await;
    }

    async fn shows(&self, words: &str) {
        self.until(words, async || {
            let body = self.window.find(Locator::Css("body")).await.ok()?.text().await.ok()?;
            body.contains(words).then_some(())
        })
        .await;
    }

    /// Whether the page is wider than its window.
    async fn is_too_wide(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > window.innerWidth";
        self.window.execute(script, vec![]).await.unwrap().as_bool().unwrap()
    }

    /// Ends it as a crash does.
    async fn kill(mut self) {
        self.driver.kill().await.unwrap();
    }

    async fn close(mut self) {
        self.window.close().await.unwrap();
        self.driver.kill().await.unwrap();
    }
}

async fn all_minutes(server: &TestGateway) -> Vec<String> {
    let all = server.store.read_all(events::ids::Position(0), 100_000).await.unwrap();
    let events = all.into_iter().map(|stored| stored.decode().unwrap().event);
    let minutes = events.filter_map(|event| {
        if let Event::Meeting(_, MeetingEvent::MinutesRecorded { minutes }) = event {
            Some(minutes.to_string())
        } else {
            None
        }
    });
    minutes.collect()
}

/// Waits until what somebody typed is kept.
async fn kept(browser: &Browser, server: &TestGateway) {
    browser
        .until("the draft", async || {
            let drafts = server.drafts.of(&READER.parse().unwrap()).await.unwrap();
            (!drafts.is_empty()).then_some(())
        })
        .await;
    browser.shows("Not sent yet, typed on").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_that_were_typed_survive_the_browser_and_go_when_they_are_sent() {
    let server = sample_hub().await;
    let browser = Browser::of(&server, READER).await;
    browser.go(&server, MEETING).await;
    let before = browser.typed().await;
    browser.type_in(" The chair opened the meeting at ten.").await;
    kept(&browser, &server).await;
    browser.kill().await;

    let browser = Browser::of(&server, READER).await;
    browser.go(&server, MEETING).await;
    let typed = format!("{before} The chair opened the meeting at ten.");
    assert_eq!(browser.typed().await.trim(), typed.trim());
    browser.shows("Not sent yet, typed on").await;
    assert!(!browser.is_too_wide().await);
    // What the guard objects to is said at the field while it is typed.
    browser.type_in(" tel 044 123 456").await;
    browser.until("what is wrong", async || browser.window.find(Locator::Css(".wrong.at-once")).await.ok()).await;
    browser.window.find(Locator::Css(FIELD)).await.unwrap().clear().await.unwrap();
    browser.type_in("As it was said").await;
    browser
        .until("what is wrong to go", async || {
            browser.window.find(Locator::Css(".wrong.at-once")).await.is_err().then_some(())
        })
        .await;
    browser.click("form[action$='/minutes'] button:not([formaction])").await;
    browser
        .until("the minutes", async || all_minutes(&server).await.contains(&"As it was said".to_owned()).then_some(()))
        .await;
    browser
        .until("the draft to go", async || {
            server.drafts.of(&READER.parse().unwrap()).await.unwrap().is_empty().then_some(())
        })
        .await;
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_keeps_too_often_says_so_and_keeps_again_when_it_may() {
    let server = sample_hub().await;
    let browser = Browser::of(&server, READER).await;
    browser.go(&server, MEETING).await;
    let cookie = server.sign_in(READER).await;
    let fields = [("draft", "/meetings/qershor#minutes"), ("minutes", "")];
    while server.script_sends_as(&cookie, "/drafts", &fields).await.status() != 429 {}
    browser.type_in(" The chair opened the meeting at ten.").await;
    browser.shows("Too many requests came from here").await;
    assert!(server.drafts.of(&READER.parse().unwrap()).await.unwrap().is_empty());
    server.elapsed.move_on(60);
    kept(&browser, &server).await;
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_in_the_middle_of_minutes_loses_nothing() {
    let server = sample_hub().await;
    let browser = Browser::of(&server, READER).await;
    browser.go(&server, MEETING).await;
    browser.type_in(" Before the end.").await;
    kept(&browser, &server).await;
    server.world.set("2026-12-20T09:00:00Z");
    browser.type_in(" After the end.").await;
    let typed = browser.typed().await;
    browser.click("form[action$='/minutes'] button:not([formaction])").await;
    browser.until("the way in", async || browser.window.find(Locator::Css("dialog[open]")).await.ok()).await;
    assert_eq!(browser.typed().await, typed);

    // In another tab of the same browser somebody signs in again, and the form is sent by itself.
    let first = browser.window.window().await.unwrap();
    let tab = browser.window.new_window(true).await.unwrap();
    browser.window.switch_to_window(tab.handle).await.unwrap();
    browser.sign_in(&server, READER).await;
    browser.window.switch_to_window(first).await.unwrap();
    let typed = typed.trim().to_owned();
    browser.until("the minutes", async || all_minutes(&server).await.contains(&typed).then_some(())).await;
    browser.close().await;
    server.stop().await;
}

/// How often the page has asked who is signed in.
async fn times_asked(browser: &Browser) -> i64 {
    let script =
        "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/account')).length";
    browser.window.execute(script, vec![]).await.unwrap().as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_its_person_is_not_sent_by_whoever_signs_in_next_in_the_same_browser() {
    let server = sample_hub().await;
    let browser = Browser::of(&server, READER).await;
    browser.go(&server, MEETING).await;
    browser.type_in(" Before the end.").await;
    kept(&browser, &server).await;
    server.world.set("2026-12-20T09:00:00Z");
    browser.type_in(" After the end.").await;
    let typed = browser.typed().await;
    browser.click("form[action$='/minutes'] button:not([formaction])").await;
    browser.until("the way in", async || browser.window.find(Locator::Css("dialog[open]")).await.ok()).await;

    let first = browser.window.window().await.unwrap();
    let tab = browser.window.new_window(true).await.unwrap().handle;
    browser.window.switch_to_window(tab.clone()).await.unwrap();
    browser.sign_in(&server, "arta").await;
    browser.window.switch_to_window(first.clone()).await.unwrap();
    // The second time that it asks from now on was begun after that.
    let before = times_asked(&browser).await;
    browser.until("it to ask who is there", async || (times_asked(&browser).await >= before + 2).then_some(())).await;
    assert!(browser.window.find(Locator::Css("dialog[open]")).await.is_ok(), "it still waits");
    assert_eq!(browser.typed().await, typed);
    assert!(!all_minutes(&server).await.contains(&typed.trim().to_owned()));

    // Back on the page what is typed on is kept of nobody, and what is sent waits again.
    browser.click("dialog[open] button").await;
    browser.type_in(" And on.").await;
    let typed = browser.typed().await;
    browser.click("form[action$='/minutes'] button:not([formaction])").await;
    browser.until("the way in", async || browser.window.find(Locator::Css("dialog[open]")).await.ok()).await;
    assert!(server.drafts.of(&"arta".parse().unwrap()).await.unwrap().is_empty());

    // Its own person comes back, and it is sent.
    browser.window.switch_to_window(tab).await.unwrap();
    browser.sign_in(&server, READER).await;
    browser.window.switch_to_window(first).await.unwrap();
    let typed = typed.trim().to_owned();
    browser.until("the minutes", async || all_minutes(&server).await.contains(&typed).then_some(())).await;
    assert!(server.drafts.of(&"arta".parse().unwrap()).await.unwrap().is_empty());
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_write_the_same_minutes_see_both_texts_and_both_are_kept() {
    let server = sample_hub().await;
    let (teuta, arta) = (Browser::of(&server, READER).await, Browser::of(&server, "arta").await);
    for (browser, words) in [(&teuta, " Written by the secretary."), (&arta, " Written by the chair.")] {
        browser.go(&server, MEETING).await;
        browser.type_in(words).await;
    }
    let (by_teuta, by_arta) = (teuta.typed().await, arta.typed().await);
    arta.click("form[action$='/minutes'] button:not([formaction])").await;
    let theirs = by_arta.trim().to_owned();
    arta.until("the chair's minutes", async || all_minutes(&server).await.contains(&theirs).then_some(())).await;
    teuta.click("form[action$='/minutes'] button:not([formaction])").await;
    teuta.until("both texts", async || teuta.window.find(Locator::Css(".both-texts del")).await.ok()).await;
    teuta.shows("Written by the chair.").await;
    assert_eq!(teuta.typed().await, by_teuta);
    assert!(!teuta.is_too_wide().await);
    teuta.click("form[action$='/minutes'] button:not([formaction])").await;
    let mine = by_teuta.trim().to_owned();
    teuta.until("the secretary's minutes", async || all_minutes(&server).await.contains(&mine).then_some(())).await;
    assert!(all_minutes(&server).await.contains(&theirs));
    teuta.close().await;
    arta.close().await;
    server.stop().await;
}
