//! `focalpoint guard`: judges messages exactly as every door of focalpoint does, so that people can see what may be written
//! before they write it. What was found is named by kind; the message itself is never printed.

use privacy::guard::{Verdict, guard};
use serde::Serialize;

use crate::Fatal;
use crate::command_line::arguments;
use crate::command_line::lines::print_each;

/// What becomes of one message.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct JudgedMessage {
    verdict: &'static str,
    /// The kinds found or in doubt, each once.
    found: Vec<&'static str>,
}

/// Judges messages from the arguments or, one a line, from standard input; prints a JSON object a line.
pub fn run(options: &arguments::Guard) -> Result<(), Fatal> {
    print_each(&options.messages, judge)
}

fn judge(message: &str) -> JudgedMessage {
    let verdict = guard(message);
    let name = match &verdict {
        Verdict::Pass => "pass",
        Verdict::Ask(_) => "ask",
        Verdict::Refuse(_) => "refuse",
    };
    JudgedMessage { verdict: name, found: verdict.codes() }
}
