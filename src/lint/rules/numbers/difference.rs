//! 数字-029

use super::changes::{Change, changes};
use crate::lint::figures::shown_like;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 增减的数量，与前后两个数的差不符。
    ///
    /// 错：`由86家增加到94家，净增18家`　`由18%降低到10%，降低9个百分点`
    /// 对：`由86家增加到94家，净增8家`　`由18%降低到10%，降低8个百分点`
    ///
    /// 改法：用两个数相减核对，改错的一个。带“余”“多”“约”的不查。
    "数字-029", "增减的数量不符", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    for Change { from, to, .. } in changes(passage) {
        let figures = passage.figures();
        let next = figures.partition_point(|figure| figure.range.start < to.range.end);
        let Some(difference) = figures.get(next) else { continue };
        let said = pattern!(
            "^，?(?:净|共|累计|实际)?(?:增加|增长|新增|增|减少|下降|降低|提高|提升|上升|缩短|压缩|压减|减|多|少)了?$"
        );
        let between = passage.get(to.range.end..difference.range.start);
        let unit = if to.unit == "%" { "个百分点" } else { to.unit };
        if difference.unit != unit || difference.approximate || !said.is_match(between) {
            continue;
        }
        let due = (to.millionths - from.millionths).abs();
        let slack = difference.rounding + from.rounding + to.rounding;
        // Whole numbers are not rounded.
        let whole = [from, to, difference].iter().all(|figure| figure.millionths % 1_000_000 == 0);
        if (due - difference.millionths).abs() > if whole { 0 } else { slack } {
            let [a, b, c] = [from, to, difference].map(|figure| passage.get(figure.range.clone()));
            let message = format!("由{a}到{b}，相差{}，这里是{c}", shown_like(due, difference));
            sink.report(passage, difference.range.clone(), message).help("两个数相减核对，改错的一个");
        }
    }
}
