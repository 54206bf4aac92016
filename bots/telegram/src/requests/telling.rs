//! Telling institutions of their data requests: what is new, what came back, what is due.
//!
//! Reconciled, not timed, as the reminders are: each activation compares what a chat should have been told by now with what
//! it was told, and says the rest in one message. What was told is noted after it was sent, so after a crash it may be said
//! twice, never not at all. Of several steps of one request one is said, and the due date with it; all count as told.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Europe::Belgrade;
use events::data_request::SubmissionStage;
use events::ids::{ChatId, DataRequestId, InstitutionId};
use forms::Words;
use projections::requests::{RequestDossier, Requests, Step, Urgency};
use projections::views::PersonView;

use super::DataPress;
use super::showing::{due_in_words, fitting, press};
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::{Outgoing, SendError};
use crate::visit::VisitError;

/// How often it looks whether the time or the read models have moved on.
const LOOK: Duration = Duration::from_secs(1);
/// How many looks pass at most between two activations.
const PERIOD: u32 = 60;
/// After how many days late it is said again.
const SAY_AGAIN: i64 = 7;

/// What a chat is to be told of one request: the text's key, and the steps that it counts for.
struct Telling<'a> {
    dossier: &'a RequestDossier,
    key: &'static str,
    rungs: Vec<String>,
}

/// Every step that a request has reached for an institution by a day, what says most first, each with its text's key.
fn rungs(
    dossier: &RequestDossier,
    institution: &InstitutionId,
    today: NaiveDate,
    soon: i64,
) -> Vec<(String, &'static str)> {
    let Some(submission) = dossier.submission(institution) else { return vec![] };
    let versions = submission.versions.len();
    let first = match submission.stage {
        SubmissionStage::Awaited => ("issued".to_owned(), "data-told-new"),
        SubmissionStage::Returned => (format!("returned-{versions}"), "data-told-returned"),
        SubmissionStage::Submitted | SubmissionStage::Accepted => return vec![],
    };
    let time = match dossier.urgency(today) {
        Urgency::In(days) if days > soon => None,
        Urgency::In(_) => Some((format!("soon-{versions}"), "data-told-soon")),
        Urgency::Today => Some((format!("today-{versions}"), "data-told-today")),
        Urgency::Overdue(days) => Some((format!("late-{versions}-{}", days / SAY_AGAIN), "data-told-overdue")),
    };
    let nudges = dossier.history_of(institution).rev().take_while(|happened| match happened.step {
        Step::Nudged => true,
        Step::Submitted { .. } | Step::Returned(_) | Step::Corrected { .. } | Step::Accepted => false,
    });
    let nudge = nudges.take(1).map(|nudge| (format!("nudged-{}", nudge.position.0), "data-told-nudged"));
    nudge.chain([first]).chain(time).collect()
}

impl TelegramBot {
    /// Tells whoever is to be told, whenever something has changed and every minute, for ever.
    pub(crate) async fn keep_telling(&self) -> Result<Infallible, BotError> {
        let mut progress = self.read_models.progress();
        let mut last = None;
        let mut looks = 0;
        loop {
            let moment = self.clock.moment();
            let hour = moment.now.with_timezone(&Belgrade).format("%Y-%m-%d %H").to_string();
            let now = Some((*progress.borrow_and_update(), hour));
            if now != last || looks >= PERIOD {
                (last, looks) = (now, 0);
                match self.tell_of_requests().await {
                    Ok(()) => {}
                    Err(VisitError::Bot(error)) => return Err(error),
                    Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                        tracing::warn!(%error, "data requests are not told of; trying again");
                        last = None;
                    }
                }
            }
            looks += 1;
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn tell_of_requests(&self) -> Result<(), VisitError> {
        let moment = self.clock.moment();
        let time: NaiveTime = moment.now.with_timezone(&Belgrade).time();
        let (calendar, ladder) = (&self.data_requests.calendar, &self.data_requests.ladder);
        if !calendar.is_working_day(moment.today) || time < ladder.digest_at() {
            return Ok(());
        }
        let book = self.requests.look(self.read_models.as_ref()).await?;
        let mut trouble = None;
        for institution in self.read_models.institutions().await?.into_iter().filter(|one| one.active) {
            let reachable = institution.staff.iter().find_map(|person| Some((person, person.chat?)));
            let Some((person, chat)) = reachable else { continue };
            if person.quiet_hours.unwrap_or(ladder.quiet_hours()).cover(time) {
                continue;
            }
            let names = institution.names.in_language(person.language);
            // One person's trouble does not hold the others up.
            if let Err(error) = self.tell_one_of_requests(&book, person, chat, names, moment.today).await {
                trouble = Some(error);
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    async fn tell_one_of_requests(
        &self,
        book: &Requests,
        person: &PersonView,
        chat: ChatId,
        institution: &str,
        today: NaiveDate,
    ) -> Result<(), VisitError> {
        let soon = self.data_requests.ladder.soon().into();
        let mut tellings = Vec::new();
        for dossier in book.asking(&person.institution) {
            let reached = rungs(dossier, &person.institution, today, soon);
            let names = reached.iter().map(|(rung, _)| rung.clone()).collect();
            let untold = self.database.untold(chat, &dossier.id, names).await?;
            let first = reached.into_iter().find(|(rung, _)| untold.contains(rung));
            if let Some((_, key)) = first {
                tellings.push(Telling { dossier, key, rungs: untold });
            }
        }
        if tellings.is_empty() {
            return Ok(());
        }
        let message = self.telling(&tellings, person, institution, today);
        match self.post.send_once(chat, &message).await {
            Ok(()) => {}
            // Whoever does not want to hear from the bot is not asked each minute.
            Err(error) if error.is_final() => tracing::warn!(%error, "data requests could not be told of"),
            Err(error @ (SendError::Messenger(_) | SendError::Database(_))) => return Err(error.into()),
        }
        let told: Vec<(DataRequestId, String)> = tellings
            .into_iter()
            .flat_map(|telling| telling.rungs.into_iter().map(|rung| (telling.dossier.id.clone(), rung)))
            .collect();
        Ok(self.database.note_requests_told(chat, told).await?)
    }

    fn telling(&self, tellings: &[Telling<'_>], person: &PersonView, institution: &str, today: NaiveDate) -> Outgoing {
        let speech = self.speech(person.language);
        let words = Words { catalogue: &self.catalogue, language: person.language };
        let mut by_key: BTreeMap<&str, Vec<&RequestDossier>> = BTreeMap::new();
        for telling in tellings {
            by_key.entry(telling.key).or_default().push(telling.dossier);
        }
        let mut lines = vec![speech.say("data-told-heading", &[("institution", institution.into())])];
        for (key, dossiers) in by_key {
            lines.push(format!("<b>{}</b>", speech.say(key, &[])));
            for dossier in dossiers {
                let title = dossier.title.in_language(person.language);
                let due = due_in_words(words, dossier, today, true);
                let period = words.period(dossier.request.period);
                let args = [("title", title.into()), ("period", period.into()), ("due", due.into())];
                lines.push(speech.say("data-told-line", &args));
                for comment in dossier.comments_for(&person.institution) {
                    let label = dossier.request.form.field(&comment.field).map_or("", |field| words.label(field));
                    let args = [("field", label.into()), ("comment", comment.comment.as_str().into())];
                    lines.push(speech.say("data-comment", &args));
                }
            }
        }
        let open = |telling: &Telling<'_>| {
            let title = telling.dossier.title.in_language(person.language);
            vec![(
                speech.label("data-button-open", &[("title", title.into())]),
                press(&telling.dossier.id, DataPress::Open),
            )]
        };
        Outgoing::text(fitting(lines)).with_buttons(tellings.iter().map(open).collect())
    }
}
