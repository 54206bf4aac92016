use std::collections::BTreeSet;

use events::ids::{MessageId, WebhookId};
use events::webhook::{
    DisableCause, FIRST_SECRET, OutgoingKind, Webhook, WebhookAddress, WebhookCommand as C, WebhookEvent as E,
    WebhookStanding,
};
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_id, any_institution, any_text};
use crate::values::{id, message_id};

properties_of!(Webhook);

fn any_address() -> impl Strategy<Value = WebhookAddress> {
    any_id(&["https://example.org/hook", "https://[2001:db8::1]:8443/", "http://127.0.0.1:9000/"])
}

fn any_kinds() -> impl Strategy<Value = BTreeSet<OutgoingKind>> {
    prop::collection::btree_set(select(OutgoingKind::ALL), 0..4)
}

fn any_cause() -> impl Strategy<Value = DisableCause> {
    select(DisableCause::ALL)
}

fn any_secret() -> impl Strategy<Value = u32> {
    prop_oneof![9 => 0..5u32, 1 => Just(u32::MAX)]
}

fn any_message() -> impl Strategy<Value = Option<MessageId>> {
    option::of((0..3usize).prop_map(message_id))
}

impl StoryAggregate for Webhook {
    const COMMAND: fn(WebhookId, C) -> Command = Command::Webhook;
    const EVENT: fn(WebhookId, E) -> Event = Event::Webhook;

    fn id() -> WebhookId {
        id("hook-1")
    }

    fn commands() -> BoxedStrategy<C> {
        // Only whose it is may change it, so the stories are of one person.
        let make = (any_institution(), any_text(), any_address(), any_kinds()).prop_map(
            |(institution, name, address, kinds)| C::Make { maker: id("arta"), institution, name, address, kinds },
        );
        let change = (any_text(), any_address(), any_kinds()).prop_map(|(name, address, kinds)| C::Change {
            name,
            address,
            kinds,
        });
        prop_oneof![
            2 => make,
            1 => change,
            1 => select(vec![C::Pause, C::Resume, C::RequestTest]),
            1 => any_secret().prop_map(|secret| C::RenewSecret { secret }),
            1 => any_message().prop_map(|message| C::RequestRedrive { message }),
            1 => prop_oneof![any_cause().prop_map(|cause| C::Disable { cause }), Just(C::Remove)],
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        prop_oneof![
            (any_institution(), any_text(), any_address(), any_kinds()).prop_map(
                |(institution, name, address, kinds)| E::Made { maker: id("arta"), institution, name, address, kinds }
            ),
            (any_text(), any_address(), any_kinds()).prop_map(|(name, address, kinds)| E::Changed {
                name,
                address,
                kinds
            }),
            select(vec![E::Paused {}, E::Resumed {}, E::Removed {}, E::TestRequested {}]),
            any_secret().prop_map(|secret| E::SecretRenewed { secret }),
            any_message().prop_map(|message| E::RedriveRequested { message }),
            any_cause().prop_map(|cause| E::Disabled { cause }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Known(webhook) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        prop_assert!(matches!(history.first(), Some(E::Made { .. })), "something happened before it was made");
        prop_assert!(!webhook.kinds.is_empty(), "it sends nothing");
        let renewals = history.iter().filter(|event| matches!(event, E::SecretRenewed { .. })).count();
        prop_assert_eq!(usize::try_from(webhook.secret - FIRST_SECRET).unwrap(), renewals, "a secret was left out");
        let removed = history.iter().position(|event| matches!(event, E::Removed {}));
        prop_assert!(removed.is_none_or(|at| at + 1 == history.len()), "something happened after it was removed");
        prop_assert_eq!(removed.is_some(), webhook.standing == WebhookStanding::Removed);
        Ok(())
    }
}
