//! When a message is tried again: the schedule that Standard Webhooks recommends, about three days, spread by chance so that
//! not everybody comes at once to a receiver that is back.

use chrono::TimeDelta;

/// The pause after each try in vain, in seconds; after the last try there is none.
const PAUSES: [i64; 9] = [5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600];

/// How much longer a pause may become by chance, as a part of it.
const SPREAD: f64 = 0.2;

/// The longest pause that a receiver can ask for.
pub const LONGEST_WISH: TimeDelta = TimeDelta::hours(24);

/// How often a message is tried.
pub const MOST_TRIES: u32 = 10;

/// The port through which chance comes in.
pub trait Jitter: Send + Sync {
    /// A number from 0 to below 1.
    fn fraction(&self) -> f64;
}

/// Chance as the machine gives it.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomJitter;

impl Jitter for RandomJitter {
    fn fraction(&self) -> f64 {
        rand::random::<f64>()
    }
}

/// How long to wait after so many tries in vain; `None`: it is not tried again.
pub fn pause_after(tries: u32, jitter: &dyn Jitter) -> Option<TimeDelta> {
    let pause = PAUSES.get(usize::try_from(tries).ok()?.checked_sub(1)?)?;
    // Whole seconds, well within what a float says exactly.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "days in seconds fit into a float"
    )]
    let spread = (*pause as f64 * SPREAD * jitter.fraction()) as i64;
    TimeDelta::try_seconds(pause + spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(f64);

    impl Jitter for Fixed {
        fn fraction(&self) -> f64 {
            self.0
        }
    }

    #[test]
    fn a_message_is_tried_for_about_three_days() {
        let whole = |jitter: &dyn Jitter| -> TimeDelta {
            (1..MOST_TRIES).map(|tries| pause_after(tries, jitter).unwrap_or_default()).sum()
        };
        assert_eq!(pause_after(1, &Fixed(0.0)), Some(TimeDelta::seconds(5)));
        assert_eq!(pause_after(MOST_TRIES, &Fixed(0.0)), None);
        assert_eq!(pause_after(0, &Fixed(0.0)), None);
        assert_eq!(whole(&Fixed(0.0)), TimeDelta::minutes(75 * 60 + 35) + TimeDelta::seconds(5));
        assert!(whole(&Fixed(0.999)) < TimeDelta::days(4));
        assert!(whole(&Fixed(0.999)) > whole(&Fixed(0.0)));
    }
}
