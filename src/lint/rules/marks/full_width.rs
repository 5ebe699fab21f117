//! 标点-002

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 数字、外文里的全角标点。
    ///
    /// 小数点、钟点里的冒号、外文句子里的标点用半角，否则数字断成两截。依据：GB/T 15834—2011，5.1；GB/T 15835—2011，5.1。
    ///
    /// 错：`增长3．5%`　`面积12。8亩`　`上午9：30`
    /// 对：`增长3.5%`　`面积12.8亩`　`上午9:30`
    ///
    /// 改法：换成半角。
    "标点-002", "数字、外文里的全角标点", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['．', '。', '，', '：', '·']) {
        return;
    }
    let points = pattern!(r"[0-9]([．。·])[0-9]+(?:%|万|亿|个百分点|亩|元|公里|吨|倍|平方米|米|岁|度)");
    let groups = pattern!(r"(?:^|[^0-9，])[0-9]{1,3}(?:(，)[0-9]{3})(?:元|人|户|亩|个|万|吨|家|名)");
    let clock = pattern!(
        r"(?:(?:午|日|晚|晨|至|—|～|前|后|：|于|为|时间|起)[0-2]?[0-9](：)[0-5][0-9](?:[^0-9]|$))|(?:^|[^0-9比按])[0-2]?[0-9](：)[0-5][0-9](?:至|—|～|-|开|召|前|后|起|分|出发|报到|集合)"
    );
    let latin = pattern!(r"[a-z]([，；：]) ?[a-z]{2,}");
    for (pattern, half) in [(points, "."), (groups, ","), (clock, ":"), (latin, "")] {
        for found in pattern.captures_iter(passage) {
            let Some(mark) = found.get(1).or_else(|| found.get(2)) else { continue };
            let right = match (half, mark.as_str()) {
                ("", "，") => ", ",
                ("", "；") => "; ",
                ("", _) => ": ",
                (half, _) => half,
            };
            let message = format!("“{}”应是半角的“{}”", mark.as_str(), right.trim());
            sink.report(passage, mark.range(), message).edit(mark.range(), right);
        }
    }
}
