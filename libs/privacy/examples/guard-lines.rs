//! `guard` for scoring: judges each line of standard input and prints one JSON object a line, as `focalpoint guard` does,
//! without building the whole program.

use std::io::{BufRead, Write};

use privacy::guard::{Verdict, guard};
use serde_json::json;

fn main() -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        let (verdict, found): (_, Vec<&str>) = match guard(text.trim_end_matches('\r')) {
            Verdict::Pass => ("pass", vec![]),
            Verdict::Ask(doubts) => ("ask", doubts.iter().map(|doubt| doubt.code()).collect()),
            Verdict::Refuse(found) => ("refuse", found.iter().map(|finding| finding.code()).collect()),
        };
        writeln!(output, "{}", json!({ "verdict": verdict, "found": found }))?;
    }
    Ok(())
}
