//! Characters that are taken for each other: the same sound, nearly the same
//! shape. A misspelt name or place has one of them for the other.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The groups of `words/alike.txt` that each character is in.
static GROUPS: LazyLock<HashMap<char, Vec<u16>>> = LazyLock::new(|| {
    let lines = include_str!("words/alike.txt").lines().filter(|line| !line.starts_with('#'));
    let mut groups: HashMap<char, Vec<u16>> = HashMap::new();
    for (line, group) in lines.zip(0..) {
        for c in line.chars() {
            groups.entry(c).or_default().push(group);
        }
    }
    groups
});

/// Whether two different characters sound or look alike.
pub(super) fn is_alike(a: char, b: char) -> bool {
    let (Some(first), Some(second)) = (GROUPS.get(&a), GROUPS.get(&b)) else { return false };
    a != b && first.iter().any(|group| second.contains(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_and_shapes() {
        for (a, b) in [('璧', '壁'), ('程', '成'), ('瞿', '翟'), ('芮', '阮'), ('浦', '埔'), ('堃', '坤')]
        {
            assert!(is_alike(a, b) && is_alike(b, a), "{a}{b}");
        }
        for (a, b) in [('国', '军'), ('璧', '璧'), ('𠀀', '壁')] {
            assert!(!is_alike(a, b), "{a}{b}");
        }
    }
}
