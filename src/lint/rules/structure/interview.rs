//! 结构-013

use crate::content::{Block, BlockKind, plain_text};
use crate::lint::desk::Manuscript;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 问答里缺了“问：”或“答：”。
    ///
    /// 问句后面的一段没有“答：”，而别的问句后面都有；或答的后面接着一句问话，没有“问：”。
    ///
    /// 错：`问：村民能不能参与？`　`可以。《办法》规定……`
    /// 对：`问：村民能不能参与？`　`答：可以。《办法》规定……`
    ///
    /// 改法：补上。
    "结构-013", "问答缺“问”“答”", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let blocks = &manuscript.article.blocks;
    let is = |block: Option<&Block>, answer: bool| match block.map(|block| &block.kind) {
        Some(BlockKind::Answer { .. }) => answer,
        Some(BlockKind::Question { .. }) => !answer,
        _ => false,
    };
    let answers = blocks.iter().filter(|block| is(Some(block), true)).count();
    let plain = |block: Option<&Block>| match block.map(|block| &block.kind) {
        Some(BlockKind::Paragraph { lead: None, body, .. }) => Some(plain_text(body)),
        _ => None,
    };
    if answers < 2 {
        return;
    }
    for (at, block) in blocks.iter().enumerate().skip(1) {
        let before = at.checked_sub(1).and_then(|at| blocks.get(at));
        let next = blocks.get(at + 1);
        if is(before, false) && is(Some(block), false) {
            sink.report_span(block.span.clone(), "上一问没有答").help("补上“答：”一段，或两问并成一问");
        }
        let Some(text) = plain(Some(block)) else { continue };
        // A question may go on for a paragraph before it is answered.
        let answered = || {
            blocks.iter().skip(at + 1).take(8).find_map(|block| match block.kind {
                BlockKind::Answer { .. } => Some(true),
                BlockKind::Question { .. } => Some(false),
                _ => None,
            })
        };
        if is(before, false) && !text.trim_end().ends_with(['？', '?']) && answered() != Some(true) {
            sink.report_span(first(block), "问句后面的这一段没有“答：”").help("在段首补上“答：”");
        } else if text.trim_end().ends_with(['？', '?']) && is(next, true) && !is(before, false) {
            sink.report_span(first(block), "这一问前面没有“问：”").help("在段首补上“问：”");
        }
    }
}

/// Where a paragraph opens: that is where the mark is missing.
fn first(block: &Block) -> crate::content::Span {
    block.span.start..block.span.end.min(block.span.start + 2 * '字'.len_utf8())
}
