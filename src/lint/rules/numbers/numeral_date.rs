//! 数字-016

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 一个日期里汉字数字与阿拉伯数字混用，或年份的“〇”写成“零”。
    ///
    /// 依据：GB/T 15835—2011，5.2.5、5.3：同一日期用一种数字；汉字年份的零写作“〇”。
    ///
    /// 错：`2024年三月九日`　`二〇二四年3月`　`二零二四年`
    /// 对：`2024年3月9日`　`二〇二四年三月`　`二〇二四年`
    ///
    /// 改法：统一。
    "数字-016", "日期的数字混用", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['年', '月']) {
        return;
    }
    let mixed = pattern!(
        r"[0-9]{4}年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?|[一二三四五六七八九〇零○]{4}年[0-9]{1,2}月|[0-9]{1,2}月([一二三四五六七八九十]{1,3})日|[一二三四五六七八九十]{1,2}月([0-9]{1,2})日"
    );
    for found in mixed.captures_iter(passage) {
        let Some(whole) = found.get(0) else { continue };
        let mut report = sink.report(passage, whole.range(), "一个日期里两种数字混用");
        for part in found.iter().skip(1).flatten() {
            if let Some(value) = arabic(part.as_str()) {
                report = report.edit(part.range(), value.to_string());
            }
        }
    }
    let zero = pattern!("[一二][一二三四五六七八九零〇]*零[一二三四五六七八九零〇]+年");
    for found in zero.find_iter(passage) {
        if found.as_str().chars().count() == 5 {
            let right = found.as_str().replace('零', "〇");
            sink.report(passage, found.range(), "汉字年份的零写作“〇”").edit(found.range(), right);
        }
    }
}

/// A numeral up to 39.
fn arabic(text: &str) -> Option<u8> {
    let digit = |c: char| {
        "一二三四五六七八九".chars().position(|known| known == c).and_then(|at| u8::try_from(at + 1).ok())
    };
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (tens.chars().next().map_or(Some(1), digit)?, ones),
        None => (0, text),
    };
    Some(tens * 10 + ones.chars().next().map_or(Some(0), digit)?)
}
