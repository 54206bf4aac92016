//! The data that comes back when a button is pressed, which a client may write as it likes.

use telegram::foreign_input::Buttons;

fn number(bytes: &[u8]) -> i64 {
    bytes.iter().take(8).fold(0, |number, byte| number << 8 | i64::from(*byte))
}

/// Takes a chat and a button (eight bytes each), and data: what the bot itself would have written for the button, with the rest of
/// the input written over it from some place on. It is that button's, or nobody's.
pub(super) fn read(bytes: &[u8]) {
    let buttons = Buttons::new([7; 32]);
    let (chat, rest) = bytes.split_at(bytes.len().min(8));
    let (button, rest) = rest.split_at(rest.len().min(8));
    let (chat, button) = (number(chat), number(button));
    let own = buttons.data(chat, button);
    assert_eq!(buttons.button(chat, &own), Some(button));
    assert_eq!(buttons.button(chat.wrapping_add(1), &own), None, "it counts in another chat");
    let made_up = String::from_utf8_lossy(rest);
    assert_eq!(buttons.button(chat, &made_up), (made_up == own).then_some(button), "somebody signed “{made_up}”");
    if let Some((&at, over)) = rest.split_first() {
        let mut written = own.clone().into_bytes();
        written.truncate(usize::from(at) % (own.len() + 1));
        written.extend(over);
        let written = String::from_utf8_lossy(&written);
        let taken = buttons.button(chat, &written);
        assert!(taken.is_none() || taken == Some(button), "“{written}” is taken for button {taken:?}");
    }
}
