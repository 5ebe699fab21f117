//! 文字-011

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 转换时留下的记号：`**`、`##`、`__`、`<br>`、`&nbsp;`。
    ///
    /// 成对的 `**` 按加粗排；不成对的，和 Word、网页的记号，会照原样印出来。
    ///
    /// 错：`**坚持党的领导。各部门要落实`
    /// 对：`坚持党的领导。各部门要落实`
    ///
    /// 改法：删去记号；要加粗的，两头都写上 `**`。
    "文字-011", "转换留下的记号", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let residue = pattern!(
        r"\*\*+|__+[一-鿿]|[一-鿿]__+|^#+[一-鿿]|</?(?:br|p|div|span|b|strong|td|tr|font)[^>]*>|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|middot);?"
    );
    if !passage.text.contains(['*', '_', '#', '<', '&']) {
        return;
    }
    for found in residue.find_iter(&passage.text) {
        let mark = found.as_str().trim_matches(|c: char| ('一'..='鿿').contains(&c));
        let start = found.start() + found.as_str().find(mark).unwrap_or(0);
        // A longer line is a blank to be filled in.
        if mark.starts_with('_') && mark.len() > 2 {
            continue;
        }
        let message = format!("“{mark}”会照原样印出来");
        let range = start..start + mark.len();
        sink.report(passage, range.clone(), message).help("删去这个记号").edit(range, "");
    }
}
