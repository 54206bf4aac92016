//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use events::ids::ServiceName;
use events::language::Language;

/// Coordination hub of the fight against human trafficking: who is to do what by when, and what became of it.
#[derive(Debug, Parser)]
#[command(name = "focalpoint", version)]
pub struct Cli {
    /// What to log, on standard error: a level, or levels for parts of the program, as in `warn,reminders=info`.
    #[arg(long, global = true, env = "FOCALPOINT_LOG", default_value = "warn", value_name = "FILTER")]
    pub log: String,
    /// How to log: for people, or one JSON object a line for machines.
    #[arg(long, global = true, env = "FOCALPOINT_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
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
    Up(Configured),
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
    Replay(Configured),
    /// Prove that nothing in the log was altered or removed.
    Verify(Verify),
    /// Copy the log, consistently, while focalpoint is stopped or through its own file.
    Backup(Backup),
    /// Read short replies as the bot reads them, and print what was understood: one JSON object a line.
    ReadReply(ReadReply),
    /// Measure this machine: appends, replays, and from a reply to the changed task list.
    Bench(Bench),
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
pub struct Configured {
    /// The configuration; environment variables FOCALPOINT_… go before it.
    #[arg(long, short, default_value = "focalpoint.toml", env = "FOCALPOINT_CONFIG")]
    pub config: PathBuf,
}

/// Which service, and how it is set up.
#[derive(Debug, Args)]
pub struct Serve {
    /// The service.
    #[arg(value_enum)]
    pub service: Service,
    /// A configuration; environment variables FOCALPOINT_… go before it, and can say everything.
    #[arg(long, short, env = "FOCALPOINT_CONFIG")]
    pub config: Option<PathBuf>,
}

/// A service of a distributed deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// Puts every recorded event on the road, NATS JetStream.
    Relay,
    /// Takes commands; any number of them share the work.
    Coordination,
    /// Holds the keys of personal fields.
    Keys,
    /// Folds one partition of the read models and answers questions.
    Projections,
    /// Plans reminders.
    Reminders,
    /// Serves the pages and the API.
    Gateway,
    /// Talks to people in chat.
    Telegram,
}

impl Service {
    /// Its name, which is also that of its user with NATS.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relay => "relay",
            Self::Coordination => "coordination",
            Self::Keys => "keys",
            Self::Projections => "projections",
            Self::Reminders => "reminders",
            Self::Gateway => "gateway",
            Self::Telegram => "telegram",
        }
    }
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
    /// The configuration.
    #[command(flatten)]
    pub configured: Configured,
    /// Folders with CSV files; a later folder may refer to an earlier one.
    #[arg(required = true)]
    pub folders: Vec<PathBuf>,
}

/// What to verify.
#[derive(Debug, Args)]
pub struct Verify {
    /// The configuration.
    #[command(flatten)]
    pub configured: Configured,
    /// A fingerprint printed by an earlier run: proves as well that nothing was cut off the end since.
    #[arg(long)]
    pub head: Option<String>,
}

/// Where to back up.
#[derive(Debug, Args)]
pub struct Backup {
    /// The configuration.
    #[command(flatten)]
    pub configured: Configured,
    /// The file to write; it must not exist.
    #[arg(long)]
    pub to: PathBuf,
}

/// What to read.
#[derive(Debug, Args)]
#[command(after_help = "\
Each line printed has `reading` (done, accepted, progress, blocked, extension, not_ours, several, ambiguous, unknown) and, \
where it was said, `task`, `percent`, `until` (ISO 8601), `reason`, `institution`; `items` of several tasks, `candidates` \
of an ambiguous reply; and `says`, what the bot would answer.

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

/// A language that focalpoint speaks.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SpokenLanguage {
    /// Albanian.
    Sq,
    /// Serbian.
    Sr,
    /// English.
    En,
}

impl From<SpokenLanguage> for Language {
    fn from(language: SpokenLanguage) -> Self {
        match language {
            SpokenLanguage::Sq => Self::Sq,
            SpokenLanguage::Sr => Self::Sr,
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
}
