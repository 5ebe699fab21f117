//! Where everything of a proof stands: the data that the overlay is set from.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::lines::{Column, Lines};
use super::merge::Sheet;
use super::notes::{Mark, Note, Tone};
use super::places::{Segment, Spot};
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
/// From a column to its bar, and to the numbers of its lines.
const BAR: f64 = 4.0;
const NUMBER: f64 = 7.0;
/// Neighbouring marks share a note if they are no further apart than this.
const NEAR: f64 = 45.0;
/// More lines than this are not underlined.
const UNDERLINED: usize = 6;
/// Width of a digit and of a Chinese character in the small numbers at marks.
const DIGIT: f64 = 3.4;
const HAN: f64 = 6.0;

/// Width of a note, in pt.
pub(super) const NOTE_WIDTH: f64 = MARGIN - INNER - OUTER;

/// A note as it is shown, for one mark or for neighbours that are told the same.
pub(super) struct Shown<'a> {
    /// The marks, on one page.
    pub(super) marks: Vec<&'a Mark>,
    /// The note as set.
    pub(super) note: Note,
}

impl<'a> Shown<'a> {
    fn first(&self) -> Option<&'a Segment> {
        self.marks.first().and_then(|mark| at(mark))
    }

    fn tone(&self) -> Tone {
        self.marks.first().map_or(Tone::Warning, |mark| mark.tone)
    }

    /// As data for the overlay.
    pub(super) fn json(&self) -> Map<String, Value> {
        let Note { number, label, message, help } = &self.note;
        let mut map = Map::new();
        map.insert("tone".to_owned(), self.tone().key().into());
        map.insert("number".to_owned(), number.as_str().into());
        map.insert("label".to_owned(), label.as_str().into());
        map.insert("message".to_owned(), message.as_str().into());
        map.insert("help".to_owned(), json!(help));
        map
    }
}

/// Where a mark's number is.
fn at(mark: &Mark) -> Option<&Segment> {
    mark.spot.as_ref().and_then(Spot::first)
}

/// What pages there are, and what is on them.
pub(super) struct Pages<'a> {
    /// Width and height of the trim, in pt.
    pub(super) trim: (f64, f64),
    /// The folio of every page; none for those without text of an article.
    pub(super) folios: Vec<Option<u64>>,
    /// Their lines.
    pub(super) lines: &'a Lines,
    /// Every mark.
    pub(super) marks: &'a [Mark],
    /// The notes in their order, and how high each is, in pt.
    pub(super) notes: Vec<(Shown<'a>, f64)>,
}

/// The notes as they are shown: a note that says what another one of its page
/// has said refers to it, and neighbours that do so share one.
pub(super) fn shown(marks: &[Mark]) -> Vec<Shown<'_>> {
    let mut said: BTreeMap<(usize, &str, &str), &str> = BTreeMap::new();
    let mut helped: BTreeMap<(usize, &[String]), &str> = BTreeMap::new();
    let mut out: Vec<Shown<'_>> = Vec::new();
    // The last note, if it only refers: to which one, and its first number.
    let mut referring: Option<(&str, &str)> = None;
    for mark in marks {
        let Some((note, place)) = mark.note.as_ref().zip(at(mark)) else { continue };
        let known = said.get(&(place.page, note.label.as_str(), note.message.as_str())).copied();
        let mut own = note.clone();
        if let Some(known) = known {
            own.help.clear();
            own.message = format!("同 {known}");
            if mark.finding.is_none() {
                own.label.clear();
            }
            let last = out.last_mut().zip(referring.filter(|(to, _)| *to == known));
            if let Some((last, (_, from))) = last
                && last
                    .first()
                    .is_some_and(|first| first.page == place.page && place.area[3] - first.area[3] < NEAR)
            {
                last.marks.push(mark);
                last.note.number = format!("{from}—{}", note.number);
                continue;
            }
            referring = Some((known, &note.number));
        } else {
            referring = None;
            if mark.tone != Tone::Moved {
                said.insert((place.page, &note.label, &note.message), &note.number);
                match helped.get(&(place.page, note.help.as_slice())) {
                    _ if note.help.is_empty() => {}
                    Some(first) => {
                        own.help.clear();
                        own.message = format!("{}；办法同 {first}", note.message);
                    }
                    None => {
                        helped.insert((place.page, &note.help), &note.number);
                    }
                }
            }
        }
        out.push(Shown { marks: vec![mark], note: own });
    }
    out
}

impl Pages<'_> {
    /// Width and height of a sheet, in pt.
    pub(super) fn size(&self) -> (f64, f64) {
        (self.trim.0 + MARGIN, self.trim.1)
    }

    /// Where the margin's parts are.
    pub(super) fn margin(&self) -> Value {
        json!({ "x": round(self.trim.0 + INNER), "top": round(HEAD), "bottom": round(self.trim.1 - FOOT) })
    }

    /// Every sheet, as data and for putting together.
    pub(super) fn sheets(&self) -> (Vec<Value>, Vec<Sheet>) {
        let (mut data, mut sheets) = (Vec::new(), Vec::new());
        for page in 0..self.folios.len() {
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
    fn sheet(&self, page: usize) -> (Value, Vec<&(Shown<'_>, f64)>) {
        let here = |shown: &Shown<'_>| shown.first().is_some_and(|at| at.page == page);
        let notes: Vec<&(Shown<'_>, f64)> = self.notes.iter().filter(|(shown, _)| here(shown)).collect();
        let wanted = |shown: &Shown<'_>| {
            let ends = shown.marks.first().zip(shown.marks.last());
            ends.map_or(TOP, |(first, last)| (leader_y(first) + leader_y(last)) / 2.0 - REACH)
        };
        let blocks: Vec<Block> =
            notes.iter().map(|(shown, height)| Block { wanted: wanted(shown), height: *height }).collect();
        let bottom = self.trim.1 - FOOT;
        let mut tops = spread(&blocks, TOP, bottom, GAP);
        if tops.len() < blocks.len() {
            tops = spread(&blocks, TOP, bottom - MORE, GAP);
        }
        let left: Vec<&(Shown<'_>, f64)> = notes.get(tops.len()..).unwrap_or_default().to_vec();
        let foot = match (left.first().and_then(|(shown, _)| shown.marks.first()), left.last()) {
            (Some(first), Some((last, _))) => {
                let number =
                    |mark: &Mark| mark.note.as_ref().map_or(String::new(), |note| note.number.clone());
                let (first, last) =
                    (number(first), last.marks.last().map_or(String::new(), |mark| number(mark)));
                let range = if first == last { first } else { format!("{first}—{last}") };
                format!("{range} 见后面的续页")
            }
            _ => String::new(),
        };
        let x = self.trim.0 + INNER;
        let mut sheet = self.marks(page);
        let (left_edge, right_edge) = self.edges(page);
        let mut leaders = Vec::new();
        let mut placed = Vec::new();
        for ((shown, _), top) in notes.iter().zip(&tops) {
            for mark in &shown.marks {
                let Some(at) = at(mark) else { continue };
                let y = leader_y(mark);
                let turn =
                    (self.trim.0 - TURN).max(right_edge + 2.0 * NUMBER).min(self.trim.0).max(at.area[2]);
                let points = [(at.area[2], y), (turn, y), (x - 3.0, top + REACH)];
                leaders.push(json!([points.map(|(x, y)| [round(x), round(y)]), mark.tone.key()]));
            }
            placed.push(placed_note(shown, x, *top));
        }
        sheet.insert("leaders".to_owned(), leaders.into());
        sheet.insert("notes".to_owned(), placed.into());
        sheet.insert("foot".to_owned(), foot.into());
        sheet.insert("numbers".to_owned(), self.numbers(page, left_edge, right_edge).into());
        let folio = self.folios.get(page).copied().flatten();
        sheet.insert("page".to_owned(), true.into());
        sheet.insert("title".to_owned(), format!("第 {} 页，共 {} 页", page + 1, self.folios.len()).into());
        sheet.insert(
            "folio".to_owned(),
            folio.map_or(String::new(), |folio| format!("印刷页码 {folio}")).into(),
        );
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
            sheet.insert("folio".to_owned(), "".into());
            Value::Object(sheet)
        };
        sheets.into_iter().map(sheet).collect()
    }

    /// Washes, underlines, carets, bars, frames of pictures, and numbers at marks.
    fn marks(&self, page: usize) -> Map<String, Value> {
        let (mut washes, mut rules, mut carets) = (Vec::new(), Vec::new(), Vec::new());
        let (mut bars, mut tags, mut frames) = (Vec::new(), Vec::new(), Vec::new());
        let (left_edge, right_edge) = self.edges(page);
        // Where the last number in this height ends.
        let mut taken = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for mark in self.marks {
            let tone = mark.tone.key();
            let Some(spot) = &mark.spot else { continue };
            let segments = spot.segments();
            let here = segments.iter().filter(|segment| segment.page == page);
            let underlined = mark.underline && segments.len() <= UNDERLINED;
            for segment in here {
                let [left, top, right, bottom] = segment.area;
                match spot {
                    _ if segment.picture => {
                        let size = [left, top, right - left, bottom - top].map(round);
                        frames.push(json!([size[0], size[1], size[2], size[3], tone]));
                    }
                    Spot::Marked(_) | Spot::Title(_) => {
                        let size = [left, top - 0.6, right - left, bottom - top + 1.2].map(round);
                        washes.push(json!([size[0], size[1], size[2], size[3], tone]));
                        if underlined {
                            rules.push(json!([round(left), round(right), round(under(segment)), tone]));
                        }
                    }
                    Spot::Between(_) => {
                        carets.push(json!([round(left), round(top), round(under(segment)), tone]));
                    }
                }
                if mark.bar {
                    let second = self.column(segment) == Column::Second;
                    let x = if second { right_edge + BAR } else { left_edge - BAR };
                    bars.push(json!([round(x), round(top - 1.0), round(bottom + 1.0)]));
                }
            }
            if let (Some(note), Some(at)) = (&mark.note, spot.first())
                && at.page == page
            {
                let y = at.area[1] - 0.5;
                let x = if (taken.0 - y).abs() < 1.0 { at.area[0].max(taken.1) } else { at.area[0] };
                let wide = |c: char| if c.is_ascii() { DIGIT } else { HAN };
                taken = (y, x + note.number.chars().map(wide).sum::<f64>() + 1.5);
                tags.push(json!([round(x), round(y), note.number, tone]));
            }
        }
        let mut sheet = Map::new();
        for (key, value) in [
            ("washes", washes),
            ("rules", rules),
            ("carets", carets),
            ("bars", bars),
            ("tags", tags),
            ("frames", frames),
        ] {
            sheet.insert(key.to_owned(), value.into());
        }
        sheet
    }

    fn column(&self, segment: &Segment) -> Column {
        let line = segment.line.and_then(|line| self.lines.lines.get(line));
        line.map_or(Column::First, |line| line.column)
    }

    /// Where the text of a page begins and ends.
    fn edges(&self, page: usize) -> (f64, f64) {
        let edges = self.lines.on(page).fold((f64::INFINITY, f64::NEG_INFINITY), |(left, right), line| {
            (left.min(line.left), right.max(line.right))
        });
        if edges.0 < edges.1 { edges } else { (NUMBER * 2.0, self.trim.0 - NUMBER * 2.0) }
    }

    /// The numbers of a page's lines.
    fn numbers(&self, page: usize, left: f64, right: f64) -> Vec<Value> {
        let number = |line: &super::lines::Line| {
            let (x, side) = match line.column {
                Column::First => (left - NUMBER, "left"),
                Column::Second => (right + NUMBER, "right"),
            };
            json!([round(x), round(line.baseline), line.number.to_string(), side])
        };
        self.lines.on(page).map(number).collect()
    }
}

/// How far down the leader of a mark runs: under its line.
fn leader_y(mark: &Mark) -> f64 {
    at(mark).map_or(TOP, under)
}

/// Just under a stretch of text.
fn under(segment: &Segment) -> f64 {
    segment.area[3] + 0.9
}

fn placed_note(shown: &Shown<'_>, x: f64, y: f64) -> Value {
    let mut note = shown.json();
    note.insert("x".to_owned(), round(x).into());
    note.insert("y".to_owned(), round(y).into());
    Value::Object(note)
}

/// To hundredths of a point: more is noise.
fn round(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(number: usize, y: f64, message: &str, finding: bool) -> Mark {
        let area = [100.0, y - 10.0, 110.0, y];
        Mark {
            tone: if finding { Tone::Error } else { Tone::Change },
            spot: Some(Spot::Marked(vec![Segment { page: 0, area, line: None, picture: false }])),
            note: Some(Note {
                number: number.to_string(),
                label: "标点-001".to_owned(),
                message: message.to_owned(),
                help: if finding { vec!["改".to_owned()] } else { Vec::new() },
            }),
            bar: false,
            underline: true,
            finding: finding.then_some(0),
        }
    }

    fn said(marks: &[Mark]) -> Vec<String> {
        shown(marks)
            .iter()
            .map(|shown| {
                let Note { number, label, message, help } = &shown.note;
                format!("{number} {label} {message} {}", help.join(""))
            })
            .collect()
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        let marks = [
            mark(1, 100.0, "甲", true),
            mark(2, 115.0, "乙", true),
            mark(3, 130.0, "甲", true),
            mark(4, 145.0, "甲", true),
            mark(5, 300.0, "甲", true),
            mark(6, 315.0, "乙", true),
        ];
        assert_eq!(
            said(&marks),
            [
                "1 标点-001 甲 改",
                "2 标点-001 乙；办法同 1 ",
                "3—4 标点-001 同 1 ",
                "5 标点-001 同 1 ",
                "6 标点-001 同 2 ",
            ]
        );
    }

    #[test]
    fn a_page_speaks_for_itself() {
        let mut next = mark(2, 100.0, "甲", true);
        if let Some(Spot::Marked(segments)) = &mut next.spot {
            segments[0].page = 1;
        }
        assert_eq!(said(&[mark(1, 100.0, "甲", true), next]), ["1 标点-001 甲 改", "2 标点-001 甲 改"]);
    }

    #[test]
    fn notes_that_find_no_room_follow_on_a_sheet_of_their_own() {
        let marks: Vec<Mark> =
            (1..=40).map(|n| mark(n, 20.0 * n as f64, &format!("第{n}个"), true)).collect();
        let lines = Lines::default();
        let notes: Vec<_> = shown(&marks).into_iter().map(|shown| (shown, 30.0)).collect();
        let pages = Pages { trim: (595.0, 842.0), folios: vec![None], lines: &lines, marks: &marks, notes };
        let (data, sheets) = pages.sheets();
        assert_eq!(sheets.iter().map(|sheet| sheet.page).collect::<Vec<_>>(), [Some(0), None]);
        let count = |sheet: &Value| sheet["notes"].as_array().map_or(0, Vec::len);
        let here = count(&data[0]);
        assert_eq!(here + count(&data[1]), 40);
        assert_eq!(data[0]["foot"], format!("{}—40 见后面的续页", here + 1));
        assert_eq!(data[0]["tags"].as_array().map_or(0, Vec::len), 40, "every mark has its number");
    }
}
