//! 数字-003

use crate::lint::figures::{millionths, shown};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “万”“亿”混用、阿拉伯数字带“千”“百”。
    ///
    /// 依据：GB/T 15835—2011，5.3：尾数零多的大数可以“万”“亿”为单位；除此之外，不与“十、百、千”连用。
    ///
    /// 错：`3亿5000万元`　`12000万元`　`5千元`　`3百人`
    /// 对：`3.5亿元`　`1.2亿元`　`5000元`　`300人`
    ///
    /// 改法：只用一个单位。千克、千米、千瓦是单位名称，不算。
    "数字-003", "万、亿混用，数字带千、百", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    let mixed = pattern!(r"([0-9]{1,5})亿([0-9]{1,4}(?:\.[0-9]+)?)(千万|百万|万)");
    for found in mixed.captures_iter(text) {
        let (Some(whole), Some(upper), Some(lower), Some(word)) =
            (found.get(0), found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let scale = match word.as_str() {
            "千万" => 1000,
            "百万" => 100,
            _ => 1,
        };
        let (Some((upper, _)), Some((lower, _))) = (millionths(upper.as_str()), millionths(lower.as_str()))
        else {
            continue;
        };
        let right = format!("{}亿", shown(upper + lower * scale / 10_000));
        let message = format!("“{}”里“亿”“万”混用", whole.as_str());
        sink.report(passage, whole.range(), message).edit(whole.range(), right);
    }
    let large = pattern!(r"(?:^|[^0-9.,])([0-9]{5,8})(?:\.[0-9]+)?万(?:元|人|亩|吨|户|平方米|美元|千瓦)");
    for found in large.captures_iter(text) {
        let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else { continue };
        let Some((value, _)) = millionths(number.as_str()) else { continue };
        if value % 100_000_000 == 0 && passage.get(number.end()..whole.end()).starts_with('万') {
            let range = number.start()..number.end() + '万'.len_utf8();
            let right = format!("{}亿", shown(value / 10_000));
            let message = format!("“{}”上了亿", passage.get(range.clone()));
            sink.report(passage, range.clone(), message).edit(range, right);
        }
    }
    let small = pattern!(
        r"(?:^|[^0-9.])([0-9]+)(千|百)(元|人|个|名|户|家|件|亩|吨|辆|余|多|公里|公斤|册|份|次|平方米|万|斤|台|项|盏|株|棵)"
    );
    for found in small.captures_iter(text) {
        let (Some(number), Some(word), Some(unit)) = (found.get(1), found.get(2), found.get(3)) else {
            continue;
        };
        let Some((value, _)) = millionths(number.as_str()) else { continue };
        let right = shown(value * if word.as_str() == "千" { 1000 } else { 100 });
        let range = number.start()..word.end();
        let message =
            format!("“{}{}”是阿拉伯数字与“{}”连用", passage.get(range.clone()), unit.as_str(), word.as_str());
        sink.report(passage, range.clone(), message).edit(range, right);
    }
}
