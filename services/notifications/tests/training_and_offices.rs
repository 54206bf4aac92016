//! What is told of trainers, of offices that somebody took over, of weeks and months that are over, and of whoever cannot be
//! reached, on the real store and read models: each occasion once, to whoever can be reached, at an hour that suits.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::account::{AccountCommand, Device, Fingerprint, Opening, Passkey, Role, Way};
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::ids::{CommandId, CorrelationId, PasskeyId, PersonId, WebSessionId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::non_empty::NonEmpty;
use events::notification::{Audience as To, ChannelKind, NotDelivered, Notice, NotificationCommand};
use events::period::Period;
use events::subgroup::{Chair, SubgroupCommand};
use events::training::{self, Audience, CertificateCode, ModuleCommand as M, ModulePlan, StaffMember};
use feed::EventFeed;
use notifications::OverviewContent as O;
use notifications::TrainingContent as T;
use notifications::topics::silent_groups::silence_notice;
use notifications::topics::unreachable::blocked_notice;
use notifications::topics::{
    briefings, lost_chats, overviews, silent_groups, training as trainers, unreachable, ways_in,
};
use notifications::{Content, DeliveryError, SilenceReason, SilentGroup, TrainingFollowUp, WayInContent};
use readmodels::accounts::WayInChangeKind;
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::{Book, Office, ReadModels};
use support::{Harness, at, july, told};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(n: u8) -> CertificateCode {
    CertificateCode::from_bytes([n; 10])
}

/// The authority of the other tests, with a module, told of everything but tasks.
async fn authority() -> Harness {
    let mut harness = Harness::new().await;
    harness.topics = vec![
        &trainers::Training,
        &briefings::Briefings,
        &unreachable::Unreachable,
        &lost_chats::LostChats,
        &ways_in::WaysIn,
    ];
    let plan = ModulePlan {
        title: LocalText::only(Language::En, "Data".parse().unwrap()),
        audience: Audience::Trainers,
        form: "workshop".parse().unwrap(),
        from: day("2017-01-01"),
        until: day("2018-12-31"),
        days_min: None,
        days_max: None,
    };
    module(&harness, "2017-01-02", M::Plan(plan)).await;
    harness
}

async fn give(harness: &Harness, by: Principal, occurred_at: Option<DateTime<Utc>>, command: Command) {
    let id = CommandId::named(&format!("{command:?}/{occurred_at:?}"));
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal: by, occurred_at, made_from: None, command };
    harness.commands.execute(request).await.unwrap();
}

async fn module(harness: &Harness, on: &str, command: M) {
    let command = Command::Module("m1".parse().unwrap(), command);
    give(harness, Principal::secretariat(), Some(at(day(on), 11, 0)), command).await;
}

fn appointee(harness: &Harness, person: &str) -> Appointee {
    let id = person.parse().unwrap();
    let name = harness.seal(&id, &person.parse().unwrap());
    Appointee { person: id, name, phone: None, language: Language::En }
}

fn member(harness: &Harness, person: &str) -> StaffMember {
    let Appointee { person, name, .. } = appointee(harness, person);
    StaffMember { person, institution: "ms".parse().unwrap(), name }
}

async fn certify(harness: &Harness, on: &str, trainer: &str, n: u8, until: Option<&str>) {
    let (trainer, until) = (member(harness, trainer), until.map(day));
    module(harness, on, M::CertifyTrainer { trainer, code: code(n), until }).await;
}

async fn session(harness: &Harness, planned: &str, id: &str, from: &str, until: &str, trainer: &str) {
    let days = Period::new(day(from), day(until)).unwrap();
    let (session, trainers) = (id.parse().unwrap(), NonEmpty::one(trainer.parse().unwrap()));
    module(harness, planned, M::ScheduleSession { session, days, place: None, trainers }).await;
    let participant = member(harness, "erza");
    module(harness, planned, M::EnrolParticipant { session: id.parse().unwrap(), participant }).await;
}

/// What is told at a time, Europe/Belgrade, and to whom.
async fn told_at(harness: &Harness, date: &str, hour: u32) -> Vec<(String, Content)> {
    let now = at(day(date), hour, 0);
    harness.wake_at(now).await.unwrap();
    let delivered = harness.delivered();
    assert_eq!(harness.wake_at(now).await.unwrap().sent, 0, "once told, nothing is left");
    let parts = delivered.iter().flat_map(|message| message.parts.iter().map(move |part| (message, part)));
    parts.map(|(message, part)| (told(std::slice::from_ref(message))[0].to_owned(), part.content.clone())).collect()
}

fn training(person: &str, said: T) -> Vec<(String, Content)> {
    vec![(person.to_owned(), Content::Training(said))]
}

fn idle(trainer: &str, since: &str) -> T {
    T::Idle { trainer: trainer.parse().unwrap(), since: day(since) }
}

#[tokio::test]
async fn an_idle_trainer_is_reminded_once_for_each_idle_spell() {
    let harness = authority().await;
    certify(&harness, "2017-01-02", "arta", 1, None).await;
    assert_eq!(told_at(&harness, "2017-07-03", 7).await, [], "not before the morning's hour");
    assert_eq!(told_at(&harness, "2017-07-03", 10).await, training("arta", idle("arta", "2017-01-02")));
    assert_eq!(told_at(&harness, "2017-08-21", 10).await, [], "once");
    session(&harness, "2017-08-21", "s1", "2017-08-23", "2017-08-23", "arta").await;
    let attended = NonEmpty::one("erza".parse().unwrap());
    module(&harness, "2017-08-23", M::RecordAttendance { session: "s1".parse().unwrap(), attended }).await;
    assert_eq!(told_at(&harness, "2017-08-24", 10).await, []);
    assert_eq!(told_at(&harness, "2018-03-05", 10).await, training("arta", idle("arta", "2017-08-23")));
}

#[tokio::test]
async fn whoever_was_reminded_before_there_was_a_ledger_is_not_reminded_again() {
    let harness = authority().await;
    certify(&harness, "2017-01-02", "arta", 1, None).await;
    let occasion = training::Occasion::Idle { since: day("2017-01-02") };
    let reminded = M::RecordReminded { trainer: "arta".parse().unwrap(), occasion };
    let by = Principal::service("reminders".parse().unwrap());
    give(&harness, by, None, Command::Module("m1".parse().unwrap(), reminded)).await;
    assert_eq!(told_at(&harness, "2017-07-03", 10).await, []);
}

#[tokio::test]
async fn a_trainer_without_a_chat_is_reminded_through_the_institution_and_not_again_once_linked() {
    let harness = authority().await;
    certify(&harness, "2017-01-02", "tina", 1, None).await;
    assert_eq!(told_at(&harness, "2017-07-03", 10).await, training("arta", idle("tina", "2017-01-02")));
    harness.appoint("ms", "tina", Some(9), false).await;
    assert_eq!(told_at(&harness, "2017-07-04", 10).await, [], "the institution was told");
}

#[tokio::test]
async fn nobody_is_told_on_a_day_off_and_what_is_refused_comes_another_day() {
    let harness = authority().await;
    certify(&harness, "2016-12-01", "arta", 1, None).await;
    assert_eq!(told_at(&harness, "2017-07-08", 10).await, [], "a Saturday");
    let blocked = DeliveryError::Unreachable(NotDelivered::BlockedByPerson);
    harness.mailbox.refuses.lock().unwrap().insert("arta".parse().unwrap(), blocked);
    assert_eq!(told_at(&harness, "2017-07-10", 10).await, []);
    harness.mailbox.refuses.lock().unwrap().clear();
    assert_eq!(told_at(&harness, "2017-07-11", 10).await, training("arta", idle("arta", "2016-12-01")));
}

#[tokio::test]
async fn a_session_is_announced_on_the_working_day_before_and_its_attendance_asked_for_after() {
    let harness = authority().await;
    certify(&harness, "2017-06-01", "arta", 1, None).await;
    session(&harness, "2017-06-30", "s1", "2017-07-10", "2017-07-11", "arta").await;
    let of = || ("arta".parse().unwrap(), "m1".parse().unwrap(), "s1".parse().unwrap());
    assert_eq!(told_at(&harness, "2017-07-06", 10).await, []);
    let (trainer, module, session) = of();
    let ahead = T::SessionAhead { trainer, module, session };
    assert_eq!(told_at(&harness, "2017-07-07", 10).await, training("arta", ahead), "a Friday, before the Monday");
    assert_eq!(told_at(&harness, "2017-07-10", 10).await, []);
    let (trainer, module, session) = of();
    let due = T::AttendanceDue { trainer, module, session };
    assert_eq!(told_at(&harness, "2017-07-12", 10).await, training("arta", due));
    assert_eq!(told_at(&harness, "2017-07-13", 10).await, []);
}

#[tokio::test]
async fn a_session_that_begins_on_a_day_off_is_announced_on_that_day_where_it_was_not_before() {
    let harness = authority().await;
    certify(&harness, "2017-06-01", "arta", 1, None).await;
    session(&harness, "2017-07-07", "s1", "2017-07-08", "2017-07-08", "arta").await;
    let (trainer, module, session) = ("arta".parse().unwrap(), "m1".parse().unwrap(), "s1".parse().unwrap());
    assert_eq!(told_at(&harness, "2017-07-08", 6).await, [], "in quiet hours nobody is told");
    let ahead = T::SessionAhead { trainer, module, session };
    assert_eq!(told_at(&harness, "2017-07-08", 8).await, training("arta", ahead));
}

#[tokio::test]
async fn a_certificate_that_ran_out_ends_the_day_after() {
    let harness = authority().await;
    let lapsed_at = async |date: &str, hour| {
        harness.set(at(day(date), hour, 30));
        let stop = tokio_util::sync::CancellationToken::new();
        let feed: Arc<dyn EventFeed> = harness.feed.clone();
        let read_models: ReadModels = harness.read_models.clone();
        let (port, commands, clock) = (Arc::new(read_models.clone()), harness.commands.clone(), harness.clock.clone());
        let follow_up = TrainingFollowUp::new(port, feed.clone(), commands, clock, "reminders".parse().unwrap());
        let work = async {
            let lapsed = follow_up.reconcile().await.unwrap();
            assert_eq!(follow_up.reconcile().await.unwrap(), 0, "once done, nothing is left");
            stop.cancel();
            lapsed
        };
        let (pumped, lapsed) = tokio::join!(read_models.run(feed, stop.clone()), work);
        pumped.unwrap();
        lapsed
    };
    certify(&harness, "2017-06-01", "arta", 1, Some("2017-07-09")).await;
    assert_eq!(lapsed_at("2017-07-09", 10).await, 0);
    assert_eq!(lapsed_at("2017-07-10", 2).await, 1, "whatever the hour: nobody is woken by it");
    certify(&harness, "2017-07-10", "arta", 2, Some("2017-07-12")).await;
    assert_eq!(lapsed_at("2017-07-13", 10).await, 1, "and a renewed one again");
}

#[tokio::test]
async fn whoever_takes_over_is_briefed_once_the_chat_is_linked() {
    let harness = authority().await;
    assert_eq!(told_at(&harness, "2017-07-03", 9).await, [], "the first in post has nobody to take over from");
    let successor = appointee(&harness, "dea");
    harness.institution("ms", InstitutionCommand::HandOverFocalPoint { successor }).await;
    let told = told_at(&harness, "2017-07-03", 10).await;
    assert!(told.iter().all(|(person, _)| person == "arta"), "not linked yet: {told:?}");
    harness.link("ms", "dea", 8).await;
    let office = Office::FocalPoint("ms".parse().unwrap());
    assert_eq!(told_at(&harness, "2017-07-03", 21).await, [], "not at night");
    assert_eq!(told_at(&harness, "2017-07-04", 7).await, [("dea".to_owned(), Content::Briefing(office))]);
    assert_eq!(told_at(&harness, "2017-07-05", 9).await, []);
}

#[tokio::test]
async fn a_new_chair_is_briefed_and_the_first_one_is_not() {
    let harness = authority().await;
    assert_eq!(told_at(&harness, "2017-07-03", 9).await, []);
    let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
    let institution = "ms".parse().unwrap();
    harness.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await.unwrap();
    let chair = Chair { person: "besa".parse().unwrap(), institution: "ms".parse().unwrap() };
    harness.give(subgroup(SubgroupCommand::AppointChair(chair))).await.unwrap();
    let office = Office::Chair("te-dhena".parse().unwrap());
    assert_eq!(told_at(&harness, "2017-07-03", 10).await, [("besa".to_owned(), Content::Briefing(office))]);
}

#[tokio::test]
async fn whoever_loses_the_post_or_the_chat_is_told_in_the_old_one_by_a_message_of_its_own() {
    let harness = authority().await;
    let lost = |told: Vec<(String, Content)>| -> Vec<String> {
        told.into_iter().filter_map(|(person, content)| content.as_lost_chat().map(|_| person)).collect()
    };
    assert_eq!(lost(told_at(&harness, "2017-07-03", 9).await), Vec::<String>::new());
    let successor = appointee(&harness, "dea");
    harness.institution("ms", InstitutionCommand::HandOverFocalPoint { successor }).await;
    harness.institution("ms", InstitutionCommand::UnlinkChat { person: "besa".parse().unwrap() }).await;
    harness.link("policia", "chair", 33).await;
    assert_eq!(lost(told_at(&harness, "2017-07-03", 10).await), ["arta", "besa", "chair"]);
    harness.institution("secretariat", InstitutionCommand::UnlinkChat { person: "teuta".parse().unwrap() }).await;
    harness.link("secretariat", "teuta", 44).await;
    assert_eq!(lost(told_at(&harness, "2017-07-03", 11).await), ["teuta"], "however soon another chat is linked");
}

#[tokio::test]
async fn whoever_is_let_in_by_another_or_gets_a_passkey_hears_of_it_at_once_and_of_their_own_links_nothing() {
    let harness = authority().await;
    told_at(&harness, "2017-07-03", 9).await;
    let given = async |by: Principal, command: AccountCommand| {
        harness.give_by(by, None, Command::Account("arta".parse().unwrap(), command)).await;
    };
    let until = "2999-01-01T00:00:00Z".parse().unwrap();
    let link = |secret: &str| AccountCommand::IssueLink { link: Fingerprint::of(secret), until };
    let own = || Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), [].into(), Mandate::Institution);
    let administrator = || {
        Principal::official("besa".parse().unwrap(), "ms".parse().unwrap(), [].into(), Mandate::Institution)
            .with_roles([Role::Administrator].into())
    };
    given(own(), link("own")).await;
    given(Principal::service("gateway".parse().unwrap()), link("mailed")).await;
    assert_eq!(told_at(&harness, "2017-07-03", 10).await, []);
    given(administrator(), link("administrators")).await;
    let of_arta = |kind| ("arta".to_owned(), Content::WayIn(WayInContent { kind }));
    assert_eq!(told_at(&harness, "2017-07-03", 11).await, [of_arta(WayInChangeKind::LinkMade)]);
    let at = "2017-07-03T10:00:00Z".parse().unwrap();
    let opening = Opening {
        secret: Fingerprint::of("session"),
        way: Way::Link { link: Fingerprint::of("administrators") },
        institution: "ms".parse().unwrap(),
        device: Device::of_user_agent(""),
        network: None,
        at,
        until,
    };
    let session: WebSessionId = "s".parse().unwrap();
    given(own(), AccountCommand::OpenSession { session: session.clone(), opening: Box::new(opening) }).await;
    let id: PasskeyId = "p".parse().unwrap();
    let passkey = Passkey { id: id.clone(), key: String::new(), name: "Phone".parse().unwrap(), counter: 0 };
    given(own(), AccountCommand::RegisterFirstPasskey { passkey, codes: [].into(), session, at }).await;
    assert_eq!(told_at(&harness, "2017-07-03", 12).await, [of_arta(WayInChangeKind::PasskeyRegistered)]);
    given(administrator(), AccountCommand::RemovePasskey { passkey: id }).await;
    // On a day off as well.
    assert_eq!(told_at(&harness, "2017-07-08", 10).await, [of_arta(WayInChangeKind::PasskeyRemoved)]);
}

#[tokio::test]
async fn whoever_lost_a_chat_and_has_an_address_is_told_by_e_mail_as_well() {
    let harness = authority().await.with_email();
    let address = |person: &str| {
        let person: PersonId = person.parse().unwrap();
        let address = harness.seal(&person, &format!("{person}@example.org").parse::<EmailAddress>().unwrap());
        InstitutionCommand::SetEmailAddress { person, address }
    };
    harness.institution("ms", address("arta")).await;
    harness.institution("ms", address("besa")).await;
    told_at(&harness, "2017-07-03", 9).await;
    let lost = |mailbox: &support::Mailbox| -> Vec<String> {
        let delivered = std::mem::take(&mut *mailbox.delivered.lock().unwrap());
        let lost =
            delivered.iter().filter(|message| message.parts.iter().any(|part| part.content.as_lost_chat().is_some()));
        told(&lost.cloned().collect::<Vec<_>>()).into_iter().map(str::to_owned).collect()
    };
    let email = harness.email.clone().unwrap();
    lost(&email);
    harness.institution("ms", InstitutionCommand::UnlinkChat { person: "arta".parse().unwrap() }).await;
    // Besa has another chat already, and hears of it nowhere but in the old one.
    harness.institution("ms", InstitutionCommand::UnlinkChat { person: "besa".parse().unwrap() }).await;
    harness.link("ms", "besa", 22).await;
    harness.wake_at(at(july(3), 10, 0)).await.unwrap();
    assert_eq!(lost(&harness.mailbox), ["arta", "besa"]);
    assert_eq!(lost(&email), ["arta"]);
}

#[tokio::test]
async fn the_week_is_told_on_its_first_working_day_and_the_month_to_coordinator_and_secretariat() {
    let mut harness = Harness::new().await;
    harness.topics = vec![&overviews::Overviews];
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Coordinator"))).unwrap();
    let (kind, role) = (InstitutionKind::Coordinator, "role".parse().unwrap());
    harness
        .institution("coordinator", InstitutionCommand::Register { names, kind, role, authority_member: true })
        .await;
    harness.appoint("coordinator", "valon", Some(5), true).await;
    let week = |from| Content::Overview(O::Week { subgroup: "te-dhena".parse().unwrap(), from: day(from) });
    let month = |from| Content::Overview(O::Month { from: day(from) });
    assert_eq!(told_at(&harness, "2017-07-03", 7).await, []);
    let mut told = told_at(&harness, "2017-07-03", 8).await;
    told.sort_by(|a, b| a.0.cmp(&b.0));
    let to = |person: &str, content| (person.to_owned(), content);
    assert_eq!(
        told,
        [to("chair", week("2017-06-26")), to("teuta", month("2017-06-01")), to("valon", month("2017-06-01"))]
    );
    assert_eq!(told_at(&harness, "2017-07-09", 10).await, [], "a Sunday");
    assert_eq!(told_at(&harness, "2017-07-11", 10).await, [to("chair", week("2017-07-03"))], "after an outage");
    assert_eq!(told_at(&harness, "2017-08-14", 10).await, [to("chair", week("2017-08-07"))], "a month long over");
}

#[tokio::test]
async fn of_a_group_that_takes_nothing_the_chair_hears_once_and_the_secretariat_where_the_chair_cannot() {
    let mut harness = Harness::new().await;
    harness.topics = vec![&silent_groups::SilentGroups];
    let group = |reason| SilentGroup { subgroup: "te-dhena".parse().unwrap(), reason };
    let of = |to: &str, reason| vec![(to.to_owned(), Content::SilentGroup(group(reason)))];
    let by = || Principal::service("telegram".parse().unwrap());
    let goes_silent = async |reason, time: &str| {
        let notice = silence_notice(&group(reason), time).unwrap();
        let key = notice.key();
        give(&harness, by(), None, Command::Notification(key.clone(), NotificationCommand::Plan { notice })).await;
        key
    };
    let (muted, gone) = (SilenceReason::Muted, SilenceReason::Gone);
    goes_silent(muted, "1").await;
    assert_eq!(told_at(&harness, "2017-07-03", 21).await, [], "in quiet hours nobody is told");
    assert_eq!(told_at(&harness, "2017-07-04", 9).await, of("chair", muted));
    assert_eq!(told_at(&harness, "2017-07-05", 9).await, [], "once");
    // Where something can be said there again before it was told, nobody hears of it.
    let key = goes_silent(muted, "2").await;
    give(&harness, by(), None, Command::Notification(key, NotificationCommand::RecordOvertaken)).await;
    assert_eq!(told_at(&harness, "2017-07-05", 10).await, []);

    let blocked = DeliveryError::Unreachable(NotDelivered::BlockedByPerson);
    harness.mailbox.refuses.lock().unwrap().insert("chair".parse().unwrap(), blocked);
    goes_silent(gone, "3").await;
    let asked = harness.mailbox.asked.load(std::sync::atomic::Ordering::SeqCst);
    assert_eq!(told_at(&harness, "2017-07-05", 11).await, of("teuta", gone), "the chair has blocked the bot");
    assert_eq!(told_at(&harness, "2017-07-06", 9).await, []);
    let asked = harness.mailbox.asked.load(std::sync::atomic::Ordering::SeqCst) - asked;
    assert_eq!(asked, 2, "the chair is tried once, and then the Secretariat");

    harness.institution("policia", InstitutionCommand::UnlinkChat { person: "chair".parse().unwrap() }).await;
    goes_silent(muted, "4").await;
    assert_eq!(told_at(&harness, "2017-07-06", 10).await, of("teuta", muted), "the chair has no chat");
}

#[tokio::test]
async fn the_secretariat_hears_of_each_time_that_somebody_cannot_be_reached_and_who_stands_in() {
    let harness = authority().await;
    let block = async || {
        let ledger = Book::<DeliveryLedger>::default().refresh(&harness.read_models).await.unwrap();
        let notice = blocked_notice(&"ms".parse().unwrap(), &"arta".parse().unwrap(), &ledger);
        let Some(notice) = notice else { return false };
        let by = Principal::service("telegram".parse().unwrap());
        let command = Command::Notification(notice.key(), NotificationCommand::Plan { notice });
        give(&harness, by, None, command).await;
        true
    };
    let said = |told: Vec<(String, Content)>| -> Vec<(String, String, NotDelivered, Option<String>)> {
        let of = |(to, content): (String, Content)| {
            let found = content.as_unreachable()?.clone();
            Some((to, found.person.to_string(), found.failure, found.stand_in.map(|it| it.to_string())))
        };
        told.into_iter().filter_map(of).collect()
    };
    let of = |failure, stand_in: Option<&str>| {
        vec![("teuta".to_owned(), "arta".to_owned(), failure, stand_in.map(ToOwned::to_owned))]
    };
    assert_eq!(said(told_at(&harness, "2017-07-03", 9).await), []);
    assert!(block().await);
    let blocked = NotDelivered::BlockedByPerson;
    assert_eq!(said(told_at(&harness, "2017-07-03", 10).await), of(blocked, Some("besa")));
    harness.institution("ms", InstitutionCommand::UnlinkChat { person: "besa".parse().unwrap() }).await;
    assert!(block().await, "another time");
    assert_eq!(said(told_at(&harness, "2017-07-03", 20).await), [], "in quiet hours nobody is told");
    assert!(!block().await, "what waits to be told is not planned again");
    assert_eq!(said(told_at(&harness, "2017-07-04", 7).await), of(blocked, None));

    let bounced = NotDelivered::AddressBounced;
    let by = || Principal::service("reminders".parse().unwrap());
    let (about, occasion) = ("institution/ms".parse().unwrap(), "asked".parse().unwrap());
    let notice = Notice { about, occasion, to: To::Person("arta".parse().unwrap()) };
    let key = notice.key();
    give(&harness, by(), None, Command::Notification(key.clone(), NotificationCommand::Plan { notice })).await;
    for n in 0..2 {
        let failed = NotificationCommand::RecordFailed {
            person: Some("arta".parse().unwrap()),
            channel: Some(ChannelKind::Email),
            failure: bounced,
        };
        let bounced_at = Some(at(july(4), 8, n));
        give(&harness, by(), bounced_at, Command::Notification(key.clone(), failed)).await;
    }
    assert_eq!(said(told_at(&harness, "2017-07-04", 9).await), of(bounced, None), "once, however often");
}
