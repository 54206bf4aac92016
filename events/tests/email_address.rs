//! What is an e-mail address, by somebody else's tests as well.

use events::email_address::{EmailAddress, NotAnEmailAddress};
use serde_json::json;

use crate::values::{id, keys_of, sealed_address};

#[test]
fn an_address_is_written_in_one_way() {
    for (given, kept) in [
        ("arta.krasniqi@rks-gov.net", "arta.krasniqi@rks-gov.net"),
        (" Arta.Krasniqi@RKS-GOV.Net \n", "Arta.Krasniqi@rks-gov.net"),
        ("arta+afat@example.org", "arta+afat@example.org"),
        ("o'neill@xn--prishtin-g1a.example", "o'neill@xn--prishtin-g1a.example"),
    ] {
        let read: EmailAddress = given.parse().unwrap();
        assert_eq!((read.as_str(), read.to_string().as_str()), (kept, kept));
        assert_eq!(serde_json::to_value(&read).unwrap(), json!(kept));
        assert_eq!(serde_json::from_value::<EmailAddress>(json!(given)).unwrap(), read);
        assert_eq!(Some(read.domain()), kept.split_once('@').map(|(_, domain)| domain));
    }
}

#[test]
fn what_mail_cannot_be_sent_to_is_none() {
    let long = format!("{}@{}.example.org", "a".repeat(64), "b.".repeat(100));
    for text in [
        "",
        "arta",
        "arta@",
        "@example.org",
        "arta@localhost",
        "arta@[127.0.0.1]",
        "Arta Krasniqi <arta@example.org>",
        "arta@example.org, besa@example.org",
        "arta@example.org\r\nBcc: besa@example.org",
        "arta\u{0}@example.org",
        "shpresë@example.org",
        "arta@prishtinë.example",
        "\"arta krasniqi\"@example.org",
        "arta@127.0.0.1",
        "arta@rks/gov.net",
        "mailto:arta@example.org?subject=a b",
        &long,
    ] {
        assert_eq!(text.parse::<EmailAddress>(), Err(NotAnEmailAddress), "{text:?} is taken for an address");
        assert!(serde_json::from_value::<EmailAddress>(json!(text)).is_err(), "{text:?} is taken for an address");
    }
}

#[test]
fn an_address_shows_nothing_on_its_way_through_a_log() {
    let address: EmailAddress = id("arta@example.org");
    let shown = [format!("{address:?}"), NotAnEmailAddress.to_string()];
    assert!(shown.iter().all(|words| !words.contains("arta")), "{shown:?}");
    let sealed = sealed_address("arta", "arta@example.org");
    assert!(!serde_json::to_string(&sealed).unwrap().contains("example"));
    assert_eq!(sealed.open(&keys_of(&["arta"])), Some(address));
    assert_eq!(sealed.open(&keys_of(&["besa"])), None);
}

/// The tests of `is_email` tell what is a valid address, and of what else how far it is one. Taken is what every mail server
/// takes; what is only allowed in headers, out of date or wrong is not.
#[test]
fn the_tests_of_is_email_hold() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for line in include_str!("isemail/tests.tsv").lines().skip(1) {
        let [number, category, diagnosis, address] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let address: String = serde_json::from_str(address).unwrap();
        if address.trim() != address {
            // Blanks and line breaks at the ends are cut off before anything is read: those tests are about nothing here.
            continue;
        }
        let taken = address.parse::<EmailAddress>().is_ok();
        let expected = match category {
            // A name of the domain's own is asked for: nobody here has an address at a whole country.
            "valid" | "dnswarn" => address.rsplit('@').next().unwrap().contains('.'),
            // Quoted names, addresses of machines and domains without a name are for mail servers, not for people.
            "rfc5321" | "cfws" | "deprec" | "rfc5322" | "err" => false,
            other => panic!("{other} is no category"),
        };
        tried += 1;
        if taken != expected {
            wrong.push(format!("{number} {diagnosis} {address:?}: taken {taken}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(tried, 139, "of 164");
}
