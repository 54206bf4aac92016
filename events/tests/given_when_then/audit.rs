use events::account::Network;
use events::audit::{AuditEntry, AuditTrail, AuditTrailCommand, AuditTrailEvent, AuditTrailRefusal, AuditedAct, Door};
use events::ids::AuditTrailId;

use super::{given, holds};
use crate::values::{date, id};

#[test]
fn an_audit_trail_decides() {
    use AuditTrailRefusal as R;
    let entry = AuditEntry {
        act: AuditedAct::CaseRead,
        object: id("2026-001"),
        door: Door::Page,
        network: Some(Network::of_ipv4([192, 0, 2, 7])),
        about: None,
    };
    let record = |who: Option<&str>| AuditTrailCommand::Record { who: who.map(id), entry: entry.clone() };
    let recorded = || AuditTrailEvent::Recorded(entry.clone());
    holds::<AuditTrail>(
        &AuditTrailId::of(Some(&id("arta")), date(1)),
        R::ALL,
        vec![
            given("it takes what it is told", []).when(record(Some("arta"))).then(recorded()),
            given("it takes more", [recorded()]).when(record(Some("arta"))).then(recorded()),
            given("it is of one person", []).when(record(Some("besa"))).refused(R::OfSomebodyElse),
            given("it is not of nobody", []).when(record(None)).refused(R::OfSomebodyElse),
        ],
    );
    holds_of_nobody(&record(None), &recorded());
}

fn holds_of_nobody(record: &AuditTrailCommand, recorded: &AuditTrailEvent) {
    use events::Aggregate;
    let nobodys = AuditTrailId::of(None, date(1));
    assert_eq!(AuditTrail::addressed(&nobodys, record), Ok(()));
    let decided = AuditTrail::decide(&AuditTrail, record.clone(), &crate::values::moment(crate::values::noon(1)));
    assert_eq!(decided, Ok(vec![recorded.clone()]));
}
