//! 文字-002

use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::{Gap, gaps, is_wide_mark, parts_division, parts_headline};

rule! {
    /// 标点、括号旁边多出的空格。
    ///
    /// 全角标点本身带有空白，旁边再打空格，版面上就是一个洞。依据：GB/T 15834—2011，5.1。
    ///
    /// 错：`（一） 加强领导。 各单位要（ 按职责 ）落实`
    /// 对：`（一）加强领导。各单位要（按职责）落实`
    ///
    /// 改法：删去空格。名单、表格和题名下的署名里用空格分栏的，不查。
    "文字-002", "标点、括号旁的空格", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.role.is_aligned() {
        return;
    }
    for gap in gaps(passage) {
        if is_stray(passage, &gap) {
            sink.report(passage, gap.range.clone(), "标点旁边多了空格").edit(gap.range, "");
        }
    }
}

fn is_stray(passage: &Passage, gap: &Gap) -> bool {
    let Gap { range, before, after } = gap;
    // 1. “三资”: the number of an item is set apart by hand everywhere.
    if *before == '.' && range.start < 5 {
        return false;
    }
    // Half-width marks are 标点-001's, blanks and all.
    (is_wide_mark(*before) && *before != '％' || is_wide_mark(*after) && *after != '％')
        && !is_half(*before)
        && !is_half(*after)
        && !parts_division(passage, gap)
        && !parts_headline(passage, gap)
}

fn is_half(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '!' | '?' | '(' | ')')
}
