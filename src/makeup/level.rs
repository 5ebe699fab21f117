//! Columns that end level: where the columns of a last page are to end so that
//! neither is much longer than the other.
//!
//! How many lines that takes can't be told beforehand: a head must not end a
//! column, a table may not be torn. So a level is tried, looked at on the new
//! pages, and mended.

use std::collections::BTreeMap;

/// Where the text of a run of articles ended on the pages as they came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnEnd {
    /// The run, by its first article.
    pub run: String,
    /// The page, counted from the run's first.
    pub page: usize,
    /// The column, from nought.
    pub column: usize,
    /// How many lines of the column are above the end.
    pub row: usize,
    /// How many lines a title or pictures take above the columns of that page.
    pub head: usize,
    /// How many lines a full column has.
    pub lines: usize,
    /// Whether the page must stay as it is.
    pub fixed: bool,
}

/// The columns of a page end after a number of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Level {
    page: usize,
    lines: usize,
}

/// What has been tried so far.
#[derive(Debug, Default)]
pub struct Levels {
    wanted: BTreeMap<String, Level>,
    /// Fewer lines were too few for the text.
    least: BTreeMap<String, usize>,
}

/// How well pages came out: runs that ran over their level, runs that are not
/// level yet. Fewer are better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Unevenness {
    over: usize,
    uneven: usize,
}

impl Levels {
    /// After how many lines the columns of each run's last page are to end now.
    pub fn wanted(&self) -> impl Iterator<Item = (&str, usize)> {
        self.wanted.iter().map(|(run, level)| (run.as_str(), level.lines))
    }

    /// Looks at pages that were set with these levels, and mends them. What has
    /// nothing to mend is as level as it can be.
    pub fn look(&mut self, ends: &[ColumnEnd]) -> Unevenness {
        let mut found = Unevenness::default();
        for end in ends {
            let old = self.wanted.get(&end.run).copied();
            found.over += usize::from(old.is_some_and(|old| end.page > old.page));
            let new = self.next(old, end);
            if new == old {
                continue;
            }
            found.uneven += 1;
            match new {
                Some(level) => self.wanted.insert(end.run.clone(), level),
                None => self.wanted.remove(&end.run),
            };
        }
        found
    }

    /// What to try after a level came out so.
    fn next(&mut self, old: Option<Level>, end: &ColumnEnd) -> Option<Level> {
        if end.fixed {
            return None;
        }
        let least = self.least.entry(end.run.clone()).or_default();
        let lines = match old {
            Some(old) if end.page > old.page => {
                let over = (2 * (end.page - old.page - 1) + end.column) * end.lines + end.row;
                *least = old.lines + 1;
                return Some(Level { lines: old.lines + over.div_ceil(2).max(1), ..old })
                    .filter(|level| level.lines < end.lines);
            }
            // The text has become shorter than this page.
            Some(old) if end.page < old.page => return None,
            Some(old) => old.lines,
            None => end.lines,
        };
        let used = (end.column * lines.saturating_sub(end.head) + end.row).saturating_sub(end.head);
        let even = (end.head + used.div_ceil(2)).max(*least);
        match old {
            _ if used == 0 => None,
            // What was too short before is not tried again.
            Some(old) if even >= old.lines || *least > 0 => Some(old),
            _ => Some(Level { page: end.page, lines: even }).filter(|level| level.lines < end.lines),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages with two columns of 36 lines, the first below a head of 4, with
    /// text of which a piece of `block` lines in the middle must not be torn.
    fn set(level: Option<Level>, text: usize, block: usize) -> ColumnEnd {
        let (lines, first) = (36, 4);
        let head = |page| if page == 0 { first } else { 0 };
        let foot = |page| level.filter(|level| level.page == page).map_or(lines, |level| level.lines);
        let (mut page, mut column, mut row) = (0, 0, head(0));
        for line in 0..text {
            let piece = if line == text / 2 { block } else { 1 };
            while row + piece > foot(page) {
                (page, column) = if column == 1 { (page + 1, 0) } else { (page, 1) };
                row = head(page);
            }
            row += piece;
        }
        ColumnEnd { run: "a1".to_owned(), page, column, row, head: head(page), lines, fixed: false }
    }

    #[test]
    fn columns_come_out_level_within_few_passes() {
        for text in 1..200 {
            for block in 1..9 {
                let natural = set(None, text, block);
                let mut levels = Levels::default();
                let mut passes = 0;
                loop {
                    let level = levels.wanted.get("a1").copied();
                    let end = set(level, text, block);
                    if levels.look(std::slice::from_ref(&end)) == Unevenness::default() {
                        assert_eq!(end.page, natural.page, "{text} {block}");
                        assert!(level.is_none_or(|level| end.row <= level.lines), "{text} {block}: {end:?}");
                        break;
                    }
                    passes += 1;
                    assert!(passes < 7, "{text} {block}");
                }
            }
        }
    }

    #[test]
    fn a_page_that_must_stay_does() {
        let mut levels = Levels::default();
        let end = ColumnEnd { fixed: true, ..set(None, 20, 1) };
        assert_eq!(levels.look(&[end]), Unevenness::default());
        assert_eq!(levels.wanted().count(), 0);
    }
}
