//! The strategy on the pages: what is missing, what is wrong and where, values and their history, what is computed and
//! from which events.

use crate::support::TestGateway;
use coordination::{Clock, CommandPort, CommandRequest, SystemClock};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::strategy::ObjectiveCommand;
use events::{Command, RecordedEvent};

/// The quarter before this one, and the day before it began.
fn last_quarter() -> (Period, String) {
    let this = Period::quarter_of(SystemClock.moment().today);
    let last = Period::quarter_of(this.from().pred_opt().unwrap());
    (last, last.from().pred_opt().unwrap().to_string())
}

fn due() -> String {
    SystemClock.moment().today.checked_add_months(chrono::Months::new(12)).unwrap().to_string()
}

async fn objective(server: &TestGateway) {
    let statement = LocalText::only(Language::En, "Count better".parse().unwrap());
    let owners = NonEmpty::one("ms".parse().unwrap());
    let set = ObjectiveCommand::Set { statement, owners, key_issue: 2 };
    server.give(Command::Objective("o".parse().unwrap(), set)).await;
    shown(server).await;
}

async fn shown(server: &TestGateway) {
    use readmodels::ReadPort;
    use store::EventStore;
    let end = server.store.end().await.unwrap();
    server.read_models.reached(end, crate::support::PATIENCE).await.unwrap();
}

/// Sends a form that is expected to be taken, and gives the address that it leads to.
async fn sent(server: &TestGateway, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = server.send_form(path, fields).await;
    let (status, to) = (answer.status(), answer.headers().get("location").cloned());
    let body = answer.text().await.unwrap();
    to.unwrap_or_else(|| panic!("{path}: {status} {body}")).to_str().unwrap().to_owned()
}

/// Defines an indicator and gives its address without the mark.
async fn indicator(server: &TestGateway, fields: &[(&str, &str)]) -> String {
    let to = sent(server, "/strategy/o/indicators", fields).await;
    let (_, id) = to.split_once("#indicator-").unwrap();
    format!("/strategy/o/indicators/{id}")
}

#[tokio::test]
async fn an_objective_becomes_measurable_gap_by_gap() {
    let server = TestGateway::start().await;
    let fields = [("statement-en", "Share the data"), ("owners", "ms"), ("key_issue", "2")];
    let own = sent(&server, "/strategy", &fields).await;
    let list = server.page("/strategy", "en").await;
    assert!(list.contains("Share the data") && list.contains("It has no indicator"), "{list}");
    let to = sent(&server, &format!("{own}/indicators"), &[("title-en", "Forms sent")]).await;
    let at = to.replace("#indicator-", "/indicators/");
    let lacking = |page: &str| -> Vec<&'static str> {
        let gaps = ["unit", "baseline", "target", "due date", "source", "disaggregation"];
        gaps.into_iter().filter(|gap| page.contains(&format!("<b>{gap}</b>"))).collect()
    };
    let list = server.page("/strategy", "en").await;
    assert_eq!(lacking(&list), ["unit", "baseline", "target", "due date", "source", "disaggregation"]);
    let due = due();
    let known = [("title-en", "Forms sent"), ("unit", "other"), ("unit-other", "forms"), ("due", &due)];
    let known = [&known[..], &[("source", "reported"), ("reporters", "ms"), ("disaggregation", "none")]].concat();
    sent(&server, &format!("{at}/define"), &known).await;
    assert_eq!(lacking(&server.page("/strategy", "en").await), ["baseline", "target"]);
    let (_, before) = last_quarter();
    sent(&server, &format!("{at}/baseline"), &[("value", "12,5"), ("on", &before)]).await;
    sent(&server, &format!("{at}/target"), &[("value", "80")]).await;
    let list = server.page("/strategy", "en").await;
    assert_eq!(lacking(&list), Vec::<&str>::new());
    assert!(list.contains("1 of 1 objectives can be measured"), "{list}");
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_stored() {
    let server = TestGateway::start().await;
    objective(&server).await;
    let at = indicator(
        &server,
        &[
            ("title-en", "Trained"),
            ("unit", "persons"),
            ("source", "reported"),
            ("reporters", "ms"),
            ("disaggregation", "by"),
            ("dimensions", "sex"),
        ],
    )
    .await;
    let id = at.rsplit('/').next().unwrap().to_owned();
    let (last, before) = last_quarter();
    sent(&server, &format!("{at}/baseline"), &[("value", "1"), ("on", &before)]).await;
    let period = format!("{}/{}", last.from(), last.until());
    let report = |value: &'static str, counts: [&'static str; 2]| {
        let mut fields =
            vec![("institution", "ms".to_owned()), ("period", period.clone()), ("value", value.to_owned())];
        for (n, (sex, count)) in ["female", "male"].into_iter().zip(counts).enumerate() {
            let (of, number) = [("of-sex-0", "count-0"), ("of-sex-1", "count-1")][n];
            fields.extend([(of, sex.to_owned()), (number, count.to_owned())]);
        }
        fields
    };
    for (act, fields, field, words) in [
        ("target", vec![("value", "twelve".to_owned())], "value", "This is not a number"),
        ("target", vec![("value", "1000000000000000000".to_owned())], "value", "larger than anything"),
        ("target", vec![("value", "1.250".to_owned())], "value", "read in two ways"),
        ("target", vec![("value", "12,5".to_owned())], "value", "write a whole number"),
        ("target", vec![("value", String::new())], "value", "Fill in this field"),
        ("baseline", vec![("value", "1".to_owned()), ("on", "soon".to_owned())], "on", ""),
        ("define", vec![("title-en", "T".to_owned()), ("source", "reported".to_owned())], "reporters", "at least one"),
        ("define", vec![("title-en", "T".to_owned()), ("unit", "stones".to_owned())], "unit", ""),
        ("define", vec![("title-en", "T".to_owned()), ("disaggregation", "by".to_owned())], "dimensions", "Mark by"),
        ("report", report("12", ["7", "6"]), "value", "do not add up"),
        ("report", report("12", ["7", "5,5"]), "count-1", "write a whole number"),
        (
            "report",
            [report("12", ["7", "5"]), vec![]].concat().into_iter().filter(|(n, _)| *n != "period").collect(),
            "period",
            "",
        ),
    ] {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = server.send_form(&format!("{at}/{act}"), &fields).await;
        assert_eq!(answer.status(), 422, "{act} {fields:?}");
        let page = answer.text().await.unwrap();
        let mark = format!("id=\"wrong-{act}-{id}-{field}\"");
        let (_, after) = page.split_once(&mark).unwrap_or_else(|| panic!("{act} {fields:?}: no {mark} in {page}"));
        let said = after.split_once("</p>").unwrap().0;
        assert!(said.contains(words), "{act} {fields:?}: {said}");
        for (_, value) in fields.iter().filter(|(name, value)| *name == "value" && !value.is_empty()) {
            assert!(page.contains(&format!("value=\"{value}\"")), "{value} is kept");
        }
    }
    let unknown = server
        .send_form(
            "/strategy/o/activities",
            &[("title-en", "T"), ("owners", "nobody"), ("from", "2017-02-01"), ("until", "2017-01-01")],
        )
        .await;
    let page = unknown.text().await.unwrap();
    assert!(page.contains("wrong-plan-until"), "{page}");
    let page = server.page("/strategy/o", "en").await;
    let nothing_stored = page.contains("<b>target</b>, <b>due date</b>") && page.contains("Not reported yet: ms");
    assert!(nothing_stored && page.contains("<dd>1 persons"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn a_value_is_entered_on_behalf_corrected_with_a_reason_and_every_version_stays() {
    let server = TestGateway::start().await;
    objective(&server).await;
    let due = due();
    let at = indicator(
        &server,
        &[
            ("title-en", "Forms"),
            ("unit", "items"),
            ("due", &due),
            ("source", "reported"),
            ("reporters", "ms"),
            ("reporters", "mpms"),
            ("disaggregation", "none"),
        ],
    )
    .await;
    let (last, before) = last_quarter();
    sent(&server, &format!("{at}/baseline"), &[("value", "2"), ("on", &before)]).await;
    sent(&server, &format!("{at}/target"), &[("value", "20")]).await;
    let period = format!("{}/{}", last.from(), last.until());
    sent(&server, &format!("{at}/report"), &[("institution", "ms"), ("period", &period), ("value", "7")]).await;
    let again =
        server.send_form(&format!("{at}/report"), &[("institution", "ms"), ("period", &period), ("value", "9")]).await;
    assert_eq!(again.status(), 422);
    assert!(again.text().await.unwrap().contains("has reported this period already"));
    let dashboard = server.page("/dashboard", "en").await;
    assert!(dashboard.contains("Not reported yet: mpms") && dashboard.contains("There is no rating"), "{dashboard}");
    let which = format!("ms|{period}");
    sent(&server, &format!("{at}/correct"), &[("which", &which), ("value", "8"), ("reason", "one came by post")]).await;
    sent(&server, &format!("{at}/report"), &[("institution", "mpms"), ("period", &period), ("value", "12")]).await;
    let page = server.page("/strategy/o", "en").await;
    for words in ["8 items", "7 items", "one came by post", "entered by the Secretariat", "20 items"] {
        assert!(page.contains(words), "{words} is missing: {page}");
    }
    let dashboard = server.page("/dashboard", "en").await;
    assert!(
        dashboard.contains("the target is reached") && dashboard.contains("<span class=\"light green\">"),
        "{dashboard}"
    );
    assert!(dashboard.contains("<svg class=\"drawn\"") && dashboard.contains("<desc id="), "{dashboard}");
    let file = server.page("/dashboard/values/csv", "en").await;
    let begins = last.from().format("%-d %b %Y").to_string();
    let line = file.lines().find(|line| line.contains(&begins)).unwrap();
    assert!(line.starts_with("Count better;Forms;items;2;") && line.contains(";20;;"), "{line}");
    server.stop().await;
}

/// Gives a command about a meeting on the first day of a period.
async fn on(server: &TestGateway, period: Period, command: MeetingCommand) -> Vec<RecordedEvent> {
    let id = CommandId::named(&format!("test/{command:?}"));
    let request = CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal: Principal::secretariat(),
        occurred_at: Some(period.from().and_hms_opt(12, 0, 0).unwrap().and_utc()),
        made_from: None,
        command: Command::Meeting("m".parse().unwrap(), command),
    };
    server.commands.real.execute(request).await.unwrap().events
}

#[tokio::test]
async fn a_computed_value_opens_the_very_events_it_came_from() {
    let server = TestGateway::start().await;
    objective(&server).await;
    let (last, before) = last_quarter();
    let schedule = MeetingCommand::Schedule {
        title: LocalText::only(Language::En, "About the shelters".parse().unwrap()),
        at: MeetingTime { date: last.from(), time: None, minutes: None },
        place: None,
        convened: MeetingBody::Authority,
        invited: NonEmpty::try_from(vec!["ms".parse().unwrap(), "mpms".parse().unwrap()]).unwrap(),
        recurrence: None,
    };
    let scheduled = on(&server, last, schedule).await;
    let attended = NonEmpty::one("ms".parse().unwrap());
    let held = on(&server, last, MeetingCommand::Hold { attended }).await;
    shown(&server).await;
    let due = due();
    let at = indicator(
        &server,
        &[("title-en", "Attendance"), ("due", &due), ("source", "meeting-attendance"), ("disaggregation", "none")],
    )
    .await;
    sent(&server, &format!("{at}/baseline"), &[("value", "40"), ("on", &before)]).await;
    sent(&server, &format!("{at}/target"), &[("value", "90")]).await;
    let dashboard = server.page("/dashboard", "en").await;
    assert!(dashboard.contains("<b>50 %</b>") && dashboard.contains("from 2 events"), "{dashboard}");
    let events = format!("{at}/events?from={}&until={}", last.from(), last.until());
    let page = server.page(&events, "en").await.replace("&#x2f;", "/");
    for recorded in [&scheduled[0], &held[0]] {
        assert!(page.contains(&format!(">{}</td>", recorded.position.0)), "{page}");
    }
    assert!(page.contains("About the shelters") && page.contains("href=\"/meetings/m\""), "{page}");
    assert_eq!(server.get(&format!("{at}/events?from=x&until=y"), "en").await.status(), 422);
    assert_eq!(
        server.get("/strategy/o/indicators/none/events?from=2017-01-01&until=2017-02-01", "en").await.status(),
        404
    );
    server.stop().await;
}

#[tokio::test]
async fn every_page_has_its_words_in_every_language() {
    let server = TestGateway::start().await;
    objective(&server).await;
    let due = due();
    let (_, before) = last_quarter();
    for source in ["meeting-attendance", "reported"] {
        let at = indicator(
            &server,
            &[
                ("title-en", source),
                ("unit", if source == "reported" { "persons" } else { "" }),
                ("due", &due),
                ("source", source),
                ("reporters", "ms"),
                ("disaggregation", "by"),
                ("dimensions", "sex"),
                ("dimensions", "nationality"),
            ],
        )
        .await;
        sent(&server, &format!("{at}/baseline"), &[("value", "40"), ("on", &before)]).await;
        sent(&server, &format!("{at}/target"), &[("value", "90")]).await;
    }
    for (language, words) in [("sq", "Vlera fillestare"), ("sr", "Polazna vrednost"), ("en", "Baseline")] {
        for path in ["/strategy", "/strategy/o", "/dashboard"] {
            let page = server.page(path, language).await;
            let keys = [">strategy-", ">page-", " strategy-rule", "\"strategy-title", "figure-not"];
            assert!(keys.iter().all(|key| !page.contains(key)), "{language} {path}: a text is missing in {page}");
            assert!(path == "/strategy" || page.contains(words), "{language} {path}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_program_reads_objectives_and_records_a_value_once() {
    let server = TestGateway::start().await;
    objective(&server).await;
    let due = due();
    let at = indicator(
        &server,
        &[
            ("title-en", "Forms"),
            ("unit", "items"),
            ("due", &due),
            ("source", "reported"),
            ("reporters", "ms"),
            ("disaggregation", "none"),
        ],
    )
    .await;
    let (last, before) = last_quarter();
    sent(&server, &format!("{at}/baseline"), &[("value", "2"), ("on", &before)]).await;
    sent(&server, &format!("{at}/target"), &[("value", "20")]).await;
    let path = format!("/api/v1{}/values", at.replace("/strategy/", "/objectives/"));
    let value = |value: &str| serde_json::json!({ "institution": "ms", "from": last.from(), "until": last.until(), "value": value });
    let wrong = server.post(&path, "key-0", &value("1,5")).await;
    assert_eq!(wrong.status(), 422);
    assert_eq!(wrong.json::<serde_json::Value>().await.unwrap()["at"], "value");
    for repeated in [false, true] {
        let answer = server.post(&path, "key-1", &value("7")).await;
        assert_eq!(answer.status(), 201);
        assert_eq!(answer.headers().contains_key("idempotency-replayed"), repeated);
    }
    assert_eq!(server.post(&path, "key-2", &value("9")).await.status(), 409);
    let mut corrected = value("9");
    corrected["reason"] = "two came by post".into();
    assert_eq!(server.post(&path, "key-3", &corrected).await.status(), 201);
    let all: serde_json::Value = server.get("/api/v1/objectives", "en").await.json().await.unwrap();
    let known = &all["items"][0];
    assert_eq!((&known["id"], &known["measurable"]), (&"o".into(), &true.into()));
    let shown = &known["indicators"][0];
    assert_eq!((&shown["light"], &shown["rule"]), (&"green".into(), &"on-time".into()));
    assert_eq!((&shown["baseline"]["value"], &shown["missing"]), (&"2".into(), &serde_json::json!([])));
    assert_eq!(shown["values"][0]["value"], "9");
    let one: serde_json::Value = server.get("/api/v1/objectives/o", "en").await.json().await.unwrap();
    assert_eq!(&one, known);
    assert_eq!(server.get("/api/v1/objectives/none", "en").await.status(), 404);
    server.stop().await;
}
