//! `focalpoint guard`: judges messages exactly as every door of focalpoint does, so that people can see what may be written
//! before they write it. What was found is named by kind; the message itself is never printed.

use dialogue::guard::{Verdict, guard};
use serde::Serialize;

use crate::cli;
use crate::hub::Fatal;
use crate::lines::print_each;

/// What becomes of one message.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Judged {
    verdict: &'static str,
    /// The kinds found or in doubt, each once.
    found: Vec<&'static str>,
}

/// Judges messages from the arguments or, one a line, from standard input; prints a JSON object a line.
pub fn run(options: &cli::Guard) -> Result<(), Fatal> {
    print_each(&options.messages, judge)
}

fn judge(message: &str) -> Judged {
    match guard(message) {
        Verdict::Pass => Judged { verdict: "pass", found: vec![] },
        Verdict::Ask(doubts) => Judged { verdict: "ask", found: doubts.iter().map(|doubt| doubt.code()).collect() },
        Verdict::Refuse(found) => {
            Judged { verdict: "refuse", found: found.iter().map(|finding| finding.code()).collect() }
        }
    }
}
