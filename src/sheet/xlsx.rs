//! XLSX workbooks (ECMA-376-1): what one worksheet shows.

use std::collections::BTreeMap;

use super::error::SheetError;
use super::grid::Grid;
use super::xml::{Step, attribute, walk};
use super::zip::Archive;
use super::{MAX_COLUMNS, MAX_ROWS, number, styles};
use crate::content::Mark;

/// No more cells than these are kept.
const MAX_CELLS: usize = MAX_ROWS * MAX_COLUMNS;

/// Days between the two calendars that workbooks count in.
const ERA_1904: i64 = 1462;

/// Reads a worksheet: the one of that name, or the first.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Grid, SheetError> {
    let archive = Archive::new(bytes)?;
    let needed = |name: &str| {
        let missing = || SheetError::Broken(format!("里面没有 {name}"));
        archive.text(name)?.ok_or_else(missing)
    };
    let Workbook { sheets, era } = workbook(&needed("xl/workbook.xml")?)?;
    let sheet = match wanted {
        Some(name) => sheets.iter().find(|sheet| sheet.name.trim() == name.trim()),
        None => sheets.iter().find(|sheet| !sheet.hidden).or_else(|| sheets.first()),
    };
    let Some(sheet) = sheet else {
        return Err(match wanted {
            Some(name) => SheetError::NoSheet {
                wanted: name.to_owned(),
                known: sheets.into_iter().map(|sheet| sheet.name).collect(),
            },
            None => SheetError::Empty,
        });
    };
    let targets = relations(&needed("xl/_rels/workbook.xml.rels")?)?;
    let target = targets.get(&sheet.relation).ok_or_else(|| SheetError::Broken("找不到工作表".to_owned()))?;
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let strings = match archive.text("xl/sharedStrings.xml")? {
        Some(text) => shared_strings(&text)?,
        None => Vec::new(),
    };
    let codes = match archive.text("xl/styles.xml")? {
        Some(text) => styles::codes(&text)?,
        None => Vec::new(),
    };
    worksheet(&needed(&path)?, &Context { strings, codes, era })
}

struct Workbook {
    sheets: Vec<Sheet>,
    era: i64,
}

struct Sheet {
    name: String,
    relation: String,
    hidden: bool,
}

fn workbook(text: &str) -> Result<Workbook, SheetError> {
    let mut out = Workbook { sheets: Vec::new(), era: 0 };
    walk(text, |step| match step {
        Step::Open("sheet", element) => out.sheets.push(Sheet {
            name: attribute(element, "name").unwrap_or_default(),
            relation: attribute(element, "id").unwrap_or_default(),
            hidden: attribute(element, "state").is_some_and(|state| state != "visible"),
        }),
        Step::Open("workbookPr", element) => {
            let set = attribute(element, "date1904").is_some_and(|value| value == "1" || value == "true");
            out.era = if set { ERA_1904 } else { 0 };
        }
        _ => {}
    })?;
    Ok(out)
}

fn relations(text: &str) -> Result<BTreeMap<String, String>, SheetError> {
    let mut out = BTreeMap::new();
    walk(text, |step| {
        if let Step::Open("Relationship", element) = step
            && let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target"))
        {
            out.insert(id, target);
        }
    })?;
    Ok(out)
}

/// The texts that cells refer to, without how they are read aloud (`rPh`).
fn shared_strings(text: &str) -> Result<Vec<String>, SheetError> {
    let mut out: Vec<String> = Vec::new();
    let (mut inside, mut aloud) = (false, false);
    walk(text, |step| match step {
        Step::Open("si", _) => out.push(String::new()),
        Step::Open("rPh", _) => aloud = true,
        Step::Close("rPh") => aloud = false,
        Step::Open("t", _) => inside = true,
        Step::Close("t") => inside = false,
        Step::Text(text) if inside && !aloud => {
            if let Some(last) = out.last_mut() {
                last.push_str(text);
            }
        }
        _ => {}
    })?;
    Ok(out)
}

struct Context {
    strings: Vec<String>,
    /// Number formats by cell style.
    codes: Vec<String>,
    era: i64,
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    place: Option<(usize, usize)>,
    kind: String,
    style: Option<usize>,
    value: String,
}

fn worksheet(text: &str, context: &Context) -> Result<Grid, SheetError> {
    let mut cells: Vec<((usize, usize), String)> = Vec::new();
    let mut merged: Vec<[(usize, usize); 2]> = Vec::new();
    let (mut row, mut column) = (0, 0);
    let mut cell = Open::default();
    let (mut inside, mut aloud) = (false, false);
    walk(text, |step| match step {
        Step::Open("row", element) => {
            row = attribute(element, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
            column = 0;
        }
        Step::Open("c", element) => {
            let named = attribute(element, "r").and_then(|name| place(&name));
            let at = named.unwrap_or((row.max(1) - 1, column));
            column = at.1 + 1;
            cell = Open {
                place: Some(at),
                kind: attribute(element, "t").unwrap_or_default(),
                style: attribute(element, "s").and_then(|style| style.parse().ok()),
                value: String::new(),
            };
        }
        Step::Open("v" | "t", _) => inside = true,
        Step::Close("v" | "t") => inside = false,
        Step::Open("rPh", _) => aloud = true,
        Step::Close("rPh") => aloud = false,
        Step::Text(text) if inside && !aloud => cell.value.push_str(text),
        Step::Close("c") => {
            let open = std::mem::take(&mut cell);
            let text = context.text(&open);
            if let Some(at) = open.place.filter(|_| !text.trim().is_empty() && cells.len() <= MAX_CELLS) {
                cells.push((at, text));
            }
        }
        Step::Open("mergeCell", element) => {
            let range = attribute(element, "ref");
            let corners = range.as_deref().and_then(|range| range.split_once(':'));
            if let Some((Some(from), Some(to))) = corners.map(|(from, to)| (place(from), place(to))) {
                merged.push([from, to]);
            }
        }
        _ => {}
    })?;
    if cells.len() > MAX_CELLS {
        return Err(SheetError::TooLong { rows: MAX_ROWS, limit: MAX_ROWS });
    }
    grid(cells, &merged)
}

fn grid(cells: Vec<((usize, usize), String)>, merged: &[[(usize, usize); 2]]) -> Result<Grid, SheetError> {
    let (mut top, mut left, mut rows, mut columns) = (usize::MAX, usize::MAX, 0, 0);
    for ((row, column), _) in &cells {
        (top, left) = (top.min(*row), left.min(*column));
        (rows, columns) = (rows.max(row + 1), columns.max(column + 1));
    }
    if cells.is_empty() {
        return Err(SheetError::Empty);
    }
    // A merged cell with text in it may reach further than any other text.
    let texts: std::collections::BTreeSet<_> = cells.iter().map(|(at, _)| *at).collect();
    let merged: Vec<_> = merged.iter().filter(|[from, _]| texts.contains(from)).collect();
    for [_, (row, column)] in &merged {
        (rows, columns) = (rows.max(row + 1), columns.max(column + 1));
    }
    if rows - top > MAX_ROWS {
        return Err(SheetError::TooLong { rows: rows - top, limit: MAX_ROWS });
    }
    if columns - left > MAX_COLUMNS {
        return Err(SheetError::TooWide { columns: columns - left, limit: MAX_COLUMNS });
    }
    let (height, width) = (rows - top, columns - left);
    let mut grid = Grid {
        rows: vec![vec![String::new(); width]; height],
        marks: vec![vec![None; width]; height],
        ..Grid::default()
    };
    for ((row, column), text) in cells {
        if let Some(slot) = grid.rows.get_mut(row - top).and_then(|row| row.get_mut(column - left)) {
            *slot = text;
        }
    }
    // Regions do not overlap in a sound file: all of them are no larger than it.
    let mut area = 0;
    for [from, to] in merged {
        area += (to.0.saturating_sub(from.0) + 1) * (to.1.saturating_sub(from.1) + 1);
        if area > height * width {
            return Err(SheetError::Broken("合并单元格互相重叠".to_owned()));
        }
        for row in from.0..=to.0 {
            for column in from.1..=to.1 {
                let mark = match (row > from.0, column > from.1) {
                    (_, true) => Mark::Left,
                    (true, false) => Mark::Up,
                    (false, false) => continue,
                };
                let marks = grid.marks.get_mut(row - top);
                if let Some(slot) = marks.and_then(|marks| marks.get_mut(column - left)) {
                    *slot = Some(mark);
                }
            }
        }
    }
    Ok(grid)
}

/// Row and column of a name such as `B12`, from 0.
fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.trim_start_matches('$');
    let split = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = name.split_at(split);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let digit = |c: u8| usize::from(c.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |sum, c| sum * 26 + digit(c));
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    Some((usize::try_from(row).ok()?.checked_sub(1)?, column - 1))
}

impl Context {
    /// What a cell shows.
    fn text(&self, cell: &Open) -> String {
        let value = cell.value.as_str();
        match cell.kind.as_str() {
            "s" => value
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.strings.get(at))
                .cloned()
                .unwrap_or_default(),
            "str" | "inlineStr" | "e" | "d" => value.to_owned(),
            "b" => (if value.trim() == "1" { "是" } else { "否" }).to_owned(),
            _ => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    let code = cell.style.and_then(|style| self.codes.get(style));
                    number::shown(number, code.map_or("General", String::as_str), self.era)
                }
                _ => value.to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn names_of_cells() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AB$12"), Some((11, 27)));
        assert_eq!(place("A0"), None);
        assert_eq!(place("12"), None);
        assert_eq!(place("ABCD1"), None);
    }
}
