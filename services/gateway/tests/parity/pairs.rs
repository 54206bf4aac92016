//! Data: each form with the operation of the API that does the same, and what both are sent with, in an order in which each finds what
//! it needs.

use serde_json::{Value, json};

/// A form and the operation that does the same.
pub(crate) struct Pair {
    /// Who sends both.
    pub(crate) by: &'static str,
    /// Where the form is posted to; `{session}` stands for another session of whoever sends it.
    pub(crate) form: &'static str,
    pub(crate) fields: &'static [(&'static str, &'static str)],
    /// The operation, below `/api/v1`.
    pub(crate) operation: &'static str,
    pub(crate) body: Value,
    /// The commands that a token must name for it; none: it is for a person in a session.
    pub(crate) commands: &'static [&'static str],
}

type Fields = &'static [(&'static str, &'static str)];
type Names = &'static [&'static str];

fn by(
    by: &'static str,
    form: &'static str,
    fields: Fields,
    operation: &'static str,
    body: Value,
    commands: Names,
) -> Pair {
    Pair { by, form, fields, operation, body, commands }
}

/// Of the Secretariat.
const TEUTA: &str = "teuta";
/// An administrator of accounts.
const ADMIN: &str = "administrator";
/// In person only.
const IN_PERSON: Names = &[];

/// Every pair, in order.
pub(crate) fn pairs() -> Vec<Pair> {
    [work(), meetings(), cases(), data_requests(), strategy(), training(), people(), accounts(), webhooks(), erasures()]
        .into_iter()
        .flatten()
        .collect()
}

/// What takes something or somebody out; nothing comes after it.
fn erasures() -> Vec<Pair> {
    let ask = || {
        by(
            TEUTA,
            "/erasures",
            &[("person", "luan"), ("reason", "He has left")],
            "/erasures",
            json!({ "person": "luan", "reason": "He has left" }),
            IN_PERSON,
        )
    };
    vec![
        ask(),
        by(TEUTA, "/erasures/person.luan/withdraw", &[], "/erasures/person.luan/withdraw", json!({}), IN_PERSON),
        ask(),
        by(ADMIN, "/erasures/person.luan/confirm", &[], "/erasures/person.luan/confirm", json!({}), IN_PERSON),
        by(ADMIN, "/accounts/qerim/cut-off", &[], "/accounts/qerim/cut-off", json!({}), IN_PERSON),
        by(ADMIN, "/accounts/institutions/ms/cut-off", &[], "/accounts/institutions/ms/cut-off", json!({}), IN_PERSON),
    ]
}

fn webhooks() -> Vec<Pair> {
    let known = |form, operation, body, commands| by(TEUTA, form, &[], operation, body, commands);
    vec![
        by(
            TEUTA,
            "/account/webhooks",
            &[("name", "Register"), ("address", "https://example.org/hook"), ("kinds", "meeting.held")],
            "/webhooks",
            json!({ "name": "Register", "address": "https://example.org/hook", "kinds": ["meeting.held"] }),
            IN_PERSON,
        ),
        by(
            TEUTA,
            "/account/webhooks/w-pairs/change",
            &[("name", "Table"), ("address", "https://example.org/table"), ("kinds", "meeting.held")],
            "/webhooks/w-pairs/change",
            json!({
                "webhook": { "name": "Table", "address": "https://example.org/table", "kinds": ["meeting.held"] },
            }),
            IN_PERSON,
        ),
        known("/account/webhooks/w-pairs/test", "/webhooks/w-pairs/test", json!({}), &["webhook.request-test"]),
        known("/account/webhooks/w-pairs/pause", "/webhooks/w-pairs/pause", json!({}), &["webhook.pause"]),
        known("/account/webhooks/w-pairs/resume", "/webhooks/w-pairs/resume", json!({}), &["webhook.resume"]),
        known("/account/webhooks/w-pairs/renew-secret", "/webhooks/w-pairs/renew-secret", json!({}), IN_PERSON),
        known(
            "/account/webhooks/w-pairs/redrive",
            "/webhooks/w-pairs/redrive",
            json!({}),
            &["webhook.request-redrive"],
        ),
        known("/account/webhooks/w-pairs/remove", "/webhooks/w-pairs/remove", json!({}), &["webhook.remove"]),
    ]
}

fn work() -> Vec<Pair> {
    let item = |form, fields, operation, body, commands| by(TEUTA, form, fields, operation, body, commands);
    vec![
        item(
            "/action-items",
            &[("title-en", "Count the rooms"), ("owner", "ms"), ("due", "2017-07-28"), ("subgroup", "strehimi")],
            "/action-items",
            json!({ "title": { "en": "Count the rooms" }, "owner": "ms", "due": "2017-07-28", "subgroup": "strehimi" }),
            &["action-item.assign"],
        ),
        by(
            "arta",
            "/work/remind",
            &[("item", "shtreterit")],
            "/action-items/shtreterit/nudge",
            json!({}),
            &["action-item.nudge"],
        ),
        by(
            "isak",
            "/action-items/shtreterit/accept",
            &[],
            "/action-items/shtreterit/accept",
            json!({}),
            &["action-item.accept"],
        ),
        by(
            "isak",
            "/action-items/shtreterit/progress",
            &[("progress", "40")],
            "/action-items/shtreterit/progress",
            json!({ "progress": 40 }),
            &["action-item.report-progress"],
        ),
        by(
            "isak",
            "/action-items/shtreterit/extend",
            &[("until", "2017-07-20"), ("reason", "The rooms are painted")],
            "/action-items/shtreterit/request-extension",
            json!({ "until": "2017-07-20", "reason": "The rooms are painted" }),
            &["action-item.request-extension"],
        ),
        by(
            "arta",
            "/action-items/shtreterit/refuse",
            &[("reason", "It is late already")],
            "/action-items/shtreterit/refuse-extension",
            json!({ "reason": "It is late already" }),
            &["action-item.refuse-extension"],
        ),
        by(
            "arta",
            "/action-items/stafi/grant",
            &[("until", "2017-07-20")],
            "/action-items/stafi/grant-extension",
            json!({ "until": "2017-07-20" }),
            &["action-item.grant-extension"],
        ),
        by(
            "isak",
            "/action-items/shtreterit/block",
            &[("reason", "The key is missing")],
            "/action-items/shtreterit/block",
            json!({ "reason": "The key is missing" }),
            &["action-item.block"],
        ),
        by(
            "isak",
            "/action-items/shtreterit/unblock",
            &[],
            "/action-items/shtreterit/unblock",
            json!({}),
            &["action-item.unblock"],
        ),
        by(
            "isak",
            "/action-items/shtreterit/complete",
            &[],
            "/action-items/shtreterit/complete",
            json!({}),
            &["action-item.complete"],
        ),
        by(
            "arta",
            "/work/verify",
            &[("item", "shtreterit")],
            "/action-items/shtreterit/verify",
            json!({}),
            &["action-item.verify"],
        ),
        by(
            "arta",
            "/action-items/mjetet/return",
            &[("reason", "It was given to you by law")],
            "/action-items/mjetet/return",
            json!({ "reason": "It was given to you by law" }),
            &["action-item.return"],
        ),
        by("arta", "/action-items/lista/verify", &[], "/action-items/lista/verify", json!({}), &["action-item.verify"]),
        item(
            "/action-items/lista/reopen",
            &[("reason", "A page is missing"), ("due", "2017-07-21")],
            "/action-items/lista/reopen",
            json!({ "reason": "A page is missing", "due": "2017-07-21" }),
            &["action-item.reopen"],
        ),
        item(
            "/action-items/mjetet/reassign",
            &[("owner", "mpms"), ("reason", "The budget is theirs")],
            "/action-items/mjetet/reassign",
            json!({ "owner": "mpms", "reason": "The budget is theirs" }),
            &["action-item.reassign"],
        ),
        item(
            "/action-items/shkresa/cancel",
            &[("reason", "Nobody needs it")],
            "/action-items/shkresa/cancel",
            json!({ "reason": "Nobody needs it" }),
            &["action-item.cancel"],
        ),
        item(
            "/work/cancel",
            &[("item", "stafi"), ("reason", "Nobody needs them")],
            "/action-items/stafi/cancel",
            json!({ "reason": "Nobody needs them" }),
            &["action-item.cancel"],
        ),
    ]
}

fn meetings() -> Vec<Pair> {
    vec![
        by(
            "arta",
            "/meetings",
            &[
                ("title-en", "Meeting of August"),
                ("date", "2017-08-15"),
                ("time", "10:00"),
                ("minutes", "60"),
                ("place", "Room 7"),
                ("convened", "subgroup:strehimi"),
                ("recurrence", "monthly"),
                ("count", "2"),
                ("shown-day", "2017-08-15"),
                ("shown-day", "2017-09-15"),
            ],
            "/meetings",
            json!({
                "title": { "en": "Meeting of August" },
                "date": "2017-08-15",
                "time": "10:00:00",
                "minutes_long": 60,
                "place": "Room 7",
                "convened": "subgroup",
                "subgroup": "strehimi",
                "rule": "FREQ=MONTHLY;COUNT=2",
            }),
            &["meeting.schedule"],
        ),
        by(
            "arta",
            "/meetings/korrik/agenda",
            &[("item", "The new form")],
            "/meetings/korrik/agenda",
            json!({ "item": "The new form" }),
            &["meeting.add-agenda-item"],
        ),
        by(
            "isak",
            "/meetings/korrik/answer",
            &[("institution", "isf"), ("answer", "sending-deputy")],
            "/meetings/korrik/answer",
            json!({ "institution": "isf", "answer": "sending-deputy" }),
            &["meeting.answer-invitation"],
        ),
        by(
            "arta",
            "/meetings/korrik/reschedule",
            &[("date", "2017-07-05"), ("time", "09:30"), ("minutes", "45")],
            "/meetings/korrik/reschedule",
            json!({ "date": "2017-07-05", "time": "09:30:00", "minutes_long": 45 }),
            &["meeting.reschedule"],
        ),
        by(
            "arta",
            "/meetings/korrik/hold",
            &[("attended", "ms"), ("attended", "isf")],
            "/meetings/korrik/hold",
            json!({ "attended": ["ms", "isf"] }),
            &["meeting.hold"],
        ),
        by(
            "arta",
            "/meetings/korrik/minutes",
            &[("minutes", "The form was gone through.")],
            "/meetings/korrik/minutes",
            json!({ "minutes": "The form was gone through." }),
            &["meeting.record-minutes"],
        ),
        by(
            "arta",
            "/meetings/korrik/decisions",
            &[
                ("decision", "The form is used from August"),
                ("title-0", "Send the form"),
                ("owner-0", "ms"),
                ("due-0", "2017-07-31"),
            ],
            "/meetings/korrik/decisions",
            json!({
                "decision": "The form is used from August",
                "raises": [{ "title": { "en": "Send the form" }, "owner": "ms", "due": "2017-07-31" }],
            }),
            &["meeting.take-decision"],
        ),
        by(
            "arta",
            "/meetings/korrik/approve",
            &[],
            "/meetings/korrik/approve",
            json!({}),
            &["meeting.approve-minutes"],
        ),
        by(
            TEUTA,
            "/meetings/shtator/cancel",
            &[("reason", "Nobody is there")],
            "/meetings/shtator/cancel",
            json!({ "reason": "Nobody is there" }),
            &["meeting.cancel"],
        ),
    ]
}

fn cases() -> Vec<Pair> {
    let case = |form, fields, operation, body, commands| by(TEUTA, form, fields, operation, body, commands);
    vec![
        case(
            "/cases/2017-014/revise",
            &[
                ("age-group", "21-23"),
                ("sex", "female"),
                ("nationality", "AL"),
                ("form", "sexual-exploitation"),
                ("also", "forced-labour"),
            ],
            "/cases/2017-014/revise",
            json!({
                "age_group": "21-23",
                "sex": "female",
                "nationality": "AL",
                "forms": ["sexual-exploitation", "forced-labour"],
            }),
            &["case.revise-profile"],
        ),
        case(
            "/cases/2017-014/person",
            &[
                ("identity-given-name", "Qamila"),
                ("identity-family-name", "Zymberi"),
                ("identity-born", "1995-03-02"),
                ("identity-birthplace", "Klinë"),
            ],
            "/cases/2017-014/person",
            json!({ "given_name": "Qamila", "family_name": "Zymberi", "born": "1995-03-02", "birthplace": "Klinë" }),
            &["case.link-to-person"],
        ),
        case(
            "/cases",
            &[
                ("identified-by", "policia"),
                ("centre", "qps"),
                ("sex", "female"),
                ("nationality", "XK"),
                ("form", "forced-labour"),
                ("identity-given-name", "Qamila"),
                ("identity-family-name", "Zymberi"),
                ("identity-born", "1995-03-02"),
                ("identity-birthplace", "Klinë"),
            ],
            "/cases",
            json!({
                "identified_by": "policia",
                "centre": "qps",
                "sex": "female",
                "nationality": "XK",
                "forms": ["forced-labour"],
                "identity": {
                    "given_name": "Qamila", "family_name": "Zymberi", "born": "1995-03-02", "birthplace": "Klinë",
                },
            }),
            &["case.open"],
        ),
        case(
            "/cases/2017-015/same-person",
            &[("earlier", "2017-014")],
            "/cases/2017-015/same-person",
            json!({ "earlier": "2017-014" }),
            &["case.confirm-retrafficking"],
        ),
        case(
            "/cases/2017-015/manager",
            &[("institution", "zmnv")],
            "/cases/2017-015/manager",
            json!({ "institution": "zmnv" }),
            &["case.assign-case-manager"],
        ),
        case(
            "/cases/2017-014/coordinator",
            &[("person", "isak")],
            "/cases/2017-014/coordinator",
            json!({ "person": "isak" }),
            &["case.appoint-coordinator"],
        ),
        case(
            "/cases/2017-014/refer",
            &[("receiver", "mpms"), ("stage", "reintegration"), ("answer-by", "2017-07-07"), ("request", "A course")],
            "/cases/2017-014/refer",
            json!({
                "receiver": "mpms", "stage": "reintegration", "answer_by": "2017-07-07T14:00:00Z", "request": "A course",
            }),
            &["case.make-referral"],
        ),
        by(
            "arta",
            "/cases/2017-014/accept",
            &[("referral", "mjeku")],
            "/cases/2017-014/accept",
            json!({ "referral": "mjeku" }),
            &["case.accept-referral"],
        ),
        case(
            "/cases/2017-014/decline",
            &[("referral", "avokati"), ("reason", "There is no room")],
            "/cases/2017-014/decline",
            json!({ "referral": "avokati", "reason": "There is no room" }),
            &["case.decline-referral"],
        ),
        case(
            "/cases/2017-014/abroad",
            &[("country", "AL"), ("contact", "The office in Tirana")],
            "/cases/2017-014/abroad",
            json!({ "country": "AL", "contact": "The office in Tirana" }),
            &["case.make-transnational-referral"],
        ),
        case(
            "/cases/2017-014/stage",
            &[("stage", "reintegration")],
            "/cases/2017-014/stage",
            json!({ "stage": "reintegration" }),
            &["case.reach-stage"],
        ),
        by(
            "isak",
            "/cases/2017-014/update",
            &[("institution", "isf"), ("update", "The course has begun")],
            "/cases/2017-014/update",
            json!({ "institution": "isf", "update": "The course has begun" }),
            &["case.report-update"],
        ),
        case(
            "/cases/2017-014/close",
            &[("reason", "Assistance has ended")],
            "/cases/2017-014/close",
            json!({ "reason": "Assistance has ended" }),
            &["case.close"],
        ),
        case(
            "/cases/2017-014/reopen",
            &[("reason", "Help is needed again"), ("stage", "assistance")],
            "/cases/2017-014/reopen",
            json!({ "reason": "Help is needed again", "stage": "assistance" }),
            &["case.reopen"],
        ),
    ]
}

fn data_requests() -> Vec<Pair> {
    let request = |form, fields, operation, body, commands| by(TEUTA, form, fields, operation, body, commands);
    vec![
        request(
            "/data-requests",
            &[
                ("title-en", "Beds by quarter"),
                ("from", "2017-04-01"),
                ("until", "2017-06-30"),
                ("due", "2017-07-31"),
                ("recipients", "ms"),
                ("recipients", "isf"),
                ("rows", "4"),
                ("f0-key", "beds"),
                ("f0-label-en", "Beds"),
                ("f0-kind", "integer"),
                ("f0-unit", "items"),
                ("f0-most", "500"),
                ("f1-key", "stay"),
                ("f1-label-en", "Average stay"),
                ("f1-kind", "decimal"),
                ("f1-places", "1"),
                ("f1-unit", "other"),
                ("f1-unit-other", "nights"),
                ("f2-key", "full"),
                ("f2-label-en", "Is it full?"),
                ("f2-kind", "choice"),
                ("f2-options-en", "Yes\nNo"),
                ("f3-key", "guests"),
                ("f3-label-en", "Guests"),
                ("f3-kind", "breakdown"),
                ("f3-unit", "persons"),
                ("f3-by", "sex"),
            ],
            "/data-requests",
            json!({
                "title": { "en": "Beds by quarter" },
                "from": "2017-04-01",
                "until": "2017-06-30",
                "due": "2017-07-31",
                "recipients": ["ms", "isf"],
                "fields": [
                    { "key": "beds", "label": { "en": "Beds" }, "kind": "number", "unit": "items", "most": "500" },
                    {
                        "key": "stay", "label": { "en": "Average stay" }, "kind": "number", "places": 1,
                        "unit": "other", "unit_words": { "en": "nights" },
                    },
                    {
                        "key": "full", "label": { "en": "Is it full?" }, "kind": "choice",
                        "options": [{ "key": "yes", "label": { "en": "Yes" } }, { "key": "no", "label": { "en": "No" } }],
                    },
                    { "key": "guests", "label": { "en": "Guests" }, "kind": "breakdown", "unit": "persons", "by": ["sex"] },
                ],
            }),
            &["data-request.issue"],
        ),
        request(
            "/data-requests/viktimat/return",
            &[("institution", "ms"), ("comment-stay", "Is that in weeks?")],
            "/data-requests/viktimat/return",
            json!({ "institution": "ms", "comments": [{ "field": "stay", "comment": "Is that in weeks?" }] }),
            &["data-request.return"],
        ),
        request(
            "/data-requests/viktimat/nudge",
            &[("institution", "ms")],
            "/data-requests/viktimat/nudge",
            json!({ "institution": "ms" }),
            &["data-request.nudge"],
        ),
        request(
            "/data-requests/viktimat/accept",
            &[("institution", "mpms")],
            "/data-requests/viktimat/accept",
            json!({ "institution": "mpms" }),
            &["data-request.accept"],
        ),
        request(
            "/data-requests/viktimat/close",
            &[],
            "/data-requests/viktimat/close",
            json!({}),
            &["data-request.close"],
        ),
    ]
}

fn strategy() -> Vec<Pair> {
    let of = |form, fields, operation, body, commands| by(TEUTA, form, fields, operation, body, commands);
    vec![
        of(
            "/strategy",
            &[("statement-en", "Better protection"), ("owners", "ms"), ("owners", "mpms"), ("key_issue", "3")],
            "/objectives",
            json!({ "statement": { "en": "Better protection" }, "owners": ["ms", "mpms"], "key_issue": 3 }),
            &["strategy.set"],
        ),
        of(
            "/strategy/objektivi-1/activities",
            &[("title-en", "A second form"), ("owners", "ms"), ("from", "2017-08-01"), ("until", "2017-09-30")],
            "/objectives/objektivi-1/activities",
            json!({ "title": { "en": "A second form" }, "owners": ["ms"], "from": "2017-08-01", "until": "2017-09-30" }),
            &["strategy.plan-activity"],
        ),
        of(
            "/strategy/objektivi-1/indicators",
            &[("title-en", "Sessions given"), ("source", "training-sessions-delivered"), ("due", "2018-12-31")],
            "/objectives/objektivi-1/indicators",
            json!({
                "definition": {
                    "title": { "en": "Sessions given" }, "computed": "training-sessions-delivered", "due": "2018-12-31",
                },
            }),
            &["strategy.define-indicator"],
        ),
        of(
            "/strategy/objektivi-1/indicators/besimi/define",
            &[
                ("title-en", "Persons assisted"),
                ("unit", "persons"),
                ("due", "2018-12-31"),
                ("source", "reported"),
                ("reporters", "ms"),
                ("disaggregation", "by"),
                ("dimensions", "sex"),
            ],
            "/objectives/objektivi-1/indicators/besimi/define",
            json!({
                "title": { "en": "Persons assisted" }, "unit": "persons", "due": "2018-12-31", "reporters": ["ms"],
                "broken_down_by": ["sex"],
            }),
            &["strategy.define-indicator"],
        ),
        of(
            "/strategy/objektivi-1/indicators/besimi/baseline",
            &[("value", "12"), ("on", "2016-12-31")],
            "/objectives/objektivi-1/indicators/besimi/baseline",
            json!({ "value": "12", "on": "2016-12-31" }),
            &["strategy.set-baseline"],
        ),
        of(
            "/strategy/objektivi-1/indicators/besimi/target",
            &[("value", "40")],
            "/objectives/objektivi-1/indicators/besimi/target",
            json!({ "value": "40" }),
            &["strategy.set-target"],
        ),
        of(
            "/strategy/objektivi-1/indicators/besimi/report",
            &[
                ("institution", "ms"),
                ("period", "2017-04-01/2017-06-30"),
                ("value", "9"),
                ("of-sex-0", "female"),
                ("count-0", "5"),
                ("of-sex-1", "male"),
                ("count-1", "4"),
            ],
            "/objectives/objektivi-1/indicators/besimi/values",
            json!({
                "institution": "ms", "from": "2017-04-01", "until": "2017-06-30", "value": "9",
                "parts": [{ "sex": "female", "count": 5 }, { "sex": "male", "count": 4 }],
            }),
            &["strategy.report-value"],
        ),
        of(
            "/strategy/objektivi-1/indicators/derguar/correct",
            &[("which", "ms|2017-01-01/2017-03-31"), ("value", "25"), ("reason", "One was not counted")],
            "/objectives/objektivi-1/indicators/derguar/values",
            json!({
                "institution": "ms", "from": "2017-01-01", "until": "2017-03-31", "value": "25",
                "reason": "One was not counted",
            }),
            &["strategy.correct-value"],
        ),
    ]
}

fn training() -> Vec<Pair> {
    let of = |form, fields, operation, body, commands| by(TEUTA, form, fields, operation, body, commands);
    vec![
        of(
            "/training/te-dhenat/schedule",
            &[("from", "2017-10-02"), ("until", "2017-10-03"), ("place", "Prizren"), ("trainers", "jelena")],
            "/training-modules/te-dhenat/schedule",
            json!({ "from": "2017-10-02", "until": "2017-10-03", "place": "Prizren", "trainers": ["jelena"] }),
            &["training.schedule-session"],
        ),
        of(
            "/training/te-dhenat/enrol",
            &[("session", "shtator"), ("name", "Valon Rexha"), ("institution", "policia")],
            "/training-modules/te-dhenat/enrol",
            json!({ "session": "shtator", "name": "Valon Rexha", "institution": "policia" }),
            &["training.enrol-participant"],
        ),
        of(
            "/training/te-dhenat/cancel",
            &[("session", "shtator"), ("reason", "The trainer is away")],
            "/training-modules/te-dhenat/cancel",
            json!({ "session": "shtator", "reason": "The trainer is away" }),
            &["training.cancel-session"],
        ),
        of(
            "/training/te-dhenat/attendance",
            &[("session", "korrik"), ("attended", "erza"), ("attended", "isak")],
            "/training-modules/te-dhenat/attendance",
            json!({ "session": "korrik", "attended": ["erza", "isak"] }),
            &["training.record-attendance"],
        ),
        of(
            "/training/te-dhenat/certificates",
            &[("session", "korrik"), ("until", "2019-07-03")],
            "/training-modules/te-dhenat/certificates",
            json!({ "session": "korrik", "until": "2019-07-03" }),
            &["training.issue-certificate"],
        ),
        of(
            "/training/te-dhenat/certify",
            &[("person", "arta"), ("until", "2018-12-31")],
            "/training-modules/te-dhenat/certify",
            json!({ "person": "arta", "until": "2018-12-31" }),
            &["training.certify-trainer"],
        ),
        of(
            "/training/te-dhenat/withdraw",
            &[("person", "arta"), ("reason", "Did not give the second day")],
            "/training-modules/te-dhenat/withdraw",
            json!({ "person": "arta", "reason": "Did not give the second day" }),
            &["training.lapse-trainer"],
        ),
        of(
            "/training/te-dhenat/left",
            &[("person", "jelena"), ("reason", "Works elsewhere now")],
            "/training-modules/te-dhenat/left",
            json!({ "person": "jelena", "reason": "Works elsewhere now" }),
            &["training.lapse-trainer"],
        ),
    ]
}

fn people() -> Vec<Pair> {
    let of = |form, fields, operation, body| by(TEUTA, form, fields, operation, body, IN_PERSON);
    vec![
        by(
            TEUTA,
            "/subgroups/strehimi/chair",
            &[("chair", "isak")],
            "/subgroups/strehimi/chair",
            json!({ "person": "isak" }),
            &["subgroup.appoint-chair"],
        ),
        of(
            "/institutions/ms/invitations",
            &[("person", "arta")],
            "/institutions/ms/invitations",
            json!({ "person": "arta" }),
        ),
        of(
            "/institutions/policia/posts/appoint-focal-point",
            &[("name", "Petrit Policia"), ("phone", "044 123 456"), ("language", "sq")],
            "/institutions/policia/posts/appoint-focal-point",
            json!({ "name": "Petrit Policia", "phone": "044 123 456", "language": "sq" }),
        ),
        of(
            "/institutions/isf/posts/appoint-deputy",
            &[("name", "Dita Deputy"), ("language", "en")],
            "/institutions/isf/posts/appoint-deputy",
            json!({ "name": "Dita Deputy", "language": "en" }),
        ),
        of(
            "/institutions/isf/posts/hand-over",
            &[("name", "Sokol Strehimi"), ("language", "sr"), ("chairs", "strehimi")],
            "/institutions/isf/posts/hand-over",
            json!({ "name": "Sokol Strehimi", "language": "sr", "chairs": ["strehimi"] }),
        ),
        of(
            "/institutions/ms/people/arta/set-email-address",
            &[("email", "arta@example.org")],
            "/institutions/ms/people/arta/set-email-address",
            json!({ "email": "arta@example.org" }),
        ),
        of(
            "/institutions/ms/people/arta/choose-channels",
            &[("frequency", "weekly"), ("channels", "both")],
            "/institutions/ms/people/arta/choose-channels",
            json!({ "frequency": "weekly", "channels": "both" }),
        ),
        of(
            "/institutions/ms/people/arta/remove-email-address",
            &[],
            "/institutions/ms/people/arta/remove-email-address",
            json!({}),
        ),
    ]
}

fn accounts() -> Vec<Pair> {
    let of = |who, form, fields, operation, body| by(who, form, fields, operation, body, IN_PERSON);
    vec![
        of(TEUTA, "/account/sessions/{session}/end", &[], "/account/sessions/{session}/end", json!({})),
        of(TEUTA, "/account/sessions/end-others", &[], "/account/sessions/end-others", json!({})),
        of(
            TEUTA,
            "/account/tokens",
            &[("name", "Table"), ("days", "30"), ("commands", "meeting.hold"), ("institution", "ms")],
            "/account/tokens",
            json!({ "name": "Table", "days": 30, "commands": ["meeting.hold"], "institution": "ms" }),
        ),
        of(TEUTA, "/account/tokens/t-known/revoke", &[], "/account/tokens/t-known/revoke", json!({})),
        of(TEUTA, "/account/identities/ministria/unlink", &[], "/account/identities/ministria/unlink", json!({})),
        of("dea", "/account/recovery-codes", &[], "/account/recovery-codes", json!({})),
        of("dea", "/account/passkeys/p-dea/remove", &[], "/account/passkeys/p-dea/remove", json!({})),
        of(
            ADMIN,
            "/accounts/qerim/revoke-token",
            &[("token", "t-qerim")],
            "/accounts/qerim/revoke-token",
            json!({ "token": "t-qerim" }),
        ),
        of(ADMIN, "/accounts/qerim/end-sessions", &[], "/accounts/qerim/end-sessions", json!({})),
        of(
            ADMIN,
            "/accounts/qerim/grant-role",
            &[("role", "auditor")],
            "/accounts/qerim/grant-role",
            json!({ "role": "auditor" }),
        ),
        of(
            ADMIN,
            "/accounts/qerim/withdraw-role",
            &[("role", "auditor")],
            "/accounts/qerim/withdraw-role",
            json!({ "role": "auditor" }),
        ),
        of(ADMIN, "/accounts/qerim/issue-link", &[], "/accounts/qerim/issue-link", json!({})),
        of(ADMIN, "/accounts/luan/remove-passkeys", &[], "/accounts/luan/remove-passkeys", json!({})),
        of(ADMIN, "/dead-letters/coordination/redrive", &[], "/dead-letters/coordination/redrive", json!({})),
    ]
}
