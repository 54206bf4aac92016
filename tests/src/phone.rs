//! A phone in somebody's hand, through the simulator's control API.

use reqwest::Client;
use serde_json::{Value, json};
use telegram_sim::{Contact, Simulator};

use crate::page::Page;
use crate::{PATIENCE, TestError};

/// One person's phone.
pub struct Phone {
    http: Client,
    chat: String,
    id: i64,
}

impl Phone {
    /// The phone whose contact has this words in its name or subtitle.
    pub async fn of(chat: &str, words: &str) -> Result<Self, TestError> {
        let http = Client::new();
        let contacts: Vec<Value> = http.get(format!("{chat}/sim/contacts")).send().await?.json().await?;
        let has = |contact: &&Value| {
            ["first_name", "subtitle"].iter().any(|key| contact[key].as_str().is_some_and(|text| text.contains(words)))
        };
        let id = contacts.iter().find(has).and_then(|contact| contact["id"].as_i64());
        let id = id.ok_or_else(|| TestError::Unexpected(format!("no contact “{words}” among {contacts:?}")))?;
        Ok(Self { http, chat: chat.to_owned(), id })
    }

    /// The number of its chat.
    pub const fn id(&self) -> i64 {
        self.id
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value, TestError> {
        let address = format!("{}/sim/contacts/{}/{path}", self.chat, self.id);
        let response = self.http.post(address).json(body).send().await?;
        let (status, answer) = (response.status(), response.json::<Value>().await?);
        if status.is_success() { Ok(answer) } else { Err(TestError::Unexpected(format!("{path}: {status} {answer}"))) }
    }

    /// Presses START: takes the invitation.
    pub async fn start(&self) -> Result<(), TestError> {
        self.post("start", &json!({})).await.map(drop)
    }

    /// Opens another deep link.
    pub async fn start_with(&self, payload: &str) -> Result<(), TestError> {
        self.post("start", &json!({ "payload": payload })).await.map(drop)
    }

    /// Types a text.
    pub async fn say(&self, text: &str) -> Result<(), TestError> {
        self.post("messages", &json!({ "text": text })).await.map(drop)
    }

    /// Types a text as a reply to a message.
    pub async fn reply(&self, message: &Value, text: &str) -> Result<(), TestError> {
        self.post("messages", &json!({ "text": text, "reply_to": message["id"] })).await.map(drop)
    }

    /// Forwards a text that somebody of this name wrote.
    pub async fn forward(&self, from: &str, text: &str) -> Result<(), TestError> {
        self.post("messages", &json!({ "text": text, "forwarded_from": from })).await.map(drop)
    }

    /// Presses the first button whose label contains these words; gives the notice that pops up.
    pub async fn press(&self, message: &Value, words: &str) -> Result<Value, TestError> {
        let rows = message["buttons"].as_array().cloned().unwrap_or_default();
        let labels: Vec<Value> = rows.iter().filter_map(Value::as_array).flatten().map(|b| b["text"].clone()).collect();
        let label = labels.iter().find(|label| label.as_str().is_some_and(|label| label.contains(words)));
        let label = label.ok_or_else(|| TestError::Unexpected(format!("no button “{words}” among {labels:?}")))?;
        let path = format!("messages/{}/press", message["id"]);
        self.post(&path, &json!({ "text": label, "wait_ms": PATIENCE.as_millis() })).await
    }

    /// Sends a file.
    pub async fn send_file(&self, name: &str, bytes: Vec<u8>) -> Result<(), TestError> {
        let address = format!("{}/sim/contacts/{}/documents?name={name}", self.chat, self.id);
        let response = self.http.post(address).body(bytes).send().await?;
        let status = response.status();
        if status.is_success() { Ok(()) } else { Err(TestError::Unexpected(format!("{name}: {status}"))) }
    }

    /// Waits for a file of the bot whose name ends so, and fetches it.
    pub async fn receives_file(&self, ending: &str) -> Result<Vec<u8>, TestError> {
        let named = |message: &Value| message["document"]["name"].as_str().is_some_and(|name| name.ends_with(ending));
        let href = crate::eventually(&format!("a file {ending}"), || async {
            let messages = self.messages().await.map_err(|error| error.to_string())?;
            let found = messages.iter().rev().find(|message| named(message));
            let href = found.and_then(|message| message["document"]["href"].as_str().map(str::to_owned));
            href.ok_or_else(|| format!("{messages:?}"))
        })
        .await?;
        let file = self.http.get(format!("{}{href}", self.chat)).send().await?;
        Ok(file.bytes().await?.to_vec())
    }

    /// Every message of the chat.
    pub async fn messages(&self) -> Result<Vec<Value>, TestError> {
        Ok(self.read(None).await?.1)
    }

    async fn read(&self, changed_since: Option<u64>) -> Result<(u64, Vec<Value>), TestError> {
        let mut address = format!("{}/sim/contacts/{}/messages", self.chat, self.id);
        if let Some(change) = changed_since {
            address = format!("{address}?changed_since={change}&wait_ms=5000");
        }
        let mut chat: Value = self.http.get(address).send().await?.json().await?;
        let messages = chat["messages"].as_array_mut().map(std::mem::take).unwrap_or_default();
        Ok((chat["change"].as_u64().unwrap_or_default(), messages))
    }

    /// Waits until the bot has a message (new or edited) that fits, and gives the latest such.
    pub async fn hears(&self, what: &str, fits: impl Fn(&str) -> bool) -> Result<Value, TestError> {
        let end = tokio::time::Instant::now() + PATIENCE;
        let mut change = None;
        loop {
            let (at, messages) = self.read(change).await?;
            change = Some(at);
            let from_bot = |message: &&Value| message["from"] == "bot";
            let found = messages.iter().rev().filter(from_bot).find(|m| m["text"].as_str().is_some_and(&fits));
            if let Some(message) = found {
                return Ok(message.clone());
            }
            if tokio::time::Instant::now() >= end {
                return Err(TestError::InVain { what: what.to_owned(), seen: format!("{messages:#?}") });
            }
        }
    }

    /// Waits for a message from the bot that contains these words.
    pub async fn hears_words(&self, words: &str) -> Result<Value, TestError> {
        self.hears(words, |text| text.contains(words)).await
    }
}

/// Moves the demo's time to the next eight in the morning.
pub async fn next_morning(chat: &str) -> Result<(), TestError> {
    move_clock(chat, &json!({ "move": "next_morning" })).await
}

/// Moves the demo's time to the morning of a date.
pub async fn go_to(chat: &str, date: &str) -> Result<(), TestError> {
    move_clock(chat, &json!({ "move": "go_to", "date": date })).await
}

async fn move_clock(chat: &str, wish: &Value) -> Result<(), TestError> {
    let response = Client::new().post(format!("{chat}/sim/clock")).json(wish).send().await?;
    let (status, answer) = (response.status(), response.text().await?);
    if status.is_success() { Ok(()) } else { Err(TestError::Unexpected(format!("clock: {status} {answer}"))) }
}

/// Gives a person a phone at a messenger with an invitation to take, and has it taken.
pub async fn link_phone(
    simulator: &Simulator,
    page: &Page,
    contact: i64,
    (institution, person): (&str, &str),
    language: &str,
) -> Result<(), TestError> {
    let shown = page.submit(&format!("/institutions/{institution}/invitations"), &[("person", person)]).await?;
    let token = shown.split("?start=").nth(1).map(|rest| {
        rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).collect::<String>()
    });
    let token = token.ok_or_else(|| TestError::Unexpected(format!("no invitation in {shown}")))?;
    let contact_of = Contact::new(contact, person, language).with_start(token).with_subtitle(institution.to_owned());
    simulator.add_contact(contact_of).map_err(|error| TestError::Unexpected(error.to_string()))?;
    simulator.press_start(contact).map_err(|error| TestError::Unexpected(error.to_string()))
}
