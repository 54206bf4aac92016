//! Training, in words: to a trainer, or to the focal point of the trainer's institution.

use events::ids::{ModuleId, PersonId, SessionId};
use events::training::{Session, SessionStage};
use language::catalogue::Value;
use links::LinkedStep;
use notifications::{Content, TrainingContent};
use readmodels::training::ModuleDossier;
use readmodels::{AskError, TrainingBook};

use crate::channel::context::MailContext;
use crate::channel::digest::Digest;
use crate::draft::{Line, Link};

/// What there is to say of training. A session that was given or called off meanwhile is left out.
pub(super) async fn word_training(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut lines = Vec::new();
    for said in contents.iter().filter_map(Content::as_training) {
        let book = context.services.training().await?;
        let Some((title, text)) = in_words(context, &book, said) else { continue };
        lines.push(Line { text, links: attendance_link(context, said).into_iter().collect() });
        digest.name(title);
    }
    digest.add(Some(context.say("email-section-training", &[])), lines);
    Ok(())
}

/// What it is about, and what is said.
fn in_words(context: &MailContext<'_>, book: &TrainingBook, said: &TrainingContent) -> Option<(String, String)> {
    let keys = context.services.read_models.person_keys();
    let name = |trainer: &PersonId| -> Value {
        let known = book.name(trainer, keys);
        known.map_or_else(|| context.say("former-focal-point", &[]), |name| name.to_string()).into()
    };
    let key = |trainer: &PersonId, own: &'static str, of_yours: &'static str| {
        if trainer == &context.person.person { own } else { of_yours }
    };
    match said {
        TrainingContent::Idle { trainer, since } => {
            let (_, engagement) = book.pool().trainers().find(|(person, _)| *person == trainer)?;
            let titles = engagement.certified_for.keys().filter_map(|module| book.module(module));
            let titles: Vec<_> = titles.map(|module| context.marked(&module.plan.title)).collect();
            let args = [
                ("since", documents::written(context.language(), *since).into()),
                ("modules", titles.join("; ").into()),
                ("name", name(trainer)),
            ];
            let key = key(trainer, "notice-trainer-idle", "notice-trainer-idle-of-yours");
            Some((context.say("email-section-training", &[]), context.say(key, &args)))
        }
        TrainingContent::SessionAhead { trainer, module, session } => {
            let (dossier, mut args) = scheduled(context, book, module, session)?;
            args.push(("name", name(trainer)));
            let key = key(trainer, "email-session-ahead", "notice-session-ahead-of-yours");
            Some((context.marked(&dossier.plan.title), context.say(key, &args)))
        }
        TrainingContent::AttendanceDue { module, session, .. } => {
            let (dossier, args) = scheduled(context, book, module, session)?;
            Some((context.marked(&dossier.plan.title), context.say("notice-attendance-due", &args)))
        }
    }
}

/// The link by which the attendance is taken, where that is what is said.
fn attendance_link(context: &MailContext<'_>, said: &TrainingContent) -> Option<Link> {
    match said {
        TrainingContent::AttendanceDue { module, session, .. } => {
            let step = LinkedStep::TakeAttendance { module: module.clone(), session: session.clone() };
            Some(context.step_link(context.say("email-step-take-attendance", &[]), step))
        }
        TrainingContent::Idle { .. } | TrainingContent::SessionAhead { .. } => None,
    }
}

/// A session that is still to be held or recorded, with what texts say of it.
fn scheduled<'a>(
    context: &MailContext<'_>,
    book: &'a TrainingBook,
    module: &ModuleId,
    id: &SessionId,
) -> Option<(&'a ModuleDossier, Vec<(&'static str, Value)>)> {
    let dossier = book.module(module)?;
    let session = dossier.state.sessions.get(id).filter(|session| session.stage == SessionStage::Scheduled)?;
    let place = dossier.places.get(id).map_or_else(String::new, |place| format!(", {place}"));
    let args = vec![
        ("module", context.marked(&dossier.plan.title).into()),
        ("days", days_of(context, session).into()),
        ("place", place.into()),
        ("enrolled", session.participants.len().into()),
    ];
    Some((dossier, args))
}

fn days_of(context: &MailContext<'_>, session: &Session) -> String {
    let (from, until) = (session.days.from(), session.days.until());
    if from == until { context.day(from) } else { format!("{} – {}", context.day(from), context.day(until)) }
}
