//! Books: what is folded look by look is what is folded at once.

use std::sync::Arc;

use crate::support::any::any_command;
use crate::support::{Feeding, TestReadModels};
use events::RecordedEvent;
use events::ids::Position;
use proptest::prelude::*;
use readmodels::{Book, DossierKind, Folded, ReadPort};

/// Training modules as they came.
#[derive(Debug, Clone, Default, PartialEq)]
struct Planned(Vec<RecordedEvent>);

impl Folded for Planned {
    const KIND: DossierKind = DossierKind::Module;

    fn fold(&mut self, event: &RecordedEvent) {
        self.0.push(event.clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_book_looked_at_now_and_then_has_each_event_once_and_in_order(
        commands in prop::collection::vec((1_u32..30, any_command(), any::<bool>()), 1..60),
        batch in 1_usize..9,
    ) {
        let harness = TestReadModels::new();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let read_models = harness.open("books.db");
            let feed = Feeding { log: harness.log.clone(), batch, overlap: 3 };
            let book = Book::<Planned>::default();
            let mut kept = Vec::new();
            for (day, command, look) in commands {
                let _ = harness.log.command(day, command);
                if look {
                    read_models.catch_up(&feed).await.unwrap();
                    let seen = book.refresh(&read_models).await.unwrap();
                    kept.push((seen.0.len(), seen));
                }
            }
            read_models.catch_up(&feed).await.unwrap();
            let port: Arc<dyn ReadPort> = Arc::new(read_models);
            let seen = book.refresh(port.as_ref()).await.unwrap();
            assert_eq!(seen.0, port.dossiers(DossierKind::Module, Position::START).await.unwrap());
            assert_eq!(seen, Book::<Planned>::default().refresh(port.as_ref()).await.unwrap());
            for (length, earlier) in kept {
                assert_eq!(earlier.0[..], seen.0[..length], "a look does not change what an earlier one gave");
            }
        });
    }
}
