//! Lines like those of a poem, as speeches and reports close with.
//!
//! In Markdown they are a quotation whose lines are short and all end with a
//! mark. In text without marks they are known only by a strict form: lines of
//! the same measure, one under the other.

use super::chars::{count, is_clause_end, is_closer, is_han};
use super::context::Context;
use super::inline::Segment;
use super::model::{ArticleKind, Block, BlockKind, Inline};
use super::text::plain_text;

/// The longest line of a quotation that is verse.
const MAX_QUOTED: usize = 24;

/// Characters in a clause of verse.
const CLAUSE: std::ops::RangeInclusive<usize> = 3..=12;

/// Most clauses in a line.
const MAX_CLAUSES: usize = 3;

/// Whether the lines of a quotation are verse.
pub(super) fn quoted(src: &str, paragraphs: &[Vec<Segment>]) -> bool {
    let mut lines = 0;
    for line in paragraphs.iter().flatten() {
        let text = src.get(line.range.clone()).unwrap_or_default();
        if count(text, MAX_QUOTED + 1) > MAX_QUOTED || !ends(text) {
            return false;
        }
        lines += 1;
    }
    lines >= 2
}

fn ends(text: &str) -> bool {
    text.chars().rev().find(|&c| !is_closer(c)).is_some_and(|c| is_clause_end(c) || c == '…')
}

/// How many lines of one measure make verse: clauses of equal length are a
/// stronger sign (`山高路远，步履不停；`) than clauses that only agree from line
/// to line, and single clauses (`千帆竞发，`) the weakest.
fn least(beat: &[usize]) -> usize {
    match beat {
        [_] => 4,
        [first, rest @ ..] if rest.iter().all(|n| n == first) => 2,
        _ => 3,
    }
}

/// Turns runs of lines of one measure into verse.
pub(super) fn mark(context: &Context<'_>, blocks: &mut Vec<Block>) {
    if !matches!(context.kind, ArticleKind::Report | ArticleKind::Notice) {
        return;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    let mut beat: Option<Vec<usize>> = None;
    for block in blocks.drain(..) {
        let next = measure(context, &block);
        // Lines of one clause each go no further than their sentence.
        let single = beat.as_ref().is_some_and(|beat| beat.len() == 1);
        if next.is_none() || next != beat || single && run.last().is_some_and(closed) {
            close(&mut run, beat.as_deref(), &mut out);
        }
        beat = next;
        match beat {
            Some(_) => run.push(block),
            None => out.push(block),
        }
    }
    close(&mut run, beat.as_deref(), &mut out);
    *blocks = out;
}

fn text(line: &Block) -> String {
    match &line.kind {
        BlockKind::Paragraph { body, .. } => plain_text(body),
        _ => String::new(),
    }
}

/// Whether a line ends a sentence.
fn closed(line: &Block) -> bool {
    text(line).ends_with(['。', '！', '？'])
}

/// Ends a run of lines: as verse, if it is long enough, or as it was.
fn close(run: &mut Vec<Block>, beat: Option<&[usize]>, out: &mut Vec<Block>) {
    let least = beat.map_or(usize::MAX, least);
    // A list of items ends all of its lines with ； and is no verse.
    let runs_on = beat.is_some_and(|beat| beat.len() > 1) || run.iter().any(|b| text(b).ends_with('，'));
    if run.len() < least || !runs_on || !run.last().is_some_and(closed) {
        out.append(run);
        return;
    }
    let start = run.first().map_or(0, |first| first.span.start);
    let end = run.last().map_or(start, |last| last.span.end);
    let lines = run.drain(..).filter_map(|block| match block.kind {
        BlockKind::Paragraph { body, .. } => Some(body),
        _ => None,
    });
    let lines: Vec<Vec<Inline>> = lines.collect();
    out.push(Block { kind: BlockKind::Verse(lines), span: start..end });
}

/// How many characters each clause of a line has, if the line may be verse.
fn measure(context: &Context<'_>, block: &Block) -> Option<Vec<usize>> {
    let BlockKind::Paragraph { level: None, lead: None, body } = &block.kind else { return None };
    if context.src.get(block.span.clone())?.starts_with('\\') {
        return None;
    }
    let text = plain_text(body);
    if count(&text, MAX_QUOTED + 1) > MAX_QUOTED || !ends(&text) {
        return None;
    }
    let mut beat = Vec::new();
    let mut length = 0;
    for c in text.chars() {
        if is_han(c) {
            length += 1;
        } else if matches!(c, '，' | '；' | '。' | '！' | '？') {
            if !CLAUSE.contains(&length) {
                return None;
            }
            beat.push(length);
            length = 0;
        } else {
            return None;
        }
    }
    (length == 0 && beat.len() <= MAX_CLAUSES).then_some(beat)
}
