//! 标点-003

use std::collections::HashMap;

use crate::content::chars::{is_digit, is_numeral};
use crate::lint::desk::Manuscript;
use crate::lint::joins::joins;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 括号、引号、书名号不成对，或交叉。
    ///
    /// 依据：GB/T 15834—2011，4.8、4.9、4.15：成对的标点前后两部分配套使用。
    ///
    /// 错：`学习《条例精神`　`“三高四新“战略`　`（含“专项）”`
    /// 对：`学习《条例》精神`　`“三高四新”战略`　`（含“专项”）`
    ///
    /// 改法：补上缺的一半，或改正方向。一段引文分几段，每段开头重复前引号的，不算。
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
        if c == '’' {
            if open.last().is_some_and(|last| last.kind == '‘') {
                open.pop();
                counts.entry('‘').and_modify(|n| *n -= 1);
            }
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
                    let at = crossed.at;
                    sink.report(passage, at..at + crossed.c.len_utf8(), message)
                        .help("补上后一半，或对调次序");
                }
            }
            None if ends.cut_before || is_label(passage, i) => {}
            None => {
                let message = format!("“{c}”前面没有与它配对的标点");
                sink.report(passage, range, message).help("补上前一半，或删去");
            }
        }
    }
    let second = |i: usize| open.get(i + 1).is_some_and(|next| next.c == '“');
    for (i, mark) in open.iter().enumerate() {
        // Of two that open, the second was meant to close.
        if ends.cut_behind || mark.c == '“' && (ends.quoted_on || second(i)) {
            continue;
        }
        let message = format!("“{}”后面没有与它配对的标点", mark.c);
        sink.report(passage, mark.at..mark.at + mark.c.len_utf8(), message).help("补上后一半，或删去");
    }
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
