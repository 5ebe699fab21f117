//! 数字-003

use crate::lint::desk::Manuscript;
use crate::lint::figures::{millionths, shown};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “万”“亿”混用、阿拉伯数字带“千”“百”、“百分之”带阿拉伯数字。
    ///
    /// 依据：GB/T 15835—2011，5.3：尾数零多的大数可以“万”“亿”为单位；除此之外，不与“十、百、千”连用。
    ///
    /// 错：`3亿5000万元`　`4万8千字`　`2万6500人`　`1千2百55万元`　`5千元`　`百分之55`
    /// 对：`3.5亿元`　`4.8万字`　`2.65万人`　`1255万元`　`5000元`　`55%`
    ///
    /// 改法：只用一个单位。千克、千米、千瓦是单位名称，不算。“12000万元”只在同一篇别处用“亿元”时提出。
    "数字-003", "万、亿混用，数字带千、百", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut hundred_millions = None;
    for passage in &manuscript.passages {
        let text = &passage.text;
        if text.contains(['万', '亿', '千', '百']) {
            chained(passage, sink);
            single(passage, sink);
        }
        if text.contains('万') && long(passage).next().is_some() {
            let used = *hundred_millions.get_or_insert_with(|| {
                manuscript.passages.iter().any(|passage| passage.text.contains("亿元"))
            });
            if used {
                oversized(passage, sink);
            }
        }
        if text.contains("百分之") {
            let share = pattern!(r"百分之([0-9]+(?:\.[0-9]+)?)");
            for found in share.captures_iter(passage) {
                if let (Some(whole), Some(number)) = (found.get(0), found.get(1)) {
                    let message = format!("“{}”两种数字混用", whole.as_str());
                    let right = format!("{}%", number.as_str());
                    sink.report(passage, whole.range(), message).edit(whole.range(), right);
                }
            }
        }
    }
}

/// 3亿5000万, 4万8千, 1千2百55万.
fn chained(passage: &Passage, sink: &mut Sink) {
    let chain = pattern!(
        r"[0-9]+(?:\.[0-9]+)?[亿万千百]+(?:[0-9]+(?:\.[0-9]+)?[亿万千百]+)+|[0-9]+[千百][0-9]+[万亿]?|[0-9]+[万亿]\.[0-9]+"
    );
    mixed(passage, sink);
    for found in chain.find_iter(passage) {
        let written = found.as_str();
        let known = written.contains("年")
            || passage.prev(found.start()).is_some_and(|c| c == '.' || c.is_ascii_alphanumeric());
        // 千瓦, 千克: the last word is part of a unit.
        let after = passage.after(found.end());
        if known || is_unit_name(written, after) {
            continue;
        }
        let message = format!("“{written}”里几个单位混用");
        let report = sink.report(passage, found.range(), message);
        match plain(written) {
            Some(right) => drop(report.edit(found.range(), right)),
            None => drop(report.help("只用一个单位；小数点、漏写的数字对照原始数据改")),
        }
    }
}

/// 5万7200户: one number with 万 and the rest in figures.
fn mixed(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['万', '亿']) {
        return;
    }
    let written = pattern!(
        r"(?:^|[^0-9.])([0-9]{1,4}(?:万[0-9]{4}|亿[0-9]{4,8}))(?:元|人|户|亩|吨|个|件|家|名|辆|平方米|立方米|千瓦|株|头|只|册|套)"
    );
    for found in written.captures_iter(passage) {
        let Some(number) = found.get(1) else { continue };
        let text = number.as_str();
        let (word, scale, places) =
            if text.contains('万') { ('万', 10_000, 4) } else { ('亿', 100_000_000, 8) };
        let Some((high, low)) = text.split_once(word) else { continue };
        let right = millionths(high).zip(millionths(low)).filter(|_| low.len() == places).map(
            |((high, _), (low, _))| {
                let value = high * scale + low;
                format!("{}{word}", shown(value / scale))
            },
        );
        let report = sink.report(passage, number.range(), format!("“{text}”里“{word}”与数字混写"));
        match right {
            Some(right) => drop(report.edit(number.range(), right)),
            None => drop(report.help("只用一个单位")),
        }
    }
}

/// Whether the 千 or 百 at the end belongs to what follows.
fn is_unit_name(written: &str, after: &str) -> bool {
    match written.chars().next_back() {
        Some('千') => after.starts_with([
            '瓦', '克', '米', '帕', '焦', '伏', '卡', '赫', '安', '乏', '周', '之', '分', '兆',
        ]),
        Some('百') => after.starts_with(['分', '姓', '强', '货', '帕', '合', '日', '佳', '年']),
        _ => false,
    }
}

/// A chain in one unit: the largest that it has.
fn plain(written: &str) -> Option<String> {
    let (mut total, mut section, mut rest) = (0_i128, 0_i128, written);
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let mut value = if length == 0 { 0 } else { millionths(rest.get(..length)?)?.0 };
        rest = rest.get(length..)?;
        while let Some(word) = rest.chars().next().filter(|c| !c.is_ascii_digit()) {
            match word {
                '千' => section += value.checked_mul(1000)?,
                '百' => section += value.checked_mul(100)?,
                '万' => total += (section + value).checked_mul(10_000)?,
                '亿' => total = (total + section + value).checked_mul(100_000_000)?,
                _ => return None,
            }
            if matches!(word, '万' | '亿') {
                section = 0;
            }
            value = 0;
            rest = rest.get(word.len_utf8()..)?;
        }
        section += value;
    }
    total += section;
    for (word, scale) in [("亿", 100_000_000), ("万", 10_000), ("", 1)] {
        if written.contains(word) {
            // Nothing may be lost.
            return (total % scale == 0).then(|| format!("{}{word}", shown(total / scale)));
        }
    }
    None
}

/// 12000万 where 1.2亿 is how the article writes elsewhere.
fn oversized(passage: &Passage, sink: &mut Sink) {
    for (number, end) in long(passage) {
        let Some((value, _)) = millionths(passage.get(number.clone())) else { continue };
        if value % 100_000_000 == 0 {
            let range = number.start..end;
            let right = format!("{}亿", shown(value / 10_000));
            let message = format!("“{}”上了亿，同一篇别处用“亿元”", passage.get(range.clone()));
            sink.report(passage, range.clone(), message).edit(range, right);
        }
    }
}

/// Numbers of five and more digits before 万元: where the digits stand, where
/// 万 ends.
fn long(passage: &Passage) -> impl Iterator<Item = (std::ops::Range<usize>, usize)> {
    passage.figures().iter().filter_map(|figure| {
        let written = passage.get(figure.range.clone());
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let word = written.get(digits..)?.strip_prefix('万')?;
        let start = figure.range.start;
        (digits > 4 && word == "元").then_some((start..start + digits, start + digits + '万'.len_utf8()))
    })
}

/// 5千元, 3百人.
fn single(passage: &Passage, sink: &mut Sink) {
    let small = pattern!(r"(?:^|[^0-9.千百万亿])([0-9]+)(千|百)([^0-9])");
    for found in small.captures_iter(passage) {
        let (Some(number), Some(word), Some(next)) = (found.get(1), found.get(2), found.get(3)) else {
            continue;
        };
        let range = number.start()..word.end();
        let written = passage.get(range.clone());
        let year = number.as_str().len() == 4 && number.as_str().starts_with("20");
        if year
            || is_unit_name(written, passage.after(next.start()))
            || ["字节", "亿亿"].iter().any(|word| passage.after(next.start()).starts_with(word))
        {
            continue;
        }
        let Some((value, _)) = millionths(number.as_str()) else { continue };
        let right = shown(value * if word.as_str() == "千" { 1000 } else { 100 });
        let message = format!("“{written}{}”是阿拉伯数字与“{}”连用", next.as_str(), word.as_str());
        sink.report(passage, range.clone(), message).edit(range, right);
    }
}
