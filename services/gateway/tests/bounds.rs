//! Bounds at every door: how often, how much, how long and how many at once; each is said in the language of whoever is over it.

use std::time::Duration;

use events::account::{AccountCommand, Fingerprint, TokenScope};
use events::authority::Principal;
use events::language::Language;
use events::mandate::Mandate;
use events::{Command, Event};
use gateway::{Bounds, GatewayConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::support::{PATIENCE, READER, TestGateway};

use coordination::SystemClock;
use std::sync::Arc;

async fn bounded(bounds: Bounds) -> TestGateway {
    let configured = move |config| GatewayConfig { bounds, ..config };
    TestGateway::start_configured(Arc::new(SystemClock), configured).await
}

async fn raw(server: &TestGateway) -> TcpStream {
    TcpStream::connect(server.base.trim_start_matches("http://")).await.unwrap()
}

/// Everything that comes until the connection ends.
async fn to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that is reset has ended as well.
    let _ = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("it stays open");
    String::from_utf8_lossy(&answer).into_owned()
}

async fn token(server: &TestGateway, person: &str, institution: &str, mandate: Mandate, name: &str) -> String {
    let secret = format!("focalpoint_{name}");
    let make = AccountCommand::MakeToken {
        token: format!("t-{name}").parse().unwrap(),
        secret: Fingerprint::of(&secret),
        name: name.parse().unwrap(),
        scope: TokenScope { commands: [].into(), institution: None },
        institution: Some(institution.parse().unwrap()),
        at: crate::support::WORLD_TIME.parse().unwrap(),
        until: "2999-01-01T00:00:00Z".parse().unwrap(),
    };
    let own = Principal::official(person.parse().unwrap(), institution.parse().unwrap(), [].into(), mandate);
    server.give_anew(own, Command::Account(person.parse().unwrap(), make)).await;
    secret
}

#[tokio::test]
async fn whoever_asks_too_much_is_told_in_their_language_for_how_long_to_wait_and_nobody_else_is() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::Sr).await;
    let arta = server.sign_in("arta").await;
    for _ in 0..30 {
        assert_ne!(server.get_as(&arta, "/data-requests/collected", "sr").await.status(), 429);
    }
    let refused = server.get_as(&arta, "/data-requests/collected", "sr").await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"2".parse().unwrap()));
    let page = refused.text().await.unwrap();
    assert!(page.contains("Sačekajte 2 sekunde i pokušajte ponovo"), "{page}");
    assert_eq!(server.get_as(&arta, "/account", "sr").await.status(), 200, "another kind is counted apart");
    assert_eq!(server.get("/data-requests/collected", "en").await.status(), 200, "and so is somebody else");
    server.elapsed.move_on(2);
    assert_ne!(server.get_as(&arta, "/data-requests/collected", "sr").await.status(), 429);
    server.stop().await;
}

/// What a page keeps by itself while somebody types takes nothing from the forms that they, or others behind their address, send.
#[tokio::test]
async fn drafts_that_are_kept_while_somebody_types_never_take_the_budget_of_a_form() {
    let server = TestGateway::start().await;
    let cookie = server.sign_in(READER).await;
    let fields = [("draft", "/meetings/qershor#minutes"), ("minutes", "The meeting was opened at ten")];
    for _ in 0..120 {
        assert_eq!(server.script_sends_as(&cookie, "/drafts", &fields).await.status(), 200);
    }
    let refused = server.script_sends_as(&cookie, "/drafts", &fields).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"1".parse().unwrap()));
    let told: serde_json::Value = refused.json().await.unwrap();
    assert_eq!(told["said"], "Too many requests came from here. Wait one second and try again.");
    // A form is refused for what it is, and not for how often.
    assert_eq!(server.send_as(&cookie, "/meetings", &[]).await.status(), 422);
    // The same of a form that a link opens: its drafts are kept at its own address.
    for _ in 0..301 {
        assert_eq!(server.script_sends_as("", "/forms/x", &[("keep", "draft")]).await.status(), 403);
    }
    assert_eq!(server.stranger_sends("/forms/x", &[]).await.status(), 403);
    server.stop().await;
}

#[tokio::test]
async fn a_program_that_runs_wild_hears_it_as_a_problem_and_leaves_its_person_the_pages() {
    let server = TestGateway::start().await;
    let wild = token(&server, READER, crate::support::SECRETARIAT, Mandate::Secretariat, "wild").await;
    let other = token(&server, READER, crate::support::SECRETARIAT, Mandate::Secretariat, "calm").await;
    for _ in 0..30 {
        assert_eq!(server.api_with(&wild, "/openapi.json").await.status(), 200);
    }
    let refused = server.api_with(&wild, "/openapi.json").await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"2".parse().unwrap()));
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    let problem: serde_json::Value = refused.json().await.unwrap();
    assert_eq!(problem["code"], "too-many-requests");
    assert!(problem["detail"].as_str().unwrap().contains("ask again in 2 seconds"), "{problem}");
    assert_eq!(server.api_with(&other, "/openapi.json").await.status(), 200);
    assert_eq!(server.get("/api/v1/openapi.json", "en").await.status(), 200);
    server.stop().await;
}

#[tokio::test]
async fn of_attempts_at_one_account_at_the_same_moment_some_wait() {
    let server = TestGateway::start().await;
    let mut links = vec![];
    for _ in 0..5 {
        let link = server.gateway.link_for(&READER.parse().unwrap()).await.unwrap();
        links.push(link.split_once("token=").unwrap().1.to_owned());
    }
    let server = Arc::new(server);
    let gate = server.commands.gate.write().await;
    let mut attempts = JoinSet::new();
    for token in links {
        let server = server.clone();
        attempts.spawn(async move {
            let answer = server.stranger_sends("/sign-in", &[("token", &token)]).await;
            (answer.status().as_u16(), answer.headers().get("retry-after").cloned())
        });
    }
    let first = attempts.join_next().await.unwrap().unwrap();
    assert_eq!(first, (429, Some("1".parse().unwrap())));
    drop(gate);
    while let Some(attempt) = attempts.join_next().await {
        assert_eq!(attempt.unwrap().0, 200);
    }
    Arc::into_inner(server).unwrap().stop().await;
}

#[tokio::test]
async fn a_mailbox_is_not_flooded_whether_anybody_has_it_or_not() {
    let server = TestGateway::start_with_email(Arc::new(SystemClock)).await;
    server.appoint("ms", "arta", Language::En).await;
    server.give_address_of("ms", "arta", "arta@example.org").await;
    for address in ["arta@example.org", "nobody@example.org"] {
        let mut found = vec![];
        for spelt in [address.to_owned(), address.to_uppercase(), address.to_owned(), address.to_owned()] {
            let answer = server.stranger_sends("/sign-in/email", &[("email", &spelt)]).await;
            found.push((answer.status().as_u16(), answer.headers().get("retry-after").cloned()));
        }
        let wait = Some("600".parse().unwrap());
        assert_eq!(found, [(200, None), (200, None), (200, None), (429, wait)], "{address}");
    }
    server.settled(|event| matches!(event, Event::AuditTrail(..))).await;
    server.stop().await;
}

#[tokio::test]
async fn a_head_that_comes_a_byte_at_a_time_and_a_connection_that_says_nothing_are_closed() {
    let bounds = Bounds { header_time: Duration::from_millis(500), ..Bounds::default() };
    let server = bounded(bounds).await;
    let mut silent = raw(&server).await;
    let mut slow = raw(&server).await;
    slow.write_all(b"GET /health HTTP/1.1\r\nHost: hub\r\nX-Slow: ").await.unwrap();
    let dripping = async {
        let (mut reads, mut writes) = slow.split();
        let drip = async {
            while writes.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let mut answer = Vec::new();
        let read = async { drop(reads.read_to_end(&mut answer).await) };
        tokio::select! { () = drip => {}, () = read => {} }
    };
    tokio::time::timeout(PATIENCE, dripping).await.expect("it is listened to for ever");
    to_end(&mut silent).await;
    // Whoever asks and then says nothing more is closed as well, after the answer.
    let mut asked = raw(&server).await;
    asked.write_all(b"GET /health HTTP/1.1\r\nHost: hub\r\n\r\n").await.unwrap();
    assert!(to_end(&mut asked).await.starts_with("HTTP/1.1 200"));
    server.stop().await;
}

#[tokio::test]
async fn a_head_too_large_or_of_too_many_headers_and_a_body_too_slow_or_too_large_are_refused() {
    let bounds = Bounds { answer_time: Duration::from_millis(500), ..Bounds::default() };
    let server = bounded(bounds).await;
    let headers = |many: usize, long: usize| {
        let more = (0..many).map(|n| format!("X-{n}: {}\r\n", "x".repeat(long))).collect::<Vec<_>>().concat();
        format!("GET /health HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{more}\r\n")
    };
    for (many, long, answer) in [(30, 900, "200"), (80, 1, "431"), (1, 40_000, "431")] {
        let mut stream = raw(&server).await;
        // It may be refused before all of it is sent.
        let _ = stream.write_all(headers(many, long).as_bytes()).await;
        let said = to_end(&mut stream).await;
        // What was not read of a head that is far too large takes the answer with it.
        let is_cut_off = long > 32_000 && said.is_empty();
        assert!(said.starts_with(&format!("HTTP/1.1 {answer}")) || is_cut_off, "{many} of {long}: {said}");
    }
    let mut stream = raw(&server).await;
    let form = "POST /sign-in HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nAccept-Language: en\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ntoken=";
    stream.write_all(form.as_bytes()).await.unwrap();
    let answer = to_end(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("<html"), "{answer}");
    let large = "x".repeat(300_000);
    let refused = server.send_form("/meetings", &[("title-en", &large)]).await;
    assert_eq!(refused.status(), 413);
    assert!(refused.text().await.unwrap().contains("<html"), "told as a page");
    server.stop().await;
}

#[tokio::test]
async fn an_address_has_so_many_connections_and_not_more() {
    let bounds = Bounds { connections_of_an_address: 5, ..Bounds::default() };
    let server = bounded(bounds).await;
    let ask = b"GET /health HTTP/1.1\r\nHost: hub\r\n\r\n";
    let mut held = vec![];
    // The tests' own client keeps one or more of them.
    let refused = loop {
        let mut stream = raw(&server).await;
        let _ = stream.write_all(ask).await;
        let mut first = [0; 12];
        match stream.read_exact(&mut first).await {
            Ok(_) => held.push(stream),
            Err(_) => break true,
        }
        if held.len() > 5 {
            break false;
        }
    };
    assert!(refused, "there is no bound");
    held.clear();
    // Those that ended are forgotten.
    let again = async {
        loop {
            let mut stream = raw(&server).await;
            let _ = stream.write_all(ask).await;
            if stream.read_exact(&mut [0; 12]).await.is_ok() {
                break;
            }
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("nobody from there comes in any more");
    server.stop().await;
}

#[tokio::test]
async fn whoever_comes_while_all_connections_are_taken_waits_for_one() {
    let bounds = Bounds { connections: 3, ..Bounds::default() };
    let server = bounded(bounds).await;
    let ask = b"GET /health HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";
    let mut waiting = vec![];
    for _ in 0..6 {
        let mut stream = raw(&server).await;
        stream.write_all(ask).await.unwrap();
        waiting.push(stream);
    }
    for mut stream in waiting {
        assert!(to_end(&mut stream).await.starts_with("HTTP/1.1 200"));
    }
    server.stop().await;
}

#[tokio::test]
async fn half_open_connections_from_one_address_keep_nobody_else_out_and_do_not_hold_up_the_end() {
    let bounds = Bounds { stop_time: Duration::from_millis(200), ..Bounds::default() };
    let server = bounded(bounds).await;
    let mut half_open = vec![];
    for _ in 0..400 {
        let mut stream = raw(&server).await;
        let _ = stream.write_all(b"GET /health HTTP/1.1\r\nHost: hub\r\nX-Half: ").await;
        half_open.push(stream);
    }
    let elsewhere = TcpSocket::new_v4().unwrap();
    elsewhere.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let mut elsewhere = elsewhere.connect(server.base.trim_start_matches("http://").parse().unwrap()).await.unwrap();
    elsewhere.write_all(b"GET /health HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(to_end(&mut elsewhere).await.starts_with("HTTP/1.1 200"));
    // Each of them has twenty seconds for its head, and would have them at the end as well.
    tokio::time::timeout(Duration::from_secs(10), server.stop()).await.expect("it does not end");
    drop(half_open);
}

#[tokio::test]
async fn a_date_of_another_age_and_a_name_that_hides_something_are_refused_at_their_field() {
    let server = TestGateway::start().await;
    let date = server.send_form("/meetings", &[("title-en", "Meeting"), ("date", "+262142-01-01")]).await;
    assert_eq!(date.status(), 422);
    assert!(date.text().await.unwrap().contains("after 2100"));
    let title = server.send_form("/meetings", &[("title-en", "Meet\u{202e}gni"), ("date", "2017-07-03")]).await;
    assert_eq!(title.status(), 422);
    assert!(title.text().await.unwrap().contains("hidden characters"));
    server.stop().await;
}
