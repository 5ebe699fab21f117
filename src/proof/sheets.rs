//! Where the notes of a proof stand: the data that the overlay is set from.

use serde_json::{Map, Value, json};

use super::lines::{Column, Lines};
use super::marks::Mark;
use super::merge::Sheet;
use super::names::Names;
use super::places::Segment;
use super::shown::Shown;
use super::spread::{Block, spread};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The margin for notes, beside the page.
const MARGIN: f64 = 90.0 * MM;
/// Free space between the page and the notes, and beyond them.
const INNER: f64 = 9.0 * MM;
const OUTER: f64 = 5.0 * MM;
/// The head over the notes begins so far from the top; notes begin further
/// down.
const HEAD: f64 = 7.0 * MM;
const TOP: f64 = 29.0 * MM;
/// Free space under the notes.
const FOOT: f64 = 8.0 * MM;
/// Between two notes.
const GAP: f64 = 4.5;
/// The line that says that there are more notes takes so much.
const MORE: f64 = 14.0;
/// Where a leader meets its note, from the note's top.
const REACH: f64 = 4.2;
/// Leaders turn so far from the trim.
const TURN: f64 = 8.0 * MM;
/// From the text to the leaders, where the lines' numbers stand between them and
/// where not.
const NUMBERS: f64 = 17.0;
const CLEAR: f64 = 5.0;

/// Width of a note, in pt.
pub(super) const NOTE_WIDTH: f64 = MARGIN - INNER - OUTER;

/// What pages there are, and what is on them.
pub(super) struct Pages<'a> {
    /// Width and height of the trim, in pt.
    pub(super) trim: (f64, f64),
    /// What pages are called.
    pub(super) names: &'a Names<'a>,
    /// Every mark.
    pub(super) marks: &'a [Mark],
    /// The notes in their order, and how high each is, in pt.
    pub(super) notes: Vec<(Shown<'a>, f64)>,
}

impl<'a> Pages<'a> {
    /// Width and height of a sheet, in pt.
    pub(super) fn size(&self) -> (f64, f64) {
        (self.trim.0 + MARGIN, self.trim.1)
    }

    /// Where the margin's parts are.
    pub(super) fn margin(&self) -> Value {
        json!({ "x": round(self.trim.0 + INNER), "top": round(HEAD), "bottom": round(self.trim.1 - FOOT) })
    }

    /// The lines of the pages.
    pub(super) fn lines(&self) -> &'a Lines {
        self.names.lines
    }

    /// Every sheet, as data and for putting together.
    pub(super) fn sheets(&self) -> (Vec<Value>, Vec<Sheet>) {
        let (mut data, mut sheets) = (Vec::new(), Vec::new());
        for page in 0..self.names.folios.len() {
            let (sheet, left) = self.sheet(page);
            data.push(sheet);
            sheets.push(Sheet { page: Some(page) });
            for sheet in self.continued(page, &left) {
                data.push(sheet);
                sheets.push(Sheet { page: None });
            }
        }
        (data, sheets)
    }

    /// A page's sheet, and the notes that found no room on it.
    fn sheet(&self, page: usize) -> (Value, Vec<&(Shown<'a>, f64)>) {
        let here = |shown: &Shown<'_>| shown.mark.first().is_some_and(|at| at.page == page);
        let notes: Vec<&(Shown<'_>, f64)> = self.notes.iter().filter(|(shown, _)| here(shown)).collect();
        // Notes stand beside their lines unless that would change their order, as
        // where there are some of both columns: then they follow each other from
        // the top. Each says its line.
        let beside = notes.is_sorted_by_key(|(shown, _)| height(shown.mark).map(|y| y.round() as i64));
        let wanted = |shown: &Shown<'_>| match height(shown.mark) {
            Some(y) if beside => y - REACH,
            _ => TOP,
        };
        let blocks: Vec<Block> =
            notes.iter().map(|(shown, height)| Block { wanted: wanted(shown), height: *height }).collect();
        let bottom = self.trim.1 - FOOT;
        let fill = |bottom| if beside { spread(&blocks, TOP, bottom, GAP) } else { stacked(&blocks, bottom) };
        let mut tops = fill(bottom);
        if tops.len() < blocks.len() {
            tops = fill(bottom - MORE);
        }
        let left: Vec<&(Shown<'_>, f64)> = notes.get(tops.len()..).unwrap_or_default().to_vec();
        let foot = match (left.first(), left.last()) {
            (Some((first, _)), Some((last, _))) => {
                let (first, last) = (&first.mark.number, &last.mark.number);
                let range = if first == last { first.clone() } else { format!("{first}—{last}") };
                format!("{range} 见后面的续页")
            }
            _ => String::new(),
        };
        let x = self.trim.0 + INNER;
        let mut sheet = self.drawn(page);
        let (_, right_edge) = self.edges(page);
        let turn = (self.trim.0 - TURN).max(right_edge + NUMBERS).min(self.trim.0);
        let mut leaders = Vec::new();
        let mut placed = Vec::new();
        for ((shown, _), top) in notes.iter().zip(&tops) {
            // A leader from the left column would underline the right one; of many
            // places one line would be led to.
            let clear = |at: &Segment| match self.lines().column(at) {
                Column::Second | Column::Across => true,
                Column::First => !self.lines().is_double(page),
            };
            let clear = beside && shown.note.places < 2 && shown.mark.first().is_some_and(clear);
            if let Some(y) = height(shown.mark).filter(|_| clear) {
                let from = right_edge + if self.lines().is_double(page) { NUMBERS } else { CLEAR };
                let points = [(from.min(turn), y), (turn, y), (x - 3.0, top + REACH)];
                leaders.push(json!([points.map(|(x, y)| [round(x), round(y)]), shown.mark.tone.key()]));
            }
            placed.push(placed_note(shown, x, *top));
        }
        sheet.insert("leaders".to_owned(), leaders.into());
        sheet.insert("notes".to_owned(), placed.into());
        sheet.insert("foot".to_owned(), foot.into());
        sheet.insert("page".to_owned(), true.into());
        let all = self.names.folios.len();
        sheet.insert("title".to_owned(), format!("第 {} 页，共 {all} 页", page + 1).into());
        let folio = self.names.folio(page).map_or(String::new(), |folio| format!("页码 {folio}"));
        sheet.insert("folio".to_owned(), folio.into());
        (Value::Object(sheet), left)
    }

    /// Sheets for notes that found no room beside their page.
    fn continued(&self, page: usize, notes: &[&(Shown<'_>, f64)]) -> Vec<Value> {
        let (width, height) = self.size();
        let columns = ((width - OUTER - INNER) / (NOTE_WIDTH + INNER)).floor().max(1.0);
        let mut sheets: Vec<Vec<Value>> = Vec::new();
        let (mut column, mut y) = (f64::INFINITY, f64::INFINITY);
        for (shown, tall) in notes {
            if y + tall > height - FOOT {
                column += 1.0;
                y = TOP;
                if column >= columns {
                    column = 0.0;
                    sheets.push(Vec::new());
                }
            }
            if let Some(sheet) = sheets.last_mut() {
                sheet.push(placed_note(shown, INNER + column * (NOTE_WIDTH + INNER), y));
            }
            y += tall + GAP;
        }
        let sheet = |notes: Vec<Value>| {
            let mut sheet = Map::new();
            for key in ["washes", "rules", "carets", "bars", "tags", "frames", "leaders", "numbers"] {
                sheet.insert(key.to_owned(), json!([]));
            }
            sheet.insert("notes".to_owned(), notes.into());
            sheet.insert("foot".to_owned(), "".into());
            sheet.insert("page".to_owned(), false.into());
            sheet.insert("title".to_owned(), format!("第 {} 页的批注（续）", page + 1).into());
            let folio = self.names.folio(page).map_or(String::new(), |folio| format!("页码 {folio}"));
            sheet.insert("folio".to_owned(), folio.into());
            Value::Object(sheet)
        };
        sheets.into_iter().map(sheet).collect()
    }
}

/// Notes from the top on, as many as there is room for.
fn stacked(blocks: &[Block], bottom: f64) -> Vec<f64> {
    let mut y = TOP;
    let tops = blocks.iter().map_while(|block| {
        let top = y;
        y += block.height + GAP;
        (top + block.height <= bottom).then_some(top)
    });
    tops.collect()
}

/// How far down a mark is: the middle of its line.
fn height(mark: &Mark) -> Option<f64> {
    mark.first().map(|at| f64::midpoint(at.area[1], at.area[3]))
}

fn placed_note(shown: &Shown<'_>, x: f64, y: f64) -> Value {
    let mut note = shown.json();
    note.insert("x".to_owned(), round(x).into());
    note.insert("y".to_owned(), round(y).into());
    Value::Object(note)
}

/// To hundredths of a point: more is noise.
pub(super) fn round(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::super::marks::{Note, Tone};
    use super::super::places::{Segment, Spot};
    use super::super::shown::shown;
    use super::*;

    fn mark(number: usize, y: f64) -> Mark {
        let area = [100.0, y - 10.0, 110.0, y];
        Mark {
            tone: Tone::Error,
            spot: Some(Spot::Marked(vec![Segment { page: 0, area, line: None, picture: false }])),
            related: Vec::new(),
            number: number.to_string(),
            note: Some(Note::new("标点-001", format!("第{number}个"))),
            bulk: false,
            bar: false,
            underline: true,
            finding: Some(0),
        }
    }

    #[test]
    fn notes_that_find_no_room_follow_on_a_sheet_of_their_own() {
        let marks: Vec<Mark> = (1..=40).map(|n| mark(n, 20.0 * n as f64)).collect();
        let lines = Lines::default();
        let names = Names { lines: &lines, folios: vec![None] };
        let notes: Vec<_> = shown(&marks, &names).into_iter().map(|shown| (shown, 30.0)).collect();
        let pages = Pages { trim: (595.0, 842.0), names: &names, marks: &marks, notes };
        let (data, sheets) = pages.sheets();
        assert_eq!(sheets.iter().map(|sheet| sheet.page).collect::<Vec<_>>(), [Some(0), None]);
        let here = count(&data[0], "notes");
        assert_eq!(here + count(&data[1], "notes"), 40);
        assert_eq!(data[0]["foot"], format!("{}—40 见后面的续页", here + 1));
        assert_eq!(count(&data[0], "tags"), 40, "every mark has its number");
    }

    #[test]
    fn leaders_keep_clear_of_the_text() {
        // The second is further up: it stands in the right column.
        let marks = [mark(1, 300.0), mark(2, 100.0), mark(3, 500.0)];
        let sheet = |marks: &[Mark], double: bool| {
            let lines = Lines::of_pages(vec![double]);
            let names = Names { lines: &lines, folios: vec![None] };
            let notes: Vec<_> = shown(marks, &names).into_iter().map(|shown| (shown, 30.0)).collect();
            Pages { trim: (595.0, 842.0), names: &names, marks, notes }.sheets().0.remove(0)
        };
        let both = sheet(&marks, true);
        assert_eq!((count(&both, "notes"), count(&both, "leaders")), (3, 0));
        let tops: Vec<f64> = (0..3).filter_map(|at| both["notes"][at]["y"].as_f64()).collect();
        assert!(tops.is_sorted() && tops[2] < 200.0, "from the top: {tops:?}");
        let one = sheet(&marks[1..], false);
        assert_eq!(count(&one, "leaders"), 2);
        let from = one["leaders"][0][0][0][0].as_f64().expect("a length");
        assert!(from > 500.0, "it begins beyond the text: {from}");
    }

    fn count(sheet: &Value, key: &str) -> usize {
        sheet[key].as_array().map_or(0, Vec::len)
    }
}
