//! Signatures (书帖): a sheet with pages on both sides is folded in half again
//! and again, each fold at a right angle to the one before, the last one being
//! the spine.
//!
//! Where each page has to stand is found by unfolding: the finished signature,
//! its pages in order, is opened fold by fold until it lies flat. (The test goes
//! the other way and folds the sheet.)

use super::super::geometry::{MM, Rect};
use super::layout::{Cell, Place, Side};

/// The least that is cut off where a fold closes a signature at the head, the
/// foot or the fore edge, in points.
const TRIM_OFF: f64 = 3.0 * MM;
/// Width of a collation mark, in points; half of it on either side of the fold.
const BAR_WIDTH: f64 = 2.0 * MM;
/// Height of a collation mark, in points.
const BAR_HEIGHT: f64 = 6.0 * MM;
/// From the head to the first collation mark, in points.
const BAR_START: f64 = 20.0 * MM;

/// A page as it is seen on a side: its number within the signature, counted from
/// 0, and whether it stands on its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Face {
    page: usize,
    turned: bool,
}

impl Face {
    fn over(self) -> Self {
        Self { turned: !self.turned, ..self }
    }
}

/// A leaf: the face on top, and the one below as it is seen when the leaf is
/// turned over sideways.
#[derive(Debug, Clone, Copy)]
struct Leaf {
    up: Face,
    down: Face,
}

impl Leaf {
    /// Turned over around an upright axis.
    fn sideways(self) -> Self {
        Self { up: self.down, down: self.up }
    }

    /// Turned over around a level axis: sideways, and by half a turn.
    fn lengthways(self) -> Self {
        Self { up: self.down.over(), down: self.up.over() }
    }
}

/// Leaves on each other, from the top down.
type Stack = Vec<Leaf>;
/// Stacks beside each other: rows from the top down, each from left to right.
type Grid = Vec<Vec<Stack>>;

/// The upper half of a stack swings away and comes to lie upside down; the lower
/// half stays.
fn open(stack: &Stack, turn: fn(Leaf) -> Leaf) -> (Stack, Stack) {
    let (upper, lower) = stack.split_at(stack.len() / 2);
    (upper.iter().rev().map(|leaf| turn(*leaf)).collect(), lower.to_vec())
}

/// Opens every stack around the grid's left or right edge.
fn open_sideways(grid: &Grid, left: bool) -> Grid {
    let rows = grid.iter().map(|row| {
        let (mut swung, stayed): (Vec<_>, Vec<_>) =
            row.iter().map(|stack| open(stack, Leaf::sideways)).unzip();
        swung.reverse();
        if left { [swung, stayed].concat() } else { [stayed, swung].concat() }
    });
    rows.collect()
}

/// Opens every stack around the grid's upper edge.
fn open_upwards(grid: &Grid) -> Grid {
    let halves = grid.iter().map(|row| row.iter().map(|stack| open(stack, Leaf::lengthways)).unzip());
    let (mut swung, stayed): (Grid, Grid) = halves.unzip();
    swung.reverse();
    [swung, stayed].concat()
}

/// The two faces of the flat sheet, rows from the top down: the outer one, with
/// the first page at the lower right, and the inner one.
fn unfold(pages: usize) -> [Vec<Vec<Face>>; 2] {
    let face = |page| Face { page, turned: false };
    let leaf = |index: usize| Leaf { up: face(2 * index), down: face(2 * index + 1) };
    let mut grid: Grid = vec![vec![(0..pages / 2).map(leaf).collect()]];
    let mut fold = 0;
    while grid.iter().flatten().any(|stack| stack.len() > 1) {
        grid = match fold {
            // The spine, on the left of the first page.
            0 => open_sideways(&grid, true),
            fold if fold % 2 == 1 => open_upwards(&grid),
            _ => open_sideways(&grid, false),
        };
        fold += 1;
    }
    let face = |face: fn(&Leaf) -> Face| -> Vec<Vec<Face>> {
        let row = |row: &Vec<Stack>| row.iter().filter_map(|stack| stack.first().map(face)).collect();
        grid.iter().map(row).collect()
    };
    let mut outer = face(|leaf| leaf.down);
    outer.iter_mut().for_each(|row| row.reverse());
    [outer, face(|leaf| leaf.up)]
}

/// How the sheets of a book are folded and bound.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folding {
    /// How far the spine is ground off, in points.
    pub(super) grind: f64,
    /// Thickness of a leaf, in points.
    pub(super) paper: f64,
    /// Whether collation marks are printed.
    pub(super) collation: bool,
}

/// Outer and inner side of one signature. `pages` are its pages in the order of
/// reading: 4, 8, 16 or 32; `index` counts signatures from 0.
pub(super) fn sides(pages: &[Option<usize>], cell: Cell, folding: &Folding, index: usize) -> [Side; 2] {
    let faces = unfold(pages.len());
    let [outer, inner] = faces.map(|rows| side(&rows, pages, cell, folding));
    let bars = if folding.collation { vec![bar(&outer, cell, index)] } else { Vec::new() };
    let label = |face: &str| format!("第{}帖{face}", index + 1);
    [Side { bars, label: label("外面"), ..outer }, Side { label: label("里面"), ..inner }]
}

fn side(rows: &[Vec<Face>], pages: &[Option<usize>], cell: Cell, folding: &Folding) -> Side {
    let Cell { width, height, bleed } = cell;
    let columns = rows.first().map_or(0, Vec::len);
    let open = 2.0 * TRIM_OFF.max(bleed);
    let spine = 2.0 * folding.grind;
    // Spine and fore edge take turns between columns, beginning with a spine.
    let gap = |boundary: usize| if boundary.is_multiple_of(2) { spine } else { open };
    let left = |column: usize| column as f64 * width + (0..column).map(gap).sum::<f64>();
    let bottom = |row: usize| row as f64 * (height + open);
    let mut side = Side {
        size: [left(columns.saturating_sub(1)) + width, bottom(rows.len().saturating_sub(1)) + height],
        ..Side::default()
    };
    for boundary in 0..columns.saturating_sub(1) {
        let edge = left(boundary) + width;
        side.edges.folds.x.push(edge + gap(boundary) / 2.0);
        if !boundary.is_multiple_of(2) {
            side.edges.cuts.x.extend([edge, edge + open]);
        }
    }
    for boundary in 0..rows.len().saturating_sub(1) {
        let edge = bottom(boundary) + height;
        side.edges.folds.y.push(edge + open / 2.0);
        side.edges.cuts.y.extend([edge, edge + open]);
    }
    for (row, faces) in rows.iter().rev().enumerate() {
        for (column, face) in faces.iter().enumerate() {
            let spine_right = column.is_multiple_of(2);
            let fold =
                if spine_right { left(column) + width + spine / 2.0 } else { left(column) - spine / 2.0 };
            let depth = (face.page / 2).min((pages.len() - 1 - face.page) / 2);
            let shift = super::saddle::creep(depth, folding.paper);
            let x = left(column) + if spine_right { shift } else { -shift };
            let trim = Rect::new(x, bottom(row), x + width, bottom(row) + height);
            let mut clip = trim.grown(bleed);
            if spine_right {
                clip.right = clip.right.min(fold);
            } else {
                clip.left = clip.left.max(fold);
            }
            let page = pages.get(face.page).copied().flatten();
            side.places.push(Place { page, trim, turned: face.turned, stretch: 1.0, clip });
        }
    }
    side
}

/// The collation mark of a signature: on the spine between its last and its first
/// page, each one below that of the signature before, so that a book gathered in
/// order shows a flight of stairs on its back.
fn bar(outer: &Side, cell: Cell, index: usize) -> Rect {
    let fold = outer.edges.folds.x.last().copied().unwrap_or_default();
    let steps = (((cell.height - 2.0 * BAR_START) / BAR_HEIGHT) as usize).max(1);
    let top = cell.height - BAR_START.min(cell.height / 4.0) - (index % steps) as f64 * BAR_HEIGHT;
    Rect::new(fold - BAR_WIDTH / 2.0, top - BAR_HEIGHT, fold + BAR_WIDTH / 2.0, top)
}

/// The sizes of a book's signatures, in the order of the book. What is left over
/// from full signatures makes smaller ones, the larger of them first; they stand
/// before the last full one, since a thin signature comes loose at the end of a
/// book.
pub(super) fn sizes(pages: usize, full: usize, fill: bool) -> Vec<usize> {
    let total = pages.next_multiple_of(if fill { full } else { super::saddle::PAGES });
    let mut rest = total % full;
    let mut sizes = vec![full; total / full];
    let last = sizes.pop();
    let mut size = full / 2;
    while rest > 0 {
        if rest >= size {
            sizes.push(size);
            rest -= size;
        }
        size /= 2;
    }
    sizes.extend(last);
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Cell = Cell { width: 595.0, height: 842.0, bleed: 8.5 };
    const SEWN: Folding = Folding { grind: 0.0, paper: 0.0, collation: true };

    fn signature(pages: usize, folding: &Folding) -> [Side; 2] {
        let pages: Vec<_> = (0..pages).map(Some).collect();
        sides(&pages, CELL, folding, 0)
    }

    /// Rows from the top down; pages on their heads are negative.
    fn table(side: &Side) -> Vec<Vec<i64>> {
        let mut places: Vec<_> = side.places.iter().collect();
        places.sort_by(|a, b| {
            b.trim.bottom.total_cmp(&a.trim.bottom).then(a.trim.left.total_cmp(&b.trim.left))
        });
        let number = |place: &&Place| {
            let page = i64::try_from(place.page.expect("a page") + 1).expect("small");
            if place.turned { -page } else { page }
        };
        let rows = places.chunk_by(|a, b| (a.trim.bottom - b.trim.bottom).abs() < 1.0);
        rows.map(|row| row.iter().map(number).collect()).collect()
    }

    #[test]
    fn sixteen_pages_stand_as_printers_know_them() {
        let [outer, inner] = signature(16, &SEWN);
        assert_eq!(table(&outer), [[-5, -12, -9, -8], [4, 13, 16, 1]]);
        assert_eq!(table(&inner), [[-7, -10, -11, -6], [2, 15, 14, 3]]);
        let [outer, inner] = signature(8, &SEWN);
        assert_eq!(table(&outer), [[-5, -4], [8, 1]]);
        assert_eq!(table(&inner), [[-3, -6], [2, 7]]);
    }

    /// Folds the printed sheet and reads the pages off: the right half goes over
    /// or under the left one, or the upper half over or under the lower one,
    /// until one stack is left.
    fn fold(sides: &[Side; 2]) -> Vec<i64> {
        // (top, bottom as seen turned over sideways), top row first.
        let [outer, inner] = [table(&sides[0]), table(&sides[1])];
        let mut grid: Vec<Vec<Vec<(i64, i64)>>> = Vec::new();
        for (up, down) in inner.iter().zip(&outer) {
            grid.push(up.iter().zip(down.iter().rev()).map(|(up, down)| vec![(*up, *down)]).collect());
        }
        while grid.len() > 1 || grid[0].len() > 1 {
            // Across the longer way, the last fold being upright.
            if grid[0].len() > grid.len() {
                let half = grid[0].len() / 2;
                let right_over_left = half > 1;
                for row in &mut grid {
                    let right = row.split_off(half);
                    let turned = |stack: &Vec<(i64, i64)>| -> Vec<(i64, i64)> {
                        stack.iter().rev().map(|(up, down)| (*down, *up)).collect()
                    };
                    if right_over_left {
                        for (left, right) in row.iter_mut().rev().zip(&right) {
                            *left = [turned(right), std::mem::take(left)].concat();
                        }
                    } else {
                        // The spine: the left half over the right one.
                        let left: Vec<_> = row.iter().rev().map(turned).collect();
                        *row =
                            left.into_iter().zip(right).map(|(left, right)| [left, right].concat()).collect();
                    }
                }
            } else {
                let half = grid.len() / 2;
                let lower = grid.split_off(half);
                let upper: Vec<Vec<_>> = grid.iter().rev().cloned().collect();
                let over = |stack: &Vec<(i64, i64)>| -> Vec<(i64, i64)> {
                    stack.iter().rev().map(|(up, down)| (-down, -up)).collect()
                };
                grid = upper
                    .iter()
                    .zip(&lower)
                    .map(|(upper, lower)| {
                        upper.iter().zip(lower).map(|(u, l)| [over(u), l.clone()].concat()).collect()
                    })
                    .collect();
            }
        }
        grid[0][0].iter().flat_map(|(up, down)| [*up, *down]).collect()
    }

    #[test]
    fn folded_sheets_read_in_order_and_stand_upright() {
        for pages in [4, 8, 16, 32] {
            let read = fold(&signature(pages, &SEWN));
            let wanted: Vec<_> = (1..=i64::try_from(pages).expect("small")).collect();
            assert_eq!(read, wanted, "{pages} pages");
        }
    }

    #[test]
    fn pages_keep_clear_of_spines_heads_and_fore_edges() {
        let folding = Folding { grind: 2.0 * MM, paper: 0.1 * MM, collation: true };
        for pages in [4, 8, 16, 32] {
            for side in signature(pages, &folding) {
                assert_eq!(side.places.len(), pages / 2);
                for (index, one) in side.places.iter().enumerate() {
                    for other in &side.places[index + 1..] {
                        let across = one.clip.right <= other.clip.left + 1e-9
                            || other.clip.right <= one.clip.left + 1e-9;
                        let along = one.clip.top <= other.clip.bottom + 1e-9
                            || other.clip.top <= one.clip.bottom + 1e-9;
                        assert!(across || along, "{one:?} {other:?}");
                    }
                    for fold in &side.edges.folds.x {
                        assert!(one.clip.right <= fold + 1e-9 || one.clip.left >= fold - 1e-9);
                    }
                }
            }
        }
    }

    #[test]
    fn inner_leaves_of_a_signature_move_most() {
        let flat = signature(16, &SEWN);
        let moved = signature(16, &Folding { paper: 1.0, ..SEWN });
        for (flat, moved) in flat.iter().zip(&moved) {
            for (flat, moved) in flat.places.iter().zip(&moved.places) {
                let page = flat.page.expect("a page") + 1;
                let depth = ((page - 1) / 2).min((16 - page) / 2);
                assert!(((flat.trim.left - moved.trim.left).abs() - depth as f64).abs() < 1e-9, "{page}");
            }
        }
    }

    #[test]
    fn small_signatures_stand_before_the_last_full_one() {
        assert_eq!(sizes(64, 16, false), [16; 4]);
        assert_eq!(sizes(60, 16, false), [16, 16, 8, 4, 16]);
        assert_eq!(sizes(37, 16, false), [16, 8, 16]);
        assert_eq!(sizes(37, 16, true), [16, 16, 16]);
        assert_eq!(sizes(12, 16, false), [8, 4]);
        assert_eq!(sizes(3, 16, false), [4]);
        assert_eq!(sizes(5, 4, false), [4, 4]);
    }

    #[test]
    fn collation_marks_step_down_and_stay_on_the_page() {
        let pages: Vec<_> = (0..16).map(Some).collect();
        let bars: Vec<_> = (0..100).map(|index| sides(&pages, CELL, &SEWN, index)[0].bars[0]).collect();
        assert!(bars[..10].windows(2).all(|two| two[1].top < two[0].top));
        assert!(bars.iter().all(|bar| bar.bottom > 0.0 && bar.top < CELL.height));
        assert!(sides(&pages, CELL, &SEWN, 0)[1].bars.is_empty());
    }
}
