//! How alike two texts are.

/// The length of the longest common subsequence, twice, over both lengths: 1 for
/// equal texts. Meant for titles: what is longer than 80 characters is cut.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().take(80).collect();
    let b: Vec<char> = b.chars().take(80).collect();
    let mut row = vec![0_usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let left = row.get(at).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(at + 1) {
                let above = *cell;
                *cell = if x == y { diagonal + 1 } else { above.max(left) };
                diagonal = above;
            }
        }
    }
    let common = row.last().copied().unwrap_or(0);
    let total = a.len() + b.len();
    if total == 0 { 1.0 } else { 2.0 * common as f64 / total as f64 }
}

/// Whether two words of one length differ in one character, or in two that
/// have changed places; gives the differing characters.
pub(super) fn one_apart(a: &str, b: &str) -> Option<(char, char)> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() != b.len() {
        return None;
    }
    let different: Vec<(char, char)> =
        a.iter().zip(&b).filter(|(x, y)| x != y).map(|(x, y)| (*x, *y)).collect();
    match different[..] {
        [pair] => Some(pair),
        [(x, y), (z, w)] if x == w && y == z => Some((x, y)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike() {
        assert_eq!(likeness("甲乙丙", "甲乙丙"), 1.0);
        assert!(likeness("关于做好防汛工作的通知", "关于切实做好防汛工作的通知") > 0.9);
        assert!(likeness("关于做好防汛工作的通知", "统计公报") < 0.3);
    }

    #[test]
    fn a_character_apart() {
        assert_eq!(one_apart("李志璧", "李志壁"), Some(('璧', '壁')));
        assert_eq!(one_apart("李璧志", "李志璧"), Some(('璧', '志')));
        assert_eq!(one_apart("李志璧", "李志璧"), None);
        assert_eq!(one_apart("李志", "李志璧"), None);
    }
}
