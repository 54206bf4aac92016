//! The phones: what people do reaches the bot, and what the bot does is seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod harness;

use futures::StreamExt;
use harness::{ARTA, JOVANA, Sim, TOKEN, begun, config, fresh, with};
use reqwest::StatusCode;
use serde_json::{Value, json};
use telegram_sim::{Contact, Simulator, SystemClock};

#[tokio::test]
async fn start_sends_the_deep_links_payload_once() {
    let sim = fresh().await;
    let (status, refusal) = sim.post(&format!("/sim/contacts/{ARTA}/messages"), json!({ "text": "hi" })).await;
    assert_eq!(
        (status, &refusal["error"]),
        (StatusCode::CONFLICT, &json!("the chat has not begun: press START first"))
    );
    let sent = sim.phone_post(ARTA, "start", json!({})).await;
    assert_eq!(sent["text"], "/start invite-1");
    let (status, _) = sim.post(&format!("/sim/contacts/{ARTA}/start"), json!({})).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(sim.phone_post(JOVANA, "start", json!({})).await["text"], "/start");
    assert_eq!(sim.phone_post(ARTA, "start", json!({ "payload": "other" })).await["text"], "/start other");
    let updates = sim.ok("getUpdates", json!({})).await;
    let message = &updates[0]["message"];
    assert_eq!(message["from"]["language_code"], "sq");
    assert_eq!(message["chat"]["id"], ARTA);
    assert_eq!(message["entities"], json!([{ "type": "bot_command", "offset": 0, "length": 6 }]));
}

#[tokio::test]
async fn contacts_are_listed_added_and_checked() {
    let sim = fresh().await;
    let new = json!({ "id": 2_000_003, "first_name": "Kim", "language_code": "en", "subtitle": "Foundation" });
    let (status, added) = sim.post("/sim/contacts", new).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!((&added["started"], &added["unread"]), (&json!(false), &json!(0)));
    let bad = json!({ "id": 1_000_001, "first_name": "Me", "language_code": "en" });
    assert_eq!(sim.post("/sim/contacts", bad).await.0, StatusCode::BAD_REQUEST);
    let bad = json!({ "id": 5, "first_name": "Me", "language_code": "en", "start": "not a payload" });
    assert_eq!(sim.post("/sim/contacts", bad).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(sim.get("/sim/contacts").await.as_array().unwrap().len(), 3);
    let unknown = sim.client.get(sim.url("/sim/contacts/77")).send().await.unwrap();
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn unread_counts_the_bots_messages_until_the_chat_is_opened() {
    let sim = begun().await;
    for text in ["one", "two"] {
        sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": text })).await;
    }
    let contact = sim.get(&format!("/sim/contacts/{ARTA}")).await;
    assert_eq!(contact["unread"], 2);
    assert_eq!(contact["last_message"]["text"], "two");
    assert_eq!(sim.phone_post(ARTA, "open", json!({})).await["unread"], 0);
}

#[tokio::test]
async fn a_pressed_button_asks_the_bot_and_its_answer_comes_back_once() {
    let sim = begun().await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Done", "callback_data": "done:7" }, { "text": "Site", "url": "https://e.org" }]] });
    let sent = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "Task", "reply_markup": keyboard })).await;
    let press = format!("messages/{}/press", sent["message_id"]);
    let pressed = sim.phone_post(ARTA, &press, json!({ "data": "done:7", "wait_ms": 15_000 }));
    let bot = async {
        let updates = sim.ok("getUpdates", json!({ "timeout": 15 })).await;
        let query = &updates[0]["callback_query"];
        assert_eq!((&query["data"], &query["from"]["id"]), (&json!("done:7"), &json!(ARTA)));
        assert_eq!(query["message"]["message_id"], sent["message_id"]);
        let answer = json!({ "callback_query_id": query["id"], "text": "Noted", "show_alert": true });
        sim.ok("answerCallbackQuery", answer.clone()).await;
        answer
    };
    let (pressed, answer) = tokio::join!(pressed, bot);
    assert_eq!((&pressed["answered"], &pressed["text"]), (&json!(true), &json!("Noted")));
    assert_eq!(pressed["show_alert"], true);
    let too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    sim.fails("answerCallbackQuery", answer, 400, too_old).await;
    sim.fails("answerCallbackQuery", json!({ "callback_query_id": "12345" }), 400, too_old).await;
    let path = format!("/sim/contacts/{ARTA}/{press}");
    assert_eq!(sim.post(&path, json!({ "text": "Nope" })).await.0, StatusCode::NOT_FOUND);
    assert_eq!(sim.post(&path, json!({ "row": 0, "column": 1 })).await.0, StatusCode::CONFLICT, "a link asks nobody");
    let unanswered = sim.phone_post(ARTA, &press, json!({ "text": "Done" })).await;
    assert_eq!(unanswered["answered"], false);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_refused() {
    let mut short = config();
    short.callback_lifetime = std::time::Duration::ZERO;
    let sim = with(short).await;
    sim.phone_post(ARTA, "start", json!({})).await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "A", "callback_data": "a" }]] });
    let sent = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "x", "reply_markup": keyboard })).await;
    let pressed = sim.phone_post(ARTA, &format!("messages/{}/press", sent["message_id"]), json!({ "row": 0 })).await;
    let answer = json!({ "callback_query_id": pressed["callback_query_id"] });
    let too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    sim.fails("answerCallbackQuery", answer, 400, too_old).await;
}

#[tokio::test]
async fn replies_edits_and_attachments_reach_the_bot() {
    let sim = begun().await;
    let asked = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "How far?" })).await;
    let reply = json!({ "text": "half", "reply_to": asked["message_id"] });
    let reply = sim.phone_post(ARTA, "messages", reply).await;
    assert_eq!(reply["reply_to"]["text"], "How far?");
    let path = format!("/sim/contacts/{ARTA}/messages/{}", reply["id"]);
    let edited = sim.client.put(sim.url(&path)).json(&json!({ "text": "60%" })).send().await.unwrap();
    assert_eq!(edited.json::<Value>().await.unwrap()["edited"], true);
    let bots = format!("/sim/contacts/{ARTA}/messages/{}", asked["message_id"]);
    let refused = sim.client.put(sim.url(&bots)).json(&json!({ "text": "x" })).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    for (kind, body) in [
        ("shared-contacts", json!({ "phone_number": "+383", "first_name": "Arta", "user_id": ARTA })),
        ("locations", json!({ "latitude": 42.5, "longitude": 21.25 })),
        ("stickers", json!({ "emoji": "👍" })),
    ] {
        sim.phone_post(ARTA, kind, body).await;
    }
    for path in ["documents?name=plan.pdf&caption=Plan", "photos"] {
        let url = sim.url(&format!("/sim/contacts/{ARTA}/{path}"));
        let sent = sim.client.post(url).body("content").send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::OK, "{path}");
    }
    let updates = sim.ok("getUpdates", json!({})).await;
    assert_eq!(updates[0]["message"]["reply_to_message"]["text"], "How far?");
    assert_eq!(updates[1]["edited_message"]["text"], "60%");
    assert_eq!(updates[2]["message"]["contact"]["user_id"], ARTA);
    assert_eq!(updates[3]["message"]["location"], json!({ "latitude": 42.5, "longitude": 21.25 }));
    assert_eq!(updates[4]["message"]["sticker"]["emoji"], "👍");
    let document = &updates[5]["message"]["document"];
    assert_eq!((&document["file_name"], &document["mime_type"]), (&json!("plan.pdf"), &json!("application/pdf")));
    assert_eq!(updates[5]["message"]["caption"], "Plan");
    let file = sim.ok("getFile", json!({ "file_id": document["file_id"] })).await;
    let path = format!("/file/bot{TOKEN}/{}", file["file_path"].as_str().unwrap());
    let content = sim.client.get(sim.url(&path)).send().await.unwrap().text().await.unwrap();
    assert_eq!(content, "content");
    assert!(updates[6]["message"]["photo"].is_array());
}

#[tokio::test]
async fn a_reader_can_wait_for_the_next_change_of_a_chat() {
    let sim = begun().await;
    let before = sim.get(&format!("/sim/contacts/{ARTA}/messages")).await;
    let path = format!("/sim/contacts/{ARTA}/messages?changed_since={}&wait_ms=15000", before["change"]);
    let (after, _) = tokio::join!(sim.get(&path), sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "new" })));
    assert_eq!(after["messages"].as_array().unwrap().last().unwrap()["text"], "new");
}

#[tokio::test]
async fn the_log_of_calls_can_be_read_and_waited_for() {
    let sim = begun().await;
    sim.fails("sendMessage", json!({ "chat_id": ARTA, "text": "" }), 400, "Bad Request: message text is empty").await;
    let waiting = format!("/sim/calls?method=sendmessage&chat_id={ARTA}&at_least=2&wait_ms=15000");
    let (calls, _) = tokio::join!(sim.get(&waiting), sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "x" })));
    assert_eq!((&calls[0]["ok"], &calls[0]["error_code"]), (&json!(false), &json!(400)));
    assert_eq!((&calls[1]["ok"], &calls[1]["params"]["text"]), (&json!(true), &json!("x")));
    assert_eq!(calls[1]["at"], "2026-03-02T08:00:00Z");
    let after = sim.get(&format!("/sim/calls?method=sendMessage&after={}", calls[0]["seq"])).await;
    assert_eq!(after.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn faults_on_order_hit_the_calls_they_name() {
    let sim = begun().await;
    let message = json!({ "chat_id": ARTA, "text": "x" });
    let error =
        json!({ "kind": "error", "code": 429, "description": "Too Many Requests: retry after 7", "retry_after": 7 });
    let order = json!({ "method": "sendMessage", "count": 1, "fault": error });
    assert_eq!(sim.post("/sim/faults", order).await.0, StatusCode::CREATED);
    sim.ok("getMe", json!({})).await;
    let refused = sim.fails("sendMessage", message.clone(), 429, "Too Many Requests: retry after 7").await;
    assert_eq!(refused["parameters"]["retry_after"], 7);
    sim.ok("sendMessage", message.clone()).await;

    let order = json!({ "method": "sendMessage", "chat_id": ARTA, "fault": { "kind": "lost_answer" } });
    sim.post("/sim/faults", order).await;
    let sent_before = sim.messages(ARTA).await.len();
    assert!(call_breaks(&sim, &message).await);
    assert_eq!(sim.messages(ARTA).await.len(), sent_before + 1, "the call was carried out");

    sim.post("/sim/faults", json!({ "fault": { "kind": "lost_request" } })).await;
    assert!(call_breaks(&sim, &message).await);
    assert_eq!(sim.messages(ARTA).await.len(), sent_before + 1, "the call was not carried out");
    let calls = sim.get("/sim/calls?method=sendMessage").await;
    assert_eq!(calls.as_array().unwrap().iter().filter(|call| call["lost"] == json!(true)).count(), 2);

    sim.post("/sim/faults", json!({ "count": 5, "fault": { "kind": "lost_request" } })).await;
    let cleared = sim.client.delete(sim.url("/sim/faults")).send().await.unwrap();
    assert_eq!(cleared.status(), StatusCode::NO_CONTENT);
    sim.ok("sendMessage", message.clone()).await;

    sim.post("/sim/faults", json!({ "fault": { "kind": "held_answer" } })).await;
    let sent_before = sim.messages(ARTA).await.len();
    let arrives = async {
        while sim.messages(ARTA).await.len() == sent_before {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::select! {
        _ = call_breaks(&sim, &message) => panic!("it was answered"),
        () = arrives => {}
    }
}

async fn call_breaks(sim: &Sim, message: &Value) -> bool {
    match sim.client.post(sim.method("sendMessage")).json(message).send().await {
        Ok(response) => response.text().await.is_err(),
        Err(_) => true,
    }
}

#[tokio::test]
async fn the_page_hears_what_happens() {
    let sim = begun().await;
    let mut stream = sim.client.get(sim.url("/sim/events")).send().await.unwrap().bytes_stream();
    let mut heard = String::new();
    let mut until = async |mark: &str| {
        while !heard.contains(mark) {
            heard.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
        }
    };
    until("resync").await;
    let sent = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "hello page" })).await;
    until("hello page").await;
    until("\"unread\":1").await;
    let edit = json!({ "chat_id": ARTA, "message_id": sent["message_id"], "text": "changed" });
    sim.ok("editMessageText", edit).await;
    until("\"type\":\"edited\"").await;
    sim.ok("sendChatAction", json!({ "chat_id": ARTA, "action": "typing" })).await;
    until("\"type\":\"typing\"").await;
    sim.ok("deleteMessage", json!({ "chat_id": ARTA, "message_id": sent["message_id"] })).await;
    until("\"type\":\"deleted\"").await;
    sim.post("/sim/clock", json!({ "move": "next_morning" })).await;
    until("\"type\":\"clock\"").await;
}

#[tokio::test]
async fn the_clock_moves_if_it_lets_itself_be_moved() {
    let sim = begun().await;
    let clock = sim.get("/sim/clock").await;
    assert_eq!(clock, json!({ "now": "2026-03-02T08:00:00Z", "time_zone": "Europe/Belgrade", "controllable": true }));
    let (_, moved) = sim.post("/sim/clock", json!({ "move": "plus_days", "days": 3 })).await;
    assert_eq!(moved["now"], "2026-03-05T08:00:00Z");
    let (_, moved) = sim.post("/sim/clock", json!({ "move": "go_to", "date": "2026-04-01" })).await;
    assert_eq!(moved["now"], "2026-04-01T08:00:00Z");
    let (status, refusal) = sim.post("/sim/clock", json!({ "move": "go_to", "date": "2026-01-01" })).await;
    assert_eq!((status, &refusal["error"]), (StatusCode::CONFLICT, &json!("the clock only goes forward")));
    let real = Simulator::new(config(), std::sync::Arc::new(SystemClock)).unwrap();
    assert!(real.contacts().is_empty());
    assert!(!telegram_sim::DemoClock::controllable(&SystemClock));
}

#[tokio::test]
async fn a_simulator_started_again_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = config();
    kept.state_file = Some(folder.path().join("sim.db"));
    let first = with(kept.clone()).await;
    first.phone_post(ARTA, "start", json!({})).await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "A", "callback_data": "a" }]] });
    let sent = first.ok("sendMessage", json!({ "chat_id": ARTA, "text": "kept", "reply_markup": keyboard })).await;
    let gone = first.ok("sendMessage", json!({ "chat_id": ARTA, "text": "gone" })).await;
    first.ok("deleteMessage", json!({ "chat_id": ARTA, "message_id": gone["message_id"] })).await;
    let press = format!("messages/{}/press", sent["message_id"]);
    let pressed = first.phone_post(ARTA, &press, json!({ "data": "a" })).await;
    let url = first.url(&format!("/sim/contacts/{ARTA}/documents?name=a.txt"));
    first.client.post(url).body("bytes").send().await.unwrap();
    let commands = json!([{ "command": "help", "description": "Help" }]);
    first.ok("setMyCommands", json!({ "commands": commands })).await;
    let updates = first.ok("getUpdates", json!({})).await;
    let start = updates[0]["update_id"].as_i64().unwrap();
    first.ok("getUpdates", json!({ "offset": start + 1 })).await;
    first.phone_post(JOVANA, "start", json!({})).await;
    first.phone_post(JOVANA, "block", json!({})).await;
    let messages = first.messages(ARTA).await;
    let contacts = first.get("/sim/contacts").await;
    let waiting = first.ok("getUpdates", json!({})).await;
    first.stop().await;

    let second = with(kept).await;
    assert_eq!(second.messages(ARTA).await, messages);
    assert_eq!(second.ok("getUpdates", json!({})).await, waiting);
    assert_eq!(second.ok("getMyCommands", json!({})).await, commands);
    for (before, after) in
        contacts.as_array().unwrap().iter().zip(second.get("/sim/contacts").await.as_array().unwrap())
    {
        for field in ["id", "started", "blocked", "unread", "last_message"] {
            assert_eq!(before[field], after[field], "{field}");
        }
    }
    second.ok("answerCallbackQuery", json!({ "callback_query_id": pressed["callback_query_id"] })).await;
    let document = messages.last().unwrap()["document"]["href"].as_str().unwrap().to_owned();
    assert_eq!(second.client.get(second.url(&document)).send().await.unwrap().text().await.unwrap(), "bytes");
    let jovanas = second.get(&format!("/sim/contacts/{JOVANA}/messages")).await;
    let last_id = jovanas["messages"][0]["id"].as_i64().unwrap();
    let next = second.ok("sendMessage", json!({ "chat_id": ARTA, "text": "next" })).await;
    assert_eq!(next["message_id"].as_i64().unwrap(), last_id + 1, "ids go on");
    let last_update = waiting.as_array().unwrap().last().unwrap()["update_id"].as_i64().unwrap();
    second.phone_post(ARTA, "messages", json!({ "text": "again" })).await;
    let updates = second.ok("getUpdates", json!({ "offset": -1 })).await;
    assert_eq!(updates[0]["update_id"].as_i64().unwrap(), last_update + 1, "ids go on");
}

#[tokio::test]
async fn a_contact_can_be_brought_up_to_date_without_losing_the_chat() {
    let sim = begun().await;
    sim.simulator.add_contact(Contact::new(ARTA, "Arta", "en").with_subtitle("Another office")).unwrap();
    let contact = sim.get(&format!("/sim/contacts/{ARTA}")).await;
    assert_eq!((&contact["subtitle"], &contact["started"]), (&json!("Another office"), &json!(true)));
    assert_eq!(sim.messages(ARTA).await.len(), 1);
}

#[tokio::test]
async fn the_page_is_served_with_a_policy_that_keeps_everything_else_out() {
    let sim = fresh().await;
    for (path, kind) in [("/", "text/html"), ("/sim/app.js", "text/javascript"), ("/sim/app.css", "text/css")] {
        let response = sim.client.get(sim.url(path)).send().await.unwrap();
        assert!(response.headers()["content-type"].to_str().unwrap().starts_with(kind), "{path}");
        assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
        let text = response.text().await.unwrap();
        assert!(!text.contains("innerHTML") && !text.contains("https://"), "{path} takes nothing from elsewhere");
    }
    assert_eq!(sim.get("/sim/about").await["secretariat_url"], Value::Null);
    sim.simulator.set_secretariat_url(Some("http://127.0.0.1:1/".to_owned()));
    assert_eq!(sim.get("/sim/about").await["secretariat_url"], "http://127.0.0.1:1/");
}
