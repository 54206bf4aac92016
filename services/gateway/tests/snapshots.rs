//! What people see on the pages, word by word and tag by tag: a change of a template or a text shows here as a change of a
//! snapshot, beside the code that caused it.

use std::sync::Arc;

use crate::support::sample_hub::{certificate_code, sample_hub};
use crate::support::{TestGateway, link_key};
use async_trait::async_trait;
use events::Event;
use events::audit::{AuditTrailEvent, AuditedAct};
use events::ids::{Position, ServiceName};
use gateway::{DeadLetter, DeadLetterCause, DeadLetterQueue, DeadLettersUnavailable, RedriveOutcome};
use links::{ActionLink, FormLink, LinkedAction, LinkedStep};
use store::EventStore;

/// The pages of the navigation, one of each detail page, and the forms.
pub(crate) const PAGES: [(&str, &str); 36] = [
    ("overview", "/"),
    ("search", "/search?q=beds"),
    ("work", "/work?stage=all"),
    ("month", "/month?month=2017-07"),
    ("list_late", "/lists/late"),
    ("telling", "/telling"),
    ("webhooks", "/account/webhooks"),
    ("timeline", "/timeline"),
    ("timeline_changes", "/timeline?group=meeting&as-of=2017-07-01&since=2017-06-06"),
    ("timeline_entries", "/timeline/entries"),
    ("institutions", "/institutions"),
    ("institution", "/institutions/ms"),
    ("subgroups", "/subgroups"),
    ("subgroup", "/subgroups/strehimi"),
    ("task", "/action-items/stafi"),
    ("task_disclaimed", "/action-items/mjetet"),
    ("task_new", "/action-items/new"),
    ("meetings", "/meetings"),
    ("meeting_held", "/meetings/qershor"),
    ("meeting_ahead", "/meetings/korrik"),
    ("cases", "/cases"),
    ("case", "/cases/2017-014"),
    ("case_new", "/cases/new"),
    ("case_report", "/cases/report?from=2017-04-01&until=2017-06-30"),
    ("data_requests", "/data-requests"),
    ("data_request", "/data-requests/viktimat"),
    ("data_request_new", "/data-requests/new"),
    ("data_collected", "/data-requests/collected"),
    ("training", "/training"),
    ("training_module", "/training/te-dhenat"),
    ("trainers", "/trainers"),
    ("strategy", "/strategy"),
    ("objective", "/strategy/objektivi-1"),
    ("dashboard", "/dashboard"),
    ("second_factor", "/second-factor?back=/cases"),
    ("drafts", "/drafts"),
];

/// Where a link leads by which somebody answers the request for data.
pub(crate) fn form_link(institution: &str, person: &str) -> String {
    let link = FormLink {
        request: "viktimat".parse().unwrap(),
        institution: institution.parse().unwrap(),
        person: person.parse().unwrap(),
        until: "2017-07-08T08:00:00Z".parse().unwrap(),
    };
    format!("/forms/{}", link_key().sign(&link))
}

/// What is taken out from behind one mark up to another, wherever it stands, with a word for it left instead.
fn redacted(page: &str, from: &str, until: &str, word: &str) -> String {
    let mut parts = page.split(from);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(until).unwrap_or(0);
        kept.extend([from, word, &part[end..]]);
    }
    kept
}

/// A page without what is different in each run or with each change of a file beside it.
fn without_marks(page: &str) -> String {
    let page = redacted(page, "name=\"once\" value=\"", "\"", "[once]");
    let page = redacted(&page, "data-position=\"", "\"", "[position]");
    let page = redacted(&page, "name=\"seen\" value=\"", "\"", "[seen]");
    redacted(&page, "?v=", "\"", "[version]")
}

/// Each drawing as its words: where its lines run is not for a reviewer of words.
fn without_drawings(page: &str) -> String {
    let mut parts = page.split("<svg");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (drawing, rest) = part.split_once("</svg>").unwrap();
        let words = drawing.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words.trim());
        let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
        kept.extend(["<svg>\n", &words.join("\n"), "\n</svg>", rest]);
    }
    kept
}

/// The part of a page that is its own.
fn main_part(page: &str) -> String {
    let (from, until) = (page.find("<main").unwrap(), page.find("</main>").unwrap());
    without_drawings(&without_marks(&page[from..until]))
}

/// Everything but the part that is a page's own.
fn layout(page: &str) -> String {
    let (from, until) = (page.find("<main").unwrap(), page.find("</main>").unwrap());
    without_marks(&format!("{}[main]\n{}", &page[..from], &page[until..]))
}

async fn main_of(server: &TestGateway, path: &str, language: &str) -> String {
    let answer = server.get(path, language).await;
    assert_eq!(answer.status(), 200, "{path}");
    main_part(&answer.text().await.unwrap())
}

struct OneLetter(DeadLetter);

#[async_trait]
impl DeadLetterQueue for OneLetter {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersUnavailable> {
        Ok(vec![self.0.clone()])
    }

    async fn redrive(&self, _: &ServiceName) -> Result<RedriveOutcome, DeadLettersUnavailable> {
        Err(DeadLettersUnavailable("nothing is tried again here".to_owned()))
    }
}

#[tokio::test]
async fn the_pages_read_in_english_as_they_did() {
    let server = sample_hub().await;
    insta::assert_snapshot!("layout_en", layout(&server.page("/", "en").await));
    for (name, path) in PAGES {
        insta::assert_snapshot!(format!("{name}_en"), main_of(&server, path, "en").await);
    }
    let events = "/strategy/objektivi-1/indicators/pjesemarrja/events?from=2017-04-01&until=2017-06-30";
    insta::assert_snapshot!("indicator_events_en", main_of(&server, events, "en").await);

    // What is open to whoever has a link, without a session.
    let step = ActionLink {
        person: "arta".parse().unwrap(),
        step: LinkedStep::Task {
            item: "raporti".parse().unwrap(),
            action: LinkedAction::RequestExtension("2017-07-28".parse().unwrap()),
        },
        until: "2017-07-08T08:00:00Z".parse().unwrap(),
    };
    let certificate = format!("/verify/{}", certificate_code());
    for (name, path) in [
        ("form_by_link", form_link("ms", "arta")),
        ("certificate_verified", certificate),
        ("step_by_link", format!("/links/{}", link_key().sign(&step))),
        ("sign_in", "/sign-in".to_owned()),
    ] {
        let page = server.stranger_gets(&path).await.text().await.unwrap();
        insta::assert_snapshot!(format!("{name}_en"), main_part(&page));
    }

    // What was refused, and what is not there.
    let refused = server.send_form("/action-items", &[("once", "a"), ("title-en", "")]).await;
    assert_eq!(refused.status(), 422);
    insta::assert_snapshot!("task_new_refused_en", main_part(&refused.text().await.unwrap()));
    let missing = server.get("/meetings/nowhere", "en").await;
    assert_eq!(missing.status(), 404);
    insta::assert_snapshot!("not_found_en", main_part(&missing.text().await.unwrap()));

    let event = server.store.read_all(Position::START, 1).await.unwrap().remove(0);
    let letter = DeadLetter {
        consumer: "coordination".parse().unwrap(),
        cause: DeadLetterCause::Failed { reason: "no such owner".to_owned(), tries: 5 },
        since: "2017-07-04T08:00:00Z".parse().unwrap(),
        position: event.position,
        stream: event.stream,
        event_type: event.body.event_type,
    };
    server.gateway.set_dead_letters(Arc::new(OneLetter(letter)));
    insta::assert_snapshot!("dead_letters_en", main_of(&server, "/dead-letters", "en").await);
    server.stop().await;
}

#[tokio::test]
async fn the_overview_a_task_a_case_the_month_who_was_told_and_an_institution_read_in_albanian_and_serbian_as_they_did()
{
    let server = sample_hub().await;
    for (name, path) in PAGES
        .into_iter()
        .filter(|(name, _)| ["overview", "task", "case", "month", "list_late", "telling", "institution"].contains(name))
    {
        for language in ["sq", "sr"] {
            insta::assert_snapshot!(format!("{name}_{language}"), main_of(&server, path, language).await);
            if name == "case" {
                // The page says who looked before: this look is shown from now on.
                let is_look = |event: &Event| {
                    let Event::AuditTrail(_, AuditTrailEvent::Recorded(entry)) = event else { return false };
                    entry.act == AuditedAct::CaseRead
                };
                server.settled(is_look).await;
            }
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_in_three_languages_as_it_was() {
    let server = sample_hub().await;
    for language in ["en", "sq", "sr"] {
        let path = "/institutions/ms/people/arta/set-email-address";
        let refused = server.send_form_in(language, path, &[("once", "a"), ("email", "arta at example.org")]).await;
        assert_eq!(refused.status(), 422);
        let page = main_part(&refused.text().await.unwrap());
        let (_, form) = page.split_once("<details id=\"told-arta\"").unwrap();
        let (form, _) = form.split_once("</details>").unwrap();
        insta::assert_snapshot!(format!("address_refused_{language}"), form);
    }
    server.stop().await;
}
