//! Given these events, the lists, boards and the timeline show this.

use crate::support::{TestReadModels, date, noon, notice, plan, record_sent, title};
use events::Command;
use events::action_item::{ActionItemCommand as C, ItemStage};
use events::case::{CaseCommand, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::country::Country;
use events::ids::InstitutionId;
use events::ids::{EventId, MessageId};
use events::institution::InstitutionKind;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::milestone::{MilestoneCommand, MilestoneDate, MilestoneKind, Precision};
use events::non_empty::NonEmpty;
use events::notification::{ChannelKind, NotDelivered, Notice, NotificationCommand};
use events::person_key::VictimKey;
use events::reminder::{DeliveryFailure, Recipient, ReminderCommand, ReminderId, Rung};
use events::text::Percent;
use readmodels::ReadPort;
use readmodels::views::{TimelineFilter, TimelineKind};

fn item(id: &str, command: C) -> Command {
    Command::ActionItem(id.parse().unwrap(), command)
}

fn assign(id: &str, owner: &str, due: u32) -> Command {
    let subgroup = Some("te-dhena".parse().unwrap());
    item(id, C::Assign { title: title(id), owner: owner.parse().unwrap(), subgroup, due: date(due), raised_by: None })
}

fn ms() -> InstitutionId {
    "ms".parse().unwrap()
}

#[tokio::test]
async fn numbers_stay_and_are_never_given_again() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [assign("a", "ms", 10), assign("b", "ms", 5), assign("c", "mpms", 5)]);
    harness
        .log
        .do_all(2, [item("b", C::Reassign { owner: "mpms".parse().unwrap(), reason: None }), assign("d", "ms", 9)]);
    harness.log.do_all(3, [item("b", C::Reassign { owner: ms(), reason: None })]);
    harness.log.do_all(4, [item("d", C::Cancel { reason: "not needed".parse().unwrap() })]);
    let read_models = harness.read_models().await;
    let list = read_models.task_list(&ms()).await.unwrap();
    assert_eq!(list.iter().map(|task| (task.number, task.id.as_str())).collect::<Vec<_>>(), [(1, "a"), (4, "b")]);
    assert_eq!(list[1].assigned_on, date(3));
    let others = read_models.task_list(&"mpms".parse().unwrap()).await.unwrap();
    assert_eq!(others.iter().map(|task| (task.number, task.id.as_str())).collect::<Vec<_>>(), [(1, "c")]);
}

#[tokio::test]
async fn a_board_is_in_the_order_of_due_dates_and_open_tasks_are_open() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [assign("a", "ms", 10), assign("b", "mpms", 5), assign("c", "ms", 7)]);
    harness.log.do_all(2, [item("b", C::Complete)]);
    let read_models = harness.read_models().await;
    let board = read_models.board(&"te-dhena".parse().unwrap()).await.unwrap();
    assert_eq!(board.iter().map(|task| task.id.as_str()).collect::<Vec<_>>(), ["b", "c", "a"]);
    assert_eq!((board[0].item.stage.clone(), board[0].completed_on), (ItemStage::Completed, Some(date(2))));
    let open = read_models.open_tasks().await.unwrap();
    assert_eq!(open.iter().map(|task| task.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
}

#[tokio::test]
async fn a_report_taken_back_is_as_if_it_had_not_been_made() {
    let harness = TestReadModels::new();
    harness
        .log
        .do_all(1, [assign("a", "ms", 10), item("a", C::ReportProgress { progress: Percent::try_from(40).unwrap() })]);
    let completed = harness.log.command(1, item("a", C::Complete)).unwrap();
    harness.log.do_all(1, [item("a", C::WithdrawReport { report: completed[0].id })]);
    let task = harness.read_models().await.task(&"a".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(task.item.stage, ItemStage::UnderWay { progress: Percent::try_from(40).unwrap() });
    assert_eq!(task.completed_on, None);
}

#[tokio::test]
async fn the_timeline_shows_meetings_on_their_day_and_moves_them() {
    let harness = TestReadModels::new();
    let meeting = |command| Command::Meeting("m1".parse().unwrap(), command);
    let at = |day| MeetingTime { date: date(day), time: None, minutes: None };
    let both = NonEmpty::try_from(vec![ms(), "mpms".parse().unwrap()]).unwrap();
    let schedule = MeetingCommand::Schedule {
        title: title("Subgroup"),
        at: at(10),
        place: None,
        convened: MeetingBody::Subgroup("te-dhena".parse().unwrap()),
        invited: both,
        recurrence: None,
    };
    harness.log.do_all(1, [meeting(schedule), meeting(MeetingCommand::Reschedule { at: at(12) })]);
    let held = meeting(MeetingCommand::Hold { attended: NonEmpty::one(ms()) });
    let decision = MeetingCommand::TakeDecision { decision: "Harmonise".parse().unwrap(), raises: vec![] };
    harness.log.do_all(13, [held, meeting(decision)]);
    let read_models = harness.read_models().await;
    let entries = read_models.timeline(&TimelineFilter::default()).await.unwrap();
    let told: Vec<_> =
        entries.iter().map(|entry| (entry.event_type.as_str(), entry.on, entry.institutions.len())).collect();
    assert_eq!(
        told,
        [
            ("meeting.rescheduled", date(1), 2),
            ("meeting.scheduled", date(12), 2),
            ("meeting.held", date(12), 1),
            ("meeting.decision-taken", date(12), 2),
        ]
    );
    let lane = TimelineFilter { institution: Some("mpms".parse().unwrap()), ..TimelineFilter::default() };
    assert_eq!(read_models.timeline(&lane).await.unwrap().len(), 3);
}

#[tokio::test]
async fn the_timeline_is_filtered_by_lane_subgroup_kind_and_days() {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    harness.log.do_all(2, [assign("a", "ms", 10)]);
    let span = MilestoneDate { from: date(3), until: Some(date(8)), precision: Precision::Day };
    let record = MilestoneCommand::Record { title: title("Analysis"), kind: MilestoneKind::Step, at: span };
    harness.log.do_all(1, [Command::Milestone("m".parse().unwrap(), record)]);
    let reminder = ReminderId { action_item: "a".parse().unwrap(), rung: Rung::Assigned, due: date(10) };
    let of_reminder = |command| Command::Reminder(reminder.key().unwrap(), command);
    let plan = ReminderCommand::Plan { reminder: reminder.clone(), recipient: Recipient::FocalPoint(ms()) };
    let fail = ReminderCommand::RecordFailed { failure: DeliveryFailure::NoChatLinked };
    harness.log.do_all(9, [of_reminder(plan), of_reminder(fail)]);
    let read_models = harness.read_models().await;
    let types = async |filter: TimelineFilter| -> Vec<String> {
        read_models.timeline(&filter).await.unwrap().into_iter().map(|entry| entry.event_type).collect()
    };
    let all = TimelineFilter::default;
    assert_eq!(types(all()).await.len(), 4);
    assert_eq!(types(TimelineFilter { subgroup: Some("te-dhena".parse().unwrap()), ..all() }).await.len(), 2);
    let kinds = vec![TimelineKind::Reminder, TimelineKind::Milestone];
    assert_eq!(types(TimelineFilter { kinds, ..all() }).await, ["milestone.recorded", "reminder.failed"]);
    let days = TimelineFilter { from: Some(date(5)), until: Some(date(8)), ..all() };
    assert_eq!(types(days).await, ["milestone.recorded"], "a span is shown while any of its days is");
    assert_eq!(types(TimelineFilter { limit: 1, ..all() }).await, ["reminder.failed"], "of too many, the latest");
    let stream = Some("action-item/a".parse().unwrap());
    assert_eq!(types(TimelineFilter { stream, ..all() }).await, ["action-item.assigned"]);
    let span = read_models.timeline_span(&all()).await.unwrap();
    assert_eq!(span, Some((date(1), date(9))));
    let nowhere = TimelineFilter { institution: Some("nowhere".parse().unwrap()), ..all() };
    assert_eq!(read_models.timeline_span(&nowhere).await.unwrap(), None);
    let failed = read_models.timeline(&TimelineFilter { kinds: vec![TimelineKind::Reminder], ..all() }).await.unwrap();
    assert_eq!((failed[0].detail.as_deref(), &failed[0].title), (Some("no-chat-linked"), &title("a")));
}

/// Whoever sees the timeline sees that a case moves, and in whose lane; what it is about stays in the case.
#[tokio::test]
async fn of_a_case_the_timeline_tells_the_reference_and_no_more() {
    let harness = TestReadModels::new();
    let profile = VictimProfile {
        age_group: AgeGroup::From9To17,
        sex: Sex::Female,
        nationality: Nationality::Of(Country::KOSOVO),
        forms: NonEmpty::one(ExploitationForm::ForcedBegging),
    };
    let case = |command| Command::Case("2017-014".parse().unwrap(), command);
    let words = || "hush".parse().unwrap();
    let opened = CaseCommand::Open {
        identified_by: "policia".parse().unwrap(),
        profile,
        person: Some(VictimKey::from_bytes([0xa5; 32])),
        competent: [].into(),
    };
    let referred = CaseCommand::MakeReferral {
        referral: "isf-1".parse().unwrap(),
        receiver: "isf".parse().unwrap(),
        stage: CaseStage::Assistance,
        answer_by: noon(20),
        request: Some(words()),
    };
    harness.log.do_all(1, [case(opened), case(referred)]);
    let declined = CaseCommand::DeclineReferral { referral: "isf-1".parse().unwrap(), reason: words() };
    let reported = CaseCommand::ReportUpdate { institution: "policia".parse().unwrap(), update: words() };
    let abroad = CaseCommand::MakeTransnationalReferral { country: "AL".parse().unwrap(), contact: words() };
    harness.log.do_all(2, [declined, reported, abroad, CaseCommand::Close { reason: words() }].map(case));
    let entries = harness.read_models().await.timeline(&TimelineFilter::default()).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.kind == TimelineKind::Case).count(), 6);
    for entry in &entries {
        assert!(entry.title.versions().all(|(_, title)| title == "2017-014"), "{entry:?}");
        assert_eq!(entry.detail, None, "{}", entry.event_type);
    }
    let shown = serde_json::to_string(&entries).unwrap();
    assert!(shown.contains("policia") && shown.contains("isf"), "{shown}");
    for secret in ["hush", "a5a5", "9-17", "female", "XK", "AL", "begging"] {
        assert!(!shown.contains(secret), "{secret} stands in {shown}");
    }
}

#[tokio::test]
async fn a_reminder_is_undelivered_until_it_is_delivered() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [assign("a", "ms", 10), assign("b", "ms", 10)]);
    let of = |item: &str, command: &dyn Fn(ReminderId) -> ReminderCommand| {
        let reminder = ReminderId { action_item: item.parse().unwrap(), rung: Rung::Assigned, due: date(10) };
        Command::Reminder(reminder.key().unwrap(), command(reminder))
    };
    let plan = |reminder| ReminderCommand::Plan { reminder, recipient: Recipient::FocalPoint(ms()) };
    let fail = |_| ReminderCommand::RecordFailed { failure: DeliveryFailure::NoChatLinked };
    let send = |_| ReminderCommand::RecordSent { person: "arta".parse().unwrap() };
    harness.log.do_all(2, [of("a", &plan), of("a", &fail), of("b", &plan), of("b", &fail)]);
    let read_models = harness.read_models().await;
    assert_eq!(read_models.undelivered().await.unwrap(), 2);
    harness.log.do_all(3, [of("a", &send)]);
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert_eq!(read_models.undelivered().await.unwrap(), 1);
}

#[tokio::test]
async fn a_notice_is_undelivered_until_it_is_delivered() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [assign("a", "ms", 10)]);
    let [sent, blocked, bounced] = ["sent", "blocked", "bounced"].map(|occasion| notice("action-item/a", occasion));
    let fail = |notice: &Notice, failure| {
        let failed = NotificationCommand::RecordFailed { person: None, channel: None, failure };
        Command::Notification(notice.key(), failed)
    };
    harness.log.do_all(2, [&sent, &blocked, &bounced].map(plan));
    let failed = [fail(&blocked, NotDelivered::BlockedByPerson), fail(&bounced, NotDelivered::AddressBounced)];
    harness.log.do_all(3, failed);
    harness.log.do_all(3, [record_sent(&sent, "arta", "morning")]);
    let read_models = harness.read_models().await;
    assert_eq!(read_models.undelivered().await.unwrap(), 2);
    harness.log.do_all(4, [record_sent(&blocked, "arta", "evening")]);
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert_eq!(read_models.undelivered().await.unwrap(), 1);
}

#[tokio::test]
async fn a_notice_is_told_of_under_the_title_and_in_the_lane_of_what_it_is_about() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [assign("a", "mpms", 10)]);
    let told = ["sent", "failed", "overtaken", "carried", "planned"].map(|occasion| notice("action-item/a", occasion));
    let [sent, failed, overtaken, carried, _] = &told;
    let of = |notice: &Notice, command| Command::Notification(notice.key(), command);
    let failure = NotDelivered::AddressBounced;
    let fail = NotificationCommand::RecordFailed { person: None, channel: None, failure };
    let channel = ChannelKind::Email;
    let carry = NotificationCommand::CarryOver { notice: carried.clone(), person: "arta".parse().unwrap(), channel };
    harness.log.do_all(2, told.iter().filter(|notice| *notice != carried).map(plan));
    harness.log.do_all(
        3,
        [
            record_sent(sent, "arta", "morning"),
            of(sent, NotificationCommand::RecordAnswered { answer: EventId(MessageId::named("answer").0) }),
            of(failed, fail),
            of(overtaken, NotificationCommand::RecordOvertaken),
            of(carried, carry),
        ],
    );
    let entries = harness.read_models().await.timeline(&TimelineFilter::default()).await.unwrap();
    let of_notices: Vec<_> = entries.iter().filter(|entry| entry.kind == TimelineKind::Reminder).collect();
    let shown: Vec<_> = of_notices.iter().map(|entry| (entry.event_type.as_str(), entry.detail.as_deref())).collect();
    let wanted = [
        ("notification.sent", Some("focal-point telegram")),
        ("notification.failed", Some("focal-point address-bounced")),
    ];
    assert_eq!(shown, wanted);
    for entry in of_notices {
        assert_eq!((&entry.title, entry.on), (&title("a"), date(3)));
        assert_eq!(entry.institutions, ["mpms".parse().unwrap()]);
    }
    let nowhere = TestReadModels::new();
    nowhere.log.do_all(2, [plan(sent), record_sent(sent, "arta", "morning")]);
    let entries = nowhere.read_models().await.timeline(&TimelineFilter::default()).await.unwrap();
    assert_eq!(entries, [], "nothing is told of what nobody knows");
}

/// A notice of a case says as little as the case: not its occasion, which may name a referral, nor whom it went to.
#[tokio::test]
async fn of_a_notice_of_a_case_the_timeline_tells_the_reference_and_no_more() {
    let harness = TestReadModels::new();
    let profile = VictimProfile {
        age_group: AgeGroup::From9To17,
        sex: Sex::Female,
        nationality: Nationality::Of(Country::KOSOVO),
        forms: NonEmpty::one(ExploitationForm::ForcedBegging),
    };
    let opened =
        CaseCommand::Open { identified_by: "policia".parse().unwrap(), profile, person: None, competent: [].into() };
    let told = notice("case/2017-014", "offered.hush-1");
    harness.log.do_all(1, [Command::Case("2017-014".parse().unwrap(), opened), plan(&told)]);
    harness.log.do_all(2, [record_sent(&told, "arta", "hush")]);
    let entries = harness.read_models().await.timeline(&TimelineFilter::default()).await.unwrap();
    let sent = entries.iter().find(|entry| entry.event_type == "notification.sent").unwrap();
    assert!(sent.title.versions().all(|(_, title)| title == "2017-014"), "{sent:?}");
    let shown = serde_json::to_string(sent).unwrap();
    for secret in ["hush", "arta", "offered", "\"ms\"", "female", "begging"] {
        assert!(!shown.contains(secret), "{secret} stands in {shown}");
    }
}
