//! 文字-001

use crate::content::chars::is_han;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::{Gap, gaps};

rule! {
    /// 数字、日期里外多出的空格。
    ///
    /// 从 Word、PDF 里取来的文字，数字两边常带空格；排版程序自己在汉字和数字之间留空，再打空格就宽了，
    /// 数字也可能从中间断开。依据：GB/T 15835—2011；行业惯例是汉字与数字之间不打空格。
    ///
    /// 错：`3 月 20 日召开第 48 次会议，增长 5 %`
    /// 对：`3月20日召开第48次会议，增长5%`
    ///
    /// 改法：删去空格。按三位分节的数（`1 234 567`）、电话号码不算。
    "文字-001", "数字、日期里的空格", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if matches!(passage.role, Role::Byline | Role::Caption | Role::Roster | Role::Attachment | Role::Verse) {
        return;
    }
    for gap in gaps(passage) {
        if is_stray(passage, &gap) {
            let message =
                if gap.after == '%' { "百分号前多了空格" } else { "数字旁边多了空格" };
            sink.report(passage, gap.range.clone(), message).edit(gap.range, "");
        }
    }
}

fn is_stray(passage: &Passage, gap: &Gap) -> bool {
    let Gap { range, before, after } = gap;
    let digit = |c: &char| c.is_ascii_digit();
    if is_han(*before) && digit(after) {
        // 附件 1, 表 1 stand apart from what follows.
        let label = passage.before(range.start).chars().count() == 2 && passage.text.starts_with("附件");
        return !label && !matches!(before, '图' | '表');
    }
    // 3 .2
    if digit(before) && *after == '.' {
        return passage.after(range.end).chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    }
    if !digit(before) {
        return *before == '.' && digit(after) && is_decimal(passage, range.start);
    }
    if is_han(*after) {
        let counted = "年月日时分秒个万亿元名家人次季届项号".contains(*after);
        return counted || !is_label(passage, range.start);
    }
    matches!(after, '%' | '％' | '‰' | '℃')
        || digit(after) && passage.role != Role::Cell && is_broken(passage, gap)
}

/// `3. 5`, but not the number that a paragraph opens with.
fn is_decimal(passage: &Passage, at: usize) -> bool {
    let head = passage.before(at).trim_end_matches('.');
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    digits > 0 && digits < head.len()
}

/// A number that opens a paragraph, or that of a picture or table.
fn is_label(passage: &Passage, at: usize) -> bool {
    let head = passage.before(at).trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    head.is_empty() || head.ends_with(['图', '表', '.']) || head == "附件"
}

/// Digits on both sides that are no groups of three and no telephone number.
fn is_broken(passage: &Passage, gap: &Gap) -> bool {
    let before = passage.before(gap.range.start);
    let head = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let after = passage.after(gap.range.end);
    let tail = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let unit = after.get(tail..).and_then(|rest| rest.chars().next()).is_some_and(|c| is_han(c) || c == '%');
    let grouped = tail == 3 && head <= 3;
    unit && !grouped && tail < 5 && head < 5 && !before.ends_with("00")
}
