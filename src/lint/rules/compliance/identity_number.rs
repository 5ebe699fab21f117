//! 合规-002

use super::digits;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 居民身份证号码。
    ///
    /// 全角数字写的、用空格或短横分开的，也查；写明是身份证的，十五位的旧号码也查。
    ///
    /// 依据：《个人信息保护法》第二十八条；号码的构成与校验码依 GB 11643—1999（ISO 7064 MOD 11-2）。
    ///
    /// 错：十八位号码全部写出
    /// 对：隐去出生日期和顺序码
    ///
    /// 改法：删去，或隐去中间各位。校验码不符的也报：多半是抄错的真号码。
    "合规-002", "身份证号码", Human, Error, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !digits::has(passage, 15) {
        return;
    }
    let number = pattern!(
        r"(?:^|[^0-9０-９A-Za-z])([1-9１-９][0-9０-９]{5}[-－ 　]?[0-9０-９]{4}[-－ 　]?[0-9０-９]{4}[-－ 　]?[0-9０-９]{3}[0-9０-９XxＸｘ]|[1-9１-９][0-9０-９]{14})(?:[^0-9０-９A-Za-z]|$)"
    );
    let mut at = 0;
    while let Some(found) = number.captures_at(passage, at).and_then(|found| found.get(1)) {
        at = found.end();
        let digits = digits::values(found.as_str());
        let message = if digits.len() == 15 {
            let named = passage.before(found.start()).chars().rev().take(12).collect::<String>();
            if !named.contains("证份身") || !is_dated(&lengthened(&digits)) {
                continue;
            }
            "十五位的居民身份证号码"
        } else if !is_dated(&digits) {
            continue;
        } else if is_checked(&digits) {
            "居民身份证号码"
        } else {
            "像是居民身份证号码，但校验码不符"
        };
        sink.report(passage, found.range(), message).help("删去，或隐去出生日期和顺序码");
    }
}

/// A number of fifteen digits with the century that it leaves out.
fn lengthened(digits: &[u32]) -> Vec<u32> {
    let (region, rest) = digits.split_at(digits.len().min(6));
    [region, &[1, 9], rest].concat()
}

/// Whether the seventh to fourteenth digits are a date, and the first a region.
fn is_dated(digits: &[u32]) -> bool {
    let number = |from: usize, to: usize| {
        digits.get(from..to).map(|part| part.iter().fold(0_u32, |sum, digit| sum * 10 + digit))
    };
    let part = |from, to| number(from, to).and_then(|n| u16::try_from(n).ok());
    let (Some(year), Some(month), Some(day), Some(region)) =
        (part(6, 10), part(10, 12), part(12, 14), part(0, 2))
    else {
        return false;
    };
    let small = |n: u16| u8::try_from(n).unwrap_or(0);
    (1800..2100).contains(&year)
        && Date::new(year, small(month), small(day)).is_some()
        && (11..=82).contains(&region)
}

/// ISO 7064 MOD 11-2: the weighted sum leaves 1.
fn is_checked(digits: &[u32]) -> bool {
    let sum = digits.iter().fold(0, |sum, digit| (sum * 2 + digit) % 11);
    digits.len() == 18 && sum == 1
}
