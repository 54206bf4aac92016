//! What is answered by a link of an e-mail as well as in chat: decisions on an owner's report, referrals, values of indicators,
//! the attendance of a session.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use events::action_item::{ActionItemCommand, ActionItemEvent};
use events::audit::Door;
use events::case::{CaseCommand, CaseEvent, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::figure::Unit;
use events::ids::{EventId, PersonId, Position};
use events::indicator::{Baseline, Disaggregation, IndicatorDefinition, Source};
use events::institution::DigestHour;
use events::language::Language;
use events::non_empty::NonEmpty;
use events::period::Period;
use events::preferences::{DigestFrequency, Subject};
use events::strategy::{ObjectiveCommand, ObjectiveEvent};
use events::training::{Audience, CertificateCode, ModuleCommand, ModuleEvent, ModulePlan};
use events::{Command, Event};
use gateway::GatewayConfig;
use links::{ActionLink, LinkedAction, LinkedDecision, LinkedStep, RemindersLink};
use readmodels::Ask;
use readmodels::queries::{AuditFilter, AuditLine, AuditLines};
use store::EventStore;

use crate::support::sample_hub::{give_a_chair_and_a_task, in_every_language as words, sample_hub_configured};
use crate::support::{StandingClock, TestGateway, link_key};

const NOW: &str = "2017-07-05T08:00:00Z";

fn link_to(person: &str, step: LinkedStep) -> String {
    let until = NOW.parse::<chrono::DateTime<chrono::Utc>>().unwrap() + ActionLink::VALID;
    format!("/links/{}", link_key().sign(&ActionLink { person: person.parse().unwrap(), step, until }))
}

fn decide(report: EventId, decision: LinkedDecision) -> String {
    let action = LinkedAction::Decide(report, decision);
    link_to("arta", LinkedStep::Task { item: "beds".parse().unwrap(), action })
}

/// What was recorded last, but for what the audit trail tells of those who looked.
async fn last_event(server: &TestGateway) -> Event {
    let all = server.store.read_all(Position::START, 10_000).await.unwrap();
    let mut events = all.into_iter().rev().map(|stored| stored.decode().unwrap().event);
    events.find(|event| !matches!(event, Event::AuditTrail(..))).unwrap()
}

async fn with_a_task() -> TestGateway {
    let server = TestGateway::start_with_email(Arc::new(StandingClock::at(NOW))).await;
    give_a_chair_and_a_task(&server).await;
    server
}

/// The lines of the trail with this act, once there are so many: of whom, what, by which door and from where.
async fn trail(server: &TestGateway, act: &str, many: usize) -> BTreeSet<(Option<String>, String, Option<Door>, bool)> {
    let filter = AuditFilter { act: Some(act.to_owned()), ..AuditFilter::default() };
    for _ in 0..500 {
        let question = AuditLines { filter: filter.clone(), before: None, limit: 1_000 };
        let found = server.read_models.real.ask(question).await.unwrap();
        if found.len() >= many {
            let line = |line: AuditLine| {
                (line.person.map(|person| person.to_string()), line.object, line.door, line.network.is_some())
            };
            return found.into_iter().map(line).collect();
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("there are not {many} lines of {act} in the trail");
}

/// What an owner reports; the event.
async fn report(server: &TestGateway, command: ActionItemCommand) -> EventId {
    server.give_and_show(Command::ActionItem("beds".parse().unwrap(), command)).await;
    server.store.read_all(Position::START, 10_000).await.unwrap().pop().unwrap().id
}

#[tokio::test]
async fn a_link_decides_on_the_request_that_it_was_made_for_and_on_no_later_one() {
    let server = with_a_task().await;
    let ask = |day: &str| ActionItemCommand::RequestExtension { until: day.parse().unwrap(), reason: None };
    let first = report(&server, ask("2017-07-27")).await;
    let grants = |report, day: &str| decide(report, LinkedDecision::GrantExtension(day.parse().unwrap()));
    let old = [grants(first, "2017-07-27"), decide(first, LinkedDecision::RefuseExtension)];
    assert_eq!(server.stranger_gets(&old[0]).await.status(), 200);
    report(&server, ActionItemCommand::RefuseExtension { reason: None }).await;
    // The owner asks again: an e-mail of before says nothing of this.
    let second = report(&server, ask("2017-07-28")).await;
    for link in &old {
        for answer in [server.stranger_gets(link).await, server.stranger_sends(link, &[]).await] {
            assert_eq!(answer.status(), 409);
            assert!(answer.text().await.unwrap().contains("no longer needed"));
        }
    }
    assert!(matches!(last_event(&server).await, Event::ActionItem(_, ActionItemEvent::ExtensionRequested { .. })));
    assert_eq!(server.stranger_sends(&grants(second, "2017-07-28"), &[]).await.status(), 200);
    assert!(matches!(last_event(&server).await, Event::ActionItem(_, ActionItemEvent::ExtensionGranted { .. })));
    server.stop().await;
}

#[tokio::test]
async fn a_chair_finds_a_task_not_done_for_a_reason_that_the_owner_reads() {
    let server = with_a_task().await;
    let done = report(&server, ActionItemCommand::Complete).await;
    let link = decide(done, LinkedDecision::Reopen);
    let page = server.stranger_gets(&link).await.text().await.unwrap();
    assert!(page.contains("name=\"reason\"") && page.contains("Say what is missing"), "{page}");
    for reason in ["", "call 044 123 456"] {
        let answer = server.stranger_sends(&link, &[("reason", reason)]).await;
        assert_eq!(answer.status(), 422, "{reason}");
        assert!(answer.text().await.unwrap().contains("role=\"alert\""));
    }
    assert_eq!(server.stranger_sends(&link, &[("reason", "Prizren is missing")]).await.status(), 200);
    let Event::ActionItem(_, ActionItemEvent::Reopened { reason, .. }) = last_event(&server).await else {
        panic!("it was not opened again")
    };
    assert_eq!(reason.as_str(), "Prizren is missing");
    assert_eq!(server.stranger_sends(&link, &[("reason", "Peja as well")]).await.status(), 410, "once");
    server.stop().await;
}

#[tokio::test]
async fn whose_a_disputed_task_is_can_be_settled_in_each_way() {
    for (decision, fields, asked) in [
        (LinkedDecision::GiveTo("ms".parse().unwrap()), vec![], "Ministry of Health"),
        (LinkedDecision::Return, vec![("reason", "by law")], "stay with its owner"),
        (LinkedDecision::CallOff, vec![("reason", "done by others")], "Call this task off"),
    ] {
        let server = with_a_task().await;
        let disclaimed = report(&server, ActionItemCommand::Disclaim { suggested: None, reason: None }).await;
        let link = decide(disclaimed, decision.clone());
        let page = server.stranger_gets(&link).await.text().await.unwrap();
        assert!(page.contains(asked) || page.contains("Give this task to"), "{page}");
        assert_eq!(server.stranger_sends(&link, &fields).await.status(), 200, "{decision:?}");
        let Event::ActionItem(_, event) = last_event(&server).await else { panic!("nothing was decided") };
        let fits = match decision {
            LinkedDecision::GiveTo(_) => matches!(event, ActionItemEvent::Reassigned { .. }),
            LinkedDecision::Return => matches!(event, ActionItemEvent::Returned { .. }),
            LinkedDecision::CallOff
            | LinkedDecision::Verify
            | LinkedDecision::Reopen
            | LinkedDecision::GrantExtension(_)
            | LinkedDecision::RefuseExtension => matches!(event, ActionItemEvent::Cancelled { .. }),
        };
        assert!(fits, "{event:?}");
        // Where it is nobody's to decide any more, the other links do nothing.
        let other = decide(disclaimed, LinkedDecision::GiveTo("policia".parse().unwrap()));
        assert_ne!(server.stranger_sends(&other, &[]).await.status(), 200);
        server.stop().await;
    }
}

#[tokio::test]
async fn a_referral_is_taken_on_or_declined_by_whoever_it_was_made_to() {
    let server = with_a_task().await;
    server.appoint("mpms", "besim", Language::En).await;
    let case = |command| Command::Case("2017-014".parse().unwrap(), command);
    let profile = VictimProfile {
        age_group: AgeGroup::Adult,
        sex: Sex::Male,
        nationality: Nationality::Unknown,
        forms: NonEmpty::one(ExploitationForm::ForcedLabour),
    };
    let identified_by = "ms".parse().unwrap();
    server.give(case(CaseCommand::Open { identified_by, profile, person: None, competent: BTreeMap::new() })).await;
    let refer = |referral: &str| CaseCommand::MakeReferral {
        referral: referral.parse().unwrap(),
        receiver: "ms".parse().unwrap(),
        stage: CaseStage::Assistance,
        answer_by: "2017-07-10T14:00:00Z".parse().unwrap(),
        request: Some("Shelter for two weeks".parse().unwrap()),
    };
    let answer = |person: &str, referral: &str, accepts| {
        let (case, referral) = ("2017-014".parse().unwrap(), referral.parse().unwrap());
        link_to(person, LinkedStep::AnswerReferral { case, referral, accepts })
    };
    server.give_and_show(case(refer("r1"))).await;
    let page = server.stranger_gets(&answer("arta", "r1", true)).await.text().await.unwrap();
    assert!(page.contains("2017-014") && page.contains("Shelter for two weeks"), "{page}");
    assert_eq!(server.stranger_sends(&answer("besim", "r1", true), &[]).await.status(), 410, "another institution's");
    let declines = answer("arta", "r1", false);
    assert_eq!(server.stranger_sends(&declines, &[]).await.status(), 422, "why is asked");
    assert_eq!(server.stranger_sends(&declines, &[("reason", "all beds are taken")]).await.status(), 200);
    let is_declined = |event: &Event| matches!(event, Event::Case(_, CaseEvent::ReferralDeclined { .. }));
    server.settled(is_declined).await;
    // That it was opened by a link is in the trail, with from where; and so is whose link opened nothing.
    let read = trail(&server, "case-read", 1).await;
    assert_eq!(read, [(Some("arta".to_owned()), "2017-014".to_owned(), Some(Door::Link), true)].into());
    let refused = trail(&server, "refused", 1).await;
    let besim = (Some("besim".to_owned()), "case/2017-014 accept-referral".to_owned(), Some(Door::Link), true);
    assert_eq!(refused, [besim].into());
    assert_eq!(server.stranger_gets(&declines).await.status(), 410, "used");
    assert_eq!(server.stranger_sends(&answer("arta", "r1", true), &[]).await.status(), 409, "it is answered");
    server.give_and_show(case(refer("r2"))).await;
    assert_eq!(server.stranger_sends(&answer("arta", "r2", true), &[]).await.status(), 200);
    assert!(matches!(last_event(&server).await, Event::Case(_, CaseEvent::ReferralAccepted { .. })));
    server.stop().await;
}

#[tokio::test]
async fn where_cases_want_a_second_factor_a_referrals_link_leads_to_the_case_and_shows_and_does_nothing() {
    let server = sample_hub_configured(|config| GatewayConfig { second_factor_for_cases: true, ..config }).await;
    let link =
        |step| ActionLink { person: "arta".parse().unwrap(), step, until: "2017-07-06T08:00:00Z".parse().unwrap() };
    let address = |step| format!("/links/{}", link_key().sign(&link(step)));
    let (case, referral) = ("2017-014".parse().unwrap(), "mjeku".parse().unwrap());
    let of_referral = address(LinkedStep::AnswerReferral { case, referral, accepts: true });
    for answer in [server.stranger_gets(&of_referral).await, server.stranger_sends(&of_referral, &[]).await] {
        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers()["location"], "/cases/2017-014");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert!(!answer.text().await.unwrap().contains("A medical examination"));
    }
    assert!(!matches!(last_event(&server).await, Event::Case(_, CaseEvent::ReferralAccepted { .. })));
    let of_task = address(LinkedStep::Task { item: "raporti".parse().unwrap(), action: LinkedAction::Complete });
    assert_eq!(server.stranger_gets(&of_task).await.status(), 200, "links to what is no case open as they do");
    server.stop().await;
}

#[tokio::test]
async fn a_link_that_opens_nothing_leaves_a_line_of_whom_it_was_sent_to_and_a_forged_one_of_nobody() {
    let clock = Arc::new(StandingClock::at(NOW));
    let server = TestGateway::start_with_email(clock.clone()).await;
    give_a_chair_and_a_task(&server).await;
    let step = || {
        let (case, referral) = ("2017-014".parse().unwrap(), "r1".parse().unwrap());
        LinkedStep::AnswerReferral { case, referral, accepts: true }
    };
    let (of_arta, of_former) = (link_to("arta", step()), link_to("former", step()));
    clock.set(&(NOW.parse::<chrono::DateTime<chrono::Utc>>().unwrap() + chrono::TimeDelta::hours(1)).to_rfc3339());
    assert_eq!(server.stranger_gets(&of_former).await.status(), 410);
    for forged in ["/links/x.y", "/mail/stop/x.y", "/forms/x.y", "/links/x.z"] {
        assert_eq!(server.stranger_gets(forged).await.status(), 403, "{forged}");
    }
    clock.set(&(NOW.parse::<chrono::DateTime<chrono::Utc>>().unwrap() + ActionLink::VALID).to_rfc3339());
    assert_eq!(server.stranger_gets(&of_arta).await.status(), 410);
    let line =
        |person: Option<&str>, object: &str| (person.map(str::to_owned), object.to_owned(), Some(Door::Link), true);
    let expected =
        [line(None, "link forged"), line(Some("former"), "link not in post"), line(Some("arta"), "link expired")];
    assert_eq!(trail(&server, "refused", 3).await, expected.into());
    // Whoever looks for the person finds it, though nobody known opened it.
    let filter = AuditFilter { person: Some("former".parse().unwrap()), ..AuditFilter::default() };
    let found = server.read_models.real.ask(AuditLines { filter, before: None, limit: 10 }).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].by.to_string(), "service:gateway");
    server.stop().await;
}

#[tokio::test]
async fn a_value_is_reported_once_by_whoever_owes_it() {
    let server = with_a_task().await;
    server.appoint("mpms", "besim", Language::En).await;
    let objective = |command| Command::Objective("o".parse().unwrap(), command);
    let owners = NonEmpty::one("ms".parse().unwrap());
    server.give(objective(ObjectiveCommand::Set { statement: words("Count better"), owners, key_issue: 2 })).await;
    let definition = IndicatorDefinition {
        title: words("Forms in use"),
        unit: Some(Unit::Items),
        due: Some("2018-12-31".parse().unwrap()),
        source: Some(Source::Reported(NonEmpty::one("ms".parse().unwrap()))),
        disaggregation: Some(Disaggregation::NotApplicable),
    };
    let indicator = || "forms".parse().unwrap();
    server.give(objective(ObjectiveCommand::DefineIndicator { indicator: indicator(), definition })).await;
    let baseline = Baseline { value: 1_u32.into(), on: "2017-03-31".parse().unwrap() };
    server.give(objective(ObjectiveCommand::SetBaseline { indicator: indicator(), baseline })).await;
    server.give_and_show(objective(ObjectiveCommand::SetTarget { indicator: indicator(), value: 90_u32.into() })).await;
    let period = Period::new("2017-04-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap();
    let of = |person: &str| {
        let objective = "o".parse().unwrap();
        link_to(person, LinkedStep::ReportValue { objective, indicator: indicator(), period })
    };
    let page = server.stranger_gets(&of("arta")).await.text().await.unwrap();
    assert!(page.contains("Forms in use") && page.contains("name=\"value\""), "{page}");
    assert_eq!(server.stranger_sends(&of("besim"), &[("value", "4")]).await.status(), 410, "who does not report it");
    let besim = (Some("besim".to_owned()), "objective/o report-value".to_owned(), Some(Door::Link), true);
    assert_eq!(trail(&server, "refused", 1).await, [besim].into());
    for wrong in ["", "many", "-1"] {
        assert_eq!(server.stranger_sends(&of("arta"), &[("value", wrong)]).await.status(), 422, "{wrong}");
    }
    assert_eq!(server.stranger_sends(&of("arta"), &[("value", "4")]).await.status(), 200);
    let Event::Objective(_, ObjectiveEvent::ValueReported { institution, period: of_period, reported, .. }) =
        last_event(&server).await
    else {
        panic!("nothing was reported")
    };
    assert_eq!((institution.as_str(), of_period, reported.value), ("ms", period, 4_u32.into()));
    assert_eq!(server.stranger_sends(&of("arta"), &[("value", "5")]).await.status(), 410, "once");
    server.stop().await;
}

#[tokio::test]
async fn the_attendance_is_taken_by_whoever_gave_the_session() {
    let server = with_a_task().await;
    let module = |command| Command::Module("m1".parse().unwrap(), command);
    let plan = ModulePlan {
        title: words("Gathering data"),
        audience: Audience::Trainers,
        form: "workshop".parse().unwrap(),
        from: "2017-01-01".parse().unwrap(),
        until: "2018-12-31".parse().unwrap(),
        days_min: None,
        days_max: None,
    };
    server.give(module(ModuleCommand::Plan(plan))).await;
    let member = |person: &str| server.member(person, "ms");
    let certify = ModuleCommand::CertifyTrainer {
        trainer: member("arta"),
        code: CertificateCode::from_bytes([1; 10]),
        until: None,
    };
    server.give(module(certify)).await;
    let (session, day) = (|| "s1".parse().unwrap(), "2017-07-05".parse().unwrap());
    let days = Period::new(day, day).unwrap();
    let trainers = NonEmpty::one("arta".parse().unwrap());
    server.give(module(ModuleCommand::ScheduleSession { session: session(), days, place: None, trainers })).await;
    for participant in ["erza", "blerim"] {
        let participant = member(participant);
        server.give(module(ModuleCommand::EnrolParticipant { session: session(), participant })).await;
    }
    server
        .give_and_show(module(ModuleCommand::EnrolParticipant { session: session(), participant: member("dea") }))
        .await;
    let link = |person: &str| {
        link_to(person, LinkedStep::TakeAttendance { module: "m1".parse().unwrap(), session: session() })
    };
    let page = server.stranger_gets(&link("arta")).await.text().await.unwrap();
    assert_eq!(page.matches("name=\"attended\"").count(), 3, "{page}");
    assert_eq!(server.stranger_sends(&link("arta"), &[]).await.status(), 422, "somebody came");
    let came = [("attended", "erza"), ("attended", "dea")];
    assert_eq!(server.stranger_sends(&link("arta"), &came).await.status(), 200);
    let Event::Module(_, ModuleEvent::AttendanceRecorded { attended, .. }) = last_event(&server).await else {
        panic!("nothing was recorded")
    };
    assert_eq!(attended.iter().map(PersonId::as_str).collect::<Vec<_>>(), ["erza", "dea"]);
    assert_eq!(server.stranger_sends(&link("arta"), &came).await.status(), 409, "it is taken");
    server.stop().await;
}

#[tokio::test]
async fn whoever_has_no_chat_sees_what_is_to_come_and_chooses_how_it_is_said() {
    let server = with_a_task().await;
    server.appoint("mpms", "besim", Language::En).await;
    let person: PersonId = "besim".parse().unwrap();
    server.give_address("mpms", "besim").await;
    let until = NOW.parse::<chrono::DateTime<chrono::Utc>>().unwrap() + ActionLink::VALID;
    let link = |person: &PersonId| {
        format!("/mail/reminders/{}", link_key().sign(&RemindersLink { person: person.clone(), until }))
    };
    let opened = server.stranger_gets(&link(&person)).await;
    assert_eq!((opened.status().as_u16(), &opened.headers()["cache-control"]), (200, &"no-store".parse().unwrap()));
    let page = opened.text().await.unwrap();
    assert!(page.contains("Count the beds") && page.contains("A new task"), "{page}");
    assert_eq!(page.matches("checked").count(), 5, "{page}");
    let choice = [("frequency", "weekly"), ("hour", "10"), ("told", "meetings"), ("told", "training")];
    let saved = server.stranger_sends(&link(&person), &choice).await;
    assert_eq!(saved.status(), 200);
    let page = saved.text().await.unwrap();
    assert!(page.contains("It counts from now on") && page.matches("checked").count() == 2, "{page}");
    let known = readmodels::ReadPort::person(server.read_models.as_ref(), &person).await.unwrap().unwrap();
    assert_eq!((known.frequency, known.digest_hour.map(DigestHour::value)), (DigestFrequency::Weekly, Some(10)));
    assert_eq!(known.muted, [Subject::DataRequests, Subject::IndicatorValues, Subject::Overviews].into());
    // The link is the person's, not one step's: it serves again, and shows nobody else's.
    assert_eq!(server.stranger_sends(&link(&person), &[("frequency", "daily")]).await.status(), 200);
    assert_eq!(server.stranger_sends(&link(&person), &[("frequency", "hourly")]).await.status(), 422);
    assert_eq!(server.stranger_gets("/mail/reminders/x.y").await.status(), 403);
    assert_eq!(server.stranger_gets(&link(&"nobody".parse().unwrap())).await.status(), 410);
    server.stop().await;
}

#[tokio::test]
async fn whoever_asks_again_and_again_what_is_to_come_is_told_to_wait() {
    let server = with_a_task().await;
    server.appoint("mpms", "besim", Language::En).await;
    let until = NOW.parse::<chrono::DateTime<chrono::Utc>>().unwrap() + ActionLink::VALID;
    let link = RemindersLink { person: "besim".parse().unwrap(), until };
    let link = format!("/mail/reminders/{}", link_key().sign(&link));
    // Also whoever has no link that opens anything.
    for _ in 0..29 {
        assert_eq!(server.stranger_gets("/mail/reminders/x.y").await.status(), 403);
    }
    assert_eq!(server.stranger_gets(&link).await.status(), 200);
    let refused = server.stranger_gets(&link).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"2".parse().unwrap()));
    let page = refused.text().await.unwrap();
    assert!(page.contains("Prisni 2 sekonda dhe provoni përsëri") && !page.contains("Count the beds"), "{page}");
    let choice = [("frequency", "weekly"), ("hour", "10")];
    let saved = server.stranger_sends(&link, &choice).await;
    assert_eq!(saved.status(), 429, "the form is no way around it");
    server.elapsed.move_on(2);
    assert_eq!(server.stranger_gets(&link).await.status(), 200, "after as long as was said");
    server.stop().await;
}
