//! Data: what each command, button and question of the matrix is tried with. Everything is the chair's institution's, or is for
//! the chair to decide on, so that whoever else presses it presses somebody else's.

use serde_json::{Value, json};

/// The texts by which a command is given.
pub(super) fn command(name: &str) -> Vec<String> {
    let with = |rest: &[&str]| {
        let further = rest.iter().map(|rest| format!("/{name} {rest}"));
        std::iter::once(format!("/{name}")).chain(further).collect()
    };
    match name {
        "start" => with(&["made-up", "of-another-tenant"]),
        "verify" => with(&["0000-0000-0000-0000"]),
        "language" => with(&["en"]),
        "board" => with(&["shelter"]),
        "month" => with(&["2017-06"]),
        _ => with(&[]),
    }
}

/// What buttons of this name were sent for.
pub(super) fn press(name: &str) -> Vec<Value> {
    let of_task = |task: &str| json!({ name: task });
    match name {
        "Report" => vec![json!({"Report": ["t-report", "Done"]}), json!({"Report": ["t-report", {"Progress": 50}]})],
        "Answer" => {
            vec![json!({"Answer": ["t-answer", {"Extension": "2017-07-25"}]}), json!({"Answer": ["t-answer", "Done"]})]
        }
        "Which" => vec![json!({"Which": ["t-which", ["Accepted", {"Progress": 50}]]})],
        "MoreDays" => vec![json!({"MoreDays": ["t-more-days", 3]})],
        "Open" => vec![json!({"Open": ["t-open", ["t-open", "t-which"]]})],
        "List" => vec![json!({"List": ["t-open"]})],
        "Undo" => vec![json!({"Undo": ["t-open", "0190a1b2-0000-7000-8000-000000000001"]})],
        "Board" => vec![json!({"Board": ["shelter", 0]}), json!({"Board": ["other", 0]})],
        "Boards" => vec![json!("Boards")],
        "Nudge" => vec![of_task("b-nudge")],
        "Dispute" => vec![of_task("b-dispute")],
        "GiveTo" => vec![json!({"GiveTo": ["b-give", "md"]})],
        "Return" => vec![of_task("b-return")],
        "CallOff" => vec![of_task("b-call-off")],
        "Verify" | "Reopen" => vec![of_task(&format!("b-{}", name.to_lowercase()))],
        "Grant" | "Refuse" => vec![of_task(&format!("b-{}", name.to_lowercase()))],
        "Talk" => vec![
            json!({"Talk": {"Meant": [["t-talk"], "Done"]}}),
            json!({"Talk": {"OfEach": [["t-talk"], {"Blocked": null}]}}),
        ],
        "Snooze" => vec![json!({"Snooze": {"Here": [["t-snooze"], "Tomorrow"]}}), json!({"Snooze": {"Drop": 4}})],
        "Assigning" => vec![json!({"Assigning": {"mark": "ab12", "choice": "Confirm"}})],
        "Meeting" => vec![
            json!({"Meeting": "List"}),
            json!({"Meeting": {"Show": "m1"}}),
            json!({"Meeting": {"Open": "m1"}}),
            json!({"Meeting": {"Calendar": "m1"}}),
            json!({"Meeting": {"Minutes": "m0"}}),
            json!({"Meeting": {"Answer": ["m1", "attending"]}}),
            json!({"Meeting": {"Hold": ["m1", ["ms"]]}}),
            json!({"Meeting": {"AskMinutes": "m1"}}),
        ],
        "Data" => vec![
            json!({"Data": {"request": "victims-2017", "press": "Open"}}),
            json!({"Data": {"request": "victims-2017", "press": {"File": "Csv"}}}),
            json!({"Data": {"request": "victims-2017", "press": {"Send": true}}}),
        ],
        "AcceptReferral" => vec![json!({"AcceptReferral": ["2017-014", "r1"]})],
        "DeclineReferral" => vec![json!({"DeclineReferral": ["2017-014-b", "r1"]})],
        "Indicator" => vec![json!({"Indicator": {"Ask": asked()}})],
        "Training" => {
            vec![json!({"Training": {"Ask": ["m1", "s1"]}}), json!({"Training": {"Confirm": ["m1", "s1", ["erza"]]}})]
        }
        "Month" => vec![json!({"Month": "2017-06-01"})],
        "Late" => vec![json!("Late")],
        "Post" => vec![json!({"Post": {"SpeakAs": "arta"}})],
        "Speak" => vec![json!({"Speak": "en"})],
        "DigestAt" => vec![json!({"DigestAt": 9})],
        "Quiet" => vec![json!({"Quiet": {"from": "20:00:00", "until": "07:00:00"}})],
        "Away" => vec![json!({"Away": null})],
        "Back" => vec![json!("Back")],
        "Settings" => vec![json!({"Settings": "Overview"})],
        "DigestEvery" => vec![json!({"DigestEvery": "weekly"})],
        "TellOf" => vec![json!({"TellOf": ["data-requests", false]})],
        "TellBy" => vec![json!({"TellBy": "both"})],
        "AskAddress" => vec![json!("AskAddress")],
        "OwnAddress" => {
            vec![json!({"OwnAddress": {"address": {"person": "arta", "cipher": "0a1b"}, "channels": "email"}})]
        }
        "NotOwnAddress" => vec![json!({"NotOwnAddress": null})],
        "ForgetAddress" => vec![json!("ForgetAddress")],
        "LinkGroup" => vec![json!({"LinkGroup": {"subgroup": "shelter", "by": "arta"}})],
        "Cancel" => vec![json!("Cancel")],
        "Door" => vec![json!({"Door": {"Delete": 1}})],
        "Page" => vec![json!({"Page": 1})],
        _ => vec![],
    }
}

fn of_value() -> Value {
    json!({"objective": "objective", "indicator": "beds", "period": {"from": "2017-04-01", "until": "2017-06-30"}})
}

fn asked() -> Value {
    json!({"of": of_value(), "given": [], "correcting": false})
}

/// What questions of this name were asked about, each with an answer.
pub(super) fn question(name: &str) -> Vec<(Value, &'static str)> {
    match name {
        "ReasonOfBlock" => vec![(json!({"ReasonOfBlock": "q-block"}), "There is no budget")],
        "UntilWhen" => vec![(json!({"UntilWhen": "q-until"}), "25.7.2017")],
        "ReasonOfReopening" => vec![(json!({"ReasonOfReopening": "q-reopen"}), "Half of it is missing")],
        "ReasonOfReturn" => vec![(json!({"ReasonOfReturn": "q-return"}), "It is in the law")],
        "ReasonOfCallingOff" => vec![(json!({"ReasonOfCallingOff": "q-call-off"}), "Others do it already")],
        "ReasonOfDeclining" => vec![(json!({"ReasonOfDeclining": ["2017-014-c", "r1"]}), "There is no bed")],
        "AwayUntil" => vec![(json!("AwayUntil"), "never")],
        "EmailAddress" => vec![(json!({"EmailAddress": null}), "not an address")],
        "Meeting" => vec![(json!({"Meeting": {"Minutes": "m0"}}), "All of it was read")],
        "Indicator" => vec![(json!({"Indicator": {"Number": asked()}}), "7")],
        "Assignment" => vec![(
            json!({"Assignment": {
                "mark": "ab12", "asking": "Place", "place": {"Of": "shelter"}, "institution": "mpms", "title": null,
                "due": "2017-07-25", "either": [], "days": []
            }}),
            "Shelter",
        )],
        _ => vec![],
    }
}

/// What is for the chair to decide, and for whoever stands in while the chair is away.
pub(super) fn while_away() -> Vec<Value> {
    vec![json!({"Board": ["shelter", 0]}), json!({"Verify": "a-verify"}), json!({"Grant": "a-grant"})]
}
