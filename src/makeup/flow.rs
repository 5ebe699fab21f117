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

/// A paragraph and the lines it takes.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    passage: usize,
    lines: usize,
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

    /// How far the last line of a block reaches, in em.
    pub(super) fn last_width(&self, passage: usize) -> f64 {
        self.rows.iter().rev().find(|row| row.passage == passage).map_or(0.0, |row| row.width)
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
        let stretches = self.stretches();
        boundaries(&self.capacities()).filter(|&at| is_lonely(&stretches, at)).count()
    }

    /// The paragraphs that do so.
    pub(super) fn lone_passages(&self) -> Vec<usize> {
        let (stretches, capacities) = (self.stretches(), self.capacities());
        let lone = boundaries(&capacities).filter(|&at| is_lonely(&stretches, at));
        lone.filter_map(|at| self.rows.get(at).map(|row| row.passage)).collect()
    }

    fn stretches(&self) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        for row in &self.rows {
            match out.last_mut() {
                Some(last) if last.passage == row.passage => last.lines += 1,
                _ => out.push(Stretch { passage: row.passage, lines: 1 }),
            }
        }
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
        let capacities = self.capacities();
        let mut out: Vec<(usize, i8)> = Vec::new();
        // Paragraphs of this column and of the one before may change.
        let (mut start, mut middle) = (0, 0);
        for (column, end) in boundaries(&capacities).enumerate() {
            if is_lonely(&stretches, end) {
                let touched =
                    |passage| old.contains_key(&passage) || out.iter().any(|(known, _)| *known == passage);
                let mut best: Option<(f64, usize, i8)> = None;
                for index in within(&stretches, start, end) {
                    let stretch = stretches[index];
                    let Some(passage) = self.passages.get(&stretch.passage) else { continue };
                    if touched(stretch.passage) {
                        continue;
                    }
                    for (by, strain) in [(-1, passage.shrinks), (1, passage.grows)] {
                        // A single column may end early instead.
                        let Some(strain) = strain.filter(|strain| self.double || *strain <= MILD) else {
                            continue;
                        };
                        if refused(stretch.passage, by) || best.is_some_and(|(least, ..)| least <= strain) {
                            continue;
                        }
                        let mut tried = stretches.clone();
                        tried[index].lines = stretch.lines.saturating_add_signed(by.into());
                        if !is_lonely(&tried, end) && still(&stretches, &tried, &capacities, column) {
                            best = Some((strain, index, by));
                        }
                    }
                }
                if let Some((_, index, by)) = best {
                    let stretch = &mut stretches[index];
                    stretch.lines = stretch.lines.saturating_add_signed(by.into());
                    out.push((stretch.passage, by));
                }
            }
            (start, middle) = (middle, end);
        }
        if self.overflow().is_some() && out.is_empty() {
            let candidates = stretches.iter().filter_map(|stretch| {
                let strain = self.passages.get(&stretch.passage)?.shrinks?;
                let free = !old.contains_key(&stretch.passage) && !refused(stretch.passage, -1);
                free.then_some((strain, stretch.passage))
            });
            out.extend(candidates.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, passage)| (passage, -1)));
        }
        out
    }
}

/// What costs a line no more than this shows less than a page that ends early.
const MILD: f64 = 8.0;

/// Whether the columns before this one end as they did.
fn still(old: &[Stretch], new: &[Stretch], capacities: &[usize], column: usize) -> bool {
    boundaries(capacities).take(column).all(|at| is_lonely(old, at) || !is_lonely(new, at))
}

/// The line numbers at which columns end, but for the last.
fn boundaries(capacities: &[usize]) -> impl Iterator<Item = usize> + '_ {
    let before_last = capacities.len().saturating_sub(1);
    capacities[..before_last].iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    })
}

/// The stretches that have a line between two line numbers.
fn within(stretches: &[Stretch], start: usize, end: usize) -> Vec<usize> {
    let mut at = 0;
    let mut out = Vec::new();
    for (index, stretch) in stretches.iter().enumerate() {
        let from = at;
        at += stretch.lines;
        if at > start && from < end {
            out.push(index);
        }
    }
    out
}

/// Whether a column that ends before line `end` leaves one line of a paragraph
/// on either side.
fn is_lonely(stretches: &[Stretch], end: usize) -> bool {
    let mut at = 0;
    for stretch in stretches {
        let (from, to) = (at, at + stretch.lines);
        at = to;
        if from < end && end < to {
            return end - from == 1 || to - end == 1;
        }
        if from >= end {
            break;
        }
    }
    false
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
                rows.push(Row { column: rows.len() / 4, passage, width });
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
