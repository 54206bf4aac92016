//! Data requests from end to end: the real binary, phones, a real browser, three languages.

use end_to_end::browser::Browser;
use end_to_end::form_page::FormPage;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, next_morning};
use end_to_end::process::{Demo, replay_is_identical};
use end_to_end::{TestError, eventually};
use fantoccini::Locator;

async fn started(demo: &Demo, name: &str) -> Phone {
    let phone = Phone::of(&demo.chat, name).await.unwrap();
    phone.start().await.unwrap();
    phone.hears("the greeting", |_| true).await.unwrap();
    phone
}

async fn page_has(page: &Page, path: &str, words: &str) {
    eventually(&format!("“{words}” on {path}"), || async {
        let text = page.read(path).await.map_err(|error| error.to_string())?;
        if text.contains(words) { Ok(()) } else { Err(text) }
    })
    .await
    .unwrap();
}

/// An Albanian focal point answers step by step, a Serbian one with a file, an English one on the page.
#[tokio::test(flavor = "multi_thread")]
async fn three_institutions_answer_in_three_ways_and_languages() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let besnik = started(&demo, "Besnik").await;
    let dragana = started(&demo, "Dragana").await;
    let nora = started(&demo, "Nora").await;
    next_morning(&demo.chat).await.unwrap();

    // In chat, in Albanian: what does not fit is asked again, what is far from the last period is confirmed.
    let told = besnik.hears_words("Kërkesat për të dhëna për").await.unwrap();
    besnik.press(&told, "Viktimat e identifikuara").await.unwrap();
    let card = besnik.hears_words("5 pyetje").await.unwrap();
    besnik.press(&card, "Përgjigju këtu").await.unwrap();
    besnik.hears_words("Së pari shkruani numrin e përgjithshëm.").await.unwrap();
    besnik.say("shumë").await.unwrap();
    besnik.hears_words("Ky nuk është numër").await.unwrap();
    besnik.say("40").await.unwrap();
    besnik.hears_words("Femra?").await.unwrap();
    besnik.say("40").await.unwrap();
    besnik.hears_words("0–8 vjeç").await.unwrap();
    besnik.say("0 40").await.unwrap();
    besnik.hears_words("Prej tyre të ritrafikuara").await.unwrap();
    besnik.say("2").await.unwrap();
    besnik.hears_words("Incidentet e raportuara").await.unwrap();
    besnik.say("19").await.unwrap();
    let days = besnik.hears_words("Ditët mesatare").await.unwrap();
    besnik.press(&days, "Pa përgjigje").await.unwrap();
    besnik.hears_words("Pse nuk ka përgjigje").await.unwrap();
    besnik.say("ende pa u llogaritur").await.unwrap();
    let choice = besnik.hears_words("Procedurat Standarde").await.unwrap();
    besnik.press(&choice, "Kryesisht").await.unwrap();
    let summary = besnik.hears_words("Ende nuk është dërguar asgjë").await.unwrap();
    besnik.press(&summary, "Dërgo").await.unwrap();
    let far = besnik.hears_words("tani 40, periudha e kaluar 19").await.unwrap();
    besnik.press(&far, "Janë të sakta").await.unwrap();
    besnik.hears_words("U dërgua").await.unwrap();

    // With a file, in Serbian: bad ones first.
    let told = dragana.hears_words("Zahtevi za podatke upućeni instituciji").await.unwrap();
    dragana.press(&told, "Kapacitet prihvatilišta").await.unwrap();
    let card = dragana.hears_words("5 pitanja").await.unwrap();
    dragana.press(&card, "CSV datoteka").await.unwrap();
    let template = String::from_utf8(dragana.receives_file(".csv").await.unwrap()).unwrap();
    let filled = |cells: &[(&str, &str)]| {
        let lines = template.trim_start_matches('\u{feff}').lines().map(|line| {
            let mut row: Vec<&str> = line.split(';').collect();
            if let Some((_, value)) = cells.iter().find(|(key, _)| row.first() == Some(key)) {
                row[3] = value;
            }
            row.join(";")
        });
        lines.collect::<Vec<_>>().join("\r\n")
    };
    let good = [
        ("beds", "30"),
        ("occupancy", "64,5"),
        ("sheltered", "13"),
        ("sheltered:female", "9"),
        ("sheltered:male", "4"),
        ("average-stay", "51"),
        ("last-inspection", "15.05.2017."),
    ];
    let mut bad = good;
    (bad[0].1, bad[2].1) = ("1000000000000000000", "14");
    // Saved in the encoding of an older Windows it is not read: nobody can be sure of its letters.
    let text = filled(&good);
    let (windows, _, wrong) = encoding_rs::WINDOWS_1250.encode(&text);
    assert!(!wrong);
    dragana.send_file("smestaj.csv", windows.into_owned()).await.unwrap();
    dragana.hears_words("sačuvate kao „CSV UTF-8“").await.unwrap();
    dragana.send_file("smestaj.csv", filled(&bad).into_bytes()).await.unwrap();
    let faults = dragana.hears_words("Datoteka ima 2 greške").await.unwrap();
    let text = faults["text"].as_str().unwrap();
    assert!(text.contains("kolona D") && text.contains("Ukupan broj je 14, a zbir delova je 13"), "{text}");
    dragana.send_file("smestaj.csv", filled(&good).into_bytes()).await.unwrap();
    let summary = dragana.hears_words("Još ništa nije poslato").await.unwrap();
    dragana.press(&summary, "Pošalji").await.unwrap();
    dragana.hears_words("Poslato").await.unwrap();

    // On a page, in English, on a phone's screen.
    let told = nora.hears_words("Data requests for").await.unwrap();
    nora.press(&told, "Capacity of shelters").await.unwrap();
    let card = nora.hears_words("answer on a page").await.unwrap();
    let link = FormPage::link_in(&card).unwrap();
    let browser = Browser::open(360, 800).await.unwrap();
    let form = FormPage::open(&browser, &link).await.unwrap();
    form.shows("Average occupancy").await.unwrap();
    assert!(form.fits_the_screen().await.unwrap(), "nothing sticks out at 360 pixels");
    for (name, value) in [("a.beds", "12"), ("a.occupancy", "140"), ("a.sheltered", "6"), ("a.sheltered:female", "6")] {
        form.write(name, value).await.unwrap();
    }
    form.write("a.average-stay", "1.250").await.unwrap();
    form.send().await.unwrap();
    form.shows("The number must be at most 100").await.unwrap();
    form.shows("This may be read as two numbers").await.unwrap();
    browser.keep_picture("form-with-faults-on-a-phone").await.unwrap();
    form.write("a.occupancy", "85,5").await.unwrap();
    form.write("a.average-stay", "125").await.unwrap();
    form.skip("last-inspection", "not inspected yet").await.unwrap();
    form.send().await.unwrap();
    form.shows("Sent. Thank you.").await.unwrap();
    browser.window.goto(&link.replace("/forms/", "/forms/x")).await.unwrap();
    form.shows("This link is not valid").await.unwrap();
    browser.close().await.unwrap();

    // The secretariat returns one with a comment; the institution hears of it and corrects it in chat.
    page_has(&page, "/data-requests/shelters-2017-h1", "64,5").await;
    let comment = [("institution", "isf"), ("comment-beds", "Sa prej tyre janë për fëmijë?")];
    page.submit("/data-requests/shelters-2017-h1/return", &comment).await.unwrap();
    let told = dragana.hears_words("Vraćeno na ispravku").await.unwrap();
    assert!(told["text"].as_str().unwrap().contains("Sa prej tyre janë për fëmijë?"), "{told}");
    dragana.press(&told, "Kapacitet").await.unwrap();
    let card = dragana.hears_words("vraćeno na ispravku").await.unwrap();
    dragana.press(&card, "Odgovori ovde").await.unwrap();
    dragana.hears_words("(1/1)").await.unwrap();
    dragana.say("28").await.unwrap();
    let summary = dragana
        .hears("the summary with the correction", |text| text.contains("Još ništa nije poslato") && text.contains("28"))
        .await
        .unwrap();
    dragana.press(&summary, "Pošalji").await.unwrap();
    page_has(&page, "/data-requests/shelters-2017-h1", "<del>30</del> → <ins>28</ins>").await;
    page.submit("/data-requests/shelters-2017-h1/accept", &[("institution", "isf")]).await.unwrap();
    page_has(&page, "/data-requests/shelters-2017-h1", "stage accepted").await;

    // What is collected, as a file for others: small counts are hidden in it.
    let csv = page.read("/data-requests/collected/file/csv?form=shelters-2017-h1&field=sheltered").await.unwrap();
    assert!(csv.contains("fshehur (numër i vogël)"), "{csv}");
    assert!(!csv.lines().any(|line| line.contains(";4;")), "four men are somebody whom one knows: {csv}");

    // Replay comes out the same, and the log is whole.
    demo.stop().await.unwrap();
    replay_is_identical(data.path()).await.unwrap();
}

async fn shows(browser: &Browser, words: &str) -> Result<(), TestError> {
    eventually(&format!("the page to show “{words}”"), || async {
        let text = browser.window.find(Locator::Css("body")).await.map_err(|error| error.to_string())?;
        let text = text.text().await.map_err(|error| error.to_string())?;
        if text.contains(words) { Ok(()) } else { Err(text) }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secretariat_issues_a_request_in_the_browser_and_sees_what_is_missing() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let base = demo.sign_in.split("/sign-in").next().unwrap().to_owned();
    let browser = Browser::open(1280, 1000).await.unwrap();
    browser.sign_in(&demo.sign_in).await.unwrap();
    for (language, words) in [("sq", "Kërkesat për të dhëna"), ("sr", "Zahtevi za podatke"), ("en", "Data requests")]
    {
        browser.window.goto(&format!("{base}/data-requests")).await.unwrap();
        browser.speak(language).await.unwrap();
        shows(&browser, words).await.unwrap();
    }
    shows(&browser, "3 days late").await.unwrap();
    browser.keep_picture("data-requests").await.unwrap();
    browser.window.goto(&format!("{base}/data-requests/new?from=prosecutions-2017-h1")).await.unwrap();
    shows(&browser, "New data request").await.unwrap();
    let set = "for (const [name, value] of [['from','2017-07-01'],['until','2017-12-31'],['due','2018-01-31']]) \
               document.querySelector(`input[name='${name}']`).value = value;";
    browser.window.execute(set, vec![]).await.unwrap();
    let issue = Locator::XPath("//button[contains(.,'Issue the request')]");
    browser.window.find(issue).await.unwrap().click().await.unwrap();
    shows(&browser, "1 Jul 2017 – 31 Dec 2017").await.unwrap();
    for (path, name, words) in [
        ("/data-requests/victims-2017-h1", "data-request", "Return with the comments"),
        ("/data-requests/collected?form=victims-2017-h1&field=victims-identified", "collected-data", "By parts"),
    ] {
        browser.window.goto(&format!("{base}{path}")).await.unwrap();
        shows(&browser, words).await.unwrap();
        browser.keep_picture(name).await.unwrap();
    }
    browser.close().await.unwrap();
    demo.stop().await.unwrap();
}
