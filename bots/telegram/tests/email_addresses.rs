//! A person's own e-mail address in chat: asked for, shown back, recorded once it is said to be theirs, and forgotten. What is
//! no answer to that question stays the guard's.

use crate::support::{ARTA, TestBot, eventually};
use events::Event;
use events::ids::Position;
use events::institution::InstitutionEvent;
use serde_json::{Value, json};
use store::EventStore;

/// What was recorded of channels and addresses, as whoever has the keys reads it.
async fn recorded(harness: &TestBot) -> Vec<String> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let recorded = all.into_iter().filter_map(|stored| {
        let Event::Institution(_, event) = stored.decode().unwrap().event else { return None };
        if let InstitutionEvent::EmailAddressSet { address, .. } = event {
            Some(harness.opened(&address).to_string())
        } else if let InstitutionEvent::ChannelsChosen { channels, .. } = event {
            Some(channels.code().to_owned())
        } else {
            matches!(event, InstitutionEvent::EmailAddressRemoved { .. }).then(|| "forgotten".to_owned())
        }
    });
    recorded.collect()
}

async fn channels(harness: &TestBot) -> Value {
    let button = "Telegram or e-mail";
    let settings = harness.arta().say_and_hear("/settings", "When I write to you", button).await;
    harness.press(&settings, button).await;
    harness.arta().becomes(&settings, "Where shall I write to you?").await
}

/// How many messages of her own are still in the chat.
async fn own(harness: &TestBot, text: &str) -> usize {
    harness.own_messages().await.iter().filter(|message| message["text"] == text).count()
}

/// Whether the bot's own file has these words.
fn file_has(harness: &TestBot, words: &str) -> bool {
    let file = harness.file();
    let folder = file.parent().unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let own = files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(name));
    let contents: Vec<Vec<u8>> = own.map(|path| std::fs::read(path).unwrap()).collect();
    assert!(!contents.is_empty());
    contents.iter().any(|content| content.windows(words.len()).any(|window| window == words.as_bytes()))
}

#[tokio::test]
async fn an_address_is_asked_for_shown_back_and_recorded_once_it_is_said_to_be_ones_own() {
    let mut harness = TestBot::start().await;
    harness.with_email().await;
    harness.begin().await;
    let page = channels(&harness).await;
    harness.press(&page, "Both").await;
    // No address is known, so it is asked for first.
    harness.arta().becomes(&page, "What is your own e-mail address?").await;
    // No address is no answer; half of one, and one beside other words, are the guard's.
    harness.say("by post please").await;
    harness.hears("I read no e-mail address in this").await;
    harness.say("arta@example").await;
    harness.hears("I have not kept this message yet").await;
    harness.say("it is arta@example.org").await;
    harness.hears("I did not keep this message").await;
    assert_eq!(own(&harness, "it is arta@example.org").await, 0);
    harness.say("arta@example.org").await;
    let shown = harness.hears("Is arta@example.org your own e-mail address?").await;
    assert_eq!(own(&harness, "arta@example.org").await, 1, "the guard lets it pass");
    harness.press(&shown, "No").await;
    let shown = harness.arta().becomes(&shown, "What is your own e-mail address?").await;
    assert!(recorded(&harness).await.is_empty(), "nothing is recorded of which she says no");

    // Whoever wants to say something else says so first.
    harness.say("1 done").await;
    eventually(async || harness.arta().count("I read no e-mail address in this").await == 2, "no answer").await;
    harness.press(&shown, "Cancel").await;
    harness.arta().becomes(&shown, "Nothing was changed").await;
    harness.say("1 done").await;
    harness.hears("Marked as done: 1.").await;
    let page = channels(&harness).await;
    harness.press(&page, "E-mail").await;
    harness.arta().becomes(&page, "What is your own e-mail address?").await;
    harness.say(" Arta.K@Example.ORG ").await;
    let shown = harness.hears("Is Arta.K@example.org your own e-mail address?").await;
    harness.press(&shown, "Yes").await;
    harness.arta().becomes(&shown, "I write to you by e-mail: Arta.K@example.org").await;
    assert_eq!(recorded(&harness).await, ["Arta.K@example.org", "email"]);
    for words in ["example.org", "Example.ORG"] {
        assert!(!file_has(&harness, words), "the bot's own file has no address that can be read");
    }

    // The question is answered: the next address is for the guard.
    harness.say("besa@example.org").await;
    eventually(async || harness.arta().count("I did not keep this message").await == 2, "it is the guard's").await;
    assert_eq!(own(&harness, "besa@example.org").await, 0);
    let page = channels(&harness).await;
    harness.press(&page, "Telegram").await;
    harness.arta().becomes(&page, "I write to you in this chat, not by e-mail.").await;
    let page = channels(&harness).await;
    harness.press(&page, "Both").await;
    let page = harness.arta().becomes(&page, "I write to you in this chat and by e-mail: Arta.K@example.org").await;
    harness.press(&page, "Forget the e-mail address").await;
    harness.arta().becomes(&page, "I write to you in this chat, not by e-mail.").await;
    let all = ["Arta.K@example.org", "email", "telegram", "both", "telegram", "forgotten"];
    assert_eq!(recorded(&harness).await, all, "whoever has no address is told in the chat first");
    harness.stop().await;
}

#[tokio::test]
async fn a_wrong_address_is_mended_by_changing_the_message_and_a_forwarded_one_is_nobodys_own() {
    let mut harness = TestBot::start().await;
    harness.with_email().await;
    harness.begin().await;
    let page = channels(&harness).await;
    harness.press(&page, "Give an e-mail address").await;
    harness.hears("What is your own e-mail address?").await;
    harness.does(ARTA, "messages", json!({ "text": "besa@example.org", "forwarded_from": "Besa" })).await;
    harness.hears("I did not keep this message").await;
    harness.say("arta at example.org").await;
    harness.hears("I read no e-mail address in this").await;
    let written = harness.own_messages().await.pop().unwrap();
    harness.edit(ARTA, &written, "arta@example.org").await;
    let shown = harness.hears("Is arta@example.org your own e-mail address?").await;
    harness.press(&shown, "Yes").await;
    harness.hears("I write to you in this chat, not by e-mail.").await;
    assert_eq!(recorded(&harness).await, ["arta@example.org"], "an address by itself chooses no channel");
    harness.stop().await;
}

#[tokio::test]
async fn e_mail_is_offered_only_where_the_hub_sends_it_and_an_old_button_says_so() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    let settings = harness.arta().say_and_hear("/settings", "When I write to you", "Morning message").await;
    assert!(!settings["buttons"].to_string().contains("e-mail"), "{settings}");
    harness.with_email().await;
    let page = channels(&harness).await;
    harness.press(&page, "Both").await;
    harness.hears("What is your own e-mail address?").await;
    harness.say("arta@example.org").await;
    let shown = harness.hears("Is arta@example.org your own e-mail address?").await;
    let old = channels(&harness).await;
    harness.press(&shown, "Yes").await;
    harness.hears("I write to you in this chat and by e-mail: arta@example.org").await;
    harness.stop_bot().await;
    harness.email = false;
    harness.start_bot().await;
    harness.press(&old, "E-mail").await;
    harness.hears("E-mail is not set up here").await;
    // Whoever chose it while there was e-mail can still see it and choose otherwise.
    let page = channels(&harness).await;
    harness.press(&page, "Forget the e-mail address").await;
    harness.arta().becomes(&page, "I write to you in this chat, not by e-mail.").await;
    let all = ["arta@example.org", "both", "telegram", "forgotten"];
    eventually(async || recorded(&harness).await == all, "she is told in the chat, and the address is forgotten").await;
    harness.stop().await;
}
