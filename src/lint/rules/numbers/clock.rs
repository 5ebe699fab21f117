//! 数字-025

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 钟点的写法：冒号与“时”只用一个，二十四小时制不再写“下午”，上午没有13时，一小时没有60分。
    ///
    /// 依据：GB/T 15835—2011，5.1.4：时、分、秒之间用冒号，或写“时”“分”“秒”。
    ///
    /// 错：`22：00时`　`下午15：30`　`上午15：30`　`上午8∶30`
    /// 对：`22:00`　`15:30`　`下午3:30`　`上午8:30`
    ///
    /// 改法：只留一种写法；上午、下午与钟点矛盾的，查清时间。
    "数字-025", "钟点的写法", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    if !text.contains([':', '：', '∶', '时', '点']) {
        return;
    }
    let late = pattern!(
        "(?:[午晚晨早日车班船场止至到—－～]|时间)((?:[01]?[0-9]|2[0-3])[:：][6-9][0-9])(?:[^0-9%.]|$)"
    );
    for found in late.captures_iter(passage) {
        if let Some(time) = found.get(1) {
            sink.report(passage, time.range(), format!("没有“{}”这个时间", time.as_str())).help("查清时间");
        }
    }
    if text.contains('时') {
        let both = pattern!("(?:^|[^0-9:：])([0-9]{1,2}[:：∶][0-5][0-9])(时)(?:[^间段许期分候长效代常]|$)");
        for found in both.captures_iter(passage) {
            if let (Some(time), Some(word)) = (found.get(1), found.get(2)) {
                let message = format!("“{}时”里冒号与“时”重复", time.as_str());
                sink.report(passage, time.start()..word.end(), message).edit(word.range(), "");
            }
        }
    }
    if text.contains(['午', '晚', '早', '凌']) {
        let half =
            pattern!("(下午|傍晚|晚上|当晚|晚|上午|早上|早晨|凌晨)(1[3-9]|2[0-3])(?:[:：∶][0-5][0-9]|时|点)");
        for found in half.captures_iter(passage) {
            let (Some(whole), Some(word), Some(hour)) = (found.get(0), found.get(1), found.get(2)) else {
                continue;
            };
            let after_noon = matches!(word.as_str(), "下午" | "傍晚" | "晚上" | "当晚" | "晚");
            if after_noon && word.as_str() != "下午" {
                continue;
            }
            let message = if after_noon {
                format!("{}时已是下午，不用再写“下午”", hour.as_str())
            } else {
                format!("{}没有{}时", word.as_str(), hour.as_str())
            };
            let report = sink.report(passage, whole.range(), message);
            if after_noon {
                report.edit(word.range(), "");
            } else {
                report.help("查清时间");
            }
        }
    }
    if text.contains('∶') {
        let ratio = pattern!("(?:午|晚|日|晨|早上|时间为?)([0-9]{1,2})(∶)([0-5][0-9])(?:[^0-9%∶.]|$)");
        for found in ratio.captures_iter(passage) {
            if let (Some(hour), Some(mark), Some(minute)) = (found.get(1), found.get(2), found.get(3)) {
                let message = format!("钟点“{}”用冒号，不用比号", passage.get(hour.start()..minute.end()));
                sink.report(passage, hour.start()..minute.end(), message).edit(mark.range(), ":");
            }
        }
    }
}
