//! The page of what is found by words, and its box on every page.

use serde_json::Value;

use crate::parity::Hub;
use crate::support::browser::Browser;
use crate::support::sample_hub::sample_hub;
use crate::support::{PATIENCE, READER};

/// The link to a case, as a page has it.
const CASE: &str = "href=\"&#x2f;cases&#x2f;2017-014\"";

/// The key Enter, as a driven browser calls it.
const ENTER: char = '\u{e007}';

fn kinds(found: &Value) -> Vec<(String, String)> {
    let text = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    found["items"].as_array().unwrap().iter().map(|one| (text(one, "kind"), text(one, "id"))).collect()
}

#[tokio::test]
async fn what_is_found_stands_by_kind_with_the_words_marked_whatever_the_script() {
    let server = sample_hub().await;
    let page = server.page("/search?q=beds", "en").await;
    for words in [
        "<a href=\"&#x2f;action-items&#x2f;shtreterit\">Count the <mark>beds</mark></a>",
        // The minutes of one meeting, the agenda of another.
        "The <mark>beds</mark> of each shelter were gone through.",
        "<mark>Beds</mark> and rooms",
        "<h2 id=\"found-meeting\">Meetings <small>2</small></h2>",
        "value=\"beds\"",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    for (language, typed, marked) in [
        ("sq", "shtreter", "Numëro <mark>shtretërit</mark>"),
        ("sr", "кревете", "Prebroj <mark>krevete</mark>"),
        ("sr-Cyrl", "krevete", "Преброј <mark>кревете</mark>"),
        ("en", "shteterit", "<mark>shtretërit</mark>"),
    ] {
        let page = server.page(&format!("/search?q={typed}"), language).await;
        assert!(page.contains(marked), "{language} {typed}: {page}");
    }
    let slipped = server.page("/search?q=lettre", "en").await;
    assert!(slipped.contains("Nothing is written exactly so") && slipped.contains("<mark>letter</mark>"), "{slipped}");
    let case = server.page("/search?q=2017-014", "en").await;
    assert!(case.contains(CASE), "{case}");
    let no_slip = server.page("/search?q=2017-015", "en").await;
    assert!(!no_slip.contains(CASE), "a slip would lead to somebody else's");
    let nothing = server.page("/search?q=%3Cscript%3E", "en").await;
    assert!(nothing.contains("Nothing was found") && !nothing.contains("<script>"), "{nothing}");
    assert!(server.page("/search", "en").await.contains("Write words, or the reference of a case"));
    server.stop().await;
}

#[tokio::test]
async fn nothing_of_a_person_leads_to_a_case_and_people_are_found_by_whoever_sees_them() {
    let hub = Hub::new().await;
    let find = async |who: &str, typed: &str| {
        let answer = hub.server.get_as(&hub.cookies[who], &format!("/api/v1/search?q={typed}"), "en").await;
        assert_eq!(answer.status(), 200, "{who} {typed}");
        kinds(&answer.json().await.unwrap())
    };
    let is_case = |found: &[(String, String)]| found.iter().any(|(kind, _)| kind == "case");
    assert!(is_case(&find("teuta", "2017").await));
    // What is known of the victim, and what is asked for it.
    for typed in ["medical", "examination", "female", "begging", "adult"] {
        assert!(!is_case(&find("teuta", typed).await), "{typed}");
    }
    assert!(find("teuta", "isak").await.contains(&("person".to_owned(), "isak".to_owned())));
    assert!(!find("arta", "isak").await.iter().any(|(kind, _)| kind == "person"));
    assert!(find("isak", "2017").await.iter().all(|(kind, _)| kind != "case") || is_case(&find("isak", "2017").await));
    hub.server.stop().await;
}

#[tokio::test]
async fn the_box_is_reached_by_its_key_and_its_pages_fit_a_phone() {
    let server = sample_hub().await;
    let browser = Browser::open().await;
    browser.takes_cookie(&server.base, &server.sign_in(READER).await).await;
    browser.goto(&format!("{}/meetings", server.base)).await;
    browser.presses("/").await;
    let focused = browser.runs("return document.activeElement.name + document.activeElement.value").await;
    assert_eq!(focused, "q", "the key leads there and is not typed");
    browser.presses(&format!("beds/{ENTER}")).await;
    let found =
        async { while browser.runs("return location.pathname + location.search").await != "/search?q=beds%2F" {} };
    tokio::time::timeout(PATIENCE, found).await.expect("what is typed there is typed, and Enter looks for it");
    for width in [360, 1280] {
        browser.is_as_wide_as(width).await;
        for language in ["sq", "sr", "sr-Cyrl", "en"] {
            browser.sets_cookie(&format!("focalpoint-language={language}")).await;
            for path in ["/search?q=beds", "/search?q=shtretr", "/work?stage=all", "/work?order=institution"] {
                browser.goto(&format!("{}{path}", server.base)).await;
                let beyond = browser.runs("return document.documentElement.scrollWidth - innerWidth").await;
                assert!(beyond.as_i64().unwrap() <= 0, "{path} in {language} at {width}: {beyond} too wide");
            }
        }
    }
    browser.close().await;
    server.stop().await;
}
