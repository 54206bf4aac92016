//! Whoever asks for what is not theirs is found in the log.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use coordination::{CommandError, CommandPort, CommandRequest, Coordination, SystemClock};
use events::Command;
use events::authority::Principal;
use events::event::Rejection;
use events::ids::{CommandId, CorrelationId};
use events::institution::InstitutionCommand;
use events::mandate::Mandate;
use store::sqlite::SqliteEventStore;
use tracing_subscriber::fmt::MakeWriter;

/// What was logged.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn a_command_beyond_somebodys_rights_is_refused_and_audited() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(lines.clone()).finish();
    let _logged = tracing::subscriber::set_default(subscriber);
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
    let coordination = Coordination::new(store, Arc::new(SystemClock), "kosovo".parse().unwrap());
    let id = CommandId::named("not mine");
    let principal =
        Principal::official("p-isf".parse().unwrap(), "isf".parse().unwrap(), BTreeSet::new(), Mandate::Institution);
    let reason = "no".parse().unwrap();
    let command = Command::Institution("mpms".parse().unwrap(), InstitutionCommand::Deactivate { reason });
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command };
    let refused = coordination.execute(request).await.unwrap_err();
    assert!(matches!(refused, CommandError::Rejected(Rejection::NotPermitted(_))), "{refused}");
    let logged = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let line = logged.lines().find(|line| line.contains("audit")).expect("no such line");
    assert!(line.contains("p-isf") && line.contains("institution/mpms") && line.contains("refused"), "{line}");
}
