use std::collections::BTreeSet;

use events::webhook::{
    DisableCause, FIRST_SECRET, OutgoingKind, Webhook, WebhookCommand as C, WebhookEvent as E, WebhookRefusal,
};

use super::{given, holds};
use crate::values::{id, message_id, text};

fn kinds(codes: &[&str]) -> BTreeSet<OutgoingKind> {
    codes.iter().map(|code| OutgoingKind::from_code(code).unwrap()).collect()
}

const WANTED: &[&str] = &["action-item.assigned", "meeting.scheduled"];

fn make(wanted: &[&str]) -> C {
    C::Make {
        maker: id("arta"),
        institution: id("ms"),
        name: text("Register"),
        address: id("https://example.org/hook"),
        kinds: kinds(wanted),
    }
}

fn made() -> E {
    E::Made {
        maker: id("arta"),
        institution: id("ms"),
        name: text("Register"),
        address: id("https://example.org/hook"),
        kinds: kinds(WANTED),
    }
}

fn change(wanted: &[&str]) -> C {
    C::Change { name: text("Register"), address: id("https://example.org/hook"), kinds: kinds(wanted) }
}

fn changed(wanted: &[&str]) -> E {
    E::Changed { name: text("Register"), address: id("https://example.org/hook"), kinds: kinds(wanted) }
}

#[test]
fn a_webhook_decides() {
    use WebhookRefusal as R;
    let (test, redrive) = (|| C::RequestTest, |message| C::RequestRedrive { message });
    let disable = |cause| C::Disable { cause };
    let disabled = |cause| E::Disabled { cause };
    let renew = |secret| C::RenewSecret { secret };
    let renewed = |secret| E::SecretRenewed { secret };
    holds::<Webhook>(
        &id("hook-1"),
        R::ALL,
        vec![
            given("it is made", []).when(make(WANTED)).then(made()),
            given("it is made once", [made()]).when(make(WANTED)).refused(R::AlreadyMade),
            given("it is not made to send nothing", []).when(make(&[])).refused(R::NothingWanted),
            given("one that is not there does not change", []).when(change(WANTED)).refused(R::Unknown),
            given("it sends other events", [made()]).when(change(&["meeting.held"])).then(changed(&["meeting.held"])),
            given("it is so already", [made()]).when(change(WANTED)).nothing(),
            given("it goes on sending something", [made()]).when(change(&[])).refused(R::NothingWanted),
            given("it pauses", [made()]).when(C::Pause).then(E::Paused {}),
            given("it pauses already", [made(), E::Paused {}]).when(C::Pause).nothing(),
            given("what is disabled does not pause", [made(), disabled(DisableCause::Gone)]).when(C::Pause).nothing(),
            given("it goes on after a pause", [made(), E::Paused {}]).when(C::Resume).then(E::Resumed {}),
            given("it goes on after it was disabled", [made(), disabled(DisableCause::LastingFailure)])
                .when(C::Resume)
                .then(E::Resumed {}),
            given("it sends already", [made(), E::Paused {}, E::Resumed {}]).when(C::Resume).nothing(),
            given("the secret is renewed", [made()]).when(renew(FIRST_SECRET + 1)).then(renewed(2)),
            given("it is renewed once", [made(), renewed(2)]).when(renew(2)).nothing(),
            given("none is left out", [made()]).when(renew(3)).refused(R::WrongSecret),
            given("none comes back", [made(), renewed(2)]).when(renew(1)).refused(R::WrongSecret),
            given("a test is asked for", [made()]).when(test()).then(E::TestRequested {}),
            given("what pauses is not tried", [made(), E::Paused {}]).when(test()).refused(R::SendsNothing),
            given("all is tried again", [made()]).when(redrive(None)).then(E::RedriveRequested { message: None }),
            given("one is tried again", [made()])
                .when(redrive(Some(message_id(1))))
                .then(E::RedriveRequested { message: Some(message_id(1)) }),
            given("what is disabled tries nothing", [made(), disabled(DisableCause::Gone)])
                .when(redrive(None))
                .refused(R::SendsNothing),
            given("it is disabled", [made()]).when(disable(DisableCause::Gone)).then(disabled(DisableCause::Gone)),
            given("it is disabled while it pauses", [made(), E::Paused {}])
                .when(disable(DisableCause::MakerLeft))
                .then(disabled(DisableCause::MakerLeft)),
            given("it is disabled already", [made(), disabled(DisableCause::Gone)])
                .when(disable(DisableCause::LastingFailure))
                .nothing(),
            given("it is removed", [made()]).when(C::Remove).then(E::Removed {}),
            given("it is removed already", [made(), E::Removed {}]).when(C::Remove).nothing(),
            given("what was removed does not come back", [made(), E::Removed {}]).when(C::Resume).refused(R::Unknown),
            given("what was removed is not made again", [made(), E::Removed {}])
                .when(make(WANTED))
                .refused(R::AlreadyMade),
        ],
    );
}
