//! Merged cells of a table: `^^` in a cell makes it part of the one above,
//! `<<` of the one to its left.

use super::model::{Cell, ProblemKind};

/// A cell that is part of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `^^`: of the one above.
    Up,
    /// `<<`: of the one to the left.
    Left,
}

impl Mark {
    /// The mark that a cell's text is, if it is one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        match text {
            "^^" => Some(Self::Up),
            "<<" => Some(Self::Left),
            _ => None,
        }
    }
}

/// Merges cells. The first `head` rows are the head; no cell belongs to both
/// head and body. Marks that have nothing to merge with, or that make no
/// rectangle, leave an empty cell; they are returned with row and column.
pub fn merge(
    rows: &mut [Vec<Cell>],
    marks: &[Vec<Option<Mark>>],
    head: usize,
) -> Vec<(usize, usize, ProblemKind)> {
    let mut problems = Vec::new();
    if marks.iter().flatten().all(Option::is_none) {
        return problems;
    }
    let owners = owners(rows, marks, head, &mut problems);
    for row in 0..rows.len() {
        for column in 0..rows[row].len() {
            let here = Some((row, column));
            if owner(&owners, row, column) == here {
                let across = run(column, |at| owner(&owners, row, at) == here);
                let whole = |at| (column..column + across).all(|column| owner(&owners, at, column) == here);
                let down = run(row, whole);
                cover(rows, (row, column), (across, down));
            }
        }
    }
    // What is marked and was not covered sticks out of its rectangle.
    for (row, row_marks) in marks.iter().enumerate() {
        for column in (0..row_marks.len()).filter(|&column| row_marks[column].is_some()) {
            let loose = rows.get(row).and_then(|row| row.get(column)).is_some_and(|cell| !cell.is_covered());
            if loose && owner(&owners, row, column) != Some((row, column)) {
                problems.push((row, column, ProblemKind::CrookedMerge));
            }
        }
    }
    problems
}

/// The cell that each place belongs to.
type Owners = Vec<Vec<(usize, usize)>>;

fn owner(owners: &Owners, row: usize, column: usize) -> Option<(usize, usize)> {
    owners.get(row)?.get(column).copied()
}

fn owners(
    rows: &[Vec<Cell>],
    marks: &[Vec<Option<Mark>>],
    head: usize,
    problems: &mut Vec<(usize, usize, ProblemKind)>,
) -> Owners {
    let mut owners: Owners = Vec::with_capacity(rows.len());
    for (row, cells) in rows.iter().enumerate() {
        let mut line = Vec::with_capacity(cells.len());
        for column in 0..cells.len() {
            let mark = marks.get(row).and_then(|marks| marks.get(column)).copied().flatten();
            let found = match mark {
                None => Ok((row, column)),
                Some(Mark::Left) => line.last().copied().ok_or(ProblemKind::NothingToMerge),
                Some(Mark::Up) if row == 0 => Err(ProblemKind::NothingToMerge),
                Some(Mark::Up) if row == head => Err(ProblemKind::MergeIntoHead),
                Some(Mark::Up) => owner(&owners, row - 1, column).ok_or(ProblemKind::NothingToMerge),
            };
            line.push(found.unwrap_or_else(|kind| {
                problems.push((row, column, kind));
                (row, column)
            }));
        }
        owners.push(line);
    }
    owners
}

/// How many places from `start` on are of a kind.
fn run(start: usize, of_kind: impl Fn(usize) -> bool) -> usize {
    (start..).take_while(|&at| of_kind(at)).count()
}

fn cover(rows: &mut [Vec<Cell>], (row, column): (usize, usize), (across, down): (usize, usize)) {
    for (y, cells) in rows.iter_mut().enumerate().skip(row).take(down) {
        for (x, cell) in cells.iter_mut().enumerate().skip(column).take(across) {
            if (y, x) == (row, column) {
                (cell.across, cell.down) = (across, down);
            } else {
                *cell = Cell::covered();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sizes of the cells that a sketch of marks gives, `.` where covered.
    fn sizes(sketch: &[&str], head: usize) -> (String, Vec<(usize, usize, ProblemKind)>) {
        let split = |row: &&str| row.split(' ').map(Mark::of).collect::<Vec<_>>();
        let marks: Vec<_> = sketch.iter().map(split).collect();
        let mut rows: Vec<Vec<_>> =
            marks.iter().map(|row| row.iter().map(|_| Cell::new(Vec::new())).collect()).collect();
        let problems = merge(&mut rows, &marks, head);
        let cell = |cell: &Cell| {
            if cell.is_covered() { ".".to_owned() } else { format!("{}{}", cell.across, cell.down) }
        };
        let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
        (rows.iter().map(row).collect::<Vec<_>>().join("/"), problems)
    }

    #[test]
    fn rectangles() {
        assert_eq!(sizes(&["a b <<", "^^ c d"], 2), ("12 21 ./. 11 11".into(), vec![]));
        for square in [["a <<", "^^ ^^"], ["a <<", "^^ <<"]] {
            assert_eq!(sizes(&square, 1 + 1), ("22 ./. .".into(), vec![]));
        }
    }

    #[test]
    fn misuse() {
        use ProblemKind::{CrookedMerge, MergeIntoHead, NothingToMerge};
        let (shape, problems) = sizes(&["^^ a", "<< ^^"], 0);
        assert_eq!((shape.as_str(), problems.len()), ("11 12/11 .", 2));
        assert_eq!(problems[1], (1, 0, NothingToMerge));
        assert_eq!(sizes(&["a", "^^"], 1).1, [(1, 0, MergeIntoHead)]);
        assert_eq!(sizes(&["a <<", "^^ b"], 2), ("21 ./11 11".into(), vec![(1, 0, CrookedMerge)]));
    }
}
