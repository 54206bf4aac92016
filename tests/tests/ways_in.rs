//! The demo's ways in, and the pages about who is who, in a real browser at the width of a desk and of a phone. The pictures of
//! `docs/accounts.md` are made here.

use end_to_end::browser::Browser;
use end_to_end::eventually;
use end_to_end::inbox::Inbox;
use end_to_end::page::sign_in_link_in;
use end_to_end::phone::Phone;
use end_to_end::process::Demo;
use fantoccini::Locator;

/// Merita of the Ministry of Health, whom the demo tells by e-mail alone.
const ADDRESS: &str = "p-ms@demo.example";

/// Asks on the sign-in page for a link by e-mail, and opens the one that comes.
async fn signs_in_by_email(browser: &Browser, inbox: &Inbox) {
    let before = inbox.numbers().await.unwrap();
    browser.write("input[name='email']", ADDRESS).await.unwrap();
    browser.click("form[action='/sign-in/email'] button").await.unwrap();
    browser.element("main p[role='status']").await.unwrap();
    let link = eventually("the link by e-mail", || async {
        let numbers = inbox.numbers().await.map_err(|error| error.to_string())?;
        let newest = numbers.iter().find(|number| !before.contains(number)).ok_or_else(|| "nothing new".to_owned())?;
        let html = inbox.html(*newest).await.map_err(|error| error.to_string())?;
        sign_in_link_in(&html).ok_or(html)
    });
    browser.sign_in(&link.await.unwrap()).await.unwrap();
}

/// Becomes somebody of the demo who has this role.
async fn become_one_with(browser: &Browser, base: &str, role: &str) {
    browser.window.goto(&format!("{base}/demo/people")).await.unwrap();
    browser.speak("en").await.unwrap();
    let button = format!("//form[@action='/demo/people']//p[small[contains(., '{role}')]]/button");
    browser.window.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
    browser.has_left("/demo/people").await.unwrap();
}

/// Whether the page is no wider than the window.
async fn fits(browser: &Browser, page: &str) {
    let script = "return document.documentElement.scrollWidth <= window.innerWidth";
    assert_eq!(browser.window.execute(script, vec![]).await.unwrap(), true, "{page} is wider than the window");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_links_of_bot_and_e_mail_open_in_a_browser_and_who_is_who_is_seen_on_desk_and_phone() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let base = demo.sign_in.split("/sign-in").next().unwrap().to_owned();
    let phone = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    phone.start().await.unwrap();
    phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
    let inbox = Inbox::of(&demo.chat, ADDRESS);

    let mut last_link = String::new();
    for (width, browser) in
        [(1280, Browser::open(1280, 900).await.unwrap()), (360, Browser::open_as_phone(360, 740).await.unwrap())]
    {
        let picture = |name: &str| format!("{name}-{width}");

        // A link of the bot.
        phone.say("/web").await.unwrap();
        let is_new = |text: &str| sign_in_link_in(text).is_some_and(|link| link != last_link);
        let said = phone.hears("a new link", is_new).await.unwrap();
        last_link = said["text"].as_str().and_then(sign_in_link_in).unwrap();
        browser.sign_in(&last_link).await.unwrap();
        browser.window.goto(&format!("{base}/account")).await.unwrap();
        let account = browser.reads("main .lead").await.unwrap();
        assert!(account.contains("Vjosa"), "{account}");
        browser.window.delete_all_cookies().await.unwrap();

        browser.window.goto(&format!("{base}/sign-in")).await.unwrap();
        browser.speak("en").await.unwrap();
        fits(&browser, "sign-in").await;
        browser.keep_picture(&picture("sign-in")).await.unwrap();
        // Nobody's mailbox is flooded: one link is asked for.
        if width == 1280 {
            signs_in_by_email(&browser, &inbox).await;
            browser.window.goto(&format!("{base}/account")).await.unwrap();
            let account = browser.reads("main .lead").await.unwrap();
            assert!(account.contains("Merita"), "{account}");
        }

        become_one_with(&browser, &base, "administrator").await;
        for (path, name) in [("/account", "sessions"), ("/accounts", "roles"), ("/account/tokens", "tokens")] {
            browser.window.goto(&format!("{base}{path}")).await.unwrap();
            fits(&browser, path).await;
            browser.keep_picture(&picture(name)).await.unwrap();
        }
        become_one_with(&browser, &base, "Coordinator").await;
        browser.window.goto(&format!("{base}/audit")).await.unwrap();
        fits(&browser, "/audit").await;
        browser.keep_picture(&picture("audit")).await.unwrap();
        browser.close().await.unwrap();
    }
    demo.stop().await.unwrap();
}
