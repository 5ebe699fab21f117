//! 数字-001

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 数值范围里，前一个数省略了百分号或“万”“亿”。
    ///
    /// 依据：GB/T 15835—2011，5.1.3：省略会造成歧义的，不应省略：“15%～30%”不写作“15～30%”，“9亿～16亿”不写作“9～16亿”。
    ///
    /// 前一个数写“元”、后一个写“元/件”的，两个单位不同，也在此列。
    ///
    /// 错：`63～68%`　`3～5万元`　`0.3元～0.5元/件`
    /// 对：`63%～68%`　`3万元～5万元`　`0.3～0.5元/件`
    ///
    /// 改法：前一个数也写上百分号、万、亿；“元/件”只写在后一个数上。
    "数字-001", "范围省略百分号、万、亿", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.text.contains('/') {
        rates(passage, sink);
    }
    let share = pattern!(r"(?:^|[^0-9.%])([0-9]+(?:\.[0-9]+)?)(?:～|~|—|–|-|－|至|到)[0-9]+(?:\.[0-9]+)?(%)");
    let large = pattern!(
        r"(?:^|[^0-9.万亿])([0-9]+(?:\.[0-9]+)?)(?:～|~|—|–|-|－)[0-9]+(?:\.[0-9]+)?([万亿](?:元|人|亩|吨|平方米|公里|户|个|辆|件)?)"
    );
    for pattern in [share, large] {
        for found in pattern.captures_iter(passage) {
            let (Some(whole), Some(first), Some(unit)) = (found.get(0), found.get(1), found.get(2)) else {
                continue;
            };
            let code = passage
                .prev(first.start())
                .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '年' | '~' | '～' | '—'));
            if code {
                continue;
            }
            let message = format!("范围的前一个数省略了“{}”", unit.as_str());
            sink.report(passage, first.start()..whole.end(), message)
                .edit(first.end()..first.end(), unit.as_str());
        }
    }
}

/// 0.3元～0.5元/件: the first amount is not in the second one's unit.
fn rates(passage: &Passage, sink: &mut Sink) {
    for pair in passage.figures().windows(2) {
        let [first, last] = pair else { continue };
        let gap = passage.get(first.range.end..last.range.start);
        let per = passage.after(last.range.end).strip_prefix('/').and_then(|rest| rest.chars().next());
        if matches!(gap, "～" | "~" | "—" | "–" | "-" | "－" | "至")
            && first.unit == last.unit
            && first.unit != "%"
            && per.is_some_and(|c| !c.is_ascii_digit())
        {
            let unit = first.range.end - first.unit.len()..first.range.end;
            let message = format!("“{}”与后面的“{}/…”单位不同", passage.get(first.range.clone()), last.unit);
            sink.report(passage, first.range.start..last.range.end, message).edit(unit, "");
        }
    }
}
