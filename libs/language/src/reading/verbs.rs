//! Forms of the verbs that an office does its tasks with: sent, signed, handed in.
//!
//! A verb is a line of a lexicon file; its forms follow from the language's paradigms, so that a verb not thought of in one
//! person, gender or number is known in all. This module knows grammar and nothing of replies.

use events::language::Language;

/// What a form of a verb says of the deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// It happened: aorist, perfect, participles.
    Finished,
    /// It happens, or is wished: present, subjunctive, progressive.
    Present,
    /// It will happen.
    Future,
    /// The infinitive or the base form.
    Base,
}

/// Endings of the Albanian verbs in -oj, after the stem without its last vowel. Gheg forms beside the standard ones.
const ALBANIAN_FINISHED: &[&str] = &[
    "ova", "ove", "ua", "uash", "oi", "uam", "uat", "uan", "uar", "uara", "uarat", "u", "ue", "uem", "ueme", "um",
    "ume", "uen", "un", "une", "ut", "uat",
];
const ALBANIAN_PRESENT: &[&str] =
    &["oj", "on", "ojme", "ojm", "ojna", "oni", "ojne", "ojn", "osh", "oje", "ohet", "ohen", "ojin", "ohej"];

/// The forms of the verbs on one line of a lexicon file's section of verbs.
pub(super) fn forms_of_verbs(language: Language, line: &str) -> Vec<(String, Form)> {
    match language {
        // after “=” stand finished forms that follow no paradigm
        Language::Sq => match line.strip_prefix('=') {
            Some(forms) => forms.split_whitespace().map(|form| (form.to_owned(), Form::Finished)).collect(),
            None => line.split_whitespace().flat_map(albanian).collect(),
        },
        Language::Sr | Language::SrCyrl => serbian(line).unwrap_or_default(),
        Language::En => english(line).unwrap_or_default(),
    }
}

/// From the stem with its vowel: “dergo”, “nenshkrua”.
fn albanian(stem: &str) -> Vec<(String, Form)> {
    let root = stem.trim_end_matches(['o', 'a', 'u']);
    let finished = ALBANIAN_FINISHED.iter().map(|ending| (format!("{root}{ending}"), Form::Finished));
    let present = ALBANIAN_PRESENT.iter().map(|ending| (format!("{root}{ending}"), Form::Present));
    finished.chain(present).collect()
}

/// Stem of the infinitive ; passive participles ; stem of the present ; third person plural of the present.
fn serbian(line: &str) -> Option<Vec<(String, Form)>> {
    let mut parts = line.split(';').map(str::trim);
    let (stem, passives, present, they) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let mut forms = Vec::new();
    let past = if stem.ends_with("ede") || stem.ends_with("ese") {
        // sprovede: sproveo, sprovela; unese: uneo, unela
        let vowel = stem.trim_end_matches("de").trim_end_matches("se");
        ["o", "la", "lo", "li", "le", "h", "smo"].map(|ending| format!("{vowel}{ending}"))
    } else {
        ["o", "la", "lo", "li", "le", "h", "smo"].map(|ending| format!("{stem}{ending}"))
    };
    forms.extend(past.into_iter().map(|form| (form, Form::Finished)));
    for passive in passives.split_whitespace() {
        for ending in ["", "a", "o", "i", "e", "u", "og", "oj", "om", "im", "ih"] {
            forms.push((format!("{passive}{ending}"), Form::Finished));
        }
    }
    for ending in ["m", "s", "", "mo", "te"] {
        forms.push((format!("{present}{ending}"), Form::Present));
    }
    forms.push((they.to_owned(), Form::Present));
    for ending in ["cu", "ces", "ce", "cemo", "cete"] {
        forms.push((format!("{stem}{ending}"), Form::Future));
    }
    for ending in ["ti", "t"] {
        forms.push((format!("{stem}{ending}"), Form::Base));
    }
    Some(forms)
}

/// Base ; past ; participle.
fn english(line: &str) -> Option<Vec<(String, Form)>> {
    let mut parts = line.split(';').map(str::trim);
    let (base, past, participle) = (parts.next()?, parts.next()?, parts.next()?);
    let stem = base.trim_end_matches('e');
    Some(vec![
        (past.to_owned(), Form::Finished),
        (participle.to_owned(), Form::Finished),
        (base.to_owned(), Form::Base),
        (format!("{stem}ing"), Form::Present),
    ])
}

#[cfg(test)]
mod tests {
    use events::language::Language;

    use super::{Form, forms_of_verbs};

    fn has(language: Language, line: &str, word: &str, form: Form) -> bool {
        forms_of_verbs(language, line).contains(&(word.to_owned(), form))
    }

    #[test]
    fn a_verb_is_known_in_every_person_gender_and_number() {
        for word in ["dergova", "derguam", "derguar", "dergu", "dergum", "derguan"] {
            assert!(has(Language::Sq, "dergo", word, Form::Finished), "{word}");
        }
        assert!(has(Language::Sq, "dergo dorezo", "dorezojme", Form::Present));
        for word in ["zavrsio", "zavrsila", "zavrsile", "zavrsena", "zavrsenog"] {
            assert!(has(Language::Sr, "zavrsi ; zavrsen ; zavrsi ; zavrse", word, Form::Finished), "{word}");
        }
        assert!(has(Language::Sr, "sprovede ; sproveden ; sprovede ; sprovedu", "sprovela", Form::Finished));
        assert!(has(Language::Sr, "zavrsi ; zavrsen ; zavrsi ; zavrse", "zavrsicemo", Form::Future));
        assert!(has(Language::Sr, "zavrsi ; zavrsen ; zavrsi ; zavrse", "zavrsimo", Form::Present));
        assert!(has(Language::En, "write ; wrote ; written", "writing", Form::Present));
    }
}
