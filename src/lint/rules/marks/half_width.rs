//! 标点-001

use std::collections::BTreeSet;

use super::lead_in::leads;
use crate::content::chars::{is_han, is_space};
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::is_wide_mark;

rule! {
    /// 汉字文中的半角标点。
    ///
    /// 中文里的逗号、分号、冒号、问号、叹号、括号占一个字的位置，用全角。依据：GB/T 15834—2011，5.1。
    ///
    /// 错：`会议强调,要(按职责)落实;`
    /// 对：`会议强调，要（按职责）落实；`
    ///
    /// 改法：换成全角。数字里的 `1,234`、`9:30`，外文和代码里的标点，不查；两边都是比数的冒号见 标点-012。
    "标点-001", "汉字文中的半角标点", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    if !text.contains([',', ';', ':', '?', '!', '(', ')', '.']) || !text.contains(is_han) {
        return;
    }
    let pairs = chinese_brackets(passage);
    for (i, &(at, c)) in passage.chars.iter().enumerate() {
        let Some(wide) = wide(c) else { continue };
        let near = Near::of(passage, i);
        let chinese = match c {
            // 会议议定; wants a colon: 标点-019.
            ';' if at + 1 == text.len() && leads(passage.before(at)) => false,
            // Of several in a row, 标点-008 tells.
            _ if is_run(passage, i) => false,
            ',' | ';' | '?' | '!' => near.touches_chinese() || near.after_share(),
            ':' => near.touches_chinese() && near.after != Some('/'),
            '(' | ')' => pairs.contains(&i),
            // 买买提.艾力 is a name: the full stop needs an end behind it.
            _ => {
                near.before.is_some_and(is_han) && near.after.is_none_or(|c| matches!(c, '”' | '）')) && i > 3
            }
        };
        if chinese {
            let range = at..at + c.len_utf8();
            let mut report = sink.report(passage, range.clone(), format!("汉字文中用了半角的“{c}”"));
            // A full-width mark has white space of its own.
            if !passage.role.is_aligned() {
                let before = passage.before(at).trim_end_matches(is_space).len();
                let after = passage.text.len() - passage.after(range.end).trim_start_matches(is_space).len();
                if (1..at).contains(&before) {
                    report = report.edit(before..at, "");
                }
                if (range.end + 1..passage.text.len()).contains(&after) {
                    report = report.edit(range.end..after, "");
                }
            }
            let _ = report.edit(range, wide);
        }
    }
}

/// Whether the same mark stands right before or behind.
fn is_run(passage: &Passage, i: usize) -> bool {
    let at = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
    let folded = |c: char| wide(c).and_then(|wide| wide.chars().next()).unwrap_or(c);
    let mark = at(Some(i)).map(folded);
    !matches!(mark, Some('（' | '）'))
        && (at(i.checked_sub(1)).map(folded) == mark || at(Some(i + 1)).map(folded) == mark)
}

fn wide(c: char) -> Option<&'static str> {
    Some(match c {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '?' => "？",
        '!' => "！",
        '(' => "（",
        ')' => "）",
        '.' => "。",
        _ => return None,
    })
}

fn is_chinese(c: char) -> bool {
    is_han(c) || is_wide_mark(c) || matches!(c, '—' | '·')
}

/// What stands on either side of a mark, blanks left out.
struct Near {
    before: Option<char>,
    after: Option<char>,
}

impl Near {
    fn of(passage: &Passage, i: usize) -> Self {
        let solid = |&&(_, c): &&(usize, char)| !is_space(c);
        let before = passage.chars.get(..i).and_then(|chars| chars.iter().rev().find(solid));
        let after = passage.chars.get(i + 1..).and_then(|chars| chars.iter().find(solid));
        Self { before: before.map(|&(_, c)| c), after: after.map(|&(_, c)| c) }
    }

    fn touches_chinese(&self) -> bool {
        self.before.is_some_and(is_chinese) || self.after.is_some_and(is_chinese)
    }

    /// `6%,8%`: a list of figures.
    fn after_share(&self) -> bool {
        self.before.is_some_and(|c| matches!(c, '%' | ')' | '‰'))
            && self.after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '(')
    }
}

/// The round brackets that stand in Chinese text: those of pairs with some in
/// them or right at them. One without its other half is 标点-003's.
fn chinese_brackets(passage: &Passage) -> BTreeSet<usize> {
    let at = |i: usize| passage.chars.get(i).is_some_and(|&(_, c)| is_chinese(c));
    let (mut open, mut out, mut han) = (Vec::new(), BTreeSet::new(), 0_usize);
    for (i, &(_, c)) in passage.chars.iter().enumerate() {
        match c {
            '(' | '（' => open.push((i, han)),
            ')' | '）' => {
                let Some((start, before)) = open.pop() else { continue };
                if han > before || start.checked_sub(1).is_some_and(at) || at(i + 1) {
                    out.extend([start, i]);
                }
            }
            _ => han += usize::from(is_han(c)),
        }
    }
    out
}
