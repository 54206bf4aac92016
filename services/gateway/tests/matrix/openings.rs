//! Links that open without a session: one that serves, and those that do not, or no more.

use chrono::{DateTime, Utc};
use events::period::Period;
use links::{ActionLink, FormLink, LinkKey, LinkedAction, LinkedStep, RemindersLink, SignedLink, UnsubscribeLink};

use crate::support::{TestGateway, link_key};

/// A link: what is said of it in the table, its token, and the visitor as whom whoever holds it is taken.
#[derive(Clone)]
pub(super) struct Opening {
    pub(super) name: &'static str,
    pub(super) token: String,
    pub(super) of: Option<&'static str>,
}

/// Every kind of link.
pub(super) struct Openings {
    pub(super) steps: Vec<Opening>,
    pub(super) forms: Vec<Opening>,
    pub(super) reminders: Vec<Opening>,
    pub(super) stops: Vec<Opening>,
    pub(super) sign_in: Vec<Opening>,
}

fn in_time() -> DateTime<Utc> {
    "2017-07-12T06:00:00Z".parse().unwrap()
}

fn too_late() -> DateTime<Utc> {
    "2017-07-05T06:00:00Z".parse().unwrap()
}

fn serves(name: &'static str, link: &impl SignedLink, of: &'static str) -> Opening {
    Opening { name, token: link_key().sign(link), of: Some(of) }
}

fn opens_nothing(name: &'static str, token: String) -> Opening {
    Opening { name, token, of: None }
}

/// One that nobody made, one of another tenant's hub, and one that was made here and opens nothing.
fn without_use(link: &impl SignedLink, useless: &[(&'static str, String)]) -> Vec<Opening> {
    let foreign = LinkKey::new("o".repeat(40)).unwrap().sign(link);
    let mut all = vec![opens_nothing("forged", "forged".to_owned()), opens_nothing("elsewhere", foreign)];
    all.extend(useless.iter().map(|(name, token)| opens_nothing(name, token.clone())));
    all
}

fn steps(spent: &ActionLink) -> Vec<Opening> {
    let link = |person: &str, step, until| ActionLink { person: person.parse().unwrap(), step, until };
    let complete = || LinkedStep::Task { item: "raporti".parse().unwrap(), action: LinkedAction::Complete };
    let open = link("arta", complete(), in_time());
    let referral = LinkedStep::AnswerReferral {
        case: "2017-014".parse().unwrap(),
        referral: "mjeku".parse().unwrap(),
        accepts: true,
    };
    let value = LinkedStep::ReportValue {
        objective: "objektivi-1".parse().unwrap(),
        indicator: "derguar".parse().unwrap(),
        period: Period::new("2017-04-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap(),
    };
    let attendance =
        LinkedStep::TakeAttendance { module: "te-dhenat".parse().unwrap(), session: "dita".parse().unwrap() };
    let sign = |link: &ActionLink| link_key().sign(link);
    let useless = [
        ("of-stop", link_key().sign(&UnsubscribeLink { person: "arta".parse().unwrap() })),
        ("spent", sign(spent)),
        ("old", sign(&link("arta", complete(), too_late()))),
        ("former", sign(&link("former", complete(), in_time()))),
        ("another's", sign(&link("petrit", complete(), in_time()))),
        ("another's-referral", sign(&link("mira", referral.clone(), in_time()))),
        ("another's-value", sign(&link("mira", value.clone(), in_time()))),
        ("another's-session", sign(&link("arta", attendance.clone(), in_time()))),
    ];
    let mut all = without_use(&open, &useless);
    all.push(serves("open", &open, "chair"));
    all.push(serves("referral", &link("arta", referral, in_time()), "chair"));
    all.push(serves("value", &link("arta", value, in_time()), "chair"));
    all.push(serves("session", &link("mira", attendance, in_time()), "other"));
    all
}

fn forms() -> Vec<Opening> {
    let link = |person: &str, institution: &str, until| FormLink {
        request: "viktimat".parse().unwrap(),
        institution: institution.parse().unwrap(),
        person: person.parse().unwrap(),
        until,
    };
    let open = link("arta", "ms", in_time());
    let useless = [
        ("old", link_key().sign(&link("arta", "ms", too_late()))),
        ("former", link_key().sign(&link("former", "ms", in_time()))),
        ("another's", link_key().sign(&link("petrit", "ms", in_time()))),
        ("not-asked", link_key().sign(&link("petrit", "policia", in_time()))),
    ];
    let mut all = without_use(&open, &useless);
    all.push(serves("open", &open, "chair"));
    all
}

fn reminders() -> Vec<Opening> {
    let link = |person: &str, until| RemindersLink { person: person.parse().unwrap(), until };
    let open = link("arta", in_time());
    let useless =
        [("old", link_key().sign(&link("arta", too_late()))), ("former", link_key().sign(&link("former", in_time())))];
    let mut all = without_use(&open, &useless);
    all.push(serves("open", &open, "chair"));
    all
}

fn stops() -> Vec<Opening> {
    let link = |person: &str| UnsubscribeLink { person: person.parse().unwrap() };
    let open = link("arta");
    let mut all = without_use(&open, &[("former", link_key().sign(&link("former")))]);
    all.push(serves("open", &open, "chair"));
    all
}

/// Links that sign in: one that was used, and one that was not.
async fn sign_in(server: &TestGateway) -> Vec<Opening> {
    let mut all = vec![opens_nothing("forged", "forged".to_owned())];
    for (name, is_used) in [("spent", true), ("open", false)] {
        let link = server.gateway.link_for(&"qerim".parse().unwrap()).await.unwrap();
        let token = link.split_once("token=").unwrap().1.to_owned();
        if is_used {
            server.elapsed.move_on(3_600);
            assert_eq!(server.stranger_sends("/sign-in", &[("token", &token)]).await.status(), 200);
        }
        all.push(opens_nothing(name, token));
    }
    all
}

/// Every link, of which one has been used.
pub(super) async fn openings(server: &TestGateway) -> Openings {
    let extend = LinkedAction::RequestExtension("2017-07-20".parse().unwrap());
    let step = LinkedStep::Task { item: "raporti".parse().unwrap(), action: extend };
    let spent = ActionLink { person: "arta".parse().unwrap(), step, until: in_time() };
    let used = server.stranger_sends(&format!("/links/{}", link_key().sign(&spent)), &[]).await;
    assert_eq!(used.status(), 200);
    Openings {
        steps: steps(&spent),
        forms: forms(),
        reminders: reminders(),
        stops: stops(),
        sign_in: sign_in(server).await,
    }
}
