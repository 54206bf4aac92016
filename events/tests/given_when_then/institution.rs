use chrono::NaiveTime;
use events::institution::{
    Appointee, Institution, InstitutionCommand as C, InstitutionEvent as E, InstitutionKind, InstitutionRefusal as R,
    QuietHours,
};
use events::language::{Language, LocalText};
use events::period::Period;
use events::preferences::{Channels, DigestFrequency, Subject};

use super::{Line, TODAY, given, holds};
use crate::values::{
    appointee, date, hash, id, in_albanian, in_all_languages, noon, sealed_address, sealed_chat, sealed_text, text,
};

fn register(names: LocalText) -> C {
    C::Register { names, kind: InstitutionKind::Ministry, role: text("health"), authority_member: true }
}

fn registered() -> E {
    E::Registered {
        names: in_all_languages("MS"),
        kind: InstitutionKind::Ministry,
        role: text("health"),
        authority_member: true,
    }
}

/// Arta is the focal point, Besa the deputy.
fn staffed() -> Vec<E> {
    vec![registered(), E::FocalPointAppointed(appointee("arta")), E::DeputyAppointed(appointee("besa"))]
}

fn then(events: impl IntoIterator<Item = E>) -> Vec<E> {
    staffed().into_iter().chain(events).collect()
}

fn invite(person: &str, token: &str) -> C {
    C::IssueInvitation { person: id(person), invitation: hash(token), expires_at: noon(TODAY + 7) }
}

fn invited(person: &str, token: &str) -> E {
    E::InvitationIssued { person: id(person), invitation: hash(token), expires_at: noon(TODAY + 7) }
}

fn link(person: &str, token: &str) -> C {
    C::LinkChat { invitation: hash(token), chat: sealed_chat(person, 100) }
}

fn linked(person: &str, token: &str) -> E {
    E::ChatLinked { person: id(person), invitation: hash(token), chat: sealed_chat(person, 100) }
}

fn handed_over(successor: &str) -> E {
    E::FocalPointHandedOver { predecessor: id("arta"), successor: appointee(successor) }
}

fn deactivated() -> E {
    E::Deactivated { reason: text("abolished") }
}

/// Somebody whose name was sealed for somebody else.
fn misnamed(person: &str) -> Appointee {
    Appointee { name: sealed_text("else", "Dren"), ..appointee(person) }
}

/// Somebody whose phone number was sealed for somebody else.
fn misdialled(person: &str) -> Appointee {
    Appointee { phone: Some(sealed_text("else", "+383")), ..appointee(person) }
}

fn existence() -> Vec<Line<Institution>> {
    let rename = |names| C::ChangeNames { names };
    vec![
        given("it is registered", []).when(register(in_all_languages("MS"))).then(registered()),
        given("it is registered once", [registered()])
            .when(register(in_all_languages("MS")))
            .refused(R::AlreadyRegistered),
        given("it has its names in all languages", []).when(register(in_albanian("MS"))).refused(R::NamesIncomplete),
        given("what is not registered has no names", [])
            .when(rename(in_all_languages("MSh")))
            .refused(R::NotRegistered),
        given("it is renamed", [registered()])
            .when(rename(in_all_languages("MSh")))
            .then(E::NamesChanged { names: in_all_languages("MSh") }),
        given("it has these names already", [registered()]).when(rename(in_all_languages("MS"))).nothing(),
        given("it is not renamed in one language", [registered()])
            .when(rename(in_albanian("MSh")))
            .refused(R::NamesIncomplete),
        given("its part ends", staffed()).when(C::Deactivate { reason: text("abolished") }).then(deactivated()),
        given("its part ends once", then([deactivated()]))
            .when(C::Deactivate { reason: text("abolished") })
            .refused(R::Inactive),
        given("nobody is appointed any more", [registered(), deactivated()])
            .when(C::AppointFocalPoint(appointee("arta")))
            .refused(R::Inactive),
        given("an open invitation is not taken any more", then([invited("arta", "t1"), deactivated()]))
            .when(link("arta", "t1"))
            .refused(R::Inactive),
        given("it is not registered again", [registered(), deactivated()])
            .when(register(in_all_languages("MS")))
            .refused(R::AlreadyRegistered),
    ]
}

fn posts() -> Vec<Line<Institution>> {
    let hand_over = |successor| C::HandOverFocalPoint { successor };
    vec![
        given("a focal point is appointed", [registered()])
            .when(C::AppointFocalPoint(appointee("arta")))
            .then(E::FocalPointAppointed(appointee("arta"))),
        given("there is one focal point", staffed())
            .when(C::AppointFocalPoint(appointee("cana")))
            .refused(R::HasFocalPoint),
        given("a focal point's name is their own", [registered()])
            .when(C::AppointFocalPoint(misnamed("arta")))
            .refused(R::SealedForAnother),
        given("a focal point's phone is their own", [registered()])
            .when(C::AppointFocalPoint(misdialled("arta")))
            .refused(R::SealedForAnother),
        given("a deputy is appointed", [registered()])
            .when(C::AppointDeputy(appointee("besa")))
            .then(E::DeputyAppointed(appointee("besa"))),
        given("there may be two deputies", staffed())
            .when(C::AppointDeputy(appointee("cana")))
            .then(E::DeputyAppointed(appointee("cana"))),
        given("a focal point is no deputy", staffed())
            .when(C::AppointDeputy(appointee("arta")))
            .refused(R::PersonInPost),
        given("a new person takes over", staffed()).when(hand_over(appointee("cana"))).then(handed_over("cana")),
        given("the deputy takes over", staffed()).when(hand_over(appointee("besa"))).then(handed_over("besa")),
        given("the deputy's fields are their own as well", staffed())
            .when(hand_over(misnamed("besa")))
            .refused(R::SealedForAnother),
        given("nobody takes over from themselves", staffed())
            .when(hand_over(appointee("arta")))
            .refused(R::PersonInPost),
        given("there must be somebody to take over from", [registered()])
            .when(hand_over(appointee("cana")))
            .refused(R::HasNoFocalPoint),
        given("who went can be invited no more", then([handed_over("besa")]))
            .when(invite("arta", "t1"))
            .refused(R::NoSuchPerson),
        given("who went cannot take an invitation any more", then([invited("arta", "t1"), handed_over("cana")]))
            .when(link("arta", "t1"))
            .refused(R::InvitationUnknown),
        given("who went may come back as deputy", then([handed_over("besa")]))
            .when(C::AppointDeputy(appointee("arta")))
            .then(E::DeputyAppointed(appointee("arta"))),
    ]
}

fn invitations() -> Vec<Line<Institution>> {
    vec![
        given("an invitation is issued", staffed()).when(invite("arta", "t1")).then(invited("arta", "t1")),
        given("it is issued already", then([invited("arta", "t1")])).when(invite("arta", "t1")).nothing(),
        given("a stranger is not invited", staffed()).when(invite("cana", "t1")).refused(R::NoSuchPerson),
        given("one person's token is not given to another", then([invited("arta", "t1")]))
            .when(invite("besa", "t1"))
            .refused(R::InvitationUsed),
        given("a used token is not issued again", then([invited("arta", "t1"), linked("arta", "t1")]))
            .when(invite("arta", "t1"))
            .refused(R::InvitationUsed),
        given("none is issued that has expired", staffed())
            .when_at(noon(TODAY + 7), invite("arta", "t1"))
            .refused(R::InvitationExpired),
        given("an invitation is taken", then([invited("arta", "t1")]))
            .when(link("arta", "t1"))
            .then(linked("arta", "t1")),
        given("it is taken once", then([invited("arta", "t1"), linked("arta", "t1")]))
            .when(link("arta", "t1"))
            .refused(R::InvitationUsed),
        given("a newer one replaces it", then([invited("arta", "t1"), invited("arta", "t2")]))
            .when(link("arta", "t1"))
            .refused(R::InvitationUnknown),
        given("another's is not replaced", then([invited("arta", "t1"), invited("besa", "t2")]))
            .when(link("arta", "t1"))
            .then(linked("arta", "t1")),
        given(
            "the newer one replaces the chat",
            then([invited("arta", "t1"), linked("arta", "t1"), invited("arta", "t2")]),
        )
        .when(link("arta", "t2"))
        .then(linked("arta", "t2")),
        given("an unknown one is not taken", staffed()).when(link("arta", "t1")).refused(R::InvitationUnknown),
        given("an expired one is not taken", then([invited("arta", "t1")]))
            .when_at(noon(TODAY + 7), link("arta", "t1"))
            .refused(R::InvitationExpired),
        given("the chat is sealed for whom it was issued", then([invited("arta", "t1")]))
            .when(link("besa", "t1"))
            .refused(R::SealedForAnother),
    ]
}

fn wishes() -> Vec<Line<Institution>> {
    let unlink = |person| C::UnlinkChat { person: id(person) };
    let speak = |person, language| C::ChooseLanguage { person: id(person), language };
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let quiet_hours = QuietHours { from: hour(20), until: hour(7) };
    let rest = |person| C::SetQuietHours { person: id(person), quiet_hours };
    let rests = |person| E::QuietHoursSet { person: id(person), quiet_hours };
    let at_six = |person| C::ChooseDigestHour { person: id(person), hour: 6.try_into().unwrap() };
    let six = |person| E::DigestHourChosen { person: id(person), hour: 6.try_into().unwrap() };
    let days = |from, until| Period::new(date(from), date(until)).unwrap();
    let leave = |person, from, until| C::AnnounceAbsence { person: id(person), absence: days(from, until) };
    let leaves = |person, from, until| E::AbsenceAnnounced { person: id(person), absence: days(from, until) };
    let back = |person| C::EndAbsence { person: id(person) };
    vec![
        given("a digest has its hour", staffed()).when(at_six("arta")).then(six("arta")),
        given("it has it already", then([six("arta")])).when(at_six("arta")).nothing(),
        given("a stranger gets no digest", staffed()).when(at_six("cana")).refused(R::NoSuchPerson),
        given("somebody goes away", staffed()).when(leave("arta", TODAY, TODAY + 3)).then(leaves(
            "arta",
            TODAY,
            TODAY + 3,
        )),
        given("it is known already", then([leaves("arta", TODAY, TODAY + 3)]))
            .when(leave("arta", TODAY, TODAY + 3))
            .nothing(),
        given("somebody stays away longer", then([leaves("arta", TODAY, TODAY + 3)]))
            .when(leave("arta", TODAY, TODAY + 9))
            .then(leaves("arta", TODAY, TODAY + 9)),
        given("nobody goes away in the past", staffed())
            .when(leave("arta", TODAY - 3, TODAY - 1))
            .refused(R::AbsenceOver),
        given("a stranger's absence is no matter", staffed())
            .when(leave("cana", TODAY, TODAY))
            .refused(R::NoSuchPerson),
        given("somebody is back", then([leaves("arta", TODAY, TODAY + 3)]))
            .when(back("arta"))
            .then(E::AbsenceEnded { person: id("arta") }),
        given("nobody was away", staffed()).when(back("arta")).nothing(),
        given("the absence has ended by itself", then([leaves("arta", TODAY, TODAY + 3)]))
            .when_at(noon(TODAY + 4), back("arta"))
            .nothing(),
        given("a deputy who takes over keeps the digest's hour", then([six("besa"), handed_over("besa")]))
            .when(at_six("besa"))
            .nothing(),
        given("and the absence", then([leaves("besa", TODAY, TODAY + 3), handed_over("besa")]))
            .when(back("besa"))
            .then(E::AbsenceEnded { person: id("besa") }),
        given("a chat is unlinked", then([invited("arta", "t1"), linked("arta", "t1")]))
            .when(unlink("arta"))
            .then(E::ChatUnlinked { person: id("arta") }),
        given("there is no chat to unlink", staffed()).when(unlink("arta")).nothing(),
        given("a stranger has no chat", staffed()).when(unlink("cana")).refused(R::NoSuchPerson),
        given(
            "a deputy who takes over keeps the chat",
            then([invited("besa", "t1"), linked("besa", "t1"), handed_over("besa")]),
        )
        .when(unlink("besa"))
        .then(E::ChatUnlinked { person: id("besa") }),
        given("a deputy who takes over keeps the quiet hours", then([rests("besa"), handed_over("besa")]))
            .when(rest("besa"))
            .nothing(),
        given(
            "a deputy who takes over has the language of the hand-over",
            then([E::LanguageChosen { person: id("besa"), language: Language::Sr }, handed_over("besa")]),
        )
        .when(speak("besa", Language::Sq))
        .nothing(),
        given(
            "who comes back has no chat",
            then([
                invited("arta", "t1"),
                linked("arta", "t1"),
                handed_over("besa"),
                E::DeputyAppointed(appointee("arta")),
            ]),
        )
        .when(unlink("arta"))
        .nothing(),
        given("a language is chosen", staffed())
            .when(speak("arta", Language::Sr))
            .then(E::LanguageChosen { person: id("arta"), language: Language::Sr }),
        given("it is theirs already", staffed()).when(speak("arta", Language::Sq)).nothing(),
        given("quiet hours are set", staffed()).when(rest("arta")).then(rests("arta")),
        given("they are so already", then([rests("arta")])).when(rest("arta")).nothing(),
        given("a stranger has no quiet hours", staffed()).when(rest("cana")).refused(R::NoSuchPerson),
    ]
}

fn channels() -> Vec<Line<Institution>> {
    let set = |person, address| C::SetEmailAddress { person: id(person), address: sealed_address(person, address) };
    let was_set = |person, address| E::EmailAddressSet { person: id(person), address: sealed_address(person, address) };
    let remove = |person| C::RemoveEmailAddress { person: id(person) };
    let removed = |person| E::EmailAddressRemoved { person: id(person) };
    let by = |person, channels| C::ChooseChannels { person: id(person), channels };
    let chosen = |person, channels| E::ChannelsChosen { person: id(person), channels };
    let every = |person, frequency| C::ChooseDigestFrequency { person: id(person), frequency };
    let weekly = |person| E::DigestFrequencyChosen { person: id(person), frequency: DigestFrequency::Weekly };
    let mute =
        |person, muted: &[Subject]| C::ChooseSubjects { person: id(person), muted: muted.iter().copied().collect() };
    let mutes =
        |person, muted: &[Subject]| E::SubjectsMuted { person: id(person), muted: muted.iter().copied().collect() };
    let some = [Subject::Meetings, Subject::Training];
    let foreign = C::SetEmailAddress { person: id("arta"), address: sealed_address("besa", "a@example.org") };
    vec![
        given("an address is set", staffed()).when(set("arta", "a@example.org")).then(was_set("arta", "a@example.org")),
        given("it is the same already", then([was_set("arta", "a@example.org")]))
            .when(set("arta", "a@example.org"))
            .nothing(),
        given("another takes its place", then([was_set("arta", "a@example.org")]))
            .when(set("arta", "b@example.org"))
            .then(was_set("arta", "b@example.org")),
        given("an address is sealed for whose it is", staffed()).when(foreign).refused(R::SealedForAnother),
        given("a stranger has no address", staffed()).when(set("cana", "a@example.org")).refused(R::NoSuchPerson),
        given("an address is removed", then([was_set("arta", "a@example.org")]))
            .when(remove("arta"))
            .then(removed("arta")),
        given("there is none to remove", staffed()).when(remove("arta")).nothing(),
        given("it is removed once", then([was_set("arta", "a@example.org"), removed("arta")]))
            .when(remove("arta"))
            .nothing(),
        given("a stranger has none to remove", staffed()).when(remove("cana")).refused(R::NoSuchPerson),
        given("channels are chosen", staffed()).when(by("arta", Channels::Both)).then(chosen("arta", Channels::Both)),
        given("the chat is the channel from the beginning", staffed()).when(by("arta", Channels::Telegram)).nothing(),
        given("they are chosen already", then([chosen("arta", Channels::Email)]))
            .when(by("arta", Channels::Email))
            .nothing(),
        given("a stranger has no channels", staffed()).when(by("cana", Channels::Email)).refused(R::NoSuchPerson),
        given("a digest comes weekly", staffed()).when(every("arta", DigestFrequency::Weekly)).then(weekly("arta")),
        given("it comes daily from the beginning", staffed()).when(every("arta", DigestFrequency::Daily)).nothing(),
        given("a stranger gets none, however often", staffed())
            .when(every("cana", DigestFrequency::Weekly))
            .refused(R::NoSuchPerson),
        given("subjects are muted", staffed()).when(mute("arta", &some)).then(mutes("arta", &some)),
        given("they are muted already", then([mutes("arta", &some)])).when(mute("arta", &some)).nothing(),
        given("everything is told again", then([mutes("arta", &some)]))
            .when(mute("arta", &[]))
            .then(mutes("arta", &[])),
        given("nothing is muted from the beginning", staffed()).when(mute("arta", &[])).nothing(),
        given("a stranger hears nothing anyway", staffed()).when(mute("cana", &some)).refused(R::NoSuchPerson),
        given(
            "a deputy who takes over keeps the address",
            then([was_set("besa", "b@example.org"), handed_over("besa")]),
        )
        .when(set("besa", "b@example.org"))
        .nothing(),
        given("and the channels", then([chosen("besa", Channels::Both), handed_over("besa")]))
            .when(by("besa", Channels::Both))
            .nothing(),
        given("and how often", then([weekly("besa"), handed_over("besa")]))
            .when(every("besa", DigestFrequency::Weekly))
            .nothing(),
        given("and what is muted", then([mutes("besa", &some), handed_over("besa")]))
            .when(mute("besa", &some))
            .nothing(),
        given("who went has no address any more", then([was_set("arta", "a@example.org"), handed_over("besa")]))
            .when(remove("arta"))
            .refused(R::NoSuchPerson),
        given(
            "who comes back has none either",
            then([was_set("arta", "a@example.org"), handed_over("besa"), E::DeputyAppointed(appointee("arta"))]),
        )
        .when(remove("arta"))
        .nothing(),
    ]
}

#[test]
fn an_institution_decides() {
    let table = existence().into_iter().chain(posts()).chain(invitations()).chain(wishes()).chain(channels()).collect();
    holds::<Institution>(&id("ms"), R::ALL, table);
}
