//! The typeface: `DejaVu` Sans, and how wide its letters are.

use krilla::Data;
use krilla::text::Font;
use ttf_parser::Face;

use crate::error::DocumentError;

pub(crate) const REGULAR: &[u8] = include_bytes!("../fonts/DejaVuSans.ttf");
pub(crate) const BOLD: &[u8] = include_bytes!("../fonts/DejaVuSans-Bold.ttf");

/// A weight of the typeface.
pub(crate) struct Weight {
    pub(crate) font: Font,
    face: Face<'static>,
}

impl Weight {
    fn read(bytes: &'static [u8]) -> Result<Self, DocumentError> {
        let face = Face::parse(bytes, 0).map_err(|_| DocumentError::Typeface)?;
        let font = Font::new(Data::from(bytes.to_vec()), 0).ok_or(DocumentError::Typeface)?;
        Ok(Self { font, face })
    }

    /// How wide words are at a size, in points.
    pub(crate) fn width(&self, words: &str, size: f32) -> f32 {
        let advance = |letter| {
            let glyph = self.face.glyph_index(letter).unwrap_or_default();
            f32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default())
        };
        words.chars().map(advance).sum::<f32>() * size / f32::from(self.face.units_per_em())
    }

    /// Words in lines no wider than this, broken between words; a word that is wider by itself is broken within.
    pub(crate) fn lines(&self, words: &str, size: f32, widest: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in words.lines() {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(&longer, size) <= widest {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                for letter in word.chars() {
                    if self.width(&format!("{line}{letter}"), size) > widest && !line.is_empty() {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push(letter);
                }
            }
            lines.push(line);
        }
        lines
    }
}

/// The typeface in its two weights.
pub(crate) struct Typeface {
    pub(crate) regular: Weight,
    pub(crate) bold: Weight,
}

impl Typeface {
    pub(crate) fn read() -> Result<Self, DocumentError> {
        Ok(Self { regular: Weight::read(REGULAR)?, bold: Weight::read(BOLD)? })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn both_weights_have_the_letters_of_all_languages() {
        let letters = "ËÇëçČĆŽŠĐčćžšđЉЊЂЋЏљњђћџАбвгабвг„“”–…·—✓";
        let typeface = Typeface::read().unwrap();
        for weight in [&typeface.regular, &typeface.bold] {
            let missing: String = letters.chars().filter(|letter| weight.face.glyph_index(*letter).is_none()).collect();
            assert_eq!(missing, "");
        }
    }

    #[test]
    fn lines_are_no_wider_than_asked_and_lose_no_word() {
        let weight = Typeface::read().unwrap().regular;
        let words = "Menaxhim, udhëheqje dhe koordinim i palëve të interesuara gjatëgjatëgjatëgjatëgjatë";
        let lines = weight.lines(words, 10.0, 90.0);
        assert!(lines.len() > 4, "{lines:?}");
        assert!(lines.iter().all(|line| weight.width(line, 10.0) <= 90.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), words.replace(' ', ""));
    }
}
