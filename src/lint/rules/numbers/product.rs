//! 数字-030

use std::ops::Range;

use crate::lint::figures::{Figure, clause_before, item_before, shown, shown_large, shown_like};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 标准乘数量、平均数乘个数，与写的总数不符。
    ///
    /// 查“每亩多少元，共多少亩、多少元”“按百分之几计算”“每年多少、三年共多少”“平均每月多少”“人均、次均多少”“每个乡镇几名”“亩产”“按每班几人，共新增学位几个”，和“可以得到补助多少”一类的算例。四舍五入的尾差不算；写着“以上”“不超过”“约”的，不查。
    ///
    /// 错：`改造果园1.5万亩，按每亩400元给予补助，共需资金650万元`　`设备投资6000万元，按5%计算可获得补助360万元`　`三年安排9000万元，每年3000亿元`　`开行班列150列，平均每月12.9列`
    /// 对：`改造果园1.5万亩，按每亩400元给予补助，共需资金600万元`　`设备投资6000万元，按5%计算可获得补助300万元`　`三年安排9000万元，每年3000万元`　`开行班列150列，平均每月12.5列`
    ///
    /// 改法：把数量、标准、总数重算一遍，改错的一个。另有一部分没有写出来的，写明，或豁免。
    "数字-030", "标准乘数量与总数不符", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let letters = passage.letters();
    if passage.figures().len() < 2 {
        return;
    }
    yields(passage, sink);
    for_one(passage, sink);
    shared_out(passage, sink);
    thus(passage, sink);
    if !['每', '均', '按'].into_iter().any(|c| letters.may_have(c)) {
        return;
    }
    by_standard(passage, sink);
    by_percent(passage, sink);
    by_year(passage, sink);
    on_average(passage, sink);
    for_each(passage, sink);
    worked_example(passage, sink);
    several_times(passage, sink);
}

/// What a value may be, rounded as its factors are.
#[derive(Clone, Copy)]
struct Due {
    least: i128,
    exact: i128,
    most: i128,
}

impl Due {
    const NOTHING: Self = Self { least: 0, exact: 0, most: 0 };

    fn times(a: &Figure, b: &Figure) -> Option<Self> {
        let product = |a: i128, b: i128| a.checked_mul(b).map(|value| value / 1_000_000);
        Some(Self {
            least: product(a.millionths - a.slack(), b.millionths - b.slack())?,
            exact: product(a.millionths, b.millionths)?,
            most: product(a.millionths + a.slack(), b.millionths + b.slack())?,
        })
    }

    fn over(a: &Figure, b: &Figure) -> Option<Self> {
        let quotient = |a: i128, b: i128| a.checked_mul(1_000_000)?.checked_div(b);
        Some(Self {
            least: quotient(a.millionths - a.slack(), b.millionths + b.slack())?,
            exact: quotient(a.millionths, b.millionths)?,
            most: quotient(a.millionths + a.slack(), b.millionths - b.slack())?,
        })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            least: self.least + other.least,
            exact: self.exact + other.exact,
            most: self.most + other.most,
        }
    }

    fn scaled(self, times: i128) -> Self {
        Self { least: self.least * times, exact: self.exact * times, most: self.most * times }
    }

    /// Whether a figure says so; its last place may be cut off or rounded.
    fn is(self, said: &Figure) -> bool {
        let slack = 2 * said.slack();
        (self.least - slack..=self.most + slack).contains(&said.millionths)
    }

    /// Whether a figure is a slip for it: a digit is off, or the unit is. What is
    /// further off is something else.
    fn is_meant(self, said: &Figure) -> bool {
        let (due, said) = (self.exact, said.millionths);
        if due <= 0 || said <= 0 {
            return false;
        }
        let (large, small) = (due.max(said), due.min(said));
        let power = [10, 100, 1000, 10_000, 100_000_000]
            .iter()
            .any(|times| (large - small * times).abs() * 100 <= large);
        (due - said).abs() * 10 <= due * 3 || power
    }
}

/// Words that say that a figure is a bound or not exact.
fn is_bound(passage: &Passage, figure: &Figure) -> bool {
    const BEFORE: [&str; 17] = [
        "不少于",
        "不低于",
        "不超过",
        "不高于",
        "至少",
        "最高",
        "最低",
        "最多",
        "约",
        "近",
        "超过",
        "超",
        "不足",
        "不到",
        "突破",
        "逾",
        "达到",
    ];
    const BEHIND: [&str; 8] = ["以上", "以下", "以内", "左右", "起", "—", "～", "至"];
    let (before, after) = (passage.before(figure.range.start), passage.after(figure.range.end));
    figure.approximate
        || BEFORE.iter().any(|word| before.ends_with(word))
        || BEHIND.iter().any(|word| after.starts_with(word))
}

/// Tells that a figure is not what the others make it.
fn report(passage: &Passage, range: Range<usize>, reckoned: &str, said: &Figure, due: Due, sink: &mut Sink) {
    let due = match said.unit {
        "元" => shown_large(rounded(due.exact), "元"),
        unit => format!("{}{unit}", shown(rounded(due.exact))),
    };
    let message = format!("{reckoned}＝{due}，写的是{}", passage.get(said.range.clone()));
    sink.report(passage, range, message).help("把数量、标准、总数重算一遍，改错的一个");
}

/// A value with no more than four places that count.
fn rounded(millionths: i128) -> i128 {
    let mut place = 1;
    while millionths / place >= 1_000_000 {
        place *= 10;
    }
    (millionths + place / 2) / place * place
}

/// The figures of the sentence that a place stands in, up to that place.
fn sentence_before(passage: &Passage, at: usize) -> &[Figure] {
    /// More figures than this are a table that was pasted as text.
    const MOST: usize = 12;
    let figures = passage.figures();
    let end = figures.partition_point(|figure| figure.range.start < at);
    let near = figures.get(end.saturating_sub(MOST)..end).unwrap_or_default();
    let same = near
        .iter()
        .rev()
        .take_while(|figure| {
            let gap = passage.get(figure.range.end..at);
            gap.len() < 400 && !gap.contains(['。', '；'])
        })
        .count();
    near.get(near.len() - same..).unwrap_or_default()
}

/// 2.4万亩，按每亩500元补助，共1200万元; 每村…、每个社区…，126个村、14个社区共….
fn by_standard(passage: &Passage, sink: &mut Sink) {
    let totals = pattern!(
        "(?:共|合计|总计|一共|总共)(?:计|需|补助|发放|兑现|安排|拨付|投入|下达|支付|落实)?[一-鿿]{0,6}?([0-9])"
    );
    for found in totals.captures_iter(passage) {
        let (Some(whole), Some(digit)) = (found.get(0), found.get(1)) else { continue };
        let near = sentence_before(passage, digit.start());
        let figures = passage.figures();
        let at = figures.partition_point(|figure| figure.range.start < digit.start());
        let Some(total) = figures.get(at).filter(|figure| figure.range.start == digit.start()) else {
            continue;
        };
        if total.unit != "元" || is_bound(passage, total) {
            continue;
        }
        let money: Vec<&Figure> = near.iter().filter(|figure| figure.unit == "元").collect();
        let rates: Option<Vec<_>> =
            money.iter().map(|figure| Some((*figure, counted(passage, figure)?))).collect();
        let Some(rates) = rates.filter(|rates| (1..=3).contains(&rates.len())) else { continue };
        let mut due = Due::NOTHING;
        let mut reckoned = String::new();
        let mut start = whole.start();
        let mut sure = true;
        for (rate, of) in &rates {
            let all: Vec<&Figure> = near.iter().filter(|figure| counts(passage, figure, of)).collect();
            // Of several that any may be meant; the nearest before is told.
            let fits = |count: &&Figure| Due::times(count, rate).is_some_and(|due| due.is(total));
            let alone = all.len() == 1 || rates.len() == 1 && !all.iter().any(fits);
            let nearest = all.iter().rev().find(|count| count.range.end <= rate.range.start).or(all.first());
            let Some(count) = nearest.copied().filter(|_| alone) else {
                sure = false;
                break;
            };
            let Some(product) =
                Due::times(count, rate).filter(|_| !is_bound(passage, rate) && !is_bound(passage, count))
            else {
                sure = false;
                break;
            };
            due = due.plus(product);
            start = start.min(rate.range.start).min(count.range.start);
            if !reckoned.is_empty() {
                reckoned.push('＋');
            }
            reckoned += &format!("{}×{}", passage.get(count.range.clone()), passage.get(rate.range.clone()));
        }
        // What is paid for several years or by several payers is a multiple.
        let multiple = || (1..=5).any(|times| due.scaled(times).is(total));
        if sure && due.exact > 0 && !multiple() && due.is_meant(total) {
            report(passage, start..total.range.end, &reckoned, total, due, sink);
        }
    }
}

/// What a standard is for one of: 亩 of 每亩500元, 社区 of 每个社区每年15万元.
fn counted<'p>(passage: &'p Passage, rate: &Figure) -> Option<&'p str> {
    let (_, of) = item_before(&passage.text, rate.range.start).split_once('每')?;
    if of.chars().count() > 10
        || ["月", "天", "日", "次", "季", "期", "半年"].iter().any(|word| of.contains(word))
    {
        return None;
    }
    let of = of.strip_prefix('个').unwrap_or(of);
    let ends = ["每年", "每", "补助", "补贴", "奖励", "给予", "奖补", "安排", "按", "一次性", "提高到"];
    let end = ends.iter().filter_map(|word| of.find(word)).min().unwrap_or(of.len());
    of.get(..end).filter(|of| !of.is_empty() && of.chars().count() <= 5 && !of.ends_with("年"))
}

/// Whether a figure counts what a standard is for.
fn counts(passage: &Passage, figure: &Figure, of: &str) -> bool {
    figure.unit == of
        || of == "人" && figure.unit == "名"
        || figure.unit == "个" && passage.after(figure.range.end).starts_with(of)
}

/// 投资8000万元，按3%计算可以获得补助240万元.
fn by_percent(passage: &Passage, sink: &mut Sink) {
    let reckoned = pattern!(
        "，(?:如果|若)?按(?:照)?(?:其|实际投资额的|投资额的|总额的)?([0-9.]+)%(?:的标准|的比例)?(?:计算|测算|计|计提|补助|奖励|折算|提取)，?[一-鿿]{0,10}?([0-9])"
    );
    for found in reckoned.captures_iter(passage) {
        let (Some(whole), Some(rate), Some(digit)) = (found.get(0), found.get(1), found.get(2)) else {
            continue;
        };
        let near = sentence_before(passage, whole.start());
        let figures = passage.figures();
        let at = figures.partition_point(|figure| figure.range.start < rate.start());
        let (Some(base), Some(rate), Some(said)) = (near.last(), figures.get(at), figures.get(at + 1)) else {
            continue;
        };
        let direct =
            passage.get(base.range.end..whole.start()).is_empty() && said.range.start == digit.start();
        let capped =
            ["最高", "不超过", "上限", "限额", "最多"].iter().any(|word| whole.as_str().contains(word));
        if !direct
            || capped
            || base.unit != said.unit
            || rate.unit != "%"
            || is_bound(passage, base)
            || is_bound(passage, said)
        {
            continue;
        }
        let share = Figure { millionths: rate.millionths / 100, rounding: 500_000, ..rate.clone() };
        let Some(due) = Due::times(base, &share) else { continue };
        if !due.is(said) && due.is_meant(said) {
            let shown = format!("{}×{}", passage.get(base.range.clone()), passage.get(rate.range.clone()));
            report(passage, base.range.start..said.range.end, &shown, said, due, sink);
        }
    }
}

/// Neither figure is a bound, or both are the same one: 每年不少于300亩，三年不少于900亩.
fn bounds_agree(passage: &Passage, total: &Figure, each: &Figure) -> bool {
    let bound = |figure: &Figure| {
        let before = clause_before(&passage.text, figure.range.start);
        ["不少于", "不低于"].iter().any(|word| before.ends_with(word))
    };
    bound(total) && bound(each) || !is_bound(passage, total) && !is_bound(passage, each)
}

/// 三年1.2亿元，每年4000万元; 每年0.8万亩，三年共2.4万亩.
fn by_year(passage: &Passage, sink: &mut Sink) {
    if !passage.letters().may_have('每') || !passage.letters().may_have('年') {
        return;
    }
    let total_first = pattern!(
        "([两二三四五])年(?:共|累计|总共|合计)?[一-鿿]{0,6}?([0-9][0-9.]*[万亿]?[一-鿿]{1,4})，(?:平均)?每年[一-鿿]{0,6}?([0-9])"
    );
    let rate_first = pattern!(
        "每年[一-鿿]{0,12}?([0-9][0-9.]*[万亿]?[一-鿿]{1,4})，([两二三四五])年(?:共|累计|总共|合计)[一-鿿]{0,10}?([0-9])"
    );
    let figures = passage.figures();
    let at = |start: usize| {
        let at = figures.partition_point(|figure| figure.range.start < start);
        figures.get(at).filter(|figure| figure.range.start == start)
    };
    let spread =
        pattern!("，分([两二三四五])年(?:建设|实施|完成|建成|安排|投入|推进|到位)，每年[一-鿿]{0,4}?([0-9])");
    let mut judge = |years: &str, total: Option<&Figure>, each: Option<&Figure>| {
        let (Some(total), Some(each)) = (total, each) else { return };
        let Some(years) = "零一二三四五"
            .chars()
            .zip(0..)
            .find(|&(c, _)| years.starts_with(c))
            .map_or(years.starts_with('两').then_some(2), |(_, years)| Some(years))
        else {
            return;
        };
        let due = Due {
            least: each.millionths - each.slack(),
            exact: each.millionths,
            most: each.millionths + each.slack(),
        };
        let due = due.scaled(years);
        if total.unit == each.unit
            && bounds_agree(passage, total, each)
            && !due.is(total)
            && due.is_meant(total)
        {
            let (first, last) =
                (total.range.start.min(each.range.start), total.range.end.max(each.range.end));
            let shown = format!("{}×{years}", passage.get(each.range.clone()));
            report(passage, first..last, &shown, total, due, sink);
        }
    };
    for found in spread.captures_iter(passage) {
        if let (Some(whole), Some(years), Some(each)) = (found.get(0), found.get(1), found.get(2)) {
            let each = at(each.start());
            let earlier = figures.iter().rev().skip_while(|figure| figure.range.end > whole.start());
            let sentence = |figure: &&Figure| !passage.get(figure.range.end..whole.start()).contains('。');
            let of_unit = |figure: &&Figure| each.is_some_and(|each| each.unit == figure.unit);
            judge(years.as_str(), earlier.take_while(sentence).find(of_unit), each);
        }
    }
    for found in total_first.captures_iter(passage) {
        if let (Some(years), Some(total), Some(each)) = (found.get(1), found.get(2), found.get(3)) {
            judge(years.as_str(), at(total.start()), at(each.start()));
        }
    }
    for found in rate_first.captures_iter(passage) {
        if let (Some(each), Some(years), Some(total)) = (found.get(1), found.get(2), found.get(3)) {
            judge(years.as_str(), at(total.start()), at(each.start()));
        }
    }
}

/// 104列，平均每月8.7列: of a whole number of months; 1.87亿元，…3.94万人次，次均4746元.
fn on_average(passage: &Passage, sink: &mut Sink) {
    let monthly = pattern!("，(?:平均每月|月均|每月平均)[一-鿿]{0,4}?([0-9])");
    let figures = passage.figures();
    let at = |start: usize| figures.partition_point(|figure| figure.range.start < start);
    for found in monthly.captures_iter(passage) {
        let (Some(whole), Some(digit)) = (found.get(0), found.get(1)) else { continue };
        let index = at(digit.start());
        let (Some(total), Some(mean)) =
            (index.checked_sub(1).and_then(|at| figures.get(at)), figures.get(index))
        else {
            continue;
        };
        let direct =
            total.range.end == whole.start() && mean.range.start == digit.start() && total.unit == mean.unit;
        let said = clause_before(&passage.text, total.range.start);
        if !direct
            || is_bound(passage, mean)
            || is_bound(passage, total)
            || said.contains("增加")
            || said.contains("比上年")
            || said.contains("末")
        {
            continue;
        }
        let place = if mean.rounding == 500_000 { 1_000_000 } else { mean.rounding };
        let least = total
            .millionths
            .checked_sub(total.slack())
            .and_then(|t| t.checked_div((mean.millionths + place).max(1)));
        let most = (total.millionths + total.slack()).checked_div((mean.millionths - place).max(1));
        // Some whole number of months, no more than a year, makes it right.
        if let (Some(least), Some(most)) = (least, most)
            && least >= most
            && least < 13
            && least > 0
        {
            let message = format!(
                "{}不是{}的整月数倍：按12个月算，平均每月{}{}",
                passage.get(total.range.clone()),
                passage.get(mean.range.clone()),
                shown_like(total.millionths / 12, mean),
                mean.unit
            );
            sink.report(passage, total.range.start..mean.range.end, message)
                .help("用总数除以月数核对，改错的一个");
        }
    }
    if !passage.letters().may_have('均') {
        return;
    }
    let mean = pattern!("[，、](人均|次均|户均|亩均|例均)[一-鿿]{0,4}?(?:达到|达|为)?([0-9])");
    for found in mean.captures_iter(passage) {
        let (Some(whole), Some(kind), Some(digit)) = (found.get(0), found.get(1), found.get(2)) else {
            continue;
        };
        let index = at(digit.start());
        let Some(before) = index.checked_sub(2) else { continue };
        let (Some(total), Some(count), Some(mean)) =
            (figures.get(before), figures.get(before + 1), figures.get(index))
        else {
            continue;
        };
        let units: &[&str] = match kind.as_str() {
            "人均" => &["人", "人次", "名"],
            "次均" => &["人次", "次"],
            "户均" => &["户"],
            "例均" => &["例"],
            _ => &["亩"],
        };
        let gap = passage.get(total.range.end..count.range.start);
        let direct = count.range.end == whole.start()
            && mean.range.start == digit.start()
            && gap.chars().count() <= 16
            && !gap.contains(['。', '；'])
            && !["增长", "比上年", "其中", "下降", "占"].iter().any(|word| gap.contains(word));
        let vague = [total, count, mean].iter().any(|figure| is_bound(passage, figure));
        let Some(due) = Due::over(total, count) else { continue };
        let named = clause_before(&passage.text, total.range.start);
        if direct
            && !vague
            && total.unit == mean.unit
            && units.contains(&count.unit)
            && !named.contains("人均")
            && !due.is(mean)
            && due.is_meant(mean)
        {
            let shown = format!("{}÷{}", passage.get(total.range.clone()), passage.get(count.range.clone()));
            report(passage, total.range.start..mean.range.end, &shown, mean, due, sink);
        }
    }
}

/// 选派29名，做到每个乡镇3名: 29 is no multiple of 3.
fn for_each(passage: &Passage, sink: &mut Sink) {
    let each = pattern!(
        "，(?:做到|实现|确保|保证)?(?:每个|每)(?:乡镇|镇|乡|村|社区|街道|县|学校|片区|网格|村民小组|社区（村）|村（社区）)(?:各)?(?:选派|配备|安排|配|有|派驻|派)?([0-9]{1,2})([名个人辆台座所处支])(?:，|。|；|$)"
    );
    let figures = passage.figures();
    for found in each.captures_iter(passage) {
        let (Some(whole), Some(digit)) = (found.get(0), found.get(1)) else { continue };
        let index = figures.partition_point(|figure| figure.range.start < digit.start());
        let (Some(total), Some(each)) =
            (index.checked_sub(1).and_then(|at| figures.get(at)), figures.get(index))
        else {
            continue;
        };
        let direct = total.range.end == whole.start() && total.unit == each.unit;
        let whole_numbers = total.rounding == 500_000 && each.millionths >= 2_000_000;
        if direct
            && whole_numbers
            && !is_bound(passage, total)
            && total.millionths > each.millionths
            && total.millionths % each.millionths != 0
        {
            let message = format!(
                "{}不是{}的整数倍，不能每个都是{}",
                passage.get(total.range.clone()),
                passage.get(each.range.clone()),
                passage.get(each.range.clone())
            );
            sink.report(passage, total.range.start..each.range.end, message)
                .help("用个数乘标准核对，改错的一个");
        }
    }
}

/// 播种6.4万亩，总产3.28万吨，亩产512公斤.
fn yields(passage: &Passage, sink: &mut Sink) {
    if !passage.letters().may_have('亩') || !passage.letters().may_have('产') {
        return;
    }
    let mean =
        pattern!("[，、](?:平均|折合)?(?:亩产|单产|亩均产量|平均亩产|平均单产)(?:量)?(?:为|达到|达)?([0-9])");
    let figures = passage.figures();
    for found in mean.captures_iter(passage) {
        let (Some(whole), Some(digit)) = (found.get(0), found.get(1)) else { continue };
        let at = figures.partition_point(|figure| figure.range.start < digit.start());
        let Some(mean) = figures.get(at).filter(|mean| matches!(mean.unit, "公斤" | "千克")) else {
            continue;
        };
        let near: Vec<&Figure> = sentence_before(passage, whole.start())
            .iter()
            .filter(|figure| {
                let said = clause_before(&passage.text, figure.range.start);
                !["比", "增", "减", "其中"].iter().any(|word| said.contains(word))
            })
            .collect();
        let one = |unit: &str| {
            let mut all = near.iter().filter(|figure| figure.unit == unit);
            all.next().filter(|_| all.next().is_none()).copied()
        };
        let (Some(total), Some(area)) = (one("吨"), one("亩")) else { continue };
        let Some(due) = Due::over(total, area).map(|due| due.scaled(1000)) else { continue };
        let vague = [total, area, mean].iter().any(|figure| is_bound(passage, figure));
        let close = whole.start() - total.range.end.max(area.range.end) < 8;
        if close && !vague && !due.is(mean) && due.is_meant(mean) {
            let shown = format!("{}÷{}", passage.get(total.range.clone()), passage.get(area.range.clone()));
            report(passage, total.range.start.min(area.range.start)..mean.range.end, &shown, mean, due, sink);
        }
    }
}

/// 每扇补助35元。……有50扇，可以得到补助1750元: an example of what somebody gets.
fn worked_example(passage: &Passage, sink: &mut Sink) {
    let gets = pattern!(
        "，(?:可|可以|能|能够|就能|就可以|一共可以|共可)?(?:得到|获得|享受|领取|领到|拿到|申领)(?:的)?(?:补助|补贴|奖励|奖补|补偿|资助)(?:资金|金|款)?(?:共|合计|为)?([0-9])"
    );
    let figures = passage.figures();
    for found in gets.captures_iter(passage) {
        let (Some(whole), Some(digit)) = (found.get(0), found.get(1)) else { continue };
        let at = figures.partition_point(|figure| figure.range.start < digit.start());
        let Some(total) = figures.get(at).filter(|total| total.unit == "元" && !is_bound(passage, total))
        else {
            continue;
        };
        let Some(count) = at.checked_sub(1).and_then(|at| figures.get(at)) else { continue };
        let direct = count.range.end == whole.start() && count.unit != "元" && !is_bound(passage, count);
        let earlier = figures.get(at.saturating_sub(6)..at.saturating_sub(1)).unwrap_or_default();
        let mut rates = earlier.iter().filter(|rate| {
            let of = || counted(passage, rate).is_some_and(|of| counts(passage, count, of));
            rate.unit == "元" && digit.start() - rate.range.end < 400 && of()
        });
        let (Some(rate), None, true) = (rates.next(), rates.next(), direct) else { continue };
        let Some(due) = Due::times(count, rate) else { continue };
        if !is_bound(passage, rate) && !due.is(total) && due.is_meant(total) {
            let shown = format!("{}×{}", passage.get(count.range.clone()), passage.get(rate.range.clone()));
            report(passage, count.range.start..total.range.end, &shown, total, due, sink);
        }
    }
}

/// 新建5栋，每栋24间；扩建3栋，每栋10间。按每间4人计算，共新增床位600个.
fn several_times(passage: &Passage, sink: &mut Sink) {
    let pair = pattern!(
        "([0-9]{1,4})(?:所|个|栋|幢|座|处|条|家|支)，每(?:所|个|栋|幢|座|处|条|家|支)[一-鿿]{0,4}?([0-9]{1,4})个?([一-鿿])"
    );
    let each = pattern!(
        "按(?:照)?每(?:个)?([一-鿿])([0-9]{1,4})(?:人|名|个|户)(?:计算|测算|计)?，[一-鿿]{0,8}?([0-9]{1,8})(?:个|人|名|户)"
    );
    let Some(found) = each.captures(passage) else { return };
    let (Some(whole), Some(of), Some(times), Some(said)) =
        (found.get(0), found.get(1), found.get(2), found.get(3))
    else {
        return;
    };
    let value = |text: &str| text.parse::<i128>().ok();
    let (mut due, mut reckoned, mut start) = (0, String::new(), whole.start());
    for found in pair.captures_iter(passage) {
        let (Some(count), Some(in_each), Some(unit)) = (found.get(1), found.get(2), found.get(3)) else {
            continue;
        };
        if unit.as_str() != of.as_str() || count.start() > whole.start() {
            continue;
        }
        let (Some(a), Some(b)) = (value(count.as_str()), value(in_each.as_str())) else { return };
        due += a * b;
        start = start.min(count.start());
        let plus = if reckoned.is_empty() { "" } else { "＋" };
        reckoned += &format!("{plus}{a}×{b}");
    }
    let (Some(times), Some(total)) = (value(times.as_str()), value(said.as_str())) else { return };
    due *= times;
    if due > 0 && due != total && (due - total).abs() * 10 <= due * 3 {
        let message = format!("（{reckoned}）×{times}＝{due}，写的是{total}");
        sink.report(passage, start..said.range().end, message).help("把数量、标准、总数重算一遍，改错的一个");
    }
}

/// 森林86万亩，蓄积量516万立方米，亩均蓄积量6立方米: whole and mean are called the same.
fn for_one(passage: &Passage, sink: &mut Sink) {
    if !passage.letters().may_have('均') {
        return;
    }
    let mean = pattern!("[，、](人均|户均|亩均|村均|社均)([一-鿿]{2,8}?)(?:为|达到|达)?([0-9])");
    let figures = passage.figures();
    for found in mean.captures_iter(passage) {
        let (Some(whole), Some(kind), Some(name), Some(digit)) =
            (found.get(0), found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let at = figures.partition_point(|figure| figure.range.start < digit.start());
        let Some(mean) = figures.get(at).filter(|figure| figure.range.start == digit.start()) else {
            continue;
        };
        let units: &[&str] = match kind.as_str() {
            "人均" => &["人", "名"],
            "户均" => &["户"],
            "亩均" => &["亩"],
            _ => continue,
        };
        let plain = |figure: &&Figure| {
            let said = clause_before(&passage.text, figure.range.start);
            !["比", "增", "减", "其中", "均"].iter().any(|word| said.contains(word))
        };
        let near: Vec<&Figure> = sentence_before(passage, whole.start()).iter().filter(plain).collect();
        let mut counts = near.iter().filter(|figure| units.contains(&figure.unit));
        let mut totals = near.iter().filter(|figure| figure.unit == mean.unit);
        let (Some(count), None, Some(total), None) =
            (counts.next(), counts.next(), totals.next(), totals.next())
        else {
            continue;
        };
        let named = clause_before(&passage.text, total.range.start).contains(name.as_str());
        let Some(due) = Due::over(total, count) else { continue };
        let vague = [*total, *count, mean].iter().any(|figure| is_bound(passage, figure));
        if named && !vague && !due.is(mean) && due.is_meant(mean) {
            let shown = format!("{}÷{}", passage.get(total.range.clone()), passage.get(count.range.clone()));
            let start = total.range.start.min(count.range.start);
            report(passage, start..mean.range.end, &shown, mean, due, sink);
        }
    }
}

/// 奖补资金450万元，涉及企业15家，每家30万元; 公路25公里，投资3500万元，平均每公里140万元.
fn shared_out(passage: &Passage, sink: &mut Sink) {
    if !passage.letters().may_have('每') {
        return;
    }
    let plain = |figure: &Figure| {
        let said = clause_before(&passage.text, figure.range.start);
        !is_bound(passage, figure)
            && !["比", "增", "减", "其中", "均", "每", "各"].iter().any(|word| said.contains(word))
    };
    for three in passage.figures().windows(3) {
        let [first, second, each] = three else { continue };
        let (total, count) = if first.unit == each.unit { (first, second) } else { (second, first) };
        let gap = passage.get(second.range.end..each.range.start);
        let Some((lead, named)) = gap.split_once('每') else { continue };
        let named = named.strip_prefix('个').filter(|_| count.unit == "个").unwrap_or(named);
        let of = match count.unit {
            // 村 of 12个村
            "个" => passage.head(count.range.end, 2),
            unit => unit,
        };
        let of = of.trim_end_matches(['，', '、', '。']);
        let fits = matches!(lead, "，" | "，平均" | "，按")
            && !of.is_empty()
            && named.starts_with(of)
            && named.chars().count() <= of.chars().count() + 6
            && !named.contains(['年', '月', '天', '次', '季', '，', '最', '不', '约', '至', '再']);
        let near = passage.get(first.range.end..second.range.start);
        let direct = near.starts_with('，') && near.chars().count() <= 10 && !near.contains(['。', '；']);
        let once = total.unit == "元" && each.unit == "元" && count.unit != "元";
        if !fits || !direct || !once || !plain(total) || !plain(count) || is_bound(passage, each) {
            continue;
        }
        let Some(due) = Due::times(count, each) else { continue };
        let multiple = || (1..=5).any(|times| due.scaled(times).is(total));
        let near = due.exact < 2 * total.millionths && total.millionths < 2 * due.exact;
        if due.exact > 0 && !multiple() && (near || due.is_meant(total)) {
            let shown = format!("{}×{}", passage.get(count.range.clone()), passage.get(each.range.clone()));
            report(passage, first.range.start..each.range.end, &shown, total, due, sink);
        }
    }
}

/// 最大承载量为2.4万人次……达到最大承载量的80%，即1.92万人次: what a share comes to.
fn thus(passage: &Passage, sink: &mut Sink) {
    /// A share of another whole is off by more, in millionths of a per cent.
    const NEAR: i128 = 10_000_000;
    let said = pattern!("的([0-9.]+%)[，（](?:即|也就是)[一-鿿]{0,4}?([0-9])");
    let figures = passage.figures();
    for found in said.captures_iter(passage) {
        let (Some(rate), Some(part)) = (found.get(1), found.get(2)) else { continue };
        let at = figures.partition_point(|figure| figure.range.start < rate.start());
        let (Some(rate), Some(part)) = (
            figures.get(at),
            figures.get(at + 1).filter(|figure| figure.range.start == part.start() && !figure.approximate),
        ) else {
            continue;
        };
        let wholes = figures.get(at.saturating_sub(8)..at).unwrap_or_default().iter();
        let wholes: Vec<&Figure> =
            wholes.filter(|figure| figure.unit == part.unit && figure.millionths > part.millionths).collect();
        if wholes.iter().any(|whole| part.is_share(whole, rate)) {
            continue;
        }
        let off = |whole: &&Figure| Some((part.percent_of(whole)? - rate.millionths).abs());
        let near =
            wholes.into_iter().filter_map(|whole| Some((off(&whole)?, whole))).min_by_key(|&(off, _)| off);
        if let Some((_, whole)) = near.filter(|&(off, _)| off <= NEAR)
            && let Some(due) = whole.millionths.checked_mul(rate.millionths)
        {
            let due = shown_large(due / 100_000_000, part.unit);
            let [whole, share] = [whole, rate].map(|figure| passage.get(figure.range.clone()).to_owned());
            sink.report(passage, part.range.clone(), format!("{whole}的{share}是{due}"))
                .help("重算一遍，改错的一个");
        }
    }
}
