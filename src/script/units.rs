//! Units and counters that stay with the number before them
//! (GB/T 15835—2011, 5.1; GB 3100 and GB 3101).

/// In no order: the longest that fits counts.
const UNITS: &[&str] = &[
    // Measures.
    "平方公里",
    "平方千米",
    "平方米",
    "平方厘米",
    "平方",
    "立方米",
    "立方厘米",
    "立方",
    "公里",
    "千米",
    "里",
    "米",
    "厘米",
    "毫米",
    "微米",
    "公顷",
    "亩",
    "吨",
    "公斤",
    "千克",
    "斤",
    "克",
    "毫克",
    "微克",
    "升",
    "毫升",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "瓦",
    "摄氏度",
    "度",
    "百分点",
    "个百分点",
    "倍",
    "成",
    "折",
    "分贝",
    "微克每立方米",
    // Money.
    "元",
    "角",
    "美元",
    "欧元",
    "港元",
    "日元",
    "英镑",
    // Time.
    "年",
    "月",
    "日",
    "时",
    "点",
    "分",
    "秒",
    "周",
    "天",
    "岁",
    "年度",
    "季度",
    "个月",
    "周年",
    "周岁",
    "小时",
    "分钟",
    "星期",
    "工作日",
    "个工作日",
    // Counters.
    "人次",
    "户次",
    "场次",
    "车次",
    "班次",
    "辆次",
    "件次",
    "号",
    "期",
    "届",
    "次",
    "个",
    "项",
    "家",
    "户",
    "人",
    "名",
    "位",
    "件",
    "条",
    "款",
    "章",
    "节",
    "篇",
    "页",
    "份",
    "本",
    "册",
    "张",
    "幅",
    "种",
    "类",
    "批",
    "组",
    "队",
    "支",
    "台",
    "套",
    "辆",
    "架",
    "艘",
    "座",
    "处",
    "所",
    "栋",
    "幢",
    "楼",
    "间",
    "层",
    "头",
    "只",
    "匹",
    "株",
    "棵",
    "场",
    "版",
    "站",
    "线",
    "路",
    "村",
    "镇",
    "乡",
    "县",
    "区",
    "市",
    "省",
    "国",
    "代",
    "级",
    "等",
    "档",
    "星",
    "例",
    "起",
    "宗",
    "笔",
    "门",
    "课",
    "字",
    "句",
    "行",
    "列",
    "对",
    "盏",
    "口",
    "块",
    "片",
    "眼",
];

/// Units of letters. Before one of these a space was typed, or should have been.
const LATIN_UNITS: &[&str] = &[
    "m", "mm", "cm", "dm", "km", "nm", "μm", "µm", "hm", "g", "kg", "mg", "μg", "µg", "ng", "t", "kt", "Mt",
    "L", "l", "mL", "ml", "s", "ms", "min", "h", "d", "a", "Hz", "kHz", "MHz", "GHz", "V", "kV", "mV", "A",
    "mA", "Ah", "kA", "W", "kW", "MW", "GW", "VA", "kVA", "MVA", "Wh", "kWh", "MWh", "GWh", "TWh", "tce",
    "J", "kJ", "MJ", "GJ", "N", "kN", "Pa", "hPa", "kPa", "MPa", "dB", "K", "mol", "mmol", "lx", "lm", "cd",
    "Ω", "kΩ", "MΩ", "dpi", "ppi", "lpi", "ppm", "ppb", "px", "pt", "em", "bit", "B", "KB", "kB", "MB", "GB",
    "TB", "PB", "bps", "kbps", "Mbps", "Gbps", "rpm", "ha", "Bq", "Sv", "mSv", "NTU", "IU",
];

/// How many of the characters after a number are its unit, with the word for
/// how many of it and for what is over: `亿元`, `余万人次`, `多个`.
#[must_use]
pub fn unit(text: &[char]) -> usize {
    let over = |c: &&char| matches!(c, '余' | '多');
    let mut at = text.iter().take(1).take_while(over).count();
    at += text.iter().skip(at).take(2).take_while(|c| matches!(c, '十' | '百' | '千' | '万' | '亿')).count();
    at += text.iter().skip(at).take(1).take_while(over).count();
    at + longest(text.get(at..).unwrap_or_default())
}

/// The longest unit that a text begins with.
fn longest(text: &[char]) -> usize {
    // A square of one character: ㎡, ㎞.
    if let Some('\u{3371}'..='\u{33df}' | '℃' | '℉' | '°' | '％' | '%' | '‰') = text.first() {
        return 1;
    }
    UNITS.iter().filter(|unit| begins(text, unit)).map(|unit| unit.chars().count()).max().unwrap_or(0)
}

/// How many characters of a text are a unit of letters: `mg`, but not `miles`.
#[must_use]
pub fn latin_unit(text: &[char]) -> usize {
    let letter = |c: &&char| c.is_alphabetic() && !matches!(c, '\u{2e80}'..);
    let length = text.iter().take(LONGEST_LATIN + 1).take_while(letter).count();
    let word = text.get(..length).unwrap_or_default();
    let known = LATIN_UNITS.iter().any(|unit| unit.chars().eq(word.iter().copied()));
    if known { length } else { 0 }
}

/// As long as the longest of [`LATIN_UNITS`].
const LONGEST_LATIN: usize = 4;

fn begins(text: &[char], word: &str) -> bool {
    let mut rest = text.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_longest_unit_counts() {
        let of = |text| unit(&chars(text));
        assert_eq!(of("亿元，增长"), 2);
        assert_eq!(of("个百分点"), 4);
        assert_eq!(of("个乡镇"), 1);
        assert_eq!(of("余人次"), 3);
        assert_eq!(of("余万平方米"), 5);
        assert_eq!(of("万多户"), 3);
        assert_eq!(of("㎡"), 1);
        assert_eq!(of("以上"), 0);
        assert_eq!(of(""), 0);
    }

    #[test]
    fn units_of_letters_are_whole_words() {
        let of = |text| latin_unit(&chars(text));
        assert_eq!(of("mg/L"), 2);
        assert_eq!(of("m²"), 1);
        assert_eq!(of("μm的"), 2);
        assert_eq!(of("miles"), 0);
        assert_eq!(of("Mbpss"), 0);
        assert_eq!(LATIN_UNITS.iter().map(|unit| unit.chars().count()).max(), Some(LONGEST_LATIN));
    }
}
