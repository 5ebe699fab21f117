//! Words: which characters of a title, or of any stretch of Chinese, belong
//! together.
//!
//! Two lists are compiled in. `official.txt` is ours: the words of official
//! papers, long ones whole (规范性文件). `words.txt` has 25 000 common words of
//! one to four characters, each with a digit for how common it is (its
//! logarithm); they are taken from the dictionary of the `jieba` segmenter
//! (MIT, see `words.LICENSE`).
//!
//! Why no segmentation crate: measured for the titles of one issue, `jieba-rs`
//! spends 126 ms on loading its dictionary (350 000 words) and 20–60 ms on one
//! of this size, of a build that takes 250 ms; official words such as 人居环境
//! and 管护 are not in it or too rare to win. Searching the sorted lists needs no
//! loading at all, and the most probable division into words is a dozen lines.

use std::ops::Range;
use std::sync::LazyLock;

const COMMON: &str = include_str!("words.txt");
const OFFICIAL: &str = include_str!("official.txt");

/// The longest word in characters.
const LONGEST: usize = 8;

/// What a word costs: the negative logarithm of how common it is. A digit
/// `d` in the list stands for about 2^(d + 6) among 2^26.
const RAREST: u32 = 20;

/// A word of our own list is as likely as the commonest of the other one.
const OFFICIAL_COST: u32 = RAREST - 9;

/// A character that is no word of its own.
const UNKNOWN: u32 = 17;

/// The lists' lines, sorted as they stand.
static COMMON_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| COMMON.lines().collect());
static OFFICIAL_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| OFFICIAL.lines().collect());

fn cost(word: &str) -> Option<u32> {
    if OFFICIAL_WORDS.binary_search(&word).is_ok() {
        return Some(OFFICIAL_COST);
    }
    let bare = |line: &'static str| line.trim_end_matches(|c: char| c.is_ascii_digit());
    let at = COMMON_WORDS.binary_search_by(|line| bare(line).cmp(word)).ok()?;
    let digit = COMMON_WORDS.get(at)?.chars().last()?.to_digit(10)?;
    Some(RAREST - digit)
}

/// Divides Chinese text into words: ranges of characters. The most probable
/// division wins, a character that fits no word stands alone.
pub(crate) fn words(chars: &[char]) -> Vec<Range<usize>> {
    // The least cost from the head to each place, and where its last word began.
    let mut best: Vec<(u32, usize)> = vec![(u32::MAX, 0); chars.len() + 1];
    best[0].0 = 0;
    for start in 0..chars.len() {
        let so_far = best[start].0;
        let mut word = String::new();
        for end in start + 1..=chars.len().min(start + LONGEST) {
            word.push(chars[end - 1]);
            let alone = (end == start + 1).then_some(UNKNOWN);
            let Some(cost) = cost(&word).or(alone) else { continue };
            let total = so_far.saturating_add(cost);
            if total < best[end].0 {
                best[end] = (total, start);
            }
        }
    }
    let mut out = Vec::new();
    let mut end = chars.len();
    while end > 0 {
        let start = best[end].1;
        out.push(start..end);
        end = start;
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::{COMMON_WORDS, OFFICIAL_WORDS, words};

    fn divided(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        words(&chars).into_iter().map(|r| chars[r].iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists_are_sorted() {
        let bare = |line: &&'static str| line.trim_end_matches(|c: char| c.is_ascii_digit());
        assert!(COMMON_WORDS.iter().map(bare).is_sorted());
        assert!(OFFICIAL_WORDS.is_sorted());
    }

    #[test]
    fn words_of_official_papers() {
        assert_eq!(
            divided("关于印发高标准农田建设管护实施细则的通知"),
            "关于 印发 高标准 农田 建设 管护 实施细则 的 通知"
        );
        assert_eq!(divided("行政规范性文件清理结果"), "行政 规范性文件 清理 结果");
        assert_eq!(divided("龘䶮"), "龘 䶮");
        assert_eq!(divided(""), "");
    }
}
