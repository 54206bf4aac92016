//! The pool of trainers: who may give what, until when, and who has been idle.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use events::ids::{InstitutionId, PersonId, StreamId};
use events::training::Occasion;
use minijinja::context;
use readmodels::training::idle_occasion;

use crate::app::App;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;

pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let (book, names) = (queries.training(principal).await?, queries.names(principal, language).await?);
    let (institutions, told) = (queries.institutions(principal).await?, queries.delivery_ledger(principal).await?);
    // Since there is a ledger it is there; before, it was an event of the module.
    let reminded_on = |trainer: &PersonId, of: &InstitutionId, since: NaiveDate| {
        let about = StreamId::new("institution", of.as_str()).ok();
        let in_ledger = about.and_then(|about| told.day_told(&about, &idle_occasion(trainer, since)));
        in_ledger.or_else(|| book.reminded_on(trainer, &Occasion::Idle { since }))
    };
    let linked = |person: &PersonId| {
        let mut staff = institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff);
        staff.any(|one| &one.person == person && one.chat.is_some())
    };
    let mut trainers = Vec::new();
    for (person, engagement) in book.pool().trainers() {
        let idle = engagement.is_idle_on(today);
        let since = engagement.idle_since();
        let modules: Vec<_> = engagement
            .certified_for
            .iter()
            .filter_map(|(id, until)| Some((id, book.module(id)?, until)))
            .map(|(id, dossier, until)| {
                let valid = until.is_none_or(|until| today <= until);
                context! { id, title => LocalizedText::of(&dossier.plan.title, language), until, valid }
            })
            .collect();
        let row = context! {
            name => book.name(person, queries.keys()),
            institution => context! { id => engagement.institution, name => names.institution(&engagement.institution) },
            modules,
            delivered => engagement.delivered.len(),
            last => engagement.last_delivered(),
            idle,
            idle_since => since,
            certified => engagement.is_certified_on(today),
            reminded_on => reminded_on(person, &engagement.institution, since).filter(|_| idle),
            linked => linked(person),
        };
        trainers.push((!idle, engagement.last_delivered(), row));
    }
    // Whoever is to be woken comes first.
    trainers.sort_by_key(|(busy, last, _)| (*busy, *last));
    let trainers: Vec<_> = trainers.into_iter().map(|(.., row)| row).collect();
    app.render(&page_request, StatusCode::OK, "trainers.html", context! { trainers })
}
