//! Phones to hold, and a Bot API for whatever bot is being written.
//!
//! `cargo run -p telegram-sim --example phones` serves <http://127.0.0.1:8181>; a bot with the token `1000001:LOCAL`
//! and that address as its API url has three contacts to talk to. The clock stands still until it is moved.

use std::{
    env,
    error::Error,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveTime, Utc};
use telegram_sim::{ClockMove, Contact, DemoClock, SimConfig, Simulator, SystemClock, serve};
use tokio::net::TcpListener;

struct HandClock(Mutex<DateTime<Utc>>);

#[async_trait]
impl DemoClock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn controllable(&self) -> bool {
        true
    }

    async fn control(&self, wish: ClockMove) -> Result<DateTime<Utc>, String> {
        let now = self.now();
        let morning = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default();
        let moved = match wish {
            ClockMove::NextMorning => now.date_naive().checked_add_days(Days::new(1)).map(|day| day.and_time(morning)),
            ClockMove::PlusDays { days } => now.naive_utc().checked_add_days(Days::new(days.into())),
            ClockMove::GoTo { date } => Some(date.and_time(morning)),
        };
        let moved = moved.ok_or("there is no such day")?.and_utc();
        if moved <= now {
            return Err("the clock only goes forward".to_owned());
        }
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moved;
        Ok(moved)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let clock = Arc::new(HandClock(Mutex::new(SystemClock.now())));
    let mut config = SimConfig::new("1000001:LOCAL", "local_bot", "Local bot");
    config.state_file = env::args_os().nth(1).map(Into::into);
    let sim = Simulator::new(config, clock)?;
    for (id, name, language, subtitle) in [
        (2_000_001, "Arta", "sq", "Ministry of Examples"),
        (2_000_002, "Jovana", "sr", "Office of Samples"),
        (2_000_003, "Kim", "en", "Example Foundation"),
    ] {
        let contact = Contact::new(id, name, language).with_start(format!("invite-{id}")).with_subtitle(subtitle);
        sim.add_contact(contact)?;
    }
    let listener = TcpListener::bind("127.0.0.1:8181").await?;
    println!("http://{}", listener.local_addr()?);
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    Ok(serve(listener, sim, stop).await?)
}
