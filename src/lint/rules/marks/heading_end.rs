//! 标点-010

use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 独占一行的标题、题名末尾的标点。
    ///
    /// 依据：GB/T 15834—2011，附录 A.1（句号不用于标题）；GB/T 9704—2012，7.3.1。问号、叹号和省略号可以保留。
    ///
    /// 错：`一、总体要求。`（独占一行）
    /// 对：`一、总体要求`
    ///
    /// 改法：删去。标题后面接着排正文的，句号保留。
    "标点-010", "标题末尾的标点", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !matches!(passage.role, Role::Title { .. } | Role::Heading(_) | Role::Caption) {
        return;
    }
    let Some(&(at, last)) = passage.chars.last() else { return };
    // A heading with sentences in it is a paragraph that has lost its body.
    let sentences = passage.chars.iter().filter(|&&(_, c)| matches!(c, '。' | '；')).count();
    if matches!(last, '。' | '，' | '、' | '；' | '：' | ',' | ';' | ':' | '.') && sentences < 2 && passage.chars.len() < 45 {
        let range = at..at + last.len_utf8();
        sink.report(passage, range.clone(), format!("标题末尾不用“{last}”")).edit(range, "");
    }
}
