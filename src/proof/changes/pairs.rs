//! Which of some old paragraphs became which of some new ones.

use std::ops::Range;

/// Paragraphs less alike than this are not the same one changed.
const ALIKE: f64 = 0.45;

/// Paragraphs that were joined, or one that was split, have at least so much in
/// common with what they became: less, and a chance likeness would hide what was
/// taken out.
const JOINED: f64 = 0.8;

/// So many paragraphs are joined into one, at most.
const PARTS: usize = 4;

/// With more pairs than this to compare, paragraphs are paired by their order.
const MOST: usize = 4096;

/// Two neighbouring characters, as often as they stand in a paragraph, sorted.
pub(super) struct Shape(Vec<(char, char)>);

impl Shape {
    pub(super) fn of(text: &str) -> Self {
        Self::of_all(&[text])
    }

    /// The shape of paragraphs set one behind the other.
    fn of_all(texts: &[&str]) -> Self {
        let characters = || {
            let all = texts.iter().flat_map(|text| text.chars());
            std::iter::once('\n').chain(all.filter(|c| !c.is_whitespace()))
        };
        let mut pairs: Vec<_> = characters().zip(characters().skip(1)).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// How much two paragraphs can have in common, by their lengths.
    fn most(&self, other: &Self) -> f64 {
        let (a, b) = (self.0.len(), other.0.len());
        if a + b == 0 { 1.0 } else { 2.0 * a.min(b) as f64 / (a + b) as f64 }
    }

    /// How much two paragraphs have in common, 0 to 1 (Dice's coefficient).
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0_usize;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            let order = x.cmp(y);
            if order.is_le() {
                a.next();
            }
            if order.is_ge() {
                b.next();
            }
            common += usize::from(order.is_eq());
        }
        let all = self.0.len() + other.0.len();
        if all == 0 { 1.0 } else { 2.0 * common as f64 / all as f64 }
    }
}

/// Old paragraphs and the new ones that they became: one each, or several that
/// were joined into one, or one that was split into several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Pairs of stretches of the two rows, rising in both, so that what is paired is
/// as alike as can be.
pub(super) fn pairs(old: &[&str], new: &[&str]) -> Vec<Pair> {
    if old.len().saturating_mul(new.len()) > MOST {
        let by_order = old.iter().zip(new).enumerate();
        let alike = by_order.filter(|(_, (a, b))| Shape::of(a).likeness(&Shape::of(b)) >= ALIKE);
        return alike.map(|(at, _)| Pair { old: at..at + 1, new: at..at + 1 }).collect();
    }
    let (shapes_old, shapes_new) = (runs(old), runs(new));
    // The most likeness of the rows from `i` and `j` on, and by which step: so
    // many of the old and of the new, paired or passed over.
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1];
    let mut step = vec![vec![(0, 1, false); new.len()]; old.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let mut found = (best[i][j + 1], (0, 1, false));
            let mut offer = |score: f64, how: (usize, usize, bool)| {
                if score > found.0 {
                    found = (score, how);
                }
            };
            offer(best[i + 1][j], (1, 0, false));
            let sizes = std::iter::once((1, 1)).chain((2..=PARTS).flat_map(|n| [(n, 1), (1, n)]));
            for (a, b) in sizes {
                let (Some(x), Some(y)) = (shapes_old[i].get(a - 1), shapes_new[j].get(b - 1)) else {
                    continue;
                };
                let least = if a + b == 2 { ALIKE } else { JOINED };
                // Texts of very different lengths need not be compared.
                let likeness = if x.most(y) >= least { x.likeness(y) } else { 0.0 };
                if likeness >= least {
                    offer(likeness + best[i + a][j + b], (a, b, true));
                }
            }
            (best[i][j], step[i][j]) = found;
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() && j < new.len() {
        let (a, b, paired) = step[i][j];
        if paired {
            out.push(Pair { old: i..i + a, new: j..j + b });
        }
        (i, j) = (i + a, j + b);
    }
    out
}

/// From each paragraph on the shapes of one, two … paragraphs.
fn runs(texts: &[&str]) -> Vec<Vec<Shape>> {
    let from = |at: usize| {
        let most = PARTS.min(texts.len() - at);
        (1..=most).map(|count| Shape::of_all(&texts[at..at + count])).collect()
    };
    (0..texts.len()).map(from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
        pairs(old, new).into_iter().map(|pair| (pair.old, pair.new)).collect()
    }

    #[test]
    fn changed_paragraphs_find_each_other() {
        let old = ["各乡镇要加强领导，落实责任。", "本通知自印发之日起施行。"];
        let new = ["一、总体要求", "各乡镇要切实加强领导，落实责任。", "本通知自公布之日起施行。"];
        assert_eq!(shown(&old, &new), [(0..1, 1..2), (1..2, 2..3)]);
        assert_eq!(shown(&old, &["毫不相干的一段话"]), []);
        assert_eq!(shown(&[], &new), []);
    }

    #[test]
    fn joined_and_split_paragraphs_find_each_other() {
        let two = ["坚持把高质量发展作为硬道理。", "始终让权力在阳光下运行，自觉接受监督。"];
        let one = ["坚持把高质量发展作为硬道理。始终让权力在阳光下运行，自觉接受监督。"];
        assert_eq!(shown(&two, &one), [(0..2, 0..1)]);
        assert_eq!(shown(&one, &two), [(0..1, 0..2)]);
        // One taken out beside one kept is not joined to it.
        assert_eq!(shown(&two, &["坚持把高质量发展作为唯一的硬道理。"]), [(0..1, 0..1)]);
    }
}
