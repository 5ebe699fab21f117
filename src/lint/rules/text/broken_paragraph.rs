//! 文字-010

use crate::content::chars::is_space;
use crate::lint::desk::Manuscript;
use crate::lint::joins::{gap, joins};
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
    let joins = joins(manuscript);
    for (pair, cut) in manuscript.passages.windows(2).zip(joins) {
        let [first, second] = pair else { continue };
        if !cut {
            continue;
        }
        let last = first.chars.last().map_or(0, |&(at, _)| at);
        let message = "这一段没有说完，下一段接着上文";
        let report = sink.report(first, last..first.text.len(), message);
        let report = report.help("与下一段接成一段；确是两段的，在末尾补句号");
        let between = gap(manuscript, first, second);
        if !between.is_empty() && between.chars().all(is_space) {
            let _ = report.edit_span(first.whole().end..second.whole().start, "");
        }
    }
}
