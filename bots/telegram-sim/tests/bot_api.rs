//! The Bot API over raw HTTP: the shape of each answer and of each refusal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod harness;

use harness::{ARTA, JOVANA, TOKEN, begun, fresh};
use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

#[tokio::test]
async fn a_wrong_token_and_an_unknown_method_are_refused() {
    let sim = fresh().await;
    let response = sim.client.get(sim.url("/bot1:WRONG/getMe")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    let envelope: Value = response.json().await.unwrap();
    assert_eq!(envelope, json!({ "ok": false, "error_code": 401, "description": "Unauthorized" }));
    sim.fails("sendTelepathy", json!({}), 404, "Not Found: method not found").await;
}

#[tokio::test]
async fn parameters_come_by_query_form_json_and_multipart_and_names_in_any_case() {
    let sim = begun().await;
    let query = sim.method("SENDMESSAGE");
    let query = format!("{query}?chat_id={ARTA}&text=by%20query%20%26%20all");
    let answer: Value = sim.client.get(query).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["result"]["text"], "by query & all");
    let form = "chat_id=2000001&text=by+form&reply_markup=%7B%22inline_keyboard%22%3A%5B%5B%7B%22text%22%3A%22A%22%2C%22callback_data%22%3A%22a%22%7D%5D%5D%7D";
    let request = sim.client.post(sim.method("sendMessage")).body(form);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["result"]["text"], "by form");
    assert_eq!(answer["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"], "a");
    let form = Form::new().text("chat_id", ARTA.to_string()).text("text", "by multipart");
    let request = sim.client.post(sim.method("SendMessage")).multipart(form);
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["result"]["text"], "by multipart");
    assert_eq!(sim.ok("sendmessage", json!({ "chat_id": ARTA, "text": "by json" })).await["text"], "by json");
    sim.fails("sendMessage", json!([1]), 400, "Bad Request: object expected as request body").await;
}

#[tokio::test]
async fn get_me_says_who_the_bot_is() {
    let sim = fresh().await;
    let me = sim.ok("getMe", json!({})).await;
    assert_eq!(me["id"], 1_000_001);
    assert_eq!(me["is_bot"], true);
    assert_eq!(me["username"], "sample_bot");
    assert_eq!(me["can_join_groups"], true);
}

#[tokio::test]
async fn a_message_is_dated_by_the_clock_and_numbered() {
    let sim = begun().await;
    let sent = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "Përshëndetje" })).await;
    assert_eq!(sent["date"], 1_772_438_400);
    assert_eq!(sent["chat"], json!({ "id": ARTA, "type": "private", "first_name": "Arta" }));
    assert_eq!(sent["from"]["is_bot"], true);
    let next = sim.ok("sendMessage", json!({ "chat_id": ARTA.to_string(), "text": "2" })).await;
    assert_eq!(next["message_id"].as_i64().unwrap(), sent["message_id"].as_i64().unwrap() + 1);
}

#[tokio::test]
async fn texts_carry_entities_from_html_markdown_and_lists() {
    let sim = begun().await;
    let html = json!({ "chat_id": ARTA, "text": "<b>é</b> <code>x&lt;</code>", "parse_mode": "HTML" });
    let sent = sim.ok("sendMessage", html).await;
    assert_eq!(sent["text"], "é x<");
    assert_eq!(
        sent["entities"],
        json!([{ "type": "bold", "offset": 0, "length": 1 }, { "type": "code", "offset": 2, "length": 2 }])
    );
    let markdown = json!({ "chat_id": ARTA, "text": "*a* [b](https://e.org)", "parse_mode": "MarkdownV2" });
    let sent = sim.ok("sendMessage", markdown).await;
    assert_eq!(sent["entities"][1], json!({ "type": "text_link", "offset": 2, "length": 1, "url": "https://e.org/" }));
    let list = json!({ "chat_id": ARTA, "text": "abc", "entities": [{ "type": "italic", "offset": 1, "length": 2 }] });
    assert_eq!(sim.ok("sendMessage", list).await["entities"][0]["type"], "italic");
    let far = json!([{ "type": "bold", "offset": 1, "length": u64::MAX }]);
    let sent = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "abc", "entities": far })).await;
    assert_eq!(sent["entities"][0]["length"], 2, "a mark ends with the text");
    let broken = json!({ "chat_id": ARTA, "text": "<b>a", "parse_mode": "HTML" });
    let complaint = "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"";
    sim.fails("sendMessage", broken, 400, complaint).await;
    let broken = json!({ "chat_id": ARTA, "text": "1.", "parse_mode": "MarkdownV2" });
    let complaint =
        "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'";
    sim.fails("sendMessage", broken, 400, complaint).await;
    let unknown = json!({ "chat_id": ARTA, "text": "x", "parse_mode": "BBCode" });
    sim.fails("sendMessage", unknown, 400, "Bad Request: unsupported parse_mode").await;
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_in_telegrams_words() {
    let sim = begun().await;
    for (params, description) in [
        (json!({ "chat_id": ARTA, "text": "" }), "Bad Request: message text is empty"),
        (json!({ "chat_id": ARTA, "text": "  \n" }), "Bad Request: message text is empty"),
        (json!({ "chat_id": ARTA, "text": "ä".repeat(4097) }), "Bad Request: message is too long"),
        (json!({ "text": "x" }), "Bad Request: chat_id is empty"),
        (json!({ "chat_id": 99, "text": "x" }), "Bad Request: chat not found"),
        (json!({ "chat_id": JOVANA, "text": "not started yet" }), "Bad Request: chat not found"),
        (
            json!({ "chat_id": ARTA, "text": "x", "reply_parameters": { "message_id": 999 } }),
            "Bad Request: message to be replied not found",
        ),
        (
            json!({ "chat_id": ARTA, "text": "x", "reply_to_message_id": 999 }),
            "Bad Request: message to be replied not found",
        ),
    ] {
        sim.fails("sendMessage", params, 400, description).await;
    }
    sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "ä".repeat(4096) })).await;
    let regardless = json!({ "message_id": 999, "allow_sending_without_reply": true });
    let sent = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "x", "reply_parameters": regardless })).await;
    assert!(sent.get("reply_to_message").is_none());
}

#[tokio::test]
async fn keyboards_are_checked() {
    let sim = begun().await;
    let with =
        |button: Value| json!({ "chat_id": ARTA, "text": "x", "reply_markup": { "inline_keyboard": [[button]] } });
    sim.ok("sendMessage", with(json!({ "text": "A", "callback_data": "d".repeat(64) }))).await;
    for (button, description) in [
        (json!({ "text": "A", "callback_data": "d".repeat(65) }), "Bad Request: BUTTON_DATA_INVALID"),
        (json!({ "text": "A", "callback_data": "ë".repeat(33) }), "Bad Request: BUTTON_DATA_INVALID"),
        (
            json!({ "text": "A" }),
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            json!({ "text": "A", "url": "http://localhost/x" }),
            "Bad Request: inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
    ] {
        sim.fails("sendMessage", with(button), 400, description).await;
    }
    sim.ok("sendMessage", with(json!({ "text": "A", "url": "http://127.0.0.1:8080/x" }))).await;
}

#[tokio::test]
async fn a_reply_shows_what_it_answers() {
    let sim = begun().await;
    let first = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "one" })).await;
    let reply = json!({ "message_id": first["message_id"], "quote": "on" });
    let second = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "two", "reply_parameters": reply })).await;
    assert_eq!(second["reply_to_message"]["text"], "one");
    assert_eq!(second["quote"]["text"], "on");
    let seen = sim.messages(ARTA).await;
    assert_eq!(seen.last().unwrap()["reply_to"], json!({ "id": first["message_id"], "from": "bot", "text": "on" }));
}

#[tokio::test]
async fn editing_changes_text_and_buttons_and_says_when_it_cannot() {
    let sim = begun().await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Done", "callback_data": "done" }]] });
    let sent = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "one", "reply_markup": keyboard })).await;
    let id = &sent["message_id"];
    let same = json!({ "chat_id": ARTA, "message_id": id, "text": "one", "reply_markup": keyboard });
    let not_modified = "Bad Request: message is not modified: specified new message content and reply markup are \
                        exactly the same as a current content and reply markup of the message";
    sim.fails("editMessageText", same, 400, not_modified).await;
    let edited = sim.ok("editMessageText", json!({ "chat_id": ARTA, "message_id": id, "text": "two" })).await;
    assert_eq!(edited["text"], "two");
    assert!(edited["edit_date"].is_i64());
    assert!(edited.get("reply_markup").is_none(), "without a keyboard the call takes the old one away");
    let markup = json!({ "chat_id": ARTA, "message_id": id, "reply_markup": keyboard });
    assert_eq!(sim.ok("editMessageReplyMarkup", markup.clone()).await["reply_markup"], keyboard);
    sim.fails("editMessageReplyMarkup", markup, 400, not_modified).await;
    let missing = json!({ "chat_id": ARTA, "message_id": 999, "text": "x" });
    sim.fails("editMessageText", missing, 400, "Bad Request: message to edit not found").await;
    let own = sim.phone_post(ARTA, "messages", json!({ "text": "mine" })).await;
    let others = json!({ "chat_id": ARTA, "message_id": own["id"], "text": "x" });
    sim.fails("editMessageText", others, 400, "Bad Request: message can't be edited").await;
    let asking = json!({ "chat_id": ARTA, "text": "How far?", "reply_markup": { "force_reply": true } });
    let asking = sim.ok("sendMessage", asking).await;
    let fixed = json!({ "chat_id": ARTA, "message_id": asking["message_id"], "text": "x" });
    sim.fails("editMessageText", fixed, 400, "Bad Request: message can't be edited").await;
    let seen = sim.messages(ARTA).await;
    let shown = seen.iter().find(|message| message["id"] == *id).unwrap();
    assert_eq!((&shown["text"], &shown["edited"]), (&json!("two"), &json!(true)));
    assert_eq!(seen.last().unwrap()["force_reply"], true);
}

#[tokio::test]
async fn deleting_removes_for_two_days() {
    let sim = begun().await;
    let old = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "old" })).await;
    sim.clock.forward(chrono::Duration::hours(49));
    let young = sim.ok("sendMessage", json!({ "chat_id": ARTA, "text": "young" })).await;
    let young = json!({ "chat_id": ARTA, "message_id": young["message_id"] });
    assert_eq!(sim.ok("deleteMessage", young.clone()).await, json!(true));
    sim.fails("deleteMessage", young, 400, "Bad Request: message to delete not found").await;
    let old = json!({ "chat_id": ARTA, "message_id": old["message_id"] });
    sim.fails("deleteMessage", old, 400, "Bad Request: message can't be deleted for everyone").await;
    assert!(!sim.messages(ARTA).await.iter().any(|message| message["text"] == "young"));
}

#[tokio::test]
async fn commands_are_kept_by_scope_and_language() {
    let sim = begun().await;
    let default = json!([{ "command": "help", "description": "Help" }]);
    let albanian = json!([{ "command": "ndihme", "description": "Ndihmë" }]);
    sim.ok("setMyCommands", json!({ "commands": default })).await;
    let scope = json!({ "type": "all_private_chats" });
    sim.ok("setMyCommands", json!({ "commands": albanian, "language_code": "sq", "scope": scope })).await;
    assert_eq!(sim.ok("getMyCommands", json!({})).await, default);
    assert_eq!(sim.ok("getMyCommands", json!({ "language_code": "sq", "scope": scope })).await, albanian);
    assert_eq!(sim.ok("getMyCommands", json!({ "language_code": "sr" })).await, json!([]));
    assert_eq!(sim.get(&format!("/sim/contacts/{ARTA}/commands")).await, albanian);
    assert_eq!(sim.get(&format!("/sim/contacts/{JOVANA}/commands")).await, default);
    sim.ok("deleteMyCommands", json!({ "language_code": "sq", "scope": scope })).await;
    assert_eq!(sim.get(&format!("/sim/contacts/{ARTA}/commands")).await, default);
    let wrong = json!({ "commands": [{ "command": "Not Good", "description": "x" }] });
    sim.fails("setMyCommands", wrong, 400, "Bad Request: BOT_COMMAND_INVALID").await;
}

#[tokio::test]
async fn a_document_is_uploaded_once_and_downloaded_by_bot_and_phone() {
    let sim = begun().await;
    let part = Part::bytes(b"a;b\n1;2\n".as_slice()).file_name("Raporti ë.csv");
    let form = Form::new()
        .text("chat_id", ARTA.to_string())
        .text("document", "attach://part-1")
        .text("caption", "<i>Report</i>")
        .text("parse_mode", "HTML")
        .part("part-1", part);
    let response = sim.client.post(sim.method("SendDocument")).multipart(form).send().await.unwrap();
    let sent: Value = response.json().await.unwrap();
    let document = &sent["result"]["document"];
    assert_eq!(document["file_name"], "Raporti ë.csv");
    assert_eq!(document["mime_type"], "text/csv");
    assert_eq!(document["file_size"], 8);
    assert_eq!(sent["result"]["caption_entities"][0]["type"], "italic");
    let file = sim.ok("getFile", json!({ "file_id": document["file_id"] })).await;
    let path = format!("/file/bot{TOKEN}/{}", file["file_path"].as_str().unwrap());
    let bytes = sim.client.get(sim.url(&path)).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, b"a;b\n1;2\n".as_slice());
    let href = sim.messages(ARTA).await.last().unwrap()["document"]["href"].as_str().unwrap().to_owned();
    let download = sim.client.get(sim.url(&href)).send().await.unwrap();
    assert!(download.headers()["content-disposition"].to_str().unwrap().starts_with("attachment;"));
    assert_eq!(download.bytes().await.unwrap(), bytes);
    let again = json!({ "chat_id": ARTA, "document": document["file_id"] });
    assert_eq!(sim.ok("sendDocument", again).await["document"]["file_id"], document["file_id"]);
    let nothing = json!({ "chat_id": ARTA });
    sim.fails("sendDocument", nothing, 400, "Bad Request: there is no document in the request").await;
    let unknown = json!({ "chat_id": ARTA, "document": "nonsense" });
    sim.fails("sendDocument", unknown, 400, "Bad Request: wrong file identifier/HTTP URL specified").await;
    sim.fails("getFile", json!({ "file_id": "nonsense" }), 400, "Bad Request: invalid file_id").await;
    let response = sim.client.get(sim.url(&format!("/file/bot{TOKEN}/documents/none"))).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn photos_actions_and_chats_answer_as_they_should() {
    let sim = begun().await;
    let form = Form::new()
        .text("chat_id", ARTA.to_string())
        .part("photo", Part::bytes(b"\x89PNG".as_slice()).file_name("chart.png"));
    let response = sim.client.post(sim.method("sendPhoto")).multipart(form).send().await.unwrap();
    let sent: Value = response.json().await.unwrap();
    assert!(sent["result"]["photo"][0]["width"].is_u64(), "{sent}");
    assert_eq!(sim.ok("sendChatAction", json!({ "chat_id": ARTA, "action": "typing" })).await, json!(true));
    let wrong = json!({ "chat_id": ARTA, "action": "singing" });
    sim.fails("sendChatAction", wrong, 400, "Bad Request: wrong parameter action in request").await;
    let chat = sim.ok("getChat", json!({ "chat_id": ARTA })).await;
    assert_eq!((&chat["type"], &chat["first_name"]), (&json!("private"), &json!("Arta")));
    sim.phone_post(JOVANA, "start", json!({})).await;
    assert_eq!(sim.ok("getChat", json!({ "chat_id": "@Jovana_S" })).await["id"], JOVANA);
    sim.fails("getChat", json!({ "chat_id": 99 }), 400, "Bad Request: chat not found").await;
}

#[tokio::test]
async fn a_bot_that_is_blocked_is_told_so() {
    let sim = begun().await;
    sim.phone_post(ARTA, "block", json!({})).await;
    let update = sim.ok("getUpdates", json!({})).await;
    let member = &update[0]["my_chat_member"];
    assert_eq!(member["old_chat_member"]["status"], "member");
    assert_eq!(member["new_chat_member"]["status"], "kicked");
    let message = json!({ "chat_id": ARTA, "text": "x" });
    sim.fails("sendMessage", message.clone(), 403, "Forbidden: bot was blocked by the user").await;
    let action = json!({ "chat_id": ARTA, "action": "typing" });
    sim.fails("sendChatAction", action, 403, "Forbidden: bot was blocked by the user").await;
    sim.phone_post(ARTA, "unblock", json!({})).await;
    sim.ok("sendMessage", message).await;
}

#[tokio::test]
async fn a_bot_that_writes_too_fast_is_told_to_wait() {
    let sim = begun().await;
    let limits = json!({ "per_chat": { "calls": 2, "per_ms": 60_000 } });
    let set = sim.client.put(sim.url("/sim/rate-limits")).json(&limits).send().await.unwrap();
    assert_eq!(set.status(), StatusCode::NO_CONTENT);
    let message = json!({ "chat_id": ARTA, "text": "x" });
    sim.ok("sendMessage", message.clone()).await;
    sim.ok("sendMessage", message.clone()).await;
    let refused = sim.client.post(sim.method("sendMessage")).json(&message).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers().contains_key("retry-after"));
    let envelope: Value = refused.json().await.unwrap();
    let seconds = envelope["parameters"]["retry_after"].as_u64().unwrap();
    assert!((1..=60).contains(&seconds));
    assert_eq!(envelope["description"], format!("Too Many Requests: retry after {seconds}"));
    sim.ok("getMe", json!({})).await;
}
