//! A value, from the question to the record: number by number, confirmed, and corrected with a reason.

use dialogue::catalogue::Value;
use dialogue::figures::{NoFigure, read_figure, say_figure};
use dialogue::indicators::{say_category, unfit};
use dialogue::reading::{Reading, Statement, read_reply};
use events::Command;
use events::disaggregation::{Breakdown, BreakdownLine, Categories};
use events::figure::Figure;
use events::indicator::ReportedValue;
use events::strategy::ObjectiveCommand;
use events::text::Text;

use super::{AskedNumber, IndicatorPress, IndicatorQuestion, Known, Steps, ValueOf};
use crate::buttons::Press;
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

/// What a number that was given leads to.
enum Next {
    /// The next part.
    Part(AskedNumber),
    /// The value is whole.
    Whole(ReportedValue),
}

impl Visit<'_> {
    /// A button about an indicator was pressed in a message.
    pub(crate) async fn on_indicator_press(&self, press: IndicatorPress, message: i32) -> Result<(), VisitError> {
        let answer = match press {
            IndicatorPress::Ask(asked) => self.ask_number(asked).await?,
            IndicatorPress::Number(asked, figure) => self.take_number(asked, figure).await?,
            IndicatorPress::Record { of, reported } => self.record(of, reported).await?,
        };
        self.replace(message, answer).await
    }

    /// The answer to a question about an indicator; `None`: it was none.
    pub(crate) async fn on_indicator_answer(
        &self,
        question: IndicatorQuestion,
        text: &str,
    ) -> Result<Option<Outgoing>, VisitError> {
        let speech = self.speech();
        match question {
            IndicatorQuestion::Number(asked) => match read_figure(text) {
                Ok(figure) => self.take_number(asked, figure).await.map(Some),
                Err(NoFigure::Either(one, other)) => Ok(Some(self.ask_which_number(&asked, text, [one, other]))),
                Err(no @ NoFigure::OutOfBounds(_)) => Ok(Some(Outgoing::text(speech.say(no.key(), &[])))),
                // What says something of a task is not kept from it by a question that is still open.
                Err(no @ NoFigure::NotANumber) => match read_reply(text, speech.today) {
                    Reading::Unnumbered(Statement::Unknown(_) | Statement::Ambiguous(_)) => {
                        Ok(Some(Outgoing::text(speech.say(no.key(), &[]))))
                    }
                    Reading::Unnumbered(_) | Reading::Numbered(_) | Reading::Invitation(_) | Reading::Aside(_) => {
                        Ok(None)
                    }
                },
            },
            IndicatorQuestion::Reason { of, reported } => match text.parse::<Text>() {
                Ok(reason) => self.correct(of, reported, reason).await.map(Some),
                Err(error) => Ok(Some(self.unusable(error))),
            },
        }
    }

    fn not_yours(&self) -> Outgoing {
        Outgoing::text(self.speech().say("not-yours", &[]))
    }

    fn cancel(&self) -> (String, Press) {
        (self.speech().label("button-cancel", &[]), Press::Cancel)
    }

    /// Asks for a value, or for the next part of it.
    pub(super) async fn ask_number(&self, asked: AskedNumber) -> Result<Outgoing, VisitError> {
        let Some(known) = self.known(&asked.of).await? else { return Ok(self.not_yours()) };
        let speech = self.speech();
        let mut args = known.args();
        let unit = known.unit.as_ref();
        let text = match known.steps() {
            Steps::TooMany => {
                self.bot.database.forget_question(self.chat).await?;
                return Ok(Outgoing::text(speech.say("indicators-on-page", &args)));
            }
            Steps::By(categories) => {
                let category = categories.get(asked.given.len()).copied();
                let Some(category) = category else { return Ok(Outgoing::text(speech.say("button-expired", &[]))) };
                let category = say_category(speech.catalogue, speech.language, category);
                args.extend([("category", Value::from(category)), ("number", (asked.given.len() + 1).into())]);
                args.push(("of", categories.len().into()));
                speech.say("indicators-ask-part", &args)
            }
            Steps::Whole => {
                args.push(("unit", speech.unit(unit).into()));
                match (&known.reported, asked.correcting) {
                    (Some(reported), true) => {
                        args.push(("value", speech.value(reported.value, unit).into()));
                        speech.say("indicators-ask-corrected", &args)
                    }
                    (Some(_) | None, _) => speech.say("indicators-ask", &args),
                }
            }
        };
        let before = known.before.map(|(period, value)| {
            let args = [("value", speech.value(value, unit).into()), ("period", speech.period(period).into())];
            speech.say("indicators-ask-before", &args)
        });
        let text = before.into_iter().fold(text, |text, before| format!("{text}\n{before}"));
        self.bot.database.ask(self.chat, &Question::Indicator(IndicatorQuestion::Number(asked))).await?;
        Ok(Outgoing::text(text).with_buttons(vec![vec![self.cancel()]]))
    }

    fn ask_which_number(&self, asked: &AskedNumber, text: &str, meant: [Figure; 2]) -> Outgoing {
        let speech = self.speech();
        let button = |figure: Figure| {
            let label = say_figure(figure, self.person.language);
            (label, IndicatorPress::Number(asked.clone(), figure).into())
        };
        let question = speech.say("indicators-either", &[("text", text.into())]);
        Outgoing::text(question).with_buttons(vec![meant.map(button).to_vec(), vec![self.cancel()]])
    }

    /// Takes a number: the next part is asked for, or the whole value confirmed.
    async fn take_number(&self, asked: AskedNumber, figure: Figure) -> Result<Outgoing, VisitError> {
        let Some(known) = self.known(&asked.of).await? else { return Ok(self.not_yours()) };
        let speech = self.speech();
        if let Some(key) = known.unit.as_ref().and_then(|unit| unfit(figure, unit)) {
            return Ok(Outgoing::text(speech.say(key, &[])));
        }
        let (of, correcting) = (asked.of.clone(), asked.correcting);
        let next = match known.steps() {
            Steps::Whole => Next::Whole(ReportedValue { value: figure, parts: None }),
            Steps::TooMany => Next::Part(asked),
            Steps::By(categories) => {
                let Ok(count) = figure.to_string().parse::<u64>() else {
                    return Ok(Outgoing::text(speech.say("figure-not-a-count", &[])));
                };
                let given = [asked.given.as_slice(), &[count]].concat();
                if given.len() < categories.len() {
                    Next::Part(AskedNumber { given, ..asked })
                } else {
                    let total: u64 = given.iter().sum();
                    let Ok(value) = Figure::try_from(total) else {
                        return Ok(Outgoing::text(speech.say("figure-too-large", &[])));
                    };
                    let parts = categories.iter().zip(&given);
                    let lines = parts.map(|(category, count)| BreakdownLine { of: [*category].into(), count: *count });
                    let whole = BreakdownLine { of: Categories::new(), count: total };
                    let lines = std::iter::once(whole).chain(lines).collect();
                    Next::Whole(ReportedValue { value, parts: Some(Breakdown { lines }) })
                }
            }
        };
        match next {
            Next::Part(asked) => self.ask_number(asked).await,
            Next::Whole(reported) if correcting => self.ask_reason(&known, of, reported).await,
            Next::Whole(reported) => self.confirm(&known, of, reported).await,
        }
    }

    /// The value with its parts.
    fn said(&self, known: &Known, reported: &ReportedValue) -> String {
        let speech = self.speech();
        let value = speech.value(reported.value, known.unit.as_ref());
        let lines = reported.parts.iter().flat_map(|parts| &parts.lines).filter(|line| line.count > 0);
        let parts = lines.filter_map(|line| {
            let category = line.of.iter().next()?;
            Some(format!("{} {}", say_category(speech.catalogue, speech.language, *category), line.count))
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { value } else { format!("{value} ({})", parts.join(", ")) }
    }

    async fn confirm(&self, known: &Known, of: ValueOf, reported: ReportedValue) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let mut args = known.args();
        args.push(("value", self.said(known, &reported).into()));
        args.push(("institution", self.institution_name().await?.into()));
        // The question stays open: another number given now takes this one's place.
        let again = AskedNumber { of: of.clone(), given: vec![], correcting: false };
        let open = IndicatorQuestion::Number(again.clone());
        self.bot.database.ask(self.chat, &Question::Indicator(open)).await?;
        let buttons = vec![
            vec![
                (speech.label("button-indicator-record", &[]), IndicatorPress::Record { of, reported }.into()),
                (speech.label("button-indicator-again", &[]), IndicatorPress::Ask(again).into()),
            ],
            vec![self.cancel()],
        ];
        Ok(Outgoing::text(speech.say("indicators-confirm", &args)).with_buttons(buttons))
    }

    async fn record(&self, of: ValueOf, reported: ReportedValue) -> Result<Outgoing, VisitError> {
        let Some(known) = self.known(&of).await? else { return Ok(self.not_yours()) };
        self.bot.database.forget_question(self.chat).await?;
        let speech = self.speech();
        let mut args = known.args();
        args.push(("value", self.said(&known, &reported).into()));
        let correct = AskedNumber { of: of.clone(), given: vec![], correcting: true };
        let label = speech.label("button-indicator-correct-this", &[]);
        let recorded = Outgoing::text(speech.say("indicators-recorded", &args))
            .with_buttons(vec![vec![(label, IndicatorPress::Ask(correct).into())]]);
        let command = ObjectiveCommand::ReportValue {
            indicator: of.indicator,
            institution: self.person.institution.clone(),
            period: of.period,
            reported,
        };
        self.carry_out(Command::Objective(of.objective, command), OnAcceptance::Say(recorded)).await
    }

    async fn ask_reason(&self, known: &Known, of: ValueOf, reported: ReportedValue) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let Some(before) = &known.reported else {
            return self.confirm(known, of, reported).await;
        };
        if before == &reported {
            self.bot.database.forget_question(self.chat).await?;
            return Ok(Outgoing::text(speech.say("indicators-unchanged", &[])));
        }
        let args = [("value", self.said(known, &reported).into()), ("before", self.said(known, before).into())];
        let question = speech.say("indicators-ask-reason", &args);
        self.bot.database.ask(self.chat, &Question::Indicator(IndicatorQuestion::Reason { of, reported })).await?;
        Ok(Outgoing::text(question).with_buttons(vec![vec![self.cancel()]]))
    }

    async fn correct(&self, of: ValueOf, reported: ReportedValue, reason: Text) -> Result<Outgoing, VisitError> {
        let Some(known) = self.known(&of).await? else { return Ok(self.not_yours()) };
        self.bot.database.forget_question(self.chat).await?;
        let mut args = known.args();
        args.push(("value", self.said(&known, &reported).into()));
        args.push((
            "before",
            known.reported.as_ref().map_or_else(String::new, |before| self.said(&known, before)).into(),
        ));
        let corrected = Outgoing::text(self.speech().say("indicators-corrected-now", &args));
        let command = ObjectiveCommand::CorrectValue {
            indicator: of.indicator,
            institution: self.person.institution.clone(),
            period: of.period,
            reported,
            reason,
        };
        self.carry_out(Command::Objective(of.objective, command), OnAcceptance::Say(corrected)).await
    }
}
