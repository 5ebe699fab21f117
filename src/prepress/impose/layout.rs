//! Where pages stand on the sides of sheets. Points, from the lower left up; the
//! origin is the lower left of the sheet's own trim.

use super::super::geometry::Rect;
use super::super::marks::{Edges, Lines};

/// A trimmed page: all pages of a job have this size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::prepress) struct Cell {
    /// Width, in points.
    pub width: f64,
    /// Height, in points.
    pub height: f64,
    /// How far ink may run beyond the trim, in points.
    pub bleed: f64,
}

/// A page on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::prepress) struct Place {
    /// Which page, counted from 0; `None` for a blank one.
    pub page: Option<usize>,
    /// The page's trim, as it lies on the sheet.
    pub trim: Rect,
    /// Whether it stands on its head.
    pub turned: bool,
    /// How much wider than it is the page is drawn, from the left of its trim: 1
    /// but for what fills a spine.
    pub stretch: f64,
    /// What shows of the page: its trim and as much bleed as there is room for.
    pub clip: Rect,
}

/// One side of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::prepress) struct Side {
    /// Around everything that stays after cutting, in points.
    pub size: [f64; 2],
    /// The pages.
    pub places: Vec<Place>,
    /// Where it is cut and folded.
    pub edges: Edges,
    /// Black bars on folds that show whether signatures are gathered in order.
    pub bars: Vec<Rect>,
    /// What the side is called, in Chinese.
    pub label: String,
}

impl Side {
    /// The side with everything on it moved, in points.
    #[must_use]
    pub(in crate::prepress) fn moved(&self, x: f64, y: f64) -> Self {
        let rect = |Rect { left, bottom, right, top }: Rect| Rect {
            left: left + x,
            bottom: bottom + y,
            right: right + x,
            top: top + y,
        };
        let lines = |lines: &Lines| Lines {
            x: lines.x.iter().map(|line| line + x).collect(),
            y: lines.y.iter().map(|line| line + y).collect(),
        };
        let place = |place: &Place| Place { trim: rect(place.trim), clip: rect(place.clip), ..*place };
        Self {
            places: self.places.iter().map(place).collect(),
            edges: Edges { cuts: lines(&self.edges.cuts), folds: lines(&self.edges.folds) },
            bars: self.bars.iter().copied().map(rect).collect(),
            ..self.clone()
        }
    }
}

/// Pages of a booklet with the blank ones that make up the number: the page for
/// each place, `None` for a blank.
pub(in crate::prepress) fn padded(pages: usize, total: usize, behind: usize) -> Vec<Option<usize>> {
    let blanks = total.saturating_sub(pages);
    let first = pages.saturating_sub(behind);
    (0..first).map(Some).chain(std::iter::repeat_n(None, blanks)).chain((first..pages).map(Some)).collect()
}
