//! Meetings: the list, scheduling, and the page on which one is prepared, held and minuted.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use events::Command;
use events::authority::{NotPermitted, leads_meetings};
use events::ids::{CommandId, InstitutionId, MeetingId, SubgroupId};
use events::language::{Language, LocalText};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use minijinja::{Value, context};
use notifications::Calendar;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::meetings::scheduling::{MeetingPlan, SchedulingError};
use crate::features::meetings::series_form::{RECURRENCES, SeriesDay, is_shown, read_rule, series_days};
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::{institution_options, subgroup_options};
use crate::presentation::meetings::MeetingRow;
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;
use readmodels::meetings::{MeetingStage, MeetingView};

actions! {
    /// What can be done with a meeting on its page.
    MeetingAction {
        Agenda = "agenda",
        Reschedule = "reschedule",
        Hold = "hold",
        Minutes = "minutes",
        Decisions = "decisions",
        Approve = "approve",
        Cancel = "cancel",
        Answer = "answer",
    }
}

/// How many rows for action items the form for a decision has.
const RAISED_ROWS: usize = 3;
/// A subgroup's choice in the form, so that it cannot be mistaken for a word.
const SUBGROUP_PREFIX: &str = "subgroup:";

async fn show_list(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
    series: Option<Vec<SeriesDay>>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let say = |key: &str| app.say(language, key);
    let names = queries.names(principal, language).await?;
    let all = queries.meetings(principal).await?;
    let rows = |wanted: &dyn Fn(&MeetingView) -> bool| -> Vec<MeetingRow> {
        all.iter().filter(|meeting| wanted(meeting)).map(|one| MeetingRow::of(one, &names, language)).collect()
    };
    let mut ahead = rows(&|meeting| meeting.is_ahead(today));
    ahead.reverse();
    let mut convened = vec![
        ("authority".to_owned(), LocalizedText::plain(say("page-convened-authority"))),
        ("invited".to_owned(), LocalizedText::plain(say("page-convened-invited"))),
    ];
    let subgroups = subgroup_options(&queries.subgroups().await?, language);
    convened.extend(subgroups.into_iter().map(|(id, name)| (format!("{SUBGROUP_PREFIX}{id}"), name)));
    let shown = context! {
        form,
        once => draw_secret(),
        ahead,
        waiting => rows(&|meeting| meeting.stage == MeetingStage::Scheduled && meeting.at.date < today),
        past => rows(&|meeting| meeting.stage != MeetingStage::Scheduled),
        convened,
        institutions => institution_options(&queries.institutions(principal).await?, language),
        recurrences => RECURRENCES.map(|name| (name, say(&format!("page-recurrence-{name}")))).to_vec(),
        series,
    };
    app.render(page_request, status, "meetings.html", shown)
}

pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show_list(&app, &page_request, StatusCode::OK, None, None).await
}

fn read_time(check: &mut FormCheck<'_>, today: NaiveDate, calendar: &Calendar) -> Option<MeetingTime> {
    // Of a series each day is shown before it is scheduled.
    let is_series = !matches!(check.entries().get("recurrence"), "" | "none");
    let date = if is_series { check.day_ahead("date", today) } else { check.working_day("date", today, calendar) };
    let time = check.time_if_any("time");
    let minutes = check.parsed_if_any("minutes", "page-wrong-number");
    if check.is_good() { date.map(|date| MeetingTime { date, time, minutes }) } else { None }
}

fn read_convened(check: &mut FormCheck<'_>, chosen: &str) -> Option<MeetingBody> {
    match chosen {
        "authority" => Some(MeetingBody::Authority),
        "invited" => Some(MeetingBody::Invited),
        other => {
            let subgroup: Option<SubgroupId> = other.strip_prefix(SUBGROUP_PREFIX).and_then(|id| id.parse().ok());
            if subgroup.is_none() {
                check.wrong("convened", "page-wrong-choice");
            }
            subgroup.map(MeetingBody::Subgroup)
        }
    }
}

fn read_plan(check: &mut FormCheck<'_>, today: NaiveDate, calendar: &Calendar) -> Option<MeetingPlan> {
    let entries = check.entries();
    let title = check.local_text("title");
    let first = read_time(check, today, calendar);
    let place = check.text_if_any("place");
    let convened = read_convened(check, entries.get("convened"));
    let invited = check.chosen::<InstitutionId>("invited");
    let rule = first.and_then(|first| read_rule(check, first.date));
    let left_out = check.chosen("left-out");
    if !check.is_good() {
        return None;
    }
    Some(MeetingPlan { title: title?, first: first?, place, convened: convened?, invited, rule, left_out })
}

/// Schedules a meeting or a series.
pub(super) async fn schedule(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let page_request = page_request.at("/meetings");
    let mut check = FormCheck::of(&entries);
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let (today, calendar) = (page_request.moment.today, &app.config().calendar);
    let Some(plan) = read_plan(&mut check, today, calendar) else {
        return show_list(&app, &page_request, unprocessable, Some(check.into_state("schedule")), None).await;
    };
    let single = plan.rule.is_none();
    if !single {
        // Only whoever may schedule them is shown what else is on those days.
        if !leads_meetings(page_request.principal()?, &plan.convened) {
            return Err(NotPermitted.into());
        }
        match series_days(&plan, &app.queries().meetings(page_request.principal()?).await?, calendar) {
            Ok(days) if !is_shown(&days, &entries) => {
                let form = Some(check.into_state("schedule"));
                return show_list(&app, &page_request, StatusCode::OK, form, Some(days)).await;
            }
            // What is wrong with it is said below.
            Ok(_) | Err(_) => {}
        }
    }
    let form =
        match app.schedule(form_command_id(entries.get("once"), "schedule"), page_request.principal()?, plan).await {
            Ok(meetings) => {
                let to = meetings.first().filter(|_| single);
                let to = to.map_or_else(|| "/meetings".to_owned(), |meeting| format!("/meetings/{meeting}"));
                return Ok(Redirect::to(&to).into_response());
            }
            Err(SchedulingError::NobodyInvited) => {
                check.wrong("invited", "page-wrong-nobody-invited");
                check.into_state("schedule")
            }
            Err(SchedulingError::Unknown) => {
                check.wrong("convened", "page-wrong-choice");
                check.into_state("schedule")
            }
            Err(SchedulingError::NoSeries(_)) => {
                check.wrong("recurrence", "page-wrong-series");
                check.into_state("schedule")
            }
            Err(SchedulingError::Failed(failure)) => refused(failure, check, "schedule")?,
        };
    show_list(&app, &page_request, unprocessable, Some(form), None).await
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
            let answer = meeting.answers.get(id).map(|answer| answer.code());
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
                    let title = LocalizedText::of(&item.title, language);
                    context! { id => item.action_item, title, owner_name => names.institution(&item.owner), due => item.due }
                })
                .collect();
            context! { text => decision.text, raises }
        })
        .collect();
    context! {
        agenda => meeting.agenda,
        guests,
        decisions,
        minutes => meeting.minutes.as_ref().map(ToString::to_string),
        minutes_approved => meeting.minutes_approved,
        cancelled_because => meeting.cancelled_because,
    }
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &MeetingId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let language = page_request.language;
    let meeting = queries.meeting(principal, id).await?;
    let names = queries.names(principal, language).await?;
    let row = Value::from_serialize(MeetingRow::of(&meeting, &names, language));
    let shown = context! {
        form,
        once => draw_secret(),
        meeting => context! { ..details(&meeting, &names, language), ..row },
        institutions => institution_options(&queries.institutions(principal).await?, language),
        leads => leads_meetings(principal, &meeting.convened),
        answers => InvitationAnswer::ALL.iter().map(|answer| answer.code()).collect::<Vec<_>>(),
        answers_for => principal.institution().filter(|own| meeting.invited.contains(own)).map(|own| context! {
            institution => own,
            answer => meeting.answers.get(own).map(|answer| answer.code()),
        }),
    };
    app.render(page_request, status, "meeting.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}

/// The action items of a decision's rows; a row without any entry is no row.
fn read_raised(
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    command: CommandId,
    language: Language,
    today: NaiveDate,
) -> Vec<RaisedItem> {
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
        let due = check.day_ahead(due_field, today);
        let Ok(action_item) = new_id(entries.get(title_field), command, n) else { continue };
        if let (Some(title), Some(owner), Some(due)) = (title, owner, due) {
            raised.push(RaisedItem { action_item, title: LocalText::only(language, title), owner, due });
        }
    }
    raised
}

impl MeetingAction {
    /// The form that gives it, as the template calls it.
    const fn form_name(self) -> &'static str {
        match self {
            Self::Decisions => "decision",
            Self::Agenda
            | Self::Reschedule
            | Self::Hold
            | Self::Minutes
            | Self::Approve
            | Self::Cancel
            | Self::Answer => self.name(),
        }
    }
}

/// What a form asks, when its fields read well.
fn read_command(
    action: MeetingAction,
    check: &mut FormCheck<'_>,
    command: CommandId,
    page_request: &PageRequest,
    calendar: &Calendar,
) -> Option<MeetingCommand> {
    use MeetingCommand as C;
    let (entries, language, today) = (check.entries(), page_request.language, page_request.moment.today);
    match action {
        MeetingAction::Agenda => check.text("item").map(|item| C::AddAgendaItem { item }),
        MeetingAction::Reschedule => read_time(check, today, calendar).map(|at| C::Reschedule { at }),
        MeetingAction::Hold => {
            let attended = NonEmpty::try_from(check.chosen::<InstitutionId>("attended"));
            if attended.is_err() {
                check.wrong("attended", "page-wrong-nobody-came");
            }
            attended.ok().map(|attended| C::Hold { attended })
        }
        MeetingAction::Minutes => check.minutes("minutes").map(|minutes| C::RecordMinutes { minutes }),
        MeetingAction::Decisions => {
            let decision = check.text("decision");
            let raises = read_raised(check, entries, command, language, today);
            decision.map(|decision| C::TakeDecision { decision, raises })
        }
        MeetingAction::Approve => Some(C::ApproveMinutes),
        MeetingAction::Cancel => check.text("reason").map(|reason| C::Cancel { reason }),
        MeetingAction::Answer => {
            let institution = check.parsed("institution", "page-wrong-choice");
            let answer = InvitationAnswer::ALL.iter().copied().find(|one| one.code() == entries.get("answer"));
            if answer.is_none() {
                check.wrong("answer", "page-wrong-choice");
            }
            institution.zip(answer).map(|(institution, answer)| C::AnswerInvitation { institution, answer })
        }
    }
}

/// Does what a form on a meeting's page asks.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((id, action)): ActionPath<(String, MeetingAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let id: MeetingId = id.parse()?;
    let own = format!("/meetings/{id}");
    let page_request = page_request.at(&own);
    let command_id = form_command_id(entries.get("once"), &format!("{}/{id}", action.name()));
    let mut check = FormCheck::of(&entries);
    let form = action.form_name();
    let command = read_command(action, &mut check, command_id, &page_request, &app.config().calendar);
    let command = command.filter(|_| check.is_good());
    let Some(command) = command else {
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(check.into_state(form))).await;
    };
    match app.execute(command_id, principal, Command::Meeting(id.clone(), command)).await {
        Ok(_) => Ok(Redirect::to(&own).into_response()),
        Err(failure) => {
            let form = refused(failure, check, form)?;
            show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await
        }
    }
}
