//! A page from a template, with what every page has around it.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chrono::Datelike;
use chrono_tz::Europe::Belgrade;
use events::language::Language;
use language::catalogue::Catalogue;
use minijinja::context;
use minijinja::value::Value;

use crate::app::App;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::tag;

impl App {
    /// The texts, for whoever says more than a page does.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        self.templates().catalogue()
    }

    /// A text by itself.
    pub(crate) fn say(&self, language: Language, key: &str) -> String {
        self.catalogue().say(language, key, &[])
    }

    /// A page from a template, with what every page has around it.
    pub(crate) fn render(
        &self,
        page_request: &PageRequest,
        status: StatusCode,
        template: &str,
        shown: Value,
    ) -> Result<Response, Failure> {
        let language = page_request.language;
        let failed = |error: minijinja::Error| Failure::Page(format!("{error:#}"));
        let demo = self.demo().map(|demo| {
            let now = demo.now();
            let weekday = now.with_timezone(&Belgrade).weekday().number_from_monday();
            context! { now, weekday, chat_url => demo.chat_url() }
        });
        let around = context! {
            lang => language.code(),
            html_lang => tag(language),
            path => page_request.path,
            address => page_request.address,
            today => page_request.moment.today,
            assets => self.templates().assets_version(),
            staleness => self.staleness(),
            demo,
        };
        let environment = self.templates().environment(language);
        let environment = environment.ok_or_else(|| Failure::Page(format!("no pages in {language}")))?;
        let page = environment.get_template(template).map_err(failed)?;
        let html = page.render(context! { ..shown, ..around }).map_err(failed)?;
        Ok((status, Html(html)).into_response())
    }
}
