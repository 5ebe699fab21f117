//! Saddle stitching (骑马订): folded sheets of four pages lie in each other and
//! are stapled through the fold (JDF's folding catalogue calls the sheet F4-1).

use super::super::geometry::Rect;
use super::super::marks::{Edges, Lines};
use super::layout::{Cell, Place, Side};

/// Pages of a folded sheet.
pub(super) const PAGES: usize = 4;

/// How far the pages of the `depth`th sheet, counted from 0 at the outside, move
/// towards the spine.
///
/// A sheet inside others is pushed out at the fore edge by the thickness of
/// each sheet around it, since that one has to go around its back; the knife
/// cuts all of them in one line, so inner pages lose as much of their outer
/// margin. Moving their content to the spine by what they are pushed out keeps
/// outer margins and page numbers in one line through the book (JDF,
/// StrippingParams: shingling of the innermost sheet).
pub(super) fn creep(depth: usize, paper: f64) -> f64 {
    depth as f64 * paper
}

/// The sides of the sheets, from the outside in, each sheet's outer side first.
/// `pages` are the booklet's pages in the order of reading, a multiple of four;
/// `paper` is the thickness of a leaf in points.
pub(super) fn sides(pages: &[Option<usize>], cell: Cell, paper: f64) -> Vec<Side> {
    let last = pages.len().saturating_sub(1);
    let page = |index: usize| pages.get(index).copied().flatten();
    (0..pages.len() / 2)
        .map(|side| {
            let sheet = side / 2;
            // Outside, the higher number is on the left; inside, on the right.
            let (low, high) = (page(side), page(last - side));
            let (left, right) = if side % 2 == 0 { (high, low) } else { (low, high) };
            let face = if side % 2 == 0 { "外面" } else { "里面" };
            Side {
                label: format!("第{}张{face}", sheet + 1),
                ..spread(left, right, cell, creep(sheet, paper))
            }
        })
        .collect()
}

/// Two pages beside a fold, each moved by `shift` points towards it. What runs
/// over the fold is cut there: it would lie on the other page.
fn spread(left: Option<usize>, right: Option<usize>, cell: Cell, shift: f64) -> Side {
    let Cell { width, height, bleed } = cell;
    let trim = |x: f64| Rect::new(x, 0.0, x + width, height);
    let outer = |trim: Rect| trim.grown(bleed);
    let (one, two) = (trim(shift), trim(width - shift));
    Side {
        size: [2.0 * width, height],
        places: vec![
            Place {
                page: left,
                trim: one,
                turned: false,
                stretch: 1.0,
                clip: Rect { right: width, ..outer(one) },
            },
            Place {
                page: right,
                trim: two,
                turned: false,
                stretch: 1.0,
                clip: Rect { left: width, ..outer(two) },
            },
        ],
        edges: Edges { folds: Lines { x: vec![width], y: Vec::new() }, ..Edges::default() },
        ..Side::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Cell = Cell { width: 595.0, height: 842.0, bleed: 8.5 };

    fn numbers(side: &Side) -> Vec<usize> {
        side.places.iter().map(|place| place.page.map_or(0, |page| page + 1)).collect()
    }

    #[test]
    fn eight_pages_make_two_sheets() {
        let pages: Vec<_> = (0..8).map(Some).collect();
        let sides = sides(&pages, CELL, 0.0);
        let numbers: Vec<_> = sides.iter().map(numbers).collect();
        assert_eq!(numbers, [[8, 1], [2, 7], [6, 3], [4, 5]]);
    }

    #[test]
    fn inner_sheets_move_to_the_spine_leaf_by_leaf() {
        let pages: Vec<_> = (0..16).map(Some).collect();
        let paper = 0.3;
        for (index, side) in sides(&pages, CELL, paper).iter().enumerate() {
            let shift = (index / 2) as f64 * paper;
            let [left, right] = side.places.as_slice() else { panic!("{side:?}") };
            assert!((left.trim.right - (595.0 + shift)).abs() < 1e-9);
            assert!((right.trim.left - (595.0 - shift)).abs() < 1e-9);
            // Nothing over the fold, and all of the bleed outside.
            assert_eq!((left.clip.right, right.clip.left), (595.0, 595.0));
            assert!((left.clip.left - (shift - 8.5)).abs() < 1e-9);
        }
    }
}
