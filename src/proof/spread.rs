//! Notes beside the text: each as near to its place as can be, none over
//! another.

/// A note to be placed: where it belongs and how high it is, in pt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Block {
    /// Where its top would best be.
    pub(super) wanted: f64,
    /// Its height.
    pub(super) height: f64,
}

/// Where the notes' tops come to stand, for as many of them as fit between
/// `top` and `bottom` with `gap` between them. They keep their order, and the
/// sum of the squares of what they are moved is least (isotonic regression by
/// pooling neighbours).
pub(super) fn spread(blocks: &[Block], top: f64, bottom: f64, gap: f64) -> Vec<f64> {
    let mut room = bottom - top;
    let fit = blocks.iter().take_while(|block| {
        room -= block.height + gap;
        room + gap >= -1e-9
    });
    let blocks: Vec<Block> = fit.copied().collect();
    // Where each note's top is when all stand tight.
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(blocks.len());
    // Runs of notes that stand tight: how many, and where they would begin.
    let mut pools: Vec<(usize, f64)> = Vec::new();
    for block in &blocks {
        offsets.push(offset);
        pools.push((1, block.wanted - offset));
        offset += block.height + gap;
        while let [.., (n, a), (m, b)] = pools[..] {
            if a < b {
                break;
            }
            let mean = (a * n as f64 + b * m as f64) / (n + m) as f64;
            pools.truncate(pools.len() - 2);
            pools.push((n + m, mean));
        }
    }
    let last = bottom - (offset - gap).max(0.0);
    let starts =
        pools.iter().flat_map(|&(count, start)| std::iter::repeat_n(start.clamp(top, last.max(top)), count));
    starts.zip(offsets).map(|(start, offset)| start + offset).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(wanted: f64, height: f64) -> Block {
        Block { wanted, height }
    }

    #[test]
    fn notes_stay_where_they_belong() {
        assert_eq!(spread(&[block(20.0, 10.0), block(50.0, 10.0)], 0.0, 100.0, 2.0), [20.0, 50.0]);
    }

    #[test]
    fn notes_for_one_line_share_what_they_are_moved() {
        assert_eq!(spread(&[block(50.0, 10.0), block(50.0, 10.0)], 0.0, 100.0, 2.0), [44.0, 56.0]);
        assert_eq!(spread(&[block(0.0, 10.0), block(0.0, 10.0)], 0.0, 100.0, 2.0), [0.0, 12.0]);
        assert_eq!(spread(&[block(99.0, 10.0)], 0.0, 100.0, 2.0), [90.0]);
    }

    #[test]
    fn what_does_not_fit_is_left_over() {
        assert_eq!(spread(&[block(0.0, 40.0); 3], 0.0, 100.0, 2.0), [0.0, 42.0]);
        assert_eq!(spread(&[block(0.0, 400.0)], 0.0, 100.0, 2.0), [0.0; 0]);
    }

    proptest! {
        #[test]
        fn no_note_is_over_another(
            mut blocks in prop::collection::vec((0.0..800.0_f64, 5.0..60.0_f64), 0..40),
        ) {
            blocks.sort_by(|a: &(f64, f64), b| a.0.total_cmp(&b.0));
            let blocks: Vec<_> = blocks.into_iter().map(|(wanted, height)| block(wanted, height)).collect();
            let tops = spread(&blocks, 40.0, 800.0, 3.0);
            let mut free = 40.0;
            for (top, block) in tops.iter().zip(&blocks) {
                prop_assert!(*top >= free - 1e-6, "{tops:?}");
                free = top + block.height + 3.0;
            }
            prop_assert!(free - 3.0 <= 800.0 + 1e-6);
            let all: f64 = blocks.iter().map(|block| block.height + 3.0).sum::<f64>() - 3.0;
            prop_assert_eq!(tops.len() == blocks.len(), all <= 760.0);
        }
    }
}
