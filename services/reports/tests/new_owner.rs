//! Whom a chair is offered for a task that its owner says is not theirs, and why.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use chrono::{DateTime, Utc};
use events::action_item::{AssignedItem, ItemStage};
use events::ids::{CommandId, InstitutionId};
use events::institution::InstitutionKind;
use events::language::{Language, LocalText};
use events::text::Percent;
use readmodels::views::{InstitutionView, TaskView};
use reports::new_owner::{Proposal, ProposalReason, proposals};

fn institution(id: &str, role: &str) -> InstitutionView {
    InstitutionView {
        id: id.parse().unwrap(),
        names: LocalText::only(Language::En, id.parse().unwrap()),
        kind: InstitutionKind::Ministry,
        role: role.parse().unwrap(),
        authority_member: true,
        active: true,
        staff: vec![],
    }
}

fn task(id: &str, owner: &str, title: &[(Language, &str)]) -> TaskView {
    TaskView {
        id: id.parse().unwrap(),
        number: 1,
        title: LocalText::from_versions(title.iter().copied()).unwrap(),
        item: AssignedItem::assigned(owner.parse().unwrap(), None, "2017-07-20".parse().unwrap()),
        assigned_on: "2017-07-01".parse().unwrap(),
        raised_by: None,
        completed_on: None,
        last_event: CommandId::named("assigned").event(0),
        changed_at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

/// What a task becomes when its owner says that it is not theirs.
fn disclaimed(mut task: TaskView, suggested: Option<&str>) -> TaskView {
    let suggested = suggested.map(|id| id.parse().unwrap());
    task.item.stage = ItemStage::Disclaimed { suggested, reason: None, progress: Percent::ZERO };
    task
}

fn shelters() -> TaskView {
    task(
        "shelters",
        "owner",
        &[
            (Language::Sq, "Raporti për licencimin e strehimoreve"),
            (Language::En, "Report on the licences of shelters"),
        ],
    )
}

fn ids(found: &[Proposal]) -> Vec<&str> {
    found.iter().map(|one| one.institution.as_str()).collect()
}

#[test]
fn whom_the_owner_names_comes_first_member_or_not_and_what_fits_best_after_that() {
    let all = [
        institution("owner", "Report on licences of shelters"),
        institution("named", "Anything"),
        institution("by-role", "Licences shelters of all kinds"),
        institution("by-task", "Anything"),
        institution("unfit", "Borders"),
        institution("no-member", "Report on licences of shelters"),
    ];
    let members: Vec<InstitutionId> =
        ["owner", "by-role", "by-task", "unfit"].iter().map(|id| id.parse().unwrap()).collect();
    let tasks = [
        task("may", "by-task", &[(Language::En, "Report on the licences of shelters in May")]),
        task("beds", "unfit", &[(Language::En, "Report on beds")]),
        shelters(),
    ];
    let found = proposals(&disclaimed(shelters(), Some("named")), &members, &all, &tasks);
    assert_eq!(ids(&found), ["named", "by-task", "by-role"]);
    assert_eq!(found[0].fit, ProposalReason::Named);
    assert_eq!(found[1].fit, ProposalReason::EarlierTask(tasks[0].title.clone()), "three words are more than two");
    assert_eq!(found[2].fit, ProposalReason::Role("Licences shelters of all kinds".parse().unwrap()));
    assert_eq!(ids(&proposals(&disclaimed(shelters(), None), &members, &all, &tasks)), ["by-task", "by-role"]);
}

#[test]
fn words_fit_in_any_case_form_and_in_the_language_in_which_both_are_written() {
    let all = [institution("sq", "Licencimi dhe strehimoret"), institution("sr", "Smeštaj i dozvole")];
    let members: Vec<InstitutionId> = all.iter().map(|one| one.id.clone()).collect();
    assert_eq!(ids(&proposals(&disclaimed(shelters(), None), &members, &all, &[])), ["sq"]);
}

#[test]
fn three_beside_the_one_named_are_enough_and_nobody_who_left_or_also_disclaims_is_among_them() {
    let role = "Licences shelters";
    let mut all: Vec<_> = ["a", "b", "c", "d", "e"].iter().map(|id| institution(id, role)).collect();
    all[0].active = false;
    let members: Vec<InstitutionId> = all.iter().map(|one| one.id.clone()).collect();
    assert_eq!(ids(&proposals(&disclaimed(shelters(), Some("e")), &members, &all, &[])), ["e", "b", "c", "d"]);
    assert_eq!(ids(&proposals(&disclaimed(shelters(), Some("a")), &members, &all, &[])), ["b", "c", "d"]);
    let (other, members) = ([institution("f", "Borders")], ["f".parse().unwrap()]);
    let theirs = disclaimed(task("may", "f", &[(Language::En, "Report on the licences of shelters")]), None);
    let found = proposals(&disclaimed(shelters(), None), &members, &other, &[theirs]);
    assert_eq!(found, [], "what was disclaimed there says nothing for them");
}
