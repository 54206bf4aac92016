//! How a page that is open refreshes its live parts, in a real browser: when it asks and how often, from where, and that whoever reads,
//! types or is about to press something is not disturbed.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::live::{PAGE, eventually, is_in, listening, news, say, show, windows};
use crate::support::browser::Browser;
use crate::support::passing_on::Proxy;
use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway};

/// A gateway behind a proxy, and a browser that is signed in there.
async fn opened(server: &TestGateway) -> (Proxy, Browser) {
    let proxy = Proxy::before(&server.base).await;
    let browser = Browser::open().await;
    browser.takes_cookie(&proxy.base, &server.sign_in(READER).await).await;
    (proxy, browser)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_page_that_is_seen_and_has_a_live_part_asks_when_there_is_news() {
    let server = TestGateway::start().await;
    let (proxy, browser) = opened(&server).await;
    let open = async |path: &str| windows(&browser, &format!("{}{path}", proxy.base), 1).await.remove(0);
    let seen = open(PAGE).await;
    let still = browser.opens(false).await;
    is_in(&browser, &still).await;
    open("/account/tokens").await;
    let hidden = browser.opens(false).await;
    is_in(&browser, &hidden).await;
    open("/meetings").await;
    say(&browser, &[seen.clone(), still, hidden.clone()], "on").await;
    is_in(&browser, &hidden).await;
    let hides = browser.opens(true).await;
    is_in(&browser, &hides).await;
    listening(&proxy, 1).await;
    for title in ["Count the beds", "Count the chairs"] {
        news(&server, title).await;
        show(&browser, std::slice::from_ref(&seen), title).await;
    }
    assert_eq!(proxy.passing.asked("/account/tokens"), 1, "it has no live part");
    assert_eq!(proxy.passing.asked("/meetings"), 1, "nobody sees it");
    // It catches up when it is seen again.
    is_in(&browser, &hides).await;
    browser.closes_window().await;
    is_in(&browser, &hidden).await;
    eventually("it catches up", async || proxy.passing.asked("/meetings") == 2).await;
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_asks_once_a_second_at_most_and_waits_for_as_long_as_it_is_told() {
    let server = TestGateway::start().await;
    let (proxy, browser) = opened(&server).await;
    let windows = windows(&browser, &format!("{}{PAGE}", proxy.base), 1).await;
    say(&browser, &windows, "on").await;
    let begun = Instant::now();
    for n in 0..20 {
        news(&server, &format!("Count {n}")).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    show(&browser, &windows, "Count 19").await;
    let (asked, seconds) = (proxy.passing.asked(PAGE) - 1, begun.elapsed().as_secs());
    assert!(u64::try_from(asked).unwrap() <= seconds + 2, "{asked} times in {seconds} seconds");

    // Told to wait, it asks for nothing before, whatever happens meanwhile.
    let asked = proxy.passing.asked(PAGE);
    proxy.passing.wait_seconds.store(4, Ordering::SeqCst);
    news(&server, "Count and wait").await;
    eventually("it is told to wait", async || proxy.passing.asked(PAGE) == asked + 1).await;
    let told = Instant::now();
    proxy.passing.wait_seconds.store(0, Ordering::SeqCst);
    news(&server, "Count meanwhile").await;
    show(&browser, &windows, "Count meanwhile").await;
    assert!(told.elapsed() >= Duration::from_secs(3), "it asked again after {:?}", told.elapsed());
    assert_eq!(proxy.passing.asked(PAGE), asked + 2);
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_a_form_made_is_asked_for_where_it_is_and_keeps_what_is_shown_again() {
    let server = sample_hub().await;
    let (proxy, browser) = opened(&server).await;
    let page = "/meetings/qershor";
    let windows = windows(&browser, &format!("{}{page}", proxy.base), 1).await;
    let sends = "const form = document.querySelector(\"form[action$='/decisions']\");
        form.elements.namedItem('title-0').value = 'Typed by hand';
        form.requestSubmit(form.querySelector('button:not([formaction])'));";
    browser.runs(sends).await;
    let is_refused = "return document.querySelector('[data-refused]') !== null";
    eventually("the form is refused", async || browser.runs(is_refused).await == true).await;
    say(&browser, &windows, "on").await;
    let (asked, sent) = (proxy.passing.asked(page), proxy.passing.asked("/meetings/qershor/decisions"));
    news(&server, "Count the beds").await;
    eventually("it is asked for where it is", async || proxy.passing.asked(page) > asked).await;
    say(&browser, &windows, "held").await;
    let typed = "return document.querySelector(\"form[action$='/decisions']\").elements.namedItem('title-0').value";
    assert_eq!(browser.runs(typed).await, "Typed by hand");
    assert_eq!(proxy.passing.asked("/meetings/qershor/decisions"), sent, "a form's address is asked for");
    browser.close().await;
    server.stop().await;
}

#[tokio::test]
async fn a_page_says_from_where_it_is_refreshed_and_one_that_cannot_be_asked_for_does_not() {
    let server = sample_hub().await;
    let says = |page: &str| {
        let said = page.split("data-refresh=\"").nth(1).map(|rest| rest.split('"').next().unwrap());
        said.map(|said| said.replace("&#x2f;", "/"))
    };
    let page = server.page("/cases?show=open", "en").await;
    assert_eq!(says(&page).as_deref(), Some("/cases?show=open"));
    for (path, own) in [
        ("/meetings/qershor/minutes", "/meetings/qershor"),
        ("/meetings", "/meetings"),
        ("/strategy", "/strategy"),
        ("/account/tokens", "/account/tokens"),
        ("/account/webhooks", "/account/webhooks"),
        ("/action-items", "/action-items/new"),
        ("/cases", "/cases/new"),
    ] {
        let refused = server.send_form(path, &[]).await;
        assert_eq!(refused.status(), 422, "{path}");
        assert_eq!(says(&refused.text().await.unwrap()).as_deref(), Some(own), "{path}");
    }
    let failed = server.send_form("/meetings/qershor/unknown", &[]).await;
    assert_eq!(failed.status(), 404);
    let page = failed.text().await.unwrap();
    assert!(page.contains("data-news") && says(&page).is_none(), "{page}");
    server.stop().await;
}

/// Puts a part with a button and with details into the page, before the part is made anew with another word in it.
const PUTS_MORE: &str = "const rows = (word) => `<details><summary>More of ${word}</summary>${word}</details>
        <form action='/one'><button name='act' value='x'>Press</button></form>
        <form action='/two'><button name='act' value='x'>Press</button></form>`;
    const asked = window.fetch;
    window.fetch = async (...what) => {
        const answer = await asked(...what);
        const page = new DOMParser().parseFromString(await answer.clone().text(), 'text/html');
        const part = page.getElementById('tasks');
        if (!part) return answer;
        part.insertAdjacentHTML('beforeend', `<form action='/zero'><button name='act' value='x'>Press</button></form>${rows('it')}`);
        const { status, headers } = answer;
        return new Response(page.documentElement.outerHTML, { status, headers });
    };
    document.getElementById('tasks').insertAdjacentHTML('beforeend', rows('it'));
    document.querySelector('#tasks details').open = true;
    document.querySelector(\"#tasks form[action='/two'] button\").focus();
    return document.activeElement.textContent;";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_at_a_button_stays_there_and_what_was_opened_stays_open() {
    let server = TestGateway::start().await;
    let (proxy, browser) = opened(&server).await;
    let windows = windows(&browser, &format!("{}{PAGE}", proxy.base), 1).await;
    say(&browser, &windows, "on").await;
    assert_eq!(browser.runs(PUTS_MORE).await, "Press");
    news(&server, "Count the beds").await;
    show(&browser, &windows, "Count the beds").await;
    let at = browser
        .runs("return document.activeElement.closest('form')?.getAttribute('action') ?? document.activeElement.tagName")
        .await;
    assert_eq!(at, "/two");
    assert_eq!(browser.runs("return document.querySelector('#tasks details').open").await, true);
    // Where what they are at is gone, the part is left as it is until they leave it.
    browser.runs("document.querySelector(\"#tasks form[action='/two']\").setAttribute('action', '/gone')").await;
    news(&server, "Count the chairs").await;
    say(&browser, &windows, "held").await;
    assert_eq!(browser.runs("return document.activeElement.textContent").await, "Press");
    browser.runs("document.activeElement.blur()").await;
    show(&browser, &windows, "Count the chairs").await;
    browser.close().await;
    server.stop().await;
}
