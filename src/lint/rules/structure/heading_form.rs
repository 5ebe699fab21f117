//! 结构-004

use crate::diagnostic::Place;
use crate::lint::desk::Manuscript;
use crate::lint::outline::{Numbered, opening, outline, shown};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 同级的几个标题，有的独占一行，有的与正文接排。
    ///
    /// 同一个上级标题之下，同一层的标题形式应一致；下面有几段或还有下级标题的，可以独占一行，不算。依据：GB/T 9704—2012，7.3.3 与体例统一的要求。
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
    let (mut single, mut run): (Vec<&Numbered<'_>>, Vec<&Numbered<'_>>) = (Vec::new(), Vec::new());
    for entry in list {
        match form(manuscript, entry) {
            Some(Form::Alone) => single.push(entry),
            Some(Form::RunIn) => run.push(entry),
            Some(Form::Long) => {}
            // A list of sentences.
            None => return,
        }
    }
    let (fewer, more, here, there) = if single.len() <= run.len() {
        (&single, &run, "独占一行", "与正文接排")
    } else {
        (&run, &single, "与正文接排", "独占一行")
    };
    let (Some(first), Some(other)) = (fewer.first(), more.first()) else { return };
    let names = |entries: &[&Numbered<'_>]| {
        let shown: Vec<_> = entries.iter().take(6).map(|entry| shown(entry.level, entry.number)).collect();
        let more = if entries.len() > shown.len() { "等" } else { "" };
        format!("{}{more}", shown.join("").trim_end_matches('、'))
    };
    let message = format!("“{}”{here}，同级的“{}”{there}", names(fewer), names(more));
    let end = if first.passage.lead > 0 { first.passage.lead } else { first.passage.text.len() };
    sink.report(first.passage, 0..end, message)
        .related(
            Place::new(manuscript.source, other.passage.span(other.range.clone())),
            format!("这里{there}"),
        )
        .help("统一成一种");
}

/// How a heading stands to its text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// On a line of its own, with one paragraph below.
    Alone,
    /// On a line of its own, with more below than would run on from it: that
    /// is as it should be.
    Long,
    /// Its text follows on the same line.
    RunIn,
}

/// `None` for what is no heading but a sentence.
fn form(manuscript: &Manuscript<'_>, entry: &Numbered<'_>) -> Option<Form> {
    const SHORT: usize = 30;
    let text = entry.passage.text.trim_end();
    if entry.passage.lead > 0 && text.len() > entry.passage.lead {
        return Some(Form::RunIn);
    }
    let sentences = text.matches(['。', '；', '！', '？']).count();
    if !entry.alone && (sentences > 1 || text.chars().count() > SHORT || text.ends_with('；')) {
        return None;
    }
    let below = manuscript.passages.iter().skip(entry.index + 1);
    let mut paragraphs = 0;
    for passage in below {
        let lower = match opening(&passage.text) {
            Some((level, ..)) if level <= entry.level => break,
            lower => lower.is_some(),
        };
        if lower || !passage.is_prose() {
            return Some(Form::Long);
        }
        paragraphs += 1;
        if paragraphs > 1 {
            return Some(Form::Long);
        }
    }
    // With nothing below it is a sentence of a list, or a heading in want of text.
    (paragraphs == 1).then_some(Form::Alone)
}
