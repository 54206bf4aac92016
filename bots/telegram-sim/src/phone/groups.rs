//! The control API for groups, under `/sim/groups`.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post, put},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    routes::{Refusal, Sim, messages},
    waiting::wait_for,
};
use crate::{
    contact_actions::{Album, ButtonSelector, PhoneError, TypedMessage, press_by},
    group::{Channel, Group, Silence},
    group_actions::{self, GroupAuthor, TopicChange},
    simulator::Simulator,
    world::World,
};

pub(super) fn router() -> Router<Arc<Simulator>> {
    Router::new()
        .route("/sim/groups", post(add))
        .route("/sim/groups/{id}/remove-bot", post(remove_bot))
        .route("/sim/groups/{id}/silence", post(silence))
        .route("/sim/groups/{id}/upgrade", post(upgrade))
        .route("/sim/groups/{id}/forum", post(turn_topics))
        .route("/sim/groups/{id}/topics", post(open_topic))
        .route("/sim/groups/{id}/topics/{topic}", post(change_topic))
        .route("/sim/groups/{id}/messages", get(messages).post(send_text))
        .route("/sim/groups/{id}/messages/{message}", put(edit_text))
        .route("/sim/groups/{id}/messages/{message}/press", post(press))
        .route("/sim/groups/{id}/albums", post(send_album))
        .route("/sim/groups/{id}/service", post(send_service))
        .route("/sim/groups/{id}/channel-posts", post(post_of_channel))
}

/// Does something of which there is nothing to tell.
fn done(sim: &Simulator, change: impl FnOnce(&mut World) -> Result<(), PhoneError>) -> Result<StatusCode, Refusal> {
    sim.change(change)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Does what makes a message, and tells its number.
fn sent(sim: &Simulator, send: impl FnOnce(&mut World) -> Result<i64, PhoneError>) -> Result<Json<Value>, Refusal> {
    let message = sim.change(send)?;
    Ok(Json(json!({ "id": message })))
}

#[derive(Deserialize)]
struct NewGroup {
    id: i64,
    title: String,
    members: BTreeSet<i64>,
    #[serde(default)]
    forum: bool,
}

async fn add(State(sim): Sim, Json(wish): Json<NewGroup>) -> Result<StatusCode, Refusal> {
    let NewGroup { id, title, members, forum } = wish;
    let group = Group { id, title, members, forum, supergroup: forum, ..Group::default() };
    sim.change(|world| group_actions::add(world, &group))?;
    Ok(StatusCode::CREATED)
}

#[derive(Deserialize)]
struct SentBy {
    from: i64,
}

async fn remove_bot(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(SentBy { from }): Json<SentBy>,
) -> Result<StatusCode, Refusal> {
    done(&sim, |world| group_actions::remove_bot(world, id, from))
}

#[derive(Deserialize)]
struct SilenceRequest {
    from: i64,
    by: Option<Silence>,
}

async fn silence(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(wish): Json<SilenceRequest>,
) -> Result<StatusCode, Refusal> {
    done(&sim, |world| group_actions::silence(world, id, wish.from, wish.by))
}

#[derive(Deserialize)]
struct UpgradeRequest {
    id: i64,
    #[serde(default)]
    forum: bool,
}

async fn upgrade(State(sim): Sim, Path(old): Path<i64>, Json(to): Json<UpgradeRequest>) -> Result<StatusCode, Refusal> {
    done(&sim, |world| group_actions::upgrade(world, old, to.id, to.forum))
}

#[derive(Deserialize)]
struct Topics {
    from: i64,
    on: bool,
}

async fn turn_topics(State(sim): Sim, Path(id): Path<i64>, Json(wish): Json<Topics>) -> Result<StatusCode, Refusal> {
    done(&sim, |world| group_actions::turn_topics(world, id, wish.from, wish.on))
}

#[derive(Deserialize)]
struct NewTopic {
    from: i64,
    name: String,
}

async fn open_topic(State(sim): Sim, Path(id): Path<i64>, Json(wish): Json<NewTopic>) -> Result<Json<Value>, Refusal> {
    sent(&sim, |world| group_actions::open_topic(world, id, wish.from, &wish.name))
}

#[derive(Deserialize)]
struct ChangedTopic {
    from: i64,
    change: TopicChange,
}

async fn change_topic(
    State(sim): Sim,
    Path((id, topic)): Path<(i64, i64)>,
    Json(wish): Json<ChangedTopic>,
) -> Result<StatusCode, Refusal> {
    done(&sim, |world| group_actions::change_topic(world, id, wish.from, topic, wish.change))
}

#[derive(Deserialize)]
struct GroupWriting<T> {
    #[serde(flatten)]
    by: GroupAuthor,
    #[serde(flatten)]
    what: T,
}

async fn send_text(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(GroupWriting { by, what }): Json<GroupWriting<TypedMessage>>,
) -> Result<Json<Value>, Refusal> {
    sent(&sim, |world| group_actions::send(world, id, by, &what))
}

async fn send_album(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(GroupWriting { by, what }): Json<GroupWriting<Album>>,
) -> Result<Json<Value>, Refusal> {
    let ids = sim.change(|world| group_actions::send_album_of(world, id, by, &what))?;
    Ok(Json(json!({ "ids": ids })))
}

#[derive(Deserialize)]
struct Fields {
    fields: Map<String, Value>,
}

async fn send_service(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(GroupWriting { by, what }): Json<GroupWriting<Fields>>,
) -> Result<Json<Value>, Refusal> {
    sent(&sim, |world| group_actions::send_service(world, id, by, what.fields))
}

#[derive(Deserialize)]
struct ChannelPost {
    channel: Channel,
    text: String,
}

async fn post_of_channel(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(wish): Json<ChannelPost>,
) -> Result<Json<Value>, Refusal> {
    sent(&sim, |world| group_actions::post_of_channel(world, id, wish.channel, &wish.text))
}

#[derive(Deserialize)]
struct EditRequest {
    from: i64,
    text: String,
}

async fn edit_text(
    State(sim): Sim,
    Path((id, message)): Path<(i64, i64)>,
    Json(wish): Json<EditRequest>,
) -> Result<StatusCode, Refusal> {
    done(&sim, |world| group_actions::edit(world, id, message, wish.from, &wish.text))
}

#[derive(Deserialize)]
struct Press {
    from: i64,
    /// What stands on the button.
    #[serde(default)]
    text: String,
    /// Data of no button of the message, as a client may send it.
    forged: Option<String>,
    #[serde(default)]
    wait_ms: u64,
}

async fn press(
    State(sim): Sim,
    Path((id, message)): Path<(i64, i64)>,
    Json(wish): Json<Press>,
) -> Result<Json<Value>, Refusal> {
    let which = wish.forged.map_or(ButtonSelector::Text(wish.text), ButtonSelector::Forged);
    let number = sim.change(|world| {
        // Anybody who sees the message may press, whoever it is meant for.
        group_actions::group_of(world, id, wish.from)?;
        press_by(world, wish.from, id, message, &which)
    })?;
    let answered = |_: &Simulator, world: &World| world.callbacks.get(number)?.answer.clone();
    let answer = wait_for(&sim, wish.wait_ms, answered).await;
    Ok(Json(json!({ "answered": answer.is_some(), "text": answer.and_then(|answer| answer.text) })))
}
