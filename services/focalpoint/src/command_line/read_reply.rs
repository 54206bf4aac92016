//! `focalpoint read-reply`: reads a reply exactly as the bot does and prints what it understood, so that a secretariat
//! can try a wording out before it tells people to use it.

use coordination::{Clock, SystemClock};
use language::catalogue::Catalogue;
use language::reading::wire::understood;

use crate::Fatal;
use crate::command_line::arguments;
use crate::command_line::lines::print_each;

/// Reads replies from the argument or, one a line, from standard input; prints a JSON object a line.
pub fn run(options: &arguments::ReadReply) -> Result<(), Fatal> {
    let catalogue = Catalogue::new()?;
    let today = options.today.unwrap_or_else(|| SystemClock.moment().today);
    print_each(&options.replies, |reply| understood(&catalogue, options.language.into(), today, reply))
}
