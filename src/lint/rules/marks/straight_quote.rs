//! 标点-015

use crate::content::chars::is_han;
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 直引号。
    ///
    /// 汉字文中的引号用“ ”‘ ’；键盘上的 `"`、`'` 不分前后。依据：GB/T 15834—2011，4.8.2。
    ///
    /// 错：`推进"三资"清理`
    /// 对：`推进“三资”清理`
    ///
    /// 改法：按次序换成前引号、后引号。表示英寸、分秒的不查。
    "标点-015", "直引号", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    for (straight, open, close) in [('"', '“', '”'), ('＂', '“', '”'), ('\'', '‘', '’')] {
        let marks: Vec<usize> = passage.text.match_indices(straight).map(|(at, _)| at).collect();
        if !marks.len().is_multiple_of(2) {
            if let Some(&at) = marks.first().filter(|_| straight != '\'') {
                let message = "直引号，而且不成对";
                sink.report(passage, at..at + straight.len_utf8(), message).help("按前后换成“ ”");
            }
            continue;
        }
        for pair in marks.chunks_exact(2) {
            let [first, last] = pair else { continue };
            let whole = *first..*last + straight.len_utf8();
            let chinese = passage.get(whole.clone()).contains(is_han)
                || passage.prev(*first).is_some_and(is_han)
                || passage.next(whole.end).is_some_and(is_han);
            if chinese {
                let width = straight.len_utf8();
                sink.report(passage, whole, "引号是直的")
                    .edit(*first..*first + width, open)
                    .edit(*last..*last + width, close);
            }
        }
    }
}
