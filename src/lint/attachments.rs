//! 附件: the names under a text against the attachments behind it.

use std::sync::Arc;

use crate::content::{Article, AttachmentItem, Block, BlockKind, number_of, plain_text};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};

/// What does not agree. Whether every attachment is there can only be said of a
/// text with one list: in a text that encloses others, an attachment may belong
/// to any of them.
pub(super) fn check(source: &Arc<SourceText>, article: &Article) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut lists = Vec::new();
    for (at, block) in article.blocks.iter().enumerate() {
        if let BlockKind::AttachmentList(items) = &block.kind {
            let named: Vec<_> = items.iter().filter(|item| !item.name.is_empty()).collect();
            let named = without_heads(named, lists.is_empty());
            if named.is_empty() {
                continue;
            }
            forms(source, &named, &mut found);
            lists.push((at, named));
        }
    }
    let [(at, named)] = &lists[..] else { return found };
    let (before, after) = article.blocks.split_at(*at);
    if before.iter().any(|block| matches!(block.kind, BlockKind::AttachmentMark(_))) {
        return found;
    }
    present(source, named, after, &mut found);
    found
}

/// The list without the heads of attachments that follow it: `附件1：某某规程` once
/// more, over the attachment itself.
fn without_heads(named: Vec<&AttachmentItem>, first: bool) -> Vec<&AttachmentItem> {
    let headed =
        |item: &AttachmentItem| item.label.is_some() && item.number.is_none() && number(item).is_some();
    if !first && named.iter().all(|item| headed(item)) {
        return Vec::new();
    }
    let mut seen: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for item in named {
        let name = plain_text(&item.name);
        if seen.contains(&name) {
            break;
        }
        seen.push(name);
        out.push(item);
    }
    out
}

/// The number that an attachment is named with.
fn number(item: &AttachmentItem) -> Option<u32> {
    let part = item.number.as_deref().or(item.label.as_deref()).map(plain_text)?;
    number_of(part.trim_start_matches(['附', '件', ' ', '　']))
}

/// Numbers in sequence, no mark at the end of a name.
fn forms(source: &Arc<SourceText>, named: &[&AttachmentItem], found: &mut Vec<Diagnostic>) {
    for (expected, item) in (1..).zip(named) {
        if let Some(number) = number(item)
            && number != expected
        {
            let message = format!("附件说明的序号是{number}，按次序应是{expected}");
            found.push(
                Diagnostic::warning(Code::AttachmentOrder, message)
                    .at(Place::new(source, item.span.clone()))
                    .help("附件说明从 1 起依次编号"),
            );
            return;
        }
        let name = plain_text(&item.name);
        if name.ends_with(['。', '；', ';', '，', '、']) {
            found.push(
                Diagnostic::warning(Code::AttachmentOrder, "附件名称后不加标点")
                    .at(Place::new(source, item.span.clone()))
                    .help("删去末尾的标点（GB/T 9704—2012，7.3.4）"),
            );
        }
    }
}

/// Every name has its attachment, every attachment its name.
fn present(
    source: &Arc<SourceText>,
    named: &[&AttachmentItem],
    after: &[Block],
    found: &mut Vec<Diagnostic>,
) {
    let folded = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let titles: Vec<String> = after
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Title { body, own: false } => Some(folded(&plain_text(body))),
            _ => None,
        })
        .collect();
    let marks: Vec<(Option<u32>, &Block)> = after
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::AttachmentMark(body) => {
                let text = plain_text(body);
                Some((number_of(text.trim_start_matches(['附', '件', ' ', '　'])), block))
            }
            _ => None,
        })
        .collect();
    for (expected, item) in (1..).zip(named) {
        let name = plain_text(&item.name);
        let left_out = name.contains('略') || name.contains("另发") || name.contains("另行");
        let wanted = number(item).unwrap_or(expected);
        // Its name may stand once more over the attachment itself.
        let headed = after.iter().skip(1).any(|block| match &block.kind {
            BlockKind::AttachmentList(items) => {
                items.iter().any(|item| folded(&plain_text(&item.name)) == folded(&name))
            }
            _ => false,
        });
        let marked =
            headed || marks.iter().any(|(n, _)| *n == Some(wanted) || n.is_none() && named.len() == 1);
        if !left_out && !marked && !titles.contains(&folded(&name)) {
            let message = format!("附件“{name}”在后面没有找到");
            let mark = if named.len() == 1 { "附件".to_owned() } else { format!("附件{wanted}") };
            found.push(
                Diagnostic::warning(Code::AttachmentMissing, message)
                    .at(Place::new(source, item.span.clone()))
                    .help(format!("在附件前另起一行写：{mark}；不刊登的，在名称后写（略）")),
            );
        }
    }
    for (number, block) in marks {
        let known =
            |n: u32| (1..).zip(named).any(|(expected, item)| self::number(item).unwrap_or(expected) == n);
        if let Some(n) = number.filter(|&n| !known(n)) {
            found.push(
                Diagnostic::warning(Code::AttachmentUnnamed, format!("附件{n}在正文后的附件说明里没有写到"))
                    .at(Place::new(source, block.span.clone()))
                    .help(format!("在附件说明里补上：{n}. 名称，或改附件的序号")),
            );
        }
    }
}
