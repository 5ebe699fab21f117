//! 数字-001

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 数值范围里，前一个数省略了百分号或“万”“亿”。
    ///
    /// 依据：GB/T 15835—2011，5.1.3：省略会造成歧义的，不应省略：“15%～30%”不写作“15～30%”，“9亿～16亿”不写作“9～16亿”。
    ///
    /// 错：`63～68%`　`3～5万元`
    /// 对：`63%～68%`　`3万元～5万元`
    ///
    /// 改法：前一个数也写上。
    "数字-001", "范围省略百分号、万、亿", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let share = pattern!(r"(?:^|[^0-9.%])([0-9]+(?:\.[0-9]+)?)(?:～|~|—|–|-|－|至|到)[0-9]+(?:\.[0-9]+)?(%)");
    let large = pattern!(
        r"(?:^|[^0-9.万亿])([0-9]+(?:\.[0-9]+)?)(?:～|~|—|–|-|－)[0-9]+(?:\.[0-9]+)?([万亿](?:元|人|亩|吨|平方米|公里|户|个|辆|件)?)"
    );
    for pattern in [share, large] {
        for found in pattern.captures_iter(&passage.text) {
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
