//! 标点-003

use std::collections::HashMap;
use std::ops::Range;

use crate::content::chars::{is_digit, is_numeral};
use crate::lint::desk::Manuscript;
use crate::lint::joins::joins;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 括号、引号、书名号不成对，或交叉。
    ///
    /// 依据：GB/T 15834—2011，4.8、4.9、4.15：成对的标点前后两部分配套使用。
    ///
    /// 错：`学习《条例精神`　`“三高四新“战略`　`（含“专项）”`　`“一次办结’`
    /// 对：`学习《条例》精神`　`“三高四新”战略`　`（含“专项”）`　`“一次办结”`
    ///
    /// 改法：补上缺的一半，或改正方向。缺的一半在哪里能看出来的，标到该补的地方；看不出的，标出这一半所在的分句。一段引文分几段，每段开头重复前引号的，不算。
    "标点-003", "成对的标点缺一半、交叉", Human, Warning, Article(check)
}

/// The kind of a mark that comes in pairs, and whether it opens.
fn kind(c: char) -> Option<(char, bool)> {
    Some(match c {
        '（' | '(' => ('（', true),
        '）' | ')' => ('（', false),
        '《' => ('《', true),
        '》' => ('《', false),
        '〈' => ('〈', true),
        '〉' => ('〈', false),
        '【' => ('【', true),
        '】' => ('【', false),
        '〔' => ('〔', true),
        '〕' => ('〔', false),
        '「' => ('「', true),
        '」' => ('「', false),
        '“' => ('“', true),
        '”' => ('“', false),
        '‘' => ('‘', true),
        '’' => ('‘', false),
        _ => return None,
    })
}

/// An open mark: its kind and where it stands.
struct Open {
    kind: char,
    at: usize,
    c: char,
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let passages = &manuscript.passages;
    let titled = |i: Option<usize>| {
        let passage = i.and_then(|i| passages.get(i));
        passage.is_some_and(|passage| matches!(passage.role, Role::Title { .. }))
    };
    let joins = joins(manuscript);
    let joined = |i: Option<usize>| i.is_some_and(|i| joins.get(i) == Some(&true));
    for (i, passage) in passages.iter().enumerate() {
        // A title may go on in the next line, its marks with it.
        if titled(Some(i)) && (titled(i.checked_sub(1)) || titled(Some(i + 1))) {
            continue;
        }
        let quoted_on = passages.get(i + 1).is_some_and(|next| next.text.starts_with('“'));
        // What a broken sentence opens, its other half closes.
        let ends = Ends { quoted_on, cut_before: joined(i.checked_sub(1)), cut_behind: joined(Some(i)) };
        check_passage(passage, ends, sink);
    }
}

/// What a passage is next to.
struct Ends {
    quoted_on: bool,
    cut_before: bool,
    cut_behind: bool,
}

fn check_passage(passage: &Passage, ends: Ends, sink: &mut Sink) {
    let mut open: Vec<Open> = Vec::new();
    // How many of a kind are open: most marks need no search.
    let mut counts: HashMap<char, usize> = HashMap::new();
    for (i, &(at, c)) in passage.chars.iter().enumerate() {
        let range = at..at + c.len_utf8();
        // A single quotation mark may be an apostrophe.
        if c == '’' && open.last().is_none_or(|last| !matches!(last.kind, '‘' | '“')) {
            continue;
        }
        let Some((kind, opens)) = kind(c) else { continue };
        if opens {
            open.push(Open { kind, at, c });
            *counts.entry(kind).or_default() += 1;
            continue;
        }
        let opened = counts.get(&kind).is_some_and(|&n| n > 0);
        let depth = if opened { open.iter().rposition(|mark| mark.kind == kind) } else { None };
        match depth {
            Some(depth) if depth + 1 == open.len() => {
                open.pop();
                counts.entry(kind).and_modify(|n| *n -= 1);
            }
            Some(depth) => {
                counts.entry(kind).and_modify(|n| *n -= 1);
                for crossed in open.drain(depth..).skip(1) {
                    counts.entry(crossed.kind).and_modify(|n| *n -= 1);
                    let message = format!("“{}”与“{c}”交叉，或缺了后一半", crossed.c);
                    let end = within(passage, crossed.at, range.start);
                    sink.report(passage, crossed.at..end, message).help("补上后一半，或对调次序");
                }
            }
            // “一次办结’: the two halves are of two forms.
            None if open.last().is_some_and(|last| is_other_form(last.kind, c))
                && !(c == '’' && closes_later(passage, i)) =>
            {
                let Some(last) = open.pop() else { continue };
                counts.entry(last.kind).and_modify(|n| *n -= 1);
                let right = closing(last.kind);
                let message = format!("前一半是“{}”，后一半是“{c}”，不配套", last.c);
                sink.report(passage, range.clone(), message)
                    .help(format!("换成“{right}”，或改前一半"))
                    .edit(range, right.to_string());
            }
            None if c == '’' => {}
            None if ends.cut_before || is_label(passage, i) => {}
            None => {
                let message = format!("“{c}”前面没有与它配对的标点");
                let start = clause_start(passage, range.start);
                sink.report(passage, start..range.end, message).help("补上前一半，或删去");
            }
        }
    }
    let quotes = |i: Option<usize>| i.and_then(|i| open.get(i)).is_some_and(|other| other.c == '“');
    for (i, mark) in open.iter().enumerate() {
        // Of two that open, the second was meant to close.
        if ends.cut_behind || mark.c == '“' && (ends.quoted_on || quotes(Some(i + 1))) {
            continue;
        }
        let message = format!("“{}”后面没有与它配对的标点", mark.c);
        let start = mark.at + mark.c.len_utf8();
        if mark.c == '“' && quotes(i.checked_sub(1)) {
            sink.report(passage, mark.at..start, message).help("前面已有一个“，这里多半是”");
            continue;
        }
        let clause = within(passage, mark.at, passage.text.len());
        if let Some(end) = title_end(passage, mark.kind, start..clause) {
            let help = format!("补上“{}”，多半在“{}”之后", closing(mark.kind), passage.tail(end, 2));
            sink.report(passage, mark.at..end, message).help(help);
        } else {
            sink.report(passage, mark.at..clause, message).help("补上后一半，或删去");
        }
    }
}

/// What closes a kind.
fn closing(kind: char) -> char {
    match kind {
        '《' => '》',
        '〈' => '〉',
        '【' => '】',
        '〔' => '〕',
        '「' => '」',
        '“' => '”',
        '‘' => '’',
        _ => '）',
    }
}

/// Whether a mark closes what is open in another of the forms that it has.
fn is_other_form(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('“', '’')
            | ('‘', '”')
            | ('《', '〉')
            | ('〈', '》')
            | ('（', '〕' | '】')
            | ('〔', '）' | ')' | '】')
            | ('【', '）' | ')' | '〕')
    )
}

/// Whether the quotation mark that a `’` might stand for comes later, so that it
/// is an apostrophe.
fn closes_later(passage: &Passage, i: usize) -> bool {
    let rest = passage.chars.get(i + 1..).unwrap_or_default().iter().map(|&(_, c)| c);
    let Some(next) = rest.take(80).find(|c| matches!(c, '“' | '”' | '‘' | '。')) else { return false };
    next == '”'
}

/// No clause is longer than this.
const CLAUSE: usize = 40;

/// Where the other half of an opening mark must stand before: the end of its
/// clause, where that is near; else right behind the mark.
fn within(passage: &Passage, at: usize, limit: usize) -> usize {
    let first = passage.next(at).map_or(at, |c| at + c.len_utf8());
    let stop = |c: char| matches!(c, '，' | '。' | '；' | '！' | '？' | '”' | '》' | '）' | '“');
    let from = passage.chars.partition_point(|&(offset, _)| offset < first);
    let inside = passage.chars.get(from..).unwrap_or_default().iter().take(CLAUSE + 1);
    let mut opened = 0_usize;
    for &(offset, c) in inside {
        match c {
            _ if offset >= limit => return limit,
            // What opens and closes in between stays whole.
            '《' | '（' | '“' => opened += 1,
            '》' | '）' | '”' if opened > 0 => opened -= 1,
            _ if opened == 0 && stop(c) => return offset,
            _ => {}
        }
    }
    let near = passage.chars.len().saturating_sub(from) <= CLAUSE;
    if near { limit } else { first }
}

/// Where the clause begins that a closing mark stands in, where that is near.
fn clause_start(passage: &Passage, at: usize) -> usize {
    let end = passage.chars.partition_point(|&(offset, _)| offset < at);
    let from = end.saturating_sub(CLAUSE);
    let chars = passage.chars.get(from..end).unwrap_or_default();
    let stop = |c: char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | '》' | '”' | '）');
    match chars.iter().rposition(|&(_, c)| stop(c)) {
        Some(stop) => chars.get(stop + 1).map_or(at, |&(offset, _)| offset),
        None if from == 0 => 0,
        None => at,
    }
}

/// Where the title of a document ends within a clause, if a word for documents
/// tells.
fn title_end(passage: &Passage, kind: char, clause: Range<usize>) -> Option<usize> {
    if kind != '《' {
        return None;
    }
    let kinds = pattern!(
        "(?:通知|意见|方案|办法|规定|决定|决议|条例|报告|公告|通告|细则|规划|计划|纲要|批复|纪要|通报|规则|预案|措施|制度|章程|标准|名单|清单|目录|公报|[^方宪依合]法)(?:（[^（）]{1,12}）)?"
    );
    let text = passage.get(clause.clone());
    // What follows a title: the end of the clause, or words that no title has.
    let follows = |rest: &str| {
        rest.is_empty()
            || [
                "的", "和", "及", "与", "等", "、", "精神", "要求", "规定", "明确", "提出", "第", "自", "经",
                "已",
            ]
            .iter()
            .any(|word| rest.starts_with(word))
    };
    let ends = kinds.find_iter(passage.part(text)).map(|found| found.end());
    let mut ends = ends.filter(|&end| follows(text.get(end..).unwrap_or_default()));
    // 关于印发方案的通知 ends in the last of its words, 方案的 in the first.
    let end = if text.starts_with("关于") || text.contains("关于") { ends.last() } else { ends.next() };
    end.map(|end| clause.start + end)
}

/// `1）`, `a)` at the head of a passage or of a clause.
fn is_label(passage: &Passage, i: usize) -> bool {
    let label = passage.chars.get(i.saturating_sub(3)..i).unwrap_or_default();
    let number = |c: char| is_digit(c) || is_numeral(c) || c.is_ascii_lowercase();
    let head = label.iter().rposition(|&(_, c)| !number(c));
    let length = label.len() - head.map_or(0, |at| at + 1);
    let before = i.checked_sub(length + 1).and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
    (1..3).contains(&length) && before.is_none_or(|c| "。；：，;:, ".contains(c))
}
