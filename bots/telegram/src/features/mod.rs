//! What the bot does, feature by feature. Each stands on the core and registers itself through one trait; here is the one
//! list of them.
//!
//! Its order is the order of the messenger's menu, and the order in which features are asked what a text means: what takes a
//! text only while something of its own is open comes before [`replies`], which always has an answer.

pub(crate) mod carrying_over;
pub(crate) mod cases;
pub(crate) mod data;
pub(crate) mod groups;
pub(crate) mod help;
pub(crate) mod meetings;
pub(crate) mod overviews;
pub(crate) mod people;
pub(crate) mod reminders;
pub(crate) mod replies;
pub(crate) mod settings;
pub(crate) mod strategy;
pub(crate) mod training;
pub(crate) mod work;

use crate::core::feature::Feature;

/// Every feature, in the order that counts.
pub(crate) const ALL: &[&dyn Feature] = &[
    &people::Linking,
    &work::Tasks,
    &work::board::ChairDecisions,
    &overviews::Overviews,
    &work::assigning::Assigning,
    &meetings::Meetings,
    &data::DataRequests,
    &cases::Referrals,
    &strategy::Indicators,
    &training::Training,
    &people::Briefings,
    &training::Certificates,
    &reminders::Reminders,
    &settings::Settings,
    &people::People,
    &help::Help,
    &work::Snoozing,
    &groups::Groups,
    &replies::Replies,
];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeSet;

    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;
    use crate::core::outbox::AcceptanceHandler;
    use crate::core::press::{CorePress, Press};
    use crate::core::question::Question;
    use crate::core::storage::database::in_order;
    use crate::core::storage::migrations::MIGRATIONS;
    use crate::core::updates::dispatcher::is_code;

    fn assert_distinct(names: &[&str]) {
        let distinct: BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
    }

    #[test]
    fn every_name_is_registered_once() {
        assert_distinct(&ALL.iter().flat_map(|it| it.commands()).map(|it| it.name).collect::<Vec<_>>());
        assert_distinct(&ALL.iter().flat_map(|it| it.presses()).copied().chain(CorePress::NAMES).collect::<Vec<_>>());
        assert_distinct(&ALL.iter().flat_map(|it| it.questions()).map(|it| it.name).collect::<Vec<_>>());
        let handlers = ALL.iter().filter_map(|it| it.acceptance());
        assert_distinct(&handlers.flat_map(AcceptanceHandler::outcomes).copied().chain(["Say"]).collect::<Vec<_>>());
    }

    #[test]
    fn migrations_are_numbered_without_a_gap() {
        let all: Vec<_> = MIGRATIONS.iter().chain(ALL.iter().flat_map(|it| it.migrations())).copied().collect();
        assert!(in_order(&all).is_some_and(|steps| steps.len() >= 14));
    }

    #[test]
    fn codes_of_our_own_are_no_texts_and_what_stands_beside_them_is() {
        let is_code = |text| is_code(ALL, text, "sample_bot");
        assert!(is_code("/start abc_DEF-123"));
        assert!(!is_code("/start abc 044 123 456"));
        assert!(!is_code("/verify 044 123 456") && !is_code("/tasks"));
        assert!(is_code("t.me/sample_bot?start=abc_DEF-123"));
        assert!(!is_code("t.me/sample_bot?start=abc the victim Arbana Gashi"));
    }

    /// A button as it is in the file, read by its feature's enum and written as it was.
    fn button<T: DeserializeOwned + Serialize>(kept: &Value) {
        let press: Press = serde_json::from_value(kept.clone()).unwrap();
        let own = CorePress::NAMES.contains(&press.name());
        assert!(own || ALL.iter().any(|it| it.presses().contains(&press.name())), "{kept} is nobody's");
        let read: Option<T> = press.content(press.name()).or_else(|| press.read());
        let read = read.unwrap_or_else(|| panic!("{kept} is not read"));
        let nested = press.content::<T>(press.name()).is_some();
        let written = if nested { Press::named(press.name(), &read) } else { Press::of(&read) };
        assert_eq!(serde_json::to_value(written).unwrap(), *kept);
    }

    /// A question as it is in the file.
    fn question<T: DeserializeOwned + Serialize>(kept: &Value) {
        let question: Question = serde_json::from_value(kept.clone()).unwrap();
        assert!(ALL.iter().flat_map(|it| it.questions()).any(|it| it.name == question.name()), "{kept} is nobody's");
        let nested: Option<T> = question.content(question.name());
        let written = match nested {
            Some(nested) => Question::named(question.name(), &nested),
            None => Question::of(&question.read::<T>().unwrap_or_else(|| panic!("{kept} is not read"))),
        };
        assert_eq!(serde_json::to_value(written).unwrap(), *kept);
    }

    #[test]
    fn what_was_kept_before_is_read() {
        let event = "0190a1b2-0000-7000-8000-000000000001";
        for kept in [
            json!({"Report": ["task-1", "Done"]}),
            json!({"Report": ["task-1", {"Progress": null}]}),
            json!({"Answer": ["task-1", {"Extension": "2017-07-05"}]}),
            json!({"Answer": ["task-1", {"NotOurs": "police"}]}),
            json!({"Which": ["task-1", ["Accepted", {"Progress": 50}, {"Blocked": "no budget"}]]}),
            json!({"MoreDays": ["task-1", 3]}),
            json!({"Open": ["task-1", ["task-1", "task-2"]]}),
            json!({"List": ["task-1"]}),
            json!({"Undo": ["task-1", event]}),
            json!({"Board": ["prevention", 1]}),
            json!("Boards"),
            json!({"Nudge": "task-1"}),
            json!({"Dispute": "task-1"}),
            json!({"GiveTo": ["task-1", "police"]}),
            json!({"Return": "task-1"}),
            json!({"CallOff": "task-1"}),
        ] {
            button::<work::press::TaskPress>(&kept);
        }
        for kept in [
            json!({"Verify": "task-1"}),
            json!({"Reopen": "task-1"}),
            json!({"Grant": "task-1"}),
            json!({"Refuse": "task-1"}),
        ] {
            button::<work::board::DecisionPress>(&kept);
        }
        for kept in [
            json!({"Talk": {"Meant": [["task-1"], "Done"]}}),
            json!({"Talk": {"OfEach": [["task-1"], {"Blocked": null}]}}),
            json!({"Talk": {"MoreTime": {"item": "task-1", "until": "2017-07-05", "or": null}}}),
            json!({"Talk": "NoneOfThese"}),
            json!({"Talk": {"TakeBack": event}}),
        ] {
            button::<work::press::ClarificationPress>(&kept);
        }
        for kept in [
            json!({"Assigning": {"mark": "ab12", "choice": {"Place": {"Of": "prevention"}}}}),
            json!({"Assigning": {"mark": "ab12", "choice": {"Place": "NoBoard"}}}),
            json!({"Assigning": {"mark": "ab12", "choice": {"Ask": "Place"}}}),
            json!({"Assigning": {"mark": "ab12", "choice": "Confirm"}}),
        ] {
            button::<work::assigning::press::DraftPress>(&kept);
        }
        for kept in [
            json!({"Snooze": {"Here": [["task-1"], "LaterToday"]}}),
            json!({"Snooze": {"Asked": {"items": ["task-1"], "of": 7, "when": {"On": "2017-07-05"}}}}),
            json!({"Snooze": {"Drop": 4}}),
        ] {
            button::<work::snooze_buttons::SnoozePress>(&kept);
        }
        for kept in [
            json!({"Meeting": "List"}),
            json!({"Meeting": {"Show": "meeting-1"}}),
            json!({"Meeting": {"Open": "meeting-1"}}),
            json!({"Meeting": {"Hold": ["meeting-1", ["police"]]}}),
            json!({"Meeting": {"MarkOne": ["meeting-1", "police", true]}}),
            json!({"Meeting": {"Decide": {
                "meeting": "meeting-1", "decision": "Open a shelter",
                "raises": [{"owner": "police", "title": "Find a house", "due": "2017-07-05"}],
                "asking": {"What": {"owner": "police"}}
            }}}),
        ] {
            button::<meetings::press::MeetingPress>(&kept);
        }
        for kept in [
            json!({"Data": {"request": "victims", "press": "Open"}}),
            json!({"Data": {"request": "victims", "press": {"File": "Xlsx"}}}),
            json!({"Data": {"request": "victims", "press": {"Count": [10_001, 3]}}}),
        ] {
            button::<data::press::RequestPress>(&kept);
        }
        button::<people::posts::PostPress>(&json!({"Post": {"SpeakAs": "arta"}}));
        let sealed = json!({"person": "arta", "cipher": "0a1b"});
        for kept in [
            json!({"Speak": "sq"}),
            json!({"DigestAt": 9}),
            json!({"Quiet": {"from": "20:00:00", "until": "07:00:00"}}),
            json!({"Away": null}),
            json!({"Away": "2017-07-05"}),
            json!("Back"),
            json!({"Settings": "Overview"}),
            json!({"DigestEvery": "weekly"}),
            json!({"TellOf": ["data-requests", false]}),
            json!({"TellBy": "both"}),
            json!("AskAddress"),
            json!({"OwnAddress": {"address": sealed, "channels": "email"}}),
            json!({"NotOwnAddress": null}),
            json!("ForgetAddress"),
        ] {
            button::<settings::press::SettingsPress>(&kept);
        }
        button::<cases::press::ReferralPress>(&json!({"AcceptReferral": ["case-1", "referral-1"]}));
        for kept in [
            json!({"Training": {"Mark": ["module-1", "session-1", ["arta"]]}}),
            json!({"Training": {"Confirm": ["module-1", "session-1", ["arta"]]}}),
            json!({"Training": {"ConfirmMarked": ["module-1", "session-1"]}}),
        ] {
            button::<training::press::AttendancePress>(&kept);
        }
        button::<overviews::press::OverviewPress>(&json!({"Month": "2017-07-01"}));
        for kept in
            [json!({"Door": {"Delete": 5}}), json!({"Door": "LeaveForwarded"}), json!("Cancel"), json!({"Page": 2})]
        {
            let press: Press = serde_json::from_value(kept.clone()).unwrap();
            let read: CorePress = press.read().unwrap();
            assert_eq!(serde_json::to_value(read).unwrap(), kept);
        }
        for kept in [
            json!({"ReasonOfBlock": "task-1"}),
            json!({"UntilWhen": "task-1"}),
            json!({"ReasonOfReopening": "task-1"}),
            json!({"ReasonOfReturn": "task-1"}),
            json!({"ReasonOfCallingOff": "task-1"}),
        ] {
            question::<work::press::TaskQuestion>(&kept);
        }
        question::<cases::press::ReferralQuestion>(&json!({"ReasonOfDeclining": ["case-1", "referral-1"]}));
        question::<settings::press::SettingsQuestion>(&json!("AwayUntil"));
        question::<settings::press::SettingsQuestion>(&json!({"EmailAddress": "email"}));
        for kept in [
            json!({"Meeting": {"Agenda": "meeting-1"}}),
            json!({"Meeting": {"Decision": {
                "meeting": "meeting-1", "decision": null, "raises": [],
                "asking": {"When": {"owner": "police", "title": "Find a house"}}
            }}}),
        ] {
            question::<meetings::press::MeetingQuestion>(&kept);
        }
        question::<work::assigning::draft::TaskDraft>(&json!({"Assignment": {
            "mark": "ab12", "asking": "Place", "place": {"Of": "prevention"}, "institution": "police", "title": null,
            "due": "2017-07-05", "either": [], "days": []
        }}));
    }
}
