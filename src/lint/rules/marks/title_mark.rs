//! 标点-016

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 小于号、大于号充当书名号，或双书名号写成两个单的。
    ///
    /// 依据：GB/T 15834—2011，4.15.2。
    ///
    /// 错：`<关于做好防汛工作的通知>`　`〈〈条例〉〉`
    /// 对：`《关于做好防汛工作的通知》`　`《条例》`
    ///
    /// 改法：换成《 》。
    "标点-016", "书名号的形式", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['<', '＜', '〈', '≪', '«']) {
        return;
    }
    let shapes = pattern!("(<<?|＜＜?|〈〈|≪|«)([一-鿿（“〔][^<>＜＞〉≫»]+)(>>?|＞＞?|〉〉|≫|»)");
    for found in shapes.captures_iter(passage) {
        let (Some(whole), Some(open), Some(close)) = (found.get(0), found.get(1), found.get(3)) else {
            continue;
        };
        let before = passage.tail(whole.start(), 60);
        let inner = before.rsplit_once('《').is_some_and(|(_, inside)| !inside.contains('》'));
        let (first, last) = if inner { ("〈", "〉") } else { ("《", "》") };
        let message = format!("书名号写作“{first}{last}”");
        sink.report(passage, whole.range(), message).edit(open.range(), first).edit(close.range(), last);
    }
}
