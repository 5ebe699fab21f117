//! 标点-018

use crate::content::chars::is_han;
use crate::lint::desk::Manuscript;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 一段正文末尾没有标点，或以逗号、顿号结束。
    ///
    /// 依据：GB/T 15834—2011，4.1：句末用句号。
    ///
    /// 错：`……确保各项工作落到实处`（一段的末尾）
    /// 对：`……确保各项工作落到实处。`
    ///
    /// 改法：补上句号；与下一段本是一句的，接成一段。
    "标点-018", "段末缺标点", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for (i, passage) in manuscript.passages.iter().enumerate() {
        let next = manuscript.passages.get(i + 1);
        let Some(&(at, last)) = passage.chars.last() else { continue };
        if !is_unfinished(passage, last) || next.is_some_and(|next| is_list(passage, next)) {
            continue;
        }
        let end = at + last.len_utf8();
        let report = sink.report(passage, at..end, "一段末尾没有句号");
        let report = report.help("补上句号；与下一段本是一句的，接成一段");
        let _ = if matches!(last, '，' | '、' | ',') {
            report.edit(at..end, "。")
        } else {
            report.edit(end..end, "。")
        };
    }
}

/// A paragraph of sentences without a mark at its end.
fn is_unfinished(passage: &Passage, last: char) -> bool {
    let prose = matches!(passage.role, Role::Body { .. } | Role::Dated | Role::Glossary);
    let pauses = passage.chars.iter().filter(|&&(_, c)| matches!(c, '，' | '。' | '；' | ',' | ';')).count();
    let bare =
        is_han(last) || last.is_ascii_alphanumeric() || matches!(last, '%' | '，' | '、' | ',' | '）' | ')');
    // Who to call, and the like, is no sentence.
    let contact =
        passage.text.contains('：') && !passage.text.contains('。') || passage.text.contains("电话");
    // A remark in brackets behind the last sentence has its own end.
    let remark = matches!(last, '）' | ')')
        && passage
            .text
            .rfind(['（', '('])
            .is_some_and(|open| passage.before(open).ends_with(['。', '！', '？', '”']))
        || passage.text.ends_with("。）");
    prose && bare && !remark && pauses > 0 && passage.chars.len() >= 18 && !contact && !is_bracketed(passage)
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
