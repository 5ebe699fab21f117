//! What a file shows, before it is a table.

use super::Oddity;
use crate::content::Mark;

/// Texts by row and column, and which cells are part of others.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The texts. Rows may be of different length.
    pub(super) rows: Vec<Vec<String>>,
    /// Merged cells, as far as the file knows of any.
    pub(super) marks: Vec<Vec<Option<Mark>>>,
    /// The first row that is shorter or longer than others.
    pub(super) ragged: Option<Oddity>,
    /// Rows and columns left out before the first that holds anything.
    pub(super) offset: (usize, usize),
}

impl Grid {
    /// Without the empty rows and columns around the cells.
    pub(super) fn trimmed(mut self) -> Self {
        let filled = |text: &String| !text.trim().is_empty();
        let last = self.rows.iter().rposition(|row| row.iter().any(filled)).map_or(0, |at| at + 1);
        self.rows.truncate(last);
        self.marks.truncate(last);
        let right =
            self.rows.iter().filter_map(|row| row.iter().rposition(filled)).max().map_or(0, |at| at + 1);
        // A merged cell may reach further than any text.
        let merged = self.marks.iter().filter_map(|row| row.iter().rposition(Option::is_some)).max();
        let right = right.max(merged.map_or(0, |at| at + 1));
        let left = self.rows.iter().filter_map(|row| row.iter().position(filled)).min().unwrap_or_default();
        let top = self.rows.iter().position(|row| row.iter().any(filled)).unwrap_or_default();
        self.rows.drain(..top);
        self.marks.drain(..top.min(self.marks.len()));
        for row in &mut self.rows {
            row.resize(right, String::new());
            row.drain(..left.min(right));
        }
        for row in &mut self.marks {
            row.resize(right, None);
            row.drain(..left.min(right));
        }
        self.offset = (top, left);
        self
    }
}
