//! Data requests on pages: issued, answered by a link, reviewed, collected.
#![expect(
    clippy::disallowed_methods,
    reason = "the gateway runs on the machine\'s clock here, and days are counted from today"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{TestGateway, link_key};
use chrono::{Days, TimeDelta, Utc};
use events::Command;
use events::data_request::DataRequestCommand as C;
use events::language::Language;
use events::non_empty::NonEmpty;
use events::period::Period;
use forms::definition::{Notation, read_definition};
use links::FormLink;

const FORM: &str = r#"
    title = { sq = "Viktimat", sr = "Žrtve", en = "Victims" }
    [[field]]
    key = "sheltered"
    label = { sq = "Të strehuara", sr = "Zbrinute", en = "=Sheltered" }
    kind = "breakdown"
    unit = "persons"
    by = ["sex"]
    [[field]]
    key = "stay"
    label = { sq = "Qëndrimi", sr = "Boravak", en = "Average stay" }
    kind = "number"
    unit = "days"
    places = 1
"#;

/// The server with a request to both institutions for each period, and Arta in post.
async fn asked(periods: &[(&str, &str, &str)]) -> TestGateway {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::Sq).await;
    for (id, from, until) in periods {
        let definition = read_definition(FORM, Notation::Toml).unwrap();
        let issue = C::Issue {
            title: definition.title,
            form: definition.form,
            period: Period::new(from.parse().unwrap(), until.parse().unwrap()).unwrap(),
            recipients: NonEmpty::try_from(vec!["ms".parse().unwrap(), "mpms".parse().unwrap()]).unwrap(),
            due: Utc::now().date_naive() + Days::new(10),
        };
        server.give_and_show(Command::DataRequest(id.parse().unwrap(), issue)).await;
    }
    server
}

const H1: (&str, &str, &str) = ("h1", "2017-01-01", "2017-06-30");
const H2: (&str, &str, &str) = ("h2", "2017-07-01", "2017-12-31");

fn link(request: &str, institution: &str, person: &str, days: i64) -> String {
    let link = FormLink {
        request: request.parse().unwrap(),
        institution: institution.parse().unwrap(),
        person: person.parse().unwrap(),
        until: Utc::now() + TimeDelta::days(days),
    };
    format!("/forms/{}", link_key().sign(&link))
}

#[tokio::test]
async fn a_link_opens_one_form_for_one_person_and_nothing_else() {
    let server = asked(&[H1]).await;
    let own = link("h1", "ms", "arta", 3);
    let page = server.stranger_gets(&own).await;
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    // In the language that Arta speaks in chat, without the secretariat's navigation.
    assert!(page.contains("Të strehuara") && page.contains("Arta Krasniqi"), "{page}");
    assert!(!page.contains("/institutions"), "{page}");
    assert!(!page.contains("class=\"wrong"), "nothing is wrong before anything is sent: {page}");
    for address in ["/", "/data-requests", "/data-requests/h1", "/data-requests/collected", "/api/v1/institutions"] {
        assert_eq!(server.stranger_gets(address).await.status(), 401, "{address}");
    }
    let file = server.stranger_gets(&format!("{own}/file/xlsx")).await;
    assert!(file.bytes().await.unwrap().starts_with(b"PK"));

    let expired = server.stranger_gets(&link("h1", "ms", "arta", -1)).await;
    assert_eq!(expired.status(), 410);
    assert!(expired.text().await.unwrap().contains("ka skaduar"));
    for (forged, status) in [
        (format!("{own}x"), 403),
        ("/forms/nonsense".to_owned(), 403),
        (link("h1", "ms", "somebody", 3), 410),
        (link("h1", "mpms", "arta", 3), 410),
        (link("h9", "ms", "arta", 3), 404),
    ] {
        assert_eq!(server.stranger_gets(&forged).await.status(), status, "{forged}");
        assert_eq!(server.stranger_sends(&forged, &[("a.stay", "3")]).await.status(), status, "{forged}");
    }
    server.stop().await;
}

#[tokio::test]
async fn answers_on_the_page_are_checked_field_by_field_confirmed_reviewed_and_corrected() {
    let server = asked(&[H1, H2]).await;
    let (first, second) = (link("h1", "ms", "arta", 3), link("h2", "ms", "arta", 3));
    let wrong = [("a.sheltered", "9"), ("a.sheltered:female", "8"), ("a.stay", "1.250")];
    let answer = server.stranger_sends(&first, &wrong).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Numri i përgjithshëm është 9, por shuma e pjesëve është 8"), "{page}");
    assert!(page.contains("mund të lexohet si dy numra") && page.contains("value=\"1.250\""), "{page}");

    let good = [("a.sheltered", "9"), ("a.sheltered:female", "9"), ("a.stay", "12,5")];
    let answer = server.stranger_sends(&first, &good).await;
    let after = server.stranger_gets(&format!("{first}?sent=1")).await.text().await.unwrap();
    assert!(
        after.contains("U dërgua. Faleminderit.") && !after.contains("class=\"wrong"),
        "sent, and not wrong as well: {after}"
    );
    assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());

    let far = [("a.sheltered", "40"), ("a.sheltered:female", "40"), ("r.stay", "ende pa u numëruar")];
    let answer = server.stranger_sends(&second, &far).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("edhe pse në periudhën e kaluar ishte 9"));
    let confirmed: Vec<_> = far.iter().copied().chain([("c.sheltered", "yes")]).collect();
    assert_eq!(server.stranger_sends(&second, &confirmed).await.status(), 303);

    // The secretariat sees what was written, and returns it with a comment on a field.
    let page = server.page("/data-requests/h1", "en").await;
    assert!(page.contains("<b>9</b>") && page.contains("<b>12.5</b>"), "{page}");
    let answer = server.send_form("/data-requests/h1/return", &[("institution", "ms")]).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("Write a comment on at least one answer"));
    let comment = [("institution", "ms"), ("comment-stay", "weeks or <days>?")];
    assert_eq!(server.send_form("/data-requests/h1/return", &comment).await.status(), 303);
    // The link has sent; a new one shows what was said to it.
    assert_eq!(server.stranger_gets(&first).await.status(), 410);
    let first = link("h1", "ms", "arta", 7);
    let page = server.stranger_gets(&first).await.text().await.unwrap();
    assert!(page.contains("weeks or &lt;days&gt;?") && !page.contains("<days>"), "{page}");
    let corrected = [("a.sheltered", "9"), ("a.sheltered:female", "9"), ("a.stay", "87,5"), ("note", "ishte në javë")];
    assert_eq!(server.stranger_sends(&first, &corrected).await.status(), 303);
    let page = server.page("/data-requests/h1", "en").await;
    assert!(page.contains("<del>12.5</del> → <ins>87.5</ins>") && page.contains("ishte në javë"), "{page}");
    assert_eq!(server.send_form("/data-requests/h1/accept", &[("institution", "ms")]).await.status(), 303);
    let again = server.send_form("/data-requests/h1/return", &comment).await;
    assert_eq!(again.status(), 422, "what is accepted does not wait any more");

    // What is missing from whom, and asking once more.
    let page = server.page("/data-requests", "en").await;
    assert!(page.contains("/data-requests/h1/nudge"), "{page}");
    assert_eq!(server.send_form("/data-requests/h1/nudge", &[("institution", "mpms")]).await.status(), 303);
    assert!(server.page("/data-requests/h1", "en").await.contains("asked once more on"));
    assert_eq!(server.send_form("/data-requests/h1/nudge", &[("institution", "ms")]).await.status(), 422);
    server.stop().await;
}

#[tokio::test]
async fn a_link_sends_once_and_then_neither_shows_nor_sends_anything() {
    let server = asked(&[H1]).await;
    let (own, other, file) = (link("h1", "ms", "arta", 3), link("h1", "ms", "arta", 4), "/file/csv");
    let good = [("a.sheltered", "9"), ("a.sheltered:female", "9"), ("a.stay", "12,5")];
    let answer = server.stranger_sends(&own, &good).await;
    assert_eq!(answer.status(), 303);
    let sent = server.stranger_gets(answer.headers()["location"].to_str().unwrap()).await;
    assert_eq!(sent.status(), 200);
    let sent = sent.text().await.unwrap();
    assert!(sent.contains("U dërgua") && !sent.contains("12,5") && !sent.contains("a.stay"), "{sent}");
    // Pressed twice it was sent once; whatever else is sent by it is not taken. Neither is it by an older link of Arta's.
    assert_eq!(server.stranger_sends(&own, &good).await.status(), 303);
    let changed = [("a.sheltered", "8"), ("a.sheltered:female", "8"), ("a.stay", "12,5")];
    for spent in [&own, &other] {
        assert_eq!(server.stranger_sends(spent, &changed).await.status(), 410);
        let page = server.stranger_gets(spent).await;
        assert_eq!(page.status(), 410);
        assert!(!page.text().await.unwrap().contains("Të strehuara"));
        assert_eq!(server.stranger_gets(&format!("{spent}{file}")).await.status(), 410);
    }
    let page = server.page("/data-requests/h1", "en").await;
    assert!(page.contains("<b>9</b>") && !page.contains("<b>8</b>") && !page.contains("<ins>"), "{page}");
    // One that was made since sends a correction.
    assert_eq!(server.stranger_sends(&link("h1", "ms", "arta", 7), &changed).await.status(), 303);
    server.stop().await;
}

#[tokio::test]
async fn links_end_when_their_person_is_cut_off_and_none_of_before_opens_again() {
    let server = asked(&[H1]).await;
    let own = link("h1", "ms", "arta", 3);
    server.give_address("ms", "arta").await;
    assert_eq!(server.stranger_gets(&own).await.status(), 200, "the first address takes nothing away");
    let cut_off = events::institution::InstitutionCommand::RemoveEmailAddress { person: "arta".parse().unwrap() };
    server.give_and_show(Command::Institution("ms".parse().unwrap(), cut_off)).await;
    for address in [own.clone(), format!("{own}/file/csv")] {
        assert_eq!(server.stranger_gets(&address).await.status(), 410, "{address}");
    }
    assert_eq!(server.stranger_sends(&own, &[("a.stay", "3")]).await.status(), 410);
    let step = links::LinkedStep::Task { item: "x".parse().unwrap(), action: links::LinkedAction::Complete };
    let step = links::ActionLink { person: "arta".parse().unwrap(), step, until: Utc::now() + TimeDelta::days(3) };
    let page = server.stranger_gets(&format!("/links/{}", link_key().sign(&step))).await;
    assert_eq!(page.status(), 410);
    server.give_address("ms", "arta").await;
    assert_eq!(server.stranger_gets(&own).await.status(), 410, "it may be in other hands");
    assert_eq!(server.stranger_gets(&link("h1", "ms", "arta", 8)).await.status(), 200);
    server.stop().await;
}

#[tokio::test]
async fn personal_data_in_a_reason_is_refused_on_the_page_too() {
    let server = asked(&[H1]).await;
    let form = link("h1", "ms", "arta", 3);
    let long = "x".repeat(2_001);
    let answer = server.stranger_sends(&form, &[("a.sheltered", "0"), ("r.stay", &long)]).await;
    assert_eq!(answer.status(), 422);
    let foreign = server.stranger_sends(&form, &[("a.sheltered", "0"), ("a.stay", "1"), ("r.stay", "also")]).await;
    assert_eq!(foreign.status(), 422);
    server.stop().await;
}

/// How many an institution sheltered, for 12.5 days each on an average.
fn submit(institution: &str, women: u64, men: u64) -> Command {
    let form = read_definition(FORM, Notation::Toml).unwrap().form;
    let text = format!(
        r#"{{"sheltered":{{"kind":"breakdown","value":[{{"of":[],"count":{}}},{{"of":[{{"sex":"female"}}],"count":{women}}},{{"of":[{{"sex":"male"}}],"count":{men}}}]}},"stay":{{"kind":"number","value":"12.5"}}}}"#,
        women + men
    );
    let answers: events::form::Answers = serde_json::from_str(&text).unwrap();
    assert_eq!(form.faults(&answers), vec![]);
    let institution = institution.parse().unwrap();
    let submit = C::Submit { institution, answers, last: BTreeMap::new(), confirmed: BTreeSet::new() };
    Command::DataRequest("h1".parse().unwrap(), submit)
}

#[tokio::test]
async fn collected_data_hide_small_counts_on_the_page_and_in_files() {
    let server = asked(&[H1]).await;
    server.give_and_show(submit("ms", 23, 3)).await;
    server.give_and_show(submit("mpms", 31, 17)).await;
    let page = server.page("/data-requests/collected?form=h1&field=sheltered", "en").await;
    assert!(page.contains("<svg") && page.contains("hidden"), "{page}");
    let csv = server.page("/data-requests/collected/file/csv?form=h1&field=sheltered", "en").await;
    let values: Vec<&str> = csv.lines().filter_map(|line| line.split(';').nth(5)).collect();
    assert!(!values.contains(&"3"), "three men are somebody whom one knows: {csv}");
    // What would tell them by subtraction is hidden with them.
    let male: Vec<&str> = csv.lines().filter(|line| line.contains(";Male;")).collect();
    assert!(male.iter().filter(|line| line.contains("hidden")).count() >= 2, "{csv}");
    assert!(csv.contains(";'=Sheltered;"), "a label is no formula: {csv}");
    let raw = server.page("/data-requests/h1", "en").await;
    assert!(raw.contains("<b>3</b>"), "the secretariat sees what was submitted: {raw}");
    // The days are of 26 and of 48 people.
    let stay = server.page("/data-requests/collected/file/csv?form=h1&field=stay", "en").await;
    assert_eq!(stay.matches(";12.5;").count(), 2, "{stay}");
    let xlsx = server.get("/data-requests/collected/file/xlsx?form=h1&field=stay", "sq").await;
    assert!(xlsx.bytes().await.unwrap().starts_with(b"PK"));
    assert_eq!(server.get("/data-requests/collected?form=h1&field=colour", "en").await.status(), 404);
    server.stop().await;
}

#[tokio::test]
async fn the_days_of_few_people_are_hidden_with_their_number() {
    let server = asked(&[H1]).await;
    server.give_and_show(submit("ms", 2, 1)).await;
    server.give_and_show(submit("mpms", 31, 17)).await;
    let csv = server.page("/data-requests/collected/file/csv?form=h1&field=stay", "en").await;
    assert!(!csv.contains("12.5") && csv.contains("hidden"), "{csv}");
    let page = server.page("/data-requests/collected?form=h1&field=stay", "en").await;
    assert!(!page.contains("12.5") && page.contains("and those that would tell them"), "{page}");
    let raw = server.page("/data-requests/h1", "en").await;
    assert!(raw.contains("12.5"), "the secretariat sees what was submitted: {raw}");
    server.stop().await;
}

#[tokio::test]
async fn a_request_is_issued_on_the_page_and_what_is_wrong_is_found_at_its_field() {
    let server = TestGateway::start().await;
    for language in ["en", "sq", "sr"] {
        assert_eq!(server.get("/data-requests/new", language).await.status(), 200);
        assert_eq!(server.get("/data-requests", language).await.status(), 200);
        assert_eq!(server.get("/data-requests/collected", language).await.status(), 200);
    }
    let wrong = [
        ("title-en", "Beds"),
        ("from", "2017-06-30"),
        ("until", "2017-01-01"),
        ("due", "2017-07-01"),
        ("rows", "3"),
        ("f0-key", "Beds!"),
        ("f0-kind", "integer"),
        ("f0-label-en", "Beds"),
        ("f0-unit", "cases"),
        ("f0-most", "many"),
        ("f1-key", "state"),
        ("f1-kind", "choice"),
        ("f1-label-en", "State"),
        ("f1-options-en", ""),
        ("f2-key", "women"),
        ("f2-kind", "breakdown"),
        ("f2-label-en", "Women"),
        ("f2-unit", "persons"),
    ];
    let answer = server.send_form("/data-requests", &wrong).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    for words in [
        "The period ends before it begins",
        "Choose at least one institution",
        "Use small letters a to z",
        "This is not a number",
        "Write as many options in each language",
        "Choose by what it is broken down",
        "value=\"Beds!\"",
    ] {
        assert!(page.contains(words), "“{words}” is not on the page: {page}");
    }
    let more = [("title-en", "Beds"), ("rows", "3"), ("more", "1")];
    let page = server.send_form("/data-requests", &more).await.text().await.unwrap();
    assert!(page.contains("f5-key") && page.contains("value=\"Beds\"") && !page.contains("class=\"wrong\""), "{page}");

    let due = (Utc::now().date_naive() + Days::new(10)).to_string();
    let good = [
        ("title-en", "Beds"),
        ("from", "2017-01-01"),
        ("until", "2017-06-30"),
        ("due", due.as_str()),
        ("rows", "3"),
        ("recipients", "ms"),
        ("f0-key", "beds"),
        ("f0-kind", "decimal"),
        ("f0-places", "1"),
        ("f0-label-en", "Beds"),
        ("f0-unit", "other"),
        ("f0-unit-other", "beds"),
        ("f0-least", "0,5"),
        ("f1-key", "state"),
        ("f1-kind", "choice"),
        ("f1-label-en", "State"),
        ("f1-options-sq", "Mirë\nDobët"),
        ("f1-options-en", "Good\nBad"),
        ("f2-key", "women"),
        ("f2-kind", "breakdown"),
        ("f2-label-en", "Women"),
        ("f2-unit", "persons"),
        ("f2-by", "sex"),
    ];
    let answer = server.send_form("/data-requests", &good).await;
    assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
    let address = answer.headers()["location"].to_str().unwrap().to_owned();
    let page = server.page(&address, "en").await;
    assert!(page.contains("beds; at most 1 decimal place") || page.contains("at least 0.5"), "{page}");
    assert!(page.contains("Good &#x2f; Bad"), "{page}");
    // The next period begins with the same form.
    let id = address.rsplit('/').next().unwrap();
    let page = server.page(&format!("/data-requests/new?from={id}"), "en").await;
    assert!(page.contains("value=\"women\"") && page.contains("Mirë\nDobët") && page.contains("mire\tMirë"), "{page}");
    for path in [format!("{address}/form/csv"), format!("{address}/form/xlsx")] {
        assert_eq!(server.get(&path, "sr").await.status(), 200, "{path}");
    }
    assert_eq!(server.send_form(&format!("{address}/close"), &[]).await.status(), 303);
    assert_eq!(server.send_form(&format!("{address}/nudge"), &[("institution", "ms")]).await.status(), 422);
    assert_eq!(server.get("/data-requests/nowhere", "en").await.status(), 404);
    server.stop().await;
}
