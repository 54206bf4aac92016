//! Keyboards with more buttons than the messenger takes below one message: they come in pages.
//!
//! The last rows, which say what is done with what was chosen, are on every page. Which page a message shows is kept in the bot's
//! file, so that whoever taps a name stays where the name is.

use serde::{Deserialize, Serialize};

/// How many buttons the messenger takes below a message.
const MOST_BUTTONS: usize = 100;
/// How many buttons a page has, those that are on every page not counted.
const ON_A_PAGE: usize = 40;

/// A button as it is sent: its label, and the data that says what it does.
pub(crate) type SentButton = (String, String);

/// All buttons of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Keyboard {
    pub(crate) rows: Vec<Vec<SentButton>>,
    /// How many of the last rows are on every page.
    pub(crate) fixed: usize,
}

/// One page of a keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyboardPage {
    pub(crate) rows: Vec<Vec<SentButton>>,
    /// Counted from 0.
    pub(crate) number: usize,
    /// How many pages there are.
    pub(crate) count: usize,
}

impl Keyboard {
    /// Whether the messenger takes no more than a page of it at once.
    pub(crate) fn is_long(&self) -> bool {
        self.rows.iter().map(Vec::len).sum::<usize>() > MOST_BUTTONS
    }

    /// The page of this number; of one that there is no more, the last.
    pub(crate) fn page(&self, number: usize) -> KeyboardPage {
        let (body, fixed) = self.rows.split_at(self.rows.len().saturating_sub(self.fixed));
        let mut pages: Vec<Vec<Vec<SentButton>>> = Vec::new();
        for row in body {
            let has_room =
                |page: &&mut Vec<Vec<SentButton>>| page.iter().map(Vec::len).sum::<usize>() + row.len() <= ON_A_PAGE;
            match pages.last_mut().filter(has_room) {
                Some(page) => page.push(row.clone()),
                None => pages.push(vec![row.clone()]),
            }
        }
        let count = pages.len().max(1);
        let number = number.min(count - 1);
        let mut rows = pages.into_iter().nth(number).unwrap_or_default();
        rows.extend(fixed.iter().cloned());
        KeyboardPage { rows, number, count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyboard(buttons: usize) -> Keyboard {
        let button = |n: usize| vec![(format!("{n}"), format!("data {n}"))];
        Keyboard {
            rows: (0..buttons).map(button).chain([vec![("all".to_owned(), "all".to_owned())]]).collect(),
            fixed: 1,
        }
    }

    #[test]
    fn every_button_is_on_one_page_and_the_last_row_on_each() {
        assert!(!keyboard(99).is_long() && keyboard(100).is_long());
        for buttons in [100, 120, 121, 500] {
            let keyboard = keyboard(buttons);
            let pages: Vec<_> = (0..keyboard.page(0).count).map(|number| keyboard.page(number)).collect();
            let all = pages.iter().flat_map(|page| &page.rows[..page.rows.len() - 1]);
            assert!(all.eq(&keyboard.rows[..buttons]), "{buttons}");
            assert!(
                pages.iter().all(|page| page.rows.last() == keyboard.rows.last() && page.rows.len() <= ON_A_PAGE + 1)
            );
            assert_eq!(keyboard.page(usize::MAX), pages[pages.len() - 1]);
        }
    }
}
