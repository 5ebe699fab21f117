//! Figures in running text: what they amount to and what they count.

use std::ops::Range;

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
    /// Whether it is said not to be exact: `200多人`, `3万余册`.
    pub(super) approximate: bool,
}

/// Units, longer ones before those that they begin with.
const UNITS: &[&str] = &[
    "%",
    "％",
    "﹪",
    "个百分点",
    "个工作日",
    "个月",
    "个小时",
    "个",
    "元",
    "美元",
    "欧元",
    "港元",
    "人次",
    "人",
    "件次",
    "件",
    "项次",
    "项",
    "家次",
    "家",
    "户次",
    "户",
    "名",
    "亩次",
    "亩",
    "吨公里",
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
    "辆次",
    "辆",
    "期",
    "批次",
    "批",
    "场次",
    "场",
    "间",
    "张",
    "册次",
    "册",
    "宗",
    "只",
    "头",
    "米",
    "倍",
    "天",
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
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "千瓦时",
    "千瓦",
    "公里",
    "公顷",
    "公斤",
    "千克",
    "千米",
    "斤",
    "字",
    "页",
    "面",
    "分钟",
    "分",
    "小时",
    "封",
    "辑",
    "列",
    "架次",
    "架",
    "艘",
    "盏",
    "口",
    "箱",
    "袋",
    "门",
    "组",
    "队",
    "班",
    "单",
    "块",
    "根",
    "尾",
    "羽",
    "片",
    "级",
    "层",
    "标准箱",
    "标箱",
    "卷",
    "幅",
    "格",
    "眼",
    "床",
    "张次",
    "课时",
    "学时",
    "扇",
    "盘",
    "副",
    "枝",
    "筐",
    "把",
    "段",
    "首",
    "档",
    "款",
    "席",
    "轮",
];

/// What 万 and the like multiply by, longer words first.
const SCALES: &[(&str, i128)] = &[
    ("万亿", 1_000_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1000),
    ("百", 100),
];

/// The figures with units in a text, from left to right.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + start;
        let (digits, end) = number(text, start);
        at = end;
        // 第3期 and A4 count nothing.
        let prev = text.get(..start).and_then(|before| before.chars().next_back());
        if prev.is_some_and(|c| c == '第' || c.is_ascii_alphabetic()) {
            continue;
        }
        if let Some(figure) = figure(text, start, &digits, end) {
            at = figure.range.end;
            out.push(figure);
        }
    }
    out
}

/// A number as it stands from an offset on: its digits with a plain point and
/// without what divides thousands, and where it ends.
fn number(text: &str, start: usize) -> (String, usize) {
    let mut digits = String::new();
    let mut end = start;
    let run = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.get(..rest.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or_default()
    };
    let first = run(end);
    digits += first;
    end += first.len();
    // 2,680 and 2 680 are one number if groups have three digits.
    while digits.len() < 16 && first.len() < 4 {
        let Some(group) = [",", " ", "\u{2009}", "\u{a0}"].iter().find_map(|comma| {
            let rest = text.get(end..)?.strip_prefix(comma)?;
            let group = run(text.len() - rest.len());
            (group.len() == 3).then_some(comma.len() + 3)
        }) else {
            break;
        };
        digits += text.get(end + group - 3..end + group).unwrap_or_default();
        end += group;
    }
    for point in [".", "．"] {
        let after = end + point.len();
        if text.get(end..).is_some_and(|rest| rest.starts_with(point)) && !run(after).is_empty() {
            digits += ".";
            digits += run(after);
            end = after + run(after).len();
            break;
        }
    }
    (digits, end)
}

/// The figure that a number is part of, if a unit follows.
fn figure(text: &str, start: usize, digits: &str, end: usize) -> Option<Figure> {
    let (value, place) = millionths(digits)?;
    let (mut value, mut place, mut at, mut approximate) = (value, place, end, false);
    let skip = |at: usize, words: &[&str]| {
        let rest = text.get(at..).unwrap_or_default();
        words.iter().find(|word| rest.starts_with(**word)).map(|word| at + word.len())
    };
    at = skip(at, &[" "]).unwrap_or(at);
    let mut found = unit(text, at);
    if found.is_none() {
        let more = |at: &mut usize, approximate: &mut bool| {
            if let Some(after) = skip(*at, &["多", "余", "来"]) {
                (*at, *approximate) = (after, true);
            }
        };
        more(&mut at, &mut approximate);
        let rest = text.get(at..).unwrap_or_default();
        if let Some((word, scale)) = SCALES.iter().find(|(word, _)| rest.starts_with(word)) {
            (value, place, at) = (value * scale, place * scale, at + word.len());
            // 1亿2600万元 is one figure.
            if let Some((low, low_place, after)) = lower(text, at).filter(|_| *scale >= 100_000_000) {
                (value, place, at) = (value + low, low_place, after);
            }
            more(&mut at, &mut approximate);
        }
        found = unit(text, at);
    }
    let unit = found?;
    let end = at + unit.len();
    let unit = if matches!(unit, "％" | "﹪") { "%" } else { unit };
    Some(Figure { range: start..end, millionths: value, unit, rounding: place / 2, approximate })
}

/// The lower part of a figure in 亿: its value, the worth of its last place,
/// where it ends.
fn lower(text: &str, at: usize) -> Option<(i128, i128, usize)> {
    if !text.get(at..)?.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (digits, end) = number(text, at);
    let rest = text.get(end..)?;
    let (word, scale) = SCALES.iter().find(|(word, scale)| *scale < 100_000_000 && rest.starts_with(word))?;
    let (value, place) = millionths(&digits)?;
    Some((value * scale, place * scale, end + word.len()))
}

fn unit(text: &str, at: usize) -> Option<&'static str> {
    let rest = text.get(at..)?;
    UNITS.iter().find(|unit| rest.starts_with(**unit)).copied()
}

/// At most so many bytes before an offset.
pub(super) fn tail(text: &str, end: usize, most: usize) -> &str {
    let mut start = end.saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// At most so many bytes from an offset on.
pub(super) fn head(text: &str, start: usize, most: usize) -> &str {
    let mut end = (start + most).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// The words between the last mark before an offset and the offset, if the mark
/// is near.
pub(super) fn clause_before(text: &str, end: usize) -> &str {
    tail(text, end, 120).rsplit(MARKS).next().unwrap_or_default()
}

/// The same, but for what stands before another item of a list.
pub(super) fn item_before(text: &str, end: usize) -> &str {
    clause_before(text, end).rsplit('、').next().unwrap_or_default()
}

/// The words from an offset to the next mark, likewise.
pub(super) fn clause_after(text: &str, start: usize) -> &str {
    head(text, start, 120).split(MARKS).next().unwrap_or_default()
}

/// What divides a sentence.
pub(super) const MARKS: [char; 12] = ['，', '。', '；', '：', '！', '？', '（', '）', ',', ';', '(', ')'];

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

impl Figure {
    /// How far off the value may be: counts are exact, all else is rounded.
    pub(super) fn slack(&self) -> i128 {
        if self.rounding == 500_000 { 0 } else { self.rounding }
    }

    /// What a part is of a whole, in millionths of a per cent.
    pub(super) fn percent_of(&self, whole: &Self) -> Option<i128> {
        self.millionths.checked_mul(100_000_000)?.checked_div(whole.millionths)
    }

    /// Whether a part of a whole is so many per cent; the last place may be cut
    /// off instead of rounded.
    pub(super) fn is_share(&self, whole: &Self, rate: &Self) -> bool {
        let (part, slack, whole_slack) = (self.millionths, self.slack(), whole.slack());
        let percent = |part: i128, whole: i128| part.checked_mul(100_000_000)?.checked_div(whole.max(1));
        let least = percent(part - slack, whole.millionths + whole_slack);
        let most = percent(part + slack, whole.millionths - whole_slack);
        let place = rate.rounding * 2;
        let (Some(least), Some(most)) = (least, most) else { return true };
        (least - place..=most + place).contains(&rate.millionths)
    }
}

/// A value in millionths, rounded to the place of another figure.
pub(super) fn shown_like(millionths: i128, like: &Figure) -> String {
    let place = (like.rounding * 2).max(1);
    shown((millionths + place / 2).div_euclid(place) * place)
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
    fn forms_of_figures() {
        let value = |text: &str| figures(text).first().map(|f| (f.millionths / 1_000_000, f.unit));
        for (text, expected) in [
            ("2．53亿人", (253_000_000, "人")),
            ("2 680万元", (26_800_000, "元")),
            ("1亿2600万美元", (126_000_000, "美元")),
            ("1.2万亿元", (1_200_000_000_000, "元")),
            ("5千瓦", (5, "千瓦")),
            ("5千册", (5000, "册")),
            ("200多家", (200, "家")),
            ("15％", (15, "%")),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        assert!(value("2024年").is_none());
    }

    #[test]
    fn what_is_too_long_is_no_figure() {
        assert!(figures("12345678901234567890元").is_empty());
        assert_eq!(shown(1_250_000), "1.25");
        assert_eq!(shown_large(125_000_000_000_000, "元"), "1.25亿元");
    }
}
