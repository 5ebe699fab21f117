//! Two rows of things held side by side: which are the same in both.
//!
//! Short rows go through Myers' algorithm, whose time grows with the square of
//! what differs. Long ones are first cut where something stands once in each
//! row, so that time stays in proportion to their length; what is still long
//! after that counts as different throughout. No clock is asked when to give
//! up: the same rows give the same answer.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Rows longer than this together are cut before they are compared.
const LONG: usize = 4000;

/// A stretch of two rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it is in the old row.
    pub(super) old: Range<usize>,
    /// Where it is in the new row.
    pub(super) new: Range<usize>,
    /// Whether it is the same in both.
    pub(super) same: bool,
}

/// The stretches of two rows in order, those that are the same and those that
/// differ by turns. Each row is covered without gaps.
pub(super) fn align<T: Hash + Eq + Ord>(old: &[T], new: &[T]) -> Vec<Run> {
    let mut runs = Vec::new();
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (rest_old, rest_new) = (&old[head..], &new[head..]);
    let tail = rest_old.iter().rev().zip(rest_new.iter().rev()).take_while(|(a, b)| a == b).count();
    push(&mut runs, Run { old: 0..head, new: 0..head, same: true });
    let (end_old, end_new) = (old.len() - tail, new.len() - tail);
    middle(&mut runs, (old, head..end_old), (new, head..end_new), true);
    push(&mut runs, Run { old: end_old..old.len(), new: end_new..new.len(), same: true });
    runs
}

/// Compares a part of each row. `cut` tells whether it may be cut at anchors.
fn middle<T: Hash + Eq + Ord>(
    runs: &mut Vec<Run>,
    (old, of_old): (&[T], Range<usize>),
    (new, of_new): (&[T], Range<usize>),
    cut: bool,
) {
    if of_old.is_empty() || of_new.is_empty() {
        return push(runs, Run { old: of_old, new: of_new, same: false });
    }
    let (part_old, part_new) = (&old[of_old.clone()], &new[of_new.clone()]);
    if part_old.len() + part_new.len() <= LONG {
        let (mut a, mut b) = (of_old.start, of_new.start);
        for op in capture_diff_slices(Algorithm::Myers, part_old, part_new) {
            // Of an operation that takes from one row alone, the place in the
            // other is not to be relied on; lengths are.
            let (old, new) = (a..a + op.old_range().len(), b..b + op.new_range().len());
            (a, b) = (old.end, new.end);
            push(runs, Run { old, new, same: matches!(op, DiffOp::Equal { .. }) });
        }
        return;
    }
    let anchors = if cut { anchors(part_old, part_new) } else { Vec::new() };
    let (mut from_old, mut from_new) = (of_old.start, of_new.start);
    for (a, b) in anchors {
        let (a, b) = (of_old.start + a, of_new.start + b);
        middle(runs, (old, from_old..a), (new, from_new..b), false);
        push(runs, Run { old: a..a + 1, new: b..b + 1, same: true });
        (from_old, from_new) = (a + 1, b + 1);
    }
    if (from_old, from_new) == (of_old.start, of_new.start) {
        push(runs, Run { old: of_old, new: of_new, same: false });
    } else {
        middle(runs, (old, from_old..of_old.end), (new, from_new..of_new.end), false);
    }
}

/// Adds a stretch, joining it to the last one where it is of the same kind.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    if run.old.is_empty() && run.new.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.same == run.same => {
            last.old.end = run.old.end;
            last.new.end = run.new.end;
        }
        _ => runs.push(run),
    }
}

/// What stands once in each row, as pairs of places that rise in both: the
/// longest such row of pairs.
fn anchors<T: Hash + Eq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let (once_old, once_new) = (once(old), once(new));
    let place = |(at, thing)| {
        let only = once_old.get(thing).copied().flatten()? == at;
        Some((at, once_new.get(thing).copied().flatten().filter(|_| only)?))
    };
    let pairs: Vec<(usize, usize)> = old.iter().enumerate().filter_map(place).collect();
    rising(&pairs)
}

/// Where each thing stands, if it stands in one place only.
fn once<T: Hash + Eq>(row: &[T]) -> HashMap<&T, Option<usize>> {
    let mut places = HashMap::new();
    for (at, thing) in row.iter().enumerate() {
        places.entry(thing).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// The longest row of pairs whose second numbers rise, of pairs whose first
/// numbers do (patience sorting).
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best row of each length, and each pair's
    // predecessor.
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = tops.partition_point(|&top| pairs[top].1 < pair.1);
        before.push(length.checked_sub(1).map(|shorter| tops[shorter]));
        match tops.get_mut(length) {
            Some(top) => *top = at,
            None => tops.push(at),
        }
    }
    let mut row = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(at) = next {
        row.push(pairs[at]);
        next = before[at];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Both rows are covered, and what is called the same is the same.
    fn check(old: &[u16], new: &[u16]) {
        let (mut a, mut b) = (0, 0);
        let mut last = None;
        for run in align(old, new) {
            assert_eq!((run.old.start, run.new.start), (a, b));
            assert!(!run.same || old[run.old.clone()] == new[run.new.clone()]);
            assert_ne!(last, Some(run.same), "stretches go by turns");
            last = Some(run.same);
            (a, b) = (run.old.end, run.new.end);
        }
        assert_eq!((a, b), (old.len(), new.len()));
    }

    proptest! {
        #[test]
        fn rows_are_covered(
            old in prop::collection::vec(0..12u16, 0..60),
            new in prop::collection::vec(0..12u16, 0..60),
        ) {
            check(&old, &new);
        }
    }

    #[test]
    fn long_rows_are_cut_at_anchors() {
        let old: Vec<u16> = (0..30_000).collect();
        let mut new = old.clone();
        new.remove(29_000);
        new.insert(10, 40_000);
        new.swap(15_000, 15_003);
        check(&old, &new);
        let same: usize = align(&old, &new).iter().filter(|run| run.same).map(|run| run.old.len()).sum();
        assert!(same > 29_990, "{same}");
    }

    #[test]
    fn long_rows_without_anchors_differ() {
        let (old, new) = (vec![1; 5000], [vec![2], vec![1; 5000], vec![3]].concat());
        check(&old, &new);
        assert_eq!(align(&old, &new).len(), 1);
    }
}
