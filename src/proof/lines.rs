//! The numbered lines of a page: every line of an article's text, counted from
//! the top of each column.

use std::cmp::Ordering;

use crate::layout::Trace;

/// Which column of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The left one of two, or the only one.
    First,
    /// The right one.
    Second,
}

/// A line of text on a page. Lengths are in pt from the page's upper left
/// corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The page, counted from 0.
    pub page: usize,
    /// The column.
    pub column: Column,
    /// Its number in the column, from 1.
    pub number: usize,
    /// Where its letters stand.
    pub baseline: f64,
    /// Where it begins and ends.
    pub left: f64,
    /// See `left`.
    pub right: f64,
    /// The size of its largest character.
    pub size: f64,
}

/// The lines of every page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    /// Page by page, column by column, top to bottom.
    pub lines: Vec<Line>,
    /// The line that each of the trace's characters stands in; none for what
    /// is turned.
    pub of: Vec<Option<usize>>,
    /// Whether each page has two columns.
    pub double: Vec<bool>,
}

/// Baselines nearer to each other than this, in em, are one line's: raised
/// figures, and the numbers of notes.
const SAME: f64 = 0.55;

/// Finds the lines. `columns` tells how many columns each article is set in,
/// `widths` the pages' widths.
pub fn lines(trace: &Trace, columns: &[u8], widths: &[f64]) -> Lines {
    let upright = || trace.glyphs.iter().enumerate().filter(|(_, glyph)| !glyph.turned);
    let mut double = vec![false; widths.len()];
    for (_, glyph) in upright() {
        if let Some(page) = double.get_mut(glyph.page) {
            *page |= columns.get(glyph.article).is_some_and(|&columns| columns > 1);
        }
    }
    let column = |at: usize| {
        let Some(glyph) = trace.glyphs.get(at) else { return Column::First };
        let middle = widths.get(glyph.page).map_or(f64::INFINITY, |width| width / 2.0);
        let two = columns.get(glyph.article).is_some_and(|&columns| columns > 1);
        if two && glyph.area[0] > middle - 1.0 { Column::Second } else { Column::First }
    };
    let mut order: Vec<(usize, Column)> = upright().map(|(at, _)| (at, column(at))).collect();
    order.sort_by(|&(a, of_a), &(b, of_b)| {
        let (Some(x), Some(y)) = (trace.glyphs.get(a), trace.glyphs.get(b)) else { return Ordering::Equal };
        let place = x.page.cmp(&y.page).then(of_a.cmp(&of_b));
        place.then(x.baseline.total_cmp(&y.baseline)).then(x.area[0].total_cmp(&y.area[0]))
    });
    let mut lines: Vec<Line> = Vec::new();
    let mut of = vec![None; trace.glyphs.len()];
    for (at, column) in order {
        let Some(glyph) = trace.glyphs.get(at) else { continue };
        let known = lines.last_mut().filter(|line| {
            (line.page, line.column) == (glyph.page, column)
                && glyph.baseline - line.baseline < SAME * line.size.max(glyph.size)
        });
        if let Some(line) = known {
            line.left = line.left.min(glyph.area[0]);
            line.right = line.right.max(glyph.area[2]);
            if glyph.size > line.size {
                (line.size, line.baseline) = (glyph.size, glyph.baseline);
            }
        } else {
            let last = lines.last().filter(|line| (line.page, line.column) == (glyph.page, column));
            let number = last.map_or(1, |line| line.number + 1);
            lines.push(Line {
                page: glyph.page,
                column,
                number,
                baseline: glyph.baseline,
                left: glyph.area[0],
                right: glyph.area[2],
                size: glyph.size,
            });
        }
        if let Some(of) = of.get_mut(at) {
            *of = lines.len().checked_sub(1);
        }
    }
    Lines { lines, of, double }
}

impl Lines {
    /// The lines of a page.
    pub fn on(&self, page: usize) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.page == page)
    }

    /// How a line is called: `左栏第3行`, or `第3行` where there is one column.
    pub fn name(&self, line: &Line) -> String {
        let column = match line.column {
            _ if !self.double.get(line.page).is_some_and(|&double| double) => "",
            Column::First => "左栏",
            Column::Second => "右栏",
        };
        format!("{column}第{}行", line.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Glyph;

    fn glyph(page: usize, x: f64, baseline: f64, size: f64) -> Glyph {
        let area = [x, baseline - 0.86 * size, x + size, baseline + 0.14 * size];
        Glyph { article: 0, bytes: 0..3, page, area, baseline, size, turned: false }
    }

    fn numbered(glyphs: Vec<Glyph>, columns: u8) -> Vec<(String, f64)> {
        let trace = Trace { glyphs, ..Trace::default() };
        let found = lines(&trace, &[columns], &[200.0, 200.0]);
        found.lines.iter().map(|line| (found.name(line), line.baseline)).collect()
    }

    #[test]
    fn columns_count_for_themselves_and_pages_anew() {
        let glyphs = || {
            vec![
                glyph(0, 110.0, 50.0, 10.0),
                glyph(0, 10.0, 50.0, 10.0),
                glyph(0, 20.0, 50.0, 10.0),
                glyph(0, 10.0, 65.0, 10.0),
                glyph(1, 10.0, 50.0, 10.0),
            ]
        };
        let name = |name: &str, y| (name.to_owned(), y);
        assert_eq!(
            numbered(glyphs(), 2),
            [
                name("左栏第1行", 50.0),
                name("左栏第2行", 65.0),
                name("右栏第1行", 50.0),
                name("左栏第1行", 50.0)
            ]
        );
        assert_eq!(numbered(glyphs(), 1), [name("第1行", 50.0), name("第2行", 65.0), name("第1行", 50.0)]);
    }

    #[test]
    fn raised_figures_begin_no_line() {
        let glyphs = vec![glyph(0, 10.0, 50.0, 10.0), glyph(0, 20.0, 46.0, 6.0), glyph(0, 10.0, 65.0, 10.0)];
        assert_eq!(numbered(glyphs, 1).len(), 2);
    }
}
