//! What is sent, as Python's `email` reads it.

use email::composing::compose;
use email::draft::MailDraft;
use events::language::Language;
use serde_json::Value;

use crate::support::{catalogue, draft, invitation, key, read_by, sender};

fn read(draft: &MailDraft, plus_addresses: bool) -> Value {
    let token = key().thread_token(&draft.to.person, &draft.thread.0);
    let sender = email::composing::Sender { plus_addresses, ..sender() };
    let message = read_by("read_message.py", &compose(draft, &sender, &token, catalogue()).unwrap().bytes);
    let part_defects = message["parts"].as_array().unwrap().iter().map(|part| &part["defects"]);
    for defects in part_defects.chain([&message["header_defects"]]) {
        assert_eq!(defects, &Value::Array(vec![]), "{message:#}");
    }
    assert_eq!(message["ascii"], true, "a server without 8BITMIME takes it too");
    message
}

fn header<'a>(message: &'a Value, name: &str) -> &'a str {
    let headers = message["headers"].as_array().unwrap();
    let mut found = headers.iter().filter(|header| header[0].as_str().unwrap().eq_ignore_ascii_case(name));
    let value = found.next().unwrap_or_else(|| panic!("no {name}: {message:#}"))[1].as_str().unwrap();
    assert!(found.next().is_none(), "{name} twice");
    value
}

fn has(message: &Value, name: &str) -> bool {
    message["headers"].as_array().unwrap().iter().any(|header| header[0].as_str().unwrap().eq_ignore_ascii_case(name))
}

fn part<'a>(message: &'a Value, kind: &str) -> &'a Value {
    message["parts"].as_array().unwrap().iter().find(|part| part["type"] == kind).unwrap()
}

#[test]
fn a_message_says_who_writes_to_whom_that_a_program_does_and_how_to_end_it() {
    let message = read(&draft("arta@policia.example"), true);
    let token = key().thread_token(&"policia-1".parse().unwrap(), "work");
    assert_eq!(message["addresses"]["From"], serde_json::json!([["Autoriteti Kombëtar", "focalpoint@akt.example"]]));
    assert_eq!(message["addresses"]["To"], serde_json::json!([["Arta Krasniqi-Šabanović", "arta@policia.example"]]));
    let reply_to = format!("focalpoint+{token}@akt.example");
    assert_eq!(message["addresses"]["Reply-To"], serde_json::json!([["", reply_to]]));
    assert_eq!(header(&message, "Subject"), "Mëngjesi: 2 detyra për ju, e hënë 3 korrik");
    assert_eq!(header(&message, "Date"), "Mon, 03 Jul 2017 06:00:00 +0000");
    assert_eq!(header(&message, "Message-ID"), "<00000000-0000-0000-0000-000000001234@akt.example>");
    assert_eq!(header(&message, "References"), format!("<{token}.thread@akt.example>"));
    assert_eq!(header(&message, "In-Reply-To"), header(&message, "References"));
    assert_eq!(header(&message, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&message, "List-Id"), "<focalpoint.akt.example>");
    assert_eq!(header(&message, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let unsubscribe = header(&message, "List-Unsubscribe");
    assert!(unsubscribe.starts_with("<https://hub.example/unsubscribe/abc>,"), "{unsubscribe}");
    assert!(unsubscribe.contains(&format!("<mailto:{reply_to}?subject=unsubscribe")), "{unsubscribe}");
    assert_eq!(header(&message, "Content-Language"), "sq");
    assert_eq!(message["parts"][0]["type"], "multipart/alternative");
    let kinds: Vec<_> =
        message["parts"].as_array().unwrap().iter().map(|part| part["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["multipart/alternative", "text/plain", "text/html"]);
}

#[test]
fn plain_text_has_short_lines_and_every_link_whole() {
    let message = read(&draft("arta@policia.example"), true);
    let text = part(&message, "text/plain");
    assert_eq!(text["parameters"]["format"], "flowed");
    let text = text["content"].as_str().unwrap().replace("\r\n", "\n");
    for line in text.lines().filter(|line| !line.starts_with("https://")) {
        assert!(line.chars().count() <= 78, "{line}");
    }
    assert!(text.contains(&format!("E kryer:\nhttps://hub.example/links/{}\n", "a".repeat(180))), "{text}");
    assert!(text.contains("30 qershor <b>&amp;") && text.contains("\n-- \n"), "{text}");
    assert!(message["longest_line"].as_u64().unwrap() <= 998);
}

#[test]
fn html_names_the_language_loads_nothing_and_makes_titles_harmless() {
    for language in Language::OFFERED {
        let message = read(&MailDraft { language, ..draft("arta@policia.example") }, true);
        let html = part(&message, "text/html")["content"].as_str().unwrap();
        assert!(html.contains(&format!("<html lang=\"{}\">", language.code())), "{html}");
        assert!(html.contains("30 qershor &lt;b&gt;&amp;amp;") && !html.contains("<b>"), "{html}");
        for loads in ["<img", "src=", "url(", "<script", "<style", "<link", "@import"] {
            assert!(!html.contains(loads), "{loads} in {html}");
        }
    }
}

#[test]
fn what_somebody_typed_into_a_title_or_a_name_adds_no_header_and_no_recipient() {
    let mut hostile = draft("arta@policia.example");
    hostile.subject = "Raporti\r\nBcc: everybody@example.org\r\n\r\nBody".to_owned();
    hostile.to.name = Some("Arta\" <evil@example.org>,\r\nCc: x@example.org".to_owned());
    hostile.sections[0].heading = Some("x\r\n.\r\nQUIT".to_owned());
    hostile.sections[0].lines[0].text = "</div><script>alert(1)</script>\n.\nX".to_owned();
    let message = read(&hostile, true);
    assert!(!has(&message, "Bcc") && !has(&message, "Cc"), "{message:#}");
    assert_eq!(header(&message, "Subject"), "Raporti Bcc: everybody@example.org Body");
    let to = message["addresses"]["To"].as_array().unwrap();
    assert_eq!(to.len(), 1);
    assert_eq!(to[0][1], "arta@policia.example");
    let html = part(&message, "text/html")["content"].as_str().unwrap();
    assert!(!html.contains("<script>"), "{html}");
}

#[test]
fn without_plus_addresses_the_token_stands_in_the_subject() {
    let message = read(&draft("arta@policia.example"), false);
    let token = key().thread_token(&"policia-1".parse().unwrap(), "work");
    assert_eq!(message["addresses"]["Reply-To"], serde_json::json!([["", "focalpoint@akt.example"]]));
    assert!(header(&message, "Subject").ends_with(&format!(" [#{token}]")));
}

#[test]
fn long_titles_in_every_script_arrive_as_they_were() {
    for subject in [
        "Përgatitja e raportit vjetor për viktimat e trafikimit me qenie njerëzore — ë ç Ë Ç",
        "Подсетник: годишњи извештај о жртвама трговине људима, рок је петак, 14. јул",
        "Godišnji izveštaj o žrtvama: čćžšđ ČĆŽŠĐ",
        "x",
        &"ë".repeat(300),
    ] {
        let message = read(&MailDraft { subject: subject.to_owned(), ..draft("arta@policia.example") }, true);
        assert_eq!(header(&message, "Subject"), subject);
    }
}

#[test]
fn an_invitation_is_a_calendar_part_and_a_file() {
    for (cancelled, method) in [(false, "REQUEST"), (true, "CANCEL")] {
        let message = read(&invitation("arta@policia.example", 2, cancelled), true);
        let calendar = part(&message, "text/calendar");
        assert_eq!(calendar["parameters"]["method"], method);
        let kinds: Vec<_> =
            message["parts"].as_array().unwrap().iter().map(|part| part["type"].as_str().unwrap()).collect();
        let wanted =
            ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"];
        assert_eq!(kinds, wanted);
        assert_eq!(part(&message, "application/ics")["disposition"], "attachment");
        assert!(calendar["content"].as_str().unwrap().contains(&format!("METHOD:{method}")));
    }
}

#[test]
fn where_nobody_reads_answers_none_is_asked_for() {
    let draft = draft("arta@policia.example");
    let asks = catalogue().say(draft.language, "email-answer-by-reply", &[]);
    let asks = asks.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    for answers_are_read in [true, false] {
        let sender = email::composing::Sender { answers_are_read, ..sender() };
        let token = key().thread_token(&draft.to.person, &draft.thread.0);
        let message = read_by("read_message.py", &compose(&draft, &sender, &token, catalogue()).unwrap().bytes);
        for kind in ["text/plain", "text/html"] {
            let text = part(&message, kind)["content"].as_str().unwrap();
            assert_eq!(text.contains(&asks), answers_are_read, "{kind}: {text}");
        }
    }
}
