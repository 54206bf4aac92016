//! Small counts in reports: what stands beside a hidden count.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use events::authority::Principal;
use events::case::CaseCommand;
use events::case_data_standard::{AgeGroup, ExploitationForm, Sex, VictimProfile};
use events::ids::{CommandId, CorrelationId, Position, Revision};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::person_key::VictimKey;
use events::suppression::ReleasedCount;
use events::{Command, Metadata, Moment, RecordedEvent};
use readmodels::Folded;
use readmodels::cases::{CaseBook, CaseMeasure};
use readmodels::notice_history::NoticeHistory;
use readmodels::requests::Requests;
use readmodels::strategy::StrategyBook;
use readmodels::training::TrainingBook;
use reports::monthly::{MonthInputs, MonthlyOverview};

/// Noon of a day, counted from the first of July 2017.
fn noon(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2017, 7, 1, 10, 0, 0).unwrap() + TimeDelta::days(i64::from(day) - 1)
}

fn date(day: u32) -> NaiveDate {
    noon(day).date_naive()
}

/// A book of cases, each of somebody else.
#[derive(Default)]
struct Cases {
    book: CaseBook,
    opened: u64,
}

impl Cases {
    fn open(&mut self, day: u32, person: u8) {
        let forms = NonEmpty::one(ExploitationForm::ForcedBegging);
        let nationality = "XK".parse().unwrap();
        let profile = VictimProfile { age_group: AgeGroup::Adult, sex: Sex::Female, nationality, forms };
        let (identified_by, person) = ("policia".parse().unwrap(), Some(VictimKey::from_bytes([person; 32])));
        let open = CaseCommand::Open { identified_by, profile, person, competent: BTreeMap::new() };
        let command = Command::Case(format!("2017-{:03}", self.opened).parse().unwrap(), open);
        let (stream, principal) = (command.stream().unwrap(), Principal::secretariat());
        let decided = events::decide(command, &[], &principal, &Moment { now: noon(day), today: date(day) }).unwrap();
        self.opened += 1;
        let id = CommandId::named(&format!("test/{}", self.opened));
        for (n, event) in decided.into_iter().enumerate() {
            self.book.fold(&RecordedEvent {
                position: Position(self.opened * 10 + n as u64),
                stream: stream.clone(),
                revision: Revision(n as u64),
                id: id.event(n),
                metadata: Metadata {
                    tenant: "kosovo".parse().unwrap(),
                    actor: principal.actor().clone(),
                    correlation_id: CorrelationId(id.0),
                    causation_id: id,
                    occurred_at: noon(day),
                    recorded_at: noon(day),
                    door: None,
                    network: None,
                },
                event,
            });
        }
    }
}

/// The dashboard shows the quarter; the month that is hidden must not be what is left of it.
#[test]
fn the_monthly_overviews_do_not_tell_a_month_that_is_hidden() {
    let mut cases = Cases::default();
    for (day, many) in [(5, 3), (40, 20), (70, 30)] {
        for person in 0..many {
            cases.open(day, u8::try_from(day).unwrap() + person);
        }
    }
    let (requests, training, strategy) = (Requests::default(), TrainingBook::default(), StrategyBook::default());
    let inputs = MonthInputs {
        tasks: &[],
        institutions: &[],
        meetings: &[],
        cases: &cases.book,
        requests: &requests,
        training: &training,
        strategy: &strategy,
        notices: &NoticeHistory::default(),
    };
    let opened = |day: u32| MonthlyOverview::of(inputs, Period::month_of(date(day)), date(100)).cases.opened;
    assert!(cases.book.figures().tells(CaseMeasure::Incidents, Period::quarter_of(date(5))), "53 in the quarter");
    assert_eq!(
        [opened(5), opened(40), opened(70)],
        [ReleasedCount::Hidden, ReleasedCount::Hidden, ReleasedCount::Count(30)]
    );
}
