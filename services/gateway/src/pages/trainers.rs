//! The pool of trainers: who may give what, until when, and who has been idle.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use events::training::Occasion;
use minijinja::context;

use super::standing;
use crate::failure::Failure;
use crate::gateway::Gateway;
use crate::visit::Visit;

pub(crate) async fn page(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let (book, names) = (reading.training(&standing).await?, reading.names(&standing, language).await?);
    let institutions = reading.institutions(&standing).await?;
    let linked = |person: &events::ids::PersonId| {
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
                context! { id, title => dossier.plan.title.in_language(language), until, valid }
            })
            .collect();
        let row = context! {
            name => book.name(person, reading.keys()),
            institution => context! { id => engagement.institution, name => names.institution(&engagement.institution) },
            modules,
            delivered => engagement.delivered.len(),
            last => engagement.last_delivered(),
            idle,
            idle_since => since,
            certified => engagement.is_certified_on(today),
            reminded_on => book.reminded_on(person, &Occasion::Idle { since }).filter(|_| idle),
            linked => linked(person),
        };
        trainers.push((!idle, engagement.last_delivered(), row));
    }
    // Whoever is to be woken comes first.
    trainers.sort_by_key(|(busy, last, _)| (*busy, *last));
    let trainers: Vec<_> = trainers.into_iter().map(|(.., row)| row).collect();
    gateway.render(&visit, StatusCode::OK, "trainers.html", context! { trainers })
}
