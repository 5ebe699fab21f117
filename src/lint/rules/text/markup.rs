//! 文字-011

use crate::content::{BlockKind, Inline};
use crate::lint::desk::Manuscript;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 转换时留下的记号：`**`、`##`、`__`、`<br>`、`&nbsp;`。
    ///
    /// 成对的 `**` 按加粗排；不成对的会照原样印出来。纯文本文稿（.txt）里本不该有记号，有就是转换时留下的。
    ///
    /// 错：`**坚持党的领导。各部门要落实`
    /// 对：`坚持党的领导。各部门要落实`
    ///
    /// 改法：删去记号；要加粗的，用 .md 文稿，两头都写上 `**`。
    "文字-011", "转换留下的记号", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let residue = pattern!(r"\*\*+|__+[一-鿿]|[一-鿿]__+|^#+[一-鿿]|</?(?:br|p|div|span|b|strong|td|tr|font)[^>]{0,60}>|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|middot);?");
    for passage in &manuscript.passages {
        if !passage.text.contains(['*', '_', '#', '<', '&']) {
            continue;
        }
        for found in residue.find_iter(&passage.text) {
            let mark = found.as_str().trim_matches(|c: char| ('一'..='鿿').contains(&c));
            let start = found.start() + found.as_str().find(mark).unwrap_or(0);
            let message = format!("“{mark}”会照原样印出来");
            let range = start..start + mark.len();
            sink.report(passage, range.clone(), message).help("删去这个记号").edit(range, "");
        }
    }
    if manuscript.plain {
        bold(manuscript, sink);
    }
}

/// Bold text in a plain text file.
fn bold(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let text = &manuscript.source.text;
    for block in &manuscript.article.blocks {
        if matches!(block.kind, BlockKind::Table(_)) || !block.runs().concat().iter().any(|i| matches!(i, Inline::Strong(_))) {
            continue;
        }
        let raw = text.get(block.span.clone()).unwrap_or_default();
        let marks: Vec<usize> = raw.match_indices("**").map(|(at, _)| block.span.start + at).collect();
        for pair in marks.chunks_exact(2) {
            let [open, close] = pair else { continue };
            let message = "纯文本文稿里的 ** 记号，会按加粗排";
            sink.report_span(*open..*open + 2, message)
                .help("转换时留下的，删去两头的 **；要加粗的，把文稿存成 .md")
                .edit_span(*open..*open + 2, "")
                .edit_span(*close..*close + 2, "");
        }
    }
}
