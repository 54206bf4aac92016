//! Questions and answers over a real server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_nats::Client;
use events::ids::{CommandId, CorrelationId};
use nats_server_process::{Binary, NatsServer, Setup};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use transport::{
    AskError, Cause, Declined, NatsSettings, QuestionContext, Responder, answer, ask, ask_because, connect,
};

/// Long, because it only passes when something is broken.
const PATIENCE: Duration = Duration::from_secs(30);

async fn server() -> NatsServer {
    NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap()
}

async fn client(server: &NatsServer) -> Client {
    let settings = NatsSettings { servers: vec![server.url()], ca_file: None, user: None, password_file: None };
    let client = connect(&settings, "test").await.unwrap();
    client.flush().await.unwrap();
    client
}

fn responder() -> Responder {
    Responder::shared("double".to_owned(), "doublers")
}

type Answering = JoinHandle<Result<(), async_nats::SubscribeError>>;

/// A service that doubles numbers once it has a permit for each.
fn doubling(client: &Client, responder: Responder, permits: Arc<Semaphore>, stop: CancellationToken) -> Answering {
    let client = client.clone();
    tokio::spawn(async move {
        let handler = move |_: QuestionContext, number: u32| {
            let permits = permits.clone();
            async move {
                permits.acquire().await.unwrap().forget();
                assert_ne!(number, 13, "an unlucky number");
                Ok::<_, Declined>(number * 2)
            }
        };
        answer(&client, responder, handler, stop).await
    })
}

/// Asks until somebody listens: a subscription is not heard of at once by another connection.
async fn double(client: &Client, number: u32) -> u32 {
    let asking = async {
        loop {
            match ask::<_, u32>(client, "double", &number, PATIENCE).await {
                Err(AskError::NobodyAnswers { .. }) => tokio::task::yield_now().await,
                outcome => return outcome.unwrap(),
            }
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.unwrap()
}

fn plenty() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(1_000))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_and_its_cause_comes_along() {
    let server = server().await;
    let (asker, answerer) = (client(&server).await, client(&server).await);
    let (seen, mut causes) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let handler = move |asked: QuestionContext, (): ()| {
            seen.send(asked.cause).unwrap();
            async move { Ok::<_, Declined>(asked.subject) }
        };
        answer(&answerer, Responder::own("who.*".to_owned()), handler, CancellationToken::new()).await
    });
    let trace = Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".to_owned());
    let cause = Cause { trace, ..Cause::of(CorrelationId(CommandId::named("a form").0)) };
    let subject = loop {
        match ask_because::<_, String>(&asker, "who.me", &cause, &(), PATIENCE).await {
            Err(AskError::NobodyAnswers { .. }) => tokio::task::yield_now().await,
            outcome => break outcome.unwrap(),
        }
    };
    assert_eq!(subject, "who.me");
    assert_eq!(causes.recv().await.unwrap(), cause);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_service_the_asker_is_told_at_once() {
    let server = server().await;
    let error = ask::<_, u32>(&client(&server).await, "double", &1, PATIENCE).await.unwrap_err();
    assert_eq!(error, AskError::NobodyAnswers { subject: "double".to_owned() });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_silent_is_too_late() {
    let server = server().await;
    let client = client(&server).await;
    doubling(&client, responder(), plenty(), CancellationToken::new());
    double(&client, 1).await;
    let _silent = client.subscribe("silent").await.unwrap();
    client.flush().await.unwrap();
    let waited = Duration::from_millis(50);
    let error = ask::<_, u32>(&client, "silent", &1, waited).await.unwrap_err();
    assert_eq!(error, AskError::TooLate { subject: "silent".to_owned(), waited });
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_connection_nothing_is_asked() {
    let mut server = server().await;
    let client = client(&server).await;
    server.kill().await.unwrap();
    let disconnected = async {
        // The client may not have noticed yet; then it is too late for an answer.
        while !matches!(
            ask::<_, u32>(&client, "double", &1, Duration::from_millis(100)).await,
            Err(AskError::Disconnected)
        ) {}
    };
    tokio::time::timeout(PATIENCE, disconnected).await.unwrap();
    server.start_again().await.unwrap();
    server.well().await.unwrap();
    doubling(&client, responder(), plenty(), CancellationToken::new());
    assert_eq!(double(&client, 4).await, 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_read_is_declined_on_either_side() {
    let server = server().await;
    let client = client(&server).await;
    doubling(&client, responder(), plenty(), CancellationToken::new());
    double(&client, 1).await;

    let error = ask::<_, u32>(&client, "double", &"two", PATIENCE).await.unwrap_err();
    let AskError::Declined { declined, .. } = &error else { panic!("{error}") };
    assert_eq!(declined.code, Declined::UNREADABLE, "{error}");

    let error = ask::<_, String>(&client, "double", &2, PATIENCE).await.unwrap_err();
    assert!(matches!(error, AskError::Unreadable { .. }), "{error}");

    let long = "2".repeat(300 * 1024);
    let error = ask::<_, u32>(&client, "double", &long, PATIENCE).await.unwrap_err();
    let AskError::Declined { declined, .. } = &error else { panic!("{error}") };
    assert_eq!(declined.code, Declined::TOO_LONG, "{error}");

    let longer = "2".repeat(2 * 1024 * 1024);
    let error = ask::<_, u32>(&client, "double", &longer, PATIENCE).await.unwrap_err();
    assert!(matches!(error, AskError::Unaskable { .. }), "{error}");
    assert_eq!(double(&client, 5).await, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_breaks_its_handler_breaks_nothing_else() {
    let server = server().await;
    let client = client(&server).await;
    doubling(&client, responder(), plenty(), CancellationToken::new());
    double(&client, 1).await;
    let error = ask::<_, u32>(&client, "double", &13, Duration::from_millis(200)).await.unwrap_err();
    assert!(matches!(error, AskError::TooLate { .. }), "{error}");
    assert_eq!(double(&client, 14).await, 28);
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_what_may_wait_the_asker_is_sent_away() {
    let server = server().await;
    let client = client(&server).await;
    let permits = Arc::new(Semaphore::new(1));
    let narrow = Responder { at_a_time: 1, waiting: 1, ..responder() };
    doubling(&client, narrow, permits.clone(), CancellationToken::new());
    assert_eq!(double(&client, 1).await, 2);

    // One is worked on, one waits, for the third there is no room. In which order they arrive is not certain.
    let mut asking = tokio::task::JoinSet::new();
    for number in 1..=3 {
        let client = client.clone();
        asking.spawn(async move { ask::<_, u32>(&client, "double", &number, PATIENCE).await });
    }
    let first = asking.join_next().await.unwrap().unwrap();
    let Err(AskError::Declined { declined, .. }) = first else { panic!("{first:?}") };
    assert_eq!(declined.code, Declined::BUSY);
    permits.add_permits(2);
    while let Some(outcome) = asking.join_next().await {
        assert!(outcome.unwrap().unwrap() <= 6);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_left_is_not_worked_for() {
    let server = server().await;
    let client = client(&server).await;
    let permits = Arc::new(Semaphore::new(1));
    let (seen, mut worked_on) = mpsc::unbounded_channel();
    let (answerer, held) = (client.clone(), permits.clone());
    tokio::spawn(async move {
        let handler = move |_: QuestionContext, number: u32| {
            seen.send(number).unwrap();
            let held = held.clone();
            async move {
                held.acquire().await.unwrap().forget();
                Ok::<_, Declined>(number * 2)
            }
        };
        answer(&answerer, Responder { at_a_time: 1, ..responder() }, handler, CancellationToken::new()).await
    });
    double(&client, 1).await;
    let first = client.clone();
    let first = tokio::spawn(async move { ask::<_, u32>(&first, "double", &2, PATIENCE).await });
    assert_eq!((worked_on.recv().await, worked_on.recv().await), (Some(1), Some(2)));
    // Waits behind the first, and leaves.
    let left = ask::<_, u32>(&client, "double", &3, Duration::from_millis(1)).await.unwrap_err();
    assert!(matches!(left, AskError::TooLate { .. }), "{left}");
    permits.add_permits(100);
    assert_eq!(first.await.unwrap().unwrap(), 4);
    assert_eq!(double(&client, 4).await, 8);
    assert_eq!(worked_on.recv().await, Some(4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_stops_answers_what_it_took() {
    let server = server().await;
    let (asker, answerer) = (client(&server).await, client(&server).await);
    let permits = Arc::new(Semaphore::new(1));
    let taken = Arc::new(AtomicUsize::new(0));
    let stop = CancellationToken::new();
    let (counted, held, until) = (taken.clone(), permits.clone(), stop.clone());
    let serving = tokio::spawn(async move {
        let handler = move |_: QuestionContext, number: u32| {
            counted.fetch_add(1, Ordering::SeqCst);
            let held = held.clone();
            async move {
                held.acquire().await.unwrap().forget();
                Ok::<_, Declined>(number * 2)
            }
        };
        answer(&answerer, responder(), handler, until).await
    });
    double(&asker, 1).await;
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..8 {
        let asker = asker.clone();
        asking.spawn(async move { ask::<_, u32>(&asker, "double", &number, PATIENCE).await });
    }
    let all_taken = async {
        while taken.load(Ordering::SeqCst) < 9 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, all_taken).await.unwrap();
    stop.cancel();
    let gone = async {
        // What is asked in the moment of stopping may be lost, and asked again.
        let soon = Duration::from_millis(100);
        while !matches!(ask::<_, u32>(&asker, "double", &99, soon).await, Err(AskError::NobodyAnswers { .. })) {}
    };
    tokio::time::timeout(PATIENCE, gone).await.unwrap();
    // Nobody listens any more, and the eight are still being worked on.
    assert!(!serving.is_finished());
    permits.add_permits(1_000);
    while let Some(outcome) = asking.join_next().await {
        assert!(outcome.unwrap().is_ok());
    }
    tokio::time::timeout(PATIENCE, serving).await.unwrap().unwrap().unwrap();
}
