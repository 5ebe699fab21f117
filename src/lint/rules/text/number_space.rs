//! 文字-001

use crate::content::chars::is_han;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::{Gap, gaps, parts_division, parts_headline};

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
    // A list in columns: `1 煤 18 锌`.
    if passage.chars.len() < 40 && is_row(&passage.text) {
        return;
    }
    let mut open: Vec<Gap> = Vec::new();
    for gap in gaps(passage).filter(|gap| is_stray(passage, gap)) {
        // The blanks of one date or number are one finding.
        if open.last().is_some_and(|last| !is_same_number(passage, last, &gap)) {
            tell(passage, &std::mem::take(&mut open), sink);
        }
        open.push(gap);
    }
    tell(passage, &open, sink);
}

/// Reports the blanks of one number.
fn tell(passage: &Passage, gaps: &[Gap], sink: &mut Sink) {
    let (Some(first), Some(last)) = (gaps.first(), gaps.last()) else { return };
    let message = match gaps {
        [one] if one.after == '%' => "百分号前多了空格".to_owned(),
        [_] => "数字旁边多了空格".to_owned(),
        many => format!("这个数字、日期里外多了{}处空格", many.len()),
    };
    let report = sink.report(passage, first.range.start..last.range.end, message);
    let _ = gaps.iter().fold(report, |report, gap| report.edit(gap.range.clone(), ""));
}

/// Whether two blanks belong to one number or date: nothing but figures or a
/// unit between them.
fn is_same_number(passage: &Passage, a: &Gap, b: &Gap) -> bool {
    let between = passage.get(a.range.end..b.range.start);
    !between.is_empty()
        && between.len() <= 12
        && (between.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            || matches!(between, "年" | "月" | "日" | "时" | "分" | "第" | "至"))
}

/// Words and numbers by turns, without any marks.
fn is_row(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(' ')
        && !text.contains(['，', '。', '、', '；', '年', '月', ','])
}

fn is_stray(passage: &Passage, gap: &Gap) -> bool {
    let Gap { range, before, after } = gap;
    let digit = |c: &char| c.is_ascii_digit();
    if parts_division(passage, gap) || parts_headline(passage, gap) {
        return false;
    }
    if is_han(*before) && digit(after) {
        // 附件 1, 表 1 stand apart from what follows.
        let label = range.start == "附件".len() && passage.text.starts_with("附件");
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
        if is_standard(passage, range.start) {
            return false;
        }
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

/// The number of a standard, which its title follows: `GB/T 9704 党政机关公文格式`.
fn is_standard(passage: &Passage, at: usize) -> bool {
    let head = passage.tail(at, 24);
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '—' | '–');
    let rest = head.trim_end_matches(number);
    rest.len() < head.len() && rest.trim_end_matches([' ', '/']).ends_with(|c: char| c.is_ascii_uppercase())
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
