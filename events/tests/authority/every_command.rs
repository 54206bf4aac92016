//! Every command in every situation in which somebody else may give it.

use std::collections::{BTreeMap, BTreeSet};

use events::account::{
    Account, AccountCommand, Browser, Device, EndCause, Fingerprint, Identity, Opening, Passkey, Role, SecondFactor,
    System, TokenScope, Way,
};
use events::action_item::{ActionItem, ActionItemCommand, ActionItemEvent};
use events::audit::{AuditEntry, AuditTrail, AuditTrailCommand, AuditedAct, Door};
use events::case::{Case, CaseCommand, CaseCoordinator, CaseEvent, CaseManager, CaseManagerRole, CaseStage};
use events::country::Country;
use events::data_request::{DataRequest, DataRequestCommand, DataRequestEvent, FieldComment};
use events::erasure::{Erasure, ErasureCommand, ErasureEvent, ErasureSubject};
use events::form::Answers;
use events::ids::{AuditTrailId, Position};
use events::indicator::{Baseline, IndicatorDefinition, ReportedValue};
use events::institution::{DigestHour, Institution, InstitutionCommand, InstitutionEvent, InstitutionKind, QuietHours};
use events::language::Language;
use events::meeting::{InvitationAnswer, Meeting, MeetingBody, MeetingCommand, MeetingEvent, MeetingTime};
use events::milestone::{Milestone, MilestoneCommand, MilestoneDate, MilestoneEvent, MilestoneKind, Precision};
use events::non_empty::NonEmpty;
use events::notification::{
    Audience as NoticeAudience, ChannelKind, NotDelivered, Notification, NotificationCommand, NotificationEvent,
};
use events::preferences::{Channels, DigestFrequency, Subject};
use events::reminder::{DeliveryFailure, Recipient, Reminder, ReminderCommand, ReminderEvent, ReminderId, Rung};
use events::strategy::{Activity, Objective, ObjectiveCommand, ObjectiveEvent};
use events::subgroup::{Chair, Subgroup, SubgroupCommand, SubgroupEvent};
use events::text::Percent;
use events::training::{Audience, Certificate, LapseCause, Module, ModuleCommand, ModuleEvent, ModulePlan, Occasion};
use events::webhook::{DisableCause, OutgoingKind, Webhook, WebhookCommand, WebhookEvent};
use events::{Aggregate, Command, Event};
use serde::Serialize;

use super::{CommandsToAsk, Line};
use crate::given_when_then::{TODAY, name_of};
use crate::values::{
    a_child, a_form, a_quarter, appointee, certificate_code, date, event_id, figure, hash, id, in_albanian,
    in_all_languages, message_id, noon, notice, sealed_address, sealed_chat, staff_member, text, victim_key,
};

/// The table's lines.
pub(super) fn lines() -> Vec<Line> {
    [
        super::lines(&institution(), name::<Institution>, Command::Institution, Event::Institution),
        super::lines(&subgroup(), name::<Subgroup>, Command::Subgroup, Event::Subgroup),
        super::lines(&meeting(), name::<Meeting>, Command::Meeting, Event::Meeting),
        super::lines(&action_item(), name::<ActionItem>, Command::ActionItem, Event::ActionItem),
        super::lines(&reminder(), name::<Reminder>, Command::Reminder, Event::Reminder),
        super::lines(&notification(), name::<Notification>, Command::Notification, Event::Notification),
        super::lines(&case(), name::<Case>, Command::Case, Event::Case),
        super::lines(&data_request(), name::<DataRequest>, Command::DataRequest, Event::DataRequest),
        super::lines(&module(), name::<Module>, Command::Module, Event::Module),
        super::lines(&objective(), name::<Objective>, Command::Objective, Event::Objective),
        super::lines(&milestone(), name::<Milestone>, Command::Milestone, Event::Milestone),
        super::lines(&account(), name::<Account>, Command::Account, Event::Account),
        super::lines(&audit_trail(), name::<AuditTrail>, Command::AuditTrail, Event::AuditTrail),
        super::lines(&webhook(), name::<Webhook>, Command::Webhook, Event::Webhook),
        super::lines(&erasure(), name::<Erasure>, Command::Erasure, Event::Erasure),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn name<A: Aggregate<Command: Serialize>>(command: &A::Command) -> String {
    format!("{}.{}", A::KIND, name_of(command))
}

fn unnamed<C>(commands: impl IntoIterator<Item = C>) -> Vec<(&'static str, C)> {
    commands.into_iter().map(|command| ("", command)).collect()
}

fn institution() -> CommandsToAsk<Institution> {
    use InstitutionCommand as C;
    use InstitutionEvent as E;
    let (names, kind, role) = (in_all_languages("MS"), InstitutionKind::Ministry, text("health"));
    let registered = E::Registered { names: names.clone(), kind, role: role.clone(), authority_member: true };
    let quiet_hours = QuietHours { from: noon(1).time(), until: noon(1).time() };
    CommandsToAsk {
        id: id("ms"),
        situations: vec![
            ("not known yet", vec![]),
            ("known", vec![registered, E::FocalPointAppointed(appointee("arta"))]),
        ],
        commands: unnamed([
            C::Register { names: names.clone(), kind, role, authority_member: true },
            C::ChangeNames { names },
            C::AppointFocalPoint(appointee("arta")),
            C::AppointDeputy(appointee("arta")),
            C::HandOverFocalPoint { successor: appointee("arta") },
            C::IssueInvitation { person: id("arta"), invitation: hash("t1"), expires_at: noon(TODAY + 7) },
            C::LinkChat { invitation: hash("t1"), chat: sealed_chat("arta", 100) },
            C::UnlinkChat { person: id("arta") },
            C::ChooseLanguage { person: id("arta"), language: Language::Sr },
            C::SetQuietHours { person: id("arta"), quiet_hours },
            C::ChooseDigestHour { person: id("arta"), hour: DigestHour::FIRST },
            C::SetEmailAddress { person: id("arta"), address: sealed_address("arta", "arta@example.org") },
            C::RemoveEmailAddress { person: id("arta") },
            C::ChooseChannels { person: id("arta"), channels: Channels::Both },
            C::ChooseDigestFrequency { person: id("arta"), frequency: DigestFrequency::Weekly },
            C::ChooseSubjects { person: id("arta"), muted: [Subject::Meetings].into() },
            C::AnnounceAbsence { person: id("arta"), absence: a_quarter() },
            C::EndAbsence { person: id("arta") },
            C::Deactivate { reason: text("abolished") },
        ]),
    }
}

fn subgroup() -> CommandsToAsk<Subgroup> {
    use SubgroupCommand as C;
    use SubgroupEvent as E;
    let chair = Chair { person: id("fatos"), institution: id("ms") };
    let formed = vec![
        E::Formed { name: in_albanian("Referimi") },
        E::InstitutionJoined { institution: id("ms") },
        E::ChairAppointed(chair.clone()),
    ];
    CommandsToAsk {
        id: id("referral"),
        situations: vec![("not known yet", vec![]), ("known", formed)],
        commands: unnamed([
            C::Form { name: in_albanian("Referimi") },
            C::AdmitInstitution { institution: id("ms") },
            C::ReleaseInstitution { institution: id("ms") },
            C::AppointChair(chair),
            C::CutOff { reason: text("a phone was lost") },
            C::Dissolve { reason: text("merged") },
        ]),
    }
}

fn meeting() -> CommandsToAsk<Meeting> {
    use MeetingCommand as C;
    use MeetingEvent as E;
    let at = MeetingTime { date: date(TODAY), time: None, minutes: None };
    let (title, invited) = (in_albanian("Takimi"), NonEmpty::one(id("ms")));
    let scheduled = |convened| {
        let (title, invited) = (title.clone(), invited.clone());
        vec![E::Scheduled { title, at, place: None, convened, invited, recurrence: None }]
    };
    let schedule = |convened| {
        let (title, invited) = (title.clone(), invited.clone());
        C::Schedule { title, at, place: None, convened, invited, recurrence: None }
    };
    let others = unnamed([
        C::AddAgendaItem { item: text("Data") },
        C::Reschedule { at },
        C::AnswerInvitation { institution: id("ms"), answer: InvitationAnswer::Attending },
        C::Hold { attended: NonEmpty::one(id("ms")) },
        C::RecordMinutes { minutes: text("Minutes").into() },
        C::TakeDecision { decision: text("To report"), raises: vec![] },
        C::ApproveMinutes,
        C::Cancel { reason: text("no quorum") },
    ]);
    let to_schedule = [
        ("(the subgroup's)", schedule(MeetingBody::Subgroup(id("referral")))),
        ("(the authority's)", schedule(MeetingBody::Authority)),
        ("(a consultation)", schedule(MeetingBody::Invited)),
    ];
    CommandsToAsk {
        id: id("m3"),
        situations: vec![
            ("not known yet", vec![]),
            ("of the subgroup", scheduled(MeetingBody::Subgroup(id("referral")))),
            ("of the authority", scheduled(MeetingBody::Authority)),
            ("a consultation", scheduled(MeetingBody::Invited)),
        ],
        commands: to_schedule.into_iter().chain(others).collect(),
    }
}

fn action_item() -> CommandsToAsk<ActionItem> {
    use ActionItemCommand as C;
    use ActionItemEvent as E;
    let (title, owner, due) = (in_albanian("Raporti"), id("ms"), date(TODAY + 10));
    let assigned =
        |subgroup| vec![E::Assigned { title: title.clone(), owner: id("ms"), subgroup, due, raised_by: None }];
    let assign = |subgroup| C::Assign { title: title.clone(), owner: id("ms"), subgroup, due, raised_by: None };
    let others = unnamed([
        C::Accept,
        C::ReportProgress { progress: Percent::ZERO },
        C::Block { reason: text("budget") },
        C::Unblock,
        C::Disclaim { suggested: None, reason: None },
        C::RequestExtension { until: due, reason: None },
        C::GrantExtension { until: due },
        C::RefuseExtension { reason: None },
        C::Complete,
        C::WithdrawReport { report: event_id(0) },
        C::Verify,
        C::Reopen { reason: text("not all"), due: None },
        C::Return { reason: text("it is theirs") },
        C::Reassign { owner, reason: None },
        C::Nudge,
        C::Cancel { reason: text("not needed") },
    ]);
    let assigns = [("(to the board)", assign(Some(id("referral")))), ("(to no board)", assign(None))];
    CommandsToAsk {
        id: id("strehimoret-2026"),
        situations: vec![
            ("not known yet", vec![]),
            ("on the board", assigned(Some(id("referral")))),
            ("on no board", assigned(None)),
        ],
        commands: assigns.into_iter().chain(others).collect(),
    }
}

fn reminder() -> CommandsToAsk<Reminder> {
    use ReminderCommand as C;
    let reminder = ReminderId { action_item: id("strehimoret-2026"), rung: Rung::OnTheDay, due: date(20) };
    let recipient = Recipient::FocalPoint(id("ms"));
    let planned = ReminderEvent::Planned { reminder: reminder.clone(), recipient: recipient.clone() };
    CommandsToAsk {
        id: reminder.key().unwrap(),
        situations: vec![("not known yet", vec![]), ("known", vec![planned])],
        commands: unnamed([
            C::Plan { reminder, recipient: recipient.clone() },
            C::RecordSent { person: id("arta") },
            C::RecordEscalated { recipient, person: id("arta") },
            C::RecordFailed { failure: DeliveryFailure::NoChatLinked },
            C::RecordAnswered { answer: event_id(7) },
        ]),
    }
}

fn notification() -> CommandsToAsk<Notification> {
    use NotificationCommand as C;
    let told = || notice("action-item/strehimoret-2026", "assigned", NoticeAudience::FocalPoint(id("ms")));
    let (person, channel) = (|| id("arta"), ChannelKind::Telegram);
    CommandsToAsk {
        id: told().key(),
        situations: vec![("not known yet", vec![]), ("known", vec![NotificationEvent::Planned { notice: told() }])],
        commands: unnamed([
            C::Plan { notice: told() },
            C::RecordSent { person: person(), channel, message: message_id(1), certain: true },
            C::RecordPosted { channel, message: message_id(2), certain: true },
            C::RecordFailed { person: Some(person()), channel: Some(channel), failure: NotDelivered::AddressBounced },
            C::RecordAnswered { answer: event_id(7) },
            C::RecordOvertaken,
            C::CarryOver { notice: told(), person: person(), channel },
        ]),
    }
}

fn case() -> CommandsToAsk<Case> {
    use CaseCommand as C;
    use CaseEvent as E;
    let role = CaseManagerRole::CentreForSocialWork;
    let opened = |identified_by, manager| {
        let manager = CaseManager { institution: id(manager), role };
        let (identified_by, profile, person) = (id(identified_by), a_child(), Some(victim_key(1)));
        vec![E::Opened { identified_by, profile, person, competent: BTreeMap::new() }, E::CaseManagerAssigned(manager)]
    };
    let (referral, stage, answer_by) = (|| id("shelter"), CaseStage::Assistance, noon(TODAY + 2));
    let offered = |receiver| E::ReferralMade { referral: referral(), receiver, stage, answer_by, request: None };
    let coordinator = || CaseCoordinator { person: id("arta"), institution: id("kp") };
    let then = |events: Vec<E>, event| [events, vec![event]].concat();
    let open = |identified_by| {
        let competent = BTreeMap::new();
        C::Open { identified_by: id(identified_by), profile: a_child(), person: None, competent }
    };
    let others = unnamed([
        C::ReviseProfile { profile: a_child() },
        C::AssignCaseManager(CaseManager { institution: id("ms"), role }),
        C::AppointCoordinator(coordinator()),
        C::MakeReferral { referral: referral(), receiver: id("ms"), stage, answer_by, request: None },
        C::AcceptReferral { referral: referral() },
        C::DeclineReferral { referral: referral(), reason: text("full") },
        C::EscalateReferral { referral: referral() },
        C::ReportUpdate { institution: id("ms"), update: text("school found") },
        C::ReachStage { stage },
        C::MakeTransnationalReferral { country: id::<Country>("AL"), contact: text("ONAC") },
        C::LinkToPerson { person: victim_key(1) },
        C::ConfirmRetrafficking { earlier: id("2025-003"), person: victim_key(1) },
        C::Close { reason: text("reintegrated") },
        C::Reopen { reason: text("returned"), stage },
    ]);
    let opens = [("(by the owner)", open("ms")), ("(by another)", open("qps"))];
    CommandsToAsk {
        id: id("2026-014"),
        situations: vec![
            ("not known yet", vec![]),
            ("of others", then(opened("qps", "qps"), offered(id("qps")))),
            ("identified", opened("ms", "qps")),
            ("managed", opened("qps", "ms")),
            ("coordinated", then(opened("qps", "qps"), E::CoordinatorAppointed(coordinator()))),
            ("referred to", then(opened("qps", "qps"), offered(id("ms")))),
        ],
        commands: opens.into_iter().chain(others).collect(),
    }
}

fn data_request() -> CommandsToAsk<DataRequest> {
    use DataRequestCommand as C;
    let (title, due) = (in_albanian("Viktimat"), date(TODAY + 10));
    let issued = DataRequestEvent::Issued {
        title: title.clone(),
        form: a_form(),
        period: a_quarter(),
        recipients: NonEmpty::one(id("ms")),
        due,
    };
    let recipients = NonEmpty::one(id("ms"));
    let comment = FieldComment { field: id("victims"), comment: text("fewer than the police") };
    let (institution, last, confirmed) = (|| id("ms"), BTreeMap::new, BTreeSet::new);
    let answers = Answers::default;
    CommandsToAsk {
        id: id("viktimat-2026-q1"),
        situations: vec![("not known yet", vec![]), ("known", vec![issued])],
        commands: unnamed([
            C::Issue { title, form: a_form(), period: a_quarter(), recipients, due },
            C::Submit { institution: institution(), answers: answers(), last: last(), confirmed: confirmed() },
            C::Return { institution: institution(), comments: NonEmpty::one(comment) },
            C::Correct {
                institution: institution(),
                answers: answers(),
                last: last(),
                confirmed: confirmed(),
                note: None,
            },
            C::Accept { institution: institution() },
            C::Nudge { institution: institution() },
            C::Close,
        ]),
    }
}

fn module() -> CommandsToAsk<Module> {
    use ModuleCommand as C;
    use ModuleEvent as E;
    let plan = ModulePlan {
        title: in_albanian("Identifikimi"),
        audience: Audience::Trainers,
        form: text("workshop"),
        from: date(1),
        until: date(30),
        days_min: None,
        days_max: None,
    };
    let (code, session, days) = (|| certificate_code(1), || id("s1"), a_quarter());
    let planned = vec![
        E::ModulePlanned(plan.clone()),
        E::TrainerCertified { trainer: staff_member("arta", "kp"), code: code(), until: None },
    ];
    let given_by = |trainer: &str| {
        let trainers = NonEmpty::one(id(trainer));
        [planned.clone(), vec![E::SessionScheduled { session: session(), days, place: None, trainers }]].concat()
    };
    let certificate = Certificate { code: code(), holder: id("arta"), session: session(), until: None };
    CommandsToAsk {
        id: id("m1"),
        situations: vec![
            ("not known yet", vec![]),
            ("given by another", given_by("tina")),
            ("given", given_by("arta")),
        ],
        commands: vec![
            ("", C::Plan(plan)),
            ("", C::CertifyTrainer { trainer: staff_member("arta", "kp"), code: code(), until: None }),
            ("(expired)", C::LapseTrainer { trainer: id("arta"), cause: LapseCause::Expired, reason: None }),
            ("(withdrawn)", C::LapseTrainer { trainer: id("arta"), cause: LapseCause::Withdrawn, reason: None }),
            ("(left)", C::LapseTrainer { trainer: id("arta"), cause: LapseCause::Left, reason: None }),
            ("", C::ScheduleSession { session: session(), days, place: None, trainers: NonEmpty::one(id("arta")) }),
            ("", C::CancelSession { session: session(), reason: text("no room") }),
            ("(the owner's)", C::EnrolParticipant { session: session(), participant: staff_member("erza", "ms") }),
            ("(another's)", C::EnrolParticipant { session: session(), participant: staff_member("erza", "qps") }),
            ("", C::RecordAttendance { session: session(), attended: NonEmpty::one(id("erza")) }),
            ("", C::IssueCertificate(certificate)),
            ("", C::RecordReminded { trainer: id("arta"), occasion: Occasion::Idle { since: date(1) } }),
        ],
    }
}

fn objective() -> CommandsToAsk<Objective> {
    use ObjectiveCommand as C;
    let (statement, owners) = (in_albanian("Të dhëna"), NonEmpty::one(id("ms")));
    let set = ObjectiveEvent::ObjectiveSet { statement: statement.clone(), owners: owners.clone(), key_issue: 3 };
    let plan = Activity { title: in_albanian("Trajnim"), owners: owners.clone(), days: a_quarter() };
    let title = in_albanian("Viktimat");
    let definition = IndicatorDefinition { title, unit: None, due: None, source: None, disaggregation: None };
    let (indicator, institution, period) = (|| id("i1"), || id("ms"), a_quarter());
    let reported = || ReportedValue { value: figure("3"), parts: None };
    CommandsToAsk {
        id: id("o1"),
        situations: vec![("not known yet", vec![]), ("known", vec![set])],
        commands: unnamed([
            C::Set { statement, owners, key_issue: 3 },
            C::PlanActivity { activity: id("a1"), plan },
            C::DefineIndicator { indicator: indicator(), definition },
            C::SetBaseline { indicator: indicator(), baseline: Baseline { value: figure("3"), on: date(1) } },
            C::SetTarget { indicator: indicator(), value: figure("9") },
            C::ReportValue { indicator: indicator(), institution: institution(), period, reported: reported() },
            C::CorrectValue {
                indicator: indicator(),
                institution: institution(),
                period,
                reported: reported(),
                reason: text("one counted twice"),
            },
        ]),
    }
}

fn milestone() -> CommandsToAsk<Milestone> {
    let (title, kind) = (in_albanian("Ligji"), MilestoneKind::History);
    let at = MilestoneDate { from: date(1), until: None, precision: Precision::Day };
    let recorded = MilestoneEvent::Recorded { title: title.clone(), kind, at };
    CommandsToAsk {
        id: id("law-2013"),
        situations: vec![("not known yet", vec![]), ("known", vec![recorded])],
        commands: unnamed([MilestoneCommand::Record { title, kind, at }]),
    }
}

fn account() -> CommandsToAsk<Account> {
    use AccountCommand as C;
    let mark = || Fingerprint::of("a secret");
    let identity = || Identity { provider: id("gov"), subject: mark() };
    let opening = Opening {
        secret: mark(),
        way: Way::Demo {},
        institution: id("kp"),
        device: Device { browser: Browser::Other, system: System::Other },
        network: None,
        at: noon(TODAY),
        until: noon(TODAY + 1),
    };
    let passkey = Passkey { id: id("p"), key: "key".to_owned(), name: text("Telefoni"), counter: 0 };
    CommandsToAsk {
        id: id("arta"),
        situations: vec![("always", vec![])],
        commands: unnamed([
            C::GrantRole { role: Role::Auditor, institution: Some(id("kp")) },
            C::WithdrawRole { role: Role::Auditor },
            C::IssueLink { link: mark(), until: noon(TODAY + 1) },
            C::OpenSession { session: id("s"), opening: Box::new(opening) },
            C::UseSession { session: id("s"), at: noon(TODAY), network: None },
            C::ConfirmSession { session: id("s"), by: SecondFactor::RecoveryCode { code: mark() }, at: noon(TODAY) },
            C::EndSession { session: id("s"), cause: EndCause::SignedOut },
            C::EndSessionsBut { kept: None, cause: EndCause::EndedByOwner },
            C::RegisterFirstPasskey {
                passkey: passkey.clone(),
                codes: [mark()].into(),
                session: id("s"),
                at: noon(TODAY),
            },
            C::RegisterPasskey(passkey),
            C::RemovePasskey { passkey: id("p") },
            C::MakeRecoveryCodes { codes: [mark()].into() },
            C::LinkIdentity(identity()),
            C::UnlinkIdentity { provider: id("gov") },
            C::MakeToken {
                token: id("t"),
                secret: mark(),
                name: text("Tabela"),
                scope: TokenScope { commands: [].into(), institution: None },
                institution: Some(id("ms")),
                at: noon(TODAY),
                until: noon(TODAY + 1),
            },
            C::UseToken { token: id("t"), at: noon(TODAY) },
            C::RevokeToken { token: id("t") },
        ]),
    }
}

fn audit_trail() -> CommandsToAsk<AuditTrail> {
    let entry =
        AuditEntry { act: AuditedAct::CaseRead, object: id("2026-001"), door: Door::Page, network: None, about: None };
    CommandsToAsk {
        id: AuditTrailId::of(Some(&id("arta")), date(TODAY)),
        situations: vec![("always", vec![])],
        commands: unnamed([AuditTrailCommand::Record { who: Some(id("arta")), entry }]),
    }
}

fn webhook() -> CommandsToAsk<Webhook> {
    use WebhookCommand as C;
    let (maker, institution, name) = (id("arta"), id("kp"), text("Register"));
    let (address, kinds) = (id("https://example.org/hook"), [OutgoingKind::MeetingHeld]);
    let made = WebhookEvent::Made {
        maker: id("arta"),
        institution: id("kp"),
        name: name.clone(),
        address: id("https://example.org/hook"),
        kinds: kinds.into(),
    };
    CommandsToAsk {
        id: id("hook-1"),
        situations: vec![("not known yet", vec![]), ("known", vec![made])],
        commands: unnamed([
            C::Make { maker, institution, name: name.clone(), address, kinds: kinds.into() },
            C::Change { name, address: id("https://example.org/other"), kinds: kinds.into() },
            C::Pause,
            C::Resume,
            C::RenewSecret { secret: 2 },
            C::Remove,
            C::RequestTest,
            C::RequestRedrive { message: None },
            C::Disable { cause: DisableCause::Gone },
        ]),
    }
}

fn erasure() -> CommandsToAsk<Erasure> {
    use ErasureCommand as C;
    let of_person = || ErasureSubject::Person { person: id("arta") };
    let of_texts = ErasureSubject::Texts { position: Position(1), event: event_id(0) };
    let ask = |subject| C::Ask { subject, reason: text("Left") };
    let mut commands = unnamed([C::Withdraw, C::Confirm, C::RecordCarriedOut { from: vec![] }]);
    commands.splice(0..0, [("a person", ask(of_person())), ("texts", ask(of_texts))]);
    CommandsToAsk {
        id: of_person().erasure().unwrap(),
        situations: vec![
            ("not known yet", vec![]),
            ("known", vec![ErasureEvent::Asked { subject: of_person(), reason: text("Left") }]),
        ],
        commands,
    }
}
