//! A table as numbers under heads: what the rules about tables look at.

use crate::content::{Cell, Inline, Span, Table, plain_text, solid_text};
use crate::lint::figures::millionths;

/// A number in a cell, in millionths, with the worth of its last place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: i128,
    pub(super) place: i128,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Number(Number),
    /// Nothing, or a dash for nothing.
    Empty,
    Words,
}

/// A table read as numbers.
pub(super) struct Grid<'t> {
    table: &'t Table,
    /// The heads over each column, from the top, without blanks.
    pub(super) heads: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) cells: Vec<Vec<Held>>,
}

impl<'t> Grid<'t> {
    pub(super) fn new(table: &'t Table) -> Self {
        let width = table.columns.len();
        let mut heads = vec![String::new(); width];
        for row in &table.head {
            let (mut left, mut covers) = (String::new(), 0);
            for (head, cell) in heads.iter_mut().zip(row) {
                // A head that goes across stands over each of its columns.
                if cell.is_covered() {
                    if covers > 0 {
                        covers -= 1;
                        head.push_str(&left);
                    }
                } else {
                    left = solid_text(&cell.body);
                    covers = cell.across.saturating_sub(1);
                    head.push_str(&left);
                }
            }
        }
        let labels = table.rows.iter().map(|row| label(row)).collect();
        let cells = table.rows.iter().map(|row| row.iter().map(held).collect()).collect();
        Self { table, heads, labels, cells }
    }

    pub(super) fn number(&self, row: usize, column: usize) -> Option<Number> {
        match self.cells.get(row)?.get(column)? {
            Held::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The head of a column.
    pub(super) fn head(&self, column: usize) -> &str {
        self.heads.get(column).map_or("", String::as_str)
    }

    /// The label of a row, as it is told.
    pub(super) fn label(&self, row: usize) -> &str {
        self.labels.get(row).map_or("", |label| label.trim())
    }

    /// Whether a row is part of the one above: 其中, or set in.
    pub(super) fn is_inner(&self, row: usize) -> bool {
        self.labels
            .get(row)
            .is_some_and(|label| label.contains("其中") || label.starts_with(['　', '#', ' ', '＃']))
    }

    /// Whether what a column holds can be added up.
    pub(super) fn is_additive(&self, column: usize) -> bool {
        const RATES: [&str; 21] = [
            "%",
            "％",
            "率",
            "占",
            "比",
            "均",
            "增长",
            "增幅",
            "价",
            "指数",
            "百分点",
            "年限",
            "位次",
            "排名",
            "电话",
            "序号",
            "编号",
            "增减",
            "年份",
            "得分",
            "每",
        ];
        column > 0
            && !RATES.iter().any(|word| self.head(column).contains(word))
            && (0..self.cells.len()).any(|row| self.number(row, column).is_some())
    }

    /// Where a finding about a cell is told: in a table from a file, where the
    /// file is named.
    pub(super) fn place(&self, row: usize, column: usize) -> Option<Span> {
        if let Some(file) = &self.table.source {
            return Some(file.span.clone());
        }
        span(&self.table.rows.get(row)?.get(column)?.body)
    }
}

/// The first words of a row, blanks before them kept.
fn label(row: &[Cell]) -> String {
    let words = row.iter().map(|cell| plain_text(&cell.body));
    let mut words = words.filter(|text| !text.trim().is_empty());
    words.next().unwrap_or_default()
}

fn held(cell: &Cell) -> Held {
    let text = solid_text(&cell.body);
    if matches!(text.as_str(), "" | "—" | "–" | "-" | "——" | "…" | "/") {
        return Held::Empty;
    }
    let digits = text.trim_start_matches(['-', '−', '－']);
    let sign = if digits.len() < text.len() { -1 } else { 1 };
    let digits = digits.trim_end_matches(['%', '％']);
    match millionths(digits)
        .filter(|_| digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')))
    {
        Some((value, place)) => Held::Number(Number { value: value * sign, place }),
        None => Held::Words,
    }
}

fn span(body: &[Inline]) -> Option<Span> {
    match body.first()? {
        Inline::Text { span, .. } => Some(span.clone()),
        Inline::Strong(body) | Inline::Emph(body) => span(body),
        _ => None,
    }
}
