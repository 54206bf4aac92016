//! What the messenger carries for a button: the button's number, signed for the one chat it was sent to.
//!
//! A client may send whatever it likes as a button's data. So the number is signed with a key that only this bot has, over
//! the chat as well: data from another chat, of another button or made up is nobody's button.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use events::ids::ChatId;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// How much of the signature goes along. With the number's 20 digits at most it is 45 bytes; the messenger takes 64.
const SIGNATURE: usize = 16;

/// Signs the numbers of buttons.
#[derive(Clone)]
pub(crate) struct ButtonSigner(Hmac<Sha256>);

impl ButtonSigner {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        // A key shorter than the hash's block is filled up with noughts, as the algorithm says.
        let mut block = [0; 64];
        block.iter_mut().zip(key).for_each(|(byte, of_key)| *byte = of_key);
        Self(Hmac::new(&block.into()))
    }

    fn signature(&self, chat: ChatId, button: i64) -> Hmac<Sha256> {
        self.0.clone().chain_update(chat.0.to_be_bytes()).chain_update(button.to_be_bytes())
    }

    /// What a text can be told by when it comes again in the chat, and by nothing else.
    pub(crate) fn fingerprint(&self, chat: ChatId, text: &str) -> Vec<u8> {
        let text =
            self.0.clone().chain_update(b"text").chain_update(chat.0.to_be_bytes()).chain_update(text.as_bytes());
        text.finalize().into_bytes().to_vec()
    }

    /// The data of a button in a chat.
    pub(crate) fn data(&self, chat: ChatId, button: i64) -> String {
        let signature = self.signature(chat, button).finalize().into_bytes();
        let signature = signature.get(..SIGNATURE).unwrap_or_default();
        format!("b{button}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// The button that data of a chat stands for; `None`: it is not this bot's, or was not sent to this chat.
    pub(crate) fn button(&self, chat: ChatId, data: &str) -> Option<i64> {
        let (button, signature) = data.strip_prefix('b')?.split_once('.')?;
        let button = button.parse().ok()?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok().filter(|bytes| bytes.len() == SIGNATURE)?;
        self.signature(chat, button).verify_truncated_left(&signature).ok().map(|()| button)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_button_counts_in_its_chat_and_as_it_was_made() {
        let signer = ButtonSigner::new([7; 32]);
        let data = signer.data(ChatId(5), i64::MAX);
        assert!(data.len() <= 64, "{data}");
        assert_eq!(signer.button(ChatId(5), &data), Some(i64::MAX));
        assert_eq!(signer.button(ChatId(-5), &data), None, "forwarded");
        let data = signer.data(ChatId(5), 12);
        let next = data.replacen("b12.", "b13.", 1);
        for other in [&next, "b12", "b12.", "12", "", &data[..data.len() - 2], &format!("{data}A")] {
            assert_eq!(signer.button(ChatId(5), other), None, "{other}");
        }
        assert_eq!(ButtonSigner::new([8; 32]).button(ChatId(5), &data), None, "another bot's");
    }
}
