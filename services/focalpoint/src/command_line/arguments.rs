//! What can be typed on the command line, and what `--help` says of it. Nothing is carried out here.

use std::net::SocketAddr;
use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};
use events::ids::{PersonId, ServiceName};
use events::language::Language;
use events::text::Text;

use crate::composition::distributed::service::Service;

/// Coordination hub of the fight against human trafficking: who is to do what by when, and what became of it.
#[derive(Debug, Parser)]
#[command(name = "focalpoint", version)]
pub struct Cli {
    /// What to log, on standard error: a level, or levels for parts of the program, as in `warn,notifications=info`.
    #[arg(long, global = true, env = "FOCALPOINT_LOG", default_value = "warn", value_name = "FILTER")]
    pub log: String,
    /// How to log: for people, or one JSON object a line for machines.
    #[arg(long, global = true, env = "FOCALPOINT_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
    /// Send traces to this collector by OTLP over HTTP, as in `http://collector:4318/v1/traces`; without it, nowhere.
    #[arg(long, global = true, env = "FOCALPOINT_OTLP_ENDPOINT", value_name = "URL")]
    pub otlp_endpoint: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line of text.
    Text,
    /// A JSON object a line.
    Json,
}

/// What focalpoint can do.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Run everything on the committed input, with a messenger and a clock of its own, to see how it works.
    Demo(Demo),
    /// Run everything for real on one machine.
    Up(ConfigurationFile),
    /// Import CSV files. Nothing is imported when anything is wrong with them.
    Import(ImportFolders),
    /// Run one service of a distributed deployment; see docs/distributed.md.
    Serve(Serve),
    /// Import CSV files into a running distributed deployment.
    Load(Load),
    /// Say whether the service in this container is ready: its exit status tells.
    Health(Health),
    /// Look after what a consumer of a distributed deployment could not process.
    #[command(subcommand)]
    DeadLetters(DeadLetters),
    /// Drop the read models and rebuild them from the log; prints their fingerprint before and after.
    Replay(ConfigurationFile),
    /// Prove that nothing was altered, removed or lost.
    Verify(Verify),
    /// Copy the log and, sealed, the keys into a directory, also while focalpoint is up.
    Backup(Backup),
    /// Ask that a person be forgotten, with focalpoint stopped; somebody else confirms it on the page.
    Forget(Forget),
    /// Take every way in from a person, an institution or a subgroup, now, with focalpoint stopped.
    CutOff(CutOff),
    /// Make a data directory from a backup.
    Restore(Restore),
    /// Sign how the log is now, for somebody outside to keep: whoever writes its history anew is found out by it.
    Checkpoint(Checkpoint),
    /// Read short replies as the bot reads them, and print what was understood: one JSON object a line.
    ReadReply(ReadReply),
    /// Judge messages as the guard against victims' personal data does: one JSON object a line, never the message.
    Guard(Guard),
    /// Measure this machine: appends, replays, and from a reply to the changed task list.
    Bench(Bench),
}

impl Action {
    /// What traces call this process: `focalpoint-gateway` for a service on its own, else `focalpoint`.
    pub fn service_name(&self) -> String {
        match self {
            Self::Serve(options) => format!("focalpoint-{}", options.service.name()),
            Self::Demo(_)
            | Self::Up(_)
            | Self::Import(_)
            | Self::Load(_)
            | Self::Health(_)
            | Self::DeadLetters(_)
            | Self::Replay(_)
            | Self::Verify(_)
            | Self::Backup(_)
            | Self::Forget(_)
            | Self::CutOff(_)
            | Self::Restore(_)
            | Self::Checkpoint(_)
            | Self::ReadReply(_)
            | Self::Guard(_)
            | Self::Bench(_) => "focalpoint".to_owned(),
        }
    }
}

/// The demo's options.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where the demo keeps its data; delete it to begin anew.
    #[arg(long, default_value = ".focalpoint/demo")]
    pub data: PathBuf,
    /// Where the real input is.
    #[arg(long, default_value = "data")]
    pub input: PathBuf,
    /// The address of the secretariat's page.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The address of the chat page.
    #[arg(long, default_value = "127.0.0.1:8081")]
    pub chat: SocketAddr,
}

/// A configuration file.
#[derive(Debug, Args)]
pub struct ConfigurationFile {
    /// The configuration; environment variables FOCALPOINT_… go before it.
    #[arg(long, short, default_value = "focalpoint.toml", env = "FOCALPOINT_CONFIG")]
    pub config: PathBuf,
}

/// Which service, and how it is set up.
#[derive(Debug, Args)]
pub struct Serve {
    /// Which of the services to run.
    #[arg(value_enum)]
    pub service: Service,
    /// A configuration; environment variables FOCALPOINT_… go before it, and can say everything.
    #[arg(long, short, env = "FOCALPOINT_CONFIG")]
    pub config: Option<PathBuf>,
}

/// What to load.
#[derive(Debug, Args)]
pub struct Load {
    /// A configuration; environment variables FOCALPOINT_… go before it, and can say everything.
    #[arg(long, short, env = "FOCALPOINT_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folders with CSV files; a later folder may refer to an earlier one.
    #[arg(required = true)]
    pub folders: Vec<PathBuf>,
}

/// Which service to ask.
#[derive(Debug, Args)]
pub struct Health {
    /// The address the service listens on.
    #[arg(long, env = "FOCALPOINT_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

/// What to do with dead letters.
#[derive(Debug, Subcommand)]
pub enum DeadLetters {
    /// Print what could not be processed, by whom and why.
    List {
        /// A configuration; environment variables FOCALPOINT_… go before it.
        #[arg(long, short, env = "FOCALPOINT_CONFIG")]
        config: Option<PathBuf>,
    },
    /// Have a consumer try its dead letters again.
    Redrive {
        /// A configuration; environment variables FOCALPOINT_… go before it.
        #[arg(long, short, env = "FOCALPOINT_CONFIG")]
        config: Option<PathBuf>,
        /// The consumer, as the list names it.
        consumer: ServiceName,
    },
}

/// What to import.
#[derive(Debug, Args)]
pub struct ImportFolders {
    /// Where the configuration is, and what overrides it.
    #[command(flatten)]
    pub configured: ConfigurationFile,
    /// Folders with CSV files; a later folder may refer to an earlier one.
    #[arg(required = true)]
    pub folders: Vec<PathBuf>,
}

/// What to verify.
#[derive(Debug, Args)]
#[command(after_help = "\
Proved are: the file's tables and indexes, and that its schema is focalpoint's; the hash chain over all events; that each event \
is understood today; that whoever is sealed in the log has a key or was erased; and that the read models are what the log makes \
of itself. Reads only: it can run beside a hub that is up, and on a copy that may not be written.")]
pub struct Verify {
    /// Where the configuration is, and what overrides it.
    #[command(flatten)]
    pub configured: ConfigurationFile,
    /// A fingerprint printed by an earlier run: proves as well that nothing was cut off the end since.
    #[arg(long)]
    pub head: Option<String>,
    /// A backup or another copy of the log, looked at by itself instead of the configured data directory.
    #[arg(long, value_name = "LOG")]
    pub file: Option<PathBuf>,
    /// A checkpoint that somebody kept: proves as well that the log goes on from it. May be given more than once.
    #[arg(long, value_name = "CHECKPOINT", requires = "key", num_args = 1..)]
    pub against: Vec<PathBuf>,
    /// The public key with which checkpoints were signed, or a file with it.
    #[arg(long, value_name = "KEY", requires = "against")]
    pub key: Option<String>,
}

/// What to sign, and what to prove.
#[derive(Debug, Args)]
#[command(after_help = "\
The checkpoint is printed: a name, how many events, the root of their tree (RFC 6962), whose log, when, and a signature (C2SP \
tlog-checkpoint, Ed25519). Whoever keeps it, and the public key, finds out by `focalpoint verify --against` whether the history was \
written anew; `deploy/verify-checkpoint` checks a bundle without focalpoint.")]
pub struct Checkpoint {
    /// Where the configuration is, and what overrides it.
    #[command(flatten)]
    pub configured: ConfigurationFile,
    /// Print the public key, and nothing else: hand it out once.
    #[arg(long, conflicts_with_all = ["to", "bundle"])]
    pub public_key: bool,
    /// A directory to write it into as well, with the public key beside.
    #[arg(long, value_name = "DIRECTORY")]
    pub to: Option<PathBuf>,
    /// A file to write it into as a sheet to be printed, with a QR code (PDF).
    #[arg(long, value_name = "FILE")]
    pub paper: Option<PathBuf>,
    /// The language of the sheet.
    #[arg(long, value_enum, default_value = "sq")]
    pub language: SpokenLanguage,
    /// A file to write it into with proofs, for whoever checks without focalpoint.
    #[arg(long, value_name = "FILE")]
    pub bundle: Option<PathBuf>,
    /// Prove that the log goes on from this earlier checkpoint.
    #[arg(long, value_name = "CHECKPOINT", requires = "bundle")]
    pub since: Option<PathBuf>,
    /// Prove that the event at this position is in it; may be given more than once.
    #[arg(long, value_name = "POSITION", requires = "bundle")]
    pub event: Vec<u64>,
}

/// Where to back up.
#[derive(Debug, Args)]
pub struct Backup {
    /// Where the configuration is, and what overrides it.
    #[command(flatten)]
    pub configured: ConfigurationFile,
    /// The directory to put it into, instead of the configured one.
    #[arg(long, value_name = "DIRECTORY")]
    pub to: Option<PathBuf>,
    /// Whoever may open the keys, as `age-keygen` prints them, beside those configured; may be given more than once.
    #[arg(long, value_name = "AGE1…")]
    pub recipient: Vec<String>,
}

/// What to restore, and where.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  focalpoint restore /srv/backup/focalpoint --into /var/lib/focalpoint --put-aside --identity /media/usb/identity.txt
  focalpoint restore focalpoint-20260701T020000Z-663-d50680df32a0.events.db --into /tmp/then --to-time 2026-06-30T12:00:00+02:00")]
pub struct Restore {
    /// A backup's log (its name ends with .events.db), or a directory of backups, of which the newest is taken.
    pub from: PathBuf,
    /// The data directory to make; empty or not there, but for --put-aside.
    #[arg(long, value_name = "DIRECTORY")]
    pub into: PathBuf,
    /// Restore the log as it was when its last event had this position.
    #[arg(long, value_name = "POSITION", conflicts_with = "to_time")]
    pub to_position: Option<u64>,
    /// Restore the log as it was at this moment, as in 2026-06-30T12:00:00+02:00.
    #[arg(long, value_name = "TIME")]
    pub to_time: Option<DateTime<FixedOffset>>,
    /// The identity that opens the keys, as `age-keygen` writes it; without it, only the log is restored.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// The backup's keys (the name ends with .keys.age), where they do not lie beside its log.
    #[arg(long, value_name = "FILE", requires = "identity")]
    pub keys: Option<PathBuf>,
    /// Keep what is in the data directory, whole, in a folder beside it.
    #[arg(long)]
    pub put_aside: bool,
}

/// Who is to be forgotten.
#[derive(Debug, Args)]
pub struct Forget {
    /// Where the configuration is, and what overrides it.
    #[command(flatten)]
    pub configured: ConfigurationFile,
    /// The person, by id: the page of erasures lists them.
    pub person: PersonId,
    /// Why, without saying who it is.
    #[arg(long)]
    pub reason: Text,
}

/// From whom every way in is taken.
#[derive(Debug, Args)]
#[command(after_help = "\
Of a person: chat and e-mail address, sessions, links, sign-in at providers and tokens; webhooks pause; links that were sent open \
nothing any more. Of an institution the same of everybody in post there. Of a subgroup: nobody chairs it, and no group is its \
chat. Posts stay; a new invitation, or a new link of the group, lets in again. While focalpoint runs, administrators do the same on \
the page of accounts.")]
pub struct CutOff {
    /// Where the configuration is, and what overrides it.
    #[command(flatten)]
    pub configured: ConfigurationFile,
    /// The person, institution or subgroup, by id: `person/arta` where an id is that of several.
    pub whom: String,
    /// Why, without saying who it is. Of a subgroup it stands in the log, of anybody else in what this command prints.
    #[arg(long)]
    pub reason: Text,
}

/// What to read.
#[derive(Debug, Args)]
#[command(after_help = "\
Each line printed has `reading`:

  done, accepted      it is done; it was taken note of
  progress            under way; `percent` where it was said
  blocked             stuck; `reason` where it was said
  extension           more time is asked for; `until` (ISO 8601) where a day was said
  not_ours            it belongs to somebody else; `institution` where one was named
  attending, not_attending, deputy
                      an answer to a meeting's invitation; `reason` why not, `deputy` who comes instead
  several             each task of the reply in `items`, with its number as `task`
  ambiguous           it can mean each of `candidates`, the likelier first: the bot asks with buttons
  unknown             not understood, a date that does not exist, or one that has passed: the bot says so

and `says`, what the bot would answer. Dates without a year are of the year to come, unless they passed in the last three \
months. Read one reply in each line; a reply of several lines is one argument.

Examples:
  focalpoint read-reply 'u krye' '2: do petka'
  focalpoint read-reply --language sq --today 2017-06-20 < replies.txt")]
pub struct ReadReply {
    /// The replies, each one argument; without any, one a line from standard input.
    #[arg(allow_hyphen_values = true)]
    pub replies: Vec<String>,
    /// The language the sender is addressed in. Replies in any of the three, or a mixture, are read alike.
    #[arg(long, value_enum, default_value = "en")]
    pub language: SpokenLanguage,
    /// The day on which the reply is read: “until Friday” depends on it. Today in Kosovo unless given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
}

/// What to judge.
#[derive(Debug, Args)]
#[command(after_help = "\
Each line printed has `verdict`, `refuse`, `ask` or `pass`, and `found`, the kinds of what was found, never the text. Refused:

  personal-number     10 digits (Kosovo), 13 (JMBG), or digits called one, however grouped or read out
  document-number     of a passport, an identity card, a permit
  phone-number        of Kosovo, its neighbours or, with a country code, the world; an office's own passes
  email-address       also spelt out; an office's own passes
  date-of-birth       in figures or words, in the three languages
  named-victim        a name or initials beside a word for victim, child, client or witness
  initials            with an age, a place or a school
  kin                 whose relative somebody is
  address             where somebody lives or is sheltered
  handle              a name on a social network
  plate               of a car
  account             at a bank
  medical-number      of a health card; a room or a bed in a hospital
  file-number         in a register
  school              and class of a child
  photo               of somebody
  named-file          a file with somebody's name
  description         of what only one person is
  disguise            a name spelt, spaced, reversed, rhymed or in look-alike letters
  too-long            more than 16,384 characters: not looked at

Asked about, and not kept until the sender has answered: named-person, initials, kin, description, number, place, disguise, \
and resemblance, when the whole resembles messages that gave somebody away.

A refused message is neither stored nor logged anywhere, in the chat, the pages, the API and the import alike. The guard \
rather refuses too much: an identity once stored stays in the log for ever. The program ends with 0 whatever the verdicts.

Examples:
  focalpoint guard 'case 2017/045: no documents' 'tel 044 000 000'
  focalpoint guard < messages.txt")]
pub struct Guard {
    /// The messages, each one argument; without any, one a line from standard input.
    #[arg(allow_hyphen_values = true)]
    pub messages: Vec<String>,
}

/// A language that focalpoint speaks.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SpokenLanguage {
    /// Albanian, in Latin script.
    Sq,
    /// Serbian, in Latin script.
    Sr,
    /// Serbian in Cyrillic.
    SrCyrl,
    /// English, for whoever reads neither.
    En,
}

impl From<SpokenLanguage> for Language {
    fn from(language: SpokenLanguage) -> Self {
        match language {
            SpokenLanguage::Sq => Self::Sq,
            SpokenLanguage::Sr => Self::Sr,
            SpokenLanguage::SrCyrl => Self::SrCyrl,
            SpokenLanguage::En => Self::En,
        }
    }
}

/// How much to measure.
#[derive(Debug, Args)]
pub struct Bench {
    /// Events to append and to replay.
    #[arg(long, default_value_t = 20_000)]
    pub events: u32,
    /// Writers that append at the same time.
    #[arg(long, default_value_t = 64)]
    pub writers: u32,
    /// Replies to send through the chat.
    #[arg(long, default_value_t = 200)]
    pub replies: u32,
    /// Measure instead how long it takes to find something by words among so many events.
    #[arg(long, conflicts_with_all = ["replies", "simulate", "planning"])]
    pub searching: bool,
    /// Measure instead how long it takes to find out who is to be told what, among so many people.
    #[arg(long, conflicts_with_all = ["events", "writers", "replies", "simulate"])]
    pub planning: Option<NonZeroU32>,
    /// How many of them have something due.
    #[arg(long, default_value_t = 100, requires = "planning")]
    pub due: u32,
    /// Drive the load of docs/scale.md instead, as far as this machine is told to carry it.
    #[arg(long, conflicts_with_all = ["events", "writers", "replies"])]
    pub simulate: bool,
    /// How much of that load.
    #[command(flatten)]
    pub simulated: Simulated,
}

/// The size of the simulated load.
#[derive(Debug, Args)]
pub struct Simulated {
    /// Authorities, each with a log of its own; the plan is for 200.
    #[arg(long, default_value = "4", requires = "simulate")]
    pub authorities: NonZeroU32,
    /// Institutions of all authorities together; the plan is for 10000.
    #[arg(long, default_value = "200", requires = "simulate")]
    pub institutions: NonZeroU32,
    /// Events a second, steadily.
    #[arg(long, default_value = "100", requires = "simulate")]
    pub rate: NonZeroU32,
    /// For how many seconds.
    #[arg(long, default_value_t = 30, requires = "simulate")]
    pub seconds: u32,
    /// Events that come all at once after that.
    #[arg(long, default_value_t = 2_000, requires = "simulate")]
    pub burst: u32,
    /// Partitions in which read models are made anew.
    #[arg(long, default_value = "2", requires = "simulate")]
    pub partitions: NonZeroU16,
    /// People to whom one bot brings a digest on one morning.
    #[arg(long, default_value_t = 200, requires = "simulate")]
    pub digests: u32,
}
