//! A briefing in words.

use documents::{Line, Paper, Section, written};
use events::action_item::ItemStage;
use events::language::{Language, LocalText};
use language::catalogue::{Catalogue, Value};
use language::item_status::stage_in_words;
use language::recorded::marked;
use readmodels::Office;

use super::office_briefing::{Briefing, CaseLine, Contact, OpenTask};

struct BriefingText<'a> {
    catalogue: &'a Catalogue,
    language: Language,
}

/// A briefing in one language.
pub fn paper(briefing: &Briefing, catalogue: &Catalogue, language: Language) -> Paper {
    BriefingText { catalogue, language }.paper(briefing)
}

impl BriefingText<'_> {
    fn say(&self, key: &str, values: &[(&str, Value)]) -> String {
        self.catalogue.say(self.language, key, values)
    }

    fn marked(&self, text: &LocalText) -> String {
        marked(self.catalogue, self.language, text)
    }

    fn section(&self, key: &str, lines: Vec<Line>) -> Section {
        let heading = self.say(key, &[("count", lines.len().into())]);
        Section { heading, lines, nothing: self.say("briefing-nothing", &[]) }
    }

    fn paper(&self, briefing: &Briefing) -> Paper {
        let name = self.marked(&briefing.name);
        let day = written(self.language, briefing.day);
        let (title, lead) = match &briefing.office {
            Office::FocalPoint(_) => (name.clone(), "briefing-lead-focal-point"),
            Office::Chair(_) => (name.clone(), "briefing-lead-chair"),
            Office::CaseCoordinator(_) => (self.say("briefing-cases-title", &[]), "briefing-lead-coordinator"),
        };
        let overdue: Vec<Line> = briefing.overdue().map(|open| self.task(open, briefing, true)).collect();
        let open = briefing.tasks.iter().filter(|open| open.task.item.due >= briefing.day);
        let open: Vec<Line> = open.map(|open| self.task(open, briefing, false)).collect();
        let mut sections = Vec::new();
        if !matches!(briefing.office, Office::CaseCoordinator(_)) {
            sections.push(self.section("briefing-overdue", overdue));
            sections.push(self.section("briefing-open", open));
        }
        if !briefing.data_requests.is_empty() {
            let lines = briefing.data_requests.iter().map(|asked| Line {
                words: self.marked(&asked.title),
                note: Some(self.say("briefing-due", &[("day", written(self.language, asked.due).into())])),
                alarm: asked.due < briefing.day,
            });
            sections.push(self.section("briefing-data-requests", lines.collect()));
        }
        if !briefing.cases.is_empty() || matches!(briefing.office, Office::CaseCoordinator(_)) {
            let lines = briefing.cases.iter().map(|case| self.case(case)).collect();
            sections.push(self.section("briefing-cases", lines));
        }
        if !matches!(briefing.office, Office::CaseCoordinator(_)) {
            let lines = briefing.decided.iter().map(|decided| Line {
                words: decided.decision.clone(),
                note: Some(format!("{} · {}", written(self.language, decided.on), self.marked(&decided.meeting))),
                alarm: false,
            });
            sections.push(self.section("briefing-decided", lines.collect()));
        }
        sections.push(self.section("briefing-people", briefing.people.iter().map(|one| self.contact(one)).collect()));
        Paper {
            language: self.language,
            kind: self.say("briefing-kind", &[]),
            title,
            lead: self.say(lead, &[("name", name.into()), ("day", day.as_str().into())]),
            sections,
            foot: self.say("briefing-foot", &[("day", day.into())]),
        }
    }

    fn task(&self, open: &OpenTask, briefing: &Briefing, alarm: bool) -> Line {
        let task = &open.task;
        let title = self.marked(&task.title);
        let words = match briefing.office {
            Office::FocalPoint(_) => format!("{}. {title}", task.number),
            Office::Chair(_) | Office::CaseCoordinator(_) => {
                format!("{}, {}. {title}", open.owner.in_language(self.language), task.number)
            }
        };
        let due = self.say("briefing-due", &[("day", written(self.language, task.item.due).into())]);
        Line { words, note: Some(format!("{due} · {}", self.stage(&task.item.stage))), alarm }
    }

    fn stage(&self, stage: &ItemStage) -> String {
        stage_in_words(self.catalogue, self.language, stage, &|key, values| self.say(key, values))
    }

    fn case(&self, case: &CaseLine) -> Line {
        let stage = self.say(&format!("briefing-stage-{}", case.stage.code()), &[]);
        let note = match case.referrals {
            0 => stage,
            waiting => format!("{stage} · {}", self.say("briefing-referrals-waiting", &[("count", waiting.into())])),
        };
        Line { words: case.reference.to_string(), note: Some(note), alarm: case.referrals > 0 }
    }

    fn contact(&self, contact: &Contact) -> Line {
        let person = &contact.person;
        let post = self.say(&format!("briefing-post-{}", person.post.code()), &[]);
        let name = person.name.as_ref().map_or_else(|| self.say("former-focal-point", &[]), ToString::to_string);
        let mut note = vec![format!("{post}, {}", contact.institution.in_language(self.language))];
        if !contact.chairs.is_empty() {
            let subgroups: Vec<_> = contact.chairs.iter().map(|one| self.marked(one)).collect();
            note.push(self.say("briefing-chairs", &[("subgroups", subgroups.join(", ").into())]));
        }
        note.extend(person.phone.as_ref().map(ToString::to_string));
        Line { words: name, note: Some(note.join(" · ")), alarm: false }
    }
}
