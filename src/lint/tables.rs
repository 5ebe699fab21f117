//! Tables with more columns than their page has room for.

use std::sync::Arc;

use crate::content::{self, Article, Block, BlockKind, Cell, Inline, Span, Table};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};
use crate::manifest::{self, Publication};

/// Size of the text in a table, in points.
const CELL_SIZE: f64 = 10.5;

/// Room beside the text of a cell, in its size.
const INSETS: f64 = 0.8;

const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// How much room a table has, in sizes of its text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// In a column of the text.
    pub column: f64,
    /// Across the sheet.
    pub across: f64,
}

impl Room {
    /// The room in an article.
    pub fn of(publication: &Publication, article: &manifest::Article) -> Self {
        // GB/T 9704-2012, 5.2: the type area is 156 mm by 225 mm, one column.
        let standard = publication.layout.as_ref().is_some_and(|layout| layout.value == "gbt9704");
        let (width, height) = match standard {
            true => (156.0, 225.0),
            false => (publication.page.text_width_mm, publication.page.text_height_mm),
        };
        let columns = if standard { 1.0 } else { f64::from(article.columns.max(1)) };
        let column = match &article.chars {
            Some(chars) if !standard => f64::from(chars.value) * publication.body_size,
            _ => width * POINTS_PER_MM / columns,
        };
        Self { column: column / CELL_SIZE, across: height * POINTS_PER_MM / CELL_SIZE }
    }
}

/// Tables of an article that do not fit even at their narrowest.
pub fn check(source: &Arc<SourceText>, article: &Article, room: Room) -> Vec<Diagnostic> {
    let table = |block: &Block| match &block.kind {
        BlockKind::Table(table) => wide(table, room).map(|found| found.at(place(source, table, &block.span))),
        _ => None,
    };
    article.blocks.iter().filter_map(table).collect()
}

fn wide(table: &Table, room: Room) -> Option<Diagnostic> {
    let room = if table.landscape { room.across } else { room.column };
    let least: f64 = (0..table.columns.len()).map(|column| narrowest(table, column)).sum();
    if least <= room {
        return None;
    }
    let columns = table.columns.len();
    let found =
        Diagnostic::warning(Code::WideTable, format!("这个表有 {columns} 栏，排不进版心，字会挤在一起"));
    Some(match table.landscape {
        false => found.help("在表题末尾写 {横排}，排成单独一页的横表；或减少栏数，分成两个表"),
        true => found.help("横排也放不下：减少栏数，分成两个表"),
    })
}

/// The narrowest that a column can be: numbers are not broken, other text can
/// be, but not to less than two characters.
fn narrowest(table: &Table, column: usize) -> f64 {
    let cells = table.head.iter().chain(&table.rows).filter_map(|row| row.get(column));
    let width = |cell: &Cell| {
        let text = content::plain_text(&cell.body);
        let unbroken = text.split(|c: char| !c.is_ascii_graphic()).map(str::len).max().unwrap_or_default();
        (unbroken as f64 / 2.0).max((text.chars().count() as f64).min(2.0))
    };
    cells.filter(|cell| cell.across == 1).map(width).fold(1.0, f64::max) + INSETS
}

/// The caption, or the file's name, or the table.
fn place(source: &Arc<SourceText>, table: &Table, whole: &Span) -> Place {
    let caption = table.caption.iter().flatten().find_map(|inline| match inline {
        Inline::Text { span, .. } => Some(span),
        _ => None,
    });
    let file = table.source.as_ref().map(|file| &file.span);
    Place::new(source, caption.or(file).unwrap_or(whole).clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Format, Hints, parse};

    #[test]
    fn wide_tables() {
        let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(30));
        let text = |word: &str| format!("表1 甲{word}\n\n{}{}{}", row("项"), row("-"), row("12345678"));
        let room = Room { column: 42.0, across: 150.0 };
        let source = SourceText::new("a.md", "");
        let found =
            |text: &str| check(&source, &parse(text, Format::Markdown, &Hints::default()), room).len();
        assert_eq!((found(&text("")), found(&text("{横排}"))), (1, 0));
    }
}
