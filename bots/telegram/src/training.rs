//! Training in chat: a trainer's sessions, attendance taken by tapping names, and certificates verified by their code.

use dialogue::catalogue::Value;
use events::Command;
use events::authority::{Relation, permit};
use events::ids::{ChatId, ModuleId, PersonId, SessionId};
use events::language::Language;
use events::non_empty::NonEmpty;
use events::training::{CertificateCode, ModuleCommand, Session, SessionStage};
use projections::training::{ModuleDossier, Validity};
use serde::{Deserialize, Serialize};

use crate::buttons::Press;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

/// How many sessions one message lists.
const LONGEST_LIST: usize = 12;

/// What pressing a button of a session's attendance asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Pressed {
    /// Asks who attended, in a message of its own.
    Ask(ModuleId, SessionId),
    /// Shows these people as marked, in place of the message.
    Mark(ModuleId, SessionId, Vec<PersonId>),
    /// Records these people as those who attended.
    Confirm(ModuleId, SessionId, Vec<PersonId>),
}

impl Speech<'_> {
    /// A session's days.
    pub(crate) fn days(&self, session: &Session) -> String {
        let (from, until) = (session.days.from(), session.days.until());
        if from == until { self.day(from) } else { format!("{} – {}", self.day(from), self.day(until)) }
    }

    /// What texts say of a session.
    pub(crate) fn session(&self, dossier: &ModuleDossier, id: &SessionId) -> Vec<(&'static str, Value)> {
        let (session, place) = (dossier.state.sessions.get(id), dossier.places.get(id));
        vec![
            ("module", self.marked(&dossier.plan.title).into()),
            ("days", session.map_or_else(String::new, |session| self.days(session)).into()),
            ("place", place.map_or_else(String::new, |place| format!(", {place}")).into()),
            ("enrolled", session.map_or(0, |session| session.participants.len()).into()),
        ]
    }

    /// The button that asks who attended.
    pub(crate) fn attendance_button(&self, module: &ModuleId, id: &SessionId, session: &Session) -> (String, Press) {
        let label = self.label("button-attendance", &[("days", self.days(session).into())]);
        (label, Press::Training(Pressed::Ask(module.clone(), id.clone())))
    }
}

impl Visit<'_> {
    /// The sessions that this person gives or attends.
    pub(crate) async fn show_training(&self) -> Result<(), VisitError> {
        let book = self.bot.training.look(self.bot.read_models.as_ref()).await?;
        let (speech, me) = (self.speech(), &self.person.person);
        let mut mine: Vec<_> = book
            .sessions()
            .filter(|(.., session)| session.stage == SessionStage::Scheduled)
            .filter(|(.., session)| session.trainers.contains(me) || session.participants.contains_key(me))
            .filter(|(.., session)| session.trainers.contains(me) || session.days.until() >= speech.today)
            .collect();
        mine.sort_by_key(|(_, _, _, session)| session.days);
        mine.truncate(LONGEST_LIST);
        if mine.is_empty() {
            return self.say("training-none").await;
        }
        let (mut lines, mut buttons) = (vec![speech.say("training-heading", &[])], Vec::new());
        for (module, dossier, id, session) in mine {
            let gives = session.trainers.contains(me);
            let key = match (gives, session.days.until() < speech.today) {
                (true, true) => "training-attendance-due",
                (true, false) => "training-give",
                (false, _) => "training-attend",
            };
            lines.push(speech.say(key, &speech.session(dossier, id)));
            if gives && session.days.from() <= speech.today {
                buttons.push(vec![speech.attendance_button(module, id, session)]);
            }
        }
        self.answer(Outgoing::text(lines.join("\n\n")).with_buttons(buttons)).await
    }

    pub(crate) async fn on_training_press(&self, pressed: Pressed, message: i32) -> Result<(), VisitError> {
        match pressed {
            Pressed::Ask(module, session) => {
                let answer = self.ask_who_attended(&module, &session, &[]).await?;
                self.answer(answer).await
            }
            Pressed::Mark(module, session, marked) => {
                let answer = self.ask_who_attended(&module, &session, &marked).await?;
                self.replace(message, answer).await
            }
            Pressed::Confirm(module, session, marked) => match NonEmpty::try_from(marked) {
                Err(_) => self.say("attendance-nobody-marked").await,
                Ok(attended) => {
                    let answer = self.take_attendance(&module, &session, attended).await?;
                    self.replace(message, answer).await
                }
            },
        }
    }

    async fn ask_who_attended(
        &self,
        module: &ModuleId,
        id: &SessionId,
        marked: &[PersonId],
    ) -> Result<Outgoing, VisitError> {
        let (bot, speech) = (self.bot, self.speech());
        let book = bot.training.look(bot.read_models.as_ref()).await?;
        let found = book.module(module).and_then(|dossier| Some((dossier, dossier.state.sessions.get(id)?)));
        let Some((dossier, session)) = found else { return Ok(Outgoing::text(speech.say("button-expired", &[]))) };
        let trainers = session.trainers.iter().cloned().map(Relation::Is);
        let may: Vec<_> = trainers.chain([Relation::Secretariat]).collect();
        if permit(&self.person.standing(), &may).is_err() {
            return Ok(Outgoing::text(speech.say("attendance-not-yours", &[])));
        }
        if session.participants.is_empty() {
            return Ok(Outgoing::text(speech.say("attendance-nobody-enrolled", &[])));
        }
        let mut people: Vec<(String, &PersonId)> = session
            .participants
            .keys()
            .map(|person| {
                let name = book.name(person, bot.read_models.person_keys());
                (name.map_or_else(|| speech.label("former-focal-point", &[]), |name| name.to_string()), person)
            })
            .collect();
        people.sort();
        let mark = |marked: Vec<PersonId>| Press::Training(Pressed::Mark(module.clone(), id.clone(), marked));
        let mut buttons = Vec::new();
        for (name, person) in &people {
            let is_marked = marked.contains(person);
            let mut then: Vec<PersonId> = marked.iter().filter(|one| one != person).cloned().collect();
            if !is_marked {
                then.push((*person).clone());
            }
            let sign = if is_marked { "✅" } else { "▫️" };
            buttons.push(vec![(format!("{sign} {name}"), mark(then))]);
        }
        let everybody = people.iter().map(|(_, person)| (*person).clone()).collect();
        let confirm = speech.label("button-attendance-confirm", &[("count", marked.len().into())]);
        buttons.push(vec![
            (speech.label("button-attendance-all", &[]), mark(everybody)),
            (confirm, Press::Training(Pressed::Confirm(module.clone(), id.clone(), marked.to_vec()))),
        ]);
        buttons.push(vec![(speech.label("button-cancel", &[]), Press::Cancel)]);
        let text = speech.say("attendance-ask", &speech.session(dossier, id));
        Ok(Outgoing::text(text).with_buttons(buttons))
    }

    async fn take_attendance(
        &self,
        module: &ModuleId,
        session: &SessionId,
        attended: NonEmpty<PersonId>,
    ) -> Result<Outgoing, VisitError> {
        let book = self.bot.training.look(self.bot.read_models.as_ref()).await?;
        let speech = self.speech();
        let Some(dossier) = book.module(module) else {
            return Ok(Outgoing::text(speech.say("button-expired", &[])));
        };
        let mut args = speech.session(dossier, session);
        args.push(("count", attended.iter().count().into()));
        let taken = OnAcceptance::Say(Outgoing::text(speech.say("attendance-taken", &args)));
        let command = ModuleCommand::RecordAttendance { session: session.clone(), attended };
        self.carry_out(Command::Module(module.clone(), command), taken).await
    }
}

impl TelegramBot {
    /// Says what a certificate's code stands for, to whoever asks.
    pub(crate) async fn verify(&self, chat: ChatId, language: Language, typed: &str) -> Result<(), VisitError> {
        let speech = self.speech(language);
        let text = match typed.parse::<CertificateCode>() {
            Err(_) if typed.is_empty() => speech.say("verify-how", &[]),
            Err(_) => speech.say("page-verify-not-a-code", &[]),
            Ok(code) => self.verdict(&speech, &code).await?,
        };
        Ok(self.post.send(chat, &Outgoing::text(text)).await?)
    }

    async fn verdict(&self, speech: &Speech<'_>, code: &CertificateCode) -> Result<String, VisitError> {
        let book = self.training.look(self.read_models.as_ref()).await?;
        let Some(certificate) = book.certificate(code) else { return Ok(speech.say("page-verify-unknown", &[])) };
        let what = if certificate.session.is_some() { "page-verify-attended" } else { "page-verify-trainer" };
        let module =
            book.module(&certificate.module).map_or_else(String::new, |module| speech.marked(&module.plan.title));
        let name = book.name(&certificate.holder, self.read_models.person_keys());
        let initials = name.map_or_else(|| "–".to_owned(), |name| documents::initials(name.as_str()));
        let mut args = vec![("what", speech.say(what, &[]).into()), ("module", module.into())];
        let verdict = match certificate.validity_on(speech.today) {
            Validity::Valid => {
                args.push(("initials", initials.into()));
                return Ok(speech.say("verify-valid", &args));
            }
            Validity::Expired => "page-verify-expired",
            Validity::Replaced => "page-verify-replaced",
            Validity::Withdrawn => "page-verify-withdrawn",
        };
        args.push(("verdict", speech.say(verdict, &[]).into()));
        Ok(speech.say("verify-not-valid", &args))
    }
}
