//! 标点-005

use crate::lint::passage::Passage;
use crate::lint::pattern::Match;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 连接号用错：起止的时间、地点用一字线“—”，数值的范围用浪纹线“～”，短横线“-”只用于编号、代码。
    ///
    /// 依据：GB/T 15834—2011，4.13。
    ///
    /// 错：`1-9月`　`2021-2025年`　`怀化-长沙`　`3-5天`　`10~15天`
    /// 对：`1—9月`　`2021—2025年`　`怀化—长沙`　`3～5天`　`10～15天`
    ///
    /// 改法：按用处换。电话、证件、标准、车牌等号码里的短横线不查。
    "标点-005", "连接号的用法", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    if !text.contains(['-', '–', '~', '－', '−', '﹣', '～', '—', '∼', '〜', '˜']) {
        return;
    }
    let times = pattern!(
        r"([0-9]{1,4})(?:年|月|日|时|月份)?(?:初|末|底)? ?(--|[-–~－−﹣∼〜˜]) ?[0-9]{1,4}(?:年|月|日|时|季度|学年|财年|届)"
    );
    let years = pattern!(
        r"(?:^|[^0-9A-Za-z/-])(?:19|20)[0-9]{2}年?(--|[-–~～－−﹣∼〜˜])(?:19|20)[0-9]{2}(?:[^0-9A-Za-z/-]|$)"
    );
    let values = pattern!(
        r"[0-9](?:%|‰|℃|万|亿|元|个|人|天|米|亩|吨|岁|倍|度)?(--|[-–~－−﹣∼〜˜—]) ?[0-9]+(?:\.[0-9]+)?(?:%|‰|℃|个|万|亿|元|人|天|吨|公里|千米|厘米|毫米|米|平方|立方|岁|倍|度|亩|名|家|项|小时|分钟|次|户|周|种|支|辆|件|场|处|斤|公斤|千克|克|分|条|座|所|级|mm|cm|km|kg|m)"
    );
    let places = pattern!(r"[一-鿿](--|[-–~～－−﹣∼〜])[一-鿿]");
    let named = [
        (times, "—", "时间的起止"),
        (years, "—", "时间的起止"),
        (values, "～", "数值的范围"),
        (places, "—", "起止的地点、项目"),
    ];
    let mut last = None;
    let mut marks: Vec<(Match<'_>, &str, &str)> = Vec::new();
    for (pattern, right, use_) in named {
        for found in pattern.captures_iter(text) {
            let mark = found
                .iter()
                .skip(1)
                .flatten()
                .find(|group| !group.as_str().chars().all(|c| c.is_ascii_digit()));
            let Some(mark) = mark else { continue };
            if !is_code(passage, &mark) && mark.as_str() != right {
                marks.push((mark, right, use_));
            }
        }
    }
    marks.sort_by_key(|(mark, ..)| mark.start());
    for (mark, right, use_) in marks {
        if last.replace(mark.start()) == Some(mark.start()) {
            continue;
        }
        let message = format!("{use_}用“{right}”，这里是“{}”", mark.as_str());
        sink.report(passage, mark.range(), message).edit(mark.range(), right);
    }
}

/// Whether the number before or behind is part of a code, a telephone number or
/// a date in figures.
fn is_code(passage: &Passage, mark: &Match<'_>) -> bool {
    let of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '–');
    let before = passage.before(mark.start());
    let head = before.get(before.trim_end_matches(of_code).len()..).unwrap_or_default();
    let after = passage.after(mark.end());
    let tail = after.get(..after.len() - after.trim_start_matches(of_code).len()).unwrap_or_default();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let units = ["mm", "cm", "km", "kg", "m"];
    let letters = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
    let measured =
        units.iter().any(|unit| tail.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.') == *unit);
    letters(head)
        || letters(tail) && !measured
        || head.contains(['-', '/', '–'])
        || tail.contains(['-', '/', '–'])
        || digits(tail) > 6
        || head.starts_with('0') && digits(head) > 2
        || passage.next(mark.end()).is_some_and(|c| c.is_ascii_digit()) && tail.starts_with("00")
}
