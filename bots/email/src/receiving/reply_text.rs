//! What of an answer is new: without the message that it quotes, and without the signature.
//!
//! What is cut, from the first line of: a separator (“-----Original Message-----”, a rule of underscores); the head of a
//! quoted message (From, Sent, To, Subject on lines of their own, in any of the languages here); a line that says who wrote
//! when, above a quote; a signature. Lines that are quotes are left out, so that answers between them stay. Labels and
//! phrases of mail programs are data, in `phrases`.

mod phrases;

use std::collections::BTreeSet;

use phrases::{CLOSINGS, FROM, HEAD, SENT_FROM, SEPARATORS, WHEN, WROTE};

/// How many lines a program breaks “On …, … wrote:” into, at most.
const LONGEST_ATTRIBUTION: usize = 4;
/// How many letters that has, at most.
const MOST_LETTERS: usize = 400;
/// How many lines a signature without a mark of its own has, at most.
const LONGEST_CLOSING: usize = 10;

/// A line without what shows nothing, and without the stars that bold type becomes.
fn plain(line: &str) -> String {
    let shown = line.chars().filter(|letter| !matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'));
    let spaced: String = shown.map(|letter| if letter == '\u{A0}' { ' ' } else { letter }).collect();
    spaced.trim_end().to_owned()
}

fn is_quote(line: &str) -> bool {
    line.trim_start().starts_with(['>', '»'])
}

/// A line that parts the answer from what it answers.
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    if line.len() >= 7 && line.chars().all(|letter| letter == '_' || letter == '—') {
        return true;
    }
    if line.len() >= 10 && line.chars().all(|letter| letter == '-') {
        return true;
    }
    let words = line.trim_matches(['-', '_', ' ', '*', '–', '—']);
    let rules = line.starts_with(['-', '_', '–', '—']) && line.ends_with(['-', '_', '–', '—']);
    rules && SEPARATORS.contains(&words.to_lowercase().as_str())
}

/// The label at the beginning of a line: `From` of `*From:* Arta`.
fn label(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches('*').trim_start();
    let (label, rest) = line.split_once(':')?;
    let label = label.trim_end_matches('*').trim().to_lowercase();
    // A label is followed by something, or by nothing; “12:30” is none.
    (!label.is_empty() && label.chars().count() <= 20 && !rest.starts_with(|letter: char| letter.is_ascii_digit()))
        .then_some(label)
}

/// Whether the head of a quoted message begins at this line.
fn begins_head(lines: &[String], at: usize) -> bool {
    let known = |line: &String| label(line).filter(|label| is_from(label) || HEAD.contains(&label.as_str()));
    if lines.get(at).and_then(known).is_none() {
        return false;
    }
    let labels = lines.iter().skip(at).filter(|line| !line.trim().is_empty()).take(5).filter_map(known);
    let labels: BTreeSet<String> = labels.collect();
    labels.len() >= 3 && labels.iter().any(|label| is_from(label))
}

fn is_from(label: &str) -> bool {
    FROM.contains(&label)
}

/// Whether words name a time of day, a year or an address.
fn names_a_time(words: &str) -> bool {
    let number = |part: &str| part.chars().all(|letter| letter.is_ascii_digit()) && !part.is_empty();
    words.contains('@')
        || words.split(|letter: char| !letter.is_ascii_digit() && letter != ':').any(|word| {
            let is_clock = word.split_once(':').is_some_and(|(hours, minutes)| {
                number(hours) && hours.len() <= 2 && minutes.len() >= 2 && minutes.get(..2).is_some_and(number)
            });
            is_clock || (word.len() == 4 && number(word) && (word.starts_with("19") || word.starts_with("20")))
        })
}

/// Whether a line begins as one that says who wrote when does, in a language that begins it with a word of its own.
fn begins_as_attribution(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches('*').to_lowercase();
    let beginning = line.split([' ', ',']).next().unwrap_or_default();
    WHEN.contains(&beginning)
}

/// How many lines say who wrote when, if that begins here.
fn attribution(lines: &[String], at: usize) -> Option<usize> {
    let first = lines.get(at)?;
    let begins = begins_as_attribution(first);
    if !begins && !names_a_time(first) && !first.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let mut said = String::new();
    for n in 1..=LONGEST_ATTRIBUTION {
        let line = lines.get(at + n - 1)?.trim();
        // Between its lines there is none that is empty or a quote, and none that begins another.
        let begins_anew = n > 1 && begins_as_attribution(line);
        if line.is_empty() || is_quote(line) || begins_anew || said.chars().count() > MOST_LETTERS {
            return None;
        }
        said.push_str(line);
        said.push(' ');
        let whole = said.trim_end().trim_end_matches('*').to_lowercase();
        let when = whole.contains('@') || whole.chars().any(|letter| letter.is_ascii_digit());
        // Its first line is the one that says when, or begins with the word for it.
        let is_its_first = n == 1 || begins || names_a_time(first);
        if when && is_its_first && WROTE.iter().any(|end| whole.ends_with(end)) {
            return Some(n);
        }
        // In a language that is not known here: an address or a time, a colon, and then a quote.
        let quoted = lines.iter().skip(at + n).find(|line| !line.trim().is_empty()).is_some_and(|line| is_quote(line));
        if whole.ends_with(':') && quoted && names_a_time(first) {
            return Some(n);
        }
    }
    None
}

/// A line that a program puts below: `--`, “Sent from my iPhone”.
fn is_signature(line: &str) -> bool {
    let line = line.trim();
    if matches!(line, "--" | "—") {
        return true;
    }
    let lower = line.to_lowercase();
    let lower = lower.trim_start_matches(['-', '—', ' ']);
    SENT_FROM.iter().any(|beginning| {
        lower.strip_prefix(beginning).is_some_and(|device| {
            // A device is named in few words; a sentence goes on.
            device.split_whitespace().count() <= 4 && !device.contains(',')
        })
    })
}

/// Whether a closing (“Me respekt,”) begins here, with a signature and nothing else below.
fn is_closing(lines: &[String], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let words = line.trim().trim_end_matches([',', '!', '.', ' ', ';']).to_lowercase();
    // Or a name behind a dash, “-Arta”, which is no point of a list.
    let name = words
        .strip_prefix('-')
        .is_some_and(|name| name.starts_with(char::is_alphabetic) && name.split_whitespace().count() <= 3);
    let ends = |at: &usize| {
        lines.get(*at).is_none_or(|line| is_quote(line) || is_separator(line))
            || begins_head(lines, *at)
            || attribution(lines, *at).is_some()
    };
    let below = (at + 1..lines.len()).take_while(|at| !ends(at)).filter(|at| !lines[*at].trim().is_empty());
    // No more of them are looked at than tell, or a text of nothing but closings would be looked through from each of them.
    (CLOSINGS.contains(&words.as_str()) || name) && below.take(LONGEST_CLOSING + 1).count() <= LONGEST_CLOSING
}

/// The words of an answer that are new.
pub fn new_words(text: &str) -> String {
    let lines: Vec<String> = text.replace("\r\n", "\n").lines().map(plain).collect();
    let mut kept: Vec<&str> = Vec::new();
    let (mut at, mut has_words) = (0, false);
    while at < lines.len() {
        let line = &lines[at];
        if is_separator(line) || is_signature(line) || begins_head(&lines, at) || (has_words && is_closing(&lines, at))
        {
            // A separator above everything would leave nothing; then there is nothing new.
            break;
        }
        if let Some(count) = attribution(&lines, at) {
            let quoted =
                lines.iter().skip(at + count).find(|line| !line.trim().is_empty()).is_some_and(|line| is_quote(line));
            if !quoted {
                break;
            }
            // What follows is marked as a quote, so an answer below or between it is seen.
            at += count;
            continue;
        }
        if !is_quote(line) {
            has_words |= !line.trim().is_empty();
            kept.push(line);
        }
        at += 1;
    }
    let mut words = String::new();
    for line in kept {
        if line.trim().is_empty() && (words.is_empty() || words.ends_with("\n\n")) {
            continue;
        }
        words.push_str(line);
        words.push('\n');
    }
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What programs write in the languages here, by hand after their catalogues of messages.
    #[test]
    fn what_programs_put_above_a_quote_is_left_out_in_every_language() {
        for above in [
            "On Mon, Jul 3, 2017 at 9:00 AM, focalpoint <focalpoint@akt.example> wrote:",
            "Më 3 korr 2017, në orën 09:00, focalpoint <focalpoint@akt.example> shkroi:",
            "Më hën., 3 korr. 2017 në 09:00 focalpoint <\nfocalpoint@akt.example> ka shkruar:",
            "Dana 3. jul 2017. 09:00, focalpoint je napisao/la:",
            "Dana pon, 3. srp 2017. u 09:00 focalpoint <focalpoint@akt.example>\nnapisao je:",
            "пон, 3. јул 2017. у 09:00 focalpoint <focalpoint@akt.example> је написао/ла:",
            "Am 03.07.2017 um 09:00 schrieb focalpoint <focalpoint@akt.example>:",
            "-----Original Message-----",
            "-----Mesazhi origjinal-----",
            "-----Originalna poruka-----",
            "________________________________",
            "From: focalpoint\nSent: Monday, 3 July 2017 09:00\nTo: Arta Krasniqi\nSubject: Detyrat",
            "Nga: focalpoint <focalpoint@akt.example>\nDërguar: e hënë, 3 korrik 2017 09:00\nPër: Arta\nTema: Detyrat",
            "*Nga:* focalpoint\n*Dërguar më:* 3 korrik 2017\n*Për:* Arta\n*Subjekti:* Detyrat",
            "Od: focalpoint\nPoslato: ponedeljak, 3. jul 2017. 09:00\nZa: Jelena\nTema: Zadaci",
            "Од: focalpoint\nПослато: понедељак, 3. јул 2017. 09:00\nЗа: Јелена\nТема: Задаци",
        ] {
            for below in ["\n> 1. Raporti vjetor\n> A u krye?", "\n\n1. Raporti vjetor\nA u krye?"] {
                let unmarked_quote = !below.contains('>');
                // A line that no language here knows is told by the quote below it alone.
                if unmarked_quote && above.contains("schrieb") {
                    continue;
                }
                let text = format!("1 u krye\n\n{above}\n{below}");
                assert_eq!(new_words(&text), "1 u krye", "{text}");
            }
        }
    }

    #[test]
    fn answers_below_and_between_quotes_stay() {
        let text = "On 3 July 2017, focalpoint wrote:\n> 1. Raporti\n\n1 u krye\n\n> 2. Plani\n\nderi të premten\n";
        assert_eq!(new_words(text), "1 u krye\n\nderi të premten");
    }

    /// Read from each of its lines anew, none of these would come to its end.
    #[test]
    fn a_text_of_very_many_lines_is_read_once() {
        assert_eq!(new_words(&"\n".repeat(50_000)), "");
        let closings = "-a\n".repeat(50_000);
        let words = new_words(&format!("po\n{closings}b"));
        assert!(words.starts_with("po\n-a\n") && words.len() > closings.len() / 2, "{} letters", words.len());
    }

    #[test]
    fn signatures_are_left_out_and_sentences_that_look_like_them_are_not() {
        for below in [
            "-- \nArta Krasniqi\nPolicia e Kosovës",
            "Me respekt,\nArta Krasniqi\nTel. 038 000 000",
            "S poštovanjem,\n\nJelena",
            "Kind regards\nArta",
            "Dërguar nga iPhone im",
            "Poslato sa mog iPhone uređaja",
            "Sent from my Samsung Galaxy smartphone.",
            "Get Outlook for iOS",
        ] {
            assert_eq!(new_words(&format!("1 u krye\n\n{below}\n")), "1 u krye", "{below}");
        }
        for whole in [
            "Përshëndetje,\n1 u krye",
            "Nga: zyra jonë\ne dërguam dje",
            "Sent from my desk, is much easier then my mobile phone.",
            "deri më 12:30 ju shkruajmë:\n- raportin",
            "On it",
        ] {
            assert_eq!(new_words(whole), whole);
        }
    }
}
