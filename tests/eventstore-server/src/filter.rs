//! Which events of the whole log a reader wants.

use fancy_regex::Regex;
use tonic::Status;

use crate::log::Recorded;
use crate::protocol::streams::read_req::options::FilterOptions;
use crate::protocol::streams::read_req::options::filter_options::{Expression, Filter as Wanted, Window};
use crate::refusals;

/// How many events a page of the real server looks at when nothing else is said.
const WINDOW: u32 = 32;

/// What a reader wants, and after how many events looked at it wants to hear how far the server is.
pub(crate) struct Filter {
    by: FilterSubject,
    pattern: Pattern,
    pub(crate) checkpoint_every: u64,
}

enum FilterSubject {
    Stream,
    EventType,
}

enum Pattern {
    Prefixes(Vec<String>),
    /// Some clients look ahead in theirs.
    Regex(Box<Regex>),
}

impl Filter {
    pub(crate) fn of(options: FilterOptions) -> Result<Self, Status> {
        let window = match options.window {
            Some(Window::Max(window)) => window,
            Some(Window::Count(_)) => WINDOW,
            None => return Err(refusals::invalid("a filter needs a window")),
        };
        let (by, expression) = match options.filter {
            Some(Wanted::StreamIdentifier(expression)) => (FilterSubject::Stream, expression),
            Some(Wanted::EventType(expression)) => (FilterSubject::EventType, expression),
            None => return Err(refusals::invalid("a filter needs an expression")),
        };
        let Expression { regex, prefix } = expression;
        let pattern = if regex.is_empty() {
            Pattern::Prefixes(prefix)
        } else {
            Pattern::Regex(Box::new(Regex::new(&regex).map_err(|error| refusals::invalid(&error.to_string()))?))
        };
        let checkpoint_every = u64::from(window.max(1)) * u64::from(options.checkpoint_interval_multiplier.max(1));
        Ok(Self { by, pattern, checkpoint_every })
    }

    pub(crate) fn lets_through(&self, recorded: &Recorded) -> bool {
        let text = match self.by {
            FilterSubject::Stream => &recorded.stream,
            FilterSubject::EventType => &recorded.event.event_type,
        };
        match &self.pattern {
            Pattern::Prefixes(prefixes) => prefixes.iter().any(|prefix| text.starts_with(prefix)),
            Pattern::Regex(regex) => regex.is_match(text).unwrap_or(false),
        }
    }
}
