//! Briefings on an office that the person took over, in words: the sections of the paper that have lines.

use documents::{Line as PaperLine, Section as PaperSection};
use notifications::Content;
use readmodels::AskError;
use reports::Briefing;

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};
use crate::draft::Line;

/// The most lines of one section; so a message of a large office is not cut off by mail programs.
const MOST_LINES: usize = 40;

/// The briefings; of an office that is no more there is none.
pub(super) async fn word_briefings(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    for office in contents.iter().filter_map(Content::as_briefing) {
        let read = context.services.read_models.as_ref();
        let Some(briefing) = Briefing::of(read, office, context.moment.today).await? else { continue };
        for case in &briefing.cases {
            context.services.audit.case_read(&context.principal(), &case.reference);
        }
        let paper = reports::briefing::paper(&briefing, context.catalogue(), context.language());
        let title = format!("{}: {}", paper.kind, paper.title);
        digest.name(title.clone());
        digest.add(Some(title), vec![plain_line(paper.lead)]);
        for section in paper.sections {
            let lines = section_lines(context, &section);
            digest.add(Some(section.heading), lines);
        }
    }
    Ok(())
}

fn section_lines(context: &MailContext<'_>, section: &PaperSection) -> Vec<Line> {
    let shown = section.lines.iter().take(MOST_LINES).map(in_words);
    let left_out = section.lines.len().saturating_sub(MOST_LINES);
    let more = (left_out > 0).then(|| plain_line(context.say("week-more", &[("count", left_out.into())])));
    shown.chain(more).collect()
}

fn in_words(line: &PaperLine) -> Line {
    plain_line(match &line.note {
        Some(note) => format!("{}\n{note}", line.words),
        None => line.words.clone(),
    })
}
