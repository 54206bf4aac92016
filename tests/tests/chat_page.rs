//! The simulator's chat page on a small phone: everything that a messenger shows, and nothing beyond the screen's edge.

use end_to_end::browser::Browser;
use end_to_end::phone::Phone;
use end_to_end::process::Demo;
use end_to_end::{PATIENCE, TestError, eventually};
use fantoccini::Locator;

const WIDTH: u64 = 360;

async fn element(browser: &Browser, xpath: &str) -> Result<fantoccini::elements::Element, TestError> {
    Ok(browser.window.wait().at_most(PATIENCE).for_element(Locator::XPath(xpath)).await?)
}

async fn send(browser: &Browser, text: &str) -> Result<(), TestError> {
    let input = browser.window.find(Locator::Css("[data-testid='message-input']")).await?;
    input.send_keys(text).await?;
    browser.window.find(Locator::Css("[data-testid='send-button']")).await?.click().await?;
    Ok(())
}

/// Whatever is drawn lies within the screen: the page itself does not scroll sideways, and nothing that can be seen in it
/// ends beyond its edge.
async fn fits(browser: &Browser, where_: &str) {
    let measure = "const beyond = [...document.querySelectorAll('body *')].filter(element => { \
        const box = element.getBoundingClientRect(); \
        return box.width > 0 && box.height > 0 && (box.right > innerWidth + 1 || box.left < -1) \
            && getComputedStyle(element).visibility !== 'hidden' && !element.closest('.unseen'); }); \
        return [innerWidth, document.scrollingElement.scrollWidth, \
            beyond.map(element => `${element.tagName}.${element.className}`)];";
    let measured = browser.window.execute(measure, vec![]).await.unwrap();
    assert_eq!(measured[0].as_u64(), Some(WIDTH), "{where_}");
    assert!(measured[1].as_u64().unwrap() <= WIDTH, "{where_} scrolls sideways: {measured}");
    assert!(measured[2].as_array().unwrap().is_empty(), "{where_}: {measured}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_phone_shows_markup_buttons_files_edits_and_deletions() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let browser = Browser::open_as_phone(360, 740).await.unwrap();
    browser.window.goto(&format!("{}/", demo.chat)).await.unwrap();
    let contact = "//*[starts-with(@data-testid,'contact-')][contains(.,'Claire')]";
    let contact = element(&browser, contact).await.unwrap();
    fits(&browser, "the list of people").await;
    browser.keep_picture("phone-people").await.unwrap();
    contact.click().await.unwrap();
    element(&browser, "//*[@data-testid='start-button']").await.unwrap().click().await.unwrap();

    // Markup and buttons.
    element(&browser, "//*[@data-testid='log']//strong[contains(.,'International Organization')]").await.unwrap();
    send(&browser, "/tasks").await.unwrap();
    let done = element(&browser, "//*[@data-testid='log']//button[contains(.,'Done')]").await.unwrap();
    fits(&browser, "a list with buttons").await;
    browser.keep_picture("phone-tasks").await.unwrap();
    done.click().await.unwrap();
    element(&browser, "//*[@data-testid='log']//button[contains(.,'Undo')]").await.unwrap().click().await.unwrap();

    // The bot's edits take the message's place.
    element(&browser, "//*[@data-testid='log']//*[contains(.,'Undone')]").await.unwrap();
    element(&browser, "//*[@data-testid='edited-mark']").await.unwrap();

    // A file.
    send(&browser, "/briefing").await.unwrap();
    element(&browser, "//*[@data-testid='log']//a[contains(@href,'/sim/files/')][contains(.,'.pdf')]").await.unwrap();
    fits(&browser, "a briefing with its file").await;
    browser.keep_picture("phone-file").await.unwrap();

    // What must not be kept disappears from the chat.
    send(&browser, "the victim is Arbana Gashi, 044 123 456").await.unwrap();
    element(&browser, "//*[@data-testid='log']//*[contains(.,'Nothing that shows who a victim is')]").await.unwrap();
    let phone = Phone::of(&demo.chat, "Claire").await.unwrap();
    eventually("the message to be deleted", || async {
        let log = browser.window.find(Locator::Css("[data-testid='log']")).await.map_err(|error| error.to_string())?;
        let text = log.text().await.map_err(|error| error.to_string())?;
        if text.contains("Arbana") { Err(text) } else { Ok(()) }
    })
    .await
    .unwrap();
    let kept = phone.messages().await.unwrap();
    assert!(!kept.iter().any(|message| message["text"].as_str().is_some_and(|text| text.contains("Arbana"))));
    fits(&browser, "the end of the chat").await;
    browser.keep_picture("phone-chat").await.unwrap();
    browser.close().await.unwrap();
    assert!(demo.stop().await.unwrap().success());
}
