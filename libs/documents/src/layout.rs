//! Pages of A4, written from top to bottom.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::TextDirection;

use crate::error::DocumentError;
use crate::typeface::{Typeface, Weight};

/// A page's width and height in points.
pub(crate) const A4: (f32, f32) = (595.276, 841.89);
/// The margin on each side, in points.
pub(crate) const MARGIN: f32 = 56.0;

/// The colours in use.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ink {
    Black,
    Soft,
    Accent,
    Alarm,
    Line,
}

impl Ink {
    const fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Black => (28, 36, 48),
            Self::Soft => (90, 103, 120),
            Self::Accent => (29, 78, 137),
            Self::Alarm => (164, 33, 40),
            Self::Line => (205, 213, 222),
        }
    }

    fn fill(self) -> Fill {
        let (red, green, blue) = self.rgb();
        let paint = rgb::Color::new(red, green, blue).into();
        Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::default() }
    }
}

/// One piece of a page: words at a place, or a filled box.
enum PageElement {
    Words { x: f32, y: f32, bold: bool, size: f32, ink: Ink, words: String },
    Box { x: f32, y: f32, width: f32, height: f32, ink: Ink },
}

/// Pages in the making.
pub(crate) struct Pages {
    typeface: Typeface,
    sheets: Vec<Vec<PageElement>>,
    /// How far down the page is written, in points.
    pub(crate) y: f32,
}

/// How words are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) size: f32,
    pub(crate) ink: Ink,
}

impl Style {
    pub(crate) const fn plain(size: f32) -> Self {
        Self { bold: false, size, ink: Ink::Black }
    }

    pub(crate) const fn bold(size: f32) -> Self {
        Self { bold: true, size, ink: Ink::Black }
    }

    pub(crate) const fn inked(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    fn leading(self) -> f32 {
        self.size * 1.4
    }
}

impl Pages {
    pub(crate) fn new() -> Result<Self, DocumentError> {
        Ok(Self { typeface: Typeface::read()?, sheets: vec![vec![]], y: MARGIN })
    }

    fn weight(&self, style: Style) -> &Weight {
        if style.bold { &self.typeface.bold } else { &self.typeface.regular }
    }

    fn put(&mut self, piece: PageElement) {
        if let Some(page) = self.sheets.last_mut() {
            page.push(piece);
        }
    }

    /// Goes on to a new page when there is no room for so much more.
    pub(crate) fn room_for(&mut self, height: f32) {
        if self.y + height > A4.1 - MARGIN {
            self.sheets.push(vec![]);
            self.y = MARGIN;
        }
    }

    /// Leaves so much free.
    pub(crate) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// Writes words from a place on to the right margin, in as many lines as it takes.
    pub(crate) fn write(&mut self, words: &str, indent: f32, style: Style) {
        let widest = A4.0 - 2.0 * MARGIN - indent;
        for words in self.weight(style).lines(words, style.size, widest) {
            self.room_for(style.leading());
            self.y += style.leading();
            let (x, y) = (MARGIN + indent, self.y - style.size * 0.3);
            self.put(PageElement::Words { x, y, bold: style.bold, size: style.size, ink: style.ink, words });
        }
    }

    /// Writes words in the middle of the page.
    pub(crate) fn centre(&mut self, words: &str, style: Style) {
        let widest = A4.0 - 2.0 * MARGIN;
        for words in self.weight(style).lines(words, style.size, widest) {
            self.room_for(style.leading());
            self.y += style.leading();
            let x = (A4.0 - self.weight(style).width(&words, style.size)) / 2.0;
            let y = self.y - style.size * 0.3;
            self.put(PageElement::Words { x, y, bold: style.bold, size: style.size, ink: style.ink, words });
        }
    }

    /// Draws a line across, in this strength.
    pub(crate) fn rule(&mut self, strength: f32, ink: Ink) {
        let (y, width) = (self.y, A4.0 - 2.0 * MARGIN);
        self.put(PageElement::Box { x: MARGIN, y, width, height: strength, ink });
        self.y += strength;
    }

    /// Draws rows of squares in the middle of the page, the dark ones of them, so wide in all.
    pub(crate) fn squares(&mut self, rows: &[Vec<bool>], width: f32) {
        self.room_for(width);
        // A code has fewer than two hundred of them.
        let many = u16::try_from(rows.len()).unwrap_or(u16::MAX).max(1);
        let (side, left) = (width / f32::from(many), (A4.0 - width) / 2.0);
        for (row, y) in rows.iter().zip(0_u16..) {
            for (dark, x) in row.iter().zip(0_u16..) {
                if *dark {
                    let (x, y) = (left + f32::from(x) * side, self.y + f32::from(y) * side);
                    self.put(PageElement::Box { x, y, width: side, height: side, ink: Ink::Black });
                }
            }
        }
        self.y += width;
    }

    /// Draws a frame around the page.
    pub(crate) fn frame(&mut self, inset: f32, strength: f32, ink: Ink) {
        let (width, height) = (A4.0 - 2.0 * inset, A4.1 - 2.0 * inset);
        let (right, bottom) = (A4.0 - inset - strength, A4.1 - inset - strength);
        self.put(PageElement::Box { x: inset, y: inset, width, height: strength, ink });
        self.put(PageElement::Box { x: inset, y: bottom, width, height: strength, ink });
        self.put(PageElement::Box { x: inset, y: inset, width: strength, height, ink });
        self.put(PageElement::Box { x: right, y: inset, width: strength, height, ink });
    }

    /// The file, with a foot on each page.
    pub(crate) fn finish(mut self, title: &str, language: &str, foot: &str) -> Result<Vec<u8>, DocumentError> {
        let count = self.sheets.len();
        let style = Style::plain(8.0).inked(Ink::Soft);
        for (n, page) in self.sheets.iter_mut().enumerate() {
            let words = if count > 1 { format!("{foot} · {}/{count}", n + 1) } else { foot.to_owned() };
            let y = A4.1 - MARGIN / 2.0;
            page.push(PageElement::Words { x: MARGIN, y, bold: false, size: style.size, ink: style.ink, words });
        }
        let mut document = Document::new();
        let about = Metadata::new().title(title.to_owned()).language(language.to_owned());
        document.set_metadata(about.creator("focalpoint".to_owned()));
        for page in &self.sheets {
            let settings = PageSettings::from_wh(A4.0, A4.1).ok_or(DocumentError::Page)?;
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            for piece in page {
                self.draw(&mut surface, piece)?;
            }
            surface.finish();
            sheet.finish();
        }
        document.finish().map_err(DocumentError::Unwritten)
    }

    fn draw(&self, surface: &mut Surface<'_>, piece: &PageElement) -> Result<(), DocumentError> {
        match piece {
            PageElement::Words { x, y, bold, size, ink, words } => {
                let weight = if *bold { &self.typeface.bold } else { &self.typeface.regular };
                surface.set_fill(Some(ink.fill()));
                let at = Point::from_xy(*x, *y);
                surface.draw_text(at, weight.font.clone(), *size, words, false, TextDirection::Auto);
            }
            PageElement::Box { x, y, width, height, ink } => {
                let mut path = PathBuilder::new();
                path.push_rect(Rect::from_xywh(*x, *y, *width, *height).ok_or(DocumentError::Page)?);
                surface.set_fill(Some(ink.fill()));
                surface.draw_path(&path.finish().ok_or(DocumentError::Page)?);
            }
        }
        Ok(())
    }
}
