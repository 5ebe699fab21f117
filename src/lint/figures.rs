//! Figures in running text: what they amount to and what they count.

use std::ops::Range;

use super::rule::pattern;

/// A figure with its unit.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Where number and unit stand.
    pub(super) range: Range<usize>,
    /// The value in millionths, 万 and 亿 multiplied out.
    pub(super) millionths: i128,
    /// What is counted, without 万 and 亿: `元`, `件`, `%`.
    pub(super) unit: &'static str,
    /// Half a unit of the last place that is given, in millionths: how far off
    /// rounding may be.
    pub(super) rounding: i128,
}

/// Units, longer ones before those that they begin with.
const UNITS: &[&str] = &[
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "千瓦时",
    "人次",
    "场次",
    "个百分点",
    "公里",
    "公顷",
    "千瓦",
    "元",
    "人",
    "个",
    "件",
    "项",
    "家",
    "户",
    "名",
    "亩",
    "吨",
    "套",
    "所",
    "座",
    "处",
    "次",
    "起",
    "篇",
    "份",
    "条",
    "台",
    "辆",
    "期",
    "批",
    "场",
    "间",
    "张",
    "册",
    "宗",
    "只",
    "头",
    "米",
    "倍",
    "天",
    "%",
    "位",
    "支",
    "例",
    "笔",
    "种",
    "类",
    "部",
    "对",
    "株",
    "棵",
    "岗",
    "栋",
    "幢",
    "本",
    "枚",
    "度",
];

/// The figures with units in a text, from left to right.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let number = pattern!(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(万|亿|千万|百万)?");
    let mut out = Vec::new();
    for found in number.captures_iter(text) {
        let (Some(whole), Some(digits)) = (found.get(0), found.get(1)) else { continue };
        let rest = text.get(whole.end()..).unwrap_or_default();
        let Some(unit) = UNITS.iter().find(|unit| rest.starts_with(**unit)) else { continue };
        let Some((value, place)) = millionths(digits.as_str()) else { continue };
        let scale: i128 = match found.get(2).map(|scale| scale.as_str()) {
            Some("万") => 10_000,
            Some("百万") => 1_000_000,
            Some("千万") => 10_000_000,
            Some("亿") => 100_000_000,
            _ => 1,
        };
        out.push(Figure {
            range: whole.start()..whole.end() + unit.len(),
            millionths: value * scale,
            unit,
            rounding: place * scale / 2,
        });
    }
    out
}

/// A number of at most twelve digits before the point and six behind it, in
/// millionths, and the worth of its last place.
pub(super) fn millionths(digits: &str) -> Option<(i128, i128)> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: String = whole.chars().filter(|&c| c != ',').collect();
    if whole.len() > 12 || fraction.len() > 6 || whole.is_empty() {
        return None;
    }
    let padded = format!("{fraction:0<6}");
    let value = whole.parse::<i128>().ok()? * 1_000_000 + padded.parse::<i128>().ok()?;
    let place = 10_i128.pow(6 - u32::try_from(fraction.len()).ok()?);
    Some((value, place))
}

/// A value in millionths as people write it.
pub(super) fn shown(millionths: i128) -> String {
    let (whole, fraction) = (millionths / 1_000_000, (millionths % 1_000_000).abs());
    let fraction = format!("{fraction:06}");
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_string() } else { format!("{whole}.{fraction}") }
}

/// A value in the largest of 亿, 万 that keeps it short.
pub(super) fn shown_large(millionths: i128, unit: &str) -> String {
    for (scale, word) in [(100_000_000, "亿"), (10_000, "万")] {
        if millionths >= scale * 1_000_000 && millionths % (scale * 10) == 0 {
            return format!("{}{word}{unit}", shown(millionths / scale));
        }
    }
    format!("{}{unit}", shown(millionths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_units() {
        let found = figures("共投入1.25亿元，其中中央2,500万元，惠及30个村");
        let values: Vec<_> = found.iter().map(|f| (f.millionths / 1_000_000, f.unit)).collect();
        assert_eq!(values, [(125_000_000, "元"), (25_000_000, "元"), (30, "个")]);
        assert_eq!(found.first().map(|f| f.rounding / 1_000_000), Some(500_000));
    }

    #[test]
    fn what_is_too_long_is_no_figure() {
        assert!(figures("12345678901234567890元").is_empty());
        assert_eq!(shown(1_250_000), "1.25");
        assert_eq!(shown_large(125_000_000_000_000, "元"), "1.25亿元");
    }
}
