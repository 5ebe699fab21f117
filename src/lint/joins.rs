//! Where one sentence stands in two paragraphs: files from PDF or mail have
//! line ends in the middle of a sentence.

use super::desk::Manuscript;
use super::outline::opening;
use super::passage::{Passage, Role};
use super::spaces::division;
use crate::content::chars::is_han;

/// For each passage whether the next one goes on with its sentence.
pub(super) fn joins(manuscript: &Manuscript<'_>) -> Vec<bool> {
    let apart = stand_apart(manuscript);
    let mut wrapped = false;
    let mut out: Vec<bool> = Vec::with_capacity(manuscript.passages.len());
    for (i, pair) in manuscript.passages.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        // Short lines that end in commas are a list.
        let before = i.checked_sub(1).and_then(|i| manuscript.passages.get(i));
        let listed =
            is_short_clause(first) && (before.is_some_and(is_short_clause) || is_short_clause(second));
        let tight = apart && gap(manuscript, first, second).matches('\n').count() == 1;
        let near = second.block == first.block + 1;
        let cut = near && goes_on(second) && is_cut(first, second, Line { wrapped, tight, listed })
            || second.block.abs_diff(first.block) <= 1 && is_split(first, second);
        wrapped = cut;
        out.push(cut);
    }
    out.push(false);
    out
}

/// What stands between two passages in the file.
pub(super) fn gap<'a>(manuscript: &Manuscript<'a>, first: &Passage, second: &Passage) -> &'a str {
    manuscript.source.text.get(first.whole().end..second.whole().start).unwrap_or_default()
}

/// What the line end between two passages is like.
#[derive(Clone, Copy)]
struct Line {
    /// The paragraph before this one was cut too.
    wrapped: bool,
    /// A single line end, in a text whose paragraphs stand apart.
    tight: bool,
    /// The line is one of a list.
    listed: bool,
}

fn is_short_clause(passage: &Passage) -> bool {
    passage.chars.len() < 12 && passage.text.ends_with('，')
}

/// Whether the paragraphs of a text are set apart by blank lines.
fn stand_apart(manuscript: &Manuscript<'_>) -> bool {
    let (mut blank, mut single) = (0, 0);
    for pair in manuscript.passages.windows(2) {
        if let [first, second] = pair
            && is_running(first)
            && is_running(second)
        {
            match gap(manuscript, first, second).matches('\n').count() {
                0 => {}
                1 => single += 1,
                _ => blank += 1,
            }
        }
    }
    blank >= 2 && single * 2 <= blank
}

fn is_running(passage: &Passage) -> bool {
    passage.is_prose() || matches!(passage.role, Role::Heading(_))
}

/// Text that ends within a sentence.
fn is_cut(first: &Passage, second: &Passage, line: Line) -> bool {
    let Some(&(_, last)) = first.chars.last() else { return false };
    if !first.is_prose() || first.chars.len() < 2 {
        return false;
    }
    if matches!(last, '，' | '、' | ',' | '（' | '“' | '《') {
        return !line.listed;
    }
    if !is_han(last) && !last.is_ascii_alphanumeric() && last != '%' || first.chars.len() < 4 {
        return false;
    }
    let clauses = first.text.contains(['，', '。', '；', ',', ';']);
    // A short line without a full stop is rather a heading or a name.
    let pauses = first.text.matches('，').take(2).count();
    let sentence = first.text.contains(['。', '；'])
        || first.chars.len() >= 20
        || pauses > 1 && first.chars.len() >= 12
        || line.wrapped;
    // No paragraph opens with such a mark.
    let left_over = second.text.starts_with(['，', '。', '、', '；', '：', '》', '）', '”']);
    // 释义 always end in a full stop.
    let glossed = first.role == Role::Glossary && first.text.contains('：');
    let bound = first.chars.len() >= 8
        && (matches!(last, '的' | '和' | '或' | '将' | '被' | '把' | '并')
            || second.text.starts_with(['的', '了', '着', '们']));
    // An item whose like end in semicolons.
    let item = second.text.ends_with(['；', ';']) && opening(&first.text).is_some();
    let told = second.text.contains(['，', '。', '；']);
    line.tight && (clauses || told) || left_over || glossed || bound || item || sentence && clauses
}

/// A paragraph that could be the rest of one.
fn goes_on(passage: &Passage) -> bool {
    let plain = matches!(passage.role, Role::Body { level: None });
    let first = passage.chars.first().map(|&(_, c)| c);
    let opens =
        first.is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric() || "，。、；：”’）》,;".contains(c));
    let sentence = passage.text.contains(['。', '；', '，', '！', '？', ',', ';', '）', '”'])
        || passage.text.ends_with('：');
    plain && opens && sentence && opening(&passage.text).is_none() && division(&passage.text).is_none()
}

/// Whether the first part has opened a title or a bracket that the second one
/// closes.
fn is_split(first: &Passage, second: &Passage) -> bool {
    let Some(&(_, last)) = first.chars.last() else { return false };
    // Lines of a title are meant.
    let titles = matches!(first.role, Role::Title { .. })
        && matches!(second.role, Role::Title { .. } | Role::DocNumber);
    let set = matches!(first.role, Role::Cell | Role::Roster | Role::Verse | Role::Caption);
    if titles || set || !is_han(last) && !matches!(last, '，' | '、') {
        return false;
    }
    [('《', '》'), ('（', '）')].into_iter().any(|(open, close)| {
        let opened = first.text.rfind(open).is_some_and(|at| !first.after(at).contains(close));
        let closed = second.text.find(close).is_some_and(|at| !second.before(at).contains(open));
        // A remark of whole paragraphs in brackets has sentences of its own.
        let whole = close == '）' && first.text.starts_with(open);
        opened && closed && !whole
    })
}
