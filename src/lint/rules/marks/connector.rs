//! 标点-005

use std::ops::Range;

use crate::content::chars::{is_han, is_numeral};
use crate::lint::desk::Manuscript;
use crate::lint::foreign::is_sound;
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 连接号用错：起止的时间、地点用一字线“—”，数值的范围用浪纹线“～”或一字线“—”，短横线“-”只用于编号、代码和复合名词。
    ///
    /// 依据：GB/T 15834—2011，4.13；GB/T 15835—2011，5.1.3：数值范围用“～”或“—”，一篇之内用一种。
    ///
    /// 错：`1-9月`　`2021-2025年`　`怀化-长沙`　`3-5天`　`10~15天`　`第3-6期`
    /// 对：`1—9月`　`2021—2025年`　`怀化—长沙`　`3～5天`　`10～15天`　`第3—6期`
    ///
    /// 改法：按用处换。电话、证件、标准、车牌等号码里的短横线，外国人名、地名和“吐鲁番-哈密盆地”一类的名称，不查。
    "标点-005", "连接号的用法", Suggested, Warning, Article(check)
}

/// What a mark connects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Times,
    Values,
    Names,
}

/// A mark that connects two things.
struct Connector<'a> {
    passage: &'a Passage,
    range: Range<usize>,
    use_: Use,
}

impl Connector<'_> {
    fn mark(&self) -> &str {
        self.passage.get(self.range.clone())
    }
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut all: Vec<Connector<'_>> = Vec::new();
    for passage in &manuscript.passages {
        if passage.text.contains(is_connector) {
            find(passage, &mut all);
        }
    }
    // Both forms are right for ranges of values, but not in one text.
    let of = |form: &str| all.iter().filter(|one| one.use_ == Use::Values && one.mark() == form).count();
    let (waves, lines) = (of("～"), of("—"));
    let value = if lines > waves { "—" } else { "～" };
    // Some offices write － throughout; beside — it is a slip.
    let dashed = all.iter().any(|one| one.mark() == "—");
    for one in &all {
        let mark = one.mark();
        let (right, message) = match one.use_ {
            Use::Times => ("—", format!("起止用一字线“—”，这里是“{mark}”")),
            Use::Names => ("—", format!("起止、并列用一字线“—”，这里是“{mark}”；表示说明的用破折号“——”")),
            Use::Values if mark == "—" || mark == "～" => {
                (value, format!("数值的范围，本篇别处用“{value}”，这里是“{mark}”，要统一"))
            }
            Use::Values => (value, format!("数值的范围用“{value}”，这里是“{mark}”")),
        };
        if mark != right && (mark != "－" || dashed || one.use_ == Use::Values) {
            sink.report(one.passage, one.range.clone(), message).edit(one.range.clone(), right);
        }
    }
}

fn is_connector(c: char) -> bool {
    matches!(c, '-' | '–' | '~' | '－' | '−' | '﹣' | '～' | '—' | '∼' | '〜' | '˜')
}

/// The connectors of a passage that are no part of a code, a formula or a name.
fn find<'a>(passage: &'a Passage, out: &mut Vec<Connector<'a>>) {
    let mut chars = passage.chars.iter().peekable();
    while let Some(&(start, c)) = chars.next() {
        if !is_connector(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.next_if(|&&(_, next)| is_connector(next)) {
            end = at + c.len_utf8();
        }
        let range = start..end;
        let mark = passage.get(range.clone());
        // —— is a dash; -- may stand for one or for a connector.
        if mark.chars().count() > 1 && mark != "--" {
            continue;
        }
        if let Some(use_) = use_of(passage, &range) {
            out.push(Connector { passage, range, use_ });
        }
    }
}

/// Units that follow the second number of a time.
const TIMES: &[&str] = &["年", "月", "日", "时", "季度", "学年", "财年", "届", "期", "页", "卷", "辑", "讲"];

/// Units that follow the second number of a range.
const UNITS: &[&str] = &[
    "%", "％", "‰", "℃", "个", "万", "亿", "元", "人", "天", "吨", "公里", "千米", "厘米", "毫米", "米",
    "平方", "立方", "岁", "倍", "度", "亩", "名", "家", "项", "小时", "分钟", "次", "户", "周", "种", "支",
    "辆", "件", "场", "处", "斤", "公斤", "千克", "克", "分", "条", "座", "所", "级", "株", "棵", "头", "只",
    "台", "套", "床", "桌", "袋", "瓶", "箱", "盒", "颗", "枚", "艘", "班次", "学时", "课时", "学分", "篇",
    "本", "册", "份", "位", "遍", "尺", "公顷", "升", "毫升", "千瓦", "兆瓦", "秒", "刻钟", "mm", "cm", "km",
    "kg", "m",
];

fn use_of(passage: &Passage, range: &Range<usize>) -> Option<Use> {
    let mark = passage.get(range.clone());
    let left = passage.tail(range.start, 24);
    let right = passage.head(range.end, 24);
    let (left, right) = (left.strip_suffix(' ').unwrap_or(left), right.strip_prefix(' ').unwrap_or(right));
    let (before, after) = (left.chars().next_back()?, right.chars().next()?);
    if is_han(before) && is_han(after) && mark != "--" {
        return (!is_name(mark, left, right) && !is_formula(passage, range)).then_some(Use::Names);
    }
    // 县城（城关镇）-云门镇: what stands in the brackets is a name.
    let bracketed = || {
        let inner = left.strip_suffix('）').and_then(|left| left.rsplit_once('（')).map(|(_, inner)| inner);
        inner.is_some_and(|inner| {
            inner.chars().count() > 1 && inner.chars().all(|c| is_han(c) && !is_numeral(c))
        })
    };
    if before == '）' && is_han(after) && mark != "--" && mark != "—" && bracketed() {
        return (!is_formula(passage, range)).then_some(Use::Names);
    }
    let number = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let digits = number(right);
    if digits == 0 || is_code(passage, range) {
        return None;
    }
    let unit = right.get(digits..).unwrap_or_default();
    // 图2-3 is a figure's number.
    if left.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['图', '表', '式']) {
        return None;
    }
    let counted = |units: &[&str], text: &str| units.iter().any(|unit| text.starts_with(unit));
    let first = first_number(left)?;
    let clock = left.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with([':', '：'])
        && unit.starts_with([':', '：'])
        && digits < 3;
    let year = |digits: &str| digits.len() == 4 && digits.starts_with(['1', '2']);
    let years = year(first.digits) && right.get(..digits).is_some_and(year) && !unit.starts_with('.');
    if clock || digits < 5 && first.timed && counted(TIMES, unit) || years && first.timed {
        // 3～5年 is how long something takes.
        return (mark != "～" || years || unit.starts_with('月')).then_some(Use::Times);
    }
    let fraction = unit.strip_prefix('.').filter(|rest| number(rest) > 0);
    let unit = fraction.map_or(unit, |rest| rest.get(number(rest)..).unwrap_or_default());
    (first.counted && counted(UNITS, unit)).then_some(Use::Values)
}

/// The number that ends a text.
struct First<'a> {
    digits: &'a str,
    /// Whether it may be that of a time: bare, or with 年, 月, 日.
    timed: bool,
    /// Whether it may be a value: bare, or with a unit.
    counted: bool,
}

fn first_number(left: &str) -> Option<First<'_>> {
    let bare = left.trim_end_matches(['初', '末', '底']);
    let timed = ["月份", "年", "月", "日", "时"].iter().find_map(|unit| bare.strip_suffix(unit));
    let counted =
        ["%", "％", "‰", "℃", "万", "亿", "元", "个", "人", "天", "米", "亩", "吨", "岁", "倍", "度"]
            .iter()
            .find_map(|unit| left.strip_suffix(unit));
    let text = timed.or(counted).unwrap_or(left);
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(rest.len()..)?;
    let short = (1..5).contains(&digits.len());
    (!digits.is_empty()).then_some(First {
        digits,
        timed: short && counted.is_none() && !rest.ends_with('.'),
        counted: timed.is_none(),
    })
}

/// Whether a mark between Han characters is that of a name that it belongs in.
fn is_name(mark: &str, left: &str, right: &str) -> bool {
    // 第三十－条 is 文字-009's.
    let counter = ['条', '章', '节', '款', '项', '季', '批', '次', '步', '个', '位'];
    if left.ends_with(|c: char| is_numeral(c) || matches!(c, '第' | '进' | '统' | '每' | '唯'))
        && right.starts_with(counter)
    {
        return true;
    }
    let foreign = |text: &mut dyn Iterator<Item = char>| text.take(2).filter(|&c| is_sound(c)).count();
    let sounds = (foreign(&mut left.chars().rev()), foreign(&mut right.chars()));
    let place = ['省', '市', '县', '区', '镇', '乡', '村', '路', '站', '街'];
    let transliterated = match sounds {
        (2, 2) => true,
        (1, 2) | (2, 1) => !left.ends_with(place),
        (_, 2) => right.contains('·'),
        _ => false,
    };
    transliterated || mark == "-" && is_compound(right)
}

/// `吐鲁番-哈密盆地`: what the second part of a compound ends in.
fn is_compound(right: &str) -> bool {
    const KINDS: &[&str] = &[
        "盆地",
        "流域",
        "效应",
        "模型",
        "方程",
        "定律",
        "曲线",
        "综合征",
        "反应",
        "国际机场",
        "联合基地",
        "理事会",
        "基金",
        "片区",
        "大桥",
        "环境",
        "造山带",
        "断裂带",
        "转化",
        "电池",
        "材料",
        "合金",
        "循环",
    ];
    let end = right.char_indices().find(|&(_, c)| !is_han(c)).map_or(right.len(), |(at, _)| at);
    let name = right.get(..end).unwrap_or_default();
    KINDS.iter().any(|kind| name.contains(kind))
}

/// Whether a mark is a minus: the clause has another sign of a formula.
fn is_formula(passage: &Passage, range: &Range<usize>) -> bool {
    let sign = ['＝', '=', '×', '÷', '＋'];
    passage.tail(range.start, 40).contains(sign) || passage.head(range.end, 40).contains(sign)
}

/// Whether the number before or behind is part of a code, a telephone number or
/// a date in figures.
fn is_code(passage: &Passage, mark: &Range<usize>) -> bool {
    let of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '–');
    let before = passage.tail(mark.start, 24);
    let head = before.get(before.trim_end_matches(of_code).len()..).unwrap_or_default();
    let after = passage.head(mark.end, 24);
    let tail = after.get(..after.len() - after.trim_start_matches(of_code).len()).unwrap_or_default();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let units = ["mm", "cm", "km", "kg", "m"];
    let letters = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
    let measured =
        units.iter().any(|unit| tail.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.') == *unit);
    // GB 18030-2022
    let standard = head.len() < before.len()
        && before
            .get(..before.len() - head.len())
            .unwrap_or_default()
            .trim_end()
            .ends_with(|c: char| c.is_ascii_uppercase());
    standard
        || letters(head)
        || letters(tail) && !measured
        || head.contains(['-', '/', '–'])
        || tail.contains(['-', '/', '–'])
        || digits(tail) > 6
        || head.starts_with('0') && digits(head) > 2
        || passage.next(mark.end).is_some_and(|c| c.is_ascii_digit()) && tail.starts_with("00")
}
