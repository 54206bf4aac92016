//! An invitation that was pasted as a text, because the link was copied and not opened: the link in any of its forms, or only the
//! secret in it.

use url::Url;

use crate::core::slash_command::SlashCommand;

/// Where the links of the messenger lead.
const HOSTS: [&str; 5] = ["t.me", "www.t.me", "telegram.me", "www.telegram.me", "telegram.dog"];
/// How many hexadecimal digits the secret of an invitation has, as it is drawn.
const DIGITS_OF_SECRET: usize = 64;
/// The longest that the messenger lets a link carry.
const LONGEST_PAYLOAD: usize = 64;

/// What may stand around a link in a sentence.
const AROUND: [char; 16] = ['<', '>', '(', ')', '[', ']', '"', '\'', '“', '”', '„', '.', ',', ';', '!', '«'];

/// The command that a pasted invitation stands for, with all other words after the secret: only what stands alone is a code, and
/// everything else is for the guard to look at. `own` is the bot's user name.
pub(super) fn pasted_invitation(text: &str, own: &str) -> Option<SlashCommand> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let command = |secret: String, others: Vec<String>| SlashCommand {
        name: "start".to_owned(),
        words: std::iter::once(secret).chain(others).collect(),
    };
    match words.as_slice() {
        [secret] if is_secret(secret) => return Some(command((*secret).to_owned(), vec![])),
        [start, secret] if start.eq_ignore_ascii_case("start") && is_secret(secret) => {
            return Some(command((*secret).to_owned(), vec![]));
        }
        _ => {}
    }
    let (at, secret) = words.iter().enumerate().find_map(|(at, word)| Some((at, payload(word, own)?)))?;
    let others = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| (*word).to_owned());
    Some(command(secret, others.collect()))
}

fn is_secret(word: &str) -> bool {
    word.len() == DIGITS_OF_SECRET && word.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit))
}

/// What a link to this bot carries.
fn payload(word: &str, own: &str) -> Option<String> {
    let word = word.trim_matches(|letter| AROUND.contains(&letter));
    let with_scheme = if word.contains("://") { word.to_owned() } else { format!("https://{word}") };
    let link = Url::parse(&with_scheme).ok()?;
    let value = |name: &str| link.query_pairs().find(|(given, _)| given == name).map(|(_, value)| value.into_owned());
    let to_own = match link.scheme() {
        "http" | "https" => {
            link.host_str().is_some_and(|host| HOSTS.contains(&host))
                && link.path().trim_matches('/').eq_ignore_ascii_case(own)
        }
        "tg" => link.host_str() == Some("resolve") && value("domain")?.eq_ignore_ascii_case(own),
        _ => false,
    };
    let is_payload = |payload: &String| {
        (1..=LONGEST_PAYLOAD).contains(&payload.len())
            && payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    value("start").filter(|payload| to_own && is_payload(payload))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<Vec<String>> {
        pasted_invitation(text, "Sample_bot").map(|command| command.words)
    }

    #[test]
    fn a_link_to_the_bot_is_found_in_any_of_its_forms() {
        for link in [
            "https://t.me/sample_bot?start=abc_DEF-1",
            "http://telegram.me/Sample_bot/?start=abc_DEF-1",
            "t.me/sample_bot?start=abc_DEF-1",
            "T.ME/sample_bot?start=abc_DEF-1&x=1",
            "tg://resolve?domain=sample_bot&start=abc_DEF-1",
            "<https://t.me/sample_bot?start=abc_DEF-1>.",
        ] {
            assert_eq!(words(link), Some(vec!["abc_DEF-1".to_owned()]), "{link}");
        }
        let beside = words("Hello: t.me/sample_bot?start=abc please");
        assert_eq!(beside, Some(vec!["abc".to_owned(), "Hello:".to_owned(), "please".to_owned()]));
    }

    #[test]
    fn the_secret_alone_is_known_by_its_form() {
        let secret = "0123456789abcdef".repeat(4);
        assert_eq!(words(&format!(" {secret}\n")), Some(vec![secret.clone()]));
        assert_eq!(words(&format!("START {secret}")), Some(vec![secret.clone()]));
        for text in [&secret[1..], &secret.to_uppercase(), &format!("{secret} done"), "start", "1 done", ""] {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn links_to_anything_else_are_texts() {
        for text in [
            "https://t.me/other_bot?start=abc",
            "https://t.me/sample_bot",
            "https://t.me/sample_bot?start=",
            "https://t.me/sample_bot?startgroup=abc",
            "https://t.me/sample_bot?start=a%20b",
            "https://example.org/sample_bot?start=abc",
            "https://t.me.example.org/sample_bot?start=abc",
            "ftp://t.me/sample_bot?start=abc",
            "tg://resolve?domain=other_bot&start=abc",
        ] {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
