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

/// Where each line of the longer list begins; `build.rs` writes it.
static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/word-lines.bin"));

/// The lines of our own list, sorted as they stand.
static OFFICIAL_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| OFFICIAL.lines().collect());

/// How many lines the longer list has.
fn length() -> usize {
    STARTS.len() / 4
}

/// A line of the longer list: the word and its digit.
fn line(number: usize) -> (&'static str, u32) {
    let start = |number| {
        let start = STARTS.as_chunks::<4>().0.get(number).map(|&start| u32::from_le_bytes(start));
        start.and_then(|start| usize::try_from(start).ok()).unwrap_or(COMMON.len())
    };
    let line = COMMON.get(start(number)..start(number + 1)).unwrap_or_default().trim_end();
    let (word, digit) = line.split_at(line.len().saturating_sub(1));
    (word, digit.parse().unwrap_or(0))
}

/// The first of some numbers for which the answer is no.
fn first_not(range: Range<usize>, yes: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start.midpoint(end);
        if yes(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

/// The words of both lists that begin alike.
struct Prefix {
    common: Range<usize>,
    official: Range<usize>,
}

impl Prefix {
    fn new() -> Self {
        Self { common: 0..length(), official: 0..OFFICIAL_WORDS.len() }
    }

    /// Keeps those that begin with a longer piece of text; tells whether any do.
    fn narrow(&mut self, text: &str) -> bool {
        let official = |number: usize| OFFICIAL_WORDS.get(number).copied().unwrap_or_default();
        let first = first_not(self.common.clone(), |number| line(number).0 < text);
        self.common = first..self.gallop(first, text);
        let first = first_not(self.official.clone(), |number| official(number) < text);
        let end = first_not(first..self.official.end, |number| official(number).starts_with(text));
        self.official = first..end;
        !self.common.is_empty() || !self.official.is_empty()
    }

    /// Where those of the longer list end that begin with a text: near, mostly.
    fn gallop(&self, first: usize, text: &str) -> usize {
        let (mut from, mut step) = (first, 1);
        while from + step < self.common.end && line(from + step).0.starts_with(text) {
            from += step;
            step *= 2;
        }
        first_not(from..self.common.end.min(from + step), |number| line(number).0.starts_with(text))
    }

    /// What the word costs that is no longer than what all begin with.
    fn cost(&self, word: &str) -> Option<u32> {
        if OFFICIAL_WORDS
            .get(self.official.start)
            .is_some_and(|&first| first == word && !self.official.is_empty())
        {
            return Some(OFFICIAL_COST);
        }
        let (first, digit) = line(self.common.start);
        (!self.common.is_empty() && first == word).then(|| RAREST - digit.min(RAREST))
    }
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
        let mut prefix = Prefix::new();
        for end in start + 1..=chars.len().min(start + LONGEST) {
            word.push(chars[end - 1]);
            let any = prefix.narrow(&word);
            let alone = (end == start + 1).then_some(UNKNOWN);
            let Some(cost) = prefix.cost(&word).or(alone) else {
                if any {
                    continue;
                }
                break;
            };
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
    use super::{OFFICIAL_WORDS, length, line, words};

    fn divided(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        words(&chars).into_iter().map(|r| chars[r].iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists_are_sorted() {
        assert!((0..length()).map(|number| line(number).0).is_sorted());
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
