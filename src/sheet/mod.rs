//! Tables from files: what a CSV or XLSX file shows becomes the cells of a
//! table. Works on bytes: who reads the file, and says where it was asked for,
//! is above.
//!
//! Nothing is calculated and nothing fetched: a formula's cell holds the value
//! that the spreadsheet program last stored.

mod csv;
mod error;
mod grid;
mod number;
mod styles;
mod xlsx;
mod xml;
mod zip;

pub use self::error::SheetError;

use self::grid::Grid;
use crate::content::{Align, Cell, Inline, Mark, Span, Table, TableFile, merge, solid_text};

/// Largest file, in bytes.
pub const DATA_LIMIT: u64 = 8 << 20;

/// More columns are no table that could be printed.
const MAX_COLUMNS: usize = 64;

/// More rows are a database, not a table in a bulletin.
const MAX_ROWS: usize = 5000;

/// Heads of more rows are none.
const MAX_HEAD: usize = 5;

/// Something odd in a file that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oddity {
    /// A row, from 1, with another number of cells than the widest: (row,
    /// expected, found).
    Ragged(usize, usize, usize),
    /// Merge marks that make no rectangle, in a row and column from 1.
    BadMerge(usize, usize),
}

/// Fills a table with what its file holds.
pub fn fill(table: &mut Table, bytes: &[u8]) -> Result<Vec<Oddity>, SheetError> {
    let Some(source) = table.source.clone() else { return Ok(Vec::new()) };
    let Grid { rows: texts, mut marks, ragged, offset } = read(&source, bytes)?;
    let width = texts.iter().map(Vec::len).max().unwrap_or_default();
    let mut oddities: Vec<_> = ragged.into_iter().collect();
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(texts.len());
    marks.resize(texts.len(), Vec::new());
    for (row, marks) in texts.iter().zip(&mut marks) {
        marks.resize(width, None);
        for (mark, text) in marks.iter_mut().zip(row) {
            *mark = mark.or_else(|| Mark::of(text));
        }
        let cell = |(column, mark): (usize, &Option<Mark>)| match mark {
            Some(_) => Cell::new(Vec::new()),
            None => Cell::new(inlines(row.get(column).map_or("", String::as_str), &source.span)),
        };
        rows.push(marks.iter().enumerate().map(cell).collect());
    }
    // Without a bound between head and body: the bound follows from the cells.
    for (row, column, _) in merge(&mut rows, &marks, usize::MAX) {
        oddities.push(Oddity::BadMerge(row + 1 + offset.0, column + 1 + offset.1));
    }
    take_title(table, &mut rows, width);
    let body = rows.split_off(head_rows(&rows, width));
    if body.is_empty() {
        return Err(SheetError::NoRows);
    }
    table.columns = vec![Align::Auto; width];
    (table.head, table.rows) = (rows, body);
    Ok(oddities)
}

fn read(source: &TableFile, bytes: &[u8]) -> Result<Grid, SheetError> {
    /// How the old binary files of office programs begin, and encrypted ones.
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
    let ending =
        source.path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let grid = match ending.as_str() {
        "csv" | "tsv" if source.sheet.is_some() => return Err(SheetError::SheetOfCsv),
        "csv" | "tsv" if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(COMPOUND) => {
            return Err(SheetError::NotText);
        }
        "csv" | "tsv" => csv::read(bytes, ending == "tsv")?,
        "xlsx" | "xlsm" if bytes.starts_with(COMPOUND) => return Err(SheetError::Encrypted),
        "xlsx" | "xlsm" => xlsx::read(bytes, source.sheet.as_deref())?,
        _ => return Err(SheetError::OldFormat),
    };
    let grid = grid.trimmed();
    match (grid.rows.len(), grid.rows.iter().map(Vec::len).max().unwrap_or_default()) {
        (0, _) | (_, 0) => Err(SheetError::Empty),
        (rows, _) if rows > MAX_ROWS => Err(SheetError::TooLong { rows, limit: MAX_ROWS }),
        (_, columns) if columns > MAX_COLUMNS => Err(SheetError::TooWide { columns, limit: MAX_COLUMNS }),
        _ => Ok(grid),
    }
}

/// The text of a cell; lines in it stay lines. It stands in no text, so its
/// place is where the file is named.
fn inlines(text: &str, span: &Span) -> Vec<Inline> {
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push(Inline::Break);
        }
        let line = line.trim();
        if !line.is_empty() {
            out.push(Inline::Text { text: line.to_owned(), span: span.clone() });
        }
    }
    out
}

/// A first row of one cell over the whole width is the table's title, as
/// spreadsheets have it. It becomes the caption where there is none, and goes
/// where the caption says the same.
fn take_title(table: &mut Table, rows: &mut Vec<Vec<Cell>>, width: usize) {
    let Some([title, ..]) = rows.first().map(Vec::as_slice) else { return };
    if width < 2 || title.across != width || title.down != 1 {
        return;
    }
    match &table.caption {
        None => table.caption = Some(title.body.clone()),
        Some(caption) if solid_text(caption).ends_with(&solid_text(&title.body)) => {}
        Some(_) => return,
    }
    rows.remove(0);
}

/// How many rows the head has: as far as a cell of the first row reaches down;
/// a row in which cells go over several columns has their parts below it.
fn head_rows(rows: &[Vec<Cell>], width: usize) -> usize {
    let mut head = 1;
    let mut at = 0;
    while at < head.min(rows.len()) && head < MAX_HEAD {
        for cell in &rows[at] {
            head = head.max(at + cell.down);
            if (2..width).contains(&cell.across) {
                head = head.max(at + cell.down + 1);
            }
        }
        at += 1;
    }
    head.min(rows.len())
}
