//! What is sent, to whom, and what is not.

use std::time::Duration;

use chrono::TimeDelta;
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::case::CaseCommand;
use events::ids::WebhookId;
use events::institution::InstitutionCommand;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::webhook::{DisableCause, OutgoingKind, WebhookCommand, WebhookStanding};
use serde_json::json;
use webhooks::sender::TEST_KIND;

use crate::support::PATIENCE;
use crate::support::hub::{TestHub, local};
use crate::support::receiver::{Answer, Receiver};

fn convene(invited: &str) -> MeetingCommand {
    MeetingCommand::Schedule {
        title: local("Harmonised forms"),
        at: MeetingTime { date: "2017-07-20".parse().unwrap(), time: "10:00:00".parse().ok(), minutes: None },
        place: "Room 7".parse().ok(),
        convened: MeetingBody::Invited,
        invited: NonEmpty::one(invited.parse().unwrap()),
        recurrence: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_sent_with_its_id_and_days_and_nothing_that_anybody_wrote() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    let event = hub.assign("letra", "ms").await;
    hub.give(Command::Meeting("korrik".parse().unwrap(), convene("ms"))).await;
    let arrived = receiver.has(2).await;
    let assigned = &arrived[0];
    assert_eq!(assigned.head, "POST /hook HTTP/1.1");
    assert_eq!(assigned.headers["content-type"], "application/json");
    assert_eq!(assigned.headers["webhook-timestamp"], "1499076000");
    let message = webhooks::sender::message_id(&webhook, &event);
    assert_eq!(assigned.id(), format!("msg_{message}"));
    assert_eq!(
        assigned.json(),
        json!({
            "type": "action-item.assigned",
            "timestamp": "2017-07-03T10:00:00.000Z",
            "data": { "id": "letra", "institution": "ms", "due": "2017-07-20" },
        })
    );
    assert_eq!(
        arrived[1].json(),
        json!({
            "type": "meeting.scheduled",
            "timestamp": "2017-07-03T10:00:00.000Z",
            "data": { "id": "korrik", "title": { "en": "Harmonised forms" }, "date": "2017-07-20", "time": "10:00:00" },
        })
    );
    let deliveries = hub.all_delivered(&webhook, 2).await;
    assert_eq!((deliveries[0].status, deliveries[0].tries, deliveries[0].reason), (Some(204), 1, None));
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_out_of_the_log_is_sent_no_more_and_in_no_file_of_the_queue() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    receiver.answers([Answer::Status(204, ""), Answer::Status(503, "")]);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    // One has arrived, and one waits to be tried again.
    let mut scheduled = vec![];
    for meeting in ["korrik", "gusht"] {
        scheduled.extend(hub.give(Command::Meeting(meeting.parse().unwrap(), convene("ms"))).await);
        receiver.has(scheduled.len()).await;
    }
    let holds = || {
        let files = std::fs::read_dir(hub.folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut of_queue = files.filter(|file| file.file_name().unwrap().to_str().unwrap().starts_with("webhooks.db"));
        of_queue.any(|file| {
            let bytes = std::fs::read(file).unwrap();
            bytes.windows(10).any(|part| part == b"Harmonised")
        })
    };
    hub.deliveries_are(&webhook, |all| all.len() == 2 && all.iter().all(|delivery| delivery.tries == 1)).await;
    assert!(holds());
    hub.says_taken_out(&scheduled).await;
    tokio::time::timeout(PATIENCE, async {
        while holds() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .expect("the queue still has it");
    hub.later(TimeDelta::hours(1), &sender);
    let arrived = receiver.has(3).await;
    assert_eq!(arrived[2].id(), arrived[1].id(), "it is still sent");
    assert_eq!(arrived[2].json()["data"]["title"], json!({ "en": "█████" }));
    assert_eq!(hub.all_delivered(&webhook, 2).await.len(), 2);
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_sends_what_its_maker_may_see_and_nothing_else() {
    let hub = TestHub::start().await;
    let (of_arta, of_besa, of_teuta) = (Receiver::start().await, Receiver::start().await, Receiver::start().await);
    for (id, maker, receiver) in [("w-1", "arta", &of_arta), ("w-2", "besa", &of_besa), ("w-3", "teuta", &of_teuta)] {
        hub.webhook(id, maker, &receiver.address()).await;
    }
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.give(Command::Meeting("korrik".parse().unwrap(), convene("mpms"))).await;
    hub.item("letra", ActionItemCommand::Complete).await;
    let open = CaseCommand::Open {
        identified_by: "ms".parse().unwrap(),
        profile: crate::support::hub::a_child(),
        person: None,
        competent: [].into(),
    };
    hub.give(Command::Case("2017-014".parse().unwrap(), open)).await;
    // What names a case by its id, and what the hub raises about one.
    hub.assign("rasti-2017-014-takimi", "ms").await;
    hub.assign("case-2017-014-referral-unassigned", "sekretariati").await;
    hub.assign("fundi", "ms").await;
    hub.give(Command::Meeting("fundi".parse().unwrap(), convene("mpms"))).await;
    of_teuta.has(5).await;
    of_arta.has(3).await;
    of_besa.has(2).await;
    assert_eq!(of_arta.kinds(), ["action-item.assigned", "action-item.completed", "action-item.assigned"]);
    assert_eq!(of_besa.kinds(), ["meeting.scheduled", "meeting.scheduled"]);
    let whole = [
        "action-item.assigned",
        "meeting.scheduled",
        "action-item.completed",
        "action-item.assigned",
        "meeting.scheduled",
    ];
    assert_eq!(of_teuta.kinds(), whole, "in the order of the log");
    assert!(of_teuta.received().iter().all(|arrived| !arrived.body.contains("2017-014")));
    hub.all_delivered(&"w-3".parse().unwrap(), 5).await;
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_kinds_that_were_asked_for_are_sent_and_none_from_before() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    hub.assign("letra", "ms").await;
    let sender = hub.sends().await;
    hub.assign("raporti", "ms").await;
    hub.taken_in().await;
    let kinds = [OutgoingKind::ActionItemAssigned, OutgoingKind::ActionItemVerified].into();
    let webhook = hub.webhook_for("w-1", "arta", &receiver.address(), kinds).await;
    hub.item("letra", ActionItemCommand::Complete).await;
    hub.item("letra", ActionItemCommand::Verify).await;
    let arrived = receiver.has(1).await;
    assert_eq!(arrived[0].kind(), "action-item.verified");
    hub.all_delivered(&webhook, 1).await;
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_the_post_is_sent_nothing_more() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.all_delivered(&webhook, 1).await;
    let successor = InstitutionCommand::HandOverFocalPoint { successor: hub.appointee("erza") };
    hub.give(Command::Institution("ms".parse().unwrap(), successor)).await;
    hub.assign("raporti", "ms").await;
    hub.taken_in().await;
    is_disabled(&hub, &webhook, DisableCause::MakerLeft).await;
    // What was under way then is put away, and nothing is kept for whoever may come back.
    hub.deliveries_are(&webhook, |all| all.len() == 1).await;
    hub.assign("tjeter", "ms").await;
    hub.taken_in().await;
    assert_eq!(receiver.kinds().len(), 1);
    sender.stopped().await;
}

/// Waits until a webhook is disabled.
pub(crate) async fn is_disabled(hub: &TestHub, webhook: &WebhookId, cause: DisableCause) {
    let so = async {
        loop {
            if let WebhookStanding::Disabled(found) = hub.known(webhook).await.unwrap().webhook.standing {
                return assert_eq!(found, cause);
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, so).await.expect("it is never disabled");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_nobodys_any_more_is_not_tried_again() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    receiver.answers([Answer::Status(500, "")]);
    let sender = hub.sends().await;
    hub.assign("letra", "ms").await;
    hub.tried(&webhook, 1).await;
    let reassign = ActionItemCommand::Reassign { owner: "mpms".parse().unwrap(), reason: None };
    hub.item("letra", reassign).await;
    hub.taken_in().await;
    hub.later(TimeDelta::minutes(1), &sender);
    hub.deliveries_are(&webhook, <[_]>::is_empty).await;
    assert_eq!(receiver.received().len(), 1, "the item is of another institution by now");
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_in_a_pause_is_sent_after_it() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    hub.tell(&webhook, "arta", WebhookCommand::Pause).await;
    hub.assign("letra", "ms").await;
    hub.taken_in().await;
    hub.deliveries_are(&webhook, |all| all.len() == 1 && all[0].tries == 0).await;
    assert!(receiver.received().is_empty());
    hub.tell(&webhook, "arta", WebhookCommand::Resume).await;
    hub.all_delivered(&webhook, 1).await;
    hub.tell(&webhook, "arta", WebhookCommand::Remove).await;
    hub.assign("raporti", "ms").await;
    hub.taken_in().await;
    hub.deliveries_are(&webhook, <[_]>::is_empty).await;
    assert_eq!(receiver.received().len(), 1);
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_can_be_tried_with_a_message_that_says_nothing() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let sender = hub.sends().await;
    hub.tell(&webhook, "arta", WebhookCommand::RequestTest).await;
    let arrived = receiver.has(1).await;
    assert_eq!(arrived[0].json()["type"], TEST_KIND);
    assert_eq!(arrived[0].json()["data"], json!({ "id": "w-1" }));
    hub.all_delivered(&webhook, 1).await;
    sender.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_has_the_events_of_another_sent() {
    let (hub, receiver) = (TestHub::start().await, Receiver::start().await);
    let webhook = hub.webhook("w-1", "arta", &receiver.address()).await;
    let besa = hub.official("besa").await;
    for command in [WebhookCommand::Pause, WebhookCommand::Remove, WebhookCommand::RenewSecret { secret: 2 }] {
        let state = events::webhook::Webhook::Known(Box::new(hub.known(&webhook).await.unwrap().webhook));
        assert!(!events::authority::may_ask(&besa, &webhook, &state, &command), "{command:?}");
        let page = Principal::secretariat();
        assert!(!events::authority::may_ask(&page, &webhook, &state, &command), "{command:?}");
    }
}
