//! How long it takes to find something by words, and to open the register, in an authority with very many events.
//!
//! Every event is a command's, decided and appended, and the read models are made of the log as they always are. What is looked for
//! is looked for as the page does: in every kind of thing at once, by the words as they were typed, and where nothing has them with
//! a slip forgiven. Titles are made of made-up words, few of which are frequent and most of which are rare, as in a language.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use coordination::SystemClock;
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::ids::{ActionItemId, InstitutionId};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::text::Percent;
use futures::future::try_join_all;
use readmodels::queries::{RegisterFilter, RegisterOrder, RegisterScope, RegisterStage, RegisteredTasks, Search};
use readmodels::search::{SearchKind, SearchTerms};
use readmodels::{Ask, ReadModels};
use tokio::task::JoinSet;

use super::authority::register;
use super::{at, execute, execute_as, in_a_month, report};
use crate::Fatal;
use crate::composition::embedded::Hub;
use crate::configuration::data_directory::DataDirectory;
use crate::progress::{bar, through_the_log};

/// What somebody types the n-th time.
type Typed = fn(u32) -> String;

/// How many events an item goes through.
const STEPS: u32 = 10;
/// How many institutions have items.
const OWNERS: u32 = 50;
/// How many words there are, and how many a title has.
const WORDS: u32 = 6_000;
const TITLE: u32 = 7;
/// How many of a kind a page shows.
const SHOWN: usize = 20;
/// How many times each is measured.
const TIMES: u32 = 1_000;

/// A made-up word.
fn word(number: u32) -> String {
    const SYLLABLES: [&str; 20] = [
        "ra", "po", "rti", "shk", "ve", "ndi", "mbl", "stra", "te", "gji", "ko", "mu", "ni", "vla", "do", "pri", "zre",
        "tku", "qe", "lja",
    ];
    let (mut rest, mut word) = (number.wrapping_mul(7_919) + 421, String::new());
    for _ in 0..4 {
        let syllable = usize::try_from(rest % 20).ok().and_then(|at| SYLLABLES.get(at));
        word.push_str(syllable.copied().unwrap_or_default());
        rest /= 20;
    }
    word
}

/// A number that looks drawn and is the same each time.
fn mixed(seed: u32) -> u32 {
    let mut mixed = seed.wrapping_mul(0x9E37_79B9) ^ 0x85EB_CA6B;
    mixed ^= mixed >> 15;
    mixed = mixed.wrapping_mul(0x2C1B_3C6D);
    mixed ^ (mixed >> 13)
}

/// A word as it stands in titles: the product of two draws is small more often than large.
fn drawn_word(seed: u32) -> String {
    let draw = |seed| u64::from(mixed(seed) % 10_000);
    let place = draw(seed) * draw(seed ^ 0x5bd1) * u64::from(WORDS) / 100_000_000;
    word(u32::try_from(place).unwrap_or_default())
}

fn title(item: u32) -> Result<LocalText, Fatal> {
    let words: Vec<String> = (0..TITLE).map(|nth| drawn_word(item * 31 + nth)).collect();
    Ok(LocalText::only(Language::Sq, words.join(" ").parse()?))
}

async fn fill(hub: &Arc<Hub>, events: u32, writers: u32) -> Result<(), Fatal> {
    for owner in 0..OWNERS {
        let id: InstitutionId = format!("i{owner}").parse()?;
        execute(hub, &format!("search/{id}"), register(&id)?).await?;
    }
    let (items, writers) = (events / STEPS, writers.max(1));
    let appended = bar("appending", events.into());
    let mut running = JoinSet::new();
    for writer in 0..writers {
        let (hub, appended) = (hub.clone(), appended.clone());
        running.spawn(async move {
            for item in (writer..items).step_by(usize::try_from(writers)?) {
                let owner: InstitutionId = format!("i{}", item % OWNERS).parse()?;
                let person = format!("p-{owner}").parse()?;
                let official = Principal::official(person, owner.clone(), BTreeSet::new(), Mandate::Institution);
                let id: ActionItemId = format!("item-{item}").parse()?;
                let assign = ActionItemCommand::Assign {
                    title: title(item)?,
                    owner,
                    subgroup: None,
                    due: in_a_month(),
                    raised_by: None,
                };
                execute(&hub, &format!("search/{item}/0"), Command::ActionItem(id.clone(), assign)).await?;
                for step in 1..STEPS {
                    let progress = Percent::try_from(u8::try_from(step * 10)?)?;
                    let command = Command::ActionItem(id.clone(), ActionItemCommand::ReportProgress { progress });
                    execute_as(&hub, official.clone(), &format!("search/{item}/{step}"), command).await?;
                }
                appended.inc(STEPS.into());
            }
            Ok::<(), Fatal>(())
        });
    }
    while let Some(ended) = running.join_next().await {
        ended??;
    }
    appended.finish_and_clear();
    Ok(())
}

/// Looks for some words in every kind of thing, as the page does; says how many things were found.
async fn look(read_models: &ReadModels, who: &Principal, typed: &str) -> Result<usize, Fatal> {
    let terms = SearchTerms::read(typed).ok_or("nothing to look for")?;
    for forgiving in [false, true] {
        let of_kind = |kind| {
            let search = Search::of(who, kind, terms.clone(), SHOWN);
            read_models.ask(if forgiving { search.forgiving() } else { search })
        };
        let found: usize = try_join_all(SearchKind::ALL.map(of_kind)).await?.iter().map(Vec::len).sum();
        if found > 0 {
            return Ok(found);
        }
    }
    Ok(0)
}

fn say(what: &str, mut times: Vec<Duration>, found: usize) {
    times.sort_unstable();
    let in_ms = |percent| at(&times, percent).as_secs_f64() * 1e3;
    let each = found / times.len().max(1);
    println!("{what}: p50 {:.1} ms, p99 {:.1} ms, {each} found each time", in_ms(50), in_ms(99));
}

/// A word with two letters the wrong way round.
fn slipped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(2, 3);
    letters.into_iter().collect()
}

/// Has so many events appended, and measures what is found among them.
pub(super) async fn run(folder: &Path, events: u32, writers: u32) -> Result<(), Fatal> {
    let data = DataDirectory::open(&folder.join("searching"))?;
    let hub = Arc::new(Hub::open(data, "searching".parse()?, Arc::new(SystemClock))?);
    let started = Instant::now();
    fill(&hub, events, writers).await?;
    report("commands decided and appended, each durable", events, started.elapsed());
    let started = Instant::now();
    let rebuild = hub.read_models.rebuild(hub.feed.as_ref());
    let end = through_the_log("replaying", hub.feed.end().await?, hub.read_models.progress(), rebuild).await?;
    report("events replayed into every read model", u32::try_from(end.0)?, started.elapsed());

    let secretariat = Principal::secretariat();
    let official = Principal::official("p-i7".parse()?, "i7".parse()?, BTreeSet::new(), Mandate::Institution);
    for (who, name) in [(&secretariat, "the Secretariat"), (&official, "an institution")] {
        let typed: [(&str, Typed); 4] = [
            ("whole words", |n| format!("{} {}", drawn_word(n * 31), drawn_word(n * 31 + 1))),
            ("one frequent word", |n| word(n % 20)),
            ("the first three letters of a word", |n| drawn_word(n * 17).chars().take(3).collect()),
            ("a word with a slip", |n| slipped(&drawn_word(n * 13))),
        ];
        for (what, typed) in typed {
            let (mut times, mut found) = (vec![], 0);
            for n in 0..TIMES {
                let typed = typed(mixed(n) % 100_000);
                let started = Instant::now();
                found += look(&hub.read_models, who, &typed).await?;
                times.push(started.elapsed());
            }
            say(&format!("looking for {what}, as {name}"), times, found);
        }
    }
    let (mut times, mut found, mut after) = (vec![], 0, None);
    for _ in 0..TIMES {
        let filter = RegisterFilter { stage: Some(RegisterStage::Open), ..RegisterFilter::default() };
        let order = RegisterOrder::Due;
        let page = RegisteredTasks::of(RegisterScope::Everything, filter, order.clone(), after, 100);
        let started = Instant::now();
        let tasks = hub.read_models.ask(page).await?;
        times.push(started.elapsed());
        found += tasks.len();
        after = tasks.last().map(|last| order.place(last));
    }
    say("a page of the register, each after the other", times, found);
    Ok(())
}
