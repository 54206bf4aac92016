//! A passkey in a real browser: registered at the first start, where the configuration wants one, and shown when one signs in again.

use std::process::Stdio;

use end_to_end::browser::Browser;
use end_to_end::process::{binary, repository};
use end_to_end::virtual_device::add_device;
use end_to_end::{PATIENCE, TestError, eventually};
use fantoccini::Locator;
use telegram_sim::{SimConfig, Simulator};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

const TOKEN: &str = "1:x";

/// A focalpoint of its own, at an address at which browsers let pages ask for passkeys, and its link of the first start.
async fn up(data: &std::path::Path, chat: &str) -> (Child, String) {
    let port = nats_server_process::ports::free().unwrap();
    let config = data.join("focalpoint.toml");
    std::fs::write(data.join("token"), TOKEN).unwrap();
    let settings = format!(
        "tenant = \"kosovo\"\ndata = \"{0}\"\nlisten = \"127.0.0.1:{port}\"\npublic_url = \"http://localhost:{port}\"\n\
         [sessions]\nsecond_factor_for_cases = true\n[telegram]\napi_url = \"{chat}\"\ntoken_file = \"{0}/token\"\n",
        data.display(),
    );
    std::fs::write(&config, settings).unwrap();
    let mut child = Command::new(binary().unwrap())
        .args(["up", "--config"])
        .arg(&config)
        .current_dir(repository())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let link = async {
        while let Some(line) = lines.next_line().await.unwrap() {
            if let Some(link) = line.trim().strip_prefix("Sign in") {
                return link.trim().to_owned();
            }
        }
        panic!("it ended before it was ready");
    };
    let link = tokio::time::timeout(PATIENCE, link).await.unwrap();
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (child, link)
}

async fn is_at(browser: &Browser, path: &str) -> Result<(), TestError> {
    eventually(&format!("the page {path}"), || async {
        let address = browser.window.current_url().await.map_err(|error| error.to_string())?;
        if address.path() == path { Ok(()) } else { Err(address.to_string()) }
    })
    .await
}

async fn click(browser: &Browser, css: &str) {
    let element = browser.window.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await.unwrap();
    element.click().await.unwrap();
}

async fn write(browser: &Browser, css: &str, text: &str) {
    let element = browser.window.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await.unwrap();
    element.send_keys(text).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_registered_at_the_first_start_and_confirms_who_signs_in_again() {
    let data = tempfile::tempdir().unwrap();
    let stop = CancellationToken::new();
    let chat = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let chat_url = format!("http://{}", chat.local_addr().unwrap());
    let simulator = Simulator::new(SimConfig::new(TOKEN, "a_bot", "a"), std::sync::Arc::new(telegram_sim::SystemClock));
    let messenger = tokio::spawn(telegram_sim::serve(chat, simulator.unwrap(), stop.clone().cancelled_owned()));
    let (mut focalpoint, link) = up(data.path(), &chat_url).await;

    let browser = Browser::open(1280, 900).await.unwrap();
    add_device(&browser.window).await.unwrap();
    browser.window.goto(&link).await.unwrap();
    browser.speak("en").await.unwrap();
    write(&browser, "input[name='name']", "Teuta Berisha").await;
    click(&browser, "form[action='/first-start'] button").await;
    is_at(&browser, "/second-factor").await.unwrap();
    browser.keep_picture("passkey-register").await.unwrap();
    write(&browser, "form[data-passkey='register'] input[name='name']", "Telefoni").await;
    click(&browser, "form[data-passkey='register'] button").await;
    let codes = browser.window.wait().at_most(PATIENCE).for_element(Locator::Css("#recovery-codes")).await.unwrap();
    assert_eq!(codes.find_all(Locator::Css("li code")).await.unwrap().len(), 10);
    browser.keep_picture("recovery-codes").await.unwrap();
    click(&browser, "#recovery-codes .button").await;
    is_at(&browser, "/accounts").await.unwrap();

    click(&browser, "form[action$='/issue-link'] button").await;
    let issued = Locator::Css("#issued code");
    let link = browser.window.wait().at_most(PATIENCE).for_element(issued).await.unwrap().text().await.unwrap();
    click(&browser, "form[action='/sign-out'] button").await;
    is_at(&browser, "/sign-in").await.unwrap();

    browser.window.goto(&link).await.unwrap();
    click(&browser, "form[action='/sign-in'] button").await;
    is_at(&browser, "/second-factor").await.unwrap();
    browser.keep_picture("passkey-confirm").await.unwrap();
    click(&browser, "form[data-passkey='confirm'] button").await;
    is_at(&browser, "/").await.unwrap();
    let shown = browser.window.find(Locator::Css("body")).await.unwrap().text().await.unwrap();
    assert!(shown.contains("Overview"), "{shown}");

    // What is sent after a session has ended waits for the way in and the second factor both.
    let accounts = format!("{}/accounts", link.split("/sign-in").next().unwrap());
    browser.window.goto(&accounts).await.unwrap();
    click(&browser, "form[action$='/issue-link'] button").await;
    let issued = Locator::Css("#issued code");
    let link = browser.window.wait().at_most(PATIENCE).for_element(issued).await.unwrap().text().await.unwrap();
    // The device is of the first window.
    let first = browser.window.window().await.unwrap();
    let second = browser.window.new_window(true).await.unwrap().handle;
    browser.window.switch_to_window(second.clone()).await.unwrap();
    browser.window.goto(&accounts).await.unwrap();
    browser.window.delete_all_cookies().await.unwrap();
    click(&browser, "form[action$='/issue-link'] button").await;
    browser.window.wait().at_most(PATIENCE).for_element(Locator::Css("dialog[open]")).await.unwrap();
    browser.window.switch_to_window(first.clone()).await.unwrap();
    browser.window.goto(&link).await.unwrap();
    click(&browser, "form[action='/sign-in'] button").await;
    is_at(&browser, "/second-factor").await.unwrap();
    browser.window.switch_to_window(second.clone()).await.unwrap();
    assert!(browser.window.find(Locator::Css("dialog[open]")).await.is_ok(), "half a session sends nothing");
    browser.window.switch_to_window(first).await.unwrap();
    click(&browser, "form[data-passkey='confirm'] button").await;
    is_at(&browser, "/").await.unwrap();
    browser.window.switch_to_window(second).await.unwrap();
    let another = browser.window.wait().at_most(PATIENCE).for_element(Locator::Css("#issued code")).await.unwrap();
    assert_ne!(another.text().await.unwrap(), link);

    browser.close().await.unwrap();
    focalpoint.kill().await.unwrap();
    stop.cancel();
    messenger.await.unwrap().unwrap();
}
