//! What a line of the audit trail is about, in words: the codes that it keeps are for programs and never change.
//!
//! It may depend on the texts, and knows no page. What has no words of its own is shown as it is kept: a case's reference, an id, an
//! address.

use events::audit::AuditedAct;
use events::language::Language;
use language::catalogue::{Catalogue, Value};

/// Why somebody could not come in, or something was refused that is no command: how the codes begin, and which text says it. The code
/// itself is more exact, and is shown beside it.
const REASONS: &[(&str, &str)] = &[
    ("address-of-nobody", "nobody"),
    ("address-unverified", "nobody"),
    ("answer-unreadable", "provider"),
    ("attempt-", "provider"),
    ("button of-another-chat", "button"),
    ("button of-nobody-linked", "not-linked"),
    ("code-refused", "provider"),
    ("first-start", "link"),
    ("identity-of-another", "provider"),
    ("invitation-", "invitation"),
    ("link expired", "link-expired"),
    ("link forged", "link-forged"),
    ("link not in post", "not-in-post"),
    ("link not served", "link-forged"),
    ("link taken back", "link-taken-back"),
    ("link-spent", "link"),
    ("message of-another-address", "another-address"),
    ("message of-nobody-in-post", "not-in-post"),
    ("no-attempt", "provider"),
    ("nobody-known", "nobody"),
    ("passkey-", "passkey"),
    ("provider-", "provider"),
    ("recovery-code-", "recovery-code"),
    ("session-over", "provider"),
    ("session-unknown", "session"),
    ("several-known", "nobody"),
    ("sign-in-link-", "link"),
    ("token-spent", "token"),
    ("too-many-requests", "too-many"),
    ("web-link-of-nobody-linked", "not-linked"),
    ("wrong-", "provider"),
];

/// A text, where there is one under the key.
fn said(catalogue: &Catalogue, language: Language, key: &str, values: &[(&str, Value)]) -> Option<String> {
    catalogue.has(language, key).then(|| catalogue.say_plain(language, key, values))
}

/// What an act was done to, in words; `None`: it is shown as it is kept.
pub(super) fn object_in_words(catalogue: &Catalogue, language: Language, act: &str, object: &str) -> Option<String> {
    let say = |key: String| said(catalogue, language, &key, &[]);
    let is = |one: AuditedAct| one.code() == act;
    if is(AuditedAct::CasesListed) {
        let count: usize = object.parse().ok()?;
        return said(catalogue, language, "page-audit-object-cases", &[("count", count.into())]);
    }
    if is(AuditedAct::FiguresRead) {
        let (counted, by) = object.split_once(' ')?;
        return table_in_words(catalogue, language, counted, by);
    }
    if is(AuditedAct::Exported) {
        return file_in_words(catalogue, language, object);
    }
    if is(AuditedAct::Refused) || is(AuditedAct::SignInFailed) {
        let reason = REASONS.iter().find(|(begins, _)| object.starts_with(begins));
        return match reason {
            Some((_, reason)) => say(format!("page-audit-why-{reason}")),
            None => command_in_words(catalogue, language, object),
        };
    }
    match act {
        "role-granted" | "role-withdrawn" => say(format!("page-role-{object}")),
        "session-opened" => say(format!("page-session-way-{object}")),
        "session-ended" => say(format!("page-audit-ended-{object}")),
        "session-confirmed" => say(format!("page-audit-confirmed-{object}")),
        _ => None,
    }
}

/// A table of figures of cases: what is counted, by what.
fn table_in_words(catalogue: &Catalogue, language: Language, counted: &str, by: &str) -> Option<String> {
    let counted = said(catalogue, language, &format!("case-count-{counted}"), &[])?;
    let by = said(catalogue, language, &format!("case-by-{by}"), &[])?;
    Some(format!("{counted}, {by}"))
}

/// A file: what kind it is, and of what.
fn file_in_words(catalogue: &Catalogue, language: Language, object: &str) -> Option<String> {
    if let Some((counted, by)) = object.strip_prefix("cases-").and_then(|table| table.split_once("-by-")) {
        return table_in_words(catalogue, language, counted, by);
    }
    let (kind, of) = object.split_once(' ').unwrap_or((object, ""));
    let kind_in_words = said(catalogue, language, &format!("page-audit-file-{kind}"), &[])?;
    // An indicator's values are of all indicators: the second word belongs to the kind.
    if of.is_empty() || kind == "indicator" { Some(kind_in_words) } else { Some(format!("{kind_in_words}: {of}")) }
}

/// A command that was refused: the thing and what was asked of it, where programs may ask it too and it has words.
fn command_in_words(catalogue: &Catalogue, language: Language, object: &str) -> Option<String> {
    let (stream, asked) = object.split_once(' ')?;
    let (kind, id) = stream.split_once('/')?;
    let command = said(catalogue, language, &format!("page-token-command-{kind}-{asked}"), &[])?;
    Some(format!("{id}: {command}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_as_a_code_is_said_in_words_in_every_language() {
        let catalogue = Catalogue::new().unwrap();
        let in_english = |act, object| object_in_words(&catalogue, Language::En, act, object);
        for (act, object, expected) in [
            ("cases-listed", "2", Some("2 cases")),
            ("exported", "audit", Some("audit trail")),
            ("exported", "briefing ms", Some("briefing: ms")),
            ("exported", "indicator values", Some("values of indicators")),
            ("role-granted", "auditor", Some("auditor")),
            ("session-ended", "left-post", Some("left the post")),
            ("refused", "case/2017-014 accept-referral", Some("2017-014: Accept a referral")),
            ("sign-in-failed", "passkey-copied", Some("what the passkey said was not believed")),
            ("case-read", "2017-014", None),
            ("refused", "cases/2017-014 update", None),
        ] {
            assert_eq!(in_english(act, object).as_deref(), expected, "{act} {object}");
        }
        for language in Language::ALL {
            for (_, reason) in REASONS {
                let key = format!("page-audit-why-{reason}");
                assert!(catalogue.has(language, &key), "{language} lacks {key}");
            }
        }
    }
}
