//! Pages side by side with gutters between them, to be cut apart.

use super::super::geometry::Rect;
use super::super::marks::{Edges, Lines};
use super::layout::{Cell, Place, Side};
use super::options::Nup;

/// The sides, in order. `gutter` is between trims, in points; bleed into it
/// stops half way.
pub(super) fn sides(nup: &Nup, pages: usize, cell: Cell, gutter: f64) -> Vec<Side> {
    let each = nup.columns * nup.rows;
    let rows = order(nup, pages, each);
    let sides = rows.iter().enumerate();
    sides.map(|(index, row)| side(nup, row, cell, gutter, index)).collect()
}

/// Which pages stand on each side, from the upper left, row by row.
fn order(nup: &Nup, pages: usize, each: usize) -> Vec<Vec<Option<usize>>> {
    let known = |page: usize| (page < pages).then_some(page);
    if nup.repeat {
        return (0..pages).map(|page| vec![Some(page); each]).collect();
    }
    if !nup.duplex {
        return (0..pages.div_ceil(each))
            .map(|side| (0..each).map(|n| known(side * each + n)).collect())
            .collect();
    }
    let leaves = pages.div_ceil(2);
    let fronts = (0..leaves.div_ceil(each)).flat_map(|sheet| {
        let front = (0..each).map(|place| known(2 * (sheet * each + place)));
        // Turned over like a leaf of a book: left and right change sides.
        let back = (0..each).map(|place| {
            let (row, column) = (place / nup.columns, place % nup.columns);
            known(2 * (sheet * each + row * nup.columns + (nup.columns - 1 - column)) + 1)
        });
        [front.collect::<Vec<_>>(), back.collect()]
    });
    fronts.collect()
}

fn side(nup: &Nup, pages: &[Option<usize>], cell: Cell, gutter: f64, index: usize) -> Side {
    let Cell { width, height, bleed } = cell;
    let size = [nup.columns as f64 * (width + gutter) - gutter, nup.rows as f64 * (height + gutter) - gutter];
    let inner = bleed.min(gutter / 2.0);
    let mut places = Vec::new();
    for (place, &page) in pages.iter().enumerate() {
        let (row, column) = (place / nup.columns, place % nup.columns);
        let left = column as f64 * (width + gutter);
        let top = size[1] - row as f64 * (height + gutter);
        let trim = Rect::new(left, top - height, left + width, top);
        let room = |edge: bool| if edge { bleed } else { inner };
        let clip = Rect {
            left: trim.left - room(column == 0),
            right: trim.right + room(column + 1 == nup.columns),
            top: trim.top + room(row == 0),
            bottom: trim.bottom - room(row + 1 == nup.rows),
        };
        places.push(Place { page, trim, turned: false, stretch: 1.0, clip });
    }
    let cuts = |count: usize, length: f64| -> Vec<f64> {
        let inner = (1..count).map(|n| n as f64 * (length + gutter));
        inner.flat_map(|start| if gutter > 0.0 { vec![start - gutter, start] } else { vec![start] }).collect()
    };
    let cuts = Lines { x: cuts(nup.columns, width), y: cuts(nup.rows, height) };
    let face = match (nup.duplex, index % 2) {
        (false, _) => format!("第{}版", index + 1),
        (true, 0) => format!("第{}张正面", index / 2 + 1),
        (true, _) => format!("第{}张反面", index / 2 + 1),
    };
    Side { size, places, edges: Edges { cuts, folds: Lines::default() }, label: face, ..Side::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Cell = Cell { width: 100.0, height: 150.0, bleed: 8.0 };

    fn nup(columns: usize, rows: usize) -> Nup {
        Nup { columns, rows, gutter_mm: None, repeat: false, duplex: false }
    }

    fn numbers(sides: &[Side]) -> Vec<Vec<usize>> {
        let number = |place: &Place| place.page.map_or(0, |page| page + 1);
        sides.iter().map(|side| side.places.iter().map(number).collect()).collect()
    }

    #[test]
    fn pages_in_order_repeated_and_back_to_back() {
        assert_eq!(numbers(&sides(&nup(2, 2), 5, CELL, 16.0)), [[1, 2, 3, 4], [5, 0, 0, 0]]);
        let repeat = Nup { repeat: true, ..nup(2, 1) };
        assert_eq!(numbers(&sides(&repeat, 2, CELL, 16.0)), [[1, 1], [2, 2]]);
        let duplex = Nup { duplex: true, ..nup(3, 1) };
        assert_eq!(numbers(&sides(&duplex, 7, CELL, 16.0)), [[1, 3, 5], [6, 4, 2], [7, 0, 0], [0, 0, 0]]);
    }

    #[test]
    fn bleed_stops_half_way_into_the_gutter() {
        let sides = sides(&nup(2, 1), 2, CELL, 10.0);
        let [left, right] = sides[0].places.as_slice() else { panic!("two pages") };
        assert_eq!(left.clip, Rect::new(-8.0, -8.0, 105.0, 158.0));
        assert_eq!(right.clip, Rect::new(105.0, -8.0, 218.0, 158.0));
        assert_eq!(sides[0].edges.cuts.x, [100.0, 110.0]);
        assert!(sides[0].edges.cuts.y.is_empty());
    }
}
