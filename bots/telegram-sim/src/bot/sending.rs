//! Calls that put something into a chat.

use serde_json::{Value, json};

use super::{failure::Failure, open_chat, params::Params, words};
use crate::{
    entity::Formatted,
    keyboard::Markup,
    message::{Author, Content, Message},
    news::News,
    world::World,
};

pub(super) fn message(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let text = words::read(params, "text", "entities")?;
    if text.text.is_empty() {
        return Err(Failure::bad_request("message text is empty"));
    }
    if words::is_longer(&text, words::LONGEST_TEXT) {
        return Err(Failure::bad_request("message is too long"));
    }
    send(world, params, |_| Ok(Content::Text(text)))
}

pub(super) fn document(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let caption = caption(params)?;
    send(world, params, |world| Ok(Content::Document { file: file(world, params, "document")?, caption }))
}

pub(super) fn photo(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let caption = caption(params)?;
    send(world, params, |world| Ok(Content::Photo { file: file(world, params, "photo")?, caption }))
}

pub(super) fn chat_action(world: &mut World, params: &Params) -> Result<Value, Failure> {
    const ACTIONS: [&str; 11] = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ];
    if !params.text("action").is_some_and(|action| ACTIONS.contains(&action.as_str())) {
        return Err(Failure::bad_request("wrong parameter action in request"));
    }
    let chat = open_chat(world, params)?;
    world.tell(News::Typing { chat });
    Ok(json!(true))
}

fn caption(params: &Params) -> Result<Formatted, Failure> {
    let caption = words::read(params, "caption", "caption_entities")?;
    if words::is_longer(&caption, words::LONGEST_CAPTION) {
        return Err(Failure::bad_request("message caption is too long"));
    }
    Ok(caption)
}

fn file(world: &mut World, params: &Params, name: &str) -> Result<String, Failure> {
    if let Some(upload) = params.upload(name) {
        if upload.bytes.is_empty() {
            return Err(Failure::bad_request("file must be non-empty"));
        }
        let file_name = upload.file_name.as_deref().filter(|name| !name.is_empty()).unwrap_or(name);
        let mime_type = upload.mime_type.clone().unwrap_or_else(|| guess_mime_type(file_name).to_owned());
        return Ok(world.add_file(&format!("{name}s"), file_name, &mime_type, upload.bytes.clone()));
    }
    match params.text(name) {
        None => Err(Failure::bad_request(format!("there is no {name} in the request"))),
        Some(id) if world.files.get(&id).is_some() => Ok(id),
        Some(url) if url.contains("://") => Err(Failure::bad_request("failed to get HTTP URL content")),
        Some(_) => Err(Failure::bad_request("wrong file identifier/HTTP URL specified")),
    }
}

/// The type that a file's name suggests, when nobody says it.
pub(crate) fn guess_mime_type(file_name: &str) -> &'static str {
    match file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("pdf") => "application/pdf",
        Some("csv") => "text/csv",
        Some("txt") => "text/plain",
        Some("html") => "text/html",
        Some("ics") => "text/calendar",
        Some("json") => "application/json",
        Some("zip") => "application/zip",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

fn send(
    world: &mut World,
    params: &Params,
    content: impl FnOnce(&mut World) -> Result<Content, Failure>,
) -> Result<Value, Failure> {
    let markup = Markup::parse(params.json("reply_markup")?.as_ref())?;
    let chat = open_chat(world, params)?;
    let (reply_to, quote) = reply(world, params, chat)?;
    let content = content(world)?;
    let (author, forwarded_from) = (Author::Bot, None);
    let message = Message { id: 0, author, date: 0, edit_date: None, content, reply_to, quote, forwarded_from, markup };
    let id = world.add_message(chat, message);
    Ok(world.message(chat, id).map_or(Value::Null, |message| world.message_wire(chat, message)))
}

/// The message that the call answers and the part it quotes.
fn reply(world: &World, params: &Params, chat: i64) -> Result<(Option<i64>, Option<String>), Failure> {
    let parameters = params.json("reply_parameters")?;
    let field = |name: &str| parameters.as_ref().and_then(|parameters| parameters.get(name));
    let original = field("message_id").and_then(Value::as_i64).or_else(|| params.integer("reply_to_message_id"));
    let Some(original) = original.filter(|id| *id != 0) else { return Ok((None, None)) };
    let elsewhere = field("chat_id").and_then(Value::as_i64).is_some_and(|id| id != chat);
    let Some(message) = world.message(chat, original).filter(|_| !elsewhere) else {
        let regardless = field("allow_sending_without_reply").and_then(Value::as_bool).unwrap_or_default()
            || params.flag("allow_sending_without_reply");
        return if regardless {
            Ok((None, None))
        } else {
            Err(Failure::bad_request("message to be replied not found"))
        };
    };
    let quote = field("quote").and_then(Value::as_str).filter(|quote| !quote.is_empty()).map(str::to_owned);
    if let Some(quote) = &quote
        && !message.content.words().is_some_and(|words| words.text.contains(quote.as_str()))
    {
        return Err(Failure::bad_request("QUOTE_TEXT_INVALID"));
    }
    Ok((Some(original), quote))
}
