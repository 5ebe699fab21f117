//! 标点-013

use crate::content::chars::is_numeral;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 相邻两个数字连用表示概数，中间不用顿号。
    ///
    /// 依据：GB/T 15834—2011，4.5.3.4；GB/T 15835—2011，5.2.1。
    ///
    /// 错：`三、四十人`　`七、八天`　`十二、三处`　`每隔3、5天`
    /// 对：`三四十人`　`七八天`　`十二三处`　`每隔三五天`
    ///
    /// 改法：删去顿号。表示“第三、第四”两项的（`二、三产业`）不查。
    "标点-013", "概数中的顿号", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['、']) {
        return;
    }
    let pairs = pattern!(
        "(一、二|二、三|两、三|三、四|三、五|四、五|五、六|六、七|七、八|八、九)(?:十|百|千|万|个月|个|天|人|名|次|岁|公里|里|米|亩|斤|小时|分钟|倍|成|户|家|件|辆|处|所|座|台|套|例|起|场|遍|年来|年间|年时间)"
    );
    for found in pairs.captures_iter(passage) {
        let Some(pair) = found.get(1) else { continue };
        let before = passage.prev(pair.start());
        // 十二、三处; 第十二、三批 are two.
        let teens = passage.before(pair.start()).strip_suffix('十').is_some_and(|head| {
            let tens = head.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
            !head.get(tens..).is_some_and(|tens| tens.trim_end_matches(is_numeral).ends_with(['第', '、']))
        });
        if !teens && before.is_some_and(|c| "第一二三四五六七八九十百、期季度".contains(c))
            || pair.start() == 0
        {
            continue;
        }
        let at = pair.start() + pair.as_str().find('、').unwrap_or(0);
        let message = format!("“{}”是概数，中间不用顿号", pair.as_str());
        sink.report(passage, pair.range(), message).edit(at..at + '、'.len_utf8(), "");
    }
    in_figures(passage, sink);
}

/// `3、5天`: the same in figures, which approximate numbers are not written in.
fn in_figures(passage: &Passage, sink: &mut Sink) {
    let pairs = pattern!(
        "(?:^|[^0-9、.第至—～-])([1-9])、([1-9])(?:天|个月|个人|个小时|年时间|小时|分钟|公里|次(?:[^0-9、])|岁)"
    );
    for found in pairs.captures_iter(passage) {
        let (Some(low), Some(high)) = (found.get(1), found.get(2)) else { continue };
        let (a, b) = (low.as_str().parse().unwrap_or(0), high.as_str().parse().unwrap_or(0));
        if b != a + 1 && (a, b) != (3, 5) || low.start() == 0 {
            continue;
        }
        let numeral = |n: usize| "零一二三四五六七八九".chars().nth(n).map(String::from).unwrap_or_default();
        let right = numeral(a) + &numeral(b);
        let message = format!("概数用汉字数字，中间不用顿号：“{right}”");
        sink.report(passage, low.start()..high.end(), message).edit(low.start()..high.end(), right);
    }
}
