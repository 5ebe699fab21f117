//! 数字-018

use crate::lint::figures::{Figure, clause_before, shown_large, shown_like};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 占比、完成率与前面的两个数不符。
    ///
    /// 查“其中……，占百分之几”“占总数若干的百分之几”，和“某某率”紧跟在总数、完成数后面的。几项各占多少并列的，按同一个总数核对。总数没有写出来的，不查；四舍五入的尾差不算。
    ///
    /// 错：`发现隐患386处，已整改309处，整改率82.1%`　`投资12.45亿元，其中住宅9.96亿元，占78.0%`
    /// 对：`整改率80.1%`　`占80.0%`
    ///
    /// 改法：对照原始数据，改百分数或改那两个数。百分数是对别的总数说的，写明那个总数，或豁免。
    "数字-018", "占比、比率算不拢", Human, Warning, Passage(check)
}

/// Figures that are looked at before a rate, and behind it.
const WINDOW: (usize, usize) = (16, 3);

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['率', '占', '计', '任', '目', '预']) {
        return;
    }
    fair_days(passage, sink);
    let told = side_by_side(passage, sink);
    let figures = passage.figures();
    for (at, rate) in figures.iter().enumerate() {
        if rate.unit != "%" || is_vague(passage, rate) || told.contains(&rate.range.start) {
            continue;
        }
        let before = figures.get(at.saturating_sub(WINDOW.0)..at).unwrap_or_default();
        let behind = figures.get(at + 1..figures.len().min(at + 1 + WINDOW.1)).unwrap_or_default();
        let clause = clause_before(&passage.text, rate.range.start);
        let link = match clause.rsplit_once('占') {
            Some((_, named)) => share(passage, rate, named, before),
            None => match of_plan(clause) {
                Some(named) => share(passage, rate, named, before),
                None => done(passage, rate, clause, before),
            },
        };
        let Some((part, whole)) = link else { continue };
        // Of all figures near, only those before the rate are wholes and parts by
        // themselves; those behind it may be its whole.
        let mut near: Vec<&Figure> = before.iter().filter(|figure| figure.unit == part.unit).collect();
        near.retain(|figure| figure.range != whole.range);
        near.push(&whole);
        near.sort_by_key(|figure| figure.range.start);
        let after = behind.iter().filter(|figure| figure.unit == part.unit);
        let pairs = || near.iter().flat_map(|a| near.iter().map(move |b| (*a, *b)));
        let fits = near.iter().copied().chain(after).any(|other| part.is_share(other, rate))
            || pairs()
                .any(|(a, b)| a.millionths < b.millionths && (a.is_share(b, rate) || is_rest(a, b, rate)))
            || adds_up(&part, rate, &near);
        let (Some(right), false) = (part.percent_of(&whole), fits) else { continue };
        let message = format!(
            "{}÷{}＝{}%，文中是{}",
            passage.get(part.range.clone()),
            passage.get(whole.range.clone()),
            shown_like(right, rate),
            passage.get(rate.range.clone())
        );
        let range = part.range.start.min(whole.range.start)..rate.range.end;
        sink.report(passage, range, message).help("对照原始数据，改百分数或那两个数");
    }
}

/// Whether a rate is one of a list, the bound of a range, or not exact.
fn is_vague(passage: &Passage, rate: &Figure) -> bool {
    let after = passage.after(rate.range.end);
    let list =
        after.strip_prefix(['、', '和']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let more =
        ["以上", "以下", "左右", "以内", "多", "余", "—", "～", "-", "至", "到", "的目标", "上下", "提"];
    let before = passage.before(rate.range.start);
    let about = [
        "约", "近", "超", "超过", "逾", "不到", "不足", "于", "突破", "过", "、", "和", "到", "至", "—",
        "～", "-", "由", "从",
    ];
    let reached = ["达到", "提高到", "上升到", "提升到", "提高至", "提升至", "上升至", "降到", "降至"];
    list || rate.approximate
        || more.iter().any(|word| after.starts_with(word))
        || about.iter().any(|word| before.ends_with(word))
            && !reached.iter().any(|word| before.ends_with(word))
}

/// 全年优良天数341天，优良率93.4%: a year and its parts have so many days.
fn fair_days(passage: &Passage, sink: &mut Sink) {
    const PERIODS: [(&str, [i128; 2]); 4] =
        [("全年", [365, 366]), ("上半年", [181, 182]), ("前三季度", [273, 274]), ("一季度", [90, 91])];
    if !passage.text.contains("优良天数") {
        return;
    }
    let said = pattern!(
        "优良天数(?:为|达到|达)?[0-9]{2,3}天，(?:空气质量)?(?:优良率|优良天数比率|优良天数比例|优良天数占比|优良比例)(?:为|达到|达)?[0-9.]+%"
    );
    for found in said.find_iter(passage) {
        let figures = passage.figures();
        let at = figures.partition_point(|figure| figure.range.start < found.start());
        let (Some(days), Some(rate)) = (figures.get(at), figures.get(at + 1)) else { continue };
        let (before, rate_end) = (passage.tail(found.start(), 40), rate.range.end);
        let sentence = before.rsplit(['。', '；']).next().unwrap_or(before);
        // Who names the days that there were is read elsewhere.
        let Some((_, lengths)) = PERIODS.iter().find(|(word, _)| sentence.contains(word)) else { continue };
        let whole = |length: i128| Figure { millionths: length * 1_000_000, ..days.clone() };
        let wholes = lengths.map(whole);
        if sentence.contains('天') || wholes.iter().any(|whole| days.is_share(whole, rate)) {
            continue;
        }
        let [first, _] = &wholes;
        let Some(right) = days.percent_of(first).filter(|_| rate_end == found.end()) else { continue };
        let message = format!(
            "{}÷{}天＝{}%，文中是{}",
            passage.get(days.range.clone()),
            first.millionths / 1_000_000,
            shown_like(right, rate),
            passage.get(rate.range.clone())
        );
        sink.report(passage, days.range.start..rate.range.end, message).help("对照原始数据，改百分数或天数");
    }
}

/// 完成年度计划的55%: what is planned, as it is named.
fn of_plan(clause: &str) -> Option<&str> {
    let named = ["完成", "达到", "相当于", "为"].iter().find_map(|verb| clause.rsplit_once(verb))?.1;
    (named.ends_with('的') && is_plan(named)).then_some(named)
}

fn is_plan(name: &str) -> bool {
    ["计划", "任务", "目标", "预算"].iter().any(|word| name.contains(word))
}

/// 年度计划 of 年度计划投资, 年度目标任务.
fn without_kind(mut name: &str) -> &str {
    const KINDS: [&str; 9] = ["总投资", "投资", "任务", "目标", "总数", "数", "总额", "额", "总"];
    while let Some(rest) = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).filter(|rest| is_plan(rest))
    {
        name = rest;
    }
    name
}

/// Whether a figure is a number of days of a time, not how many more.
fn is_days(passage: &Passage, figure: &Figure) -> bool {
    let told = clause_before(&passage.text, figure.range.start);
    figure.unit == "天" && !["比", "增加", "减少"].iter().any(|word| told.contains(word))
}

/// An amount and what share it is said to be.
struct Share<'p> {
    part: &'p Figure,
    rate: &'p Figure,
    /// What it is a share of, as far as it is named: 全区.
    of: &'p str,
}

/// 甲4亿元，占50%；乙3亿元，占27.5%；丙1亿元，占12.5%: all are shares of one whole;
/// if all but one fit a whole, that one is wrong. Returns where the rates stand
/// that were told of.
fn side_by_side(passage: &Passage, sink: &mut Sink) -> Vec<usize> {
    /// More shares than this are a table that was pasted as text.
    const MOST: usize = 12;
    let mut told = Vec::new();
    if !passage.letters().may_have('占') {
        return told;
    }
    let shares = shares(passage);
    let linked = |a: &Share<'_>, b: &Share<'_>| {
        a.part.unit == b.part.unit
            && a.of == b.of
            && b.rate.range.start - a.rate.range.start < 240
            && passage.get(a.rate.range.end.min(b.rate.range.end)..b.rate.range.end).matches('。').count()
                == 0
    };
    for run in shares.chunk_by(linked).filter(|run| (2..=MOST).contains(&run.len())) {
        let Some(first) = run.first() else { continue };
        let figures = passage.figures();
        let at = figures.partition_point(|figure| figure.range.start < first.part.range.start);
        let before = figures.get(at.saturating_sub(MOST)..at).unwrap_or_default();
        let sum = Figure {
            millionths: run.iter().map(|share| share.part.millionths).sum(),
            rounding: run.iter().map(|share| share.part.rounding).max().unwrap_or(0),
            ..first.part.clone()
        };
        let near =
            |whole: &&Figure| (whole.millionths - sum.millionths).abs() <= whole.slack() + 2 * sum.slack();
        let named: Vec<&Figure> = before
            .iter()
            .rev()
            .filter(|figure| figure.unit == sum.unit && is_amount(passage, figure))
            .collect();
        // Two tell nothing if they are not all there is.
        let wholes: Vec<&Figure> = match run.len() {
            2 => named.into_iter().filter(near).collect(),
            _ => named.into_iter().chain([&sum]).collect(),
        };
        let odd = wholes.iter().find_map(|whole| {
            let mut off = run.iter().filter(|share| !share.part.is_share(whole, share.rate));
            match (off.next(), off.next()) {
                (Some(share), None) => Some((share, *whole)),
                _ => None,
            }
        });
        let all_fit =
            wholes.iter().any(|whole| run.iter().all(|share| share.part.is_share(whole, share.rate)));
        let Some((share, whole)) = odd.filter(|_| !all_fit) else { continue };
        let Some(right) = share.part.percent_of(whole) else { continue };
        let message = format!(
            "{}÷{}＝{}%，文中是{}",
            passage.get(share.part.range.clone()),
            shown_large(whole.millionths, whole.unit),
            shown_like(right, share.rate),
            passage.get(share.rate.range.clone())
        );
        let range = share.part.range.start.min(share.rate.range.start)..share.rate.range.end;
        sink.report(passage, range, message).help("对照原始数据，改百分数或那两个数");
        told.push(share.rate.range.start);
    }
    told
}

/// The amounts of a passage that shares stand behind: 4亿元，占50%; 甲4亿元、乙3亿元，
/// 分别占50%和37.5%.
fn shares(passage: &Passage) -> Vec<Share<'_>> {
    let figures = passage.figures();
    let mut out: Vec<Share<'_>> = Vec::new();
    for (at, rate) in figures.iter().enumerate() {
        if rate.unit != "%" || rate.approximate {
            continue;
        }
        let clause = clause_before(&passage.text, rate.range.start);
        let Some((lead, of)) = clause.rsplit_once('占') else { continue };
        let of = of.trim_end_matches(['的', '为', '达', '到', '比', '重', '例']);
        if of.chars().count() > 8 || of.contains(|c: char| c.is_ascii_digit() || c == '%') {
            continue;
        }
        if lead.ends_with("分别") {
            // As many amounts before as there are rates.
            let list = figures.get(at..).unwrap_or_default();
            let joined = list.windows(2).take_while(|pair| match pair {
                [a, b] => {
                    b.unit == "%"
                        && matches!(passage.get(a.range.end..b.range.start), "、" | "和" | "与" | "及")
                }
                _ => false,
            });
            let count = joined.count() + 1;
            let parts = at.checked_sub(count).and_then(|from| figures.get(from..at)).unwrap_or_default();
            let unit = parts.first().map_or("", |part| part.unit);
            let plain = |part: &Figure| part.unit == unit && is_amount(passage, part);
            let close = parts.last().is_some_and(|last| rate.range.start - last.range.end < 60);
            if count > 1 && close && parts.iter().all(plain) {
                out.extend(parts.iter().zip(list).map(|(part, rate)| Share { part, rate, of }));
            }
            continue;
        }
        let Some(part) = at.checked_sub(1).and_then(|at| figures.get(at)) else { continue };
        let gap = passage.get(part.range.end..rate.range.start - of.len());
        let direct = gap.starts_with(['，', '（']) && gap.chars().count() <= 6 + of.chars().count();
        if direct && lead.is_empty() && is_amount(passage, part) && !is_vague(passage, rate) {
            out.push(Share { part, rate, of });
        }
    }
    out
}

/// 占…%: the part, and the whole that is certainly meant.
fn share(passage: &Passage, rate: &Figure, named: &str, before: &[Figure]) -> Option<(Figure, Figure)> {
    let start = rate.range.start - named.len();
    if named.contains('%')
        || named.chars().count() > 24
        || clause_before(&passage.text, start).contains("分别")
    {
        return None;
    }
    // 占全年366天的: days are a share of what is said.
    let days = named.contains('天');
    let is_part = |figure: &&Figure| {
        figure.range.end <= start && (is_amount(passage, figure) || days && is_days(passage, figure))
    };
    let part = before.iter().rev().find(is_part)?;
    let gap = passage.get(part.range.end..start);
    if gap.chars().count() > 40 || gap.contains(['。', '；']) {
        return None;
    }
    let earlier = || before.iter().rev().filter(|f| f.range.end <= part.range.start && f.unit == part.unit);
    // 占37.6万人的20%
    if named.contains(|c: char| c.is_ascii_digit()) {
        let whole = before.last().filter(|f| f.range.start >= start && f.unit == part.unit)?;
        return Some((part.clone(), whole.clone()))
            .filter(|_| passage.get(whole.range.end..rate.range.start).chars().count() < 8);
    }
    let name = named
        .trim_end_matches(['为', '达', '到', '约', '仅', '的', '比', '重', '例', '数', '额', '量', '总']);
    let whole = if matches!(name, "" | "全年" | "其中" | "全部" | "全县" | "全区" | "全市" | "全体")
    {
        whole_of(passage, part, &mut earlier())?
    } else {
        earlier()
            .filter(|f| is_amount(passage, f))
            .find(|f| {
                let said = clause_before(&passage.text, f.range.start);
                let said = said.trim_end_matches(['为', '达', '到', '共', '有', '是', '完', '成']);
                // 占年度计划的 is of the year's 计划投资.
                // 占耕地的 is of the 耕地保有量 right before.
                let next = f.range.end < part.range.start
                    && !passage.get(f.range.end..part.range.start).contains(|c: char| c.is_ascii_digit());
                said.ends_with(name)
                    || is_plan(name) && said.contains(without_kind(name))
                    || next && name.chars().count() > 1 && said.contains(name)
            })?
            .clone()
    };
    (whole.millionths >= part.millionths && whole.millionths > 0).then(|| (part.clone(), whole))
}

/// The whole before 其中, or that of 在…中, or one that is called a total.
fn whole_of(passage: &Passage, part: &Figure, earlier: &mut dyn Iterator<Item = &Figure>) -> Option<Figure> {
    let mut passed = 0;
    for figure in earlier {
        let between = passage.get(figure.range.end..part.range.start);
        if between.contains("其中") && between.matches('。').count() <= 1 {
            let direct = between.split("其中").next().unwrap_or_default();
            if passed > 0 && !between.ends_with("其中") && between.matches("其中").count() > 1 {
                return None;
            }
            // 同比增加5件。其中… speaks of another whole.
            if is_amount(passage, figure) && direct.chars().count() <= 60 {
                return Some(figure.clone());
            }
            continue;
        }
        if between.contains('。') {
            return None;
        }
        let clause = clause_before(&passage.text, figure.range.start);
        // 在1万册图书中, 全区96个行政村中
        let led = clause.starts_with('在') || ["全", "这"].iter().any(|word| clause.starts_with(word));
        let among = led
            && between.split(['，', '；']).next().is_some_and(|words| {
                words.ends_with('中') && !words.ends_with("其中") && words.chars().count() < 12
            });
        let total = ["共", "总", "合计"].iter().any(|word| clause.contains(word));
        if (among || total) && is_amount(passage, figure) && figure.millionths >= part.millionths {
            // 在1万册…中 says how many exactly.
            return Some(Figure { rounding: 500_000, ..figure.clone() });
        }
        passed += 1;
    }
    None
}

/// Rates that say nothing of how much of something has been done.
const OTHER_RATES: [&str; 27] = [
    "增长",
    "负债",
    "利润",
    "利",
    "税",
    "增速",
    "失业",
    "出生",
    "死亡",
    "汇",
    "费",
    "效",
    "频",
    "功",
    "速",
    "生产",
    "发生",
    "周转",
    "上涨",
    "下降",
    "回报",
    "贡献",
    "自然增长",
    "收益",
    "不良",
    "毛利",
    "杠杆",
];

/// Words that say that something has been done.
const DONE: [&str; 21] = [
    "已", "完成", "办", "刊", "采", "落实", "解决", "通过", "达标", "成功", "合格", "签", "实际", "开工",
    "回", "投产", "销号", "化解", "支出", "节约", "整改",
];

/// Rates of what has been done, whatever the words for the doing.
const DONE_RATES: [&str; 22] = [
    "采用", "采纳", "办结", "完成", "整改", "开工", "竣工", "投产", "签约", "履约", "回复", "答复", "销号",
    "化解", "调解", "结案", "受理", "执行", "落实", "通过", "到位", "办理",
];

/// …，已整改309处，整改率…%: the part and the whole.
fn done(passage: &Passage, rate: &Figure, clause: &str, before: &[Figure]) -> Option<(Figure, Figure)> {
    let name = clause
        .trim_end_matches(['为', '达', '到', '是', '约', '仅', '只', '有'])
        .strip_suffix('率')?
        .trim_end_matches('化');
    if name.contains(|c: char| c.is_ascii_digit()) || OTHER_RATES.iter().any(|other| name.ends_with(other)) {
        return None;
    }
    let length = name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let stem = name.get(length..)?;
    let start = rate.range.start - clause.len();
    // 优良天数160天，优良率…
    let days = stem == "优良" || stem == "达标";
    let is_amount = |passage: &Passage, f: &Figure| is_amount(passage, f) || days && is_days(passage, f);
    let part = before.iter().rev().find(|f| f.range.end <= start && is_amount(passage, f))?;
    let gap = passage.get(part.range.end..start);
    if gap.contains(['。', '；']) || gap.chars().count() > 16 {
        return None;
    }
    let said = clause_before(&passage.text, part.range.start);
    let after = gap.split('，').next().unwrap_or_default();
    let same = said.contains(stem) || after.contains(stem);
    if !(same || DONE_RATES.contains(&stem) && DONE.iter().any(|word| said.contains(word))) {
        return None;
    }
    let wholes = before.iter().rev().filter(|f| f.range.end <= part.range.start && f.unit == part.unit);
    let mut wholes =
        wholes.filter(|f| is_amount(passage, f) && f.millionths >= part.millionths).take_while(|f| {
            let between = passage.get(f.range.end..part.range.start);
            between.matches('。').count() == 0 && between.chars().count() < 60
        });
    let whole = wholes.next()?;
    // 预算…，支出…，节约…: what is saved is part of what was planned.
    let planned = wholes.find(|f| {
        let said = clause_before(&passage.text, f.range.start);
        stem == "节约"
            && ["预算", "概算", "计划", "控制价", "原", "送审"].iter().any(|word| said.contains(word))
    });
    Some((part.clone(), planned.unwrap_or(whole).clone())).filter(|(_, whole)| whole.millionths > 0)
}

/// Whether a figure is an amount, not the change of one.
fn is_amount(passage: &Passage, figure: &Figure) -> bool {
    let said = clause_before(&passage.text, figure.range.start);
    let change =
        ["比", "较", "同比", "增加", "减少", "增长", "下降", "提高", "每", "均", "多", "少", "超", "突破"];
    !matches!(figure.unit, "%" | "倍" | "个百分点" | "个月" | "天" | "年" | "度")
        && !figure.approximate
        && !change.iter().any(|word| said.ends_with(word))
        && !["比上", "较上", "同比", "人均", "每"].iter().any(|word| said.contains(word))
}

/// Whether a part and those right before it are the share together.
fn adds_up(part: &Figure, rate: &Figure, near: &[&Figure]) -> bool {
    let mut sum = Figure { millionths: 0, ..part.clone() };
    let parts = near.iter().filter(|figure| figure.range.end <= part.range.end);
    parts.rev().take(6).any(|figure| {
        sum.millionths += figure.millionths;
        sum.rounding = sum.rounding.max(figure.rounding);
        near.iter().any(|whole| whole.millionths >= sum.millionths && sum.is_share(whole, rate))
    })
}

/// Whether the rate is what a part leaves of a whole.
fn is_rest(part: &Figure, whole: &Figure, rate: &Figure) -> bool {
    let rest = Figure { millionths: whole.millionths - part.millionths, ..part.clone() };
    rest.millionths > 0 && rest.is_share(whole, rate)
}
