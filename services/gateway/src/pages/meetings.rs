//! Meetings: the list, scheduling, and the page on which one is prepared, held and minuted.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::ids::{CommandId, InstitutionId, MeetingId, SubgroupId};
use events::language::{Language, LocalText};
use events::meeting::{Convened, InvitationAnswer, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::recurrence::RecurrenceRule;
use minijinja::{Value, context};

use super::rows::{MeetingRow, institution_options, subgroup_options};
use super::{refused, standing};
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Check, Entries, Shown};
use crate::gateway::Gateway;
use crate::new_id::new_id;
use crate::reading::Names;
use crate::scheduling::{Plan, Unplanned};
use crate::sessions::draw_secret;
use crate::visit::Visit;
use projections::meetings::{MeetingStage, MeetingView};

/// How many rows for action items the form for a decision has.
const RAISED_ROWS: usize = 3;
/// A subgroup's choice in the form, so that it cannot be mistaken for a word.
const SUBGROUP_PREFIX: &str = "subgroup:";
/// How a series can repeat, with the rule's beginning.
const RECURRENCES: [(&str, &str); 4] =
    [("none", ""), ("weekly", "FREQ=WEEKLY"), ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"), ("monthly", "FREQ=MONTHLY")];

async fn show_list(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let say = |key: &str| gateway.pages().say(language, key);
    let names = reading.names(&standing, language).await?;
    let all = reading.meetings(&standing).await?;
    let rows = |wanted: &dyn Fn(&MeetingView) -> bool| -> Vec<MeetingRow> {
        all.iter().filter(|meeting| wanted(meeting)).map(|one| MeetingRow::of(one, &names, language)).collect()
    };
    let mut ahead = rows(&|meeting| meeting.is_ahead(today));
    ahead.reverse();
    let mut convened = vec![
        ("authority".to_owned(), say("page-convened-authority")),
        ("invited".to_owned(), say("page-convened-invited")),
    ];
    let subgroups = subgroup_options(&reading.subgroups(&standing).await?, language);
    convened.extend(subgroups.into_iter().map(|(id, name)| (format!("{SUBGROUP_PREFIX}{id}"), name)));
    let shown = context! {
        form,
        once => draw_secret(),
        ahead,
        waiting => rows(&|meeting| meeting.stage == MeetingStage::Scheduled && meeting.at.date < today),
        past => rows(&|meeting| meeting.stage != MeetingStage::Scheduled),
        convened,
        institutions => institution_options(&reading.institutions(&standing).await?, language),
        recurrences => RECURRENCES.map(|(name, _)| (name, say(&format!("page-recurrence-{name}")))).to_vec(),
    };
    gateway.render(visit, status, "meetings.html", shown)
}

pub(crate) async fn list(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    show_list(&gateway, &visit, StatusCode::OK, None).await
}

fn read_time(check: &mut Check<'_>) -> Option<MeetingTime> {
    let date = check.date("date");
    let time = check.time_if_any("time");
    let minutes = check.parsed_if_any("minutes", "page-wrong-number");
    if check.is_good() { date.map(|date| MeetingTime { date, time, minutes }) } else { None }
}

fn read_convened(check: &mut Check<'_>, chosen: &str) -> Option<Convened> {
    match chosen {
        "authority" => Some(Convened::Authority),
        "invited" => Some(Convened::Invited),
        other => {
            let subgroup: Option<SubgroupId> = other.strip_prefix(SUBGROUP_PREFIX).and_then(|id| id.parse().ok());
            if subgroup.is_none() {
                check.wrong("convened", "page-wrong-choice");
            }
            subgroup.map(Convened::Subgroup)
        }
    }
}

fn read_rule(check: &mut Check<'_>, chosen: &str) -> Option<RecurrenceRule> {
    let Some((_, rule)) = RECURRENCES.iter().find(|(name, _)| *name == chosen || chosen.is_empty()) else {
        check.wrong("recurrence", "page-wrong-choice");
        return None;
    };
    if rule.is_empty() {
        return None;
    }
    match check.parsed::<u16>("count", "page-wrong-number") {
        Some(count) if (2..=coordination::series::LONGEST_SERIES).contains(&count) => {
            format!("{rule};COUNT={count}").parse().ok()
        }
        Some(_) => {
            check.wrong("count", "page-wrong-series");
            None
        }
        None => None,
    }
}

fn read_plan(check: &mut Check<'_>, entries: &Entries) -> Option<Plan> {
    let title = check.local_text("title");
    let first = read_time(check);
    let place = check.text_if_any("place");
    let convened = read_convened(check, entries.get("convened"));
    let invited = check.chosen::<InstitutionId>("invited");
    let rule = read_rule(check, entries.get("recurrence"));
    if !check.is_good() {
        return None;
    }
    Some(Plan { title: title?, first: first?, place, convened: convened?, invited, rule })
}

/// Schedules a meeting or a series.
pub(crate) async fn schedule(
    State(gateway): State<Gateway>,
    visit: Visit,
    entries: Entries,
) -> Result<Response, Failure> {
    let mut check = Check::of(&entries);
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(plan) = read_plan(&mut check, &entries) else {
        return show_list(&gateway, &visit, unprocessable, Some(check.shown("schedule"))).await;
    };
    let single = plan.rule.is_none();
    let form = match gateway.schedule(form_command(entries.get("once"), "schedule"), &standing(), plan).await {
        Ok((meetings, _)) => {
            let to = meetings.first().filter(|_| single);
            let to = to.map_or_else(|| "/meetings".to_owned(), |meeting| format!("/meetings/{meeting}"));
            return Ok(Redirect::to(&to).into_response());
        }
        Err(Unplanned::NobodyInvited) => {
            check.wrong("invited", "page-wrong-nobody-invited");
            check.shown("schedule")
        }
        Err(Unplanned::Unknown) => {
            check.wrong("convened", "page-wrong-choice");
            check.shown("schedule")
        }
        Err(Unplanned::NoSeries(_)) => {
            check.wrong("recurrence", "page-wrong-series");
            check.shown("schedule")
        }
        Err(Unplanned::Failed(failure)) => refused(failure, check, "schedule")?,
    };
    show_list(&gateway, &visit, unprocessable, Some(form)).await
}

const fn answer_name(answer: InvitationAnswer) -> &'static str {
    match answer {
        InvitationAnswer::Attending => "attending",
        InvitationAnswer::NotAttending => "not-attending",
        InvitationAnswer::SendingDeputy => "sending-deputy",
    }
}

/// Everything about one meeting, beside its line.
fn details(meeting: &MeetingView, names: &Names, language: Language) -> Value {
    let came = |id: &InstitutionId| meeting.attended.contains(id);
    let uninvited = meeting.attended.iter().filter(|id| !meeting.invited.contains(id));
    let guests: Vec<_> = meeting
        .invited
        .iter()
        .chain(uninvited)
        .map(|id| {
            let answer = meeting.answers.get(id).copied().map(answer_name);
            context! { id, name => names.institution(id), answer, attended => came(id) }
        })
        .collect();
    let decisions: Vec<_> = meeting
        .decisions
        .iter()
        .map(|decision| {
            let raises: Vec<_> = decision
                .raises
                .iter()
                .map(|item| {
                    let title = item.title.in_language(language);
                    context! { id => item.action_item, title, owner_name => names.institution(&item.owner), due => item.due }
                })
                .collect();
            context! { text => decision.text, raises }
        })
        .collect();
    let declined = |id: &&InstitutionId| meeting.answers.get(*id) != Some(&InvitationAnswer::NotAttending);
    let expected: Vec<_> = meeting.invited.iter().filter(declined).collect();
    context! {
        agenda => meeting.agenda,
        guests,
        decisions,
        expected,
        minutes => meeting.minutes,
        minutes_approved => meeting.minutes_approved,
        cancelled_because => meeting.cancelled_because,
    }
}

async fn show(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    id: &MeetingId,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let language = visit.language;
    let meeting = reading.meeting(&standing, id).await?;
    let names = reading.names(&standing, language).await?;
    let row = Value::from_serialize(MeetingRow::of(&meeting, &names, language));
    let shown = context! {
        form,
        once => draw_secret(),
        meeting => context! { ..details(&meeting, &names, language), ..row },
        institutions => institution_options(&reading.institutions(&standing).await?, language),
    };
    gateway.render(visit, status, "meeting.html", shown)
}

pub(crate) async fn page(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&gateway, &visit, StatusCode::OK, &id.parse()?, None).await
}

/// The action items of a decision's rows; a row without any entry is no row.
fn read_raised(check: &mut Check<'_>, entries: &Entries, command: CommandId, language: Language) -> Vec<RaisedItem> {
    let mut raised = Vec::new();
    for n in 0..RAISED_ROWS {
        let fields = ["title", "owner", "due"].map(|field| format!("{field}-{n}"));
        if fields.iter().all(|field| entries.get(field).is_empty()) {
            continue;
        }
        let [title_field, owner_field, due_field] = &fields;
        for field in fields.iter().filter(|field| entries.get(field).is_empty()) {
            check.wrong(field, "page-wrong-incomplete-item");
        }
        let title = check.text(title_field);
        let owner = check.parsed(owner_field, "page-wrong-choice");
        let due = check.date(due_field);
        let Ok(action_item) = new_id(entries.get(title_field), command, n) else { continue };
        if let (Some(title), Some(owner), Some(due)) = (title, owner, due) {
            raised.push(RaisedItem { action_item, title: LocalText::only(language, title), owner, due });
        }
    }
    raised
}

/// What a form asks: the form's name, and the command when its fields read well.
fn read_act(
    act: &str,
    check: &mut Check<'_>,
    entries: &Entries,
    command: CommandId,
    language: Language,
) -> Result<(&'static str, Option<MeetingCommand>), Failure> {
    use MeetingCommand as C;
    Ok(match act {
        "agenda" => ("agenda", check.text("item").map(|item| C::AddAgendaItem { item })),
        "reschedule" => ("reschedule", read_time(check).map(|at| C::Reschedule { at })),
        "hold" => {
            let attended = NonEmpty::try_from(check.chosen::<InstitutionId>("attended"));
            if attended.is_err() {
                check.wrong("attended", "page-wrong-nobody-invited");
            }
            ("hold", attended.ok().map(|attended| C::Hold { attended }))
        }
        "minutes" => ("minutes", check.text("minutes").map(|minutes| C::RecordMinutes { minutes })),
        "decisions" => {
            let decision = check.text("decision");
            let raises = read_raised(check, entries, command, language);
            ("decision", decision.map(|decision| C::TakeDecision { decision, raises }))
        }
        "approve" => ("approve", Some(C::ApproveMinutes)),
        "cancel" => ("cancel", check.text("reason").map(|reason| C::Cancel { reason })),
        _ => return Err(Failure::NotFound),
    })
}

/// Does what a form on a meeting's page asks.
pub(crate) async fn act(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    entries: Entries,
) -> Result<Response, Failure> {
    let standing = standing();
    let id: MeetingId = id.parse()?;
    let own = format!("/meetings/{id}");
    let visit = Visit { address: own.clone(), path: own.clone(), ..visit };
    let command_id = form_command(entries.get("once"), &format!("{act}/{id}"));
    let mut check = Check::of(&entries);
    let (form, command) = read_act(&act, &mut check, &entries, command_id, visit.language)?;
    let command = command.filter(|_| check.is_good());
    let Some(command) = command else {
        return show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(check.shown(form))).await;
    };
    match gateway.ask(command_id, &standing, Command::Meeting(id.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(&own).into_response()),
        Err(failure) => {
            let form = refused(failure, check, form)?;
            show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await
        }
    }
}
