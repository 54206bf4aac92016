use std::collections::BTreeSet;

use events::email_address::EmailAddress;
use events::ids::{InstitutionId, PersonId};
use events::institution::{
    DigestHour, Institution, InstitutionCommand as C, InstitutionEvent as E, InstitutionKind, Post, QuietHours,
};
use events::preferences::{Channels, DigestFrequency, Subject};
use events::sealed::Sealed;
use events::{Command, Event};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_appointee, any_hash, any_instant, any_language, any_local_text, any_person, any_text, any_time};
use super::data_request::any_period;
use crate::values::{id, sealed_address, sealed_chat};

properties_of!(Institution);

fn any_kind() -> impl Strategy<Value = InstitutionKind> {
    use InstitutionKind as K;
    select(
        &[
            K::Coordinator,
            K::Secretariat,
            K::Ministry,
            K::Police,
            K::Commission,
            K::Advocates,
            K::Prosecution,
            K::Council,
            K::Courts,
            K::SocialWork,
            K::Shelter,
            K::NgoShelter,
            K::International,
            K::Donor,
        ][..],
    )
}

fn any_quiet_hours() -> impl Strategy<Value = QuietHours> {
    (any_time(), any_time()).prop_map(|(from, until)| QuietHours { from, until })
}

fn any_hour() -> impl Strategy<Value = DigestHour> {
    (DigestHour::FIRST.value()..=DigestHour::LAST.value()).prop_map(|hour| hour.try_into().unwrap())
}

/// Somebody's address; now and then one that was sealed for another.
fn any_address() -> impl Strategy<Value = (PersonId, Sealed<EmailAddress>)> {
    let sealed_for = prop_oneof![7 => Just(None), 1 => any_person::<String>().prop_map(Some)];
    let address = select(&["a@example.org", "b@example.org"][..]);
    (any_person::<String>(), sealed_for, address).prop_map(|(person, other, address)| {
        (id(&person), sealed_address(&other.unwrap_or_else(|| person.clone()), address))
    })
}

fn any_channels() -> impl Strategy<Value = Channels> {
    select(&Channels::ALL[..])
}

fn any_frequency() -> impl Strategy<Value = DigestFrequency> {
    select(&DigestFrequency::ALL[..])
}

fn any_subjects() -> impl Strategy<Value = BTreeSet<Subject>> {
    prop::collection::btree_set(select(&Subject::ALL[..]), 0..3)
}

impl StoryAggregate for Institution {
    const COMMAND: fn(InstitutionId, C) -> Command = Command::Institution;
    const EVENT: fn(InstitutionId, E) -> Event = Event::Institution;

    fn id() -> InstitutionId {
        id("ms")
    }

    fn commands() -> BoxedStrategy<C> {
        let chat = (any_person::<String>(), 100..103i64).prop_map(|(person, chat)| sealed_chat(&person, chat));
        prop_oneof![
            3 => (any_local_text(), any_kind(), any_text(), any::<bool>()).prop_map(
                |(names, kind, role, authority_member)| C::Register { names, kind, role, authority_member }
            ),
            2 => any_local_text().prop_map(|names| C::ChangeNames { names }),
            4 => any_appointee().prop_map(C::AppointFocalPoint),
            4 => any_appointee().prop_map(C::AppointDeputy),
            2 => any_appointee().prop_map(|successor| C::HandOverFocalPoint { successor }),
            8 => (any_person(), any_hash(), any_instant())
                .prop_map(|(person, invitation, expires_at)| C::IssueInvitation { person, invitation, expires_at }),
            12 => (any_hash(), chat).prop_map(|(invitation, chat)| C::LinkChat { invitation, chat }),
            6 => any_person().prop_map(|person| C::UnlinkChat { person }),
            1 => (any_person(), any_language()).prop_map(|(person, language)| C::ChooseLanguage { person, language }),
            1 => (any_person(), any_quiet_hours())
                .prop_map(|(person, quiet_hours)| C::SetQuietHours { person, quiet_hours }),
            1 => (any_person(), any_hour()).prop_map(|(person, hour)| C::ChooseDigestHour { person, hour }),
            3 => any_address().prop_map(|(person, address)| C::SetEmailAddress { person, address }),
            3 => any_person().prop_map(|person| C::RemoveEmailAddress { person }),
            1 => (any_person(), any_channels())
                .prop_map(|(person, channels)| C::ChooseChannels { person, channels }),
            1 => (any_person(), any_frequency())
                .prop_map(|(person, frequency)| C::ChooseDigestFrequency { person, frequency }),
            1 => (any_person(), any_subjects()).prop_map(|(person, muted)| C::ChooseSubjects { person, muted }),
            5 => (any_person(), any_period()).prop_map(|(person, absence)| C::AnnounceAbsence { person, absence }),
            7 => any_person().prop_map(|person| C::EndAbsence { person }),
            1 => any_text().prop_map(|reason| C::Deactivate { reason }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let chat = (any_person::<String>(), 100..103i64).prop_map(|(person, chat)| sealed_chat(&person, chat));
        prop_oneof![
            (any_local_text(), any_kind(), any_text(), any::<bool>()).prop_map(
                |(names, kind, role, authority_member)| E::Registered { names, kind, role, authority_member }
            ),
            any_local_text().prop_map(|names| E::NamesChanged { names }),
            any_appointee().prop_map(E::FocalPointAppointed),
            any_appointee().prop_map(E::DeputyAppointed),
            (any_person(), any_appointee())
                .prop_map(|(predecessor, successor)| E::FocalPointHandedOver { predecessor, successor }),
            (any_person(), any_hash(), any_instant())
                .prop_map(|(person, invitation, expires_at)| E::InvitationIssued { person, invitation, expires_at }),
            (any_person(), any_hash(), chat).prop_map(|(person, invitation, chat)| E::ChatLinked {
                person,
                invitation,
                chat
            }),
            any_person().prop_map(|person| E::ChatUnlinked { person }),
            (any_person(), any_language()).prop_map(|(person, language)| E::LanguageChosen { person, language }),
            (any_person(), any_quiet_hours())
                .prop_map(|(person, quiet_hours)| E::QuietHoursSet { person, quiet_hours }),
            (any_person(), any_hour()).prop_map(|(person, hour)| E::DigestHourChosen { person, hour }),
            any_address().prop_map(|(person, address)| E::EmailAddressSet { person, address }),
            any_person().prop_map(|person| E::EmailAddressRemoved { person }),
            (any_person(), any_channels()).prop_map(|(person, channels)| E::ChannelsChosen { person, channels }),
            (any_person(), any_frequency())
                .prop_map(|(person, frequency)| E::DigestFrequencyChosen { person, frequency }),
            (any_person(), any_subjects()).prop_map(|(person, muted)| E::SubjectsMuted { person, muted }),
            (any_person(), any_period()).prop_map(|(person, absence)| E::AbsenceAnnounced { person, absence }),
            any_person().prop_map(|person| E::AbsenceEnded { person }),
            any_text().prop_map(|reason| E::Deactivated { reason }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Registered(institution) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        let registered = history.iter().filter(|event| matches!(event, E::Registered { .. })).count();
        let begins = matches!(history.first(), Some(E::Registered { .. }));
        prop_assert!(begins && registered == 1, "it was registered {registered} times");
        prop_assert!(institution.names.is_complete());

        let focal_points = institution.staff.values().filter(|staff| staff.post == Post::FocalPoint).count();
        prop_assert!(focal_points <= 1, "{focal_points} focal points");
        for (person, staff) in &institution.staff {
            prop_assert!(staff.chat.as_ref().is_none_or(|chat| chat.person() == person), "a chat sealed for another");
            let own = staff.email.as_ref().is_none_or(|email| email.person() == person);
            prop_assert!(own, "an address sealed for another");
        }

        let invited: BTreeSet<_> = institution.invitations.values().map(|open| &open.person).collect();
        prop_assert_eq!(invited.len(), institution.invitations.len(), "somebody holds two invitations");
        prop_assert!(invited.iter().all(|person| institution.staff.contains_key(*person)), "a stranger is invited");
        prop_assert!(institution.invitations.keys().all(|hash| !institution.used_invitations.contains(hash)));

        let mut taken = BTreeSet::new();
        for event in history {
            if let E::ChatLinked { invitation, .. } = event {
                prop_assert!(taken.insert(invitation), "an invitation was taken twice");
            }
        }
        let ended = history.iter().position(|event| matches!(event, E::Deactivated { .. }));
        prop_assert!(ended.is_none_or(|n| n + 1 == history.len()), "something happened after its end");
        prop_assert_eq!(institution.active, ended.is_none());
        prop_assert!(institution.active || institution.invitations.is_empty());
        Ok(())
    }
}
