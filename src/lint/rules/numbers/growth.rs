//! 数字-007

use crate::lint::figures::{Figure, figures, shown};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “从多少增加到多少，增长百分之几”算不拢。
    ///
    /// 增长率等于增量除以原数；“增加几倍”指增量是原数的几倍。
    ///
    /// 错：`从8万册增加到20万册，增长250%`
    /// 对：`从8万册增加到20万册，增长150%`
    ///
    /// 改法：对照原始数据改。
    "数字-007", "增长算不拢", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let change = pattern!(
        r"[从由][^，。；]*?([0-9])[^，。；]+?(增加到|增加至|增长到|增长至|提高到|提高至|提升到|提升至|扩大到|上升到|上升至|增至|升至|减少到|减少至|下降到|下降至|降低到|降低至|压缩到|压减到|降至|减至)[^，。；0-9]{0,4}([0-9])[^，。；]{1,10}，[^，。；0-9]{0,8}(增长|增加|增幅|增幅为|增幅达|提高|提升|扩大|下降|减少|降低|压减|降幅|降幅为|降幅达)(?:了|达|近|约|超|超过)?([0-9.]+)(%|倍)"
    );
    for found in change.captures_iter(&passage.text) {
        let (Some(whole), Some(from), Some(to), Some(verb), Some(rate), Some(unit)) =
            (found.get(0), found.get(1), found.get(3), found.get(4), found.get(5), found.get(6))
        else {
            continue;
        };
        let all = figures(&passage.text);
        let at = |start: usize| all.iter().find(|figure| figure.range.start == start);
        let (Some(a), Some(b)) = (at(from.start()), at(to.start())) else { continue };
        let Some((stated, place)) = crate::lint::figures::millionths(rate.as_str()) else { continue };
        if let Some(true_rate) = wrong_rate(a, b, stated, place, unit.as_str()) {
            let approximate = passage.after(unit.end()).starts_with("以上")
                || passage.get(verb.end()..rate.start()).contains(['近', '约', '超']);
            if approximate && (true_rate - stated).abs() * 10 < stated.max(true_rate) * 4 {
                continue;
            }
            let message = format!(
                "按前后两个数算，应是{}{}，写的是{}{}",
                shown(round(true_rate)),
                unit.as_str(),
                rate.as_str(),
                unit.as_str()
            );
            sink.report(passage, whole.range(), message).help("对照原始数据改");
        }
    }
}

/// To a tenth.
fn round(millionths: i128) -> i128 {
    (millionths + 50_000) / 100_000 * 100_000
}

/// The rate that follows from two values (in millionths), if the one stated is
/// off by more than rounding.
fn wrong_rate(a: &Figure, b: &Figure, stated: i128, place: i128, unit: &str) -> Option<i128> {
    if a.unit != b.unit || a.unit == "%" || a.millionths <= 0 {
        return None;
    }
    let scale: i128 = if unit == "%" { 100_000_000 } else { 1_000_000 };
    let change = (b.millionths - a.millionths).abs();
    let rate = change.checked_mul(scale)? / a.millionths;
    // The values are rounded too.
    let slack = (a.rounding + b.rounding).checked_mul(scale)? / a.millionths * 2 + place;
    ((rate - stated).abs() > slack).then_some(rate)
}
