//! 一致-017

use std::collections::{BTreeMap, BTreeSet};

use crate::content::chars::is_han;
use crate::diagnostic::Place;
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::figures::{Figure, item_before};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 同一件事的数，两处只是相邻两个数码颠倒。
    ///
    /// 全期各篇一起看：单位相同、至少三位有效数字、前面的词语相同，只有相邻两个数码次序不同的，多半有一处抄错。两篇里整句话相同、数只差一个数码的，也报。年份、地方不同的，两个数在同一段里对照着说的，不查。
    ///
    /// 错：报告“新建停车泊位1680个”，解读“新建停车泊位1860个”
    /// 对：两处相同
    ///
    /// 改法：对照原始数据，改错的一处；确是两个数的，豁免。
    "一致-017", "同一个数两处数码颠倒", Human, Warning, Issue(check)
}

/// A figure as it is told somewhere.
struct Told<'a> {
    manuscript: &'a Manuscript<'a>,
    passage: &'a Passage,
    figure: &'a Figure,
    /// Its digits and point, without what divides thousands.
    written: String,
}

/// Digits in order, where the point stands, 万 and unit: what swapped figures
/// have in common.
type Key = (Vec<u8>, usize, String);

/// A group has no more different figures than this, a figure no more places:
/// where there are more, likeness says nothing.
const MOST: usize = 10;

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let mut groups: BTreeMap<Key, Vec<Told<'_>>> = BTreeMap::new();
    let mut clauses: BTreeMap<Clause, Vec<Told<'_>>> = BTreeMap::new();
    for manuscript in &desk.manuscripts {
        for passage in manuscript.passages.iter().filter(|passage| passage.role != Role::Cell) {
            for figure in passage.figures() {
                if let Some((key, written)) = key(passage, figure) {
                    if let Some(clause) = clause(passage, figure, &key) {
                        let told = Told { manuscript, passage, figure, written: written.clone() };
                        clauses.entry(clause).or_default().push(told);
                    }
                    groups.entry(key).or_default().push(Told { manuscript, passage, figure, written });
                }
            }
        }
    }
    for all in clauses.values().filter(|all| all.len() > 1) {
        retold(all, sink);
    }
    for group in groups.values() {
        let mut values: BTreeMap<&str, Vec<&Told<'_>>> = BTreeMap::new();
        for told in group {
            values.entry(&told.written).or_default().push(told);
        }
        if (2..=MOST).contains(&values.len()) {
            compare(&values, sink);
        }
    }
}

/// The clause before a figure, how many digits it has, where the point stands,
/// 万 and unit: what one fact has in common that is told in two places.
type Clause = (String, usize, usize, String);

/// The words of the clause before a figure, if they say much: 全区规模以上工业总产值.
fn clause(passage: &Passage, figure: &Figure, key: &Key) -> Option<Clause> {
    const LEAST: usize = 6;
    let words = item_before(&passage.text, figure.range.start);
    let words =
        words.trim_start_matches(|c: char| !is_han(c)).trim_end_matches(['为', '达', '到', '约', '共']);
    let words = words.strip_prefix("其中").unwrap_or(words);
    // Rates of one name are many.
    if figure.unit == "%" || words.chars().count() < LEAST {
        return None;
    }
    let mut telling = words.to_owned();
    for word in EMPTY.iter().filter(|word| words.contains(**word)) {
        telling = telling.replace(word, "");
    }
    let (digits, point, unit) = key;
    (telling.chars().filter(|c| is_han(*c)).count() >= LEAST)
        .then(|| (words.to_owned(), digits.len(), *point, unit.clone()))
}

/// One fact that two articles tell with one digit different: 52.7亿元, 52.9亿元.
fn retold(all: &[Told<'_>], sink: &mut Sink) {
    let values: BTreeSet<&str> = all.iter().map(|told| told.written.as_str()).collect();
    let values: Vec<&str> = values.into_iter().collect();
    let [a, b] = values[..] else { return };
    let off = a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count();
    if off != 1 || all.len() > MOST {
        return;
    }
    let of = |value: &str| all.iter().filter(|told| told.written == value).collect::<Vec<_>>();
    let (here, there) = (of(a), of(b));
    let (Some(x), Some(y)) = (here.first(), there.first()) else { return };
    let apart = are_apart(&here, &there) || std::ptr::eq(x.manuscript, y.manuscript);
    let one_time = is_one_time(&period(x), &period(y));
    if apart || !one_time || here.len() > 1 && there.len() > 1 {
        return;
    }
    if here.len() <= there.len() {
        tell(x, y, "与那里差一个数码", sink);
    }
    if there.len() <= here.len() {
        tell(y, x, "与那里差一个数码", sink);
    }
}

/// What a figure is found by, and its digits; `None` if it has too few, or is
/// not exact.
fn key(passage: &Passage, figure: &Figure) -> Option<(Key, String)> {
    let text = passage.get(figure.range.clone());
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let written = text.get(..text.len() - rest.len())?;
    let count = written.bytes().filter(u8::is_ascii_digit).count();
    if figure.approximate || !(3..=12).contains(&count) {
        return None;
    }
    let written: String = written.chars().filter(|&c| c != ',').collect();
    if significant(&written) < 3 {
        return None;
    }
    let mut digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    digits.sort_unstable();
    let point = written.find('.').unwrap_or(written.len());
    Some(((digits, point, rest.trim_start().to_owned()), written))
}

/// The digits that count: no zeros at the ends.
fn significant(written: &str) -> usize {
    let whole = !written.contains('.');
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    if whole { digits.trim_end_matches('0').len() } else { digits.len() }
}

fn compare(values: &BTreeMap<&str, Vec<&Told<'_>>>, sink: &mut Sink) {
    let all: Vec<_> = values.iter().collect();
    for (i, (a, here)) in all.iter().enumerate() {
        for (b, there) in all.iter().skip(i + 1) {
            if !is_swapped(a, b) || here.len() > MOST || there.len() > MOST || are_apart(here, there) {
                continue;
            }
            let pair = here.iter().find_map(|x| Some((*x, *there.iter().find(|y| is_same(x, y))?)));
            let Some((x, y)) = pair else { continue };
            // What is told more often is right.
            let same = |all: &[&Told<'_>], of: &Told<'_>| all.iter().filter(|told| is_same(told, of)).count();
            let (n, m) = (same(here, y), same(there, x));
            if n > 1 && m > 1 {
                continue;
            }
            if n <= m {
                report(x, y, sink);
            }
            if m <= n {
                report(y, x, sink);
            }
        }
    }
}

fn report(wrong: &Told<'_>, other: &Told<'_>, sink: &mut Sink) {
    tell(wrong, other, "数码颠倒", sink);
}

fn tell(wrong: &Told<'_>, other: &Told<'_>, how: &str, sink: &mut Sink) {
    let [here, there] = [wrong, other].map(|told| told.passage.get(told.figure.range.clone()));
    let place = Place::new(other.manuscript.source, other.passage.span(other.figure.range.clone()));
    sink.turn_to(wrong.manuscript);
    sink.report(wrong.passage, wrong.figure.range.clone(), format!("别处写的是{there}，这里是{here}，{how}"))
        .related(place, format!("这里写的是{there}"))
        .help("对照原始数据，改错的一处");
}

/// Whether two neighbouring digits stand the other way round, and nothing else.
fn is_swapped(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let (a, b) = (digits(a), digits(b));
    let off: Vec<usize> =
        a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y).map(|(at, _)| at).collect();
    matches!(off[..], [first, second] if second == first + 1
        && a.get(first) == b.get(second) && a.get(second) == b.get(first))
}

/// Whether some paragraph has both, so that they are two figures.
fn are_apart(here: &[&Told<'_>], there: &[&Told<'_>]) -> bool {
    let places: BTreeSet<*const Passage> = here.iter().map(|told| std::ptr::from_ref(told.passage)).collect();
    there.iter().any(|told| places.contains(&std::ptr::from_ref(told.passage)))
}

/// Words that say nothing of what is counted.
const EMPTY: [&str; 36] = [
    "全长",
    "总长",
    "比上年",
    "同比",
    "增长",
    "增加",
    "减少",
    "下降",
    "分别",
    "达到",
    "完成",
    "实现",
    "全年",
    "全县",
    "全区",
    "全市",
    "全省",
    "全国",
    "累计",
    "新增",
    "其中",
    "共计",
    "合计",
    "建成",
    "上半年",
    "投资",
    "资金",
    "以上",
    "补助",
    "安排",
    "收入",
    "支出",
    "项目",
    "总额",
    "组织",
    "开展",
];

/// Whether two figures are said of the same thing.
fn is_same(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (x, y) = (before(a), before(b));
    if is_told_alike(a, &x, &y) {
        return is_one_time(&period(a), &period(b));
    }
    let Some((end, other, length)) = common(&x, &y) else { return false };
    let rate = a.figure.unit == "%";
    let said: String = x.get(end - length..end).unwrap_or_default().iter().collect();
    let telling = EMPTY.iter().fold(said.clone(), |rest, word| rest.replace(word, ""));
    let least = if rate { 6 } else { 4 };
    // 学位1980个: four digits right behind the noun do not come about by chance.
    let noun =
        !rate && a.written.len() >= 4 && !a.written.contains('.') && end == x.len() && other == y.len();
    let short = length < least || telling.chars().count() < 3;
    if short && !(noun && telling.chars().count() >= 2) || rate && !said.contains(['率', '比', '重']) {
        return false;
    }
    let near = |chars: &[char], end: usize| is_direct(chars.get(end..).unwrap_or_default(), rate);
    // 绿茶产量, 红茶产量: what stands before makes them two, unless much is the same.
    let long = length >= 7 && a.written.len() >= 4;
    let edge = |chars: &[char], end: usize| {
        (end - length)
            .checked_sub(1)
            .and_then(|at| chars.get(at))
            .copied()
            .filter(|&c| is_han(c) && !"年区县市省国月的为了和及达到".contains(c))
    };
    let differs = matches!((edge(&x, end), edge(&y, other)), (Some(p), Some(q)) if p != q);
    // 新增学位, 新增义务教育学位: the same is done with it.
    let led = |short: &[char], end: usize, long: &[char], other: usize| {
        let verb = (end - length).checked_sub(2).and_then(|at| short.get(at..end - length));
        let room = long.get((other - length).saturating_sub(8)..other - length).unwrap_or_default();
        verb.is_some_and(|verb| verb.iter().all(|c| is_han(*c)) && room.windows(2).any(|pair| pair == verb))
    };
    let led = noun && (led(&x, end, &y, other) || led(&y, other, &x, end));
    // 培训教师…人, 培训村医…人: what stands between makes them two.
    let rest = |chars: &[char], end: usize| {
        let said: String = chars.get(end..).unwrap_or_default().iter().filter(|c| is_han(**c)).collect();
        EMPTY
            .iter()
            .fold(said, |rest, word| rest.replace(word, ""))
            .replace(|c| "为达到约共已由从上年的至有".contains(c), "")
    };
    let (behind, other_behind) = (rest(&x, end), rest(&y, other));
    let two = behind != other_behind && !behind.is_empty() && !other_behind.is_empty();
    !two && near(&x, end)
        && near(&y, other)
        && (long || led || !differs)
        && place_of(&x).zip(place_of(&y)).is_none_or(|(p, q)| p == q)
        && is_one_time(&period(a), &period(b))
}

/// 2025年改造6条街巷，方便商户3450家, 2025年改造6条街巷，涉及商户3540家: the words right
/// before are the same, and the clause before that with its own figure.
fn is_told_alike(told: &Told<'_>, x: &[char], y: &[char]) -> bool {
    const NOUN: usize = 2;
    const CLAUSE: usize = 8;
    let tail = x.iter().rev().zip(y.iter().rev()).take_while(|(a, b)| a == b && is_han(**a)).count();
    let whole = !told.written.contains('.') && told.written.len() >= 4;
    let rest = |chars: &[char]| chars.get(..chars.len().saturating_sub(tail)).unwrap_or_default().to_vec();
    let (x, y) = (rest(x), rest(y));
    let telling = |run: &[char]| {
        run.len() >= CLAUSE
            && run.iter().filter(|c| is_han(**c)).count() >= 4
            && run.iter().any(char::is_ascii_digit)
    };
    whole && tail >= NOUN && telling(&longest(&x, &y))
}

/// The longest stretch that two texts have in common.
fn longest(a: &[char], b: &[char]) -> Vec<char> {
    let (mut best, mut row) = (0..0, vec![0_usize; b.len() + 1]);
    for (i, x) in a.iter().enumerate() {
        let mut last = 0;
        for (j, y) in b.iter().enumerate() {
            let same = if x == y { last + 1 } else { 0 };
            last = row.get(j + 1).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = same;
            }
            if same > best.len() {
                best = i + 1 - same..i + 1;
            }
        }
    }
    a.get(best).unwrap_or_default().to_vec()
}

/// The characters of the sentence before a figure, so many at most.
fn before(told: &Told<'_>) -> Vec<char> {
    let text = told.passage.tail(told.figure.range.start, 32);
    text.rsplit(['。', '；']).next().unwrap_or_default().chars().collect()
}

/// The longest stretch of letters that both have: where it ends in each, how
/// long it is.
fn common(a: &[char], b: &[char]) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    let mut row = vec![0_usize; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut last = 0;
        for (j, y) in b.iter().enumerate() {
            let same = if x == y && is_han(*x) { last + 1 } else { 0 };
            last = row.get(j + 1).copied().unwrap_or(0);
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = same;
            }
            if same > 0 && best.is_none_or(|(.., length)| same >= length) {
                best = Some((i + 1, j + 1, same));
            }
        }
    }
    best
}

/// Whether the words lead to the figure and no other: 由680万吨降到612万吨 does.
fn is_direct(between: &[char], rate: bool) -> bool {
    let digits = between.iter().any(char::is_ascii_digit);
    let ends = matches!(between.last(), Some('到' | '至'));
    let marks = between.iter().any(|c| matches!(c, '，' | '、' | '：' | '（'));
    let most = if rate {
        3
    } else if digits {
        16
    } else {
        9
    };
    between.len() <= most && (!digits || ends && between.iter().any(|c| matches!(c, '由' | '从'))) && !marks
}

/// The last town or village named before; 农村, 乡村, 各镇 are none.
fn place_of(chars: &[char]) -> Option<&[char]> {
    let named = |at: usize| {
        let name = chars.get(at.checked_sub(2)?..=at)?;
        let place = matches!(name.last(), Some('镇' | '乡' | '村' | '县' | '区' | '市'));
        let plain = |c: &char| is_han(*c) && !"个全各农乡城村我本该示小园山社街矿景".contains(*c);
        (place && name.iter().take(2).all(plain)).then_some(name)
    };
    (0..chars.len()).rev().find_map(named)
}

/// The last year or part of a year named before a figure in its sentence.
fn period(told: &Told<'_>) -> Option<String> {
    let text = told.passage.tail(told.figure.range.start, 80);
    let text = text.rsplit(['。', '；']).next().unwrap_or_default();
    let named = pattern!(
        "20[0-9]{2}年|上年|去年|同期|今年|明年|上半年|下半年|前三季度|[一二三四]季度|计划|目标|预计|累计"
    );
    let found = named.find_iter(told.passage.part(text)).last()?;
    // 由上年的680万吨降到: the year is that of the other figure.
    let passed = text.get(found.end()..)?.contains(|c: char| c.is_ascii_digit());
    (!passed || found.as_str().starts_with("20")).then(|| found.as_str().to_owned())
}

/// Whether two figures may be of one time.
fn is_one_time(a: &Option<String>, b: &Option<String>) -> bool {
    let open = |period: &Option<String>| {
        period.as_deref().is_none_or(|word| word.starts_with("20") || word == "今年" || word == "累计")
    };
    a == b
        || open(a)
            && open(b)
            && !matches!((a, b), (Some(a), Some(b)) if a.starts_with("20") && b.starts_with("20"))
        || matches!((a.as_deref(), b.as_deref()), (Some("上半年"), None) | (None, Some("上半年")))
}
