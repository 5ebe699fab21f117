//! Which articles stand in two columns, and what runs across both.

use std::collections::{BTreeMap, BTreeSet};

use crate::layout::Glyph;

/// Characters on both sides of the middle that are nearer to each other than
/// this, in em, belong to one line: columns are further apart.
const TOGETHER: f64 = 0.4;

/// A row of characters at one height, of one article.
pub(super) type Row = (usize, usize, i64);

/// The row that a character stands in.
pub(super) fn row(glyph: &Glyph) -> Row {
    (glyph.article, glyph.page, glyph.baseline.round() as i64)
}

/// The rows that run across the middle of their page without a gap.
pub(super) fn crossing<'a>(
    glyphs: impl Iterator<Item = &'a Glyph>,
    middle: impl Fn(&Glyph) -> f64,
) -> BTreeSet<Row> {
    // Where the left part of each row ends, and where the right part begins.
    let mut gaps: BTreeMap<Row, (f64, f64, f64)> = BTreeMap::new();
    for glyph in glyphs {
        let [left, _, right, _] = glyph.area;
        let gap = gaps.entry(row(glyph)).or_insert((f64::NEG_INFINITY, f64::INFINITY, 0.0));
        if (left + right) / 2.0 < middle(glyph) {
            gap.0 = gap.0.max(right);
        } else {
            gap.1 = gap.1.min(left);
        }
        gap.2 = gap.2.max(glyph.size);
    }
    gaps.into_iter()
        .filter(|(_, (end, start, size))| start - end < TOGETHER * size)
        .map(|(row, _)| row)
        .collect()
}

/// Which articles stand in two columns: few of their lines run across the
/// middle of the page, as a byline or a wide table does.
pub(super) fn two_columns<'a>(glyphs: impl Iterator<Item = (&'a Glyph, f64)>) -> BTreeMap<usize, bool> {
    // The lines of each article that reach the right half, by page and
    // baseline, and whether they run across the middle.
    let mut reaching: BTreeMap<Row, bool> = BTreeMap::new();
    for (glyph, middle) in glyphs {
        let [left, _, right, _] = glyph.area;
        if right > middle + 1.0 {
            *reaching.entry(row(glyph)).or_default() |= left < middle - 1.0;
        }
    }
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((article, ..), across) in reaching {
        let count = counts.entry(article).or_default();
        count.0 += 1;
        count.1 += usize::from(across);
    }
    counts.into_iter().map(|(article, (lines, across))| (article, 2 * across < lines)).collect()
}
