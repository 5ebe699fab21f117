//! Articles whose last page carries but one line.

use super::Flow;

/// An article that runs over onto a page by one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Overflow {
    /// The article's place in the issue.
    pub article: usize,
    /// Where a few characters less would save a line, the fewest first.
    pub savings: Vec<Saving>,
}

/// A paragraph that would be a line shorter with a few characters less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// Where its block begins.
    pub passage: usize,
    /// How many characters are to go.
    pub characters: usize,
}

/// No more than this many places are named.
const MOST: usize = 3;

impl Flow {
    /// Whether the article runs over by one line onto a page that it has for
    /// itself.
    #[must_use]
    pub fn overflow(&self) -> Option<Overflow> {
        let end = self.rows.last()?;
        let last = end.page();
        // A picture's caption or the foot of a table is no line of the text.
        if !self.texts.contains(&end.passage) || self.shares_last_page || last == self.rows.first()?.page() {
            return None;
        }
        if self.rows.iter().filter(|row| row.page() == last).count() != 1 {
            return None;
        }
        let mut savings: Vec<Saving> = self
            .lengths()
            .into_iter()
            .filter(|(passage, lines)| *lines > 1 && self.texts.contains(passage))
            .map(|(passage, _)| Saving { passage, characters: self.last_characters(passage) })
            .collect();
        savings.sort_by_key(|saving| saving.characters);
        savings.truncate(MOST);
        Some(Overflow { article: self.article, savings })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{Passage, Row};
    use super::*;

    #[test]
    fn one_line_over_is_found_with_what_would_save_it() {
        let widths = [(0, 20.0), (0, 3.0), (7, 20.0), (7, 20.0), (7, 9.0)];
        let rows = |columns: [usize; 5]| {
            let row = |((passage, width), column)| Row { column, passage, width, characters: width as usize };
            widths.into_iter().zip(columns).map(row).collect()
        };
        let passages: BTreeMap<_, _> = [0, 7].map(|at| (at, Passage::default())).into();
        let flow = |columns| Flow {
            article: 2,
            measure: 20.0,
            rows: rows(columns),
            texts: [0, 7].into(),
            passages: passages.clone(),
            double: false,
            shares_last_page: false,
        };
        let mut over = flow([0, 0, 1, 1, 2]);
        let found = over.overflow().expect("an overflow");
        assert_eq!(found.savings[0], Saving { passage: 0, characters: 3 });
        assert_eq!(found.savings[1], Saving { passage: 7, characters: 9 });
        over.shares_last_page = true;
        assert_eq!(over.overflow(), None);
        assert_eq!(flow([0, 0, 1, 2, 2]).overflow(), None);
        assert_eq!(flow([0, 0, 0, 0, 0]).overflow(), None);
    }
}
