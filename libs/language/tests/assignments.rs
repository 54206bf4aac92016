//! Tasks given in one line, and what they are read as: the table `assignments.tsv`, and properties over any text.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use events::ids::InstitutionId;
use events::language::{Language, LocalText};
use language::assignments::{
    Assignment, Candidate, Due, OwnerReading, read_assignment, read_institution, read_institution_within,
};
use language::corpora::rows;
use language::reading::{Reading, Report, Statement, read_reply};
use proptest::prelude::*;

/// Ids and names as the National Authority has them.
const INSTITUTIONS: &[(&str, [&str; 3])] = &[
    (
        "secretariat",
        [
            "Sekretariati Anti-Trafikim (ZKNAT)",
            "Sekretarijat za borbu protiv trgovine ljudima",
            "Anti-Trafficking Secretariat (ZKNAT)",
        ],
    ),
    ("mpb", ["Ministria e Punëve të Brendshme", "Ministarstvo unutrašnjih poslova", "Ministry of Internal Affairs"]),
    (
        "policia-dhtqnj",
        [
            "Policia e Kosovës, Drejtoria për Hetimin e TQNJ",
            "Policija Kosova, Direkcija za istragu trgovine ljudima",
            "Kosovo Police, Directorate for Investigation of Trafficking in Human Beings",
        ],
    ),
    (
        "policia-dmd",
        [
            "Policia e Kosovës, Drejtoria për Mbrojtjen e Dëshmitarëve",
            "Policija Kosova, Direkcija za zaštitu svedoka",
            "Kosovo Police, Witness Protection Directorate",
        ],
    ),
    ("md", ["Ministria e Drejtësisë", "Ministarstvo pravde", "Ministry of Justice"]),
    (
        "zmnv",
        [
            "Zyra për Mbrojtje dhe Ndihmë Viktimave",
            "Kancelarija za zaštitu i pomoć žrtvama",
            "Victim Advocacy and Assistance Office",
        ],
    ),
    (
        "mpms",
        [
            "Ministria e Punës dhe Mirëqenies Sociale",
            "Ministarstvo rada i socijalne zaštite",
            "Ministry of Labour and Social Welfare",
        ],
    ),
    ("qps", ["Qendrat për Punë Sociale", "Centri za socijalni rad", "Centres for Social Work"]),
    ("ms", ["Ministria e Shëndetësisë", "Ministarstvo zdravlja", "Ministry of Health"]),
    (
        "masht",
        [
            "Ministria e Arsimit, Shkencës dhe Teknologjisë",
            "Ministarstvo obrazovanja, nauke i tehnologije",
            "Ministry of Education, Science and Technology",
        ],
    ),
    ("isf", ["Strehimorja Shtetërore (ISF)", "Državno prihvatilište (ISF)", "State Shelter (Interim Secure Facility)"]),
    (
        "pvpt",
        [
            "Strehimorja OJQ PVPT",
            "NVO prihvatilište PVPT",
            "NGO shelter PVPT (Center for Protection of Victims and Prevention of Trafficking)",
        ],
    ),
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 6, 20).unwrap()
}

fn directory() -> Vec<(InstitutionId, LocalText)> {
    let named = |(id, names): &(&str, [&str; 3])| {
        (id.parse().unwrap(), LocalText::from_versions(Language::ALL.into_iter().zip(*names)).unwrap())
    };
    INSTITUTIONS.iter().map(named).collect()
}

fn candidates(directory: &[(InstitutionId, LocalText)]) -> Vec<Candidate<'_>> {
    directory.iter().map(|(id, names)| Candidate { id, names }).collect()
}

fn joined<'a, T: ToString + 'a>(all: impl Iterator<Item = &'a T>) -> String {
    all.map(ToString::to_string).collect::<Vec<_>>().join("|")
}

fn whose(whose: &OwnerReading) -> String {
    match whose {
        OwnerReading::One(id) => id.to_string(),
        OwnerReading::AnyOf(ids) => joined(ids.iter()),
        OwnerReading::Unknown { words } => format!("?{words}"),
    }
}

fn written(read: Option<&Assignment>) -> String {
    let Some(read) = read else { return "none".to_owned() };
    let title = read.title.as_ref().map_or("-", |title| title.as_str());
    let due = match &read.due {
        Due::On(day) => day.to_string(),
        Due::Perhaps(days) => format!("?{}", joined(days.iter())),
        Due::NoSuchDate { text } => format!("!{text}"),
        Due::Unsaid => "-".to_owned(),
    };
    format!("{}\t{title}\t{due}", whose(&read.institution))
}

#[test]
fn every_line_of_the_table_is_read_as_it_says() {
    let (directory, mut wrong, mut lines) = (directory(), Vec::new(), 0);
    let candidates = candidates(&directory);
    let table = include_str!("assignments.tsv").lines();
    for line in table.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        lines += 1;
        let (text, expected) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in “{line}”"));
        let read = written(read_assignment(&text.replace("\\n", "\n"), &candidates, today()).as_ref());
        if read != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  read     {read}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {lines} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(lines >= 60, "{lines}");
}

#[test]
fn institutions_are_known_by_what_people_call_them() {
    let directory = directory();
    let candidates = candidates(&directory);
    for (words, expected) in [
        ("mpms", "mpms"),
        ("MRSZ", "mpms"),
        ("МРСЗ", "mpms"),
        ("MLSW", "mpms"),
        ("MPMS-së", "mpms"),
        ("MUP-u", "mpb"),
        ("MUP", "mpb"),
        ("MIA", "mpb"),
        ("MSh", "ms"),
        ("MASHT-it", "masht"),
        ("MONT", "masht"),
        ("Ministrisë së Shëndetësisë", "ms"),
        ("ministria e shendetesise", "ms"),
        ("Shëndetësia", "ms"),
        ("Ministarstvu zdravlja", "ms"),
        ("Министарство здравља", "ms"),
        ("Ministia e Shendetsise", "ms"),
        ("the Ministry of Justice", "md"),
        ("police", "policia-dhtqnj|policia-dmd"),
        ("Policia", "policia-dhtqnj|policia-dmd"),
        ("policia-dmd", "policia-dmd"),
        ("Witness Protection", "policia-dmd"),
        ("ministria", "mpb|md|mpms|ms|masht"),
        ("PVPT", "pvpt"),
        ("state shelter", "isf"),
        ("shelter", "isf|pvpt"),
        ("MPMS dhe MSh", "mpms|ms"),
        ("Ministry of Justice and Ministry of Health", "md|ms"),
        ("MPMZ", "?MPMZ"),
        ("the school", "?the school"),
        ("", "?"),
    ] {
        assert_eq!(whose(&read_institution(words, &candidates)), expected, "“{words}”");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm_and_what_is_named_is_known(text in "\\PC{0,80}", lead in prop::bool::ANY) {
        let directory = directory();
        let candidates = candidates(&directory);
        let text = if lead { format!("Task for {text}") } else { text };
        if let Some(read) = read_assignment(&text, &candidates, today()) {
            let known = |id: &InstitutionId| directory.iter().any(|(known, _)| known == id);
            match &read.institution {
                OwnerReading::One(id) => prop_assert!(known(id)),
                OwnerReading::AnyOf(ids) => prop_assert!(ids.len() > 1 && ids.iter().all(known)),
                OwnerReading::Unknown { .. } => {}
            }
            if let Ok(title) = &read.title {
                prop_assert!(!title.as_str().is_empty());
            }
        }
    }

    #[test]
    fn a_line_put_together_is_read_back(
        institution in prop::sample::select(vec!["mpms", "ms", "md", "mpb", "isf"]),
        words in prop::collection::vec("[a-z]{4,9}", 1..5),
        days in 1_u64..80,
    ) {
        let directory = directory();
        let candidates = candidates(&directory);
        let title = format!("x{}", words.join(" x"));
        let due = today() + chrono::Days::new(days);
        for (lead, until) in [("Detyrë për", "deri më"), ("Zadatak za", "do"), ("Task for", "by")] {
            let line = format!("{lead} {institution}: {title} {until} {}", due.format("%-d.%-m.%Y"));
            let read = read_assignment(&line, &candidates, today()).unwrap();
            prop_assert_eq!(written(Some(&read)), format!("{institution}\t{title}\t{due}"), "{}", line);
        }
    }
}

/// Whom outside authors name when they say that a task is not theirs, and which institution is meant by it.
fn named_instead() -> (BTreeSet<String>, usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpora/outside");
    let directory = directory();
    let among = candidates(&directory);
    let (mut found, mut kept) = (BTreeSet::new(), 0);
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_none_or(|ending| ending != "tsv") {
            continue;
        }
        let rows = rows(&std::fs::read_to_string(file).unwrap());
        for row in rows.iter().filter(|row| row.wanted.iter().any(|reading| reading == "not_ours")) {
            let statements = match read_reply(&row.text, today()) {
                Reading::Unnumbered(statement) => vec![statement],
                Reading::Numbered(numbered) => numbered.iter().map(|one| one.statement.clone()).collect(),
                Reading::Invitation(_) | Reading::Aside(_) => vec![],
            };
            for statement in statements {
                let Statement::Clear(Report::NotOurs { institution: Some(words) }) = statement else { continue };
                match read_institution_within(words.as_str(), &among) {
                    OwnerReading::One(id) => {
                        found.insert(format!("{words}\t{id}"));
                    }
                    OwnerReading::AnyOf(_) | OwnerReading::Unknown { .. } => kept += 1,
                }
            }
        }
    }
    (found, kept)
}

/// `named_instead.tsv` has what they wrote and who was found by it, looked through by hand: a line more or less is a change of
/// what people are understood to say.
#[test]
fn whom_outside_authors_name_instead_is_found_or_left_in_their_words() {
    let (found, kept) = named_instead();
    let expected: BTreeSet<String> = include_str!("named_instead.tsv").lines().map(ToOwned::to_owned).collect();
    let only_in = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        one.difference(other).cloned().collect::<Vec<_>>().join("\n")
    };
    let (new, gone) = (only_in(&found, &expected), only_in(&expected, &found));
    assert!(new.is_empty() && gone.is_empty(), "found now:\n{new}\n\nnot any more:\n{gone}\n\nleft in words: {kept}");
}

#[test]
fn more_institutions_than_anybody_names_side_by_side_are_none() {
    let directory = directory();
    let said =
        |count: usize| read_institution(&vec!["MPB, Policia e Kosovës"; count].join(", "), &candidates(&directory));
    assert!(matches!(said(8), OwnerReading::AnyOf(_)), "{:?}", said(8));
    assert!(matches!(said(9), OwnerReading::Unknown { .. }), "{:?}", said(9));
}
