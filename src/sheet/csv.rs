//! CSV, as spreadsheets write it: UTF-8 or, from Excel in China, GB18030.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use super::error::SheetError;
use super::grid::Grid;
use super::{MAX_COLUMNS, MAX_ROWS, Oddity};

pub(super) fn read(bytes: &[u8], tabs: bool) -> Result<Grid, SheetError> {
    let text = decode(bytes)?;
    let delimiter = if tabs { b'\t' } else { delimiter(&text) };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| SheetError::Broken(error.to_string()))?;
        if record.len() > MAX_COLUMNS * 4 {
            return Err(SheetError::TooWide { columns: record.len(), limit: MAX_COLUMNS });
        }
        rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
        if rows.len() > MAX_ROWS * 2 {
            return Err(SheetError::TooLong { rows: rows.len(), limit: MAX_ROWS });
        }
    }
    // Spreadsheets write every row to the same width.
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let odd = rows.iter().position(|row| row.len() != width && row.iter().any(|cell| !cell.is_empty()));
    let ragged = odd.map(|at| Oddity::Ragged(at + 1, width, rows[at].len()));
    Ok(Grid { rows, ragged, ..Grid::default() })
}

/// The text, whatever it is encoded in.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, 0),
        None => (GB18030, 0),
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes.get(start..).unwrap_or_default());
    if broken || text.contains('\0') { Err(SheetError::NotText) } else { Ok(text) }
}

/// The mark between cells: what the first line has most of.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |mark: u8| line.bytes().filter(|&b| b == mark).count();
    let best = [b';', b'\t', b','].into_iter().max_by_key(|&mark| count(mark));
    best.filter(|&mark| count(mark) > 0).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_and_delimiters() {
        let gbk = encoding_rs::GBK.encode("乡镇,面积\n东镇,\"1,234\"\n").0.into_owned();
        for bytes in [&b"\xef\xbb\xbf\xe4\xb8\x80,2\n"[..], &gbk] {
            assert!(read(bytes, false).is_ok_and(|grid| grid.rows[0].len() == 2), "{bytes:?}");
        }
        assert_eq!(read(&gbk, false).map(|grid| grid.rows[1][1].clone()), Ok("1,234".to_owned()));
        assert_eq!(delimiter("a;b;c,d"), b';');
        assert!(read(b"\xff\xff\xff", false).is_err());
    }
}
