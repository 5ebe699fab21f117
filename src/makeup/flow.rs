//! One article's lines in the columns of its pages.

use std::collections::{BTreeMap, BTreeSet};

/// A line of text as it stands on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The column: of page `n`, counted from nought, `2 × n` or `2 × n + 1`.
    pub column: usize,
    /// The byte at which its block begins in the article's file.
    pub passage: usize,
    /// How far its text reaches, in em.
    pub width: f64,
    /// How many characters it has.
    pub characters: usize,
}

impl Row {
    /// The page, counted from nought.
    #[must_use]
    pub fn page(&self) -> usize {
        self.column / 2
    }
}

/// What is known of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Passage {
    /// How hard it is on it to lose a line, if it can be done.
    pub shrinks: Option<f64>,
    /// How hard it is on it to gain a line.
    pub grows: Option<f64>,
    /// The byte at which it ends.
    pub end: usize,
}

/// An article's lines from its first to its last page.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// The article's place in the issue.
    pub article: usize,
    /// The width of a line, in em.
    pub measure: f64,
    /// Its lines in reading order.
    pub rows: Vec<Row>,
    /// The blocks that are running text, by where they begin.
    pub texts: BTreeSet<usize>,
    /// Its blocks by where they begin.
    pub passages: BTreeMap<usize, Passage>,
    /// Whether it is set in two columns.
    pub double: bool,
    /// Whether another article stands on its last page.
    pub shares_last_page: bool,
}

impl Flow {
    /// Every block with its number of lines.
    pub(super) fn lengths(&self) -> BTreeMap<usize, usize> {
        let mut out = BTreeMap::new();
        for row in &self.rows {
            *out.entry(row.passage).or_insert(0) += 1;
        }
        out
    }

    /// How many characters the last line of a block has.
    pub(super) fn last_characters(&self, passage: usize) -> usize {
        self.rows.iter().rev().find(|row| row.passage == passage).map_or(0, |row| row.characters)
    }

    /// How many lines each column holds.
    pub(super) fn capacities(&self) -> Vec<usize> {
        let mut out = Vec::new();
        let mut last = None;
        for row in &self.rows {
            if last != Some(row.column) {
                out.push(0);
                last = Some(row.column);
            }
            if let Some(count) = out.last_mut() {
                *count += 1;
            }
        }
        out
    }

    /// How many paragraphs leave a single line at the head or foot of a column.
    #[must_use]
    pub fn lonely(&self) -> usize {
        self.lone_passages().len()
    }

    /// The paragraphs that do so.
    pub(super) fn lone_passages(&self) -> Vec<usize> {
        let stretches = self.stretches();
        let lone = boundaries(&self.capacities()).into_iter().filter(|&at| stretches.lonely(at, None));
        lone.filter_map(|at| self.rows.get(at).map(|row| row.passage)).collect()
    }

    fn stretches(&self) -> Stretches {
        let mut out = Stretches { passages: Vec::new(), starts: Vec::new() };
        for (line, row) in self.rows.iter().enumerate() {
            if out.passages.last() != Some(&row.passage) {
                out.passages.push(row.passage);
                out.starts.push(line);
            }
        }
        out.starts.push(self.rows.len());
        out
    }

    /// Which paragraphs to set one line shorter or longer, beyond what `old`
    /// has them at: column by column, the mildest change that lets the column
    /// end well and disturbs none before it.
    pub(super) fn remedies(
        &self,
        old: &BTreeMap<usize, i8>,
        refused: impl Fn(usize, i8) -> bool,
    ) -> Vec<(usize, i8)> {
        let mut stretches = self.stretches();
        let free = |passage: usize, by: i8, out: &[(usize, i8)]| {
            let touched = old.contains_key(&passage) || out.iter().rev().any(|(known, _)| *known == passage);
            !touched && !refused(passage, by)
        };
        let mut out: Vec<(usize, i8)> = Vec::new();
        // Paragraphs of this column and of the one before may change.
        let (mut start, mut middle) = (0, 0);
        for end in boundaries(&self.capacities()) {
            if stretches.lonely(end, None) {
                let well = |change| {
                    let still = |at| stretches.lonely(at, None) || !stretches.lonely(at, Some(change));
                    !stretches.lonely(end, Some(change)) && still(start) && still(middle)
                };
                let changes = stretches.within(start, end).flat_map(|index| {
                    let passage = self.passages.get(&stretches.passages[index]).copied().unwrap_or_default();
                    [(-1, passage.shrinks), (1, passage.grows)]
                        .map(|(by, strain)| (Change { index, by }, strain))
                });
                let best = changes
                    .filter_map(|(change, strain)| Some((change, strain?)))
                    // A single column may end early instead.
                    .filter(|(_, strain)| self.double || *strain <= MILD)
                    .filter(|(change, _)| {
                        free(stretches.passages[change.index], change.by, &out) && well(*change)
                    })
                    .min_by(|a, b| a.1.total_cmp(&b.1));
                if let Some((change, _)) = best {
                    out.push((stretches.passages[change.index], change.by));
                    stretches.apply(change);
                }
            }
            (start, middle) = (middle, end);
        }
        if self.overflow().is_some() && out.is_empty() {
            let candidates = stretches.passages.iter().filter_map(|passage| {
                let strain = self.passages.get(passage)?.shrinks?;
                free(*passage, -1, &out).then_some((strain, *passage))
            });
            let best = candidates.min_by(|a, b| a.0.total_cmp(&b.0));
            out.extend(best.map(|(_, passage)| (passage, -1)));
        }
        out
    }
}

/// A line more or less in one paragraph.
#[derive(Debug, Clone, Copy)]
struct Change {
    index: usize,
    by: i8,
}

/// The paragraphs of a flow one after another, and where each begins.
#[derive(Debug)]
struct Stretches {
    passages: Vec<usize>,
    /// The number of the first line of each, and of the line behind the last.
    starts: Vec<usize>,
}

impl Stretches {
    /// The paragraphs that have a line between two line numbers.
    fn within(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let first = self.starts[1..].partition_point(|&to| to <= start);
        let behind = self.starts.partition_point(|&from| from < end).min(self.passages.len());
        first..behind.max(first)
    }

    /// Whether a column that ends before line `end` leaves one line of
    /// a paragraph on either side, with a change or as it is.
    fn lonely(&self, end: usize, change: Option<Change>) -> bool {
        let shift = |index: usize| {
            change.filter(|change| index > change.index).map_or(0, |change| isize::from(change.by))
        };
        let start = |index: usize| self.starts[index].saturating_add_signed(shift(index));
        // The paragraph that the line before belongs to: a change moves it by one at most.
        let near = self.starts.partition_point(|&from| from < end).saturating_sub(1);
        let candidates = near.saturating_sub(1)..(near + 2).min(self.passages.len());
        candidates.into_iter().any(|index| {
            let (from, to) = (start(index), start(index + 1));
            from < end && end < to && (end - from == 1 || to - end == 1)
        })
    }

    fn apply(&mut self, change: Change) {
        for start in &mut self.starts[change.index + 1..] {
            *start = start.saturating_add_signed(change.by.into());
        }
    }
}

/// What costs a line no more than this shows less than a page that ends early.
const MILD: f64 = 8.0;

/// The line numbers at which columns end, but for the last.
fn boundaries(capacities: &[usize]) -> Vec<usize> {
    let before_last = capacities.len().saturating_sub(1);
    let ends = capacities[..before_last].iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A flow of paragraphs with so many lines, in columns of four.
    fn flow(lengths: &[usize], last: f64) -> Flow {
        let mut rows = Vec::new();
        for (passage, &lines) in lengths.iter().enumerate() {
            for line in 0..lines {
                let width = if line + 1 == lines { last } else { 20.0 };
                rows.push(Row { column: rows.len() / 4, passage, width, characters: width as usize });
            }
        }
        let passage = Passage { shrinks: Some(1.0), grows: None, end: 0 };
        let passages = (0..lengths.len()).map(|at| (at, passage)).collect();
        Flow {
            article: 0,
            measure: 20.0,
            rows,
            texts: BTreeSet::new(),
            passages,
            double: false,
            shares_last_page: false,
        }
    }

    fn remedies(lengths: &[usize], last: f64) -> Vec<(usize, i8)> {
        flow(lengths, last).remedies(&BTreeMap::new(), |_, _| false)
    }

    #[test]
    fn lone_lines_are_counted() {
        assert_eq!(flow(&[3, 3, 2], 10.0).lonely(), 1);
        assert_eq!(flow(&[2, 4, 2], 10.0).lonely(), 0);
        assert_eq!(flow(&[5, 3], 10.0).lonely(), 1);
        assert_eq!(flow(&[4, 4], 10.0).lonely(), 0);
    }

    #[test]
    fn a_short_last_line_is_taken_in() {
        assert_eq!(remedies(&[3, 4, 1], 1.0), [(0, -1)]);
    }

    #[test]
    fn nothing_is_done_where_nothing_is_wrong_or_possible() {
        assert_eq!(remedies(&[4, 4], 1.0), []);
        let mut stiff = flow(&[3, 4, 1], 1.0);
        stiff.passages.clear();
        assert_eq!(stiff.remedies(&BTreeMap::new(), |_, _| false), []);
    }
}
