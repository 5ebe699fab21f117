//! 一致-013

use crate::lint::desk::Desk;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 并称的机关，有的加顿号，有的不加：“县委、县政府”与“县委县政府”。
    ///
    /// 依据：GB/T 15834—2011，4.5：并列词语之间用顿号；习惯上连用的可以不用，同一期里应统一。
    ///
    /// 错：一处写“县委、县政府”，一处写“县委县政府”
    /// 对：统一
    ///
    /// 改法：统一成一种。全期只报一次，报在少见的一种第一次出现的地方。
    "一致-013", "并称机关的写法不一", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let pair = pattern!("([省市县区州旗])委(、?)([省市县区州旗])(?:人民)?政府");
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for manuscript in &desk.manuscripts {
        for passage in manuscript.passages.iter().filter(|passage| passage.text.contains('委')) {
            for found in pair.captures_iter(passage) {
                let (Some(whole), Some(mark)) = (found.get(0), found.get(2)) else { continue };
                if found.get(1).map(|level| level.as_str()) != found.get(3).map(|level| level.as_str()) {
                    continue;
                }
                let forms = if mark.is_empty() { &mut without } else { &mut with };
                forms.push((manuscript, passage, whole.range()));
            }
        }
    }
    let (fewer, more) = if with.len() < without.len() { (&with, &without) } else { (&without, &with) };
    if let (Some((manuscript, passage, range)), Some((_, other, usual))) = (fewer.first(), more.first()) {
        sink.turn_to(manuscript);
        let message = format!(
            "“{}”{}处，“{}”{}处，写法不一",
            passage.get(range.clone()),
            fewer.len(),
            other.get(usual.clone()),
            more.len()
        );
        sink.report(passage, range.clone(), message).help("统一成一种");
    }
}
