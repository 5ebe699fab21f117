//! Which of some old paragraphs became which of some new ones.

/// Paragraphs less alike than this are not the same one changed.
const ALIKE: f64 = 0.45;

/// With more pairs than this to compare, paragraphs are paired by their order.
const MOST: usize = 4096;

/// Two neighbouring characters, as often as they stand in a paragraph, sorted.
pub(super) struct Shape(Vec<(char, char)>);

impl Shape {
    pub(super) fn of(text: &str) -> Self {
        let characters = || std::iter::once('\n').chain(text.chars().filter(|c| !c.is_whitespace()));
        let mut pairs: Vec<_> = characters().zip(characters().skip(1)).collect();
        pairs.sort_unstable();
        Self(pairs)
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

/// Pairs of places in the two rows, rising in both, so that what is paired is
/// as alike as can be.
pub(super) fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let shapes = |texts: &[&str]| texts.iter().map(|text| Shape::of(text)).collect::<Vec<_>>();
    let (old, new) = (shapes(old), shapes(new));
    if old.len().saturating_mul(new.len()) > MOST {
        let by_order = old.iter().zip(&new).enumerate();
        let alike = by_order.filter(|(_, (a, b))| a.likeness(b) >= ALIKE);
        return alike.map(|(at, _)| (at, at)).collect();
    }
    // `best[i][j]`: the most likeness of the rows from `i` and `j` on.
    let likeness = |i: usize, j: usize| old[i].likeness(&new[j]);
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1];
    let mut alike = vec![vec![0.0_f64; new.len()]; old.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            alike[i][j] = likeness(i, j);
            let paired = if alike[i][j] >= ALIKE { alike[i][j] + best[i + 1][j + 1] } else { 0.0 };
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() && j < new.len() {
        if alike[i][j] >= ALIKE && best[i][j] <= alike[i][j] + best[i + 1][j + 1] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] <= best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_paragraphs_find_each_other() {
        let old = ["各乡镇要加强领导，落实责任。", "本通知自印发之日起施行。"];
        let new = ["一、总体要求", "各乡镇要切实加强领导，落实责任。", "本通知自公布之日起施行。"];
        assert_eq!(pairs(&old, &new), [(0, 1), (1, 2)]);
        assert_eq!(pairs(&old, &["毫不相干的一段话"]), []);
        assert_eq!(pairs(&[], &new), []);
    }
}
