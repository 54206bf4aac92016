//! What a person may set: when the digest comes, when it is quiet, and who hears while the person is away; and what the
//! bot knows of the person.

use chrono::{Days, NaiveDate, NaiveTime};
use dialogue::catalogue::Value;
use dialogue::dates::{DateError, read_date};
use events::Command;
use events::institution::{DigestHour, InstitutionCommand, Post, QuietHours};
use events::period::Period;

use crate::buttons::Press;
use crate::commands::language_buttons;
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

/// The hours offered for the digest.
const HOURS: [u8; 5] = [7, 8, 9, 10, 11];
/// The quiet hours offered: from when to when.
const QUIET: [(u32, u32); 3] = [(20, 7), (18, 8), (17, 9)];
/// The spans of absence offered, in days.
const SPANS: [u16; 3] = [3, 7, 14];

impl Visit<'_> {
    pub(crate) async fn show_settings(&self) -> Result<(), VisitError> {
        let message = self.settings();
        self.answer(message).await
    }

    /// What is set, with buttons that change it.
    fn settings(&self) -> Outgoing {
        let (speech, person) = (self.speech(), &self.person);
        let mut lines = vec![speech.say("settings-heading", &[])];
        lines.push(match person.digest_hour {
            Some(hour) => speech.say("settings-digest-at", &[("hour", on_the_clock(hour.value()))]),
            None => speech.say("settings-digest-usual", &[]),
        });
        lines.push(match person.quiet_hours {
            Some(QuietHours { from, until }) => {
                let args = [("from", clock_time(from).into()), ("until", clock_time(until).into())];
                speech.say("settings-quiet", &args)
            }
            None => speech.say("settings-quiet-usual", &[]),
        });
        let away = person.absence.filter(|absence| absence.until() >= speech.today);
        if let Some(absence) = away {
            let args = [("from", speech.date(absence.from())), ("until", speech.date(absence.until()))];
            lines.push(speech.say("settings-away", &args));
        }
        lines.push(speech.say("settings-how", &[]));
        let hours = HOURS.into_iter().filter_map(|hour| {
            let label = speech.label("button-hour", &[("hour", on_the_clock(hour))]);
            Some((label, Press::DigestAt(DigestHour::try_from(hour).ok()?)))
        });
        let quiet = QUIET.into_iter().filter_map(|(from, until)| {
            let label = speech.label("button-quiet", &[("from", from.into()), ("until", until.into())]);
            let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
            Some((label, Press::Quiet(QuietHours { from: at(from)?, until: at(until)? })))
        });
        let presence = match away {
            Some(_) => (speech.label("button-back-at-work", &[]), Press::Back),
            None => (speech.label("button-away", &[]), Press::Away(None)),
        };
        let buttons = vec![hours.collect(), quiet.collect(), vec![presence], language_buttons(self.bot)];
        Outgoing::text(lines.join("\n")).with_buttons(buttons)
    }

    fn mine(&self, command: InstitutionCommand) -> Command {
        Command::Institution(self.person.institution.clone(), command)
    }

    pub(crate) async fn digest_at(&self, hour: DigestHour, asked_in: i32) -> Result<(), VisitError> {
        let command = InstitutionCommand::ChooseDigestHour { person: self.person.person.clone(), hour };
        let chosen = Outgoing::text(self.speech().say("digest-hour-chosen", &[("hour", on_the_clock(hour.value()))]));
        let answer = self.carry_out(self.mine(command), OnAcceptance::Say(chosen)).await?;
        self.replace(asked_in, answer).await
    }

    pub(crate) async fn quiet(&self, quiet_hours: QuietHours, asked_in: i32) -> Result<(), VisitError> {
        let command = InstitutionCommand::SetQuietHours { person: self.person.person.clone(), quiet_hours };
        let args = [("from", clock_time(quiet_hours.from).into()), ("until", clock_time(quiet_hours.until).into())];
        let set = Outgoing::text(self.speech().say("quiet-hours-set", &args));
        let answer = self.carry_out(self.mine(command), OnAcceptance::Say(set)).await?;
        self.replace(asked_in, answer).await
    }

    /// `/away`, perhaps with the last day in words.
    pub(crate) async fn on_away(&self, until: Option<&str>) -> Result<(), VisitError> {
        let answer = match until {
            Some(words) => match self.away_in_words(words).await? {
                Some(answer) => answer,
                None => self.ask_how_long().await?,
            },
            None => self.ask_how_long().await?,
        };
        self.answer(answer).await
    }

    /// The last day of an absence in a person's words; `None`: no day is in them.
    pub(crate) async fn away_in_words(&self, words: &str) -> Result<Option<Outgoing>, VisitError> {
        let speech = self.speech();
        Ok(Some(match read_date(words, speech.today) {
            Ok(Some(until)) => self.away_until(until).await?,
            Ok(None) => return Ok(None),
            Err(DateError::NoSuchDate { text }) => Outgoing::text(speech.say("no-such-date", &[("date", text.into())])),
            Err(DateError::TooFar(day)) => Outgoing::text(speech.too_far(day)),
            Err(DateError::Several(days)) => {
                let days = days.iter().map(|day| vec![(speech.day(*day), Press::Away(Some(*day)))]);
                Outgoing::text(speech.say("away-which-day", &[])).with_buttons(days.collect())
            }
        }))
    }

    async fn ask_how_long(&self) -> Result<Outgoing, VisitError> {
        self.bot.database.ask(self.chat, &Question::AwayUntil).await?;
        let speech = self.speech();
        let spans = SPANS.into_iter().filter_map(|days| {
            let until = speech.today.checked_add_days(Days::new(days.into()))?;
            Some((speech.label("button-plus-days", &[("days", days.into())]), Press::Away(Some(until))))
        });
        let cancel = vec![(speech.label("button-cancel", &[]), Press::Cancel)];
        Ok(Outgoing::text(speech.say("away-ask", &[])).with_buttons(vec![spans.collect(), cancel]))
    }

    /// A button about an absence: until this day, or to be asked.
    pub(crate) async fn on_away_press(&self, until: Option<NaiveDate>, asked_in: i32) -> Result<(), VisitError> {
        let answer = match until {
            Some(until) => self.away_until(until).await?,
            None => self.ask_how_long().await?,
        };
        self.replace(asked_in, answer).await
    }

    async fn away_until(&self, until: NaiveDate) -> Result<Outgoing, VisitError> {
        self.bot.database.forget_question(self.chat).await?;
        let speech = self.speech();
        let date = || ("date", speech.date(until));
        let Ok(absence) = Period::new(speech.today, until) else {
            return Ok(Outgoing::text(speech.say("date-in-past", &[date()])));
        };
        let institution = self.bot.read_models.institution(&self.person.institution).await?;
        let stands_in = institution.into_iter().flat_map(|institution| institution.staff).find(|other| {
            other.person != self.person.person && other.chat.is_some() && !other.is_away_on(speech.today)
        });
        let text = match stands_in {
            Some(other) => {
                let name = other.name.map_or_else(|| speech.label("former-focal-point", &[]), |name| name.to_string());
                speech.say("away-noted", &[date(), ("name", name.into())])
            }
            None => speech.say("away-noted-nobody", &[date()]),
        };
        let command = InstitutionCommand::AnnounceAbsence { person: self.person.person.clone(), absence };
        let back = vec![vec![(speech.label("button-back-at-work", &[]), Press::Back)]];
        let said = OnAcceptance::Say(Outgoing::text(text).with_buttons(back));
        self.carry_out(self.mine(command), said).await
    }

    /// The person is back: in a message of its own, or in place of the one with the button.
    pub(crate) async fn on_back(&self, asked_in: Option<i32>) -> Result<(), VisitError> {
        let command = InstitutionCommand::EndAbsence { person: self.person.person.clone() };
        let said = OnAcceptance::Say(Outgoing::text(self.speech().say("back-noted", &[])));
        let answer = self.carry_out(self.mine(command), said).await?;
        match asked_in {
            Some(message) => self.replace(message, answer).await,
            None => self.answer(answer).await,
        }
    }

    /// Who the bot takes this person for.
    pub(crate) async fn who_am_i(&self) -> Result<(), VisitError> {
        let (speech, person) = (self.speech(), &self.person);
        let institution = self.institution_name().await?;
        let name = person.name.as_ref().map_or_else(|| speech.label("former-focal-point", &[]), ToString::to_string);
        let key = match person.post {
            Post::FocalPoint => "whoami-focal-point",
            Post::Deputy => "whoami-deputy",
        };
        let mut lines = vec![speech.say(key, &[("name", name.into()), ("institution", institution.into())])];
        for subgroup in &person.chairs {
            let Some(found) = self.bot.read_models.subgroup(subgroup).await? else { continue };
            let name = found.name.in_language(person.language).to_owned();
            lines.push(speech.say("whoami-chair", &[("subgroup", name.into())]));
        }
        if person.secretariat {
            lines.push(speech.say("whoami-secretariat", &[]));
        }
        self.answer(Outgoing::text(lines.join("\n"))).await
    }
}

/// An hour as clocks show it: “08”.
fn on_the_clock(hour: u8) -> Value {
    format!("{hour:02}").into()
}

fn clock_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
