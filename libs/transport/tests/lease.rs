//! Leases in a bucket of a real server.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_nats::Client;
use events::ids::{ServiceName, TenantId};
use nats_server_process::{Binary, NatsServer, Setup};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use transport::{Fence, FenceError, Fences, Lease, LeaseError, LeaseTerms, Leases, NatsSettings, connect, subjects};

/// Long, because it only passes when something is broken.
const PATIENCE: Duration = Duration::from_secs(60);
const TERMS: LeaseTerms = LeaseTerms { length: Duration::from_secs(4), replicas: 1 };

async fn server() -> NatsServer {
    NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap()
}

async fn client(url: String) -> Client {
    let settings = NatsSettings { servers: vec![url], ca_file: None, user: None, password_file: None };
    let client = connect(&settings, "test").await.unwrap();
    client.flush().await.unwrap();
    client
}

fn tenant() -> TenantId {
    "kosovo".parse().unwrap()
}

fn reminders() -> ServiceName {
    "reminders".parse().unwrap()
}

async fn leases(server: &NatsServer) -> Leases {
    Leases::new(client(server.url()).await, &tenant(), TERMS)
}

/// A cable to a server that can be cut for good.
struct Cable {
    port: u16,
    cut: CancellationToken,
}

impl Cable {
    async fn to(server: &NatsServer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, target) = (listener.local_addr().unwrap().port(), server.ports().client);
        let cut = CancellationToken::new();
        let until = cut.clone();
        tokio::spawn(until.clone().run_until_cancelled_owned(async move {
            loop {
                let (mut near, _) = listener.accept().await.unwrap();
                let mut far = TcpStream::connect(("127.0.0.1", target)).await.unwrap();
                tokio::spawn(until.clone().run_until_cancelled_owned(async move {
                    let _ = copy_bidirectional(&mut near, &mut far).await;
                }));
            }
        }));
        Self { port, cut }
    }

    fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }
}

async fn taken(leases: &Leases, holder: &str) -> Lease {
    let taking = async {
        loop {
            if let Some(lease) = leases.try_take(&reminders(), holder).await.unwrap() {
                return lease;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, taking).await.unwrap()
}

async fn passed(lease: &Lease) {
    tokio::time::timeout(PATIENCE, lease.lost().cancelled()).await.unwrap();
}

/// When turns began and ended, and under which token.
#[derive(Default)]
struct TurnLog(Mutex<Vec<(Instant, Option<Instant>, u64)>>);

impl TurnLog {
    async fn work(self: Arc<Self>, lease: Lease, over: CancellationToken) {
        self.0.lock().unwrap().push((Instant::now(), None, lease.fence().token));
        over.cancelled().await;
        self.0.lock().unwrap().last_mut().unwrap().1 = Some(Instant::now());
    }

    fn begun(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

async fn until(holds: impl Fn() -> bool) {
    let waiting = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_holder_is_cut_off_it_stops_before_the_next_begins() {
    let server = server().await;
    let cable = Cable::to(&server).await;
    let stop = CancellationToken::new();
    let (first, second) = (Arc::<TurnLog>::default(), Arc::<TurnLog>::default());

    let (near, turns, until_stopped) =
        (Leases::new(client(cable.url()).await, &tenant(), TERMS), first.clone(), stop.clone());
    let one = tokio::spawn(async move {
        near.hold_while(&reminders(), "one", &until_stopped, |lease, over| turns.clone().work(lease, over)).await
    });
    until(|| first.begun() == 1).await;

    let (other, turns, until_stopped) = (leases(&server).await, second.clone(), stop.clone());
    let two = tokio::spawn(async move {
        other.hold_while(&reminders(), "two", &until_stopped, |lease, over| turns.clone().work(lease, over)).await
    });
    // While the first renews it, the second waits, for longer than the bucket would remember.
    let watched_until = Instant::now() + TERMS.length * 2;
    while Instant::now() < watched_until {
        assert_eq!((first.begun(), second.begun()), (1, 0));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    cable.cut.cancel();
    until(|| second.begun() == 1).await;
    let (_, ended, old_token) = first.0.lock().unwrap()[0];
    let (begun, _, new_token) = second.0.lock().unwrap()[0];
    assert!(ended.expect("the first knew before the second began") < begun);
    assert!(new_token > old_token);

    stop.cancel();
    for running in [one, two] {
        assert_eq!(tokio::time::timeout(PATIENCE, running).await.unwrap().unwrap().unwrap(), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_back_is_the_next_ones_at_once() {
    let server = server().await;
    let (one, two) = (leases(&server).await, leases(&server).await);
    let first = taken(&one, "one").await;
    assert!(two.try_take(&reminders(), "two").await.unwrap().is_none());
    one.give_back(&first).await;
    assert!(!first.is_held());
    let second = two.try_take(&reminders(), "two").await.unwrap().expect("it was given back");
    assert!(second.fence().token > first.fence().token);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_lease_is_another_ones() {
    let server = server().await;
    let leases = leases(&server).await;
    let _reminders = taken(&leases, "one").await;
    assert!(leases.try_take(&"telegram".parse().unwrap(), "two").await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_ends_by_itself_gives_the_lease_back() {
    let server = server().await;
    let (one, two) = (leases(&server).await, leases(&server).await);
    let stop = CancellationToken::new();
    let outcome = one.hold_while(&reminders(), "one", &stop, |lease, _| async move { lease.fence().token }).await;
    let token = outcome.unwrap().expect("it was not stopped");
    let next = two.try_take(&reminders(), "two").await.unwrap().expect("it was given back");
    assert!(next.fence().token > token);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_whose_answer_was_lost_is_found_again() {
    let server = server().await;
    let leases = leases(&server).await;
    let lease = taken(&leases, "one").await;
    // What such a renewal leaves behind: the same value, one revision later.
    let jetstream = async_nats::jetstream::new(client(server.url()).await);
    let bucket = jetstream.get_key_value(subjects::leases(&tenant())).await.unwrap();
    let value = bucket.get("reminders").await.unwrap().unwrap();
    bucket.put("reminders", value).await.unwrap();
    let watched_until = Instant::now() + TERMS.length * 2;
    tokio::select! {
        () = leases.keep(&lease) => panic!("the lease was lost"),
        () = tokio::time::sleep_until(watched_until) => assert!(lease.is_held()),
    }
}

async fn refused(fences: &Fences, fence: &Fence) -> u64 {
    match fences.let_through(fence).await {
        Err(FenceError::Outdone { newest, .. }) => newest,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_that_slept_is_not_let_through() {
    let server = server().await;
    let (one, two) = (leases(&server).await, leases(&server).await);
    let (knowing, fresh) = (Fences::new(leases(&server).await), Fences::new(leases(&server).await));
    // Nothing renews it: its process sleeps.
    let slept = taken(&one, "one").await;
    knowing.let_through(&slept.fence()).await.unwrap();
    let current = taken(&two, "two").await;
    assert!(!slept.is_held(), "it knows as soon as it looks");
    // Neither by whoever served it before, nor by whoever never heard of it.
    assert_eq!(refused(&knowing, &slept.fence()).await, current.fence().token);
    assert_eq!(refused(&fresh, &slept.fence()).await, current.fence().token);
    knowing.let_through(&current.fence()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_bucket_is_deleted_turns_still_follow_each_other() {
    let server = server().await;
    let (one, two) = (leases(&server).await, leases(&server).await);
    let fences = Fences::new(leases(&server).await);
    let first = taken(&one, "one").await;
    fences.let_through(&first.fence()).await.unwrap();
    let (keeper, kept) = (one.clone(), first.clone());
    tokio::spawn(async move { keeper.keep(&kept).await });

    let jetstream = async_nats::jetstream::new(client(server.url()).await);
    jetstream.delete_key_value(subjects::leases(&tenant())).await.unwrap();
    let second = taken(&two, "two").await;
    assert!(!first.is_held(), "the first knew before the second had it");
    passed(&first).await;
    assert!(second.fence().token > first.fence().token);
    fences.let_through(&second.fence()).await.unwrap();
    assert_eq!(refused(&fences, &first.fence()).await, second.fence().token);

    // And if the bucket is set back to the first turn, that does not come back.
    let bucket = jetstream.get_key_value(subjects::leases(&tenant())).await.unwrap();
    let old = format!(r#"{{"holder":"one","token":{}}}"#, first.fence().token);
    bucket.put("reminders", old.into()).await.unwrap();
    refused(&fences, &first.fence()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_behind_costs_one_turn() {
    let server = server().await;
    let leases = leases(&server).await;
    let first = taken(&leases, "one").await;
    // Somebody refused it who knows of a turn far ahead of this machine's clock.
    let ahead = first.fence().token + 3_600_000_000;
    first.outdone_by(ahead);
    assert!(!first.is_held());
    leases.give_back(&first).await;
    let next = leases.try_take(&reminders(), "one").await.unwrap().expect("it was given back");
    assert!(next.fence().token > ahead);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_with_another_term_is_named() {
    let server = server().await;
    let client = client(server.url()).await;
    let _ = Leases::new(client.clone(), &tenant(), TERMS).try_take(&reminders(), "one").await.unwrap();
    let longer = LeaseTerms { length: Duration::from_secs(9), ..TERMS };
    let error = Leases::new(client, &tenant(), longer).try_take(&reminders(), "two").await.unwrap_err();
    let LeaseError::TermsDiffer { found, wanted, .. } = error else { panic!("{error}") };
    assert_eq!((found, wanted), (TERMS.length, longer.length));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_jetstream_it_is_not_known_whose_turn_it_is() {
    let mut server = server().await;
    let one = leases(&server).await;
    let fences = Fences::new(leases(&server).await);
    let lease = taken(&one, "one").await;
    server.kill().await.unwrap();
    let outcome = tokio::time::timeout(PATIENCE, fences.let_through(&lease.fence())).await.unwrap();
    assert!(matches!(outcome, Err(FenceError::Unknown(_))), "{outcome:?}");
    tokio::time::timeout(PATIENCE, one.keep(&lease)).await.unwrap();
    assert!(!lease.is_held());
}
