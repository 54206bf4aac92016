//! The mechanism's month: its figures in words, as a picture for a phone, and as a paper.

use documents::picture::{Bar, Picture};
use documents::{DocumentError, Line, Paper, Section, written};
use events::language::Language;
use events::suppression::ReleasedCount;
use language::catalogue::{Catalogue, Value};
use language::dates::{month_name, say_month};

use super::overview::{Dues, InstitutionMonth, MonthlyOverview};

/// Says something in a language: a text's key, and what is put into it.
type Translate<'a> = &'a dyn Fn(&str, &[(&str, Value)]) -> String;

/// The figures, a sentence each; `say` knows the language and whether to escape.
pub fn figures(overview: &MonthlyOverview, say: impl Fn(&str, &[(&str, Value)]) -> String) -> Vec<String> {
    let say: Translate<'_> = &say;
    let released = |count: ReleasedCount| match count {
        ReleasedCount::Count(count) => count.to_string(),
        ReleasedCount::Hidden => say("month-hidden", &[]),
    };
    let mut figures = vec![dues("month-due", overview.dues(), say)];
    if let (Some(now), Some(before)) = (overview.dues().share_in_time(), overview.dues_before().share_in_time()) {
        figures.push(say("month-share", &[("now", now.into()), ("before", before.into())]));
    }
    let counts = [
        ("assigned", overview.assigned.into()),
        ("overdue", overview.overdue.into()),
        ("blocked", overview.blocked.into()),
        ("disclaimed", overview.disclaimed.into()),
        ("verify", overview.to_verify.into()),
    ];
    figures.push(say("month-open", &counts));
    let meetings = &overview.meetings;
    figures.push(match meetings.attendance() {
        Some(came) => {
            let args =
                [("held", meetings.held.into()), ("came", came.into()), ("decisions", meetings.decisions.into())];
            say("month-meetings", &args)
        }
        None => say("month-no-meetings", &[]),
    });
    if overview.answers.total() > 0 {
        figures.push(dues("month-answers", overview.answers, say));
    }
    if overview.values_missing + overview.escalations > 0 {
        let args = [("values", overview.values_missing.into()), ("escalations", overview.escalations.into())];
        figures.push(say("month-unanswered", &args));
    }
    let cases = &overview.cases;
    let counts = [
        ("opened", released(cases.opened).into()),
        ("referred", released(cases.referred).into()),
        ("waiting", released(cases.waiting).into()),
        ("unassigned", released(cases.unassigned).into()),
    ];
    figures.push(say("month-cases", &counts));
    if overview.sessions > 0 {
        let args = [("sessions", overview.sessions.into()), ("trained", overview.trained.into())];
        figures.push(say("month-training", &args));
    }
    let (measurable, all) = overview.measurable;
    figures.push(say("month-measurable", &[("measurable", measurable.into()), ("all", all.into())]));
    figures
}

fn dues(key: &str, dues: Dues, say: Translate<'_>) -> String {
    let args = [
        ("total", dues.total().into()),
        ("time", dues.in_time.into()),
        ("late", dues.late.into()),
        ("missed", dues.missed.into()),
    ];
    say(key, &args)
}

/// The months' course as a picture (PNG).
pub fn picture(
    overview: &MonthlyOverview,
    catalogue: &Catalogue,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    let say = |key: &str| catalogue.say(language, key, &[]);
    let bar = |(month, dues): &(events::period::Period, Dues)| Bar {
        label: month_name(month.from(), language).to_owned(),
        parts: [dues.in_time, dues.late, dues.missed],
        note: dues.share_in_time().map(|share| format!("{share}%")),
    };
    let picture = Picture {
        title: catalogue.say(
            language,
            "month-picture-title",
            &[("month", say_month(overview.month.from(), language).into())],
        ),
        legend: [say("month-legend-in-time"), say("month-legend-late"), say("month-legend-missed")],
        bars: overview.course.iter().map(bar).collect(),
    };
    picture.png()
}

/// The month as a paper (PDF).
pub fn pdf(overview: &MonthlyOverview, catalogue: &Catalogue, language: Language) -> Result<Vec<u8>, DocumentError> {
    paper(overview, catalogue, language).pdf()
}

/// The month as a paper, before it is drawn.
pub fn paper(overview: &MonthlyOverview, catalogue: &Catalogue, language: Language) -> Paper {
    let say = |key: &str, values: &[(&str, Value)]| catalogue.say(language, key, values);
    let (day, month) = (written(language, overview.day), say_month(overview.month.from(), language));
    let section =
        |key: &str, lines: Vec<Line>| Section { heading: say(key, &[]), lines, nothing: say("month-nothing", &[]) };
    let plain = |words: String| Line { words, note: None, alarm: false };
    let course = overview.course.iter().rev().map(|(month, of_month)| Line {
        words: say_month(month.from(), language),
        note: Some(dues("month-due", *of_month, &say)),
        alarm: false,
    });
    let institutions = overview.institutions.iter().map(|one: &InstitutionMonth| {
        let overdue = say("month-institution-overdue", &[("count", one.overdue.into())]);
        Line {
            words: one.names.in_language(language).to_owned(),
            note: Some(format!("{} · {overdue}", dues("month-due", one.dues, &say))),
            alarm: one.overdue > 0,
        }
    });
    Paper {
        language,
        kind: say("month-kind", &[]),
        title: month,
        lead: say("month-lead", &[("day", day.as_str().into())]),
        sections: vec![
            section("month-section-figures", figures(overview, say).into_iter().map(plain).collect()),
            section("month-section-course", course.collect()),
            section("month-section-institutions", institutions.collect()),
        ],
        foot: say("month-foot", &[("day", day.into())]),
    }
}
