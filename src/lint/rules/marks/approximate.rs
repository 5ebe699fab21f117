//! 标点-013

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 相邻两个数字连用表示概数，中间不用顿号。
    ///
    /// 依据：GB/T 15835—2011，5.2.1；GB/T 15834—2011，4.5.3.4。
    ///
    /// 错：`三、四十人`　`七、八天`　`3、5天`
    /// 对：`三四十人`　`七八天`　`三五天`
    ///
    /// 改法：删去顿号。表示“第三、第四”两项的（`二、三产业`）不查。
    "标点-013", "概数中的顿号", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.text.contains('、') {
        return;
    }
    let pairs = pattern!(
        "(一、二|二、三|两、三|三、四|三、五|四、五|五、六|六、七|七、八|八、九)(?:十|百|千|万|个月|个|天|人|名|次|处|岁|公里|里|米|亩|斤|小时|分钟|倍|成|户|家|件|辆|年来|年间)"
    );
    for found in pairs.captures_iter(&passage.text) {
        let Some(pair) = found.get(1) else { continue };
        let before = passage.prev(pair.start());
        // 十二、三处 is one number, 第十二、三条 two.
        let tens =
            before == Some('十') && !passage.before(pair.start()).trim_end_matches('十').ends_with('第');
        if before.is_some_and(|c| "第一二三四五六七八九十百、期季度".contains(c)) && !tens
            || pair.start() == 0
        {
            continue;
        }
        let at = pair.start() + pair.as_str().find('、').unwrap_or(0);
        let message = format!("“{}”是概数，中间不用顿号", pair.as_str());
        sink.report(passage, pair.range(), message).edit(at..at + '、'.len_utf8(), "");
    }
    // 3、5天 is 三五天.
    let figures = pattern!(
        "(?:^|[^0-9、.第—～期年月/-])([1-9])、([1-9])(?:天|人|个月|个人|小时|分钟|公里|里路|斤|岁|名|户)"
    );
    for found in figures.captures_iter(&passage.text) {
        let (Some(first), Some(last)) = (found.get(1), found.get(2)) else { continue };
        let digit = |part: &str| part.parse::<usize>().unwrap_or(0);
        let (a, b) = (digit(first.as_str()), digit(last.as_str()));
        let range = first.start()..last.end();
        if first.start() > 0 && (b == a + 1 || (a, b) == (3, 5)) {
            let words: Vec<char> = "零一二三四五六七八九".chars().collect();
            let right: String = [a, b].iter().filter_map(|at| words.get(*at)).collect();
            let message = format!("“{}”是概数，写作“{right}”", passage.get(range.clone()));
            sink.report(passage, range.clone(), message).edit(range, right);
        }
    }
}
