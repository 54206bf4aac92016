//! Action items as whoever tells people of them needs them.

use std::sync::Arc;

use chrono::NaiveDate;
use events::action_item::{ActionItemCommand as C, ItemStage};
use events::actor::Actor;
use events::text::Text;
use events::{Command, RecordedEvent};
use proptest::prelude::*;
use readmodels::work_items::{DecisionKind, ReportKind, WorkItem, WorkItems};
use readmodels::{Book, ReadPort};

use crate::support::any::{any_command, item};
use crate::support::{TestReadModels, date, noon, title};

async fn folded(harness: &TestReadModels) -> Arc<WorkItems> {
    Book::<WorkItems>::default().refresh(&harness.read_models().await).await.unwrap()
}

fn assign(owner: &str, due: NaiveDate) -> C {
    C::Assign {
        title: title("Beds"),
        owner: owner.parse().unwrap(),
        subgroup: Some("te-dhena".parse().unwrap()),
        due,
        raised_by: Some("april".parse().unwrap()),
    }
}

fn words(text: &str) -> Text {
    text.parse().unwrap()
}

/// Gives commands on a day and returns what they were recorded as.
fn given(harness: &TestReadModels, day: u32, commands: impl IntoIterator<Item = Command>) -> Vec<RecordedEvent> {
    commands.into_iter().flat_map(|command| harness.log.command(day, command).unwrap()).collect()
}

fn one(items: &WorkItems) -> &WorkItem {
    items.item(&"item-0".parse().unwrap()).unwrap()
}

#[tokio::test]
async fn an_item_tells_who_decided_and_reported_what_and_when() {
    let harness = TestReadModels::new();
    given(&harness, 1, [item(0, assign("ms", date(20)))]);
    let asked = C::RequestExtension { until: date(25), reason: Some(words("budget")) };
    let reports =
        given(&harness, 2, [C::Block { reason: words("no key") }, asked, C::Complete].map(|one| item(0, one)));
    let decided = given(
        &harness,
        3,
        [
            C::Reopen { reason: words("not yet"), due: Some(date(22)) },
            C::RequestExtension { until: date(28), reason: None },
            C::RefuseExtension { reason: Some(words("no time")) },
            C::RequestExtension { until: date(28), reason: None },
            C::GrantExtension { until: date(26) },
            C::Reassign { owner: "mpms".parse().unwrap(), reason: Some(words("theirs")) },
            C::Complete,
            C::Verify,
        ]
        .map(|one| item(0, one)),
    );
    let items = folded(&harness).await;
    let one = one(&items);
    assert_eq!((one.title.clone(), one.raised_by.clone()), (title("Beds"), Some("april".parse().unwrap())));
    assert_eq!((one.item.owner.as_str(), one.item.due, &one.item.stage), ("mpms", date(26), &ItemStage::Verified));
    assert_eq!((one.last_event, one.changed_at, one.since), (decided[7].id, noon(3), noon(3)));
    assert_eq!(one.last_report, Some((decided[6].id, decided[6].position)));
    let found: Vec<_> = one.decisions.iter().map(|decision| (decision.event, decision.what.clone())).collect();
    let reopened = DecisionKind::Reopened { reason: words("not yet"), due: Some(date(22)) };
    let (from, to) = ("ms".parse().unwrap(), "mpms".parse().unwrap());
    let wanted = [
        (decided[0].id, reopened),
        (decided[2].id, DecisionKind::Refused { reason: Some(words("no time")) }),
        (decided[4].id, DecisionKind::Granted { until: date(26) }),
        (decided[5].id, DecisionKind::Reassigned { from, to, reason: Some(words("theirs")) }),
        (decided[7].id, DecisionKind::Verified),
    ];
    assert_eq!(found, wanted);
    assert!(one.decisions.iter().all(|decision| decision.at == noon(3) && decision.by == Actor::Secretariat));
    let found: Vec<_> = one.reports.iter().map(|report| (report.event, report.what.clone())).collect();
    let wanted = [
        (reports[0].id, ReportKind::Blocked { reason: words("no key") }),
        (reports[1].id, ReportKind::ExtensionAsked { until: date(25), reason: Some(words("budget")) }),
        (reports[2].id, ReportKind::Done),
        (decided[1].id, ReportKind::ExtensionAsked { until: date(28), reason: None }),
        (decided[3].id, ReportKind::ExtensionAsked { until: date(28), reason: None }),
        (decided[6].id, ReportKind::Done),
    ];
    assert_eq!(found, wanted);
    assert!(one.reports[..3].iter().all(|report| report.at == noon(2) && report.by == Actor::Secretariat));
}

#[tokio::test]
async fn a_report_taken_back_is_no_last_report_and_a_new_owner_has_made_none() {
    let harness = TestReadModels::new();
    given(&harness, 1, [item(0, assign("ms", date(20)))]);
    let accepted = given(&harness, 2, [item(0, C::Accept)]);
    let items = folded(&harness).await;
    assert_eq!((one(&items).last_report, one(&items).since), (Some((accepted[0].id, accepted[0].position)), noon(1)));

    given(&harness, 2, [item(0, C::WithdrawReport { report: accepted[0].id })]);
    let items = folded(&harness).await;
    let withdrawn: Vec<_> = one(&items).reports.iter().map(|report| report.what.clone()).collect();
    assert_eq!((one(&items).last_report, &one(&items).item.stage), (None, &ItemStage::Assigned));
    assert_eq!(withdrawn, [ReportKind::Withdrawn]);

    given(&harness, 3, [item(0, C::Accept)]);
    given(&harness, 4, [item(0, C::Reassign { owner: "md".parse().unwrap(), reason: None })]);
    let items = folded(&harness).await;
    assert_eq!((one(&items).last_report, one(&items).since), (None, noon(4)));

    let called_off = given(&harness, 5, [item(0, C::Cancel { reason: words("not needed") })]);
    let items = folded(&harness).await;
    let last = one(&items).decisions.last().unwrap();
    assert_eq!(last.what, DecisionKind::Cancelled { reason: words("not needed") });
    assert_eq!((last.event, one(&items).since), (called_off[0].id, noon(4)));
}

#[tokio::test]
async fn open_items_come_by_due_date_and_move_with_it() {
    let harness = TestReadModels::new();
    given(&harness, 1, [(0, 20), (1, 10), (2, 15), (3, 10)].map(|(n, due)| item(n, assign("ms", date(due)))));
    let open = |items: &WorkItems| -> Vec<String> { items.open().map(|item| item.id.to_string()).collect() };
    let items = folded(&harness).await;
    assert_eq!(open(&items), ["item-1", "item-3", "item-2", "item-0"]);
    let due = |from, until| -> Vec<String> {
        items.open_due(date(from)..=date(until)).map(|item| item.id.to_string()).collect()
    };
    assert_eq!(due(10, 15), ["item-1", "item-3", "item-2"]);
    assert_eq!(due(11, 14), [""; 0]);

    given(&harness, 2, [item(1, C::Complete), item(2, C::Cancel { reason: words("not needed") })]);
    given(&harness, 2, [item(3, C::RequestExtension { until: date(30), reason: None })]);
    given(&harness, 3, [item(3, C::GrantExtension { until: date(30) })]);
    let items = folded(&harness).await;
    assert_eq!(open(&items), ["item-0", "item-3"]);
    assert_eq!(items.all().count(), 4);

    given(&harness, 4, [item(1, C::Reopen { reason: words("not yet"), due: None })]);
    let items = folded(&harness).await;
    assert_eq!(open(&items), ["item-1", "item-0", "item-3"]);
}

#[tokio::test]
async fn reports_and_decisions_are_kept_for_thirty_days_before_the_newest_event() {
    let harness = TestReadModels::new();
    given(&harness, 1, [item(0, assign("ms", date(90))), item(1, assign("ms", date(90)))]);
    let block = || C::Block { reason: words("no key") };
    given(&harness, 5, [item(0, block())]);
    given(&harness, 6, [item(0, C::Complete), item(0, C::Verify)]);
    let kept = |items: &WorkItems| (one(items).reports.len(), one(items).decisions.len());
    given(&harness, 35, [item(1, C::Accept)]);
    assert_eq!(kept(&*folded(&harness).await), (2, 1), "thirty days after the first");
    given(&harness, 36, [item(1, C::Unblock), item(1, block())].into_iter().skip(1));
    assert_eq!(kept(&*folded(&harness).await), (1, 1));
    given(&harness, 37, [item(1, C::Complete)]);
    let items = folded(&harness).await;
    assert_eq!(kept(&items), (0, 0), "another item's event is the newest");
    assert!(one(&items).last_report.is_some(), "that it was reported is not forgotten");
}

#[tokio::test]
async fn a_report_that_waits_for_a_decision_is_kept_until_there_is_one() {
    for (asked, answer) in [
        (C::RequestExtension { until: date(95), reason: None }, C::RefuseExtension { reason: None }),
        (C::Disclaim { suggested: None, reason: None }, C::Return { reason: words("yours") }),
        (C::Disclaim { suggested: None, reason: None }, C::Accept),
    ] {
        let harness = TestReadModels::new();
        given(&harness, 1, [item(0, assign("ms", date(90))), item(1, assign("ms", date(90)))]);
        let asked = given(&harness, 2, [item(0, asked)])[0].id;
        let undecided = |items: &WorkItems| -> Vec<_> { items.undecided().map(|(_, report)| report.event).collect() };
        given(&harness, 60, [item(1, C::Accept)]);
        let items = folded(&harness).await;
        assert_eq!((undecided(&items), one(&items).reports.len()), (vec![asked], 1));

        given(&harness, 61, [item(0, answer)]);
        assert_eq!(undecided(&*folded(&harness).await), []);
        given(&harness, 92, [item(1, C::Complete)]);
        let items = folded(&harness).await;
        assert_eq!((undecided(&items), one(&items).reports.len()), (vec![], 0), "nobody waits for it any more");
    }
}

#[tokio::test]
async fn items_with_news_are_those_reported_or_decided_on_since() {
    let harness = TestReadModels::new();
    given(&harness, 1, (0..4).map(|n| item(n, assign("ms", date(20)))));
    given(&harness, 3, [item(2, C::Accept), item(0, C::Complete)]);
    given(&harness, 4, [item(0, C::Verify), item(1, C::Block { reason: words("no key") })]);
    let items = folded(&harness).await;
    let since = |day| -> Vec<String> { items.with_news_since(noon(day)).map(|one| one.id.to_string()).collect() };
    assert_eq!(since(1), ["item-0", "item-1", "item-2"]);
    assert_eq!(since(3), ["item-0", "item-1", "item-2"]);
    assert_eq!(since(4), ["item-0", "item-1"]);
    assert_eq!(since(5), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever happens: the book says what the task lists say, and its index what its items say.
    #[test]
    fn the_book_and_the_task_lists_agree(commands in prop::collection::vec((1_u32..40, any_command()), 1..80)) {
        let harness = TestReadModels::new();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            for (day, command) in commands {
                let _ = harness.log.command(day, command);
            }
            let read_models = harness.read_models().await;
            let items = Book::<WorkItems>::default().refresh(&read_models).await.unwrap();
            for task in read_models.all_tasks().await.unwrap() {
                assert!(items.item(&task.id).is_some(), "{task:?}");
            }
            for item in items.all() {
                let task = read_models.task(&item.id).await.unwrap().unwrap();
                assert_eq!((&item.item, &item.title), (&task.item, &task.title));
                assert_eq!((item.last_event, item.changed_at), (task.last_event, task.changed_at));
                assert_eq!(item.raised_by, task.raised_by);
            }
            let mut open: Vec<_> = items.all().filter(|item| item.item.stage.is_open()).collect();
            open.sort_by_key(|item| (item.item.due, &item.id));
            assert_eq!(items.open().collect::<Vec<_>>(), open);
            let undecided: Vec<_> = items.all().filter_map(|item| Some((item, item.undecided()?))).collect();
            assert_eq!(items.undecided().collect::<Vec<_>>(), undecided);
            // Whoever waits for a decision has asked for something; a report is never forgotten before it is decided.
            for item in items.all() {
                let waits = item.item.extension_asked.is_some() || item.item.stage.is_disclaimed();
                assert_eq!(item.undecided().is_some(), waits, "{item:?}");
            }
        });
    }
}
