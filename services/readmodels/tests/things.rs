//! Given these events, the things of the timeline are these; and this is how they stood, whatever was known by then.

use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::case::{CaseCommand, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::country::Country;
use events::data_request::DataRequestCommand;
use events::figure::{Figure, Unit};
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::ids::{CommandId, CorrelationId, InstitutionId, Position};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::milestone::Precision;
use events::non_empty::NonEmpty;
use events::period::Period;
use events::text::Percent;
use proptest::prelude::*;
use readmodels::queries::{ThingFilter, ThingMonths, ThingSpans, Things};
use readmodels::things::changes::{Change, changes};
use readmodels::things::standing::{DueMove, Lateness, Standpoint, standing};
use readmodels::things::{Step, StepKind, Thing, ThingKind, ThingStage};
use readmodels::{Ask, Partition, ReadModels};

use crate::support::any::{any_command, item};
use crate::support::country::a_country;
use crate::support::{Feeding, TestReadModels, date, noon, title};

fn assign(due: u32) -> C {
    let subgroup = Some("te-dhena".parse().unwrap());
    C::Assign { title: title("Beds"), owner: "ms".parse().unwrap(), subgroup, due: date(due), raised_by: None }
}

fn institution(id: &str) -> InstitutionId {
    id.parse().unwrap()
}

async fn all(read_models: &ReadModels, filter: ThingFilter) -> Vec<Thing> {
    read_models.ask(Things { filter, after: None, limit: 1_000 }).await.unwrap()
}

async fn only(harness: &TestReadModels) -> Thing {
    let mut things = all(&harness.read_models().await, ThingFilter::default()).await;
    assert_eq!(things.len(), 1, "{things:?}");
    things.remove(0)
}

fn now(thing: &Thing, day: u32) -> readmodels::things::standing::ThingStanding {
    standing(thing, None, Standpoint::Now(date(day))).unwrap()
}

#[tokio::test]
async fn an_item_reported_nine_days_late_is_nine_days_late_though_it_is_verified() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [item(0, assign(5)), item(0, C::Accept)]);
    harness.log.do_all(14, [item(0, C::Complete)]);
    harness.log.do_all(15, [item(0, C::Verify)]);
    let stands = now(&only(&harness).await, 30);
    assert_eq!((stands.stage, stands.from, stands.until), (ThingStage::Verified, date(1), Some(date(5))));
    assert_eq!((stands.done_on, stands.is_overdue()), (Some(date(14)), false));
    assert_eq!(stands.late, Some(Lateness { due: date(5), until: date(14) }));
    assert_eq!(stands.late.unwrap().days(), 9);
}

#[tokio::test]
async fn an_item_is_stuck_for_a_while_gets_more_time_and_is_late_until_somebody_does_something() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [item(0, assign(10))]);
    harness.log.do_all(3, [item(0, C::Block { reason: "No list".parse().unwrap() })]);
    harness.log.do_all(6, [item(0, C::Unblock), item(0, C::RequestExtension { until: date(12), reason: None })]);
    harness.log.do_all(7, [item(0, C::GrantExtension { until: date(12) })]);
    harness.log.do_all(9, [item(0, C::Block { reason: "No list still".parse().unwrap() })]);
    let thing = only(&harness).await;
    let stands = now(&thing, 20);
    assert_eq!(stands.stage, ThingStage::Blocked);
    let period = |from, until| Period::new(date(from), date(until)).unwrap();
    assert_eq!(stands.blocked, [period(3, 6), period(9, 20)]);
    assert_eq!(stands.moves, [DueMove { on: date(7), from: date(10), to: date(12) }]);
    assert_eq!((stands.late.unwrap().days(), stands.is_overdue(), stands.last_day()), (8, true, date(20)));
    assert_eq!(now(&thing, 12).late, None, "the last day is in time");
}

#[tokio::test]
async fn as_of_a_day_nothing_is_known_that_was_recorded_later() {
    let harness = TestReadModels::new();
    harness.log.do_all(2, [item(0, assign(5))]);
    harness.log.do_all(8, [item(0, C::Complete)]);
    let reopen = C::Reopen { reason: "Not all".parse().unwrap(), due: None };
    harness.log.do_all(9, [item(0, reopen), item(0, C::Reassign { owner: institution("md"), reason: None })]);
    let thing = only(&harness).await;
    let as_of = |day| standing(&thing, None, Standpoint::AsOf(date(day)));
    assert_eq!(as_of(1), None);
    assert_eq!(as_of(4).map(|stands| (stands.stage, stands.late)), Some((ThingStage::Open, None)));
    let late = as_of(7).unwrap();
    assert_eq!((late.late.unwrap().days(), late.is_overdue()), (2, true));
    let done = as_of(8).unwrap();
    assert_eq!((done.stage, done.late.unwrap().days(), done.is_overdue()), (ThingStage::Done, 3, false));
    assert_eq!((done.institutions, as_of(9).unwrap().institutions), (vec![institution("ms")], vec![institution("md")]));
}

#[tokio::test]
async fn what_changed_between_two_days_is_told() {
    let harness = TestReadModels::new();
    harness.log.do_all(2, [item(0, assign(5))]);
    harness.log.do_all(8, [item(0, C::Complete)]);
    harness.log.do_all(9, [item(0, C::Verify)]);
    harness.log.do_all(11, [item(0, C::Reopen { reason: "Not all".parse().unwrap(), due: Some(date(20)) })]);
    let thing = only(&harness).await;
    let between = |since, until| {
        let then = standing(&thing, None, Standpoint::AsOf(date(since)));
        changes(then.as_ref(), &standing(&thing, None, Standpoint::AsOf(date(until))).unwrap())
    };
    assert_eq!(between(1, 3), [Change::Added]);
    assert_eq!(between(3, 4), []);
    assert_eq!(between(4, 6), [Change::BecameLate]);
    assert_eq!(between(4, 8), [Change::Done, Change::BecameLate]);
    assert_eq!(between(8, 9), [Change::Verified]);
    assert_eq!(between(9, 12), [Change::Moved, Change::Reopened]);
}

#[tokio::test]
async fn a_meeting_is_one_thing_on_its_day_and_so_is_what_it_raised() {
    let harness = TestReadModels::new();
    let at = |day| MeetingTime { date: date(day), time: None, minutes: None };
    let meeting = |command| Command::Meeting("m1".parse().unwrap(), command);
    let invited = NonEmpty::try_from(vec![institution("ms"), institution("mpms")]).unwrap();
    let schedule = |day, convened| MeetingCommand::Schedule {
        title: title("Subgroup"),
        at: at(day),
        place: None,
        convened,
        invited: invited.clone(),
        recurrence: None,
    };
    let of_subgroup = schedule(10, MeetingBody::Subgroup("te-dhena".parse().unwrap()));
    harness.log.do_all(1, [meeting(of_subgroup), meeting(MeetingCommand::Reschedule { at: at(12) })]);
    let raises = RaisedItem {
        action_item: "item-0".parse().unwrap(),
        title: title("Beds"),
        owner: institution("ms"),
        due: date(20),
    };
    let decide = MeetingCommand::TakeDecision { decision: "Harmonise".parse().unwrap(), raises: vec![raises] };
    harness.log.do_all(13, [meeting(MeetingCommand::Hold { attended: NonEmpty::one(institution("ms")) })]);
    harness.log.do_all(13, [meeting(decide)]);
    let C::Assign { title: words, owner, subgroup, due, .. } = assign(20) else { unreachable!() };
    let raised_by = Some("m1".parse().unwrap());
    harness.log.do_all(13, [item(0, C::Assign { title: words, owner, subgroup, due, raised_by })]);
    let whole = schedule(20, MeetingBody::Authority);
    harness.log.do_all(13, [Command::Meeting("m2".parse().unwrap(), whole)]);
    let read_models = harness.read_models().await;
    let things = all(&read_models, ThingFilter::default()).await;
    let kinds: Vec<_> = things.iter().map(|thing| thing.kind).collect();
    assert_eq!(kinds, [ThingKind::Meeting, ThingKind::ActionItem, ThingKind::Meeting]);
    let held = now(&things[0], 30);
    assert_eq!((held.stage, held.from, held.done_on, held.late), (ThingStage::Done, date(12), Some(date(12)), None));
    assert_eq!(held.moves, [DueMove { on: date(1), from: date(10), to: date(12) }]);
    let steps: Vec<_> = things[0].steps.iter().map(|step| (step.what, step.on)).collect();
    assert_eq!(steps[2..], [(StepKind::Reported, date(12)), (StepKind::Decided, date(12))]);
    assert_eq!(now(&things[2], 13).institutions, [], "what is for all is the Authority's");
    let of_meeting = ThingFilter { meeting: Some("m1".parse().unwrap()), ..ThingFilter::default() };
    assert_eq!(all(&read_models, of_meeting).await, things[..2]);
    let spans = read_models.ask(ThingSpans::of(ThingFilter::default(), 10)).await.unwrap();
    assert_eq!((spans[0].first, spans[0].last), (date(10), Some(date(12))));
    assert_eq!((spans[1].last, spans[1].until), (None, Some(date(20))), "it is owed");
}

fn form() -> Form {
    let kind = FieldKind::Number { unit: Unit::Days, places: 1, least: None, most: None };
    NonEmpty::one(Field { key: "stay".parse().unwrap(), label: title("Stay"), kind }).try_into().unwrap()
}

#[tokio::test]
async fn a_data_request_is_answered_by_each_and_late_by_the_last() {
    let harness = TestReadModels::new();
    let of = |command| Command::DataRequest("beds".parse().unwrap(), command);
    let recipients = NonEmpty::try_from(vec![institution("ms"), institution("mpms")]).unwrap();
    let period = Period::new(date(1), date(2)).unwrap();
    let issue = DataRequestCommand::Issue { title: title("Beds"), form: form(), period, recipients, due: date(8) };
    let answers = Answers([("stay".parse().unwrap(), Answer::Number(Figure::from(12)))].into());
    let submit = |who: &str| DataRequestCommand::Submit {
        institution: institution(who),
        answers: answers.clone(),
        last: [].into(),
        confirmed: [].into(),
    };
    harness.log.do_all(3, [of(issue)]);
    harness.log.do_all(6, [of(submit("ms"))]);
    let thing = only(&harness).await;
    let (ms, mpms) = (institution("ms"), institution("mpms"));
    let of_one = |thing: &Thing, who, day| standing(thing, Some(who), Standpoint::Now(date(day))).unwrap();
    assert_eq!((of_one(&thing, &ms, 20).stage, of_one(&thing, &ms, 20).late), (ThingStage::Done, None));
    assert_eq!(of_one(&thing, &mpms, 20).late.unwrap().days(), 12);
    let together = now(&thing, 20);
    assert_eq!(
        (together.stage, together.answered, together.late.unwrap().days()),
        (ThingStage::Open, Some((1, 2)), 12)
    );
    harness.log.do_all(11, [of(submit("mpms")), of(DataRequestCommand::Accept { institution: ms.clone() })]);
    harness.log.do_all(12, [of(DataRequestCommand::Close)]);
    let thing = only(&harness).await;
    let together = now(&thing, 20);
    assert_eq!(
        (together.stage, together.done_on, together.late.unwrap().days()),
        (ThingStage::Done, Some(date(11)), 3)
    );
    assert_eq!(of_one(&thing, &ms, 20).stage, ThingStage::Verified, "closing leaves alone whoever has answered");
}

/// Whoever sees the timeline sees that a referral was made and whether it was taken on; what it is about stays in the case.
#[tokio::test]
async fn of_a_referral_the_reference_is_told_and_no_more() {
    let harness = TestReadModels::new();
    let profile = VictimProfile {
        age_group: AgeGroup::From9To17,
        sex: Sex::Female,
        nationality: Nationality::Of(Country::KOSOVO),
        forms: NonEmpty::one(ExploitationForm::ForcedBegging),
    };
    let case = |command| Command::Case("2017-014".parse().unwrap(), command);
    let words = || "hush".parse().unwrap();
    let opened =
        CaseCommand::Open { identified_by: institution("policia"), profile, person: None, competent: [].into() };
    let referred = |referral: &str, receiver: &str| CaseCommand::MakeReferral {
        referral: referral.parse().unwrap(),
        receiver: institution(receiver),
        stage: CaseStage::Assistance,
        answer_by: noon(5),
        request: Some(words()),
    };
    harness.log.do_all(1, [case(opened), case(referred("secretive-1", "isf")), case(referred("secretive-2", "qps"))]);
    let declined = CaseCommand::DeclineReferral { referral: "secretive-1".parse().unwrap(), reason: words() };
    harness.log.do_all(8, [case(declined), case(CaseCommand::Close { reason: words() })]);
    let things = all(&harness.read_models().await, ThingFilter::default()).await;
    let stands: Vec<_> = things.iter().map(|thing| now(thing, 20)).collect();
    let told: Vec<_> = stands.iter().map(|one| (one.stage, one.late.unwrap().days(), one.ended_on)).collect();
    assert_eq!(told, [(ThingStage::Declined, 3, Some(date(8))), (ThingStage::Closed, 3, Some(date(8)))]);
    let shown = serde_json::to_string(&things).unwrap();
    assert!(shown.contains("2017-014") && shown.contains("isf") && !shown.contains("policia"), "{shown}");
    for secret in ["hush", "secretive", "assistance", "9-17", "female", "XK", "begging"] {
        assert!(!shown.contains(secret), "{secret} stands in {shown}");
    }
}

#[tokio::test]
async fn a_thing_is_found_by_its_days_and_what_is_late_on_every_day_until_it_is_done() {
    let harness = TestReadModels::new();
    harness.log.do_all(1, [item(0, assign(5)), item(1, assign(10)), item(2, assign(28))]);
    harness.log.do_all(9, [item(1, C::Complete)]);
    let read_models = harness.read_models().await;
    let found = async |from: u32, until: u32| {
        let filter = ThingFilter { from: Some(date(from)), until: Some(date(until)), ..ThingFilter::default() };
        let things = all(&read_models, filter).await;
        things.iter().map(|thing| thing.stream.key().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(2, 3).await, ["item-0", "item-1", "item-2"]);
    assert_eq!(found(20, 25).await, ["item-0", "item-2"]);
    let months = read_models.ask(ThingMonths(vec![])).await.unwrap();
    assert_eq!(months.into_iter().collect::<Vec<_>>(), [(date(1), 3)]);
}

#[tokio::test]
async fn an_item_takes_its_life_along_to_another_partition() {
    let harness = a_country();
    let partition = |index| Partition::new(index, 2).unwrap();
    let owner_in = |index| {
        let owners = crate::support::any::OWNERS.map(institution);
        owners.into_iter().find(|owner| partition(index).keeps(owner)).unwrap()
    };
    let (here, there) = (owner_in(0), owner_in(1));
    let C::Assign { title, subgroup, due, raised_by, .. } = assign(20) else { unreachable!() };
    harness.log.do_all(1, [item(0, C::Assign { title, owner: here, subgroup, due, raised_by })]);
    harness.log.do_all(2, [item(0, C::ReportProgress { progress: Percent::try_from(40).unwrap() })]);
    harness.log.do_all(3, [item(0, C::Reassign { owner: there, reason: None })]);
    let mut lives = Vec::new();
    for index in 0..2 {
        let one = crate::support::country::open_partition(&harness, index, 2);
        one.catch_up(&harness.feed()).await.unwrap();
        let items = ThingFilter { kinds: vec![ThingKind::ActionItem], ..ThingFilter::default() };
        lives.push(all(&one, items).await);
    }
    assert_eq!(lives[0], []);
    assert_eq!(
        lives[1][0].steps.iter().map(|step| step.what).collect::<Vec<_>>(),
        [StepKind::Begun, StepKind::Progressed, StepKind::Reassigned]
    );
}

fn any_step() -> impl Strategy<Value = (StepKind, ThingStage, u32, Option<u32>)> {
    let stage = prop::sample::select(vec![
        ThingStage::Open,
        ThingStage::Blocked,
        ThingStage::Done,
        ThingStage::Verified,
        ThingStage::Cancelled,
    ]);
    (Just(StepKind::Progressed), stage, 1_u32..40, prop::option::of(1_u32..60))
}

fn thing_of(steps: Vec<(StepKind, ThingStage, u32, Option<u32>)>) -> Thing {
    let mut days: Vec<u32> = steps.iter().map(|(_, _, day, _)| *day).collect();
    days.sort_unstable();
    let at = |day: u32| Utc.with_ymd_and_hms(2017, 7, 1, 10, 0, 0).unwrap() + TimeDelta::days(i64::from(day) - 1);
    let mut until = Some(date(10));
    let steps = std::iter::once((StepKind::Begun, ThingStage::Open, 1, Some(10)))
        .chain(steps.into_iter().zip(days).map(|((what, stage, _, due), day)| (what, stage, day, due)))
        .enumerate()
        .map(|(n, (what, stage, day, due))| {
            until = due.map(date).or(until);
            Step {
                position: Position(n as u64 + 1),
                what,
                on: date(day),
                recorded_at: at(day),
                correlation: CorrelationId(CommandId::named("test").0),
                whose: None,
                stage,
                from: date(1),
                until,
                institutions: (n == 0).then(|| vec![institution("ms")]),
            }
        });
    Thing {
        position: Position(1),
        stream: "action-item/a".parse().unwrap(),
        kind: ThingKind::ActionItem,
        title: title("A"),
        part_of: None,
        subgroup: None,
        objective: None,
        meeting: None,
        precision: Precision::Day,
        steps: steps.collect(),
    }
}

proptest! {
    #[test]
    fn however_a_thing_went_what_is_drawn_of_it_makes_sense(
        steps in prop::collection::vec(any_step(), 0..12),
        day in 1_u32..60,
    ) {
        let thing = thing_of(steps);
        let stands = standing(&thing, None, Standpoint::AsOf(date(day))).unwrap();
        let last_known: NaiveDate = date(day);
        prop_assert_eq!(stands.done_on.is_some(), stands.stage.is_done());
        prop_assert_eq!(stands.ended_on.is_some(), stands.stage.has_ended_undone());
        prop_assert!(stands.blocked.iter().all(|span| span.until() <= last_known));
        prop_assert!(stands.blocked.windows(2).all(|two| two[0].until() <= two[1].from()));
        prop_assert!(stands.moves.windows(2).all(|two| two[0].to == two[1].from), "{:?}", stands.moves);
        if let Some(late) = stands.late {
            prop_assert!(late.days() > 0);
            prop_assert_eq!(Some(late.due), stands.until);
            prop_assert_eq!(late.until, stands.done_on.or(stands.ended_on).unwrap_or(last_known));
        } else if stands.stage.is_open() {
            prop_assert!(stands.until.unwrap() >= last_known);
        }
        // What was recorded later changes nothing of how it stood then.
        let known = thing.steps.iter().filter(|step| step.recorded_at <= noon(day)).cloned().collect();
        let without = Thing { steps: known, ..thing.clone() };
        prop_assert_eq!(standing(&without, None, Standpoint::Now(date(day))), Some(stands.clone()));
        prop_assert_eq!(changes(Some(&stands), &stands), vec![]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn things_built_anew_are_the_same_and_each_row_has_its_life(
        commands in prop::collection::vec((1_u32..30, any_command()), 1..70),
        batch in 1_usize..20,
        overlap in 0_usize..9,
    ) {
        let harness = a_country();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let read_models = harness.open("things.db");
            let feed = Feeding { log: harness.log.clone(), batch, overlap };
            for (day, command) in commands {
                let _ = harness.log.command(day, command);
            }
            read_models.catch_up(&feed).await.unwrap();
            let spans = read_models.ask(ThingSpans::of(ThingFilter::default(), 1_000)).await.unwrap();
            let things = all(&read_models, ThingFilter::default()).await;
            assert_eq!(
                spans.iter().map(|span| span.position).collect::<Vec<_>>(),
                things.iter().map(|thing| thing.position).collect::<Vec<_>>()
            );
            for (span, thing) in spans.iter().zip(&things) {
                let stands = now(thing, 60);
                assert!(span.first <= stands.from);
                assert!(span.last.is_none_or(|last| last >= stands.until.unwrap_or(stands.from)), "{span:?} {stands:?}");
                assert_eq!(span.is_late_at(Standpoint::Now(date(60))), stands.late.is_some());
                assert_eq!(span.institutions_at(Standpoint::Now(date(60))), Some(stands.institutions.as_slice()));
            }
            let months = read_models.ask(ThingMonths(vec![])).await.unwrap();
            assert_eq!(months.values().sum::<usize>(), things.len());
            let before = read_models.dump().await.unwrap();
            read_models.rebuild(&feed).await.unwrap();
            assert_eq!(read_models.dump().await.unwrap(), before);
        });
    }
}
