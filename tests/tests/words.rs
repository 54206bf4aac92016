//! The words of the demo: every page that can be reached shows days as people write them and nothing half said, and because
//! the demo has its words in every language, no reader meets another one.

use std::collections::BTreeSet;

use end_to_end::page::Page;
use end_to_end::process::Demo;

/// Where the walk begins; the timeline of all years shows most.
const BEGIN: [&str; 2] = [
    "/",
    "/timeline?from=2003-01-01&until=2018-12-31&kind=milestone&kind=meeting&kind=training&kind=strategy&kind=action-item&kind=case",
];

/// The pages that a page leads to. Papers and files are read elsewhere; the timeline leads to itself without end, as of other days.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let links =
        links.map(|link| link.split('#').next().unwrap_or_default().replace("&amp;", "&").replace("&#x2f;", "/"));
    let other = [
        "/static",
        "/certificates",
        "/live",
        "/file/",
        "/form/",
        "/briefing",
        "/values/",
        "/demo",
        "/timeline?",
        "/timeline/things",
    ];
    links.filter(|link| link.starts_with('/') && !other.iter().any(|part| link.contains(part))).collect()
}

/// What a reader sees of a page, piece by piece, without what is named as another language's version.
fn seen(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap_or_default();
    let pieces = main.split('<').skip(1).filter_map(|part| part.split_once('>'));
    let texts: Vec<&str> = pieces.filter(|(tag, _)| !tag.contains(" lang=")).map(|(_, text)| text).collect();
    texts.join("\n")
}

fn is_iso_day(word: &str) -> bool {
    let shape: String = word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    shape == "0000-00-00"
}

/// What is not said as people say it.
fn faults(language: &str, text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-'));
    let mut found: Vec<String> = words
        .filter(|word| is_iso_day(word) || ["null", "undefined", "NaN"].contains(word))
        .map(str::to_owned)
        .collect();
    // The marks of another language, and what would show were a text missing.
    let marks = ["(shqip)", "(serbisht)", "(anglisht)", "(na ", "(на ", "(in "];
    for wrong in marks.into_iter().chain(["Some(", "{&quot;", "{ $", "page-", "event-", "strategy-", "refusal-"]) {
        found.extend(text.lines().filter(|line| line.contains(wrong)).map(str::to_owned));
    }
    if language != "en" {
        let english = [" the ", " of ", " and ", " with ", " for "];
        found.extend(text.lines().filter(|line| english.iter().any(|word| line.contains(word))).map(str::to_owned));
    }
    found
}

/// Months go back without end, and the lists behind their numbers can be filtered by each institution and subgroup: of those that
/// differ only in that, one is read.
fn of_its_kind(path: &str) -> String {
    match path.split_once('?') {
        Some((list, filter)) if ["/month", "/erasures/texts"].contains(&list) || list.starts_with("/lists/") => {
            let names: BTreeSet<&str> = filter.split('&').filter_map(|part| part.split('=').next()).collect();
            format!("{list}?{}", names.into_iter().collect::<Vec<_>>().join("&"))
        }
        Some(_) | None => path.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_demo_speaks_the_readers_language_and_writes_days_as_people_do() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    for language in ["sq", "sr", "sr-Cyrl", "en"] {
        page.submit("/language", &[("language", language), ("back", "/")]).await.unwrap();
        let mut to_read: Vec<String> = BEGIN.map(str::to_owned).into();
        let mut read = BTreeSet::new();
        while let Some(path) = to_read.pop() {
            if !read.insert(of_its_kind(&path)) {
                continue;
            }
            let shown = page.read(&path).await.unwrap();
            let found = faults(language, &seen(&shown));
            assert!(found.is_empty(), "{language} {path}: {found:#?}");
            to_read.extend(links(&shown));
        }
        assert!(read.len() > 80, "{language}: only {} pages were reached", read.len());
        let values = page.read("/dashboard/values/csv").await.unwrap();
        assert_eq!(faults(language, &values), [""; 0], "{language}: what is downloaded");
    }
    demo.stop().await.unwrap();
}
