//! 标点-012

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 比号：比用“∶”（U+2236），不用冒号。
    ///
    /// 冒号偏在下方，与数字不齐，也容易与钟点相混。依据：GB/T 15835—2011，4.1.1（示例“1∶500”）。
    ///
    /// 错：`收支比例为45%:55%`　`按1：3配套`　`三次产业结构为18.0:38.0:44.0`
    /// 对：`收支比例为45%∶55%`　`按1∶3配套`　`三次产业结构为18.0∶38.0∶44.0`
    ///
    /// 改法：换成“∶”。钟点（`9:30`）、标准号不查；钟点里误用比号的见 数字-025。
    "标点-012", "比号", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any([':', '：']) {
        return;
    }
    let ratio =
        pattern!(r"[0-9]+(?:\.[0-9]+)?(%?)(?:([:：])[0-9]+(?:\.[0-9]+)?%?)(?:([:：])[0-9]+(?:\.[0-9]+)?%?)?");
    for found in ratio.captures_iter(passage) {
        let Some(whole) = found.get(0) else { continue };
        let share = found.get(1).is_some_and(|share| !share.as_str().is_empty());
        // 18.0:38.0:44.0 is no time of day.
        let three = found.get(3).is_some() && whole.as_str().contains('.');
        if !share && !three && !is_ratio(passage, whole.start(), whole.end()) {
            continue;
        }
        let marks = [found.get(2), found.get(3)];
        let mut report = sink.report(passage, whole.range(), "比用比号“∶”，这里是冒号");
        for mark in marks.into_iter().flatten() {
            report = report.edit(mark.range(), "∶");
        }
    }
}

/// Whether the words around say that it is a ratio.
fn is_ratio(passage: &Passage, start: usize, end: usize) -> bool {
    if passage
        .prev(start)
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '：' | '/' | '-' | '.'))
    {
        return false;
    }
    let (before, after) = (passage.tail(start, 14), passage.head(end, 8));
    let clock = ["午", "晨", "晚", "时间", "时段", "点", "日"].iter().any(|word| before.ends_with(word));
    !clock
        && (["比", "按", "稀释", "占", "结构"].iter().any(|word| before.contains(word))
            && !before.contains("时间")
            || ["的比例", "比例", "配", "的标准配", "的配", "混合", "的比"]
                .iter()
                .any(|word| after.starts_with(word)))
}
