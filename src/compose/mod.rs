//! Breaking paragraphs into lines the Chinese way.
//!
//! A paragraph comes as a row of [`Item`]s with their widths; what goes out
//! says where the lines end and how much to move every item, in em. CLREQ's
//! order is followed: blanks of marks are squeezed to a half first, then what a
//! line still lacks is spread evenly; the breaks are those that are best for the
//! whole paragraph. Nothing here knows of fonts, files or Typst.
//!
//! `marks` (Chinese or Latin) → `kind` → `bind` (where no line may break) →
//! `line` (how well a stretch fits) → `optimum` (the best breaks).

mod bind;
mod kind;
mod line;
mod marks;
mod optimum;

pub use bind::Names;
pub use kind::Kind;
pub use marks::{Tongue, half_width, is_shared, tongues};
pub use optimum::compose;

/// A quarter em between Han and Latin text (CLREQ 3.2.2).
const GAP: f64 = 0.25;

/// What squeezing takes from a full-width mark, in em.
const HALF: f64 = 0.5;

/// One character of a paragraph, or a thing that stands in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// The character; U+FFFC for what is none.
    pub c: char,
    /// What it is.
    pub kind: Kind,
    /// Its advance inside a line, in em of the paragraph.
    pub width: f64,
    /// Its advance at the end of a line, where nothing is kerned to it.
    pub last: f64,
    /// Blank to add before it, unless it begins a line; in em. A narrow mark
    /// that opens gets the blank of a full-width one so.
    pub lead: f64,
    /// Blank to add behind it, unless it ends a line; in em.
    pub trail: f64,
    /// Whether half an em of it is blank and can be taken away.
    pub squeezable: bool,
}

impl Item {
    /// Whether it is a full-width mark: Typst takes away half of one that
    /// stands at a line's edge.
    fn is_full(&self) -> bool {
        self.kind.is_mark() && self.width > 0.99
    }
}

/// What lines are broken to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// The width of a line, in em.
    pub width: f64,
    /// By how much the first line is shorter, in em.
    pub indent: f64,
    /// By how many lines the paragraph shall be longer (or, if negative,
    /// shorter) than is best for it; followed where it can be done decently.
    pub looseness: i8,
    /// Whether lines are filled to the measure.
    pub filled: bool,
}

/// A line: the items from `start` up to `end`. Spaces at a break belong to no
/// line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The first item.
    pub start: usize,
    /// Behind the last item.
    pub end: usize,
    /// Whether the line is to be filled to the measure.
    pub full: bool,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Setting {
    /// For every item, the space to add before it, in em; negative where a mark
    /// is squeezed. Meaningless at the start of a line.
    pub before: Vec<f64>,
    /// The lines in order.
    pub lines: Vec<Line>,
    /// How hard it would be to set it a line shorter, if that can be done
    /// decently: what its worst line would cost.
    pub shrinks: Option<f64>,
    /// The same for a line more.
    pub grows: Option<f64>,
}
