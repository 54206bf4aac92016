//! Who looks, in which language, at which address.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, Uri, header};
use events::Moment;
use events::authority::Principal;
use events::ids::Position;
use events::language::Language;

use crate::app::App;
use crate::app::kept_drafts::DraftsByForm;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::cookies::{LANGUAGE_COOKIE, cookie};
use crate::http::signed_in::SignedIn;
use crate::http::word_after::is_to_be_said;

/// A request, as far as a page needs to know it.
#[derive(Debug, Clone)]
pub(crate) struct PageRequest {
    /// The language of the answer.
    pub(crate) language: Language,
    /// The path asked for.
    pub(crate) path: String,
    /// Path and query, to come back to.
    pub(crate) address: String,
    /// From where the page can be asked for again, to be kept live; none: a form made it, and nothing answers to its address alone.
    pub(crate) refreshed_from: Option<String>,
    /// The time of the request by the coordination clock.
    pub(crate) moment: Moment,
    /// As of which position at least the answer is: the last event shown when the request came.
    pub(crate) position: Position,
    /// Whoever is signed in; none: the page opens without.
    pub(crate) reader: Option<Arc<Reader>>,
    /// Whether the form before it was saved, and nobody has said so yet.
    pub(crate) saved: bool,
    /// What they have typed and not sent.
    pub(crate) drafts: DraftsByForm,
}

/// The best of the languages that a browser names (`Accept-Language`); Albanian when it names none of ours. Bosnian,
/// Croatian and Montenegrin readers read the Serbian page.
fn accepted(header: &str) -> Language {
    let mut wishes: Vec<(f32, Language)> = header
        .split(',')
        .filter_map(|wish| {
            let (tag, weight) = wish.trim().split_once(';').unwrap_or((wish.trim(), "q=1"));
            let weight = weight.trim().strip_prefix("q=")?.parse().ok().filter(|weight| *weight > 0.0)?;
            let language = match tag.split('-').next()?.to_ascii_lowercase().as_str() {
                "sq" => Language::Sq,
                "sr" if tag.split('-').any(|part| part.eq_ignore_ascii_case("Cyrl")) => Language::SrCyrl,
                "sr" | "bs" | "hr" | "cnr" | "sh" => Language::Sr,
                "en" => Language::En,
                _ => return None,
            };
            Some((weight, language))
        })
        .collect();
    wishes.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    wishes.first().map_or_else(Language::default, |(_, language)| *language)
}

/// The language chosen on the page; else what the browser wishes for.
fn language_of(headers: &HeaderMap) -> Language {
    cookie(headers, LANGUAGE_COOKIE).and_then(|code| code.parse().ok()).unwrap_or_else(|| {
        let wishes = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        wishes.map_or_else(Language::default, accepted)
    })
}

impl PageRequest {
    fn new(method: &Method, headers: &HeaderMap, uri: &Uri, extensions: &Extensions, app: &App) -> Self {
        let reader = extensions.get::<SignedIn>().map(|SignedIn(reader)| reader.clone());
        let address = uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        Self {
            language: language_of(headers),
            path: uri.path().to_owned(),
            refreshed_from: matches!(*method, Method::GET | Method::HEAD).then(|| address.clone()),
            address,
            moment: app.clock().moment(),
            position: app.queries().position(),
            reader,
            saved: is_to_be_said(method, headers, uri.path()),
            drafts: DraftsByForm::default(),
        }
    }

    /// What whoever is signed in may.
    pub(crate) fn principal(&self) -> Result<&Principal, Failure> {
        self.reader.as_ref().map(|reader| &reader.principal).ok_or(Failure::SignedOut)
    }

    /// Whoever is signed in.
    pub(crate) fn reader(&self) -> Result<&Reader, Failure> {
        self.reader.as_deref().ok_or(Failure::SignedOut)
    }

    /// The same in the reader's language. Whoever chose a language on the page keeps it; else it is the one that the person
    /// is addressed in, whatever the browser says.
    pub(crate) fn for_reader(self, headers: &HeaderMap, language: Language) -> Self {
        let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(|code| code.parse().ok());
        Self { language: chosen.unwrap_or(language), ..self }
    }

    /// The same as one for another page of this site, which a form that is shown again is.
    pub(crate) fn at(&self, path: &str) -> Self {
        let path = path.to_owned();
        Self { address: path.clone(), refreshed_from: Some(path.clone()), path, ..self.clone() }
    }

    /// The same in the language that a person is addressed in.
    pub(crate) fn for_person(self, language: Language) -> Self {
        Self { language, ..self }
    }

    pub(crate) fn of(request: &Request, app: &App) -> Self {
        Self::new(request.method(), request.headers(), request.uri(), request.extensions(), app)
    }
}

impl FromRequestParts<App> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let page_request = Self::new(&parts.method, &parts.headers, &parts.uri, &parts.extensions, app);
        let Some(reader) = &page_request.reader else { return Ok(page_request) };
        let drafts = app.drafts_of(reader.draft_owner()).await;
        Ok(Self { drafts, ..page_request })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_language_of_ours_is_taken() {
        assert_eq!(accepted("de-DE,de;q=0.9,en;q=0.8"), Language::En);
        assert_eq!(accepted("en;q=0.5, sr-Latn-RS;q=0.9"), Language::Sr);
        assert_eq!(accepted("sr-Cyrl-RS, en;q=0.5"), Language::SrCyrl);
        assert_eq!(accepted("sq-XK"), Language::Sq);
        assert_eq!(accepted("hr"), Language::Sr);
        assert_eq!(accepted("en;q=0, fr"), Language::Sq);
        assert_eq!(accepted(""), Language::Sq);
    }

    #[test]
    fn a_cookie_is_found_among_others_and_goes_before_the_browsers_wish() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "a=1; focalpoint-language=sr; b=2".parse().unwrap());
        headers.insert(header::ACCEPT_LANGUAGE, "en".parse().unwrap());
        assert_eq!(language_of(&headers), Language::Sr);
        assert_eq!(cookie(&headers, "b"), Some("2"));
        assert_eq!(cookie(&headers, "c"), None);
    }
}
