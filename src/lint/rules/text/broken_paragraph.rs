//! 文字-010

use crate::content::chars::{is_han, is_space};
use crate::lint::desk::Manuscript;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 一句话没有说完就分了段，或一段话被硬回车拆成几行。
    ///
    /// 从 PDF、扫描件取来的文字，每行、每页末尾都可能多出回车；排出来就是一个个半截的自然段。
    ///
    /// 错：上一段末尾是“要坚持以人民为中心的发展思”，下一段开头是“想，把民生实事办好。”
    /// 对：两段合成一段
    ///
    /// 改法：与下一段接成一段；确是两段的，在上一段末尾补上句号。
    "文字-010", "句中断段、硬回车", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut wrapped = false;
    for pair in manuscript.passages.windows(2) {
        let [first, second] = pair else { continue };
        let cut = second.block == first.block + 1 && goes_on(second) && is_cut(first, wrapped);
        wrapped = cut;
        if !cut {
            continue;
        }
        let (end, start) = (first.whole().end, second.whole().start);
        let last = first.chars.last().map_or(0, |&(at, _)| at);
        let message = "这一段没有说完，下一段接着上文";
        let gap = manuscript.source.text.get(end..start).unwrap_or("-");
        let report = sink.report(first, last..first.text.len(), message);
        let report = report.help("与下一段接成一段；确是两段的，在末尾补句号");
        if gap.chars().all(is_space) {
            let _ = report.edit_span(end..start, "");
        }
    }
}

/// A paragraph of running text that ends within a sentence.
/// `wrapped`: so did the one before it.
fn is_cut(passage: &Passage, wrapped: bool) -> bool {
    let prose = matches!(passage.role, Role::Body { .. } | Role::Dated);
    let Some(&(_, last)) = passage.chars.last() else { return false };
    if !prose || passage.chars.len() < 8 {
        return false;
    }
    let pauses = matches!(last, '，' | '、' | ',' | '（' | '“' | '《');
    let mid = is_han(last) || last.is_ascii_alphanumeric() || last == '%';
    // A short line without a full stop is rather a heading or a name.
    let sentence = passage.text.contains(['。', '；']) || passage.chars.len() >= 20 || wrapped;
    pauses || mid && sentence && passage.text.contains(['，', '。', '；', '、', ',', ';'])
}

/// A paragraph that could be the rest of one.
fn goes_on(passage: &Passage) -> bool {
    let plain = matches!(passage.role, Role::Body { level: None }) && passage.lead == 0;
    let first = passage.chars.first().map(|&(_, c)| c);
    let opens =
        first.is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric() || "，。、；：”’）》,;".contains(c));
    plain && opens && passage.text.contains(['。', '；', '，', '！', '？', ',', ';', '）', '”'])
}
