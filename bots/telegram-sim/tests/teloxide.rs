//! An unmodified teloxide bot that only has another API url.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod harness;

use std::time::Duration;

use futures::StreamExt;
use harness::{ARTA, JOVANA, Sim, TOKEN, begun};
use serde_json::json;
use teloxide::{
    ApiError, RequestError,
    net::Download,
    prelude::*,
    types::{
        AllowedUpdate, BotCommand, BotCommandScope, ChatAction, ChatMemberKind, ForceReply, InlineKeyboardButton,
        InlineKeyboardMarkup, InputFile, MessageEntityKind, MessageKind, ParseMode, ReplyParameters, UpdateKind,
    },
    update_listeners::{AsUpdateStream, Polling},
};

fn bot(sim: &Sim) -> Bot {
    Bot::new(TOKEN).set_api_url(sim.base.clone())
}

fn buttons() -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new([[
        InlineKeyboardButton::callback("Kryer", "done:1"),
        InlineKeyboardButton::url("Site", "https://example.org/".parse().unwrap()),
    ]])
}

#[tokio::test]
async fn a_conversation_goes_both_ways() {
    let sim = begun().await;
    let bot = bot(&sim);
    let me = bot.get_me().await.unwrap();
    assert_eq!(me.username(), "sample_bot");

    let mut polling = Polling::builder(bot.clone()).timeout(Duration::from_secs(5)).build();
    let stream = polling.as_stream();
    tokio::pin!(stream);

    sim.phone_post(ARTA, "messages", json!({ "text": "Përshëndetje 🙂" })).await;
    let update = stream.next().await.unwrap().unwrap();
    let UpdateKind::Message(message) = update.kind else { panic!("{update:?}") };
    assert_eq!(message.text(), Some("Përshëndetje 🙂"));
    assert_eq!(message.from.as_ref().unwrap().language_code.as_deref(), Some("sq"));
    assert!(message.chat.is_private());

    let sent = bot
        .send_message(message.chat.id, "<b>Detyra</b> <a href=\"https://example.org/x\">këtu</a>")
        .parse_mode(ParseMode::Html)
        .reply_parameters(ReplyParameters::new(message.id))
        .reply_markup(buttons())
        .await
        .unwrap();
    assert_eq!(sent.reply_to_message().unwrap().id, message.id);
    assert!(matches!(sent.entities().unwrap()[0].kind, MessageEntityKind::Bold));
    assert_eq!(sent.reply_markup(), Some(&buttons()));

    let press = format!("messages/{}/press", sent.id.0);
    let pressed = sim.phone_post(ARTA, &press, json!({ "text": "Kryer", "wait_ms": 15_000 }));
    let answering = async {
        let update = stream.next().await.unwrap().unwrap();
        let UpdateKind::CallbackQuery(query) = update.kind else { panic!("{update:?}") };
        assert_eq!(query.data.as_deref(), Some("done:1"));
        assert_eq!(query.regular_message().unwrap().id, sent.id);
        bot.answer_callback_query(query.id.clone()).text("U shënua").await.unwrap();
        query.id
    };
    let (pressed, query) = tokio::join!(pressed, answering);
    assert_eq!(pressed["text"], "U shënua");
    assert!(matches!(bot.answer_callback_query(query).await, Err(RequestError::Api(_))));

    let edited = bot.edit_message_text(sent.chat.id, sent.id, "Kryer").await.unwrap();
    assert!(edited.edit_date().is_some());
    let same = bot.edit_message_text(sent.chat.id, sent.id, "Kryer").await;
    assert!(matches!(same, Err(RequestError::Api(ApiError::MessageNotModified))));
    bot.edit_message_reply_markup(sent.chat.id, sent.id).reply_markup(buttons()).await.unwrap();
    bot.delete_message(sent.chat.id, sent.id).await.unwrap();
    let gone = bot.edit_message_text(sent.chat.id, sent.id, "x").await;
    assert!(matches!(gone, Err(RequestError::Api(ApiError::MessageToEditNotFound))));
    let gone = bot.delete_message(sent.chat.id, sent.id).await;
    assert!(matches!(gone, Err(RequestError::Api(ApiError::MessageToDeleteNotFound))));
    bot.send_message(sent.chat.id, "Sa?").reply_markup(ForceReply::new()).await.unwrap();
    bot.send_chat_action(sent.chat.id, ChatAction::Typing).await.unwrap();
}

#[tokio::test]
async fn every_kind_of_update_is_understood() {
    let sim = begun().await;
    let bot = bot(&sim);
    let own = sim.phone_post(ARTA, "messages", json!({ "text": "https://e.org /help" })).await;
    let path = sim.url(&format!("/sim/contacts/{ARTA}/messages/{}", own["id"]));
    sim.client.put(path).json(&json!({ "text": "edited" })).send().await.unwrap();
    sim.phone_post(ARTA, "shared-contacts", json!({ "phone_number": "1", "first_name": "A" })).await;
    sim.phone_post(ARTA, "locations", json!({ "latitude": 42.5, "longitude": 21.25 })).await;
    sim.phone_post(ARTA, "stickers", json!({ "emoji": "👍" })).await;
    for kind in ["documents?name=a.pdf", "photos"] {
        let url = sim.url(&format!("/sim/contacts/{ARTA}/{kind}"));
        sim.client.post(url).body("content").send().await.unwrap();
    }
    sim.phone_post(ARTA, "block", json!({})).await;
    sim.phone_post(ARTA, "unblock", json!({})).await;
    let updates = bot
        .get_updates()
        .allowed_updates([AllowedUpdate::Message, AllowedUpdate::EditedMessage, AllowedUpdate::MyChatMember])
        .await
        .unwrap();
    let message = |at: usize| {
        let UpdateKind::Message(message) = &updates[at].kind else { panic!("{:?}", updates[at]) };
        assert!(matches!(message.kind, MessageKind::Common(_)));
        message
    };
    assert_eq!(message(0).entities().unwrap().len(), 2);
    assert!(matches!(&updates[1].kind, UpdateKind::EditedMessage(edited) if edited.text() == Some("edited")));
    assert!(message(2).contact().is_some());
    assert!(message(3).location().is_some());
    assert_eq!(message(4).sticker().unwrap().emoji.as_deref(), Some("👍"));
    let document = message(5).document().unwrap();
    assert_eq!(document.file_name.as_deref(), Some("a.pdf"));
    assert!(message(6).photo().is_some());
    let UpdateKind::MyChatMember(blocked) = &updates[7].kind else { panic!("{updates:?}") };
    assert!(matches!(blocked.new_chat_member.kind, ChatMemberKind::Banned(_)));
    assert!(matches!(&updates[8].kind, UpdateKind::MyChatMember(m) if m.new_chat_member.is_present()));

    let file = bot.get_file(document.file.id.clone()).await.unwrap();
    let mut content = Vec::new();
    bot.download_file(&file.path, &mut content).await.unwrap();
    assert_eq!(content, b"content");
}

#[tokio::test]
async fn files_commands_chats_and_webhooks_are_understood() {
    let sim = begun().await;
    let bot = bot(&sim);
    let file = InputFile::memory(b"a,b\n".as_slice()).file_name("report.csv");
    let sent = bot.send_document(ChatId(ARTA), file).caption("Raporti").await.unwrap();
    assert_eq!(sent.document().unwrap().file_name.as_deref(), Some("report.csv"));
    assert_eq!(sent.caption(), Some("Raporti"));
    let again = InputFile::file_id(sent.document().unwrap().file.id.clone());
    bot.send_document(ChatId(ARTA), again).await.unwrap();
    bot.send_photo(ChatId(ARTA), InputFile::memory(b"png".as_slice())).await.unwrap();

    let commands = [BotCommand::new("help", "Ndihmë")];
    let scope = BotCommandScope::AllPrivateChats;
    bot.set_my_commands(commands.clone()).scope(scope.clone()).language_code("sq").await.unwrap();
    assert_eq!(bot.get_my_commands().scope(scope.clone()).language_code("sq").await.unwrap(), commands);
    bot.delete_my_commands().scope(scope).language_code("sq").await.unwrap();

    assert!(bot.get_chat(ChatId(ARTA)).await.unwrap().is_private());
    bot.set_webhook("https://127.0.0.1:9/hook".parse().unwrap()).secret_token("s").await.unwrap();
    assert!(bot.get_webhook_info().await.unwrap().url.is_some());
    let refused = bot.get_updates().await;
    assert!(matches!(refused, Err(RequestError::Api(_))), "{refused:?}");
    bot.delete_webhook().await.unwrap();
    assert_eq!(bot.get_webhook_info().await.unwrap().url, None);
}

#[tokio::test]
async fn refusals_are_the_ones_teloxide_knows() {
    let sim = begun().await;
    let bot = bot(&sim);
    let send = |chat: i64, text: &str| bot.send_message(ChatId(chat), text).into_future();
    assert!(matches!(send(JOVANA, "x").await, Err(RequestError::Api(ApiError::ChatNotFound))));
    assert!(matches!(send(ARTA, " ").await, Err(RequestError::Api(ApiError::MessageTextIsEmpty))));
    let long = "x".repeat(5000);
    assert!(matches!(send(ARTA, &long).await, Err(RequestError::Api(ApiError::MessageIsTooLong))));
    let missing =
        bot.send_message(ChatId(ARTA), "x").reply_parameters(ReplyParameters::new(teloxide::types::MessageId(999)));
    assert!(matches!(missing.await, Err(RequestError::Api(ApiError::MessageToReplyNotFound))));
    let data = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("A", "x".repeat(65))]]);
    let invalid = bot.send_message(ChatId(ARTA), "x").reply_markup(data).await;
    assert!(matches!(invalid, Err(RequestError::Api(ApiError::ButtonDataInvalid))));
    let broken = bot.send_message(ChatId(ARTA), "<b>").parse_mode(ParseMode::Html).await;
    assert!(matches!(broken, Err(RequestError::Api(ApiError::CantParseEntities(_)))));

    sim.phone_post(ARTA, "block", json!({})).await;
    assert!(matches!(send(ARTA, "x").await, Err(RequestError::Api(ApiError::BotBlocked))));
    sim.phone_post(ARTA, "unblock", json!({})).await;

    let limit =
        json!({ "kind": "error", "code": 429, "description": "Too Many Requests: retry after 3", "retry_after": 3 });
    sim.post("/sim/faults", json!({ "method": "sendMessage", "fault": limit })).await;
    let limited = send(ARTA, "x").await;
    assert!(matches!(limited, Err(RequestError::RetryAfter(wait)) if wait.seconds() == 3), "{limited:?}");

    sim.post("/sim/faults", json!({ "method": "sendMessage", "fault": { "kind": "lost_answer" } })).await;
    assert!(matches!(send(ARTA, "uncertain").await, Err(RequestError::Network(_))));
    assert_eq!(sim.messages(ARTA).await.last().unwrap()["text"], "uncertain");

    let stranger = Bot::new("1000001:other").set_api_url(sim.base.clone());
    assert!(matches!(stranger.get_me().await, Err(RequestError::Api(ApiError::InvalidToken))));
}

#[tokio::test]
async fn of_two_bots_the_older_poll_is_ended_in_a_way_teloxide_knows() {
    let sim = begun().await;
    let (older, newer) = (bot(&sim), bot(&sim));
    let first = older.get_updates().timeout(15).into_future();
    let second = async {
        loop {
            if newer.get_updates().timeout(1).await.is_ok() {
                break;
            }
        }
    };
    let (ended, ()) = tokio::join!(first, second);
    assert!(matches!(ended, Err(RequestError::Api(ApiError::TerminatedByOtherGetUpdates))), "{ended:?}");
}
