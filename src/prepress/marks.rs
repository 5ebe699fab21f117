//! Printer's marks in the slug: where to cut, where to fold, how the plates
//! register, how much ink they lay down.
//!
//! Everything is drawn outside the BleedBox (ISO 15930-7, 6.12 asks it of marks
//! that are page content), lines in /Separation /All so that every plate has
//! them, whatever plates the job has.

use lopdf::{Dictionary, Document, ObjectId};

use super::geometry::{MM, Rect};
use super::number::numbers;
use super::spot::Spot;
use crate::manifest::MarkKinds;

/// Room for marks beyond the bleed, on every side, in points.
pub const SLUG: f64 = 10.0 * MM;

/// Between bleed and marks, in points.
const GAP: f64 = 1.0 * MM;
/// Length of crop and fold marks, in points.
const LENGTH: f64 = 5.0 * MM;
/// Thickness of all lines, in points.
const THIN: f64 = 0.25;
/// Radius of a registration target, in points; its cross is twice as wide.
const RADIUS: f64 = 1.5 * MM;
/// Side of a patch of the colour bar, in points.
const PATCH: f64 = 5.0 * MM;
/// How much ink the lighter patches have.
const HALF: f64 = 0.5;

/// The boxes that marks go by, in points.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Where the paper is cut.
    pub trim: Rect,
    /// As far as the page's own ink runs.
    pub bleed: Rect,
    /// The whole sheet; marks that don't fit between it and the bleed are cut.
    pub media: Rect,
}

impl Frame {
    /// A frame whose sheet has room for marks.
    pub fn around(trim: Rect, bleed: Rect) -> Self {
        Self { trim, bleed, media: bleed.grown(SLUG) }
    }
}

/// Straight lines across a sheet, by one coordinate each, in points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    /// Upright ones.
    pub x: Vec<f64>,
    /// Level ones.
    pub y: Vec<f64>,
}

/// Where a sheet is cut apart from the edges of its trim, and where it is folded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edges {
    /// Cuts.
    pub cuts: Lines,
    /// Folds.
    pub folds: Lines,
}

/// The colour spaces that marks need, as objects of a document.
#[derive(Debug, Clone)]
pub struct Spaces {
    registration: ObjectId,
    spots: Vec<ObjectId>,
}

impl Spaces {
    /// Adds them to a document, once for all its pages. `spots` are the
    /// separations that the document already has, so that each name keeps one
    /// definition (ISO 15930-7, 6.5.4.3).
    pub fn add(document: &mut Document, spots: &[ObjectId]) -> Self {
        let registration = document.add_object(Spot::registration().space());
        Self { registration, spots: spots.to_vec() }
    }

    /// Adds them under the names that [`draw`] uses to the resources of a page.
    pub fn install(&self, document: &Document, resources: &mut Dictionary) {
        let known = resources.get(b"ColorSpace").ok();
        let known = known.and_then(|known| document.dereference(known).ok()?.1.as_dict().ok());
        let mut spaces = known.cloned().unwrap_or_default();
        spaces.set(REGISTRATION, self.registration);
        for (index, &spot) in self.spots.iter().enumerate() {
            spaces.set(spot_name(index), spot);
        }
        resources.set("ColorSpace", spaces);
    }
}

const REGISTRATION: &str = "MarkAll";

fn spot_name(index: usize) -> String {
    format!("MarkSpot{index}")
}

/// Content that draws marks, complete in itself (`q` … `Q`). `folds` are the x
/// coordinates of vertical folds, in points. The names that it uses come from
/// [`Spaces::install`].
pub fn draw(frame: &Frame, kinds: MarkKinds, folds: &[f64], spaces: &Spaces) -> Vec<u8> {
    let folds = Lines { x: folds.to_vec(), y: Vec::new() };
    draw_edges(frame, kinds, &Edges { cuts: Lines::default(), folds }, spaces)
}

/// The same for a sheet that is cut and folded in several places.
pub fn draw_edges(frame: &Frame, kinds: MarkKinds, edges: &Edges, spaces: &Spaces) -> Vec<u8> {
    let folds = edges.folds.x.as_slice();
    let mut drawing = Drawing::default();
    let Frame { trim, bleed, media } = *frame;
    drawing
        .push(&format!("q {} re W n\n", numbers(&[media.left, media.bottom, media.width(), media.height()])));
    drawing.push(&format!("/{REGISTRATION} CS /{REGISTRATION} cs 1 SCN 1 scn {THIN} w 0 J [] 0 d\n"));
    let (outer_left, outer_right) = (bleed.left - GAP, bleed.right + GAP);
    let (below, above) = (bleed.bottom - GAP, bleed.top + GAP);
    if kinds.crop {
        for x in [trim.left, trim.right].iter().chain(&edges.cuts.x).copied() {
            drawing.line((x, below), (x, below - LENGTH));
            drawing.line((x, above), (x, above + LENGTH));
        }
        for y in [trim.bottom, trim.top].iter().chain(&edges.cuts.y).copied() {
            drawing.line((outer_left, y), (outer_left - LENGTH, y));
            drawing.line((outer_right, y), (outer_right + LENGTH, y));
        }
    }
    if kinds.fold && edges.folds != Lines::default() {
        drawing.push("[3 1.5] 0 d\n");
        for &y in &edges.folds.y {
            drawing.line((outer_left, y), (outer_left - LENGTH, y));
            drawing.line((outer_right, y), (outer_right + LENGTH, y));
        }
        for &x in folds {
            drawing.line((x, below), (x, below - LENGTH));
            drawing.line((x, above), (x, above + LENGTH));
        }
        drawing.push("[] 0 d\n");
    }
    let middle = beside_folds((trim.left + trim.right) / 2.0, folds);
    if kinds.registration {
        let height = beside_folds((trim.bottom + trim.top) / 2.0, &edges.folds.y);
        let out = SLUG / 2.0;
        drawing.target(middle, bleed.bottom - out);
        drawing.target(middle, bleed.top + out);
        drawing.target(bleed.left - out, height);
        drawing.target(bleed.right + out, height);
    }
    if kinds.bar {
        let bottom = bleed.bottom - (SLUG + PATCH) / 2.0;
        let start = trim.left + 2.0 * PATCH;
        let end = middle.min(folds.iter().copied().fold(f64::INFINITY, f64::min)) - PATCH;
        for (index, paint) in patches(spaces.spots.len()).into_iter().enumerate() {
            let left = start + PATCH * index as f64;
            if left + PATCH > end {
                break;
            }
            drawing.push(&format!("{paint} {} re f\n", numbers(&[left, bottom, PATCH, PATCH])));
        }
    }
    drawing.push("Q\n");
    drawing.0.into_bytes()
}

/// The operators that set the colour of each patch, those first that matter most
/// where there is not room for all: full tones, halves, two inks on each other.
fn patches(spots: usize) -> Vec<String> {
    let process = |inks: [f64; 4]| format!("{} k", numbers(&inks));
    let spot = |index, tint| format!("/{} cs {} scn", spot_name(index), numbers(&[tint]));
    let single = |tint: f64| {
        let inks = (0..4).map(move |ink| {
            let mut inks = [0.0; 4];
            inks[ink] = tint;
            process(inks)
        });
        inks.chain((0..spots).map(move |index| spot(index, tint)))
    };
    let over = [[0.0, 1.0, 1.0, 0.0], [1.0, 0.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]];
    single(1.0).chain(single(HALF)).chain(over.map(process)).collect()
}

/// A place for what stands in the middle: moved to the right of a fold there.
fn beside_folds(middle: f64, folds: &[f64]) -> f64 {
    let room = 2.0 * RADIUS + LENGTH;
    let mut place = middle;
    for _ in folds {
        match folds.iter().find(|&&fold| (fold - place).abs() < room) {
            Some(fold) => place = fold + 2.0 * room,
            None => break,
        }
    }
    place
}

#[derive(Default)]
struct Drawing(String);

impl Drawing {
    fn push(&mut self, operators: &str) {
        self.0.push_str(operators);
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.push(&format!("{} m {} l S\n", numbers(&[from.0, from.1]), numbers(&[to.0, to.1])));
    }

    /// A circle with a cross.
    fn target(&mut self, x: f64, y: f64) {
        // How far the control points of a quarter of a circle stand off.
        const ROUND: f64 = 0.552_284_75;
        let (r, k) = (RADIUS, RADIUS * ROUND);
        self.push(&format!("{} m\n", numbers(&[x + r, y])));
        for [x1, y1, x2, y2, x3, y3] in
            [[r, k, k, r, 0.0, r], [-k, r, -r, k, -r, 0.0], [-r, -k, -k, -r, 0.0, -r], [k, -r, r, -k, r, 0.0]]
        {
            self.push(&format!("{} c\n", numbers(&[x + x1, y + y1, x + x2, y + y2, x + x3, y + y3])));
        }
        self.push("S\n");
        self.line((x - 2.0 * r, y), (x + 2.0 * r, y));
        self.line((x, y - 2.0 * r), (x, y + 2.0 * r));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(kinds: MarkKinds, folds: &[f64], spots: usize) -> String {
        let mut document = Document::with_version("1.6");
        let spots: Vec<_> = (0..spots)
            .map(|n| {
                let spot = Spot { name: format!("S{n}"), alternate: [0.0, 0.8, 0.8, 0.0] };
                document.add_object(spot.space())
            })
            .collect();
        let spaces = Spaces::add(&mut document, &spots);
        let trim = Rect::new(100.0, 100.0, 695.0, 942.0);
        let frame = Frame::around(trim, trim.grown(3.0 * MM));
        String::from_utf8(draw(&frame, kinds, folds, &spaces)).expect("text")
    }

    /// The points that lines and curves go through or are led by.
    fn points(content: &str) -> Vec<(f64, f64)> {
        let mut points = Vec::new();
        let mut numbers: Vec<f64> = Vec::new();
        for word in content.split_whitespace() {
            match word.parse() {
                Ok(number) => numbers.push(number),
                Err(_) => {
                    match word {
                        "m" | "l" | "c" => {
                            points.extend(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])))
                        }
                        "re" if numbers.len() >= 4 => {
                            let [x, y, w, h] = numbers[numbers.len() - 4..] else { continue };
                            points.extend([(x, y), (x + w, y + h)]);
                        }
                        _ => {}
                    }
                    numbers.clear();
                }
            }
        }
        points
    }

    #[test]
    fn every_mark_stands_outside_the_bleed_and_on_the_sheet() {
        let content = drawn(MarkKinds::ALL, &[397.5], 1);
        let bleed = Rect::new(100.0, 100.0, 695.0, 942.0).grown(3.0 * MM);
        let sheet = bleed.grown(SLUG);
        let points = points(&content);
        assert!(points.len() > 100, "{content}");
        // The first rectangle is the sheet itself.
        for &(x, y) in &points[2..] {
            let inside = x > bleed.left && x < bleed.right && y > bleed.bottom && y < bleed.top;
            assert!(!inside, "{x} {y} in the bleed");
            assert!(sheet.contains(Rect::new(x, y, x, y)), "{x} {y} off the sheet");
        }
    }

    #[test]
    fn each_kind_is_drawn_by_itself() {
        let none = MarkKinds::default();
        let lines = |kinds, folds: &[f64]| drawn(kinds, folds, 1).matches(" l S").count();
        assert_eq!(lines(MarkKinds { crop: true, ..none }, &[]), 8);
        assert_eq!(lines(MarkKinds { fold: true, ..none }, &[]), 0);
        assert_eq!(lines(MarkKinds { fold: true, ..none }, &[397.5]), 2);
        assert_eq!(lines(MarkKinds { registration: true, ..none }, &[]), 8);
        let bar = drawn(MarkKinds { bar: true, ..none }, &[], 1);
        assert_eq!(bar.matches(" re f").count(), 4 + 1 + 4 + 1 + 3);
        assert!(bar.contains("/MarkSpot0 cs 1 scn") && bar.contains("/MarkSpot0 cs 0.5 scn"), "{bar}");
    }
}
