//! Who is who, and that nobody's personal field is readable when it should not be.

use crate::support::country::a_country;
use crate::support::{TestReadModels, date, noon, set, title};
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::{View, permit_view};
use events::ids::ChatId;
use events::institution::{InstitutionCommand as C, InstitutionKind, InvitationHash, Post};
use events::language::Language;
use events::period::Period;
use events::preferences::{Channels, DigestFrequency, Subject};
use events::subgroup::{Chair, SubgroupCommand};
use readmodels::organisation::Institutions;
use readmodels::views::{PersonView, TimelineFilter};
use readmodels::{Book, ReadPort};

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
fn a_ministry_at_work() -> TestReadModels {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    let arta = harness.keys.appointee("arta", "Arta Krasniqi", Language::Sq);
    let besa = harness.keys.appointee("besa", "Besa Gashi", Language::En);
    let link = C::LinkChat { invitation: InvitationHash::of_token("t1"), chat: harness.keys.chat("arta", 100) };
    let commands =
        [C::AppointFocalPoint(arta), C::AppointDeputy(besa), invite("arta", "t1"), link, invite("besa", "t2")];
    harness.log.do_all(2, commands.map(|command| of("ms", command)));
    harness
}

#[tokio::test]
async fn people_in_post_are_known_by_chat_and_by_id() {
    let harness = a_ministry_at_work();
    let read_models = harness.read_models().await;
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
async fn how_a_person_wants_to_be_told_goes_with_the_person() {
    let harness = a_ministry_at_work();
    let person = |id: &str| id.parse().unwrap();
    let of = |command| of("ms", command);
    let plain = harness.read_models().await.person(&person("besa")).await.unwrap().unwrap();
    assert_eq!((plain.email, plain.channels), (None, Channels::Telegram));
    assert_eq!((plain.frequency, plain.muted.len()), (DigestFrequency::Daily, 0));

    let muted = set([Subject::Overviews, Subject::Training]);
    let address = harness.keys.address("besa", "Besa.Gashi@Example.ORG");
    harness.log.do_all(
        3,
        [
            of(C::SetEmailAddress { person: person("besa"), address }),
            of(C::ChooseChannels { person: person("besa"), channels: Channels::Both }),
            of(C::ChooseDigestFrequency { person: person("besa"), frequency: DigestFrequency::Weekly }),
            of(C::ChooseSubjects { person: person("besa"), muted: muted.clone() }),
        ],
    );
    let told =
        |view: PersonView| (view.email.map(|email| email.to_string()), view.channels, view.frequency, view.muted);
    let chosen = (Some("Besa.Gashi@example.org".to_owned()), Channels::Both, DigestFrequency::Weekly, muted);
    let read_models = harness.read_models().await;
    assert_eq!(told(read_models.person(&person("besa")).await.unwrap().unwrap()), chosen);
    assert_eq!(read_models.person(&person("arta")).await.unwrap().unwrap().email, None, "it is hers alone");

    let successor = harness.keys.appointee("besa", "Besa Gashi", Language::En);
    harness.log.do_all(4, [of(C::HandOverFocalPoint { successor })]);
    read_models.catch_up(&harness.feed()).await.unwrap();
    let besa = read_models.person(&person("besa")).await.unwrap().unwrap();
    assert_eq!((besa.post, told(besa)), (Post::FocalPoint, chosen), "a deputy who takes over keeps it all");

    harness.keys.erase(&person("besa"));
    assert_eq!(read_models.person(&person("besa")).await.unwrap().unwrap().email, None, "the key was erased");
    harness.log.do_all(5, [of(C::RemoveEmailAddress { person: person("besa") })]);
    read_models.catch_up(&harness.feed()).await.unwrap();
    let found = Book::<Institutions>::default().refresh(&read_models).await.unwrap();
    let (_, besa) = found.person(&person("besa")).unwrap();
    assert_eq!((besa.email_since, besa.channels, besa.frequency), (None, Channels::Both, DigestFrequency::Weekly));

    let harness = a_ministry_at_work();
    let address = harness.keys.address("arta", "arta@example.org");
    harness.log.do_all(3, [of(C::SetEmailAddress { person: person("arta"), address })]);
    let found = Book::<Institutions>::default().refresh(&harness.read_models().await).await.unwrap();
    assert!(found.person(&person("arta")).unwrap().1.email_since.is_some());
    let successor = harness.keys.appointee("dea", "Dea Hoxha", Language::Sr);
    harness.log.do_all(4, [of(C::HandOverFocalPoint { successor })]);
    harness.log.do_all(5, [of(C::AppointDeputy(harness.keys.appointee("arta", "Arta Krasniqi", Language::Sq)))]);
    let arta = harness.read_models().await.person(&person("arta")).await.unwrap().unwrap();
    assert_eq!(arta.email, None, "who comes back has to say it again");
}

#[tokio::test]
async fn an_unlinked_chat_and_a_predecessors_chat_lead_to_nobody() {
    let harness = a_ministry_at_work();
    harness.log.do_all(3, [of("ms", C::UnlinkChat { person: "arta".parse().unwrap() })]);
    assert_eq!(harness.read_models().await.person_by_chat(ChatId(100)).await.unwrap(), None);

    let harness = a_ministry_at_work();
    let successor = harness.keys.appointee("dea", "Dea Hoxha", Language::Sr);
    harness.log.do_all(3, [of("ms", C::HandOverFocalPoint { successor })]);
    let read_models = harness.read_models().await;
    assert_eq!(read_models.person_by_chat(ChatId(100)).await.unwrap(), None);
    let staff = read_models.institution(&"ms".parse().unwrap()).await.unwrap().unwrap().staff;
    assert_eq!(staff.iter().map(|person| person.person.as_str()).collect::<Vec<_>>(), ["dea", "besa"]);
}

#[tokio::test]
async fn an_erased_key_takes_the_name_and_the_chat_away_at_once() {
    let harness = a_ministry_at_work();
    let read_models = harness.read_models().await;
    let before = read_models.dump().await.unwrap();
    harness.keys.erase(&"arta".parse().unwrap());
    assert_eq!(read_models.person_by_chat(ChatId(100)).await.unwrap(), None);
    let arta = read_models.person(&"arta".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((arta.name, arta.chat), (None, None));
    read_models.rebuild(&harness.feed()).await.unwrap();
    assert_eq!(read_models.dump().await.unwrap(), before, "a replay is the same before and after");
}

#[tokio::test]
async fn no_personal_field_is_in_a_table_in_clear() {
    let harness = a_ministry_at_work();
    let address = harness.keys.address("arta", "arta.krasniqi@example.org");
    harness.log.do_all(3, [of("ms", C::SetEmailAddress { person: "arta".parse().unwrap(), address })]);
    let dump = harness.read_models().await.dump().await.unwrap();
    assert!(dump.contains("arta"), "the dump has the person's id");
    assert!(
        ["Krasniqi", "Gashi", "Arta", "Besa", "krasniqi", "example.org"].iter().all(|secret| !dump.contains(secret))
    );
}

#[tokio::test]
async fn an_invitation_is_found_whatever_became_of_it() {
    let harness = a_ministry_at_work();
    harness.log.do_all(3, [of("ms", invite("besa", "t3"))]);
    let read_models = harness.read_models().await;
    for (token, person) in [("t1", "arta"), ("t2", "besa"), ("t3", "besa")] {
        let found = read_models.invitation(&InvitationHash::of_token(token)).await.unwrap().unwrap();
        assert_eq!((found.institution.as_str(), found.person.as_str()), ("ms", person), "{token}");
    }
    assert_eq!(read_models.invitation(&InvitationHash::of_token("t4")).await.unwrap(), None);
}

#[tokio::test]
async fn a_chair_chairs_until_the_subgroup_is_dissolved() {
    let harness = a_ministry_at_work();
    let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
    let institution: events::ids::InstitutionId = "ms".parse().unwrap();
    let chair = Chair { person: "arta".parse().unwrap(), institution: institution.clone() };
    harness.log.do_all(
        3,
        [
            subgroup(SubgroupCommand::Form { name: title("Data") }),
            subgroup(SubgroupCommand::AdmitInstitution { institution }),
            subgroup(SubgroupCommand::AppointChair(chair)),
        ],
    );
    let read_models = harness.read_models().await;
    let arta = read_models.person_by_chat(ChatId(100)).await.unwrap().unwrap();
    assert_eq!(arta.chairs, ["te-dhena".parse().unwrap()]);
    assert_eq!(read_models.subgroup(&"te-dhena".parse().unwrap()).await.unwrap().unwrap().members.len(), 1);
    harness.log.do_all(4, [subgroup(SubgroupCommand::Dissolve { reason: "done".parse().unwrap() })]);
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert!(read_models.person_by_chat(ChatId(100)).await.unwrap().unwrap().chairs.is_empty());
}

#[tokio::test]
async fn whoever_chairs_and_is_away_has_a_stand_in_on_those_days_only() {
    let harness = a_country();
    let person = async |id: &str| {
        let read_models = harness.read_models().await;
        read_models.person(&id.parse().unwrap()).await.unwrap().unwrap()
    };
    let chaired = |person: &PersonView, day| person.chairs_on(date(day)).len();
    assert_eq!(person("besa").await.absent_chairs, [], "nobody is away");
    let absence = Period::new(date(4), date(6)).unwrap();
    let away = C::AnnounceAbsence { person: "arta".parse().unwrap(), absence };
    harness.log.do_all(2, [of("ms", away)]);
    let (arta, besa) = (person("arta").await, person("besa").await);
    assert_eq!([3, 4, 5, 6, 7].map(|day| chaired(&besa, day)), [0, 1, 1, 1, 0]);
    assert_eq!([3, 4, 7].map(|day| chaired(&arta, day)), [1, 1, 1], "the chair stays the chair");
    let may = |person: &PersonView, day| {
        permit_view(&person.principal(date(day)), &View::Board("te-dhena".parse().unwrap())).is_ok()
    };
    assert_eq!([3, 4, 6, 7].map(|day| may(&besa, day)), [false, true, true, false]);
    let read_models = harness.read_models().await;
    let asked = read_models.institution(&"ms".parse().unwrap()).await.unwrap().unwrap().staff;
    assert_eq!(asked, [arta, besa], "asked for in either way");
    for elsewhere in read_models.institution(&"mpms".parse().unwrap()).await.unwrap().unwrap().staff {
        assert_eq!(elsewhere.absent_chairs, []);
    }

    // The chair is somebody else's now, or over.
    harness.log.do_all(4, [of("ms", C::EndAbsence { person: "arta".parse().unwrap() })]);
    assert_eq!(person("besa").await.absent_chairs, []);
}

#[tokio::test]
async fn what_a_stand_in_decides_is_told_as_done_for_the_chair() {
    let harness = a_country();
    let absence = Period::new(date(4), date(6)).unwrap();
    harness.log.do_all(2, [of("ms", C::AnnounceAbsence { person: "arta".parse().unwrap(), absence })]);
    let item = |command| Command::ActionItem("a".parse().unwrap(), command);
    let assign = ActionItemCommand::Assign {
        title: title("a"),
        owner: "mpms".parse().unwrap(),
        subgroup: Some("te-dhena".parse().unwrap()),
        due: date(20),
        raised_by: None,
    };
    let suggested = Some("ms".parse().unwrap());
    harness.log.do_all(3, [item(assign), item(ActionItemCommand::Disclaim { suggested, reason: None })]);
    let read_models = harness.read_models().await;
    let besa = read_models.person(&"besa".parse().unwrap()).await.unwrap().unwrap();
    let stays = || item(ActionItemCommand::Return { reason: "article 12".parse().unwrap() });
    assert!(harness.log.command_by(&besa.principal(date(7)), 7, stays()).is_err(), "the chair is back");
    harness.log.command_by(&besa.principal(date(5)), 5, stays()).unwrap();
    let read_models = harness.read_models().await;
    let filter = TimelineFilter { stream: Some("action-item/a".parse().unwrap()), ..TimelineFilter::default() };
    let told = read_models.timeline(&filter).await.unwrap();
    let by: Vec<_> = told.iter().map(|entry| (entry.event_type.as_str(), entry.by.to_string())).collect();
    let secretariat = || "secretariat".to_owned();
    assert_eq!(
        by,
        [
            ("action-item.assigned", secretariat()),
            ("action-item.disclaimed", secretariat()),
            ("action-item.returned", "besa@ms for arta".to_owned()),
        ]
    );
    let part = told[1].part.as_ref().map(|part| part.in_language(Language::En));
    let known = read_models.institution(&"ms".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(part, Some(known.names.in_language(Language::En)), "whose it is, as the owner said");
}
