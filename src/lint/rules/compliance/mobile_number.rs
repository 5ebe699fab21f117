//! 合规-001

use super::digits;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 个人的手机号码。
    ///
    /// 全角数字写的、用空格或短横分开的，也查；已经隐去几位的，不查。
    ///
    /// 依据：《个人信息保护法》第二十五条：不得公开其处理的个人信息；《政府信息公开条例》第十五条。公布联系方式用办公电话。
    ///
    /// 错：`联系人：张某，13xxxxxxxxx`（十一位都写出来）
    /// 对：`联系电话：0745-2xxxxxx`（办公电话）
    ///
    /// 改法：换成办公电话，或隐去中间四位。
    "合规-001", "手机号码", Human, Error, Passage(check)
}

/// What a number counts is no telephone.
const UNITS: &str = "元万亿人吨平立千户头株公米册亩个辆件";

fn check(passage: &Passage, sink: &mut Sink) {
    if !digits::has(passage, 11) {
        return;
    }
    // In one piece, or 3-4-4, 4-3-4, 5-6 and 7-4.
    let number = pattern!(
        r"(?:^|[^0-9０-９A-Za-z.．])((?:[+＋]?(?:86|８６)[-－—– 　]?)?[1１][3-9３-９](?:[0-9０-９]{9}|[0-9０-９][-－—– 　]{1,2}[0-9０-９]{4}[-－—– 　]{0,2}[0-9０-９]{4}|[0-9０-９]{2}[-－—– 　]{1,2}[0-9０-９]{3}[-－—– 　]{1,2}[0-9０-９]{4}|[0-9０-９]{3}[-－—– 　][0-9０-９]{6}|[0-9０-９]{5}[-－—– 　]{1,2}[0-9０-９]{4}))(?:[^0-9０-９A-Za-z]|$)"
    );
    let mut at = 0;
    while let Some(found) = number.captures_at(passage, at).and_then(|found| found.get(1)) {
        at = found.end();
        if passage.next(found.end()).is_some_and(|c| UNITS.contains(c)) {
            continue;
        }
        sink.report(passage, found.range(), "个人的手机号码")
            .help("换成办公电话，或隐去中间四位（138****0000）");
    }
}
