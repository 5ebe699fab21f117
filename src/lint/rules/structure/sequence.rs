//! 结构-002

use crate::lint::desk::Manuscript;
use crate::lint::outline::{opening, outline, shown};
use crate::lint::passage::Role;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 序号不连续、重复。
    ///
    /// 同一层的标题、条目依次编号。依据：GB/T 9704—2012，7.3.3。
    ///
    /// 错：`（一）` `（二）` `（四）`　`1.` `2.` `2.`
    /// 对：`（一）` `（二）` `（三）`　`1.` `2.` `3.`
    ///
    /// 改法：查清是漏了一条还是编错了号。
    "结构-002", "序号不连续、重复", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut last: [Option<u32>; 5] = [None; 5];
    for entry in outline(manuscript) {
        let Some(entry) = entry else {
            last = [None; 5];
            continue;
        };
        let level = usize::from(entry.level);
        let before = last.get(level).copied().flatten();
        if let Some(message) = wrong(entry.level, before, entry.number) {
            sink.report(entry.passage, entry.range, message).help("查清是漏了一条还是编错了号");
        }
        for (at, slot) in last.iter_mut().enumerate() {
            if at == level {
                *slot = Some(entry.number);
            } else if at > level {
                *slot = None;
            }
        }
    }
    let mut before = None;
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Glossary) {
        let Some((level, number, range)) = opening(&passage.text) else { continue };
        if let Some(message) = wrong(level, before, number) {
            sink.report(passage, range, message).help("名词解释依次编号");
        }
        before = Some(number);
    }
}

/// What is wrong with a number after another of its level.
fn wrong(level: u8, before: Option<u32>, number: u32) -> Option<String> {
    let shown = |number| shown(level, number);
    match before {
        // A list may begin anew.
        _ if number == 1 && before != Some(1) => None,
        None => Some(format!("第一个序号是“{}”，不是“{}”", shown(number), shown(1))),
        Some(last) if number == last => Some(format!("序号“{}”重复", shown(number))),
        Some(last) if number == last.saturating_add(1) => None,
        Some(last) => Some(format!(
            "“{}”之后应是“{}”，这里是“{}”",
            shown(last),
            shown(last.saturating_add(1)),
            shown(number)
        )),
    }
}
