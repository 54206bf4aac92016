//! A passkey in a real browser: registered at the first start, where the configuration wants one, and shown when one signs in again.

use end_to_end::browser::Browser;
use end_to_end::own_hub::OwnHub;
use end_to_end::virtual_device::add_device;
use fantoccini::Locator;

/// Whoever sees cases shows a second factor.
const SETTINGS: &str = "[sessions]\nsecond_factor_for_cases = true";

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_registered_at_the_first_start_and_confirms_who_signs_in_again() {
    let data = tempfile::tempdir().unwrap();
    let hub = OwnHub::start(data.path(), SETTINGS).await.unwrap();

    let browser = Browser::open(1280, 900).await.unwrap();
    add_device(&browser.window).await.unwrap();
    browser.window.goto(&hub.first_start).await.unwrap();
    browser.speak("en").await.unwrap();
    browser.write("input[name='name']", "Teuta Berisha").await.unwrap();
    browser.click("form[action='/first-start'] button").await.unwrap();
    browser.is_at("/second-factor").await.unwrap();
    browser.keep_picture("passkey-register").await.unwrap();
    browser.write("form[data-passkey='register'] input[name='name']", "Telefoni").await.unwrap();
    browser.click("form[data-passkey='register'] button").await.unwrap();
    let codes = browser.element("#recovery-codes").await.unwrap();
    assert_eq!(codes.find_all(Locator::Css("li code")).await.unwrap().len(), 10);
    browser.keep_picture("recovery-codes").await.unwrap();
    browser.click("#recovery-codes .button").await.unwrap();
    browser.is_at("/accounts").await.unwrap();

    browser.click("form[action$='/issue-link'] button").await.unwrap();
    let link = browser.reads("#issued code").await.unwrap();
    browser.click("form[action='/sign-out'] button").await.unwrap();
    browser.is_at("/sign-in").await.unwrap();

    browser.window.goto(&link).await.unwrap();
    browser.click("form[action='/sign-in'] button").await.unwrap();
    browser.is_at("/second-factor").await.unwrap();
    browser.keep_picture("passkey-confirm").await.unwrap();
    browser.click("form[data-passkey='confirm'] button").await.unwrap();
    browser.is_at("/").await.unwrap();
    let shown = browser.reads("body").await.unwrap();
    assert!(shown.contains("Overview"), "{shown}");

    // What is sent after a session has ended waits for the way in and the second factor both.
    let accounts = format!("{}/accounts", hub.base);
    browser.window.goto(&accounts).await.unwrap();
    browser.click("form[action$='/issue-link'] button").await.unwrap();
    let link = browser.reads("#issued code").await.unwrap();
    // The device is of the first window.
    let first = browser.window.window().await.unwrap();
    let second = browser.window.new_window(true).await.unwrap().handle;
    browser.window.switch_to_window(second.clone()).await.unwrap();
    browser.window.goto(&accounts).await.unwrap();
    browser.window.delete_all_cookies().await.unwrap();
    browser.click("form[action$='/issue-link'] button").await.unwrap();
    browser.element("dialog[open]").await.unwrap();
    browser.window.switch_to_window(first.clone()).await.unwrap();
    browser.window.goto(&link).await.unwrap();
    browser.click("form[action='/sign-in'] button").await.unwrap();
    browser.is_at("/second-factor").await.unwrap();
    browser.window.switch_to_window(second.clone()).await.unwrap();
    assert!(browser.window.find(Locator::Css("dialog[open]")).await.is_ok(), "half a session sends nothing");
    browser.window.switch_to_window(first).await.unwrap();
    browser.click("form[data-passkey='confirm'] button").await.unwrap();
    browser.is_at("/").await.unwrap();
    browser.window.switch_to_window(second).await.unwrap();
    assert_ne!(browser.reads("#issued code").await.unwrap(), link);

    browser.close().await.unwrap();
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_lost_the_device_types_a_recovery_code_that_serves_once() {
    let data = tempfile::tempdir().unwrap();
    let hub = OwnHub::start(data.path(), SETTINGS).await.unwrap();
    let browser = Browser::open(1280, 900).await.unwrap();
    add_device(&browser.window).await.unwrap();
    browser.window.goto(&hub.first_start).await.unwrap();
    browser.speak("en").await.unwrap();
    browser.write("input[name='name']", "Teuta Berisha").await.unwrap();
    browser.click("form[action='/first-start'] button").await.unwrap();
    browser.write("form[data-passkey='register'] input[name='name']", "Telefoni").await.unwrap();
    browser.click("form[data-passkey='register'] button").await.unwrap();
    let code = browser.reads("#recovery-codes li code").await.unwrap();
    browser.click("#recovery-codes .button").await.unwrap();
    browser.is_at("/accounts").await.unwrap();

    // Another browser has no device; two links are made for it.
    let without = Browser::open_as_phone(360, 740).await.unwrap();
    let code_form = "form[action='/second-factor'][autocomplete='off']";
    for (typed, refused) in [(code.to_uppercase(), false), (code.clone(), true)] {
        browser.click("form[action$='/issue-link'] button").await.unwrap();
        let link = browser.reads("#issued code").await.unwrap();
        browser.window.goto(&format!("{}/accounts", hub.base)).await.unwrap();
        without.window.goto(&link).await.unwrap();
        without.click("form[action='/sign-in'] button").await.unwrap();
        without.is_at("/second-factor").await.unwrap();
        without.write(&format!("{code_form} input[name='code']"), &typed).await.unwrap();
        without.click(&format!("{code_form} button")).await.unwrap();
        if refused {
            let said = without.reads(".wrong").await.unwrap();
            assert!(!said.is_empty());
            without.is_at("/second-factor").await.unwrap();
            without.window.goto(&format!("{}/accounts", hub.base)).await.unwrap();
            without.is_at("/second-factor").await.unwrap();
        } else {
            without.is_at("/").await.unwrap();
            without.keep_picture("recovery-code-typed").await.unwrap();
            without.window.delete_all_cookies().await.unwrap();
        }
    }
    without.close().await.unwrap();
    browser.close().await.unwrap();
    hub.stop().await.unwrap();
}
