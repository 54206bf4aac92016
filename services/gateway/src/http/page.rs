//! A page from a template, with what every page has around it.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chrono::Datelike;
use chrono_tz::Europe::Belgrade;
use events::authority::{Principal, View, gives_tasks, permit_view};
use events::language::Language;
use events::mandate::Mandate;
use language::catalogue::Catalogue;
use minijinja::context;
use minijinja::value::Value;
use serde::Serialize;

use crate::app::App;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::page_forms::{name_of, page_forms, typed};
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::tag;

/// Whoever is signed in, as the head of a page shows them.
#[derive(Debug, Serialize)]
struct ReaderRow {
    name: Option<String>,
    person: String,
    institution: String,
    /// Whether they look after everything: the Secretariat.
    manages: bool,
    /// Whether they see the whole of the coordination.
    whole: bool,
    /// Whether they see every text, and can ask for one to be taken out.
    takes_out: bool,
    /// The pages that are theirs, each by its path and the key of its name.
    places: Vec<(String, &'static str)>,
}

impl ReaderRow {
    fn of(reader: &Reader) -> Self {
        Self {
            name: reader.person.name.as_ref().map(ToString::to_string),
            person: reader.person.person.to_string(),
            institution: reader.person.institution.to_string(),
            manages: reader.principal.mandate() == Mandate::Secretariat,
            whole: permit_view(&reader.principal, &View::Overview).is_ok(),
            takes_out: permit_view(&reader.principal, &View::EveryCase).is_ok(),
            places: places(&reader.principal),
        }
    }
}

/// The pages that somebody may see, in the order of the menu.
pub(crate) fn places(principal: &Principal) -> Vec<(String, &'static str)> {
    let sees = |view: View| permit_view(principal, &view).is_ok();
    let mut places = vec![];
    let mut add = |path: &str, name: &'static str| places.push((path.to_owned(), name));
    let whole = sees(View::Overview);
    if whole {
        add("/", "overview");
        add("/month", "month");
        add("/timeline", "timeline");
    }
    if let (false, Some(institution)) = (whole, principal.institution()) {
        add(&format!("/institutions/{institution}"), "own-tasks");
    }
    if sees(View::Directory) {
        add("/institutions", "institutions");
    }
    if whole {
        add("/subgroups", "subgroups");
    } else {
        for subgroup in principal.chairs().iter().chain(principal.absent_chairs().keys()) {
            add(&format!("/subgroups/{subgroup}"), "board");
        }
    }
    add("/work", "work");
    add("/meetings", "meetings");
    // Whoever has a post may find one there that is theirs.
    add("/cases", "cases");
    if sees(View::DataRequests) {
        add("/data-requests", "data-requests");
    }
    if sees(View::Training) {
        add("/training", "training");
    }
    if sees(View::Strategy) {
        add("/strategy", "strategy");
        add("/dashboard", "dashboard");
    }
    if gives_tasks(principal) {
        add("/action-items/new", "new-item");
    }
    if sees(View::Accounts) {
        add("/accounts", "accounts");
    }
    if sees(View::AuditTrail) {
        add("/audit", "audit");
    }
    if sees(View::Erasures) {
        add("/erasures", "erasures");
    }
    places
}

/// The first page of somebody who does not see the whole.
pub(crate) fn home(principal: &Principal) -> String {
    let first = places(principal).into_iter().next();
    first.map_or_else(|| "/account".to_owned(), |(path, _)| path)
}

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
            refreshed_from => page_request.refreshed_from,
            position => page_request.position.0,
            today => page_request.moment.today,
            saved => page_request.saved,
            assets => self.templates().assets_version(),
            staleness => self.staleness(),
            demo,
            reader => page_request.reader.as_deref().map(ReaderRow::of),
        };
        // A form that was overtaken is a conflict, whatever else the handler has to say of it.
        let overtaken = shown.get_attr("form").and_then(|form| form.get_attr("overtaken"));
        let is_overtaken = overtaken.is_ok_and(|by| by.len().is_some_and(|count| count > 0));
        let status = if is_overtaken { StatusCode::CONFLICT } else { status };
        let environment = self.templates().environment(language);
        let environment = environment.ok_or_else(|| Failure::Page(format!("no pages in {language}")))?;
        let page = environment.get_template(template).map_err(failed)?;
        let form = page_forms(self, page_request, &shown);
        let name = name_of(&form);
        let html = page
            .render(context! { ..context! { form => form.clone() }, ..shown.clone(), ..around.clone() })
            .map_err(failed)?;
        let is_there = name.is_none_or(|name| html.contains(&format!("data-refused=\"{name}\"")));
        let html = if is_there {
            html
        } else {
            // What somebody else did took the form away; what was typed is shown all the same.
            let gone = typed(&form);
            page.render(context! { ..context! { gone, form }, ..shown, ..around }).map_err(failed)?
        };
        Ok((status, Html(html)).into_response())
    }
}
