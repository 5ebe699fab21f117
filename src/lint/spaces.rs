//! Blanks inside a passage, as the rules about spaces see them.

use std::ops::Range;

use super::outline::opening;
use super::passage::{Passage, Role};
use crate::content::chars::{is_numeral, is_space};

/// A run of blanks with what stands on either side of it.
pub(super) struct Gap {
    pub(super) range: Range<usize>,
    pub(super) before: char,
    pub(super) after: char,
}

/// The runs of blanks within a passage; zero-width characters are no blanks.
pub(super) fn gaps(passage: &Passage) -> impl Iterator<Item = Gap> {
    let mut chars = passage.chars.iter().copied().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            if !is_blank(c) {
                before = Some(c);
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((at, c)) = chars.next_if(|&(_, c)| is_blank(c)) {
                end = at + c.len_utf8();
            }
            let (Some(before), Some(&(_, after))) = (before, chars.peek()) else { continue };
            return Some(Gap { range: at..end, before, after });
        }
        None
    })
}

fn is_blank(c: char) -> bool {
    is_space(c) && !matches!(c, '\n' | '\r' | '\u{feff}' | '\u{200b}')
}

/// How long the number of an article of law or of a chapter is that a text
/// opens with: `第十六条之一`.
pub(super) fn division(text: &str) -> Option<usize> {
    let number = text.strip_prefix('第')?;
    let counts = |&(_, c): &(usize, char)| c.is_ascii_digit() || is_numeral(c) || c == '千';
    let after = |text: &'_ str| {
        text.char_indices().take(8).take_while(counts).last().map(|(at, c)| at + c.len_utf8())
    };
    let rest = number.get(after(number)?..)?.strip_prefix(['编', '章', '节', '条', '款', '项'])?;
    let rest = match rest.strip_prefix('之') {
        Some(more) => more.get(after(more).unwrap_or(0)..)?,
        None => rest,
    };
    Some(text.len() - rest.len())
}

/// Whether a blank stands behind such a number, where it is meant.
pub(super) fn parts_division(passage: &Passage, gap: &Gap) -> bool {
    division(&passage.text) == Some(gap.range.start)
}

/// Whether a blank parts the clauses of a headline, which has no other marks:
/// `新年新气象 各地办好民生实事`. Titles of documents have no such blanks.
pub(super) fn parts_headline(passage: &Passage, gap: &Gap) -> bool {
    let short = passage.chars.len() <= 100 && !passage.text.contains(['。', '；', '，', ',', ';']);
    let single = passage.is_prose() || matches!(passage.role, Role::Title { .. } | Role::Heading(_));
    if !short || !single || opening(&passage.text).is_some() || is_document(&passage.text) {
        return false;
    }
    let solid = |c: &char| !is_space(*c);
    let part = |text: &str| text.chars().rev().take_while(solid).count();
    let next = passage.after(gap.range.end).chars().take_while(solid).count();
    part(passage.before(gap.range.start)) >= 4 && next >= 4 && !matches!(gap.after, '的' | '和' | '及' | '与')
}

/// Whether a title is that of a document: `……的通知`, `……（试行）`.
fn is_document(title: &str) -> bool {
    const KINDS: &[&str] = &[
        "通知",
        "意见",
        "方案",
        "办法",
        "规定",
        "决定",
        "决议",
        "条例",
        "报告",
        "公告",
        "通告",
        "细则",
        "规划",
        "计划",
        "纲要",
        "批复",
        "纪要",
        "通报",
        "命令",
        "议案",
        "规则",
        "预案",
        "措施",
        "制度",
        "公报",
        "大事记",
        "名单",
        "清单",
        "解读",
        "要点",
        "章程",
        "标准",
        "目录",
        "函",
        "令",
        "法",
    ];
    let title = title.trim_end_matches('》');
    let bare = title.rsplit_once('（').filter(|_| title.ends_with('）')).map_or(title, |(bare, _)| bare);
    KINDS.iter().any(|kind| bare.trim_end_matches('》').ends_with(kind))
}

/// A mark that is set in full width.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '「'
            | '」'
            | '…'
            | '％'
    )
}
