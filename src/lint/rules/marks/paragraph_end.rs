//! 标点-018

use crate::content::BlockKind;
use crate::content::chars::is_han;
use crate::lint::addressee::is_addressee;
use crate::lint::desk::Manuscript;
use crate::lint::joins::joins;
use crate::lint::outline::opening;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::division;

rule! {
    /// 一段正文末尾没有标点，或以逗号、顿号结束；后面是标题、署名的，以分号结束也报。
    ///
    /// 依据：GB/T 15834—2011，4.1：句末用句号。抄送机关的末尾也用句号（GB/T 9704—2012，7.4.2）。
    ///
    /// 错：`……确保各项工作落到实处`（一段的末尾）　`特此公告`（独占一行）
    /// 对：`……确保各项工作落到实处。`　`特此公告。`
    ///
    /// 改法：补上句号；分条列举、别的各条末尾是分号的，补上分号。与下一段本是一句的，见 文字-010。
    "标点-018", "段末缺标点", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let joins = joins(manuscript);
    for (i, passage) in manuscript.passages.iter().enumerate() {
        let next = manuscript.passages.get(i + 1);
        let Some(&(at, last)) = passage.chars.last() else { continue };
        // Half a sentence wants its other half: 文字-010.
        // A line of addressees wants its colon: 结构-009.
        if joins.get(i) == Some(&true) || is_addressee(passage) {
            continue;
        }
        let end = at + last.len_utf8();
        if let Some(mark) = missing_in_list(manuscript, i) {
            let message = format!("并列的各项，别的末尾有“；”，这一项末尾缺了“{mark}”");
            sink.report(passage, at..end, message).edit(end..end, mark);
        } else if is_copied_to(manuscript, i) {
            sink.report(passage, at..end, "抄送机关的末尾没有句号").help("补上句号").edit(end..end, "。");
        } else if last == '；' && is_ended(manuscript, i) {
            sink.report(passage, at..end, "一段说完了，末尾用“。”，这里是“；”").edit(at..end, "。");
        } else if is_formula(passage)
            || is_unfinished(passage, last) && !next.is_some_and(|next| is_list(passage, next))
        {
            let report = sink.report(passage, at..end, "一段末尾没有句号").help("补上句号");
            let _ = if matches!(last, '，' | '、' | ',') {
                report.edit(at..end, "。")
            } else {
                report.edit(end..end, "。")
            };
        }
    }
}

/// Whether a paragraph that is no item of a list has nothing behind it that its
/// semicolon could lead to: a heading follows, or a signature.
fn is_ended(manuscript: &Manuscript<'_>, i: usize) -> bool {
    let at = |i: Option<usize>| i.and_then(|i| manuscript.passages.get(i));
    let (before, next) = (at(i.checked_sub(1)), at(Some(i + 1)));
    let Some(passage) = at(Some(i)).filter(|passage| matches!(passage.role, Role::Body { .. } | Role::Dated))
    else {
        return false;
    };
    // An item has others before it, or what leads to it.
    let listed = before.is_some_and(|before| before.text.ends_with(['；', ';', '：', ':', '，']));
    let ended = next.is_none_or(|next| match next.role {
        Role::Heading(_) => next.chars.len() <= 30 && !next.text.ends_with(['；', '。']),
        Role::Title { .. } | Role::Signer | Role::SignDate | Role::Dated | Role::Caption => true,
        _ => matches!(manuscript.block(next), Some(BlockKind::Question { .. })),
    });
    !listed
        && !passage.text.starts_with(|c: char| ('①'..='⑳').contains(&c))
        && ended
        && passage.chars.len() >= 12
        && opening(&passage.text).is_none()
        && division(&passage.text).is_none()
}

/// The whole of 抄送, which ends in a full stop (GB/T 9704—2012, 7.4.2): nothing
/// but the line of the issuer follows.
fn is_copied_to(manuscript: &Manuscript<'_>, i: usize) -> bool {
    let Some(passage) = manuscript.passages.get(i).filter(|passage| passage.role == Role::Colophon) else {
        return false;
    };
    let copies = matches!(manuscript.block(passage), Some(BlockKind::CopyTo { .. }))
        && passage.text.starts_with('抄')
        && passage.chars.last().is_some_and(|&(_, c)| is_han(c) || matches!(c, '，' | '、' | '；'));
    copies
        && manuscript.passages.get(i + 1).is_none_or(|next| {
            matches!(manuscript.block(next), Some(BlockKind::Imprint { .. } | BlockKind::Title { .. }))
        })
}

/// `特此公告`, on a line of its own.
fn is_formula(passage: &Passage) -> bool {
    let formula = ["公告", "通知", "通告", "通报", "函复", "批复", "函告", "报告", "证明", "函"];
    matches!(passage.role, Role::Body { .. })
        && passage.text.strip_prefix("特此").is_some_and(|rest| formula.contains(&rest))
}

/// The mark that an item of a list lacks: the items before or behind end in
/// semicolons.
fn missing_in_list(manuscript: &Manuscript<'_>, i: usize) -> Option<&'static str> {
    let at = |i: Option<usize>| i.and_then(|i| manuscript.passages.get(i));
    let passage = at(Some(i))?;
    let number = |passage: &Passage| opening(&passage.text).map(|(level, ..)| level);
    let sibling = |other: &&Passage| other.role == passage.role && number(other) == number(passage);
    let ends = |other: Option<&Passage>| {
        other.filter(sibling).is_some_and(|other| other.text.ends_with(['；', ';']))
    };
    let item =
        matches!(passage.role, Role::Item | Role::Roster) || number(passage).is_some_and(|level| level > 1);
    let bare = passage.chars.last().is_some_and(|&(_, c)| is_han(c) || matches!(c, '）' | '》' | '”'));
    if !item || !bare || passage.chars.len() < 6 || passage.text.contains('。') {
        return None;
    }
    let (one, two) = (at(i.checked_sub(1)), at(i.checked_sub(2)));
    let (next, after) = (at(Some(i + 1)), at(Some(i + 2)));
    if ends(one) && ends(next)
        || ends(one) && ends(two) && next.is_some_and(|next| sibling(&next))
        || ends(next) && ends(after)
    {
        return Some("；");
    }
    // The last of a numbered list.
    let ended = next.is_none_or(|next| {
        !sibling(&next)
            && (!matches!(next.role, Role::Body { level: None }) || division(&next.text).is_some())
    });
    let last = ends(one) && ends(two) && number(passage).is_some() && ended;
    last.then_some("。")
}

/// A paragraph of sentences without a mark at its end.
fn is_unfinished(passage: &Passage, last: char) -> bool {
    let prose =
        matches!(passage.role, Role::Body { .. } | Role::Dated | Role::Glossary | Role::Item | Role::Note);
    let pauses = passage.chars.iter().filter(|&&(_, c)| matches!(c, '，' | '。' | '；' | ',' | ';')).count();
    let bare =
        is_han(last) || last.is_ascii_alphanumeric() || matches!(last, '%' | '，' | '、' | ',' | '）' | ')');
    // A remark in brackets behind the last sentence has its own end.
    let remark = matches!(last, '）' | ')')
        && passage
            .text
            .rfind(['（', '('])
            .is_some_and(|open| passage.before(open).ends_with(['。', '！', '？', '”']))
        || passage.text.ends_with("。）")
        || last == '摄';
    prose
        && bare
        && !remark
        && pauses > 0
        && passage.chars.len() >= 18
        && !is_label(&passage.text)
        && !is_bracketed(passage)
}

/// Who to call, who is in charge, and the like, is no sentence.
fn is_label(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "联系", "电话", "地址", "邮", "传真", "网址", "单位", "部门", "人", "时间", "地点", "时限", "方式",
        "抄送", "主送", "附件", "责任", "分工", "名称", "范围", "对象", "材料", "依据", "标准", "程序",
        "账号", "户名",
    ];
    let labelled = text.split_once('：').is_some_and(|(label, rest)| {
        label.chars().count() <= 12
            && !rest.contains('。')
            && (LABELS.iter().any(|word| label.contains(word)) || !rest.contains(['，', '；']))
    });
    labelled || text.contains("电话") && !text.contains('。')
}

fn is_bracketed(passage: &Passage) -> bool {
    passage.text.starts_with(['（', '('])
        && passage.text.ends_with(['）', ')'])
        && passage.text.matches(['（', '(']).count() == 1
}

/// Items without marks, one like the other.
fn is_list(passage: &Passage, next: &Passage) -> bool {
    let bare = |passage: &Passage| !passage.text.ends_with(['。', '；', '！', '？', '”', '：', '…']);
    bare(passage) && bare(next) && passage.role == next.role && !passage.text.contains('。')
        || matches!(next.role, Role::Cell)
}
