//! Questions and answers: `问：…` and `答：…`, or the speakers' names.
//!
//! A colon after a short word opens many paragraphs, so a text counts as an
//! interview only where the marks repeat: `问` and `答` at least once each, any
//! other pair at least twice.

use std::collections::BTreeMap;

use super::chars::{count, is_colon, is_han, is_space, squeeze};
use super::context::Context;
use super::model::{Block, BlockKind};
use super::text::{plain_text, split};

/// Who asks.
const ASKING: &[&str] = &["问", "记者", "主持人", "网友", "市民", "Q"];

/// The longest mark, in characters.
const MAX_MARK: usize = 12;

/// Turns paragraphs into questions and answers.
pub(super) fn mark(context: &Context<'_>, blocks: &mut [Block]) {
    let marks: Vec<Option<(String, usize)>> = blocks.iter().map(|block| found(context, block)).collect();
    let asks = |word: &str| ASKING.contains(&word);
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    // Who speaks right after a question, with nothing between, answers it.
    let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in marks.windows(2) {
        if let [Some((question, _)), Some((answer, _))] = pair
            && asks(question)
            && !asks(answer)
        {
            *times.entry(question).or_insert(0) += 1;
            *answers.entry(answer).or_insert(0) += 1;
        }
    }
    let enough = |word: &str, n: usize| n >= 2 || matches!(word, "问" | "答");
    let asking: Vec<&str> = times.into_iter().filter(|&(word, n)| enough(word, n)).map(|(w, _)| w).collect();
    let answering: Vec<&str> =
        answers.into_iter().filter(|&(word, n)| enough(word, n)).map(|(w, _)| w).collect();
    if asking.is_empty() || answering.is_empty() {
        return;
    }
    for (block, mark) in blocks.iter_mut().zip(&marks) {
        let Some((word, end)) = mark else { continue };
        let question = asking.contains(&word.as_str());
        if !question && !answering.contains(&word.as_str()) {
            continue;
        }
        let BlockKind::Paragraph { body, .. } = &mut block.kind else { continue };
        let (mark, body) = split(std::mem::take(body), *end);
        block.kind =
            if question { BlockKind::Question { mark, body } } else { BlockKind::Answer { mark, body } };
    }
}

/// The word before the colon that opens a paragraph, and where the colon ends.
fn found(context: &Context<'_>, block: &Block) -> Option<(String, usize)> {
    let BlockKind::Paragraph { level: None, lead: None, body } = &block.kind else { return None };
    // A backslash makes an ordinary paragraph.
    if context.src.get(block.span.clone())?.starts_with('\\') {
        return None;
    }
    let text = plain_text(body);
    let (at, colon) = text.char_indices().take(MAX_MARK + 1).find(|&(_, c)| is_colon(c))?;
    let end = at + colon.len_utf8();
    let word = squeeze(text.get(..at)?);
    let named = word == "Q" || word == "A" || !word.is_empty() && word.chars().all(is_han);
    let more = text.get(end..)?.chars().any(|c| !is_space(c));
    (named && more && count(&word, MAX_MARK + 1) <= MAX_MARK).then_some((word, end))
}
