//! The matrix: every role and relation at every door, from the very tables by which requests are answered.
//!
//! `matrix.txt` says what each of them gets at each door; a door without an entry fails, with every word that can stand for what is done
//! there, and so does one that opens to somebody else. Beside it no answer shows anybody a word of what is not theirs, whether it is a
//! page, JSON, a table, a workbook or a paper, and whether it was refused or not; nothing changes by being looked at, and nothing by a
//! form of somebody who may not.
//!
//! Everybody tries everything as if they were the first: the log keeps nothing of it. Then the form is sent in earnest by whoever sends it
//! in the pairs of the parity, so that the next one finds what it needs. What a cell says, by its status: `ok`, `made` and `on` (a
//! redirect) are done; `no`, `none` (as if there were no such thing), `gone` and `sign-in` are refused; `not-now` and `fields` say what is
//! wrong to whoever may. `-late` after it: a form with nothing filled in is answered with what is wrong with its fields before the right is
//! asked, and with nothing else. (An operation of the API always reads its body first: what it is about stands there.)

mod openings;
pub(crate) mod rows;
mod shown_text;
mod visitors;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use events::Event;
use events::account::{AccountEvent, EndCause};
use gateway::{DoorAddress, doors};
use reqwest::Response;

use self::openings::openings;
use self::rows::{Row, Sent, deeds, looks};
use self::shown_text::{Medium, shown_text, squeezed};
use self::visitors::{Coordination, Credential, Visitor, everybody};
use crate::support::TestGateway;
use crate::support::sample_hub::LOOKED_AT;

/// Names of officials, which the audit trail has for whoever may read it.
const OFFICIALS: [&str; 3] = ["Isak Strehimi", "Petrit Policia", "Dea Deputy"];

/// Forms that are not sent in earnest: they take from whoever stands before the doors what makes them who they are.
const NOT_IN_EARNEST: [&str; 6] = [
    "/subgroups/strehimi/chair",
    "/cases/2017-014/coordinator",
    "/cases/2017-014/refer",
    "/institutions/policia/posts/appoint-focal-point",
    "/institutions/isf/posts/hand-over",
    "/accounts/luan/remove-passkeys",
];

/// Forms whose answer shows what they made, from the read models: what is sent to them is kept.
const KEPT: [&str; 1] = ["/account/webhooks"];

/// Words that stand in answers, each with those to whom they may be shown.
fn markers() -> Vec<(&'static str, BTreeSet<&'static str>)> {
    let whole = ["secretariat", "coordinator"];
    let may = |others: &[&'static str]| whole.iter().chain(others).copied().collect::<BTreeSet<_>>();
    let with_case =
        ["chair", "stand-in", "after", "party", "manager", "case-coord", "other-chair", "t-read", "t-narrow"];
    let of_ms = ["chair", "stand-in", "after", "t-read", "t-narrow", "auditor"];
    vec![
        ("2017-014", may(&with_case)),
        ("A medical examination", may(&with_case)),
        ("Count the beds", may(&["chair", "stand-in", "party", "auditor", "t-read"])),
        ("Patrol the border", may(&["other-chair", "auditor"])),
        ("Send the letter", may(&["chair", "stand-in", "former-chair", "auditor", "t-read"])),
        (
            "One form for all shelters",
            may(&["chair", "stand-in", "after", "party", "former-chair", "auditor", "t-read", "t-narrow"]),
        ),
        ("Days or weeks?", may(&of_ms)),
        ("Jelena Đorđević", may(&["admin"])),
        ("Isak Strehimi", may(&["party", "admin"])),
        ("Petrit Policia", may(&["other-chair", "admin"])),
        ("Dea Deputy", may(&["chair", "stand-in", "after", "admin", "t-read", "t-narrow"])),
    ]
}

/// What somebody got, in a word that stays the same when a form's fields change.
fn outcome(status: u16) -> &'static str {
    match status {
        200 | 204 => "ok",
        201 => "made",
        303 | 307 | 308 => "on",
        400 | 415 | 422 => "fields",
        401 => "sign-in",
        403 => "no",
        404 => "none",
        409 => "not-now",
        410 => "gone",
        429 => "wait",
        _ => "?",
    }
}

/// What is recorded of every look: that a session or a token was used, that one ended with the post, and the trail.
fn is_of_every_look(event: &Event) -> bool {
    use AccountEvent as E;
    matches!(
        event,
        Event::AuditTrail(..)
            | Event::Account(
                _,
                E::SessionUsed { .. } | E::TokenUsed { .. } | E::SessionEnded { cause: EndCause::LeftPost, .. }
            )
    )
}

async fn ask(server: &TestGateway, visitor: &Visitor, path: &str, sent: &Sent) -> Response {
    match (sent, &visitor.by) {
        (Sent::Look, Credential::Cookie(cookie)) => server.get_as(cookie, path, "en").await,
        (Sent::Look, Credential::Token(token)) => server.get_with(token, path).await,
        (Sent::Form(fields), by) => {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            match by {
                Credential::Cookie(cookie) => server.send_as(cookie, path, &fields).await,
                Credential::Token(token) => server.send_with(token, path, &fields).await,
            }
        }
        (Sent::Operation(body), Credential::Cookie(cookie)) => server.api_post_as(cookie, path, body).await,
        (Sent::Operation(body), Credential::Token(token)) => {
            server.api_post_with(token, path.trim_start_matches("/api/v1"), body).await
        }
    }
}

/// The same with nothing filled in; none, where nothing is filled in anyway.
fn emptied(sent: &Sent) -> Option<Sent> {
    match sent {
        Sent::Form(fields) if !fields.is_empty() => Some(Sent::Form(vec![])),
        Sent::Look | Sent::Form(_) | Sent::Operation(_) => None,
    }
}

/// The walk from door to door, and what was found on it.
struct Walk {
    all: Coordination,
    markers: Vec<(&'static str, String, BTreeSet<&'static str>)>,
    table: BTreeMap<(DoorAddress, usize), String>,
    beyond: Vec<String>,
    cells: usize,
    looked: usize,
    /// In which kinds of answers something was found by whoever may see it: where nothing ever is, nobody has looked.
    found_in: BTreeSet<Medium>,
}

impl Walk {
    /// Asks as somebody, and looks at what comes back and at what would have been recorded.
    async fn asked(&mut self, visitor: &Visitor, row: &Row, sent: &Sent) -> u16 {
        let server = &self.all.hub.server;
        // Whoever may, may now: how often is not what this is about.
        server.elapsed.move_on(3_600);
        self.all.clock.set(visitor.at);
        server.log.take_tried();
        server.log.rehearse(!KEPT.contains(&row.path.as_str()));
        let answer = ask(server, visitor, &row.path, sent).await;
        server.log.rehearse(true);
        let status = answer.status().as_u16();
        // News have no end.
        if !(row.path == "/live" && status == 200) {
            let header = answer.headers().get("content-type").and_then(|value| value.to_str().ok());
            let medium = Medium::of(header.unwrap_or_default());
            let text = shown_text(medium, &answer.bytes().await.unwrap());
            let taken_for = row.of.unwrap_or(visitor.name);
            for (words, squeezed, may) in &self.markers {
                self.looked += 1;
                if !text.contains(squeezed) {
                    continue;
                }
                // Whoever reads the trail reads who did what, by name; a briefing names the colleagues with whom an office has to do.
                let names_officials = row.path.starts_with("/audit") || row.path.ends_with("/briefing");
                let is_name = names_officials && status == 200 && OFFICIALS.contains(words);
                // What whoever asks wrote themselves, and where they asked, is nothing that they are shown.
                let is_own = status != 200 && (row.path.contains(words) || sent.contains(words));
                if may.contains(taken_for) || may.contains(visitor.name) || is_name {
                    self.found_in.insert(medium);
                } else if !is_own {
                    self.beyond.push(format!("{} is shown “{words}” at {} ({status})", visitor.name, row.label));
                }
            }
        }
        let changed: Vec<_> = server.log.take_tried().into_iter().filter(|event| !is_of_every_look(event)).collect();
        let changes_nothing = matches!(sent, Sent::Look) || matches!(status, 401 | 403 | 404 | 410);
        if changes_nothing && !changed.is_empty() {
            self.beyond.push(format!("{} at {} ({status}), and yet: {changed:?}", visitor.name, row.label));
        }
        status
    }

    async fn cell(&mut self, visitor: &Visitor, row: &Row) -> String {
        self.cells += 1;
        let status = self.asked(visitor, row, &row.sent).await;
        let word = outcome(status);
        if matches!(status, 403 | 404)
            && let Some(empty) = emptied(&row.sent)
            && outcome(self.asked(visitor, row, &empty).await) == "fields"
        {
            return format!("{word}-late");
        }
        word.to_owned()
    }

    async fn row(&mut self, row: &Row) {
        let visitors = std::mem::take(&mut self.all.visitors);
        let mut line = format!("{:66}", format!("{} {}", row.door.method, row.label));
        for visitor in &visitors {
            let cell = self.cell(visitor, row).await;
            write!(line, " {cell:>width$}", width = width_of(visitor)).unwrap();
        }
        self.all.visitors = visitors;
        let nth = self.table.len();
        self.table.insert((row.door.clone(), nth), line);
    }

    fn heading(&self) -> String {
        let names =
            self.all.visitors.iter().map(|visitor| format!(" {:>width$}", visitor.name, width = width_of(visitor)));
        format!("{:66}{}", "", names.collect::<String>())
    }
}

fn width_of(visitor: &Visitor) -> usize {
    visitor.name.len().max("none-late".len())
}

/// The lines that are not as they are kept.
fn differences(kept: &str, found: &str) -> Vec<String> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let (kept, found) = (lines(kept), lines(found));
    let gone = kept.difference(&found).map(|line| format!("-{line}"));
    gone.chain(found.difference(&kept).map(|line| format!("+{line}"))).collect()
}

#[tokio::test]
async fn every_role_and_relation_finds_at_every_door_what_is_theirs_and_nothing_beyond() {
    let all = everybody().await;
    let doors = doors();
    let openings = openings(&all.hub.server).await;
    let looks = looks(&doors, &openings);
    let (others, paired) = deeds(&doors, &openings, &all.hub).await;
    let markers = markers().into_iter().map(|(words, may)| (words, squeezed(words), may)).collect();
    let mut walk =
        Walk { all, markers, table: BTreeMap::new(), beyond: vec![], cells: 0, looked: 0, found_in: BTreeSet::new() };
    walk.all.hub.server.log.rehearse(true);
    for row in looks.iter().chain(&others) {
        walk.row(row).await;
    }
    for (pair, rows) in &paired {
        for row in rows {
            walk.row(row).await;
        }
        if NOT_IN_EARNEST.contains(&pair.form) {
            continue;
        }
        let server = &walk.all.hub.server;
        walk.all.clock.set(LOOKED_AT);
        server.elapsed.move_on(3_600);
        server.log.rehearse(false);
        let answer = server.send_as(&walk.all.hub.cookies[pair.by], &rows[0].path, pair.fields).await;
        let status = answer.status().as_u16();
        assert!([200, 201, 303].contains(&status), "{}: {status} {}", rows[0].path, answer.text().await.unwrap());
        walk.all.hub.server.log.rehearse(true);
    }
    let deeds: usize = doors.iter().map(|door| door.actions.len().max(1)).sum();
    let size = format!(
        "{} doors with {deeds} things to see and to do, {} rows, {} visitors, {} cells",
        doors.len(),
        walk.table.len(),
        walk.all.visitors.len(),
        walk.cells
    );
    println!("The matrix: {size}, {} looks for what is not theirs.", walk.looked);
    let heading = walk.heading();
    let lines = std::iter::once(&heading).chain(walk.table.values()).map(|line| line.trim_end());
    let table = lines.collect::<Vec<_>>().join("\n") + "\n";
    let written = std::env::temp_dir().join("matrix.txt");
    let differences = differences(include_str!("matrix.txt"), &table);
    if !differences.is_empty() {
        std::fs::write(&written, &table).unwrap();
    }
    assert!(walk.beyond.is_empty(), "{}", walk.beyond.join("\n"));
    assert!(
        differences.is_empty(),
        "not the rights in tests/matrix.txt; the whole is in {}:\n{}",
        written.display(),
        differences.join("\n")
    );
    assert!(
        include_str!("../../../docs/accounts.md").contains(&size),
        "docs/accounts.md says another size than: {size}"
    );
    let unread: Vec<_> = Medium::WITH_WORDS.iter().filter(|medium| !walk.found_in.contains(medium)).collect();
    assert!(unread.is_empty(), "nothing was found in {unread:?} by whoever may see it: are they read?");
    walk.all.hub.server.stop().await;
}
