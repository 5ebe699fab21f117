//! 数字-012

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 年份简写成两位。
    ///
    /// 依据：GB/T 15835—2011，5.1.4：公元年份写四位数，不简写。
    ///
    /// 错：`23年工作回顾`　`22—24年`　`’24年`
    /// 对：`2023年工作回顾`
    ///
    /// 改法：写全。“20年来”“建设10年”之类表示多少年的，不查。
    "数字-012", "年份简写", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['年']) {
        return;
    }
    let short = pattern!(
        r"(?:^|[^0-9.,—～~至到近过历前后第来续整时经用龄任达])(['’‘]?([0129][0-9]))年(?:([0-9]{1,2})月|度|底|初|末|全年|上半年|下半年|第[一二三四]季度|[一二三四]季度|的?工作|同期|实现|全区|全县|全市|完成|以来|级|春节)"
    );
    for found in short.captures_iter(passage) {
        let (Some(year), Some(digits)) = (found.get(1), found.get(2)) else { continue };
        let month: Option<u8> = found.get(3).and_then(|month| month.as_str().parse().ok());
        // 10年12个月 is a length of time.
        let after = passage.after(year.end());
        let length = found.get(3).is_some_and(|month| passage.after(month.end()).starts_with("个"))
            || month.is_some_and(|month| month > 12)
            || after.starts_with("年以来") && !digits.as_str().starts_with(['1', '2'])
            || passage.before(year.start()).ends_with(['的', '了', '满', '期', '约', '共']);
        let ahead = passage.prev(year.start()).is_some_and(|c| c.is_ascii_alphanumeric());
        if length || ahead {
            continue;
        }
        let century = if digits.as_str().starts_with('9') { "19" } else { "20" };
        let message = format!("年份“{}年”没有写全", year.as_str());
        let right = format!("{century}{}", digits.as_str());
        sink.report(passage, year.range(), message).edit(year.range(), right);
    }
}
