//! Values of indicators: whoever reports one is asked for it on the morning after a period has ended, and again after a week
//! while it is owed.
//!
//! An occasion names the value and the day on which it was asked for. The day is the one on which the question was first
//! due: one that waits for somebody to have a chat is the same question on the next day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use events::Aggregate;
use events::ids::{EventId, IndicatorId, InstitutionId, NotificationKey, StreamId};
use events::notification::{Audience, Notice, Occasion};
use events::period::Period;
use events::strategy::Objective;
use readmodels::delivery_ledger::LedgerEntry;
use readmodels::local_time::date_in_kosovo;
use readmodels::organisation::InstitutionRecord;
use readmodels::strategy::ObjectiveDossier;

use crate::content::{Content, IndicatorValueContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::intervals::VALUE_AGAIN_AFTER_DAYS;
use crate::topics::{Topic, answer_to_last, answers_from};

/// Values of indicators that an institution owes.
pub struct IndicatorValues;

impl Topic for IndicatorValues {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        facts.objectives_looked_at().into_iter().flat_map(|objective| of_objective(objective, facts)).collect()
    }

    /// A value answers the last question for it.
    fn answered(&self, facts: &Facts<'_>) -> Vec<(NotificationKey, EventId)> {
        let from = answers_from(facts);
        let mut answers = Vec::new();
        for objective in facts.objectives_looked_at() {
            let Ok(about) = StreamId::new(Objective::KIND, objective.id.as_str()) else { continue };
            for (value, reports) in &objective.reports {
                // What corrects it later answers nothing.
                let Some(report) = reports.first().filter(|report| report.at >= from) else { continue };
                let of_it = |entry: &&LedgerEntry| asked_for(&entry.notice).is_some_and(|(of, _)| of == *value);
                let told = facts.ledger.entries_about(&about).filter(of_it);
                answers.extend(answer_to_last(told, (report.event, report.position)));
            }
        }
        answers
    }
}

/// A value: of which indicator, about which days, of whom.
type ValueOf = (IndicatorId, Period, InstitutionId);

fn of_objective(objective: &ObjectiveDossier, facts: &Facts<'_>) -> Vec<Owed> {
    let Ok(about) = StreamId::new(Objective::KIND, objective.id.as_str()) else { return vec![] };
    let mut owed = Vec::new();
    for (id, indicator) in &objective.state.indicators {
        for reporter in indicator.definition.reporters() {
            let takes_part = facts.institutions.institution(reporter).is_some_and(InstitutionRecord::is_active);
            if takes_part {
                let periods = indicator.owed_by(reporter, facts.today());
                owed.extend(periods.into_iter().map(|period| (id.clone(), period, reporter.clone())));
            }
        }
    }
    if owed.is_empty() {
        return vec![];
    }
    let asked = last_questions(&about, facts);
    owed.into_iter().filter_map(|value| question(objective, &about, &value, asked.get(&value), facts)).collect()
}

/// Of each value, the last question: on which day it was due, and how it stands.
fn last_questions<'a>(about: &StreamId, facts: &'a Facts<'_>) -> BTreeMap<ValueOf, (NaiveDate, &'a LedgerEntry)> {
    let mut last: BTreeMap<ValueOf, (NaiveDate, &LedgerEntry)> = BTreeMap::new();
    for entry in facts.ledger.entries_about(about) {
        let Some((value, day)) = asked_for(&entry.notice) else { continue };
        if last.get(&value).is_none_or(|(known, _)| *known <= day) {
            last.insert(value, (day, entry));
        }
    }
    last
}

/// The question that should have been asked by now, asked or not.
fn question(
    objective: &ObjectiveDossier,
    about: &StreamId,
    value: &ValueOf,
    last: Option<&(NaiveDate, &LedgerEntry)>,
    facts: &Facts<'_>,
) -> Option<Owed> {
    let (indicator, period, reporter) = value;
    let (due, day) = match last {
        None => (period.until().succ_opt()?, facts.today()),
        Some((day, entry)) => {
            // Of what was asked before there was a ledger, only the occasion knows when.
            let sent = entry.sent.as_ref().filter(|sent| sent.message.is_some());
            let asked = sent.map_or(*day, |sent| date_in_kosovo(sent.at));
            let again = asked.checked_add_days(Days::new(VALUE_AGAIN_AFTER_DAYS.into()))?;
            if entry.is_settled() && again <= facts.today() { (again, facts.today()) } else { (*day, *day) }
        }
    };
    Some(Owed {
        notice: Notice {
            about: about.clone(),
            occasion: occasion(value, day)?,
            to: Audience::FocalPoint(reporter.clone()),
        },
        content: Content::IndicatorValue(IndicatorValueContent {
            objective: objective.id.clone(),
            indicator: indicator.clone(),
            period: *period,
        }),
        urgency: Urgency::Morning,
        since: due.and_time(NaiveTime::MIN).and_utc(),
    })
}

/// The occasion on which a value is asked for on a day. The indicator comes last: it may have points.
fn occasion((indicator, period, _): &ValueOf, day: NaiveDate) -> Option<Occasion> {
    Occasion::try_from(format!("value.{}.{}.{day}.{indicator}", period.from(), period.until())).ok()
}

/// Which value a notice asked for, and on which day.
fn asked_for(notice: &Notice) -> Option<(ValueOf, NaiveDate)> {
    let Audience::FocalPoint(reporter) = &notice.to else { return None };
    let mut parts = notice.occasion.as_str().strip_prefix("value.")?.splitn(4, '.');
    let (from, until, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let indicator = parts.next()?.parse().ok()?;
    Some(((indicator, Period::new(from, until).ok()?, reporter.clone()), day))
}
