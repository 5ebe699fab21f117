//! 由…增加到…: what a text says of a figure then and now.

use std::ops::Range;

use crate::lint::figures::{Figure, clause_before};
use crate::lint::passage::Passage;
use crate::lint::pattern::Captures;
use crate::lint::rule::pattern;

/// A figure then and now.
pub(super) struct Change<'p> {
    /// Where 从 or 由 stands.
    pub(super) start: usize,
    pub(super) from: &'p Figure,
    pub(super) to: &'p Figure,
    /// Whether the word says that it grew.
    pub(super) up: bool,
    /// Where the word stands.
    pub(super) verb: Range<usize>,
}

/// Words that say that something became less.
const DOWN: [&str; 13] =
    ["减少", "下降", "降低", "压缩", "压减", "缩短", "缩小", "缩减", "调减", "精简", "回落", "降", "减"];

/// The changes that a passage tells, years between the words or not.
pub(super) fn changes(passage: &Passage) -> Vec<Change<'_>> {
    let text = &passage.text;
    let letters = passage.letters();
    if !['从', '由'].into_iter().any(|c| letters.may_have(c)) || passage.figures().len() < 2 {
        return Vec::new();
    }
    let verbs = pattern!(
        "(增加|增长|提高|提升|扩大|上升|增|升|调增|减少|下降|降低|压缩|压减|缩短|缩小|缩减|调减|精简|回落|降|减)(?:到|至|为)"
    );
    let change = |found: Captures<'_>| {
        let (whole, word) = (found.get(0)?, found.get(1)?);
        let figures = passage.figures();
        let next = figures.partition_point(|figure| figure.range.start < whole.end());
        let (from, to) = (figures.get(next.checked_sub(1)?)?, figures.get(next)?);
        let said = clause_before(text, whole.start());
        let clause = whole.start() - said.len();
        let ahead = passage.get(clause..from.range.start);
        let apart = passage.get(whole.end()..to.range.start);
        let near =
            passage.get(from.range.end..whole.start()).chars().count() <= 12 && apart.chars().count() <= 12;
        let word_at = ahead.rfind(['从', '由']).filter(|&at| {
            ahead.get(at..).is_some_and(|words| words.chars().count() <= 16 && !words.contains(['，', '、']))
        })?;
        let plain = from.unit == to.unit && !from.approximate && !to.approximate;
        let marks = apart.contains(['，', '。', '；', '、', '：']);
        (from.range.start >= clause && near && plain && !marks).then(|| Change {
            start: clause + word_at,
            from,
            to,
            up: !DOWN.contains(&word.as_str()),
            verb: whole.range(),
        })
    };
    verbs.captures_iter(passage).filter_map(change).collect()
}
