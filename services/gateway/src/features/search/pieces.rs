//! A text cut into what was looked for and what stands between, so that a page can mark it.

use events::language::Language;
use language::catalogue::Catalogue;
use readmodels::search::SearchTerms;
use serde::Serialize;

use crate::wording::localized_text::LocalizedText;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    text: String,
    /// Whether it is what was looked for.
    is_found: bool,
}

/// A text in its pieces, with what says in which language it is where that is not the reader's.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MarkedText {
    pieces: Vec<Piece>,
    lang: Option<&'static str>,
    mark: Option<String>,
}

/// Cuts a text.
fn cut(text: &str, terms: &SearchTerms, forgiving: bool) -> Vec<Piece> {
    let (mut pieces, mut done) = (vec![], 0);
    let mut add = |text: Option<&str>, is_found| {
        pieces.extend(text.filter(|text| !text.is_empty()).map(|text| Piece { text: text.to_owned(), is_found }));
    };
    for place in terms.places_in(text, forgiving) {
        add(text.get(done..place.start), false);
        add(text.get(place.clone()), true);
        done = place.end;
    }
    add(text.get(done..), false);
    pieces
}

impl MarkedText {
    /// A text in whatever language it is.
    pub(super) fn plain(text: &str, terms: &SearchTerms, forgiving: bool) -> Self {
        Self { pieces: cut(text, terms, forgiving), lang: None, mark: None }
    }

    /// A text of which is known in which language it is.
    pub(super) fn of(
        text: &LocalizedText,
        terms: &SearchTerms,
        forgiving: bool,
        catalogue: &Catalogue,
        language: Language,
    ) -> Self {
        let pieces = cut(text.words(), terms, forgiving);
        Self { pieces, lang: text.tag(), mark: text.mark(catalogue, language) }
    }

    /// Whether anything in it was looked for.
    pub(super) fn has_found(&self) -> bool {
        self.pieces.iter().any(|piece| piece.is_found)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_text_are_the_text() {
        let terms = SearchTerms::read("izvest zrtve").unwrap();
        let text = "Извештај о žrtvama: <izveštaj>";
        let pieces = cut(text, &terms, false);
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        let found: Vec<_> = pieces.iter().filter(|piece| piece.is_found).map(|piece| piece.text.as_str()).collect();
        assert_eq!(found, ["Извештај", "izveštaj"]);
    }
}
