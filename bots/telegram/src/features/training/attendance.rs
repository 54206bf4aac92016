//! Training in chat: a trainer's sessions, and attendance taken by tapping names.

use events::Command;
use events::authority::{Relation, permit};
use events::ids::{ModuleId, PersonId, SessionId};
use events::non_empty::NonEmpty;
use events::training::{ModuleCommand, Session, SessionStage};
use language::catalogue::Value;
use readmodels::training::ModuleDossier;
use std::collections::BTreeSet;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::{Press, cancel_button};
use crate::core::storage::selections::{forget_selection, select, selection};
use crate::core::texts::Texts;
use crate::features::training::press::AttendancePress;

/// How many sessions one message lists.
const LONGEST_LIST: usize = 12;

/// A session's days.
pub(crate) fn days_of(texts: Texts<'_>, session: &Session) -> String {
    let (from, until) = (session.days.from(), session.days.until());
    if from == until { texts.day(from) } else { format!("{} – {}", texts.day(from), texts.day(until)) }
}

/// What texts say of a session.
pub(crate) fn session_args(texts: Texts<'_>, dossier: &ModuleDossier, id: &SessionId) -> Vec<(&'static str, Value)> {
    let (session, place) = (dossier.state.sessions.get(id), dossier.places.get(id));
    vec![
        ("module", texts.marked(&dossier.plan.title).into()),
        ("days", session.map_or_else(String::new, |session| days_of(texts, session)).into()),
        ("place", place.map_or_else(String::new, |place| format!(", {place}")).into()),
        ("enrolled", session.map_or(0, |session| session.participants.len()).into()),
    ]
}

/// The button that asks who attended.
pub(crate) fn attendance_button(
    texts: Texts<'_>,
    module: &ModuleId,
    id: &SessionId,
    session: &Session,
) -> (String, Press) {
    let label = texts.label("button-attendance", &[("days", days_of(texts, session).into())]);
    (label, AttendancePress::Ask(module.clone(), id.clone()).into())
}

/// The sessions that this person gives or attends.
pub(crate) async fn show_training(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let book = context.services.training().await?;
    let (texts, me) = (context.texts(), &context.person.person);
    let mut mine: Vec<_> = book
        .sessions()
        .filter(|(.., session)| session.stage == SessionStage::Scheduled)
        .filter(|(.., session)| session.trainers.contains(me) || session.participants.contains_key(me))
        .filter(|(.., session)| session.trainers.contains(me) || session.days.until() >= texts.today)
        .collect();
    mine.sort_by_key(|(_, _, _, session)| session.days);
    mine.truncate(LONGEST_LIST);
    if mine.is_empty() {
        return context.say("training-none").await;
    }
    let (mut lines, mut buttons) = (vec![texts.say("training-heading", &[])], Vec::new());
    for (module, dossier, id, session) in mine {
        let gives = session.trainers.contains(me);
        let key = match (gives, session.days.until() < texts.today) {
            (true, true) => "training-attendance-due",
            (true, false) => "training-give",
            (false, _) => "training-attend",
        };
        lines.push(texts.say(key, &session_args(texts, dossier, id)));
        if gives && session.days.from() <= texts.today {
            buttons.push(vec![attendance_button(texts, module, id, session)]);
        }
    }
    context.answer(Outgoing::text(lines.join("\n\n")).with_buttons(buttons)).await
}

pub(crate) async fn on_training_press(
    context: &ChatContext<'_>,
    pressed: AttendancePress,
    message: i32,
) -> Result<(), ChatError> {
    match pressed {
        AttendancePress::Ask(module, session) => {
            mark(context, &module, &session, &BTreeSet::new()).await?;
            let answer = ask_who_attended(context, &module, &session).await?;
            context.answer(answer).await
        }
        AttendancePress::Mark(module, session, people) => {
            mark(context, &module, &session, &people.into_iter().collect()).await?;
            let answer = ask_who_attended(context, &module, &session).await?;
            context.replace(message, answer).await
        }
        AttendancePress::MarkOne(module, session, person, attended) => {
            let mut people = marked(context, &module, &session).await?;
            if attended {
                people.insert(person);
            } else {
                people.remove(&person);
            }
            mark(context, &module, &session, &people).await?;
            let answer = ask_who_attended(context, &module, &session).await?;
            context.replace(message, answer).await
        }
        AttendancePress::Confirm(module, session, people) => confirm(context, &module, &session, people, message).await,
        AttendancePress::ConfirmMarked(module, session) => {
            let people = marked(context, &module, &session).await?;
            confirm(context, &module, &session, people.into_iter().collect(), message).await
        }
    }
}

/// What marks of a session are kept under.
fn subject(module: &ModuleId, session: &SessionId) -> String {
    format!("attendance/{module}/{session}")
}

/// Who is marked in this chat.
async fn marked(
    context: &ChatContext<'_>,
    module: &ModuleId,
    session: &SessionId,
) -> Result<BTreeSet<PersonId>, BotError> {
    let kept = selection(&context.services.database, context.chat, &subject(module, session)).await?;
    Ok(kept.into_iter().flatten().filter_map(|person| person.parse().ok()).collect())
}

/// Marks these people and nobody else.
async fn mark(
    context: &ChatContext<'_>,
    module: &ModuleId,
    session: &SessionId,
    people: &BTreeSet<PersonId>,
) -> Result<(), BotError> {
    let people = people.iter().map(ToString::to_string).collect();
    select(&context.services.database, context.chat, &subject(module, session), &people).await
}

async fn confirm(
    context: &ChatContext<'_>,
    module: &ModuleId,
    session: &SessionId,
    people: Vec<PersonId>,
    message: i32,
) -> Result<(), ChatError> {
    let Ok(attended) = NonEmpty::try_from(people) else { return context.say("attendance-nobody-marked").await };
    let answer = take_attendance(context, module, session, attended).await?;
    forget_selection(&context.services.database, context.chat, &subject(module, session)).await?;
    context.replace(message, answer).await
}

async fn ask_who_attended(context: &ChatContext<'_>, module: &ModuleId, id: &SessionId) -> Result<Outgoing, ChatError> {
    let marked = marked(context, module, id).await?;
    let (bot, texts) = (context.services, context.texts());
    let book = bot.training().await?;
    let found = book.module(module).and_then(|dossier| Some((dossier, dossier.state.sessions.get(id)?)));
    let Some((dossier, session)) = found else { return Ok(Outgoing::text(texts.say("button-expired", &[]))) };
    let trainers = session.trainers.iter().cloned().map(Relation::Is);
    let may: Vec<_> = trainers.chain([Relation::Secretariat]).collect();
    if permit(&context.principal(), &may).is_err() {
        return Ok(context.refusal("attendance-not-yours", &format!("module/{module} record-attendance")));
    }
    if session.participants.is_empty() {
        return Ok(Outgoing::text(texts.say("attendance-nobody-enrolled", &[])));
    }
    let mut people: Vec<(String, &PersonId)> = session
        .participants
        .keys()
        .map(|person| {
            let name = book.name(person, bot.read_models.person_keys());
            (name.map_or_else(|| texts.label("former-focal-point", &[]), |name| name.to_string()), person)
        })
        .collect();
    people.sort();
    let mut buttons = Vec::new();
    for (name, person) in &people {
        let is_marked = marked.contains(person);
        let sign = if is_marked { "✅" } else { "▫️" };
        // It says how it will be and not that it changes: pressed twice in a hurry, it counts once.
        let press = AttendancePress::MarkOne(module.clone(), id.clone(), (*person).clone(), !is_marked);
        buttons.push(vec![(format!("{sign} {name}"), press.into())]);
    }
    let everybody = people.iter().map(|(_, person)| (*person).clone()).collect();
    let confirm = texts.label("button-attendance-confirm", &[("count", marked.len().into())]);
    buttons.push(vec![
        (
            texts.label("button-attendance-all", &[]),
            AttendancePress::Mark(module.clone(), id.clone(), everybody).into(),
        ),
        (confirm, AttendancePress::ConfirmMarked(module.clone(), id.clone()).into()),
    ]);
    buttons.push(vec![cancel_button(texts)]);
    let text = texts.say("attendance-ask", &session_args(texts, dossier, id));
    Ok(Outgoing { rows_on_every_page: 2, ..Outgoing::text(text).with_buttons(buttons) })
}

async fn take_attendance(
    context: &ChatContext<'_>,
    module: &ModuleId,
    session: &SessionId,
    attended: NonEmpty<PersonId>,
) -> Result<Outgoing, ChatError> {
    let book = context.services.training().await?;
    let texts = context.texts();
    let Some(dossier) = book.module(module) else {
        return Ok(Outgoing::text(texts.say("button-expired", &[])));
    };
    let mut args = session_args(texts, dossier, session);
    args.push(("count", attended.iter().count().into()));
    let taken = OnAcceptance::Say(Outgoing::text(texts.say("attendance-taken", &args)));
    let command = ModuleCommand::RecordAttendance { session: session.clone(), attended };
    context.carry_out(Command::Module(module.clone(), command), taken).await
}
