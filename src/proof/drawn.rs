//! What is drawn on a page: washes, underlines, carets, bars, frames of
//! pictures, numbers at marks and of lines.

use serde_json::{Map, Value, json};

use super::lines::{Column, Line};
use super::marks::Mark;
use super::places::{Segment, Spot};
use super::sheets::{Pages, round};

/// From a column to its bar, and to the numbers of its lines.
const BAR: f64 = 4.0;
const NUMBER: f64 = 7.0;
/// More lines than this are not underlined.
const UNDERLINED: usize = 6;
/// Width of a digit and of a Chinese character in the small numbers at marks.
const DIGIT: f64 = 3.4;
const HAN: f64 = 6.0;
/// What is narrower is a place between two characters.
const NARROW: f64 = 0.1;

/// What is drawn, kind by kind.
#[derive(Default)]
struct Drawn {
    washes: Vec<Value>,
    rules: Vec<Value>,
    carets: Vec<Value>,
    bars: Vec<Value>,
    tags: Vec<Value>,
    frames: Vec<Value>,
    /// Where the last number at a mark is, and where it ends.
    taken: Option<(f64, f64)>,
}

impl Pages<'_> {
    /// What is drawn on a page.
    pub(super) fn drawn(&self, page: usize) -> Map<String, Value> {
        let mut drawn = Drawn::default();
        for mark in self.marks {
            for (spot, main) in
                mark.spot.iter().map(|spot| (spot, true)).chain(mark.related.iter().map(|spot| (spot, false)))
            {
                self.draw(&mut drawn, page, mark, spot, main);
            }
        }
        let Drawn { washes, rules, carets, bars, tags, frames, .. } = drawn;
        let mut sheet = Map::new();
        for (key, value) in [
            ("washes", washes),
            ("rules", rules),
            ("carets", carets),
            ("bars", bars),
            ("tags", tags),
            ("frames", frames),
            ("numbers", self.numbers(page)),
        ] {
            sheet.insert(key.to_owned(), value.into());
        }
        sheet
    }

    /// A mark at one of its places; `main` at the one that its note is about.
    fn draw(&self, drawn: &mut Drawn, page: usize, mark: &Mark, spot: &Spot, main: bool) {
        let tone = mark.tone.key();
        let segments = spot.segments();
        let underlined = main && mark.underline && segments.len() <= UNDERLINED;
        for segment in segments.iter().filter(|segment| segment.page == page) {
            let [left, top, right, bottom] = segment.area;
            if segment.picture {
                let size = [left, top, right - left, bottom - top].map(round);
                drawn.frames.push(json!([size[0], size[1], size[2], size[3], tone]));
            } else if matches!(spot, Spot::Between(_)) || right - left < NARROW {
                drawn.carets.push(json!([round(left), round(top), round(under(segment)), tone]));
            } else {
                let size = [left, top - 0.6, right - left, bottom - top + 1.2].map(round);
                drawn.washes.push(json!([size[0], size[1], size[2], size[3], tone]));
                if underlined {
                    drawn.rules.push(json!([round(left), round(right), round(under(segment)), tone]));
                }
            }
            if mark.bar && main {
                let (left_edge, right_edge) = self.edges(page);
                let second = self.lines().column(segment) == Column::Second;
                let x = if second { right_edge + BAR } else { left_edge - BAR };
                drawn.bars.push(json!([round(x), round(top - 1.0), round(bottom + 1.0)]));
            }
        }
        if let Some(at) = spot.first().filter(|at| at.page == page && !mark.number.is_empty()) {
            let y = at.area[1] - 0.5;
            let after = drawn.taken.filter(|taken| (taken.0 - y).abs() < 1.0).map(|taken| taken.1);
            // Numbers that would run into each other stand one behind the other.
            let x = after
                .filter(|&end| end - at.area[0] < 4.0 * HAN)
                .map_or(at.area[0], |end| at.area[0].max(end));
            let wide = |c: char| if c.is_ascii() { DIGIT } else { HAN };
            drawn.taken = Some((y, x + mark.number.chars().map(wide).sum::<f64>() + 1.5));
            drawn.tags.push(json!([round(x), round(y), mark.number, tone]));
        }
    }

    /// Where the text of a page begins and ends.
    pub(super) fn edges(&self, page: usize) -> (f64, f64) {
        let edges = self.lines().on(page).fold((f64::INFINITY, f64::NEG_INFINITY), |(left, right), line| {
            (left.min(line.left), right.max(line.right))
        });
        if edges.0 < edges.1 { edges } else { (NUMBER * 2.0, self.trim.0 - NUMBER * 2.0) }
    }

    /// The numbers of a page's lines.
    fn numbers(&self, page: usize) -> Vec<Value> {
        let (left, right) = self.edges(page);
        let number = |line: &Line| {
            let (x, side) = match line.column {
                Column::First | Column::Across => (left - NUMBER, "left"),
                Column::Second => (right + NUMBER, "right"),
            };
            let sign = if line.column == Column::Across { "通" } else { "" };
            json!([round(x), round(line.baseline), format!("{sign}{}", line.number), side])
        };
        self.lines().on(page).map(number).collect()
    }
}

/// Just under a stretch of text.
fn under(segment: &Segment) -> f64 {
    segment.area[3] + 0.9
}
