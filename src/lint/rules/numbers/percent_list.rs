//! 数字-004

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 并列的几个百分数，前面的漏了百分号。
    ///
    /// 依据：GB/T 15835—2011，5.1.3：附加符号省略后有歧义的不省略。
    ///
    /// 错：`分别下降33、12、43%`
    /// 对：`分别下降33%、12%、43%`
    ///
    /// 改法：每个数都写上百分号。
    "数字-004", "并列百分数漏百分号", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['%']) {
        return;
    }
    let list = pattern!(
        r"(?:^|[^0-9.])([0-9]+(?:\.[0-9]+)?%?(?:[、和，][0-9]+(?:\.[0-9]+)?%?)*[、和][0-9]+(?:\.[0-9]+)?%)"
    );
    for found in list.captures_iter(passage) {
        let Some(list) = found.get(1) else { continue };
        let mut ends = Vec::new();
        let mut at = list.start();
        for number in list.as_str().split(['、', '和', '，']) {
            if !number.ends_with('%') {
                ends.push(at + number.len());
            }
            at += number.len() + '、'.len_utf8();
        }
        if ends.is_empty() {
            continue;
        }
        let mut report = sink.report(passage, list.range(), "并列的百分数漏了百分号");
        for end in ends {
            report = report.edit(end..end, "%");
        }
    }
}
