//! The strategy, end to end on the real input: a recommendation becomes measurable, institutions report in chat in their
//! languages, what is computed opens its events, and the dashboard shows it on a desk and on a phone.

use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, next_morning};
use end_to_end::process::Demo;
use end_to_end::{PATIENCE, TestError, eventually};
use fantoccini::Locator;

const MEASURABLE: &str = "/strategy/recommendation-3/indicators/measurable-objectives";

async fn shows(page: &Page, path: &str, words: &str) {
    eventually(&format!("{path} to show “{words}”"), || async {
        let text = page.read(path).await.map_err(|error| error.to_string())?;
        if text.contains(words) { Ok(()) } else { Err(text) }
    })
    .await
    .unwrap();
}

async fn english(page: &Page) {
    page.submit("/language", &[("language", "en"), ("back", "/strategy")]).await.unwrap();
}

/// The part of a page from one mark to the next one.
fn between<'a>(page: &'a str, from: &str, until: &str) -> &'a str {
    let (_, after) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    after.split_once(until).map_or(after, |(part, _)| part)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recommendation_becomes_measurable_and_what_is_wrong_is_said_at_its_field() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    english(&page).await;

    // All seven are imported as they were written; the demo has taken some of them further.
    let list = page.read("/strategy").await.unwrap();
    for number in 1..=7 {
        assert!(list.contains(&format!("href=\"/strategy/recommendation-{number}\"")), "{list}");
    }
    assert!(list.contains("3 of 7 objectives can be measured"), "{list}");
    let third = between(&list, "recommendation-3\"", "</tr>");
    assert!(third.contains("<b>baseline</b>, <b>target</b>"), "{third}");
    let fourth = between(&list, "recommendation-4\"", "</tr>");
    assert!(fourth.contains("It has no indicator"), "{fourth}");

    for (value, words) in [
        ("forty", "This is not a number"),
        ("1000000000000000000", "larger than anything"),
        ("140", "Per cent go from 0 to 100"),
    ] {
        let again = page.submit_wrong(&format!("{MEASURABLE}/target"), &[("value", value)]).await.unwrap();
        let said = between(&again, "id=\"wrong-target-measurable-objectives-value\">", "</p>");
        assert!(said.contains(words), "{value}: {said}");
    }
    let fields = [("value", "14,3"), ("on", "2017-08-30")];
    let again = page.submit_wrong(&format!("{MEASURABLE}/baseline"), &fields).await.unwrap();
    assert!(again.contains("day is in the future"), "{again}");
    assert!(again.contains("value=\"14,3\""), "what was typed is kept");
    page.submit(&format!("{MEASURABLE}/baseline"), &[("value", "14,3"), ("on", "2016-12-31")]).await.unwrap();
    page.submit(&format!("{MEASURABLE}/target"), &[("value", "100")]).await.unwrap();
    shows(&page, "/strategy", "4 of 7 objectives can be measured").await;

    // The secretariat reports for itself; what was there before stays with it.
    let value = |value| [("institution", "secretariat"), ("period", "2017-01-01/2017-03-31"), ("value", value)];
    page.submit(&format!("{MEASURABLE}/report"), &value("14.3")).await.unwrap();
    let second = [("institution", "secretariat"), ("period", "2017-04-01/2017-06-30"), ("value", "57,1")];
    page.submit(&format!("{MEASURABLE}/report"), &second).await.unwrap();
    shows(&page, "/dashboard", "57.1 % in Q2 2017: 50 % of the way with 33 % of the time passed").await;

    // What is computed is computed from the thirteen meetings of the report, and opens them.
    shows(&page, "/dashboard", "from 26 events").await;
    let events = "/strategy/recommendation-1/indicators/attendance/events?from=2017-04-01&until=2017-06-30";
    let events = page.read(events).await.unwrap();
    assert_eq!(events.matches("Meeting held").count(), 13, "{events}");
    assert!(events.contains("training needs assessment") && events.contains("100 %"), "{events}");
    demo.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn institutions_report_in_chat_each_in_its_language() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    english(&page).await;
    let own = "/strategy/recommendation-6";
    let definition = [
        ("title-en", "Partner states with a contact"),
        ("unit", "other"),
        ("unit-other", "states"),
        ("due", "2018-12-31"),
        ("source", "reported"),
        ("reporters", "iom"),
        ("disaggregation", "none"),
    ];
    let defined = page.submit(&format!("{own}/indicators"), &definition).await.unwrap();
    let indicator = between(&defined, "id=\"indicator-", "\"").to_owned();
    let at = format!("{own}/indicators/{indicator}");
    page.submit(&format!("{at}/baseline"), &[("value", "2"), ("on", "2017-03-31")]).await.unwrap();
    page.submit(&format!("{at}/target"), &[("value", "10")]).await.unwrap();

    let mut phones = Vec::new();
    for name in ["Milica", "Ardita", "Kelmendi", "Claire"] {
        let phone = Phone::of(&demo.chat, name).await.unwrap();
        phone.start().await.unwrap();
        phone.hears("the greeting", |_| true).await.unwrap();
        phones.push(phone);
    }
    next_morning(&demo.chat).await.unwrap();
    let [milica, ardita, ilir, claire] = &phones[..] else { unreachable!() };
    for (phone, asked, number, confirm, record, recorded) in [
        (milica, "2. kvartal 2017.", "9", "9 izveštaja. Da li da se zabeleži", "Zabeleži", "Zabeleženo"),
        (ardita, "Tremujori 2 2017", "5", "5 raporte. A të regjistrohet", "Regjistro", "U regjistrua"),
        (claire, "Q2 2017", "4", "4 states. Record this", "Record", "Recorded"),
    ] {
        phone.hears_words(asked).await.unwrap();
        phone.say(number).await.unwrap();
        let question = phone.hears_words(confirm).await.unwrap();
        phone.press(&question, record).await.unwrap();
        phone.hears_words(recorded).await.unwrap();
    }
    // What is broken down by sex is asked for step by step.
    ilir.hears_words("(1 nga 4)").await.unwrap();
    for (number, next) in [("18", "(2 nga 4)"), ("31", "(3 nga 4)"), ("0", "(4 nga 4)")] {
        ilir.say(number).await.unwrap();
        ilir.hears_words(next).await.unwrap();
    }
    ilir.say("0").await.unwrap();
    let question = ilir.hears_words("49 persona (Femra 18, Meshkuj 31). A të regjistrohet").await.unwrap();
    ilir.press(&question, "Regjistro").await.unwrap();
    ilir.hears_words("U regjistrua").await.unwrap();
    shows(&page, "/dashboard", "21 reports in Q2 2017").await;
    shows(&page, "/dashboard", "49 persons in Q2 2017").await;
    shows(&page, "/dashboard", "4 states in Q2 2017").await;

    // A correction keeps what it replaced.
    milica.say("/indicators").await.unwrap();
    let list = milica.hears_words("Poslednja vrednost: 9 izveštaja").await.unwrap();
    milica.press(&list, "Ispravi 2. kvartal 2017.").await.unwrap();
    milica.hears_words("Prijavljeno je 9 izveštaja").await.unwrap();
    milica.say("10").await.unwrap();
    milica.hears_words("10 izveštaja umesto 9 izveštaja").await.unwrap();
    milica.say("jedan izveštaj je stigao poštom").await.unwrap();
    milica.hears_words("Ispravljeno").await.unwrap();
    shows(&page, "/strategy/recommendation-2", "jedan izveštaj je stigao poštom").await;
    shows(&page, "/dashboard", "22 reports in Q2 2017").await;

    // Whoever reports nothing is told so.
    let dragana = Phone::of(&demo.chat, "Dragana").await.unwrap();
    dragana.start().await.unwrap();
    dragana.say("/indicators").await.unwrap();
    dragana.hears_words("ne prijavljuje pokazatelje").await.unwrap();
    demo.stop().await.unwrap();
}

async fn text(browser: &Browser) -> Result<String, TestError> {
    Ok(browser.window.find(Locator::Css("body")).await?.text().await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_is_read_in_three_languages_on_a_desk_and_on_a_phone() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let base = demo.sign_in.split("/sign-in").next().unwrap().to_owned();
    let browser = Browser::open(1280, 1000).await.unwrap();
    browser.sign_in(&demo.sign_in).await.unwrap();
    for (language, words) in [
        ("sq", ["Pasqyra e treguesve", "Me vonesë", "Institucionet që vijnë në takimet ku ftohen"]),
        ("sr", ["Pregled pokazatelja", "Znatno kasni", "Institucije koje dolaze na sastanke"]),
        ("en", ["Dashboard", "On plan", "Institutions that come to the meetings"]),
    ] {
        browser.speak(language).await.unwrap();
        browser.window.goto(&format!("{base}/dashboard")).await.unwrap();
        eventually(&format!("the dashboard in {language}"), || async {
            let text = text(&browser).await.map_err(|error| error.to_string())?;
            if words.iter().all(|words| text.contains(words)) { Ok(()) } else { Err(text) }
        })
        .await
        .unwrap();
        browser.keep_picture(&format!("dashboard-{language}")).await.unwrap();
    }
    // Every drawing has a name and a table beside it, for those who do not see it.
    let told = "return [...document.querySelectorAll('svg.drawn')].every(svg => \
                svg.getAttribute('role') === 'img' && svg.querySelector('title').textContent && \
                svg.querySelector('desc').textContent && svg.closest('.measured').querySelector('table')) && \
                document.querySelectorAll('svg.drawn').length >= 6";
    assert_eq!(browser.window.execute(told, vec![]).await.unwrap(), true);

    // A computed value opens its events.
    let link = browser.window.find(Locator::Css("#indicator-attendance a[href*='/events?']")).await.unwrap();
    link.click().await.unwrap();
    let shown = browser.window.wait().at_most(PATIENCE).for_element(Locator::Css("#events")).await;
    shown.unwrap();
    browser.keep_picture("dashboard-events").await.unwrap();
    for (path, name) in [("/strategy", "strategy"), ("/strategy/recommendation-2", "objective")] {
        browser.window.goto(&format!("{base}{path}")).await.unwrap();
        browser.keep_picture(name).await.unwrap();
    }

    // On a phone nothing runs out of the window.
    browser.window.set_window_size(360, 800).await.unwrap();
    for path in ["/dashboard", "/strategy", "/strategy/recommendation-2"] {
        browser.window.goto(&format!("{base}{path}")).await.unwrap();
        let fits = "return document.documentElement.scrollWidth <= window.innerWidth";
        assert_eq!(browser.window.execute(fits, vec![]).await.unwrap(), true, "{path} is wider than the window");
    }
    browser.window.goto(&format!("{base}/dashboard")).await.unwrap();
    browser.keep_picture("dashboard-on-a-phone").await.unwrap();
    browser.close().await.unwrap();
    demo.stop().await.unwrap();
}
