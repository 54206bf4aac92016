//! The demo: everything in one process on the committed input, with a messenger and a clock of its own.

mod cases;
pub mod clock;
mod data_requests;
mod hand_over;
mod mail;
mod roles;
mod strategy;
mod training;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use coordination::{Clock, CommandPort, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, InstitutionId, PersonId, Position};
use events::institution::{InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::Language;
use events::mandate::Mandate;
use gateway::{DemoControl, DemoError};
use notifications::{Calendar, Ladder};
use readmodels::ReadPort;
use readmodels::views::PersonView;
use store::EventStore;
use telegram::{ChatSettings, FormLinks, TelegramConfig, Token};
use telegram_sim::{ClockMove, Contact, SimConfig, Simulator};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::command_line::arguments;
use crate::composition::embedded::{Hub, RunOptions, Running};
use crate::composition::log_keeper::SafekeepingPlan;
use crate::composition::telling::NotificationMonitor;
use crate::configuration::data_directory::DataDirectory;
use crate::configuration::random::random_token;
use crate::configuration::sessions::SessionSettings;
use crate::configuration::webhooks::OutgoingSettings;
use clock::{ClockError, DemoClock};
use mail::DemoMail;

/// How long the demo waits for others to join what is said at once.
const JOINS_WITHIN_SECONDS: u16 = 2;
/// How long the clock waits at most for whoever is to be told something before it moves.
const TOLD_WITHIN: Duration = Duration::from_secs(10);
/// The demo bot's token. It opens nothing: the messenger is this process.
const TOKEN: &str = "7000000001:focalpoint-demo";
/// The demo bot's user name.
const USERNAME: &str = "focalpoint_demo_bot";
/// How often the demo's time is kept, so that a crash sets it back by no more.
const KEEP_TIME_EVERY: Duration = Duration::from_secs(2);
/// The first contact's id; the others follow.
const FIRST_CONTACT: i64 = 1001;

/// The id of the phone that belongs to nobody yet.
const SPARE_PHONE: i64 = 1900;

/// Whoever of the Secretariat has done what the demo begins with.
fn secretariat() -> Result<Principal, Fatal> {
    Ok(Principal::official("p-secretariat".parse()?, "secretariat".parse()?, BTreeSet::new(), Mandate::Secretariat))
}

/// The demo begins on the first working day after the report's date (30 June 2017, a Friday), before the morning.
fn beginning() -> Option<DateTime<Utc>> {
    let day = NaiveDate::from_ymd_opt(2017, 7, 3)?.and_time(NaiveTime::from_hms_opt(7, 0, 0)?);
    Belgrade.from_local_datetime(&day).earliest().map(|at| at.with_timezone(&Utc))
}

/// Runs the demo until it is told to stop.
pub async fn run(options: &arguments::Demo, stop: CancellationToken) -> Result<(), Fatal> {
    let data = DataDirectory::open(&options.data)?;
    data.check_presence()?;
    let clock = Arc::new(DemoClock::open(&data.demo_clock(), beginning().ok_or("no such day")?)?);
    let hub = Hub::open(data.clone(), "kosovo".parse()?, clock.clone())?;
    let chat_state = data.demo_messenger();
    let telegram_database = data.bot();
    let mail = Arc::new(DemoMail::open(&data).await?);
    let end = hub.store.end().await?;
    if let Some(last) = hub.store.read_all(Position(end.0.saturating_sub(1)), 1).await?.first() {
        clock.not_before(last.metadata.recorded_at)?;
    }

    let page = TcpListener::bind(options.listen).await?;
    let chat = TcpListener::bind(options.chat).await?;
    let page_url = format!("http://{}", page.local_addr()?);
    let chat_url = format!("http://{}", chat.local_addr()?);

    let imported = hub.import()?.folders(&[&options.input, &options.input.join("demo")]).await?;
    cases::play(&hub).await?;
    training::play(&hub).await?;
    hand_over::play(&hub).await?;
    strategy::play(&hub, &options.input.join("demo")).await?;
    data_requests::play(&hub, &options.input.join("demo")).await?;
    mail::play(&hub).await?;
    hub.read_models.catch_up(hub.feed.as_ref()).await?;
    roles::play(&hub).await?;
    hub.read_models.catch_up(hub.feed.as_ref()).await?;
    let config = SimConfig {
        state_file: Some(chat_state),
        secretariat_url: Some(format!("{page_url}/demo/people")),
        ..SimConfig::new(TOKEN, USERNAME, "focalpoint")
    };
    let telling = NotificationMonitor::default();
    let controls = Arc::new(Controls { clock: clock.clone(), telling: telling.clone(), chat_url: chat_url.clone() });
    let simulator = Simulator::new(config, controls.clone())?;
    invite_everybody(&hub, &simulator, &chat_url).await?;

    let run_options = RunOptions {
        page,
        public_url: page_url.clone(),
        sessions: SessionSettings::default(),
        telegram: TelegramConfig {
            webhook: None,
            api_url: Some(chat_url.clone()),
            token: Token::new(TOKEN.to_owned()),
            database: telegram_database,
            settings: ChatSettings {
                email: true,
                links: Some(FormLinks { key: hub.form_links.clone(), public_url: page_url.clone() }),
                ..ChatSettings::default()
            },
        },
        // Whoever watches the phone does not want to wait a minute for what others could add.
        ladder: Ladder::default().joining_within_seconds(JOINS_WITHIN_SECONDS),
        calendar: Calendar::default(),
        email: Some(mail.settings()?),
        providers: vec![],
        bounds: gateway::Bounds::default(),
        operations: None,
        // Whoever tries receivers has them on the same machine.
        webhooks: OutgoingSettings { private_addresses: true },
        safekeeping: SafekeepingPlan::default(),
        demo: Some(controls),
        time_jumps: Some(clock.moved()),
        telling: telling.clone(),
    };
    let chat_pages = telegram_sim::serve_beside(chat, simulator, mail.pages()?, stop.clone().cancelled_owned());
    let messenger = tokio::spawn(chat_pages);
    let mail_server = tokio::spawn(mail.clone().serve(stop.clone()));
    let running = Running::start(&hub, run_options, stop.clone())?;
    if let Some(handler) = running.mail_handler() {
        mail.answered_by(handler);
    }
    let keeper = tokio::spawn(keep_time(clock.clone()));

    println!("focalpoint demo, data in {}", options.data.display());
    println!("  {} rows imported, {} new events", imported.rows, imported.events);
    println!("  It is {} in Kosovo.", clock.now().with_timezone(&Belgrade).format("%A %-d %B %Y, %H:%M"));
    println!();
    println!("  Chat         {chat_url}/");
    if let Some(person) = roles::first_of(&hub, InstitutionKind::Secretariat).await? {
        println!("  Secretariat  {}", running.link_for(&person.person).await?);
    }
    println!("  Anybody      {page_url}/demo/people");
    println!();
    println!("  Stop with Ctrl-C; started again, it goes on where it stopped.");

    let outcome = running.finish().await;
    keeper.abort();
    clock.keep()?;
    messenger.await??;
    mail_server.await??;
    outcome
}

async fn keep_time(clock: Arc<DemoClock>) {
    let mut tick = tokio::time::interval(KEEP_TIME_EVERY);
    loop {
        tick.tick().await;
        if let Err(error) = clock.keep() {
            tracing::warn!(%error, "the demo's time is not kept");
        }
    }
}

/// Gives each person in post a phone, and each phone an invitation to take.
async fn invite_everybody(hub: &Hub, simulator: &Simulator, chat_url: &str) -> Result<(), Fatal> {
    let invited: BTreeMap<i64, Contact> =
        simulator.contacts().into_iter().map(|contact| (contact.id, contact)).collect();
    let mut people: Vec<(PersonView, String)> = Vec::new();
    for institution in hub.read_models.institutions().await? {
        for person in institution.staff {
            let name = institution.names.in_language(Language::En).to_owned();
            people.push((person, name));
        }
    }
    people.sort_by(|(one, _), (other, _)| one.person.cmp(&other.person));
    // Whoever takes over a post on the page has a phone to play with as well.
    if !invited.contains_key(&SPARE_PHONE) {
        let contact = Contact::new(SPARE_PHONE, "Spare phone", "sq");
        simulator.add_contact(contact.with_subtitle("press START, then type /start and an invitation's text"))?;
    }
    for (id, (person, institution)) in (FIRST_CONTACT..).zip(people) {
        if invited.contains_key(&id) {
            continue;
        }
        let token = random_token();
        issue(hub, &person.institution, &person.person, InvitationHash::of_token(&token)).await?;
        let name = person.name.map_or_else(|| person.person.to_string(), |name| name.to_string());
        let post = match person.post {
            events::institution::Post::FocalPoint => institution,
            events::institution::Post::Deputy => format!("{institution} · deputy"),
        };
        let contact = Contact::new(id, name, person.language.code()).with_start(token).with_subtitle(post);
        let contact = contact.with_mailbox_url(mail::inbox_url(chat_url, &person.person));
        simulator.add_contact(contact)?;
    }
    Ok(())
}

/// Has a command carried out, once under its name; `at`: when it happened, if that was not now.
async fn give(hub: &Hub, name: &str, by: Principal, at: Option<DateTime<Utc>>, command: Command) -> Result<(), Fatal> {
    let id = CommandId::named(&format!("demo/{name}"));
    let correlation = CorrelationId(id.0);
    hub.coordination
        .execute(CommandRequest { id, correlation, principal: by, occurred_at: at, made_from: None, command })
        .await?;
    Ok(())
}

async fn issue(
    hub: &Hub,
    institution: &InstitutionId,
    person: &PersonId,
    invitation: InvitationHash,
) -> Result<(), Fatal> {
    let id = CommandId::named(&format!("demo/invitation/{}", invitation.as_str()));
    let ten_years = TimeDelta::days(3650);
    let command = InstitutionCommand::IssueInvitation {
        person: person.clone(),
        invitation,
        expires_at: hub.clock.now() + ten_years,
    };
    let request = CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal: Principal::service("demo".parse()?),
        occurred_at: None,
        made_from: None,
        command: Command::Institution(institution.clone(), command),
    };
    hub.coordination.execute(request).await?;
    Ok(())
}

/// The demo's clock as the page and the chat page see it.
struct Controls {
    clock: Arc<DemoClock>,
    telling: NotificationMonitor,
    chat_url: String,
}

impl Controls {
    /// Whoever was to be told something by now is told before time goes on: nobody leaves a day half told.
    async fn before_time_goes_on(&self) {
        self.telling.settled(self.clock.now(), TOLD_WITHIN).await;
    }
}

fn demo_error(error: ClockError) -> DemoError {
    match error {
        ClockError::Backwards(date) => DemoError::Backwards(date),
        error @ (ClockError::TooFar | ClockError::File { .. }) => DemoError::Failed(error.to_string()),
    }
}

#[async_trait]
impl DemoControl for Controls {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn next_morning(&self) -> Result<(), DemoError> {
        self.before_time_goes_on().await;
        self.clock.next_morning().map(drop).map_err(demo_error)
    }

    async fn plus_days(&self, days: u16) -> Result<(), DemoError> {
        self.before_time_goes_on().await;
        self.clock.plus_days(days).map(drop).map_err(demo_error)
    }

    async fn go_to(&self, date: NaiveDate) -> Result<(), DemoError> {
        self.before_time_goes_on().await;
        self.clock.go_to(date).map(drop).map_err(demo_error)
    }

    fn chat_url(&self) -> Option<String> {
        Some(self.chat_url.clone())
    }
}

#[async_trait]
impl telegram_sim::DemoClock for Controls {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn controllable(&self) -> bool {
        true
    }

    async fn control(&self, wish: ClockMove) -> Result<DateTime<Utc>, String> {
        self.before_time_goes_on().await;
        match wish {
            ClockMove::NextMorning => self.clock.next_morning(),
            ClockMove::PlusDays { days } => self.clock.plus_days(u16::try_from(days).unwrap_or(u16::MAX)),
            ClockMove::GoTo { date } => self.clock.go_to(date),
        }
        .map_err(|error| error.to_string())
    }
}
