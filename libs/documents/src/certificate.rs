//! A certificate on paper, with the code by which the hub confirms it.

use chrono::NaiveDate;
use events::language::{Language, LocalText};
use events::period::Period;
use events::training::CertificateCode;
use language::catalogue::Catalogue;
use language::recorded::marked;

use crate::dates::written;
use crate::error::DocumentError;
use crate::layout::{A4, Ink, MARGIN, Pages, Style};

/// The first letters of a name: enough to compare with a paper in hand, too little to learn who it is.
pub fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(" ")
}

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The holder's name, opened for the making of this paper.
    pub name: String,
    /// What the holder's institution is called.
    pub institution: LocalText,
    /// What was taught, by the module's name.
    pub module: LocalText,
    /// The days of the session attended; none: it is a trainer's.
    pub attended: Option<Period>,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The last day on which it is valid; none: it does not expire.
    pub until: Option<NaiveDate>,
    /// By which it is verified.
    pub code: CertificateCode,
    /// Where it is verified, as people type it.
    pub verified_at: String,
}

/// What stands on the paper, from top to bottom.
struct CertificateText {
    authority: String,
    title: String,
    to: String,
    name: String,
    institution: String,
    sentence: String,
    module: String,
    issued: String,
    valid: String,
    how_to_verify: String,
    code: String,
    verified_at: String,
}

impl Certificate {
    /// The certificate as PDF in one language.
    pub fn pdf(&self, catalogue: &Catalogue, language: Language) -> Result<Vec<u8>, DocumentError> {
        let words = self.words(catalogue, language);
        let mut pages = Pages::new()?;
        pages.frame(28.0, 2.5, Ink::Accent);
        pages.frame(34.0, 0.7, Ink::Line);
        pages.skip(40.0);
        pages.centre(&words.authority, Style::plain(11.0).inked(Ink::Soft));
        pages.skip(46.0);
        pages.centre(&words.title, Style::bold(26.0).inked(Ink::Accent));
        pages.skip(40.0);
        pages.centre(&words.to, Style::plain(11.0).inked(Ink::Soft));
        pages.skip(4.0);
        pages.centre(&words.name, Style::bold(22.0));
        pages.skip(2.0);
        pages.centre(&words.institution, Style::plain(12.0));
        pages.skip(34.0);
        pages.centre(&words.sentence, Style::plain(11.0).inked(Ink::Soft));
        pages.skip(6.0);
        pages.centre(&words.module, Style::bold(14.0));
        pages.skip(40.0);
        pages.centre(&words.issued, Style::plain(11.0));
        pages.centre(&words.valid, Style::plain(11.0));
        pages.y = pages.y.max(A4.1 - MARGIN - 120.0);
        pages.rule(0.7, Ink::Line);
        pages.skip(10.0);
        pages.centre(&words.how_to_verify, Style::plain(9.5).inked(Ink::Soft));
        pages.skip(4.0);
        pages.centre(&words.code, Style::bold(16.0));
        pages.skip(4.0);
        pages.centre(&words.verified_at, Style::plain(9.5).inked(Ink::Accent));
        pages.finish(&format!("{}: {}", words.title, words.module), language.code(), "")
    }

    fn words(&self, catalogue: &Catalogue, language: Language) -> CertificateText {
        let say = |key: &str, values: &[(&str, language::catalogue::Value)]| catalogue.say(language, key, values);
        let date = |day| written(language, day);
        let (title, sentence) = match self.attended {
            None => ("certificate-trainer-title", say("certificate-trainer-sentence", &[])),
            Some(days) if days.from() == days.until() => {
                ("certificate-title", say("certificate-sentence-day", &[("day", date(days.from()).into())]))
            }
            Some(days) => {
                let days = [("from", date(days.from()).into()), ("until", date(days.until()).into())];
                ("certificate-title", say("certificate-sentence", &days))
            }
        };
        let valid = match self.until {
            Some(until) => say("certificate-until", &[("day", date(until).into())]),
            None => say("certificate-for-ever", &[]),
        };
        CertificateText {
            authority: say("certificate-authority", &[]),
            title: say(title, &[]),
            to: say("certificate-to", &[]),
            name: self.name.clone(),
            institution: self.institution.in_language(language).to_owned(),
            sentence,
            module: marked(catalogue, language, &self.module),
            issued: say("certificate-issued", &[("day", date(self.issued_on).into())]),
            valid,
            how_to_verify: say("certificate-verify", &[]),
            code: self.code.to_string(),
            verified_at: self.verified_at.clone(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn certificate() -> Certificate {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        Certificate {
            name: "Jelena Đorđević".to_owned(),
            institution: LocalText::from_versions(Language::ALL.map(|language| (language, "MPMS"))).unwrap(),
            module: LocalText::from_versions([(Language::Sq, "Mbledhja e të dhënave")]).unwrap(),
            attended: Some(Period::new(day("2018-01-15"), day("2018-01-17")).unwrap()),
            issued_on: day("2018-01-18"),
            until: Some(day("2020-01-17")),
            code: CertificateCode::from_bytes([7; 10]),
            verified_at: "https://hub.example.org/verify".to_owned(),
        }
    }

    #[test]
    fn initials_are_the_first_letters() {
        assert_eq!(initials("Vjosa Çela  Đorđević"), "V. Ç. Đ.");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn a_certificate_is_one_page_in_each_language_and_each_says_something_else() {
        let catalogue = Catalogue::new().unwrap();
        let made = Language::ALL.map(|language| certificate().pdf(&catalogue, language).unwrap());
        assert!(made.iter().all(|pdf| pdf.starts_with(b"%PDF-")));
        assert!(made[0] != made[1] && made[1] != made[2] && made[0] != made[2]);
        assert_eq!(made[0], certificate().pdf(&catalogue, Language::ALL[0]).unwrap(), "the same data, the same bytes");
    }
    #[test]
    fn a_certificate_reads_as_it_did() {
        let catalogue = Catalogue::new().unwrap();
        for language in Language::ALL {
            let trainers = Certificate { attended: None, until: None, ..certificate() };
            for (name, certificate) in [("certificate", certificate()), ("certificate_trainer", trainers)] {
                let words = certificate.words(&catalogue, language);
                let lines = [
                    words.authority,
                    words.title,
                    words.to,
                    words.name,
                    words.institution,
                    words.sentence,
                    words.module,
                    words.issued,
                    words.valid,
                    words.how_to_verify,
                    words.code,
                    words.verified_at,
                ];
                insta::with_settings!({ snapshot_path => "../tests/snapshots", prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(format!("{name}_{language}"), lines.join("\n"));
                });
            }
        }
    }
}
