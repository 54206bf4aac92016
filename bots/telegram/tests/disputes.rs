//! A task that its owner says is not theirs, and what the chair, or whoever stands in for the chair, makes of it.

use crate::support::phones::{Phone, labels};
use crate::support::{TestBot, eventually};
use events::Command;
use events::action_item::{ActionItemCommand, ActionItemEvent};
use events::ids::InstitutionId;
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use events::period::Period;
use events::text::Text;
use events::{Event, RecordedEvent};
use serde_json::Value;

const BESA: i64 = 2_000_002;
const DRITON: i64 = 2_000_003;

async fn assign(harness: &TestBot, id: &str, owner: &str, title: &str) {
    let assign = ActionItemCommand::Assign {
        title: LocalText::only(Language::En, title.parse().unwrap()),
        owner: owner.parse().unwrap(),
        subgroup: Some("shelter".parse().unwrap()),
        due: "2017-07-20".parse().unwrap(),
        raised_by: None,
    };
    harness.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
}

/// Arta chairs the subgroup; Besa is the focal point of the ministry of labour, which has a task.
async fn at_work() -> TestBot {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    assign(&harness, "letter", "mpms", "Send the letter about indictments").await;
    harness
}

fn of_item(history: &[RecordedEvent]) -> Vec<&ActionItemEvent> {
    history
        .iter()
        .filter_map(|one| if let Event::ActionItem(_, event) = &one.event { Some(event) } else { None })
        .collect()
}

async fn last(harness: &TestBot, item: &str) -> ActionItemEvent {
    (*of_item(&harness.history(item).await).last().unwrap()).clone()
}

fn suggested(event: &ActionItemEvent) -> (Option<&str>, Option<&str>) {
    let ActionItemEvent::Disclaimed { suggested, reason } = event else { panic!("{event:?}") };
    (suggested.as_ref().map(InstitutionId::as_str), reason.as_ref().map(Text::as_str))
}

/// The board, and the chair's card with these words that is opened from it.
async fn card(chair: &Phone<'_>, words: &str) -> (Value, Value) {
    let board = chair.say_and_hear("/board", "disputed", "Whose is it?").await;
    let offered = labels(&board);
    assert!(!offered.iter().any(|label| label.contains("Remind · Send")), "there is nobody to remind: {offered:?}");
    chair.press(&board, "Whose is it?").await;
    let card = chair.hears_with(words, "It stays theirs").await;
    (board, card)
}

#[tokio::test]
async fn whom_an_owner_names_is_found_among_the_institutions_in_three_languages() {
    let harness = at_work().await;
    let besa = harness.hire("mpms", "besa", false, BESA).await;
    for (words, id) in [
        ("1 not ours, it belongs to the Ministry of Justice", Some("md")),
        ("1: nuk na takon, i takon Ministrisë së Drejtësisë", Some("md")),
        ("1: nije naše, nego Ministarstva pravde", Some("md")),
        ("1 not ours, belongs to MoJ", Some("md")),
        ("1 not ours, it belongs to UNHCR", None),
    ] {
        let told = besa.say_and_hear(words, "is not yours", "Undo").await;
        let said = last(&harness, "letter").await;
        let (found, kept) = suggested(&said);
        assert_eq!(found, id, "{words}");
        assert_eq!(kept.is_some(), id.is_none(), "what is not known is kept in words: {words}: {kept:?}");
        assert_eq!(told["text"].as_str().unwrap().contains("Ministry of Justice"), id.is_some(), "{told}");
        besa.press(&told, "Undo").await;
        let taken_back = async || matches!(last(&harness, "letter").await, ActionItemEvent::ReportWithdrawn { .. });
        eventually(taken_back, words).await;
    }
    besa.say_and_hear("not ours", "is not yours", "Undo").await;
    assert_eq!(suggested(&last(&harness, "letter").await), (None, None));
    besa.say("/tasks").await;
    besa.hears("disputed: the institution says it is not theirs").await;
    harness.stop().await;
}

#[tokio::test]
async fn a_chair_gives_it_to_whom_the_owner_names_or_to_whom_it_fits() {
    let harness = at_work().await;
    assign(&harness, "earlier", "policia-dmd", "Write the letter about indictments of May").await;
    let besa = harness.hire("mpms", "besa", false, BESA).await;
    besa.say_and_hear("1 not ours, it belongs to the Ministry of Justice", "is not yours", "Undo").await;
    let arta = harness.arta();
    let (_, card) = card(&arta, "named by them").await;
    let offered = labels(&card);
    assert_eq!(offered.len(), 4, "{offered:?}");
    assert!(offered[0].contains("Give to Ministry of Justice"), "whom the owner names comes first: {offered:?}");
    assert!(offered[1].contains("Give to Kosovo Police, Protection"), "{offered:?}");
    let text = card["text"].as_str().unwrap();
    assert!(text.contains("named by them") && text.contains("had a similar task (“Write the letter"), "{text}");
    arta.press(&card, "Give to Ministry of Justice").await;
    arta.hears("Given to Ministry of Justice: Send the letter about indictments").await;
    let given = last(&harness, "letter").await;
    assert!(matches!(&given, ActionItemEvent::Reassigned { owner, .. } if owner.as_str() == "md"), "{given:?}");
    harness.stop().await;
}

#[tokio::test]
async fn a_chair_leaves_it_with_the_owner_or_calls_it_off_for_a_reason() {
    let harness = at_work().await;
    let besa = harness.hire("mpms", "besa", false, BESA).await;
    let arta = harness.arta();
    besa.say_and_hear("1 not ours", "is not yours", "Undo").await;
    let (_, first) = card(&arta, "says that this task is not theirs").await;
    arta.press(&first, "It stays theirs").await;
    arta.hears("Why does “Send the letter about indictments” stay").await;
    arta.say_and_hear("Article 12 of the law says so", "Stays with", "").await;
    let returned = last(&harness, "letter").await;
    let reason = "Article 12 of the law says so".parse().unwrap();
    assert_eq!(returned, ActionItemEvent::Returned { reason });
    // The card lags behind; what it offers is no longer so.
    arta.press(&first, "It stays theirs").await;
    arta.hears("It is not disputed any more: Send the letter about indictments, new").await;
    assert_eq!(last(&harness, "letter").await, returned);

    besa.say_and_hear("1 not ours, it belongs to UNHCR", "1. Send the letter", "Undo").await;
    // Their own words are shown.
    let (_, again) = card(&arta, "UNHCR”").await;
    arta.press(&again, "Call off").await;
    arta.hears("Why is “Send the letter about indictments” called off").await;
    arta.say_and_hear("UNHCR does it already", "Called off", "").await;
    assert!(matches!(last(&harness, "letter").await, ActionItemEvent::Cancelled { .. }));
    harness.stop().await;
}

#[tokio::test]
async fn while_the_chair_is_away_the_colleague_decides_and_that_is_recorded() {
    let harness = at_work().await;
    let besa = harness.hire("mpms", "besa", false, BESA).await;
    let driton = harness.hire("ms", "driton", true, DRITON).await;
    driton.say_and_hear("/board", "for the chairs of subgroups", "").await;
    besa.say_and_hear("1 not ours, it belongs to the Ministry of Justice", "is not yours", "Undo").await;
    // 3 July is the day on which everything begins.
    let absence = Period::new("2017-07-03".parse().unwrap(), "2017-07-03".parse().unwrap()).unwrap();
    let away = InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence };
    harness.give(Command::Institution("ms".parse().unwrap(), away)).await;
    driton.say_and_hear("/whoami", "is away", "").await;
    let (board, card) = card(&driton, "named by them").await;
    driton.press(&card, "Give to Ministry of Justice").await;
    driton.hears("Given to Ministry of Justice").await;
    let history = harness.history("letter").await;
    let by: Vec<String> = history.iter().map(|one| one.metadata.actor.to_string()).collect();
    assert_eq!(by, ["secretariat", "besa@mpms", "driton@ms for arta"]);

    // On the next day the chair is back.
    harness.clock.set("2017-07-04T08:00:00Z");
    driton.say_and_hear("/board", "for the chairs of subgroups", "").await;
    let before = harness.history("letter").await.len();
    driton.press(&board, "Whose is it?").await;
    driton.hears("You may not change or see this").await;
    assert_eq!(harness.history("letter").await.len(), before);
    harness.stop().await;
}
