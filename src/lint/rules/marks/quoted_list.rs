//! 标点-011

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 相连的引号之间、书名号之间的顿号。
    ///
    /// 依据：GB/T 15834—2011，4.5.3：标有引号、书名号的并列成分之间通常不用顿号；中间插有其他成分（如括注）的才用。
    ///
    /// 错：`“三保”、“双减”和《条例》、《办法》`
    /// 对：`“三保”“双减”和《条例》《办法》`
    ///
    /// 改法：删去顿号。
    "标点-011", "引号、书名号之间的顿号", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.text.contains('、') {
        return;
    }
    for found in pattern!("”(、)“|》(、)《|’(、)‘").captures_iter(&passage.text) {
        if let Some(mark) = found.iter().skip(1).flatten().next() {
            let message = "相连的引号、书名号之间不用顿号";
            sink.report(passage, mark.range(), message).edit(mark.range(), "");
        }
    }
}
