//! Profiles and nicknames on networks.

use super::evidence::Evidence;
use super::file_names::has_file_ending;
use super::kinds::{Doubt, Finding};
use super::lexicon::{GivenNameCertainty, given, meaning as m, meanings_of};
use super::message::Message;
use crate::tokens::tokens;

/// Words for somebody who is protected, or may be.
const PRIVATE: u64 = m::VICTIM | m::CHILD | m::PRONOUN | m::PERSON | m::KIN;

/// The pages of networks, up to the name of a profile.
const SITES: &[&str] = &[
    "t.me/",
    "fb.com/",
    "facebook.com/",
    "instagram.com/",
    "tiktok.com/",
    "vk.com/",
    "wa.me/",
    "m.me/",
    "snapchat.com/",
];

/// Ends of hosts: “ministria.org” is a page, no nickname.
const HOSTS: &[&str] =
    &["com", "org", "net", "eu", "info", "rs", "al", "mk", "ba", "hr", "int", "gov", "example", "int"];

/// How far after the network its nickname may stand, in words.
const REACH_OF_NICKNAME: usize = 5;

/// What stands around a word.
const AROUND: &str = "()\"“”„,;:!?.";

fn trimmed(word: &str) -> &str {
    word.trim_matches(|letter: char| AROUND.contains(letter))
}

/// “sunshine.k98”, “neca99”: small letters with an underscore or figures, as people call themselves on networks.
fn is_nickname(word: &str) -> bool {
    let word = trimmed(word);
    let letters = word.chars().filter(char::is_ascii_lowercase).count();
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let rest =
        word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_.#".contains(letter));
    let begins = word.starts_with(|letter: char| letter.is_ascii_lowercase());
    letters >= 4
        && rest
        && begins
        && (figures > 0 || word.contains('_'))
        && !has_file_ending(word)
        && !word.contains("..")
}

/// “arta.xo”: a nickname when a network is named right before.
fn is_dotted(word: &str) -> bool {
    let word = trimmed(word);
    let (name, end) = word.rsplit_once('.').unwrap_or_default();
    name.len() >= 3
        && !end.is_empty()
        && word.chars().all(|letter| letter.is_ascii_lowercase() || ".-".contains(letter))
        && !HOSTS.contains(&end)
        && !has_file_ending(word)
}

/// “insta je marija.99”: a nickname after a network, whoever's it is, unless it is a campaign's.
fn follows_network(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().any(|(at, word)| {
        let parts = tokens(word);
        // a call is no network: “call”, “number”
        parts.len() <= 2
            && meanings_of(&parts).iter().any(|means| means & m::SOCIAL != 0)
            && words
                .iter()
                .skip(at + 1)
                .take(REACH_OF_NICKNAME)
                .any(|word| (is_nickname(word) || is_dotted(word)) && !is_campaign(trimmed(word)))
    })
}

pub(super) fn detect(text: &str, message: &Message<'_>, named: bool, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN);
    let general = message.has(m::GENERIC | m::NEGATION);
    let organisation = message.has(m::INSTITUTION | m::MEETING | m::OFFICE_PHONE) && !message.has(m::VICTIM | m::CHILD);
    // “@arta.x3”, “t.me/arta”, “fb.com/arta”
    let tagged = text.split_whitespace().any(|word| {
        let word = trimmed(word);
        word.strip_prefix('@').is_some_and(|name| name.chars().filter(|letter| letter.is_alphanumeric()).count() >= 3)
            || SITES.iter().any(|site| word.to_lowercase().split_once(site).is_some_and(|(_, name)| name.len() >= 3))
    });
    let official = official_profile(text, message, named);
    let nicknamed = private && text.split_whitespace().any(is_nickname);
    evidence.find(Finding::Handle, nicknamed && message.has(m::SOCIAL | m::PHONE | m::CALLED | m::VICTIM));
    let sure = (tagged || message.has(m::SOCIAL)) && private && !general && !organisation;
    let followed = message.has(m::SOCIAL) && follows_network(text) && !organisation && !official;
    // “instagrami arta xo”
    let called = (0..message.tokens.len()).any(|at| {
        message.means(at, m::SOCIAL)
            && (at + 1..at + 3)
                .any(|name| message.plain(name).len() >= 4 && given(message.plain(name)) == GivenNameCertainty::Yes)
    });
    evidence.doubt(Doubt::Description, called && !organisation && !general);
    evidence.weigh(
        Finding::Handle,
        sure || followed || tagged && !organisation && !official,
        Doubt::Description,
        tagged && (!official || private) || message.has(m::SOCIAL) && named && !organisation,
    );
}

/// What profiles of institutions and campaigns contain.
const CAMPAIGNS: &[&str] = &[
    "trafik", "trgovin", "kunder", "protiv", "against", "stop", "antitraf", "zyrtar", "sluzben", "official", "kosov",
    "komun", "minist", "polic", "mpb", "mup", "gov",
];

/// Whether a profile is called after an institution or what it works for, and after nobody.
fn is_campaign(profile: &str) -> bool {
    let spaced = profile.replace(['@', '.', '_', '-', '/'], " ");
    let parts = tokens(&spaced);
    let meanings = meanings_of(&parts);
    let campaign = parts.iter().any(|part| CAMPAIGNS.iter().any(|stem| part.plain.contains(stem)));
    let named = parts.iter().any(|part| given(&part.plain) == GivenNameCertainty::Yes);
    let institution = m::INSTITUTION | m::ORGANISATION | m::ACRONYM | m::GENERIC | m::MEETING;
    !named && (campaign || meanings.iter().any(|means| means & institution != 0))
}

/// The page of an institution: its profile says so, or the words beside it.
fn official_profile(text: &str, message: &Message<'_>, named: bool) -> bool {
    let tag = text.split_whitespace().filter(|word| word.contains('@') || word.contains('/')).any(is_campaign);
    (tag || message.has(m::INSTITUTION | m::ORGANISATION | m::FORMAL)) && !named && !message.has(PRIVATE)
}
