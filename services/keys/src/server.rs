//! The one service that has the file of keys.

use std::sync::Arc;

use async_nats::{Client, SubscribeError};
use events::ids::{PersonId, TenantId};
use events::sealed::PersonKeys;
use store::SqlitePersonKeys;
use tokio_util::sync::CancellationToken;
use transport::{Declined, QuestionContext, Responder, answer, subjects};

use crate::custody::{KeyCustody, LocalKeys};
use crate::erasure::KeyErasure;
use crate::wire::{
    ALL, AllKeysRequest, Announcement, Change, ENSURE, ERASE, EnsureKeyRequest, EraseKeyRequest, KeyState, KeyText,
    KeyWriteReply, KeysRequest, PAGE, Page, SOME,
};

/// Gives, makes and erases keys for every other service until told to stop. Only one process can have the file, so there
/// is never a second one.
pub async fn serve_keys(
    client: &Client,
    tenant: &TenantId,
    keys: Arc<SqlitePersonKeys>,
    stop: CancellationToken,
) -> Result<(), SubscribeError> {
    let responder = |verb| Responder::own(subjects::keys(tenant, verb));
    let announcer = Announcer { client: client.clone(), subject: subjects::key_changes(tenant) };

    let all = keys.clone();
    let all = answer(
        client,
        responder(ALL),
        move |_: QuestionContext, ask: AllKeysRequest| answered(page(&all, &ask)),
        stop.clone(),
    );

    let some = keys.clone();
    let some = answer(
        client,
        responder(SOME),
        move |_: QuestionContext, ask: KeysRequest| answered(those(&some, ask)),
        stop.clone(),
    );

    let (local, made) = (LocalKeys::new(keys.clone()), announcer.clone());
    let ensure = move |_: QuestionContext, EnsureKeyRequest { person, candidate }| {
        let (local, announcer) = (local.clone(), made.clone());
        async move {
            let is_new = local.key(&person).is_none();
            let outcome = local.ensure(&person, candidate.0).await;
            if is_new && outcome.is_ok() {
                announcer.announce(person, Change::Made).await;
            }
            Ok::<_, Declined>(KeyWriteReply::of(outcome.map(Some)))
        }
    };
    let ensure = answer(client, responder(ENSURE), ensure, stop.clone());

    let (local, erased) = (LocalKeys::new(keys), announcer);
    let erase = move |_: QuestionContext, EraseKeyRequest { person }| {
        let (local, announcer) = (local.clone(), erased.clone());
        async move {
            let outcome = local.erase(&person).await;
            // Also when the file still holds a trace of it: nobody is to read with it any more.
            if local.key(&person).is_none() {
                announcer.announce(person, Change::Erased).await;
            }
            Ok::<_, Declined>(KeyWriteReply::of(outcome.map(|()| None)))
        }
    };
    let erase = answer(client, responder(ERASE), erase, stop);

    tokio::try_join!(all, some, ensure, erase)?;
    Ok(())
}

fn answered(page: Page) -> std::future::Ready<Result<Page, Declined>> {
    std::future::ready(Ok(page))
}

fn page(keys: &SqlitePersonKeys, ask: &AllKeysRequest) -> Page {
    let states = keys.after(ask.after.as_ref(), PAGE);
    let more = states.len() == PAGE;
    let states = states.into_iter().map(|(person, key)| KeyState { person, key: key.map(KeyText) }).collect();
    Page { states, more }
}

fn those(keys: &SqlitePersonKeys, ask: KeysRequest) -> Page {
    let state = |person: PersonId| {
        let key = keys.known(&person)?;
        Some(KeyState { person, key: key.map(KeyText) })
    };
    Page { states: ask.persons.into_iter().take(PAGE).filter_map(state).collect(), more: false }
}

#[derive(Clone)]
struct Announcer {
    client: Client,
    subject: String,
}

impl Announcer {
    /// Whoever does not hear it reads the keys again before long.
    async fn announce(&self, person: PersonId, change: Change) {
        let body = match serde_json::to_vec(&Announcement { person, change }) {
            Ok(body) => body,
            Err(error) => return tracing::error!(%error, "a change of a key has no JSON form"),
        };
        if let Err(error) = self.client.publish(self.subject.clone(), body.into()).await {
            tracing::warn!(%error, "a change of a key was not announced");
        }
    }
}
