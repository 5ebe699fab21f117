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

/// What one text has and the other has not: the stretches of `a` and those of
/// `b` outside their longest common subsequence. Meant for titles.
pub(super) fn differences(a: &str, b: &str) -> (Vec<String>, Vec<String>) {
    let a: Vec<char> = a.chars().take(80).collect();
    let b: Vec<char> = b.chars().take(80).collect();
    let width = b.len() + 1;
    // The length of the longest common subsequence of what follows.
    let mut table = vec![0_usize; (a.len() + 1) * width];
    let at = |table: &[usize], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let best = if x == y {
                at(&table, i + 1, j + 1) + 1
            } else {
                at(&table, i + 1, j).max(at(&table, i, j + 1))
            };
            if let Some(cell) = table.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut only_a, mut only_b): (Vec<String>, Vec<String>) = (vec![String::new()], vec![String::new()]);
    let add = |parts: &mut Vec<String>, c: char| {
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    };
    while i < a.len() || j < b.len() {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                only_a.push(String::new());
                only_b.push(String::new());
                (i, j) = (i + 1, j + 1);
            }
            (Some(&x), y) if y.is_none() || at(&table, i + 1, j) >= at(&table, i, j + 1) => {
                add(&mut only_a, x);
                i += 1;
            }
            (_, Some(&y)) => {
                add(&mut only_b, y);
                j += 1;
            }
            _ => break,
        }
    }
    only_a.retain(|part| !part.is_empty());
    only_b.retain(|part| !part.is_empty());
    (only_a, only_b)
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
    fn what_differs() {
        let parts = |a, b| {
            let (a, b) = differences(a, b);
            (a.join("/"), b.join("/"))
        };
        assert_eq!(parts("隐患排查整治方案", "隐患整治行动方案"), ("排查".into(), "行动".into()));
        assert_eq!(parts("办法", "办法"), (String::new(), String::new()));
        assert_eq!(parts("停车管理办法", "停车办法"), ("管理".into(), String::new()));
    }

    #[test]
    fn a_character_apart() {
        assert_eq!(one_apart("李志璧", "李志壁"), Some(('璧', '壁')));
        assert_eq!(one_apart("李璧志", "李志璧"), Some(('璧', '志')));
        assert_eq!(one_apart("李志璧", "李志璧"), None);
        assert_eq!(one_apart("李志", "李志璧"), None);
    }
}
