//! 数字-007

use super::changes::{Change, changes};
use crate::lint::figures::{Figure, clause_before, figures, head, shown_like};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 增长率与前后两个数算不拢。
    ///
    /// 增长率等于增量除以原数；“增加几倍”指增量是原数的几倍。“共186个，比上年增加58个”的原数是128个。
    ///
    /// 错：`从8万册增加到20万册，增长250%`　`共186个，比上年增加58个，增长48.3%`
    /// 对：`从8万册增加到20万册，增长150%`　`共186个，比上年增加58个，增长45.3%`
    ///
    /// 改法：对照原始数据改。
    "数字-007", "增长算不拢", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let figures = passage.figures();
    if figures.len() < 3 || !passage.text.contains(['%', '％', '倍']) {
        return;
    }
    for Change { start, from, to, up, .. } in changes(passage) {
        if let Some((rate, stated_up)) = rate_after(passage, to.range.end)
            && stated_up == up
            && (from.millionths < to.millionths) == up
        {
            let change = (to.millionths - from.millionths).abs();
            judge(passage, start, [change, from.millionths], from.slack() + to.slack(), &rate, sink);
        }
    }
    if passage.text.contains(['比', '较']) {
        for (at, figure) in figures.iter().enumerate() {
            compared(passage, figure, figures.get(at.saturating_sub(3)..at).unwrap_or_default(), sink);
        }
    }
}

/// 共186个，比上年增加58个，增长45.3%; 或 共186个，比上年的128个增长45.3%.
fn compared(passage: &Passage, figure: &Figure, before: &[Figure], sink: &mut Sink) {
    let clause = clause_before(&passage.text, figure.range.start);
    let Some((ahead, said)) = clause.rsplit_once(['比', '较']) else { return };
    if said.chars().count() > 14 || ahead.ends_with(['占', '对', '环']) {
        return;
    }
    let Some(now) = before.iter().rev().find(|f| f.unit == figure.unit) else { return };
    let gap = passage.get(now.range.end..figure.range.start);
    let far = gap.contains(['。', '；', '、']) || gap.chars().count() > 30 || gap.matches('，').count() > 1;
    let vague = now.approximate || figure.approximate || matches!(figure.unit, "%" | "倍" | "个百分点");
    if far || vague || gap.contains("其中") {
        return;
    }
    let more = ["增加", "多", "净增", "新增", "增", "扩大", "增加了", "净增加"]
        .iter()
        .any(|word| said.ends_with(word));
    let less = ["减少", "少", "减", "减少了", "压减", "下降"].iter().any(|word| said.ends_with(word));
    let (change, base) = if more {
        (figure.millionths, now.millionths - figure.millionths)
    } else if less {
        (figure.millionths, now.millionths + figure.millionths)
    } else {
        // 比上年的128个增长: the figure is the base itself.
        let verb = passage.after(figure.range.end).starts_with(['增', '下', '减', '提', '上']);
        if !verb || !said.ends_with(['的', '年', '期', '初', '末']) {
            return;
        }
        ((now.millionths - figure.millionths).abs(), figure.millionths)
    };
    if base <= 0 {
        return;
    }
    let rate = if more || less {
        rate_after(passage, figure.range.end).filter(|(_, up)| *up == more)
    } else {
        rate_at(passage, figure.range.end).filter(|(_, up)| *up == (now.millionths > base))
    };
    if let Some((rate, _)) = rate {
        judge(passage, now.range.start, [change, base], now.slack() + figure.slack(), &rate, sink);
    }
}

/// The rate in the clause behind an offset, and whether it is one of growth.
fn rate_after(passage: &Passage, at: usize) -> Option<(Figure, bool)> {
    let rest = head(&passage.text, at, 90);
    let comma = rest
        .find(['，', '、', ',', '（'])
        .filter(|&comma| !rest.get(..comma).unwrap_or_default().contains(['。', '；']))?;
    if rest.get(..comma)?.chars().count() > 10 {
        return None;
    }
    rate_at(passage, at + comma + rest.get(comma..)?.chars().next()?.len_utf8())
}

/// The rate that a clause opens with.
fn rate_at(passage: &Passage, at: usize) -> Option<(Figure, bool)> {
    let rate = pattern!(
        r"^([^，。；、（0-9]{0,8}?)(增长|增加|增幅|提高|提升|扩大|上升|下降|减少|降低|压减|缩短|压缩|降幅|减幅)(?:率|幅度)?(?:了|达到|达|为)?([0-9.．]+(?:%|％|倍))"
    );
    let found = rate.captures(passage.part(head(&passage.text, at, 90)))?;
    let (ahead, verb, value) = (found.get(1)?, found.get(2)?, found.get(3)?);
    // A rate of many years is not that of both ends.
    if ahead.as_str().contains(['均', '比', '较']) && !ahead.as_str().contains("同比") {
        return None;
    }
    let after = passage.after(at + value.end());
    if after.starts_with(['以', '左', '多', '—', '～', '和', '、']) && !after.starts_with("、0") {
        return None;
    }
    let figure = figures(value.as_str()).into_iter().next()?;
    let range = at + value.start()..at + value.end();
    let up = !["下降", "减少", "降低", "压减", "缩短", "压缩", "降幅", "减幅"].contains(&verb.as_str());
    Some((Figure { range, ..figure }, up))
}

/// Reports a rate that is off by more than rounding. `slack`: how far off the
/// values may be, together.
fn judge(
    passage: &Passage,
    start: usize,
    [change, base]: [i128; 2],
    slack: i128,
    rate: &Figure,
    sink: &mut Sink,
) {
    let scale: i128 = if rate.unit == "%" { 100_000_000 } else { 1_000_000 };
    let ratio = |change: i128, base: i128| change.checked_mul(scale)?.checked_div(base.max(1));
    let (Some(right), Some(least), Some(most)) =
        (ratio(change, base), ratio(change - slack, base + slack), ratio(change + slack, base - slack))
    else {
        return;
    };
    let place = rate.rounding * 2;
    if !(least - place..=most + place).contains(&rate.millionths) {
        let message = format!(
            "按前后两个数算，应是{}{}，写的是{}",
            shown_like(right, rate),
            rate.unit,
            passage.get(rate.range.clone())
        );
        sink.report(passage, start..rate.range.end, message).help("对照原始数据改");
    }
}
