//! The rows of the table: each door, with each word that can stand for what is done there, and what stands for the other names in its
//! path. Forms and operations come in the order of the pairs, in which each finds what it needs.

use std::collections::BTreeSet;

use gateway::{DoorAddress, DoorKind};
use serde_json::{Value, json};

use crate::matrix::openings::{Opening, Openings};
use crate::parity::{Hub, Pair, door_of, pairs, path_in};
use crate::support::sample_hub::certificate_code;

/// What is sent to a door.
pub(super) enum Sent {
    /// It is looked at.
    Look,
    /// A form.
    Form(Vec<(&'static str, String)>),
    /// An operation of the API.
    Operation(Value),
}

impl Sent {
    /// Whether whoever sends it writes these words.
    pub(super) fn contains(&self, words: &str) -> bool {
        match self {
            Self::Look => false,
            Self::Form(fields) => fields.iter().any(|(_, value)| value.contains(words)),
            Self::Operation(body) => body.to_string().contains(words),
        }
    }
}

/// One row.
pub(super) struct Row {
    pub(super) door: DoorAddress,
    /// The path as the table has it.
    pub(super) label: String,
    pub(super) path: String,
    pub(super) sent: Sent,
    /// The visitor as whom whoever holds the link in the path is taken.
    pub(super) of: Option<&'static str>,
}

type Fields<'a> = &'a [(&'static str, &'a str)];

fn form(fields: Fields<'_>) -> Sent {
    Sent::Form(fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
}

/// What is looked for: a part of each marker, by which it is found or, of what is nobody's to find, is not.
const LOOKED_FOR: [&str; 11] =
    ["2017", "medical", "beds", "bordr", "letter", "shelters", "weeks", "jelena", "strehimi", "petrit", "deputy"];

/// What stands for each name in a path: something of the chair's, and something of somebody else's.
pub(crate) fn filled(path: &str) -> Vec<String> {
    let segments: Vec<&str> = path.trim_start_matches("/api/v1").split('/').collect();
    let code = certificate_code().to_string();
    let names: &[(&str, &[&str])] = match segments.get(1).copied().unwrap_or_default() {
        "institutions" => &[("id", &["ms", "policia"])],
        "subgroups" => &[("id", &["strehimi", "tjeter"])],
        "coordinators" => &[("id", &["luan", "petrit"])],
        "action-items" => &[("id", &["shtreterit", "patrulla"])],
        "meetings" => &[("id", &["qershor"])],
        "cases" => &[("id", &["2017-014"])],
        "data-requests" => &[("id", &["viktimat"]), ("institution", &["ms", "mpms"]), ("kind", &["csv", "xlsx"])],
        "strategy" | "objectives" => {
            let indicators = &["derguar", "pjesemarrja", "pranimi", "incidentet"];
            &[("objective", &["objektivi-1"]), ("id", &["objektivi-1"]), ("indicator", indicators)]
        }
        "dashboard" | "audit" => &[("kind", &["csv", "xlsx"])],
        "timeline" => &[("kind", &["csv", "xlsx"])],
        "lists" => &[("figure", &["late"])],
        "work" => &[("kind", &["csv", "xlsx"])],
        "training" | "training-modules" => &[("id", &["te-dhenat"])],
        "certificates" | "verify" => &[("code", &[&code, "0000-0000-0000-0000"]), ("language", &["en"])],
        "account" | "webhooks" => &[("webhook", &["w-matrix"]), ("id", &["w-matrix"])],
        "static" => &[("name", &["app.css"])],
        _ => &[],
    };
    let fill = |paths: Vec<String>, (name, values): &(&str, &[&str])| {
        let name = format!("{{{name}}}");
        let each = |path: String| -> Vec<String> {
            if path.contains(&name) {
                values.iter().map(|value| path.replace(&name, value)).collect()
            } else {
                vec![path]
            }
        };
        paths.into_iter().flat_map(each).collect()
    };
    names.iter().fold(vec![path.to_owned()], fill)
}

/// The links that stand for the token in a path.
fn openings_of<'a>(path: &str, all: &'a Openings) -> &'a [Opening] {
    match path.trim_start_matches('/').split("/{").next().unwrap_or_default() {
        "links" => &all.steps,
        "forms" => &all.forms,
        "mail/reminders" => &all.reminders,
        "mail/stop" => &all.stops,
        _ => &[],
    }
}

fn is_opened_by_link(door: &DoorAddress) -> bool {
    door.kind == DoorKind::Open && door.path.contains("{token}")
}

/// The rows of a door that a link opens.
fn by_link(door: &DoorAddress, all: &Openings, sent: impl Fn() -> Sent) -> Vec<Row> {
    let of = |opening: &Opening| {
        let row = |path: String| Row {
            door: door.clone(),
            label: path.replace("{token}", &format!("[{}]", opening.name)),
            path: path.replace("{token}", &opening.token),
            sent: sent(),
            of: opening.of,
        };
        let kinds = ["csv", "xlsx"].map(|kind| door.path.replace("{kind}", kind));
        let paths = if door.path.contains("{kind}") { kinds.to_vec() } else { vec![door.path.clone()] };
        paths.into_iter().map(row).collect::<Vec<_>>()
    };
    openings_of(&door.path, all).iter().flat_map(of).collect()
}

/// What a page is asked that shows nothing without: the quarter in which the sample hub has meetings and a case, and that case.
pub(crate) fn query_of(path: &str) -> &'static str {
    match path.trim_start_matches("/api/v1") {
        "/strategy/{objective}/indicators/{indicator}/events" => "?from=2017-04-01&until=2017-06-30",
        "/erasures/texts" => "?of=case/2017-014",
        "/search" => "?q=beds",
        _ => "",
    }
}

/// Everything that can be looked at.
pub(super) fn looks(doors: &[DoorAddress], openings: &Openings) -> Vec<Row> {
    let rows = |door: &DoorAddress| {
        if is_opened_by_link(door) {
            return by_link(door, openings, || Sent::Look);
        }
        // Each marker is looked for by a part of it, so that only what is found, and not what was typed, is all of it.
        if door.path.ends_with("/search") {
            let found_by = |words: &&str| Row {
                door: door.clone(),
                label: format!("{} [{words}]", door.path),
                path: format!("{}?q={words}", door.path),
                sent: Sent::Look,
                of: None,
            };
            return LOOKED_FOR.iter().map(found_by).collect();
        }
        let query = query_of(&door.path);
        let row = |path: String| Row {
            door: door.clone(),
            label: path.clone(),
            path: format!("{path}{query}"),
            sent: Sent::Look,
            of: None,
        };
        filled(&door.path).into_iter().map(row).collect()
    };
    let rows: Vec<Row> = doors.iter().filter(|door| door.method == "GET").flat_map(rows).collect();
    for door in doors.iter().filter(|door| door.method == "GET") {
        let is_known = rows.iter().any(|row| row.door == *door && !row.path.contains('{'));
        assert!(is_known, "GET {} has no entry in the matrix: add what stands for the names in its path", door.path);
    }
    rows
}

/// The doors at which something is done, each with the words of what is done there: every one of them has to have a row.
struct Deeds<'a> {
    pages: Vec<DoorAddress>,
    operations: Vec<DoorAddress>,
    openings: &'a Openings,
}

impl Deeds<'_> {
    fn row(&self, path: &str, sent: Sent) -> Row {
        let doors = if matches!(sent, Sent::Operation(_)) { &self.operations } else { &self.pages };
        let door = door_of(doors, path).clone();
        Row { door, label: path.to_owned(), path: path.to_owned(), sent, of: None }
    }

    /// What is somebody else's, and what no pair sends.
    fn of_others(&self) -> Vec<Row> {
        let mut rows = vec![];
        for (path, fields, body) in both() {
            rows.push(self.row(path, form(fields)));
            rows.push(self.row(&operation_of(path), Sent::Operation(body)));
        }
        rows.extend(forms_alone().iter().map(|(path, fields)| self.row(path, form(fields))));
        let operations = operations_alone();
        rows.extend(operations.into_iter().map(|(path, body)| self.row(path, Sent::Operation(body))));
        rows.extend(self.openings.sign_in.iter().map(|opening| Row {
            label: format!("/sign-in [{}]", opening.name),
            ..self.row("/sign-in", form(&[("token", &opening.token)]))
        }));
        for door in self.pages.iter().filter(|door| is_opened_by_link(door)) {
            rows.extend(by_link(door, self.openings, || form(fields_by_link(&door.path))));
        }
        rows
    }
}

/// The operation at which the same is done as by a form.
fn operation_of(form: &str) -> String {
    let webhook = form.strip_prefix("/account/webhooks").map(|rest| format!("/webhooks{rest}"));
    format!("/api/v1{}", webhook.unwrap_or_else(|| form.to_owned()))
}

/// What is of others than those whom the pairs are about: the form's fields, and the operation's body.
fn both() -> Vec<(&'static str, Fields<'static>, Value)> {
    vec![
        ("/subgroups/tjeter/chair", &[("chair", "qerim")], json!({ "person": "qerim" })),
        ("/institutions/policia/invitations", &[("person", "petrit")], json!({ "person": "petrit" })),
        (
            "/institutions/ms/posts/appoint-deputy",
            &[("name", "Dita Deputy"), ("language", "en")],
            json!({ "name": "Dita Deputy", "language": "en" }),
        ),
        (
            "/institutions/kthimi/posts/appoint-focal-point",
            &[("name", "Kujtim Kthimi"), ("language", "sq")],
            json!({ "name": "Kujtim Kthimi", "language": "sq" }),
        ),
        // What the narrow token is for, and what it is not for.
        ("/action-items/raporti/progress", &[("progress", "60")], json!({ "progress": 60 })),
        ("/action-items/raporti/complete", &[], json!({})),
        ("/action-items/patrulla/accept", &[], json!({})),
        ("/action-items/patrulla/cancel", &[("reason", "Nobody needs it")], json!({ "reason": "Nobody needs it" })),
        (
            "/action-items",
            &[("title-en", "Count the cars"), ("owner", "policia"), ("due", "2017-07-28"), ("subgroup", "tjeter")],
            json!({ "title": { "en": "Count the cars" }, "owner": "policia", "due": "2017-07-28", "subgroup": "tjeter" }),
        ),
        (
            "/meetings",
            &[
                ("title-en", "Meeting of the border"),
                ("date", "2017-08-15"),
                ("time", "10:00"),
                ("convened", "subgroup:tjeter"),
            ],
            json!({
                "title": { "en": "Meeting of the border" }, "date": "2017-08-15", "time": "10:00:00",
                "convened": "subgroup", "subgroup": "tjeter",
            }),
        ),
        ("/account/webhooks/w-matrix/pause", &[], json!({})),
        ("/account/webhooks/w-matrix/renew-secret", &[], json!({})),
        ("/account/tokens/t-arta-0/revoke", &[], json!({})),
    ]
}

/// Forms that no operation stands for.
fn forms_alone() -> Vec<(&'static str, Fields<'static>)> {
    vec![
        ("/sign-out", &[]),
        ("/second-factor", &[("way", "code"), ("code", "1234")]),
        ("/second-factor/challenge", &[("ceremony", "confirm")]),
        ("/second-factor/register", &[]),
        ("/account/passkeys", &[]),
        ("/account/identities/nobody/link", &[]),
        ("/demo/clock", &[]),
        ("/demo/people", &[]),
        ("/first-start", &[]),
        ("/sign-in/email", &[("email", "nobody@example.org")]),
        ("/sign-in/with/nobody", &[]),
        ("/language", &[("language", "en")]),
        ("/drafts", &[("draft", "/meetings/qershor#minutes"), ("minutes", "Not sent yet")]),
        ("/drafts/discard", &[("draft", "/meetings/qershor#minutes")]),
    ]
}

/// Operations that no form stands for.
fn operations_alone() -> Vec<(&'static str, Value)> {
    vec![
        (
            "/api/v1/data-requests/viktimat/answer",
            json!({ "institution": "ms", "answers": { "stay": { "number": "3" }, "procedures": { "choice": "rarely" } } }),
        ),
        ("/api/v1/action-items/shtreterit/disclaim", json!({ "reason": "It is not ours" })),
    ]
}

/// What the form is sent with that a link opens.
fn fields_by_link(path: &str) -> Fields<'static> {
    match path {
        "/forms/{token}" => &[("a.stay", "3"), ("a.procedures", "rarely")],
        "/mail/reminders/{token}" => &[("frequency", "weekly"), ("told", "tasks")],
        "/links/{token}" => &[("value", "7"), ("attended", "erza"), ("reason", "There is room")],
        _ => &[],
    }
}

/// The word of what is done, where the door has several.
fn word_of(row: &Row) -> Option<String> {
    let own = row.door.path.split('/').zip(row.path.split('/'));
    own.into_iter().find(|(own, _)| ["{action}", "{command}"].contains(own)).map(|(_, word)| word.to_owned())
}

/// Everything that can be done: first what is of others, then each pair, after which it is done in earnest by whoever does it there.
pub(super) async fn deeds(doors: &[DoorAddress], openings: &Openings, hub: &Hub) -> (Vec<Row>, Vec<(Pair, [Row; 2])>) {
    let (operations, pages) =
        doors.iter().filter(|door| door.method == "POST").cloned().partition(|door| door.kind == DoorKind::Api);
    let all = Deeds { pages, operations, openings };
    let others = all.of_others();
    let mut paired = vec![];
    for pair in pairs() {
        let operation = format!("/api/v1{}", pair.operation);
        let mut rows = [all.row(pair.form, form(pair.fields)), all.row(&operation, Sent::Operation(pair.body.clone()))];
        for row in &mut rows {
            row.path = path_in(hub, &pair, &row.label).await;
        }
        paired.push((pair, rows));
    }
    let rows = others.iter().chain(paired.iter().flat_map(|(_, rows)| rows));
    let known: BTreeSet<_> = rows.map(|row| (row.door.clone(), word_of(row))).collect();
    for door in doors.iter().filter(|door| door.method == "POST") {
        let varies = door.path.contains("{action}") || door.path.contains("{command}");
        assert_eq!(varies, !door.actions.is_empty(), "{}: nobody knows the words of its path", door.path);
        let words = if varies { door.actions.iter().cloned().map(Some).collect() } else { vec![None] };
        for word in words {
            assert!(
                known.contains(&(door.clone(), word.clone())),
                "POST {} {} has no entry in the matrix: add a pair to tests/parity/pairs.rs, or a row",
                door.path,
                word.unwrap_or_default()
            );
        }
    }
    (others, paired)
}
