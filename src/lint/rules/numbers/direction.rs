//! 数字-019

use super::changes::{Change, changes};
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 增减的词与两个数的大小相反。
    ///
    /// “减少到”“缩短至”后面的数应当小，“增加到”“提高到”后面的数应当大。
    ///
    /// 错：`由23天缩短至41天`　`由6处减少到47处`　`由92%提高到86%`
    /// 对：`由41天缩短至23天`　`由47处减少到6处`　`由86%提高到92%`
    ///
    /// 改法：查清两个数是否颠倒、写错，或换一个词。名次、等级的升降（“由第9位上升到第5位”）不查。
    "数字-019", "增减与数的大小相反", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    for Change { from, to, up, verb } in changes(passage) {
        let grew = to.millionths > from.millionths;
        if to.millionths == from.millionths || grew == up {
            continue;
        }
        // To improve a rank, a grade, an accuracy or a time is to make it less.
        let verb_text = passage.get(verb);
        let rank = matches!(from.unit, "位" | "类" | "级" | "名")
            || up && matches!(from.unit, "天" | "个工作日" | "小时" | "分钟" | "米" | "个月" | "个小时");
        // 由下降5%回升到增长3%
        let signed = [from, to].iter().any(|figure| {
            let before = passage.before(figure.range.start);
            ["下降", "负", "-", "－", "−", "增长", "减少", "亏损", "低于"]
                .iter()
                .any(|word| before.ends_with(word))
                && !before.ends_with(verb_text)
        });
        if rank || signed {
            continue;
        }
        let (a, b) = (passage.get(from.range.clone()), passage.get(to.range.clone()));
        let message = format!("“{verb_text}”与数的大小相反：{a}→{b}");
        sink.report(passage, from.range.start..to.range.end, message)
            .help("查清两个数是否颠倒、写错，或换一个词");
    }
}
