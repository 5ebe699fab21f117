//! Which words a stretch of a passage lies in.

use std::ops::Range;

use super::passage::Passage;
use crate::content::chars::is_han;
use crate::title;

/// Divides into words what stands around `length` characters from the `i`th
/// on, as far as it is Chinese, at most `reach` characters on each side. Gives
/// the words as ranges of characters, and where the `i`th is among them.
pub(super) fn divide(passage: &Passage, i: usize, length: usize, reach: usize) -> (Vec<Range<usize>>, usize) {
    let chinese = |&&(_, c): &&(usize, char)| is_han(c);
    let (before, after) = passage.chars.split_at(i.min(passage.chars.len()));
    let before = before.iter().rev().take(reach).take_while(chinese).count();
    let after = after.iter().take(length + reach).take_while(chinese).count();
    let around = passage.chars.iter().skip(i.saturating_sub(before)).take(before + after);
    let chars: Vec<char> = around.map(|&(_, c)| c).collect();
    (title::words(&chars), before)
}

/// Whether a part of the passage comes of words that meet: one of them begins
/// or ends within the part and goes on outside.
pub(super) fn is_across(passage: &Passage, range: Range<usize>) -> bool {
    let index = |offset| passage.chars.partition_point(|&(at, _)| at < offset);
    let (i, end) = (index(range.start), index(range.end));
    let length = end.saturating_sub(i);
    let (words, at) = divide(passage, i, length, 6);
    words
        .iter()
        .any(|word| word.start < at + length && word.end > at && (word.start < at || word.end > at + length))
}
