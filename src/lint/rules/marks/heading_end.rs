//! 标点-010

use crate::lint::desk::Manuscript;
use crate::lint::outline::opening;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 独占一行的标题、题名末尾的标点。
    ///
    /// 依据：GB/T 15834—2011，附录 A.1（短语式说明文字末尾不用句号）；公文标题的通例。问号、叹号和省略号可以保留。
    ///
    /// 错：`一、总体要求。`（独占一行）
    /// 对：`一、总体要求`
    ///
    /// 改法：删去。标题后面接着排正文的，句号保留。
    "标点-010", "标题末尾的标点", Safe, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for (i, passage) in manuscript.passages.iter().enumerate() {
        let Some(&(at, last)) = passage.chars.last() else { continue };
        if is_wrong(passage, last, manuscript.passages.get(i + 1)) {
            let range = at..at + last.len_utf8();
            sink.report(passage, range.clone(), format!("标题末尾不用“{last}”")).edit(range, "");
        }
    }
}

fn is_wrong(passage: &Passage, last: char, next: Option<&Passage>) -> bool {
    let stops = matches!(last, '。' | '，' | '、' | '；' | ',' | ';' | '.');
    let colon = matches!(last, '：' | ':');
    // A heading with sentences in it is a paragraph that has lost its body.
    let sentences = passage.chars.iter().filter(|&&(_, c)| matches!(c, '。' | '；')).count();
    if !stops && !colon || sentences > 1 || passage.chars.len() > 45 {
        return false;
    }
    match passage.role {
        Role::Title { .. } | Role::Caption => true,
        Role::Heading(level) => {
            // A numbered sentence among its like is an item, not a heading.
            let own = opening(&passage.text).map(|(level, ..)| level);
            let below = next.is_some_and(|next| match opening(&next.text) {
                Some((other, ..)) => own.is_some_and(|own| other > own),
                None => next.is_prose(),
            });
            let clause = level > 2 && passage.text.contains(['，', ',']);
            level == 1 && own == Some(1) || stops && own.is_some() && below && !clause
        }
        _ => false,
    }
}
