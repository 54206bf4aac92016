//! Addresses of e-mail: whose mailbox it is, a person's, an office's or one cannot tell.

use super::lexicon::{GivenNameCertainty, given, meaning as m};
use super::message::Message;
use crate::letters::fold_into;
use crate::tokens::{Token, TokenKind};

/// What “@” and “.” are called.
const AT: &[&str] = &["at", "et", "@", "majmun", "majmunce", "manki", "monkey", "kukac"];
const DOT: &[&str] = &["dot", "pike", "pik", "tacka", "tocka", "punto"];
/// Ends of addresses that are spelt out.
const ENDS: &[&str] = &["com", "org", "net", "eu", "info", "rs", "al", "mk", "me", "de", "ch", "it", "uk"];
/// Longer ends of hosts are parts of a nickname that stands behind a blank: “@office.against.trafficking”.
const LONGEST_END: usize = 7;

/// Whose mailbox an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mailbox {
    /// An office's or an authority's.
    Office,
    /// Of an institution by its host, or of nobody one could name.
    Unclear,
    /// The mailbox of a person, by the name in it.
    Own,
}

/// Whether there is the address of a person, and whether there is one that may be.
pub(super) fn detect(text: &str, message: &Message<'_>, private: bool) -> (bool, bool) {
    if is_spelt_out(message.tokens) {
        return (true, false);
    }
    let text = text.to_lowercase().replace("(at)", "@").replace("[at]", "@").replace(" @", "@").replace("@ ", "@");
    let most = text.match_indices('@').filter_map(|(at, _)| mailbox(&text, at)).max();
    let named = message.has(m::PRONOUN) || message.names.iter().any(|name| name.surety >= 2 && !name.explained);
    match most {
        None => (false, false),
        Some(_) if private => (true, false),
        Some(Mailbox::Office) => (false, false),
        Some(Mailbox::Unclear) => (named, true),
        Some(Mailbox::Own) => (true, false),
    }
}

/// What the address with its “@” here is; nothing when it is none.
fn mailbox(text: &str, at: usize) -> Option<Mailbox> {
    let before = text.get(..at)?;
    let local =
        before.rsplit(|letter: char| !letter.is_alphanumeric() && !"._+-".contains(letter)).next().unwrap_or_default();
    let place = text.get(at + 1..)?;
    let place =
        place.split(|letter: char| !letter.is_alphanumeric() && !".-".contains(letter)).next().unwrap_or_default();
    let (host, top) = place.trim_end_matches('.').rsplit_once('.')?;
    let is_end = (2..=LONGEST_END).contains(&top.chars().count()) && top.chars().all(char::is_alphabetic);
    (!local.is_empty() && !host.is_empty() && is_end).then(|| owner(local, host))
}

fn owner(local: &str, host: &str) -> Mailbox {
    let parts = |address: &str| -> Vec<String> {
        let plain = |part: &str| {
            part.chars().fold(String::new(), |mut plain, letter| {
                fold_into(&mut plain, letter);
                plain
            })
        };
        address.split(['.', '-', '_', '+']).filter(|part| !part.is_empty()).map(plain).collect()
    };
    let (local_parts, host_parts) = (parts(local), parts(host));
    let begins = |parts: &[String], stems: &[&str]| {
        parts.iter().any(|part| stems.iter().any(|stem| part.starts_with(stem) && (stem.len() > 2 || part == stem)))
    };
    let free = host_parts.iter().any(|part| FREE_HOSTS.contains(&part.as_str()));
    let person = local_parts
        .iter()
        .any(|part| given(part) > GivenNameCertainty::No && !begins(std::slice::from_ref(part), OFFICES));
    if begins(&local_parts, OFFICES) && !person || OFFICE_HOSTS.iter().any(|office| host.contains(office)) {
        return if free { Mailbox::Unclear } else { Mailbox::Office };
    }
    let institution = begins(&host_parts, INSTITUTIONS);
    let numbered = local.chars().any(char::is_numeric);
    // “name.surname”
    let personal = local_parts.len() >= 2 || local_parts.iter().any(|part| given(part) > GivenNameCertainty::No);
    match (institution, personal || numbered || free) {
        // the mailbox of an institution whose name says nothing of a person
        (true, false) => Mailbox::Office,
        (true, true) | (false, false) => Mailbox::Unclear,
        (false, true) => Mailbox::Own,
    }
}

/// Where anybody gets a mailbox.
const FREE_HOSTS: &[&str] = &[
    "gmail",
    "hotmail",
    "yahoo",
    "outlook",
    "live",
    "msn",
    "icloud",
    "gmx",
    "mail",
    "proton",
    "protonmail",
    "yandex",
    "aol",
    "web",
    "ymail",
    "me",
    "inbox",
    "ukr",
    "rambler",
    "freemail",
    "post",
];

/// Those that are no everyday words.
const GREAT_HOSTS: &[&str] = &[
    "gmail",
    "hotmail",
    "yahoo",
    "outlook",
    "icloud",
    "gmx",
    "proton",
    "protonmail",
    "yandex",
    "ymail",
    "rambler",
    "freemail",
];

/// The beginnings of the names of mailboxes that are an office's.
const OFFICES: &[&str] = &[
    "info",
    "zyra",
    "zyre",
    "zyrtar",
    "protokoll",
    "protokol",
    "sekretari",
    "sekretarij",
    "secretar",
    "office",
    "kancelarij",
    "kabinet",
    "cabinet",
    "ured",
    "grant",
    "contact",
    "kontakt",
    "desk",
    "frontdesk",
    "press",
    "shtyp",
    "media",
    "medij",
    "support",
    "admin",
    "help",
    "ndihm",
    "pomoc",
    "trafik",
    "antitrafik",
    "raport",
    "report",
    "prijav",
    "pisarnic",
    "centar",
    "center",
    "centre",
    "qendra",
    "koordin",
    "kordin",
    "coordin",
    "sos",
    "hr",
    "it",
    "prokurim",
    "procure",
    "nabavk",
    "tender",
    "financ",
    "buxhet",
    "budzet",
    "budget",
    "mbrojtes",
    "viktima",
    "zastupnic",
    "advoca",
    "avokat",
    "advokat",
    "prokuror",
    "tuzila",
    "gjykat",
    "sud",
    "policia",
    "policij",
    "police",
    "stacion",
    "stanica",
    "drejtori",
    "direkcij",
    "njesi",
    "jedinic",
    "unit",
    "sektor",
    "section",
    "qps",
    "csr",
    "komuna",
    "opstina",
    "shkoll",
    "skola",
    "school",
    "spital",
    "bolnic",
    "strehim",
    "shelter",
    "projekt",
    "project",
    "program",
    "trajnim",
    "obuk",
    "training",
    "anketa",
    "survey",
    "event",
    "konferenc",
    "conference",
    "registr",
    "regjistr",
    "regist",
    "liaison",
    "team",
    "ekip",
    "tim",
    "task",
    "tip",
    "thb",
    "noreply",
    "no",
    "newsletter",
    "bulletin",
    "buletin",
    "burime",
    "njerez",
    "ankes",
    "zalb",
    "complaint",
    "konsull",
    "consul",
    "konzul",
    "ambasad",
    "embassy",
    "visa",
    "viza",
    "recep",
    "pritj",
    "statistik",
    "statistic",
    "monitor",
    "archiv",
    "arhiv",
    "arkiv",
    "job",
    "konkurs",
    "vacanc",
    "donator",
    "donor",
];

/// The beginnings of what authorities and organisations call their hosts.
const INSTITUTIONS: &[&str] = &[
    "gov",
    "rks",
    "ks",
    "zyra",
    "kabinet",
    "ured",
    "kancelarij",
    "ministr",
    "mpb",
    "mpms",
    "masht",
    "msh",
    "md",
    "mup",
    "policia",
    "policij",
    "police",
    "kosovopolice",
    "prokuror",
    "tuzila",
    "prosecut",
    "gjykat",
    "gjyqesor",
    "sud",
    "court",
    "komuna",
    "opstina",
    "opcina",
    "municip",
    "qps",
    "csr",
    "avokat",
    "ombuds",
    "akademi",
    "agjenci",
    "agenc",
    "agency",
    "autoritet",
    "authority",
    "antitrafik",
    "inspektorat",
    "doganat",
    "customs",
    "carina",
    "spital",
    "bolnic",
    "hospital",
    "qkuk",
    "shkoll",
    "skola",
    "school",
    "universi",
    "ojq",
    "nvo",
    "ngo",
    "shoqata",
    "udruzenj",
    "udruga",
    "fondacion",
    "fondacij",
    "foundation",
    "strehimor",
    "shelter",
    "embassy",
    "ambasad",
    "osce",
    "iom",
    "un",
    "undp",
    "unicef",
    "eulex",
    "europa",
    "caritas",
    "donor",
    "misij",
    "mission",
    "projekt",
    "project",
    "consult",
    "odvjetn",
    "advokat",
    "komor",
    "oda",
    "radio",
    "televizij",
    "media",
];

/// What the hosts of authorities contain.
const OFFICE_HOSTS: &[&str] = &["rks-gov", "gov.", ".gov", "kosovopolice", "gjyqesori"];

/// “arta dot gashi at example dot com”, “marija(dot)p(at)proton(dot)me”, “marija.p at gmail.com”.
fn is_spelt_out(tokens: &[Token<'_>]) -> bool {
    // brackets around the words say nothing
    let tokens: Vec<&Token<'_>> = tokens.iter().filter(|token| !"()[]{}<>".contains(&token.plain)).collect();
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.plain.as_str()));
    let is_word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
    let is_part = |at: usize| tokens.get(at).is_some_and(|token| token.kind != TokenKind::Sign);
    (1..tokens.len()).any(|at| {
        let host = is_word(at + 1) && is_part(at - 1);
        // “at post. It …”: everyday words are hosts behind the sign only
        let free = is(at + 1, FREE_HOSTS) && (is(at, &["@"]) || is(at + 1, GREAT_HOSTS));
        // “arta at gmail com”, “arta@gmail,com”, “marija @ proton . me”
        let dotted = |place: usize| is(place, ENDS) || is(place, &[".", ","]) && is(place + 1, ENDS);
        host && (is(at, AT) && is(at + 2, DOT) && is(at + 3, ENDS)
            || (is(at, AT) || is(at, &["a"])) && free && dotted(at + 2))
    })
}
