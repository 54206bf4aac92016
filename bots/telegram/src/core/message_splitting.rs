//! A text that is too long for one message, cut into several.
//!
//! The messenger takes 4096 characters, counted as UTF-16 and after the markup is read. Parts are cut between lines where there are lines,
//! otherwise between words; a tag that is open at the cut is closed there and opened again.

/// The most that one message has, in UTF-16 units; the messenger takes 4096.
pub(crate) const LONGEST: usize = 4_000;
/// The most that stands below a file or a picture, in UTF-16 units; the messenger takes 1024.
pub(crate) const LONGEST_CAPTION: usize = 1_000;

/// What stands for one character, or a tag.
fn token(html: &str) -> &str {
    let end = match html.chars().next() {
        Some('<') => html.find('>').map(|end| end + 1),
        Some('&') => html.find(';').map(|end| end + 1).filter(|end| *end <= 10),
        Some(_) | None => None,
    };
    let first = html.chars().next().map_or(0, char::len_utf8);
    html.get(..end.unwrap_or(first)).unwrap_or(html)
}

fn tokens(mut html: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    while !html.is_empty() {
        let (first, rest) = html.split_at(token(html).len());
        tokens.push(first);
        html = rest;
    }
    tokens
}

/// What a token counts: a tag nothing, what stands for a character one.
fn weight(token: &str) -> usize {
    match token.chars().next() {
        Some('<') if token.len() > 1 => 0,
        Some('&') if token.len() > 1 => 1,
        Some(_) | None => token.encode_utf16().count(),
    }
}

/// The tags that are open after these tokens, the outermost first.
fn open_after<'a>(before: &[&'a str], tokens: &[&'a str]) -> Vec<&'a str> {
    let mut open = before.to_vec();
    for token in tokens.iter().filter(|token| token.starts_with('<') && token.len() > 1) {
        if token.starts_with("</") {
            open.pop();
        } else {
            open.push(token);
        }
    }
    open
}

fn closing(open: &[&str]) -> String {
    let name = |tag: &str| tag.trim_matches(['<', '>']).split_whitespace().next().unwrap_or_default().to_owned();
    open.iter().rev().flat_map(|tag| ["</".to_owned(), name(tag), ">".to_owned()]).collect()
}

/// The parts of an HTML text of at most so many UTF-16 units each, in order. A text that fits is its own only part.
pub(crate) fn parts(html: &str, longest: usize) -> Vec<String> {
    let all = tokens(html);
    let (mut rest, mut open): (&[&str], Vec<&str>) = (&all, Vec::new());
    let mut parts = Vec::new();
    loop {
        let opening: String = open.concat();
        let mut room = longest;
        let fits = rest.iter().take_while(|token| match room.checked_sub(weight(token)) {
            Some(left) => {
                room = left;
                true
            }
            None => false,
        });
        let fits = fits.count();
        if fits == rest.len() || fits == 0 {
            parts.push(opening + &rest.concat());
            return parts;
        }
        let last = |wanted: &str| rest.iter().take(fits).rposition(|token| *token == wanted).filter(|at| *at > 0);
        let cut = last("\n").or_else(|| last(" ")).unwrap_or(fits);
        let (part, after) = rest.split_at(cut);
        let open_now = open_after(&open, part);
        parts.push(opening + &part.concat() + &closing(&open_now));
        open = open_now;
        rest = match after {
            ["\n" | " ", after @ ..] => after,
            after => after,
        };
    }
}

/// As many whole parts as one message takes, apart by an empty line. What is left out is for the caller to offer otherwise.
pub(crate) fn whole_parts_that_fit(parts: Vec<String>) -> String {
    let mut text = String::new();
    for part in parts {
        if text.chars().count() + part.chars().count() > LONGEST {
            text.push_str("\n\n…");
            break;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&part);
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(html: &str) -> String {
        tokens(html).into_iter().filter(|token| !token.starts_with('<') && *token != "\n" && *token != " ").collect()
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        assert_eq!(parts("<b>a</b> &amp; b", LONGEST), ["<b>a</b> &amp; b"]);
        assert_eq!(parts("", LONGEST), [""]);
    }

    #[test]
    fn a_list_is_cut_between_its_lines() {
        let line = format!("<b>{}</b> – done", "x".repeat(90));
        let list = vec![line.as_str(); 100].join("\n");
        let parts = parts(&list, LONGEST);
        assert_eq!(parts.len(), 3);
        assert!(parts.iter().all(|part| part.starts_with(&line) && part.ends_with(&line)));
        assert_eq!(parts.join("\n"), list);
    }

    #[test]
    fn a_tag_that_is_open_at_the_cut_is_closed_and_opened_again() {
        let parts = parts(&format!("<a href=\"x\"><i>{}</i></a>", "ë ".repeat(3_000)), LONGEST);
        assert_eq!(parts.len(), 2);
        assert!(parts[0].ends_with("</i></a>") && parts[1].starts_with("<a href=\"x\"><i>ë"), "{parts:?}");
    }

    proptest! {
        #[test]
        fn parts_are_short_whole_and_lose_nothing(pieces in prop::collection::vec(
            prop_oneof![
                "[a-zë š🙂]{0,40}",
                Just("\n".to_owned()),
                Just("&lt;&amp;".to_owned()),
                "[a-z]{0,300}".prop_map(|text| format!("<b>{text}</b>")),
                "[a-z\n ]{0,900}".prop_map(|text| format!("<i><code>{text}</code></i>")),
            ],
            0..120,
        )) {
            let html = pieces.concat();
            let parts = parts(&html, LONGEST);
            prop_assert_eq!(parts.iter().map(|part| words(part)).collect::<String>(), words(&html));
            for part in &parts {
                prop_assert!(tokens(part).into_iter().map(weight).sum::<usize>() <= LONGEST);
                prop_assert!(open_after(&[], &tokens(part)).is_empty(), "a tag is left open in {}", part);
            }
        }
    }
}
