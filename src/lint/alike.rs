//! Characters that are taken for each other: the same sound, nearly the same
//! shape. A misspelt name or place has one of them for the other.

use std::sync::LazyLock;

/// The groups of `words/alike.txt` that each character is in, in order of the
/// characters.
static GROUPS: LazyLock<Vec<(char, u16)>> = LazyLock::new(|| {
    let lines = include_str!("words/alike.txt").lines().filter(|line| !line.starts_with('#'));
    let mut groups: Vec<(char, u16)> =
        lines.zip(0..).flat_map(|(line, group)| line.chars().map(move |c| (c, group))).collect();
    groups.sort_unstable();
    groups
});

fn groups(c: char) -> &'static [(char, u16)] {
    let rest = GROUPS.get(GROUPS.partition_point(|&(other, _)| other < c)..).unwrap_or_default();
    rest.get(..rest.partition_point(|&(other, _)| other == c)).unwrap_or_default()
}

/// Whether two different characters sound or look alike.
pub(super) fn is_alike(a: char, b: char) -> bool {
    a != b && groups(a).iter().any(|(_, group)| groups(b).iter().any(|(_, other)| group == other))
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
