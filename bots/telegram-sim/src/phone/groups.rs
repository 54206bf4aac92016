//! What people do in a group, and the control API for it under `/sim/groups`.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    actions::{PhoneError, WhichButton, Written, press_by, send_as, words},
    routes::{Refusal, Sim, messages},
    waiting::wait_for,
};
use crate::{
    group::Group,
    message::{Author, Content},
    simulator::Simulator,
    world::World,
};

pub(crate) fn router() -> Router<Arc<Simulator>> {
    Router::new()
        .route("/sim/groups", post(add))
        .route("/sim/groups/{id}/remove-bot", post(remove_bot))
        .route("/sim/groups/{id}/upgrade", post(upgrade))
        .route("/sim/groups/{id}/messages", get(messages).post(send_text))
        .route("/sim/groups/{id}/messages/{message}/press", post(press))
}

fn group(world: &World, id: i64) -> Result<Group, PhoneError> {
    world.groups.get(&id).cloned().ok_or(PhoneError::UnknownContact(id))
}

fn member(world: &World, id: i64, who: i64) -> Result<Group, PhoneError> {
    let group = group(world, id)?;
    if group.members.contains(&who) { Ok(group) } else { Err(PhoneError::UnknownContact(who)) }
}

/// Tells the bot that it is in a group now, or is not any more.
fn membership(world: &mut World, group: &Group, from: i64, (old, new): (&str, &str)) {
    let bot = world.bot_user();
    let update = json!({
        "chat": group.chat(),
        "from": world.contacts.get(&from).map(crate::contact::Contact::user),
        "date": world.now.timestamp(),
        "old_chat_member": { "user": bot, "status": old },
        "new_chat_member": { "user": bot, "status": new },
    });
    world.push_update("my_chat_member", update);
}

#[derive(Deserialize)]
struct NewGroup {
    id: i64,
    title: String,
    members: BTreeSet<i64>,
}

async fn add(State(sim): Sim, Json(wish): Json<NewGroup>) -> Result<StatusCode, Refusal> {
    sim.change(|world| {
        let NewGroup { id, title, members } = wish;
        let first = *members.first().ok_or(PhoneError::Empty)?;
        if id >= 0 || members.iter().any(|member| !world.contacts.contains_key(member)) {
            return Err(PhoneError::UnknownContact(id));
        }
        let group = Group { id, title, members, supergroup: false, became: None };
        world.put_group(group.clone());
        world.change_chat(id, |state| state.started = true);
        membership(world, &group, first, ("left", "member"));
        Ok(())
    })?;
    Ok(StatusCode::CREATED)
}

#[derive(Deserialize)]
struct By {
    from: i64,
}

async fn remove_bot(State(sim): Sim, Path(id): Path<i64>, Json(By { from }): Json<By>) -> Result<StatusCode, Refusal> {
    sim.change(|world| {
        let group = member(world, id, from)?;
        world.change_chat(id, |state| state.blocked = true);
        membership(world, &group, from, ("member", "kicked"));
        Ok::<(), PhoneError>(())
    })?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Upgraded {
    id: i64,
}

/// Makes a supergroup of a group, which gets another id by it.
async fn upgrade(State(sim): Sim, Path(old): Path<i64>, Json(to): Json<Upgraded>) -> Result<StatusCode, Refusal> {
    sim.change(|world| {
        let before = group(world, old)?;
        let after = Group { id: to.id, supergroup: true, ..before.clone() };
        world.put_group(after);
        world.change_chat(to.id, |state| state.started = true);
        world.put_group(Group { became: Some(to.id), ..before.clone() });
        let mut service = json!({ "message_id": 1, "date": world.now.timestamp(), "chat": before.chat() });
        service["migrate_to_chat_id"] = json!(to.id);
        world.push_update("message", service);
        Ok::<(), PhoneError>(())
    })?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Writing {
    from: i64,
    text: String,
    reply_to: Option<i64>,
    /// The name of whoever wrote it, when it is forwarded.
    forwarded_from: Option<String>,
}

async fn send_text(State(sim): Sim, Path(id): Path<i64>, Json(wish): Json<Writing>) -> Result<Json<Value>, Refusal> {
    let message = sim.change(|world| {
        member(world, id, wish.from)?;
        if let Some(original) = wish.reply_to {
            world.message(id, original).ok_or(PhoneError::UnknownMessage(original))?;
        }
        let content = Content::Text(words(&wish.text)?);
        let written = Written { content, reply_to: wish.reply_to, forwarded_from: wish.forwarded_from.clone() };
        Ok::<i64, PhoneError>(send_as(world, id, Author::Member(wish.from), written))
    })?;
    Ok(Json(json!({ "id": message })))
}

#[derive(Deserialize)]
struct Press {
    from: i64,
    text: String,
    #[serde(default)]
    wait_ms: u64,
}

async fn press(
    State(sim): Sim,
    Path((id, message)): Path<(i64, i64)>,
    Json(wish): Json<Press>,
) -> Result<Json<Value>, Refusal> {
    let number = sim.change(|world| {
        // Anybody who sees the message may press, whoever it is meant for.
        member(world, id, wish.from)?;
        press_by(world, wish.from, id, message, &WhichButton::Text(wish.text.clone()))
    })?;
    let answered = |_: &Simulator, world: &World| world.callbacks.get(number)?.answer.clone();
    let answer = wait_for(&sim, wish.wait_ms, answered).await;
    Ok(Json(json!({ "answered": answer.is_some(), "text": answer.and_then(|answer| answer.text) })))
}
