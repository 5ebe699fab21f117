//! 数字-005

use super::{divided, totals};
use crate::content::chars::is_han;
use crate::lint::figures::{Figure, clause_before, figures, shown_large};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 总数与分项对不上。
    ///
    /// “共……，其中……”里，分项之和不能大于总数；分项列全了的，应当等于总数。“……，合计……”“应……，已……，尚有……”“预算……，支出……，节约……”和三次产业增加值也一样。“按年度分”“按内容分”的各项、只有两类的（男女、新开工与续建、当场整改与限期整改），也要等于总数。立案的不会多于收到的，实到的不会多于应到的。“各2个”按前面列出的几家乘开。四舍五入的尾差不算。
    ///
    /// 错：`共办理161件，其中建议90件、提案81件`　`应整改58个，已整改49个，尚有8个`
    /// 对：`共办理161件，其中建议90件、提案71件`　`应整改58个，已整改49个，尚有9个`
    ///
    /// 改法：对照原始数据，改总数或分项；分项没有列全的，加“等”字，或豁免。
    "数字-005", "总数与分项不符", Human, Warning, Passage(check)
}

/// More figures than this in one sentence are a table that was pasted as text.
const MOST: usize = 60;

fn check(passage: &Passage, sink: &mut Sink) {
    totals::exceeding(passage, sink);
    if passage.figures().len() < 3 {
        return;
    }
    totals::industries(passage, sink);
    totals::counted(passage, sink);
    divided::by_kind(passage, sink);
    divided::halves(passage, sink);
    divided::progress(passage, sink);
    divided::by_year(passage, sink);
    let mut start = 0;
    while start < passage.text.len() {
        let rest = passage.after(start);
        let sentence = rest.get(..end_of_sentence(rest)).unwrap_or(rest);
        let found = figures(sentence);
        if (3..=MOST).contains(&found.len()) {
            forward(passage, start, sentence, &found, sink);
            totals::backward(passage, start, sentence, &found, sink);
            totals::remainder(passage, start, sentence, &found, sink);
            totals::stages(passage, start, sentence, &found, sink);
        }
        start += sentence.len().max(1);
    }
}

/// Where a sentence ends; the next one belongs to it if it opens with 其中.
fn end_of_sentence(text: &str) -> usize {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['。', '；', '！', ';'])) {
        let end = at + found;
        let end = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        at = end;
        if !text.get(end..).is_some_and(|rest| rest.starts_with("其中") || rest.starts_with("两")) {
            return end;
        }
    }
    text.len()
}

/// A total, then its parts: 共90件，其中……
fn forward(passage: &Passage, start: usize, sentence: &str, figures: &[Figure], sink: &mut Sink) {
    let leads = pattern!("其中[：，:,]?|中，|，包括|，[^，。；0-9]{0,8}分别[是为]|：|，分为");
    for lead in leads.find_iter(passage.part(sentence)) {
        let (word, inner) = (lead.as_str(), lead.as_str().starts_with("其中"));
        let strict = matches!(word, "，包括" | "，分为");
        let first =
            figures.iter().find(|figure| figure.range.start >= lead.end() && !is_change(sentence, figure));
        let Some(first) = first else { continue };
        // A rate of growth may stand between the total and its parts, and what the
        // total is compared with.
        let earlier: Vec<&Figure> = figures
            .iter()
            .rev()
            .filter(|figure| figure.range.end <= lead.start() && !is_change(sentence, figure))
            .take(EARLIER)
            .collect();
        let of_kind = || earlier.iter().copied().filter(|figure| figure.unit == first.unit);
        let Some(nearest) = earlier.iter().take(3).copied().find(|figure| figure.unit == first.unit) else {
            continue;
        };
        let total = match is_compared(sentence, nearest) {
            true => of_kind().find(|figure| !is_compared(sentence, figure)).unwrap_or(nearest),
            false => nearest,
        };
        let between = sentence.get(total.range.end..lead.start()).unwrap_or_default();
        let room = if nearest.range == total.range { 24 } else { 40 };
        if between.matches(['。', '；']).count() > 1
            || between.chars().count() > room
            || matches!(total.unit, "%" | "倍" | "个百分点" | "个月" | "天" | "小时" | "分钟")
            || is_change(sentence, total)
        {
            continue;
        }
        // A colon opens the parts only of what is said to be a total, 中 only those
        // of 在…中.
        let before = clause_before(sentence, total.range.start);
        let summed = ["共", "合计", "总", "累计"].iter().any(|word| before.contains(word));
        let among = before.starts_with('在') && !between.contains('，');
        if word == "：" && !summed || word == "中，" && !among {
            continue;
        }
        let rest = sentence.get(lead.end()..).unwrap_or_default();
        // 三项合计 says again what the parts before it are.
        let nested =
            ["其中", "包括", "含", "合计", "共计", "总计"].iter().filter_map(|word| rest.find(word)).min();
        let mut end = lead.end() + nested.unwrap_or(rest.len());
        if !inner && !strict {
            // A list of its own ends with its clause.
            end = end.min(lead.end() + rest.find(['，', '；', '。']).unwrap_or(rest.len()));
        }
        let within = |figure: &&Figure| {
            figure.range.start >= lead.end() && figure.range.end <= end && !is_change(sentence, figure)
        };
        let listed: Vec<&Figure> = figures.iter().filter(within).collect();
        let of_unit = |unit: &str| -> Option<Vec<Figure>> {
            let parts = listed.iter().filter(|figure| figure.unit == unit);
            parts.map(|figure| multiplied(sentence, lead.end(), figure)).collect()
        };
        let Some(parts) = of_unit(total.unit) else { continue };
        // Who names what each has has named them all.
        let each = parts.iter().any(|part| passage.before(start + part.range.start).ends_with('各'));
        let rivals: Vec<&Figure> = of_kind().collect();
        for parts in divisions(sentence, &parts, total) {
            let list = Sum { start, sentence, total, parts };
            if !rivals.iter().any(|rival| Sum { total: rival, ..list }.agrees()) {
                list.judge(passage, strict || each, inner, sink);
            }
        }
        if let Some((total, parts)) = doubled(sentence, figures, total, &listed) {
            Sum { start, sentence, total, parts: &parts }.judge(passage, strict, inner, sink);
        }
    }
}

/// Figures that may be the total are looked for among so many before the parts.
const EARLIER: usize = 5;

/// Whether a figure is what another is compared with: 比上年同期的5760吨.
pub(super) fn is_compared(sentence: &str, figure: &Figure) -> bool {
    let said = clause_before(sentence, figure.range.start);
    said.starts_with(['比', '较']) || said.ends_with("同期的") || said.ends_with("上年的")
}

/// The parts of a total that is divided twice, first by where it comes from, then
/// by what it is for. What has been divided by no such word is one list, or none
/// if its first parts are the total already.
fn divisions<'p>(sentence: &str, parts: &'p [Figure], total: &Figure) -> Vec<&'p [Figure]> {
    let again = |pair: &[Figure]| match pair {
        [first, second] => sentence
            .get(first.range.end..second.range.start)
            .is_some_and(|gap| ["用于", "按", "分", "从", "投向"].iter().any(|word| gap.contains(word))),
        _ => false,
    };
    let mut cuts = parts.windows(2).enumerate().filter(|(_, pair)| again(pair)).map(|(at, _)| at + 1);
    if let (Some(cut), None) = (cuts.next(), cuts.next())
        && cut > 1
        && cut + 1 < parts.len()
    {
        return vec![parts.get(..cut).unwrap_or_default(), parts.get(cut..).unwrap_or_default()];
    }
    let agrees = |count: &usize| {
        let parts = parts.get(..*count).unwrap_or_default();
        Sum { start: 0, sentence, total, parts }.agrees()
    };
    if (2..parts.len()).any(|count| agrees(&count)) { Vec::new() } else { vec![parts] }
}

/// 15支800人，其中甲3支180人、乙8支400人: the second total and its parts, if every
/// part is told with both units.
fn doubled<'f>(
    sentence: &str,
    figures: &'f [Figure],
    total: &Figure,
    listed: &[&Figure],
) -> Option<(&'f Figure, Vec<Figure>)> {
    /// 项目7个，总投资9亿元: so many characters name what the second figure is.
    const NAME: usize = 6;
    let partner = |figure: &Figure| {
        let next = figures.partition_point(|other| other.range.start < figure.range.end);
        let partner = figures.get(next)?;
        let gap = sentence.get(figure.range.end..partner.range.start)?;
        let name = gap.trim_start_matches(['、', '，']);
        let near = gap.len() - name.len() <= '，'.len_utf8()
            && name.chars().count() <= NAME
            && name.chars().all(is_han);
        (near && partner.unit != figure.unit && !is_change(sentence, partner))
            .then_some((partner, !name.is_empty()))
    };
    let (second, named) = partner(total).filter(|(second, _)| second.unit != "%")?;
    let firsts: Vec<Figure> =
        listed.iter().filter(|figure| figure.unit == total.unit).map(|figure| (*figure).clone()).collect();
    // Where words stand between, the first figures must tell that all is listed.
    if named && !(Sum { start: 0, sentence, total, parts: &firsts }).agrees() {
        return None;
    }
    let partners =
        firsts.iter().map(|figure| partner(figure).filter(|(partner, _)| partner.unit == second.unit));
    let parts: Option<Vec<Figure>> =
        partners.map(|partner| partner.map(|(partner, _)| partner.clone())).collect();
    parts.filter(|parts| parts.len() > 1).map(|parts| (second, parts))
}

/// 甲、乙、丙各2个 is six; `None` if it is not said what each is.
fn multiplied(sentence: &str, from: usize, figure: &Figure) -> Option<Figure> {
    let before = sentence.get(from.min(figure.range.start)..figure.range.start)?;
    let clause = before.rsplit(['，', '；', '：']).next()?;
    let Some(list) = ["各", "各有", "各设", "各为", "各建"].iter().find_map(|each| clause.strip_suffix(each))
    else {
        return Some(figure.clone());
    };
    // What stands behind an earlier figure is another list.
    let list = list.rsplit(|c: char| c.is_ascii_digit()).next()?;
    let items = list.trim_start_matches(|c: char| !c.is_alphabetic() || "个家人所处件名座条".contains(c));
    let count = items.matches(['、', '和', '及', '与']).count() + 1;
    (count > 1).then(|| {
        let times = i128::try_from(count).unwrap_or(1);
        let value = figure.millionths.saturating_mul(times);
        Figure { millionths: value, rounding: figure.rounding.saturating_mul(times), ..figure.clone() }
    })
}

/// A total and its parts in a sentence.
#[derive(Clone, Copy)]
pub(super) struct Sum<'s> {
    /// Where the sentence starts in its passage.
    pub(super) start: usize,
    pub(super) sentence: &'s str,
    pub(super) total: &'s Figure,
    pub(super) parts: &'s [Figure],
}

impl Sum<'_> {
    /// Reports a sum that is not the total. `strict`: the parts are all there;
    /// `inner`: they are led by 其中, so that they may never be more than it.
    fn judge(&self, passage: &Passage, strict: bool, inner: bool, sink: &mut Sink) {
        let Self { sentence, total, parts, .. } = *self;
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        if total.approximate || parts.iter().any(|part| part.approximate) {
            return;
        }
        // One part can still be larger than the whole.
        if parts.len() < 2 && (first.millionths <= total.millionths || strict) {
            return;
        }
        // A part larger than the whole belongs to another whole, unless the whole
        // is said to be one.
        let before: String =
            sentence.get(..total.range.start).unwrap_or_default().chars().rev().take(6).collect();
        let called = before.contains(['共', '总', '计']);
        if parts.iter().any(|part| part.millionths > total.millionths) && !called {
            return;
        }
        let sum = self.sum();
        // 寄宿生600人，男生320人、女生280人: what comes first is divided again.
        if parts.len() > 2 && sum == 2 * first.millionths {
            return;
        }
        let list = sentence.get(first.range.start..last.range.end).unwrap_or_default();
        let open =
            list.contains('等') || sentence.get(last.range.end..).is_some_and(|rest| rest.starts_with('等'));
        // What also belongs to another part is counted twice.
        let crossed = ["同时", "另有", "又", "均", "都是", "到", "至", "～", "—"]
            .iter()
            .any(|word| list.contains(word));
        let near = match parts.len() {
            0 | 1 => false,
            2 => sum * 100 >= total.millionths * 95,
            _ => sum * 100 >= total.millionths * 85,
        };
        let far = !inner && !strict && sum * 100 > total.millionths * 115;
        let over = sum > total.millionths + self.slack() && !crossed && !far;
        let under = sum + self.slack() < total.millionths && !open && (strict || near);
        if let Some(part) = self.wrong_scale().filter(|_| !open) {
            let written = sentence.get(part.range.clone()).unwrap_or_default();
            let range = self.start + part.range.start..self.start + part.range.end;
            let message = format!("“{written}”的“万”“亿”疑写错了，所以分项加起来不是总数");
            sink.report(passage, range, message).help("对照原始数据，改单位或数");
        } else if over || under {
            self.report(passage, sink);
        }
    }

    /// The part that makes the sum right if 万 is read as 亿 or the other way round.
    fn wrong_scale(&self) -> Option<&Figure> {
        const SCALE: i128 = 10_000;
        let missing = self.total.millionths - self.sum();
        self.parts.iter().filter(|_| !self.agrees() && self.parts.len() > 1).find(|part| {
            let value = part.millionths;
            let off = |other: i128| (other - value - missing).abs();
            let slack = self.slack();
            value
                .checked_mul(SCALE)
                .is_some_and(|other| off(other) <= slack.max(part.rounding.saturating_mul(SCALE)))
                || off(value / SCALE) <= slack
        })
    }

    pub(super) fn sum(&self) -> i128 {
        self.parts.iter().fold(0, |sum: i128, part| sum.saturating_add(part.millionths))
    }

    /// Whether the parts are the total.
    pub(super) fn agrees(&self) -> bool {
        (self.sum() - self.total.millionths).abs() <= self.slack()
    }

    /// How far off rounding may be: not at all for counts. What is rounded up and
    /// what is rounded down cancel out, so that a few parts are never off by more
    /// than a unit of the last place.
    pub(super) fn slack(&self) -> i128 {
        let all = || self.parts.iter().chain([self.total]).map(Figure::slack);
        let units = match self.parts.len() {
            0..=4 => 1,
            5..=9 => 2,
            _ => 3,
        };
        all().sum::<i128>().min(2 * units * all().max().unwrap_or(0))
    }

    /// Whether the sum and the total differ in one digit, or in two that changed
    /// places.
    pub(super) fn is_slip(&self) -> bool {
        let digits = |value: i128| value.to_string().into_bytes();
        let (sum, total) = (digits(self.sum()), digits(self.total.millionths));
        let mut off = sum.iter().zip(&total).enumerate().filter(|(_, (a, b))| a != b);
        let wrong: Vec<(usize, (&u8, &u8))> = off.by_ref().take(3).collect();
        sum.len() == total.len()
            && match wrong[..] {
                [_] => true,
                [(i, (a, b)), (j, (c, d))] => j == i + 1 && a == d && b == c,
                _ => false,
            }
    }

    pub(super) fn report(&self, passage: &Passage, sink: &mut Sink) {
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else { return };
        let message = format!(
            "分项加起来是{}，总数写的是{}",
            shown_large(self.sum(), self.total.unit),
            self.sentence.get(self.total.range.clone()).unwrap_or_default()
        );
        let from = self.start + self.total.range.start.min(first.range.start);
        let to = self.start + self.total.range.end.max(last.range.end);
        sink.report(passage, from..to, message)
            .help("对照原始数据改总数或分项；分项没有列全的，加“等”字；互有交叉的，豁免");
    }
}

/// A figure that says how much something changed or is compared with.
pub(super) fn is_change(sentence: &str, figure: &Figure) -> bool {
    let before = sentence.get(..figure.range.start).unwrap_or_default();
    const WORDS: [&str; 24] = [
        "增长",
        "增加",
        "减少",
        "下降",
        "同比",
        "多",
        "少",
        "超",
        "比上年",
        "人均",
        "每",
        "平均",
        "高于",
        "低于",
        "较",
        "突破",
        "接近",
        "超过",
        "首次",
        "不足",
        "跨越",
        "净增",
        "增加了",
        "减少了",
    ];
    WORDS.iter().any(|word| before.ends_with(word))
}
