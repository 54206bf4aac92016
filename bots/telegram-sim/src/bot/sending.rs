//! Calls that put something into a chat.

use serde_json::{Value, json};

use super::{
    open_chat, open_topic,
    params::{Params, Upload},
    words,
};
use crate::{
    entity::Formatted,
    failure::Failure,
    keyboard::Markup,
    message::{Author, Content, Message},
    page_event::PageEvent,
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
    open_topic(world, params, chat, None)?;
    world.announce(PageEvent::Typing { chat });
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
        return add_upload(world, name, upload);
    }
    let source = params.text(name);
    file_from(
        world,
        params,
        name,
        &source.ok_or_else(|| Failure::bad_request(format!("there is no {name} in the request")))?,
    )
}

/// A file that is named in a call: uploaded with it, or known by its id.
fn file_from(world: &mut World, params: &Params, kind: &str, source: &str) -> Result<String, Failure> {
    if let Some(upload) = source.strip_prefix("attach://").and_then(|part| params.part(part)) {
        return add_upload(world, kind, upload);
    }
    match source {
        id if world.files.get(id).is_some() => Ok(id.to_owned()),
        url if url.contains("://") => Err(Failure::bad_request("failed to get HTTP URL content")),
        _ => Err(Failure::bad_request("wrong file identifier/HTTP URL specified")),
    }
}

fn add_upload(world: &mut World, kind: &str, upload: &Upload) -> Result<String, Failure> {
    if upload.bytes.is_empty() {
        return Err(Failure::bad_request("file must be non-empty"));
    }
    let file_name = upload.file_name.as_deref().filter(|name| !name.is_empty()).unwrap_or(kind);
    let mime_type = upload.mime_type.clone().unwrap_or_else(|| guess_mime_type(file_name).to_owned());
    Ok(world.add_file(&format!("{kind}s"), file_name, &mime_type, upload.bytes.clone()))
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
    let topic = open_topic(world, params, chat, reply_to)?;
    let content = content(world)?;
    let message = Message { reply_to, quote, markup, topic, ..Message::new(Author::Bot, content) };
    let id = world.add_message(chat, message);
    Ok(world.message(chat, id).map_or(Value::Null, |message| world.message_wire(chat, message)))
}

/// Several pictures or files as one album. It has no buttons.
pub(super) fn album(world: &mut World, params: &Params) -> Result<Value, Failure> {
    let Some(Value::Array(media)) = params.json("media")? else {
        return Err(Failure::bad_request("there is no media in the request"));
    };
    if !(2..=10).contains(&media.len()) {
        return Err(Failure::bad_request("can't parse media: album must contain from 2 to 10 media"));
    }
    let chat = open_chat(world, params)?;
    let (reply_to, quote) = reply(world, params, chat)?;
    let topic = open_topic(world, params, chat, reply_to)?;
    let mut contents = Vec::new();
    for one in &media {
        let field = |name: &str| one.get(name).and_then(Value::as_str);
        let kind = field("type").filter(|kind| matches!(*kind, "photo" | "document"));
        let kind = kind.ok_or_else(|| Failure::bad_request("can't parse media: wrong type of the media"))?;
        let source = field("media").ok_or_else(|| Failure::bad_request("can't parse media: media is not specified"))?;
        let file = file_from(world, params, kind, source)?;
        let caption = words::read_from(one, "caption", "caption_entities")?;
        contents.push(match kind {
            "photo" => Content::Photo { file, caption },
            _ => Content::Document { file, caption },
        });
    }
    let album = world.new_album();
    let ids: Vec<i64> = contents
        .into_iter()
        .map(|content| {
            let (quote, album) = (quote.clone(), Some(album.clone()));
            world.add_message(chat, Message { reply_to, quote, topic, album, ..Message::new(Author::Bot, content) })
        })
        .collect();
    Ok(ids.into_iter().filter_map(|id| Some(world.message_wire(chat, world.message(chat, id)?))).collect())
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
