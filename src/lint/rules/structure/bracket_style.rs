//! 结构-003

use crate::lint::desk::Manuscript;
use crate::lint::outline::{Numbered, outline, shown};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 同一篇里，标题序号的括号、标点有两种写法。
    ///
    /// 依据：GB/T 9704—2012，7.3.3；GB/T 15834—2011，5.1：用全角括号。
    ///
    /// 错：`(一)……` `（二）……`　`1.……` `2、……`　`（1）……` `2）……`
    /// 对：`（一）……` `（二）……`　`1.……` `2.……`
    ///
    /// 改法：统一成 （一）、1.、（1）。每篇每层只报一次，逐处的改法见 标点-001、标点-014。
    "结构-003", "标题序号的写法混用", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let all: Vec<Numbered<'_>> = outline(manuscript).into_iter().flatten().collect();
    for level in 1..=4 {
        let mut styles: Vec<(&str, Vec<&Numbered<'_>>)> = Vec::new();
        for entry in all.iter().filter(|entry| entry.level == level) {
            let style = style(entry.passage.get(entry.range.clone()));
            match styles.iter_mut().find(|(known, _)| *known == style) {
                Some((_, entries)) => entries.push(entry),
                None => styles.push((style, vec![entry])),
            }
        }
        if styles.len() < 2 {
            continue;
        }
        let counts: Vec<_> =
            styles.iter().map(|(style, entries)| format!("{style}{}处", entries.len())).collect();
        let Some((_, entries)) = styles.iter().min_by_key(|(_, entries)| entries.len()) else { continue };
        let Some(first) = entries.first() else { continue };
        let message = format!("同一层的序号写法混用：{}", counts.join("，"));
        sink.report(first.passage, first.range.clone(), message)
            .help(format!("这一层统一写作“{}”", shown(level, first.number)));
    }
}

fn style(number: &str) -> &'static str {
    let half = number.contains(['(', ')']);
    let full = number.contains(['（', '）']);
    // One bracket has been lost.
    if number.contains(['(', '（']) != number.contains([')', '）']) {
        return "半边括号";
    }
    match (half, full) {
        (true, true) => "一半全角一半半角的括号",
        (true, false) => "半角括号",
        (false, true) => "全角括号",
        _ if number.ends_with('、') => "顿号",
        _ if number.ends_with('．') => "全角下脚点",
        _ => "下脚点",
    }
}
