//! Taking every way in from somebody on the machine: by the ids of the log, of whatever lets anybody in, and of nothing else.

use std::path::Path;

use coordination::{CommandPort, CommandRequest};
use events::account::AccountEvent;
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::ids::{CommandId, CorrelationId, InstitutionId, PersonId, Position, SubgroupId};
use events::institution::{InstitutionCommand, InstitutionEvent};
use events::subgroup::SubgroupEvent;
use events::{Command, Event, RecordedEvent};
use focalpoint::command_line::arguments::{ConfigurationFile, CutOff};
use focalpoint::command_line::cutting_off::cut_off;
use focalpoint::composition::embedded::Hub;
use store::EventStore;

use crate::demo_directory::{data_directory, open, printed};

async fn log(hub: &Hub) -> Vec<RecordedEvent> {
    let stored = hub.store.read_all(Position::START, 10_000).await.unwrap();
    stored.into_iter().map(|stored| stored.decode().unwrap()).collect()
}

/// What the command records, of this and in the name of the operator.
async fn cuts_off(folder: &Path, whom: &str) -> Result<Vec<Event>, String> {
    let before = open(folder).unwrap().store.end().await.unwrap();
    let config = folder.join("focalpoint.toml");
    let settings = format!(
        "tenant = \"kosovo\"\ndata = \"{}\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"http://localhost\"\n[telegram]\n\
         token_file = \"/does/not/exist\"\n",
        folder.display()
    );
    std::fs::write(&config, settings).unwrap();
    let options = CutOff {
        configured: ConfigurationFile { config },
        whom: whom.to_owned(),
        reason: "a phone was lost".parse().unwrap(),
    };
    cut_off(&options).await.map_err(|error| printed(&error))?;
    let after = log(&open(folder).unwrap()).await.into_iter().filter(|recorded| recorded.position > before);
    Ok(after.map(|recorded| recorded.event).collect())
}

async fn has_an_address(hub: &Hub, institution: &InstitutionId, person: &PersonId) {
    let address: EmailAddress = "somebody@example.org".parse().unwrap();
    let address = hub.sealing.seal(person, &address).await.unwrap();
    let set = InstitutionCommand::SetEmailAddress { person: person.clone(), address };
    let id = CommandId::named("an address");
    let request = CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal: Principal::secretariat(),
        occurred_at: None,
        made_from: None,
        command: Command::Institution(institution.clone(), set),
    };
    hub.coordination.execute(request).await.unwrap();
}

#[tokio::test]
async fn a_person_an_institution_and_a_subgroup_are_cut_off_by_their_ids() {
    let folder = data_directory();
    let (mut reached, mut formed): (Option<(InstitutionId, PersonId)>, Option<SubgroupId>) = (None, None);
    for recorded in log(&open(folder.path()).unwrap()).await {
        if let Event::Institution(institution, InstitutionEvent::FocalPointAppointed(appointee)) = &recorded.event {
            reached = reached.or(Some((institution.clone(), appointee.person.clone())));
        }
        if let Event::Subgroup(subgroup, SubgroupEvent::Formed { .. }) = &recorded.event {
            formed = formed.or(Some(subgroup.clone()));
        }
    }
    let ((institution, person), subgroup) = (reached.unwrap(), formed.unwrap());

    has_an_address(&open(folder.path()).unwrap(), &institution, &person).await;

    let recorded = cuts_off(folder.path(), &format!("person/{person}")).await.unwrap();
    let removes = |event: &Event| {
        matches!(event, Event::Institution(of, InstitutionEvent::EmailAddressRemoved { person: whom })
            if *of == institution && *whom == person)
    };
    assert!(recorded.iter().any(removes), "{recorded:?}");
    let is_of_the_person = |event: &Event| {
        matches!(event,
            Event::Institution(
                _,
                InstitutionEvent::ChatUnlinked { person: whom } | InstitutionEvent::EmailAddressRemoved { person: whom },
            )
            | Event::Account(
                whom,
                AccountEvent::SessionEnded { .. }
                | AccountEvent::LinksWithdrawn {}
                | AccountEvent::TokenRevoked { .. }
                | AccountEvent::IdentityUnlinked { .. },
            ) if *whom == person)
    };
    assert!(recorded.iter().all(is_of_the_person), "{recorded:?}");
    assert_eq!(cuts_off(folder.path(), &format!("person/{person}")).await.unwrap(), [], "done twice it is done once");

    let recorded = cuts_off(folder.path(), &format!("subgroup/{subgroup}")).await.unwrap();
    let reason = "a phone was lost".parse().unwrap();
    assert_eq!(recorded, [Event::Subgroup(subgroup, SubgroupEvent::CutOff { reason })]);
    cuts_off(folder.path(), &format!("institution/{institution}")).await.unwrap();
    let unknown = cuts_off(folder.path(), "nobody-of-this-name").await.unwrap_err();
    assert!(unknown.contains("no person, institution or subgroup “nobody-of-this-name”"), "{unknown}");
}
