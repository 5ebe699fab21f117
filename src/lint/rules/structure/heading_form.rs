//! 结构-004

use crate::lint::desk::Manuscript;
use crate::lint::outline::{Numbered, outline};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 同级的几个标题，有的独占一行，有的与正文接排。
    ///
    /// 同一个上级标题之下，同一层的标题形式应一致。依据：GB/T 9704—2012，7.3.3 与体例统一的要求。
    ///
    /// 错：`（一）加强领导。各部门要……` 与独占一行的 `（二）落实责任`
    /// 对：都独占一行，或都接排
    ///
    /// 改法：统一成一种；独占一行的末尾不加句号。
    "结构-004", "同级标题的形式混用", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut open: Vec<Vec<Numbered<'_>>> = Vec::new();
    open.resize_with(5, Vec::new);
    for entry in outline(manuscript) {
        let level = entry.as_ref().map_or(0, |entry| usize::from(entry.level));
        // A heading closes the lists below it; a list that starts anew, the last.
        let anew = entry.as_ref().is_some_and(|entry| entry.number == 1);
        for (at, list) in open.iter_mut().enumerate() {
            if at > level || at == level && anew {
                settle(manuscript, &std::mem::take(list), sink);
            }
        }
        if let Some(entry) = entry
            && let Some(list) = open.get_mut(level)
        {
            list.push(entry);
        }
    }
    for list in &open {
        settle(manuscript, list, sink);
    }
}

/// Siblings that are not all of one form.
fn settle(manuscript: &Manuscript<'_>, list: &[Numbered<'_>], sink: &mut Sink) {
    let alone = |entry: &&Numbered<'_>| stands_alone(manuscript, entry);
    let (single, run): (Vec<_>, Vec<_>) = list.iter().partition(alone);
    // A heading runs into its text only if there is text behind its sentence.
    let runs = run
        .iter()
        .filter(|entry| entry.passage.lead > 0 && entry.passage.text.len() > entry.passage.lead)
        .count();
    let fewer = if single.len() <= runs { &single } else { &run };
    if single.is_empty() || runs == 0 || runs < run.len() {
        return;
    }
    if let Some(first) = fewer.first() {
        let message = format!("同级的标题，独占一行的{}个，与正文接排的{runs}个", single.len());
        let end = if first.passage.lead > 0 { first.passage.lead } else { first.passage.text.len() };
        sink.report(first.passage, 0..end, message).help("统一成一种");
    }
}

fn stands_alone(manuscript: &Manuscript<'_>, entry: &Numbered<'_>) -> bool {
    if entry.alone {
        return true;
    }
    let text = entry.passage.text.trim_end();
    let sentences = text.matches(['。', '；', '！', '？']).count();
    let next = manuscript.passages.get(entry.index + 1);
    let followed =
        next.is_some_and(|next| next.is_prose() && crate::lint::outline::opening(&next.text).is_none());
    text.chars().count() < 45 && sentences <= 1 && followed
}
