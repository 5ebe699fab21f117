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
    glued(manuscript, sink);
    lone_glued(manuscript, sink);
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

/// Headings that have lost the mark before their text: elsewhere in the article
/// headings of the level are short sentences, here those of a whole section, all
/// opening alike, go on and on.
fn glued(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    const SHORT: usize = 40;
    /// What headings of a report open with, one like the other.
    const VERBS: &[&str] =
        &["坚持", "聚焦", "突出", "强化", "推进", "推动", "加强", "着力", "全力", "围绕", "以最"];
    let mut lists: Vec<Vec<Numbered<'_>>> = Vec::new();
    for entry in outline(manuscript).into_iter().flatten().filter(|entry| entry.level == 2) {
        match lists.last_mut() {
            Some(list) if entry.number != 1 => list.push(entry),
            _ => lists.push(vec![entry]),
        }
    }
    let head = |entry: &Numbered<'_>| entry.passage.text.chars().take_while(|&c| c != '。').count();
    let opens = |entry: &Numbered<'_>| {
        entry.passage.after(entry.range.end).trim_start().chars().take(2).collect::<String>()
    };
    let is_heading = |entry: &Numbered<'_>| entry.alone || entry.passage.lead > 0;
    let short = lists
        .iter()
        .any(|list| list.len() > 2 && list.iter().all(|entry| is_heading(entry) && head(entry) <= SHORT));
    for list in lists.iter().filter(|list| short && list.len() > 2) {
        let Some(first) = list.first().filter(|first| VERBS.contains(&opens(first).as_str())) else {
            continue;
        };
        let parallel =
            list.iter().filter(|entry| opens(entry) == opens(first) && head(entry) > SHORT).count();
        if parallel > 2 && parallel * 5 >= list.len() * 4 {
            let message = format!("这一组{parallel}个标题与正文之间没有句号，别处的标题都有");
            sink.report(first.passage, first.range.clone(), message)
                .help("在标题后补上句号；原稿漏了字的，补上");
        }
    }
}

/// One heading that has lost the mark before its text, where all the others of
/// its list are short and have it.
fn lone_glued(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    const SHORT: usize = 14;
    const LONG: usize = 34;
    let mut lists: [Vec<Numbered<'_>>; 5] = Default::default();
    let mut done: Vec<Vec<Numbered<'_>>> = Vec::new();
    for entry in outline(manuscript).into_iter().flatten() {
        let at = usize::from(entry.level);
        for list in lists.iter_mut().skip(at + usize::from(entry.number != 1)) {
            done.push(std::mem::take(list));
        }
        if let Some(list) = lists.get_mut(at) {
            list.push(entry);
        }
    }
    done.extend(lists);
    let head = |entry: &Numbered<'_>| {
        let text = entry.passage.after(entry.range.end);
        text.chars().take(LONG + 1).take_while(|&c| !matches!(c, '。' | '；' | '：')).count()
    };
    // A short head, its mark, and text behind it.
    let is_headed = |entry: &&Numbered<'_>| {
        let chars = entry.passage.chars.len();
        let short = head(entry) <= SHORT
            && !entry.passage.after(entry.range.end).chars().take(SHORT).any(|c| c == '，');
        short && chars > 2 * SHORT && entry.passage.text.ends_with('。')
    };
    for list in done.iter().filter(|list| list.len() > 2 && list.iter().all(|entry| entry.level > 1)) {
        let mut others = list.iter().filter(|entry| !is_headed(entry));
        let (Some(odd), None) = (others.next(), others.next()) else { continue };
        if head(odd) > LONG && odd.passage.text.ends_with('。') {
            let end = odd.passage.chars.get(SHORT + 4).map_or(odd.passage.text.len(), |&(at, _)| at);
            let message = "同级的各条都有标题和句号，这一条的标题后面没有句号";
            sink.report(odd.passage, 0..end, message).help("在标题后补上句号；漏了标题的，补上");
        }
    }
}

/// Siblings that are not all of one form.
fn settle(manuscript: &Manuscript<'_>, list: &[Numbered<'_>], sink: &mut Sink) {
    let (mut single, mut run): (Vec<&Numbered<'_>>, Vec<&Numbered<'_>>) = (Vec::new(), Vec::new());
    let mut long = 0;
    for entry in list {
        match form(manuscript, entry) {
            Some(Form::Alone) => single.push(entry),
            Some(Form::RunIn) => run.push(entry),
            Some(Form::Long) => long += 1,
            // A list of sentences.
            None => return,
        }
    }
    let (fewer, more, here, there) = if single.len() <= run.len() && single.len() + long <= run.len() + 1 {
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
