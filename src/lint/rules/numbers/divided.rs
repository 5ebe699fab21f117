//! A total that is divided in sentences of their own: 按年度分，……; two kinds
//! that are all there is; how far things have come. Parts of 数字-005.

use std::ops::Range;

use super::parts::{Sum, is_change, is_compared};
use crate::content::chars::is_han;
use crate::lint::figures::{Figure, clause_before, item_before};
use crate::lint::passage::Passage;
use crate::lint::rule::pattern;
use crate::lint::sink::Sink;

/// A total stands no farther before its parts than this, in bytes.
const REACH: usize = 400;

/// More parts than this are a table that was pasted as text.
const MOST: usize = 24;

/// 总投资8.2亿元。按内容分，……；按年度分，……: each division adds up to the total.
pub(super) fn by_kind(passage: &Passage, sink: &mut Sink) {
    if !passage.letters().may_have('分') {
        return;
    }
    let leads = pattern!(
        "(?:^|[。；，])(?:其中，)?(?:按[一-鿿]{1,8}?(?:分|划分|来分|来看|看)|分[一-鿿]{1,6}?看)[，：:]"
    );
    let found: Vec<Range<usize>> = leads.find_iter(passage).map(|found| found.range()).collect();
    let Some(first) = found.first() else { return };
    for total in totals_before(passage, first.start) {
        let lists: Vec<Vec<Figure>> = found
            .iter()
            .enumerate()
            .map(|(i, lead)| {
                let end = found.get(i + 1).map_or(passage.text.len(), |next| next.start);
                let text = passage.get(lead.end..end);
                let end = lead.end + text.find('。').unwrap_or(text.len());
                parts_of(passage, lead.end..end, total)
            })
            .collect();
        let list = |parts| Sum { start: 0, sentence: &passage.text, total, parts };
        // One division that adds up tells that it is the total which is divided.
        let sure = lists.iter().any(|parts| parts.len() > 1 && list(parts).agrees());
        let mut told = sure;
        for parts in lists.iter().filter(|parts| (2..=MOST).contains(&parts.len())) {
            let list = list(parts);
            let off = (list.sum() - total.millionths).abs();
            let within = parts.iter().all(|part| part.millionths < total.millionths);
            if list.agrees() || !within || off * 100 > total.millionths * 15 || is_open(passage, parts) {
                continue;
            }
            if sure || list.sum() > total.millionths || is_digit_slip(off, total) {
                list.report(passage, sink);
                told = true;
            }
        }
        if told {
            return;
        }
    }
}

/// The amounts before an offset that may be what is divided from there on, the
/// nearest first: one of each unit.
fn totals_before(passage: &Passage, at: usize) -> impl Iterator<Item = &Figure> {
    let figures = passage.figures();
    let end = figures.partition_point(|figure| figure.range.end <= at);
    let near = figures.get(end.saturating_sub(6)..end).unwrap_or_default();
    let mut seen: Vec<&str> = Vec::new();
    near.iter().filter(move |figure| at - figure.range.end < REACH && is_amount(passage, figure)).filter(
        move |figure| {
            let new = !seen.contains(&figure.unit);
            seen.push(figure.unit);
            new
        },
    )
}

/// Whether a figure is how much there is, not how much more or of what share.
fn is_amount(passage: &Passage, figure: &Figure) -> bool {
    let said = clause_before(&passage.text, figure.range.start);
    !matches!(figure.unit, "%" | "倍" | "个百分点" | "个月" | "天" | "小时" | "分钟" | "期")
        && !figure.approximate
        && !is_change(&passage.text, figure)
        && !["比", "较", "同比", "每", "均", "其中", "高于", "低于", "上年", "同期"]
            .iter()
            .any(|word| said.contains(word))
}

/// What a part of the text counts in the unit of a total: one figure a clause.
fn parts_of(passage: &Passage, part: Range<usize>, total: &Figure) -> Vec<Figure> {
    let figures = passage.figures();
    let from = figures.partition_point(|figure| figure.range.start < part.start);
    let to = figures.partition_point(|figure| figure.range.end <= part.end);
    let inside = figures.get(from..to).unwrap_or_default().iter();
    inside.filter(|figure| figure.unit == total.unit && is_amount(passage, figure)).cloned().collect()
}

/// Whether not all parts are named, or some belong to each other.
fn is_open(passage: &Passage, parts: &[Figure]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return true };
    let list = passage.get(first.range.start..last.range.end);
    let vague = ["等", "其中", "含", "包括", "合计", "共计", "同时", "另", "至", "到"];
    vague.iter().any(|word| list.contains(word))
        || passage.after(last.range.end).starts_with(['等', '以', '左'])
        || ["其余", "其他", "剩余"].iter().any(|word| passage.head(last.range.end, 12).contains(word))
        || parts.iter().any(|part| part.approximate)
}

/// Whether a difference is what comes about by one wrong digit or two that are
/// changed about, in the last places of a figure.
fn is_digit_slip(off: i128, total: &Figure) -> bool {
    let place = (2 * total.rounding).max(1);
    let mut units = off / place;
    while units > 0 && units % 10 == 0 {
        units /= 10;
    }
    off % place == 0 && (units < 10 || units < 100 && units % 9 == 0)
}

/// Two kinds that are all there is: who is not the one is the other.
const HALVES: [(&[&str], &[&str]); 17] = [
    (
        &["当场整改", "现场整改", "立行立改", "立即整改", "责令当场整改", "当场"],
        &["限期整改", "责令限期整改", "限期"],
    ),
    (&["新开工", "新建"], &["续建", "结转"]),
    (&["男"], &["女"]),
    (&["税收收入"], &["非税收入"]),
    (&["城镇", "城市"], &["农村", "乡村"]),
    (&["公办"], &["民办"]),
    (&["合格", "达标"], &["不合格", "不达标", "未达标"]),
    (&["线上"], &["线下"]),
    (&["政府投资"], &["社会投资", "企业投资"]),
    (&["采纳"], &["未采纳", "不采纳"]),
    (&["有效"], &["无效"]),
    (&["出口"], &["进口"]),
    (&["进口"], &["出口"]),
    (&["商品零售"], &["餐饮"]),
    (&["限额以上", "限上"], &["限额以下", "限下"]),
    (&["国有"], &["民间", "非国有"]),
    (&["中央"], &["地方"]),
];

/// 隐患25处，当场整改16处，限期整改9处; 50个项目……。其中，新开工项目20个，续建项目30个.
pub(super) fn halves(passage: &Passage, sink: &mut Sink) {
    let figures = passage.figures();
    for (at, a) in figures.iter().enumerate() {
        // How much each has grown may stand between.
        let behind = figures.get(at + 1..figures.len().min(at + 4)).unwrap_or_default();
        let rates = behind.iter().take_while(|figure| matches!(figure.unit, "%" | "个百分点")).count();
        let Some(b) = behind.get(rates).filter(|b| b.unit == a.unit && a.unit != "%") else { continue };
        if !(is_plain(passage, a) && is_plain(passage, b)) {
            continue;
        }
        let pair = [a.clone(), b.clone()];
        let gap = passage.get(a.range.end..b.range.start);
        let opens = |figure: &Figure, words: &[&str]| {
            let said = item_before(&passage.text, figure.range.start).trim_start_matches("其中");
            words.iter().any(|word| said.starts_with(word)) && said.chars().count() <= 10
        };
        let both = gap.starts_with(['，', '、', '；'])
            && gap.chars().count() <= 11 + 12 * rates
            && !gap.contains('。')
            && HALVES.iter().any(|(one, other)| opens(a, one) && opens(b, other));
        // A third of their kind goes with them; it may be counted in other units.
        let next = figures.get(at + 2 + rates).filter(|next| {
            next.unit != "%" && !passage.get(b.range.end..next.range.start).contains(['。', '；'])
        });
        let more = next.is_some_and(|next| next.unit == a.unit);
        if !both || more || is_open(passage, &pair) {
            continue;
        }
        let before = figures.get(at.saturating_sub(8)..at).unwrap_or_default();
        let Some(whole) =
            before.iter().rev().find(|figure| figure.unit == a.unit && !is_compared(&passage.text, figure))
        else {
            continue;
        };
        let between = passage.get(whole.range.end..a.range.start);
        let near = match between.matches('。').count() {
            0 => between.len() < REACH / 2,
            1 => between.len() < REACH && between.contains("其中"),
            _ => false,
        };
        let list = Sum { start: 0, sentence: &passage.text, total: whole, parts: &pair };
        let off = (list.sum() - whole.millionths).abs();
        let larger = whole.millionths > a.millionths && whole.millionths > b.millionths;
        // 其中 leads to parts that are reckoned elsewhere if it stands right behind.
        let split = passage.get(whole.range.end..b.range.start).contains('；');
        let direct = (between.ends_with("其中") || between.starts_with("，其中")) && !split;
        // What is left may be told in the next clause.
        let behind = figures.get(at + 2 + rates).is_some_and(|next| {
            let gap = passage.get(b.range.end..next.range.start);
            next.unit != "%" && gap.len() < 60 && !gap.contains('。')
        });
        let less = list.sum() < whole.millionths && behind;
        if near
            && larger
            && !direct
            && !less
            && is_plain(passage, whole)
            && off > list.slack()
            && off * 10 <= whole.millionths * 3
        {
            list.report(passage, sink);
        }
    }
}

fn is_plain(passage: &Passage, figure: &Figure) -> bool {
    !figure.approximate && !is_change(&passage.text, figure)
}

/// 项目10件……；已完成3件，正在推进5件，进度滞后2件: how far things have come, a
/// sentence after it was said how many there are.
pub(super) fn progress(passage: &Passage, sink: &mut Sink) {
    const FIRST: [&str; 6] = ["已", "完成", "建成", "办结", "竣工", "全部完成"];
    const LAST: [&str; 9] =
        ["尚未", "未", "进度滞后", "滞后", "进展缓慢", "进展滞后", "正在", "其余", "剩余"];
    let figures = passage.figures();
    let opens = |figure: &Figure, words: &[&str]| {
        let said = item_before(&passage.text, figure.range.start);
        said.chars().count() <= 10 && words.iter().any(|word| said.starts_with(word))
    };
    for (at, last) in figures.iter().enumerate() {
        if last.unit == "%" || !opens(last, &LAST) {
            continue;
        }
        // The list that it ends: one after the other, nothing else between.
        let ahead = figures.get(at.saturating_sub(5)..=at).unwrap_or_default();
        let linked = ahead.windows(2).rev().take_while(|pair| match pair {
            [a, b] => {
                let gap = passage.get(a.range.end..b.range.start);
                a.unit == b.unit
                    && gap.starts_with(['，', '、'])
                    && gap.chars().count() <= 11
                    && gap.chars().skip(1).all(is_han)
            }
            _ => false,
        });
        let count = linked.count() + 1;
        let parts = ahead.get(ahead.len() - count..).unwrap_or_default();
        let more = figures.get(at + 1).is_some_and(|next| {
            next.unit == last.unit && !passage.get(last.range.end..next.range.start).contains(['。', '；'])
        });
        let (Some(first), false) = (parts.first(), more) else { continue };
        if count < 2 || !opens(first, &FIRST) || parts.iter().any(|part| !is_plain(passage, part)) {
            continue;
        }
        let from = at + 1 - count;
        let before = figures.get(from.saturating_sub(8)..from).unwrap_or_default();
        let Some(whole) = before.iter().rev().find(|figure| figure.unit == last.unit) else { continue };
        let between = passage.get(whole.range.end..first.range.start);
        // Right behind the whole it is reckoned elsewhere.
        let apart = between.contains(|c: char| c.is_ascii_digit()) && between.len() < REACH;
        let list = Sum { start: 0, sentence: &passage.text, total: whole, parts };
        let off = (list.sum() - whole.millionths).abs();
        let larger = parts.iter().all(|part| part.millionths < whole.millionths);
        if apart
            && larger
            && is_amount(passage, whole)
            && off > list.slack()
            && off * 10 <= whole.millionths * 2
        {
            list.report(passage, sink);
        }
    }
}

/// 整治120处，2025年完成65处，2026年完成32处，2027年完成23处: year by year, to the end.
pub(super) fn by_year(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    let year = |figure: &Figure| -> Option<u16> {
        let (year, rest) = item_before(text, figure.range.start).split_once('年')?;
        (year.len() == 4 && !rest.starts_with(['以', '底', '末', '至', '—', '～']))
            .then(|| year.parse().ok())
            .flatten()
    };
    let figures = passage.figures();
    for (at, total) in figures.iter().enumerate() {
        let plain =
            !total.approximate && total.unit != "%" && year(total).is_none() && !is_change(text, total);
        let Some(first) = figures.get(at + 1).and_then(year).filter(|_| plain) else { continue };
        let rest = figures.get(at + 1..).unwrap_or_default();
        let run = rest.iter().zip(first..).take_while(|(figure, due)| {
            figure.unit == total.unit
                && year(figure) == Some(*due)
                && !is_change(text, figure)
                && !figure.approximate
        });
        let parts: Vec<Figure> = run.map(|(figure, _)| figure.clone()).collect();
        let Some(last) = parts.last() else { continue };
        let within = !passage.get(total.range.end..last.range.start).contains('。');
        let alone = rest.get(parts.len()).is_none_or(|next| {
            next.unit != total.unit || passage.get(last.range.end..next.range.start).contains(['。', '；'])
        });
        let list = Sum { start: 0, sentence: text, total, parts: &parts };
        let off = (list.sum() - total.millionths).abs();
        if parts.len() > 1
            && within
            && alone
            && !list.agrees()
            && off * 100 <= total.millionths * if list.is_slip() { 30 } else { 15 }
        {
            list.report(passage, sink);
        }
    }
}
