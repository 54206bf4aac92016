//! The one live connection of a browser, in a real one: seven windows, the end of the one that listens, a restart, a proxy that
//! answers 502, a session that is ended elsewhere, and windows that nobody sees.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use coordination::SystemClock;
use events::Command;
use events::action_item::ActionItemCommand;
use events::language::{Language, LocalText};
use gateway::{Gateway, GatewayClocks, GatewayConfig};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::browser::Browser;
use crate::support::passing_on::Proxy;
use crate::support::{PATIENCE, READER, TestGateway};

/// A page with a part that is live.
pub(crate) const PAGE: &str = "/institutions/ms";

pub(crate) async fn eventually(what: &str, is_so: impl AsyncFn() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok(), "in vain: {what}");
}

/// Something new on the page.
pub(crate) async fn news(server: &TestGateway, title: &str) {
    let assign = ActionItemCommand::Assign {
        title: LocalText::only(Language::En, title.parse().unwrap()),
        owner: "ms".parse().unwrap(),
        subgroup: None,
        due: "2099-01-01".parse().unwrap(),
        raised_by: None,
    };
    let id = title.to_lowercase().replace(' ', "-");
    server.give_and_show(Command::ActionItem(id.parse().unwrap(), assign)).await;
}

pub(crate) async fn is_in(browser: &Browser, window: &str) {
    browser.switch_to(window).await;
}

pub(crate) async fn live_state(browser: &Browser) -> String {
    browser.runs("return document.getElementById('live-state')?.className ?? ''").await.as_str().unwrap().to_owned()
}

/// Waits until each of these windows says so of its connection.
pub(crate) async fn say(browser: &Browser, windows: &[String], name: &str) {
    for window in windows {
        is_in(browser, window).await;
        eventually(&format!("a window says {name}"), async || live_state(browser).await == format!("state {name}"))
            .await;
    }
}

/// Waits until each of these windows shows this.
pub(crate) async fn show(browser: &Browser, windows: &[String], words: &str) {
    for window in windows {
        is_in(browser, window).await;
        let script = format!("return document.body.textContent.includes('{words}')");
        eventually(&format!("a window shows {words}"), async || browser.runs(&script).await == true).await;
    }
}

pub(crate) async fn windows(browser: &Browser, address: &str, many: usize) -> Vec<String> {
    browser.goto(address).await;
    let mut windows = vec![browser.window().await];
    for _ in 1..many {
        let new = browser.opens(false).await;
        is_in(browser, &new).await;
        browser.goto(address).await;
        windows.push(new);
    }
    windows
}

pub(crate) async fn listening(proxy: &Proxy, many: usize) {
    let open = || proxy.passing.live.load(Ordering::SeqCst);
    eventually(&format!("{many} connections for news, not {}", open()), async || open() == many).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn seven_windows_take_news_over_one_connection_and_another_takes_over_from_the_one_that_ends() {
    let server = TestGateway::start().await;
    let proxy = Proxy::before(&server.base).await;
    let browser = Browser::open().await;
    browser.takes_cookie(&proxy.base, &server.sign_in(READER).await).await;
    let mut windows = windows(&browser, &format!("{}{PAGE}", proxy.base), 7).await;
    say(&browser, &windows, "on").await;
    listening(&proxy, 1).await;
    assert_eq!(proxy.passing.asked(PAGE), 7, "a page that holds everything is not asked for twice");
    news(&server, "Count the beds").await;
    show(&browser, &windows, "Count the beds").await;
    // Whichever of them listens, after the last but one has gone it was each of them.
    while windows.len() > 1 {
        let gone = windows.remove(0);
        is_in(&browser, &gone).await;
        browser.closes_window().await;
        is_in(&browser, &windows[0]).await;
        listening(&proxy, 1).await;
        let title = format!("Count again {}", windows.len());
        news(&server, &title).await;
        show(&browser, &windows, &title).await;
    }
    // A window that nobody sees listens to nothing, and shows what came meanwhile when it is seen again.
    let own = windows[0].clone();
    let hides = browser.opens(true).await;
    is_in(&browser, &hides).await;
    listening(&proxy, 0).await;
    news(&server, "Count while nobody looks").await;
    browser.closes_window().await;
    is_in(&browser, &own).await;
    show(&browser, &windows, "Count while nobody looks").await;
    listening(&proxy, 1).await;
    browser.close().await;
    server.stop().await;
}

/// Another gateway on the same log, at this address, until it is told to stop.
fn gateway_at(server: &TestGateway, listener: TcpListener, stop: CancellationToken) -> tokio::task::JoinHandle<()> {
    let base = format!("http://{}", listener.local_addr().unwrap());
    let clocks = GatewayClocks {
        coordination: Arc::new(SystemClock),
        world: server.world.clone(),
        elapsed: server.elapsed.clone(),
    };
    let (read_models, commands) = (server.read_models.clone(), server.commands.clone());
    let config = GatewayConfig::new(base, "kosovo".parse().unwrap());
    let gateway = Gateway::new(config, read_models, commands, clocks, None).unwrap();
    tokio::spawn(async move { gateway::serve(listener, gateway, stop).await.unwrap() })
}

/// Types into the first field of a form of the page and keeps it in focus; the window can be told from a reloaded one.
const TYPES: &str = "window.isAsItWas = true;
    const field = document.querySelector('main form input[type=text], main form input:not([type]), main form textarea');
    field.closest('details')?.setAttribute('open', '');
    field.focus();
    field.value = 'typed already';
    return document.activeElement === field;";
/// Whether all that is still so.
const IS_AS_IT_WAS: &str = "const field = document.activeElement;
    return window.isAsItWas === true && field.value === 'typed already';";

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_and_after_502_pages_are_live_again_by_themselves_and_nothing_typed_is_lost() {
    let server = TestGateway::start().await;
    let cookie = server.sign_in(READER).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (base, stop) = (format!("http://{address}"), CancellationToken::new());
    let serving = gateway_at(&server, listener, stop.clone());
    let browser = Browser::open().await;
    browser.takes_cookie(&base, &cookie).await;
    let two = windows(&browser, &format!("{base}/action-items/new"), 2).await;
    say(&browser, &two, "on").await;
    for window in &two {
        is_in(&browser, window).await;
        assert_eq!(browser.runs(TYPES).await, true);
    }
    stop.cancel();
    serving.await.unwrap();
    say(&browser, &two, "lost").await;
    news(&server, "Count while it was away").await;
    let stop = CancellationToken::new();
    let serving = gateway_at(&server, TcpListener::bind(address).await.unwrap(), stop.clone());
    say(&browser, &two, "on").await;
    for window in &two {
        is_in(&browser, window).await;
        assert_eq!(browser.runs(IS_AS_IT_WAS).await, true, "it was reloaded, or what was typed is gone");
    }

    // A proxy in between that answers for nobody, for a while.
    let proxy = Proxy::before(&base).await;
    browser.takes_cookie(&proxy.base, &cookie).await;
    let at_proxy = windows(&browser, &format!("{}{PAGE}", proxy.base), 2).await;
    say(&browser, &at_proxy, "on").await;
    proxy.passing.is_bad.store(true, Ordering::SeqCst);
    stop.cancel();
    serving.await.unwrap();
    say(&browser, &at_proxy, "lost").await;
    news(&server, "Count behind the proxy").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    proxy.passing.leads_to(&format!("http://{}", listener.local_addr().unwrap()));
    let stop = CancellationToken::new();
    let serving = gateway_at(&server, listener, stop.clone());
    let asked = proxy.passing.asked("/live");
    eventually("it is asked again while the proxy answers 502", async || proxy.passing.asked("/live") > asked).await;
    proxy.passing.is_bad.store(false, Ordering::SeqCst);
    say(&browser, &at_proxy, "on").await;
    show(&browser, &at_proxy, "Count behind the proxy").await;
    browser.close().await;
    stop.cancel();
    serving.await.unwrap();
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ended_elsewhere_is_said_in_every_window_and_little_is_asked_until_there_is_one_again() {
    let server = TestGateway::start().await;
    let proxy = Proxy::before(&server.base).await;
    let browser = Browser::open().await;
    browser.takes_cookie(&proxy.base, &server.sign_in(READER).await).await;
    let windows = windows(&browser, &format!("{}{PAGE}", proxy.base), 3).await;
    say(&browser, &windows, "on").await;
    let elsewhere = server.sign_in(READER).await;
    assert_eq!(server.send_as(&elsewhere, "/account/sessions/end-others", &[]).await.status(), 303);
    say(&browser, &windows, "out").await;
    listening(&proxy, 0).await;
    let (asked, live) = (proxy.passing.asked_in_all(), proxy.passing.asked("/live"));
    for n in 0..5 {
        news(&server, &format!("Count unseen {n}")).await;
    }
    // Whether there is a session again is asked, later each time; news is not.
    eventually("it is asked whether there is a session again", async || proxy.passing.asked_in_all() >= asked + 2)
        .await;
    assert_eq!(proxy.passing.asked("/live"), live, "news is asked for without a session");
    assert!(proxy.passing.asked_in_all() <= asked + 4, "{} more", proxy.passing.asked_in_all() - asked);
    say(&browser, &windows, "out").await;
    // Somebody signs in again in one of them.
    browser.sets_cookie(&elsewhere).await;
    say(&browser, &windows, "on").await;
    show(&browser, &windows, "Count unseen 4").await;
    listening(&proxy, 1).await;
    browser.close().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_runs_out_while_nothing_happens_is_said_to_have_ended() {
    let server = TestGateway::start().await;
    let browser = Browser::open().await;
    browser.takes_cookie(&server.base, &server.sign_in(READER).await).await;
    let windows = windows(&browser, &format!("{}/account/tokens", server.base), 1).await;
    say(&browser, &windows, "on").await;
    server.world.set("2026-11-30T21:30:00Z");
    say(&browser, &windows, "out").await;
    browser.close().await;
    server.stop().await;
}
