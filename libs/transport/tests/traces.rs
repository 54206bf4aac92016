//! A trace goes on over a real server. A file of its own: what a thread of a test records is decided once for its process.

use std::time::Duration;

use async_nats::Client;
use nats_server_process::{Binary, NatsServer, Setup};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use tracing_subscriber::layer::SubscriberExt;
use transport::{AskError, Declined, NatsSettings, QuestionContext, Responder, answer, ask, connect};

/// Long, because it only passes when something is broken.
const PATIENCE: Duration = Duration::from_secs(30);

async fn client(server: &NatsServer) -> Client {
    let settings = NatsSettings { servers: vec![server.url()], ca_file: None, user: None, password_file: None };
    let client = connect(&settings, "test").await.unwrap();
    client.flush().await.unwrap();
    client
}

/// What the answerer itself asks goes on in the trace in which it was asked.
#[tokio::test]
async fn a_trace_goes_on_in_the_answer() {
    // nobody listens there, and nothing minds
    let exporting = telemetry::TraceExporter::to("http://127.0.0.1:9/v1/traces", "test").unwrap();
    let subscriber = tracing_subscriber::registry().with(exporting.layer());
    let _recorded = tracing::subscriber::set_default(subscriber);
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let (asker, answerer) = (client(&server).await, client(&server).await);
    tokio::spawn(async move {
        let handler = |asked: QuestionContext, (): ()| async move {
            Ok::<_, Declined>((asked.cause.trace, telemetry::traceparent()))
        };
        answer(&answerer, Responder::own("trace".to_owned()), handler, CancellationToken::new()).await
    });
    let span = telemetry::work_span!("update");
    let asking = async {
        loop {
            match ask::<_, (Option<String>, Option<String>)>(&asker, "trace", &(), PATIENCE).await {
                Err(AskError::NobodyAnswers { .. }) => tokio::task::yield_now().await,
                outcome => break (telemetry::traceparent().unwrap(), outcome.unwrap()),
            }
        }
    };
    let (here, (sent, there)) = asking.instrument(span).await;
    let trace = |text: &str| text.split('-').nth(1).unwrap().to_owned();
    assert_eq!(sent.as_ref(), Some(&here));
    let there = there.unwrap();
    assert_eq!(trace(&there), trace(&here));
    assert_ne!(there, here, "the answer has a span of its own");
}
