//! A sealed field opens with its person's key and in no other way, and shows nothing on its way through a log.

use events::ids::ChatId;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::text::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::values::{Keys, appointee, id, key_of, keys_of, sealed_chat, sealed_text, text};

/// The same field with its stored form changed by somebody who can write to the log.
fn forged<T>(field: &Sealed<T>, part: &str, forge: impl Fn(&str) -> String) -> Sealed<T>
where
    Sealed<T>: Serialize + DeserializeOwned,
{
    let mut stored = serde_json::to_value(field).unwrap();
    let forgery = forge(stored[part].as_str().unwrap());
    assert_ne!(stored[part], Value::String(forgery.clone()), "the forgery changes nothing");
    stored[part] = Value::String(forgery);
    serde_json::from_value(stored).unwrap()
}

#[test]
fn a_sealed_field_opens_with_its_persons_key() {
    let keys = keys_of(&["besa", "arta"]);
    assert_eq!(sealed_text("arta", "Arta Krasniqi").open(&keys), Some(text("Arta Krasniqi")));
    assert_eq!(sealed_chat("arta", -100_123).open(&keys), Some(ChatId(-100_123)));
    assert_eq!(sealed_text("arta", "Arta Krasniqi").person(), &id("arta"));
}

#[test]
fn without_the_key_it_stays_shut() {
    let name = sealed_text("arta", "Arta Krasniqi");
    assert_eq!(name.open(&keys_of(&[])), None, "the key was erased");
    assert_eq!(name.open(&keys_of(&["besa"])), None, "only another person's key is left");
    let another = Keys([(id("arta"), key_of(&id("besa")))].into());
    assert_eq!(name.open(&another), None, "the key is another one");
}

#[test]
fn it_comes_back_from_the_log_and_still_opens() {
    let name = sealed_text("arta", "Arta Krasniqi");
    let stored = serde_json::to_string(&name).unwrap();
    let read: Sealed<Text> = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, name);
    assert_eq!(read.open(&keys_of(&["arta"])), Some(text("Arta Krasniqi")));
}

#[test]
fn it_cannot_be_moved_to_another_person() {
    // Even if both had the same key: whose it is belongs to what is sealed.
    let keys = Keys([(id("arta"), PersonKey([9; 32])), (id("besa"), PersonKey([9; 32]))].into());
    let name = Sealed::seal(id("arta"), &PersonKey([9; 32]), Nonce([1; 24]), &text("Arta Krasniqi")).unwrap();
    assert_eq!(name.open(&keys), Some(text("Arta Krasniqi")));
    assert_eq!(forged(&name, "person", |_| "besa".to_owned()).open(&keys), None);
}

#[test]
fn it_cannot_be_altered() {
    let keys = keys_of(&["arta"]);
    let name = sealed_text("arta", "Arta Krasniqi");
    let flip = |digit: &str| if digit == "0" { "1" } else { "0" };
    let length = serde_json::to_value(&name).unwrap()["cipher"].as_str().unwrap().len();
    for place in 0..length {
        let altered = forged(&name, "cipher", |cipher| {
            [&cipher[..place], flip(&cipher[place..=place]), &cipher[place + 1..]].concat()
        });
        assert_eq!(altered.open(&keys), None, "digit {place} was altered");
    }
    let cut = [0, 2, 47, 48, length - 2];
    for length in cut {
        assert_eq!(forged(&name, "cipher", |cipher| cipher[..length].to_owned()).open(&keys), None, "cut to {length}");
    }
    assert_eq!(forged(&name, "cipher", |cipher| format!("zz{cipher}")).open(&keys), None, "not hexadecimal");
}

#[test]
fn it_is_not_read_as_something_else() {
    let stored = serde_json::to_value(sealed_text("arta", "Arta Krasniqi")).unwrap();
    let chat: Sealed<ChatId> = serde_json::from_value(stored).unwrap();
    assert_eq!(chat.open(&keys_of(&["arta"])), None);
}

#[test]
fn the_same_value_sealed_twice_looks_different() {
    let sealed = |nonce| Sealed::seal(id("arta"), &key_of(&id("arta")), Nonce([nonce; 24]), &text("Arta")).unwrap();
    assert_ne!(sealed(1), sealed(2));
    assert_eq!(sealed(1), sealed(1));
    assert_eq!(sealed(1).clone(), sealed(1));
}

/// A plain value as it is stored and as it is printed.
fn shown(value: &(impl std::fmt::Debug + Serialize)) -> String {
    format!("{value:?} {value:#?} {}", serde_json::to_string(value).unwrap())
}

#[test]
fn neither_log_nor_store_shows_what_is_sealed() {
    // The words, their bytes as numbers, and their bytes in hexadecimal.
    let secrets = ["Arta Krasniqi", "Krasniqi", "+383 44 000 000", "383", &hex_of("Arta"), &hex_of("+383")];
    let shown = shown(&appointee("arta"));
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret} shows in {shown}");
    }
    assert!(!self::shown(&sealed_chat("arta", 987_654_321)).contains("987654321"));
}

#[test]
fn debug_shows_whose_it_is_and_no_more() {
    assert_eq!(format!("{:?}", sealed_text("arta", "Arta Krasniqi")), "Sealed(arta)");
    assert_eq!(format!("{:?}", PersonKey([171; 32])), "PersonKey(…)");
}

fn hex_of(words: &str) -> String {
    use std::fmt::Write;
    words.bytes().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").unwrap();
        digits
    })
}

#[test]
fn a_field_that_has_lost_a_part_does_not_read() {
    for stored in [r#"{"person":"arta"}"#, r#"{"cipher":"00"}"#, r#""Arta Krasniqi""#] {
        assert!(serde_json::from_str::<Sealed<Text>>(stored).is_err(), "{stored} reads");
    }
}
