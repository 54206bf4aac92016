//! Who is who, and that nobody's personal field is readable when it should not be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use events::Command;
use events::ids::ChatId;
use events::institution::{InstitutionCommand as C, InstitutionKind, InvitationHash, Post};
use events::language::Language;
use events::subgroup::{Chair, SubgroupCommand};
use held::{Desk, noon, title};

fn of(institution: &str, command: C) -> Command {
    Command::Institution(institution.parse().unwrap(), command)
}

fn invite(person: &str, token: &str) -> C {
    C::IssueInvitation {
        person: person.parse().unwrap(),
        invitation: InvitationHash::of_token(token),
        expires_at: noon(20),
    }
}

/// Arta answers for the ministry and has linked chat 100; Besa is her deputy.
fn a_ministry_at_work() -> Desk {
    let desk = Desk::new();
    desk.register("ms", InstitutionKind::Ministry);
    let arta = desk.keys.appointee("arta", "Arta Krasniqi", Language::Sq);
    let besa = desk.keys.appointee("besa", "Besa Gashi", Language::En);
    let link = C::LinkChat { invitation: InvitationHash::of_token("t1"), chat: desk.keys.chat("arta", 100) };
    let commands =
        [C::AppointFocalPoint(arta), C::AppointDeputy(besa), invite("arta", "t1"), link, invite("besa", "t2")];
    desk.log.do_all(2, commands.map(|command| of("ms", command)));
    desk
}

#[tokio::test]
async fn people_in_post_are_known_by_chat_and_by_id() {
    let desk = a_ministry_at_work();
    let read_models = desk.read_models().await;
    let arta = read_models.person_by_chat(ChatId(100)).await.unwrap().unwrap();
    assert_eq!((arta.person.as_str(), arta.name.as_ref().unwrap().as_str()), ("arta", "Arta Krasniqi"));
    assert_eq!((arta.post, arta.language, arta.invited_until), (Post::FocalPoint, Language::Sq, None));
    let besa = read_models.person(&"besa".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((besa.post, besa.chat, besa.invited_until), (Post::Deputy, None, Some(noon(20))));
    assert_eq!(read_models.person_by_chat(ChatId(101)).await.unwrap(), None);
    let staff = read_models.institution(&"ms".parse().unwrap()).await.unwrap().unwrap().staff;
    assert_eq!(staff.iter().map(|person| person.person.as_str()).collect::<Vec<_>>(), ["arta", "besa"]);
}

#[tokio::test]
async fn an_unlinked_chat_and_a_predecessors_chat_lead_to_nobody() {
    let desk = a_ministry_at_work();
    desk.log.do_all(3, [of("ms", C::UnlinkChat { person: "arta".parse().unwrap() })]);
    assert_eq!(desk.read_models().await.person_by_chat(ChatId(100)).await.unwrap(), None);

    let desk = a_ministry_at_work();
    let successor = desk.keys.appointee("dea", "Dea Hoxha", Language::Sr);
    desk.log.do_all(3, [of("ms", C::HandOverFocalPoint { successor })]);
    let read_models = desk.read_models().await;
    assert_eq!(read_models.person_by_chat(ChatId(100)).await.unwrap(), None);
    let staff = read_models.institution(&"ms".parse().unwrap()).await.unwrap().unwrap().staff;
    assert_eq!(staff.iter().map(|person| person.person.as_str()).collect::<Vec<_>>(), ["dea", "besa"]);
}

#[tokio::test]
async fn an_erased_key_takes_the_name_and_the_chat_away_at_once() {
    let desk = a_ministry_at_work();
    let read_models = desk.read_models().await;
    let before = read_models.dump().await.unwrap();
    desk.keys.erase(&"arta".parse().unwrap());
    assert_eq!(read_models.person_by_chat(ChatId(100)).await.unwrap(), None);
    let arta = read_models.person(&"arta".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((arta.name, arta.chat), (None, None));
    read_models.rebuild(&desk.feed()).await.unwrap();
    assert_eq!(read_models.dump().await.unwrap(), before, "a replay is the same before and after");
}

#[tokio::test]
async fn no_personal_field_is_in_a_table_in_clear() {
    let desk = a_ministry_at_work();
    let dump = desk.read_models().await.dump().await.unwrap();
    assert!(dump.contains("arta"), "the dump has the person's id");
    assert!(["Krasniqi", "Gashi", "Arta", "Besa"].iter().all(|secret| !dump.contains(secret)));
}

#[tokio::test]
async fn an_invitation_is_found_whatever_became_of_it() {
    let desk = a_ministry_at_work();
    desk.log.do_all(3, [of("ms", invite("besa", "t3"))]);
    let read_models = desk.read_models().await;
    for (token, person) in [("t1", "arta"), ("t2", "besa"), ("t3", "besa")] {
        let found = read_models.invitation(&InvitationHash::of_token(token)).await.unwrap().unwrap();
        assert_eq!((found.institution.as_str(), found.person.as_str()), ("ms", person), "{token}");
    }
    assert_eq!(read_models.invitation(&InvitationHash::of_token("t4")).await.unwrap(), None);
}

#[tokio::test]
async fn a_chair_chairs_until_the_subgroup_is_dissolved() {
    let desk = a_ministry_at_work();
    let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
    let institution: events::ids::InstitutionId = "ms".parse().unwrap();
    let chair = Chair { person: "arta".parse().unwrap(), institution: institution.clone() };
    desk.log.do_all(
        3,
        [
            subgroup(SubgroupCommand::Form { name: title("Data") }),
            subgroup(SubgroupCommand::AdmitInstitution { institution }),
            subgroup(SubgroupCommand::AppointChair(chair)),
        ],
    );
    let read_models = desk.read_models().await;
    let arta = read_models.person_by_chat(ChatId(100)).await.unwrap().unwrap();
    assert_eq!(arta.chairs, ["te-dhena".parse().unwrap()]);
    assert_eq!(read_models.subgroup(&"te-dhena".parse().unwrap()).await.unwrap().unwrap().members.len(), 1);
    desk.log.do_all(4, [subgroup(SubgroupCommand::Dissolve { reason: "done".parse().unwrap() })]);
    read_models.catch_up(&desk.feed()).await.unwrap();
    assert!(read_models.person_by_chat(ChatId(100)).await.unwrap().unwrap().chairs.is_empty());
}
