//! 合规-001

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 个人的手机号码。
    ///
    /// 依据：《个人信息保护法》第二十五条：不得公开其处理的个人信息；《政府信息公开条例》第十五条。公布联系方式用办公电话。
    ///
    /// 错：`联系人：张某，13xxxxxxxxx`（十一位都写出来）
    /// 对：`联系电话：0745-2xxxxxx`（办公电话）
    ///
    /// 改法：换成办公电话，或隐去中间四位。
    "合规-001", "手机号码", Human, Error, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if passage.chars.iter().filter(|(_, c)| c.is_ascii_digit()).take(11).count() < 11 {
        return;
    }
    let number = pattern!(
        r"(?:^|[^0-9０-９A-Za-z.])((?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?:[^0-9A-Za-z]|$)"
    );
    let mut at = 0;
    while let Some(found) = number.captures_at(&passage.text, at).and_then(|found| found.get(1)) {
        sink.report(passage, found.range(), "个人的手机号码")
            .help("换成办公电话，或隐去中间四位（138****0000）");
        at = found.end();
    }
}
