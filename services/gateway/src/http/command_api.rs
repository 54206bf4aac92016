//! What every operation of the API that gives a command has in common: who gives it, under which id it is carried out, what it
//! answers, and what it refuses.
//!
//! An operation reads its body into the very command that the page's form makes, and [`Caller::carry_out`] gives it: rights, guard
//! and rules are asked where the form's are asked. May depend on the state and on the manners of the API; knows no feature.

use std::sync::Arc;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use events::Command;
use events::authority::Principal;
use events::ids::{CommandId, InstitutionId};
use serde::Serialize;
use utoipa::openapi::schema::{Array, ArrayBuilder, Object, ObjectBuilder, Type};

use crate::app::App;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::json_api::{Change, IdempotencyKey};
use crate::http::signed_in::SignedIn;

/// What an operation answers that gives one command.
pub(crate) type Changed = Result<Json<Change>, Failure>;

/// Whoever asks for a change, and the id under which it is carried out.
pub(crate) struct Caller {
    pub(crate) app: App,
    pub(crate) reader: Arc<Reader>,
    pub(crate) id: CommandId,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let SignedIn(reader) = SignedIn::from_request_parts(parts, app).await?;
        let IdempotencyKey(id) = IdempotencyKey::from_request_parts(parts, app).await?;
        Ok(Self { app: app.clone(), reader, id })
    }
}

impl Caller {
    /// What whoever asks may.
    pub(crate) fn principal(&self) -> &Principal {
        &self.reader.principal
    }

    /// Whoever asks, where what is asked for is for a person in a session and for no program.
    pub(crate) fn in_person(&self) -> Result<&Reader, Failure> {
        self.reader.session().map(|_| self.reader.as_ref()).ok_or(Failure::SessionsOnly)
    }

    /// The same for what wants the second factor anew of whoever has one.
    pub(crate) async fn confirmed(&self) -> Result<&Reader, Failure> {
        let reader = self.in_person()?;
        self.app.must_be_confirmed(reader).await?;
        Ok(reader)
    }

    /// Lets what gives somebody an office be done: in a session by whoever has shown the second factor lately, and by a token that was made
    /// for it.
    pub(crate) async fn confirmed_in_session(&self) -> Result<(), Failure> {
        if self.reader.session().is_some() { self.app.must_be_confirmed(&self.reader).await } else { Ok(()) }
    }

    /// Gives the command, and says what became of what it is about.
    pub(crate) async fn carry_out(&self, about: &str, command: Command) -> Changed {
        let accepted = self.app.execute(self.id, self.principal(), command).await?;
        Ok(Json(Change::of(about, &accepted)?))
    }

    /// Gives several commands one after the other, each under an id that follows from the key and from what tells it from the others:
    /// asked again after a failure in the middle, it goes on with what is missing.
    pub(crate) async fn carry_out_all(&self, about: &str, commands: Vec<(String, Command)>) -> Changed {
        let mut whole = Change { id: about.to_owned(), events: vec![] };
        for (told_by, command) in commands {
            let id = self.part(&told_by);
            let accepted = self.app.execute(id, self.principal(), command).await?;
            whole.events.extend(Change::of(about, &accepted)?.events);
        }
        Ok(Json(whole))
    }

    /// The id of a part of the change, by what tells it from the others.
    pub(crate) fn part(&self, told_by: &str) -> CommandId {
        CommandId::named(&format!("{}/{told_by}", self.id))
    }

    /// That an institution takes part, which no stream but its own knows.
    pub(crate) async fn must_take_part(&self, at: &str, institution: &InstitutionId) -> Result<(), Failure> {
        if self.app.queries().takes_part(self.principal(), institution).await? {
            return Ok(());
        }
        let what = "this institution is not known or takes no part any more: see /api/v1/institutions";
        Err(invalid(at, what))
    }
}

/// That a field cannot be what it is, and what to do.
pub(crate) fn invalid(at: &str, what: &str) -> Failure {
    Failure::Invalid { at: at.to_owned(), what: what.to_owned() }
}

/// The schema of a text that is one of these.
pub(crate) fn one_of<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> Object {
    let values: Vec<String> = values.into_iter().map(|value| value.as_ref().to_owned()).collect();
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values)).build()
}

/// The schema of a text that is one of the names under which these are stored.
pub(crate) fn one_of_stored<T: Serialize>(values: &[T]) -> Object {
    let stored = values.iter().filter_map(|value| serde_json::to_value(value).ok());
    one_of(stored.filter_map(|value| value.as_str().map(str::to_owned)))
}

/// The schema of a list of such texts, with at least one.
pub(crate) fn some_of_stored<T: Serialize>(values: &[T]) -> Array {
    ArrayBuilder::new().items(one_of_stored(values)).min_items(Some(1)).build()
}
