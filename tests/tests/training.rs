//! Training and hand-over, end to end: the demo's pool of trainers, a session from its announcement to a verified
//! certificate, and an office handed over with its briefing.

use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, go_to, next_morning};
use end_to_end::process::{Demo, replay_is_identical};
use end_to_end::{TestError, eventually};
use fantoccini::Locator;
use serde_json::Value;

/// The session that the demo's clock reaches first, and its module.
const SESSION: (&str, &str) = ("2017-07-05", "module-5");

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split(mark).nth(1).unwrap_or_else(|| panic!("no “{mark}” in {text}"))
}

fn until<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split(mark).next().unwrap()
}

fn labels(message: &Value) -> Vec<String> {
    let rows = message["buttons"].as_array().unwrap().iter().filter_map(Value::as_array).flatten();
    rows.map(|button| button["text"].as_str().unwrap().to_owned()).collect()
}

async fn shows(page: &Page, path: &str, words: &str) -> Result<String, TestError> {
    eventually(&format!("{path} to show “{words}”"), || async {
        let text = page.read(path).await.map_err(|error| error.to_string())?;
        if text.contains(words) { Ok(text) } else { Err(text) }
    })
    .await
}

async fn in_language(page: &Page, language: &str) {
    page.submit("/language", &[("language", language), ("back", "/training")]).await.unwrap();
}

/// The demo's phones speak the languages of `people.csv`: Claire English, Luan Albanian.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_from_its_announcement_to_a_verified_certificate() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let base = until(&demo.sign_in, "/sign-in").to_owned();

    // The report's eight modules are planned, and each has a session.
    for (language, programme, pool, idle) in [
        ("sq", "Programi i trajnimit", "Grupi i trajnerëve", "pa angazhim që nga"),
        ("sr", "Program obuke", "Grupa trenera", "bez angažmana od"),
        ("en", "Training programme", "Pool of trainers", "idle since"),
    ] {
        in_language(&page, language).await;
        let list = page.read("/training").await.unwrap();
        assert!(list.contains(programme), "{list}");
        assert_eq!((1..=8).filter(|n| list.contains(&format!("/training/module-{n}\""))).count(), 8);
        let trainers = page.read("/trainers").await.unwrap();
        assert!(trainers.contains(pool) && trainers.contains(idle) && trainers.contains("Luan Bytyqi"), "{trainers}");
    }

    // Who has given nothing for half a year hears of it once, and the secretariat sees that.
    let luan = Phone::of(&demo.chat, "Luan").await.unwrap();
    let claire = Phone::of(&demo.chat, "Claire").await.unwrap();
    luan.start().await.unwrap();
    claire.start().await.unwrap();
    claire.hears_words("Welcome").await.unwrap();
    next_morning(&demo.chat).await.unwrap();
    luan.hears_words("nuk keni mbajtur sesione").await.unwrap();
    shows(&page, "/trainers", "reminded on 3 Jul 2017").await.unwrap();

    // The day before, the trainer is reminded of the session; after it, of the attendance.
    next_morning(&demo.chat).await.unwrap();
    claire.hears_words("you give the training").await.unwrap();
    go_to(&demo.chat, "2017-07-07").await.unwrap();
    let due = claire.hears_words("is over. Who attended?").await.unwrap();
    let spoken = luan.messages().await.unwrap();
    let reminded = spoken.iter().filter(|m| m["text"].as_str().is_some_and(|t| t.contains("nuk keni mbajtur sesione")));
    assert_eq!(reminded.count(), 1, "once for each idle spell");
    claire.press(&due, "Attendance").await.unwrap();
    let asked = claire.hears("the names", |text| text.contains("Tap the names")).await.unwrap();
    assert!(labels(&asked).iter().any(|label| label.contains("Teuta Berisha")), "{asked}");
    claire.press(&asked, "Everybody").await.unwrap();
    eventually("everybody to be marked", || async {
        let messages = claire.messages().await.map_err(|error| error.to_string())?;
        let now = messages.iter().find(|message| message["id"] == asked["id"]).cloned().unwrap_or_default();
        if labels(&now).iter().any(|label| label.contains("Confirm (4)")) { Ok(()) } else { Err(now.to_string()) }
    })
    .await
    .unwrap();
    let messages = claire.messages().await.unwrap();
    let marked = messages.iter().find(|message| message["id"] == asked["id"]).unwrap();
    claire.press(marked, "Confirm (4)").await.unwrap();
    claire.hears_words("Noted: 4 participants").await.unwrap();

    // Certificates, on paper in three languages, and confirmed to a stranger.
    let at = format!("/training/{}", SESSION.1);
    let fields = [("session", SESSION.0), ("until", "2019-07-06")];
    let issued = page.submit(&format!("{at}/certificates"), &fields).await.unwrap();
    let section = after(&issued, &format!("id=\"session-{}\"", SESSION.0));
    let code = until(after(section, "/certificates/"), "/").to_owned();
    let stranger = reqwest::Client::new();
    for (language, words) in [("sq", "e vlefshme"), ("sr", "Sertifikat važi"), ("en", "The certificate is valid")] {
        let ask = stranger.get(format!("{base}/verify/{code}")).header("accept-language", language);
        let told = ask.send().await.unwrap().text().await.unwrap();
        assert!(told.contains(words) && !told.contains("Berisha"), "{told}");
    }
    claire.say(&format!("/verify {code}")).await.unwrap();
    claire.hears_words("✅ Valid: attendance of training").await.unwrap();

    // A trainer's certificate runs out by itself.
    go_to(&demo.chat, "2017-08-01").await.unwrap();
    eventually("the trainer to lapse", || async {
        let timeline = page.all("/timeline?kind=training&from=2017-07-01&until=2017-08-31").await;
        let timeline = Value::from(timeline.map_err(|error| error.to_string())?).to_string();
        if timeline.contains("training.trainer-lapsed") { Ok(()) } else { Err(timeline) }
    })
    .await
    .unwrap();
    assert!(demo.stop().await.unwrap().success());

    replay_is_identical(data.path()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_is_handed_over_with_its_briefing() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();

    // The demo's own successor is briefed on linking the chat, after the welcome.
    let ardita = Phone::of(&demo.chat, "Ardita").await.unwrap();
    ardita.start().await.unwrap();
    let welcome = ardita.hears_words("Mirë se vini, Ardita Sejdiu").await.unwrap();
    let briefing = ardita.hears_words("Përmbledhje për dorëzim-pranim").await.unwrap();
    assert!(welcome["id"].as_i64() < briefing["id"].as_i64(), "{briefing}");
    assert!(briefing["text"].as_str().unwrap().contains("Të hapura"), "{briefing}");
    let document = ardita.hears_words("Përmbledhja si dokument").await.unwrap();
    assert_eq!(document["document"]["name"], "permbledhja-zmnv-2017-07-03.pdf", "{document}");

    // The chair hands over on the page: post and chair together. The old chat is nobody's at once.
    in_language(&page, "en").await;
    let vjosa = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    vjosa.start().await.unwrap();
    vjosa.hears_words("Vjosa Gjoka").await.unwrap();
    let fields = [("name", "Blerta Krasniqi"), ("language", "en"), ("chairs", "te-dhena")];
    let issued = page.submit("/institutions/mpms/posts/hand-over", &fields).await.unwrap();
    assert!(issued.contains("Invitation for Blerta Krasniqi"), "{issued}");
    let token = until(after(&issued, "?start="), "\"").to_owned();
    vjosa.say("/tasks").await.unwrap();
    vjosa.hears_words("Unë jam focalpoint").await.unwrap();

    let spare = Phone::of(&demo.chat, "Spare").await.unwrap();
    spare.start().await.unwrap();
    spare.say(&format!("/start {token}")).await.unwrap();
    spare.hears_words("Welcome, Blerta Krasniqi").await.unwrap();
    spare
        .hears("the briefing on the ministry", |text| {
            text.contains("Hand-over briefing: Ministry of Labour") && text.contains("Who is who")
        })
        .await
        .unwrap();
    spare
        .hears("the briefing on the subgroup", |text| text.contains("Hand-over briefing: Data and coordination"))
        .await
        .unwrap();
    spare.say("/tasks").await.unwrap();
    spare.hears("the ministry's tasks", |text| text.contains("open task")).await.unwrap();

    // And as a document on the institution's page, in the reader's language.
    for path in ["/institutions/mpms/briefing", "/subgroups/te-dhena/briefing"] {
        let pdf = page.read(path).await.unwrap();
        assert!(pdf.starts_with("%PDF-"), "{path}");
    }
    let nobody = page.submit("/subgroups/te-dhena/chair", &[("chair", "nobody")]).await;
    assert!(nobody.unwrap_err().to_string().contains("Choose from the list"));
    assert!(demo.stop().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_in_a_real_browser() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let base = until(&demo.sign_in, "/sign-in").to_owned();
    let browser = Browser::open(1280, 1000).await.unwrap();
    browser.sign_in(&demo.sign_in).await.unwrap();
    for (language, programme) in [("sq", "Programi i trajnimit"), ("sr", "Program obuke"), ("en", "Training programme")]
    {
        browser.speak(language).await.unwrap();
        browser.window.goto(&format!("{base}/training")).await.unwrap();
        let heading = browser.window.find(Locator::Css("h1")).await.unwrap().text().await.unwrap();
        assert_eq!(heading, programme);
    }
    browser.keep_picture("training").await.unwrap();
    for (path, name) in
        [("/training/module-5", "training-module"), ("/trainers", "trainers"), ("/institutions/mpms", "hand-over")]
    {
        browser.window.goto(&format!("{base}{path}")).await.unwrap();
        browser.window.find(Locator::Css("main h1")).await.unwrap();
        browser.keep_picture(name).await.unwrap();
    }
    // A session is scheduled with the keyboard and the mouse, as the secretariat does.
    browser.window.goto(&format!("{base}/training/module-5")).await.unwrap();
    let place = browser.window.find(Locator::Css("#schedule input[name='place']")).await.unwrap();
    place.send_keys("Gjakovë").await.unwrap();
    browser.window.find(Locator::Css("#schedule button:last-of-type")).await.unwrap().click().await.unwrap();
    let wrong = browser.window.wait().for_element(Locator::Css("#schedule .wrong")).await.unwrap();
    assert!(!wrong.text().await.unwrap().is_empty());
    let kept = browser.window.find(Locator::Css("#schedule input[name='place']")).await.unwrap();
    assert_eq!(kept.prop("value").await.unwrap().as_deref(), Some("Gjakovë"), "what was typed is kept");
    browser.close().await.unwrap();
    assert!(demo.stop().await.unwrap().success());
}
