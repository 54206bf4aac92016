//! How often somebody may ask: one table of budgets, by the kind of what is asked and by who asks.
//!
//! Whoever is signed in has a budget of their own, and so has each of their tokens and each account that somebody signs in to.
//! An address has one for all who sit behind it: an office goes out by one. Whoever is over their budget hears when to ask again.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use events::account::Fingerprint;
use events::ids::{PersonId, TokenId};
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::concurrency_limit::{ConcurrencyLimit, UnderWay};
use crate::elapsed_clock::ElapsedClock;
use crate::too_many::TooMany;

/// How many askers of one kind are remembered. Beyond it those that have been quiet are forgotten, and where nobody has, all are:
/// whoever has so many addresses has as many budgets anyway, and nobody else is shut out by it.
const MOST_ASKERS: usize = 10_000;

/// How many of an address's bits name its network, where somebody has a whole one.
const BITS_OF_NETWORK: u32 = 64;

/// Behind how many people an address is taken to stand in the table.
const PEOPLE_IN_TABLE: u32 = 40;

/// How many attempts to sign in to one account are under way at the same moment at most.
const ATTEMPTS_AT_AN_ACCOUNT: usize = 4;

/// The same from one address.
const ATTEMPTS_FROM_AN_ADDRESS: usize = 40;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RouteKind {
    /// A page, the API's reading, what belongs to a page.
    Read,
    /// The same, asked by a page that is open by itself when there is news.
    ReadByItself,
    /// A form, a change by the API.
    Write,
    /// What was typed into a form and not sent, which a page keeps by itself while somebody types.
    Draft,
    /// What is worked out each time: files, papers, exports of everything.
    Computed,
    /// The same, asked by a page that is open by itself when there is news.
    ComputedByItself,
    /// An attempt to sign in, by whatever way, or to show a second factor.
    SignIn,
    /// A link by e-mail, asked for by whoever has the address.
    Mail,
    /// A page whose address is the right: forms, steps and answers from a message.
    Link,
    /// The same, of what could be guessed or is worked out anew: a certificate's code, what is to come.
    Lookup,
}

/// How often somebody may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Budget {
    /// How often in this many seconds.
    times: u32,
    seconds: u32,
    /// How often at once, after a rest.
    at_once: u32,
}

impl Budget {
    const fn a_minute(times: u32, at_once: u32) -> Self {
        Self { times, seconds: 60, at_once }
    }

    const fn an_hour(times: u32, at_once: u32) -> Self {
        Self { times, seconds: 60 * 60, at_once }
    }

    /// The same for an address behind which so many people sit.
    fn for_people(self, people: u32) -> Self {
        let of = |number: u32| number.saturating_mul(people).div_ceil(PEOPLE_IN_TABLE);
        Self { times: of(self.times), at_once: of(self.at_once), ..self }
    }

    fn quota(self) -> Quota {
        let at_once = NonZeroU32::new(self.at_once).unwrap_or(NonZeroU32::MIN);
        let every = Duration::from_secs(self.seconds.into()) / self.times.max(1);
        Quota::with_period(every).unwrap_or_else(|| Quota::per_second(at_once)).allow_burst(at_once)
    }
}

/// A row of the table.
struct Row {
    kind: RouteKind,
    /// The budget of a person, a token, or of whom a request is about; none: it is asked by nobody known.
    of_one: Option<Budget>,
    /// The budget of an address behind which forty people sit.
    of_address: Budget,
}

/// Each kind of route, with whose budgets it has.
const TABLE: [Row; 10] = [
    Row { kind: RouteKind::Read, of_one: Some(Budget::a_minute(600, 300)), of_address: Budget::a_minute(6_000, 3_000) },
    // A page asks for itself once a second at most; so many windows can be seen at once.
    Row {
        kind: RouteKind::ReadByItself,
        of_one: Some(Budget::a_minute(600, 300)),
        of_address: Budget::a_minute(6_000, 3_000),
    },
    Row {
        kind: RouteKind::Write,
        of_one: Some(Budget::a_minute(120, 120)),
        of_address: Budget::a_minute(1_200, 1_200),
    },
    // A page keeps a form when its person has paused for 0.8 seconds: 75 times a minute at most.
    Row {
        kind: RouteKind::Draft,
        of_one: Some(Budget::a_minute(120, 120)),
        of_address: Budget::a_minute(3_000, 3_000),
    },
    Row { kind: RouteKind::Computed, of_one: Some(Budget::a_minute(30, 30)), of_address: Budget::a_minute(300, 300) },
    Row {
        kind: RouteKind::ComputedByItself,
        of_one: Some(Budget::a_minute(30, 30)),
        of_address: Budget::a_minute(300, 300),
    },
    Row { kind: RouteKind::SignIn, of_one: Some(Budget::a_minute(20, 20)), of_address: Budget::a_minute(60, 100) },
    Row { kind: RouteKind::Mail, of_one: Some(Budget::an_hour(6, 3)), of_address: Budget::a_minute(20, 20) },
    Row { kind: RouteKind::Link, of_one: None, of_address: Budget::a_minute(300, 300) },
    Row { kind: RouteKind::Lookup, of_one: None, of_address: Budget::a_minute(30, 30) },
];

/// Who asks, or about whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Asker {
    /// Somebody signed in, or to whose account somebody signs in.
    Person(PersonId),
    /// A token: a program that runs wild leaves its person the pages.
    Token(TokenId),
    /// The e-mail address to which something is to be sent.
    Mailbox(Fingerprint),
}

/// The clock as the counting wants it.
#[derive(Clone)]
struct Elapsed(Arc<dyn ElapsedClock>);

impl Clock for Elapsed {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// What counts how often each has asked, on our own clock.
type Limiter<K> = RateLimiter<K, HashMapStateStore<K>, Elapsed, NoOpMiddleware<Duration>>;

/// How often each asker has asked.
struct Counts<K: Clone + Eq + std::hash::Hash> {
    quota: Quota,
    clock: Elapsed,
    limiter: RwLock<Limiter<K>>,
}

impl<K: Clone + Eq + std::hash::Hash> Counts<K> {
    fn new(budget: Budget, clock: &Elapsed) -> Self {
        let quota = budget.quota();
        Self { quota, clock: clock.clone(), limiter: RwLock::new(limiter(quota, clock)) }
    }

    fn check(&self, whose: &K) -> Result<(), TooMany> {
        self.forget_if_full();
        let limiter = self.limiter.read().unwrap_or_else(PoisonError::into_inner);
        limiter.check_key(whose).map_err(|not_until| TooMany::after(not_until.wait_time_from(self.clock.now())))
    }

    fn forget_if_full(&self) {
        if self.limiter.read().unwrap_or_else(PoisonError::into_inner).len() < MOST_ASKERS {
            return;
        }
        let mut held = self.limiter.write().unwrap_or_else(PoisonError::into_inner);
        held.retain_recent();
        // Where hardly anybody has been quiet, looking again with each request would cost more than it saves.
        if held.len() > MOST_ASKERS / 2 {
            *held = limiter(self.quota, &self.clock);
        }
    }
}

fn limiter<K: Clone + Eq + std::hash::Hash>(quota: Quota, clock: &Elapsed) -> Limiter<K> {
    RateLimiter::hashmap_with_clock(quota, clock.clone())
}

/// A row of the table at work.
struct CountedRow {
    kind: RouteKind,
    of_one: Option<Counts<Asker>>,
    of_addresses: Counts<IpAddr>,
}

/// How often everybody has asked.
pub(crate) struct RateLimits {
    rows: Vec<CountedRow>,
    attempts_at_accounts: ConcurrencyLimit<PersonId>,
    attempts_from_addresses: ConcurrencyLimit<IpAddr>,
}

impl RateLimits {
    /// Nobody has asked yet. Behind an address sit so many people.
    pub(crate) fn new(clock: Arc<dyn ElapsedClock>, people_behind_an_address: NonZeroU32) -> Self {
        let (clock, people) = (Elapsed(clock), people_behind_an_address.get());
        let counted = |row: &Row| CountedRow {
            kind: row.kind,
            of_one: row.of_one.map(|budget| Counts::new(budget, &clock)),
            of_addresses: Counts::new(row.of_address.for_people(people), &clock),
        };
        Self {
            rows: TABLE.iter().map(counted).collect(),
            attempts_at_accounts: ConcurrencyLimit::new(ATTEMPTS_AT_AN_ACCOUNT),
            attempts_from_addresses: ConcurrencyLimit::new(ATTEMPTS_FROM_AN_ADDRESS),
        }
    }

    fn row(&self, kind: RouteKind) -> Option<&CountedRow> {
        self.rows.iter().find(|row| row.kind == kind)
    }

    /// Lets an address, or the network that it is in, ask.
    pub(crate) fn ask_from(&self, address: IpAddr, kind: RouteKind) -> Result<(), TooMany> {
        self.row(kind).map_or(Ok(()), |row| row.of_addresses.check(&asking_network(address)))
    }

    /// Lets somebody ask.
    pub(crate) fn ask_as(&self, asker: &Asker, kind: RouteKind) -> Result<(), TooMany> {
        self.row(kind).and_then(|row| row.of_one.as_ref()).map_or(Ok(()), |counts| counts.check(asker))
    }

    /// Begins an attempt to sign in to an account, which ends when what this gives is dropped.
    pub(crate) fn begin_at_account(&self, person: &PersonId) -> Result<UnderWay<PersonId>, TooMany> {
        self.attempts_at_accounts.begin(person.clone()).ok_or(TooMany::at_once())
    }

    /// The same from an address.
    pub(crate) fn begin_from_address(&self, address: IpAddr) -> Result<UnderWay<IpAddr>, TooMany> {
        self.attempts_from_addresses.begin(asking_network(address)).ok_or(TooMany::at_once())
    }
}

/// What is counted as one that asks. Whoever has one address of the newer kind (IPv6) has as many as they like.
pub(crate) fn asking_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() & (u128::MAX << (u128::BITS - BITS_OF_NETWORK));
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A clock that stands until it is moved on.
    #[derive(Default)]
    struct Standing(Mutex<Duration>);

    impl Standing {
        fn move_on(&self, by: Duration) {
            *self.0.lock().unwrap() += by;
        }
    }

    impl ElapsedClock for Standing {
        fn elapsed(&self) -> Duration {
            *self.0.lock().unwrap()
        }
    }

    fn limits() -> (Arc<Standing>, RateLimits) {
        let clock = Arc::new(Standing::default());
        (clock.clone(), RateLimits::new(clock, NonZeroU32::new(PEOPLE_IN_TABLE).unwrap()))
    }

    /// How many of so many questions are answered.
    fn answered(limits: &RateLimits, address: &str, kind: RouteKind, asked: usize) -> usize {
        (0..asked).filter(|_| limits.ask_from(address.parse().unwrap(), kind).is_ok()).count()
    }

    #[test]
    fn each_kind_has_one_row() {
        for row in &TABLE {
            assert_eq!(TABLE.iter().filter(|other| other.kind == row.kind).count(), 1, "{:?}", row.kind);
        }
    }

    #[test]
    fn each_address_has_its_own_questions_and_of_the_newer_kind_each_network() {
        let (_, limits) = limits();
        assert_eq!(answered(&limits, "192.0.2.1", RouteKind::Lookup, 60), 30);
        assert_eq!(answered(&limits, "::ffff:192.0.2.1", RouteKind::Lookup, 1), 0, "the same in another dress");
        assert_eq!(answered(&limits, "192.0.2.2", RouteKind::Lookup, 1), 1);
        let of_network = (0..60).map(|n| answered(&limits, &format!("2001:db8::{n:x}"), RouteKind::Lookup, 1));
        assert_eq!(of_network.sum::<usize>(), 30, "each of a network's addresses has its own");
        assert_eq!(answered(&limits, "2001:db8:0:1::1", RouteKind::Lookup, 1), 1);
        assert_eq!(answered(&limits, "192.0.2.1", RouteKind::Read, 1), 1, "another kind is counted apart");
    }

    #[test]
    fn whoever_waits_as_long_as_they_are_told_may_ask_again() {
        let (clock, limits) = limits();
        let address = "192.0.2.1".parse().unwrap();
        for row in &TABLE {
            let wait = loop {
                if let Err(TooMany { again_after_seconds }) = limits.ask_from(address, row.kind) {
                    break again_after_seconds;
                }
            };
            clock.move_on(Duration::from_secs(wait.into()));
            limits.ask_from(address, row.kind).unwrap();
        }
        let mailbox = Asker::Mailbox(Fingerprint::of("arta@example.org"));
        assert_eq!((0..9).filter(|_| limits.ask_as(&mailbox, RouteKind::Mail).is_ok()).count(), 3);
        assert_eq!(limits.ask_as(&mailbox, RouteKind::Mail), Err(TooMany { again_after_seconds: 600 }));
        clock.move_on(Duration::from_secs(599));
        limits.ask_as(&mailbox, RouteKind::Mail).unwrap_err();
        clock.move_on(Duration::from_secs(1));
        limits.ask_as(&mailbox, RouteKind::Mail).unwrap();
    }

    #[test]
    fn an_office_of_forty_behind_one_address_works_and_a_larger_one_where_it_is_said() {
        let (clock, limits) = limits();
        // Each opens a page every two seconds, saves a form every ten and types all the time; all sign in within the first minutes.
        for second in 0..300_u32 {
            for person in 0..40 {
                let address = "192.0.2.1".parse().unwrap();
                let asker = Asker::Person(format!("p{person}").parse().unwrap());
                if (second + person) % 2 == 0 {
                    limits.ask_from(address, RouteKind::Read).unwrap();
                    limits.ask_as(&asker, RouteKind::Read).unwrap();
                }
                if (second + person) % 10 == 0 {
                    limits.ask_from(address, RouteKind::Write).unwrap();
                    limits.ask_as(&asker, RouteKind::Write).unwrap();
                }
                limits.ask_from(address, RouteKind::Draft).unwrap();
                limits.ask_as(&asker, RouteKind::Draft).unwrap();
                if second < 120 && second == 3 * person {
                    for _ in 0..3 {
                        limits.ask_from(address, RouteKind::SignIn).unwrap();
                        limits.ask_as(&asker, RouteKind::SignIn).unwrap();
                    }
                }
            }
            clock.move_on(Duration::from_secs(1));
        }
        let wide = RateLimits::new(clock, NonZeroU32::new(400).unwrap());
        assert_eq!(answered(&wide, "192.0.2.1", RouteKind::SignIn, 5_000), 1_000);
    }

    #[test]
    fn what_is_remembered_of_addresses_has_a_bound() {
        let (_, limits) = limits();
        for n in 0..3 * MOST_ASKERS {
            let address = Ipv6Addr::from_bits((0x2001_0db8_u128 << 96) | (u128::try_from(n).unwrap() << 64));
            limits.ask_from(address.into(), RouteKind::Read).unwrap();
            let row = limits.row(RouteKind::Read).unwrap();
            assert!(row.of_addresses.limiter.read().unwrap().len() <= MOST_ASKERS);
        }
    }
}
