//! Who is who, as whoever tells people something needs it.

use std::sync::Arc;

use chrono::NaiveTime;
use events::Command;
use events::institution::{DigestHour, InstitutionCommand as C, InstitutionKind, InvitationHash, Post, QuietHours};
use events::language::{Language, LocalText};
use events::period::Period;
use events::subgroup::{Chair, SubgroupCommand as S};
use readmodels::organisation::{InstitutionRecord, Institutions, Loss, Subgroups, UnlinkedPerson};
use readmodels::{Book, ReadPort};

use crate::support::country::a_country;
use crate::support::{TestReadModels, date, noon, title};

async fn institutions(harness: &TestReadModels) -> Arc<Institutions> {
    Book::<Institutions>::default().refresh(&harness.read_models().await).await.unwrap()
}

fn of(command: C) -> Command {
    Command::Institution("ms".parse().unwrap(), command)
}

fn ms(institutions: &Institutions) -> &InstitutionRecord {
    institutions.institution(&"ms".parse().unwrap()).unwrap()
}

fn link(harness: &TestReadModels, person: &str, token: &str) -> [Command; 2] {
    let (invitation, expires_at) = (InvitationHash::of_token(token), noon(300));
    [
        of(C::IssueInvitation { person: person.parse().unwrap(), invitation: invitation.clone(), expires_at }),
        of(C::LinkChat { invitation, chat: harness.keys.chat(person, 7) }),
    ]
}

#[tokio::test]
async fn people_in_post_come_with_what_they_chose_the_focal_point_first() {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    harness.register("md", InstitutionKind::Police);
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let quiet_hours = QuietHours { from: time(20), until: time(7) };
    let hour = DigestHour::try_from(9).unwrap();
    let absence = Period::new(date(3), date(9)).unwrap();
    let besa = || "besa".parse().unwrap();
    harness.log.do_all(
        2,
        [
            of(C::AppointDeputy(harness.keys.appointee("arta", "Arta", Language::Sq))),
            of(C::AppointFocalPoint(harness.keys.appointee("besa", "Besa", Language::En))),
            of(C::SetQuietHours { person: besa(), quiet_hours }),
            of(C::ChooseDigestHour { person: besa(), hour }),
            of(C::ChooseLanguage { person: besa(), language: Language::Sr }),
            of(C::AnnounceAbsence { person: besa(), absence }),
        ],
    );
    harness.log.do_all(2, link(&harness, "besa", "t1"));
    let found = institutions(&harness).await;
    let posts: Vec<_> = ms(&found).staff.iter().map(|one| (one.person.as_str(), one.post, one.has_chat)).collect();
    assert_eq!(posts, [("besa", Post::FocalPoint, true), ("arta", Post::Deputy, false)]);
    let focal_point = ms(&found).focal_point().unwrap();
    assert_eq!((focal_point.language, focal_point.quiet_hours), (Language::Sr, Some(quiet_hours)));
    assert_eq!((focal_point.digest_hour, focal_point.absence), (Some(hour), Some(absence)));
    assert_eq!(found.person(&besa()), Some((&"ms".parse().unwrap(), focal_point)));
    assert_eq!(found.person(&"nobody".parse().unwrap()), None);
    assert_eq!((ms(&found).kind, ms(&found).is_active()), (InstitutionKind::Ministry, true));
    let md = found.institution(&"md".parse().unwrap()).unwrap();
    assert_eq!((md.kind, md.staff.len(), md.focal_point()), (InstitutionKind::Police, 0, None));

    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Shëndetësia"))).unwrap();
    let reason = || "merged".parse().unwrap();
    harness.log.do_all(3, [of(C::ChangeNames { names: names.clone() }), of(C::EndAbsence { person: besa() })]);
    harness.log.do_all(3, [of(C::Deactivate { reason: reason() })]);
    let found = institutions(&harness).await;
    assert_eq!((ms(&found).names(), ms(&found).is_active()), (&names, false));
    assert_eq!(ms(&found).focal_point().unwrap().absence, None);
    assert_eq!(found.all().count(), 2);
}

#[tokio::test]
async fn who_lost_a_chat_or_a_post_is_known_for_thirty_days() {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    let appointee = |person: &str| harness.keys.appointee(person, person, Language::Sq);
    harness.log.do_all(1, [of(C::AppointFocalPoint(appointee("arta"))), of(C::AppointDeputy(appointee("besa")))]);
    harness.log.do_all(1, link(&harness, "arta", "t1"));
    harness.log.do_all(1, link(&harness, "besa", "t2"));
    let lost = |found: &Institutions| -> Vec<_> {
        let of = |one: &UnlinkedPerson| (one.was.person.to_string(), one.was.has_chat, one.loss, one.at);
        ms(found).unlinked.iter().map(of).collect()
    };
    assert_eq!(lost(&*institutions(&harness).await), []);

    harness.log.do_all(2, [of(C::UnlinkChat { person: "besa".parse().unwrap() })]);
    harness.log.do_all(3, [of(C::HandOverFocalPoint { successor: appointee("cana") })]);
    let besas = |day| ("besa".to_owned(), true, Loss::Chat, noon(day));
    let artas = ("arta".to_owned(), true, Loss::Post, noon(3));
    assert_eq!(lost(&*institutions(&harness).await), [besas(2), artas.clone()]);

    harness.log.do_all(4, link(&harness, "besa", "t3"));
    assert_eq!(lost(&*institutions(&harness).await).len(), 2, "what was lost before is not undone");
    harness.log.do_all(5, link(&harness, "besa", "t4"));
    harness.log.do_all(6, [of(C::AppointDeputy(appointee("arta")))]);
    assert_eq!(lost(&*institutions(&harness).await), [besas(2), artas.clone(), besas(5)], "another chat in its place");

    harness.register("md", InstitutionKind::Ministry);
    let rename = |day, name| {
        let names = LocalText::from_versions(Language::ALL.map(|language| (language, name))).unwrap();
        harness.log.do_all(day, [Command::Institution("md".parse().unwrap(), C::ChangeNames { names })]);
    };
    rename(35, "MD");
    assert_eq!(lost(&*institutions(&harness).await), [besas(5)]);
    rename(36, "Defence");
    assert_eq!(lost(&*institutions(&harness).await), [], "another institution's event is the newest");
}

#[tokio::test]
async fn the_successor_of_a_focal_point_keeps_the_chat_of_a_deputy() {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    let appointee = |person: &str| harness.keys.appointee(person, person, Language::Sq);
    harness.log.do_all(1, [of(C::AppointFocalPoint(appointee("arta"))), of(C::AppointDeputy(appointee("besa")))]);
    harness.log.do_all(1, link(&harness, "besa", "t2"));
    harness.log.do_all(2, [of(C::HandOverFocalPoint { successor: appointee("besa") })]);
    let found = institutions(&harness).await;
    let posts: Vec<_> = ms(&found).staff.iter().map(|one| (one.person.as_str(), one.post, one.has_chat)).collect();
    assert_eq!(posts, [("besa", Post::FocalPoint, true)]);
}

#[tokio::test]
async fn whoever_takes_over_from_another_is_a_successor_and_the_first_in_office_is_not() {
    let harness = TestReadModels::new();
    harness.register("ms", InstitutionKind::Ministry);
    let appointee = |person: &str| harness.keys.appointee(person, person, Language::Sq);
    let subgroup = |command| Command::Subgroup("data".parse().unwrap(), command);
    let chair = |person: &str| {
        let chair = Chair { person: person.parse().unwrap(), institution: "ms".parse().unwrap() };
        subgroup(S::AppointChair(chair))
    };
    harness.log.do_all(1, [of(C::AppointFocalPoint(appointee("arta"))), of(C::AppointDeputy(appointee("besa")))]);
    let admit = S::AdmitInstitution { institution: "ms".parse().unwrap() };
    harness.log.do_all(1, [subgroup(S::Form { name: title("Data") }), subgroup(admit), chair("arta")]);
    let successions = async || {
        let chairs = Book::<Subgroups>::default().refresh(&harness.read_models().await).await.unwrap();
        let focal_points = institutions(&harness).await;
        let at = |one: Option<&readmodels::Succession>| one.map(|one| one.at);
        (at(ms(&focal_points).handed_over.as_ref()), at(chairs.succession(&"data".parse().unwrap())))
    };
    assert_eq!(successions().await, (None, None));
    harness.log.do_all(2, [chair("besa")]);
    harness.log.do_all(3, [of(C::HandOverFocalPoint { successor: appointee("cana") })]);
    harness.log.do_all(4, [of(C::ChooseLanguage { person: "cana".parse().unwrap(), language: Language::En })]);
    assert_eq!(successions().await, (Some(noon(3)), Some(noon(2))));
}

#[tokio::test]
async fn subgroups_come_with_chair_and_members() {
    let harness = a_country();
    let subgroups = |harness: TestReadModels| async move {
        let read_models = harness.read_models().await;
        let book = Book::<Subgroups>::default().refresh(&read_models).await.unwrap();
        assert_eq!(book.all().cloned().collect::<Vec<_>>(), read_models.subgroups().await.unwrap());
        (book, harness)
    };
    let (book, harness) = subgroups(harness).await;
    let id = "te-dhena".parse().unwrap();
    assert_eq!(book.subgroup(&id).unwrap().members.len(), 5);

    let of = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
    let chair = Chair { person: "dren".parse().unwrap(), institution: "mpms".parse().unwrap() };
    harness.log.do_all(
        3,
        [
            of(S::AppointChair(chair.clone())),
            of(S::ReleaseInstitution { institution: "ms".parse().unwrap() }),
            Command::Subgroup("referral".parse().unwrap(), S::Form { name: title("Referral") }),
        ],
    );
    let (book, harness) = subgroups(harness).await;
    assert_eq!(book.subgroup(&id).unwrap().chair, Some(chair));
    assert!(!book.subgroup(&id).unwrap().dissolved);
    harness.log.do_all(4, [of(S::Dissolve { reason: "done".parse().unwrap() })]);
    let (book, _) = subgroups(harness).await;
    assert!(book.subgroup(&id).unwrap().dissolved);
    assert_eq!(book.subgroup(&"nothing".parse().unwrap()), None);
}
