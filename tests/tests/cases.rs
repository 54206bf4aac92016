//! Cases end to end, on the real input: opened on the page, offered and answered in chat, escalated by time, in the three
//! languages; and who a victim is is found nowhere.

use std::path::Path;

use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, go_to};
use end_to_end::process::{Demo, replay_is_identical};
use end_to_end::{PATIENCE, TestError, eventually};
use fantoccini::Locator;

/// What nobody may find again: name, family name, date and place of birth.
const IDENTITY: [&str; 4] = ["Zymrije", "Kabashaj", "1999-11-23", "Rugovishte"];

async fn shows(browser: &Browser, words: &str) -> Result<(), TestError> {
    eventually(&format!("the page to show “{words}”"), || async {
        let body = browser.window.find(Locator::Css("body")).await.map_err(|error| error.to_string())?;
        let text = body.text().await.map_err(|error| error.to_string())?;
        if text.contains(words) { Ok(()) } else { Err(text) }
    })
    .await
}

async fn enter(browser: &Browser, form: &str, field: &str, value: &str) -> Result<(), TestError> {
    let css = format!("{form} [name='{field}']");
    let element = browser.window.wait().at_most(PATIENCE).for_element(Locator::Css(&css)).await?;
    if element.tag_name().await? == "select" {
        element.select_by_value(value).await?;
    } else {
        // A date field is typed in the browser's own order; its value is set as a browser sends it.
        let set = "arguments[0].value = arguments[1];";
        let element = serde_json::to_value(element).unwrap_or_default();
        browser.window.execute(set, vec![element, value.into()]).await?;
    }
    Ok(())
}

async fn signed_in(demo: &Demo, width: u32) -> Result<(Browser, String), TestError> {
    let browser = Browser::open(width, 1000).await?;
    browser.sign_in(&demo.sign_in).await?;
    let base = demo.sign_in.split("/sign-in").next().unwrap_or_default().to_owned();
    Ok((browser, base))
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_opened_and_its_victim_recognized_and_nowhere_known() {
    let data = tempfile::tempdir().unwrap();
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let demo = Demo::start_logging(data.path(), &log, "trace").await.unwrap();
    let (browser, base) = signed_in(&demo, 1400).await.unwrap();
    let mut cases = Vec::new();
    for (written, language, offered) in [
        (IDENTITY, "en", None),
        (["Zimrije", "KABASHAJ", IDENTITY[2], "Rugovište"], "sr", Some("Moguća ponovna trgovina")),
    ] {
        browser.speak(language).await.unwrap();
        browser.window.goto(&format!("{base}/cases/new")).await.unwrap();
        let [given, family, born, birthplace] = written;
        for (field, value) in [
            ("identified-by", "policia-dhtqnj"),
            ("sex", "female"),
            ("nationality", "XK"),
            ("form", "sexual-exploitation"),
            ("identity-given-name", given),
            ("identity-family-name", family),
            ("identity-born", born),
            ("identity-birthplace", birthplace),
        ] {
            enter(&browser, "main form", field, value).await.unwrap();
        }
        browser.keep_picture(&format!("case-new-{language}")).await.unwrap();
        browser.click("main form button").await.unwrap();
        let case = eventually("the case's page", || async {
            let address = browser.window.current_url().await.map_err(|error| error.to_string())?;
            let path = address.path().to_owned();
            if path.starts_with("/cases/2017-") { Ok(path) } else { Err(path) }
        })
        .await
        .unwrap();
        if let Some(offered) = offered {
            shows(&browser, offered).await.unwrap();
        }
        cases.push(case);
    }
    let first = cases[0].trim_start_matches("/cases/").to_owned();
    browser.click("#same-person button").await.unwrap();
    shows(&browser, "Raniji slučajevi te osobe").await.unwrap();
    shows(&browser, &first).await.unwrap();
    shows(&browser, "Ko je pogledao").await.unwrap();
    shows(&browser, "Teuta Berisha, ").await.unwrap();
    browser.close().await.unwrap();
    assert!(demo.stop().await.unwrap().success());

    for path in files(data.path()).into_iter().chain([log]) {
        let bytes = std::fs::read(&path).unwrap();
        for word in IDENTITY.iter().chain(&["Zimrije", "Rugovište"]) {
            let found = bytes.windows(word.len()).any(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()));
            assert!(!found, "{word} is in {}", path.display());
        }
    }
    let secret = std::fs::metadata(data.path().join("person-key.secret")).unwrap();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&secret.permissions()) & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn referrals_are_offered_answered_and_escalated_in_three_languages() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let (browser, base) = signed_in(&demo, 1400).await.unwrap();
    let session = browser.window.get_named_cookie("focalpoint-session").await.unwrap();
    let page = Page::beside(&base, &session.to_string()).unwrap();
    for (name, greeting) in
        [("Hana", "PVPT"), ("Dragana", "Državno prihvatilište"), ("Nora", "Hope and Homes"), ("Teuta", "Sekretariati")]
    {
        let phone = Phone::of(&demo.chat, name).await.unwrap();
        phone.start().await.unwrap();
        phone.hears_words(greeting).await.unwrap();
    }
    let (hana, dragana, nora, teuta) = (
        Phone::of(&demo.chat, "Hana").await.unwrap(),
        Phone::of(&demo.chat, "Dragana").await.unwrap(),
        Phone::of(&demo.chat, "Nora").await.unwrap(),
        Phone::of(&demo.chat, "Teuta").await.unwrap(),
    );

    // The demo's own referral waits in the chat of the shelter that it was made to, and in no other.
    let waiting = hana.hears_words("rastin 2017-010").await.unwrap();

    // In Serbian: declined, and a reason with a name in it is not kept.
    let refer = |to: &'static str| {
        [("receiver", to), ("stage", "reintegration"), ("answer-by", "2017-07-04"), ("request", "Smeštaj / A place")]
    };
    page.submit("/cases/2017-010/refer", &refer("isf")).await.unwrap();
    let offer = dragana.hears_words("slučaj 2017-010").await.unwrap();
    dragana.press(&offer, "Odbij").await.unwrap();
    dragana.hears_words("Zašto Vaša institucija ne preuzima").await.unwrap();
    dragana.say("Žrtva Arbana Gašić je bolesna").await.unwrap();
    dragana.hears("the guard", |text| text.contains("žrtv")).await.unwrap();
    dragana.say("Nema slobodnih mesta").await.unwrap();
    dragana.hears_words("Odbijeno: slučaj 2017-010").await.unwrap();
    teuta.hears_words("Nema slobodnih mesta").await.unwrap();

    // In English: accepted.
    page.submit("/cases/2017-010/refer", &refer("shpresa")).await.unwrap();
    let offer = nora.hears_words("case 2017-010").await.unwrap();
    nora.press(&offer, "Accept").await.unwrap();
    nora.hears_words("answers for case 2017-010").await.unwrap();
    nora.say("/referrals").await.unwrap();
    nora.hears_words("No referral waits").await.unwrap();

    // A case that nobody answers for is a task of the secretariat's, done when somebody does.
    let task = |stage: &'static str| {
        let page = &page;
        eventually("the secretariat's task", move || async move {
            let tasks = page.api("/institutions/secretariat/tasks").await.map_err(|error| error.to_string())?;
            let list = tasks.as_array().or_else(|| tasks["items"].as_array()).cloned().unwrap_or_default();
            let found = list.iter().find(|task| task["id"] == "case-2017-009-identification-unassigned");
            if found.is_some_and(|task| task["stage"] == stage) { Ok(()) } else { Err(tasks.to_string()) }
        })
    };
    task("assigned").await.unwrap();
    page.submit("/cases/2017-009/manager", &[("institution", "qps")]).await.unwrap();
    task("completed").await.unwrap();

    // In Albanian: nobody answers in time, the secretariat is told, and the answer still counts.
    go_to(&demo.chat, "2017-07-06").await.unwrap();
    teuta.hears_words("Pa përgjigje brenda afatit").await.unwrap();
    hana.press(&waiting, "Prano").await.unwrap();
    hana.hears_words("e merr rastin 2017-010").await.unwrap();

    for (language, words) in [
        ("sq", ["Referimi", "I pranuar", "I refuzuar"]),
        ("sr", ["Upućivanje", "Prihvaćeno", "Odbijeno"]),
        ("en", ["Referral", "Accepted", "Declined"]),
    ] {
        browser.speak(language).await.unwrap();
        browser.window.goto(&format!("{base}/cases/2017-010")).await.unwrap();
        for words in words {
            shows(&browser, words).await.unwrap();
        }
        browser.keep_picture(&format!("case-{language}")).await.unwrap();
    }
    for (language, words) in [("sq", "Pa përgjegjës"), ("sr", "Bez nadležnog"), ("en", "Unassigned")] {
        browser.speak(language).await.unwrap();
        browser.window.goto(&format!("{base}/cases")).await.unwrap();
        let first = "//tbody/tr[1][contains(@class,'unassigned')]";
        let row = browser.window.wait().at_most(PATIENCE).for_element(Locator::XPath(first)).await.unwrap();
        assert!(row.text().await.unwrap().contains(words), "{language}: unassigned cases come first");
        browser.keep_picture(&format!("cases-{language}")).await.unwrap();
    }
    browser.window.goto(&format!("{base}/cases/report?count=incidents&by=age")).await.unwrap();
    shows(&browser, "Hidden: a count under 5").await.unwrap();
    browser.keep_picture("case-report").await.unwrap();
    browser.close().await.unwrap();
    assert!(demo.stop().await.unwrap().success());
    replay_is_identical(data.path()).await.unwrap();
}
