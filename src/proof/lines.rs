//! The numbered lines of a page: every line of an article's text, counted from
//! the top of each column. What runs across both columns, as a byline does, is
//! counted apart: a reader who counts the lines of a column does not count it.

use std::cmp::Ordering;

use super::columns::{crossing, row, two_columns};
use super::places::Segment;
use crate::layout::{Glyph, Trace};

/// Which column of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The left one of two, or the only one.
    First,
    /// The right one.
    Second,
    /// Both: what runs across the middle of a page with two columns.
    Across,
}

/// A line of text on a page. Lengths are in pt from the page's upper left
/// corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// The page, counted from 0.
    pub(super) page: usize,
    /// The column.
    pub(super) column: Column,
    /// Its number in the column, from 1.
    pub(super) number: usize,
    /// Where its letters stand.
    pub(super) baseline: f64,
    /// Where it begins and ends.
    pub(super) left: f64,
    /// See `left`.
    pub(super) right: f64,
    /// The size of its largest character.
    pub(super) size: f64,
}

/// The lines of every page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lines {
    /// Page by page, column by column, top to bottom.
    pub(super) lines: Vec<Line>,
    /// The line that each of the trace's characters stands in; none for what
    /// is turned.
    pub(super) of: Vec<Option<usize>>,
    /// Whether each page has two columns.
    pub(super) double: Vec<bool>,
    /// The middle of each page.
    middles: Vec<f64>,
    /// Of each page with two columns, the feet of what runs across them.
    across: Vec<Vec<f64>>,
}

/// Baselines nearer to each other than this, in em, are one line's: raised
/// figures, and the numbers of notes.
const SAME: f64 = 0.55;

/// Finds the lines. `widths` are the pages' widths, in pt; `asked` tells how many
/// columns each article asks for, which a layout need not heed.
pub(super) fn lines(trace: &Trace, widths: &[f64], asked: &[u8]) -> Lines {
    let upright = || trace.glyphs.iter().enumerate().filter(|(_, glyph)| !glyph.turned);
    let middle = |glyph: &Glyph| widths.get(glyph.page).map_or(f64::INFINITY, |width| width / 2.0);
    let articles = two_columns(upright().map(|(_, glyph)| (glyph, middle(glyph))));
    let two = |glyph: &Glyph| {
        // The cells of a table may look like columns.
        asked.get(glyph.article).is_some_and(|&asked| asked > 1)
            && articles.get(&glyph.article).is_some_and(|&two| two)
    };
    let mut double = vec![false; widths.len()];
    for (_, glyph) in upright() {
        if let Some(page) = double.get_mut(glyph.page) {
            *page |= two(glyph);
        }
    }
    let across = crossing(upright().map(|(_, glyph)| glyph).filter(|glyph| two(glyph)), middle);
    let column = |at: usize| match trace.glyphs.get(at) {
        Some(glyph) if !two(glyph) => Column::First,
        Some(glyph) if across.contains(&row(glyph)) => Column::Across,
        Some(glyph) if glyph.area[0] > middle(glyph) - 1.0 => Column::Second,
        _ => Column::First,
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
    let mut feet = vec![Vec::new(); widths.len()];
    let wide = lines.iter().filter(|line| line.column == Column::Across);
    let titles = trace.titles.iter().flatten().map(|title| (title.page, title.area[3]));
    for (page, foot) in wide.map(|line| (line.page, line.baseline)).chain(titles) {
        if let Some(feet) = feet.get_mut(page) {
            feet.push(foot);
        }
    }
    let middles = widths.iter().map(|width| width / 2.0).collect();
    Lines { lines, of, double, middles, across: feet }
}

impl Lines {
    /// Pages without lines, with two columns or not.
    #[cfg(test)]
    pub(super) fn of_pages(double: Vec<bool>) -> Self {
        Self { double, ..Self::default() }
    }

    /// The lines of a page.
    pub(super) fn on(&self, page: usize) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.page == page)
    }

    /// How a line is called: `左栏第3行`, or `第3行` where there is one column.
    pub(super) fn name(&self, line: &Line) -> String {
        let column = match line.column {
            _ if !self.is_double(line.page) => "",
            Column::First => "左栏",
            Column::Second => "右栏",
            Column::Across => "通栏",
        };
        format!("{column}第{}行", line.number)
    }

    /// The same as short as can be: `左3`.
    pub(super) fn short(&self, line: &Line) -> String {
        let column = match line.column {
            _ if !self.is_double(line.page) => return format!("{} 行", line.number),
            Column::First => "左",
            Column::Second => "右",
            Column::Across => "通",
        };
        format!("{column} {}", line.number)
    }

    /// Whether a page has two columns.
    pub(super) fn is_double(&self, page: usize) -> bool {
        self.double.get(page).is_some_and(|&double| double)
    }

    /// The column that something stands in.
    pub(super) fn column(&self, at: &Segment) -> Column {
        if let Some(line) = at.line.and_then(|line| self.lines.get(line)) {
            return line.column;
        }
        let middle = self.middles.get(at.page).copied().unwrap_or(f64::INFINITY);
        let [left, _, right, _] = at.area;
        match at.picture {
            _ if !self.is_double(at.page) => Column::First,
            // Titles, and what is turned.
            false => Column::Across,
            true if left < middle - 1.0 && right > middle + 1.0 => Column::Across,
            true if left > middle - 1.0 => Column::Second,
            true => Column::First,
        }
    }

    /// What things of one page are ordered by, as they are read: the left
    /// column, the right one, then what runs across below them, and so on.
    pub(super) fn reading(&self, at: &Segment) -> (usize, Column) {
        let foot = at.area[3].round() - 1.0;
        let above = self.across.get(at.page).filter(|_| self.is_double(at.page));
        let above = above.map_or(0, |feet| feet.iter().filter(|&&other| other < foot - 3.0).count());
        (above, self.column(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(page: usize, x: f64, baseline: f64, size: f64) -> Glyph {
        let area = [x, baseline - 0.86 * size, x + size, baseline + 0.14 * size];
        Glyph { article: 0, bytes: 0..3, page, area, baseline, size, turned: false }
    }

    fn numbered(glyphs: Vec<Glyph>) -> Vec<(String, f64)> {
        let trace = Trace { glyphs, ..Trace::default() };
        let found = lines(&trace, &[200.0, 200.0], &[2]);
        found.lines.iter().map(|line| (found.name(line), line.baseline)).collect()
    }

    #[test]
    fn columns_count_for_themselves_and_pages_anew() {
        let glyphs = vec![
            glyph(0, 110.0, 50.0, 10.0),
            glyph(0, 10.0, 50.0, 10.0),
            glyph(0, 20.0, 50.0, 10.0),
            glyph(0, 10.0, 65.0, 10.0),
            glyph(1, 10.0, 50.0, 10.0),
        ];
        let name = |name: &str, y| (name.to_owned(), y);
        assert_eq!(
            numbered(glyphs),
            [
                name("左栏第1行", 50.0),
                name("左栏第2行", 65.0),
                name("右栏第1行", 50.0),
                name("左栏第1行", 50.0)
            ]
        );
    }

    #[test]
    fn what_runs_across_is_counted_apart() {
        // A byline over the middle, then two columns.
        let byline = [80.0, 90.0, 100.0, 110.0].map(|x| glyph(0, x, 30.0, 10.0));
        let columns = [50.0, 65.0].map(|y| [glyph(0, 10.0, y, 10.0), glyph(0, 110.0, y, 10.0)]);
        let glyphs = [byline.to_vec(), columns.concat()].concat();
        let names: Vec<_> = numbered(glyphs).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["左栏第1行", "左栏第2行", "右栏第1行", "右栏第2行", "通栏第1行"]);
    }

    #[test]
    fn pages_are_read_column_by_column() {
        let byline = [80.0, 90.0, 100.0, 110.0].map(|x| glyph(0, x, 30.0, 10.0));
        let columns = [50.0, 65.0].map(|y| [glyph(0, 10.0, y, 10.0), glyph(0, 110.0, y, 10.0)]);
        let trace = Trace { glyphs: [byline.to_vec(), columns.concat()].concat(), ..Trace::default() };
        let found = lines(&trace, &[200.0], &[2]);
        let reading = |line: usize| {
            let Line { baseline, left, right, .. } = found.lines[line];
            let area = [left, baseline - 8.6, right, baseline + 1.4];
            found.reading(&Segment { page: 0, area, line: Some(line), picture: false })
        };
        let order: Vec<_> = [4, 0, 1, 2, 3].map(reading).to_vec();
        assert!(order.is_sorted() && reading(4) < reading(0) && reading(1) < reading(2), "{order:?}");
    }

    #[test]
    fn one_column_runs_across_the_middle() {
        let line = |page, y| [10.0, 95.0, 110.0].map(|x| glyph(page, x, y, 10.0));
        let glyphs = [line(0, 50.0), line(0, 65.0), line(1, 50.0)].concat();
        let names: Vec<_> = numbered(glyphs).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["第1行", "第2行", "第1行"]);
    }

    #[test]
    fn cells_of_a_table_are_no_columns() {
        let cells = [50.0, 65.0].map(|y| [glyph(0, 10.0, y, 10.0), glyph(0, 110.0, y, 10.0)]).concat();
        let trace = Trace { glyphs: cells, ..Trace::default() };
        let found = lines(&trace, &[200.0], &[1]);
        let names: Vec<_> = found.lines.iter().map(|line| found.name(line)).collect();
        assert_eq!(names, ["第1行", "第2行"]);
    }

    #[test]
    fn raised_figures_begin_no_line() {
        let glyphs = vec![glyph(0, 10.0, 50.0, 10.0), glyph(0, 20.0, 46.0, 6.0), glyph(0, 10.0, 65.0, 10.0)];
        assert_eq!(numbered(glyphs).len(), 2);
    }
}
