use events::subgroup::{Chair, Subgroup, SubgroupCommand as C, SubgroupEvent as E, SubgroupRefusal as R};

use super::{given, holds};
use crate::values::{id, in_albanian, text};

fn formed() -> E {
    E::Formed { name: in_albanian("Referimi") }
}

fn joined(institution: &str) -> E {
    E::InstitutionJoined { institution: id(institution) }
}

fn chair(person: &str, institution: &str) -> Chair {
    Chair { person: id(person), institution: id(institution) }
}

fn chaired() -> Vec<E> {
    vec![formed(), joined("ms"), joined("mpms"), E::ChairAppointed(chair("arta", "ms"))]
}

#[test]
fn a_subgroup_decides() {
    let form = || C::Form { name: in_albanian("Referimi") };
    let admit = |institution| C::AdmitInstitution { institution: id(institution) };
    let release = |institution| C::ReleaseInstitution { institution: id(institution) };
    let cut_off = || C::CutOff { reason: text("lost") };
    let dissolve = || C::Dissolve { reason: text("merged") };
    let dissolved = || E::Dissolved { reason: text("merged") };
    holds::<Subgroup>(
        &id("referral"),
        R::ALL,
        vec![
            given("it is formed", []).when(form()).then(formed()),
            given("it is formed once", [formed()]).when(form()).refused(R::AlreadyFormed),
            given("what is not there admits nobody", []).when(admit("ms")).refused(R::NotFormed),
            given("an institution joins", [formed()]).when(admit("ms")).then(joined("ms")),
            given("a member joins no second time", [formed(), joined("ms")]).when(admit("ms")).nothing(),
            given("a member leaves", [formed(), joined("ms")])
                .when(release("ms"))
                .then(E::InstitutionLeft { institution: id("ms") }),
            given("who is no member cannot leave", [formed()]).when(release("ms")).nothing(),
            given("the chair's institution stays", chaired()).when(release("ms")).refused(R::ChairLeaves),
            given(
                "a former chair's institution may leave",
                [chaired(), vec![E::ChairAppointed(chair("besa", "mpms"))]].concat(),
            )
            .when(release("ms"))
            .then(E::InstitutionLeft { institution: id("ms") }),
            given("a member's person chairs", [formed(), joined("ms")])
                .when(C::AppointChair(chair("arta", "ms")))
                .then(E::ChairAppointed(chair("arta", "ms"))),
            given("the chair is the chair already", chaired()).when(C::AppointChair(chair("arta", "ms"))).nothing(),
            given("a new chair follows", chaired())
                .when(C::AppointChair(chair("besa", "mpms")))
                .then(E::ChairAppointed(chair("besa", "mpms"))),
            given("a stranger's person does not chair", [formed()])
                .when(C::AppointChair(chair("arta", "ms")))
                .refused(R::ChairNotMember),
            given("it is cut off", chaired()).when(cut_off()).then(E::CutOff { reason: text("lost") }),
            given("it may have a group without a chair", [formed()])
                .when(cut_off())
                .then(E::CutOff { reason: text("lost") }),
            given(
                "whoever chaired it is the chair no more",
                [chaired(), vec![E::CutOff { reason: text("lost") }]].concat(),
            )
            .when(C::AppointChair(chair("arta", "ms")))
            .then(E::ChairAppointed(chair("arta", "ms"))),
            given("it is dissolved", [formed()]).when(dissolve()).then(dissolved()),
            given("it is dissolved once", [formed(), dissolved()]).when(dissolve()).refused(R::IsDissolved),
            given("it is not formed again", [formed(), dissolved()]).when(form()).refused(R::IsDissolved),
            given("it admits nobody any more", [formed(), dissolved()]).when(admit("ms")).refused(R::IsDissolved),
        ],
    );
}
