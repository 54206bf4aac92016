use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use events::account::{
    Account, AccountCommand as C, AccountEvent as E, Browser, Device, EndCause, Fingerprint, Identity, MOST_PASSKEYS,
    MOST_SESSIONS, Network, Opening, Passkey, Role, SecondFactor, System, TokenScope, Way,
};
use events::ids::{PasskeyId, PersonId, ProviderId, TokenId, WebSessionId};
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_id, any_institution, any_text};
use crate::given_when_then::TODAY;
use crate::values::{id, noon};

properties_of!(Account);

fn any_mark() -> impl Strategy<Value = Fingerprint> {
    select(&["one", "two", "three"][..]).prop_map(Fingerprint::of)
}

/// Close together, so that sessions meet what is done in them.
fn any_instant() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![18 => (TODAY - 1..TODAY + 4).prop_map(noon), 1 => Just(DateTime::<Utc>::MAX_UTC)]
}

fn any_session() -> impl Strategy<Value = WebSessionId> {
    any_id(&["s-1", "s-2"])
}

fn any_passkey_id() -> impl Strategy<Value = PasskeyId> {
    any_id(&["p-1", "p-2"])
}

fn any_provider() -> impl Strategy<Value = ProviderId> {
    any_id(&["gov"])
}

fn any_token() -> impl Strategy<Value = TokenId> {
    any_id(&["t-1", "t-2"])
}

fn any_role() -> impl Strategy<Value = Role> {
    select(Role::ALL)
}

fn any_identity() -> impl Strategy<Value = Identity> {
    (any_provider(), any_mark()).prop_map(|(provider, subject)| Identity { provider, subject })
}

fn any_network() -> impl Strategy<Value = Option<Network>> {
    option::of(prop_oneof![any::<[u8; 4]>().prop_map(Network::of_ipv4), any::<[u16; 8]>().prop_map(Network::of_ipv6)])
}

fn any_way() -> impl Strategy<Value = Way> {
    prop_oneof![
        any_mark().prop_map(|link| Way::Link { link }),
        (any_identity(), any_mark()).prop_map(|(identity, answer)| Way::OpenId { identity, answer }),
        Just(Way::Demo {}),
    ]
}

fn any_device() -> impl Strategy<Value = Device> {
    let browser = select(&[Browser::Chrome, Browser::Edge, Browser::Firefox, Browser::Safari, Browser::Other][..]);
    let systems = [System::Android, System::Ios, System::Linux, System::MacOs, System::Windows, System::Other];
    (browser, select(systems.to_vec())).prop_map(|(browser, system)| Device { browser, system })
}

fn any_opening() -> impl Strategy<Value = Opening> {
    let place = (any_institution(), any_device(), any_network());
    (any_mark(), any_way(), place, any_instant(), 0..30i64).prop_map(|(secret, way, place, at, days)| {
        let (institution, device, network) = place;
        let until = at.checked_add_signed(TimeDelta::days(days)).unwrap_or(at);
        Opening { secret, way, institution, device, network, at, until }
    })
}

fn any_factor() -> impl Strategy<Value = SecondFactor> {
    prop_oneof![
        (any_passkey_id(), 0..4u32).prop_map(|(passkey, counter)| SecondFactor::Passkey { passkey, counter }),
        any_mark().prop_map(|code| SecondFactor::RecoveryCode { code }),
    ]
}

fn any_passkey() -> impl Strategy<Value = Passkey> {
    (any_passkey_id(), any_text(), 0..3u32).prop_map(|(id, name, counter)| Passkey {
        id,
        key: "key".to_owned(),
        name,
        counter,
    })
}

fn any_scope() -> impl Strategy<Value = TokenScope> {
    let commands = prop::collection::btree_set(select(&["action-item.complete", "case.open"][..]), 0..3);
    (commands, option::of(any_institution())).prop_map(|(commands, institution)| TokenScope {
        commands: commands.into_iter().map(str::to_owned).collect(),
        institution,
    })
}

fn any_cause() -> impl Strategy<Value = EndCause> {
    let causes = [EndCause::SignedOut, EndCause::EndedByOwner, EndCause::EndedByAdministrator];
    select(causes.to_vec())
}

fn any_codes() -> impl Strategy<Value = BTreeSet<Fingerprint>> {
    prop::collection::btree_set(any_mark(), 0..3)
}

impl StoryAggregate for Account {
    const COMMAND: fn(PersonId, C) -> Command = Command::Account;
    const EVENT: fn(PersonId, E) -> Event = Event::Account;

    fn id() -> PersonId {
        id("arta")
    }

    fn commands() -> BoxedStrategy<C> {
        let sessions = prop_oneof![
            (any_session(), any_opening())
                .prop_map(|(session, opening)| C::OpenSession { session, opening: Box::new(opening) }),
            (any_session(), any_instant(), any_network()).prop_map(|(session, at, network)| C::UseSession {
                session,
                at,
                network
            }),
            (any_session(), any_factor(), any_instant()).prop_map(|(session, by, at)| C::ConfirmSession {
                session,
                by,
                at
            }),
            (any_session(), any_cause()).prop_map(|(session, cause)| C::EndSession { session, cause }),
            (option::of(any_session()), any_cause()).prop_map(|(kept, cause)| C::EndSessionsBut { kept, cause }),
        ];
        let made_for = option::of(any_institution());
        let token = (any_token(), any_mark(), any_text(), any_scope(), made_for, any_instant(), any_instant());
        let ways = prop_oneof![
            (any_role(), option::of(any_institution()))
                .prop_map(|(role, institution)| C::GrantRole { role, institution }),
            any_role().prop_map(|role| C::WithdrawRole { role }),
            (any_mark(), any_instant()).prop_map(|(link, until)| C::IssueLink { link, until }),
            (any_passkey(), any_codes(), any_session(), any_instant())
                .prop_map(|(passkey, codes, session, at)| C::RegisterFirstPasskey { passkey, codes, session, at }),
            any_passkey().prop_map(C::RegisterPasskey),
            any_passkey_id().prop_map(|passkey| C::RemovePasskey { passkey }),
            any_codes().prop_map(|codes| C::MakeRecoveryCodes { codes }),
            any_identity().prop_map(C::LinkIdentity),
            any_provider().prop_map(|provider| C::UnlinkIdentity { provider }),
        ];
        let tokens = prop_oneof![
            token.prop_map(|(token, secret, name, scope, institution, at, until)| C::MakeToken {
                token,
                secret,
                name,
                scope,
                institution,
                at,
                until
            }),
            (any_token(), any_instant()).prop_map(|(token, at)| C::UseToken { token, at }),
            any_token().prop_map(|token| C::RevokeToken { token }),
        ];
        prop_oneof![2 => sessions, 2 => ways, 1 => tokens].boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let sessions = prop_oneof![
            (any_session(), any_opening()).prop_map(|(session, opening)| {
                let Opening { secret, way, institution, device, network, at, until } = opening;
                E::SessionOpened { session, secret, way, institution, device, network, at, until }
            }),
            (any_session(), any_instant(), any_network()).prop_map(|(session, at, network)| E::SessionUsed {
                session,
                at,
                network
            }),
            (any_session(), any_factor(), any_instant()).prop_map(|(session, by, at)| E::SessionConfirmed {
                session,
                by,
                at
            }),
            (any_session(), any_cause()).prop_map(|(session, cause)| E::SessionEnded { session, cause }),
        ];
        let made_for = option::of(any_institution());
        let token = (any_token(), any_mark(), any_text(), any_scope(), made_for, any_instant(), any_instant());
        let ways = prop_oneof![
            (any_role(), option::of(any_institution()))
                .prop_map(|(role, institution)| E::RoleGranted { role, institution }),
            any_role().prop_map(|role| E::RoleWithdrawn { role }),
            (any_mark(), any_instant()).prop_map(|(link, until)| E::LinkIssued { link, until }),
            any_passkey().prop_map(E::PasskeyRegistered),
            any_passkey_id().prop_map(|passkey| E::PasskeyRemoved { passkey }),
            any_codes().prop_map(|codes| E::RecoveryCodesMade { codes }),
            any_identity().prop_map(E::IdentityLinked),
            any_provider().prop_map(|provider| E::IdentityUnlinked { provider }),
            Just(E::LinksWithdrawn {}),
        ];
        let tokens = prop_oneof![
            token.prop_map(|(token, secret, name, scope, institution, at, until)| E::TokenMade {
                token,
                secret,
                name,
                scope,
                institution,
                at,
                until
            }),
            (any_token(), any_instant()).prop_map(|(token, at)| E::TokenUsed { token, at }),
            any_token().prop_map(|token| E::TokenRevoked { token }),
        ];
        prop_oneof![sessions, ways, tokens].boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        prop_assert!(state.sessions.len() <= MOST_SESSIONS, "more sessions than a person may have");
        prop_assert!(state.passkeys.len() <= MOST_PASSKEYS, "more passkeys than a person may have");
        let opened = |event: &&E| matches!(event, E::SessionOpened { way: Way::Link { link }, .. } if state.spent.contains(link));
        let links = history.iter().filter(|event| matches!(event, E::SessionOpened { way: Way::Link { .. }, .. }));
        prop_assert_eq!(history.iter().filter(opened).count(), links.count(), "a link that has signed in is spent");
        let mut spent = BTreeSet::new();
        for event in history {
            if let E::SessionOpened { way: Way::Link { link } | Way::OpenId { answer: link, .. }, .. } = event {
                prop_assert!(spent.insert(link.clone()), "one link, or one answer, has signed in twice");
            }
        }
        prop_assert!(state.links.keys().all(|link| !state.spent.contains(link)), "what is spent waits to be used");
        Ok(())
    }
}
