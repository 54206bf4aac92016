//! The ways in as people go them: a link from the bot, a link by e-mail, and the demo's choice of anybody; and that a session outlives
//! the process.

use end_to_end::eventually;
use end_to_end::inbox::Inbox;
use end_to_end::page::{Page, sign_in_link_in};
use end_to_end::phone::Phone;
use end_to_end::process::Demo;
use reqwest::Client;

/// Merita of the Ministry of Health, whom the demo tells by e-mail alone.
const ADDRESS: &str = "p-ms@demo.example";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_by_the_bot_and_by_e_mail_and_stays_signed_in_over_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let base = demo.sign_in.split("/sign-in").next().unwrap().to_owned();

    // The bot gives a link of one's own, and what is theirs opens.
    let phone = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    phone.start().await.unwrap();
    phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
    phone.say("/web").await.unwrap();
    let said = phone.hears("a link", |text| text.contains("/sign-in?token=")).await.unwrap();
    let link = said["text"].as_str().and_then(sign_in_link_in).unwrap();
    let page = Page::sign_in(&link).await.unwrap();
    assert!(page.read("/institutions/mpms").await.is_ok());
    let refused = page.read("/institutions/ms").await.unwrap_err().to_string();
    assert!(refused.contains("403"), "{refused}");
    assert!(Page::sign_in(&link).await.is_err(), "a link signs in once");

    // By e-mail; of an address that nobody has nothing is said.
    let http = Client::new();
    let ask = async |address: &str| {
        let request = http.post(format!("{base}/sign-in/email")).header("Origin", &base).form(&[("email", address)]);
        request.send().await.unwrap().text().await.unwrap()
    };
    let (known, unknown) = (ask(ADDRESS).await, ask("nobody@demo.example").await);
    assert_eq!(known, unknown);
    let inbox = Inbox::of(&demo.chat, ADDRESS);
    let link = eventually("the link by e-mail", || async {
        let numbers = inbox.numbers().await.map_err(|error| error.to_string())?;
        let newest = numbers.first().ok_or_else(|| "no message".to_owned())?;
        let html = inbox.html(*newest).await.map_err(|error| error.to_string())?;
        sign_in_link_in(&html).ok_or(html)
    });
    let by_email = Page::sign_in(&link.await.unwrap()).await.unwrap();
    assert!(by_email.read("/institutions/ms").await.is_ok());
    assert!(by_email.read("/institutions/mpms").await.is_err());

    // The process ends and begins anew, on another port; the session goes on.
    let cookies = by_email;
    demo.stop().await.unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let base = demo.sign_in.split("/sign-in").next().unwrap().to_owned();
    let again = cookies.at(&base);
    assert!(again.read("/institutions/ms").await.is_ok(), "signed out by a restart");

    // In the demo one may be anybody.
    let anybody = Page::sign_in(&format!("{base}/demo/people")).await.unwrap();
    assert!(anybody.read("/account").await.is_ok());
    demo.stop().await.unwrap();
}
