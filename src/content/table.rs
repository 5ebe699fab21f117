//! Tables: Markdown's with `|`, and what Word leaves of its own, cells with tabs
//! between.

use std::ops::Range;

use super::Format;
use super::chars::{count, is_colon, is_digit, is_numeral, is_space};
use super::inline::{Segment, inlines};
use super::lines::Line;
use super::merge::{Mark, merge};
use super::model::{Align, Cell, Inline, Problem, ProblemKind, Span, Table};
use super::scan::Scan;

/// More columns than this are no table that could be printed.
const MAX_COLUMNS: usize = 64;

/// Heads of more rows are none: the lines are the body of a table without a
/// rule.
const MAX_HEAD: usize = 5;

/// How many missing cells an article's tables may have filled in. Beyond it
/// the lines stay text: a small file must not grow into a huge table.
pub(super) const MAX_FILLED: usize = 1 << 16;

/// The lines of a table, cut into cells.
#[derive(Debug)]
pub(super) struct RawTable {
    columns: Vec<Align>,
    /// How many of the rows are its head.
    head: usize,
    /// The head, then the rows: the line's range and its cells'.
    rows: Vec<(Span, Vec<Span>)>,
}

/// Reads the table that begins at `lines[at]`, if one does; returns it and the
/// line after it. `filled` counts against [`MAX_FILLED`].
pub(super) fn take(src: &str, lines: &[Line], at: usize, filled: &mut usize) -> Option<(RawTable, usize)> {
    let head = opens(src, lines, at)?;
    let mut rows: Vec<_> = lines[at..at + head]
        .iter()
        .map(|line| (line.range.clone(), cells(src, line.range.clone())))
        .collect();
    let width = rows.iter().map(|(_, row)| row.len()).max()?;
    let mut columns = alignment(lines[at + head].text(src));
    columns.resize(width, Align::Auto);
    let mut next = at + head + 1;
    while let Some(line) = lines.get(next).filter(|line| line.text(src).contains('|')) {
        let row = cells(src, line.range.clone());
        *filled += width.saturating_sub(row.len());
        if *filled > MAX_FILLED {
            break;
        }
        rows.push((line.range.clone(), row));
        next += 1;
    }
    Some((RawTable { columns, head, rows }, next))
}

/// Reads a table that was saved from Word as plain text: below a caption, lines
/// with tabs between the cells. Without a caption, lines with tabs may be
/// anything: a roster, two signers side by side.
pub(super) fn take_tabbed(src: &str, lines: &[Line], at: usize) -> Option<(RawTable, usize)> {
    let above = lines[..at].iter().rev().map(|line| line.text(src)).find(|text| !text.is_empty())?;
    if !is_caption(above) {
        return None;
    }
    let tabs = |line: &&Line| src[line.whole.clone()].bytes().filter(|&b| b == b'\t').count();
    let rows: Vec<_> =
        lines[at..].iter().take_while(|line| !line.text(src).is_empty() && tabs(line) > 0).collect();
    let width = rows.iter().map(tabs).max()? + 1;
    if rows.len() < 2 || width > MAX_COLUMNS {
        return None;
    }
    let next = at + rows.len();
    let cut = |line: &Line| {
        let mut cells = tabbed_cells(src, line.whole.clone());
        cells.resize(width, line.range.end..line.range.end);
        (line.range.clone(), cells)
    };
    let rows = rows.into_iter().map(cut).collect();
    Some((RawTable { columns: vec![Align::Auto; width], head: 1, rows }, next))
}

fn tabbed_cells(src: &str, line: Range<usize>) -> Vec<Span> {
    let text = &src[line.clone()];
    let mut start = 0;
    let ends = text.match_indices('\t').map(|(at, _)| at).chain([text.len()]);
    let cell = |end: usize| trimmed(text, std::mem::replace(&mut start, end + 1)..end, line.start);
    ends.map(cell).collect()
}

/// How many rows the head of the table has that begins at this line: cells, and
/// below them `| --- |`. Only lines that begin with `|` make a head of several
/// rows.
fn opens(src: &str, lines: &[Line], at: usize) -> Option<usize> {
    let head = |line: &Line| {
        line.text(src).contains('|') && (1..=MAX_COLUMNS).contains(&cells(src, line.range.clone()).len())
    };
    let rule = |line: &Line| {
        let text = line.text(src);
        text.contains('|') && text.contains('-') && !alignment(text).is_empty()
    };
    if !head(lines.get(at)?) || rule(&lines[at]) {
        return None;
    }
    for rows in 1..=MAX_HEAD {
        let line = lines.get(at + rows)?;
        if rule(line) {
            return Some(rows);
        }
        if !lines[at].text(src).starts_with('|') || !line.text(src).starts_with('|') || !head(line) {
            return None;
        }
    }
    None
}

/// The alignments that a delimiter row gives; empty if it is none.
fn alignment(text: &str) -> Vec<Align> {
    let mut columns = Vec::new();
    for cell in cells(text, 0..text.len()) {
        let cell = &text[cell];
        let (left, right) = (cell.starts_with(':'), cell.ends_with(':'));
        let dashes = cell.trim_matches(':');
        if dashes.is_empty() || dashes.bytes().any(|b| b != b'-') {
            return Vec::new();
        }
        columns.push(match (left, right) {
            (true, true) => Align::Center,
            (true, false) => Align::Left,
            (false, true) => Align::Right,
            (false, false) => Align::Auto,
        });
    }
    columns
}

/// The cells of a line: what stands between its `|`, `\|` not counted.
fn cells(src: &str, line: Range<usize>) -> Vec<Span> {
    let text = &src[line.clone()];
    let (mut out, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, b) in text.bytes().enumerate() {
        if b == b'|' && !escaped {
            out.push(trimmed(text, start..at, line.start));
            start = at + 1;
        }
        escaped = b == b'\\' && !escaped;
    }
    if start < text.len() {
        out.push(trimmed(text, start..text.len(), line.start));
    }
    if text.starts_with('|') {
        out.remove(0);
    }
    out
}

fn trimmed(text: &str, range: Range<usize>, base: usize) -> Span {
    let cell = &text[range.clone()];
    let body = cell.trim_start_matches(is_space);
    let start = base + range.end - body.len();
    start..start + body.trim_end_matches(is_space).len()
}

impl RawTable {
    /// Reads the cells. A row of another length than the head is filled up, or
    /// its surplus goes into the last cell, so that no text is lost.
    pub(super) fn build(self, src: &str, format: Format, problems: &mut Vec<Problem>) -> Table {
        let width = self.columns.len();
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut marks = Vec::with_capacity(self.rows.len());
        let mut places = Vec::with_capacity(self.rows.len());
        for (span, cells) in self.rows {
            if cells.len() != width {
                let kind = ProblemKind::RaggedTable(width, cells.len());
                problems.push(Problem { kind, span });
            }
            let mut row: Vec<Vec<Inline>> = Vec::with_capacity(width);
            let mut row_marks: Vec<_> = cells.iter().map(|cell| Mark::of(&src[cell.clone()])).collect();
            if cells.len() > width {
                // The last cell takes the surplus, so it is no part of another.
                row_marks.truncate(width.saturating_sub(1));
            }
            row_marks.resize(width, None);
            places.push(cells.clone());
            for (column, cell) in cells.into_iter().enumerate() {
                let start = cell.start;
                if row_marks.get(column).copied().flatten().is_some() {
                    row.push(Vec::new());
                    continue;
                }
                let body = inlines(src, &[Segment::new(cell)], format);
                if row.len() < width {
                    row.push(body);
                } else if let Some(last) = row.last_mut() {
                    last.push(Inline::Text { text: " ".into(), span: start..start });
                    last.extend(body);
                }
            }
            row.resize(width, Vec::new());
            rows.push(row.into_iter().map(Cell::new).collect());
            marks.push(row_marks);
        }
        for (row, column, kind) in merge(&mut rows, &marks, self.head) {
            let span = places.get(row).and_then(|cells| cells.get(column)).cloned();
            problems.extend(span.map(|span| Problem { kind, span }));
        }
        let body = rows.split_off(self.head.min(rows.len()));
        Table {
            caption: None,
            landscape: false,
            source: None,
            columns: self.columns,
            head: rows,
            rows: body,
            notes: Vec::new(),
        }
    }
}

/// Whether a paragraph right before a table is its caption: `表1 …`, `附表二：…`.
pub(super) fn is_caption(text: &str) -> bool {
    let mut scan = Scan::new(text);
    scan.word("附");
    if !scan.word("表") || count(text, 61) > 60 {
        return false;
    }
    let spaced = scan.spaces();
    let numbered = scan.run(3, is_digit) > 0 || scan.run(3, is_numeral) > 0;
    numbered || spaced || scan.one(is_colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_line() {
        let of = |text: &str| -> Vec<String> {
            cells(text, 0..text.len()).into_iter().map(|r| text[r].to_owned()).collect()
        };
        assert_eq!(of("| 甲 | 乙 |"), ["甲", "乙"]);
        assert_eq!(of("甲|乙"), ["甲", "乙"]);
        assert_eq!(of("| 甲\\|乙 | |"), ["甲\\|乙", ""]);
        assert_eq!(of("|"), [""; 0]);
        assert_eq!(alignment("|:--|:-:|--:|-|").len(), 4);
        assert!(alignment("| - | 甲 |").is_empty());
    }

    #[test]
    fn captions() {
        for text in ["表1 收支", "表一　收支", "表：收支", "附表2：收支", "表 收支"] {
            assert!(is_caption(text), "{text}");
        }
        assert!(!is_caption("表彰名单如下："));
        assert!(!is_caption("收支表"));
    }
}
