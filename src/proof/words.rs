//! Words of the texts, quoted in notes, and numbers in words.

use std::collections::BTreeSet;

/// Words of the earlier round that a note quotes, at most.
const QUOTED: usize = 60;

/// Words in quotation marks. What can't be told apart by its looks is said in
/// words.
pub(super) fn quoted(text: &str) -> String {
    let mut characters = text.chars();
    let width = match (characters.next(), characters.next()) {
        (Some(c), None) if c.is_ascii_punctuation() => "半角",
        (Some('！'..='～' | '。' | '、'), None) => "全角",
        _ => "",
    };
    if !text.is_empty() && text.chars().all(char::is_whitespace) {
        return format!("{} 个空格", text.chars().count());
    }
    format!("{width}“{}”", short(text))
}

/// The head and the tail of a long text.
pub(super) fn short(text: &str) -> String {
    let count = text.chars().count();
    if count <= QUOTED {
        return text.to_owned();
    }
    let half = QUOTED / 2;
    let head: String = text.chars().take(half).collect();
    let tail: String = text.chars().skip(count - half).collect();
    format!("{head}……{tail}（共 {count} 字）")
}

/// Numbers as people write them, each once: `2—4、7`.
pub(super) fn ranges(numbers: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers.collect::<BTreeSet<_>>() {
        match runs.last_mut().filter(|run| run.1 + 1 == number) {
            Some(run) => run.1 = number,
            None => runs.push((number, number)),
        }
    }
    let run =
        |&(from, to): &(usize, usize)| if from == to { from.to_string() } else { format!("{from}—{to}") };
    runs.iter().map(run).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_drawn_together() {
        assert_eq!(ranges([4, 2, 3, 2, 7].into_iter()), "2—4、7");
        assert_eq!(ranges(std::iter::empty()), "");
    }

    #[test]
    fn what_looks_alike_is_told_in_words() {
        assert_eq!(
            (quoted(","), quoted("，"), quoted("  ")),
            ("半角“,”".into(), "全角“，”".into(), "2 个空格".into())
        );
    }
}
