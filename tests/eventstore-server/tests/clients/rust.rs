//! The scenario with Rust's `kurrentdb`.

use std::time::Duration;

use kurrentdb::{
    AppendToStreamOptions, Client, CurrentRevision, Error, EventData, Position, ReadAllOptions, ReadStreamOptions,
    RecordedEvent, StreamPosition, StreamState, SubscribeToAllOptions, SubscriptionFilter, TombstoneStreamOptions,
};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{Given, PATIENCE, PREFIX};

pub(crate) fn client(given: &Given) -> Client {
    let settings = format!("{}&nodePreference=leader&discoveryInterval=50", given.connection);
    Client::new(settings.parse().unwrap()).unwrap()
}

fn name(stream: &str) -> String {
    format!("{PREFIX}{stream}")
}

fn shown(recorded: &RecordedEvent) -> Value {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    json!({
        "id": recorded.id,
        "stream": recorded.stream_id().strip_prefix(PREFIX).unwrap(),
        "revision": recorded.revision,
        "type": recorded.event_type,
        "data": text(&recorded.data),
        "metadata": text(&recorded.custom_metadata),
        "position": recorded.position.commit,
    })
}

async fn append(
    client: &Client,
    given: &Given,
    stream: &str,
    numbers: &[usize],
    expected: StreamState,
) -> kurrentdb::Result<u64> {
    let events: Vec<_> = numbers
        .iter()
        .map(|n| {
            EventData::json("order-placed", &json!({ "n": n }))
                .unwrap()
                .metadata_as_json(&json!({ "by": "scenario" }))
                .unwrap()
                .id(given.ids[*n])
        })
        .collect();
    let options = AppendToStreamOptions::default().stream_state(expected);
    Ok(client.append_to_stream(name(stream), &options, events).await?.position.commit)
}

async fn read(client: &Client, stream: &str, options: ReadStreamOptions) -> kurrentdb::Result<Value> {
    let mut reading = client.read_stream(name(stream), &options).await?;
    let mut events = Vec::new();
    while let Some(resolved) = reading.next().await? {
        events.push(shown(resolved.get_original_event()));
    }
    Ok(events.into())
}

pub(crate) async fn forwards(client: &Client) -> Value {
    read(client, "orders", ReadStreamOptions::default()).await.unwrap()
}

pub(crate) async fn whole_log(client: &Client) -> Value {
    let mut reading = client.read_all(&ReadAllOptions::default()).await.unwrap();
    let mut events = Vec::new();
    while let Some(resolved) = reading.next().await.unwrap() {
        let recorded = resolved.get_original_event();
        if [name("orders"), name("more")].iter().any(|one| one == recorded.stream_id()) {
            events.push(shown(recorded));
        }
    }
    events.into()
}

fn refusal<T: std::fmt::Debug>(outcome: kurrentdb::Result<T>) -> String {
    match outcome {
        Err(Error::WrongExpectedVersion { current: CurrentRevision::Current(current), .. }) => {
            format!("wrong expected version, the stream ends at {current}")
        }
        Err(Error::WrongExpectedVersion { current: CurrentRevision::NoStream, .. }) => {
            "wrong expected version, no stream".to_owned()
        }
        Err(Error::ResourceDeleted) => "stream deleted".to_owned(),
        Err(Error::ResourceNotFound) => "stream not found".to_owned(),
        other => panic!("{other:?}"),
    }
}

async fn control(given: &Given, what: &str) {
    let answer = reqwest::Client::new().post(format!("{}{what}", given.control)).send().await.unwrap();
    assert!(answer.status().is_success(), "{what}");
}

/// Follows from a place on until so many events were seen; an error ends it early.
async fn follow(
    client: &Client,
    after: StreamPosition<Position>,
    seen: &mut Vec<RecordedEvent>,
    count: usize,
) -> kurrentdb::Result<()> {
    let filter = SubscriptionFilter::on_stream_name().add_prefix(name("orders")).add_prefix(name("more"));
    let options = SubscribeToAllOptions::default().position(after).filter(filter);
    let mut subscription = client.subscribe_to_all(&options).await;
    while seen.len() < count {
        seen.extend(subscription.next().await?.event);
    }
    Ok(())
}

pub(crate) async fn scenario(given: &Given) -> Value {
    timeout(PATIENCE, run(given)).await.expect("the scenario does not end")
}

async fn run(given: &Given) -> Value {
    use StreamState::{Any, NoStream, StreamRevision};
    let client = &client(given);
    let append = async |stream, numbers: &[usize], expected| append(client, given, stream, numbers, expected).await;
    let options = ReadStreamOptions::default;
    let mut seen = serde_json::Map::new();
    let mut note = |what: &str, value: Value| seen.insert(what.to_owned(), value);

    let first = append("orders", &[0, 1, 2], NoStream).await.unwrap();
    let again = append("orders", &[0, 1, 2], NoStream).await.unwrap();
    note("the same append again is answered as the first time", (first == again).into());
    note("append to an existing stream as new", refusal(append("orders", &[3], NoStream).await).into());
    note("append at another revision", refusal(append("orders", &[3], StreamRevision(7)).await).into());
    note("append to a new stream as existing", refusal(append("more", &[3], StreamRevision(0)).await).into());
    append("orders", &[3], StreamRevision(2)).await.unwrap();
    let at_any = append("orders", &[4], Any).await.unwrap();
    let again = append("orders", &[4], Any).await.unwrap();
    note("the same append at any revision is answered as the first time", (at_any == again).into());
    note("read a stream that is not there", refusal(read(client, "missing", options()).await).into());
    note("forwards", forwards(client).await);
    let from_one = options().position(StreamPosition::Position(1));
    note("forwards from 1, 2 events", read(client, "orders", from_one.clone().max_count(2)).await.unwrap());
    let from_end = options().position(StreamPosition::End).max_count(2);
    note("backwards, 2 events", read(client, "orders", from_end).await.unwrap());
    note("backwards from 1", read(client, "orders", from_one.backwards()).await.unwrap());

    append("gone", &[5], NoStream).await.unwrap();
    let at_zero = TombstoneStreamOptions::default().stream_state(StreamRevision(0));
    client.tombstone_stream(name("gone"), &at_zero).await.unwrap();
    note("read a deleted stream", refusal(read(client, "gone", options()).await).into());
    note("append to a deleted stream", refusal(append("gone", &[6], Any).await).into());

    let mut followed = Vec::new();
    follow(client, StreamPosition::Start, &mut followed, 5).await.unwrap();
    control(given, "/step-down?to=1").await;
    control(given, "/drop-subscriptions?how=unavailable").await;
    while append("more", &[6, 7], NoStream).await.is_err() {
        sleep(Duration::from_millis(50)).await;
    }
    loop {
        let after = StreamPosition::Position(followed.last().unwrap().position);
        match follow(client, after, &mut followed, 7).await {
            Ok(()) => break,
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
    note("followed over a change of the leader", followed.iter().map(shown).collect());
    note("whole log", whole_log(client).await);
    seen.into()
}
