//! A checkpoint of the log on paper: its text as it stands, the same as a QR code, and the public key that judges it, so that whoever
//! keeps the sheet needs nothing else that the hub has.
//!
//! The QR code holds the checkpoint itself, byte for byte: read back by any telephone, it is what `verify --against` takes.

use events::language::Language;
use language::catalogue::Catalogue;
use qrcode::{EcLevel, QrCode};

use crate::error::DocumentError;
use crate::layout::{Ink, Pages, Style};

/// How wide the code is printed, in points: telephones read it from a sheet in the hand.
const WIDTH: f32 = 240.0;

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointSheet {
    /// The checkpoint as it was signed.
    pub checkpoint: String,
    /// The public key that it is judged by.
    pub public_key: String,
}

impl CheckpointSheet {
    /// The sheet as PDF in one language.
    pub fn pdf(&self, catalogue: &Catalogue, language: Language) -> Result<Vec<u8>, DocumentError> {
        let say = |key: &str| catalogue.say(language, key, &[]);
        let mut pages = Pages::new()?;
        pages.write("focalpoint", 0.0, Style::bold(9.0).inked(Ink::Accent));
        pages.write(&say("checkpoint-title"), 0.0, Style::bold(18.0));
        pages.skip(2.0);
        pages.write(&say("checkpoint-lead"), 0.0, Style::plain(10.5).inked(Ink::Soft));
        pages.skip(8.0);
        pages.rule(1.5, Ink::Accent);
        pages.skip(16.0);
        pages.squares(&self.code()?, WIDTH);
        pages.skip(12.0);
        for line in self.checkpoint.lines().filter(|line| !line.is_empty()) {
            pages.write(line, 0.0, Style::plain(9.0));
        }
        pages.skip(12.0);
        pages.write(&say("checkpoint-key"), 0.0, Style::bold(10.0).inked(Ink::Accent));
        pages.write(&self.public_key, 0.0, Style::plain(9.0));
        pages.finish(&say("checkpoint-title"), language.code(), "focalpoint")
    }

    /// The rows of the code; `true` is dark.
    fn code(&self) -> Result<Vec<Vec<bool>>, DocumentError> {
        let code = QrCode::with_error_correction_level(&self.checkpoint, EcLevel::M)
            .map_err(|error| DocumentError::Undrawn(error.to_string()))?;
        let colours = code.to_colors();
        Ok(colours
            .chunks(code.width())
            .map(|row| row.iter().map(|colour| *colour == qrcode::Color::Dark).collect())
            .collect())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn sheet(checkpoint: &str) -> CheckpointSheet {
        CheckpointSheet { checkpoint: checkpoint.to_owned(), public_key: "focalpoint/kosovo+1+AAAA".to_owned() }
    }

    #[test]
    fn a_sheet_has_the_code_of_its_checkpoint_in_every_language() {
        let catalogue = Catalogue::new().unwrap();
        let signed =
            "focalpoint/kosovo\n663\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— focalpoint/kosovo Az3grlgt\n";
        for language in Language::OFFERED {
            let pdf = sheet(signed).pdf(&catalogue, language).unwrap();
            assert!(pdf.starts_with(b"%PDF-"));
            assert_eq!(pdf, sheet(signed).pdf(&catalogue, language).unwrap());
            assert_ne!(pdf, sheet(&signed.replace("663", "664")).pdf(&catalogue, language).unwrap());
        }
        let code = sheet(signed).code().unwrap();
        assert!(code.len() >= 21 && code.iter().all(|row| row.len() == code.len()), "{}", code.len());
        // The three marks in the corners by which a telephone finds it.
        assert!(code[0][..7].iter().all(|dark| *dark) && code[0].iter().rev().take(7).all(|dark| *dark));
        assert!(sheet(&"x".repeat(4_000)).pdf(&catalogue, Language::En).is_err(), "more than a code holds");
    }
}
